/* tuban_spots.c: inks of their own ("spot colours"), under names that a chart uses as it uses CSS colours:
 *
 *     "usermeta": {"tuban": {"spots": {"brand": {"spot": "PANTONE 186 C", "cmyk": [0, 100, 78, 9]}}}}, "mark": {"type": "bar", "color": "brand"}
 *
 * On a screen, and where a press has no such ink, the colour is that of the four inks. Whatever has exactly that colour is
 * printed with the ink (pdf/ink_content.c).
 */
#include "tuban_private.h"
#include <math.h>
#include <string.h>

typedef struct Spots {
  Messages *messages;
  Arena *arena;
  const char **names; /* what the chart calls them */
  const char **colors;
  PrintSpot *spots;
  size_t count;
} Spots;

static bool fail(const Spots *s, const Json *at, const char *name) {
  messages_error(
      s->messages, json_place(at), "E666",
      "the spot colour \"%s\" must be the name of an ink and what stands for it: {\"spot\": \"PANTONE 186 C\", "
      "\"cmyk\": [0, 100, 78, 9]}",
      name);
  return false;
}

/* A name of PDF has at most 127 bytes, and these two are not inks. */
static bool is_ink_name(const char *name) {
  enum { NAME_MAX_BYTES = 127 };
  return name && *name && strlen(name) <= NAME_MAX_BYTES && strcmp(name, "All") != 0 && strcmp(name, "None") != 0;
}

static bool read_spot(Spots *s, const char *name, const Json *json) {
  PrintSpot spot = {.name = json_string(json_get(json, "spot"), NULL)};
  const Json *cmyk = json_get(json, "cmyk");
  if (!is_ink_name(spot.name) || json_count(cmyk) != 4) return fail(s, json, name);
  for (size_t i = 0; i < 4; i++) {
    spot.cmyk[i] = json_number(json_at(cmyk, i), NAN) / 100;
    if (!(spot.cmyk[i] >= 0 && spot.cmyk[i] <= 1)) return fail(s, json_at(cmyk, i), name);
  }
  Rgba color = {.a = 1};
  char hex[8];
  double *rgb[] = {&color.r, &color.g, &color.b};
  for (size_t i = 0; i < 3; i++) *rgb[i] = spot.rgb[i] = round((1 - spot.cmyk[i]) * (1 - spot.cmyk[3]) * 255) / 255;
  size_t at = 0;
  while (at < s->count && strcmp(s->names[at], name) != 0) at++;
  s->names[at] = name;
  s->colors[at] = arena_strdup(s->arena, color_to_hex(color, hex));
  s->spots[at] = spot;
  s->count = MAX(s->count, at + 1);
  return true;
}

static bool read_all(Spots *s, const Json *json) {
  for (size_t i = 0; json_is(json, JSON_OBJECT) && i < json_count(json); i++)
    if (!read_spot(s, json->object.members[i].key, json->object.members[i].value)) return false;
  return true;
}

/* Below such a key are colours ("fill", "labelColor", "range" …), except below these others. */
static bool has_colors(const char *key) {
  static const char *const keys[] = {"color",  "fill",   "stroke", "background", "range", "colors",
                                     "config", "colour", "stops",  "style",      NULL};
  return g_strv_contains(keys, key) || g_str_has_suffix(key, "Color");
}
static bool has_no_colors(const char *key) {
  static const char *const keys[] = {"data",   "datasets", "field", "title",    "type",     "domain",
                                     "test",   "sort",     "param", "legend",   "scheme",   "name",
                                     "format", "bin",      "text",  "timeUnit", "usermeta", NULL};
  return g_strv_contains(keys, key);
}

static const char *color_of(const Spots *s, const char *name) {
  for (size_t i = 0; i < s->count; i++)
    if (strcmp(s->names[i], name) == 0) return s->colors[i];
  return NULL;
}

/* The JSON with colours in place of the names of spots. */
static const Json *replace(const Spots *s, const Json *json, bool are_colors) {
  Arena *arena = s->arena;
  if (json_is(json, JSON_STRING)) {
    const char *color = are_colors ? color_of(s, json->string) : NULL;
    return color ? json_new_string(arena, json->place, color) : json;
  }
  if (json_is(json, JSON_ARRAY) && !json->is_text) {
    const Json **items = arena_array(arena, const Json *, json_count(json));
    for (size_t i = 0; i < json_count(json); i++) items[i] = replace(s, json_at(json, i), are_colors);
    return json_new_array(arena, json->place, items, json_count(json));
  }
  if (!json_is(json, JSON_OBJECT)) return json;
  JsonMember *members = arena_array(arena, JsonMember, json_count(json));
  for (size_t i = 0; i < json_count(json); i++) {
    members[i] = json->object.members[i];
    bool plain = has_no_colors(members[i].key);
    const Json *value = members[i].value;
    /* the legend of a channel has colours of its own, but its texts are none */
    if (!plain || strcmp(members[i].key, "title") == 0 || strcmp(members[i].key, "legend") == 0)
      members[i].value = replace(s, value, !plain && (are_colors || has_colors(members[i].key)));
  }
  return json_new_object(arena, json->place, members, json_count(json));
}

/* Those of two places, the second of which counts more; either may be NULL. False after an error message. */
static bool read_both(Spots *s, const Json *first, const Json *second) {
  size_t most = json_count(first) + json_count(second);
  s->names = arena_array(s->arena, const char *, most);
  s->colors = arena_array(s->arena, const char *, most);
  s->spots = arena_array(s->arena, PrintSpot, most);
  return read_all(s, first) && read_all(s, second);
}

const Json *style_take_spots(const Json *style, const Json *below, Messages *messages, Arena *arena) {
  const Json *own = json_path(style, "tuban.spots");
  Spots s = {.messages = messages, .arena = arena};
  if (!own) own = json_path(style, "config.tuban.spots");
  if (!own && !json_path(below, "tuban.spots")) return style;
  return read_both(&s, json_path(below, "tuban.spots"), own) ? replace(&s, style, true) : NULL;
}

const Json *chart_take_spots(TubanChart *chart, const Json *json) {
  const Json *style = json_path(chart->context->style, "tuban.spots"), *config = json_path(json, "config.tuban.spots"),
             *own = json_path(json, "usermeta.tuban.spots");
  Spots s = {.messages = chart->messages, .arena = chart->arena};
  if (!style && !own && !config) return json;
  if (!read_both(&s, style, own ? own : config)) return NULL;
  chart->print.spots = s.spots;
  chart->print.spot_count = s.count;
  return replace(&s, json, false);
}
