/* render/sheet.h: the sheet around a printed page: what is drawn beyond the page's edge, to be cut off. */
#pragma once
#include "color/press.h"
#include "pdf/metadata.h"
#include "render/canvas.h"

/* What a px of the scene is on the page, in pt. */
double sheet_points_per_px(const Canvas *canvas);
/* The press that the canvas's options ask for; NULL after an error message. It lives as long as the arena. */
Press *sheet_press(const Canvas *canvas, Arena *arena);
/* Sets the canvas's bleed, edge and press, as its options ask for, and how blended marks are drawn. They live as long as the arena. False
 * after an error message. */
bool sheet_begin(Canvas *canvas, Arena *arena);
/* Gives the finished PDF the boxes, marks and inks that are asked for, and makes it PDF/X-4. False after an error message. */
bool sheet_print(const Canvas *canvas, PdfDocument *document, const PdfMetadata *metadata);
/* The least version of PDF that the file is written in. */
const char *sheet_version(const Canvas *canvas);
