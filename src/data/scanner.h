/* data/scanner.h: delimited text cut into cells, by the rules of d3-dsv 3. Nothing is copied or changed.
 *
 * A cell that begins with a quote may hold delimiters and line breaks, and "" for a quote; rows end in LF, CR or CR LF.
 */
#pragma once
#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

typedef struct Cell {
  const char *text;
  size_t length;
  bool escaped; /* it holds "" for a quote */
} Cell;

#define NO_QUOTE SIZE_MAX

typedef struct Scanner {
  const char *text;
  size_t at, end;        /* the line end that closes the text is left out */
  size_t length;         /* of the text */
  const char *delimiter; /* one character */
  size_t delimiter_length;
  bool at_end, at_line_end; /* after a cell: it was the last one, of its row or of all */
  size_t unclosed; /* where the quote is that is never closed, whose cell runs to the end; NO_QUOTE: there is none */
} Scanner;

/* A quoted cell at `at`; scanner_cell() is for all. */
Cell scanner_quoted_cell(Scanner *scanner);
/* Writes the text of the cell, without a NUL, and returns how many bytes that were: at most its length. */
size_t cell_copy(Cell cell, char *to);

enum { SCANNER_WORD = sizeof(guint64) };

/* The high bit of the lowest byte of `word` that is `c`, and maybe of others above it. */
static inline guint64 scanner_has_byte(guint64 word, char c) {
  const guint64 ones = G_GUINT64_CONSTANT(0x0101010101010101), highs = ones << 7;
  guint64 other = word ^ ones * (guint8)c;
  return (other - ones) & ~other & highs;
}

/* Where the next byte is that may end a cell whose delimiter begins with `first`; at most at the end. */
static inline size_t scanner_border(const Scanner *scanner, size_t at, char first) {
  const char *text = scanner->text;
  for (; at + SCANNER_WORD <= scanner->end; at += SCANNER_WORD) {
    guint64 word;
    memcpy(&word, text + at, sizeof word);
    word = GUINT64_FROM_LE(word);
    guint64 found = scanner_has_byte(word, first) | scanner_has_byte(word, '\n') | scanner_has_byte(word, '\r');
    if (found) return at + (size_t)__builtin_ctzll(found) / 8;
  }
  while (at < scanner->end && text[at] != first && text[at] != '\n' && text[at] != '\r') at++;
  return at;
}

/* Steps over what ends a cell at `border`; false if nothing does, as the bytes only begin like the delimiter. */
static inline bool scanner_step_over(Scanner *scanner, size_t border) {
  if (border >= scanner->end) {
    scanner->at = border;
    scanner->at_end = true;
    return true;
  }
  const char *text = scanner->text + border;
  if (*text == '\n' || *text == '\r') {
    scanner->at_line_end = true;
    scanner->at = border + 1 + (*text == '\r' && border + 1 < scanner->end && text[1] == '\n');
    return true;
  }
  if (scanner->delimiter_length > 1 && strncmp(text, scanner->delimiter, scanner->delimiter_length) != 0) return false;
  scanner->at = border + scanner->delimiter_length;
  return true;
}

/* The next cell. The caller takes back `at_line_end` before each row, and does not ask for more at the end. */
static inline Cell scanner_cell(Scanner *scanner) {
  size_t start = scanner->at, border = start;
  if (start < scanner->end && scanner->text[start] == '"') return scanner_quoted_cell(scanner);
  while (!scanner_step_over(scanner, border = scanner_border(scanner, border, *scanner->delimiter))) border++;
  return (Cell){scanner->text + start, border - start, false};
}
