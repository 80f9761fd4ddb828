/* render/svg_settle.c: what is known only when the whole file is: ids that differ between pictures, and lists of
 * families. */
#include "render/svg.h"
#include <stdlib.h>
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

/* After "\002" or "\003": the number, a semicolon. Gives what follows. */
static const char *settle_font(GString *out, const char *number, bool inherits, const char *const *families) {
  char *end;
  const char *list = families[strtoul(number, &end, 10)];
  if (!inherits || strcmp(list, families[0]) != 0) g_string_append_printf(out, " font-family=\"%s\"", list);
  return end + 1;
}

GBytes *svg_settle(GString *svg, const char *const *families) {
  static const char marks[] = SVG_ID_PREFIX SVG_FONT_OF_MARK SVG_FONT_OF_ITEM;
  const char *from = svg->str;
  char *prefix = strchr(from, SVG_ID_PREFIX[0]) ? prefix_of(svg) : NULL;
  GString *out = g_string_sized_new(svg->len + 1024);
  for (const char *at; *(at = from + strcspn(from, marks));) {
    g_string_append_len(out, from, at - from);
    from = at + 1;
    if (*at == SVG_ID_PREFIX[0])
      g_string_append(out, prefix);
    else
      from = settle_font(out, from, *at == SVG_FONT_OF_MARK[0], families);
  }
  g_string_append(out, from);
  g_free(prefix);
  g_string_free(svg, TRUE);
  return g_string_free_to_bytes(out);
}
