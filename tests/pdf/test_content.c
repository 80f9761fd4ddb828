/* Content streams: where operators begin and end, whatever is between them. */
#include "pdf/content.h"
#include <glib.h>
#include <math.h>
#include <string.h>

/* The operators of a stream, separated by spaces. */
static char *operators(const char *stream, size_t length) {
  GString *names = g_string_new(NULL);
  ContentReader reader = {stream, stream + length};
  ContentOperation operation;
  while (content_next(&reader, &operation)) {
    g_assert_true(operation.start <= operation.name && operation.name <= operation.end &&
                  operation.end <= stream + length);
    g_string_append_len(names, operation.name, (gssize)operation.name_length);
    g_string_append_c(names, ' ');
  }
  return g_string_free(names, FALSE);
}

static void test_operators_are_found(void) {
  static const char *const cases[][2] = {
      {"", ""},
      {"  \n", ""},
      {"q 1 0 0 1 0 0 cm\n10 10 m 20 20 l S Q", "q cm m l S Q "},
      {"f*B*W n", "f*B*W n "},
      {"f* B* W* n", "f* B* W* n "},
      {"(a) Tj (b(c)\\)d) Tj <0a0B>Tj", "Tj Tj Tj "},
      {"[(a)-120 <00>]TJ[1 2]0 d", "TJ d "},
      {"/Span <</ActualText (q Q) /MCID 1>> BDC EMC", "BDC EMC "},
      {"% q rg\nq % Q\rQ", "q Q "},
      {"BT /F1 12 Tf (it's) ' ET", "BT Tf ' ET "},
      {"true false null gs", "gs "},
      {"1 2 3", " "},
      {"(never ends", " "},
      {"[1 2 (", " "},
      {"BI /W 1 /H 1 /BPC 8 ID \x01 q EI Q", "BI Q "},
      {"BI /W 1 ID abc", "BI "},
      {"BI", "BI "},
      {")]>}{ q", "q "},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    char *found = operators(cases[i][0], strlen(cases[i][0]));
    g_assert_cmpstr(found, ==, cases[i][1]);
    g_free(found);
  }
}

static void test_any_bytes_come_to_an_end(void) {
  static const char alphabet[] = "qQ /()<>[]{}%\\BIDE1.-\n\0\xff";
  GRand *random = g_rand_new_with_seed(1);
  for (int round = 0; round < 20000; round++) {
    char *stream = g_malloc(40); /* of its own, so that reading past it is noticed */
    gint32 length = g_rand_int_range(random, 0, 40);
    for (int i = 0; i < length; i++) stream[i] = alphabet[g_rand_int_range(random, 0, sizeof alphabet - 1)];
    char *exact = g_memdup2(stream, (gsize)length);
    g_free(operators(exact ? exact : "", (size_t)length));
    g_free(exact);
    g_free(stream);
  }
  g_rand_free(random);
}

static ContentOperation first(const char *stream) {
  ContentReader reader = {stream, stream + strlen(stream)};
  ContentOperation operation;
  g_assert_true(content_next(&reader, &operation));
  return operation;
}

static void test_operands(void) {
  double n[6];
  char name[8];
  ContentOperation cm = first("1 -0.5 .25 -12. +3 007 cm");
  const double expected[] = {1, -0.5, 0.25, -12, 3, 7};
  g_assert_cmpint(content_numbers(&cm, n, 6), ==, 6);
  for (int i = 0; i < 6; i++) g_assert_cmpfloat(n[i], ==, expected[i]);
  g_assert_cmpint(content_numbers(&cm, n, 2), ==, 2);
  ContentOperation font = first("/F1 12 Tf");
  content_operand_name(&font, name, sizeof name);
  g_assert_cmpstr(name, ==, "/F1");
  g_assert_cmpint(content_numbers(&font, n, 6), ==, 1);
  ContentOperation longer = first("/LongerThanThat gs");
  content_operand_name(&longer, name, sizeof name);
  g_assert_cmpstr(name, ==, "/Longer");
  ContentOperation none = first("1 2 m");
  content_operand_name(&none, name, sizeof name);
  g_assert_cmpstr(name, ==, "");
  g_assert_true(content_is(&none, "m") && !content_is(&none, "mm") && !content_is(&none, ""));
}

static void assert_box(ContentBox box, double x1, double y1, double x2, double y2) {
  g_assert_cmpfloat(fabs(box.x1 - x1) + fabs(box.y1 - y1) + fabs(box.x2 - x2) + fabs(box.y2 - y2), <, 1e-9);
}

static void test_boxes_of_paths(void) {
  const char *path = "10 20 m 30 5 l 0 0 50 60 7 8 c h 1 1 2 -3 re";
  assert_box(content_path_box(path, path + strlen(path), CONTENT_IDENTITY), 0, -2, 50, 60);
  ContentMatrix turned = content_multiply((ContentMatrix){0, 1, -1, 0, 0, 0}, (ContentMatrix){2, 0, 0, 2, 5, 0});
  const char *line = "1 2 m 3 4 l";
  /* (1, 2) becomes (-2, 1) and then (1, 2); (3, 4) becomes (-4, 3) and then (-3, 6) */
  assert_box(content_path_box(line, line + strlen(line), turned), -3, 2, 1, 6);
  g_assert_cmpfloat(content_scale(turned), ==, 2);
  ContentBox nowhere = content_path_box("", "", CONTENT_IDENTITY), some = {0, 0, 2, 2};
  g_assert_true(nowhere.x1 > nowhere.x2);
  g_assert_false(content_boxes_meet(some, (ContentBox){3, 0, 4, 2}));
  g_assert_true(content_boxes_meet(some, (ContentBox){2, 1, 4, 2}));
  assert_box(content_intersect(some, (ContentBox){1, -1, 5, 1}), 1, 0, 2, 1);
  assert_box(content_transform(some, (ContentMatrix){1, 0, 0, -1, 0, 10}), 0, 8, 2, 10);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/content/operators", test_operators_are_found);
  g_test_add_func("/content/any-bytes", test_any_bytes_come_to_an_end);
  g_test_add_func("/content/operands", test_operands);
  g_test_add_func("/content/boxes", test_boxes_of_paths);
  return g_test_run();
}
