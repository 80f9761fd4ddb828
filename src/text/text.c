/* text/text.c: fonts and measuring.
 *
 * Pango sets every line without hinting and without rounding glyph positions, so that widths are proportional to the
 * size, as in a canvas' measureText(), and do not depend on the target. The font map belongs to the context: two
 * contexts share nothing.
 */
#include "text/text.h"
#include "base/temporary.h"
#include "text/cells.h"
#include "text/layout.h"
#include "text/shaped.h"
#include "text/upright.h"
#include <fontconfig/fontconfig.h>
#include <math.h>
#include <pango/pangofc-fontmap.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTHS_KEPT = 500000, RECENT = 8 };
/* FreeType cannot make letters much larger. */
static const double size_max = 5000;

struct TextContext {
  FcConfig *config;       /* of fonts that were added; NULL: fontconfig's own */
  PangoFontMap *font_map; /* this and what follows from it: NULL before with_pango() */
  PangoContext *horizontal;
  ShapedLine line;   /* that was shaped last */
  GHashTable *fonts; /* style as text → TextFont */
  size_t width_count;
  TextFont *recent[RECENT]; /* those asked for last, since a chart has few styles */
  unsigned next_recent;
  Budget *budget;
  TextRules rules;
  bool has_rules, oriented;
  struct TextSubsets *subsets;
  struct TextMasks *masks; /* NULL until needed */
  GDestroyNotify masks_destroy;
  GHashTable *shaped; /* paragraphs, while it measures by scale; else NULL */
};

static void widths_forget(TextContext *context) {
  GHashTableIter fonts;
  void *font;
  g_hash_table_iter_init(&fonts, context->fonts);
  while (g_hash_table_iter_next(&fonts, NULL, &font)) g_hash_table_remove_all(((TextFont *)font)->widths);
  context->width_count = 0;
}

bool text_rules_equal(const TextRules *a, const TextRules *b) {
  return a->prohibition == b->prohibition && a->squeeze == b->squeeze && a->justify == b->justify &&
         a->hang == b->hang && a->orphans == b->orphans && a->marks == b->marks && a->corners == b->corners &&
         a->combine == b->combine && a->gap == b->gap && a->columns == b->columns;
}

void text_context_typeset(TextContext *context, const TextRules *rules) {
  if (context->has_rules == (rules != NULL) && (!rules || text_rules_equal(rules, &context->rules))) return;
  context->has_rules = rules != NULL;
  if (rules) context->rules = *rules;
  widths_forget(context);
}
const TextRules *text_context_rules(const TextContext *context) { return context->has_rules ? &context->rules : NULL; }

const TextRules *text_rules(const TextContext *context, const TextStyle *style) {
  return style->rules ? style->rules : text_context_rules(context);
}

bool text_stands(const TextContext *context, unsigned columns, const char *text) {
  if (!context || !context->has_rules || !(context->rules.columns & columns) || !g_utf8_validate(text, -1, NULL))
    return false;
  for (const char *at = text; *at; at = g_utf8_next_char(at))
    if (upright_orientation(g_utf8_get_char(at)) == ORIENT_UPRIGHT) return true;
  return false;
}

void text_context_keep_shaped(TextContext *context, GHashTable *shaped) {
  g_clear_pointer(&context->shaped, g_hash_table_destroy);
  context->shaped = shaped;
}
GHashTable *text_context_shaped(TextContext *context) { return context->shaped; }

void text_context_orient(TextContext *context, bool by_text) { context->oriented = by_text; }

bool text_runs_left(TextContext *context, const TextStyle *style, const char *line) {
  if ((!context->oriented && !style->oriented) || g_str_is_ascii(line)) return false;
  return text_shape(context, style, line)->runs_left;
}

void text_context_set_subsets(TextContext *context, struct TextSubsets *subsets) { context->subsets = subsets; }
struct TextSubsets *text_context_subsets(const TextContext *context) {
  return context->subsets;
}

struct TextMasks *text_context_masks(const TextContext *context) {
  return context->masks;
}

void text_context_keep_masks(TextContext *context, struct TextMasks *masks, GDestroyNotify destroy) {
  if (context->masks) context->masks_destroy(context->masks);
  context->masks = masks;
  context->masks_destroy = destroy;
}

bool text_is_oriented(const TextContext *context, const TextStyle *style) {
  return context->oriented || style->oriented;
}

void text_context_charge(TextContext *context, Budget *budget) { context->budget = budget; }
Budget *text_context_budget(const TextContext *context) { return context ? context->budget : NULL; }

static void font_free(void *data) {
  TextFont *font = data;
  pango_font_description_free(font->description);
  g_hash_table_destroy(font->widths);
  g_free(font->lang);
  g_free(font->family);
  g_free(font);
}

static PangoContext *pango_context(PangoFontMap *font_map) {
  PangoContext *context = pango_font_map_create_context(font_map);
  cairo_font_options_t *options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_ON);
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options(context, options);
  cairo_font_options_destroy(options);
  pango_context_set_round_glyph_positions(context, FALSE);
  pango_context_set_base_dir(context, PANGO_DIRECTION_LTR);
  pango_context_set_language(context, pango_language_from_string("und"));
  return context;
}

TextContext *text_context_create(void) {
  TextContext *context = g_new0(TextContext, 1);
  context->fonts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, font_free);
  return context;
}

/* Made when text is first measured or is going to be: Pango starts threads for a font map, and a process with threads cannot fork safely. */
static TextContext *with_pango(TextContext *context) {
  if (context->font_map) return context;
  context->font_map = pango_cairo_font_map_new();
  if (context->config) pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(context->font_map), context->config);
  context->horizontal = pango_context(context->font_map);
  return context;
}

void text_context_prepare(TextContext *context) { with_pango(context); }

void text_context_destroy(TextContext *context) {
  if (!context) return;
  text_context_keep_shaped(context, NULL);
  text_context_keep_masks(context, NULL, NULL);
  g_hash_table_destroy(context->fonts);
  line_clear(&context->line);
  g_clear_object(&context->horizontal);
  g_clear_object(&context->font_map);
  if (context->config) FcConfigDestroy(context->config);
  g_free(context);
}

bool text_context_add_fonts(TextContext *context, const char *folder, bool with_system) {
  if (!context->config) context->config = with_system ? FcInitLoadConfigAndFonts() : FcInitLoadConfig();
  if (!context->config || !FcConfigAppFontAddDir(context->config, (const FcChar8 *)folder)) return false;
  if (!context->font_map) return true;
  PangoFcFontMap *map = PANGO_FC_FONT_MAP(context->font_map);
  pango_fc_font_map_set_config(map, context->config);
  pango_fc_font_map_config_changed(map);
  text_context_keep_masks(context, NULL, NULL);
  g_hash_table_remove_all(context->fonts);
  memset(context->recent, 0, sizeof context->recent);
  context->width_count = 0;
  return true;
}

bool text_has_fonts(TextContext *context) {
  FcConfig *config = text_font_config(context);
  for (int set = FcSetSystem; set <= FcSetApplication; set++) {
    const FcFontSet *fonts = FcConfigGetFonts(config ? config : FcConfigGetCurrent(), (FcSetName)set);
    if (fonts && fonts->nfont > 0) return true;
  }
  return false;
}

static void add_path(GHashTable *paths, const FcChar8 *path) { g_hash_table_add(paths, (void *)path); }

static int compare_paths(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

char **text_font_files(TextContext *context) {
  GHashTable *paths = g_hash_table_new(g_str_hash, g_str_equal);
  FcConfig *config = context->config; /* NULL: the current one */
  FcChar8 *path;
  for (int set = FcSetSystem; set <= FcSetApplication; set++) {
    const FcFontSet *fonts = FcConfigGetFonts(config, (FcSetName)set);
    for (int i = 0; fonts && i < fonts->nfont; i++)
      if (FcPatternGetString(fonts->fonts[i], FC_FILE, 0, &path) == FcResultMatch) add_path(paths, path);
  }
  FcStrList *files = FcConfigGetConfigFiles(config);
  while (files && (path = FcStrListNext(files))) add_path(paths, path);
  guint count;
  char **list = (char **)g_hash_table_get_keys_as_array(paths, &count);
  for (guint i = 0; i < count; i++) list[i] = g_strdup(list[i]);
  qsort(list, count, sizeof *list, compare_paths);
  if (files) FcStrListDone(files);
  g_hash_table_unref(paths);
  return list;
}

struct _FcConfig *text_font_config(TextContext *context) {
  return pango_fc_font_map_get_config(PANGO_FC_FONT_MAP(with_pango(context)->font_map));
}

static TextFont *font_create(TextContext *context, const TextStyle *style) {
  TextFont *font = g_new0(TextFont, 1);
  char **families = text_families(style->family), *named = g_strjoinv(",", families);
  const char *behind = text_generic_behind(text_font_config(context), with_pango(context)->horizontal, families);
  char *family = behind ? g_strdup_printf("%s,%s", named, behind) : g_strdup(named);
  double size = isfinite(style->size) && style->size > 0 ? MIN(style->size, size_max) : 0;
  font->description = pango_font_description_new();
  pango_font_description_set_family(font->description, family);
  pango_font_description_set_style(font->description, style->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
  pango_font_description_set_weight(font->description,
                                    (PangoWeight)CLAMP(style->weight ? style->weight : 400, 100, 1000));
  pango_font_description_set_absolute_size(font->description, size * PANGO_SCALE);
  font->language = text_language(style->lang);
  font->widths = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  font->size = style->size;
  font->weight = style->weight;
  font->italic = style->italic;
  font->lang = g_strdup(style->lang ? style->lang : "");
  font->family = g_strdup(style->family ? style->family : "");
  g_free(family);
  g_free(named);
  g_strfreev(families);
  return font;
}

static bool is_of_style(const TextFont *font, const TextStyle *style, const char *lang, const char *family) {
  return font->size == style->size && font->weight == style->weight && font->italic == style->italic &&
         strcmp(font->lang, lang) == 0 && strcmp(font->family, family) == 0;
}

static TextFont *find_font(TextContext *context, const TextStyle *style, const char *lang, const char *family) {
  char *key = g_strdup_printf("%.9g %d %d %s\t%s", style->size, style->weight, style->italic, lang, family);
  TextFont *font = g_hash_table_lookup(context->fonts, key);
  if (font) {
    g_free(key);
  } else {
    font = font_create(context, style);
    g_hash_table_insert(context->fonts, key, font);
  }
  return font;
}

TextFont *text_font(TextContext *context, const TextStyle *style) {
  const char *family = style->family ? style->family : "", *lang = style->lang ? style->lang : "";
  for (unsigned i = 0; i < RECENT && context->recent[i]; i++)
    if (is_of_style(context->recent[i], style, lang, family)) return context->recent[i];
  return context->recent[context->next_recent++ % RECENT] = find_font(context, style, lang, family);
}

/* Pango and HarfBuzz take time by the square of what they cannot split: of the runs of a line, and of the marks on a letter. */
void text_charge_line(const TextContext *context, const char *line) {
  static const double each = 400;
  double length = (double)strlen(line);
  budget_charge(context->budget, BUDGET_STEPS, each + length * (30 + length / 100));
}

static PangoLanguage *language_of(const TextFont *font, const char *line) {
  return font->language ? font->language : text_language(text_guess_lang(line));
}

ShapedLine *text_shape(TextContext *context, const TextStyle *style, const char *line) {
  const TextFont *font = text_font(context, style);
  ShapedLine *set = &with_pango(context)->line;
  text_charge_line(context, line);
  line_shape(set, context->horizontal, font->description, font->language, line, text_is_oriented(context, style));
  const TextRules *rules = text_rules(context, style);
  if (rules && rules->marks) line_set_han_marks(set, language_of(font, line));
  if (rules) line_fit_emoji(set);
  return set;
}

/* The line's cells as the rules set them. */
static ShapedLine *set_cells(TextContext *context, const TextStyle *style, const char *line, CellLine *cells) {
  const TextRules *rules = text_rules(context, style);
  ShapedLine *shaped = text_shape(context, style, line);
  cells_read(cells, shaped, style->size);
  cells_adjust(cells, rules);
  cells_set(cells, rules, style->measure);
  return shaped;
}

ShapedLine *text_line(TextContext *context, const TextStyle *style, const char *line) {
  if (!text_rules(context, style)) return text_shape(context, style, line);
  CellLine cells;
  ShapedLine *shaped = set_cells(context, style, line, &cells);
  cells_apply(&cells);
  cells_clear(&cells);
  return shaped;
}

/* The sizes of the cells, in those of the line; NULL: all 1. */
static const double *cell_scales(const CellLine *cells, const ShapedLine *line, Arena *arena) {
  double *scales = NULL;
  for (const GSList *at = line->runs; at; at = at->next) {
    const PangoItem *item = ((const PangoGlyphItem *)at->data)->item;
    double scale = line_emoji_scale(at->data);
    if (scale >= 1) continue;
    if (!scales) {
      scales = arena_array(arena, double, cells->count);
      for (size_t i = 0; i < cells->count; i++) scales[i] = 1;
    }
    const char *start = line->text + item->offset, *end = start + item->length;
    for (size_t i = 0; i < cells->count; i++)
      if (cells->cells[i].at >= start && cells->cells[i].at < end) scales[i] = scale;
  }
  return scales;
}

const double *text_positions(TextContext *context, const TextStyle *style, const char *line, size_t *count,
                             const double **scales, Arena *arena) {
  *count = 0;
  if (!text_rules(context, style) || !line || !*line || !(style->size > 0)) return NULL;
  CellLine cells;
  ShapedLine *shaped = set_cells(context, style, line, &cells);
  CellLine *ending = &cells;
  arena_temporary_with(arena, ending, (GDestroyNotify)cells_clear);
  const double *sizes = cell_scales(&cells, shaped, arena);
  if (scales) *scales = sizes;
  bool moved = sizes != NULL, in_order = true;
  double *xs = arena_array(arena, double, cells.count), pen = 0;
  for (size_t i = 0; i < cells.count; i++) {
    const Cell *cell = &cells.cells[i];
    in_order = in_order && (i == 0 || cell->at > cell[-1].at);
    moved = moved || cell->before != 0 || (cell->after != 0 && i + 1 < cells.count);
    bool follows = i > 0 && cell->before == 0 && cell[-1].after == 0 && (!sizes || sizes[i] == sizes[i - 1]);
    xs[i] = follows || !cell->glyph ? NAN : pen + cell->before;
    pen += cell->width + cell->before + cell->after;
  }
  *count = cells.count;
  return moved && in_order && *count == (size_t)g_utf8_strlen(line, -1) ? xs : NULL;
}

ShapedLine *text_shape_vertical(TextContext *context, const TextStyle *style, const char *line) {
  const TextFont *font = text_font(context, style);
  ShapedLine *set = &with_pango(context)->line;
  text_charge_line(context, line);
  line_shape(set, context->horizontal, font->description, font->language, line, text_is_oriented(context, style));
  line_set_han_marks(set, language_of(font, line));
  return set;
}

double text_width(TextContext *context, const TextStyle *style, const char *line) {
  if (!line || !*line || !(style->size > 0)) return 0;
  if (context->shaped && style->size != SHAPED_SIZE) {
    TextStyle at = *style;
    at.size = SHAPED_SIZE;
    at.measure *= SHAPED_SIZE / style->size;
    return text_width(context, &at, line) * (style->size / SHAPED_SIZE);
  }
  TextFont *font = text_font(context, style);
  bool own = style->measure > 0 || style->rules;
  const double *known = own ? NULL : g_hash_table_lookup(font->widths, line);
  if (known) return *known;
  double advance = line_advance(text_line(context, style, line)) / (double)PANGO_SCALE;
  if (own) return advance;
  if (context->width_count >= WIDTHS_KEPT) widths_forget(context);
  double *width = g_new(double, 1);
  *width = advance;
  g_hash_table_insert(font->widths, g_strdup(line), width);
  context->width_count++;
  return *width;
}
