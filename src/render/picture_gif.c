/* render/picture_gif.c: the first picture of a GIF file (GIF89a specification).
 *
 * Its pixels are indices into a table of colours, packed by LZW: codes of growing length that each stand for a string of indices.
 * A new code is an older one with one index more, so that a string is read off backwards along `before`.
 */
#include "render/picture.h"
#include <string.h>

enum { CODES_MAX = 4096, CODE_BITS_MAX = 12, NO_CODE = CODES_MAX };

typedef struct Gif {
  const guint8 *at, *end;
  guint32 palette[256];
  int transparent; /* an index; -1: none */
  guint width, height;
  struct {
    guint left, top, width, height;
    bool interlaced;
  } frame;
} Gif;

static bool has(const Gif *gif, gsize length) { return (gsize)(gif->end - gif->at) >= length; }
static guint read_short(const guint8 *at) { return at[0] | (guint)at[1] << 8; }

static bool read_palette(Gif *gif, guint8 flags) {
  gsize count = (gsize)2 << (flags & 7);
  if (!(flags & 0x80)) return true;
  if (!has(gif, 3 * count)) return false;
  for (gsize i = 0; i < count; i++, gif->at += 3)
    gif->palette[i] = picture_pixel(gif->at[0], gif->at[1], gif->at[2], 255);
  return true;
}

/* Steps over the blocks of an extension or picture. */
static bool skip_blocks(Gif *gif) {
  while (has(gif, 1) && *gif->at) {
    if (!has(gif, (gsize)*gif->at + 1)) return false;
    gif->at += (gsize)*gif->at + 1;
  }
  if (!has(gif, 1)) return false;
  gif->at++;
  return true;
}

static bool read_extension(Gif *gif) {
  if (!has(gif, 2)) return false;
  bool is_control = gif->at[1] == 0xf9;
  gif->at += 2;
  if (is_control && has(gif, 5) && gif->at[0] >= 4 && gif->at[1] & 1) gif->transparent = gif->at[4];
  return skip_blocks(gif);
}

/* Up to the first picture's codes. */
static bool read_head(Gif *gif) {
  gif->transparent = -1;
  gif->width = read_short(gif->at + 6);
  gif->height = read_short(gif->at + 8);
  guint8 flags = gif->at[10];
  gif->at += 13;
  if (!read_palette(gif, flags)) return false;
  while (has(gif, 1) && *gif->at == 0x21)
    if (!read_extension(gif)) return false;
  if (!has(gif, 11) || *gif->at != 0x2c) return false;
  gif->frame.left = read_short(gif->at + 1);
  gif->frame.top = read_short(gif->at + 3);
  gif->frame.width = read_short(gif->at + 5);
  gif->frame.height = read_short(gif->at + 7);
  flags = gif->at[9];
  gif->frame.interlaced = flags & 0x40;
  gif->at += 10;
  return read_palette(gif, flags) && has(gif, 1);
}

/* The codes of a picture, bit by bit out of blocks of up to 255 bytes. */
typedef struct Codes {
  Gif *gif;
  guint block; /* bytes left in it */
  guint32 bits;
  guint bit_count;
} Codes;

static int next_code(Codes *codes, guint length) {
  Gif *gif = codes->gif;
  while (codes->bit_count < length) {
    if (!codes->block) {
      if (!has(gif, 1) || !*gif->at) return -1;
      codes->block = *gif->at++;
    }
    if (!has(gif, 1)) return -1;
    codes->bits |= (guint32)*gif->at++ << codes->bit_count;
    codes->bit_count += 8;
    codes->block--;
  }
  int code = (int)(codes->bits & ((1u << length) - 1));
  codes->bits >>= length;
  codes->bit_count -= length;
  return code;
}

typedef struct Strings {
  guint16 before[CODES_MAX];
  guint8 last[CODES_MAX], first[CODES_MAX];
  guint count;
} Strings;

/* Unpacks up to `room` indices; how many there were. */
static gsize unpack(Gif *gif, guint8 *indices, gsize room) {
  guint least = *gif->at++;
  if (least < 1 || least > 8) return 0;
  guint clear = 1u << least, length = least + 1, previous = NO_CODE;
  Strings *strings = g_new0(Strings, 1);
  Codes codes = {.gif = gif};
  gsize made = 0;
  for (guint i = 0; i < clear; i++) {
    strings->before[i] = NO_CODE;
    strings->first[i] = strings->last[i] = (guint8)i;
  }
  strings->count = clear + 2;
  for (int read; made < room && (read = next_code(&codes, length)) >= 0 && (guint)read != clear + 1;) {
    guint code = (guint)read;
    if (code == clear) {
      strings->count = clear + 2;
      length = least + 1;
      previous = NO_CODE;
      continue;
    }
    if (code > strings->count || (code == strings->count && previous == NO_CODE)) break;
    if (previous != NO_CODE && strings->count < CODES_MAX) {
      guint added = strings->count++;
      strings->before[added] = (guint16)previous;
      strings->first[added] = strings->first[previous];
      strings->last[added] = code == added ? strings->first[previous] : strings->first[code];
      if (strings->count == 1u << length && length < CODE_BITS_MAX) length++;
    } else if (code >= strings->count) {
      break;
    }
    gsize size = 0;
    for (guint at = code; at != NO_CODE; at = strings->before[at]) size++;
    gsize end = made + size;
    for (guint at = code; at != NO_CODE; at = strings->before[at])
      if (made + --size < room) indices[made + size] = strings->last[at];
    made = MIN(end, room);
    previous = code;
  }
  g_free(strings);
  return made;
}

/* The row of the picture that is the `i`th in the file: interlaced ones come in four passes. */
static guint row_of(guint i, guint height) {
  static const guint starts[] = {0, 4, 2, 1}, steps[] = {8, 8, 4, 2};
  for (int pass = 0; pass < 4; pass++) {
    guint rows = height > starts[pass] ? (height - starts[pass] + steps[pass] - 1) / steps[pass] : 0;
    if (i < rows) return starts[pass] + i * steps[pass];
    i -= rows;
  }
  return height;
}

static void paint(const Gif *gif, const guint8 *indices, gsize count, cairo_surface_t *surface) {
  guint8 *pixels = cairo_image_surface_get_data(surface);
  gsize stride = (gsize)cairo_image_surface_get_stride(surface);
  for (gsize i = 0; i < count; i++) {
    guint row = (guint)(i / gif->frame.width), x = (guint)(i % gif->frame.width) + gif->frame.left;
    guint y = (gif->frame.interlaced ? row_of(row, gif->frame.height) : row) + gif->frame.top;
    if (x < gif->width && y < gif->height && indices[i] != gif->transparent)
      memcpy(pixels + y * stride + 4 * (gsize)x, &gif->palette[indices[i]], sizeof(guint32));
  }
  cairo_surface_mark_dirty(surface);
}

static cairo_surface_t *decode(GBytes *bytes, double *width, double *height, char **reason) {
  gsize length;
  Gif gif = {.at = g_bytes_get_data(bytes, &length)};
  gif.end = gif.at + length;
  cairo_surface_t *surface = read_head(&gif) ? picture_surface(gif.width, gif.height, reason) : NULL;
  if (!surface) {
    if (!*reason) *reason = g_strdup("the GIF file is damaged");
    return NULL;
  }
  *width = gif.width;
  *height = gif.height;
  gsize room = (gsize)gif.frame.width * gif.frame.height, count = 0;
  if (room && gif.frame.width <= gif.width && gif.frame.height <= gif.height) {
    guint8 *indices = g_malloc0(room);
    count = unpack(&gif, indices, room);
    paint(&gif, indices, count, surface);
    g_free(indices);
  }
  if (count) return surface;
  if (!*reason) *reason = g_strdup("the GIF file is damaged");
  cairo_surface_destroy(surface);
  return NULL;
}

static bool matches(const guint8 *bytes, gsize length) {
  return length > 13 && (memcmp(bytes, "GIF87a", 6) == 0 || memcmp(bytes, "GIF89a", 6) == 0);
}

const PictureFormat picture_gif = {"GIF", "image/gif", matches, decode};
