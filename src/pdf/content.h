/* pdf/content.h: content streams (PDF 1.7, 7.8.2), read operator by operator. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

typedef struct ContentReader {
  const char *at, *end;
} ContentReader;

/* One operator with its operands, as they are in the stream. An inline image is one of the name "BI". */
typedef struct ContentOperation {
  const char *start, *end; /* of all of it, without the space around */
  const char *name;        /* the operator, within the above; at `end` if the stream ends after operands */
  size_t name_length;
} ContentOperation;

/* False at the end. Damaged streams are read as far as they make sense. */
bool content_next(ContentReader *reader, ContentOperation *operation);
bool content_is(const ContentOperation *operation, const char *name);
/* Its operands that are numbers, the first `most` of them; others are skipped. Returns how many. */
int content_numbers(const ContentOperation *operation, double *numbers, int most);
/* Its first operand that is a name, with the slash, of at most `size` - 1 bytes; "" if there is none. */
void content_operand_name(const ContentOperation *operation, char *buffer, size_t size);

/* Column by column: x' = xx x + xy y + x0. As `cm` takes them: xx yx xy yy x0 y0. */
typedef struct ContentMatrix {
  double xx, yx, xy, yy, x0, y0;
} ContentMatrix;
#define CONTENT_IDENTITY ((ContentMatrix){1, 0, 0, 1, 0, 0})
/* First `inner`, then `outer`. */
ContentMatrix content_multiply(ContentMatrix inner, ContentMatrix outer);
/* By how much lengths grow. */
double content_scale(ContentMatrix matrix);

typedef struct ContentBox {
  double x1, y1, x2, y2; /* empty if x1 > x2 */
} ContentBox;
#define CONTENT_NOWHERE ((ContentBox){1, 1, 0, 0})
bool content_boxes_meet(ContentBox one, ContentBox other);
ContentBox content_intersect(ContentBox one, ContentBox other);
void content_include(ContentBox *box, double x, double y);
/* The bounds of a box after `matrix`. */
ContentBox content_transform(ContentBox box, ContentMatrix matrix);
/* The bounds after `matrix` of the points of a path in a piece of a stream. */
ContentBox content_path_box(const char *start, const char *end, ContentMatrix matrix);
