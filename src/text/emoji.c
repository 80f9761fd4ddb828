/* text/emoji.c: see emoji.h. */
#include "text/emoji.h"
#include <hb-ot.h>
#include <string.h>

/* More pixels than any picture of a font has (Apple Color Emoji 160, Noto Color Emoji 136 × 128); bytes of a PNG file up to its size. */
enum { SIDE_MOST = 1024, PNG_SIZE_AT = 16, PNG_SIZE_END = 24, LAYERS_MOST = 256 };

/* A glyph's picture and the box that it fills, in em from the glyph's origin, y downwards. */
typedef struct Picture {
  cairo_surface_t *surface; /* NULL: it has none, or a damaged one */
  double x, y, width, height;
} Picture;

struct EmojiPictures {
  GHashTable *faces; /* hb_face_t → glyph → Picture */
};

static void picture_free(void *given) {
  Picture *picture = given;
  if (picture->surface) cairo_surface_destroy(picture->surface);
  g_free(picture);
}

EmojiPictures *emoji_pictures_create(void) {
  EmojiPictures *pictures = g_new0(EmojiPictures, 1);
  pictures->faces =
      g_hash_table_new_full(NULL, NULL, (GDestroyNotify)hb_face_destroy, (GDestroyNotify)g_hash_table_destroy);
  return pictures;
}

void emoji_pictures_destroy(EmojiPictures *pictures) {
  if (!pictures) return;
  g_hash_table_destroy(pictures->faces);
  g_free(pictures);
}

static hb_face_t *face_of(PangoFont *font) { return hb_font_get_face(pango_font_get_hb_font(font)); }

bool emoji_can_show(PangoFont *font) {
  return font && (hb_ot_color_has_png(face_of(font)) || hb_ot_color_has_layers(face_of(font)));
}

typedef struct Reader {
  const unsigned char *bytes;
  unsigned length;
} Reader;

static cairo_status_t read_bytes(void *closure, unsigned char *data, unsigned length) {
  Reader *reader = closure;
  if (length > reader->length) return CAIRO_STATUS_READ_ERROR;
  memcpy(data, reader->bytes, length);
  reader->bytes += length;
  reader->length -= length;
  return CAIRO_STATUS_SUCCESS;
}

static guint32 number_at(const unsigned char *bytes) {
  return (guint32)bytes[0] << 24 | (guint32)bytes[1] << 16 | (guint32)bytes[2] << 8 | bytes[3];
}

/* The size stands in the first chunk of a PNG file (PNG 1.2, 4.1.1), so that it is charged before it is read. */
static cairo_surface_t *read_png(hb_blob_t *blob, Budget *budget) {
  Reader reader;
  reader.bytes = (const unsigned char *)hb_blob_get_data(blob, &reader.length);
  if (reader.length < PNG_SIZE_END) return NULL;
  guint32 width = number_at(reader.bytes + PNG_SIZE_AT), height = number_at(reader.bytes + PNG_SIZE_AT + 4);
  if (width == 0 || height == 0 || width > SIDE_MOST || height > SIDE_MOST) return NULL;
  budget_charge(budget, BUDGET_MEMORY, 4.0 * width * height);
  cairo_surface_t *surface = cairo_image_surface_create_from_png_stream(read_bytes, &reader);
  if (cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS) return surface;
  cairo_surface_destroy(surface);
  return NULL;
}

/* The largest picture that the font has of a glyph. */
static Picture *read_picture(hb_face_t *face, hb_codepoint_t glyph, Budget *budget) {
  Picture *picture = g_new0(Picture, 1);
  hb_font_t *font = hb_font_create(face); /* in units of the em, of no size in px */
  hb_blob_t *blob = hb_ot_color_glyph_reference_png(font, glyph);
  hb_glyph_extents_t box;
  if (hb_blob_get_length(blob) > 0 && hb_font_get_glyph_extents(font, glyph, &box)) {
    double em = hb_face_get_upem(face);
    picture->surface = read_png(blob, budget);
    picture->x = box.x_bearing / em;
    picture->y = -box.y_bearing / em;
    picture->width = box.width / em;
    picture->height = -box.height / em;
  }
  hb_blob_destroy(blob);
  hb_font_destroy(font);
  return picture;
}

static const Picture *picture_of(EmojiPictures *pictures, Budget *budget, hb_face_t *face, PangoGlyph glyph) {
  GHashTable *glyphs = g_hash_table_lookup(pictures->faces, face);
  if (!glyphs) {
    glyphs = g_hash_table_new_full(NULL, NULL, NULL, picture_free);
    g_hash_table_insert(pictures->faces, hb_face_reference(face), glyphs);
  }
  Picture *picture = g_hash_table_lookup(glyphs, GUINT_TO_POINTER(glyph));
  if (!picture) {
    picture = read_picture(face, glyph, budget);
    g_hash_table_insert(glyphs, GUINT_TO_POINTER(glyph), picture);
  }
  return picture;
}

static void show_picture(cairo_t *cairo, const Picture *picture, double size, double opacity) {
  cairo_save(cairo);
  cairo_scale(cairo, size, size);
  cairo_translate(cairo, picture->x, picture->y);
  cairo_scale(cairo, picture->width / cairo_image_surface_get_width(picture->surface),
              picture->height / cairo_image_surface_get_height(picture->surface));
  cairo_set_source_surface(cairo, picture->surface, 0, 0);
  if (opacity < 1)
    cairo_paint_with_alpha(cairo, opacity);
  else
    cairo_paint(cairo);
  cairo_restore(cairo);
}

static void fill_glyph(cairo_t *cairo, unsigned long glyph) {
  cairo_new_path(cairo);
  cairo_glyph_path(cairo, &(cairo_glyph_t){.index = glyph}, 1);
  cairo_fill(cairo);
}

/* The entry of the first palette; 0xFFFF is the colour of the text (COLR, "Color references"). */
static void set_color(cairo_t *cairo, hb_face_t *face, unsigned index, cairo_pattern_t *foreground) {
  enum { FOREGROUND = 0xFFFF };
  static const double most = 255;
  unsigned one = 1;
  hb_color_t color;
  if (index == FOREGROUND || hb_ot_color_palette_get_colors(face, 0, index, &one, &color) <= index || one != 1)
    cairo_set_source(cairo, foreground);
  else
    cairo_set_source_rgba(cairo, hb_color_get_red(color) / most, hb_color_get_green(color) / most,
                          hb_color_get_blue(color) / most, hb_color_get_alpha(color) / most);
}

/* False if the glyph has no layers. */
static bool show_layers(cairo_t *cairo, hb_face_t *face, PangoGlyph glyph, double opacity) {
  hb_ot_color_layer_t layers[LAYERS_MOST];
  unsigned count = LAYERS_MOST;
  hb_ot_color_glyph_get_layers(face, glyph, 0, &count, layers);
  if (count == 0) return false;
  if (opacity < 1) cairo_push_group(cairo);
  cairo_pattern_t *foreground = cairo_pattern_reference(cairo_get_source(cairo));
  for (unsigned i = 0; i < count; i++) {
    set_color(cairo, face, layers[i].color_index, foreground);
    fill_glyph(cairo, layers[i].glyph);
  }
  cairo_pattern_destroy(foreground);
  if (opacity < 1) {
    cairo_pop_group_to_source(cairo);
    cairo_paint_with_alpha(cairo, opacity);
  }
  return true;
}

static double opacity_of(cairo_pattern_t *source) {
  double red, green, blue, alpha;
  return cairo_pattern_get_rgba(source, &red, &green, &blue, &alpha) == CAIRO_STATUS_SUCCESS ? alpha : 1;
}

/* Pango's size of a face of pictures is that of the pictures; HarfBuzz's font has that of the text. */
static double size_of(PangoFont *font) {
  int width, height;
  hb_font_get_scale(pango_font_get_hb_font(font), &width, &height);
  return (double)width / PANGO_SCALE;
}

void emoji_show(EmojiPictures *pictures, Budget *budget, cairo_t *cairo, PangoFont *font, const PangoGlyphString *run,
                double x, double y) {
  hb_face_t *face = face_of(font);
  double size = size_of(font), opacity = opacity_of(cairo_get_source(cairo));
  int along = 0;
  for (int i = 0; i < run->num_glyphs; i++) {
    const PangoGlyphInfo *info = &run->glyphs[i];
    if (info->glyph != PANGO_GLYPH_EMPTY && !(info->glyph & PANGO_GLYPH_UNKNOWN_FLAG)) {
      const Picture *picture = picture_of(pictures, budget, face, info->glyph);
      cairo_save(cairo);
      cairo_translate(cairo, x + (double)(along + info->geometry.x_offset) / PANGO_SCALE,
                      y + (double)info->geometry.y_offset / PANGO_SCALE);
      cairo_set_scaled_font(cairo, pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font)));
      if (picture->surface && picture->width != 0 && picture->height != 0)
        show_picture(cairo, picture, size, opacity);
      else if (!show_layers(cairo, face, info->glyph, opacity))
        fill_glyph(cairo, info->glyph);
      cairo_restore(cairo);
    }
    along += info->geometry.width;
  }
}

void emoji_show_pixels(cairo_t *cairo, const char *text, PangoGlyphItem *run, double x, double y) {
  static const double px = PANGO_SCALE;
  double red, green, blue, opacity = 1;
  bool plain = cairo_pattern_get_rgba(cairo_get_source(cairo), &red, &green, &blue, &opacity) == CAIRO_STATUS_SUCCESS;
  cairo_save(cairo);
  if (plain && opacity < 1) {
    PangoRectangle ink;
    pango_glyph_string_extents(run->glyphs, run->item->analysis.font, &ink, NULL);
    cairo_rectangle(cairo, x + ink.x / px - 1, y + ink.y / px - 1, ink.width / px + 2, ink.height / px + 2);
    cairo_clip(cairo);
    cairo_push_group(cairo);
    cairo_set_source_rgb(cairo, red, green, blue);
  }
  cairo_move_to(cairo, x, y);
  pango_cairo_show_glyph_item(cairo, text, run);
  if (plain && opacity < 1) {
    cairo_pop_group_to_source(cairo);
    cairo_paint_with_alpha(cairo, opacity);
  }
  cairo_restore(cairo);
}

static const cairo_user_data_key_t width_key;

static cairo_status_t draw_box(cairo_scaled_font_t *font, unsigned long glyph, cairo_t *cairo,
                               cairo_text_extents_t *extents) {
  static const double descent = 0.2, dot = 0.001;
  (void)glyph;
  const double *width = cairo_font_face_get_user_data(cairo_scaled_font_get_font_face(font), &width_key);
  extents->x_advance = *width;
  cairo_rectangle(cairo, 0, descent - dot, dot, dot);
  cairo_rectangle(cairo, *width - dot, descent - 1, dot, dot);
  cairo_fill(cairo);
  return CAIRO_STATUS_SUCCESS;
}

cairo_font_face_t *emoji_box_face(PangoFont *font) {
  hb_font_t *plain = hb_font_create(face_of(font));
  hb_codepoint_t glyph = 0;
  double *width = g_new(double, 1);
  hb_font_get_nominal_glyph(plain, 0x1F600, &glyph);
  *width = (double)hb_font_get_glyph_h_advance(plain, glyph) / hb_face_get_upem(face_of(font));
  hb_font_destroy(plain);
  cairo_font_face_t *face = cairo_user_font_face_create();
  cairo_user_font_face_set_render_glyph_func(face, draw_box);
  if (cairo_font_face_set_user_data(face, &width_key, width, g_free) == CAIRO_STATUS_SUCCESS) return face;
  g_free(width);
  cairo_font_face_destroy(face);
  return NULL;
}
