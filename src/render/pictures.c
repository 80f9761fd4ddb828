/* render/pictures.c: see picture.h. */
#include "render/picture.h"

/* Every format there is. A new one is a file and a line here. */
static const PictureFormat *const formats[] = {&picture_png, &picture_jpeg, &picture_webp, &picture_gif, &picture_svg};

bool picture_decode(GBytes *bytes, Picture *picture, char **reason) {
  gsize length;
  const guint8 *data = g_bytes_get_data(bytes, &length);
  *picture = (Picture){0};
  for (size_t i = 0; data && i < G_N_ELEMENTS(formats); i++) {
    if (!formats[i]->matches(data, length)) continue;
    picture->format = formats[i];
    picture->surface = formats[i]->decode(bytes, &picture->width, &picture->height, reason);
    return picture->surface != NULL;
  }
  *reason = g_strdup("it is not a PNG, JPEG, WebP, GIF or SVG file");
  return false;
}
