/* render/svg_outlines.c: SVG through cairo, every glyph an outline, for programs that lack the fonts.
 *
 * cairo takes some ids from a counter of the whole process; they are renumbered in order of appearance. Nothing
 * in it is labelled, so that the whole is one image to assistive technology.
 */
#include "base/temporary.h"
#include "render/embed.h"
#include "render/markup.h"
#include "render/svg.h"
#include <cairo-svg.h>
#include <string.h>

static cairo_status_t append(void *closure, const unsigned char *data, unsigned int length) {
  g_string_append_len(closure, (const char *)data, length);
  return CAIRO_STATUS_SUCCESS;
}

static gboolean renumber(const GMatchInfo *match, GString *out, gpointer data) {
  GHashTable *numbers = data;
  char *before = g_match_info_fetch(match, 1), *name = g_match_info_fetch(match, 2);
  unsigned number = GPOINTER_TO_UINT(g_hash_table_lookup(numbers, name));
  if (!number) {
    number = g_hash_table_size(numbers) + 1;
    g_hash_table_insert(numbers, g_strdup(name), GUINT_TO_POINTER(number));
  }
  g_string_append_printf(out, "%s" SVG_ID_PREFIX "n%u", before, number);
  g_free(before);
  g_free(name);
  return FALSE;
}

static char *with_own_ids(const char *svg) {
  GHashTable *numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  GRegex *id = g_regex_new("( id=\"|url\\(#|href=\"#)([A-Za-z0-9_-]+)", G_REGEX_OPTIMIZE, 0, NULL);
  char *done = g_regex_replace_eval(id, svg, -1, 0, 0, renumber, numbers, NULL);
  g_regex_unref(id);
  g_hash_table_destroy(numbers);
  return done;
}

/* The picture's language, title and description, which cairo has no calls for. */
static GBytes *with_head(const char *svg, const Scene *scene) {
  const char *element = strstr(svg, "<svg"), *end = element ? strchr(element, '>') : NULL;
  if (!end) return svg_settle(g_string_new(svg), NULL);
  GString *out = g_string_new_len(svg, end - svg);
  markup_attribute(out, "lang", scene->lang);
  markup_attribute(out, "role", "img");
  g_string_append_c(out, '>');
  const char *texts[] = {scene->title, scene->description}, *tags[] = {"title", "desc"};
  for (int i = 0; i < 2; i++) {
    if (!texts[i] || !*texts[i]) continue;
    g_string_append_printf(out, "<%s>", tags[i]);
    markup_text(out, texts[i]);
    g_string_append_printf(out, "</%s>", tags[i]);
  }
  g_string_append(out, end + 1);
  return svg_settle(out, NULL);
}

GBytes *svg_write_outlines(Canvas *canvas) {
  Budget *budget = arena_budget(canvas->options->work);
  GString *svg = g_string_new(NULL);
  budget_temporary(budget, svg);
  cairo_surface_t *surface =
      cairo_svg_surface_create_for_stream(append, svg, canvas->scene->width, canvas->scene->height);
  budget_temporary_with(budget, surface, (GDestroyNotify)cairo_surface_destroy);
  cairo_svg_surface_set_document_unit(surface, CAIRO_SVG_UNIT_PX);
  canvas->outlines = true;
  Arena *pictures = arena_create_charged(budget);
  embed_pictures(canvas, pictures);
  bool painted = canvas_paint_on(canvas, surface, 1);
  arena_destroy(pictures);
  g_clear_pointer(&surface, cairo_surface_destroy);
  GBytes *bytes = NULL;
  if (painted) {
    char *numbered = with_own_ids(svg->str);
    bytes = with_head(numbered, canvas->scene);
    g_free(numbered);
  }
  return bytes;
}
