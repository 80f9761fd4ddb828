/* render/blends.c: see blends.h. */
#include "render/blends.h"
#include "base/temporary.h"
#include "render/plates.h"
#include <math.h>

bool blends_exist(const SceneMark *mark) {
  if (!mark || mark->hidden) return false;
  if (mark->channels[SCENE_BLEND].state != CHANNEL_UNSET) return true;
  for (size_t i = 0; mark->type == SCENE_GROUP && i < mark->count; i++)
    for (size_t k = 0; k < mark->groups[i].mark_count; k++)
      if (blends_exist(mark->groups[i].marks[k])) return true;
  return false;
}

/* A page of at most so many pixels. */
typedef struct Sheet {
  cairo_surface_t *surface;
  double scale;
  int width, height;
} Sheet;

static void sheet_close(void *surface) { cairo_surface_destroy(surface); }

static Sheet sheet_open(const Canvas *canvas, double scale, double pixels_max, Arena *arena) {
  double width = canvas->scene->width, height = canvas->scene->height;
  Sheet sheet = {.scale = fmin(scale, sqrt(pixels_max / fmax(width * height, 1)))};
  sheet.width = MAX((int)ceil(width * sheet.scale), 1);
  sheet.height = MAX((int)ceil(height * sheet.scale), 1);
  budget_charge(arena_budget(canvas->options->work), BUDGET_STEPS, (double)sheet.width * sheet.height / 10);
  sheet.surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, sheet.width, sheet.height);
  arena_adopt(arena, sheet.surface, sheet_close);
  return sheet;
}

/* The canvas for a page of pixels: without links, bleed and pictures of blended marks. */
static Canvas canvas_for_pixels(const Canvas *canvas) {
  Canvas copy = *canvas;
  copy.links = NULL;
  copy.scratch = NULL;
  copy.blend_pictures = NULL;
  copy.bleed = copy.edge = 0;
  copy.dots = false;
  return copy;
}

static bool paint_sheet(Canvas *canvas, const Sheet *sheet) {
  cairo_t *cairo = cairo_create(sheet->surface);
  budget_temporary_with(arena_budget(canvas->options->work), cairo, (GDestroyNotify)cairo_destroy);
  canvas->scale = sheet->scale;
  cairo_scale(cairo, sheet->scale, sheet->scale);
  if (canvas->plate) cairo_set_antialias(cairo, CAIRO_ANTIALIAS_NONE); /* a thin line has all of its ink */
  bool painted = canvas_paint_with(canvas, cairo);
  cairo_surface_flush(sheet->surface);
  return painted;
}

/* ---- what is below and within blended marks ---- */

static void pictures_close(void *given) {
  BlendPictures *pictures = given;
  g_hash_table_unref(pictures->marks);
  budget_return(pictures->budget, BUDGET_MEMORY, pictures->bytes);
}

/* Paints the page, and keeps what each blended mark looks like when it has been drawn. */
static BlendPictures *paint_blends(const Canvas *canvas, Canvas *copy, double scale, double pixels_max, Arena *arena) {
  BlendPictures *pictures = arena_new(arena, BlendPictures);
  Sheet sheet = sheet_open(canvas, scale, pixels_max, arena);
  *pictures = (BlendPictures){.arena = arena,
                              .budget = arena_budget(canvas->options->work),
                              .scale = sheet.scale,
                              .width = sheet.width,
                              .height = sheet.height,
                              .marks = g_hash_table_new(NULL, NULL)};
  arena_adopt(arena, pictures, pictures_close);
  copy->scratch = NULL;
  copy->taken_blends = pictures;
  paint_sheet(copy, &sheet);
  return pictures;
}

/* The inks of a pixel, which are the light that is missing of one that is on white paper, in 1/255. */
static void read_inks(const BlendPicture *const pictures[2], int x, int y, int inks[4]) {
  for (int i = 0; i < 4; i++) {
    guint32 pixel = plates_row(pictures[i / 3]->surface, y)[x];
    int alpha = (int)(pixel >> 24);
    inks[i] = alpha - MIN((int)(pixel >> (8 * (i % 3)) & 255), alpha);
  }
}

typedef struct Size {
  int width, height;
} Size;

/* The most of each ink near a pixel: a printer's pixel has whatever touches it. */
static int inks_near(const BlendPicture *const pictures[2], Size size, int x, int y) {
  enum { NEAR = 2 };
  int most[4] = {0}, inks[4];
  for (int v = MAX(y - NEAR, 0); v <= MIN(y + NEAR, size.height - 1); v++)
    for (int u = MAX(x - NEAR, 0); u <= MIN(x + NEAR, size.width - 1); u++) {
      read_inks(pictures, u, v, inks);
      for (int i = 0; i < 4; i++) most[i] = MAX(most[i], inks[i]);
    }
  return most[0] + most[1] + most[2] + most[3];
}

/* Where there is less than `enough` (full ink is 255), what is near does not matter. */
static int most_inks(const BlendPicture *const pictures[2], int enough) {
  Size size = {cairo_image_surface_get_width(pictures[0]->surface),
               cairo_image_surface_get_height(pictures[0]->surface)};
  int most = 0;
  for (int y = 0; y < size.height; y++)
    for (int x = 0; x < size.width; x++) {
      int inks[4];
      read_inks(pictures, x, y, inks);
      int sum = inks[0] + inks[1] + inks[2] + inks[3];
      if (sum > most) most = sum;
      if (sum > enough) most = MAX(most, inks_near(pictures, size, x, y));
    }
  return most;
}

double blends_most_ink(const Canvas *canvas) {
  const double scale = 2, pixels_max = 8e6;
  Arena *arena = arena_create_charged(arena_budget(canvas->options->work));
  BlendPictures *plates[2];
  Canvas copy = canvas_for_pixels(canvas);
  for (int i = 0; i < 2; i++) {
    copy.plate = i == 0 ? PLATE_COLORS : PLATE_BLACK;
    plates[i] = paint_blends(canvas, &copy, scale, pixels_max, arena);
  }
  int most = 0, enough = (int)((press_ink_limit(canvas->press) - 1) * 255);
  GHashTableIter iter;
  void *mark, *picture;
  g_hash_table_iter_init(&iter, plates[0]->marks);
  while (g_hash_table_iter_next(&iter, &mark, &picture)) {
    const BlendPicture *both[2] = {picture, g_hash_table_lookup(plates[1]->marks, mark)};
    if (both[1]) most = MAX(most, most_inks(both, enough));
  }
  arena_destroy(arena);
  return most / 255.0;
}

BlendPictures *blends_draw(const Canvas *canvas, Arena *arena) {
  const double dots_per_inch = 300, pixels_max = 16e6;
  Canvas copy = canvas_for_pixels(canvas);
  copy.raster = true;
  return paint_blends(canvas, &copy, dots_per_inch / 96, pixels_max, arena);
}
