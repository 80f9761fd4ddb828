/* poster/rows.c: see poster/rows.h.
 *
 * A row is as high as its highest block. Rows that can grow (a timeline) share the height that the others leave. It is an error of
 * the highest row if the rows do not fit.
 */
#include "poster/rows.h"
#include "poster/drawing.h"
#include "poster/style.h"
#include <math.h>
#include <string.h>

/* Blocks on top of each other in the columns they span. */
typedef struct Cell {
  BlockFrame *frames;
  const BlockType **types;
  double *heights, *above;
  size_t count;
  double x, width, height;
} Cell;

typedef struct Row {
  Cell *cells;
  size_t count;
  double above, height, grow;
} Row;

const Field row_fields[] = {
    {.name = "row", .kind = FIELD_CELLS, .required = true},
    {.name = "columns", .kind = FIELD_COUNT, .description = "Instead of the page's."},
    {.name = "above", .kind = FIELD_LENGTH},
    {0},
};
const Field stack_fields[] = {
    {.name = "stack", .kind = FIELD_BLOCKS, .required = true},
    {.name = "span", .kind = FIELD_COUNT},
    {0},
};

static bool check_block(const Json *json, Messages *messages, Arena *arena) {
  const Json *kind = json_get(json, "kind");
  if (!json_is(kind, JSON_STRING)) {
    messages_error(messages, json_place(json), "E713", "a block needs a \"kind\"");
    return false;
  }
  const BlockType *type = block_type_find(kind->string);
  if (!type) {
    messages_error(messages, kind->place, "E714", "unknown kind of block \"%s\"%s", kind->string,
                   suggest(arena, kind->string, block_type_names(arena)));
    return false;
  }
  return shape_check(json, block_type_fields(type, arena), arena_printf(arena, "block \"%s\"", type->name), messages,
                     arena);
}

static bool is_count(const Json *json) {
  return !json || (json_is(json, JSON_NUMBER) && json->number >= 1 && json->number <= PAGE_COLUMNS_MAX &&
                   json->number == floor(json->number));
}

static bool check_count(const Json *object, const char *key, Messages *messages) {
  const Json *count = json_get(object, key);
  if (is_count(count)) return true;
  messages_error(messages, count->place, "E715", "\"%s\" must be a whole number from 1 to %d", key, PAGE_COLUMNS_MAX);
  return false;
}

static bool check_blocks(const Json *blocks, const char *what, Messages *messages, Arena *arena,
                         bool (*check)(const Json *, Messages *, Arena *)) {
  if (!json_is(blocks, JSON_ARRAY) || json_count(blocks) == 0 || json_count(blocks) > PAGE_BLOCKS_MAX) {
    messages_error(messages, json_place(blocks), "E716", "%s must be a list of 1 to %d blocks", what, PAGE_BLOCKS_MAX);
    return false;
  }
  bool good = true;
  for (size_t i = 0; i < json_count(blocks); i++) {
    const Json *reference = json_get(json_at(blocks, i), "ref");
    if (!json_is(reference, JSON_STRING)) continue;
    messages_error(messages, reference->place, "E470", "a block cannot be a reference; only its properties can");
    good = false;
  }
  for (size_t i = 0; i < json_count(blocks); i++) good = check(json_at(blocks, i), messages, arena) && good;
  return good;
}

static bool check_cell(const Json *json, Messages *messages, Arena *arena) {
  if (!check_count(json, "span", messages)) return false;
  if (!json_has(json, "stack")) return check_block(json, messages, arena);
  return shape_check(json, stack_fields, "a stack", messages, arena) &&
         check_blocks(json_get(json, "stack"), "\"stack\"", messages, arena, check_block);
}

static bool check_row(const Json *json, Messages *messages, Arena *arena) {
  if (!json_has(json, "row")) return check_cell(json, messages, arena);
  return shape_check(json, row_fields, "a row", messages, arena) && check_count(json, "columns", messages) &&
         check_blocks(json_get(json, "row"), "\"row\"", messages, arena, check_cell);
}

bool rows_check(const Json *json, Messages *messages, Arena *arena) {
  return check_blocks(json, "\"blocks\"", messages, arena, check_row);
}

bool rows_check_resolved(const Poster *poster, const Json *blocks) {
  bool good = true;
  for (size_t i = 0; i < json_count(blocks); i++) {
    const Json *block = json_at(blocks, i), *kind = json_get(block, "kind"),
               *inner = json_has(block, "row") ? json_get(block, "row") : json_get(block, "stack");
    if (inner) {
      good = rows_check_resolved(poster, inner) && good;
      continue;
    }
    const char *what = arena_printf(poster->arena, "block \"%s\"", json_string(json_get(block, "name"), kind->string));
    good = shape_check_resolved(block, block_type_fields(block_type_find(kind->string), poster->arena), what,
                                poster->style, poster->messages, poster->arena) &&
           good;
  }
  return good;
}

static double space_above(const Poster *poster, const Json *json, double otherwise) {
  BlockFrame frame = {.poster = poster, .json = json};
  return block_length(&frame, "above", otherwise);
}

/* The space between a panel's edge and what is on it; 0 for a block without a ground. */
static double panel_padding(const Poster *poster, const Json *block) {
  return json_has(block, "ground") ? poster_style_space(poster, "panel.padding") : 0;
}

/* A block may be in a language of its own. */
static const Poster *poster_for(const Poster *poster, const Json *block) {
  const char *lang = json_string(json_get(block, "lang"), NULL);
  if (!lang) return poster;
  Poster *own = arena_new(poster->arena, Poster);
  *own = *poster;
  own->lang = lang;
  own->lang_is_guessed = false;
  return own;
}

static Cell measure_cell(const Poster *poster, const Json *json, double width, double x) {
  const Json *stack = json_get(json, "stack");
  Cell cell = {.count = stack ? json_count(stack) : 1, .x = x, .width = width};
  cell.frames = arena_array(poster->arena, BlockFrame, cell.count);
  cell.types = arena_array(poster->arena, const BlockType *, cell.count);
  cell.heights = arena_array(poster->arena, double, cell.count);
  cell.above = arena_array(poster->arena, double, cell.count);
  for (size_t i = 0; i < cell.count; i++) {
    const Json *block = stack ? json_at(stack, i) : json;
    const char *kind = json_string(json_get(block, "kind"), "");
    cell.types[i] = block_type_find(kind);
    cell.frames[i] =
        (BlockFrame){.poster = poster_for(poster, block),
                     .json = block,
                     .name = json_string(json_get(block, "name"), kind),
                     .width = width - 2 * panel_padding(poster, block),
                     .column_stride = page_span_width(&poster->page, poster->page.columns, 1) + poster->page.gutter};
    cell.heights[i] = cell.types[i]->set(&cell.frames[i]) + 2 * panel_padding(poster, block);
    cell.above[i] = i > 0 ? space_above(poster, block, poster_style_space(poster, "stack.blocks")) : 0;
    cell.height += cell.above[i] + cell.heights[i];
  }
  return cell;
}

static double block_grow(const Cell *cell, size_t i) {
  return MAX(0, json_number(json_get(cell->frames[i].json, "grow"), cell->types[i]->grow));
}

static double cell_grow(const Cell *cell) {
  double grow = 0;
  for (size_t i = 0; i < cell->count; i++) grow += block_grow(cell, i);
  return grow;
}

static bool measure_row(const Poster *poster, const Json *json, Row *row, double above) {
  const Json *cells = json_get(json, "row");
  size_t columns =
      cells ? (size_t)json_number(json_get(json, "columns"), (double)poster->page.columns) : poster->page.columns;
  *row = (Row){.count = cells ? json_count(cells) : 1, .above = space_above(poster, json, above)};
  row->cells = arena_array(poster->arena, Cell, row->count);
  for (size_t i = 0, first = 0; i < row->count; i++) {
    const Json *cell = cells ? json_at(cells, i) : json;
    size_t span = (size_t)json_number(json_get(cell, "span"), cells ? 1 : (double)columns);
    if (first + span > columns) {
      messages_error(poster->messages, json_place(cell), "E717",
                     "a row of %zu columns has no space for a block from column %zu to %zu", columns, first + 1,
                     first + span);
      return false;
    }
    row->cells[i] = measure_cell(poster, cell, page_span_width(&poster->page, columns, span),
                                 page_column_x(&poster->page, columns, first));
    row->height = MAX(row->height, row->cells[i].height);
    row->grow = MAX(row->grow, cell_grow(&row->cells[i]));
    first += span;
  }
  return true;
}

/* The block that determines the height of a row. */
static const BlockFrame *tallest(const Row *row) {
  const Cell *cell = &row->cells[0];
  for (size_t i = 1; i < row->count; i++)
    if (row->cells[i].height > cell->height) cell = &row->cells[i];
  size_t most = 0;
  for (size_t i = 1; i < cell->count; i++)
    if (cell->heights[i] > cell->heights[most]) most = i;
  return &cell->frames[most];
}

/* The highest row is the one to shorten, whether it can grow or not. */
static void report_overflow(const Row *rows, size_t count, double over) {
  const Row *guilty = &rows[0];
  for (size_t i = 1; i < count; i++)
    if (rows[i].height > guilty->height) guilty = &rows[i];
  block_overflow(tallest(guilty), over, "the page");
}

static void draw_cell(const Cell *cell, SceneGroup *group, double y, double height) {
  double spare = height - cell->height, grow = cell_grow(cell), apart = 0;
  const Poster *poster = cell->frames[0].poster;
  /* where the layout is automatic, blocks that cannot grow stand further apart */
  if (grow <= 0 && cell->count > 1 && poster->least_text > 0)
    apart = MIN(spare / (double)(cell->count - 1), poster_style_space(poster, "stack.apart"));
  for (size_t i = 0; i < cell->count; i++) {
    BlockFrame frame = cell->frames[i];
    y += cell->above[i] + (i > 0 ? apart : 0);
    double whole = cell->heights[i] + (grow > 0 ? spare * block_grow(cell, i) / grow : 0),
           padding = panel_padding(poster, frame.json);
    if (padding > 0) {
      /* a panel beside others is as high as its row */
      double panel = grow > 0 || cell->count > 1 ? whole : height;
      Rgba ground = poster_style_color_of(poster, frame.json, "ground", "paper-deep");
      poster_draw_rect(poster->arena, group, pen_fill(ground), cell->x, y, cell->width, panel);
    }
    frame.height = whole - 2 * padding;
    frame.group = poster_draw_group(poster->arena, group, cell->x + padding, y + padding, cell->types[i]->name);
    cell->types[i]->set(&frame);
    y += whole;
  }
}

/* The least space between rows, in ems of the least text. */
static const double rows_apart = 1.2;

/* The rows of a page, measured. */
typedef struct Rows {
  Row *rows;
  size_t count;
  double needed, grow;
} Rows;

static bool measure_rows(const Poster *poster, const Json *blocks, Rows *out) {
  size_t errors = messages_error_count(poster->messages);
  const char *text = json_string(json_path(poster->style, "space.rows"), "12mm");
  double above = space_above(
      poster, json_literal(poster->arena, (Place){0}, arena_printf(poster->arena, "{'above':'%s'}", text)), 0);
  /* where the layout is automatic, type may have been reduced less than lengths */
  above = MAX(above, rows_apart * poster->least_text);
  *out = (Rows){.count = json_count(blocks)};
  out->rows = arena_array(poster->arena, Row, out->count);
  for (size_t i = 0; i < out->count; i++) {
    Row *row = &out->rows[i];
    if (!measure_row(poster, json_at(blocks, i), row, above)) return false;
    out->needed += (i > 0 ? row->above : 0) + row->height;
    out->grow += row->grow;
  }
  return messages_error_count(poster->messages) == errors;
}

/* What is left empty beside and below the blocks of a row that is `height` high, px²; half of what a block that grows has beyond its
 * usual size. */
static double empty_area(const Row *row, double height) {
  static const double usual = 1.4;
  double area = 0;
  for (size_t i = 0; i < row->count; i++) {
    const Cell *cell = &row->cells[i];
    double spare = cell_grow(cell) > 0 ? MAX(0, height - usual * cell->height) / 2 : MAX(0, height - cell->height);
    area += spare * cell->width;
  }
  return area;
}

double rows_measure(const Poster *poster, const Json *blocks, double *empty) {
  Rows all;
  if (!measure_rows(poster, blocks, &all)) return INFINITY;
  if (!empty) return all.needed;
  double room = page_inner_height(&poster->page), spare = MAX(0, room - all.needed),
         width = page_inner_width(&poster->page);
  double area = all.grow > 0 ? 0 : spare * width;
  for (size_t i = 0; i < all.count; i++) {
    const Row *row = &all.rows[i];
    double height = row->height + (all.grow > 0 ? spare * row->grow / all.grow : 0);
    if (row->count > 1 || row->grow > 0) area += empty_area(row, height);
  }
  *empty = area / (room * width);
  return all.needed;
}

bool rows_draw(const Poster *poster, const Json *blocks, SceneGroup *group) {
  size_t errors = messages_error_count(poster->messages);
  Rows all;
  if (!measure_rows(poster, blocks, &all)) return false;
  Row *rows = all.rows;
  double needed = all.needed, grow = all.grow, room = page_inner_height(&poster->page);
  if (needed > room + 0.5) {
    report_overflow(rows, all.count, needed - room);
    return false;
  }
  double y = poster->page.top;
  for (size_t i = 0; i < all.count; i++) {
    double height = rows[i].height + (grow > 0 ? (room - needed) * rows[i].grow / grow : 0);
    if (i > 0) y += rows[i].above;
    for (size_t j = 0; j < rows[i].count; j++) draw_cell(&rows[i].cells[j], group, y, height);
    y += height;
  }
  return messages_error_count(poster->messages) == errors;
}
