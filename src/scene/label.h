/* scene/label.h: an item of a text mark, resolved: its text, style and baseline. */
#pragma once
#include "scene/scene.h"
#include "text/text.h"

typedef struct SceneLabel {
  TextStyle style;
  const char *const *lines; /* trimmed, cut to the limit */
  size_t line_count;        /* 0: nothing to draw */
  double line_height;       /* px from one baseline to the next */
  double x, y;              /* where it is anchored, and turned about */
  double dx, dy;            /* from there to the first baseline, in the turned frame */
  double angle;             /* radians */
  double align;             /* the fraction of a line's width left of the anchor: 0, 0.5, 1 */
  double below;             /* vertical: the fraction of a column above the anchor */
  bool vertical, right_to_left;
  bool is_cut;           /* some line was longer than the limit */
  const char *single[1]; /* private: the lines of a label of one line */
} SceneLabel;

/* The font of item `item`. Vega puts fontStyle in front of fontWeight in a CSS font, so that "bold" and "italic bold" are styles
 * too; they count where no weight but 400 is given. `lang` is what text without a language of its own is set in. */
TextStyle scene_text_style(const SceneMark *mark, size_t item, const char *lang);
/* Breaks the words of a text mark into lines at each `separator`; what is a list of lines stays as it is. */
void scene_break_lines(SceneMark *mark, const char *separator, Arena *arena);
/* Reads item `item`. `lang` is as above. What must be copied goes to *scratch, an
 * arena made when first needed; the label points into it and into itself, so it must not be moved. */
void scene_label_read(SceneLabel *label, const SceneMark *mark, size_t item, const char *lang, TextContext *text,
                      Arena **scratch);
/* The label's box, unturned, relative to its anchor. */
Bounds scene_label_box(const SceneLabel *label, TextContext *text);
/* Where line `i` of the label starts, relative to the anchor, when its width is `width`: its baseline's left end, or the top of
 * its column's centre line. */
void scene_label_line_start(const SceneLabel *label, size_t i, double width, double *x, double *y);
