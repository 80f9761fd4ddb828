/* text/subset.c: see subset.h.
 *
 *   Subset     one face: a file, an index in it, its variations and whether it is emboldened. First `wanted` collects glyphs of the
 *              whole face, and `glyphs` maps to them from characters; then `face` is the small one, and `numbers` maps from the
 *              old glyphs to its own
 *   Faces in colour have a `box` one, whose text lies unseen over what text/emoji.h draws. Others of which there is no subset (variations
 *   that HarfBuzz cannot apply) have no `face`, and Pango draws with them.
 *
 * The small face and its FreeType library belong to cairo's face, which may outlive all this in cairo's cache of scaled fonts.
 * Each has a library of its own, because cairo may release it in another thread.
 */
#include "text/subset.h"
#include "base/library.h"
#include "text/column.h"
#include "text/emoji.h"
#include "text/layout.h"
#include "text/runs.h"
#include <cairo-ft.h>
#include <fontconfig/fontconfig.h>
#include <hb-ot.h>
#include <hb-subset.h>
#include <pango/pangofc-font.h>
#include <string.h>

typedef struct SubsetLibrary {
  hb_subset_input_t *(*input_create)(void);
  void (*input_destroy)(hb_subset_input_t *);
  hb_set_t *(*glyph_set)(hb_subset_input_t *);
  hb_set_t *(*set)(hb_subset_input_t *, hb_subset_sets_t);
  void (*set_flags)(hb_subset_input_t *, unsigned);
  hb_bool_t (*pin_axis)(hb_subset_input_t *, hb_face_t *, hb_tag_t, float);
  hb_subset_plan_t *(*plan)(hb_face_t *, const hb_subset_input_t *);
  void (*plan_destroy)(hb_subset_plan_t *);
  hb_face_t *(*execute)(hb_subset_plan_t *);
  hb_map_t *(*numbers)(const hb_subset_plan_t *);
} SubsetLibrary;

static const LibrarySymbol symbols[] = {
    {"hb_subset_input_create_or_fail", offsetof(SubsetLibrary, input_create)},
    {"hb_subset_input_destroy", offsetof(SubsetLibrary, input_destroy)},
    {"hb_subset_input_glyph_set", offsetof(SubsetLibrary, glyph_set)},
    {"hb_subset_input_set", offsetof(SubsetLibrary, set)},
    {"hb_subset_input_set_flags", offsetof(SubsetLibrary, set_flags)},
    {"hb_subset_input_pin_axis_location", offsetof(SubsetLibrary, pin_axis)},
    {"hb_subset_plan_create_or_fail", offsetof(SubsetLibrary, plan)},
    {"hb_subset_plan_destroy", offsetof(SubsetLibrary, plan_destroy)},
    {"hb_subset_plan_execute_or_fail", offsetof(SubsetLibrary, execute)},
    {"hb_subset_plan_old_to_new_glyph_mapping", offsetof(SubsetLibrary, numbers)},
};

typedef struct Subset {
  PangoFont *font; /* one of those that use the face */
  hb_set_t *wanted, *characters;
  hb_map_t *glyphs;
  cairo_font_face_t *face; /* NULL: the whole face is used */
  cairo_font_face_t *box;
  hb_map_t *numbers;
} Subset;

/* Texts of which is known that their glyphs are noted; others are set again. */
enum { SEEN_MOST = 100000 };

struct TextSubsets {
  GPtrArray *list;     /* Subset, in the order in which they were met */
  GHashTable *by_name; /* what identifies a face → Subset */
  GHashTable *by_font; /* PangoFont, of one size, → Subset */
  GHashTable *seen;    /* lines, with their styles, that were added */
  TextContext *user;   /* who draws with them */
  EmojiPictures *pictures;
  GPtrArray *names; /* of fonts that were refused */
};

static void subset_free(void *given) {
  Subset *subset = given;
  g_object_unref(subset->font);
  hb_set_destroy(subset->wanted);
  hb_set_destroy(subset->characters);
  hb_map_destroy(subset->glyphs);
  if (subset->face) cairo_font_face_destroy(subset->face);
  if (subset->box) cairo_font_face_destroy(subset->box);
  hb_map_destroy(subset->numbers);
  g_free(subset);
}

TextSubsets *text_subsets_create(void) {
  TextSubsets *subsets = g_new0(TextSubsets, 1);
  subsets->pictures = emoji_pictures_create();
  subsets->list = g_ptr_array_new_with_free_func(subset_free);
  subsets->names = g_ptr_array_new_with_free_func(g_free);
  subsets->by_name = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  subsets->by_font = g_hash_table_new_full(NULL, NULL, g_object_unref, NULL);
  subsets->seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  return subsets;
}

void text_subsets_destroy(TextSubsets *subsets) {
  if (!subsets) return;
  if (subsets->user) text_context_set_subsets(subsets->user, NULL);
  g_hash_table_destroy(subsets->seen);
  g_hash_table_destroy(subsets->by_font);
  g_hash_table_destroy(subsets->by_name);
  g_ptr_array_free(subsets->names, TRUE);
  g_ptr_array_free(subsets->list, TRUE);
  emoji_pictures_destroy(subsets->pictures);
  g_free(subsets);
}

void text_subsets_use(TextSubsets *subsets, TextContext *context) {
  subsets->user = context;
  text_context_set_subsets(context, subsets);
}

static bool is_bold_by_drawing(PangoFont *font) {
  FcBool embolden = FcFalse;
  return FcPatternGetBool(pango_fc_font_get_pattern(PANGO_FC_FONT(font)), FC_EMBOLDEN, 0, &embolden) == FcResultMatch &&
         embolden;
}

/* Fonts of one face, at any size: its data, variations, and whether it is emboldened. */
static char *name_face(PangoFont *font) {
  hb_font_t *shaper = pango_font_get_hb_font(font);
  unsigned count;
  const float *axes = hb_font_get_var_coords_design(shaper, &count);
  GString *name = g_string_new(NULL);
  g_string_printf(name, "%p%s", (void *)hb_font_get_face(shaper), is_bold_by_drawing(font) ? " bold" : "");
  for (unsigned i = 0; i < count; i++) g_string_append_printf(name, " %g", (double)axes[i]);
  return g_string_free(name, FALSE);
}

static Subset *subset_of(TextSubsets *subsets, PangoFont *font, bool make) {
  Subset *subset = g_hash_table_lookup(subsets->by_font, font);
  if (subset || !make || !PANGO_IS_FC_FONT(font)) return subset;
  char *name = name_face(font);
  subset = g_hash_table_lookup(subsets->by_name, name);
  if (!subset) {
    subset = g_new0(Subset, 1);
    subset->font = g_object_ref(font);
    subset->wanted = hb_set_create();
    subset->characters = hb_set_create();
    subset->glyphs = hb_map_create();
    subset->numbers = hb_map_create();
    if (emoji_can_show(font)) subset->box = emoji_box_face(font);
    g_ptr_array_add(subsets->list, subset);
    g_hash_table_insert(subsets->by_name, g_strdup(name), subset);
  }
  g_free(name);
  g_hash_table_insert(subsets->by_font, g_object_ref(font), subset);
  return subset;
}

/* A font's fsType is the 16-bit number at byte 8 of its table OS/2. */
static FontPermission permission_of(PangoFont *font) {
  enum { RESTRICTED = 0x0002, NO_SUBSETS = 0x0100, BITMAPS_ONLY = 0x0200, USAGE = 0x000f };
  hb_blob_t *table =
      hb_face_reference_table(hb_font_get_face(pango_font_get_hb_font(font)), HB_TAG('O', 'S', '/', '2'));
  unsigned length;
  const guint8 *bytes = (const guint8 *)hb_blob_get_data(table, &length);
  unsigned type = length >= 10 ? (unsigned)bytes[8] << 8 | bytes[9] : 0;
  hb_blob_destroy(table);
  if ((type & USAGE) == RESTRICTED || type & BITMAPS_ONLY) return FONT_NOT_EMBEDDABLE;
  return type & NO_SUBSETS ? FONT_NOT_SUBSETTABLE : FONT_EMBEDDABLE;
}

static const char *font_name(TextSubsets *subsets, PangoFont *font) {
  FcChar8 *name = NULL;
  FcPattern *pattern = pango_fc_font_get_pattern(PANGO_FC_FONT(font));
  if (FcPatternGetString(pattern, FC_POSTSCRIPT_NAME, 0, &name) != FcResultMatch) name = (FcChar8 *)"";
  char *copy = g_strdup((const char *)name);
  g_ptr_array_add(subsets->names, copy);
  return copy;
}

typedef struct Adding {
  TextSubsets *subsets;
  FontPermission permission;
  const char *refused;
} Adding;

/* A character that is drawn by one glyph is what the glyph means. */
static void add_cluster(Subset *subset, const PangoGlyphItemIter *cluster, PangoGlyph glyph) {
  if (ABS(cluster->end_glyph - cluster->start_glyph) != 1 || cluster->end_char - cluster->start_char != 1) return;
  hb_codepoint_t character = g_utf8_get_char(cluster->text + cluster->start_index);
  if (hb_set_has(subset->characters, character)) return;
  hb_set_add(subset->characters, character);
  hb_map_set(subset->glyphs, character, glyph);
}

static void add_glyphs(Subset *subset, PangoGlyphItem *run, const char *text) {
  PangoGlyphItemIter at;
  for (int i = 0; i < run->glyphs->num_glyphs; i++) {
    PangoGlyph glyph = run->glyphs->glyphs[i].glyph;
    if (glyph != PANGO_GLYPH_EMPTY && !(glyph & PANGO_GLYPH_UNKNOWN_FLAG)) hb_set_add(subset->wanted, glyph);
  }
  for (gboolean more = pango_glyph_item_iter_init_start(&at, run, text); more;
       more = pango_glyph_item_iter_next_cluster(&at)) {
    PangoGlyph glyph = run->glyphs->glyphs[at.start_glyph].glyph;
    if (hb_set_has(subset->wanted, glyph)) add_cluster(subset, &at, glyph);
  }
}

static void add_run(void *host, PangoFont *font, const char *text, PangoGlyphItem *run, double x) {
  (void)x;
  Adding *adding = host;
  Subset *subset = font ? subset_of(adding->subsets, font, true) : NULL;
  if (!subset) return;
  if (hb_set_is_empty(subset->wanted)) {
    FontPermission permission = permission_of(font);
    if (permission != FONT_EMBEDDABLE) {
      adding->permission = permission;
      adding->refused = font_name(adding->subsets, font);
    }
  }
  add_glyphs(subset, run, text);
}

static void add_column(Adding *adding, TextContext *context, const TextStyle *style, const char *line) {
  Column column;
  column_set(&column, context, style, line);
  for (size_t i = 0; i < column.count; i++)
    add_run(adding, column.runs[i].item->item->analysis.font, column.text, column.runs[i].item, 0);
  column_clear(&column);
}

FontPermission text_subsets_add(TextSubsets *subsets, TextContext *context, const TextStyle *style, const char *line,
                                bool vertical, const char **font) {
  if (!line || !*line || !(style->size > 0)) return FONT_EMBEDDABLE;
  char *key =
      g_strdup_printf("%p %p %d %s", (void *)text_font(context, style), (const void *)style->rules, vertical, line);
  bool known = g_hash_table_contains(subsets->seen, key);
  if (!known && g_hash_table_size(subsets->seen) < SEEN_MOST) g_hash_table_add(subsets->seen, g_strdup(key));
  g_free(key);
  if (known) return FONT_EMBEDDABLE;
  Adding adding = {subsets, FONT_EMBEDDABLE, NULL};
  if (vertical)
    add_column(&adding, context, style, line);
  else
    text_visit_runs(text_shape(context, style, line), add_run, &adding);
  if (adding.refused) *font = adding.refused;
  return adding.permission;
}

/* What cairo has no use for once the text is set; the vertical metrics among them, since Pango gives every place. */
static const hb_tag_t dropped[] = {
    HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'), HB_TAG('G', 'D', 'E', 'F'), HB_TAG('B', 'A', 'S', 'E'),
    HB_TAG('J', 'S', 'T', 'F'), HB_TAG('k', 'e', 'r', 'n'), HB_TAG('m', 'o', 'r', 'x'), HB_TAG('V', 'O', 'R', 'G'),
    HB_TAG('v', 'h', 'e', 'a'), HB_TAG('v', 'm', 't', 'x'), HB_TAG('D', 'S', 'I', 'G'),
};

/* Fixes each axis where the font has it; false if HarfBuzz cannot. */
static bool pin_axes(const SubsetLibrary *call, hb_subset_input_t *input, hb_face_t *face, hb_font_t *font) {
  unsigned axes_count = hb_ot_var_get_axis_count(face), count;
  const float *values = hb_font_get_var_coords_design(font, &count);
  for (unsigned i = 0; i < axes_count; i++) {
    hb_ot_var_axis_info_t axis;
    unsigned one = 1;
    hb_ot_var_get_axis_infos(face, i, &one, &axis);
    if (!call->pin_axis(input, face, axis.tag, i < count ? values[i] : axis.default_value)) return false;
  }
  return true;
}

static void put_number(GByteArray *bytes, guint32 value, int size) {
  for (int i = size - 1; i >= 0; i--) g_byte_array_append(bytes, &(guint8){(guint8)(value >> 8 * i)}, 1);
}

static void blob_free(void *bytes) { g_byte_array_free(bytes, TRUE); }

/* A table "cmap" of format 12: https://learn.microsoft.com/typography/opentype/spec/cmap */
static hb_blob_t *character_table(const Subset *subset) {
  enum { HEADER = 12, GROUPS_BEGIN = 16, GROUP = 12, WINDOWS = 3, FULL_UNICODE = 10 };
  GByteArray *bytes = g_byte_array_new();
  guint32 count = hb_set_get_population(subset->characters);
  put_number(bytes, 0, 2);
  put_number(bytes, 1, 2);
  put_number(bytes, WINDOWS, 2);
  put_number(bytes, FULL_UNICODE, 2);
  put_number(bytes, HEADER, 4);
  put_number(bytes, 12, 2);
  put_number(bytes, 0, 2);
  put_number(bytes, GROUPS_BEGIN + GROUP * count, 4);
  put_number(bytes, 0, 4);
  put_number(bytes, count, 4);
  for (hb_codepoint_t c = HB_SET_VALUE_INVALID; hb_set_next(subset->characters, &c);) {
    put_number(bytes, c, 4);
    put_number(bytes, c, 4);
    put_number(bytes, hb_map_get(subset->glyphs, c), 4);
  }
  return hb_blob_create((const char *)bytes->data, bytes->len, HB_MEMORY_MODE_READONLY, bytes, blob_free);
}

static hb_blob_t *table_of(hb_face_t *face, hb_tag_t tag, void *given) {
  (void)face;
  const Subset *subset = given;
  if (tag == HB_TAG('c', 'm', 'a', 'p')) return character_table(subset);
  return hb_face_reference_table(hb_font_get_face(pango_font_get_hb_font(subset->font)), tag);
}

/* The small face as a file; NULL if there is none. */
static hb_face_t *cut(const SubsetLibrary *call, Subset *subset) {
  hb_font_t *font = pango_font_get_hb_font(subset->font);
  hb_face_t *whole = hb_face_create_for_tables(table_of, subset, NULL), *face = NULL;
  hb_subset_input_t *input = call->input_create();
  if (!input) {
    hb_face_destroy(whole);
    return NULL;
  }
  hb_set_union(call->glyph_set(input), subset->wanted);
  for (size_t i = 0; i < G_N_ELEMENTS(dropped); i++)
    hb_set_add(call->set(input, HB_SUBSET_SETS_DROP_TABLE_TAG), dropped[i]);
  call->set_flags(input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE);
  hb_subset_plan_t *plan = pin_axes(call, input, whole, font) ? call->plan(whole, input) : NULL;
  if (plan) {
    face = call->execute(plan);
    const hb_map_t *numbers = call->numbers(plan);
    for (hb_codepoint_t glyph = HB_SET_VALUE_INVALID; hb_set_next(subset->wanted, &glyph);)
      hb_map_set(subset->numbers, glyph, hb_map_get(numbers, glyph));
    call->plan_destroy(plan);
  }
  call->input_destroy(input);
  hb_face_destroy(whole);
  return face;
}

typedef struct FaceOwner {
  FT_Library library;
  FT_Face face;
  hb_blob_t *file;
} FaceOwner;

static void owner_free(void *given) {
  FaceOwner *owner = given;
  if (owner->face) FT_Done_Face(owner->face);
  if (owner->library) FT_Done_FreeType(owner->library);
  hb_blob_destroy(owner->file);
  g_free(owner);
}

static cairo_font_face_t *face_for_cairo(hb_face_t *small, bool bold) {
  static const cairo_user_data_key_t key;
  FaceOwner *owner = g_new0(FaceOwner, 1);
  owner->file = hb_face_reference_blob(small);
  unsigned length;
  const FT_Byte *bytes = (const FT_Byte *)hb_blob_get_data(owner->file, &length);
  if (FT_Init_FreeType(&owner->library) != 0 ||
      FT_New_Memory_Face(owner->library, bytes, (FT_Long)length, 0, &owner->face) != 0) {
    owner_free(owner);
    return NULL;
  }
  cairo_font_face_t *face = cairo_ft_font_face_create_for_ft_face(owner->face, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP);
  if (bold) cairo_ft_font_face_set_synthesize(face, CAIRO_FT_SYNTHESIZE_BOLD);
  if (cairo_font_face_set_user_data(face, &key, owner, owner_free) == CAIRO_STATUS_SUCCESS) return face;
  cairo_font_face_destroy(face);
  owner_free(owner);
  return NULL;
}

bool text_subsets_finish(TextSubsets *subsets) {
  SubsetLibrary library;
  if (subsets->list->len == 0) return true;
  if (!library_load(TUBAN_HB_SUBSET_LIBRARY, symbols, G_N_ELEMENTS(symbols), &library)) return false;
  for (guint i = 0; i < subsets->list->len; i++) {
    Subset *subset = subsets->list->pdata[i];
    hb_face_t *small = text_font_is_colored(subset->font) ? NULL : cut(&library, subset);
    if (!small) continue;
    subset->face = face_for_cairo(small, is_bold_by_drawing(subset->font));
    hb_face_destroy(small);
  }
  return true;
}

static bool number_of(void *map, PangoGlyph glyph, unsigned long *number) {
  *number = hb_map_get(map, glyph);
  return hb_map_has(map, glyph);
}

typedef struct Showing {
  TextSubsets *subsets;
  cairo_t *cairo;
  double x, y;
  bool column;
} Showing;

bool text_subsets_show_colored(TextSubsets *subsets, cairo_t *cairo, PangoGlyphItem *run, double x, double y) {
  PangoFont *font = run->item->analysis.font;
  if (!subsets || !emoji_can_show(font)) return false;
  emoji_show(subsets->pictures, text_context_budget(subsets->user), cairo, font, run->glyphs, x, y);
  return true;
}

/* The least that cairo does not leave out, which is up to 1/256. */
static const double unseen = 1.0 / 250;

static void show_run(void *host, PangoFont *font, const char *text, PangoGlyphItem *run, double x) {
  const Showing *at = host;
  const Subset *subset = at->subsets && font ? subset_of(at->subsets, font, false) : NULL;
  double y = at->y;
  x += at->x;
  bool colored = text_subsets_show_colored(at->subsets, at->cairo, run, x, y);
  if (!colored) {
    text_show_run(at->cairo, font, text, run, x, y, at->column, subset ? subset->face : NULL, number_of,
                  subset ? subset->numbers : NULL);
  } else if (subset && subset->box) {
    cairo_save(at->cairo);
    cairo_set_source_rgba(at->cairo, 0, 0, 0, unseen);
    text_show_run(at->cairo, font, text, run, x, y, at->column, subset->box, NULL, NULL);
    cairo_restore(at->cairo);
  }
}

void text_subsets_show(TextSubsets *subsets, cairo_t *cairo, const ShapedLine *line, double x, double y) {
  Showing showing = {subsets, cairo, x, y, false};
  /* To 1/256 of a device unit, as cairo keeps points: fewer digits in the file, and what Pango itself does. */
  cairo_move_to(cairo, x, y);
  cairo_get_current_point(cairo, &showing.x, &showing.y);
  text_visit_runs(line, show_run, &showing);
}

void text_subsets_show_run(TextSubsets *subsets, cairo_t *cairo, const char *text, PangoGlyphItem *run) {
  Showing showing = {subsets, cairo, 0, 0, true};
  show_run(&showing, run->item->analysis.font, text, run, 0);
}
