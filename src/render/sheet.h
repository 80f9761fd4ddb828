/* render/sheet.h: the sheet around a printed page: what is drawn beyond the page's edge, to be cut off. */
#pragma once
#include "pdf/document.h"
#include "render/canvas.h"

/* Sets the canvas's bleed and edge, as its options ask for. */
void sheet_begin(Canvas *canvas);
/* Whether the file needs more than what cairo writes: boxes, marks, inks. */
bool sheet_is_printed(const Canvas *canvas);
/* Moves the sides of a rectangle, in cairo's current units, that are on an edge of the page to the end of the bleed. */
void sheet_extend(const Canvas *canvas, double *x1, double *y1, double *x2, double *y2);
/* Adds boxes, marks and inks to cairo's file. False after an error message, or with `reason` set, for g_free(). */
bool sheet_finish(const Canvas *canvas, PdfDocument *document, Arena *arena, char **reason);
