/* data/read_delimited.c: CSV, TSV and other delimited text, by the rules of d3-dsv 3.
 *
 * The first row has the names. Blank lines are rows too; missing cells are empty, surplus ones are dropped. data/scanner.h says what
 * a cell is, and data/sheet.h how cells become columns.
 */
#include "base/temporary.h"
#include "data/builder.h"
#include "data/format.h"
#include "data/sheet.h"
#include <string.h>

/* A file as it is read. */
typedef struct Reader {
  Scanner scanner;
  const Source *source;
  size_t offset; /* of the scanner's text in it */
  Messages *messages;
  Arena *arena;
} Reader;

static void report_unclosed(const Reader *reader, size_t quote) {
  Place at = {reader->source, (guint32)(reader->offset + quote), 1};
  messages_warn(reader->messages, at, "W373", "this quote is never closed: the cell runs to the end of the file");
}

/* The cells of the first row. */
static void first_row(Reader *reader, GPtrArray *cells) {
  Scanner *scanner = &reader->scanner;
  while (!scanner->at_end && !scanner->at_line_end) {
    Cell cell = scanner_cell(scanner);
    char *text = arena_alloc(reader->arena, cell.length + 1);
    cell_copy(cell, text);
    g_ptr_array_add(cells, text);
  }
  scanner->at_line_end = false;
  if (scanner->unclosed != NO_QUOTE) report_unclosed(reader, scanner->unclosed);
}

static size_t count_rows(const char *text, size_t length) {
  size_t rows = 1;
  for (size_t i = 0; i < length; i++) rows += text[i] == '\n' || text[i] == '\r';
  return rows;
}

typedef struct Names {
  const char **names; /* all different */
  size_t count;
  guint32 *cell_of; /* column → cell: the last cell of a repeated name counts */
  size_t cells;
} Names;

/* A cell of the first row. */
static Place name_place(const Reader *reader, guint number) {
  Scanner scanner = reader->scanner;
  Cell cell = {scanner.text, 0, false};
  scanner.at = 0;
  scanner.at_end = scanner.at_line_end = false;
  for (guint i = 0; i <= number && !scanner.at_end && !scanner.at_line_end; i++) cell = scanner_cell(&scanner);
  return (Place){reader->source, (guint32)(reader->offset + (size_t)(cell.text - scanner.text)), (guint32)cell.length};
}

/* `own`: the names are in the text; else in format.header, whose author sees what is twice. */
static Names read_names(const Reader *reader, GPtrArray *cells, bool own) {
  Arena *arena = reader->arena;
  Names names = {arena_array(arena, const char *, cells->len), 0, arena_array(arena, guint32, cells->len), cells->len};
  guint repeated = 0;
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
      repeated = i;
    }
    names.cell_of[GPOINTER_TO_SIZE(at)] = i;
  }
  if (repeats && own)
    messages_warn(
        reader->messages, name_place(reader, repeated), "W300",
        "%zu of %u columns have the name of an earlier one, and only the last of a name is used; the first is "
        "\"%.60s\"",
        repeats, cells->len, (const char *)g_ptr_array_index(cells, repeated));
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

static Place row_place(const Reader *reader, const RaggedRows *rows) {
  return (Place){reader->source, (guint32)(reader->offset + rows->offset), 0};
}

static void report_ragged(const Reader *reader, const Ragged *ragged, const Names *names, size_t rows) {
  if (ragged->blank.count > 0)
    messages_note(reader->messages, row_place(reader, &ragged->blank), "N394",
                  "%zu of %zu rows are blank lines, which count as rows of empty cells; this is the first",
                  ragged->blank.count, rows);
  if (ragged->short_rows.count > 0)
    messages_note(
        reader->messages, row_place(reader, &ragged->short_rows), "N395",
        "%zu of %zu rows have fewer cells than there are names (%zu), and the others are empty; the first has %zu",
        ragged->short_rows.count, rows, names->cells, ragged->short_rows.cells);
  if (ragged->long_rows.count > 0)
    messages_warn(
        reader->messages, row_place(reader, &ragged->long_rows), "W396",
        "%zu of %zu rows have more cells than there are names (%zu), and the surplus is dropped; the first has %zu",
        ragged->long_rows.count, rows, names->cells, ragged->long_rows.cells);
}

/* The columns that will probably be used. */
static size_t expected_columns(const Names *names, const ReadOptions *options, guint32 *expected) {
  size_t count = 0;
  for (size_t i = 0; i < names->count && count < SHEET_AT_ONCE; i++)
    if (!options || !options->fields || g_hash_table_contains(options->fields, names->names[i]))
      expected[count++] = (guint32)i;
  return count;
}

static const Table *read_rows(const Reader *reader, const Names *names, const ReadOptions *options) {
  Arena *arena = reader->arena;
  guint32 expected[SHEET_AT_ONCE];
  SheetShape shape = {names->cells, names->count, names->cell_of, expected, expected_columns(names, options, expected)};
  SheetFound found;
  Sheet *sheet = sheet_read(&reader->scanner, &shape, options ? options->threads : 1, &found, arena);
  if (found.unclosed != NO_QUOTE) report_unclosed(reader, found.unclosed);
  report_ragged(reader, &found.ragged, names, found.rows);
  const Column **made = arena_array(arena, const Column *, names->count);
  for (size_t i = 0; i < names->count; i++) made[i] = sheet_column(sheet, i);
  return table_from_columns(names->names, made, names->count, found.rows, arena);
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

/* So many empty cells could fill the memory. */
static bool is_too_sparse(const Reader *reader, const Names *names) {
  size_t length = reader->scanner.length, most = names->count ? (EMPTY_CELLS_MAX + length) / names->count : length + 1;
  if (length + 1 <= most) return false; /* a byte is a row at most */
  size_t rows = count_rows(reader->scanner.text, length);
  if (rows <= most) return false;
  messages_error(reader->messages, (Place){.source = reader->source}, "E375",
                 "too many empty cells: %zu columns, %zu rows", names->count, rows);
  return true;
}

static const Table *read_delimited(const Source *source, const char *delimiter, const Json *format,
                                   const ReadOptions *options, Messages *messages, Arena *arena) {
  static const double steps_of_byte = 0.5;
  size_t skip = text_mark_length(source), length = source->length - skip;
  const char *text = source->text + skip;
  arena_charge(arena, BUDGET_STEPS, steps_of_byte * (double)length);
  Reader reader = {.scanner = scanner_begin(text, length, delimiter),
                   .source = source,
                   .offset = skip,
                   .messages = messages,
                   .arena = arena};
  GPtrArray *cells = g_ptr_array_new();
  arena_temporary(arena, cells);
  const Json *header = json_get(format, "header");
  bool own = !json_is(header, JSON_ARRAY), good = own || header_names(header, cells, messages);
  if (own) first_row(&reader, cells);
  Names names = read_names(&reader, cells, own);
  if (good) good = !is_too_sparse(&reader, &names);
  if (names.cells == 1 && own) check_delimiter(source, messages);
  if (own) check_kind(source, messages);
  return good ? read_rows(&reader, &names, options) : NULL;
}

static const char *comma(const Json *format) {
  (void)format;
  return ",";
}

static const char *tab(const Json *format) {
  (void)format;
  return "\t";
}

static const char *own_delimiter(const Json *format) {
  const char *text = json_string(json_get(format, "delimiter"), "");
  return *text && !*g_utf8_next_char(text) && !strchr("\"\r\n", *text) ? text : NULL;
}

static const Table *read_csv(const Source *source, const Json *format, const ReadOptions *options, Messages *messages,
                             Arena *arena) {
  return read_delimited(source, ",", format, options, messages, arena);
}

static const Table *read_tsv(const Source *source, const Json *format, const ReadOptions *options, Messages *messages,
                             Arena *arena) {
  return read_delimited(source, "\t", format, options, messages, arena);
}

static const Table *read_dsv(const Source *source, const Json *format, const ReadOptions *options, Messages *messages,
                             Arena *arena) {
  const char *text = own_delimiter(format);
  if (text) return read_delimited(source, text, format, options, messages, arena);
  const Json *delimiter = json_get(format, "delimiter");
  Place at = json_place(delimiter ? delimiter : format);
  messages_error(messages, at, "E376", "the format \"dsv\" needs a \"delimiter\" of one character");
  return NULL;
}

const DataFormat data_format_csv = {"csv", read_csv, comma, data_rows_from_json};
const DataFormat data_format_tsv = {"tsv", read_tsv, tab, data_rows_from_json};
const DataFormat data_format_dsv = {"dsv", read_dsv, own_delimiter, data_rows_from_json};
