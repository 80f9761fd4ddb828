/* vegalite/chart/text_overlap.c: texts of the placed scene that are drawn over each other.
 *
 * Two boxes are compared where they are upright: texts that are turned by the same angle in a frame turned with them,
 * those along the axes of the page as they are. Texts of different angles are not compared. A sweep from left to right
 * compares each box with those that begin before it ends.
 */
#include "base/temporary.h"
#include "scene/box.h"
#include "scene/label.h"
#include "vegalite/chart/warnings.h"
#include <math.h>
#include <string.h>

enum { TEXTS_MAX = 20000 }; /* so that the comparisons, at most half the square of it, take less than a second */
static const double width_min = 2, height_share = 0.15; /* px, and of the smaller font: less is taken for touching */

typedef struct PlacedText {
  int angle;   /* tenths of a degree, 0 for all along the axes of the page */
  Bounds box;  /* in the frame turned by the angle */
  double size; /* of the font, px */
  const char *text;
  Place place;
  size_t index; /* in drawing order */
  bool overlaps;
} PlacedText;

typedef struct Collection {
  const Chart *chart;
  const Scene *scene;
  GArray *texts;
} Collection;

static Bounds turned_quarter(Bounds b, double angle) {
  double c = round(cos(angle)), s = round(sin(angle));
  return bounds_make(c * b.x1 - s * b.y1, s * b.x1 + c * b.y1, c * b.x2 - s * b.y2, s * b.x2 + c * b.y2);
}

static PlacedText placed(const SceneLabel *label, Bounds box, double x, double y) {
  double degrees = label->angle * 180 / G_PI;
  PlacedText text = {.angle = (int)lround(fmod(degrees, 360) * 10), .size = label->style.size};
  x += label->x, y += label->y;
  if (text.angle % 900 == 0) {
    text.angle = 0;
    text.box = bounds_translate(turned_quarter(box, label->angle), x, y);
  } else {
    double c = cos(label->angle), s = sin(label->angle);
    text.box = bounds_translate(box, c * x + s * y, c * y - s * x);
  }
  return text;
}

static bool is_visible(const SceneMark *mark, size_t item) {
  return scene_number(mark, SCENE_OPACITY, item, 1) > 0 && scene_number(mark, SCENE_FILL_OPACITY, item, 1) > 0;
}

static void collect_texts(Collection *into, const SceneMark *mark, double x, double y) {
  TextContext *fonts = into->chart->input->fonts;
  for (size_t i = 0; i < mark->count && into->texts->len < TEXTS_MAX; i++) {
    if (!is_visible(mark, i)) continue;
    Arena *scratch = NULL;
    SceneLabel label;
    scene_label_read(&label, mark, i, into->scene->lang, fonts, &scratch);
    Bounds box = scene_label_box(&label, fonts);
    if (label.line_count > 0 && isfinite(box.x1 + box.y1 + label.x + label.y) && box.x1 < box.x2) {
      PlacedText text = placed(&label, box, x, y);
      text.text = scene_string(mark, SCENE_TEXT_VALUE, i, "");
      text.place = mark->place;
      text.index = into->texts->len;
      g_array_append_val(into->texts, text);
    }
    if (scratch) arena_destroy(scratch);
  }
}

static void collect(Collection *into, const SceneMark *mark, double x, double y) {
  if (mark->hidden) return;
  if (mark->type == SCENE_TEXT) collect_texts(into, mark, x, y);
  for (size_t i = 0; mark->type == SCENE_GROUP && i < mark->count; i++)
    for (size_t k = 0; k < mark->groups[i].mark_count; k++)
      collect(into, mark->groups[i].marks[k], x + scene_number(mark, SCENE_X, i, 0),
              y + scene_number(mark, SCENE_Y, i, 0));
}

static gint compare_texts(gconstpointer a, gconstpointer b) {
  const PlacedText *one = a, *other = b;
  if (one->angle != other->angle) return one->angle < other->angle ? -1 : 1;
  if (one->box.x1 != other->box.x1) return one->box.x1 < other->box.x1 ? -1 : 1;
  return one->index < other->index ? -1 : one->index > other->index;
}

/* The same text twice at one place is an outline behind it. */
static bool are_one(const PlacedText *a, const PlacedText *b) {
  return fabs(a->box.x1 - b->box.x1) < width_min && fabs(a->box.y1 - b->box.y1) < width_min &&
         strcmp(a->text, b->text) == 0;
}

static bool overlap(const PlacedText *a, const PlacedText *b) {
  double width = MIN(a->box.x2, b->box.x2) - MAX(a->box.x1, b->box.x1),
         height = MIN(a->box.y2, b->box.y2) - MAX(a->box.y1, b->box.y1), least = height_share * MIN(a->size, b->size);
  return width > MAX(width_min, least) && height > MAX(1, least) && !are_one(a, b);
}

/* The first pair in drawing order. */
typedef struct Pair {
  const PlacedText *first, *second;
} Pair;

static void keep_first(Pair *pair, const PlacedText *a, const PlacedText *b) {
  const PlacedText *first = a->index < b->index ? a : b, *second = first == a ? b : a;
  bool earlier = !pair->first || first->index < pair->first->index ||
                 (first == pair->first && second->index < pair->second->index);
  if (earlier) *pair = (Pair){first, second};
}

static Pair find_overlaps(PlacedText *texts, size_t count) {
  Pair pair = {NULL, NULL};
  for (size_t i = 0; i < count; i++)
    for (size_t k = i + 1; k < count && texts[k].angle == texts[i].angle && texts[k].box.x1 < texts[i].box.x2; k++) {
      if (!overlap(&texts[i], &texts[k])) continue;
      texts[i].overlaps = texts[k].overlaps = true;
      keep_first(&pair, &texts[i], &texts[k]);
    }
  return pair;
}

static const char *on_one_line(const char *text, Arena *arena) {
  char *copy = arena_strdup(arena, text);
  return g_strdelimit(copy, "\n", ' ');
}

void note_overlapping_text(const Chart *chart, const Scene *scene) {
  Collection all = {chart, scene, g_array_new(FALSE, FALSE, sizeof(PlacedText))};
  arena_temporary(chart->arena, all.texts);
  collect(&all, scene->root, 0, 0);
  g_array_sort(all.texts, compare_texts);
  PlacedText *texts = (PlacedText *)(void *)all.texts->data;
  Pair pair = find_overlaps(texts, all.texts->len);
  size_t overlapping = 0;
  for (guint i = 0; i < all.texts->len; i++) overlapping += texts[i].overlaps;
  if (pair.first)
    messages_note(chart->messages, pair.first->place, "N510",
                  "%zu of %u texts overlap others; the first are \"%.60s\" and \"%.60s\"", overlapping, all.texts->len,
                  on_one_line(pair.first->text, chart->arena), on_one_line(pair.second->text, chart->arena));
}
