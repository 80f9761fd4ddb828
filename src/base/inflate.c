/* base/inflate.c: see inflate.h. A small file may unpack to any size, so the size is bounded while it is unpacked. */
#include "base/inflate.h"
#include <gio/gio.h>
#include <string.h>

enum { CHUNK = 1 << 18, MEBIBYTES_MAX = 512 };

static bool is_gzip(const char *bytes, size_t length) { return length > 2 && memcmp(bytes, "\x1f\x8b\x08", 3) == 0; }

/* Unpacks every member of the file one after the other; false with `error` set, or without if the result is too large. */
static bool inflate(const Source *source, GByteArray *out, Arena *arena, GError **error) {
  GConverter *unpacker = G_CONVERTER(g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  size_t at = 0;
  bool good = true;
  while (good && (at == 0 || is_gzip(source->text + at, source->length - at))) {
    GConverterResult result = G_CONVERTER_CONVERTED;
    g_converter_reset(unpacker);
    while (result == G_CONVERTER_CONVERTED && good) {
      size_t had = out->len, taken = 0, made = 0;
      g_byte_array_set_size(out, (guint)had + CHUNK);
      result = g_converter_convert(unpacker, source->text + at, source->length - at, out->data + had, CHUNK,
                                   G_CONVERTER_INPUT_AT_END, &taken, &made, error);
      g_byte_array_set_size(out, (guint)(had + made));
      at += taken;
      good = result != G_CONVERTER_ERROR && out->len <= (guint)MEBIBYTES_MAX << 20 && !arena_is_cancelled(arena);
    }
  }
  g_object_unref(unpacker);
  return good;
}

const Source *source_inflated(const Source *source, Place at, Messages *messages, Arena *arena) {
  if (!is_gzip(source->text, source->length)) return source;
  GByteArray *out = g_byte_array_new();
  GError *error = NULL;
  Source *inflated = NULL;
  if (inflate(source, out, arena, &error)) {
    g_byte_array_append(out, (const guint8 *)"", 1);
    size_t length = out->len - 1;
    inflated = arena_new(arena, Source);
    *inflated = (Source){.name = source->name, .text = (char *)g_byte_array_free(out, FALSE), .length = length};
    arena_adopt(arena, (void *)inflated->text, g_free);
    return inflated;
  }
  if (error)
    messages_error(messages, at, "E164", "cannot unpack \"%s\": %s", source->name, error->message);
  else if (!arena_is_cancelled(arena))
    messages_error(messages, at, "E165", "\"%s\" is larger than %d MiB when it is unpacked", source->name,
                   MEBIBYTES_MAX);
  g_clear_error(&error);
  g_byte_array_free(out, TRUE);
  return NULL;
}
