/* scene/label.c: text marks as vega-scenegraph's util/text.js and marks/text.js place them.
 *
 * Baselines are fractions of the font size, not of a font's own metrics, so that the picture is the same in every font.
 * Vertical text is placed as a box: align and baseline determine which edge of it is the anchor.
 */
#include "scene/label.h"
#include "base/round.h"
#include "base/temporary.h"
#include "scene/box.h"
#include "scene/shapes.h"
#include <math.h>
#include <string.h>

typedef struct Baseline {
  const char *name;
  double of_size, of_line;
  double below; /* the fraction of a vertical box above the anchor */
} Baseline;

static const Baseline baselines[] = {
    {"alphabetic", 0, 0, 1}, {"top", 0.79, 0, 0},        {"middle", 0.30, 0, 0.5},
    {"bottom", -0.21, 0, 1}, {"line-top", 0.29, 0.5, 0}, {"line-bottom", 0.29, -0.5, 1},
};

static const Baseline *find_baseline(const char *name) {
  for (size_t i = 1; i < G_N_ELEMENTS(baselines); i++)
    if (strcmp(baselines[i].name, name) == 0) return &baselines[i];
  return &baselines[0];
}

static Arena *scratch_arena(Arena **scratch, const TextContext *text) {
  if (!*scratch) *scratch = arena_create_charged(text_context_budget(text));
  return *scratch;
}

static bool is_blank(gunichar c) { return g_unichar_isspace(c) || c == 0xFEFF; }

/* `line` up to `end` without the white space around it; a copy only where something goes. */
static const char *trimmed(const char *line, const char *end, const TextContext *text, Arena **scratch) {
  while (line < end && is_blank(g_utf8_get_char_validated(line, end - line))) line = g_utf8_next_char(line);
  const char *stop = end;
  while (stop > line) {
    const char *last = g_utf8_find_prev_char(line, stop);
    if (!last || !is_blank(g_utf8_get_char_validated(last, stop - last))) break;
    stop = last;
  }
  return *stop ? arena_strndup(scratch_arena(scratch, text), line, (size_t)(stop - line)) : line;
}

static const char *limited(SceneLabel *label, const char *line, double limit, const char *ellipsis, TextContext *text,
                           Arena **scratch) {
  if (!(limit > 0) || !*line || label->vertical || text_fits(text, &label->style, line, limit)) return line;
  label->is_cut = true;
  return text_truncate(text, &label->style, line, limit, ellipsis, label->right_to_left, scratch_arena(scratch, text));
}

static void read_lines(SceneLabel *label, const char *value, double limit, const char *ellipsis, TextContext *text,
                       Arena **scratch) {
  static const double steps_of_byte = 0.125; /* each time a label is looked at */
  size_t count = 1;
  budget_charge(text_context_budget(text), BUDGET_STEPS, steps_of_byte * (double)strlen(value));
  for (const char *end = strchr(value, '\n'); end; end = strchr(end + 1, '\n')) count++;
  const char **lines = count == 1 ? label->single : arena_array(scratch_arena(scratch, text), const char *, count);
  const char *at = value;
  for (size_t i = 0; i < count; i++) {
    const char *end = at + strcspn(at, "\n");
    lines[i] = limited(label, trimmed(at, end, text, scratch), limit, ellipsis, text, scratch);
    at = end + (*end != '\0');
  }
  label->lines = lines;
  label->line_count = count;
}

static void place(SceneLabel *label, const SceneMark *mark, size_t item) {
  double radius = scene_number_or(mark, SCENE_RADIUS, item, 0),
         theta = scene_number_or(mark, SCENE_THETA, item, 0) - G_PI_2;
  label->x = scene_number_or(mark, SCENE_X, item, 0);
  label->y = scene_number_or(mark, SCENE_Y, item, 0);
  if (radius != 0) {
    label->x += radius * cos(theta);
    label->y += radius * sin(theta);
  }
  label->angle = scene_number_or(mark, SCENE_ANGLE, item, 0) * G_PI / 180;
  label->align = scene_align_fraction(scene_string(mark, SCENE_ALIGN, item, "left"));
  const Baseline *baseline = find_baseline(scene_string(mark, SCENE_BASELINE, item, "alphabetic"));
  label->dx = scene_number_or(mark, SCENE_DX, item, 0);
  label->dy = scene_number_or(mark, SCENE_DY, item, 0);
  if (label->vertical)
    label->below = baseline->below;
  else
    label->dy += round_half_up(baseline->of_size * label->style.size + baseline->of_line * label->line_height);
}

static const char *break_line(const char *text, const char *separator, Arena *arena) {
  size_t length = strlen(separator);
  if (!text || length == 0 || strchr(text, '\n') || !strstr(text, separator)) return text;
  GString *lines = g_string_new(NULL);
  arena_temporary(arena, lines);
  for (const char *found; (found = strstr(text, separator)); text = found + length) {
    g_string_append_len(lines, text, found - text);
    g_string_append_c(lines, '\n');
  }
  g_string_append(lines, text);
  return arena_strdup(arena, lines->str);
}

void scene_break_lines(SceneMark *mark, const char *separator, Arena *arena) {
  SceneChannel *text = &mark->channels[SCENE_TEXT_VALUE];
  if (text->state == CHANNEL_CONSTANT) text->string = break_line(text->string, separator, arena);
  if (text->state != CHANNEL_COLUMN) return;
  const char **lines = arena_array(arena, const char *, mark->count);
  for (size_t i = 0; i < mark->count; i++) lines[i] = break_line(text->strings[mark->first + i], separator, arena);
  text->strings = lines;
}

/* Is `word`, in whatever case, one of `words`, which spaces separate? */
static bool has_word(const char *words, const char *word) {
  size_t length = strlen(word);
  for (const char *at = words; *at;) {
    size_t here = strcspn(at, " ");
    if (here == length && g_ascii_strncasecmp(at, word, length) == 0) return true;
    at += here + strspn(at + here, " ");
  }
  return false;
}

/* The weight that a font style names; 400 when none. */
static int weight_of_style(const char *words) {
  static const struct {
    const char *word;
    int weight;
  } weights[] = {{"bold", 700}, {"bolder", 700}, {"lighter", 100}, {"100", 100}, {"200", 200}, {"300", 300},
                 {"500", 500},  {"600", 600},    {"700", 700},     {"800", 800}, {"900", 900}};
  for (size_t i = 0; i < G_N_ELEMENTS(weights); i++)
    if (has_word(words, weights[i].word)) return weights[i].weight;
  return 400;
}

TextStyle scene_text_style(const SceneMark *mark, size_t item, const char *lang) {
  const char *words = scene_string(mark, SCENE_FONT_STYLE, item, "");
  double weight = scene_number_or(mark, SCENE_FONT_WEIGHT, item, 400);
  TextStyle style = {.family = scene_string(mark, SCENE_FONT, item, NULL),
                     .size = scene_number_or(mark, SCENE_FONT_SIZE, item, 11),
                     .weight = weight == 0 ? 400 : (int)CLAMP(weight, 1, 1000),
                     .lang = scene_string(mark, SCENE_LANG, item, lang),
                     .oriented = *scene_string(mark, SCENE_DIR, item, "") != '\0',
                     .measure = scene_number_or(mark, SCENE_MEASURE, item, 0),
                     .rules = mark->rules};
  if (scene_number_or(mark, SCENE_FONT_WEIGHT, item, 400) == 0) style.weight = 400; /* as in Vega, where 0 is unset */
  if (!*words) return style;
  style.italic = has_word(words, "italic") || has_word(words, "oblique");
  if (style.weight == 400) style.weight = weight_of_style(words);
  return style;
}

void scene_label_read(SceneLabel *label, const SceneMark *mark, size_t item, const char *lang, TextContext *text,
                      Arena **scratch) {
  memset(label, 0, sizeof *label);
  const char *value = scene_string(mark, SCENE_TEXT_VALUE, item, "");
  label->style = scene_text_style(mark, item, lang);
  label->line_height = scene_number_or(mark, SCENE_LINE_HEIGHT, item, label->style.size + 2);
  label->vertical = g_str_has_prefix(scene_string(mark, SCENE_WRITING_MODE, item, ""), "vertical");
  label->right_to_left = strcmp(scene_string(mark, SCENE_DIR, item, ""), "rtl") == 0;
  place(label, mark, item);
  if (*value)
    read_lines(label, value, scene_number_or(mark, SCENE_LIMIT, item, 0),
               scene_string(mark, SCENE_ELLIPSIS, item, NULL), text, scratch);
}

static double longest(const SceneLabel *label, TextContext *text,
                      double (*measure)(TextContext *, const TextStyle *, const char *)) {
  double most = 0;
  for (size_t i = 0; i < label->line_count; i++) most = MAX(most, measure(text, &label->style, label->lines[i]));
  return most;
}

static double further_lines(const SceneLabel *label) {
  return label->line_count > 1 ? (double)(label->line_count - 1) * label->line_height : 0;
}

Bounds scene_label_box(const SceneLabel *label, TextContext *text) {
  double size = label->style.size;
  if (label->vertical) {
    double width = size + further_lines(label), height = longest(label, text, text_vertical_height);
    double x = label->dx - label->align * width, y = label->dy - label->below * height;
    return (Bounds){x, y, x + width, y + height};
  }
  double width = longest(label, text, text_width), x = label->dx - label->align * width;
  double y = label->dy - round_half_up(0.8 * size), height = size + further_lines(label);
  return (Bounds){MIN(x, x + width), MIN(y, y + height), MAX(x, x + width), MAX(y, y + height)};
}

void scene_label_line_start(const SceneLabel *label, size_t i, double width, double *x, double *y) {
  double step = (double)i * label->line_height;
  if (label->vertical) {
    double whole = label->style.size + further_lines(label);
    *x = label->dx + (1 - label->align) * whole - label->style.size / 2 - step;
    *y = label->dy - label->below * width;
    return;
  }
  *x = label->dx - label->align * width;
  *y = label->dy + step;
}
