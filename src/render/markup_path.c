/* render/markup_path.c: the `d` of an SVG path in few characters: https://www.w3.org/TR/SVG11/paths.html#PathData.
 *
 * Points are rounded to hundredths of a px where they are, and each step is written from the rounded point before it,
 * so that errors do not add up. "M10,10L20,10L20,15Z" becomes "M10,10h10v5Z": a step has the shorter of its absolute
 * and relative forms, and a letter is not repeated.
 */
#include "render/markup.h"

/* Readers that add up relative steps in single precision are set right every so often. */
enum { STEPS_BETWEEN_ABSOLUTE = 64 };

typedef struct PathWriter {
  GString *out, *absolute, *relative; /* two forms of a step */
  gint64 at[2], start[2];             /* the current point and that of the subpath, in hundredths */
  char letter;                        /* written last */
  int steps;                          /* since the last absolute one */
} PathWriter;

/* A comma only where no letter or minus divides the numbers. */
static void form(GString *out, char last, char letter, const gint64 *numbers, int count) {
  g_string_truncate(out, 0);
  if (letter != last) g_string_append_c(out, letter);
  for (int i = 0; i < count; i++) {
    if ((i || letter == last) && numbers[i] >= 0) g_string_append_c(out, ',');
    markup_number_exact(out, numbers[i]);
  }
}

/* `points`: absolute; the last is where the step ends. */
static void step(PathWriter *path, char letter, const gint64 *points, int count) {
  gint64 offsets[6] = {0};
  for (int i = 0; i < count; i++) offsets[i] = points[i] - path->at[i % 2];
  int first = 0, numbers = count;
  if (letter == PATH_LINE && (offsets[0] == 0 || offsets[1] == 0)) {
    first = offsets[1] != 0;
    letter = first ? 'V' : 'H';
    numbers = 1;
  }
  char small = g_ascii_tolower(letter);
  form(path->absolute, path->letter, letter, points + first, numbers);
  form(path->relative, path->letter, small, offsets + first, numbers);
  bool relative = path->relative->len < path->absolute->len && path->steps < STEPS_BETWEEN_ABSOLUTE;
  path->steps = relative ? path->steps + 1 : 0;
  path->letter = relative ? small : letter;
  const GString *chosen = relative ? path->relative : path->absolute;
  g_string_append_len(path->out, chosen->str, (gssize)chosen->len);
  for (int i = 0; i < 2; i++) path->at[i] = points[count - 2 + i];
}

static void move(PathWriter *path, const gint64 *point) {
  form(path->absolute, 0, PATH_MOVE, point, 2);
  g_string_append_len(path->out, path->absolute->str, (gssize)path->absolute->len);
  path->letter = PATH_MOVE;
  for (int i = 0; i < 2; i++) path->at[i] = path->start[i] = point[i];
}

static void finish(PathWriter *path) {
  g_string_append_c(path->out, PATH_CLOSE);
  path->letter = PATH_CLOSE;
  for (int i = 0; i < 2; i++) path->at[i] = path->start[i];
}

static int number_count(char verb) { return verb == PATH_CURVE ? 6 : verb == PATH_CLOSE ? 0 : 2; }

/* A line of no length shows only where it is all there is. */
static bool leads_nowhere(const PathWriter *path, const ScenePath *of, size_t i, const gint64 *point) {
  if (of->verbs[i] != PATH_LINE || point[0] != path->at[0] || point[1] != path->at[1]) return false;
  char next = i + 1 < of->verb_count ? of->verbs[i + 1] : PATH_MOVE;
  return next == PATH_LINE || next == PATH_CURVE;
}

void markup_path(GString *out, const ScenePath *path, double x, double y, double scale) {
  PathWriter writer = {.out = out, .absolute = g_string_new(NULL), .relative = g_string_new(NULL)};
  const double *p = path->points;
  for (size_t i = 0; i < path->verb_count; i++) {
    int count = number_count(path->verbs[i]);
    gint64 points[6] = {0};
    for (int k = 0; k < count; k++) points[k] = markup_hundredths(p[k] * scale + (k % 2 ? y : x));
    if (path->verbs[i] == PATH_MOVE)
      move(&writer, points);
    else if (path->verbs[i] == PATH_CLOSE)
      finish(&writer);
    else if (!leads_nowhere(&writer, path, i, points))
      step(&writer, path->verbs[i], points, count);
    p += count;
  }
  g_string_free(writer.absolute, TRUE);
  g_string_free(writer.relative, TRUE);
}
