/* render/pixel_box.c: see pixel_box.h. */
#include "render/pixel_box.h"
#include <glib.h>
#include <math.h>

static bool is_whole(double v) { return fabs(v - floor(v + 0.5)) < 1e-6; }

static int whole(double v) { return (int)floor(v + 0.5); }

bool pixel_box_of_clip(cairo_t *cairo, cairo_surface_t *image, PixelBox *box) {
  cairo_rectangle_list_t *list = cairo_copy_clip_rectangle_list(cairo);
  bool one = list->status == CAIRO_STATUS_SUCCESS && list->num_rectangles == 1;
  cairo_rectangle_t clip = one ? list->rectangles[0] : (cairo_rectangle_t){0, 0, 0, 0};
  cairo_rectangle_list_destroy(list);
  if (!one) return false;
  double x1 = clip.x, y1 = clip.y, x2 = clip.x + clip.width, y2 = clip.y + clip.height;
  cairo_user_to_device(cairo, &x1, &y1);
  cairo_user_to_device(cairo, &x2, &y2);
  if (!is_whole(x1) || !is_whole(y1) || !is_whole(x2) || !is_whole(y2)) return false;
  *box = (PixelBox){MAX(0, whole(x1)), MAX(0, whole(y1)), MIN(cairo_image_surface_get_width(image), whole(x2)),
                    MIN(cairo_image_surface_get_height(image), whole(y2))};
  return true;
}
