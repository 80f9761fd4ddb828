/* render/markup.h: writes SVG text: well-formed for any input, and the same for the same input. */
#pragma once
#include "scene/path.h"

/* In its shortest form with at most two decimals, which is enough for px: ".5", "-3.25", "12". */
void markup_number(GString *out, double v);
/* The number that markup_number() writes, in hundredths. */
gint64 markup_hundredths(double v);
/* `hundredths` as markup_number() writes it. */
void markup_number_exact(GString *out, gint64 hundredths);
/* With at most `decimals` decimals, for what is not in px. */
void markup_number_fine(GString *out, double v, int decimals);
/* Escaped for text and attribute values alike; characters invalid in XML are dropped, bad UTF-8 becomes U+FFFD. */
void markup_text(GString *out, const char *text);
/* ` name="value"`; nothing for NULL. */
void markup_attribute(GString *out, const char *name, const char *value);
void markup_attribute_number(GString *out, const char *name, double v);
/* ` name="number"`; nothing for what is written as 0, the default of most lengths. */
void markup_attribute_nonzero(GString *out, const char *name, double v);
/* The `d` of a path, its points scaled and then moved by (x, y). */
void markup_path(GString *out, const ScenePath *path, double x, double y, double scale);
