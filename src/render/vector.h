/* render/vector.h: the writers of SVG and PDF. Each gives the file's bytes, or NULL after an error message. */
#pragma once
#include "render/canvas.h"

GBytes *svg_write(Canvas *canvas);          /* live text */
GBytes *svg_write_outlines(Canvas *canvas); /* through cairo, text as shapes */
GBytes *pdf_write(Canvas *canvas);
