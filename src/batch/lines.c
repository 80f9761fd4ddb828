/* batch/lines.c: see lines.h. */
#include "batch/lines.h"
#include "base/file.h"
#include "batch/private.h"
#include "json/json.h"
#include <string.h>

bool lines_are_in(const char *path) { return g_str_has_suffix(path, ".ndjson") || g_str_has_suffix(path, ".jsonl"); }

static bool is_blank(const char *text, size_t length) {
  for (size_t i = 0; i < length; i++)
    if (!strchr(" \t\r\n", text[i])) return false;
  return true;
}

/* The next line that is not blank, from `at` on; false at the end. */
static bool next_line(const Source *source, size_t *at, unsigned *number, SpecLine *line) {
  while (*at < source->length) {
    const char *start = source->text + *at, *end = memchr(start, '\n', source->length - *at);
    size_t length = end ? (size_t)(end - start) : source->length - *at;
    *at += length + (end ? 1 : 0);
    *line = (SpecLine){.text = start, .length = length, .number = (*number)++};
    if (!is_blank(start, length)) return true;
  }
  return false;
}

/* The object on that line, in `arena`; NULL if it is none. */
static const Json *object_on(const Source *file, const SpecLine *line, Arena *arena) {
  Source *source = arena_new(arena, Source);
  *source =
      (Source){.name = file->name, .text = arena_strndup(arena, line->text, line->length), .length = line->length};
  const Json *json = json_parse(source, messages_create(arena, false), arena);
  return json_is(json, JSON_OBJECT) ? json : NULL;
}

static bool take_name(BatchLog *log, const Source *source, SpecLine *line) {
  Arena *arena = arena_create();
  const Json *json = object_on(source, line, arena), *name = json_path(json, "usermeta.tuban.name");
  if (!json_is(name, JSON_STRING)) name = json_get(json, "name");
  const char *fault = json_is(name, JSON_STRING) ? batch_name_fault(name->string) : NULL;
  if (json_is(name, JSON_STRING)) line->name = arena_strdup(log->arena, name->string);
  Place at = json_place(name);
  at.offset += (guint32)(line->text - source->text);
  at.source = source;
  if (fault) messages_error(log->messages, at, "E182", "\"%s\" cannot be the name of a file: %s", line->name, fault);
  arena_destroy(arena);
  return !fault;
}

/* A single spec may have many lines, the first of which is then no object of its own. */
static bool is_one_spec(const Source *source) {
  size_t at = 0;
  unsigned number = 1;
  SpecLine first, second;
  if (!next_line(source, &at, &number, &first) || !next_line(source, &at, &number, &second)) return true;
  Arena *arena = arena_create();
  bool is_one = !object_on(source, &first, arena);
  arena_destroy(arena);
  return is_one;
}

static size_t count_lines(const Source *source) {
  size_t at = 0, count = 0;
  unsigned number = 1;
  SpecLine line;
  while (next_line(source, &at, &number, &line)) count++;
  return count;
}

const SpecLines *lines_read(const char *path, size_t most, bool *is_read, BatchLog *log) {
  const Source *source = file_read_any(path, log->messages, log->arena);
  *is_read = source;
  if (!source) return NULL;
  SpecLines *all = arena_new(log->arena, SpecLines);
  all->name = source->name;
  bool is_one = strcmp(path, "-") == 0 && is_one_spec(source);
  size_t count = is_one ? 1 : count_lines(source), at = 0;
  unsigned number = 1;
  if (count > most) {
    messages_error(log->messages, (Place){.source = source}, "E183", "%zu charts are more than one call draws: %zu",
                   count, most);
    return NULL;
  }
  all->lines = arena_array(log->arena, SpecLine, count + 1);
  if (is_one) {
    all->lines[all->count++] = (SpecLine){.text = source->text, .length = source->length, .number = 1};
    return all;
  }
  for (; next_line(source, &at, &number, &all->lines[all->count]); all->count++)
    if (!take_name(log, source, &all->lines[all->count])) return NULL;
  if (!all->count)
    messages_error(log->messages, (Place){.source = source}, "E186", "\"%s\" has no charts", source->name);
  return all->count ? all : NULL;
}
