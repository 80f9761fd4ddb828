/* poster/flow.c: see poster/flow.h. */
#include "poster/flow.h"
#include "poster/rows.h"
#include "poster/style.h"
#include <math.h>
#include <string.h>

/* Least widths of a block beside others, of a number without a picture, and of an item of a list, in ems of text. */
static const double block_ems = 15, number_ems = 9, item_ems = 17;
enum { TWELVE = 12, SIDE_BY_SIDE_MAX = 6 };

struct Flow {
  Arena *arena;
  const Json *written;
  const Json **blocks; /* in reading order, without rules */
  size_t count;
  size_t head, foot; /* the first `head` and the last `foot` blocks take the whole width */
  const Json *timeline;
};

static bool is_kind(const Json *block, const char *kind) { return json_is_string(json_get(block, "kind"), kind); }

/* A block without what belongs to its place in a row. */
static const Json *freed(const Flow *flow, const Json *block) {
  static const char *const placed[] = {"span", "above", "rule", NULL}, *const standing[] = {"vertical", NULL};
  block = json_without(flow->arena, block, placed);
  if (json_is(json_get(block, "vertical"), JSON_BOOLEAN)) block = json_without(flow->arena, block, standing);
  if (is_kind(block, "chart") && !json_has(block, "grow"))
    block = json_with(flow->arena, block, "grow", json_new_number(flow->arena, json_place(block), 0.5));
  return block;
}

static void collect(Flow *flow, const Json *entry, size_t *room) {
  const Json *list = json_has(entry, "row") ? json_get(entry, "row") : json_get(entry, "stack");
  for (size_t i = 0; i < json_count(list); i++) collect(flow, json_at(list, i), room);
  if (list || is_kind(entry, "rule")) return;
  if (flow->count == *room) {
    const Json **more = arena_array(flow->arena, const Json *, *room *= 2);
    memcpy(more, flow->blocks, flow->count * sizeof *more);
    flow->blocks = more;
  }
  flow->blocks[flow->count] = freed(flow, entry);
  if (is_kind(entry, "timeline") && !flow->timeline) flow->timeline = flow->blocks[flow->count];
  flow->count++;
}

Flow *flow_create(const Json *blocks, Arena *arena) {
  Flow *flow = arena_new(arena, Flow);
  size_t room = 16;
  *flow = (Flow){.arena = arena, .written = blocks, .blocks = arena_array(arena, const Json *, room)};
  for (size_t i = 0; i < json_count(blocks); i++) collect(flow, json_at(blocks, i), &room);
  while (flow->head < flow->count && is_kind(flow->blocks[flow->head], "masthead")) flow->head++;
  while (flow->head + flow->foot < flow->count && is_kind(flow->blocks[flow->count - 1 - flow->foot], "sources"))
    flow->foot++;
  return flow;
}

const Arrangement *flow_arrangements(const Page *page, size_t *count) {
  static const Arrangement all[] = {
      {.as_written = true, .merit = 1.12},
      {.form = FLOW_ROWS, .line = LINE_ONE, .merit = 0.97},
      {.form = FLOW_ROWS, .line = LINE_BOTH, .merit = 1},
      {.form = FLOW_ROWS, .line = LINE_ACROSS, .merit = 1},
      {.form = FLOW_COLUMNS, .line = LINE_ONE, .share = 2, .merit = 0.94},
      /* what follows is for pages that are wider than high */
      {.form = FLOW_COLUMNS, .line = LINE_ONE, .share = 3, .merit = 0.97},
      {.form = FLOW_COLUMNS, .line = LINE_ONE, .share = 4, .merit = 0.94},
      {.form = FLOW_BESIDE, .line = LINE_BOTH, .share = 8, .merit = 1.02},
      {.form = FLOW_BESIDE, .line = LINE_ONE, .share = 6, .merit = 1},
      {.form = FLOW_BESIDE, .line = LINE_ONE, .share = 7, .merit = 1},
      {.form = FLOW_BESIDE, .line = LINE_ACROSS, .share = 8, .merit = 1},
      {.form = FLOW_BELOW_FIGURES, .line = LINE_BOTH, .share = 8, .merit = 1.02},
      {.form = FLOW_BELOW_FIGURES, .line = LINE_ACROSS, .share = 8, .merit = 1.02},
      {.form = FLOW_BELOW_FIGURES, .line = LINE_ONE, .share = 6, .merit = 1},
      {.form = FLOW_BETWEEN, .line = LINE_BOTH, .share = 6, .merit = 1.02},
      {.form = FLOW_BETWEEN, .line = LINE_ONE, .share = 6, .merit = 1},
      {.form = FLOW_HEAD_BESIDE, .line = LINE_BOTH, .share = 7, .merit = 1},
      {.form = FLOW_HEAD_BESIDE, .line = LINE_ONE, .share = 6, .merit = 1},
  };
  enum { TALL = 5 };
  bool wide = page_inner_width(page) > 1.1 * page_inner_height(page);
  *count = wide ? G_N_ELEMENTS(all) : TALL;
  return all;
}

/* ---- building rows ---- */

static const Json *number(const Flow *flow, double value) { return json_new_number(flow->arena, (Place){0}, value); }

static const Json *array(const Flow *flow, const Json *const *items, size_t count) {
  const Json **copy = arena_array(flow->arena, const Json *, count);
  if (count) memcpy(copy, items, count * sizeof *copy);
  return json_new_array(flow->arena, json_place(flow->written), copy, count);
}

static const Json *row(const Flow *flow, const Json *const *cells, size_t count, size_t columns) {
  const Json *json = json_with(flow->arena, NULL, "row", array(flow, cells, count));
  return json_with(flow->arena, json, "columns", number(flow, (double)columns));
}

static const Json *spanning(const Flow *flow, const Json *cell, int span) {
  return json_with(flow->arena, cell, "span", number(flow, span));
}

static const Json *stack(const Flow *flow, const Json *const *blocks, size_t count, int span) {
  return spanning(flow, json_with(flow->arena, NULL, "stack", array(flow, blocks, count)), span);
}

static const Json *text(const Flow *flow, const char *word) { return json_new_string(flow->arena, (Place){0}, word); }

/* The text that columns are made for: where it had to be reduced, they do not become narrower with it. */
static double column_text(const Poster *poster) { return MAX(poster_style_size(poster, "text"), poster->readable); }

/* A block as it is in an arrangement, `width` px wide. */
static const Json *fitted(const Flow *flow, const Json *block, const Arrangement *arrangement, const Poster *poster,
                          double width) {
  if (is_kind(block, "timeline")) {
    block =
        json_with(flow->arena, block, "direction", text(flow, arrangement->line == LINE_ACROSS ? "across" : "down"));
    return json_with(flow->arena, block, "sides", text(flow, arrangement->line == LINE_ONE ? "one" : "both"));
  }
  if (!is_kind(block, "list")) return block;
  double items = (double)json_count(json_get(block, "items")), most = floor(width / (item_ems * column_text(poster))),
         rows = ceil(items / CLAMP(most, 1, 6));
  return json_with(flow->arena, block, "columns", number(flow, MAX(1, ceil(items / MAX(1, rows)))));
}

typedef struct Builder {
  const Flow *flow;
  const Arrangement *arrangement;
  const Poster *poster;
  const Json **rows;
  size_t count;
} Builder;

static double span_width(const Builder *builder, int span) {
  return page_span_width(&builder->poster->page, TWELVE, (size_t)span);
}

static const Json *block_at(const Builder *builder, const Json *block, int span) {
  return fitted(builder->flow, block, builder->arrangement, builder->poster, span_width(builder, span));
}

static bool is_small(const Json *block) {
  static const char *const kinds[] = {"figure", "chart", "quotation", "text", "image"};
  for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
    if (is_kind(block, kinds[i])) return true;
  return false;
}

static void add(Builder *builder, const Json *entry) { builder->rows[builder->count++] = entry; }

/* Blocks of one kind side by side, in as many rows as they need, all with about as many. */
static void add_side_by_side(Builder *builder, const Json *const *blocks, size_t count) {
  bool numbers = true;
  for (size_t i = 0; i < count; i++) numbers = numbers && is_kind(blocks[i], "figure") && !json_has(blocks[i], "chart");
  double width = page_inner_width(&builder->poster->page), least = numbers ? number_ems : block_ems,
         fit = floor(width / (least * column_text(builder->poster)));
  size_t most = (size_t)CLAMP(fit, 1, SIDE_BY_SIDE_MAX), rows = (count + most - 1) / most;
  for (size_t i = 0, first = 0; i < rows; i++) {
    size_t here = (count - first + rows - i - 1) / (rows - i);
    add(builder, here == 1 ? blocks[first] : row(builder->flow, blocks + first, here, here));
    first += here;
  }
}

/* In reading order: blocks of a kind side by side, others across the page. */
static void add_rows(Builder *builder, const Json *const *blocks, size_t count) {
  for (size_t i = 0, end; i < count; i = end) {
    end = i + 1;
    if (!is_small(blocks[i])) {
      add(builder, block_at(builder, blocks[i], TWELVE));
      continue;
    }
    const char *kind = json_string(json_get(blocks[i], "kind"), "");
    while (end < count && is_kind(blocks[end], kind)) end++;
    add_side_by_side(builder, blocks + i, end - i);
  }
}

/* The blocks of the body that are figures, or that are neither figures nor the timeline. */
static size_t pick(const Builder *builder, bool figures, int span, const Json **out) {
  const Flow *flow = builder->flow;
  size_t count = 0;
  for (size_t i = flow->head; i < flow->count - flow->foot; i++) {
    const Json *block = flow->blocks[i];
    if (block == flow->timeline || is_kind(block, "figure") != figures) continue;
    out[count++] = block_at(builder, block, span);
  }
  return count;
}

static const Json *timeline_cell(const Builder *builder, int span) {
  return spanning(builder->flow, block_at(builder, builder->flow->timeline, span), span);
}

/* The timeline with everything else in one column beside it, or with the figures above or at its other side. */
static bool add_beside(Builder *builder) {
  const Flow *flow = builder->flow;
  int share = builder->arrangement->share, rest = TWELVE - share;
  bool between = builder->arrangement->form == FLOW_BETWEEN, above = builder->arrangement->form == FLOW_BELOW_FIGURES,
       head = builder->arrangement->form == FLOW_HEAD_BESIDE;
  const Json **figures = arena_array(flow->arena, const Json *, flow->count),
             **others = arena_array(flow->arena, const Json *, flow->count), *cells[3];
  if (!flow->timeline) return false;
  if (between) rest /= 2;
  size_t figure_count = pick(builder, true, rest, figures), other_count = pick(builder, false, rest, others), n = 0;
  if ((between || above) && (figure_count == 0 || other_count == 0)) return false;
  if (figure_count + other_count == 0) return false;
  if (above) add_side_by_side(builder, figures, figure_count);
  if (between) cells[n++] = stack(flow, figures, figure_count, rest);
  if (!head) cells[n++] = timeline_cell(builder, share);
  const Json **column = arena_array(flow->arena, const Json *, flow->count);
  size_t count = 0;
  for (size_t i = 0; head && i < flow->head; i++) column[count++] = flow->blocks[i];
  for (size_t i = 0; !between && !above && i < figure_count; i++) column[count++] = figures[i];
  for (size_t i = 0; i < other_count; i++) column[count++] = others[i];
  cells[n++] = stack(flow, column, count, rest);
  if (head) cells[n++] = timeline_cell(builder, share);
  add(builder, row(flow, cells, n, TWELVE));
  return true;
}

/* The blocks of the body in columns, one after the other, of about the same length: the shortest limit is sought under which they
 * need no more columns than there are. */
static bool add_columns(Builder *builder) {
  const Flow *flow = builder->flow;
  size_t columns = (size_t)builder->arrangement->share, count = flow->count - flow->head - flow->foot, used = 0;
  int span = TWELVE / (int)columns;
  if (count < columns) return false;
  const Json **blocks = arena_array(flow->arena, const Json *, count), *cells[TWELVE];
  double *heights = arena_array(flow->arena, double, count), low = 0, high = 0;
  double gap = poster_style_space(builder->poster, "stack.blocks");
  for (size_t i = 0; i < count; i++) {
    blocks[i] = block_at(builder, flow->blocks[flow->head + i], span);
    const Json *cell = spanning(flow, blocks[i], span), *alone = row(flow, &cell, 1, TWELVE);
    heights[i] = rows_measure(builder->poster, array(flow, &alone, 1), NULL) + gap;
    low = MAX(low, heights[i]);
    high += heights[i];
  }
  if (!isfinite(high)) return false;
  for (int step = 0; step < 20; step++) {
    double middle = (low + high) / 2, sum = 0;
    size_t needed = 1;
    for (size_t i = 0; i < count; i++) {
      if (sum + heights[i] > middle && sum > 0) {
        needed++;
        sum = 0;
      }
      sum += heights[i];
    }
    if (needed > columns)
      low = middle;
    else
      high = middle;
  }
  double sum = 0;
  size_t first = 0;
  for (size_t i = 0; i <= count; i++) {
    if (i == count || (sum + heights[i] > high + 0.01 && sum > 0)) {
      cells[used++] = stack(flow, blocks + first, i - first, span);
      first = i;
      sum = 0;
    }
    if (i < count) sum += heights[i];
  }
  add(builder, row(flow, cells, used, TWELVE));
  return used == columns;
}

const Json *flow_arrange(const Flow *flow, const Arrangement *arrangement, const Poster *poster) {
  if (arrangement->as_written) return flow->written;
  Builder builder = {flow, arrangement, poster, arena_array(flow->arena, const Json *, flow->count + 2), 0};
  size_t body = flow->count - flow->head - flow->foot;
  if (arrangement->form != FLOW_HEAD_BESIDE) add_rows(&builder, flow->blocks, flow->head);
  bool good = true;
  switch (arrangement->form) {
  case FLOW_ROWS: add_rows(&builder, flow->blocks + flow->head, body); break;
  case FLOW_COLUMNS: good = add_columns(&builder); break;
  default: good = add_beside(&builder);
  }
  if (!good || (arrangement->line != LINE_ONE && !flow->timeline)) return NULL;
  add_rows(&builder, flow->blocks + flow->count - flow->foot, flow->foot);
  return array(flow, builder.rows, builder.count);
}
