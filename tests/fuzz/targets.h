/* tests/fuzz/targets.h: what libFuzzer feeds. One program has all targets; TUBAN_FUZZ_TARGET chooses one. */
#pragma once
#include <stddef.h>
#include <stdint.h>

typedef struct FuzzTarget {
  const char *name;
  void (*run)(const char *text, size_t length); /* `text` has a NUL after it */
  int is_json;                                  /* changed as a tree, not as bytes */
  int sets_text;                                /* by Pango */
} FuzzTarget;

extern const FuzzTarget fuzz_targets[]; /* ended by a NULL name */

/* fuzz/mutate.c: one change of a JSON text as a tree: a node removed, repeated, replaced by another of the same text or by a word.
 * The new length; 0 where the text is not JSON or the result too long. */
size_t fuzz_mutate_json(char *text, size_t length, size_t room, unsigned seed);
