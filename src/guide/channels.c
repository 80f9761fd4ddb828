/* guide/channels.c: one value of JSON as a number, paint, string or dash, by the kind of the channel. */
#include "guide/channels.h"
#include "scene/label.h"
#include "scene/paint.h"
#include <math.h>
#include <string.h>

const GuideChannel guide_style_channels[] = {{"fill", SCENE_FILL},
                                             {"fillOpacity", SCENE_FILL_OPACITY},
                                             {"stroke", SCENE_STROKE},
                                             {"strokeOpacity", SCENE_STROKE_OPACITY},
                                             {"strokeWidth", SCENE_STROKE_WIDTH},
                                             {"strokeDash", SCENE_STROKE_DASH},
                                             {"strokeDashOffset", SCENE_STROKE_DASH_OFFSET},
                                             {"strokeCap", SCENE_STROKE_CAP},
                                             {"opacity", SCENE_OPACITY},
                                             {"font", SCENE_FONT},
                                             {"fontSize", SCENE_FONT_SIZE},
                                             {"fontStyle", SCENE_FONT_STYLE},
                                             {"fontWeight", SCENE_FONT_WEIGHT},
                                             {"align", SCENE_ALIGN},
                                             {"baseline", SCENE_BASELINE},
                                             {"angle", SCENE_ANGLE},
                                             {"dx", SCENE_DX},
                                             {"dy", SCENE_DY},
                                             {"limit", SCENE_LIMIT},
                                             {"lineHeight", SCENE_LINE_HEIGHT},
                                             {"ellipsis", SCENE_ELLIPSIS},
                                             {"dir", SCENE_DIR},
                                             {"blend", SCENE_BLEND},
                                             {NULL, SCENE_X}};

/* "bold" and the like as 100 … 900. */
static double guide_font_weight(const Json *value) {
  static const struct {
    const char *name;
    double weight;
  } names[] = {{"normal", 400}, {"bold", 700}, {"lighter", 300}, {"bolder", 900}};
  const char *name = json_string(value, NULL);
  for (size_t i = 0; name && i < G_N_ELEMENTS(names); i++)
    if (strcmp(names[i].name, name) == 0) return names[i].weight;
  double weight = name ? number_from_text(name) : json_number(value, 400);
  return weight >= 1 && weight <= 1000 ? weight : 400;
}

bool guide_set(SceneMark *mark, SceneChannelId id, const Json *value, Arena *arena) {
  if (!value || json_is_null(value)) return false;
  switch (scene_channel_kind(id)) {
  case SCENE_KIND_NUMBER:
    scene_set_number(mark, id, id == SCENE_FONT_WEIGHT ? guide_font_weight(value) : json_number(value, 0));
    break;
  case SCENE_KIND_PAINT: mark->channels[id] = scene_channel_paint(paint_from_json(value, arena), arena); break;
  case SCENE_KIND_STRING: scene_set_string(mark, id, json_string(value, NULL)); break;
  case SCENE_KIND_ARRAY:
    mark->channels[id] = (SceneChannel){.state = CHANNEL_CONSTANT, .array = dash_from_json(value, arena)};
    break;
  case SCENE_KIND_PATH: return false;
  }
  return true;
}

void guide_apply_style(SceneMark *mark, const Chain *style, double text_factor, Arena *arena) {
  for (const GuideChannel *channel = guide_style_channels; channel->name; channel++)
    if (mark->channels[channel->id].state == CHANNEL_UNSET)
      guide_set(mark, channel->id, chain_get(style, channel->name), arena);
  const char *separator = mark->type == SCENE_TEXT ? chain_string(style, "lineBreak", NULL) : NULL;
  if (separator) scene_break_lines(mark, separator, arena);
  if (text_factor > 0) scene_scale_text(mark, text_factor, arena);
}

static void keep_channel(SceneChannel *channel, SceneChannelId id, const bool *keep, size_t count, size_t kept,
                         Arena *arena) {
  if (channel->state != CHANNEL_COLUMN) return;
  size_t at = 0;
#define KEEP(Type, member)                                                                                             \
  {                                                                                                                    \
    Type *column = arena_array(arena, Type, kept);                                                                     \
    for (size_t i = 0; i < count; i++)                                                                                 \
      if (keep[i]) column[at++] = channel->member[i];                                                                  \
    channel->member = (const void *)column;                                                                            \
  }
  switch (scene_channel_kind(id)) {
  case SCENE_KIND_NUMBER: KEEP(double, numbers); break;
  case SCENE_KIND_PAINT: KEEP(Paint, paints); break;
  case SCENE_KIND_STRING: KEEP(const char *, strings); break;
  case SCENE_KIND_ARRAY: KEEP(const double *, arrays); break;
  case SCENE_KIND_PATH: break;
  }
#undef KEEP
}

void guide_keep_items(SceneMark *mark, const bool *keep, Arena *arena) {
  size_t kept = 0;
  for (size_t i = 0; i < mark->count; i++) kept += keep[i];
  if (kept == mark->count) return;
  for (int id = 0; id < SCENE_CHANNEL_COUNT; id++)
    keep_channel(&mark->channels[id], (SceneChannelId)id, keep, mark->count, kept, arena);
  mark->count = kept;
}
