/* base/deflate.h: bytes compressed as in RFC 1951.
 *
 * Pictures of charts are runs of one byte, and rows like the one above, with a little between them. zlib enters each byte of a run into its
 * tables, which is most of the time it takes for them; here a run is one step. The result is about as small, in a fraction of the time.
 */
#pragma once
#include <glib.h>
#include <stdbool.h>

typedef enum DeflateEffort {
  DEFLATE_QUICK, /* for pictures: about as small as by zlib's default */
  DEFLATE_SMALL  /* for texts: smaller than by zlib's best */
} DeflateEffort;

typedef struct DeflateOptions {
  DeflateEffort effort;
  gsize period; /* bytes after which data may repeat, such as those of a row; 0: none is known */
  bool more;    /* the stream goes on: it ends with what is compressed without this */
} DeflateOptions;

/* Appends `data`, of less than 1 GB, compressed on its own: whole blocks that end at a whole byte. So parts that are compressed apart, by any
 * thread, are one stream when they are put together. The same bytes each time. */
void deflate_bytes(const guint8 *data, gsize length, const DeflateOptions *options, GByteArray *out);
