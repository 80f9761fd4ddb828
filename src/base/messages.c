/* base/messages.c: keeping messages and showing them as compilers do, followed by the source line and a caret.
 *
 * Text from charts may hold anything: control characters are shown escaped, so that a message cannot steer a terminal.
 */
#include "base/messages.h"
#include <string.h>

enum { SHOWN_CELLS = 100, GUTTER = 5 };

struct Messages {
  Arena *arena;
  bool strict, shows_notes;
  GPtrArray *list;     /* of MessageInfo */
  GHashTable *seen;    /* warnings and notes */
  GHashTable *allowed; /* codes */
  size_t errors;
  MessageRun *run; /* NULL: alone */
  guint member;    /* its number in the run */
};

struct MessageRun {
  GHashTable *told; /* text of a message of the machine → number of the member that tells it */
  guint members;
};

static guint message_hash(gconstpointer key) {
  const MessageInfo *message = key;
  return g_str_hash(message->text) ^ (message->place.offset * 2654435761u);
}

/* A file that is read twice is still one. */
static bool one_source(Place one, Place other) {
  if (one.source == other.source) return true;
  return one.source && other.source && strcmp(one.source->name, other.source->name) == 0;
}

static gboolean message_equal(gconstpointer a, gconstpointer b) {
  const MessageInfo *one = a, *other = b;
  return one_source(one->place, other->place) && one->place.offset == other->place.offset &&
         !strcmp(one->code, other->code) && !strcmp(one->text, other->text);
}

static void release_list(void *list) { g_ptr_array_free(list, TRUE); }
static void release_table(void *table) { g_hash_table_destroy(table); }

Messages *messages_create(Arena *arena, bool strict) {
  Messages *messages = arena_new(arena, Messages);
  *messages = (Messages){.arena = arena,
                         .strict = strict,
                         .list = g_ptr_array_new(),
                         .seen = g_hash_table_new(message_hash, message_equal),
                         .allowed = g_hash_table_new(g_str_hash, g_str_equal)};
  arena_adopt(arena, messages->list, release_list);
  arena_adopt(arena, messages->seen, release_table);
  arena_adopt(arena, messages->allowed, release_table);
  return messages;
}

static bool must_escape(gunichar c) { return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029; }

static char *printable(Arena *arena, const char *format, va_list arguments) {
  char *raw = g_strdup_vprintf(format, arguments);
  char *valid = g_utf8_make_valid(raw, -1);
  GString *text = g_string_new(NULL);
  for (const char *at = valid; *at; at = g_utf8_next_char(at)) {
    gunichar c = g_utf8_get_char(at);
    if (must_escape(c)) {
      g_string_append_printf(text, "\\u%04x", c);
    } else {
      g_string_append_unichar(text, c);
    }
  }
  char *result = arena_strndup(arena, text->str, text->len);
  g_string_free(text, TRUE);
  g_free(valid);
  g_free(raw);
  return result;
}

static MessageInfo *new_message(Messages *messages, MessageLevel level, Place at, const char *code, const char *format,
                                va_list arguments) {
  MessageInfo *message = arena_new(messages->arena, MessageInfo);
  *message = (MessageInfo){level, code, printable(messages->arena, format, arguments), at, false};
  return message;
}

static bool is_allowed(const Messages *messages, const MessageInfo *message) {
  return *message->code != 'E' && g_hash_table_contains(messages->allowed, message->code);
}

static void keep(Messages *messages, MessageInfo *message) {
  if (is_allowed(messages, message)) return;
  g_ptr_array_add(messages->list, message);
  if (message->level == MESSAGE_ERROR) messages->errors++;
}

static void keep_once(Messages *messages, MessageInfo *message) {
  if (g_hash_table_add(messages->seen, message)) keep(messages, message);
}

void messages_error(Messages *messages, Place at, const char *code, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  keep(messages, new_message(messages, MESSAGE_ERROR, at, code, format, arguments));
  va_end(arguments);
}

void messages_warn(Messages *messages, Place at, const char *code, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  MessageLevel level = messages->strict ? MESSAGE_ERROR : MESSAGE_WARNING;
  keep_once(messages, new_message(messages, level, at, code, format, arguments));
  va_end(arguments);
}

void messages_warn_of_machine(Messages *messages, Place at, const char *code, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  MessageLevel level = messages->strict ? MESSAGE_ERROR : MESSAGE_WARNING;
  MessageInfo *message = new_message(messages, level, at, code, format, arguments);
  va_end(arguments);
  message->of_machine = true;
  GHashTable *told = messages->run ? messages->run->told : NULL;
  if (told && !g_hash_table_contains(told, message->text))
    g_hash_table_insert(told, g_strdup(message->text), GUINT_TO_POINTER(messages->member));
  keep_once(messages, message);
}

MessageRun *message_run_create(void) {
  MessageRun *run = g_new0(MessageRun, 1);
  run->told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  return run;
}

void message_run_destroy(MessageRun *run) {
  if (!run) return;
  g_hash_table_destroy(run->told);
  g_free(run);
}

void messages_join_run(Messages *messages, MessageRun *run) {
  messages->run = run;
  messages->member = run->members++;
}

static bool is_told_elsewhere(const Messages *messages, const MessageInfo *message) {
  if (!message->of_machine || !messages->run || message->level == MESSAGE_ERROR) return false;
  return GPOINTER_TO_UINT(g_hash_table_lookup(messages->run->told, message->text)) != messages->member;
}

void messages_note(Messages *messages, Place at, const char *code, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  keep_once(messages, new_message(messages, MESSAGE_NOTE, at, code, format, arguments));
  va_end(arguments);
}

void messages_show_notes(Messages *messages) { messages->shows_notes = true; }
bool messages_wants_notes(const Messages *messages) { return messages->shows_notes; }

void messages_allow(Messages *messages, const char *code) {
  g_hash_table_add(messages->allowed, arena_strdup(messages->arena, code));
  for (guint i = messages->list->len; i-- > 0;) {
    const MessageInfo *message = g_ptr_array_index(messages->list, i);
    if (!is_allowed(messages, message)) continue;
    if (message->level == MESSAGE_ERROR) messages->errors--;
    g_ptr_array_remove_index(messages->list, i);
  }
}

size_t messages_error_count(const Messages *messages) { return messages->errors; }
size_t messages_count(const Messages *messages) { return messages->list->len; }

bool messages_has(const Messages *messages, const char *code) {
  MessageInfo info;
  for (size_t i = 0; messages_at(messages, i, &info); i++)
    if (strcmp(info.code, code) == 0) return true;
  return false;
}

bool messages_at(const Messages *messages, size_t i, MessageInfo *out) {
  if (i >= messages->list->len) return false;
  *out = *(const MessageInfo *)g_ptr_array_index(messages->list, i);
  return true;
}

const char *messages_text(const Messages *messages, size_t i, MessageLevel *level) {
  MessageInfo message;
  if (!messages_at(messages, i, &message)) return NULL;
  if (level) *level = message.level;
  return message.text;
}

/* Characters are counted by their first bytes, so that text which is not UTF-8 counts too. */
static bool begins_character(char byte) { return ((unsigned char)byte & 0xc0) != 0x80; }

static size_t line_start(const Source *source, size_t offset) {
  while (offset && source->text[offset - 1] != '\n') offset--;
  return offset;
}

size_t text_mark_length(const Source *source) {
  return source->length >= 3 && !memcmp(source->text, "\xef\xbb\xbf", 3) ? 3 : 0;
}

static size_t skip_mark(const Source *source, size_t start) { return start ? start : text_mark_length(source); }

void place_line_column(Place at, unsigned *line, unsigned *column) {
  *line = *column = 1;
  if (!at.source || !at.source->text) return;
  size_t offset = MIN(at.offset, at.source->length), start = line_start(at.source, offset);
  for (const char *text = at.source->text, *end = text + start; (text = memchr(text, '\n', (size_t)(end - text)));
       text++)
    ++*line;
  for (size_t i = skip_mark(at.source, start); i < offset; i++) *column += begins_character(at.source->text[i]);
}

static int cells_of(gunichar c) { return g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1; }

/* One character of the line as it is shown: a character that cannot be shown becomes a space. */
static gunichar shown_character(const char **at, const char *end) {
  gunichar c = g_utf8_get_char_validated(*at, end - *at);
  bool valid = c < (gunichar)-2;
  *at = valid ? g_utf8_next_char(*at) : *at + 1;
  return !valid ? 0xfffd : must_escape(c) ? ' ' : c;
}

static int text_cells(const char *from, const char *to) {
  int cells = 0;
  while (from < to) cells += cells_of(shown_character(&from, to));
  return cells;
}

/* Steps over characters from `from` towards `to`, at most `cells` wide. */
static const char *step_cells(const char *from, const char *to, int cells) {
  while (from < to) {
    const char *next = from;
    cells -= cells_of(shown_character(&next, to));
    if (cells < 0) break;
    from = next;
  }
  return from;
}

static void append_shown(GString *out, const char *from, const char *to) {
  while (from < to) g_string_append_unichar(out, shown_character(&from, to));
}

static void append_line(GString *out, Place at, unsigned line) {
  const Source *source = at.source;
  size_t offset = MIN(at.offset, source->length), start = line_start(source, offset);
  const char *from = source->text + skip_mark(source, start), *caret = MAX(source->text + offset, from);
  const char *end = memchr(caret, '\n', source->length - (size_t)(caret - source->text));
  if (!end) end = source->text + source->length;
  if (end > caret && end[-1] == '\r') end--;
  bool cut_before = false;
  if (text_cells(from, caret) > SHOWN_CELLS * 2 / 3) {
    const char *left = caret;
    for (int cells = 0; left > from && cells < SHOWN_CELLS / 2; cells++) do
        left--;
      while (left > from && !begins_character(*left));
    cut_before = left > from;
    from = left;
  }
  const char *to = step_cells(from, end, SHOWN_CELLS);
  g_string_append_printf(out, "%*u | %s", GUTTER, line, cut_before ? "…" : "");
  append_shown(out, from, to);
  g_string_append_printf(out, "%s\n%*s | %*s", to < end ? "…" : "", GUTTER, "", text_cells(from, caret) + cut_before,
                         "");
  const char *marked_end = MIN(source->text + MIN(offset + at.length, source->length), to);
  g_string_append_c(out, '^');
  for (int cells = marked_end > caret ? text_cells(caret, marked_end) : 0; cells > 1; cells--)
    g_string_append_c(out, '~');
  g_string_append_c(out, '\n');
}

static void append_message(GString *out, const MessageInfo *message) {
  static const char *const levels[] = {
      [MESSAGE_NOTE] = "note", [MESSAGE_WARNING] = "warning", [MESSAGE_ERROR] = "error"};
  const Source *source = message->place.source;
  unsigned line, column;
  if (source) g_string_append_printf(out, "%s:", source->name);
  if (source && source->text) {
    place_line_column(message->place, &line, &column);
    g_string_append_printf(out, "%u:%u:", line, column);
  }
  g_string_append_printf(out, "%s%s: %s [%s]\n", source ? " " : "", levels[message->level], message->text,
                         message->code);
  if (source && source->text) append_line(out, message->place, line);
}

char *message_to_string(const Messages *messages, size_t i) {
  if (i >= messages->list->len) return NULL;
  GString *out = g_string_new(NULL);
  append_message(out, g_ptr_array_index(messages->list, i));
  return g_string_free(out, FALSE);
}

char *messages_to_string(const Messages *messages) {
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < messages->list->len; i++) {
    const MessageInfo *message = g_ptr_array_index(messages->list, i);
    bool shown = message->level != MESSAGE_NOTE || messages->shows_notes;
    if (shown && !is_told_elsewhere(messages, message)) append_message(out, message);
  }
  return g_string_free(out, FALSE);
}

void messages_print(const Messages *messages, FILE *to) {
  char *text = messages_to_string(messages);
  fputs(text, to);
  g_free(text);
}
