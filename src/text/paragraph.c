/* text/paragraph.c: breaks a paragraph into lines, looking at all of them at once.
 *
 * Each place where a line may end is a node; a line from one to another costs demerits by how far its spaces must be reduced or
 * expanded; the cheapest way from the paragraph's start to its end wins (Knuth and Plass 1981). What may be reduced and expanded, and
 * what a character gives up at a line's ends, is text/cells.c's, so that the line that is set later is the one that was counted here.
 */
#include "base/temporary.h"
#include "text/shaped.h"
#include <math.h>
#include <string.h>

/* Demerits; a line whose spaces are all reduced, or expanded by a tenth of an em, costs about 10⁴. */
static const double unit_parted = 4e5, unit_parted_balanced = 1.6e6, orphan = 4e6, overfull = 1e9, expansion_unit = 0.1;
/* A last line of two or three characters in justified text, for each one that it lacks. */
static const double stub = 1.5e4;
enum { STUB_LESS = 4 };
/* In titles: a word over two lines; a line that ends where the sentence does not pause, though it could. */
static const double word_parted = 1e6, no_pause = 3e6;
/* In em: lines of fewer characters are torn apart rather than justified. */
static const double narrow = 8;
/* What a reduction may use: not quite all, since rounding adds up. */
static const double usable = 0.999;

typedef struct Node {
  double demerits;
  size_t from;  /* the node before */
  size_t lines; /* up to here */
} Node;

typedef struct Breaker {
  const TextRules *rules;
  bool vertical; /* a line is a column */
  CellLine line;
  const bool *may_break; /* before cell i */
  const bool *words;     /* whether a word begins there; NULL: it does not matter */
  double *length;        /* of cells 0 … i - 1, with what is between them */
  double *shrink;        /* what they may give up */
  double *places;        /* how many places between them may be expanded */
  double width, indent;
  TextFill fill;
  double target; /* FILL_BALANCED: the length that lines should have */
} Breaker;

static void prefix_sums(Breaker *b, Arena *scratch) {
  const CellLine *line = &b->line;
  size_t n = line->count;
  b->length = arena_array(scratch, double, n + 1);
  b->shrink = arena_array(scratch, double, n + 1);
  b->places = arena_array(scratch, double, n + 1);
  Reduction turn;
  for (size_t i = 0; i < n; i++) {
    const Cell *cell = &line->cells[i];
    b->length[i + 1] = b->length[i] + cell->width + cell->before + cell->after;
    b->shrink[i + 1] = b->shrink[i] + cell_reducible(line, i, b->rules, &turn);
    b->places[i + 1] = b->places[i] + (i + 1 < n && cell_expands(line, i) ? 1 : 0);
  }
}

/* The cells of a line without the spaces at its ends. */
static void trim(const Breaker *b, size_t *from, size_t *to) {
  while (*from < *to && b->line.cells[*from].class == HAN_SPACE) (*from)++;
  while (*to > *from && b->line.cells[*to - 1].class == HAN_SPACE) (*to)--;
}

typedef struct Measured {
  double natural, shrink, places;
} Measured;

/* A cell as it is without a neighbour before it, or after it: what was removed between them is there again. */
static Cell alone(const Cell *cell, bool at_start, bool at_end) {
  Cell out = *cell;
  if (at_start) {
    out.left += MAX(0, -out.before);
    out.before = 0;
  }
  if (at_end) {
    out.right += han_is_mark(out.class) ? MAX(0, -out.after) : 0;
    out.after = 0;
  }
  return out;
}

static Measured measure(const Breaker *b, size_t from, size_t to) {
  trim(b, &from, &to);
  if (from >= to) return (Measured){0};
  const Cell *cells = b->line.cells;
  Cell first = alone(&cells[from], true, from + 1 == to), last = alone(&cells[to - 1], from + 1 == to, true);
  Measured m = {b->length[to] - b->length[from], b->shrink[to - 1] - b->shrink[from],
                b->places[to - 1] - b->places[from]};
  m.natural -= cells[from].before + cells[to - 1].after;
  m.natural -= cell_trim_start(&first, b->rules) + cell_trim_end(&last, b->rules);
  if (from + 1 < to) m.shrink -= MIN(m.shrink, cell_trim_start(&cells[from], b->rules));
  return m;
}

/* The demerits of a line; INFINITY if it does not fit. */
static double demerits_of(const Breaker *b, size_t from, size_t to, bool last) {
  Measured m = measure(b, from, to);
  double width = b->width - (from == 0 ? b->indent : 0), off = width - m.natural;
  if (off < -usable * m.shrink - 1e-6) return INFINITY;
  double badness = 0;
  if (off < 0)
    badness = 100 * pow(-off / m.shrink, 3);
  else if (b->fill == FILL_JUSTIFIED && !last)
    badness = m.places > 0 ? 100 * pow(off / m.places / (expansion_unit * b->line.em), 2) : 1000 * off / b->line.em;
  else if (b->fill == FILL_RAGGED && !last)
    badness = 10 * pow(off / b->line.em, 2);
  else if (b->fill == FILL_BALANCED)
    badness = 100 * pow((m.natural - b->target) / b->line.em, 2);
  return pow(1 + badness, 2);
}

static bool is_digit(gunichar c) { return c < 0x80 && g_ascii_isdigit((char)c); }

/* 十百千万亿兆 and the traditional forms. */
static bool is_magnitude(gunichar c) {
  static const gunichar all[] = {0x5341, 0x767E, 0x5343, 0x4E07, 0x842C, 0x4EBF, 0x5104, 0x5146};
  for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
    if (c == all[i]) return true;
  return false;
}

/* The cell before a place, and the one after it, spaces aside; NULL at the ends. */
static const Cell *cell_before(const Breaker *b, size_t i) {
  while (i > 0 && b->line.cells[i - 1].class == HAN_SPACE) i--;
  return i > 0 ? &b->line.cells[i - 1] : NULL;
}

static const Cell *cell_after(const Breaker *b, size_t i) {
  while (i < b->line.count && b->line.cells[i].class == HAN_SPACE) i++;
  return i < b->line.count ? &b->line.cells[i] : NULL;
}

/* What a break before cell i costs by itself: a number stays with its unit (10 亿美元), 第 with its number. */
static double penalty(const Breaker *b, size_t i) {
  const Cell *before = cell_before(b, i), *after = cell_after(b, i);
  if (!before || !after) return 0;
  const Cell *number = is_magnitude(before->c) ? cell_before(b, (size_t)(before - b->line.cells)) : before;
  bool unit = number && is_digit(number->c) && after->class == HAN_IDEOGRAPH;
  bool ordinal = before->c == 0x7B2C && is_digit(after->c);
  double sum = unit || ordinal ? (b->fill == FILL_BALANCED ? unit_parted_balanced : unit_parted) : 0;
  if (b->words && !b->words[i]) sum += word_parted;
  if (b->words && before->class != HAN_COMMA && before->class != HAN_STOP) sum += no_pause;
  return sum;
}

/* What a last line costs by itself: it should not be one character, alone or with its mark, and in justified text, where it looks like
 * a gap, not two or three either. */
static double end_penalty(const Breaker *b, size_t from, size_t to) {
  size_t letters = 0;
  trim(b, &from, &to);
  for (size_t i = from; i < to && letters < STUB_LESS; i++)
    letters += b->line.cells[i].class == HAN_IDEOGRAPH || b->line.cells[i].class == HAN_OTHER ? 1
               : b->line.cells[i].class == HAN_WESTERN                                        ? 2
                                                                                              : 0;
  if (from == 0 || letters >= STUB_LESS) return 0;
  if (letters < 2) return orphan;
  return b->fill == FILL_JUSTIFIED ? stub * (double)(STUB_LESS - letters) : 0;
}

/* From `from`, the nodes that a line may reach; those too far away end it. Returns how many places were looked at. */
static size_t relax(const Breaker *b, Node *nodes, size_t from) {
  size_t n = b->line.count, to = from + 1;
  bool reached = false;
  for (; to <= n; to++) {
    if (to < n && !b->may_break[to]) continue;
    bool last = to == n;
    double cost = demerits_of(b, from, to, last);
    bool fits = isfinite(cost);
    if (!fits && reached) break;
    if (!fits) cost = overfull;
    if (!last) cost += penalty(b, to);
    if (last && !b->rules->orphans) cost += end_penalty(b, from, to);
    if (nodes[from].demerits + cost < nodes[to].demerits)
      nodes[to] = (Node){nodes[from].demerits + cost, from, nodes[from].lines + 1};
    if (!fits) break;
    reached = true;
  }
  return to - from;
}

/* The cheapest way; nodes[count] is its end. */
static Node *find_way(const Breaker *b, Arena *scratch) {
  size_t n = b->line.count;
  Node *nodes = arena_array(scratch, Node, n + 1);
  for (size_t i = 0; i <= n; i++) nodes[i] = (Node){INFINITY, 0, 0};
  nodes[0].demerits = 0;
  for (size_t i = 0; i < n; i++)
    if (isfinite(nodes[i].demerits)) arena_charge(scratch, BUDGET_STEPS, (double)relax(b, nodes, i) * 20);
  return nodes;
}

static bool has_han(const CellLine *line) {
  for (size_t i = 0; i < line->count; i++)
    if (line->cells[i].class == HAN_IDEOGRAPH) return true;
  return false;
}

static void add_lines(const Breaker *b, const Node *nodes, GArray *lines, Arena *arena) {
  size_t n = b->line.count;
  guint first = lines->len;
  g_array_set_size(lines, first + (guint)nodes[n].lines);
  for (size_t to = n, i = nodes[n].lines; to > 0 && i > 0; to = nodes[to].from, i--) {
    size_t from = nodes[to].from, start = from, end = to;
    trim(b, &start, &end);
    const Cell *cells = b->line.cells;
    const char *text = end > start ? cells[start].at : "";
    size_t bytes = end > start ? (size_t)(g_utf8_next_char(cells[end - 1].at) - text) : 0;
    Measured m = measure(b, from, to);
    double indent = from == 0 ? b->indent : 0, width = b->width - indent;
    bool fits = m.natural - m.shrink <= width + 1e-6,
         flush = fits && ((b->fill == FILL_JUSTIFIED && to < n) || m.natural > width);
    g_array_index(lines, TextLine, first + i - 1) =
        (TextLine){arena_strndup(arena, text, bytes), indent, flush ? width : 0, flush ? width : m.natural};
  }
}

/* A shaped paragraph's cells in another size. */
static CellLine scaled(const CellLine *line, double size, Arena *scratch) {
  double factor = size / line->em;
  CellLine out = {arena_array(scratch, Cell, line->count + 1), line->count, size};
  memcpy(out.cells, line->cells, (line->count + 1) * sizeof *line->cells);
  for (size_t i = 0; i < out.count && factor != 1; i++) {
    Cell *cell = &out.cells[i];
    cell->width *= factor;
    cell->left *= factor;
    cell->right *= factor;
    cell->before *= factor;
    cell->after *= factor;
    cell->gap *= factor;
  }
  return out;
}

static TextLine *plain_lines(TextContext *context, const TextStyle *style, const char *text, double width,
                             size_t *count, Arena *arena) {
  char **broken = text_break_lines(context, style, text, width, arena);
  *count = g_strv_length(broken);
  TextLine *lines = arena_array(arena, TextLine, *count);
  for (size_t i = 0; i < *count; i++)
    lines[i] = (TextLine){.text = broken[i], .width = text_width(context, style, broken[i])};
  return lines;
}

static void break_shaped(TextContext *context, const TextStyle *style, ShapedText *shaped, Breaker b, GArray *lines,
                         Arena *arena) {
  Arena *scratch = arena_create_charged(text_context_budget(context));
  b.line = scaled(&shaped->line, style->size, scratch);
  b.may_break = shaped->breaks;
  prefix_sums(&b, scratch);
  if (b.fill == FILL_JUSTIFIED && !(b.rules->justify && b.width >= narrow * style->size && has_han(&b.line)))
    b.fill = FILL_RAGGED;
  TextFill fill = b.fill;
  if (fill == FILL_BALANCED) b.fill = FILL_RAGGED;
  Node *nodes = find_way(&b, scratch);
  if (fill == FILL_BALANCED && nodes[b.line.count].lines > 1) {
    b.target = b.length[b.line.count] / (double)nodes[b.line.count].lines;
    b.fill = fill;
    if (!shaped->words) shaped->words = text_word_starts(shaped->text);
    b.words = shaped->words;
    nodes = find_way(&b, scratch);
  }
  add_lines(&b, nodes, lines, arena);
  arena_destroy(scratch);
}

static void set_paragraph(TextContext *context, const TextStyle *style, const char *text, Breaker b, GArray *lines,
                          Arena *arena) {
  bool kept = text_context_shaped(context) && style->size > 0;
  b.rules = text_rules(context, style);
  ShapedText *shaped = (kept ? shaped_find : shaped_create)(context, style, text, b.vertical),
             *own = kept ? NULL : shaped;
  budget_temporary_with(text_context_budget(context), own, shaped_free);
  if (shaped->in_order) {
    break_shaped(context, style, shaped, b, lines, arena);
  } else { /* right to left: broken by Unicode's rules */
    size_t count;
    TextLine *plain = plain_lines(context, style, text, b.width, &count, arena);
    g_array_append_vals(lines, plain, (guint)count);
  }
}

static TextLine *set_text(TextContext *context, const TextStyle *style, const char *text, Breaker breaker,
                          size_t *count, Arena *arena) {
  GArray *lines = g_array_new(FALSE, TRUE, sizeof(TextLine));
  arena_temporary(arena, lines);
  char *valid = g_utf8_validate(text, -1, NULL) ? g_strdup(text) : g_utf8_make_valid(text, -1);
  arena_temporary(arena, valid);
  char **paragraphs = g_strsplit(valid, "\n", -1);
  arena_temporary(arena, paragraphs);
  TextLine empty = {.text = ""};
  for (char **at = paragraphs; *at; at++) {
    if (**at)
      set_paragraph(context, style, *at, breaker, lines, arena);
    else
      g_array_append_val(lines, empty);
  }
  *count = lines->len;
  TextLine *kept = arena_array(arena, TextLine, lines->len + 1);
  if (lines->len) memcpy(kept, lines->data, lines->len * sizeof *kept);
  return kept;
}

TextLine *text_set_lines(TextContext *context, const TextStyle *style, const char *text, double width, double indent,
                         TextFill fill, size_t *count, Arena *arena) {
  if (!text_rules(context, style)) return plain_lines(context, style, text, width, count, arena);
  return set_text(context, style, text, (Breaker){.width = width, .indent = indent, .fill = fill}, count, arena);
}

size_t text_least_lines(TextContext *context, const TextStyle *style, const char *text, double width) {
  size_t lines = 0;
  if (!text_rules(context, style) || !text_context_shaped(context) || !(style->size > 0) || !(width > 0)) return 0;
  char *valid = g_utf8_make_valid(text, -1), **paragraphs = g_strsplit(valid, "\n", -1);
  budget_temporary(text_context_budget(context), valid);
  budget_temporary(text_context_budget(context), paragraphs);
  for (char **at = paragraphs; *at; at++) {
    const ShapedText *shaped = **at ? shaped_find(context, style, *at, false) : NULL;
    double length = 0;
    Reduction turn;
    for (size_t i = 0; shaped && i < shaped->line.count; i++) {
      const Cell *cell = &shaped->line.cells[i];
      /* spaces go at a line's end, and every mark could be at one */
      double kept = cell->class == HAN_SPACE ? 0 : cell->width + cell->before + cell->after;
      length += MAX(0, kept - cell_reducible(&shaped->line, i, text_rules(context, style), &turn));
    }
    lines += (size_t)ceil(length / SHAPED_SIZE * style->size / width);
  }
  return lines;
}

TextLine *text_set_columns(TextContext *context, const TextStyle *style, const char *text, double height, double indent,
                           TextFill fill, size_t *count, Arena *arena) {
  static const TextRules none = {.prohibition = PROHIBIT_STRICT, .orphans = true};
  TextStyle own = *style;
  if (!text_rules(context, style)) own.rules = &none;
  Breaker breaker = {.width = height, .indent = indent, .fill = fill, .vertical = true};
  return set_text(context, &own, text, breaker, count, arena);
}
