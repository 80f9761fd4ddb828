/* guide/title.c: titles of views, facet headers and cells (vega-parser's parsers/title.js). */
#include "guide/caption.h"
#include "guide/channels.h"
#include "guide/guide.h"
#include <string.h>

static bool is(const char *text, const char *word) { return text && strcmp(text, word) == 0; }

static SceneMark *title_text(const TitleSpec *in, const char *text, SceneRole role, const GuideChannel *channels,
                             const Chain *style, Arena *arena) {
  const char *anchor = chain_string(&in->properties, "anchor", "middle"),
             *orient = chain_string(&in->properties, "orient", "top");
  SceneMark *mark = scene_mark_create(arena, SCENE_TEXT, role, 1);
  mark->description = caption_of_title(role == ROLE_TITLE_TEXT ? "Title" : "Subtitle", text, arena);
  scene_set_string(mark, SCENE_TEXT_VALUE, text);
  scene_set_number(mark, SCENE_X, 0);
  scene_set_number(mark, SCENE_Y, 0);
  scene_set_string(mark, SCENE_ALIGN, is(anchor, "start") ? "left" : is(anchor, "end") ? "right" : "center");
  scene_set_number(mark, SCENE_ANGLE, is(orient, "left") ? -90 : is(orient, "right") ? 90 : 0);
  scene_set_string(mark, SCENE_BASELINE, "top");
  scene_set_number(mark, SCENE_LIMIT, 0);
  for (const GuideChannel *channel = channels; channel->name; channel++)
    guide_set(mark, channel->id, chain_get(&in->properties, channel->name), arena);
  for (const GuideChannel *channel = guide_style_channels; channel->name; channel++) {
    const Json *value = json_get(in->encoding, channel->name);
    guide_set(mark, channel->id, json_has(value, "value") ? json_get(value, "value") : value, arena);
  }
  guide_apply_style(mark, style, in->text_factor, arena);
  return mark;
}

SceneMark *guide_title(const TitleSpec *in, Arena *arena) {
  static const GuideChannel text_channels[] = {{"align", SCENE_ALIGN},
                                               {"angle", SCENE_ANGLE},
                                               {"baseline", SCENE_BASELINE},
                                               {"limit", SCENE_LIMIT},
                                               {"dx", SCENE_DX},
                                               {"dy", SCENE_DY},
                                               {"color", SCENE_FILL},
                                               {"font", SCENE_FONT},
                                               {"fontSize", SCENE_FONT_SIZE},
                                               {"fontStyle", SCENE_FONT_STYLE},
                                               {"fontWeight", SCENE_FONT_WEIGHT},
                                               {"lineHeight", SCENE_LINE_HEIGHT},
                                               {NULL, SCENE_X}};
  static const GuideChannel subtitle_channels[] = {{"align", SCENE_ALIGN},
                                                   {"angle", SCENE_ANGLE},
                                                   {"baseline", SCENE_BASELINE},
                                                   {"limit", SCENE_LIMIT},
                                                   {"dx", SCENE_DX},
                                                   {"dy", SCENE_DY},
                                                   {"subtitleColor", SCENE_FILL},
                                                   {"subtitleFont", SCENE_FONT},
                                                   {"subtitleFontSize", SCENE_FONT_SIZE},
                                                   {"subtitleFontStyle", SCENE_FONT_STYLE},
                                                   {"subtitleFontWeight", SCENE_FONT_WEIGHT},
                                                   {"subtitleLineHeight", SCENE_LINE_HEIGHT},
                                                   {NULL, SCENE_X}};
  SceneMark *group = scene_group_create(arena, ROLE_TITLE);
  TitleHint *hint = arena_new(arena, TitleHint);
  *hint = (TitleHint){.orient = chain_string(&in->properties, "orient", "top"),
                      .anchor = chain_string(&in->properties, "anchor", "middle"),
                      .frame = chain_string(&in->properties, "frame", "bounds"),
                      .offset = chain_number(&in->properties, "offset", 0),
                      .subtitle_padding = chain_number(&in->properties, "subtitlePadding", 0)};
  group->hint = hint;
  group->place = in->place;
  group->aria.hidden = json_is_false(chain_get(&in->properties, "aria"));
  group->zindex = chain_number(&in->properties, "zindex", 0);
  SceneMark *text = title_text(in, in->text, ROLE_TITLE_TEXT, text_channels, &in->style, arena);
  const char *description = chain_string(&in->properties, "description", NULL);
  if (description) text->description = description;
  scene_group_add(arena, &group->groups[0], text);
  if (in->subtitle)
    scene_group_add(arena, &group->groups[0],
                    title_text(in, in->subtitle, ROLE_TITLE_SUBTITLE, subtitle_channels, &in->subtitle_style, arena));
  return group;
}
