/* tests/fuzz/fuzz.c: what libFuzzer calls. https://llvm.org/docs/LibFuzzer.html */
#include "targets.h"
#include <glib.h>
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

static int count_threads(void) {
  GDir *threads = g_dir_open("/proc/self/task", 0, NULL);
  int count = 0;
  while (threads && g_dir_read_name(threads)) count++;
  if (threads) g_dir_close(threads);
  return count;
}

/* Each font map of Pango's (1.50) has a thread that nobody joins. While it starts or ends, what GLib keeps for it is in no memory that
 * LeakSanitizer looks through, and counts as lost: its slices' 2,032 bytes, sometimes its queue. `before`: libFuzzer's own threads. */
static void await_threads(int before) {
  enum { LONGEST_MS = 5000 };
  for (int ms = 0; ms < LONGEST_MS && count_threads() > before; ms++) g_usleep(1000);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
  static int threads;
  if (threads == 0) threads = count_threads();
  char *text = malloc(length + 1);
  if (!text) return 0;
  if (length) memcpy(text, bytes, length);
  text[length] = '\0';
  target->run(text, length);
  free(text);
  if (target->sets_text) await_threads(threads);
  return 0;
}

/* Two of three changes of JSON keep it JSON. */
size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t length, size_t room, unsigned seed) {
  size_t changed = target->is_json && seed % 3 ? fuzz_mutate_json((char *)bytes, length, room, seed / 3) : 0;
  return changed ? changed : LLVMFuzzerMutate(bytes, length, room);
}
