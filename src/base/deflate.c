/* base/deflate.c: see deflate.h. Earlier places with the same four bytes are found by a hash table and chains, and the last with the same three by
 * another; a match is put off where the next byte has a better one. A run of what is one byte before it, or one period, is a match unless one
 * farther back is longer, and leaves a single place in the tables. */
#include "base/deflate.h"
#include <string.h>

enum {
  WINDOW = 1 << 15,
  HASH_BITS = 15,
  HASH3_BITS = 13,
  LEAST = 3,       /* bytes of a match */
  MOST = 258,      /* the same */
  NEAR = 4096,     /* a match of three bytes that is farther away than this costs more than the bytes */
  SHORTEST = 8,    /* bytes of a run */
  TOKENS = 1 << 14 /* of a block */
};
/* Symbols of the three codes (RFC 1951, 3.2.7), and the most bits of each: of lengths of codes, of all others. */
enum { LITERALS = 286, DISTANCES = 30, LENGTHS = 19, END = 256, LENGTH_BITS = 7, CODE_BITS = 15 };

typedef struct Code {
  guint16 bits[LITERALS]; /* reversed, as they are written */
  guint8 lengths[LITERALS];
} Code;

typedef struct Match {
  guint32 length, distance; /* a length of 0: none */
} Match;

/* How hard matches are looked for. */
typedef struct Effort {
  guint32 chain; /* places looked at */
  guint32 good;  /* a match this long is taken at once */
} Effort;

typedef struct Deflate {
  const guint8 *data;
  gsize length, period;
  Effort effort;
  GByteArray *out;
  guint8 *end; /* where the next bytes go */
  guint64 bits;
  int bit_count;
  int token_count;
  guint32 literals[LITERALS], distances[DISTANCES];
  gint32 heads[1 << HASH_BITS];        /* the last place of a hash, plus 1 */
  gint32 heads_three[1 << HASH3_BITS]; /* the same, of three bytes */
  gint32 before[WINDOW];               /* the place before one, plus 1; not set before there is one */
  guint32 tokens[TOKENS];              /* a byte; of a match, its length << 16 and its distance - 1 */
} Deflate;

/* ---- bits ---- */

/* Room for `bits` more, of which the caller puts less than 56 before each flush(). */
static void make_room(Deflate *deflate, gsize bits) {
  gsize used = deflate->end ? (gsize)(deflate->end - deflate->out->data) : deflate->out->len;
  g_byte_array_set_size(deflate->out, (guint)(used + bits / 8 + 16));
  deflate->end = deflate->out->data + used;
}

static inline void flush(Deflate *deflate) {
  guint64 whole = GUINT64_TO_LE(deflate->bits);
  memcpy(deflate->end, &whole, sizeof whole);
  deflate->end += deflate->bit_count >> 3;
  deflate->bits >>= deflate->bit_count & ~7;
  deflate->bit_count &= 7;
}

static inline void add_bits(Deflate *deflate, guint32 bits, int count) {
  deflate->bits |= (guint64)bits << deflate->bit_count;
  deflate->bit_count += count;
}

static void put(Deflate *deflate, guint32 bits, int count) {
  add_bits(deflate, bits, count);
  flush(deflate);
}

/* ---- codes ---- */

/* The symbols that occur, the rarest first. */
static int sort_symbols(const guint32 *counts, int count, int *order) {
  int used = 0;
  for (int i = 0; i < count; i++) {
    if (!counts[i]) continue;
    int at = used++;
    for (; at > 0 && counts[order[at - 1]] > counts[i]; at--) order[at] = order[at - 1];
    order[at] = i;
  }
  return used;
}

/* The depths of Huffman's tree over ascending weights, in place (Moffat and Katajainen, "In-place calculation of minimum-redundancy
 * codes", 1995). */
static void weights_to_depths(guint32 *a, int n) {
  int root = 0, leaf = 2, next;
  a[0] += a[1];
  for (next = 1; next < n - 1; next++) {
    if (leaf >= n || a[root] < a[leaf]) {
      a[next] = a[root];
      a[root++] = (guint32)next;
    } else {
      a[next] = a[leaf++];
    }
    if (leaf >= n || (root < next && a[root] < a[leaf])) {
      a[next] += a[root];
      a[root++] = (guint32)next;
    } else {
      a[next] += a[leaf++];
    }
  }
  a[n - 2] = 0;
  for (next = n - 3; next >= 0; next--) a[next] = a[a[next]] + 1;
  int available = 1, used = 0;
  guint32 depth = 0;
  for (root = n - 2, next = n - 1; available > 0; available = 2 * used, depth++, used = 0) {
    while (root >= 0 && a[root] == depth) used++, root--;
    while (available > used) a[next--] = depth, available--;
  }
}

/* Lengths of codes of at most `most` bits; their sum stays what a complete code needs. */
static void make_lengths(const guint32 *counts, int count, int most, guint8 *lengths) {
  int order[LITERALS], numbers[CODE_BITS + 1] = {0}, used = sort_symbols(counts, count, order);
  guint32 depths[LITERALS];
  for (int i = 0; i < count; i++) lengths[i] = 0;
  if (used < 2) {
    if (used) lengths[order[0]] = 1;
    return;
  }
  for (int i = 0; i < used; i++) depths[i] = counts[order[i]];
  weights_to_depths(depths, used);
  for (int i = 0; i < used; i++) numbers[MIN((int)depths[i], most)]++;
  int sum = 0;
  for (int i = 1; i <= most; i++) sum += numbers[i] << (most - i);
  for (; sum > 1 << most; sum--) {
    int i = most - 1;
    while (!numbers[i]) i--;
    numbers[i]--;
    numbers[i + 1] += 2;
    numbers[most]--;
  }
  for (int i = most, at = 0; i > 0; i--)
    for (int k = 0; k < numbers[i]; k++) lengths[order[at++]] = (guint8)i;
}

static void make_bits(Code *code, int count) {
  guint32 numbers[CODE_BITS + 1] = {0}, next[CODE_BITS + 1] = {0};
  for (int i = 0; i < count; i++) numbers[code->lengths[i]]++;
  numbers[0] = 0;
  for (int i = 1; i <= CODE_BITS; i++) next[i] = (next[i - 1] + numbers[i - 1]) << 1;
  for (int i = 0; i < count; i++) {
    guint32 bits = code->lengths[i] ? next[code->lengths[i]]++ : 0, reversed = 0;
    for (int k = 0; k < code->lengths[i]; k++) reversed |= (bits >> k & 1) << (code->lengths[i] - 1 - k);
    code->bits[i] = (guint16)reversed;
  }
}

static void make_code(Code *code, const guint32 *counts, int count, int most) {
  make_lengths(counts, count, most, code->lengths);
  make_bits(code, count);
}

/* The symbol of a length or a distance, and what follows it (RFC 1951, 3.2.5). */
typedef struct Symbol {
  int symbol, extra_bits;
  guint32 extra;
} Symbol;

static Symbol symbol_of_length(guint32 length) {
  if (length == MOST) return (Symbol){285, 0, 0};
  guint32 from = length - 3;
  if (from < 8) return (Symbol){257 + (int)from, 0, 0};
  int bits = (int)g_bit_storage(from) - 3;
  return (Symbol){257 + 4 * bits + (int)(from >> bits), bits, from & ((1u << bits) - 1)};
}

static Symbol symbol_of_distance(guint32 distance) {
  guint32 from = distance - 1;
  if (from < 4) return (Symbol){(int)from, 0, 0};
  int bits = (int)g_bit_storage(from) - 2;
  return (Symbol){2 * bits + (int)(from >> bits), bits, from & ((1u << bits) - 1)};
}

/* ---- blocks ---- */

/* The lengths of both codes, as symbols with the number of repeats in the bits from the eighth on. */
static int pack_lengths(const guint8 *lengths, int count, guint16 *packed) {
  int made = 0;
  for (int i = 0, run; i < count; i += run) {
    run = 1;
    while (i + run < count && lengths[i + run] == lengths[i]) run++;
    if (lengths[i] == 0 && run >= 3) {
      run = MIN(run, 138);
      packed[made++] = (guint16)(run < 11 ? 17 | (run - 3) << 8 : 18 | (run - 11) << 8);
    } else if (lengths[i] != 0 && run >= 4) {
      run = MIN(run, 7);
      packed[made++] = lengths[i];
      packed[made++] = (guint16)(16 | (run - 4) << 8);
    } else {
      packed[made++] = lengths[i];
      run = 1;
    }
  }
  return made;
}

static void put_codes(Deflate *deflate, const Code *literals, const Code *distances) {
  static const guint8 order[LENGTHS] = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
  guint8 lengths[LITERALS + DISTANCES];
  guint16 packed[LITERALS + DISTANCES];
  guint32 counts[LENGTHS] = {0};
  Code code;
  int literal_count = LITERALS, distance_count = DISTANCES, length_count = LENGTHS;
  while (literal_count > END + 1 && !literals->lengths[literal_count - 1]) literal_count--;
  while (distance_count > 1 && !distances->lengths[distance_count - 1]) distance_count--;
  memcpy(lengths, literals->lengths, (size_t)literal_count);
  memcpy(lengths + literal_count, distances->lengths, (size_t)distance_count);
  int count = pack_lengths(lengths, literal_count + distance_count, packed);
  for (int i = 0; i < count; i++) counts[packed[i] & 255]++;
  make_code(&code, counts, LENGTHS, LENGTH_BITS);
  while (length_count > 4 && !code.lengths[order[length_count - 1]]) length_count--;
  put(deflate, (guint32)(literal_count - END - 1), 5);
  put(deflate, (guint32)(distance_count - 1), 5);
  put(deflate, (guint32)(length_count - 4), 4);
  for (int i = 0; i < length_count; i++) put(deflate, code.lengths[order[i]], 3);
  for (int i = 0; i < count; i++) {
    int symbol = packed[i] & 255;
    put(deflate, code.bits[symbol], code.lengths[symbol]);
    if (symbol > 15) put(deflate, packed[i] >> 8, symbol == 16 ? 2 : symbol == 17 ? 3 : 7);
  }
}

static inline void add_symbol(Deflate *deflate, const Code *code, Symbol symbol) {
  add_bits(deflate, code->bits[symbol.symbol], code->lengths[symbol.symbol]);
  add_bits(deflate, symbol.extra, symbol.extra_bits);
}

/* More bits than a block takes: its codes, and of each token at most 15 + 5 + 15 + 13. */
static gsize bits_of_block(const Deflate *deflate, const Code *literals) {
  enum { CODES = 14 + 3 * LENGTHS + (LITERALS + DISTANCES) * 14, MATCH = 48 };
  gsize bits = CODES + 64;
  for (int i = 0; i < LITERALS; i++)
    bits += (gsize)deflate->literals[i] * (i <= END ? (gsize)literals->lengths[i] : MATCH);
  return bits;
}

static void put_block(Deflate *deflate, bool last) {
  Code literals, distances;
  deflate->literals[END] = 1;
  make_code(&literals, deflate->literals, LITERALS, CODE_BITS);
  make_code(&distances, deflate->distances, DISTANCES, CODE_BITS);
  make_room(deflate, bits_of_block(deflate, &literals));
  put(deflate, last ? 5 : 4, 3); /* dynamic codes */
  put_codes(deflate, &literals, &distances);
  for (int i = 0; i < deflate->token_count; i++) {
    guint32 token = deflate->tokens[i];
    if (token < 256) {
      add_bits(deflate, literals.bits[token], literals.lengths[token]);
    } else {
      add_symbol(deflate, &literals, symbol_of_length(token >> 16));
      add_symbol(deflate, &distances, symbol_of_distance((token & (WINDOW - 1)) + 1));
    }
    flush(deflate);
  }
  put(deflate, literals.bits[END], literals.lengths[END]);
  deflate->token_count = 0;
  memset(deflate->literals, 0, sizeof deflate->literals);
  memset(deflate->distances, 0, sizeof deflate->distances);
}

static void add_literal(Deflate *deflate, guint8 byte) {
  if (deflate->token_count == TOKENS) put_block(deflate, false);
  deflate->tokens[deflate->token_count++] = byte;
  deflate->literals[byte]++;
}

static void add_match(Deflate *deflate, Match match) {
  if (deflate->token_count == TOKENS) put_block(deflate, false);
  deflate->tokens[deflate->token_count++] = match.length << 16 | (match.distance - 1);
  deflate->literals[symbol_of_length(match.length).symbol]++;
  deflate->distances[symbol_of_distance(match.distance).symbol]++;
}

/* ---- matches ---- */

static inline guint32 four(const guint8 *at) {
  guint32 bytes;
  memcpy(&bytes, at, sizeof bytes);
  return GUINT32_FROM_LE(bytes);
}

/* How many bytes at `a` and `b` are the same, up to `most`. */
static inline guint32 common(const guint8 *a, const guint8 *b, guint32 most) {
  guint32 count = 0;
  for (; count + 8 <= most; count += 8) {
    guint64 one, other;
    memcpy(&one, a + count, sizeof one);
    memcpy(&other, b + count, sizeof other);
    if (one != other) return count + (guint32)__builtin_ctzll(GUINT64_FROM_LE(one ^ other)) / 8;
  }
  while (count < most && a[count] == b[count]) count++;
  return count;
}

/* Puts a place with at least four bytes after it into the tables; returns the last one with the same three bytes, plus 1. */
static inline gint32 insert(Deflate *deflate, gsize at) {
  guint32 bytes = four(deflate->data + at);
  gint32 *head = &deflate->heads[(bytes * 2654435761u) >> (32 - HASH_BITS)],
         *three = &deflate->heads_three[((bytes & 0xffffff) * 2654435761u) >> (32 - HASH3_BITS)], last = *three;
  deflate->before[at % WINDOW] = *head;
  *head = *three = (gint32)at + 1;
  return last;
}

/* The longest match at `at`, if it has more than `beaten` bytes, among `chain` places. Puts the place into the tables. */
static Match find(Deflate *deflate, gsize at, guint32 beaten, guint32 chain) {
  const guint8 *here = deflate->data + at;
  guint32 most = (guint32)MIN(deflate->length - at, (gsize)MOST), best = beaten;
  Match found = {0, 0};
  if (most < LEAST + 1) return found;
  guint32 first = four(here);
  gint32 three = insert(deflate, at), place = deflate->before[at % WINDOW];
  if (best < LEAST && three > 0 && at - (gsize)(three - 1) <= NEAR &&
      ((four(deflate->data + three - 1) ^ first) & 0xffffff) == 0) {
    best = common(here, deflate->data + three - 1, most);
    found = (Match){best, (guint32)(at - (gsize)(three - 1))};
  }
  for (; chain > 0 && place > 0 && at - (gsize)(place - 1) <= WINDOW && best < most; chain--) {
    const guint8 *there = deflate->data + place - 1;
    if (there[best] == here[best] && four(there) == first) {
      guint32 length = common(here, there, most);
      if (length > best) {
        best = length;
        found = (Match){length, (guint32)(here - there)};
        if (best >= deflate->effort.good) break;
      }
    }
    gint32 next = deflate->before[(gsize)(place - 1) % WINDOW];
    if (next >= place) break; /* that of a later place */
    place = next;
  }
  return found;
}

/* How often the byte before `at` is repeated there; 0 if too seldom. */
static gsize run_at(const Deflate *deflate, gsize at) {
  if (at == 0 || deflate->length - at < SHORTEST) return 0;
  const guint8 *here = deflate->data + at;
  if (here[0] != here[-1] || here[SHORTEST - 1] != here[0]) return 0;
  gsize count = 0;
  guint32 more = MOST;
  while (more == MOST) {
    more = common(here + count, here + count - 1, (guint32)MIN(deflate->length - at - count, (gsize)MOST));
    count += more;
  }
  return count >= SHORTEST ? count : 0;
}

static void add_run(Deflate *deflate, gsize count) {
  while (count > 0) {
    guint32 length = (guint32)MIN(count, (gsize)MOST);
    if (count > MOST && count - length < LEAST) length -= LEAST;
    add_match(deflate, (Match){length, 1});
    count -= length;
  }
}

static int bits_of(guint32 distance) { return 31 - __builtin_clz(distance); }

/* Whether a byte and then `next` take less than `match`: what is farther away takes more bits. */
static bool is_better(Match next, Match match) {
  return next.length > match.length ||
         (next.length &&
          4 * ((int)next.length - (int)match.length) + bits_of(match.distance) - bits_of(next.distance) > 2);
}

static void insert_from(Deflate *deflate, gsize from, gsize to) {
  for (gsize i = from; i < to && i + LEAST < deflate->length; i++) insert(deflate, i);
}

/* Adds the match at `at`, or bytes and a better one that begins soon after it; returns where that ends. */
static gsize add_best(Deflate *deflate, gsize at, Match match) {
  gsize inserted = at;
  while (match.length < deflate->effort.good) {
    inserted = at + 1;
    Match next = find(deflate, inserted, match.length - 1, deflate->effort.chain / (match.length >= 16 ? 8 : 2));
    if (!is_better(next, match)) break;
    add_literal(deflate, deflate->data[at++]);
    match = next;
  }
  add_match(deflate, match);
  gsize end = at + match.length;
  insert_from(deflate, MAX(inserted, at) + 1, end);
  return end;
}

/* The row goes on as the one above, for as much as a match can be, and not by a run, whose distance takes fewer bits. */
static bool is_repeated(const Deflate *deflate, gsize at, gsize run) {
  if (!deflate->period || run >= MOST || at < deflate->period || deflate->length - at < MOST) return false;
  return common(deflate->data + at, deflate->data + at - deflate->period, MOST) == MOST;
}

static void compress(Deflate *deflate) {
  for (gsize at = 0; at < deflate->length;) {
    gsize run = run_at(deflate, at);
    if (is_repeated(deflate, at, run)) {
      add_match(deflate, (Match){MOST, (guint32)deflate->period});
      insert(deflate, at);
      at += MOST;
      continue;
    }
    Match match = {0, 0};
    if (run < MOST) match = find(deflate, at, run ? (guint32)run : LEAST - 1, deflate->effort.chain);
    if (match.length) {
      at = add_best(deflate, at, match);
    } else if (run) {
      add_run(deflate, run);
      at += run;
    } else {
      add_literal(deflate, deflate->data[at++]);
    }
  }
}

void deflate_bytes(const guint8 *data, gsize length, const DeflateOptions *options, GByteArray *out) {
  static const Effort efforts[] = {[DEFLATE_QUICK] = {16, 48}, [DEFLATE_SMALL] = {100, 200}};
  Deflate *deflate = g_malloc(sizeof *deflate);
  memset(deflate, 0, offsetof(Deflate, before));
  deflate->data = data;
  deflate->length = length;
  deflate->period = options->period <= WINDOW ? options->period : 0;
  deflate->effort = efforts[options->effort];
  deflate->out = out;
  compress(deflate);
  put_block(deflate, !options->more);
  if (options->more) put(deflate, 0, 3); /* an empty stored block ends at a whole byte */
  if (deflate->bit_count) put(deflate, 0, 8 - deflate->bit_count);
  g_byte_array_set_size(out, (guint)(deflate->end - out->data));
  if (options->more) g_byte_array_append(out, (const guint8 *)"\0\0\xff\xff", 4);
  g_free(deflate);
}
