/* text/runs.c: see runs.h. */
#include "text/runs.h"
#include <string.h>

void text_visit_runs(const ShapedLine *line, VisitRun visit, void *host) {
  int x = 0;
  for (const GSList *at = line->runs; at; at = at->next) {
    PangoGlyphItem *run = at->data;
    visit(host, run->item->analysis.font, line->text, run, x / (double)PANGO_SCALE);
    x += pango_glyph_string_get_width(run->glyphs);
  }
}

typedef struct Shown {
  cairo_glyph_t *glyphs;
  cairo_text_cluster_t *clusters;
  int glyph_count, cluster_count;
} Shown;

static bool is_missing(PangoGlyph glyph) { return glyph != PANGO_GLYPH_EMPTY && glyph & PANGO_GLYPH_UNKNOWN_FLAG; }
static bool is_shown(PangoGlyph glyph) { return glyph != PANGO_GLYPH_EMPTY && !(glyph & PANGO_GLYPH_UNKNOWN_FLAG); }

/* False when the face lacks one of the glyphs. Those that no font has are left to show_boxes(). */
static bool read_glyphs(Shown *shown, const PangoGlyphString *string, double x, double y, MapGlyph number, void *map) {
  int along = 0;
  for (int i = 0; i < string->num_glyphs; i++) {
    const PangoGlyphInfo *info = &string->glyphs[i];
    if (is_shown(info->glyph)) {
      cairo_glyph_t *glyph = &shown->glyphs[shown->glyph_count++];
      glyph->index = info->glyph;
      if (number && !number(map, info->glyph, &glyph->index)) return false;
      glyph->x = x + (double)(along + info->geometry.x_offset) / PANGO_SCALE;
      glyph->y = y + (double)info->geometry.y_offset / PANGO_SCALE;
    }
    along += info->geometry.width;
  }
  return true;
}

/* Pango's boxes with the code point, for characters that no font has. */
static void show_boxes(cairo_t *cairo, PangoFont *font, const PangoGlyphString *string, double x, double y) {
  bool any = false;
  PangoGlyphString *boxes = pango_glyph_string_copy((PangoGlyphString *)string);
  for (int i = 0; i < boxes->num_glyphs; i++)
    if (is_missing(boxes->glyphs[i].glyph))
      any = true;
    else
      boxes->glyphs[i].glyph = PANGO_GLYPH_EMPTY;
  cairo_move_to(cairo, x, y);
  if (any) pango_cairo_show_glyph_string(cairo, font, boxes);
  pango_glyph_string_free(boxes);
}

static void read_clusters(Shown *shown, PangoGlyphItem *run, const char *text, bool backward) {
  PangoGlyphItemIter at;
  for (gboolean more = pango_glyph_item_iter_init_start(&at, run, text); more;
       more = pango_glyph_item_iter_next_cluster(&at)) {
    cairo_text_cluster_t *cluster = &shown->clusters[shown->cluster_count++];
    int first = backward ? at.end_glyph + 1 : at.start_glyph, end = backward ? at.start_glyph + 1 : at.end_glyph;
    *cluster = (cairo_text_cluster_t){.num_bytes = at.end_index - at.start_index};
    for (int i = first; i < end; i++)
      if (is_shown(run->glyphs->glyphs[i].glyph)) cluster->num_glyphs++;
  }
}

static void show(cairo_t *cairo, PangoFont *font, const Shown *shown, const char *text, int length, bool backward,
                 cairo_font_face_t *face) {
  cairo_scaled_font_t *scaled = pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font));
  cairo_save(cairo);
  if (face) {
    cairo_matrix_t matrix;
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_scaled_font_get_font_matrix(scaled, &matrix);
    cairo_scaled_font_get_font_options(scaled, options);
    cairo_set_font_face(cairo, face);
    cairo_set_font_matrix(cairo, &matrix);
    cairo_set_font_options(cairo, options);
    cairo_font_options_destroy(options);
  } else {
    cairo_set_scaled_font(cairo, scaled);
  }
  cairo_show_text_glyphs(cairo, text, length, shown->glyphs, shown->glyph_count, shown->clusters, shown->cluster_count,
                         backward ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : (cairo_text_cluster_flags_t)0);
  cairo_restore(cairo);
}

void text_show_run(cairo_t *cairo, PangoFont *font, const char *text, PangoGlyphItem *run, double x, double y,
                   bool column, cairo_font_face_t *face, MapGlyph number, void *map) {
  int count = run->glyphs->num_glyphs, length = run->item->length;
  bool backward = run->item->analysis.level & 1;
  Shown shown = {g_new(cairo_glyph_t, count + 1), g_new(cairo_text_cluster_t, count + 1), 0, 0};
  bool known = font && pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font)) &&
               read_glyphs(&shown, run->glyphs, x, y, face ? number : NULL, map);
  if (known && (face || column)) {
    show_boxes(cairo, font, run->glyphs, x, y);
    if (column)
      shown.clusters[shown.cluster_count++] = (cairo_text_cluster_t){length, shown.glyph_count};
    else
      read_clusters(&shown, run, text, backward);
    show(cairo, font, &shown, text + run->item->offset, length, backward, face);
  } else {
    cairo_move_to(cairo, x, y);
    pango_cairo_show_glyph_item(cairo, text, run);
  }
  g_free(shown.glyphs);
  g_free(shown.clusters);
}
