/* text/runs.h: the runs of a line that Pango has shaped, each in one font, and how one is shown with another face of that font. */
#pragma once
#include "text/line.h"
#include <pango/pangocairo.h>
#include <stdbool.h>

/* Is called with each run of a line, in visual order; `text` is the whole line's, `x` the run's origin in px from the line's. */
typedef void (*VisitRun)(void *host, PangoFont *font, const char *text, PangoGlyphItem *run, double x);
void text_visit_runs(const ShapedLine *line, VisitRun visit, void *host);

/* The number that a glyph has in another face; false if it is missing there. */
typedef bool (*MapGlyph)(void *map, PangoGlyph glyph, unsigned long *number);

/* Shows a run as text with its origin at (x, y), in `face` with its glyphs numbered by `number`; where `face` is NULL, or lacks one
 * of them, as Pango does. As a `column`, all of it is one cluster, which a PDF names as one text (/ActualText): a reader would take
 * characters below each other for lines. */
void text_show_run(cairo_t *cairo, PangoFont *font, const char *text, PangoGlyphItem *run, double x, double y,
                   bool column, cairo_font_face_t *face, MapGlyph number, void *map);
