/* vegalite/grammar/encoding.c: the channels of a unit, with the defaults of Vega-Lite's channeldef.ts and encoding.ts. */
#include "scale/type.h"
#include "time/timeunit.h"
#include "transform/functions.h"
#include "vegalite/grammar/build.h"
#include "vegalite/grammar/date_time.h"
#include "vegalite/grammar/known.h"
#include "vegalite/grammar/scale_rules.h"
#include <math.h>
#include <string.h>

typedef struct TypeName {
  const char *name, *initial;
  Type type;
} TypeName;
static const TypeName types[] = {{"quantitative", "Q", TYPE_QUANTITATIVE},
                                 {"temporal", "T", TYPE_TEMPORAL},
                                 {"ordinal", "O", TYPE_ORDINAL},
                                 {"nominal", "N", TYPE_NOMINAL},
                                 {"geojson", "G", TYPE_GEOJSON}};
static const char *const type_names[] = {"quantitative", "temporal", "ordinal", "nominal", "geojson", NULL};

static bool read_type(const Json *json, Type *out, const Spec *spec) {
  const char *text = json_string(json, NULL);
  for (size_t i = 0; text && i < G_N_ELEMENTS(types); i++)
    if (g_ascii_strcasecmp(text, types[i].name) == 0 || g_ascii_strcasecmp(text, types[i].initial) == 0) {
      *out = types[i].type;
      return true;
    }
  if (text)
    messages_error(spec->messages, json_place(json), "E215", "unknown type \"%s\"%s", text,
                   suggest(spec->arena, text, type_names));
  else
    messages_error(spec->messages, json_place(json), "E216", "\"type\" must be a string");
  return false;
}

/* Facets show few bins, but a wrapped one shows as many as an axis. */
static double default_max_bins(Channel channel, const char *facet_channel) {
  int most = channel_info(channel)->max_bins;
  if (!most && facet_channel && strcmp(facet_channel, "facet") != 0) most = 6;
  return most ? most : 10;
}

/* normalizeBin: always an object with the bin's parameters. */
static void read_bin(const Json *bin, ChannelDef *def, const char *facet_channel, Arena *arena) {
  if (json_is_string(bin, "binned") || json_is_true(json_get(bin, "binned"))) {
    def->binned = true;
    return;
  }
  if (!json_is_true(bin) && !json_is(bin, JSON_OBJECT)) return;
  if (json_is_true(bin)) bin = json_new_object(arena, json_place(bin), NULL, 0);
  if (json_number(json_get(bin, "maxbins"), 0) == 0 && json_number(json_get(bin, "step"), 0) == 0) {
    double most = default_max_bins(def->channel, facet_channel);
    bin = json_with(arena, bin, "maxbins", json_new_number(arena, json_place(bin), most));
  }
  def->bin = bin;
}

/* normalizeTimeUnit: {"unit", "utc", "binned", "step", "maxbins"} and the name that combines them. */
static bool read_time_unit(const Json *json, ChannelDef *def, const Spec *spec) {
  Arena *arena = spec->arena;
  const Json *params = json;
  const char *unit = json_is(json, JSON_OBJECT) ? json_string(json_get(json, "unit"), NULL) : json_string(json, NULL);
  if (!json_is(json, JSON_OBJECT)) params = json_new_object(arena, json_place(json), NULL, 0);
  if (unit) {
    const char *rest = unit;
    if (g_str_has_prefix(rest, "binned")) {
      params = json_with(arena, params, "binned", json_new_boolean(arena, json_place(json), true));
      rest += strlen("binned");
    }
    bool utc = g_str_has_prefix(rest, "utc");
    if (utc) rest += strlen("utc");
    params = json_assign(arena, json_with(arena, NULL, "unit", json_new_string(arena, json_place(json), rest)),
                         json_without(arena, params, (const char *const[]){"unit", NULL}));
    if (utc) params = json_with(arena, params, "utc", json_new_boolean(arena, json_place(json), true));
    TimeUnit parsed;
    if (!time_unit_parse(rest, &parsed)) {
      messages_error(spec->messages, json_place(json), "E219", "unknown time unit \"%s\"%s", unit,
                     suggest(arena, unit, time_unit_usual));
      return false;
    }
    bool is_utc = json_is_true(json_get(params, "utc"));
    bool is_binned = json_is_true(json_get(params, "binned"));
    def->time_unit = arena_printf(arena, "%s%s%s", is_binned ? "binned" : "", is_utc ? "utc" : "", rest);
  } else if (json_number(json_get(params, "maxbins"), 0) > 0) {
    def->time_unit = ""; /* the unit is found from the data */
  } else {
    messages_error(spec->messages, json_place(json), "E220", "a time unit needs a \"unit\" or \"maxbins\"");
    return false;
  }
  def->time_unit_params = params;
  return true;
}

static bool read_aggregate(const Json *json, ChannelDef *def, const Spec *spec) {
  static const char *const arguments[] = {"argmin", "argmax"};
  for (size_t i = 0; i < G_N_ELEMENTS(arguments); i++) {
    const Json *argument = json_get(json, arguments[i]);
    if (argument) {
      def->aggregate = arguments[i];
      def->arg_field = json_string(argument, "");
      return true;
    }
  }
  const char *name = json_string(json, NULL);
  if (name && g_strv_contains(aggregate_op_names, name)) {
    def->aggregate = name;
    return true;
  }
  if (json_is(json, JSON_OBJECT)) { /* as in Vega-Lite: an object other than argmin or argmax is not an aggregate */
    messages_warn(spec->messages, json_place(json), "W218",
                  "the aggregate is ignored: an object must have \"argmin\" or \"argmax\"");
    return true;
  }
  messages_error(spec->messages, json_place(json), "E217", "unknown aggregate \"%s\"%s", name ? name : "",
                 name ? suggest(spec->arena, name, aggregate_op_names) : "");
  return false;
}

static Type type_from_scale(const Json *scale) {
  const ScaleType *type = scale_type_find(json_string(json_get(scale, "type"), NULL));
  if (!type || scale_rules(type)->vega_only) return TYPE_NOMINAL;
  switch (type->kind) {
  case SCALE_NUMERIC:
  case SCALE_STEPPED: return TYPE_QUANTITATIVE;
  case SCALE_TEMPORAL: return TYPE_TEMPORAL;
  case SCALE_BINNED:
  case SCALE_NAMED:
  case SCALE_PLACED: break;
  }
  return TYPE_NOMINAL;
}

/* defaultType: the type of a field that has none. */
static Type default_type(const ChannelDef *def, const char *facet_channel) {
  Type type = channel_info(def->channel)->default_type;
  if (type != TYPE_NONE) return type;
  if (facet_channel) return TYPE_NOMINAL;
  if (json_is(def->sort, JSON_ARRAY)) return TYPE_ORDINAL;
  if (def->time_unit) return TYPE_TEMPORAL;
  bool argument = def->arg_field != NULL;
  if (def->bin || def->binned || (def->aggregate && !argument)) return TYPE_QUANTITATIVE;
  return type_from_scale(def->scale);
}

static bool is_secondary(Channel channel) { return channel != CHANNEL_NONE && channel_main(channel) != channel; }

static Type datum_type(const Json *datum) {
  if (json_is(datum, JSON_NUMBER)) return TYPE_QUANTITATIVE;
  if (json_is(datum, JSON_STRING)) return TYPE_NOMINAL;
  return date_time_is(datum) ? TYPE_TEMPORAL : TYPE_NONE;
}

/* "x" and "-y" sort by another channel: {"encoding": "x", "order": …}. */
static const Json *read_sort(const Json *sort, Arena *arena) {
  const char *text = json_string(sort, NULL);
  if (!text) return sort;
  bool down = text[0] == '-';
  if (channel_from_name(text + (down ? 1 : 0)) == CHANNEL_NONE) return sort;
  const Json *made =
      json_with(arena, NULL, "encoding", json_new_string(arena, json_place(sort), text + (down ? 1 : 0)));
  return down ? json_with(arena, made, "order", json_new_string(arena, json_place(sort), "descending")) : made;
}

/* A header's "orient" sets that of its labels and of its title. */
static const Json *read_header(const Json *header, Arena *arena) {
  const Json *orient = json_get(header, "orient");
  if (!orient) return header;
  const Json *made = json_without(arena, header, (const char *const[]){"orient", NULL});
  if (!json_get(header, "labelOrient")) made = json_with(arena, made, "labelOrient", orient);
  if (!json_get(header, "titleOrient")) made = json_with(arena, made, "titleOrient", orient);
  return made;
}

static bool read_field(ChannelDef *def, const char *facet_channel, const Spec *spec) {
  const Json *json = def->json, *field = json_get(json, "field");
  def->kind = DEF_FIELD;
  if (json_is(field, JSON_STRING))
    def->field = field->string;
  else if (json_is(field, JSON_NUMBER))
    def->field = json_to_text(spec->arena, field);
  else if (field) {
    messages_error(spec->messages, json_place(field), "E221", "\"field\" must be a string");
    return false;
  }
  const Json *aggregate = json_get(json, "aggregate"), *unit = json_get(json, "timeUnit"),
             *type = json_get(json, "type");
  if (aggregate && !json_is_null(aggregate) && !read_aggregate(aggregate, def, spec)) return false;
  if (unit && !json_is_null(unit) && !read_time_unit(unit, def, spec)) return false;
  read_bin(json_get(json, "bin"), def, facet_channel, spec->arena);
  if (aggregate_op_has(def->aggregate, AGGREGATE_OF_ROWS)) def->field = NULL;
  if (type && !read_type(type, &def->type, spec)) return false;
  if (type && aggregate_op_has(def->aggregate, AGGREGATE_COUNTS)) def->type = TYPE_QUANTITATIVE;
  if (!type && !is_secondary(def->channel)) def->type = default_type(def, facet_channel);
  return true;
}

static bool read_conditions(const Json *condition, ChannelDef *def, const Spec *spec) {
  bool many = json_is(condition, JSON_ARRAY);
  size_t count = many ? json_count(condition) : 1;
  Condition *conditions = arena_array(spec->arena, Condition, count);
  for (size_t i = 0; i < count; i++) {
    const Json *branch = many ? json_at(condition, i) : condition;
    const Json *test = json_get(branch, "test"), *param = json_get(branch, "param");
    if (!json_is(branch, JSON_OBJECT) || (!test && !param)) {
      messages_error(spec->messages, json_place(branch), "E222", "a condition needs a \"test\" or a \"param\"");
      return false;
    }
    if (param) {
      const Json *made = json_with(spec->arena, NULL, "param", param);
      test = json_get(branch, "empty") ? json_with(spec->arena, made, "empty", json_get(branch, "empty")) : made;
    }
    ChannelDef *inner = arena_new(spec->arena, ChannelDef);
    static const char *const own[] = {"test", "param", "empty", NULL};
    if (!spec_read_channel_def(json_without(spec->arena, branch, own), def->channel, NULL, spec, inner)) return false;
    conditions[i] = (Condition){test, inner};
  }
  def->conditions = conditions;
  def->condition_count = count;
  return true;
}

/* A layer's datum over the field around it leaves both, and the one written last counts. Positions of bins stay those of the field,
 * as in Vega-Lite. */
static bool counts_datum(const Json *json) {
  if (!json_has(json, "datum") || json_truthy(json_get(json, "bin"))) return false;
  bool last = false;
  for (size_t i = 0; i < json_count(json); i++) {
    const char *key = json->object.members[i].key;
    if (strcmp(key, "field") == 0 || strcmp(key, "datum") == 0) last = *key == 'd';
  }
  return last;
}

bool spec_read_channel_def(const Json *json, Channel channel, const char *facet_channel, const Spec *spec,
                           ChannelDef *out) {
  const char *name = facet_channel ? facet_channel : channel_name(channel);
  if (!json_is(json, JSON_OBJECT)) {
    messages_error(spec->messages, json_place(json), "E213",
                   "the definition of \"%s\" must be an object, as {\"field\": …} or {\"value\": …}", name);
    return false;
  }
  *out = (ChannelDef){.channel = channel, .json = json, .band_position = NAN, .place = json_place(json)};
  out->scale = json_get(json, "scale");
  out->axis = json_get(json, "axis");
  out->legend = json_get(json, "legend");
  out->stack = json_get(json, "stack");
  out->impute = json_get(json, "impute");
  out->sort = read_sort(json_get(json, "sort"), spec->arena);
  out->header = read_header(json_get(json, "header"), spec->arena);
  out->datum = json_get(json, "datum");
  out->value = json_get(json, "value");
  out->band_position = json_number(json_get(json, "bandPosition"), NAN);
  const Json *condition = json_get(json, "condition");
  const char *aggregate = json_string(json_get(json, "aggregate"), NULL);
  if (!counts_datum(json) && (json_has(json, "field") || aggregate_op_has(aggregate, AGGREGATE_OF_ROWS))) {
    if (!read_field(out, facet_channel, spec)) return false;
  } else if (out->datum) {
    out->kind = DEF_DATUM;
    out->sort = out->stack = out->impute = NULL; /* of a field that it is laid over */
    const Json *type = json_get(json, "type");
    out->type = datum_type(out->datum);
    if (type && !read_type(type, &out->type, spec)) return false;
  } else if (out->value) {
    out->kind = DEF_VALUE;
  }
  channel_def_name_columns(out, spec->arena);
  return !condition || read_conditions(condition, out, spec);
}

static bool channel_suits_mark(Channel channel, const View *unit) {
  const MarkType *type = unit->mark.type;
  const ChannelInfo *info = channel_info(channel);
  guint64 bit = CHANNEL_BIT(channel);
  if (info->by_mark) {
    const ChannelDef *main = view_channel(unit, info->main);
    return (bit & type->channels) || ((bit & type->channels_if_binned) && main && main->binned);
  }
  bool placed = info->place == PLACE_AXES || info->place == PLACE_OFFSET || info->place == PLACE_MAP;
  return !(type->geographic && placed);
}

/* Whether initEncoding drops this definition, with or without a warning. */
static bool is_dropped(const View *unit, Channel channel, const ChannelDef *def, const Json *encoding,
                       const Spec *spec) {
  if (channel_is_offset(channel)) {
    const ChannelDef *main = view_channel(unit, channel_position(channel));
    bool continuous =
        main && main->kind == DEF_FIELD && (main->type == TYPE_QUANTITATIVE || main->type == TYPE_TEMPORAL);
    if (continuous && def->kind == DEF_FIELD && !main->time_unit) {
      messages_note(spec->messages, def->place, "N226", "\"%s\" is ignored: \"%s\" is continuous",
                    channel_name(channel), channel_name(main->channel));
      return true;
    }
  }
  if (!channel_suits_mark(channel, unit)) {
    messages_note(spec->messages, def->place, "N227", "channel \"%s\" is ignored: mark \"%s\" does not have it",
                  channel_name(channel), unit->mark.type->name);
    return true;
  }
  if (channel_info(channel)->gives == GIVES_SIZE && unit->mark.type->form == MARK_PATH &&
      !unit->mark.type->variable_width) {
    const ChannelDef *field = def->kind == DEF_FIELD ? def : def->condition_count == 1 ? def->conditions[0].def : NULL;
    if (field && field->aggregate) return true;
  }
  Channel meant = channel_meant(channel, unit->mark.filled);
  return meant != channel && json_has(encoding, channel_name(meant));
}

static bool read_channel(View *unit, Channel channel, const Json *json, const Json *encoding, const Spec *spec) {
  const ChannelInfo *info = channel_info(channel);
  bool many = info->many && json_is(json, JSON_ARRAY);
  if (many && info->sort_alone) { /* initEncoding has no branch for it, whatever the schema allows */
    messages_warn(spec->messages, json_place(json), "W258",
                  "channel \"%s\" is ignored: Vega-Lite reads a single definition there, not an array", info->name);
    return true;
  }
  size_t count = many ? json_count(json) : 1;
  ChannelDef *defs = arena_array(spec->arena, ChannelDef, count);
  size_t kept = 0;
  for (size_t i = 0; i < count; i++) {
    const Json *one = many ? json_at(json, i) : json;
    if (info->nullable && json_is_null(one)) {
      defs[kept++] = (ChannelDef){.channel = channel,
                                  .kind = DEF_VALUE,
                                  .json = one,
                                  .value = one,
                                  .band_position = NAN,
                                  .place = json_place(one)};
      continue;
    }
    if (!spec_read_channel_def(one, channel, NULL, spec, &defs[kept])) return false;
    const ChannelDef *def = &defs[kept];
    bool order_only = info->sort_alone && json_has(one, "sort");
    if (def->kind == DEF_NONE && def->condition_count == 0 && !order_only) {
      messages_note(spec->messages, def->place, "N228", "channel \"%s\" is ignored: it has no field, datum or value",
                    channel_name(channel));
      continue;
    }
    if (!is_dropped(unit, channel, def, encoding, spec)) kept++;
  }
  if (kept > 0) unit->encoding[channel] = (ChannelDefs){defs, kept};
  return true;
}

static const Json *written_channel(const Json *encoding, Channel channel, const MarkType *mark) {
  const ChannelInfo *info = channel_info(channel);
  const Json *json = json_get(encoding, info->name);
  return !json && mark->polar && info->polar_alias ? json_get(encoding, info->polar_alias) : json;
}

/* Names allowed in an encoding besides Channel: unfolded before (facets, errors) or without effect on paper. */
static const char *const other_channels[] = {"row", "column", "facet", "xError", "xError2", "yError", "yError2", NULL};

bool spec_read_encoding(View *unit, const Json *encoding, const Spec *spec) {
  if (encoding && !json_is(encoding, JSON_OBJECT)) {
    messages_error(spec->messages, json_place(encoding), "E211", "\"encoding\" must be an object");
    return false;
  }
  for (size_t i = 0; i < json_count(encoding); i++) {
    const char *name = encoding->object.members[i].key;
    if (channel_from_name(name) != CHANNEL_NONE || g_strv_contains(other_channels, name)) continue;
    const char *today = known_former("encoding", name, NULL, spec->arena);
    if (today) {
      messages_warn(spec->messages, json_key_place(&encoding->object.members[i]), "W237",
                    "\"%s\" is of an earlier Vega-Lite and has no effect; write %s", name, today);
      continue;
    }
    messages_error(spec->messages, json_key_place(&encoding->object.members[i]), "E210", "unknown channel \"%s\"%s",
                   name, suggest(spec->arena, name, channel_names(spec->arena)));
    return false;
  }
  const Json *time = json_get(encoding, channel_name(CHANNEL_TIME));
  if (time && !json_is_null(time))
    messages_note(spec->messages, json_place(time), "N299",
                  "channel \"time\" is an animation, of which only the start is drawn");
  for (int i = 0; i < CHANNEL_COUNT; i++) {
    if (i == CHANNEL_TIME)
      continue; /* before its clock starts, the selection of an animation is empty and holds all rows */
    const Json *json = written_channel(encoding, (Channel)i, unit->mark.type);
    if (!json || (json_is_null(json) && !channel_info((Channel)i)->nullable)) continue;
    if (!read_channel(unit, (Channel)i, json, encoding, spec)) return false;
  }
  return true;
}
