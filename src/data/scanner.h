/* data/scanner.h: delimited text cut into cells, by the rules of d3-dsv 3. Nothing is copied or changed.
 *
 * A cell that begins with a quote may hold delimiters and line breaks, and "" for a quote; rows end in LF, CR or CR LF.
 */
#pragma once
#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

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
  size_t ahead;             /* the end of the block of bytes that `borders` is about; 0: none yet */
  guint64 borders;          /* those that may end a cell */
  size_t unclosed; /* where the quote is that is never closed, whose cell runs to the end; NO_QUOTE: there is none */
} Scanner;

/* At the start of a text; a line end that closes it is left out. `delimiter` is one character, and must live as long as the scanner. */
static inline Scanner scanner_begin(const char *text, size_t length, const char *delimiter) {
  size_t end = length;
  if (end && text[end - 1] == '\n') end--;
  if (end && text[end - 1] == '\r') end--;
  return (Scanner){.text = text,
                   .end = end,
                   .length = length,
                   .delimiter = delimiter,
                   .delimiter_length = (size_t)(g_utf8_next_char(delimiter) - delimiter),
                   .at_end = !length,
                   .unclosed = NO_QUOTE};
}

/* A quoted cell at `at`; scanner_cell() is for all. */
Cell scanner_quoted_cell(Scanner *scanner);
/* Writes the text of the cell, without a NUL, and returns how many bytes that were: at most its length. */
size_t cell_copy(Cell cell, char *to);

enum { SCANNER_BLOCK = 64 };

#ifdef __SSE2__
/* A bit for each of SCANNER_BLOCK bytes that may end a cell. */
static inline guint64 scanner_borders_in(const char *text, char delimiter) {
  guint64 borders = 0;
  for (int i = 0; i < SCANNER_BLOCK / 16; i++) {
    __m128i bytes = _mm_loadu_si128((const __m128i *)(text + (size_t)16 * i));
    __m128i found = _mm_or_si128(
        _mm_cmpeq_epi8(bytes, _mm_set1_epi8(delimiter)),
        _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\r'))));
    borders |= (guint64)(guint32)_mm_movemask_epi8(found) << (16 * i);
  }
  return borders;
}
#else
/* The high bit of each byte of `word` that is `c`. */
static inline guint64 scanner_bytes(guint64 word, char c) {
  const guint64 ones = G_GUINT64_CONSTANT(0x0101010101010101), lows = ones * 0x7f;
  guint64 other = word ^ ones * (guint8)c;
  return ~(((other & lows) + lows) | other | lows);
}

/* A bit for each of SCANNER_BLOCK bytes that may end a cell. */
static inline guint64 scanner_borders_in(const char *text, char delimiter) {
  const guint64 gather = G_GUINT64_CONSTANT(0x0102040810204080); /* the lowest bit of each byte, in the highest byte */
  guint64 words[SCANNER_BLOCK / sizeof(guint64)], borders = 0;
  memcpy(words, text, sizeof words);
  for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
    guint64 word = GUINT64_FROM_LE(words[i]);
    guint64 found = scanner_bytes(word, delimiter) | scanner_bytes(word, '\n') | scanner_bytes(word, '\r');
    borders |= ((found >> 7) * gather >> 56) << (8 * i);
  }
  return borders;
}
#endif

/* Looks at the bytes from `at` on. Each cell then finds its end without a loop whose length cannot be predicted. */
static inline void scanner_look(Scanner *scanner, size_t at) {
  const char *text = scanner->text + at;
  char rest[SCANNER_BLOCK] = {0};
  if (scanner->end - at < SCANNER_BLOCK) {
    memcpy(rest, text, scanner->end - at);
    text = rest;
  }
  scanner->ahead = at + SCANNER_BLOCK;
  scanner->borders = scanner_borders_in(text, *scanner->delimiter);
}

/* Where the next byte is that may end a cell; at most at the end, unless `at` is beyond. */
static inline size_t scanner_border(Scanner *scanner, size_t at) {
  if (at >= scanner->end) return at;
  if (at + SCANNER_BLOCK - scanner->ahead >= SCANNER_BLOCK) scanner_look(scanner, at); /* also before the block */
  guint64 borders = scanner->borders >> (at + SCANNER_BLOCK - scanner->ahead);
  while (!borders) {
    at = scanner->ahead;
    if (at >= scanner->end) return scanner->end;
    scanner_look(scanner, at);
    borders = scanner->borders;
  }
  return at + (size_t)__builtin_ctzll(borders);
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
  if (start < scanner->end && scanner->text[start] == '"') {
    Scanner copy = *scanner; /* so that the compiler may keep the members of this one in registers */
    Cell cell = scanner_quoted_cell(&copy);
    *scanner = copy;
    return cell;
  }
  while (!scanner_step_over(scanner, border = scanner_border(scanner, border))) border++;
  return (Cell){scanner->text + start, border - start, false};
}
