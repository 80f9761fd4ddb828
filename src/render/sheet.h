/* render/sheet.h: the sheet around a printed page: what is drawn beyond the page's edge, to be cut off. */
#pragma once
#include "pdf/document.h"
#include "render/canvas.h"

/* Sets the canvas's bleed, edge and press, as its options ask for, and how blended marks are drawn. They live as long as the arena. False
 * after an error message. */
bool sheet_begin(Canvas *canvas, Arena *arena);
/* Whether the file needs more than what cairo writes: boxes, marks, inks. */
bool sheet_is_printed(const Canvas *canvas);
/* Adds boxes, marks and inks to cairo's file. False after an error message, or with `reason` set, for g_free(). */
bool sheet_finish(const Canvas *canvas, PdfDocument *document, char **reason);
