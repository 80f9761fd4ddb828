/* render/format.h: file formats. Each is defined in a file of its own and listed in formats.c; no other code names one. */
#pragma once
#include "render/canvas.h"

typedef struct Raster Raster; /* raster.h */

/* The opaque TubanFormat of tuban.h. */
struct TubanFormat {
  const char *name;            /* as on a command line: "jpeg" */
  const char *title;           /* as in a sentence: "JPEG" */
  const char *const *endings;  /* of file names, without the dot, NULL-terminated; files are written with the first */
  const char *mime_type;       /* https://www.iana.org/assignments/media-types */
  const char *const *settings; /* the fields of TubanOptions that its files depend on, NULL-terminated; may be NULL */
  bool for_print;              /* what is written in it is meant for a press, whatever its size */
  /* One of the two is set. A raster format encodes the rows of a picture (raster.h), a vector format draws the scene
   * itself; both return the file's bytes, or NULL after an error message. */
  GBytes *(*encode)(Raster *raster);
  GBytes *(*write)(Canvas *canvas);
};
