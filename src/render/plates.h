/* render/plates.h: what painting does on the plates of a press, and with pictures of blended marks; why is in blends.h.
 *
 * Cyan, magenta and yellow are painted as the light that they take from the three colours of one picture, black as that of another.
 */
#pragma once
#include "color/press.h"
#include "render/canvas.h"

/* While a plate is painted: a colour as the light of that plate. */
Rgba plates_color(const Canvas *canvas, Rgba color, PressUse use);
/* The same for a picture of that size; owned by the caller. */
cairo_surface_t *plates_picture(const Canvas *canvas, cairo_surface_t *picture, double width, double height);
/* A row of an image surface. */
guint32 *plates_row(cairo_surface_t *surface, int y);

typedef struct BlendPicture {
  cairo_surface_t *surface;
  int x, y; /* in the page of pixels */
} BlendPicture;

typedef struct BlendPictures {
  Arena *arena;
  Budget *budget; /* which `bytes` are charged to */
  double bytes;
  double scale; /* pixels per px */
  int width, height;
  GHashTable *marks; /* SceneMark → BlendPicture */
} BlendPictures;

/* While the page of pixels is painted: keeps the mark that has just been drawn. */
void blend_pictures_take(Canvas *canvas, const SceneMark *mark);
/* Paints the picture of a mark in its place; false if there is none. */
bool blend_pictures_paint(const Canvas *canvas, const SceneMark *mark);
