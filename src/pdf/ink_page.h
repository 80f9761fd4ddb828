/* pdf/ink_page.h: what the files that set the inks of a document share. */
#pragma once
#include "color/press.h"
#include "pdf/walk.h"

typedef struct InkPage {
  PdfDocument *document;
  const Press *press;
  const PrintOptions *print;
  /* What is known of pictures, shadings and forms, by their number: the most of their inks besides black, in thousandths, plus 1. */
  GHashTable *peaks;
} InkPage;

/* The most that the inks besides black are anywhere in an object; unknown objects may have any. */
static const double INK_UNKNOWN = 4;
void ink_set_peak(InkPage *page, PdfObject object, double peak);
double ink_peak(const InkPage *page, PdfObject object);
/* The sum of the inks besides black. */
static inline double ink_colors(const Press *press, const double inks[4]) {
  return press_ink_count(press) == 4 ? inks[0] + inks[1] + inks[2] : 0;
}
/* The name of the space of the press's inks: "/DeviceCMYK" or "/DeviceGray". */
static inline const char *ink_space(const Press *press) {
  return press_ink_count(press) == 4 ? "/DeviceCMYK" : "/DeviceGray";
}
/* An ink as a number of that space: gray counts light. */
static inline double ink_number(const Press *press, double ink) { return press_ink_count(press) == 4 ? ink : 1 - ink; }

/* Appends a number with four digits and a space. */
void ink_append_number(GString *out, double number);

/* ink_content.c: the operators of a content that sets sRGB, rewritten; `is_mask`: what it paints is a soft mask, whose colours count by
 * their luminance alone. *peak is the most of its inks besides black. */
GBytes *ink_content(InkPage *page, const PdfContent *content, bool is_mask, GBytes *source, double *peak);
/* ink_shading.c: gives a shading the space of the press. False if it is of an unknown kind. */
bool ink_shading(InkPage *page, PdfObject shading, bool is_mask);
/* ink_image.c: the same for a picture. */
bool ink_image(InkPage *page, PdfObject image);
