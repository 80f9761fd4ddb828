/* render/svg_fonts.c: the font-family of each text, known when all texts are.
 *
 * Texts refer to their list of families by number until svg_settle() is called. The list that most marks have is the
 * root's, and they inherit it.
 */
#include "base/temporary.h"
#include "render/svg.h"
#include "text/fallback.h"
#include <string.h>

struct SvgFont {
  unsigned number; /* from 1 */
  unsigned marks;  /* that refer to it */
  FontUse *use;
};

struct SvgFont *svg_font(Svg *svg, const char *families) {
  if (!families) families = "sans-serif";
  if (svg->last_families && (svg->last_families == families || strcmp(svg->last_families, families) == 0))
    return svg->last_font;
  struct SvgFont *font = g_hash_table_lookup(svg->fonts, families);
  if (!font) {
    font = arena_new(svg->owner, struct SvgFont);
    font->number = g_hash_table_size(svg->fonts) + 1;
    font->use = font_use_create(families, svg->owner);
    g_hash_table_insert(svg->fonts, g_strdup(families), font);
  }
  svg->last_families = families;
  return svg->last_font = font;
}

void svg_font_note(Svg *svg, struct SvgFont *font, const TextStyle *style, const char *line) {
  font_use_add(font->use, svg->canvas->text, style, line);
}

void svg_font_attribute(Svg *svg, struct SvgFont *font, bool inherits) {
  if (inherits) font->marks++;
  g_string_append_printf(svg->out, "%s%u;", inherits ? SVG_FONT_OF_MARK : SVG_FONT_OF_ITEM, font->number);
}

/* The lists by number, without quotes that XML would mind; [0] is that of the root, or NULL. */
const char *const *svg_font_lists(Svg *svg) {
  const char **lists = arena_array(svg->owner, const char *, g_hash_table_size(svg->fonts) + 1);
  const struct SvgFont *usual = NULL;
  GHashTableIter fonts;
  void *value;
  g_hash_table_iter_init(&fonts, svg->fonts);
  while (g_hash_table_iter_next(&fonts, NULL, &value)) {
    const struct SvgFont *font = value;
    GString *list = g_string_new(NULL);
    arena_temporary(svg->owner, list);
    markup_text(list, font_use_list(font->use, svg->owner));
    lists[font->number] = arena_strdup(svg->owner, list->str);
    bool more = !usual || font->marks > usual->marks;
    if (more || (font->marks == usual->marks && font->number < usual->number)) usual = font;
  }
  lists[0] = usual ? lists[usual->number] : NULL;
  return lists;
}
