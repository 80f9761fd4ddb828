/* guide/channels.h: properties of guides, from JSON into the channels of scene marks. */
#pragma once
#include "scene/scene.h"
#include "json/chain.h"

/* A property of a guide and the channel it becomes ("labelColor", SCENE_FILL). Tables of these end with a NULL name. */
typedef struct GuideChannel {
  const char *name;
  SceneChannelId id;
} GuideChannel;

/* Vega's own names of the channels that guides and their styles may set: fill, font, dx … */
extern const GuideChannel guide_style_channels[];

/* Sets a channel to one value for all items. False, and nothing set, for NULL and null. */
bool guide_set(SceneMark *mark, SceneChannelId id, const Json *value, Arena *arena);
/* Sets those channels that are still unset from a style ("guide-label"), and breaks text at the style's "lineBreak"; then sets all
 * text larger by a factor (0: 1). The last step of a mark before it is measured. */
void guide_apply_style(SceneMark *mark, const Chain *style, double text_factor, Arena *arena);
/* Keeps the items for which `keep` holds. */
void guide_keep_items(SceneMark *mark, const bool *keep, Arena *arena);
