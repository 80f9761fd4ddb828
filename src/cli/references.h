/* cli/references.h: the files that the text of a spec names, before it is drawn. */
#pragma once
#include <stdbool.h>

typedef struct Reference {
  const char *url;  /* as it is written */
  const char *path; /* where that leads, from the current folder */
} Reference;

/* Calls `visit` for each "url", "chart" and "style" with a text in a spec, and in the charts of a page, until it returns false. Each file is read
 * once. These are words of a text: some may be of other objects than data. */
void references_visit(const char *path, bool (*visit)(void *data, const Reference *reference), void *data);
/* What a file is called by all its links, owned by the caller: its device and number, or the path of one that does not exist yet. "-" is standard
 * input. */
char *file_identity(const char *path);
