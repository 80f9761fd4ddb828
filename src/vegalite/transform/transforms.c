/* vegalite/transform/transforms.c: all transforms. A new one is a file and a line here.
 *
 * Vega-Lite distinguishes them by their properties; where several have the same (extent is also one of density's),
 * the one named first here counts.
 */
#include "vegalite/grammar/known.h"
#include "vegalite/transform/names.h"
#include "vegalite/transform/property.h"
#include <string.h>

/* In the order in which Vega-Lite asks (compile/data/parse.ts), extent moved after those that have an extent. */
#define EVERY_TRANSFORM(X)                                                                                             \
  X(calculate)                                                                                                         \
  X(filter)                                                                                                            \
  X(bin)                                                                                                               \
  X(timeunit)                                                                                                          \
  X(aggregate)                                                                                                         \
  X(lookup)                                                                                                            \
  X(window)                                                                                                            \
  X(joinaggregate)                                                                                                     \
  X(stack)                                                                                                             \
  X(fold)                                                                                                              \
  X(flatten)                                                                                                           \
  X(pivot)                                                                                                             \
  X(sample)                                                                                                            \
  X(impute)                                                                                                            \
  X(density)                                                                                                           \
  X(quantile)                                                                                                          \
  X(regression)                                                                                                        \
  X(loess)                                                                                                             \
  X(extent)

#define DECLARE(name) extern const TransformType transform_type_##name;
#define ADDRESS(name) &transform_type_##name,
EVERY_TRANSFORM(DECLARE)
static const TransformType *const types[] = {EVERY_TRANSFORM(ADDRESS)};

/* The type whose key `spec` has; NULL when there is none. */
static const TransformType *find_type(const Json *spec) {
  for (size_t i = 0; i < G_N_ELEMENTS(types); i++)
    if (json_has(spec, types[i]->key)) return types[i];
  return NULL;
}

/* Transforms of earlier versions are left out after a warning, as in Vega-Lite. */
static bool is_former(const Json *spec, Messages *messages, Arena *arena) {
  for (size_t i = 0; json_is(spec, JSON_OBJECT) && i < json_count(spec); i++) {
    const JsonMember *member = &spec->object.members[i];
    const char *today = known_former("transform", member->key, NULL, arena);
    if (!today) continue;
    messages_warn(messages, json_key_place(member), "W237",
                  "\"%s\" is of an earlier Vega-Lite and has no effect; write %s", member->key, today);
    return true;
  }
  return false;
}

static void report_unknown(const Json *spec, Messages *messages, Arena *arena) {
  if (!json_is(spec, JSON_OBJECT)) {
    messages_error(messages, json_place(spec), "E305", "a transform must be an object");
    return;
  }
  const char *names[G_N_ELEMENTS(types) + 1] = {NULL};
  for (size_t i = 0; i < G_N_ELEMENTS(types); i++) names[i] = types[i]->key;
  const char *wrong = json_count(spec) ? spec->object.members[0].key : "";
  Place at = json_count(spec) ? json_key_place(&spec->object.members[0]) : json_place(spec);
  messages_error(messages, at, "E304", "unknown transform \"%s\"%s", wrong, suggest(arena, wrong, names));
}

const Table *transform_run_all(const Json *transforms, const Table *in, TransformContext *context) {
  if (transforms && !json_is(transforms, JSON_ARRAY) && !json_is_null(transforms)) {
    messages_error(context->messages, json_place(transforms), "E306", "\"transform\" must be an array");
    return NULL;
  }
  for (size_t i = 0; in && json_is(transforms, JSON_ARRAY) && i < json_count(transforms); i++) {
    const Json *spec = json_at(transforms, i);
    const TransformType *type = find_type(spec);
    if (!type && is_former(spec, context->messages, context->arena)) continue;
    if (!type) {
      report_unknown(spec, context->messages, context->arena);
      return NULL;
    }
    property_check(spec, type->properties, context);
    property_warn_missing(spec, type, in, context);
    BudgetAsker before = arena_ask(context->arena, type->key, json_place(spec));
    const Table *out = type->run(spec, in, context);
    arena_ask(context->arena, before.what, before.place);
    property_warn_none_left(spec, type, in, out, context);
    if (arena_is_cancelled(context->arena)) return NULL;
    in = out;
  }
  return in;
}

static bool creates_by_default(const Json *spec, const TransformType *type, const char *field) {
  const char *const *names = type->default_outputs;
  for (size_t i = 0; names && names[i]; i++)
    if (strcmp(names[i], field) == 0)
      return !names_at(json_get(spec, "as"), i) && !names_contain(spec, type->fields, field);
  return false;
}

bool transform_creates(const Json *transforms, const char *field) {
  for (size_t i = 0; i < json_count(transforms); i++) {
    const Json *spec = json_at(transforms, i);
    const TransformType *type = find_type(spec);
    if (type && (names_contain(spec, type->outputs, field) || creates_by_default(spec, type, field))) return true;
  }
  return false;
}

bool transform_runs_per_cell(const Json *transforms) {
  for (size_t i = 0; i < json_count(transforms); i++) {
    const TransformType *type = find_type(json_at(transforms, i));
    if (type && type->per_cell) return true;
  }
  return false;
}

BlockUse transform_block_use(const Json *transforms) {
  for (size_t i = 0; i < json_count(transforms); i++) {
    const Json *spec = json_at(transforms, i);
    const TransformType *type = find_type(spec);
    if (type && type->folds) return type->folds(spec) ? BLOCKS_END : BLOCKS_JOIN;
    if (!type || !type->by_row) return BLOCKS_JOIN;
  }
  return BLOCKS_GO_ON;
}

const Json *transform_parse(const Json *transforms, Place at, Arena *arena) {
  const Json *parse = json_new_object(arena, at, NULL, 0);
  for (size_t i = 0; i < json_count(transforms); i++) {
    const Json *spec = json_at(transforms, i);
    const TransformType *type = find_type(spec);
    if (type && type->parse) parse = json_assign(arena, type->parse(spec, arena), parse);
  }
  return parse;
}
