/* data/path.c: field names as paths, by the rules of vega-util's splitAccessPath. */
#include "base/temporary.h"
#include "data/table.h"
#include <string.h>

typedef struct Splitter {
  Arena *arena;
  GPtrArray *steps;
  GString *step;     /* the text unescaped so far */
  const char *start; /* of what is still to be added */
  const char *at;
  char quote;
  const char *bracket; /* just after the open one */
  bool closing;        /* a quoted step in brackets is complete */
} Splitter;

static void push(Splitter *split) {
  if (split->at > split->start) g_string_append_len(split->step, split->start, split->at - split->start);
  g_ptr_array_add(split->steps, arena_strndup(split->arena, split->step->str, split->step->len));
  g_string_truncate(split->step, 0);
  split->start = split->at + 1;
}

/* One character; false where the path is malformed. */
static bool step_over(Splitter *split) {
  char c = *split->at;
  bool in_brackets = split->bracket || split->closing;
  if (c == '\\') {
    if (split->at > split->start) g_string_append_len(split->step, split->start, split->at - split->start);
    if (split->at[1]) split->at++;
    split->start = split->at;
  } else if (split->quote) {
    if (c != split->quote) return true;
    push(split);
    split->quote = '\0';
    split->bracket = NULL;
    split->closing = true;
  } else if ((c == '"' || c == '\'') && split->bracket && split->start == split->bracket) {
    split->start = split->at + 1;
    split->quote = c;
  } else if (c == '.' && !in_brackets) {
    if (split->at > split->start) {
      push(split);
    } else {
      split->start = split->at + 1;
    }
  } else if (c == '[') {
    if (split->at > split->start) push(split);
    split->bracket = split->start = split->at + 1;
    split->closing = false;
  } else if (c == ']') {
    if (!in_brackets) return false;
    if (split->bracket) push(split);
    split->bracket = NULL;
    split->closing = false;
    split->start = split->at + 1;
  }
  return true;
}

const char *const *field_path(const char *field, Arena *arena) {
  Splitter split = {
      .arena = arena, .steps = g_ptr_array_new(), .step = g_string_new(NULL), .start = field, .at = field};
  arena_temporary(arena, split.steps);
  arena_temporary(arena, split.step);
  bool good = true;
  for (; good && *split.at; split.at++) good = step_over(&split);
  good = good && !split.quote && !split.bracket && !split.closing;
  if (good && split.at > split.start) push(&split);
  if (!good) { /* not a path, then: a plain name */
    g_ptr_array_set_size(split.steps, 0);
    g_ptr_array_add(split.steps, arena_strdup(arena, field));
  }
  const char **steps = arena_array(arena, const char *, split.steps->len + 1);
  for (guint i = 0; i < split.steps->len; i++) steps[i] = g_ptr_array_index(split.steps, i);
  return steps;
}

const char *field_flat_name(const char *field, Arena *arena) {
  const char *const *steps = field_path(field, arena);
  if (!steps[0]) return "";
  const char *name = steps[0];
  while (*++steps) name = arena_printf(arena, "%s.%s", name, *steps);
  return name;
}
