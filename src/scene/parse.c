/* scene/parse.c: SVG path text, as https://www.w3.org/TR/SVG11/paths.html has it.
 *
 * What vega-scenegraph's path/parse.js takes is taken, and what it refuses (a wrong count of numbers, anything that is no
 * number) is refused. Quadratic curves and elliptical arcs become cubic curves.
 */
#include "scene/path.h"
#include <math.h>
#include <string.h>

typedef struct Pen {
  PathBuilder out;
  double x, y;                 /* current point */
  double start_x, start_y;     /* where the subpath began */
  double control_x, control_y; /* the last curve's second control point */
  char last;                   /* the last command in upper case */
} Pen;

/* How many numbers each command takes. */
static const struct {
  char command;
  int count;
} commands[] = {{'M', 2}, {'L', 2}, {'H', 1}, {'V', 1}, {'C', 6}, {'S', 4}, {'Q', 4}, {'T', 2}, {'A', 7}, {'Z', 0}};

static int command_count(char letter) {
  for (size_t i = 0; i < G_N_ELEMENTS(commands); i++)
    if (commands[i].command == g_ascii_toupper(letter)) return commands[i].count;
  return -1;
}

static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v'; }

static const char *skip_separator(const char *at) {
  while (is_space(*at)) at++;
  if (*at == ',') at++;
  while (is_space(*at)) at++;
  return at;
}

static const char *read_number(const char *at, double *number) {
  const char *start = at;
  if (*at == '+' || *at == '-') at++;
  const char *digits = at;
  while (g_ascii_isdigit(*at)) at++;
  bool some = at > digits;
  if (*at == '.') {
    at++;
    while (g_ascii_isdigit(*at)) {
      at++;
      some = true;
    }
  }
  if (!some) return NULL;
  if (*at == 'e' || *at == 'E') {
    const char *exponent = at + 1;
    if (*exponent == '+' || *exponent == '-') exponent++;
    if (g_ascii_isdigit(*exponent)) {
      while (g_ascii_isdigit(*exponent)) exponent++;
      at = exponent;
    }
  }
  *number = g_ascii_strtod(*start == '+' ? start + 1 : start, NULL);
  return at;
}

static void quadratic(Pen *pen, double cx, double cy, double x, double y) {
  path_curve(&pen->out, pen->x + 2.0 / 3 * (cx - pen->x), pen->y + 2.0 / 3 * (cy - pen->y), x + 2.0 / 3 * (cx - x),
             y + 2.0 / 3 * (cy - y), x, y);
  pen->control_x = cx;
  pen->control_y = cy;
}

/* One piece of at most a quarter of the ellipse, in the ellipse's own unit circle. */
static void ellipse_segment(PathBuilder *out, const double centre[2], const double matrix[4], double from, double to) {
  double h = 4.0 / 3 * tan((to - from) / 4), c0 = cos(from), s0 = sin(from), c1 = cos(to), s1 = sin(to);
  double unit[6] = {c0 - h * s0, s0 + h * c0, c1 + h * s1, s1 - h * c1, c1, s1}, p[6];
  for (int i = 0; i < 6; i += 2) {
    p[i] = centre[0] + matrix[0] * unit[i] + matrix[2] * unit[i + 1];
    p[i + 1] = centre[1] + matrix[1] * unit[i] + matrix[3] * unit[i + 1];
  }
  path_curve(out, p[0], p[1], p[2], p[3], p[4], p[5]);
}

/* SVG 1.1, F.6: from end points to centre, then in pieces. */
static void elliptical_arc(Pen *pen, const double *n, double x, double y) {
  double rx = fabs(n[0]), ry = fabs(n[1]), turn = n[2] * G_PI / 180, large = n[3], sweep = n[4];
  if (x == pen->x && y == pen->y) return;
  if (rx == 0 || ry == 0) {
    path_line(&pen->out, x, y);
    return;
  }
  double c = cos(turn), s = sin(turn);
  double hx = (pen->x - x) / 2, hy = (pen->y - y) / 2, px = c * hx + s * hy, py = c * hy - s * hx;
  double stretch = px * px / (rx * rx) + py * py / (ry * ry);
  if (stretch > 1) {
    rx *= sqrt(stretch);
    ry *= sqrt(stretch);
  }
  double x0 = (c * pen->x + s * pen->y) / rx, y0 = (c * pen->y - s * pen->x) / ry;
  double x1 = (c * x + s * y) / rx, y1 = (c * y - s * x) / ry;
  double d = (x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0);
  double f = sqrt(MAX(0, 1 / d - 0.25)) * (sweep == large ? -1 : 1);
  double ux = (x0 + x1) / 2 - f * (y1 - y0), uy = (y0 + y1) / 2 + f * (x1 - x0);
  double from = atan2(y0 - uy, x0 - ux), span = atan2(y1 - uy, x1 - ux) - from;
  if (span < 0 && sweep == 1)
    span += 2 * G_PI;
  else if (span > 0 && sweep == 0)
    span -= 2 * G_PI;
  double matrix[4] = {c * rx, s * rx, -s * ry, c * ry};
  double centre[2] = {matrix[0] * ux + matrix[2] * uy, matrix[1] * ux + matrix[3] * uy};
  if (!isfinite(span)) return;
  int pieces = (int)ceil(fabs(span) / (G_PI / 2 + 0.001));
  for (int i = 0; i < pieces; i++)
    ellipse_segment(&pen->out, centre, matrix, from + i * span / pieces, from + (i + 1) * span / pieces);
}

static void pen_to(Pen *pen, double x, double y) {
  pen->x = x;
  pen->y = y;
}

/* The mirror image of the last control point, where the last command was one of `after`. */
static void reflect(const Pen *pen, const char *after, double *x, double *y) {
  bool follows = pen->last && strchr(after, pen->last);
  *x = follows ? 2 * pen->x - pen->control_x : pen->x;
  *y = follows ? 2 * pen->y - pen->control_y : pen->y;
}

static void draw_curve(Pen *pen, const double *n) {
  path_curve(&pen->out, n[0], n[1], n[2], n[3], n[4], n[5]);
  pen->control_x = n[2];
  pen->control_y = n[3];
  pen_to(pen, n[4], n[5]);
}

/* `n` in absolute coordinates. */
static void pen_draw(Pen *pen, char command, const double *n) {
  double x, y;
  switch (command) {
  case 'M':
    path_move(&pen->out, n[0], n[1]);
    pen_to(pen, n[0], n[1]);
    pen->start_x = n[0];
    pen->start_y = n[1];
    break;
  case 'L':
    path_line(&pen->out, n[0], n[1]);
    pen_to(pen, n[0], n[1]);
    break;
  case 'C': draw_curve(pen, n); break;
  case 'S':
    reflect(pen, "CS", &x, &y);
    draw_curve(pen, (double[]){x, y, n[0], n[1], n[2], n[3]});
    break;
  case 'Q':
    quadratic(pen, n[0], n[1], n[2], n[3]);
    pen_to(pen, n[2], n[3]);
    break;
  case 'T':
    reflect(pen, "QT", &x, &y);
    quadratic(pen, x, y, n[0], n[1]);
    pen_to(pen, n[0], n[1]);
    break;
  case 'A':
    elliptical_arc(pen, n, n[5], n[6]);
    pen_to(pen, n[5], n[6]);
    break;
  default: path_close(&pen->out); pen_to(pen, pen->start_x, pen->start_y);
  }
  pen->last = command;
}

/* Makes the numbers of one command absolute, H and V into L. */
static void pen_command(Pen *pen, char letter, double *n, int count) {
  char command = g_ascii_toupper(letter);
  bool relative = letter != command;
  double dx = relative ? pen->x : 0, dy = relative ? pen->y : 0;
  if (command == 'H' || command == 'V') {
    double point[2] = {command == 'H' ? n[0] + dx : pen->x, command == 'V' ? n[0] + dy : pen->y};
    pen_draw(pen, 'L', point);
    return;
  }
  for (int i = command == 'A' ? 5 : 0; i < count; i++) n[i] += (i - (command == 'A')) % 2 == 0 ? dx : dy;
  pen_draw(pen, command, n);
}

/* All numbers that follow one letter. NULL when it cannot be read. */
static const char *pen_read(Pen *pen, const char *at) {
  char letter = *at++;
  int count = command_count(letter);
  at += strspn(at, " \t\n\r\f\v");
  double n[7] = {0};
  if (count == 0) {
    pen_command(pen, letter, n, 0);
    /* Vega ignores numbers after Z */
    while (*at && command_count(*at) < 0) at++;
    return at;
  }
  int sets = 0;
  while (*at && command_count(*at) < 0) {
    for (int i = 0; i < count; i++) {
      bool flag = count == 7 && (i == 3 || i == 4);
      if (flag) n[i] = *at - '0';
      if (flag && *at != '0' && *at != '1') return NULL;
      at = flag ? at + 1 : read_number(at, &n[i]);
      if (!at) return NULL;
      at = skip_separator(at);
    }
    pen_command(pen, letter, n, count);
    if (g_ascii_toupper(letter) == 'M') letter = letter == 'M' ? 'L' : 'l';
    sets++;
  }
  return sets ? at : NULL;
}

const ScenePath *path_parse(const char *svg, Arena *arena) {
  Pen pen = {.out = path_builder(arena)};
  const char *at = svg;
  while (*at && command_count(*at) < 0) at++;
  while (at && *at) at = pen_read(&pen, at);
  const ScenePath *path = path_end(&pen.out);
  return at ? path : NULL;
}
