/* vegalite/reading/normalize_error.c: errorbar and errorband as their layers (Vega-Lite's compositemark/errorbar.ts and errorband.ts). */
#include "data/table.h"
#include "vegalite/reading/normalize_composite.h"
#include <string.h>

/* What the encoding brings: rows to summarize, a lower and an upper value, or a value and its error. */
typedef enum ErrorInput { ERROR_RAW, ERROR_BOUNDS, ERROR_DELTA } ErrorInput;

typedef struct ErrorMark {
  Composite of;
  ErrorInput input;
  const Json *aggregate;  /* array of aggregated fields; NULL for none */
  const Json *calculates; /* array of calculate transforms */
  TooltipLine lines[3];
  size_t line_count;
  bool lines_name_measure;
  const Json *transforms; /* all of them, after those of the unit */
  const Json *encoding;   /* without the measure */
  const Json *tooltip;
} ErrorMark;

static bool encodes(const ErrorMark *error, const char *channel) {
  return definition_is_field_or_datum(json_get(error->of.encoding, channel));
}

static bool is_continuous(const ErrorMark *error, const char *channel) {
  ChannelDef read;
  return encodes(error, channel) &&
         definition_read(json_get(error->of.encoding, channel), channel, &error->of.normalizer->reading, &read) &&
         channel_def_is_continuous(&read);
}

static Orient fail(const ErrorMark *error, const char *code, const char *format, ...) G_GNUC_PRINTF(3, 4);
static Orient fail(const ErrorMark *error, const char *code, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  const char *text = arena_vprintf(error->of.arena, format, arguments);
  va_end(arguments);
  normalize_fail(error->of.normalizer, error->of.unit, code, "%s", text);
  return ORIENT_NONE;
}

/* The axis that has both the value and its second channel ("2" or "Error"). */
static Orient orient_by(const ErrorMark *error, const char *second) {
  const char *x = arena_printf(error->of.arena, "x%s", second), *y = arena_printf(error->of.arena, "y%s", second);
  if (encodes(error, x) && encodes(error, y))
    return fail(error, "E264", "%s cannot have both \"%s\" and \"%s\"", error->of.name, x, y);
  const char *axis = encodes(error, x) ? "x" : "y";
  if (!is_continuous(error, axis))
    return fail(error, "E265", "\"%s\" and \"%s\" of %s must both be quantitative", axis, *axis == 'x' ? x : y,
                error->of.name);
  return *axis == 'x' ? ORIENT_HORIZONTAL : ORIENT_VERTICAL;
}

static Orient find_input(ErrorMark *error) {
  bool bounds = encodes(error, "x2") || encodes(error, "y2");
  bool delta = encodes(error, "xError") || encodes(error, "yError");
  bool second = encodes(error, "xError2") || encodes(error, "yError2");
  if (bounds && (delta || second))
    return fail(error, "E266", "%s cannot have both bounds (x2, y2) and errors (xError, yError)", error->of.name);
  if (bounds) {
    error->input = ERROR_BOUNDS;
    return orient_by(error, "2");
  }
  if (encodes(error, "xError2") && !encodes(error, "xError"))
    return fail(error, "E267", "\"%s\" needs \"%s\"", "xError2", "xError");
  if (encodes(error, "yError2") && !encodes(error, "yError"))
    return fail(error, "E267", "\"%s\" needs \"%s\"", "yError2", "yError");
  if (delta) {
    error->input = ERROR_DELTA;
    return orient_by(error, "Error");
  }
  error->input = ERROR_RAW;
  if (!encodes(error, "x") && !encodes(error, "y")) return fail(error, "E268", "%s needs x or y", error->of.name);
  return composite_orient(&error->of);
}

static const char *title_case(Arena *arena, const char *word) {
  return arena_printf(arena, "%c%s", g_ascii_toupper(word[0]), word[0] ? word + 1 : "");
}

static const char *prefixed(const ErrorMark *error, const char *prefix) {
  return arena_printf(error->of.arena, "%s%s", prefix, error->of.field);
}

static void add_line(ErrorMark *error, const char *prefix, const char *title) {
  error->lines[error->line_count++] = (TooltipLine){prefix, title};
}

/* center ± extent */
static void summarize_by_spread(ErrorMark *error, const char *center, const char *extent) {
  Arena *arena = error->of.arena;
  const char *field = error->of.field;
  const Json *const aggregate[] = {composite_aggregate(&error->of, extent, field, prefixed(error, "extent_")),
                                   composite_aggregate(&error->of, center, field, prefixed(error, "center_"))};
  const char *middle = composite_access(arena, "center_", field), *spread = composite_access(arena, "extent_", field);
  const Json *const calculates[] = {
      composite_calculate(&error->of, arena_printf(arena, "%s + %s", middle, spread), prefixed(error, "upper_")),
      composite_calculate(&error->of, arena_printf(arena, "%s - %s", middle, spread), prefixed(error, "lower_"))};
  Place place = json_place(error->of.measure);
  error->aggregate = json_new_array(arena, place, aggregate, G_N_ELEMENTS(aggregate));
  error->calculates = json_new_array(arena, place, calculates, G_N_ELEMENTS(calculates));
  const char *name = title_case(arena, center);
  add_line(error, "center_", name);
  add_line(error, "upper_", arena_printf(arena, "%s + %s", name, extent));
  add_line(error, "lower_", arena_printf(arena, "%s - %s", name, extent));
  error->lines_name_measure = true;
}

/* The default title of one of the summaries, as "Q1 of price". */
static const char *summary_title(const ErrorMark *error, const char *op) {
  ChannelDef summary = {.channel = CHANNEL_NONE,
                        .kind = DEF_FIELD,
                        .type = TYPE_QUANTITATIVE,
                        .field = error->of.field,
                        .aggregate = op,
                        .place = json_place(error->of.measure)};
  const char *title = channel_def_title(&summary, &error->of.normalizer->reading);
  return title ? title : "";
}

/* Lower and upper bounds straight from the rows: quartiles, or a confidence interval. */
static void summarize_by_bounds(ErrorMark *error, bool interval) {
  const char *lower = interval ? "ci0" : "q1", *upper = interval ? "ci1" : "q3", *center = interval ? "mean" : "median";
  const char *field = error->of.field;
  const Json *const aggregate[] = {composite_aggregate(&error->of, lower, field, prefixed(error, "lower_")),
                                   composite_aggregate(&error->of, upper, field, prefixed(error, "upper_")),
                                   composite_aggregate(&error->of, center, field, prefixed(error, "center_"))};
  error->aggregate = json_new_array(error->of.arena, json_place(error->of.measure), aggregate, G_N_ELEMENTS(aggregate));
  add_line(error, "upper_", summary_title(error, upper));
  add_line(error, "lower_", summary_title(error, lower));
  add_line(error, "center_", summary_title(error, center));
}

static bool summarize(ErrorMark *error) {
  static const char *const centers[] = {"mean", "median", NULL}, *const extents[] = {"ci", "stderr", "stdev", "iqr",
                                                                                     NULL};
  const Json *given_center = json_get(error->of.mark, "center"), *given_extent = json_get(error->of.mark, "extent");
  const char *extent = json_truthy(given_extent) ? json_string(given_extent, "") : NULL;
  /* Bands too take their centre from config.errorbar, as in Vega-Lite. */
  const char *center = json_string(json_get(json_get(error->of.all_config, "errorbar"), "center"), "mean");
  if (extent) center = strcmp(extent, "iqr") == 0 ? "median" : "mean";
  if (json_truthy(given_center)) center = json_string(given_center, "");
  if (!extent) extent = strcmp(center, "mean") == 0 ? "stderr" : "iqr";
  Normalizer *normalizer = error->of.normalizer;
  if (!g_strv_contains(extents, extent))
    return normalize_fail(normalizer, given_extent, "E270", "unknown extent \"%s\"%s", extent,
                          suggest(error->of.arena, extent, extents));
  if (!g_strv_contains(centers, center))
    return normalize_fail(normalizer, given_center, "E271", "unknown center \"%s\"%s", center,
                          suggest(error->of.arena, center, centers));
  if ((strcmp(center, "median") == 0) != (strcmp(extent, "iqr") == 0))
    messages_note(normalizer->messages, json_place(error->of.mark), "N275",
                  "center \"%s\" does not match extent \"%s\"", center, extent);
  bool spread = strcmp(extent, "stderr") == 0 || strcmp(extent, "stdev") == 0;
  if (spread)
    summarize_by_spread(error, center, extent);
  else
    summarize_by_bounds(error, strcmp(extent, "ci") == 0);
  return true;
}

/* The expression without "datum['" and "']". */
static const char *readable(Arena *arena, const char *expression) {
  static const char *const dropped[] = {"datum['", "']"};
  char *text = arena_strdup(arena, expression);
  for (size_t i = 0; i < G_N_ELEMENTS(dropped); i++) {
    size_t length = strlen(dropped[i]);
    for (char *found = text; (found = strstr(found, dropped[i]));)
      memmove(found, found + length, strlen(found + length) + 1);
  }
  return text;
}

static const char *channel_field(const ErrorMark *error, const char *suffix) {
  const char *channel = arena_printf(error->of.arena, "%s%s", error->of.axis, suffix);
  const Json *definition = composite_definition(&error->of, channel);
  if (!definition_is_field(definition)) return NULL;
  return json_string(json_get(definition, "field"), NULL);
}

/* Bounds that the data already has. */
static bool take_bounds(ErrorMark *error) {
  Arena *arena = error->of.arena;
  const char *value = composite_access(arena, "", error->of.field), *upper = NULL, *lower = value;
  bool bounds = error->input == ERROR_BOUNDS;
  const char *second = channel_field(error, bounds ? "2" : "Error");
  if (!second)
    return normalize_fail(error->of.normalizer, error->of.unit, "E269", "the second value of %s must be a field",
                          error->of.name);
  second = composite_access(arena, "", second);
  upper = bounds ? second : arena_printf(arena, "%s + %s", value, second);
  if (!bounds) {
    const char *other = channel_field(error, "Error2");
    lower = other ? arena_printf(arena, "%s + %s", value, composite_access(arena, "", other))
                  : arena_printf(arena, "%s - %s", value, second);
    add_line(error, "", error->of.field);
  }
  const Json *const calculates[] = {composite_calculate(&error->of, upper, prefixed(error, "upper_")),
                                    composite_calculate(&error->of, lower, prefixed(error, "lower_"))};
  error->calculates = json_new_array(arena, json_place(error->of.measure), calculates, G_N_ELEMENTS(calculates));
  add_line(error, "upper_", readable(arena, upper));
  add_line(error, "lower_", readable(arena, lower));
  if (json_has(error->of.mark, "center") || json_has(error->of.mark, "extent"))
    messages_note(error->of.normalizer->messages, json_place(error->of.mark), "N276",
                  "\"center\" and \"extent\" have no effect where the data has its own bounds");
  return true;
}

static bool gather_transforms(ErrorMark *error) {
  Arena *arena = error->of.arena;
  const char *axis = error->of.axis;
  const char *const measured[] = {axis, arena_printf(arena, "%s2", axis), arena_printf(arena, "%sError", axis),
                                  arena_printf(arena, "%sError2", axis), NULL};
  ExtractedTransforms before;
  if (!composite_extract(&error->of, json_without(arena, error->of.encoding, measured), &before)) return false;
  Place place = json_place(error->of.measure);
  const Json *all = normalize_concat(arena, json_get(error->of.unit, "transform"), before.bins);
  all = normalize_concat(arena, all, before.time_units);
  const Json *aggregate = normalize_concat(arena, before.aggregate, error->aggregate);
  if (json_count(aggregate) > 0) {
    const Json *groups = error->input == ERROR_RAW ? before.group_by : json_new_array(arena, place, NULL, 0);
    const Json *step = json_with(arena, normalize_single(arena, "aggregate", aggregate), "groupby", groups);
    all = normalize_concat(arena, all, json_new_array(arena, place, &step, 1));
  }
  error->transforms = normalize_concat(arena, all, error->calculates);
  error->encoding = before.encoding;
  error->tooltip =
      composite_tooltip(&error->of, error->lines, error->line_count, error->encoding, error->lines_name_measure);
  return error->tooltip != NULL;
}

static bool prepare(ErrorMark *error, Normalizer *normalizer, const Json *unit, const NormalizeScope *scope,
                    const char *name) {
  *error = (ErrorMark){0};
  if (!composite_begin(&error->of, normalizer, unit, scope, name)) return false;
  Orient orient = find_input(error);
  if (orient == ORIENT_NONE || !composite_set_orient(&error->of, orient)) return false;
  return (error->input == ERROR_RAW ? summarize(error) : take_bounds(error)) && gather_transforms(error);
}

/* The unit around the layers; a single layer needs none. */
static const Json *assemble(const ErrorMark *error, JsonBuilder *layers, bool merge_single) {
  Arena *arena = error->of.arena;
  const Json *array = json_builder_array(layers, json_place(error->of.mark));
  const Json *frame = json_with(arena, composite_frame(&error->of), "transform", error->transforms);
  if (merge_single && json_count(array) == 1) return json_assign(arena, frame, json_at(array, 0));
  return json_with(arena, frame, "layer", array);
}

static const Json *copy_property(Arena *arena, const Json *to, const char *key, const Json *value) {
  return value ? json_with(arena, to, key, value) : to;
}

static const Json *unfold_error_bar(Normalizer *normalizer, const Json *unit, const NormalizeScope *scope) {
  ErrorMark error;
  if (!prepare(&error, normalizer, unit, scope, "errorbar")) return NULL;
  Arena *arena = normalizer->arena;
  Place place = json_place(error.of.mark);
  const Json *thickness = json_get(error.of.mark, "thickness"),
             *shared = json_without(arena, error.encoding, (const char *const[]){"size", NULL});
  const Json *tick = json_literal(arena, place,
                                  error.of.vertical ? "{'type':'tick','orient':'horizontal','aria':false}"
                                                    : "{'type':'tick','orient':'vertical','aria':false}");
  tick = copy_property(arena, tick, "thickness", thickness);
  tick = copy_property(arena, tick, "size", json_get(error.of.mark, "size"));
  const Json *rule = json_literal(arena, place, "{'type':'rule','ariaRoleDescription':'errorbar'}");
  rule = copy_property(arena, rule, "size", thickness);
  const CompositePart parts[] = {{"ticks", tick, "lower", NULL, shared, error.tooltip},
                                 {"ticks", tick, "upper", NULL, shared, error.tooltip},
                                 {"rule", rule, "lower", "upper", shared, error.tooltip}};
  JsonBuilder layers = json_builder(arena);
  for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) composite_push_part(&error.of, &parts[i], &layers);
  return assemble(&error, &layers, true);
}

/* The curve of a band over two axes. */
static const Json *with_curve(const ErrorMark *error, const Json *mark) {
  const Json *curve = json_get(error->of.mark, "interpolate"), *tension = json_get(error->of.mark, "tension");
  if (!json_truthy(curve)) return mark;
  mark = json_with(error->of.arena, mark, "interpolate", curve);
  return json_truthy(tension) ? json_with(error->of.arena, mark, "tension", tension) : mark;
}

static const Json *unfold_error_band(Normalizer *normalizer, const Json *unit, const NormalizeScope *scope) {
  ErrorMark error;
  if (!prepare(&error, normalizer, unit, scope, "errorband")) return NULL;
  Arena *arena = normalizer->arena;
  Place place = json_place(error.of.mark);
  bool over_two = json_has(error.of.encoding, "x") && json_has(error.of.encoding, "y");
  const Json *band =
      json_literal(arena, place, over_two ? "{'type':'area','ariaRoleDescription':'errorband'}" : "{'type':'rect'}");
  const Json *border = json_literal(arena, place, over_two ? "{'type':'line','aria':false}" : "{'type':'rule'}");
  const Json *curve = json_get(error.of.mark, json_has(error.of.mark, "interpolate") ? "interpolate" : "tension");
  if (over_two) {
    band = with_curve(&error, band);
    border = with_curve(&error, border);
  } else if (json_truthy(curve)) {
    messages_note(normalizer->messages, json_place(curve), "N277", "a band along one axis has no curve");
  }
  const CompositePart parts[] = {{"band", band, "lower", "upper", error.encoding, error.tooltip},
                                 {"borders", border, "lower", NULL, error.encoding, error.tooltip},
                                 {"borders", border, "upper", NULL, error.encoding, error.tooltip}};
  JsonBuilder layers = json_builder(arena);
  for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) composite_push_part(&error.of, &parts[i], &layers);
  return assemble(&error, &layers, false);
}

const MarkUnfolding unfolding_error_bar = {.mark = "errorbar", .run = unfold_error_bar};
const MarkUnfolding unfolding_error_band = {.mark = "errorband", .run = unfold_error_band};
