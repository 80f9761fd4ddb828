#include "render/vector.h"
GBytes *pdf_write(Canvas *canvas) {
  (void)canvas;
  return NULL;
}
GBytes *svg_write(Canvas *canvas) {
  (void)canvas;
  return NULL;
}
GBytes *svg_write_outlines(Canvas *canvas) {
  (void)canvas;
  return NULL;
}
void canvas_link_begin(Canvas *canvas, const char *href) {
  (void)canvas;
  (void)href;
}
void canvas_link_end(Canvas *canvas, const char *href) {
  (void)canvas;
  (void)href;
}
