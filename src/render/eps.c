/* render/eps.c: the scene as Encapsulated PostScript of level 3 (Adobe's technical notes 5001 and 5002), which some journals ask for.
 *
 * Text stays text, in subsets of its fonts. PostScript has no transparency: cairo mixes what is translucent with the white page where
 * nothing is below it, and else draws that part of the page as a picture. So a white background is left out: it is there already.
 *
 * The bounding box is the chart's own size, as its margins belong to it, and not the ink's, which cairo writes. The head of the file is
 * written again for that, and because cairo's has the current time. A chart of 336.4 × 304.2 px is 252.3 × 228.15 pt; PostScript counts
 * from the bottom, and cairo's page is 229 pt high, so that its box is 0 0.85 252.3 229, in whole points 0 0 253 229.
 */
#include "render/embed.h"
#include "render/format.h"
#include <cairo-ps.h>
#include <math.h>
#include <string.h>

static const double points_per_px = 0.75;
/* Of what is drawn as a picture: fine, but together no more pixels than this. */
static const double dpi_max = 600, pixels_max = 6e7;
/* A line of a comment must not be longer (5001, 3.1). */
enum { COMMENT_MAX = 255 };

static cairo_status_t append(void *closure, const unsigned char *data, unsigned int length) {
  g_byte_array_append(closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* A string of PostScript in UTF-16, as PDF's texts are, for those who make PDF files of it; cut to what a line holds. */
static void append_utf16(GString *out, const char *text) {
  g_string_append(out, "(\\376\\377");
  for (const char *at = text; *at && out->len < COMMENT_MAX - 20; at = g_utf8_next_char(at)) {
    gunichar c = g_utf8_get_char(at);
    guint units[] = {c > 0xffff ? 0xd800 + ((c - 0x10000) >> 10) : 0,
                     c > 0xffff ? 0xdc00 + ((c - 0x10000) & 0x3ff) : c};
    for (size_t i = c > 0xffff ? 0 : 1; i < 2; i++)
      g_string_append_printf(out, "\\%03o\\%03o", units[i] >> 8, units[i] & 255);
  }
  g_string_append_c(out, ')');
}

static void append_title(GString *head, const char *title) {
  char *copy = NULL;
  if (!title || !*title) return;
  GString *line = g_string_new("%%Title: ");
  title = text_clean(title, &copy);
  if (g_str_is_ascii(title) && *title != '(')
    g_string_append_len(line, title, (gssize)MIN(strlen(title), COMMENT_MAX - line->len));
  else
    append_utf16(line, title);
  g_string_append_printf(head, "%s\n", line->str);
  g_string_free(line, TRUE);
  g_free(copy);
}

/* SOURCE_DATE_EPOCH, or a fixed date, as in a PDF. */
static void append_date(GString *head) {
  const char *epoch = g_getenv("SOURCE_DATE_EPOCH");
  GDateTime *date = g_date_time_new_from_unix_utc(epoch ? g_ascii_strtoll(epoch, NULL, 10) : 0);
  if (!date) date = g_date_time_new_from_unix_utc(0);
  char *text = g_date_time_format(date, "%Y-%m-%dT%H:%M:%SZ");
  g_string_append_printf(head, "%%%%CreationDate: %s\n", text);
  g_free(text);
  g_date_time_unref(date);
}

/* The number as text, whatever the locale. */
static const char *number(double value, char *buffer) {
  return g_ascii_formatd(buffer, G_ASCII_DTOSTR_BUF_SIZE, "%.6g", value);
}

static char *make_head(const Scene *scene, double width, double height) {
  char from[G_ASCII_DTOSTR_BUF_SIZE], to[G_ASCII_DTOSTR_BUF_SIZE];
  GString *head = g_string_new("%!PS-Adobe-3.0 EPSF-3.0\n%%Creator: tuban " TUBAN_VERSION "\n");
  append_date(head);
  append_title(head, scene->title);
  g_string_append(head, "%%Pages: 1\n%%DocumentData: Clean7Bit\n%%LanguageLevel: 3\n");
  g_string_append_printf(head, "%%%%BoundingBox: 0 0 %.0f %.0f\n", ceil(width), ceil(height));
  g_string_append_printf(head, "%%%%HiResBoundingBox: 0 %s %s %.0f\n", number(ceil(height) - height, from),
                         number(width, to), ceil(height));
  return g_string_free(head, FALSE);
}

/* The first place of `text` in the file from `at` on; its end if there is none. */
static gsize find(const GByteArray *file, gsize at, const char *text) {
  const char *found = g_strstr_len((const char *)file->data + at, (gssize)(file->len - at), text);
  return found ? (gsize)(found - (const char *)file->data) : file->len;
}

/* cairo's file, with a head of ours and the box of its page. */
static GBytes *with_head(const GByteArray *file, const Scene *scene, double width, double height) {
  gsize body = find(file, 0, "%%EndComments"), box = find(file, body, "%%PageBoundingBox:"),
        end = find(file, box, "\n");
  char *head = make_head(scene, width, height);
  char *page = g_strdup_printf("%%%%PageBoundingBox: 0 0 %.0f %.0f", ceil(width), ceil(height));
  GByteArray *out = g_byte_array_sized_new(file->len + 1024);
  g_byte_array_append(out, (const guint8 *)head, (guint)strlen(head));
  g_byte_array_append(out, file->data + body, (guint)(box - body));
  if (box < file->len) g_byte_array_append(out, (const guint8 *)page, (guint)strlen(page));
  g_byte_array_append(out, file->data + end, (guint)(file->len - end));
  g_free(page);
  g_free(head);
  return g_byte_array_free_to_bytes(out);
}

static GBytes *eps_write(Canvas *canvas) {
  const Scene *scene = canvas->scene;
  Budget *budget = arena_budget(canvas->options->work);
  double width = MAX(scene->width, 1) * points_per_px, height = MAX(scene->height, 1) * points_per_px;
  double dpi = fmin(dpi_max, 72 * sqrt(pixels_max / (width * height))),
         bytes = 4 * width * height * dpi * dpi / 72 / 72;
  budget_charge(budget, BUDGET_MEMORY, bytes);
  Arena *owner = arena_create_charged(budget);
  GByteArray *file = g_byte_array_new();
  arena_adopt(owner, file, (GDestroyNotify)g_byte_array_unref);
  cairo_surface_t *surface = cairo_ps_surface_create_for_stream(append, file, ceil(width), ceil(height));
  arena_adopt(owner, surface, (GDestroyNotify)cairo_surface_destroy);
  cairo_ps_surface_restrict_to_level(surface, CAIRO_PS_LEVEL_3);
  cairo_ps_surface_set_eps(surface, TRUE);
  cairo_surface_set_fallback_resolution(surface, dpi, dpi);
  canvas->on_white = true;
  embed_pictures(canvas, owner);
  bool painted = canvas_paint_on(canvas, surface, points_per_px) && !arena_is_cancelled(canvas->options->work);
  GBytes *eps = painted ? with_head(file, scene, width, height) : NULL;
  arena_destroy(owner);
  budget_return(budget, BUDGET_MEMORY, bytes);
  return eps;
}

const RenderFormat render_format_eps = {
    .name = "eps",
    .title = "EPS",
    .endings = (const char *const[]){"eps", NULL},
    .mime_type = "application/postscript",
    .for_print = true,
    .write = eps_write,
};
