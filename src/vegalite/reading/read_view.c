/* vegalite/reading/read_view.c: the normalized JSON as a tree of typed views. */
#include "format/collate.h"
#include "format/format.h"
#include "text/text.h"
#include "vegalite/grammar/build.h"
#include "vegalite/grammar/config.h"
#include "vegalite/grammar/known.h"
#include "vegalite/grammar/spec.h"
#include "vegalite/grammar/typesetting.h"
#include "vegalite/reading/normalize.h"
#include <math.h>
#include <string.h>

static View *read_view(const Json *json, View *parent, const char *name, size_t index, Spec *spec);

static const char *child_name(const View *view, const char *what, Arena *arena) {
  return view->name[0] ? arena_printf(arena, "%s_%s", view->name, what) : what;
}

/* The view's background: its own "view", the styles it names (or "cell" / "view"), config.view. */
static void read_view_config(View *view, const Spec *spec) {
  const Json *own = json_get(view->json, "view"), *style = json_get(own, "style"),
             *styles = json_get(spec->config, "style");
  bool placed = view->kind == VIEW_UNIT && (view_has(view, CHANNEL_X) || view_has(view, CHANNEL_Y));
  for (size_t i = 0; view->kind == VIEW_LAYER && i < view->child_count; i++) {
    const Chain *inner = &view->children[i]->view_config;
    placed = placed || (inner->count > 0 && view->children[i]->is_cell);
  }
  view->is_cell = placed;
  chain_append(&view->view_config, own);
  if (json_is(style, JSON_STRING)) chain_append(&view->view_config, json_get(styles, style->string));
  for (size_t i = json_count(style); json_is(style, JSON_ARRAY) && i > 0; i--)
    chain_append(&view->view_config, json_get(styles, json_string(json_at(style, i - 1), "")));
  const char *usual = placed ? "cell" : "view";
  if (!style) chain_append(&view->view_config, json_get(styles, usual));
  if (!style && placed) chain_append(&view->view_config, json_get(spec->config, "view"));
  if (!style) chain_append(&view->view_config, json_path(spec->config, placed ? "vega.style.cell" : "vega.style.view"));
}

/* Vega-Lite lines the stack (or the offset groups) up with an explicit colour domain. */
static void align_order_with_color(View *unit, const Spec *spec) {
  const ChannelDef *color =
      view_channel(unit, CHANNEL_FILL) ? view_channel(unit, CHANNEL_FILL) : view_channel(unit, CHANNEL_COLOR);
  const Json *domain = color ? json_get(color->scale, "domain") : NULL;
  if (!color || view_has(unit, CHANNEL_ORDER) || !json_is(domain, JSON_ARRAY) || color->kind != DEF_FIELD ||
      !color->field || color->type != TYPE_NOMINAL)
    return;
  Arena *arena = spec->arena;
  Channel offset = view_has(unit, CHANNEL_X_OFFSET) ? CHANNEL_X_OFFSET : CHANNEL_Y_OFFSET;
  const ChannelDef *offset_def = view_channel(unit, offset);
  if (offset_def && offset_def->kind == DEF_FIELD && !offset_def->sort) {
    ChannelDef *sorted = arena_new(arena, ChannelDef);
    *sorted = *offset_def;
    sorted->sort = domain;
    unit->encoding[offset] = (ChannelDefs){sorted, 1};
    return;
  }
  if (!unit->stack) return;
  const char *name = arena_printf(arena, "_%s_sort_index", color->field);
  const char *expression =
      arena_printf(arena, "indexof(%s, datum[%s])", json_to_text(arena, domain), string_literal(color->field, arena));
  const Json *calculate = json_with(arena, NULL, "calculate", json_new_string(arena, color->place, expression));
  calculate = json_with(arena, calculate, "as", json_new_string(arena, color->place, name));
  JsonBuilder transforms = json_builder(arena);
  for (size_t i = 0; i < json_count(unit->transforms); i++)
    json_builder_push(&transforms, json_at(unit->transforms, i));
  json_builder_push(&transforms, calculate);
  unit->transforms = json_builder_array(&transforms, color->place);
  bool horizontal = unit->mark.orient && strcmp(unit->mark.orient, "horizontal") == 0;
  const Json *order = json_with(arena, NULL, "field", json_new_string(arena, color->place, name));
  order = json_with(arena, order, "type", json_new_string(arena, color->place, "quantitative"));
  order =
      json_with(arena, order, "sort", json_new_string(arena, color->place, horizontal ? "ascending" : "descending"));
  ChannelDef *def = arena_new(arena, ChannelDef);
  if (spec_read_channel_def(order, CHANNEL_ORDER, NULL, spec, def))
    unit->encoding[CHANNEL_ORDER] = (ChannelDefs){def, 1};
}

static bool read_unit(View *view, Spec *spec) {
  if (!spec_read_mark(view, json_get(view->json, "mark"), spec)) return false;
  if (!spec_read_encoding(view, json_get(view->json, "encoding"), spec)) return false;
  spec_finish_mark(view, spec);
  view->stack = spec_stack(view, spec);
  align_order_with_color(view, spec);
  bool geographic = view->mark.type->geographic;
  for (int channel = 0; channel < CHANNEL_COUNT; channel++)
    geographic = geographic || (channel_info((Channel)channel)->place == PLACE_MAP && view_has(view, (Channel)channel));
  if (geographic) {
    const Json *own = json_get(view->json, "projection");
    view->projection = json_assign(spec->arena, json_get(spec->config, "projection"), own);
  }
  return true;
}

/* A step makes no sense where the position is continuous. */
static void drop_steps(View *view) {
  const ChannelDef *x = view_channel(view, CHANNEL_X), *y = view_channel(view, CHANNEL_Y);
  if (json_has(view->width, "step") && x && channel_def_is_continuous(x)) view->width = NULL;
  if (json_has(view->height, "step") && y && channel_def_is_continuous(y)) view->height = NULL;
}

static bool read_children(View *view, const Json *list, const char *prefix, Spec *spec) {
  if (!json_is(list, JSON_ARRAY)) {
    messages_error(spec->messages, json_place(list), "E207", "\"%s\" must be an array of views", prefix);
    return false;
  }
  View **children = arena_array(spec->arena, View *, json_count(list));
  view->children = children;
  for (size_t i = 0; i < json_count(list); i++) {
    const char *name = child_name(view, arena_printf(spec->arena, "%s_%zu", prefix, i), spec->arena);
    children[i] = read_view(json_at(list, i), view, name, i, spec);
    if (!children[i]) return false;
    view->child_count = i + 1;
  }
  return true;
}

static bool read_facet_channel(const Json *json, const char *which, const ChannelDef **out, Spec *spec) {
  if (!json) return true;
  ChannelDef *def = arena_new(spec->arena, ChannelDef);
  if (!spec_read_channel_def(json, CHANNEL_NONE, which, spec, def)) return false;
  if (def->kind != DEF_FIELD) {
    messages_error(spec->messages, json_place(json), "E241", "a facet needs a \"field\"");
    return false;
  }
  *out = def;
  return true;
}

static bool read_facet(View *view, Spec *spec) {
  const Json *facet = json_get(view->json, "facet");
  bool grid = json_has(facet, "row") || json_has(facet, "column");
  if (!json_is(facet, JSON_OBJECT)) {
    messages_error(spec->messages, json_place(facet), "E240", "\"facet\" must be an object");
    return false;
  }
  if (!read_facet_channel(grid ? json_get(facet, "row") : NULL, "row", &view->facet_row, spec) ||
      !read_facet_channel(grid ? json_get(facet, "column") : NULL, "column", &view->facet_column, spec) ||
      !read_facet_channel(grid ? NULL : facet, "facet", &view->facet_wrap, spec))
    return false;
  View **children = arena_array(spec->arena, View *, 1);
  view->children = children;
  children[0] = read_view(json_get(view->json, "spec"), view, child_name(view, "child", spec->arena), 0, spec);
  view->child_count = children[0] ? 1 : 0;
  return children[0] != NULL;
}

typedef struct ViewForm {
  const char *key;
  ViewKind kind;
  const char *prefix;
  double columns; /* where the view has none; NaN: as config says */
} ViewForm;
static const ViewForm forms[] = {{"facet", VIEW_FACET, "child", NAN},
                                 {"layer", VIEW_LAYER, "layer", 0},
                                 {"hconcat", VIEW_CONCAT, "concat", 0},
                                 {"vconcat", VIEW_CONCAT, "concat", 1},
                                 {"concat", VIEW_CONCAT, "concat", NAN}};

static void read_common(View *view, const Json *json, const Spec *spec) {
  const Json *data = json_get(json, "data");
  view->data =
      json_is_null(data) && view->parent ? NULL : data; /* null has the rows of the parent, as Vega-Lite draws it */
  view->transforms = json_get(json, "transform");
  view->resolve = json_get(json, "resolve");
  view->title = json_get(json, "title");
  view->width = spec_size(json_get(json, "width"), "width", spec);
  view->height = spec_size(json_get(json, "height"), "height", spec);
  view->place = json_place(json);
  if (view->parent && view->parent->kind == VIEW_LAYER) {
    if (!view->width) view->width = view->parent->width;
    if (!view->height) view->height = view->parent->height;
  }
  if (view->transforms && !json_is(view->transforms, JSON_ARRAY))
    messages_error(spec->messages, json_place(view->transforms), "E306", "\"transform\" must be an array");
}

static View *read_view(const Json *json, View *parent, const char *name, size_t index, Spec *spec) {
  if (!json_is(json, JSON_OBJECT)) {
    messages_error(spec->messages,
                   json     ? json_place(json)
                   : parent ? parent->place
                            : json_place(spec->json),
                   "E202", "a view must be an object");
    return NULL;
  }
  View *view = arena_new(spec->arena, View);
  *view = (View){.kind = VIEW_UNIT, .json = json, .parent = parent, .index = index, .spec = spec};
  view->id = spec->view_count++;
  view->name = json_string(json_get(json, "name"), name);
  read_common(view, json, spec);
  const ViewForm *form = NULL;
  for (size_t i = 0; i < G_N_ELEMENTS(forms) && !form; i++)
    if (json_has(json, forms[i].key)) form = &forms[i];
  view->kind = form ? form->kind : VIEW_UNIT;
  bool good;
  if (!form) {
    good = read_unit(view, spec);
    drop_steps(view);
  } else if (form->kind == VIEW_FACET) {
    good = read_facet(view, spec);
  } else {
    good = read_children(view, json_get(json, form->key), form->prefix, spec);
  }
  if (!good) return NULL;
  if (form) {
    const Json *config = json_get(spec->config, view->kind == VIEW_FACET ? "facet" : "concat");
    double usual = isnan(form->columns) ? json_number(json_get(config, "columns"), 0) : form->columns;
    view->columns = json_number(json_get(json, "columns"), usual);
  }
  if (view->kind == VIEW_UNIT || view->kind == VIEW_LAYER) read_view_config(view, spec);
  return view;
}

static const Json *read_autosize(const Json *given, Arena *arena) {
  const Json *defaults = json_literal(arena, json_place(given), "{'type':'pad','contains':'content','resize':false}");
  if (json_is(given, JSON_STRING)) return json_with(arena, defaults, "type", given);
  return json_assign(arena, defaults, json_is(given, JSON_OBJECT) ? given : NULL);
}

static const Json *read_padding(const Json *padding, const Spec *spec) {
  static const char *const sides[] = {"left", "right", "top", "bottom"};
  for (size_t i = 0; i < G_N_ELEMENTS(sides); i++)
    if (json_is(json_get(padding, sides[i]), JSON_STRING))
      padding = json_with(spec->arena, padding, sides[i], spec_number(json_get(padding, sides[i]), spec));
  return spec_number(padding, spec);
}

/* A property of the whole chart. It is a signal in Vega, which a param of its name replaces. */
static const Json *top_level(const Spec *spec, const char *key, JsonKind kind) {
  const Value *param = g_hash_table_lookup(spec->scope->signals, key);
  const Json *given = param ? value_to_json(*param, json_place(spec->params), spec->arena) : NULL;
  if (json_is(given, kind)) return given;
  const Json *own = json_get(spec->json, key);
  return own ? own : json_get(spec->config, key);
}

static ExprScope *create_scope(Spec *spec, guint32 seed) {
  ExprScope *scope = arena_new(spec->arena, ExprScope);
  scope->arena = spec->arena;
  scope->messages = spec->messages;
  scope->signals = g_hash_table_new(g_str_hash, g_str_equal);
  arena_adopt(spec->arena, scope->signals, (GDestroyNotify)g_hash_table_unref);
  scope->random_state = arena_new(spec->arena, guint64);
  *scope->random_state = seed ? seed : 123456789; /* the seed of the reference's drawings */
  return scope;
}

/* What "width" and "height" are in expressions that do not belong to a plot: the size of the chart where it is written, 0 for
 * compositions, which have none. */
static void set_chart_size(Spec *spec) {
  static const char *const names[] = {"width", "height"};
  bool plot = spec->root->kind == VIEW_UNIT || spec->root->kind == VIEW_LAYER;
  ExprScope *around = create_scope(spec, 0); /* so that params of these names are still told from them */
  spec->scope->parent = around;
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
    const Json *size = json_get(spec->json, names[i]);
    if (plot && !json_is(size, JSON_NUMBER)) continue;
    Value *value = arena_new(spec->arena, Value);
    *value = value_number(plot ? size->number : 0);
    g_hash_table_insert(around->signals, (gpointer)names[i], value);
  }
}

/* Of numbers and dates. Altair's users set it where Vega-Embed reads its options. */
static const Locale *choose_locale(const Spec *spec, const Json *json, const SpecOptions *options) {
  const Json *embed = json_path(json, "usermeta.embedOptions"), *unknown;
  const LocaleSources sources = {.config = json_get(spec->config, "locale"),
                                 .number = json_get(embed, "formatLocale"),
                                 .time = json_get(embed, "timeFormatLocale"),
                                 .lang = spec_stated_lang(options->lang, json, options->style)};
  const Locale *locale = locale_choose(&sources, &unknown, spec->arena);
  if (unknown)
    messages_warn(spec->messages, json_place(unknown), "W490",
                  "no language is known as \"%s\"; numbers and dates are written without it", unknown->string);
  return locale;
}

static const Collation *choose_collation(const Spec *spec, const SpecOptions *options) {
  const Json *own = json_path(spec->json, "usermeta.tuban.collate");
  if (!own) own = json_path(spec->json, "config.tuban.collate");
  if (!own) own = json_path(options->style, "tuban.collate");
  if (!json_is(own, JSON_STRING)) return NULL;
  const char *lang = spec_stated_lang(options->lang, spec->json, options->style);
  const Collation *collation = collation_create(own->string, lang, spec->arena);
  if (!collation)
    messages_warn(spec->messages, own->place, "W491", "names are not sorted by language, because ICU is not installed");
  return collation;
}

static void read_top_level(Spec *spec, const SpecOptions *options) {
  const Json *json = spec->json, *autosize = json_get(json, "autosize");
  spec->autosize = read_autosize(autosize ? autosize : json_get(spec->config, "autosize"), spec->arena);
  spec->padding = read_padding(top_level(spec, "padding", JSON_NUMBER), spec);
  spec->background = top_level(spec, "background", JSON_STRING);
  spec->datasets = json_get(json, "datasets");
  spec->usermeta = json_get(json, "usermeta");
  spec->collation = choose_collation(spec, options);
  const char *lang = spec_stated_lang(options->lang, json, options->style);
  spec->lang_is_guessed = !lang || options->lang_is_guess;
  if (!lang && options->text) lang = spec_guess_chart_lang(options->text, json, options->given);
  spec->lang = lang ? lang : "";
}

/* Any view may have variable params; their names are global to the chart. */
static void read_nested_params(const Json *json, Spec *spec) {
  static const char *const below[] = {"layer", "concat", "hconcat", "vconcat"};
  spec_read_params(json_get(json, "params"), spec);
  if (json_has(json, "spec")) read_nested_params(json_get(json, "spec"), spec);
  for (size_t i = 0; i < G_N_ELEMENTS(below); i++) {
    const Json *list = json_get(json, below[i]);
    for (size_t k = 0; json_is(list, JSON_ARRAY) && k < json_count(list); k++)
      read_nested_params(json_at(list, k), spec);
  }
}

Spec *spec_read(const Json *json, const SpecOptions *options, Messages *messages, Arena *arena) {
  const Json *schema = json_get(json, "$schema");
  if (strstr(json_string(schema, ""), "/schema/vega/")) {
    messages_error(messages, json_place(schema), "E254", "this is a Vega specification; tuban draws Vega-Lite");
    return NULL;
  }
  Spec *spec = arena_new(arena, Spec);
  spec->arena = arena;
  spec->messages = messages;
  spec->text_factor = 1;
  spec->marks = options->marks;
  spec->scope = create_scope(spec, options->seed);
  spec->scope->call = options->call;
  spec->scope->host = options->host;
  /* Vega-Embed merges the theme with the chart's own config before Vega-Lite unfolds either. */
  const Json *style = options->style, *own = json_get(json, "config");
  spec->config = style ? spec_config(options->tables, config_layer(options->theme, style, arena), own, arena)
                       : spec_config(options->tables, NULL, config_merge(options->theme, own, arena), arena);
  spec->scope->locale = choose_locale(spec, json, options);
  size_t errors = messages_error_count(messages);
  known_check(json, "chart", spec->marks, options->tables, messages, arena);
  spec_read_params(json_get(spec->config, "params"), spec);
  const Json *normal = spec_normalize(json, spec->config, spec->marks, messages, arena);
  if (!normal || messages_error_count(messages) > errors) return NULL;
  spec->params = json_get(normal, "params");
  read_nested_params(normal, spec);
  spec->config = spec_resolve_expressions(spec->config, spec);
  spec->json = spec_resolve_expressions(normal, spec);
  read_top_level(spec, options);
  if (messages_error_count(messages) > errors) return NULL;
  spec->root = read_view(spec->json, NULL, "", 0, spec);
  if (spec->root) set_chart_size(spec);
  return messages_error_count(messages) > errors ? NULL : spec;
}
