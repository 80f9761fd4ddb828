/* batch/log.c: see log.h. */
#include "batch/private.h"
#include <string.h>

BatchLog *batch_log_create(bool strict) {
  BatchLog *log = g_new(BatchLog, 1);
  log->arena = arena_create();
  log->messages = messages_create(log->arena, strict);
  return log;
}

void batch_log_destroy(BatchLog *log) {
  if (!log) return;
  arena_destroy(log->arena);
  g_free(log);
}

bool batch_log_message(const BatchLog *log, size_t i, TubanMessage *message) {
  static const TubanSeverity severities[] = {
      [MESSAGE_NOTE] = TUBAN_NOTE, [MESSAGE_WARNING] = TUBAN_WARNING, [MESSAGE_ERROR] = TUBAN_ERROR};
  MessageInfo info;
  if (!messages_at(log->messages, i, &info)) return false;
  *message = (TubanMessage){.severity = severities[info.level], .code = info.code, .text = info.text};
  if (info.place.source) message->file = info.place.source->name;
  if (info.place.source && info.place.source->text)
    messages_line_column(log->messages, info.place, &message->line, &message->column);
  return true;
}

char *batch_log_print(const BatchLog *log, size_t i) { return message_to_string(log->messages, i); }

size_t batch_log_error_count(const BatchLog *log) { return messages_error_count(log->messages); }

const char *batch_name_fault(const char *name) {
  enum { LONGEST = 150 }; /* bytes: file systems take 255, of which some are for what is around it */
  if (!*name) return "it is empty";
  if (strpbrk(name, "/\\")) return "it has a slash";
  if (*name == '.') return "it begins with a dot";
  if (strlen(name) > LONGEST) return "it is longer than 150 bytes";
  for (const char *at = name; *at; at++)
    if ((unsigned char)*at < 0x20 || *at == 0x7f) return "it has a control character";
  return NULL;
}
