/* tests/fuzz/fuzz.c: what libFuzzer calls. https://llvm.org/docs/LibFuzzer.html */
#include "targets.h"
#include <glib.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
static bool has_font_thread(void) {
  GDir *threads = g_dir_open("/proc/self/task", 0, NULL);
  bool found = false;
  for (const char *name; threads && !found && (name = g_dir_read_name(threads));) {
    g_autofree char *path = g_build_filename("/proc/self/task", name, "comm", NULL), *title = NULL;
    found = g_file_get_contents(path, &title, NULL, NULL) && g_str_has_prefix(title, "[pango]");
  }
  if (threads) g_dir_close(threads);
  return found;
}

/* Each font map of Pango's (1.50) has a thread that nobody joins. While it ends, what GLib keeps for it is in no memory that LeakSanitizer
 * looks through, and counts as lost: its slices' 2,032 bytes, sometimes its queue. */
static void await_font_threads(void) {
  enum { LONGEST_MS = 2000 };
  for (int ms = 0; ms < LONGEST_MS && has_font_thread(); ms++) g_usleep(1000);
}

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
  if (target->sets_text) await_font_threads();
  return 0;
}

/* Two of three changes of JSON keep it JSON. */
size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t length, size_t room, unsigned seed) {
  size_t changed = target->is_json && seed % 3 ? fuzz_mutate_json((char *)bytes, length, room, seed / 3) : 0;
  return changed ? changed : LLVMFuzzerMutate(bytes, length, room);
}
