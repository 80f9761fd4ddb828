/* pdf/content.c: see content.h. */
#include "pdf/content.h"
#include <glib.h>
#include <math.h>
#include <string.h>

static bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0'; }
static bool is_delimiter(char c) { return c != '\0' && strchr("()<>[]{}/%", c) != NULL; }
static bool is_regular(char c) { return !is_space(c) && !is_delimiter(c); }
static bool is_number_start(char c) { return g_ascii_isdigit(c) || c == '+' || c == '-' || c == '.'; }

static const char *skip_space(const char *at, const char *end) {
  for (; at < end; at++) {
    if (*at == '%')
      while (at < end && *at != '\n' && *at != '\r') at++;
    if (at < end && !is_space(*at)) break;
  }
  return at;
}

static const char *skip_string(const char *at, const char *end) {
  int depth = 0;
  for (; at < end; at++) {
    if (*at == '\\')
      at++;
    else if (*at == '(')
      depth++;
    else if (*at == ')' && --depth == 0)
      return at + 1;
  }
  return end;
}

/* After the token at `at`, which is not a space: a string, a delimiter, or a run of other characters. */
static const char *skip_token(const char *at, const char *end) {
  if (*at == '(') return skip_string(at, end);
  if (*at == '<' && at + 1 < end && at[1] == '<') return at + 2;
  if (*at == '>' && at + 1 < end && at[1] == '>') return at + 2;
  if (*at == '<') {
    while (at < end && *at != '>') at++;
    return at < end ? at + 1 : end;
  }
  bool is_name = *at == '/';
  if (is_delimiter(*at) && !is_name) return at + 1;
  for (at++; at < end && is_regular(*at);) at++;
  return at;
}

/* After "EI", of an image whose "ID" is at `at`. */
static const char *skip_inline_data(const char *at, const char *end) {
  for (at += 3; at + 2 < end; at++)
    if (at[0] == 'E' && at[1] == 'I' && is_space(at[-1]) && (at + 2 == end || is_space(at[2]))) return at + 2;
  return end;
}

static bool is_token(const char *at, const char *after, const char *word) {
  return (size_t)(after - at) == strlen(word) && memcmp(at, word, strlen(word)) == 0;
}

/* true, false and null are operands. */
static bool is_operator(const char *at, const char *after) {
  return is_regular(*at) && !is_number_start(*at) && !is_token(at, after, "true") && !is_token(at, after, "false") &&
         !is_token(at, after, "null");
}

static const char *skip_inline_image(const char *at, const char *end) {
  while ((at = skip_space(at, end)) < end) {
    const char *after = skip_token(at, end);
    if (is_token(at, after, "ID")) return skip_inline_data(at, end);
    at = after;
  }
  return end;
}

bool content_next(ContentReader *reader, ContentOperation *operation) {
  const char *at = skip_space(reader->at, reader->end), *end = reader->end;
  if (at >= end) return false;
  *operation = (ContentOperation){.start = at, .end = end, .name = end};
  int depth = 0;
  while (at < end) {
    const char *after = skip_token(at, end);
    if (*at == '[' || is_token(at, after, "<<")) depth++;
    if (depth > 0 && (*at == ']' || is_token(at, after, ">>"))) depth--;
    if (depth == 0 && is_operator(at, after)) {
      operation->name = at;
      operation->name_length = (size_t)(after - at);
      operation->end = content_is(operation, "BI") ? skip_inline_image(after, end) : after;
      break;
    }
    operation->end = after;
    at = skip_space(after, end);
  }
  if (operation->name_length == 0) operation->name = operation->end;
  reader->at = operation->end;
  return true;
}

bool content_is(const ContentOperation *operation, const char *name) {
  return strlen(name) == operation->name_length && memcmp(operation->name, name, operation->name_length) == 0;
}

/* A number of a content stream: no exponent. */
static double read_number(const char *at, const char *end) {
  double sign = 1, number = 0, place = 0;
  for (; at < end; at++) {
    if (*at == '-')
      sign = -1;
    else if (*at == '.')
      place = 1;
    else if (g_ascii_isdigit(*at)) {
      number = number * 10 + (*at - '0');
      place *= 10;
    }
  }
  return sign * (place > 1 ? number / place : number);
}

int content_numbers(const ContentOperation *operation, double *numbers, int most) {
  int count = 0;
  for (const char *at = operation->start; at < operation->name && count < most;) {
    at = skip_space(at, operation->name);
    if (at >= operation->name) break;
    const char *after = skip_token(at, operation->name);
    if (is_number_start(*at)) numbers[count++] = read_number(at, after);
    at = after;
  }
  return count;
}

void content_operand_name(const ContentOperation *operation, char *buffer, size_t size) {
  *buffer = '\0';
  for (const char *at = operation->start; at < operation->name;) {
    at = skip_space(at, operation->name);
    if (at >= operation->name) return;
    const char *after = skip_token(at, operation->name);
    if (*at == '/') {
      size_t length = MIN((size_t)(after - at), size - 1);
      memcpy(buffer, at, length);
      buffer[length] = '\0';
      return;
    }
    at = after;
  }
}

ContentMatrix content_multiply(ContentMatrix a, ContentMatrix b) {
  return (ContentMatrix){
      a.xx * b.xx + a.yx * b.xy, a.xx * b.yx + a.yx * b.yy,        a.xy * b.xx + a.yy * b.xy,
      a.xy * b.yx + a.yy * b.yy, a.x0 * b.xx + a.y0 * b.xy + b.x0, a.x0 * b.yx + a.y0 * b.yy + b.y0,
  };
}

double content_scale(ContentMatrix m) { return sqrt(fabs(m.xx * m.yy - m.xy * m.yx)); }

bool content_boxes_meet(ContentBox a, ContentBox b) {
  return a.x1 <= b.x2 && b.x1 <= a.x2 && a.y1 <= b.y2 && b.y1 <= a.y2;
}

ContentBox content_intersect(ContentBox a, ContentBox b) {
  if (a.x1 > a.x2 || b.x1 > b.x2) return CONTENT_NOWHERE;
  return (ContentBox){MAX(a.x1, b.x1), MAX(a.y1, b.y1), MIN(a.x2, b.x2), MIN(a.y2, b.y2)};
}

void content_include(ContentBox *box, double x, double y) {
  if (box->x1 > box->x2) {
    *box = (ContentBox){x, y, x, y};
    return;
  }
  *box = (ContentBox){MIN(box->x1, x), MIN(box->y1, y), MAX(box->x2, x), MAX(box->y2, y)};
}

static void include(ContentBox *box, double x, double y, ContentMatrix m) {
  content_include(box, m.xx * x + m.xy * y + m.x0, m.yx * x + m.yy * y + m.y0);
}

ContentBox content_transform(ContentBox box, ContentMatrix matrix) {
  ContentBox out = CONTENT_NOWHERE;
  if (box.x1 > box.x2) return out;
  include(&out, box.x1, box.y1, matrix);
  include(&out, box.x2, box.y1, matrix);
  include(&out, box.x1, box.y2, matrix);
  include(&out, box.x2, box.y2, matrix);
  return out;
}

ContentBox content_path_box(const char *start, const char *end, ContentMatrix matrix) {
  ContentBox box = CONTENT_NOWHERE;
  ContentReader reader = {start, end};
  ContentOperation operation;
  double n[6];
  while (content_next(&reader, &operation)) {
    int count = content_numbers(&operation, n, 6);
    if (content_is(&operation, "re") && count == 4) {
      include(&box, n[0], n[1], matrix);
      include(&box, n[0] + n[2], n[1], matrix);
      include(&box, n[0], n[1] + n[3], matrix);
      include(&box, n[0] + n[2], n[1] + n[3], matrix);
    } else {
      for (int i = 0; i + 1 < count; i += 2) include(&box, n[i], n[i + 1], matrix);
    }
  }
  return box;
}
