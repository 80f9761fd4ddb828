/* render/canvas.h: painting a scene onto a cairo surface, for raster formats, PDF, and SVG with outlined text. */
#pragma once
#include "render/render.h"
#include "scene/path.h"

/* The state of one painting. */
typedef struct Canvas {
  cairo_t *cairo;
  const Scene *scene;
  const RenderFormat *format;
  const RenderOptions *options;
  TextContext *text;
  Messages *messages;
  bool raster;         /* whole-pixel text alignment, as the reference rasterises it */
  bool outlines;       /* text as shapes */
  bool on_white;       /* the page is white where nothing is drawn: a white background need not be */
  bool dots;           /* many circles as dots of a round pen */
  double pixel_steps;  /* of the source and the operator that are set, for each pixel; see cost.h */
  double held;         /* memory charged for what a vector file holds */
  double bleed;        /* px that are painted beyond the scene's edge */
  double edge;         /* px from the scene's edge to that of the surface; at least the bleed */
  double scale;        /* surface units per px */
  struct Press *press; /* PDF: what the colours will be printed with; may be NULL */
  enum { PLATE_NONE, PLATE_COLORS, PLATE_BLACK } plate; /* see plates.h */
  struct BlendPictures *blend_pictures, *taken_blends;  /* to draw blended marks with, and to be made; else NULL */
  struct Reaches *reaches;                              /* of a picture in bands; else NULL; see reach.h */
  GArray *links;                                        /* PDF: what to link; else NULL */
  Arena *scratch;                                       /* for outlines and lines of text; emptied now and then */
  struct Images *images;
  struct MissingGlyphs *missing;
} Canvas;

/* Paints background and root onto `surface`, at `scale` surface units per px, and finishes the surface unless it is an
 * image, whose pixels are still to be read. False after an error message. */
bool canvas_paint_on(Canvas *canvas, cairo_surface_t *surface, double scale);
/* The same, but paints only `count` rows of an image from row `from` on. */
bool canvas_paint_rows(Canvas *canvas, cairo_surface_t *surface, double scale, int from, int count);
/* Paints background and root with `cairo` as it is set; false when cairo then has an error, which is not reported. */
bool canvas_paint_with(Canvas *canvas, cairo_t *cairo);
/* For the condition of a loop over items. */
static inline bool canvas_goes_on(const Canvas *canvas, size_t i) { return arena_goes_on(canvas->options->work, i); }
/* Empties the scratch arena when much is in it. Call it between items, when nothing made there is in use. */
void canvas_tidy(Canvas *canvas);

/* Appends an outline to the current path, with its points moved by (x, y) after scaling by `scale`. */
void canvas_path(Canvas *canvas, const ScenePath *path, double x, double y, double scale);
/* Charges the steps that it takes to fill or stroke an outline. canvas_path() does so too. */
void canvas_charge_path(const Canvas *canvas, const ScenePath *path, double scale);
/* cairo strokes a line of very many pieces in time by their square, so one of more pieces than this is stroked in parts, by
 * canvas_stroke_long(): its pixels are the same but for the edges of one piece in each part. */
enum { LONG_LINE = 4096 };
void canvas_stroke_long(Canvas *canvas, const ScenePath *path);
/* Fills an outline of very many edges, each of which is a small part of its width, with the source that is set: as cairo would, but in less
 * time. False, and nothing is done, where that is not worth it or the picture is not of pixels. */
bool canvas_fill_slabs(Canvas *canvas, const ScenePath *path);
/* The same for an outline whose subpaths lie next to each other, in one opaque colour: some of them at a time. */
bool canvas_fill_parts(Canvas *canvas, const ScenePath *path);
/* A coordinate that cairo's fixed-point numbers can hold; anything farther out is outside every canvas. */
static inline double canvas_limit(double v) { return v < -4e6 ? -4e6 : v > 4e6 ? 4e6 : v; }

/* Moves the sides of a rectangle, in cairo's current units, that are on an edge of the page to the end of the bleed. */
void canvas_extend(const Canvas *canvas, double *x1, double *y1, double *x2, double *y2);

/* The operator of a CSS blend mode; OVER for any other name. */
cairo_operator_t canvas_blend(const char *name);
void canvas_set_blend(Canvas *canvas, const SceneMark *mark, size_t item);
/* Sets the source for item `item`'s fill or stroke (and the stroke's line style). False when nothing is to be painted. */
bool canvas_set_fill(Canvas *canvas, const SceneMark *mark, size_t item);
bool canvas_set_stroke(Canvas *canvas, const SceneMark *mark, size_t item);
/* The stroke's width, caps, joins and dashes alone. */
void canvas_set_stroke_style(Canvas *canvas, const SceneMark *mark, size_t item);
/* Fills and strokes the current path in the style of item `item`, and clears it. */
void canvas_fill_stroke(Canvas *canvas, const SceneMark *mark, size_t item);

void canvas_draw_text(Canvas *canvas, const SceneMark *mark);
void canvas_draw_image(Canvas *canvas, const SceneMark *mark);

/* Item `item`'s link; NULL when it has none, or one that runs a script or hides a document. */
const char *canvas_href(const SceneMark *mark, size_t item);
/* Notes item `item`'s link, if it has one, for formats that know links. The transform is the group's. */
void canvas_link(Canvas *canvas, const SceneMark *mark, size_t item);
