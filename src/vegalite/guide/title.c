/* vegalite/guide/title.c: the properties of a view's title (Vega-Lite's title.ts and compile/model.ts). */
#include "guide/property.h"
#include "vegalite/guide/format.h"
#include "vegalite/guide/guide.h"
#include <string.h>

static bool is(const char *text, const char *word) { return text && strcmp(text, word) == 0; }

/* config.title is split up: some properties go into the title itself, the rest is merged into a style
 * (extractTitleConfig). */
static const char *const own_properties[] = {"anchor", "frame", "offset", "orient", "angle", "limit", NULL};
static const char *const not_of_style[] = {"anchor",
                                           "frame",
                                           "offset",
                                           "orient",
                                           "angle",
                                           "limit",
                                           "color",
                                           "subtitleColor",
                                           "subtitleFont",
                                           "subtitleFontSize",
                                           "subtitleFontStyle",
                                           "subtitleFontWeight",
                                           "subtitleLineHeight",
                                           "subtitlePadding",
                                           NULL};
static const char *const subtitle_properties[] = {
    "subtitleColor",      "subtitleFont",       "subtitleFontSize", "subtitleFontStyle",
    "subtitleFontWeight", "subtitleLineHeight", "subtitlePadding",  NULL};
static const char *const subtitle_style[] = {"align", "baseline", "dx", "dy", "limit", NULL};

static const Json *pick(Arena *arena, const Json *from, const char *const *keys) {
  JsonBuilder builder = json_builder(arena);
  for (; *keys; keys++) json_builder_set(&builder, *keys, json_get(from, *keys));
  return json_builder_object(&builder, json_place(from));
}

/* Vega-Lite's defaults for the position of a view's title. */
static const Json *with_defaults(const View *view, const Json *title, Arena *arena) {
  const Json *written = json_get(title, "anchor");
  const char *anchor = guide_is_expression(written) ? "" : json_string(written, NULL);
  bool composed = view->kind == VIEW_FACET || view->kind == VIEW_CONCAT;
  const char *key = NULL, *value = NULL;
  if (composed && !anchor) {
    key = "anchor";
    value = "start";
  } else if (!composed && (!written || is(anchor, "middle")) && !json_get(title, "frame")) {
    key = "frame";
    value = "group";
  }
  return key ? json_with(arena, title, key, json_new_string(arena, json_place(title), value)) : title;
}

static void append_named_styles(Chain *chain, const Json *config, const Json *names, const char *otherwise) {
  const Json *const sets[] = {json_get(config, "style"), json_get(json_get(config, "vega"), "style")};
  for (size_t i = 0; i < G_N_ELEMENTS(sets); i++) {
    if (json_is(names, JSON_ARRAY)) {
      for (size_t j = json_count(names); j-- > 0;)
        chain_append(chain, json_get(sets[i], json_string(json_at(names, j), "")));
    } else {
      chain_append(chain, json_get(sets[i], json_string(names, otherwise)));
    }
  }
}

SceneMark *view_title(const View *view, const Spec *spec, const ExprScope *scope) {
  const Json *written = view->title, *config = json_get(spec->config, "title");
  Arena *arena = spec->arena;
  if (!written || json_is_null(written)) return NULL;
  const Json *title = json_is(written, JSON_OBJECT) ? written : json_with(arena, NULL, "text", written);
  const GuideContext context = {.scope = scope, .messages = spec->messages, .arena = arena};
  const char *lines = label_lines_from_json(guide_settle(json_get(title, "text"), &context), arena),
             *subtitle = label_lines_from_json(guide_settle(json_get(title, "subtitle"), &context), arena);
  if (!lines || !*lines) return NULL;

  const Json *properties = with_defaults(view, json_assign(arena, pick(arena, config, own_properties), title), arena);
  TitleSpec input = {.text = lines,
                     .subtitle = subtitle && *subtitle ? subtitle : NULL,
                     .encoding = json_get(title, "encoding"),
                     .text_factor = spec->text_factor};
  input.place = json_place(written);
  chain_append(&input.properties, properties);
  chain_append(&input.properties, pick(arena, config, subtitle_properties));
  chain_append(&input.properties, json_path(spec->config, "vega.title"));

  const Json *style = json_get(title, "style");
  if (!style || json_is_null(style)) {
    const Json *over = json_without(arena, config, not_of_style);
    const Json *color = json_get(config, "color");
    chain_append(&input.style, color ? json_with(arena, over, "fill", color) : over);
  }
  append_named_styles(&input.style, spec->config, style, "group-title");
  chain_append(&input.style, guide_line_break(spec->config, arena));
  chain_append(&input.subtitle_style, pick(arena, config, subtitle_style));
  append_named_styles(&input.subtitle_style, spec->config, NULL, "group-subtitle");
  chain_append(&input.subtitle_style, guide_line_break(spec->config, arena));
  input.properties = guide_settle_chain(&input.properties, &context, value_undefined());
  input.style = guide_settle_chain(&input.style, &context, value_undefined());
  input.subtitle_style = guide_settle_chain(&input.subtitle_style, &context, value_undefined());
  return guide_title(&input, arena);
}
