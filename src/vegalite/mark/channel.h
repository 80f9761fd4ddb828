/* vegalite/mark/channel.h: channels other than positions: colour, size, text, links … with their conditions (private to
 * mark/).
 *
 * Follows Vega-Lite's compile/mark/encode: nonPosition, color, text, tooltip, aria.
 */
#pragma once
#include "vegalite/mark/values.h"

/* Properties of the mark object that only some marks hand on. */
typedef enum MarkInclude {
  INCLUDE_NONE = 0,
  INCLUDE_ALIGN = 1,
  INCLUDE_BASELINE = 2,
  INCLUDE_SIZE = 4,
  INCLUDE_ORIENT = 8,
  INCLUDE_THETA = 16,
  INCLUDE_COLOR = 32
} MarkInclude;

/* What all marks have: own properties, colours, opacities, strokes, link, tooltip and description (baseEncodeEntry). */
void mark_base(MarkBuilder *at, unsigned include);
/* One channel with a scale into one scene channel; `vega` is its property where Vega names it otherwise, or MARK_PROPERTY_NONE. */
void mark_nonposition(MarkBuilder *at, Channel channel, MarkProperty vega, SceneChannelId id);
/* The same as a value, with a default for when the encoding does not set it. */
SceneChannel mark_nonposition_value(const MarkBuilder *at, Channel channel, SceneChannelId id, SceneChannel fallback);
/* text, href, url: formatted, without a scale. */
void mark_text(MarkBuilder *at, Channel channel);
/* Conditions around a main value, first match first. `value` is asked for every branch. */
typedef SceneChannel (*BranchValue)(const MarkBuilder *at, const ChannelDef *def, SceneChannelId id,
                                    SceneChannel fallback);
SceneChannel mark_conditions(const MarkBuilder *at, const ChannelDef *def, SceneChannelId id, SceneChannel fallback,
                             BranchValue value, SceneChannel main);

/* The expression that formats a definition's value; NULL when there is nothing to format (format.ts). */
const char *mark_format_expression(const MarkBuilder *at, const ChannelDef *def, bool normalize_stack,
                                   bool for_tooltip);
/* A binned range "a – b" of two columns. */
const char *mark_range_expression(const MarkBuilder *at, const ChannelDef *def, const char *start, const char *end,
                                  bool for_tooltip);
/* Tooltips and descriptions. */
void mark_describe(MarkBuilder *at);
/* Vega's defaults, styles and config.mark for all channels still unset (vega-parser's encode defaults). */
void mark_apply_defaults(MarkBuilder *at);
/* Own properties of the mark object. */
void mark_apply_own(MarkBuilder *at, unsigned include);
/* x1 "lineBreak" splits into lines. */
void mark_break_lines(MarkBuilder *at);
/* "defined": which points of a path exist (encode/defined.ts). */
void mark_defined(MarkBuilder *at);
