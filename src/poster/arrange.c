/* poster/arrange.c: see poster/arrange.h. */
#include "poster/arrange.h"
#include "base/length.h"
#include "poster/flow.h"
#include "poster/rows.h"
#include "poster/style.h"
#include <math.h>

/* The least sizes of text and of notes (pt) on a sheet of A3 or larger; on smaller ones, which are read from nearer, less. On a screen
 * they are parts of the height, on a tall picture, as a phone shows it, of the width. */
static const double least_text = 12, least_note = 10, least_page = 514; /* mm: the diagonal of A3 */
static const double screen_text = 1.0 / 54, tall_text = 1.0 / 32;
/* The largest size of text, in parts of the width of a page. */
static const double most_wide = 1.0 / 62, most_tall = 1.0 / 26;
/* How far type may be reduced, and enlarged, from the size it has as it is written; on a screen. */
static const double reduce_most = 0.4, enlarge_most = 1.2, enlarge_screen = 4;
/* How much large type and holes count. */
static const double size_weight = 0.7, hole_weight = 1.6;
/* Of columns as they were written, in ems of the least text. */
static const double column_least = 12;
enum { HALVINGS = 4 };

typedef struct Trial {
  Poster poster; /* with messages that nobody reads */
  const Flow *flow;
  double room; /* px */
} Trial;

static double part_of_width(const Page *page) {
  return page_inner_width(page) * (page_inner_width(page) > page_inner_height(page) ? most_wide : most_tall);
}

static void set_least(Poster *poster, double factor) {
  const Page *page = &poster->page;
  double text = least_text * 96 / 72, ratio = 1;
  if (page->on_screen)
    text = page->height > 1.4 * page->width ? tall_text * page->width : screen_text * page->height;
  else
    ratio = MIN(1, length_to_mm(hypot(page->width, page->height)) / least_page);
  poster->readable = text * ratio;
  poster->least_text = poster->readable * factor;
  poster->least_note = poster->least_text * least_note / least_text;
}

/* Whether an arrangement fits at a scale, and what part of the page it leaves empty. */
static bool fits_at(Trial *trial, const Arrangement *arrangement, double scale, double *empty) {
  trial->poster.page.scale = scale;
  const Json *rows = flow_arrange(trial->flow, arrangement, &trial->poster);
  return rows && rows_measure(&trial->poster, rows, empty) <= trial->room;
}

/* The largest scale between `low` and `high` at which it fits; 0: at none. */
static double largest_scale(Trial *trial, const Arrangement *arrangement, double low, double high, double *empty) {
  if (fits_at(trial, arrangement, high, empty)) return high;
  if (!fits_at(trial, arrangement, low, empty)) return 0;
  for (int i = 0; i < HALVINGS; i++) {
    double middle = (low + high) / 2, left;
    if (fits_at(trial, arrangement, middle, &left)) {
      low = middle;
      *empty = left;
    } else {
      high = middle;
    }
  }
  return low;
}

/* Large type is good, holes are not. */
static double judge(const Arrangement *arrangement, double scale, double natural, double empty) {
  return arrangement->merit * pow(scale / natural, size_weight) * (1 - MIN(1, hole_weight * empty));
}

/* Rows as they were written make no sense in columns as narrow as a phone's. */
static bool makes_sense(const Trial *trial, const Arrangement *arrangement) {
  const Page *page = &trial->poster.page;
  return !arrangement->as_written || page_span_width(page, page->columns, 1) >= column_least * trial->poster.readable;
}

typedef struct Choice {
  const Arrangement *arrangement;
  double scale, score;
} Choice;

/* `keep`: the least scale on a screen, in parts of the one at which text has its least size by itself. */
static Choice best_arrangement(Trial *trial, double natural, double keep) {
  const Page *page = &trial->poster.page;
  double text = poster_style_size(&trial->poster, "text") / trial->poster.page.scale;
  double most = MIN(natural * (page->on_screen ? enlarge_screen : enlarge_most), part_of_width(page) / text);
  if (!page->on_screen) most = MAX(most, natural);
  Choice best = {0};
  size_t count;
  const Arrangement *all = flow_arrangements(page, &count);
  for (size_t i = 0; i < count; i++) {
    if (!makes_sense(trial, &all[i])) continue;
    double empty = 0, high = all[i].as_written ? MIN(most, natural) : most;
    double low = MIN(high, page->on_screen ? keep * trial->poster.least_text / text : natural * reduce_most);
    /* at a smaller scale than this it cannot be better than the best so far */
    low = MAX(low, natural * pow(best.score / all[i].merit, 1 / size_weight));
    double scale = low <= high ? largest_scale(trial, &all[i], low, high, &empty) : 0;
    double score = scale > 0 ? judge(&all[i], scale, natural, empty) : 0;
    if (score > best.score) best = (Choice){&all[i], scale, score};
  }
  return best;
}

static const Json *settle(Poster *poster, const Flow *flow, const Choice *choice) {
  poster->page.scale = choice->scale;
  return flow_arrange(flow, choice->arrangement, poster);
}

/* On a page as high as its content, type has the size that is read well: in rows as they were written, or in one column. */
static const Json *arrange_open(Poster *poster, Trial *trial, double natural) {
  static const double comfort = 0.85;
  static const Arrangement written = {.as_written = true}, rows = {.form = FLOW_ROWS, .line = LINE_ONE};
  Poster bare = *poster;
  bare.least_text = bare.least_note = 0;
  const Choice choice = {.arrangement = makes_sense(trial, &written) ? &written : &rows,
                         .scale = natural * comfort * poster->readable / poster_style_size(&bare, "text")};
  return settle(poster, trial->flow, &choice);
}

const Json *arrange_blocks(Poster *poster, const Json *blocks) {
  /* first everything else becomes smaller, and then text too */
  static const double factors[] = {1, 1, 1, 0.85, 0.72, 0.6, 0.5}, kept[] = {0.75, 0.5, 0.35, 0.5, 0.5, 0.5, 0.5};
  Trial trial = {
      .poster = *poster, .flow = flow_create(blocks, poster->arena), .room = page_inner_height(&poster->page)};
  trial.poster.room = trial.room;
  trial.poster.messages = messages_create(poster->arena, false);
  double natural = poster->page.scale;
  set_least(poster, 1);
  set_least(&trial.poster, 1);
  if (poster->page.is_open) return arrange_open(poster, &trial, natural);
  const Arrangement written = {.as_written = true, .merit = 1};
  if (!poster->page.on_screen && fits_at(&trial, &written, natural, NULL)) return blocks;
  for (size_t i = 0; i < G_N_ELEMENTS(factors); i++) {
    set_least(&trial.poster, factors[i]);
    trial.poster.page.scale = natural;
    Choice best = best_arrangement(&trial, natural, kept[i]);
    if (!best.arrangement) continue;
    set_least(poster, factors[i]);
    if (factors[i] < 1)
      messages_warn(poster->messages, json_place(blocks), "W752", "to fit the page, text is only %.1f pt high",
                    poster->least_text * 0.75);
    return settle(poster, trial.flow, &best);
  }
  set_least(poster, factors[G_N_ELEMENTS(factors) - 1]);
  poster->page.scale = natural * reduce_most;
  return blocks;
}
