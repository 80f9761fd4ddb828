/* cli/input.c: see input.h. */
#include "cli/input.h"
#include "tuban.h"
#include <string.h>

void spec_input_open(SpecInput *input, const char *spec, char *const *allowed) {
  *input = (SpecInput){.arena = arena_create(), .status = TUBAN_IO};
  input->messages = messages_create(input->arena, false);
  input->chart.fonts = text_context_create();
  const Source *source = file_read_any(spec, input->messages, input->arena);
  if (!source) return;
  input->status = TUBAN_FAILED;
  char *folder = strcmp(spec, "-") == 0 ? g_strdup(".") : g_path_get_dirname(spec);
  input->chart.access = file_access_create(folder, (const char *const *)allowed, input->arena);
  g_free(folder);
  input->chart.text = source->text;
  input->chart.json = json_parse(source, input->messages, input->arena);
}

int spec_input_close(SpecInput *input) {
  messages_print(input->messages, stderr);
  text_context_destroy(input->chart.fonts);
  arena_destroy(input->arena);
  return input->status;
}
