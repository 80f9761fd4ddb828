/* vegalite/grammar/stack.c: whether and how a unit stacks (Vega-Lite's stack.ts). */
#include "base/temporary.h"
#include "vegalite/grammar/build.h"
#include <string.h>

static const char *const offsets[] = {"zero", "center", "normalize", NULL};

static const ChannelDef *field_of(const View *unit, Channel channel) {
  const ChannelDef *def = view_channel(unit, channel);
  return def && def->kind == DEF_FIELD ? def : NULL;
}

static bool is_measure(const ChannelDef *def) {
  return def && def->type == TYPE_QUANTITATIVE && !def->bin && !def->binned;
}

static bool asks_to_stack(const ChannelDef *def) {
  return def->stack && !json_is_null(def->stack) && !json_is_false(def->stack) && !json_is_string(def->stack, "");
}

/* Which of the two channels is summed, CHANNEL_NONE when neither can be. */
static Channel summed_channel(const View *unit, Channel x) {
  Channel y = channel_info(x)->across;
  const ChannelDef *x_def = field_of(unit, x), *y_def = field_of(unit, y);
  bool box = channel_is_xy(x) && unit->mark.type->based;
  const char *orient = unit->mark.orient ? unit->mark.orient : "";
  bool vertical = strcmp(orient, "vertical") == 0, horizontal = strcmp(orient, "horizontal") == 0;
  if (is_measure(x_def) && is_measure(y_def)) {
    if (asks_to_stack(x_def)) return x;
    if (asks_to_stack(y_def)) return y;
    if ((x_def->aggregate != NULL) != (y_def->aggregate != NULL)) return x_def->aggregate ? x : y;
    if (box && vertical) return y;
    return box && horizontal ? x : CHANNEL_NONE;
  }
  if (is_measure(x_def)) return !y_def && box && vertical ? CHANNEL_NONE : x;
  if (is_measure(y_def)) return !x_def && box && horizontal ? CHANNEL_NONE : y;
  return CHANNEL_NONE;
}

static const char *find_offset(const View *unit, const ChannelDef *def) {
  if (!def->stack) return unit->mark.type->stack == STACK_BY_DEFAULT ? "zero" : NULL;
  if (json_is_true(def->stack)) return "zero";
  const char *name = json_string(def->stack, NULL);
  return name && g_strv_contains(offsets, name) ? name : NULL;
}

/* The fields of the non-position channels that tell the layers of the stack apart. */
static void find_stack_by(const View *unit, Stack *stack, Arena *arena) {
  GPtrArray *found = g_ptr_array_new();
  arena_temporary(arena, found);
  for (int channel = 0; channel < CHANNEL_COUNT; channel++) {
    const ChannelInfo *info = channel_info((Channel)channel);
    if (info->place != PLACE_NONE || info->unstacked) continue;
    for (size_t i = 0; i < unit->encoding[channel].count; i++) {
      const ChannelDef *def = &unit->encoding[channel].items[i];
      if (def->kind != DEF_FIELD)
        def = def->condition_count == 1 && def->conditions[0].def->kind == DEF_FIELD ? def->conditions[0].def : NULL;
      if (!def || def->aggregate) continue;
      const char *column = channel_def_column(def, PART_START);
      bool grouped = false;
      for (size_t g = 0; g < stack->group_by_count; g++) grouped = grouped || strcmp(stack->group_by[g], column) == 0;
      if (!grouped) g_ptr_array_add(found, (gpointer)def);
    }
  }
  const ChannelDef **kept = arena_array(arena, const ChannelDef *, found->len);
  for (guint i = 0; i < found->len; i++) kept[i] = g_ptr_array_index(found, i);
  stack->stack_by = kept;
  stack->stack_by_count = found->len;
}

static void find_group_by(const View *unit, Stack *stack, Arena *arena) {
  const char **columns = arena_array(arena, const char *, 2);
  Channel offset = channel_offset(stack->dimension);
  /* As Vega-Lite has it: theta and radius look at yOffset. */
  if (offset == CHANNEL_NONE) offset = CHANNEL_Y_OFFSET;
  const Channel channels[] = {stack->dimension, offset};
  for (size_t i = 0; i < G_N_ELEMENTS(channels); i++) {
    const ChannelDef *def = field_of(unit, channels[i]);
    const char *column = def ? channel_def_column(def, PART_START) : NULL;
    if (column && strcmp(column, stack->field) != 0) columns[stack->group_by_count++] = column;
  }
  stack->group_by = columns;
}

static bool aggregates(const View *unit) {
  for (int channel = 0; channel < CHANNEL_COUNT; channel++)
    for (size_t i = 0; i < unit->encoding[channel].count; i++) {
      const ChannelDef *def = &unit->encoding[channel].items[i];
      if (def->kind == DEF_FIELD && def->aggregate) return true;
      if (def->condition_count == 1 && def->conditions[0].def->kind == DEF_FIELD && def->conditions[0].def->aggregate)
        return true;
    }
  return false;
}

const Stack *spec_stack(const View *unit, const Spec *spec) {
  if (unit->mark.type->stack == STACK_NEVER) return NULL;
  Channel summed = summed_channel(unit, CHANNEL_X);
  if (summed == CHANNEL_NONE) summed = summed_channel(unit, CHANNEL_THETA);
  if (summed == CHANNEL_NONE) return NULL;
  const ChannelDef *def = view_channel(unit, summed);
  Stack *stack = arena_new(spec->arena, Stack);
  stack->field_channel = summed;
  stack->field = channel_def_column(def, PART_START);
  stack->dimension = channel_info(summed)->across;
  find_group_by(unit, stack, spec->arena);
  find_stack_by(unit, stack, spec->arena);
  if (!view_channel(unit, stack->dimension)) stack->dimension = CHANNEL_NONE;
  stack->offset = find_offset(unit, def);
  if (!stack->offset || (aggregates(unit) && stack->stack_by_count == 0)) return NULL;
  const ChannelDef *range = view_channel(unit, channel_secondary(summed));
  if (range && range->kind != DEF_VALUE) return NULL;
  stack->impute = !json_is_null(def->impute) && unit->mark.type->form == MARK_PATH;
  const char *flat = field_flat_name(stack->field, spec->arena);
  stack->start = arena_printf(spec->arena, "%s_start", flat);
  stack->end = arena_printf(spec->arena, "%s_end", flat);
  return stack;
}
