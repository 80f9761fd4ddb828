/* base/suggest.c: "did you mean": the nearest of some names.
 *
 * The distance is the restricted Damerau–Levenshtein distance (a swap of neighbours counts once); letters that differ
 * only in case count half. Where no name is near, an abbreviation stands for the shortest name that it abbreviates.
 */
#include "base/messages.h"
#include <string.h>

enum { LONGEST = 48, STEP = 2 /* distances are in halves */ };

static size_t read_letters(const char *text, gunichar *letters) {
  size_t n = 0;
  for (; *text && n < LONGEST; text = g_utf8_next_char(text)) letters[n++] = g_utf8_get_char(text);
  return *text ? LONGEST + 1 : n;
}

static unsigned letter_distance(gunichar a, gunichar b) {
  if (a == b) return 0;
  return g_unichar_tolower(a) == g_unichar_tolower(b) ? 1 : STEP;
}

static unsigned distance(const gunichar *a, size_t a_count, const gunichar *b, size_t b_count) {
  unsigned rows[3][LONGEST + 1];
  for (size_t j = 0; j <= b_count; j++) rows[0][j] = (unsigned)j * STEP;
  for (size_t i = 1; i <= a_count; i++) {
    unsigned *now = rows[i % 3], *before = rows[(i + 2) % 3], *earlier = rows[(i + 1) % 3];
    now[0] = (unsigned)i * STEP;
    for (size_t j = 1; j <= b_count; j++) {
      unsigned best = before[j - 1] + letter_distance(a[i - 1], b[j - 1]);
      best = MIN(best, MIN(before[j], now[j - 1]) + STEP);
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) best = MIN(best, earlier[j - 2] + STEP);
      now[j] = best;
    }
  }
  return rows[a_count % 3][b_count];
}

static bool equal_but_for_case(const gunichar *a, size_t a_count, const gunichar *b, size_t b_count) {
  bool equal = a_count == b_count;
  for (size_t i = 0; equal && i < a_count; i++) equal = letter_distance(a[i], b[i]) < STEP;
  return equal;
}

/* "avg" of "average": the first letter, and the others in their order. */
static bool abbreviates(const gunichar *a, size_t a_count, const gunichar *b, size_t b_count) {
  enum { SHORTEST = 3 };
  if (a_count < SHORTEST || a_count >= b_count || letter_distance(a[0], b[0]) == STEP) return false;
  size_t found = 0;
  for (size_t i = 0; i < b_count && found < a_count; i++) found += letter_distance(a[found], b[i]) < STEP;
  return found == a_count;
}

/* The shortest name that `a` abbreviates; NULL if there is none, or two are equally short. */
static const char *unabbreviated(const gunichar *a, size_t a_count, const char *const *names) {
  gunichar b[LONGEST];
  const char *shortest = NULL;
  size_t least = LONGEST + 1;
  for (; a_count <= LONGEST && *names; names++) {
    size_t b_count = read_letters(*names, b);
    if (b_count > least || b_count > LONGEST || !abbreviates(a, a_count, b, b_count)) continue;
    shortest = b_count == least ? NULL : *names;
    least = b_count;
  }
  return shortest;
}

const char *nearest_name(const char *wrong, const char *const *names) {
  gunichar a[LONGEST], b[LONGEST];
  if (!wrong || !names || !g_utf8_validate(wrong, -1, NULL)) return NULL;
  size_t a_count = read_letters(wrong, a);
  const char *nearest = NULL;
  unsigned least = 0;
  for (const char *const *name = names; a_count <= LONGEST && *name; name++) {
    size_t b_count = read_letters(*name, b);
    if (b_count > LONGEST) continue;
    unsigned d = distance(a, a_count, b, b_count);
    bool near = d <= MAX(a_count, b_count) * STEP / 3 || equal_but_for_case(a, a_count, b, b_count);
    if (!near || (nearest && d >= least)) continue;
    nearest = *name;
    least = d;
  }
  return nearest ? nearest : unabbreviated(a, a_count, names);
}

const char *suggest(Arena *arena, const char *wrong, const char *const *names) {
  const char *nearest = nearest_name(wrong, names);
  return nearest ? arena_printf(arena, "; did you mean \"%s\"?", nearest) : "";
}
