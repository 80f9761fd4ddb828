/* Sectors and rings are d3-shape's arc(): the expected paths were written by d3-shape 3.2. They are compared by box and area,
 * since arcs may be cut into curves in different places. */
#include "scene/path.h"
#include <math.h>

static const struct {
  double shape[6]; /* startAngle, endAngle, innerRadius, outerRadius, padAngle, cornerRadius */
  const char *path;
} cases[] = {
    {{0, 1, 0, 50, 0, 0}, "M0,-50A50,50,0,0,1,42.074,-27.015L0,0Z"},
    {{0, 1, 20, 50, 0.1, 0}, "M2.691,-49.928A50,50,0,0,1,40.558,-29.241L15.222,-12.973A20,20,0,0,0,2.691,-19.818Z"},
    {{0.5, 4, 20, 50, 0, 5},
     "M21.441,-39.247A5,5,0,0,1,28.698,-40.944A50,50,0,1,1,-33.974,36.684A5,5,0,0,1,-33.845,29.232L-18.538,16.011A5,5,"
     "0,0,1,-12.216,"
     "15.836A20,20,0,0,0,12.905,-15.279A5,5,0,0,1,11.743,-21.496Z"},
    {{0, 0.3, 20, 50, 0.05, 10},
     "M1.346,-44.169A5.329,5.329,0,1,1,11.767,-42.594L5.122,-21.114A1.931,1.931,0,0,1,1.346,-21.685Z"},
    {{0, 2 * G_PI, 20, 50, 0, 0},
     "M0,-50A50,50,0,1,1,0,50A50,50,0,1,1,0,-50M0,-20A20,20,0,1,0,0,20A20,20,0,1,0,0,-20Z"},
    {{2, 1, 50, 20, 0, 3},
     "M42.65,19.519A3,3,0,0,0,46.7,17.863A50,50,0,0,0,43.712,-24.274A3,3,0,0,0,39.468,-25.342L19.188,-12.321A3,3,0,0,0,"
     "18.095,-8.519A20,"
     "20,0,0,1,19.116,5.88A3,3,0,0,0,20.735,9.49Z"},
    {{0, 1, 0, 50, 0, 8},
     "M0,-41.231A8,8,0,0,1,9.524,-49.085A50,50,0,0,1,36.158,-34.535A8,8,0,0,1,34.695,-22.277L0,0Z"},
    {{0, 0.02, 10, 50, 0.1, 0}, "M0.5,-49.998L0.1,-10Z"},
    {{0, 0, 0, 0, 0, 0}, "M0,0Z"},
    {{0, 1.5, 0, 50, 0.05, 0}, "M1.25,-49.984A50,50,0,0,1,49.771,-4.782L0,0Z"},
    {{0.2, 3.6, 10, 50, 0, 20},
     "M4.442,-21.915A20,20,0,0,1,40.073,-29.903A50,50,0,0,1,13.4,48.171A20,20,0,0,1,-9.895,20.052L-9.895,20.052A20,20,"
     "0,0,1,2.68,9.634A10,10,0,0,0,8.015,-5.981A20,20,0,0,1,4.442,-21.915Z"},
    {{0, 4.5, 8, 50, 0.1, 21},
     "M2.531,-16.95A21,21,0,0,1,40.57,-29.224A50,50,0,0,1,-20.016,45.819A21,21,0,0,1,-16.036,6.047L-16.036,6.047A21,"
     "21,0,0,1,-3.202,7.331A8,8,0,0,0,6.491,-4.676A21,21,0,0,1,2.531,-16.95Z"},
    {{0, 3.1, 0, 50, 0, 25}, "M0,-0.52A24.997,24.997,0,1,1,0.022,0.519L0,0Z"},
    {{-1, 2.3, 30, 50, 0, 10},
     "M-32.59,-20.926A10,10,0,0,1,-33.984,-36.676A50,50,0,0,1,44.43,22.935A10,10,0,0,1,28.881,25.805L28.881,25.805A10,"
     "10,0,0,1,26.658,13.761A30,30,0,0,0,-20.39,-22.005A10,10,0,0,1,-32.59,-20.926Z"},
};

static double cross(double ax, double ay, double bx, double by) { return (ax * by - bx * ay) / 2; }

/* The area inside, curves taken as 32 straight pieces. */
static double area_of(const ScenePath *path) {
  double area = 0, x = 0, y = 0, start_x = 0, start_y = 0;
  const double *p = path->points;
  for (size_t i = 0; i < path->verb_count; i++) {
    double to_x = start_x, to_y = start_y;
    if (path->verbs[i] == PATH_CURVE) {
      double x0 = x, y0 = y;
      for (int k = 1; k <= 32; k++) {
        double t = k / 32.0, s = 1 - t;
        to_x = s * s * s * x0 + 3 * s * s * t * p[0] + 3 * s * t * t * p[2] + t * t * t * p[4];
        to_y = s * s * s * y0 + 3 * s * s * t * p[1] + 3 * s * t * t * p[3] + t * t * t * p[5];
        area += cross(x, y, to_x, to_y);
        x = to_x;
        y = to_y;
      }
      p += 6;
      continue;
    }
    if (path->verbs[i] != PATH_CLOSE) {
      to_x = p[0];
      to_y = p[1];
      p += 2;
    }
    if (path->verbs[i] == PATH_MOVE) {
      start_x = to_x;
      start_y = to_y;
    } else {
      area += cross(x, y, to_x, to_y);
    }
    x = to_x;
    y = to_y;
  }
  return area;
}

static void test_sectors_are_those_of_d3(void) {
  static const SceneChannelId ids[] = {SCENE_START_ANGLE,  SCENE_END_ANGLE, SCENE_INNER_RADIUS,
                                       SCENE_OUTER_RADIUS, SCENE_PAD_ANGLE, SCENE_CORNER_RADIUS};
  Arena *arena = arena_create();
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    SceneMark *mark = scene_mark_create(arena, SCENE_ARC, ROLE_MARK, 1);
    for (int k = 0; k < 6; k++) scene_set_number(mark, ids[k], cases[i].shape[k]);
    const ScenePath *got = scene_item_path(mark, 0, arena), *want = path_parse(cases[i].path, arena);
    Bounds a = path_bounds(got), b = path_bounds(want);
    /* an arc d3 writes may start off the axes, where a cubic's box is 3e-4 of its radius too large */
    g_assert_cmpfloat_with_epsilon(a.x1, b.x1, 0.02);
    g_assert_cmpfloat_with_epsilon(a.y1, b.y1, 0.02);
    g_assert_cmpfloat_with_epsilon(a.x2, b.x2, 0.02);
    g_assert_cmpfloat_with_epsilon(a.y2, b.y2, 0.02);
    double area = area_of(want);
    if (fabs(area_of(got) - area) > 0.05 + 2e-3 * fabs(area))
      g_test_fail_printf("case %zu: area %g, not %g", i, area_of(got), area);
  }
  arena_destroy(arena);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/scene/sector", test_sectors_are_those_of_d3);
  return g_test_run();
}
