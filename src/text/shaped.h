/* text/shaped.h: paragraphs shaped at one size, to be broken in many: a poster tries its text in dozens of sizes.
 *
 * Text is set without hinting, so that everything in a line grows with its size.
 */
#pragma once
#include "text/cells.h"

/* px: what text is shaped at while a context measures by scale. */
enum { SHAPED_SIZE = 64 };

typedef struct ShapedText {
  char *text;    /* as it is shown */
  CellLine line; /* at SHAPED_SIZE, adjusted by the rules; of the glyphs only their being there matters */
  bool *breaks;  /* before which cells a line may begin */
  bool *words;   /* where words begin; NULL: not asked for yet */
  bool in_order; /* every cell is a character, in the order in which they are read */
} ShapedText;

/* A new one in any size, in a line or a column. */
ShapedText *shaped_create(TextContext *context, const TextStyle *style, const char *text, bool vertical);
/* `shaped`: a ShapedText. */
void shaped_free(void *shaped);
/* One of the context's, at SHAPED_SIZE, which lives until text of the context is shaped the next time; `style` has the size asked for. */
ShapedText *shaped_find(TextContext *context, const TextStyle *style, const char *text, bool vertical);
/* Where they are kept (text → ShapedText), which becomes the context's; NULL: it does not measure by scale. */
void text_context_keep_shaped(TextContext *context, GHashTable *shaped);
GHashTable *text_context_shaped(TextContext *context);
