/* json/pairs.c: arrays of pairs of numbers, as the coordinates of GeoJSON are, without tokens.
 *
 * Nothing is said of what is wrong with them: whatever is not plainly such an array is read token by token, which then says so.
 */
#include "base/decimal.h"
#include "json/scan.h"

typedef struct Text {
  const char *at, *end;
} Text;

static bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static inline char peek(const Text *text) { return text->at < text->end ? *text->at : '\0'; }

static inline bool take(Text *text, char c) {
  while (is_space(peek(text))) text->at++;
  bool is_there = peek(text) == c;
  text->at += is_there;
  return is_there;
}

/* Steps over digits, which become the last of `digits`; how many they are. */
static inline int take_digits(Text *text, guint64 *digits) {
  const char *start = text->at;
  while (is_digit(peek(text))) *digits = 10 * *digits + (guint64)(*text->at++ - '0');
  return (int)MIN(text->at - start, G_MAXINT / 2);
}

/* A number; false for what is not JSON. */
static inline bool take_number(Text *text, double *number) {
  static const double tens[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
  while (is_space(peek(text))) text->at++;
  const char *start = text->at;
  bool negative = peek(text) == '-';
  text->at += negative;
  bool leads_with_zero = peek(text) == '0';
  guint64 digits = 0;
  int whole = take_digits(text, &digits), part = 0;
  if (!whole || (leads_with_zero && whole > 1)) return false;
  if (peek(text) == '.') {
    text->at++;
    part = take_digits(text, &digits);
    if (!part) return false;
  }
  if (peek(text) == 'e' || peek(text) == 'E') return false;
  if (whole + part < (int)G_N_ELEMENTS(tens)) /* both are exact, so that their quotient is rounded once */
    *number = (negative ? -1.0 : 1.0) * ((double)(gint64)digits / tens[part]);
  else
    *number = decimal_read(start, (size_t)(text->at - start));
  return true;
}

static void add_pair(JsonPairs *pairs, double x, double y) {
  if (pairs->count == pairs->room) {
    pairs->room = MAX(256, 2 * pairs->room);
    pairs->numbers = g_renew(double, pairs->numbers, 2 * pairs->room);
  }
  pairs->numbers[2 * pairs->count] = x;
  pairs->numbers[2 * pairs->count++ + 1] = y;
}

static bool take_pair(Text *text, JsonPairs *pairs) {
  double x, y;
  if (!take(text, '[') || !take_number(text, &x) || !take(text, ',') || !take_number(text, &y) || !take(text, ']'))
    return false;
  add_pair(pairs, x, y);
  return true;
}

static bool take_list(Text *text, unsigned depth, JsonPairs *pairs) {
  if (!take(text, '[')) return false;
  do {
    if (!(depth == 1 ? take_pair(text, pairs) : take_list(text, depth - 1, pairs))) return false;
  } while (take(text, ','));
  if (!take(text, ']')) return false;
  if (depth <= JSON_PAIRS_DEPTH) {
    GArray *ends = pairs->ends[depth - 1];
    guint32 end = depth == 1 ? (guint32)pairs->count : pairs->ends[depth - 2]->len;
    g_array_append_val(ends, end);
  }
  return true;
}

JsonPairs *json_pairs_create(void) {
  JsonPairs *pairs = g_new0(JsonPairs, 1);
  for (size_t i = 0; i < JSON_PAIRS_DEPTH; i++) pairs->ends[i] = g_array_new(FALSE, FALSE, sizeof(guint32));
  return pairs;
}

void json_pairs_free(void *closure) {
  JsonPairs *pairs = closure;
  for (size_t i = 0; i < JSON_PAIRS_DEPTH; i++) g_array_unref(pairs->ends[i]);
  g_free(pairs->numbers);
  g_free(pairs);
}

bool json_scan_last_pairs(JsonScan *scan, unsigned depth, JsonPairs *pairs) {
  Text text = {scan->at, scan->end};
  pairs->count = 0;
  for (size_t i = 0; i < JSON_PAIRS_DEPTH; i++) g_array_set_size(pairs->ends[i], 0);
  if (depth > JSON_PAIRS_DEPTH || scan->expectation != JSON_EXPECT_COLON || !take(&text, ':')) return false;
  if (!(depth ? take_list(&text, depth, pairs) : take_pair(&text, pairs))) return false;
  const char *end = text.at;
  if (!take(&text, '}')) return false;
  scan->at = end;
  scan->expectation = JSON_EXPECT_AFTER_MEMBER;
  return true;
}
