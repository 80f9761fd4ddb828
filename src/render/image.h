/* render/image.h: the pictures of image marks, each decoded once. */
#pragma once
#include "render/picture.h"
#include "render/render.h"

typedef struct Images Images;
Images *images_create(void);
void images_destroy(Images *images);
/* From now on pictures are for a file whose inks will be set, as `print` asks for; before the first of them. */
void images_print(Images *images, const PrintOptions *print);
/* The bytes of the file a url names, or that a data: url holds; NULL when they are unavailable. Owned by the caller. */
GBytes *images_load(const RenderOptions *options, const char *url);
/* NULL if there is no url; NULL after an error message if its file cannot be drawn. Owned by `images`. */
const Picture *images_get(Images *images, const RenderOptions *options, const char *url, Place place,
                          Messages *messages);

typedef struct ImageBox {
  double x, y, width, height;
} ImageBox;
/* Where item `item`'s picture goes, whose own size is given, in px. */
ImageBox image_box(const SceneMark *mark, size_t item, double own_width, double own_height);
