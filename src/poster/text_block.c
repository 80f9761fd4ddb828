/* poster/text_block.c: running text under an optional heading, in lines or in vertical columns. */
#include "base/temporary.h"
#include "poster/heading.h"
#include "vegalite/grammar/typesetting.h"
#include <string.h>

static const char *const fills[] = {"justified", "ragged", "balanced", NULL};
static const Field fields[] = {
    HEADING_FIELDS,
    {.name = "text", .kind = FIELD_TEXT, .required = true},
    {.name = "vertical",
     .kind = FIELD_BOOLEAN,
     .description = "Columns from right to left. Without \"columnHeight\", one for each line of the text; what is "
                    "higher than the page "
                    "is broken to fill the block's width."},
    {.name = "columnHeight", .kind = FIELD_LENGTH, .description = "Where vertical columns are broken."},
    {.name = "indent",
     .kind = FIELD_SHARE,
     .description = "That of each paragraph's first line, in em: 2 is Chinese use."},
    {.name = "paragraphSpace", .kind = FIELD_SHARE, .description = "What is added between paragraphs, in em."},
    {.name = "fill",
     .kind = FIELD_STRING,
     .words = fills,
     .description = "Whether lines are flush on both sides (by default), ragged, or alike."},
    {.name = "typesetting",
     .kind = FIELD_OBJECT,
     .description = "Rules of this text, over those of the poster: {\"squeeze\": false}."},
    {.name = "role",
     .kind = FIELD_ROLE,
     .description = "The role of the style in which it is set; \"text\" by default."},
    {.name = "color", .kind = FIELD_COLOR},
    {0},
};

/* How a text's paragraphs are set; lengths in px. */
typedef struct Paragraphs {
  TypeRole role;
  double indent, space;
  TextFill fill;
} Paragraphs;

static Paragraphs read_paragraphs(const BlockFrame *frame) {
  const Poster *poster = frame->poster;
  Paragraphs p = {.role = poster_style_role(poster, json_string(json_get(frame->json, "role"), "text"))};
  if (json_has(frame->json, "color")) p.role.color = poster_style_color_of(poster, frame->json, "color", "ink");
  const Json *own = json_get(frame->json, "typesetting");
  const TextRules *rules = text_context_rules(poster->input->fonts);
  if (own)
    p.role.style.rules = typesetting_with(rules ? rules : &text_rules_default, own, poster->messages, poster->arena);
  p.indent = json_number(json_get(frame->json, "indent"), 0) * p.role.style.size;
  p.space = json_number(json_get(frame->json, "paragraphSpace"), 0) * p.role.style.size;
  const char *fill = json_string(json_get(frame->json, "fill"), fills[0]);
  for (int i = 0; fills[i]; i++)
    if (strcmp(fill, fills[i]) == 0) p.fill = (TextFill)i;
  return p;
}

static double set_lines(const BlockFrame *frame, const Paragraphs *p, char **texts, double y) {
  char *whole[] = {(char *)block_text_of(frame, "text"), NULL};
  if (p->space == 0) texts = whole; /* all at once */
  double foot = y;
  for (char **text = texts; *text; text++) {
    const char *words = arena_strdup(frame->poster->arena, *text);
    Setting setting = setting_break_indented(frame, &p->role, words, frame->width, p->indent, p->fill);
    if (text > texts) foot += p->role.leading - p->role.style.size + p->space;
    setting_draw(frame, &setting, 0, foot, ALIGN_LEFT);
    foot += **text ? setting.height : p->role.style.size;
  }
  return foot - y;
}

/* The columns of all paragraphs, none higher than `limit`; `draw`: else they are measured alone. Returns their width. */
static double set_columns(const BlockFrame *frame, const Paragraphs *p, char **texts, double limit, double y, bool draw,
                          double *height) {
  BlockFrame at = *frame;
  if (!draw) at.group = NULL;
  double x = frame->width;
  *height = 0;
  for (char **text = texts; *text; text++) {
    size_t count;
    const TypeRole *role = poster_style_role_of(frame->poster, &p->role, *text);
    TextLine *columns = text_set_columns(frame->poster->input->fonts, &role->style, *text, limit, p->indent, p->fill,
                                         &count, frame->poster->arena);
    if (text > texts) x -= p->role.leading - p->role.style.size + p->space;
    double wide = poster_set_columns(&at, role, columns, count, x, y, height);
    x -= **text ? wide : p->role.style.size;
  }
  return frame->width - x;
}

/* The least height, in steps of an em, at which the columns fill the width. */
static double filling_height(const BlockFrame *frame, const Paragraphs *p, char **texts, double highest) {
  double em = p->role.style.size, height;
  int low = 4, high = (int)(highest / em) + 1;
  while (low < high) {
    int middle = (low + high) / 2;
    if (set_columns(frame, p, texts, middle * em, 0, false, &height) <= frame->width)
      high = middle;
    else
      low = middle + 1;
  }
  return high * em;
}

static double set_vertical(const BlockFrame *frame, const Paragraphs *p, char **texts, double y) {
  static const double endless = 1e6;
  double limit = block_length(frame, "columnHeight", 0), height, page = frame->poster->page.height;
  if (!(limit > 0)) {
    limit = endless;
    set_columns(frame, p, texts, limit, y, false, &height);
    if (height > page && p->role.style.size > 0) limit = filling_height(frame, p, texts, page);
  }
  double over = set_columns(frame, p, texts, limit, y, true, &height) - frame->width;
  if (over > 0.5) block_overflow(frame, over, "its width");
  return height;
}

static double text_set(const BlockFrame *frame) {
  const char *text = block_text_of(frame, "text");
  double y = poster_set_heading(frame);
  if (!text) return y;
  Paragraphs p = read_paragraphs(frame);
  if (y > 0) y += poster_style_space(frame->poster, "text.heading");
  char **texts = g_strsplit(text, "\n", -1);
  arena_temporary(frame->poster->arena, texts);
  bool vertical = json_is_true(json_get(frame->json, "vertical"));
  double height = vertical ? set_vertical(frame, &p, texts, y) : set_lines(frame, &p, texts, y);
  return y + height;
}

const BlockType block_text = {.name = "text", .description = "Running text.", .fields = fields, .set = text_set};
