/* Charts made of the engine alone: what an evaluator of Vega specs would do, by hand.
 *
 * A Picture is one scene in the making: tables from data/ and transform/, named scales that expressions can call, groups
 * with marks, axes, legends and titles drawn from properties that are written out, and at last the three files. With
 * TUBAN_PICTURES set to a folder, the files are left there to be looked at.
 */
#pragma once
#include "data/reader.h"
#include "fonts.h"
#include "guide/guide.h"
#include "layout/layout.h"
#include "pdf/document.h"
#include "render/render.h"
#include "scene/path.h"
#include "transform/functions.h"
#include <math.h>

typedef struct Picture {
  const char *name;
  Arena *arena;
  Messages *messages;
  TextContext *text;
  Scene scene;
  ExprScope scope;
  TransformContext transforms;
  GHashTable *scales; /* name → const Scale * */
} Picture;

/* scale('name', value) in expressions. */
static inline bool picture_call(void *host, const char *name, const Value *arguments, size_t count, Value *result) {
  const Picture *picture = host;
  if (strcmp(name, "scale") != 0 || count < 2 || arguments[0].kind != VALUE_STRING) return false;
  const Scale *scale = g_hash_table_lookup(picture->scales, arguments[0].string);
  if (!scale) return false;
  *result = scale_map_value(scale, arguments[1], picture->arena);
  return true;
}

static inline Picture *picture_create(const char *name) {
  Arena *arena = arena_create();
  Picture *picture = arena_new(arena, Picture);
  *picture = (Picture){.name = name,
                       .arena = arena,
                       .messages = messages_create(arena, true),
                       .text = text_context_create(),
                       .scales = g_hash_table_new(g_str_hash, g_str_equal)};
  arena_adopt(arena, picture->scales, (GDestroyNotify)g_hash_table_unref);
  arena_adopt(arena, picture->text, (GDestroyNotify)text_context_destroy);
  picture->scope = (ExprScope){.arena = arena, .messages = picture->messages, .call = picture_call, .host = picture};
  picture->transforms = (TransformContext){.arena = arena, .messages = picture->messages, .scope = &picture->scope};
  picture->scene = (Scene){.arena = arena, .background = {1, 1, 1, 1}, .root = scene_group_create(arena, ROLE_FRAME)};
  return picture;
}

static inline const Json *picture_json(const Picture *picture, const char *text) {
  return json_literal(picture->arena, (Place){0}, text);
}

static inline Chain picture_chain(const Picture *picture, const char *near, const char *far) {
  Chain chain = {0};
  chain_append(&chain, picture_json(picture, near));
  chain_append(&chain, picture_json(picture, far));
  return chain;
}

/* Tables */

static inline const Table *picture_table(Picture *picture, const char *rows) {
  const Table *table = data_from_json(picture_json(picture, rows), NULL, picture->messages, picture->arena);
  g_assert_nonnull(table);
  return table;
}

static inline const Table *picture_formula(Picture *picture, const Table *table, const char *as,
                                           const char *expression) {
  table = transform_formula(table, expression, (Place){0}, as, &picture->transforms);
  g_assert_nonnull(table);
  return table;
}

/* The rows for which the expression holds. */
static inline const Table *picture_filter(Picture *picture, const Table *table, const char *expression) {
  table = transform_filter(table, expression, (Place){0}, &picture->transforms);
  g_assert_nonnull(table);
  return table;
}

static inline const Table *picture_sort_down(Picture *picture, const Table *table, const char *field) {
  const SortKey key = {field, true};
  return table_pick(table, transform_sort_rows(table, &key, 1, NULL, picture->arena), table_row_count(table));
}

/* Scales */

static inline const Scale *picture_scale(Picture *picture, const char *name, ScaleSpec *spec, const Column *domain) {
  Value *values = arena_array(picture->arena, Value, domain->length);
  for (size_t i = 0; i < domain->length; i++) values[i] = column_value(domain, i);
  spec->domain = values;
  spec->domain_count = domain->length;
  const Scale *scale = scale_create(spec, picture->arena);
  g_hash_table_insert(picture->scales, (gpointer)name, (gpointer)scale);
  return scale;
}

/* The domain of a continuous scale over a field. */
static inline const Column *picture_extent(Picture *picture, const Table *table, const char *field) {
  double ends[2];
  g_assert_true(transform_extent(table, field, &ends[0], &ends[1], picture->arena));
  const Value values[] = {value_number(ends[0]), value_number(ends[1])};
  Value *kept = arena_array(picture->arena, Value, 2);
  memcpy(kept, values, sizeof values);
  return column_from_values(kept, 2, picture->arena);
}

/* A linear, band or point scale onto a stretch of px. */
static inline const Scale *picture_places(Picture *picture, const char *name, const ScaleType *type,
                                          const Column *domain, double from, double to, double padding) {
  ScaleSpec spec = scale_spec(type);
  const double range[] = {from, to};
  spec.range_numbers = range;
  spec.range_count = 2;
  spec.padding_inner = type == &scale_band ? padding : 0;
  spec.padding_outer = padding;
  spec.has_nice = type == &scale_linear;
  spec.nice = picture_json(picture, "true");
  return picture_scale(picture, name, &spec, domain);
}

static inline const Scale *picture_colors(Picture *picture, const char *name, const ScaleType *type,
                                          const Column *domain, const char *const *colors, size_t count) {
  ScaleSpec spec = scale_spec(type);
  Rgba *range = arena_array(picture->arena, Rgba, count);
  for (size_t i = 0; i < count; i++) g_assert_true(color_parse(colors[i], &range[i]));
  spec.zero = false;
  spec.range_kind = RANGE_COLORS;
  spec.range_colors = range;
  spec.range_count = count;
  return picture_scale(picture, name, &spec, domain);
}

/* Marks */

static inline SceneMark *picture_mark(Picture *picture, SceneGroup *into, const char *name, SceneType type,
                                      size_t count) {
  SceneMark *mark = scene_mark_create(picture->arena, type, ROLE_MARK, count);
  mark->name = name;
  scene_group_add(picture->arena, into, mark);
  return mark;
}

/* A group of one item that layout may set out in a grid. */
static inline SceneMark *picture_view(Picture *picture, SceneGroup *into, const char *name, double width,
                                      double height) {
  SceneMark *view = scene_group_create(picture->arena, ROLE_SCOPE);
  view->name = name;
  scene_set_number(view, SCENE_WIDTH, width);
  scene_set_number(view, SCENE_HEIGHT, height);
  scene_group_add(picture->arena, into, view);
  return view;
}

static inline void picture_set_numbers(Picture *picture, SceneMark *mark, SceneChannelId id, const Table *table,
                                       const char *field) {
  g_assert_cmpuint(table_row_count(table), ==, mark->count);
  scene_set_numbers(mark, id, column_numbers(table_field(table, field), picture->arena));
}

static inline void picture_set_strings(Picture *picture, SceneMark *mark, SceneChannelId id, const Table *table,
                                       const char *field) {
  const Column *column = table_field(table, field);
  const char **strings = arena_array(picture->arena, const char *, mark->count);
  for (size_t i = 0; i < mark->count; i++) strings[i] = value_to_string(column_value(column, i), picture->arena);
  scene_set_strings(mark, id, strings);
}

static inline void picture_set_colors(Picture *picture, SceneMark *mark, SceneChannelId id, const Scale *scale,
                                      const Column *column) {
  const Rgba *colors = scale_map_colors(scale, column, picture->arena);
  Paint *paints = arena_array(picture->arena, Paint, mark->count);
  for (size_t i = 0; i < mark->count; i++) paints[i] = (Paint){PAINT_COLOR, colors[i], NULL};
  scene_set_paints(mark, id, paints);
}

static inline void picture_set_color(SceneMark *mark, SceneChannelId id, const char *color) {
  Rgba rgba;
  g_assert_true(color_parse(color, &rgba));
  scene_set_color(mark, id, rgba);
}

static inline void picture_set_text(SceneMark *mark, const char *align, const char *baseline, double size,
                                    const char *color) {
  scene_set_string(mark, SCENE_FONT, "sans-serif");
  scene_set_number(mark, SCENE_FONT_SIZE, size);
  scene_set_string(mark, SCENE_ALIGN, align);
  scene_set_string(mark, SCENE_BASELINE, baseline);
  picture_set_color(mark, SCENE_FILL, color);
}

/* Guides */

static const char axis_settled[] =
    "{'domain': true, 'domainColor': '#888', 'domainWidth': 1, 'grid': false, 'gridColor': '#ddd', 'gridWidth': 1,"
    " 'ticks': true, 'tickColor': '#888', 'tickSize': 5, 'tickWidth': 1, 'tickRound': true, 'bandPosition': 0.5,"
    " 'labels': true, 'labelPadding': 2, 'labelColor': '#333', 'labelFont': 'sans-serif', 'labelFontSize': 10,"
    " 'titleColor': '#333', 'titleFont': 'sans-serif', 'titleFontSize': 11, 'titleFontWeight': 'bold',"
    " 'titlePadding': 4, 'minExtent': 0, 'maxExtent': 200}";

static const char legend_settled[] =
    "{'orient': 'right', 'offset': 18, 'padding': 0, 'direction': 'vertical', 'rowPadding': 2, 'columnPadding': 10,"
    " 'gradientLength': 120, 'gradientThickness': 14, 'gradientLabelOffset': 2, 'symbolType': 'circle',"
    " 'symbolSize': 100, 'symbolStrokeWidth': 1.5, 'symbolOffset': 0, 'labelOffset': 4, 'labelAlign': 'left',"
    " 'labelBaseline': 'middle', 'labelColor': '#333', 'labelFont': 'sans-serif', 'labelFontSize': 10,"
    " 'labelLimit': 160, 'titleColor': '#333', 'titleFont': 'sans-serif', 'titleFontSize': 11,"
    " 'titleFontWeight': 'bold', 'titlePadding': 5}";

static const char title_settled[] =
    "{'orient': 'top', 'anchor': 'start', 'frame': 'group', 'offset': 12, 'color': '#222', 'font': 'sans-serif',"
    " 'fontSize': 15, 'fontWeight': 'bold', 'subtitleColor': '#666', 'subtitleFont': 'sans-serif',"
    " 'subtitleFontSize': 11, 'subtitlePadding': 4}";

static inline GuideContext picture_guides(const Picture *picture, double width, double height) {
  return (GuideContext){width, height, &picture->scope, picture->text, picture->messages, picture->arena, 1};
}

/* An axis of item 0 of `view`, which gets its grid too; gives its main group. `own` overrides axis_settled; `title` and
 * `format` may be NULL. */
static inline SceneMark *picture_axis(Picture *picture, SceneMark *view, const char *orient, const Scale *scale,
                                      const char *title, const char *format, const char *own) {
  const GuideContext context =
      picture_guides(picture, scene_number(view, SCENE_WIDTH, 0, 0), scene_number(view, SCENE_HEIGHT, 0, 0));
  const AxisSpec spec = {.orient = orient,
                         .scale = scale,
                         .own = picture_json(picture, own),
                         .config = picture_chain(picture, axis_settled, "{}"),
                         .format = {.specifier = format},
                         .title = title};
  const Axis *axis = guide_axis(&spec, &context);
  SceneMark *grid = guide_axis_grid(axis), *main = guide_axis_main(axis);
  if (grid) scene_group_add(picture->arena, &view->groups[0], grid);
  scene_group_add(picture->arena, &view->groups[0], main);
  return main;
}

static inline SceneMark *picture_legend(Picture *picture, SceneMark *view, LegendSpec spec, const char *own) {
  const GuideContext context = picture_guides(picture, 0, 0);
  spec.own = picture_json(picture, own);
  spec.properties = picture_chain(picture, own, legend_settled);
  SceneMark *legend = guide_legend(&spec, &context);
  scene_group_add(picture->arena, &view->groups[0], legend);
  return legend;
}

static inline TitleSpec picture_title_spec(const Picture *picture, const char *text, const char *subtitle,
                                           const char *own) {
  return (TitleSpec){.text = text, .subtitle = subtitle, .properties = picture_chain(picture, own, title_settled)};
}

static inline void picture_title(Picture *picture, SceneGroup *into, const char *text, const char *subtitle,
                                 const char *own) {
  const TitleSpec spec = picture_title_spec(picture, text, subtitle, own);
  scene_group_add(picture->arena, into, guide_title(&spec, picture->arena));
}

/* The finished picture */

static inline void picture_place(Picture *picture, double padding) {
  const LayoutCanvas canvas = {padding, padding, padding, padding, .autosize = "pad"};
  layout_place(&picture->scene, &canvas, picture->text);
  g_assert_cmpuint(messages_count(picture->messages), ==, 0);
}

/* The first mark of a role below a group mark, and the first of a name. NULL when there is none. */
static inline const SceneMark *picture_find(const SceneMark *group, SceneRole role) {
  for (size_t i = 0; group->type == SCENE_GROUP && i < group->count; i++)
    for (size_t j = 0; j < group->groups[i].mark_count; j++) {
      const SceneMark *mark = group->groups[i].marks[j];
      if (mark->role == role) return mark;
      mark = picture_find(mark, role);
      if (mark) return mark;
    }
  return NULL;
}

static inline const SceneMark *picture_named(const SceneMark *group, const char *name) {
  for (size_t i = 0; group->type == SCENE_GROUP && i < group->count; i++)
    for (size_t j = 0; j < group->groups[i].mark_count; j++) {
      const SceneMark *mark = group->groups[i].marks[j];
      if (g_strcmp0(mark->name, name) == 0) return mark;
      mark = picture_named(mark, name);
      if (mark) return mark;
    }
  return NULL;
}

/* All the texts of a mark, with | between. */
static inline const char *picture_texts(const Picture *picture, const SceneMark *mark) {
  g_assert_nonnull(mark);
  const char *all = "";
  for (size_t i = 0; i < mark->count; i++)
    all = arena_printf(picture->arena, "%s%s%s", all, i ? "|" : "", scene_string(mark, SCENE_TEXT_VALUE, i, ""));
  return all;
}

/* The labels of a symbol legend, which are in separate groups. */
static inline const char *picture_entries(const Picture *picture, const SceneMark *legend) {
  const SceneMark *cells = picture_find(legend, ROLE_LEGEND_SCOPE);
  g_assert_nonnull(cells);
  const char *all = "";
  for (size_t i = 0; i < cells->count; i++) {
    const SceneMark *label = cells->groups[i].marks[1];
    g_assert_cmpint(label->role, ==, ROLE_LEGEND_LABELS);
    all = arena_printf(picture->arena, "%s%s%s", all, i ? "|" : "", scene_string(label, SCENE_TEXT_VALUE, 0, ""));
  }
  return all;
}

static inline GBytes *picture_render(Picture *picture, const char *ending) {
  const RenderOptions options = {0};
  GBytes *bytes = render_scene(&picture->scene, render_format_find(ending), &options, picture->text, picture->messages);
  g_assert_nonnull(bytes);
  g_assert_cmpuint(messages_count(picture->messages), ==, 0);
  const char *folder = g_getenv("TUBAN_PICTURES");
  if (folder) {
    const char *path = arena_printf(picture->arena, "%s/%s.%s", folder, picture->name, ending);
    g_assert_true(g_file_set_contents(path, g_bytes_get_data(bytes, NULL), (gssize)g_bytes_get_size(bytes), NULL));
  }
  arena_adopt(picture->arena, bytes, (GDestroyNotify)g_bytes_unref);
  return bytes;
}

static inline const char *picture_svg(Picture *picture) {
  GBytes *bytes = picture_render(picture, "svg");
  return arena_strndup(picture->arena, g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
}

static inline size_t picture_count(const char *text, const char *part) {
  size_t count = 0;
  for (; (text = strstr(text, part)); text += strlen(part)) count++;
  return count;
}

typedef struct PictureBytes {
  const guint8 *at;
  gsize left;
} PictureBytes;
static inline cairo_status_t picture_read(void *closure, unsigned char *out, unsigned length) {
  PictureBytes *bytes = closure;
  if (length > bytes->left) return CAIRO_STATUS_READ_ERROR;
  memcpy(out, bytes->at, length);
  bytes->at += length;
  bytes->left -= length;
  return CAIRO_STATUS_SUCCESS;
}

/* The PNG's pixels; it has the canvas's size. */
static inline cairo_surface_t *picture_png(Picture *picture) {
  GBytes *png = picture_render(picture, "png");
  PictureBytes bytes = {g_bytes_get_data(png, NULL), g_bytes_get_size(png)};
  cairo_surface_t *surface = cairo_image_surface_create_from_png_stream(picture_read, &bytes);
  arena_adopt(picture->arena, surface, (GDestroyNotify)cairo_surface_destroy);
  g_assert_cmpint(cairo_image_surface_get_width(surface), ==, (int)picture->scene.width);
  g_assert_cmpint(cairo_image_surface_get_height(surface), ==, (int)picture->scene.height);
  return surface;
}

/* The pixel at a place as "#rrggbb". */
static inline const char *picture_pixel(Picture *picture, cairo_surface_t *surface, double x, double y) {
  g_assert_true(x >= 0 && y >= 0 && x < picture->scene.width && y < picture->scene.height);
  const guint8 *row = cairo_image_surface_get_data(surface) + (int)y * cairo_image_surface_get_stride(surface);
  return arena_printf(picture->arena, "#%06x", ((const guint32 *)(const void *)row)[(int)x] & 0xffffff);
}

/* Is the PDF's page the canvas, at three quarters of a point a px? */
static inline void picture_assert_page(Picture *picture) {
  char *reason = NULL;
  PdfDocument *pdf = pdf_document_open(picture_render(picture, "pdf"), picture->arena, &reason);
  g_assert_cmpstr(reason, ==, NULL);
  PdfObject box = pdf_get(pdf, pdf_page(pdf, 0), "/MediaBox");
  g_assert_cmpfloat_with_epsilon(pdf_number(pdf, pdf_at(pdf, box, 2), 0), picture->scene.width * .75, 1e-3);
  g_assert_cmpfloat_with_epsilon(pdf_number(pdf, pdf_at(pdf, box, 3), 0), picture->scene.height * .75, 1e-3);
}

#define assert_near(a, b) g_assert_cmpfloat_with_epsilon((a), (b), 1e-6)
