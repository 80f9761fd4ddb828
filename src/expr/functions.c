/* expr/functions.c: the functions of the language by name. */
#include "expr/function.h"
#include <string.h>

static const Function *const tables[] = {
    functions_math,   functions_type,       functions_string, functions_regexp, functions_sequence, functions_date,
    functions_format, functions_statistics, functions_color,  functions_ease,   functions_range,    functions_host,
};

const Function *function_find(const char *name) {
  for (size_t i = 0; i < G_N_ELEMENTS(tables); i++)
    for (const Function *function = tables[i]; function->name; function++)
      if (strcmp(function->name, name) == 0) return function;
  return NULL;
}

const char *const *function_names(Arena *arena) {
  size_t count = 1;
  for (size_t i = 0; i < G_N_ELEMENTS(tables); i++)
    for (const Function *function = tables[i]; function->name; function++) count++;
  const char **names = arena_array(arena, const char *, count + 1), **name = names;
  *name++ = "if";
  for (size_t i = 0; i < G_N_ELEMENTS(tables); i++)
    for (const Function *function = tables[i]; function->name; function++) *name++ = function->name;
  return names;
}
