/* guide/legend_symbols.c: a legend of symbols (vega-parser's guides/legend-symbol-groups.js). */
#include "guide/channels.h"
#include "guide/legend.h"
#include "guide/property.h"
#include <math.h>
#include <string.h>

static const LegendScale *scale_of(const LegendSpec *spec, SceneChannelId id) {
  for (size_t i = 0; i < spec->scale_count; i++)
    if (spec->scales[i].id == id) return &spec->scales[i];
  return NULL;
}

/* One scaled channel of one symbol. */
static void set_scaled(SceneMark *mark, const LegendScale *scale, Value value) {
  switch (scale->id) {
  case SCENE_FILL:
  case SCENE_STROKE: scene_set_color(mark, scale->id, scale_map_color(scale->scale, value)); break;
  case SCENE_SHAPE_NAME: scene_set_string(mark, scale->id, scale_map_string(scale->scale, value)); break;
  case SCENE_STROKE_DASH:
    mark->channels[scale->id] =
        (SceneChannel){.state = CHANNEL_CONSTANT, .array = scale_map_array(scale->scale, value)};
    break;
  default: scene_set_number(mark, scale->id, scale_map_number(scale->scale, value)); break;
  }
}

typedef struct SymbolProperty {
  const char *name;
  SceneChannelId id;
} SymbolProperty;
static const SymbolProperty symbol_properties[] = {{"symbolFillColor", SCENE_FILL},
                                                   {"symbolType", SCENE_SHAPE_NAME},
                                                   {"symbolSize", SCENE_SIZE},
                                                   {"symbolStrokeColor", SCENE_STROKE},
                                                   {"symbolDash", SCENE_STROKE_DASH},
                                                   {"symbolDashOffset", SCENE_STROKE_DASH_OFFSET},
                                                   {"symbolStrokeWidth", SCENE_STROKE_WIDTH},
                                                   {"symbolOpacity", SCENE_OPACITY}};

/* A rule that gives nothing leaves the symbol without ink, whatever the properties say. */
static void apply_rules(const LegendPlan *plan, SceneMark *mark, Value datum) {
  const Json *rules = plan->spec.symbol_rules;
  for (const GuideChannel *channel = guide_style_channels; rules && channel->name; channel++) {
    const Json *rule = json_get(rules, channel->name);
    if (!rule || scale_of(&plan->spec, channel->id)) continue;
    mark->channels[channel->id] = (SceneChannel){.state = CHANNEL_UNSET};
    guide_set(mark, channel->id, guide_property_once(rule, datum, &plan->context), plan->arena);
  }
}

/* What the symbol of the entry that `datum` describes looks like, but for the scales. */
static SceneMark *symbol_pattern(const LegendPlan *plan, Value datum) {
  const LegendSpec *spec = &plan->spec;
  SceneMark *mark = scene_mark_create(plan->arena, SCENE_SYMBOL, ROLE_LEGEND_SYMBOLS, 1);
  const LegendScale *fill = scale_of(spec, SCENE_FILL), *stroke = scale_of(spec, SCENE_STROKE);
  if (!fill) {
    guide_set(mark, SCENE_FILL, legend_property(plan, "symbolBaseFillColor"), plan->arena);
    guide_set(mark, SCENE_STROKE, legend_property(plan, "symbolBaseStrokeColor"), plan->arena);
  }
  for (size_t i = 0; i < G_N_ELEMENTS(symbol_properties); i++)
    guide_set_items(mark, symbol_properties[i].id, chain_get(&spec->properties, symbol_properties[i].name), &datum,
                    &plan->context);
  const SceneMark *look = spec->symbol;
  if (!look) return mark;
  for (size_t id = 0; id < SCENE_CHANNEL_COUNT; id++)
    if (look->channels[id].state != CHANNEL_UNSET && !scale_of(spec, (SceneChannelId)id))
      mark->channels[id] = look->channels[id];
  /* Not a legend of strokes: an inked symbol has no outline of Vega's own. */
  const SceneChannel *inked = &look->channels[SCENE_FILL];
  bool transparent =
      inked->state == CHANNEL_CONSTANT && inked->paint->kind == PAINT_COLOR && inked->paint->color.a == 0;
  bool filled = json_has(spec->symbol_rules, "fill") || (inked->state != CHANNEL_UNSET && !transparent);
  if (filled && look->channels[SCENE_STROKE].state == CHANNEL_UNSET && !stroke)
    scene_set_color(mark, SCENE_STROKE, (Rgba){0, 0, 0, 0});
  apply_rules(plan, mark, datum);
  return mark;
}

typedef struct EntryPlace {
  double size, width, height; /* px: of this symbol, of its column, the clip height or NaN */
} EntryPlace;

/* Vega draws at 0 what is at NaN. */
static double number_or_zero(double number) { return isnan(number) ? 0 : number; }

static double entry_middle(const EntryPlace *place) {
  return number_or_zero(.5 * (isnan(place->height) ? place->size : place->height));
}

/* A number that may differ from entry to entry. */
static double entry_number(const LegendPlan *plan, const char *name, Value datum) {
  return json_number(guide_property_once(chain_get(&plan->spec.properties, name), datum, &plan->context), 0);
}

static SceneMark *build_label(const LegendPlan *plan, const char *text, Value datum, const EntryPlace *place) {
  SceneMark *label = scene_mark_create(plan->arena, SCENE_TEXT, ROLE_LEGEND_LABELS, 1);
  double x = place->width + entry_number(plan, "symbolOffset", datum) + entry_number(plan, "labelOffset", datum);
  scene_set_number(label, SCENE_X, number_or_zero(x));
  scene_set_number(label, SCENE_Y, entry_middle(place));
  scene_set_string(label, SCENE_TEXT_VALUE, text);
  static const SymbolProperty properties[] = {
      {"labelAlign", SCENE_ALIGN}, {"labelBaseline", SCENE_BASELINE}, {"labelLimit", SCENE_LIMIT}};
  for (size_t i = 0; i < G_N_ELEMENTS(properties); i++)
    guide_set_items(label, properties[i].id, chain_get(&plan->spec.properties, properties[i].name), &datum,
                    &plan->context);
  legend_style_text(plan, label, "label", &plan->spec.label_style, &datum);
  return label;
}

static SceneMark *build_symbol(const LegendPlan *plan, const SceneMark *pattern, Value value, Value datum,
                               const EntryPlace *place) {
  SceneMark *symbol = scene_mark_create(plan->arena, SCENE_SYMBOL, ROLE_LEGEND_SYMBOLS, 1);
  memcpy(symbol->channels, pattern->channels, SCENE_CHANNEL_COUNT * sizeof *symbol->channels);
  symbol->clip = !isnan(place->height);
  scene_set_number(symbol, SCENE_X, number_or_zero(.5 * place->width + entry_number(plan, "symbolOffset", datum)));
  scene_set_number(symbol, SCENE_Y, entry_middle(place));
  for (size_t i = 0; i < plan->spec.scale_count; i++) set_scaled(symbol, &plan->spec.scales[i], value);
  return symbol;
}

/* The text of a term of Vega's expression for the space that a symbol takes. */
static const char *term(const LegendPlan *plan, const char *name, double otherwise, bool *varies) {
  const Json *property = chain_get(&plan->spec.properties, name), *text = json_get(property, "expr");
  if (!text) text = json_get(property, "signal");
  if (json_is(text, JSON_STRING)) *varies = true;
  return json_is(text, JSON_STRING) ? text->string : arena_printf(plan->arena, "%.17g", otherwise);
}

static const char *larger(const LegendPlan *plan, const char *text, double factor) {
  return factor == 1 ? text : arena_printf(plan->arena, "(%s)*%.17g", text, factor);
}

/* The space a symbol takes: at least the height of its label. Vega joins the texts of expressions without parentheses, and gives them the
 * value itself as their datum. */
static double symbol_room(const LegendPlan *plan, Value value) {
  const SceneMark *pattern = symbol_pattern(plan, value);
  const LegendScale *size = scale_of(&plan->spec, SCENE_SIZE), *width = scale_of(&plan->spec, SCENE_STROKE_WIDTH);
  double area = size ? scale_map_number(size->scale, value) : scene_number(pattern, SCENE_SIZE, 0, 0);
  double stroke = width ? scale_map_number(width->scale, value) : scene_number(pattern, SCENE_STROKE_WIDTH, 0, 0);
  double factor = plan->context.text_factor > 0 ? plan->context.text_factor : 1;
  double font = factor * legend_number(plan, "labelFontSize", chain_number(&plan->spec.label_style, "fontSize", 10));
  bool varies = false;
  const char *terms[] = {term(plan, size ? "" : "symbolSize", area, &varies),
                         term(plan, width ? "" : "symbolStrokeWidth", stroke, &varies),
                         larger(plan, term(plan, "labelFontSize", font / factor, &varies), factor)};
  if (varies) {
    const char *text = arena_printf(plan->arena, "max(ceil(sqrt(%s)+%s),%s)", terms[0], terms[1], terms[2]);
    const Expr *expr = expr_parse(text, plan->spec.place, plan->context.messages, plan->arena);
    return expr ? value_to_number(expr_eval_datum(expr, plan->context.scope, value)) : (double)NAN;
  }
  double room = ceil(sqrt(fmax(0, area)) + stroke);
  return fmax(isfinite(room) ? room : 0, font);
}

void legend_build_symbols(const LegendPlan *plan, SceneGroup *into, LegendHint *hint) {
  LegendEntries entries = legend_entries(plan, 5, true);
  const Json *asked = legend_property(plan, "columns");
  double columns = asked ? json_number(asked, 0) : legend_is_vertical(plan, true) ? 1 : 0, offset = 0;
  double height = legend_number(plan, "clipHeight", NAN);
  double *rooms = arena_array(plan->arena, double, entries.count);
  for (size_t i = 0; i < entries.count; i++) {
    rooms[i] = symbol_room(plan, entries.values[i]);
    if (entries.cut && i + 1 == entries.count) continue;
    offset = isnan(rooms[i]) || isnan(offset) ? (double)NAN : fmax(offset, rooms[i]);
  }
  SceneMark *cells = scene_mark_create(plan->arena, SCENE_GROUP, ROLE_LEGEND_SCOPE, entries.count);
  if (!isnan(height)) {
    scene_set_number(cells, SCENE_WIDTH, 0);
    scene_set_number(cells, SCENE_HEIGHT, height);
  }
  /* In column order if the legend is vertical; the grid itself is filled row by row. */
  size_t across = columns > 0 ? (size_t)fmin(fmax(1, columns), (double)MAX(entries.count, 1)) : entries.count,
         down = across ? (entries.count + across - 1) / across : 0, filled = 0;
  bool vertical = legend_is_vertical(plan, true) && columns > 0;
  for (size_t row = 0; row < down; row++)
    for (size_t column = 0; column < across; column++) {
      size_t i = vertical ? column * down + row : row * across + column;
      if (i >= entries.count) continue;
      EntryPlace place = {rooms[i], columns > 0 ? offset : rooms[i], height};
      Value datum = guide_datum((double)i, entries.labels[i], entries.values[i], plan->arena);
      const SceneMark *pattern = symbol_pattern(plan, datum);
      scene_group_add(plan->arena, &cells->groups[filled],
                      build_symbol(plan, pattern, entries.values[i], datum, &place));
      scene_group_add(plan->arena, &cells->groups[filled++], build_label(plan, entries.labels[i], datum, &place));
    }
  scene_group_add(plan->arena, into, cells);
  hint->symbols = true;
  hint->columns = columns;
  hint->row_padding = legend_number(plan, "rowPadding", 2);
  hint->column_padding = legend_number(plan, "columnPadding", 10);
  hint->grid_align = legend_string(plan, "gridAlign", "each");
  hint->clip_height = height;
}
