/* render/svg.h: what the files of the SVG writer share. */
#pragma once
#include "render/canvas.h"
#include "render/markup.h"
#include "scene/label.h"

/* What the items of a text mark have in common; strings live as long as the scene. */
typedef struct SvgText {
  struct SvgFont *font;
  const char *anchor, *slant, *lang; /* lang may be NULL */
  double size;
  int weight;
} SvgText;

typedef struct Svg {
  Canvas *canvas;
  Arena *owner; /* of what follows */
  GString *out;
  GString *defs;         /* written last, when all references are known */
  GHashTable *gradients; /* their text → id */
  GHashTable *clips;     /* their path → id */
  GHashTable *pictures;  /* url → what svg_image.c knows of it */
  GHashTable *fonts;     /* families → what svg_fonts.c knows of them */
  const char *last_families;
  struct SvgFont *last_font;
  unsigned gradient_count, picture_count;
  SvgText text;   /* of the text mark that is being written */
  bool linked;    /* the namespace of xlink is needed */
  size_t charged; /* bytes of `out` */
} Svg;

/* The transform from an item's own coordinates to its group's: rotation by `angle` degrees, then translation. */
typedef struct SvgFrame {
  double x, y, angle;
} SvgFrame;
void svg_transform(GString *out, SvgFrame frame);
/* The same, scaled before. */
void svg_transform_scaled(GString *out, SvgFrame frame, double scale_x, double scale_y);
/* ` name="#rrggbb"`, without alpha. */
void svg_color_attribute(GString *out, const char *name, Rgba color);

/* Attributes that children inherit, from the constants of a mark; they need not be repeated on its items. */
void svg_mark_style(Svg *svg, const SceneMark *mark);
/* The item's attributes that svg_mark_style() has not written. `frame` is the transform of the item's element. */
void svg_item_style(Svg *svg, const SceneMark *mark, size_t item, SvgFrame frame);
/* Fill and stroke alone, for an element inside the item's that does not inherit them. */
void svg_paint_style(Svg *svg, const SceneMark *mark, size_t item, SvgFrame frame);
/* All paint attributes, for a group's background: a fill that does not show is left out, unless it is there to be
 * clicked on. */
void svg_background_style(Svg *svg, const SceneMark *mark, size_t item, SvgFrame frame);
/* The fill is a colour that does not show. */
bool svg_is_clear(const SceneMark *mark, size_t item);
/* The item's opacity and blending. */
void svg_own_style(Svg *svg, const SceneMark *mark, size_t item);
/* False when neither fill nor stroke would show. */
bool svg_is_visible(const SceneMark *mark, size_t item);
/* A clip path in the defs, referred to as ` clip-path="url(#…)"`. */
void svg_clip(Svg *svg, const ScenePath *path);

/* Role and description of a whole mark, for assistive technology. */
void svg_mark_labels(Svg *svg, const SceneMark *mark);
/* Around an item: its link, its description for assistive technology and its tooltip. */
void svg_item_open(Svg *svg, const SceneMark *mark, size_t item);
void svg_item_labels(Svg *svg, const SceneMark *mark, size_t item);
/* Ends the item's element: "/>", or its tooltip as a title and "</tag>". */
void svg_item_close(Svg *svg, const SceneMark *mark, size_t item, const char *tag);
void svg_item_end(Svg *svg, const SceneMark *mark, size_t item);

/* The text attributes that most items have in common, on their mark; the items are written next. */
void svg_text_style(Svg *svg, const SceneMark *mark);
void svg_text_items(Svg *svg, const SceneMark *mark);
/* The columns of a vertical label, as texts that inherit its look. */
void svg_columns(Svg *svg, const SceneMark *mark, size_t item, const SceneLabel *label);
void svg_image_items(Svg *svg, const SceneMark *mark);

/* A list of families as the author gave it; NULL: sans-serif. It lives as long as the scene. */
struct SvgFont *svg_font(Svg *svg, const char *families);
/* Notes a line that is set in it. */
void svg_font_note(Svg *svg, struct SvgFont *font, const TextStyle *style, const char *line);
/* ` font-family="…"`; with `inherits`, on a mark, nothing where the root has the same. */
void svg_font_attribute(Svg *svg, struct SvgFont *font, bool inherits);
/* For svg_settle(): the lists by number, escaped; [0] is the root's, NULL without texts. */
const char *const *svg_font_lists(Svg *svg);

/* What begins every id, and references to it, and what is in place of a font-family, until svg_settle() is called: no
 * text of an SVG file has these characters. */
#define SVG_ID_PREFIX "\001"
#define SVG_FONT_OF_MARK "\002"
#define SVG_FONT_OF_ITEM "\003"
/* The file with a prefix made from its content in place of each SVG_ID_PREFIX, so that several pictures in one page have
 * ids of their own, and with the families of its fonts. Takes `svg`. */
GBytes *svg_settle(GString *svg, const char *const *families);

/* The whole file through cairo, with text as shapes. NULL after an error message. */
GBytes *svg_write_outlines(Canvas *canvas);
