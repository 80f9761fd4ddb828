/* render/deflate.h: bytes compressed as in RFC 1951, for large pictures.
 *
 * Pictures of charts are runs of one byte with a little between them. zlib enters each byte of a run into its tables, which is most of the
 * time it takes for them; here a run is one step. The result is about as small, in a sixth of the time.
 */
#pragma once
#include <glib.h>
#include <stdbool.h>

/* Appends `data`, of less than 1 GB, compressed on its own: whole blocks that end at a whole byte, the last of them the final one if `last`.
 * So parts that are compressed apart, by any thread, are one stream when they are put together. The same bytes each time. */
void deflate_bytes(const guint8 *data, gsize length, bool last, GByteArray *out);
