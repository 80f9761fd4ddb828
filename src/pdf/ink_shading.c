/* pdf/ink_shading.c: gradients, from sRGB to inks (PDF 1.7, 8.7.4.5.2 and 7.10).
 *
 * cairo writes a gradient as a function of type 3 that joins functions of type 2, one for each pair of stops, linear in sRGB. Each of these
 * stays linear if that is right in inks too, and is sampled otherwise. What lies between two samples has no more ink than they have.
 */
#include "pdf/ink_page.h"
#include <math.h>

enum { SAMPLES = 33, MAX_DEPTH = 8, MAX_INKS = 4 };

typedef struct Conversion {
  InkPage *page;
  bool is_mask;
  int count; /* of the numbers of a colour */
  double peak;
} Conversion;

/* A colour as the numbers of the space that it is converted to. */
static void convert(Conversion *c, const double rgb[3], double *out) {
  const Press *press = c->page->press;
  double inks[MAX_INKS] = {0};
  if (c->is_mask) {
    out[0] = 0.3 * rgb[0] + 0.59 * rgb[1] + 0.11 * rgb[2];
    return;
  }
  press_inks(press, rgb, PRESS_PICTURE, inks);
  c->peak = fmax(c->peak, ink_colors(press, inks));
  for (int i = 0; i < c->count; i++) out[i] = ink_number(press, inks[i]);
}

/* A stretch from one colour to another, by (x^exponent). */
typedef struct Stretch {
  double from[3], to[3], exponent;
} Stretch;

static void color_at(Conversion *c, const Stretch *stretch, double x, double *out) {
  double rgb[3], part = stretch->exponent == 1 ? x : pow(x, stretch->exponent);
  for (int i = 0; i < 3; i++) rgb[i] = CLAMP(stretch->from[i] + part * (stretch->to[i] - stretch->from[i]), 0, 1);
  convert(c, rgb, out);
}

/* Whether the colours between two are those of a line from one to the other, to the precision of a plate. */
static bool is_straight(const double (*samples)[MAX_INKS], int count) {
  const double *first = samples[0], *last = samples[SAMPLES - 1];
  for (int s = 1; s + 1 < SAMPLES; s++)
    for (int i = 0; i < count; i++)
      if (fabs(samples[s][i] - (first[i] + (last[i] - first[i]) * s / (SAMPLES - 1))) > 1.0 / 255) return false;
  return true;
}

static void append_color(GString *out, const double *color, int count) {
  g_string_append(out, "[ ");
  for (int i = 0; i < count; i++) ink_append_number(out, color[i]);
  g_string_append(out, "] ");
}

static PdfObject straight_function(const Conversion *c, const double (*samples)[MAX_INKS]) {
  GString *text = g_string_new("<< /FunctionType 2 /Domain [0 1] /N 1 /C0 ");
  append_color(text, samples[0], c->count);
  g_string_append(text, "/C1 ");
  append_color(text, samples[SAMPLES - 1], c->count);
  g_string_append(text, ">>");
  PdfObject function = pdf_parse(c->page->document, text->str);
  g_string_free(text, TRUE);
  return function;
}

static PdfObject sampled_function(const Conversion *c, const double (*samples)[MAX_INKS]) {
  PdfDocument *document = c->page->document;
  guint8 bytes[SAMPLES * MAX_INKS];
  size_t length = 0;
  for (int s = 0; s < SAMPLES; s++)
    for (int i = 0; i < c->count; i++) bytes[length++] = (guint8)lround(samples[s][i] * 255);
  GBytes *data = g_bytes_new(bytes, length);
  PdfObject function = pdf_make_stream(document, data);
  g_bytes_unref(data);
  pdf_set(document, function, "/FunctionType", pdf_parse(document, "0"));
  pdf_set(document, function, "/Domain", pdf_parse(document, "[0 1]"));
  pdf_set(document, function, "/Range", pdf_parse(document, c->count == 4 ? "[0 1 0 1 0 1 0 1]" : "[0 1]"));
  pdf_set(document, function, "/Size", pdf_printf(document, "[%d]", SAMPLES));
  pdf_set(document, function, "/BitsPerSample", pdf_parse(document, "8"));
  return function;
}

static PdfObject convert_stretch(Conversion *c, PdfObject function) {
  PdfDocument *document = c->page->document;
  PdfObject from = pdf_get(document, function, "/C0"), to = pdf_get(document, function, "/C1");
  Stretch stretch = {.exponent = pdf_number(document, pdf_get(document, function, "/N"), 1)};
  for (int i = 0; i < 3; i++) {
    stretch.from[i] = pdf_number(document, pdf_at(document, from, i), 0);
    stretch.to[i] = pdf_number(document, pdf_at(document, to, i), 1);
  }
  double samples[SAMPLES][MAX_INKS];
  for (int s = 0; s < SAMPLES; s++) color_at(c, &stretch, (double)s / (SAMPLES - 1), samples[s]);
  const double(*found)[MAX_INKS] = (const double(*)[MAX_INKS])samples;
  return is_straight(found, c->count) ? straight_function(c, found) : sampled_function(c, found);
}

/* 0 if the function is of an unknown kind. */
static PdfObject convert_function(Conversion *c, PdfObject function, int depth) {
  PdfDocument *document = c->page->document;
  int type = (int)pdf_number(document, pdf_get(document, function, "/FunctionType"), -1);
  if (type == 2) return convert_stretch(c, function);
  PdfObject parts = pdf_get(document, function, "/Functions");
  if (type != 3 || !parts || depth >= MAX_DEPTH) return 0;
  PdfObject made = pdf_make_array(document), joined = pdf_copy(document, function);
  for (int i = 0; i < pdf_length(document, parts); i++) {
    PdfObject part = convert_function(c, pdf_at(document, parts, i), depth + 1);
    if (!part) return 0;
    pdf_append(document, made, part);
  }
  pdf_set(document, joined, "/Functions", made);
  return joined;
}

bool ink_shading(InkPage *page, PdfObject shading, bool is_mask) {
  PdfDocument *document = page->document;
  PdfObject space = pdf_get(document, shading, "/ColorSpace");
  if (pdf_is_name(document, space, "/DeviceGray") || pdf_is_name(document, space, "/DeviceCMYK")) return true;
  double type = pdf_number(document, pdf_get(document, shading, "/ShadingType"), 0);
  if (!pdf_is_name(document, space, "/DeviceRGB") || (type != 2 && type != 3)) return false;
  Conversion conversion = {page, is_mask, is_mask ? 1 : press_ink_count(page->press), 0};
  PdfObject function = convert_function(&conversion, pdf_get(document, shading, "/Function"), 0);
  if (!function) return false;
  pdf_set(document, shading, "/ColorSpace", pdf_make_name(document, is_mask ? "/DeviceGray" : ink_space(page->press)));
  pdf_set(document, shading, "/Function", function);
  pdf_set(document, shading, "/Background", 0);
  ink_set_peak(page, shading, conversion.peak);
  return true;
}
