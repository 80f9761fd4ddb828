/* render/svg_ids.c: ids that differ between pictures. */
#include "render/svg.h"
#include <string.h>

enum { PREFIX_DIGITS = 8 };

/* A letter first: an id must not begin with a digit. */
static char *prefix_of(const GString *svg) {
  char *sum = g_compute_checksum_for_string(G_CHECKSUM_MD5, svg->str, (gssize)svg->len);
  sum[PREFIX_DIGITS] = '\0';
  char *prefix = g_strdup_printf("t%s-", sum);
  g_free(sum);
  return prefix;
}

GBytes *svg_settle_ids(GString *svg) {
  const char *from = svg->str, *end = svg->str + svg->len, *at;
  if (!strchr(from, SVG_ID_PREFIX[0])) return g_string_free_to_bytes(svg);
  char *prefix = prefix_of(svg);
  GString *out = g_string_sized_new(svg->len + 1024);
  for (; (at = memchr(from, SVG_ID_PREFIX[0], (size_t)(end - from))); from = at + 1) {
    g_string_append_len(out, from, at - from);
    g_string_append(out, prefix);
  }
  g_string_append_len(out, from, end - from);
  g_free(prefix);
  g_string_free(svg, TRUE);
  return g_string_free_to_bytes(out);
}
