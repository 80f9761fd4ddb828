/* cli/docs/main.c: tuban_docs KIND OUT [TEMPLATE]: writes one document to a file, or to standard output for -. */
#include "cli/docs/docs.h"
#include <stdio.h>
#include <string.h>

typedef struct Document {
  const char *kind;
  bool has_template;
  void (*write)(GString *out, const char *template);
} Document;

static const Document documents[] = {
    {"man", true, write_man},        {"readme", true, write_readme}, {"messages", true, write_messages},
    {"schema", false, write_schema}, {"bash", false, write_bash},    {"zsh", false, write_zsh},
    {"fish", false, write_fish},
};

static int write_document(const Document *document, const char *out, const char *template_path) {
  GError *error = NULL;
  char *template = NULL;
  GString *text = g_string_new(NULL);
  bool done = !document->has_template || g_file_get_contents(template_path, &template, NULL, &error);
  if (done) {
    document->write(text, template);
    done = strcmp(out, "-") == 0 ? fputs(text->str, stdout) >= 0 && fflush(stdout) == 0
                                 : g_file_set_contents(out, text->str, (gssize)text->len, &error);
  }
  if (!done) fprintf(stderr, "tuban_docs: %s\n", error ? error->message : "cannot write to standard output");
  g_clear_error(&error);
  g_string_free(text, TRUE);
  g_free(template);
  return done ? 0 : 1;
}

int main(int count, char **arguments) {
  for (size_t i = 0; count >= 3 && i < G_N_ELEMENTS(documents); i++)
    if (strcmp(arguments[1], documents[i].kind) == 0 && count == (documents[i].has_template ? 4 : 3))
      return write_document(&documents[i], arguments[2], arguments[3]);
  fputs("usage: tuban_docs man|readme|messages OUT TEMPLATE, tuban_docs schema|bash|zsh|fish OUT\n", stderr);
  return 2;
}
