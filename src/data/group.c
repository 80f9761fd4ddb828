/* data/group.c: rows to groups.
 *
 * Each column turns its values into numbers, equal ones for equal values; then the numbers of several columns are paired, two
 * at a time. Numbers are assigned in order of first appearance at every step, so the last ones are the groups. Nulls, NaN and
 * missing values are groups like any other. Vega's keys are texts of one of three kinds (GroupKey), so that dates within one
 * second are one group, except in JSON.
 */
#include "base/temporary.h"
#include "data/table.h"
#include <math.h>
#include <string.h>

/* Open addressing from 64-bit keys, or from texts, to 0, 1, 2 … */
typedef struct Coder {
  guint32 *codes; /* code + 1; 0 where free */
  size_t mask;
  size_t count;
  size_t room;
  unsigned shift;     /* of a key's hash, so that the mask's bits remain */
  guint64 *keys;      /* by code: the key, or a text's hash */
  const char **texts; /* by code; NULL when keys are numbers */
  GroupKey how;
  Budget *budget;
  Arena *memory; /* holds the coder itself */
} Coder;

static void free_buffers(void *data) {
  Coder *coder = data;
  g_free(coder->codes);
  g_free(coder->keys);
  g_free(coder->texts);
}

/* A budget that ends the run frees it, too. */
static Coder *coder_create(bool of_texts, GroupKey how, Budget *budget) {
  Arena *memory = arena_create_charged(budget);
  Coder *coder = arena_new(memory, Coder);
  *coder = (Coder){.codes = g_new0(guint32, 256), .mask = 255, .shift = 56, .room = 128, .how = how, .budget = budget};
  coder->memory = memory;
  coder->keys = g_new(guint64, coder->room);
  if (of_texts) coder->texts = g_new(const char *, coder->room);
  arena_adopt(memory, coder, free_buffers);
  return coder;
}

static void coder_destroy(Coder *coder) { arena_destroy(coder->memory); }

/* Where a key is looked for first: by Fibonacci hashing (Knuth, "The Art of Computer Programming", volume 3, section 6.4), after a step that
 * gives its upper half a say in the lower one. */
static size_t scatter(const Coder *coder, guint64 key) {
  return (size_t)((key ^ key >> 32) * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15) >> coder->shift);
}

/* Many different values are found in memory that no cache holds. */
static void coder_charge(const Coder *coder) {
  enum { STEPS = 10, FEW = 100000 };
  if (coder->room > FEW) budget_charge(coder->budget, BUDGET_STEPS, (double)coder->room * STEPS);
}

static void coder_grow(Coder *coder) {
  coder->room *= 2;
  coder->keys = g_renew(guint64, coder->keys, coder->room);
  if (coder->texts) coder->texts = g_renew(const char *, coder->texts, coder->room);
  coder->mask = coder->mask * 2 + 1;
  coder->shift--;
  g_free(coder->codes);
  coder->codes = g_new0(guint32, coder->mask + 1);
  for (size_t code = 0; code < coder->count; code++) {
    size_t at = scatter(coder, coder->keys[code]);
    while (coder->codes[at]) at = (at + 1) & coder->mask;
    coder->codes[at] = (guint32)code + 1;
  }
}

static guint32 coder_code(Coder *coder, guint64 key, const char *text) {
  size_t at = scatter(coder, key);
  for (guint32 code; (code = coder->codes[at]); at = (at + 1) & coder->mask) {
    if (coder->keys[code - 1] != key) continue;
    const char *other = coder->texts ? coder->texts[code - 1] : NULL;
    if (other == text || (other && text && !strcmp(other, text))) return code - 1;
  }
  guint32 code = (guint32)coder->count++;
  coder->codes[at] = code + 1;
  coder->keys[code] = key;
  if (coder->texts) coder->texts[code] = text;
  if (coder->count == coder->room) {
    coder_charge(coder);
    coder_grow(coder);
  }
  return code;
}

static guint64 hash_text(const char *text) {
  guint64 hash = 0xcbf29ce484222325ULL;
  for (; *text; text++) hash = (hash ^ (unsigned char)*text) * 0x100000001b3ULL;
  return hash;
}

static guint64 number_key(double number) {
  guint64 key;
  number = number == 0 ? 0 : isnan(number) ? (double)NAN : number;
  memcpy(&key, &number, sizeof key);
  return key;
}

static guint32 string_code(Coder *coder, const char *text) { return coder_code(coder, hash_text(text), text); }

static guint32 number_code(Coder *coder, double number) {
  return coder_code(coder, number_key(coder->how == GROUP_BY_JSON && isinf(number) ? (double)NAN : number), NULL);
}

static guint64 date_key(const Coder *coder, double milliseconds) {
  bool whole_seconds = coder->how == GROUP_BY_TEXT || coder->how == GROUP_BY_JOINED;
  return number_key(whole_seconds ? floor(milliseconds / 1000) : milliseconds);
}

/* The value that is written as this text, or the text itself if no value is. */
static Value written_value(const char *text) {
  static const struct {
    const char *text;
    Value value;
  } words[] = {{"null", {.kind = VALUE_NULL}},
               {"undefined", {.kind = VALUE_UNDEFINED}},
               {"false", {.kind = VALUE_BOOLEAN, .boolean = false}},
               {"true", {.kind = VALUE_BOOLEAN, .boolean = true}},
               {"NaN", {.kind = VALUE_NUMBER, .number = NAN}}};
  for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
    if (strcmp(text, words[i].text) == 0) return words[i].value;
  if (!g_ascii_isdigit(*text) && *text != '-') return value_string(text);
  double number = value_to_number(value_string(text));
  Arena *scratch = arena_create();
  bool same = strcmp(value_to_string(value_number(number), scratch), text) == 0;
  arena_destroy(scratch);
  return same ? value_number(number) : value_string(text);
}

static bool is_composite(ValueKind kind) { return kind == VALUE_ARRAY || kind == VALUE_OBJECT || kind == VALUE_REGEXP; }

/* The value that stands for all that share its key. */
static Value key_value(GroupKey how, Value value, Arena *scratch) {
  if (how == GROUP_BY_VALUE) {
    if (!is_composite(value.kind)) return value;
    return value_string(arena_printf(scratch, "\x01%s", value_to_string(value, scratch)));
  }
  bool missing = value.kind == VALUE_UNDEFINED || value.kind == VALUE_NULL;
  if (how == GROUP_BY_JSON) {
    bool number = value.kind == VALUE_NUMBER || value.kind == VALUE_DATE;
    if (missing || (number && !isfinite(value.number))) return value_null();
    const char *mark = is_composite(value.kind) ? "\x01" : NULL;
    if (!mark && value.kind != VALUE_DATE) return value;
    const Json *json = value_to_json(value, (Place){0}, scratch);
    return value_string(mark ? arena_printf(scratch, "%s%s", mark, json_to_text(scratch, json)) : json->string);
  }
  if (missing && how == GROUP_BY_JOINED) return value_string("");
  if (is_composite(value.kind)) value = value_string(value_to_string(value, scratch));
  return value.kind == VALUE_STRING ? written_value(value.string) : value;
}

/* Numbers use all keys except NaN's spare bit patterns. */
static guint32 mixed_code(Coder *coder, Value value, Arena *scratch) {
  static const char date_mark[] = "\x01 date";
  enum { SPARE_NULL = 1, SPARE_UNDEFINED, SPARE_FALSE, SPARE_TRUE };
  const guint64 spare = 0x7ff8000000000000ULL;
  value = key_value(coder->how, value, scratch);
  switch (value.kind) {
  case VALUE_UNDEFINED: return coder_code(coder, spare + SPARE_UNDEFINED, NULL);
  case VALUE_NULL: return coder_code(coder, spare + SPARE_NULL, NULL);
  case VALUE_BOOLEAN: return coder_code(coder, spare + (value.boolean ? SPARE_TRUE : SPARE_FALSE), NULL);
  case VALUE_NUMBER: return number_code(coder, value.number);
  case VALUE_DATE: return coder_code(coder, date_key(coder, value.number), date_mark);
  case VALUE_ARRAY:
  case VALUE_OBJECT:
  case VALUE_REGEXP:
  case VALUE_STRING: return string_code(coder, value.string);
  case VALUE_GEOMETRY: return string_code(coder, arena_printf(scratch, "\x01 %p", (const void *)value.geometry));
  }
  return 0;
}

static void code_texts(const Column *column, size_t rows, guint32 *codes, Coder *coder, Arena *arena) {
  const ColumnCodes *known = column_codes(column);
  guint32 of_code[G_MAXUINT8 + 1] = {0}; /* + 1 */
  const char *const *texts = known ? known->texts : column_texts(column);
  for (size_t row = 0; row < rows && arena_goes_on(arena, row); row++) {
    if (!known) {
      codes[row] = row && texts[row] == texts[row - 1] ? codes[row - 1] : string_code(coder, texts[row]);
      continue;
    }
    guint32 *code = &of_code[known->of_row[row]];
    if (!*code) *code = string_code(coder, texts[known->of_row[row]]) + 1;
    codes[row] = *code - 1;
  }
}

static void code_column(const Column *column, size_t rows, guint32 *codes, Coder *coder, Arena *arena) {
  Arena *scratch = column->kind == COLUMN_VALUE ? arena_create_charged(arena_budget(arena)) : NULL;
  if (column->kind == COLUMN_STRING) code_texts(column, rows, codes, coder, arena);
  for (size_t row = 0; column->kind != COLUMN_STRING && row < rows && arena_goes_on(arena, row); row++) {
    switch (column->kind) {
    case COLUMN_DATE: codes[row] = coder_code(coder, date_key(coder, column->numbers[row]), NULL); break;
    case COLUMN_NUMBER: codes[row] = number_code(coder, column->numbers[row]); break;
    case COLUMN_STRING: break;
    case COLUMN_VALUE: codes[row] = mixed_code(coder, column->values[row], scratch); break;
    }
  }
  arena_destroy(scratch);
}

/* Makes `codes` those of the pairs of both, in the order in which they are met; returns how many there are. `groups` is above 0. */
static size_t combine(guint32 *codes, size_t groups, const guint32 *own, size_t own_groups, size_t rows, GroupKey how,
                      Arena *arena) {
  enum { PAIRS_MOST = 1 << 14 };
  if (own_groups <= PAIRS_MOST / groups) {
    guint32 *of_pair = g_new0(guint32, groups * own_groups), count = 0; /* code + 1 */
    arena_temporary(arena, of_pair);
    for (size_t row = 0; row < rows && arena_goes_on(arena, row); row++) {
      guint32 *code = &of_pair[codes[row] * own_groups + own[row]];
      if (!*code) *code = ++count;
      codes[row] = *code - 1;
    }
    return count;
  }
  Coder *coder = coder_create(false, how, arena_budget(arena));
  for (size_t row = 0; row < rows && arena_goes_on(arena, row); row++)
    codes[row] = coder_code(coder, (guint64)codes[row] << 32 | own[row], NULL);
  size_t count = coder->count;
  coder_destroy(coder);
  return count;
}

/* Whether the column divides none of the groups of those before it. */
static bool is_determined(const Table *table, const char *const *fields, size_t field) {
  const Column *by = table_field(table, fields[field])->determined_by;
  for (size_t i = 0; by && i < field; i++)
    if (table_field(table, fields[i]) == by) return true;
  return false;
}

/* The number of groups, with the group of each row in `codes`. When the work is cancelled, all rows are one group. */
static size_t code_rows(const Table *table, const char *const *fields, size_t field_count, GroupKey how, guint32 *codes,
                        Arena *arena) {
  size_t rows = table_row_count(table), groups = rows ? 1 : 0;
  guint32 *own = NULL;
  Arena *scratch = arena_create_beside(arena);
  for (size_t i = 0; i < field_count && !arena_is_cancelled(arena); i++) {
    const Column *column = table_field(table, fields[i]);
    if (!column || column->length < rows || !rows || is_determined(table, fields, i)) continue;
    bool of_texts = column->kind == COLUMN_STRING || column->kind == COLUMN_VALUE;
    Coder *coder = coder_create(of_texts, how, arena_budget(arena));
    if (groups == 1) {
      code_column(column, rows, codes, coder, arena);
    } else {
      if (!own) own = arena_array(scratch, guint32, rows);
      code_column(column, rows, own, coder, arena);
    }
    groups = groups == 1 ? coder->count : combine(codes, groups, own, coder->count, rows, how, arena);
    coder_destroy(coder);
  }
  arena_destroy(scratch);
  if (!arena_is_cancelled(arena)) return groups;
  memset(codes, 0, rows * sizeof *codes);
  return rows ? 1 : 0;
}

const Grouping *table_group(const Table *table, const char *const *fields, size_t field_count, Arena *arena) {
  return table_group_by(table, fields, field_count, GROUP_BY_TEXT, arena);
}

const Grouping *table_group_by(const Table *table, const char *const *fields, size_t field_count, GroupKey key,
                               Arena *arena) {
  size_t rows = table_row_count(table);
  guint32 *group_of = arena_array(arena, guint32, rows);
  size_t groups = code_rows(table, fields, field_count, key, group_of, arena);
  guint32 *starts = arena_array(arena, guint32, groups + 1), *first = arena_array(arena, guint32, groups);
  guint32 *ordered = arena_array(arena, guint32, rows), *next = g_new0(guint32, groups + 1);
  arena_temporary(arena, next);
  for (size_t row = 0; row < rows; row++) starts[group_of[row] + 1]++;
  for (size_t group = 0; group < groups; group++) {
    starts[group + 1] += starts[group];
    next[group] = starts[group];
  }
  for (size_t row = 0; row < rows; row++) ordered[next[group_of[row]]++] = (guint32)row;
  for (size_t group = 0; group < groups; group++) first[group] = ordered[starts[group]];
  Grouping *grouping = arena_new(arena, Grouping);
  *grouping = (Grouping){groups, group_of, first, starts, ordered};
  return grouping;
}

struct GroupIndex {
  const char *const *fields;
  size_t field_count;
  Coder **values; /* by field: codes of its values */
  Coder **pairs;  /* by field: codes of the groups by the fields before it, and of its values */
  size_t count;
  Arena *arena;
};

static void release_coder(void *coder) { coder_destroy(coder); }

static Coder *coder_of_index(const GroupIndex *index, bool of_texts, GroupKey how) {
  Coder *coder = coder_create(of_texts, how, NULL);
  arena_adopt(index->arena, coder, release_coder);
  return coder;
}

GroupIndex *group_index_create(const char *const *fields, size_t count, GroupKey key, Arena *arena) {
  GroupIndex *index = arena_new(arena, GroupIndex);
  *index = (GroupIndex){.fields = fields,
                        .field_count = count,
                        .values = arena_array(arena, Coder *, count),
                        .pairs = arena_array(arena, Coder *, count),
                        .arena = arena};
  for (size_t i = 0; i < count; i++) {
    index->values[i] = coder_of_index(index, true, key);
    index->pairs[i] = coder_of_index(index, false, key);
  }
  return index;
}

/* A value that is new is kept with a text of its own. */
static guint32 index_code(const GroupIndex *index, Coder *coder, Value value, Arena *scratch) {
  size_t before = coder->count;
  guint32 code = mixed_code(coder, value, scratch);
  if (coder->count > before && coder->texts[code]) coder->texts[code] = arena_strdup(index->arena, coder->texts[code]);
  return code;
}

void group_index_add(GroupIndex *index, const Table *table, const Grouping *grouping, guint32 *group_of) {
  Arena *scratch = arena_create_charged(arena_budget(index->arena));
  for (size_t g = 0; g < grouping->group_count; g++) group_of[g] = 0;
  for (size_t i = 0; i < index->field_count; i++) {
    const Column *column = table_field(table, index->fields[i]);
    for (size_t g = 0; g < grouping->group_count; g++) {
      guint32 own = index_code(index, index->values[i], column_value(column, grouping->first[g]), scratch);
      group_of[g] = coder_code(index->pairs[i], (guint64)group_of[g] << 32 | own, NULL);
    }
    index->count = index->pairs[i]->count;
  }
  if (index->field_count == 0 && grouping->group_count > 0) index->count = 1;
  arena_destroy(scratch);
}

size_t group_index_count(const GroupIndex *index) { return index->count; }
