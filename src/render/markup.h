/* render/markup.h: writes SVG text: well-formed for any input, and the same for the same input. */
#pragma once
#include "scene/path.h"

/* At most three decimals, in the shortest form. */
void markup_number(GString *out, double v);
/* Escaped for text and attribute values alike; characters invalid in XML are dropped, bad UTF-8 becomes U+FFFD. */
void markup_text(GString *out, const char *text);
/* ` name="value"`; nothing for NULL. */
void markup_attribute(GString *out, const char *name, const char *value);
void markup_attribute_number(GString *out, const char *name, double v);
/* The `d` of a path, its points scaled and then moved by (x, y). */
void markup_path(GString *out, const ScenePath *path, double x, double y, double scale);
