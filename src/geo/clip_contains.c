/* geo/clip_contains.c: is a point in a polygon on the sphere? (d3-geo's polygonContains)
 *
 * First, is the south pole inside? It is when the rings wind around it, or, when they do not, when their area is
 * negative. Then each time the meridian from the point down to the pole is crossed, inside and outside change.
 */
#include "geo/clip.h"

static double longitude_of(double x) {
  return fabs(x) <= GEO_PI ? x : geo_sign(x) * (fmod(fabs(x) + GEO_PI, GEO_TAU) - GEO_PI);
}

/* One end of an edge: the half angle from the south pole. */
typedef struct End {
  const ClipPoint *at;
  double longitude, sine, cosine;
} End;

static End end_of(const ClipPoint *point) {
  double half = point->y / 2 + GEO_QUARTER_PI;
  return (End){point, longitude_of(point->x), sin(half), cos(half)};
}

typedef struct Winding {
  GeoSum area;
  double angle; /* turned around the pole */
} Winding;

/* Adds an edge; whether it crosses the antimeridian, and which way it goes. */
static bool wind(Winding *winding, const End *from, const End *to, bool *eastward) {
  double delta = to->longitude - from->longitude, sign = delta >= 0 ? 1 : -1, apart = sign * delta;
  double k = from->sine * to->sine;
  bool over = apart > GEO_PI;
  geo_sum_add(&winding->area, atan2(k * sign * sin(apart), from->cosine * to->cosine + k * cos(apart)));
  winding->angle += over ? delta + sign * GEO_TAU : delta;
  *eastward = delta >= 0;
  return over;
}

static bool holds_south(const Winding *winding) {
  return winding->angle < -GEO_EPSILON ||
         (winding->angle < GEO_EPSILON && geo_sum_value(&winding->area) < -GEO_EPSILON2);
}

/* How the edge crosses the meridian below the point: -1, 0 or 1. */
static int crossing(const End *from, const End *to, bool over, bool eastward, double longitude, double latitude) {
  if (!(over ^ (from->longitude >= longitude) ^ (to->longitude >= longitude))) return 0;
  GeoVector arc = geo_cross(geo_vector(from->at->x, from->at->y), geo_vector(to->at->x, to->at->y));
  arc = geo_normalize(arc);
  GeoVector meridian = {sin(longitude), -cos(longitude), 0};
  GeoVector meeting = geo_normalize(geo_cross(meridian, arc));
  bool against = over ^ eastward;
  double at = (against ? -1 : 1) * geo_asin(meeting.z);
  bool below = latitude > at || (latitude == at && (fabs(arc.x) > 0 || fabs(arc.y) > 0));
  return below ? (against ? 1 : -1) : 0;
}

bool clip_polygon_contains(const ClipBuffer *rings, double longitude, double latitude) {
  Winding winding = {0};
  int crossings = 0;
  longitude = longitude_of(longitude);
  double sine = sin(latitude);
  if (sine == 1) latitude = GEO_HALF_PI + GEO_EPSILON;
  if (sine == -1) latitude = -GEO_HALF_PI - GEO_EPSILON;
  for (size_t i = 0; i < rings->piece_count; i++) {
    const ClipPiece *ring = &rings->pieces[i];
    if (!ring->count) continue;
    const ClipPoint *points = rings->points + ring->first;
    End from = end_of(&points[ring->count - 1]);
    for (size_t j = 0; j < ring->count; j++) {
      bool eastward;
      End to = end_of(&points[j]);
      bool over = wind(&winding, &from, &to, &eastward);
      crossings += crossing(&from, &to, over, eastward, longitude, latitude);
      from = to;
    }
  }
  return holds_south(&winding) ^ (crossings & 1);
}

static bool contains_south_exactly(const ClipBuffer *rings) {
  Winding winding = {0};
  for (size_t i = 0; i < rings->piece_count; i++) {
    const ClipPiece *ring = &rings->pieces[i];
    if (!ring->count) continue;
    const ClipPoint *points = rings->points + ring->first;
    End from = end_of(&points[ring->count - 1]);
    for (size_t j = 0; j < ring->count; j++) {
      bool eastward;
      End to = end_of(&points[j]);
      wind(&winding, &from, &to, &eastward);
      from = to;
    }
  }
  return holds_south(&winding);
}

/* A sum of angles as a product of complex numbers, whose angle it is: so that short edges need no arc tangent each. */
typedef struct Turning {
  double sum;    /* of what is no longer in the product */
  double re, im; /* the product */
  double bound;  /* its angle is not more than this */
} Turning;

static void settle(Turning *turning) {
  turning->sum += atan2(turning->im, turning->re);
  turning->re = 1, turning->im = turning->bound = 0;
}

/* Adds the angle of (re, im), which is not more than `bound`, below 1. */
static inline void add_angle(Turning *turning, double re, double im, double bound) {
  static const double most = 3; /* below π */
  turning->bound += bound;
  if (turning->bound > most || fabs(turning->re) + fabs(turning->im) < 1e-100) {
    settle(turning);
    turning->bound = bound;
  }
  double product = turning->re * re - turning->im * im;
  turning->im = turning->re * im + turning->im * re;
  turning->re = product;
}

/* wind(), but for the area, which goes to `area`. */
static inline void wind_short(Winding *winding, Turning *area, const End *from, const End *to) {
  static const double shortest = 0.05; /* up to which the series below are exact */
  double delta = to->longitude - from->longitude, apart = fabs(delta), square = delta * delta;
  double k = from->sine * to->sine, around = from->cosine * to->cosine;
  if (!(apart < shortest)) {
    double sign = delta >= 0 ? 1 : -1;
    winding->angle += apart > GEO_PI ? delta + sign * GEO_TAU : delta;
    geo_sum_add(&winding->area, atan2(k * sign * sin(sign * delta), around + k * cos(sign * delta)));
    return;
  }
  winding->angle += delta;
  double sine = delta * (1 - square / 6 * (1 - square / 20 * (1 - square / 42)));
  double cosine = 1 - square / 2 * (1 - square / 12 * (1 - square / 30));
  add_angle(area, around + k * cosine, k * sine, apart);
}

/* end_of() to some 1e-13: the sine and cosine of y by their series, and those of y + π/4 from them. */
static inline End quick_end_of(const ClipPoint *point) {
  double y = point->y / 2, z = y * y;
  if (!(fabs(y) <= GEO_QUARTER_PI)) return end_of(point);
  double sine = y * (1 - z / 6 * (1 - z / 20 * (1 - z / 42 * (1 - z / 72 * (1 - z / 110 * (1 - z / 156))))));
  double cosine = 1 - z / 2 * (1 - z / 12 * (1 - z / 30 * (1 - z / 56 * (1 - z / 90 * (1 - z / 132 * (1 - z / 182))))));
  return (End){point, longitude_of(point->x), (sine + cosine) * G_SQRT2 / 2, (cosine - sine) * G_SQRT2 / 2};
}

bool clip_polygon_contains_south(const ClipBuffer *rings) {
  static const double error = 1e-12; /* of each edge, at most */
  Winding winding = {0};
  Turning area = {.re = 1};
  double edges = 0;
  for (size_t i = 0; i < rings->piece_count; i++) {
    const ClipPiece *ring = &rings->pieces[i];
    if (!ring->count) continue;
    const ClipPoint *points = rings->points + ring->first;
    End from = quick_end_of(&points[ring->count - 1]);
    for (size_t j = 0; j < ring->count; j++) {
      End to = quick_end_of(&points[j]);
      wind_short(&winding, &area, &from, &to);
      from = to;
    }
    edges += (double)ring->count;
  }
  if (winding.angle < -GEO_EPSILON) return true;
  if (winding.angle >= GEO_EPSILON) return false;
  settle(&area);
  double total = geo_sum_value(&winding.area) + area.sum, doubt = GEO_EPSILON2 + error * (edges + 1);
  return fabs(total) > doubt ? total < 0 : contains_south_exactly(rings);
}
