/* render/svg_item.c: what is around an item's element: its link, its description and its tooltip. */
#include "render/svg.h"

/* Guides are heard as a whole, by their description; what is inside them is not. The words are Vega's
 * (vega-scenegraph's aria.js). */
typedef enum Voice { VOICE_MARK, VOICE_GUIDE, VOICE_PART } Voice;
typedef struct RoleVoice {
  Voice voice;
  const char *kind; /* of a guide */
} RoleVoice;
static const RoleVoice voices[] = {
    [ROLE_AXIS] = {VOICE_GUIDE, "axis"},         [ROLE_LEGEND] = {VOICE_GUIDE, "legend"},
    [ROLE_TITLE_TEXT] = {VOICE_GUIDE, "title"},  [ROLE_TITLE_SUBTITLE] = {VOICE_GUIDE, "subtitle"},
    [ROLE_AXIS_GRID] = {VOICE_PART, NULL},       [ROLE_AXIS_TICKS] = {VOICE_PART, NULL},
    [ROLE_AXIS_LABELS] = {VOICE_PART, NULL},     [ROLE_AXIS_DOMAIN] = {VOICE_PART, NULL},
    [ROLE_AXIS_TITLE] = {VOICE_PART, NULL},      [ROLE_LEGEND_ENTRY] = {VOICE_PART, NULL},
    [ROLE_LEGEND_SYMBOLS] = {VOICE_PART, NULL},  [ROLE_LEGEND_LABELS] = {VOICE_PART, NULL},
    [ROLE_LEGEND_GRADIENT] = {VOICE_PART, NULL}, [ROLE_LEGEND_BAND] = {VOICE_PART, NULL},
    [ROLE_LEGEND_TITLE] = {VOICE_PART, NULL},    [ROLE_TITLE] = {VOICE_PART, NULL},
    [ROLE_BACKGROUND] = {VOICE_MARK, NULL},
};

/* Whether there is something to hear inside a mark: a symbol's inside is not read. */
static bool has_inside(const SceneMark *mark) {
  const SceneChannel *description = &mark->channels[SCENE_DESCRIPTION];
  if (mark->type == SCENE_GROUP || mark->type == SCENE_TEXT) return true;
  if (description->state == CHANNEL_UNSET) return false;
  for (size_t i = 0; i < mark->count; i++)
    if (scene_string(mark, SCENE_DESCRIPTION, i, NULL)) return true;
  return false;
}

void svg_mark_labels(Svg *svg, const SceneMark *mark) {
  const RoleVoice *voice = &voices[mark->role];
  if (mark->aria.hidden) {
    g_string_append(svg->out, " aria-hidden=\"true\"");
    return;
  }
  if (mark->aria.plain || voice->voice == VOICE_PART) return;
  if (voice->voice == VOICE_GUIDE) {
    g_string_append_printf(svg->out, " role=\"graphics-symbol\" aria-roledescription=\"%s\"", voice->kind);
  } else {
    g_string_append_printf(svg->out, " role=\"graphics-%s\" aria-roledescription=\"%s mark container\"",
                           has_inside(mark) ? "object" : "symbol", scene_type_name(mark->type));
  }
  markup_attribute(svg->out, "aria-label", mark->description);
}

/* A string that grows is held up to twice, with as much room again. */
static void charge_text(Svg *svg) {
  if (svg->out->len <= svg->charged) return;
  budget_charge(arena_budget(svg->canvas->options->work), BUDGET_MEMORY, 4.0 * (double)(svg->out->len - svg->charged));
  budget_charge(arena_budget(svg->canvas->options->work), BUDGET_STEPS, (double)(svg->out->len - svg->charged));
  svg->charged = svg->out->len;
}

void svg_item_open(Svg *svg, const SceneMark *mark, size_t item) {
  charge_text(svg);
  const char *href = canvas_href(mark, item);
  if (!href) return;
  svg->linked = true;
  g_string_append(svg->out, "<a");
  markup_attribute(svg->out, "href", href);
  markup_attribute(svg->out, "xlink:href", href);
  g_string_append_c(svg->out, '>');
}

void svg_item_labels(Svg *svg, const SceneMark *mark, size_t item) {
  const char *description = scene_string(mark, SCENE_DESCRIPTION, item, NULL);
  if (!description || mark->aria.hidden) return;
  const char *usual = mark->type == SCENE_GROUP ? "graphics-object" : "graphics-symbol";
  markup_attribute(svg->out, "role", mark->aria.role ? mark->aria.role : usual);
  if (mark->aria.item_kind)
    markup_attribute(svg->out, "aria-roledescription", mark->aria.item_kind);
  else
    g_string_append_printf(svg->out, " aria-roledescription=\"%s mark\"", scene_type_name(mark->type));
  markup_attribute(svg->out, "aria-label", description);
}

void svg_item_close(Svg *svg, const SceneMark *mark, size_t item, const char *tag) {
  const char *tooltip = scene_string(mark, SCENE_TOOLTIP, item, NULL);
  if (tooltip && *tooltip) {
    g_string_append(svg->out, "><title>");
    markup_text(svg->out, tooltip);
    g_string_append_printf(svg->out, "</title></%s>", tag);
  } else {
    g_string_append(svg->out, "/>");
  }
}

void svg_item_end(Svg *svg, const SceneMark *mark, size_t item) {
  if (canvas_href(mark, item)) g_string_append(svg->out, "</a>");
}
