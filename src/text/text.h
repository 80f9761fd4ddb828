/* text/text.h: fonts, and measuring and drawing text.
 *
 * A TextContext holds the font map and caches what has been measured; it belongs to one thread. Sizes are px. Measuring
 * and drawing use the same Pango settings, unhinted, so that what was measured is what is drawn.
 */
#pragma once
#include "base/messages.h"
#include <cairo.h>

typedef struct TextContext TextContext;
TextContext *text_context_create(void);
void text_context_destroy(TextContext *context);
/* Makes the fonts in a folder and below it known. `with_system`: besides the system's; else those are out of use unless an earlier call
 * has made them known. False if fontconfig cannot read them. */
bool text_context_add_fonts(TextContext *context, const char *folder, bool with_system);
/* Whether there is any font at all. */
bool text_has_fonts(TextContext *context);
/* Paths of all font files that text may be set in, and of the files of fontconfig's configuration that choose among them: each once, sorted,
 * NULL-terminated; g_strfreev() them. */
char **text_font_files(TextContext *context);

/* How strictly marks are kept from a line's start and end: CLREQ's levels
 * (https://www.w3.org/TR/clreq/#prohibition_rules_for_line_start_end). */
typedef enum Prohibition { PROHIBIT_BASIC, PROHIBIT_GB, PROHIBIT_STRICT, PROHIBIT_NONE } Prohibition;

/* Which texts of a chart stand in columns. */
typedef enum TextColumns {
  COLUMNS_WHERE_CROWDED = 1, /* labels on x that would be turned */
  COLUMNS_LABEL_X = 2,
  COLUMNS_LABEL_Y = 4,
  COLUMNS_TITLE_Y = 8,
  COLUMNS_HEADER_ROW = 16,
  COLUMNS_TEXT = 32 /* text marks */
} TextColumns;

/* The rules of Han typesetting. */
typedef struct TextRules {
  Prohibition prohibition;
  bool squeeze; /* adjacent marks, and marks at a line's ends, give up their empty halves */
  bool justify; /* paragraphs with Han are flush on both sides */
  bool hang;    /* 、，。 at a line's end may stand outside the measure */
  bool orphans; /* a last line may be a single character */
  bool marks;   /* “ ” ‘ ’ — … · next to Han are set in the Han face */
  bool corners; /* in columns, “ ” ‘ ’ become 『 』 「 」 (traditional Chinese and Japanese: 「 」 『 』) */
  bool combine;     /* in columns, up to three digits or capitals among Han stand upright in one em */
  double gap;       /* em between Han and Western letters or digits */
  unsigned columns; /* TextColumns */
} TextRules;
extern const TextRules text_rules_default;

typedef struct TextStyle {
  const char *family; /* CSS font-family list; NULL: sans-serif */
  double size;        /* px */
  int weight;         /* 100 … 900; 0: 400 */
  bool italic;
  const char *lang;       /* BCP 47, chooses glyph forms; NULL: guessed from the text */
  bool oriented;          /* its direction is that of its first strong character, whatever the context says */
  double measure;         /* px: the advance that a line is set to, as far as the rules allow; 0: its natural one */
  const TextRules *rules; /* its own; NULL: the context's */
} TextStyle;

/* From now on, lines are set by `rules`, which are copied; NULL: by none, as at first. */
void text_context_typeset(TextContext *context, const TextRules *rules);
/* Those rules; NULL: none. */
const TextRules *text_context_rules(const TextContext *context);

/* Whether the rules have some of these texts in columns, and the text has Han or other upright characters. */
bool text_stands(const TextContext *context, unsigned columns, const char *text);

/* Has a thread read the fonts, which measuring a text would wait for. */
void text_context_prepare(TextContext *context);
/* From now on, the first strong character of each line decides whether it runs from right to left as a whole ("الدمام 3%" has its % on
 * the left); false: lines run from left to right, as at first, but for styles that ask for it. */
void text_context_orient(TextContext *context, bool by_text);
/* Whether a line runs from right to left as a whole. */
bool text_runs_left(TextContext *context, const TextStyle *style, const char *line);

/* From now on, text is measured as it is at one size, and the result scaled, so that what is tried in many sizes is shaped once; false:
 * in its own size, as at first. What is drawn is not concerned. */
void text_context_measure_by_scale(TextContext *context, bool by_scale);

/* From now on, each line that is set is charged to `budget`; NULL: to none. */
void text_context_charge(TextContext *context, Budget *budget);
Budget *text_context_budget(const TextContext *context);

/* The advance of one line, as canvas measureText() gives it. */
double text_width(TextContext *context, const TextStyle *style, const char *line);
/* Where the characters of a line are placed when the rules move them: the x of each one's origin from the line's start, in px, NaN
 * where it follows the one before, in `arena`; and their number. NULL when they are where the face's own advances put them, or the
 * line has text from right to left. *scales, if asked for: the size of each in that of the line, where the rules make emoji smaller; or
 * NULL. */
const double *text_positions(TextContext *context, const TextStyle *style, const char *line, size_t *count,
                             const double **scales, Arena *arena);
/* What Pango and cairo get to see of `line`: itself when it is clean, else a copy in *copy (g_free), with spaces for control
 * characters, and U+FFFD for bad UTF-8 and noncharacters. */
const char *text_clean(const char *line, char **copy);
/* Whether it is narrower than `limit` px; quick where it is far from it. */
bool text_fits(TextContext *context, const TextStyle *style, const char *line, double limit);
/* `line` shortened to at most `limit` px with `ellipsis` at its end (at its start when `from_left` is set), as Vega's
 * truncate does. Returns `line` itself when it fits. */
const char *text_truncate(TextContext *context, const TextStyle *style, const char *line, double limit,
                          const char *ellipsis, bool from_left, Arena *arena);
/* Draws one line with its alphabetic baseline starting at the current transform's (x, y), in cairo's current source. */
void text_draw(TextContext *context, cairo_t *cairo, const TextStyle *style, const char *line, double x, double y);
/* The same filled as glyph outlines; emoji are pictures. */
void text_draw_outlines(TextContext *context, cairo_t *cairo, const TextStyle *style, const char *line, double x,
                        double y);
/* The same as glyph outlines appended to cairo's current path. */
void text_outline(TextContext *context, cairo_t *cairo, const TextStyle *style, const char *line, double x, double y);

/* Breaks a paragraph into lines no wider than `width` px, by Unicode's rules and Chinese ones (no closing mark at a line's
 * start, no opening mark at its end). \n always breaks. Returns a NULL-terminated array in `arena`. */
char **text_break_lines(TextContext *context, const TextStyle *style, const char *paragraph, double width,
                        Arena *arena);

/* How a paragraph fills its lines. */
typedef enum TextFill {
  FILL_JUSTIFIED, /* flush on both sides but for its last line, if it has Han, the rules ask for it and the measure is 8 em or more; else ragged */
  FILL_RAGGED,
  FILL_BALANCED /* as few lines as can be, as alike as can be: titles */
} TextFill;

/* A line of a paragraph. */
typedef struct TextLine {
  const char *text;
  double indent;  /* px from the left edge */
  double measure; /* what TextStyle.measure is to be; 0: natural */
  double width;   /* its advance then */
} TextLine;

/* Breaks paragraphs (\n ends one) into lines no wider than `width` px by the context's rules, by the least sum of demerits over a
 * whole paragraph (Knuth and Plass, "Breaking paragraphs into lines", 1981) with the adjustable spaces of CLREQ. `indent` is that of each first
 * line. Without rules, as text_break_lines(). The lines are in `arena`. */
TextLine *text_set_lines(TextContext *context, const TextStyle *style, const char *text, double width, double indent,
                         TextFill fill, size_t *count, Arena *arena);
/* Fewer lines than this cannot hold the text, by its length; quick. */
size_t text_least_lines(TextContext *context, const TextStyle *style, const char *text, double width);
/* The same as text_set_lines() for columns no longer than `height`, from the right; widths and indents are lengths down the column. */
TextLine *text_set_columns(TextContext *context, const TextStyle *style, const char *text, double height, double indent,
                           TextFill fill, size_t *count, Arena *arena);

/* Vertical setting (writing-mode vertical-rl): one column drawn downwards from (x, y), x its centre line. Han stands upright, its
 * punctuation in vertical forms, Latin is turned; the rules for columns are the context's or the style's. */
double text_vertical_height(TextContext *context, const TextStyle *style, const char *line);
void text_draw_vertical(TextContext *context, cairo_t *cairo, const TextStyle *style, const char *line, double x,
                        double y);
/* The same filled as glyph outlines; emoji are pictures. */
void text_draw_outlines_vertical(TextContext *context, cairo_t *cairo, const TextStyle *style, const char *line,
                                 double x, double y);
/* The same as glyph outlines appended to cairo's current path. */
void text_outline_vertical(TextContext *context, cairo_t *cairo, const TextStyle *style, const char *line, double x,
                           double y);

/* A part of a column that is ordinary text: one upright character, or a word or a bracket that is turned a quarter clockwise. */
typedef struct TextPiece {
  const char *text;
  double x, y; /* where its baseline starts, relative to the top of the column's centre line */
  bool turned;
  double scale_x, scale_y; /* about that place: less than 1 where characters share an em */
  const char *family; /* what it is set in, where that is not the style's: quotes and dashes among Han; else NULL */
} TextPiece;
/* The column as pieces, from the top, for formats whose readers may not know vertical text. Gives their number; they are in
 * `arena`. */
size_t text_column(TextContext *context, const TextStyle *style, const char *line, Arena *arena,
                   const TextPiece **pieces);

/* The family that the beginning of a line is drawn with, when none of the families that the style names is installed; NULL when one is, or
 * when all are generic (sans-serif …). In `arena`. */
const char *text_substitute_family(TextContext *context, const TextStyle *style, const char *line, Arena *arena);
/* Whether `family` is made to have the same widths as the first of `families`: Liberation Sans for Arial. */
bool text_family_fits(const char *families, const char *family);
/* The first character of `line` that no installed font has, as its code point; 0 when all can be drawn. */
gunichar text_missing_glyph(TextContext *context, const TextStyle *style, const char *line);
/* A font face that a line is drawn with. */
typedef struct TextFace {
  const char *name;       /* its PostScript name */
  const char *file;       /* NULL if it has none */
  const char *language;   /* of its text, as fontconfig has it (zh-cn); NULL: none */
  const char *characters; /* of the line that it has, in their order, without spaces */
} TextFace;
/* Why it was chosen. */
typedef enum FaceReason {
  FACE_BY_NAME,     /* a family of the list is its own */
  FACE_BY_GENERIC,  /* it is what fontconfig has for a generic family of the list */
  FACE_NEAREST,     /* it is what fontconfig has in place of a family that is not installed */
  FACE_BY_LANGUAGE, /* it is fontconfig's first, for the language, that has the characters */
  FACE_BY_CHARACTER /* the same without a language */
} FaceReason;
/* The faces of a line, *count of them, in `arena`. */
const TextFace *text_faces(TextContext *context, const TextStyle *style, const char *line, size_t *count, Arena *arena);
/* *source: the family of the list, or the language, that led to it; NULL by the character alone. In `arena`. It takes some time. */
FaceReason text_face_reason(TextContext *context, const TextStyle *style, const TextFace *face, const char **source,
                            Arena *arena);
/* "zh-Hans" ("zh-Hant" where a traditional form shows) for text with Han and no kana or hangul, "ja", "ko", or NULL when
 * there is nothing to go by. */
const char *text_guess_lang(const char *utf8);

/* The same from several texts; begins as {0}. Texts that are not UTF-8 do not count; very long ones must be valid. */
typedef struct LangGuess {
  bool han, traditional;
  const char *sure;   /* by kana, hangul or bopomofo: the first that occurred */
  bool goes_on;       /* set by the caller, to know of Han behind them */
  gunichar seen[256]; /* characters that were looked at, by their low byte */
} LangGuess;
void lang_guess_add(LangGuess *guess, const char *utf8);
/* The text of JSON, such as a whole spec with its data: characters may be escaped. */
void lang_guess_add_json(LangGuess *guess, const char *json);
const char *lang_guess_result(const LangGuess *guess);
/* The same by Han characters alone, whatever kana and hangul there are. */
const char *lang_guess_of_han(const LangGuess *guess);
