/* text/layout.h: a line of text as Pango sets it, for the files of this room. */
#pragma once
#include "text/common_families.h"
#include "text/line.h"
#include "text/text.h"
#include <pango/pangocairo.h>

struct _FcConfig;

/* A style resolved once: its font description and what has been measured with it. */
typedef struct TextFont {
  PangoFontDescription *description;
  PangoLanguage *language; /* NULL: guessed from each text */
  GHashTable *widths;      /* line → px */
  double size;             /* of the style that it was resolved from, as the rest */
  int weight;
  bool italic;
  char *lang, *family; /* never NULL */
  guint64 drawn[2];    /* characters of ASCII that its fonts are known to have */
} TextFont;

TextFont *text_font(TextContext *context, const TextStyle *style);
/* The context's line, holding `line` in `style` (line_shape()); it is the caller's until the next call. */
ShapedLine *text_shape(TextContext *context, const TextStyle *style, const char *line);
/* Nothing of a line is drawn: it is empty, or its size or place is not a number. */
bool text_is_unseen(const TextStyle *style, const char *line, double x, double y);
/* The same line, adjusted by the context's rules. */
ShapedLine *text_line(TextContext *context, const TextStyle *style, const char *line);
/* What is kept of lines that were drawn (text/mask.h): NULL at first, and again when fonts are added. It is destroyed with the context. */
struct TextMasks *text_context_masks(const TextContext *context);
void text_context_keep_masks(TextContext *context, struct TextMasks *masks, GDestroyNotify destroy);
/* Whether the first strong character of a line decides its direction. */
bool text_is_oriented(const TextContext *context, const TextStyle *style);
/* Charges for a line what text_shape() does. */
void text_charge_line(const TextContext *context, const char *line);
bool text_rules_equal(const TextRules *a, const TextRules *b);
/* The rules of a text: its style's, or else the context's; NULL: none. */
const TextRules *text_rules(const TextContext *context, const TextStyle *style);
/* Before which characters of a paragraph a line may begin; one more than there are, to be freed with g_free(). */
bool *text_breaks(const char *text, gsize length, Prohibition level);
/* Before which characters of a paragraph a word begins, as ICU's dictionaries divide it (all of them if ICU is unavailable); to be freed
 * with g_free(). */
bool *text_word_starts(const char *text);
/* The same line for a column: quotes, dashes and ellipses among Han have its face whatever the rules. */
ShapedLine *text_shape_vertical(TextContext *context, const TextStyle *style, const char *line);
/* The families of a CSS list, without quotes; NULL-terminated, to be freed by g_strfreev(). Never empty. */
char **text_families(const char *css);
/* Whether CSS or fontconfig has it as the name of a look, not of a font: sans-serif … */
bool text_is_generic(const char *family);
/* Whether a font has that family, by any of its names. */
bool text_is_installed(struct _FcConfig *config, const char *family);
/* The generic family that a list without one is to end with, so that what its families lack is taken from faces that look alike: that
 * of the first of them, where its own tables or its name tell and fontconfig does not know; else NULL. */
const char *text_generic_behind(struct _FcConfig *config, PangoContext *pango, char *const *families);
/* Emoji: its glyphs are pictures, which have no outline that could be filled. */
bool text_font_is_colored(PangoFont *font);
/* What a face of this family looks like; `full_width`: it is asked for Han, kana or hangul. */
FaceKind text_face_kind(PangoFont *font, const char *family, bool full_width);
/* The fontconfig configuration in use; NULL: the current one. The context keeps it. */
struct _FcConfig *text_font_config(TextContext *context);
/* A BCP 47 tag as fontconfig and Pango know it ("zh-Hans" → zh-cn); NULL for NULL. */
PangoLanguage *text_language(const char *tag);
/* The faces that text is drawn with (text/subset.h); NULL: whole ones. */
struct TextSubsets;
void text_context_set_subsets(TextContext *context, struct TextSubsets *subsets);
struct TextSubsets *text_context_subsets(const TextContext *context);
