/* cli/pattern.h: patterns of outputs: "out/{dir}/{name}-{lang}.{ext}". */
#pragma once
#include "cli/job.h"

/* Whether an output is a pattern: it has a brace. */
bool pattern_is(const char *output);
/* Whether the pattern has that word. */
bool pattern_has(const char *pattern, const char *word);
/* Whether a word stands for something of every job: {name}, {dir} … */
bool pattern_knows(const char *word);
/* The folder that all its files are in or below: what is before the first word. Owned by the caller. */
char *pattern_folder(const char *pattern);
/* The path of one output, owned by the caller. {name}, {dir} (the folder of the spec), {ext} (the ending of the format), {lang}, {style} and {for} (the
 * option's value) and the words of the job stand for texts, which cannot lead elsewhere: no slashes but in {dir}, no "..". "{{" is a brace. NULL after
 * setting *error (owned by the caller): an unknown word, one without a text, or a text that cannot be in the name of a file. */
char *pattern_expand(const char *pattern, const Job *job, const TubanFormat *format, char **error);
