/* bare.c: nine bars, two axes and their labels by cairo and Pango alone: the least that a program on these libraries can do. */
#include <pango/pangocairo.h>

enum { WIDTH = 248, HEIGHT = 247, PLOT = 200, BARS = 9, STEP = 20 };
static const int values[BARS] = {28, 55, 43, 91, 81, 53, 19, 87, 52};

/* `across`: the share of the text's width that is to the left of x. */
static void draw_text(cairo_t *cairo, const char *font, const char *text, double x, double y, double across) {
  PangoLayout *layout = pango_cairo_create_layout(cairo);
  PangoFontDescription *description = pango_font_description_from_string(font);
  pango_font_description_set_absolute_size(description, 11 * PANGO_SCALE);
  pango_layout_set_font_description(layout, description);
  pango_layout_set_text(layout, text, -1);
  int width, height;
  pango_layout_get_pixel_size(layout, &width, &height);
  cairo_move_to(cairo, x - across * width, y - height / 2.0);
  pango_cairo_show_layout(cairo, layout);
  pango_font_description_free(description);
  g_object_unref(layout);
}

static void draw_grid(cairo_t *cairo) {
  for (int i = 0; i <= 10; i++) {
    double y = PLOT - i * PLOT / 10;
    char label[8];
    g_snprintf(label, sizeof label, "%d", i * 10);
    cairo_set_source_rgb(cairo, 0.867, 0.867, 0.867);
    cairo_move_to(cairo, 0, y);
    cairo_line_to(cairo, BARS * STEP, y);
    cairo_stroke(cairo);
    cairo_set_source_rgb(cairo, 0, 0, 0);
    draw_text(cairo, "Liberation Sans", label, -7, y, 1);
  }
}

static void draw_bars(cairo_t *cairo) {
  for (int i = 0; i < BARS; i++) {
    const char name[] = {(char)('A' + i), '\0'};
    cairo_set_source_rgb(cairo, 0.298, 0.471, 0.659);
    cairo_rectangle(cairo, i * STEP + 1, PLOT - 2 * values[i], STEP - 2, 2 * values[i]);
    cairo_fill(cairo);
    cairo_set_source_rgb(cairo, 0, 0, 0);
    draw_text(cairo, "Liberation Sans", name, i * STEP + STEP / 2.0, PLOT + 10, 0.5);
  }
}

int main(int count, char **arguments) {
  if (count != 2) return 2;
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cairo = cairo_create(surface);
  cairo_set_source_rgb(cairo, 1, 1, 1);
  cairo_paint(cairo);
  cairo_translate(cairo, 40.5, 5.5);
  cairo_set_line_width(cairo, 1);
  draw_grid(cairo);
  draw_bars(cairo);
  draw_text(cairo, "Liberation Sans Bold", "a", BARS * STEP / 2.0, PLOT + 30, 0.5);
  cairo_rotate(cairo, -G_PI / 2);
  draw_text(cairo, "Liberation Sans Bold", "b", -PLOT / 2.0, -30, 0.5);
  cairo_status_t status = cairo_surface_write_to_png(surface, arguments[1]);
  cairo_destroy(cairo);
  cairo_surface_destroy(surface);
  return status != CAIRO_STATUS_SUCCESS;
}
