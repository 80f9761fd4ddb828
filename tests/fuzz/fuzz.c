/* tests/fuzz/fuzz.c: what libFuzzer calls. https://llvm.org/docs/LibFuzzer.html */
#include "targets.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);
size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t length, size_t room, unsigned seed);
size_t LLVMFuzzerMutate(uint8_t *bytes, size_t length, size_t room);

static const FuzzTarget *target;

int LLVMFuzzerInitialize(int *argc, char ***argv) {
  (void)argc;
  (void)argv;
  const char *name = getenv("TUBAN_FUZZ_TARGET");
  for (target = fuzz_targets; target->name && (!name || strcmp(target->name, name) != 0); target++) continue;
  if (!target->name) {
    fprintf(stderr, "TUBAN_FUZZ_TARGET is one of:");
    for (const FuzzTarget *each = fuzz_targets; each->name; each++) fprintf(stderr, " %s", each->name);
    fprintf(stderr, "\n");
    exit(2);
  }
  return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
  char *text = malloc(length + 1);
  if (!text) return 0;
  if (length) memcpy(text, bytes, length);
  text[length] = '\0';
  target->run(text, length);
  free(text);
  return 0;
}

/* Two of three changes of JSON keep it JSON. */
size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t length, size_t room, unsigned seed) {
  size_t changed = target->is_json && seed % 3 ? fuzz_mutate_json((char *)bytes, length, room, seed / 3) : 0;
  return changed ? changed : LLVMFuzzerMutate(bytes, length, room);
}
