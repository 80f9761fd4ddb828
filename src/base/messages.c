/* base/messages.c: keeping messages and showing them as compilers do, followed by the source line and a caret.
 *
 * Text from charts may hold anything: control characters are shown escaped, so that a message cannot steer a terminal.
 */
#include "base/messages.h"
#include "base/temporary.h"
#include <string.h>

enum { SHOWN_CELLS = 100, GUTTER = 5, SHOWN_BYTES = 4096 };
/* A message quotes what an author wrote, which may be of any length. In bytes; what is left out is in the middle. */
enum { LONGEST_MESSAGE = 2000, KEPT_HEAD = 1200, KEPT_TAIL = 600 };

struct Messages {
  Arena *arena;
  bool strict, shows_notes;
  GPtrArray *list;         /* of MessageInfo */
  GHashTable *seen;        /* MessageInfo: those that were told */
  GHashTable *allowed;     /* codes */
  GHashTable *kinds;       /* code → Kind */
  size_t errors, repeated; /* the latter: warnings that are errors, and were told before */
  bool tries_again;        /* messages_try_again() */
  GHashTable *indexes;     /* Source * → GArray of Mark */
  MessageRun *run;         /* NULL: alone */
  guint member;            /* its number in the run */
};

/* Of one code, so many are kept as they are; how many come later is said in one. */
enum { KIND_MAX = 20 };

typedef struct Kind {
  size_t count;
  char more[64]; /* the text of the message that stands for those left out */
} Kind;

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
                         .indexes = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_array_unref),
                         .allowed = g_hash_table_new(g_str_hash, g_str_equal),
                         .kinds = g_hash_table_new(g_str_hash, g_str_equal)};
  arena_adopt(arena, messages->list, release_list);
  arena_adopt(arena, messages->seen, release_table);
  arena_adopt(arena, messages->allowed, release_table);
  arena_adopt(arena, messages->kinds, release_table);
  arena_adopt(arena, messages->indexes, release_table);
  return messages;
}

static bool must_escape(gunichar c) { return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029; }

static char *printable(Arena *arena, const char *format, va_list arguments) {
  char *raw = g_strdup_vprintf(format, arguments);
  arena_temporary(arena, raw);
  char *valid = g_utf8_make_valid(raw, -1);
  arena_temporary(arena, valid);
  GString *text = g_string_new(NULL);
  arena_temporary(arena, text);
  for (const char *at = valid; *at; at = g_utf8_next_char(at)) {
    gunichar c = g_utf8_get_char(at);
    if (must_escape(c)) {
      g_string_append_printf(text, "\\u%04x", c);
    } else {
      g_string_append_unichar(text, c);
    }
  }
  if (text->len > LONGEST_MESSAGE) {
    const char *head = g_utf8_find_prev_char(text->str, text->str + KEPT_HEAD),
               *tail = g_utf8_find_prev_char(text->str, text->str + text->len - KEPT_TAIL);
    gssize from = head - text->str, to = tail - text->str;
    g_string_erase(text, from, to - from);
    g_string_insert(text, from, " … ");
  }
  return arena_strndup(arena, text->str, text->len);
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

static Kind *kind_of(Messages *messages, const char *code) {
  Kind *kind = g_hash_table_lookup(messages->kinds, code);
  if (kind) return kind;
  kind = arena_new(messages->arena, Kind);
  g_hash_table_insert(messages->kinds, (char *)code, kind);
  return kind;
}

/* 99980 → "99,980" */
static void write_grouped(GString *out, size_t number) {
  if (number >= 1000) write_grouped(out, number / 1000);
  g_string_append_printf(out, number >= 1000 ? ",%03zu" : "%zu", number % 1000);
}

static void tell_more(Kind *kind) {
  GString *text = g_string_new("and ");
  write_grouped(text, kind->count - KIND_MAX);
  g_string_append(text, " more like this");
  g_strlcpy(kind->more, text->str, sizeof kind->more);
  g_string_free(text, TRUE);
}

static void keep(Messages *messages, MessageInfo *message) {
  if (is_allowed(messages, message)) return;
  if (message->level == MESSAGE_ERROR) messages->errors++;
  Kind *kind = kind_of(messages, message->code);
  if (++kind->count <= KIND_MAX + 1) g_ptr_array_add(messages->list, message);
  if (kind->count <= KIND_MAX) return;
  tell_more(kind);
  if (kind->count > KIND_MAX + 1) return;
  message->text = kind->more;
  message->of_machine = false;
}

/* False if it was kept before. `seen` has the message as it was, which keep() may not leave it. */
static bool keep_once(Messages *messages, MessageInfo *message) {
  if (!g_hash_table_add(messages->seen, message)) return false;
  MessageInfo *kept = arena_new(messages->arena, MessageInfo);
  *kept = *message;
  keep(messages, kept);
  return true;
}

/* A warning, or with --strict an error. */
static void keep_warning(Messages *messages, MessageInfo *message) {
  bool is_new = keep_once(messages, message);
  if (!is_new && message->level == MESSAGE_ERROR && !is_allowed(messages, message)) messages->repeated++;
}

void messages_error(Messages *messages, Place at, const char *code, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  MessageInfo *message = new_message(messages, MESSAGE_ERROR, at, code, format, arguments);
  if (messages->tries_again && g_hash_table_contains(messages->seen, message)) {
    messages->errors++;
  } else {
    g_hash_table_add(messages->seen, message);
    MessageInfo *kept = arena_new(messages->arena, MessageInfo);
    *kept = *message;
    keep(messages, kept);
  }
  va_end(arguments);
}

void messages_warn(Messages *messages, Place at, const char *code, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  MessageLevel level = messages->strict ? MESSAGE_ERROR : MESSAGE_WARNING;
  keep_warning(messages, new_message(messages, level, at, code, format, arguments));
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
  keep_warning(messages, message);
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
  MessageLevel level = MESSAGE_NOTE;
  for (guint i = messages->list->len; i-- > 0;) {
    const MessageInfo *message = g_ptr_array_index(messages->list, i);
    if (!is_allowed(messages, message) || strcmp(message->code, code) != 0) continue;
    level = message->level;
    g_ptr_array_remove_index(messages->list, i);
  }
  const Kind *kind = g_hash_table_lookup(messages->kinds, code);
  if (kind && level == MESSAGE_ERROR) messages->errors -= kind->count;
  if (*code != 'E') g_hash_table_remove(messages->kinds, code);
}

size_t messages_error_count(const Messages *messages) { return messages->errors; }

void messages_try_again(Messages *messages) { messages->tries_again = true; }

size_t messages_failure_count(const Messages *messages) { return messages->errors + messages->repeated; }
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

size_t text_mark_length(const Source *source) {
  return source->length >= 3 && !memcmp(source->text, "\xef\xbb\xbf", 3) ? 3 : 0;
}

static size_t skip_mark(const Source *source, size_t start) { return start ? start : text_mark_length(source); }

/* A position in a text, and the line and column there. */
typedef struct Mark {
  size_t offset, start; /* start: of the line */
  unsigned line, column;
} Mark;

static Mark first_mark(const Source *source) {
  return (Mark){text_mark_length(source), 0, MAX(source->first_line, 1), 1};
}

static void mark_advance(Mark *mark, const Source *source, size_t to) {
  for (; mark->offset < to; mark->offset++) {
    char byte = source->text[mark->offset];
    mark->column += begins_character(byte);
    if (byte != '\n') continue;
    mark->line++;
    mark->column = 1;
    mark->start = mark->offset + 1;
  }
}

/* Marks at every STRIDE bytes of a text, so that the place of each of many messages is found in a short time. */
enum { STRIDE = 4096 };

static GArray *index_text(const Source *source) {
  GArray *marks = g_array_new(FALSE, FALSE, sizeof(Mark));
  Mark mark = first_mark(source);
  for (size_t at = 0; at <= source->length; at += STRIDE) {
    mark_advance(&mark, source, at);
    g_array_append_val(marks, mark);
  }
  return marks;
}

static Mark find_mark(const Messages *messages, Place at) {
  const Source *source = at.source;
  size_t offset = MIN(at.offset, source->length);
  GArray *marks = g_hash_table_lookup(messages->indexes, source);
  if (!marks) g_hash_table_insert(messages->indexes, (gpointer)source, marks = index_text(source));
  Mark mark = g_array_index(marks, Mark, offset / STRIDE);
  mark_advance(&mark, source, offset);
  return mark;
}

void place_line_column(Place at, unsigned *line, unsigned *column) {
  *line = *column = 1;
  if (!at.source || !at.source->text) return;
  Mark mark = first_mark(at.source);
  mark_advance(&mark, at.source, MIN(at.offset, at.source->length));
  *line = mark.line;
  *column = mark.column;
}

void messages_line_column(const Messages *messages, Place at, unsigned *line, unsigned *column) {
  *line = *column = 1;
  if (!at.source || !at.source->text) return;
  Mark mark = find_mark(messages, at);
  *line = mark.line;
  *column = mark.column;
}

static int cells_of(gunichar c) { return g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1; }

/* One character of the line as it is shown: a character that cannot be shown becomes a space. */
static gunichar shown_character(const char **at, const char *end) {
  gunichar c = g_utf8_get_char_validated(*at, end - *at);
  bool valid = c < (gunichar)-2;
  *at = valid ? g_utf8_next_char(*at) : *at + 1;
  return !valid ? 0xfffd : must_escape(c) ? ' ' : c;
}

/* Whether the text is wider than `cells`; looks at its end only. */
static bool is_wider(const char *from, const char *to, int cells) {
  while (to > from && cells >= 0) {
    const char *last = to - 1;
    while (last > from && !begins_character(*last)) last--;
    const char *next = last;
    cells -= cells_of(shown_character(&next, to));
    to = last;
  }
  return cells < 0;
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

/* As far to the left as characters may be shown; nothing further away is looked at. */
static const char *nearest_start(const char *from, const char *caret) {
  if (caret - from <= SHOWN_BYTES) return from;
  from = caret - SHOWN_BYTES;
  while (!begins_character(*from) && from < caret) from++;
  return from;
}

static void append_line(GString *out, Place at, Mark mark) {
  const Source *source = at.source;
  size_t offset = MIN(at.offset, source->length), start = mark.start;
  const char *first = source->text + skip_mark(source, start), *caret = MAX(source->text + offset, first),
             *from = nearest_start(first, caret);
  size_t rest = MIN(source->length - (size_t)(caret - source->text), (size_t)SHOWN_BYTES);
  const char *end = memchr(caret, '\n', rest);
  if (!end) end = caret + rest;
  if (end > caret && end[-1] == '\r') end--;
  bool cut_before = false;
  if (is_wider(from, caret, SHOWN_CELLS * 2 / 3)) {
    const char *left = caret;
    for (int cells = 0; left > from && cells < SHOWN_CELLS / 2; cells++) do
        left--;
      while (left > from && !begins_character(*left));
    cut_before = left > first;
    from = left;
  }
  const char *to = step_cells(from, end, SHOWN_CELLS);
  g_string_append_printf(out, "%*u | %s", GUTTER, mark.line, cut_before ? "…" : "");
  append_shown(out, from, to);
  g_string_append_printf(out, "%s\n%*s | %*s", to < end ? "…" : "", GUTTER, "", text_cells(from, caret) + cut_before,
                         "");
  const char *marked_end = MIN(source->text + MIN(offset + at.length, source->length), to);
  g_string_append_c(out, '^');
  for (int cells = marked_end > caret ? text_cells(caret, marked_end) : 0; cells > 1; cells--)
    g_string_append_c(out, '~');
  g_string_append_c(out, '\n');
}

static void append_message(const Messages *messages, GString *out, const MessageInfo *message) {
  static const char *const levels[] = {
      [MESSAGE_NOTE] = "note", [MESSAGE_WARNING] = "warning", [MESSAGE_ERROR] = "error"};
  const Source *source = message->place.source;
  bool is_shown = source && source->text;
  Mark mark = is_shown ? find_mark(messages, message->place) : (Mark){0};
  if (source) g_string_append_printf(out, "%s:", source->name);
  if (is_shown) g_string_append_printf(out, "%u:%u:", mark.line, mark.column);
  g_string_append_printf(out, "%s%s: %s [%s]\n", source ? " " : "", levels[message->level], message->text,
                         message->code);
  if (is_shown) append_line(out, message->place, mark);
}

char *message_to_string(const Messages *messages, size_t i) {
  if (i >= messages->list->len) return NULL;
  GString *out = g_string_new(NULL);
  append_message(messages, out, g_ptr_array_index(messages->list, i));
  return g_string_free(out, FALSE);
}

char *messages_to_string(const Messages *messages) {
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < messages->list->len; i++) {
    const MessageInfo *message = g_ptr_array_index(messages->list, i);
    bool shown = message->level != MESSAGE_NOTE || messages->shows_notes;
    if (shown && !is_told_elsewhere(messages, message)) append_message(messages, out, message);
  }
  return g_string_free(out, FALSE);
}

void messages_print(const Messages *messages, FILE *to) {
  char *text = messages_to_string(messages);
  fputs(text, to);
  g_free(text);
}
