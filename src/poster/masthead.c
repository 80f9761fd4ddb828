/* poster/masthead.c: what the poster is about: a rule, overline and place, the title, a standfirst, and text that runs down
 * the right edge.
 */
#include "base/temporary.h"
#include "poster/drawing.h"
#include "poster/reference.h"
#include "poster/setting.h"
#include <math.h>

static const Field fields[] = {
    {.name = "title",
     .kind = FIELD_TEXT,
     .required = true,
     .description = "Lines are separated by \\n; long lines are broken."},
    {.name = "overline", .kind = FIELD_TEXT, .description = "Small text above the title."},
    {.name = "place", .kind = FIELD_TEXT, .description = "Date and place, at the right."},
    {.name = "standfirst", .kind = FIELD_TEXT, .description = "A sentence or two below the title."},
    {.name = "vertical", .kind = FIELD_TEXT, .description = "Text that runs down the right edge."},
    {0},
};

/* Overline and place on one line, or one below the other if they do not fit side by side. */
static double set_overline(const BlockFrame *frame, double y) {
  const char *overline = block_text_of(frame, "overline"), *place = block_text_of(frame, "place");
  TypeRole left = poster_style_role(frame->poster, "overline"), right = poster_style_role(frame->poster, "place");
  if (!overline && !place) return 0;
  double gap = poster_style_space(frame->poster, "masthead.place");
  bool beside =
      overline && place &&
      poster_line_width(frame, &left, overline) + gap + poster_line_width(frame, &right, place) <= frame->width;
  double height = 0;
  if (overline && !beside) height = poster_set_text(frame, &left, overline, 0, y, frame->width);
  if (overline && beside) poster_set_line(frame, &left, overline, 0, y + poster_role_ascent(&left), ALIGN_LEFT);
  if (!place) return height;
  if (height > 0) y += height + gap / 2;
  if (beside || poster_line_width(frame, &right, place) <= frame->width) {
    poster_set_line(frame, &right, place, frame->width, y + poster_role_ascent(beside ? &left : &right), ALIGN_RIGHT);
    return (height > 0 ? height + gap / 2 : 0) + MAX(left.style.size, right.style.size);
  }
  return height + poster_set_text(frame, &right, place, 0, y, frame->width);
}

/* Where the standfirst starts if it has space beside the title: on a column of the page; 0 if it has not. */
static double beside_title(const BlockFrame *frame, const TypeRole *role, double title, double measure) {
  double least = poster_style_ems(frame->poster, "masthead.standfirst-beside", role),
         most = poster_style_ems(frame->poster, "masthead.standfirst-width", role), stride = frame->column_stride;
  double from = MAX(title + frame->poster->page.gutter, measure - most);
  if (!(stride > 1)) return 0;
  double left = ceil(from / stride) * stride;
  if (measure - left < least) left = from;
  return measure - left >= least ? left : 0;
}

/* How much smaller the text down the edge becomes, so that it is not much longer than the title where the layout is automatic. */
static double vertical_factor(const BlockFrame *frame, const TypeRole *vertical, const TypeRole *title) {
  static const double longer = 1.15;
  double size = vertical->style.size, measure = frame->width - size - frame->poster->page.gutter,
         height = poster_column_height(frame, vertical, block_text_of(frame, "vertical")),
         room = longer * setting_break(frame, title, block_text_of(frame, "title"), measure, FILL_BALANCED).height;
  return CLAMP(room / height, MIN(1, frame->poster->least_note / size), 1);
}

/* How much smaller a title becomes so that its lines stay whole, where the layout is automatic; one much longer is broken instead, into
 * lines of several characters. */
static double title_factor(const BlockFrame *frame, const TypeRole *title, const char *words, double measure) {
  static const double least = 0.6, spare = 0.99, /* what squeezing and gaps may differ by in another size */
      line_least = 6;                            /* ems */
  char **lines = g_strsplit(words, "\n", -1);
  arena_temporary(frame->poster->arena, lines);
  double widest = 0;
  for (char **line = lines; *line; line++) widest = MAX(widest, poster_line_width(frame, title, *line));
  double factor = widest > measure ? spare * measure / widest : 1;
  return factor >= least ? factor : MIN(1, spare * measure / (line_least * title->style.size));
}

static double masthead_set(const BlockFrame *frame) {
  const Poster *poster = frame->poster;
  double rule = poster_style_rule(poster, "thick");
  poster_draw_rect(poster->arena, frame->group, pen_fill(poster_style_color(poster, "ink")), 0, 0, frame->width, rule);
  double y = rule + poster_style_space(poster, "masthead.overline");
  double overline = set_overline(frame, y);
  y += overline > 0 ? overline + poster_style_space(poster, "masthead.title") : 0;

  TypeRole vertical = poster_style_role(poster, "vertical"), title = poster_style_role(poster, "title"),
           standfirst = poster_style_role(poster, "standfirst");
  const char *down = block_text_of(frame, "vertical"), *words = block_text_of(frame, "title"),
             *below = block_text_of(frame, "standfirst");
  if (down && words && poster->least_text > 0) vertical.style.size *= vertical_factor(frame, &vertical, &title);
  double foot = down ? y + poster_set_column(frame, &vertical, down, frame->width - vertical.style.size / 2, y) : y;
  double measure = frame->width - (down ? vertical.style.size + poster->page.gutter : 0);
  if (words && poster->least_text > 0) {
    double factor = title_factor(frame, &title, words, measure);
    title.style.size *= factor;
    title.leading *= factor;
  }
  double gap = poster_style_space(poster, "masthead.standfirst"), title_top = y, title_width = 0;
  if (words) {
    /* Large type is aligned to the margin by its ink, not by its box. */
    Setting lines = setting_break(frame, &title, words, measure, FILL_BALANCED);
    double bearing = poster_style_ems(poster, "masthead.title-bearing", &title);
    for (size_t i = 0; i < lines.count; i++) {
      bearing = MIN(bearing, poster_line_ink(frame, &title, lines.lines[i].text).x1);
      title_width = MAX(title_width, lines.lines[i].width);
    }
    setting_draw(frame, &lines, -bearing, y, ALIGN_LEFT);
    y += lines.height;
    if (!reference_lang_is_han(poster->lang)) y += poster_style_ems(poster, "masthead.descender", &title);
  }
  if (!below) return MAX(y, foot);
  double left = beside_title(frame, &standfirst, title_width, measure);
  if (left > 0 && words) {
    /* level with the last line of the title, or the first if it is longer */
    Setting lines = setting_break(frame, &standfirst, below, measure - left, FILL_JUSTIFIED);
    double drop = poster_style_ems(poster, "masthead.standfirst-drop", &standfirst);
    double top = MAX(title_top, y - drop - lines.height);
    setting_draw(frame, &lines, left, top, ALIGN_LEFT);
    return MAX(MAX(y, top + lines.height), foot);
  }
  double width = MIN(measure, poster_style_ems(poster, "masthead.standfirst-width", &standfirst));
  y += gap + poster_set_text(frame, &standfirst, below, 0, y + gap, width);
  return MAX(y, foot);
}

const BlockType block_masthead = {
    .name = "masthead", .description = "What the poster is about.", .fields = fields, .set = masthead_set};
