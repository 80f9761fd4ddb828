/* data/read_delimited.c: CSV, TSV and other delimited text, by the rules of d3-dsv 3.
 *
 * The text is copied once; cells are cut and unquoted in place, so that a cell costs only a pointer. The first row has
 * the names. A quoted cell may hold delimiters and line breaks, and "" for a quote; rows end in LF, CR or CR LF; blank
 * lines are rows too; missing cells are empty, surplus ones are dropped.
 */
#include "base/temporary.h"
#include "data/builder.h"
#include "data/format.h"
#include <string.h>

typedef struct Cutter {
  char *text;
  size_t at, end; /* the line end that closes the text is left out */
  size_t length;
  const char *delimiter; /* one character */
  size_t delimiter_length;
  bool at_end, at_line_end;
  const Source *source;
  size_t offset; /* of the text in it */
  Messages *messages;
} Cutter;

typedef enum Token { TOKEN_CELL, TOKEN_ROW_END, TOKEN_END } Token;

/* Steps over the line end that begins with `c`, which has been read already. */
static void end_line(Cutter *cutter, char c) {
  cutter->at_line_end = true;
  if (c == '\r' && cutter->at < cutter->end && cutter->text[cutter->at] == '\n') cutter->at++;
}

static void unquote(char *cell, size_t length) {
  char *to = memchr(cell, '"', length), *from = to;
  for (; from && from < cell + length; from++) {
    *to++ = *from;
    if (*from == '"' && from + 1 < cell + length && from[1] == '"') from++;
  }
  if (to) *to = '\0';
}

static char *quoted_cell(Cutter *cutter) {
  size_t start = cutter->at + 1, close = start;
  char *text = cutter->text;
  while (close < cutter->end && (text[close] != '"' || (close + 1 < cutter->end && text[close + 1] == '"')))
    close += text[close] == '"' ? 2 : 1;
  if (close >= cutter->end) {
    Place quote = {cutter->source, (guint32)(cutter->offset + start - 1), 1};
    messages_warn(cutter->messages, quote, "W373", "this quote is never closed: the cell runs to the end of the file");
    close = MIN(cutter->end + 1, cutter->length); /* d3 consumes one character more */
  }
  size_t after = close + 1;
  if (after >= cutter->end) {
    cutter->at_end = true;
  } else {
    char c = text[after];
    cutter->at = after + (size_t)(g_utf8_next_char(text + after) - (text + after));
    if (c == '\n' || c == '\r') end_line(cutter, c);
  }
  text[close] = '\0';
  unquote(text + start, close - start);
  return text + start;
}

enum { WORD = sizeof(guint64) };

/* The high bit of the lowest byte of `word` that is `c`, and maybe of others above it. */
static guint64 has_byte(guint64 word, char c) {
  const guint64 ones = G_GUINT64_CONSTANT(0x0101010101010101), highs = ones << 7;
  guint64 other = word ^ ones * (guint8)c;
  return (other - ones) & ~other & highs;
}

/* Where the next byte is that may end a cell whose delimiter begins with `first`; at most at the end. */
static size_t find_border(const Cutter *cutter, size_t at, char first) {
  for (; at + WORD <= cutter->end; at += WORD) {
    guint64 word;
    memcpy(&word, cutter->text + at, sizeof word);
    word = GUINT64_FROM_LE(word);
    guint64 found = has_byte(word, first) | has_byte(word, '\n') | has_byte(word, '\r');
    if (found) return at + (size_t)__builtin_ctzll(found) / 8;
  }
  const char *text = cutter->text;
  while (at < cutter->end && text[at] != first && text[at] != '\n' && text[at] != '\r') at++;
  return at;
}

static char *plain_cell(Cutter *cutter) {
  char *text = cutter->text, first = *cutter->delimiter;
  size_t start = cutter->at;
  for (; (cutter->at = find_border(cutter, cutter->at, first)) < cutter->end; cutter->at++) {
    char c = text[cutter->at];
    bool line_end = c == '\n' || c == '\r';
    if (!line_end && cutter->delimiter_length > 1 &&
        strncmp(text + cutter->at, cutter->delimiter, cutter->delimiter_length) != 0)
      continue;
    text[cutter->at] = '\0';
    cutter->at += line_end ? 1 : cutter->delimiter_length;
    if (line_end) end_line(cutter, c);
    return text + start;
  }
  cutter->at_end = true;
  text[cutter->end] = '\0';
  return text + start;
}

static Token next_token(Cutter *cutter, char **cell) {
  if (cutter->at_end) return TOKEN_END;
  if (cutter->at_line_end) {
    cutter->at_line_end = false;
    return TOKEN_ROW_END;
  }
  bool quoted = cutter->at < cutter->end && cutter->text[cutter->at] == '"';
  *cell = quoted ? quoted_cell(cutter) : plain_cell(cutter);
  return TOKEN_CELL;
}

/* Reads the next row's cells, at most `room` of them; returns how many there were. */
static size_t next_row(Cutter *cutter, GPtrArray *cells, size_t room) {
  char *cell;
  size_t count = 0;
  while (next_token(cutter, &cell) == TOKEN_CELL)
    if (count++ < room) g_ptr_array_add(cells, cell);
  return count;
}

static size_t count_rows(const char *text, size_t length) {
  size_t rows = 1;
  for (size_t i = 0; i < length; i++) rows += text[i] == '\n' || text[i] == '\r';
  return rows;
}

typedef struct Names {
  const char **names; /* all different */
  size_t count;
  size_t *column_of; /* cell → column: the last cell of a repeated name counts */
  size_t cells;
} Names;

/* `name` is in the text; or in format.header, whose author sees what is twice. */
static void report_repeated(const Cutter *cutter, const char *name, size_t repeats, size_t names) {
  if (name < cutter->text || name >= cutter->text + cutter->length) return;
  Place at = {cutter->source, (guint32)(cutter->offset + (size_t)(name - cutter->text)), (guint32)strlen(name)};
  messages_warn(cutter->messages, at, "W300",
                "%zu of %zu columns have the name of an earlier one, and only the last of a name is used; the first is "
                "\"%.60s\"",
                repeats, names, name);
}

static Names read_names(const Cutter *cutter, GPtrArray *cells, Arena *arena) {
  Names names = {arena_array(arena, const char *, cells->len), 0, arena_array(arena, size_t, cells->len), cells->len};
  const char *repeated = NULL;
  size_t repeats = 0;
  GHashTable *seen = g_hash_table_new(g_str_hash, g_str_equal);
  arena_temporary(arena, seen);
  for (guint i = 0; i < cells->len; i++) {
    gpointer name = g_ptr_array_index(cells, i), at;
    if (!g_hash_table_lookup_extended(seen, name, NULL, &at)) {
      at = GSIZE_TO_POINTER(names.count);
      g_hash_table_insert(seen, name, at);
      names.names[names.count++] = name;
    } else if (*(const char *)name && repeats++ == 0) {
      repeated = name;
    }
    names.column_of[i] = GPOINTER_TO_SIZE(at);
  }
  if (repeated) report_repeated(cutter, repeated, repeats, cells->len);
  return names;
}

/* format.header: column names that are not in the file. */
static bool header_names(const Json *header, GPtrArray *cells, Messages *messages) {
  for (size_t i = 0; i < json_count(header); i++) {
    const Json *name = json_at(header, i);
    if (!json_is(name, JSON_STRING)) {
      messages_error(messages, json_place(name ? name : header), "E374", "\"header\" must be an array of names");
      return false;
    }
    g_ptr_array_add(cells, (gpointer)name->string);
  }
  return true;
}

/* Rows that do not have as many cells as there are names: how many of each kind, and where the first is. */
typedef struct RaggedRows {
  size_t count, offset, cells;
} RaggedRows;

typedef struct Ragged {
  RaggedRows blank, short_rows, long_rows;
} Ragged;

static void count_ragged(RaggedRows *rows, size_t offset, size_t cells) {
  if (rows->count++ == 0) *rows = (RaggedRows){1, offset, cells};
}

/* `start`: where the row begins; `surplus`: whether a cell without a name is not empty. */
static void look_at_row(Ragged *ragged, const Names *names, size_t start, size_t cells, bool blank, bool surplus) {
  if (cells == 1 && blank && names->cells > 1)
    count_ragged(&ragged->blank, start, cells);
  else if (cells < names->cells)
    count_ragged(&ragged->short_rows, start, cells);
  else if (surplus && names->cells > 1) /* a file of one column may have another delimiter */
    count_ragged(&ragged->long_rows, start, cells);
}

static Place row_place(const Cutter *cutter, const RaggedRows *rows) {
  return (Place){cutter->source, (guint32)(cutter->offset + rows->offset), 0};
}

static void report_ragged(const Cutter *cutter, const Ragged *ragged, const Names *names, size_t rows) {
  if (ragged->blank.count > 0)
    messages_note(cutter->messages, row_place(cutter, &ragged->blank), "N394",
                  "%zu of %zu rows are blank lines, which count as rows of empty cells; this is the first",
                  ragged->blank.count, rows);
  if (ragged->short_rows.count > 0)
    messages_note(
        cutter->messages, row_place(cutter, &ragged->short_rows), "N395",
        "%zu of %zu rows have fewer cells than there are names (%zu), and the others are empty; the first has %zu",
        ragged->short_rows.count, rows, names->cells, ragged->short_rows.cells);
  if (ragged->long_rows.count > 0)
    messages_warn(
        cutter->messages, row_place(cutter, &ragged->long_rows), "W396",
        "%zu of %zu rows have more cells than there are names (%zu), and the surplus is dropped; the first has %zu",
        ragged->long_rows.count, rows, names->cells, ragged->long_rows.cells);
}

static const Table *cut_rows(Cutter *cutter, const Names *names, size_t row_limit, Arena *arena) {
  const char ***columns = arena_array(arena, const char **, names->count);
  for (size_t i = 0; i < names->count; i++) columns[i] = arena_array(arena, const char *, row_limit);
  size_t rows = 0;
  Ragged ragged = {0};
  for (; !cutter->at_end; rows++) {
    char *cell, *first = NULL;
    size_t i = 0, start = cutter->at;
    bool surplus = false;
    for (; next_token(cutter, &cell) == TOKEN_CELL; i++) {
      if (i == 0) first = cell;
      if (i < names->cells)
        columns[names->column_of[i]][rows] = cell;
      else
        surplus = surplus || *cell;
    }
    if (i != names->cells) look_at_row(&ragged, names, start, i, first && !*first, surplus);
    for (; i < names->cells; i++) columns[names->column_of[i]][rows] = "";
  }
  report_ragged(cutter, &ragged, names, rows);
  const Column **made = arena_array(arena, const Column *, names->count);
  for (size_t i = 0; i < names->count; i++) made[i] = column_from_strings(columns[i], rows, arena);
  return table_from_columns(names->names, made, names->count, rows, arena);
}

static size_t count_in_line(const char *line, const char *end, char c) {
  size_t count = 0;
  for (; line < end && *line != '\n' && *line != '\r'; line++) count += *line == c;
  return count;
}

/* One column, whose name and first cell have another usual delimiter equally often, is a file of another kind. */
static void check_delimiter(const Source *source, Messages *messages) {
  const char *line = source->text + text_mark_length(source), *end = source->text + source->length, *next = line;
  while (next < end && *next != '\n' && *next != '\r') next++;
  while (next < end && (*next == '\n' || *next == '\r')) next++;
  for (const char *other = ";\t|,"; *other; other++) {
    size_t count = count_in_line(line, end, *other);
    if (!count || count != count_in_line(next, end, *other)) continue;
    char written[] = {*other == '\t' ? '\\' : *other, *other == '\t' ? 't' : '\0', '\0'};
    messages_warn(
        messages, (Place){source, (guint32)(line - source->text), 0}, "W389",
        "the file has one column, and each line has \"%s\"; if that is the delimiter, write \"type\": \"dsv\", "
        "\"delimiter\": \"%s\" in the data's \"format\"",
        written, written);
    return;
  }
}

/* What begins so is the answer of a web server, or a file of another kind under a wrong name. */
static void check_kind(const Source *source, Messages *messages) {
  const char *text = source->text + text_mark_length(source), *end = source->text + source->length;
  while (text < end && g_ascii_isspace(*text)) text++;
  size_t left = (size_t)(end - text);
  bool html = left > 5 && (!g_ascii_strncasecmp(text, "<!doc", 5) || !g_ascii_strncasecmp(text, "<html", 5));
  bool json = left > 1 && (*text == '{' || (*text == '[' && (text[1] == '{' || text[1] == '[')));
  if (html || json)
    messages_warn(messages, (Place){source, (guint32)(text - source->text), 0}, "W176",
                  "the file begins like %s, not like a table%s", html ? "HTML" : "JSON",
                  html ? "" : "; write \"type\": \"json\" in the data's \"format\"");
}

static const Table *read_delimited(const Source *source, const char *delimiter, const Json *format, Messages *messages,
                                   Arena *arena) {
  static const double steps_of_byte = 0.5;
  size_t skip = text_mark_length(source), length = source->length - skip;
  arena_charge(arena, BUDGET_STEPS, steps_of_byte * (double)length);
  Cutter cutter = {.text = arena_strndup(arena, source->text + skip, length),
                   .end = length,
                   .length = length,
                   .at_end = !length,
                   .source = source,
                   .offset = skip,
                   .messages = messages};
  cutter.delimiter = delimiter;
  cutter.delimiter_length = (size_t)(g_utf8_next_char(delimiter) - delimiter);
  size_t row_limit = count_rows(cutter.text, length);
  if (cutter.end && cutter.text[cutter.end - 1] == '\n') cutter.end--;
  if (cutter.end && cutter.text[cutter.end - 1] == '\r') cutter.end--;
  GPtrArray *cells = g_ptr_array_new();
  arena_temporary(arena, cells);
  const Json *header = json_get(format, "header");
  bool good = true;
  if (json_is(header, JSON_ARRAY)) {
    good = header_names(header, cells, messages);
  } else {
    next_row(&cutter, cells, G_MAXUINT);
  }
  Names names = read_names(&cutter, cells, arena);
  if (good && names.count && row_limit > (EMPTY_CELLS_MAX + length) / names.count) {
    messages_error(messages, (Place){.source = source}, "E375", "too many empty cells: %zu columns, %zu rows",
                   names.count, row_limit);
    good = false;
  }
  if (names.cells == 1 && !json_is(header, JSON_ARRAY)) check_delimiter(source, messages);
  if (!json_is(header, JSON_ARRAY)) check_kind(source, messages);
  return good ? cut_rows(&cutter, &names, row_limit, arena) : NULL;
}

static const Table *read_csv(const Source *source, const Json *format, Messages *messages, Arena *arena) {
  return read_delimited(source, ",", format, messages, arena);
}

static const Table *read_tsv(const Source *source, const Json *format, Messages *messages, Arena *arena) {
  return read_delimited(source, "\t", format, messages, arena);
}

static const Table *read_dsv(const Source *source, const Json *format, Messages *messages, Arena *arena) {
  const Json *delimiter = json_get(format, "delimiter");
  const char *text = json_string(delimiter, "");
  if (*text && !*g_utf8_next_char(text) && !strchr("\"\r\n", *text))
    return read_delimited(source, text, format, messages, arena);
  Place at = json_place(delimiter ? delimiter : format);
  messages_error(messages, at, "E376", "the format \"dsv\" needs a \"delimiter\" of one character");
  return NULL;
}

const DataFormat data_format_csv = {"csv", read_csv, data_rows_from_json};
const DataFormat data_format_tsv = {"tsv", read_tsv, data_rows_from_json};
const DataFormat data_format_dsv = {"dsv", read_dsv, data_rows_from_json};
