/* base/inflate.c: see inflate.h. A small file may unpack to any size, so the size is bounded while it is unpacked. */
#include "base/inflate.h"
#include <gio/gio.h>
#include <math.h>
#include <string.h>

enum { CHUNK = 1 << 18, MEBIBYTES_MAX = 512 };

static bool is_gzip(const char *bytes, size_t length) { return length > 2 && memcmp(bytes, "\x1f\x8b\x08", 3) == 0; }

/* What is unpacked so far. It belongs to the temporary arena until it is finished. */
typedef struct Unpacking {
  GByteArray *out;
  GConverter *unpacker;
  Arena *temporary;
  double charged; /* bytes; an array that grows is held up to twice, with as much room again */
} Unpacking;

static void release_array(void *array) { g_byte_array_unref(array); }

static Unpacking begin(Budget *budget) {
  Unpacking u = {.out = g_byte_array_new(),
                 .unpacker = G_CONVERTER(g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_GZIP)),
                 .temporary = arena_create_charged(budget)};
  arena_adopt(u.temporary, u.out, release_array);
  arena_adopt(u.temporary, u.unpacker, g_object_unref);
  return u;
}

static void make_room(Unpacking *u) {
  Budget *budget = arena_budget(u->temporary);
  double needed = 4.0 * (u->out->len + (double)CHUNK);
  budget_charge(budget, BUDGET_MEMORY, fmax(needed - u->charged, 0));
  u->charged = fmax(needed, u->charged);
  g_byte_array_set_size(u->out, u->out->len + CHUNK);
}

/* Unpacks every member of the file one after the other; false with `error` set, or without if the result is too large. */
static bool inflate(Unpacking *u, const Source *source, Arena *arena, GError **error) {
  static const double turn_steps = 1000, byte_steps = 0.3;
  size_t at = 0;
  bool good = true;
  while (good && (at == 0 || is_gzip(source->text + at, source->length - at))) {
    GConverterResult result = G_CONVERTER_CONVERTED;
    g_converter_reset(u->unpacker);
    while (result == G_CONVERTER_CONVERTED && good) {
      size_t had = u->out->len, taken = 0, made = 0;
      make_room(u);
      result = g_converter_convert(u->unpacker, source->text + at, source->length - at, u->out->data + had, CHUNK,
                                   G_CONVERTER_INPUT_AT_END, &taken, &made, error);
      g_byte_array_set_size(u->out, (guint)(had + made));
      at += taken;
      arena_charge(arena, BUDGET_STEPS, turn_steps + byte_steps * (double)made);
      good = result != G_CONVERTER_ERROR && u->out->len <= (guint)MEBIBYTES_MAX << 20 && !arena_is_cancelled(arena);
    }
  }
  return good;
}

const Source *source_inflated(const Source *source, Place at, Messages *messages, Arena *arena) {
  if (!is_gzip(source->text, source->length)) return source;
  Unpacking u = begin(arena_budget(arena));
  GError *error = NULL;
  Source *inflated = NULL;
  if (inflate(&u, source, arena, &error)) {
    inflated = arena_new(arena, Source);
    *inflated = (Source){.name = source->name,
                         .text = arena_strndup(arena, (const char *)u.out->data, u.out->len),
                         .length = u.out->len};
  } else if (error) {
    messages_error(messages, at, "E164", "cannot unpack \"%s\": %s", source->name, error->message);
  } else if (!arena_is_cancelled(arena)) {
    messages_error(messages, at, "E165", "\"%s\" is larger than %d MiB when it is unpacked", source->name,
                   MEBIBYTES_MAX);
  }
  g_clear_error(&error);
  arena_destroy(u.temporary);
  budget_return(arena_budget(arena), BUDGET_MEMORY, u.charged);
  return inflated;
}
