/* data/scanner.c: see scanner.h. */
#include "data/scanner.h"

Cell scanner_quoted_cell(Scanner *scanner) {
  size_t start = scanner->at + 1, close = start, end = scanner->end;
  const char *text = scanner->text;
  bool escaped = false;
  for (;;) {
    const char *quote = close < end ? memchr(text + close, '"', end - close) : NULL;
    close = quote ? (size_t)(quote - text) : end;
    if (close + 1 >= end || text[close + 1] != '"') break;
    escaped = true;
    close += 2;
  }
  if (close >= end) {
    scanner->unclosed = start - 1;
    close = MIN(end + 1, scanner->length); /* d3 consumes one character more */
  }
  size_t after = close + 1;
  if (after >= end) {
    scanner->at_end = true;
  } else {
    char c = text[after];
    scanner->at = after + (size_t)(g_utf8_next_char(text + after) - (text + after));
    scanner->at_line_end = c == '\n' || c == '\r';
    if (c == '\r' && scanner->at < end && text[scanner->at] == '\n') scanner->at++;
  }
  return (Cell){text + start, close - start, escaped};
}

size_t cell_copy(Cell cell, char *to) {
  if (!cell.escaped) {
    if (cell.length) memcpy(to, cell.text, cell.length);
    return cell.length;
  }
  size_t length = 0;
  for (size_t i = 0; i < cell.length; i++) {
    to[length++] = cell.text[i];
    if (cell.text[i] == '"' && i + 1 < cell.length && cell.text[i + 1] == '"') i++;
  }
  return length;
}
