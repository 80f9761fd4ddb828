/* layout/page.c: see page.h. */
#include "layout/page.h"
#include "base/length.h"
#include <math.h>

/* The margins that a picture of that length leaves of the page, if none are asked for. */
static double default_margin(double page, double length) { return fmin(PRINT_MARGIN, (page - length) / 2); }

/* A picture may be larger by what its size is rounded by. */
static const double TOLERANCE = 0.01 * 96 / 25.4;

static bool fits(const Scene *scene, const PrintOptions *print, Messages *messages) {
  Place at = scene->root->place;
  double margins = print->has_margin ? 2 * print->margin : 0;
  if (margins >= print->width || margins >= print->height) {
    messages_error(messages, at, "E661", "margins of %.4g mm leave nothing of a page of %.4g × %.4g mm",
                   length_to_mm(print->margin), length_to_mm(print->width), length_to_mm(print->height));
    return false;
  }
  double width = scene->width + margins, height = scene->height + margins;
  if (width <= print->width + TOLERANCE && height <= print->height + TOLERANCE) return true;
  messages_error(messages, at, "E662",
                 "the page of %.4g × %.4g mm is too small for its content, which needs at least %.1f × %.1f mm%s",
                 length_to_mm(print->width), length_to_mm(print->height), ceil(length_to_mm(width) * 10) / 10,
                 ceil(length_to_mm(height) * 10) / 10, margins > 0 ? " with its margins" : "");
  return false;
}

bool layout_page(Scene *scene, const PrintOptions *print, Messages *messages) {
  if (!(print->width > 0)) return true;
  if (!fits(scene, print, messages)) return false;
  double top = print->has_margin ? print->margin : default_margin(print->height, scene->height);
  SceneMark *root = scene->root;
  double x = scene_number(root, SCENE_X, 0, 0), y = scene_number(root, SCENE_Y, 0, 0);
  scene_set_number(root, SCENE_X, x + fmax(print->width - scene->width, 0) / 2);
  scene_set_number(root, SCENE_Y, y + fmax(top, 0));
  scene->width = print->width;
  scene->is_sized = true;
  scene->height = print->height;
  return true;
}
