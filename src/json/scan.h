/* json/scan.h: JSON token by token, each with its place in the file.
 *
 * The only validator of JSON: strict RFC 8259, see json/json.h. Trees take their places from it (json/parse.c); rows of
 * data go from its tokens into columns, without a tree (data/read_json.c).
 */
#pragma once
#include "json/diagnosis.h"

typedef enum JsonTokenKind {
  JSON_TOKEN_NULL,
  JSON_TOKEN_FALSE,
  JSON_TOKEN_TRUE,
  JSON_TOKEN_NUMBER,
  JSON_TOKEN_STRING,
  JSON_TOKEN_KEY,
  JSON_TOKEN_ARRAY_START,
  JSON_TOKEN_ARRAY_END,
  JSON_TOKEN_OBJECT_START,
  JSON_TOKEN_OBJECT_END
} JsonTokenKind;

typedef struct JsonToken {
  JsonTokenKind kind;
  guint32 start, end;      /* its bytes in the source, quotes included */
  bool is_plain;           /* STRING, KEY: has no escapes. NUMBER: an integer of at most 15 digits */
  bool has_lone_surrogate; /* STRING, KEY */
} JsonToken;

enum { JSON_DEPTH_MAX = 512 };

typedef struct JsonScan { /* private but for `failed` */
  const Source *source;
  Messages *messages;
  const char *text, *at, *end; /* of the source; after the last token; of what is to be read */
  JsonExpectation expectation;
  bool many;   /* documents one after the other (NDJSON) */
  bool failed; /* after a message about what is wrong */
  unsigned depth;
  struct {
    guint32 start;
    bool is_object;
  } open[JSON_DEPTH_MAX];
  GString *unescaped;
} JsonScan;

/* Begins at the start of a document, or with `many` of any number of them; without these it is an error that the source is
 * empty. The source is UTF-8 without NUL: base/text.h has checked it, or base/encoding.h. The caller frees `unescaped`, which may be
 * NULL. */
void json_scan_open(JsonScan *scan, const Source *source, bool many, Messages *messages);
/* The same for one value of a document that was scanned before, so no messages arise. */
void json_scan_open_value(JsonScan *scan, Place value);
/* Charges what it costs to read the rest and to keep its values. */
void json_scan_charge(const JsonScan *scan, Budget *budget);
/* The next token; false at the end and after a message. A lone surrogate is warned of. */
bool json_scan_next(JsonScan *scan, JsonToken *token);

/* Steps over the tokens up to the end of the container that is the `depth`th open (from 1), which is `token` if nothing is
 * wrong. How many of its items have ended, if it is an array. */
guint32 json_scan_skip(JsonScan *scan, unsigned depth, JsonToken *token);

static inline bool json_token_is_start(const JsonToken *token) {
  return token->kind == JSON_TOKEN_OBJECT_START || token->kind == JSON_TOKEN_ARRAY_START;
}
static inline bool json_token_is_end(const JsonToken *token) {
  return token->kind == JSON_TOKEN_OBJECT_END || token->kind == JSON_TOKEN_ARRAY_END;
}
/* The number of a NUMBER. */
double json_scan_number(const JsonScan *scan, const JsonToken *token);
/* The text of a STRING or KEY, unescaped; not NUL-terminated, gone at the next call. */
const char *json_scan_text(JsonScan *scan, const JsonToken *token, size_t *length);

/* Pairs of numbers in nested arrays. */
enum { JSON_PAIRS_DEPTH = 3 };
typedef struct JsonPairs {
  double *numbers; /* 2 × count */
  size_t count, room;
  GArray *ends
      [JSON_PAIRS_DEPTH]; /* guint32: where each array of pairs ends, among the pairs; each array of those, among them; … */
} JsonPairs;
JsonPairs *json_pairs_create(void);
void json_pairs_free(void *pairs);
/* After a key: reads the value of the last member of an object, if it is arrays nested `depth` deep of pairs, none of them empty: 0 for one pair.
 * False, and nothing is read, for any other value, also one that is not JSON. */
bool json_scan_last_pairs(JsonScan *scan, unsigned depth, JsonPairs *pairs);
