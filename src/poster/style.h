/* poster/style.h: colours, type and spaces of a poster, by name. */
#pragma once
#include "poster/block.h"

/* How a kind of text is set. Sizes come from one scale: base × ratio^step. */
typedef struct TypeRole {
  TextStyle style;
  double leading; /* px from one baseline to the next */
  Rgba color;
} TypeRole;

extern const Field poster_style_fields[];

/* The default style with the poster's own merged into it. `own` is an object, or the url of one. NULL after an error. */
const Json *poster_style_read(const Json *own, const ChartInput *input, Messages *messages, Arena *arena);
/* The config of the charts on the page: its colours and fonts, overridden by "chart" of the style and by the config of the input. With
 * an automatic layout, text has the sizes of the poster too. */
const Json *poster_style_for_charts(const Json *style, bool automatic, const ChartInput *input, Arena *arena);

/* The size of a role, px. */
double poster_style_size(const Poster *poster, const char *name);
/* `role`, or a copy of it in the language that `text` shows, where that of the poster is a guess. */
const TypeRole *poster_style_role_of(const Poster *poster, const TypeRole *role, const char *text);
TypeRole poster_style_role(const Poster *poster, const char *name);
/* A colour by its name in the style, or a CSS colour; ink if it is neither. */
Rgba poster_style_color(const Poster *poster, const char *name);
/* The colour property `key` of a block; by default the colour named `otherwise`. */
Rgba poster_style_color_of(const Poster *poster, const Json *object, const char *key, const char *otherwise);
/* The width of a rule: "thick", "thin", "hair". */
double poster_style_rule(const Poster *poster, const char *name);
/* A number of style.json's "measures" by its path, "list.rows"; 0 if there is none. They belong to the program: a poster's own style
 * cannot change them. */
double poster_style_measure(const Poster *poster, const char *path);
/* The scale of spaces: that of the page, or more where type is kept from becoming too small. */
double poster_style_scale(const Poster *poster);
/* A measure in units of the style's space, and one in ems of `role`; both in px. */
double poster_style_space(const Poster *poster, const char *path);
double poster_style_ems(const Poster *poster, const char *path, const TypeRole *role);
