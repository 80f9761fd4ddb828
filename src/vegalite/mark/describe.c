/* vegalite/mark/describe.c: tooltips, and descriptions of each item for screen readers (encode/tooltip.ts, aria.ts). */
#include "base/temporary.h"
#include "expr/expr.h"
#include "vegalite/mark/channel.h"
#include <string.h>

/* More than a listener could follow; larger marks have no descriptions of single items. */
enum { DESCRIBED_ITEMS_MAX = 5000 };

/* One line of a tooltip: a title and the expression of its value. */
typedef struct Entry {
  Channel channel;
  const char *key, *value;
} Entry;
typedef struct Entries {
  Entry *items;
  size_t count, room;
} Entries;

static void entries_add(const MarkBuilder *at, Entries *entries, Entry entry) {
  for (size_t i = 0; i < entries->count; i++)
    if (strcmp(entries->items[i].key, entry.key) == 0) return;
  if (entries->count == entries->room) {
    Entry *more = arena_array(at->arena, Entry, entries->room * 2 + 8);
    if (entries->count) memcpy(more, entries->items, entries->count * sizeof *more);
    entries->items = more;
    entries->room = entries->room * 2 + 8;
  }
  entries->items[entries->count++] = entry;
}

/* Vega-Lite sets titles into string literals as they are, so that a backslash only guards what follows. */
static const char *without_escapes(const char *text, Arena *arena) {
  if (!strchr(text, '\\')) return text;
  char *plain = arena_strdup(arena, text), *end = plain;
  for (const char *from = text; *from; from++) {
    if (from[0] == '\\' && from[1]) from++;
    *end++ = *from;
  }
  *end = '\0';
  return plain;
}

/* fieldDef.title || defaultTitle: the guides' titles do not count here. */
static const char *entry_key(const MarkBuilder *at, const ChannelDef *def) {
  const Json *given = json_get(def->json, "title");
  if (json_is(given, JSON_STRING) && given->string[0]) return given->string;
  if (json_is(given, JSON_ARRAY)) {
    GString *joined = g_string_new(NULL);
    arena_temporary(at->arena, joined);
    for (size_t i = 0; i < json_count(given); i++)
      g_string_append_printf(joined, "%s%s", i ? ", " : "", json_string(json_at(given, i), ""));
    return arena_strdup(at->arena, joined->str);
  }
  ChannelDef *plain = arena_new(at->arena, ChannelDef);
  *plain = *def;
  plain->axis = plain->legend = plain->header = NULL;
  plain->json = json_without(at->arena, def->json, (const char *const[]){"title", "axis", "legend", "header", NULL});
  const char *title = channel_def_title(plain, at->unit->spec);
  return title ? title : "";
}

/* addLineBreaksToTooltip: discrete values as they are, arrays as lines; the rest formatted. */
static const char *plain_value(const MarkBuilder *at, const ChannelDef *def) {
  bool formatted = json_has(def->json, "format") || json_has(def->json, "formatType") ||
                   json_has(def->axis, "format") || json_has(def->legend, "format") ||
                   json_has(def->axis, "formatType") || json_has(def->legend, "formatType");
  bool discrete = def->type == TYPE_NOMINAL || def->type == TYPE_ORDINAL;
  if (def->kind == DEF_FIELD && def->field && discrete && !def_has_time_unit(def) && !formatted) {
    const char *field = mark_column_access(at, def->field);
    return arena_printf(at->arena, "isValid(%s) ? isArray(%s) ? join(%s, '\\n') : %s : \"\"+%s", field, field, field,
                        field, field);
  }
  return mark_format_expression(at, def, false, true);
}

static void describe_def(const MarkBuilder *at, Entries *entries, Channel channel, const ChannelDef *def, bool *skip) {
  ChannelDef *typed = arena_new(at->arena, ChannelDef);
  *typed = *def;
  const ChannelDef *main = mark_field_def(mark_def(at, channel_main(channel)));
  if (typed->type == TYPE_NONE && main) typed->type = main->type;
  const char *value = NULL;
  Channel second = channel_is_xy(channel) ? channel_secondary(channel) : CHANNEL_NONE;
  const ChannelDef *def2 = second == CHANNEL_NONE ? NULL : mark_field_def(mark_def(at, second));
  if (def->binned && def2) {
    const char *start = mark_column_access(at, channel_def_column(def, PART_START));
    value = mark_range_expression(at, def, start, mark_column_access(at, channel_def_column(def2, PART_START)), true);
    skip[second] = true;
  }
  const Stack *stack = at->unit->stack;
  if (stack && stack->field_channel == channel && stack->offset && strcmp(stack->offset, "normalize") == 0)
    value = mark_format_expression(at, typed, true, true);
  if (!value) value = plain_value(at, typed);
  if (value) entries_add(at, entries, (Entry){channel, without_escapes(entry_key(at, typed), at->arena), value});
}

/* The channels from `first` up to `end`. */
static Entries describe_channels(const MarkBuilder *at, int first, int end) {
  Entries found = {0}, kept = {0};
  bool skip[CHANNEL_COUNT] = {false};
  for (int channel = first; channel < end; channel++) {
    const ChannelDefs *defs = &at->unit->encoding[channel];
    for (size_t j = 0; j < defs->count; j++) {
      const ChannelDef *def = mark_field_def(&defs->items[j]);
      if (def_is_field(def)) describe_def(at, &found, (Channel)channel, def, skip);
    }
  }
  for (size_t i = 0; i < found.count; i++)
    if (!skip[found.items[i].channel]) entries_add(at, &kept, found.items[i]);
  return kept;
}

/* "key: value" after "key: value", as one expression. */
static const char *entries_text(const MarkBuilder *at, const Entries *entries, const char *between, bool private_too) {
  GString *text = g_string_new(NULL);
  arena_temporary(at->arena, text);
  for (size_t i = 0; i < entries->count; i++) {
    const Entry *entry = &entries->items[i];
    if (!private_too && entry->key[0] == '_') continue;
    const char *label = arena_printf(at->arena, "%s%s: ", text->len ? between : "", entry->key);
    g_string_append_printf(text, "%s%s + (%s)", text->len ? " + " : "", string_literal(label, at->arena), entry->value);
  }
  const char *kept = text->len ? arena_strdup(at->arena, text->str) : NULL;
  return kept;
}

static SceneChannel entries_channel(const MarkBuilder *at, int first, int end, const char *between, bool private_too,
                                    SceneChannelId id) {
  static const double entry_steps = 150; /* a number is formatted */
  Entries entries = describe_channels(at, first, end);
  const char *text = entries_text(at, &entries, between, private_too);
  if (!text) return (SceneChannel){.state = CHANNEL_UNSET};
  arena_charge(at->arena, BUDGET_STEPS, entry_steps * (double)entries.count * (double)at->count);
  return channel_from_expression(at, text, at->def->place, id);
}

/* The whole row, a field a line. */
static SceneChannel row_tooltip(const MarkBuilder *at) {
  const char **lines = arena_array(at->arena, const char *, at->count);
  size_t columns = at->table ? table_column_count(at->table) : 0;
  for (size_t i = 0; i < at->count; i++) {
    GString *text = g_string_new(NULL);
    arena_temporary(at->arena, text);
    for (size_t c = 0; c < columns; c++) {
      Value value = column_value(table_column_at(at->table, c), i);
      g_string_append_printf(text, "%s%s: %s", c ? "\n" : "", table_column_name(at->table, c),
                             value_to_string(value, at->arena));
    }
    lines[i] = arena_strdup(at->arena, text->str);
  }
  return (SceneChannel){.state = CHANNEL_COLUMN, .strings = lines};
}

static SceneChannel mark_tooltip(const MarkBuilder *at) {
  const Json *setting = mark_property(at->unit, MARK_PROPERTY_TOOLTIP);
  SceneChannel unset = {.state = CHANNEL_UNSET};
  if (json_is(setting, JSON_STRING)) return channel_string(setting->string);
  if (mark_expression(setting)) return channel_from_json(at, setting, SCENE_TOOLTIP);
  if (json_is_true(setting) || json_is_string(json_get(setting, "content"), "encoding"))
    return entries_channel(at, 0, CHANNEL_COUNT, "\n", true, SCENE_TOOLTIP);
  return json_is(setting, JSON_OBJECT) ? row_tooltip(at) : unset;
}

static SceneChannel tooltip_value(const MarkBuilder *at, const ChannelDef *def, SceneChannelId id,
                                  SceneChannel fallback) {
  if (def->kind == DEF_VALUE && json_is_null(def->value)) return (SceneChannel){.state = CHANNEL_UNSET};
  if (def->kind == DEF_VALUE) return channel_from_json(at, def->value, id);
  if (!def_is_data(def)) return fallback;
  const char *text = plain_value(at, def);
  return text ? channel_from_expression(at, text, def->place, id) : fallback;
}

static SceneChannel description_value(const MarkBuilder *at, const ChannelDef *def, SceneChannelId id,
                                      SceneChannel fallback) {
  if (def->kind == DEF_VALUE) return channel_from_json(at, def->value, id);
  const char *text = mark_format_expression(at, def, false, false);
  return text ? channel_from_expression(at, text, def->place, id) : fallback;
}

static SceneChannel tooltip_channel(const MarkBuilder *at) {
  const ChannelDefs *defs = &at->unit->encoding[CHANNEL_TOOLTIP];
  if (defs->count > 1) return entries_channel(at, CHANNEL_TOOLTIP, CHANNEL_TOOLTIP + 1, "\n", true, SCENE_TOOLTIP);
  if (defs->count == 0) return mark_tooltip(at);
  const ChannelDef *def = &defs->items[0];
  SceneChannel fallback = mark_tooltip(at);
  SceneChannel main = def->kind == DEF_NONE ? fallback : tooltip_value(at, def, SCENE_TOOLTIP, fallback);
  return mark_conditions(at, def, SCENE_TOOLTIP, fallback, tooltip_value, main);
}

static SceneChannel item_descriptions(const void *closure) {
  return entries_channel(closure, 0, CHANNEL_COUNT, "; ", false, SCENE_DESCRIPTION);
}

/* What an item shows, unless its author says otherwise: made when it is asked for. */
static SceneDescriptions *usual_descriptions(const MarkBuilder *at) {
  MarkBuilder *copy = arena_new(at->arena, MarkBuilder);
  SceneDescriptions *descriptions = arena_new(at->arena, SceneDescriptions);
  *copy = *at;
  *descriptions = (SceneDescriptions){.make = item_descriptions, .closure = copy};
  return descriptions;
}

static SceneChannel description_channel(const MarkBuilder *at) {
  SceneChannel unset = {.state = CHANNEL_UNSET};
  const ChannelDef *def = mark_def(at, CHANNEL_DESCRIPTION);
  if (def) {
    SceneChannel main = def->kind == DEF_NONE ? unset : description_value(at, def, SCENE_DESCRIPTION, unset);
    return mark_conditions(at, def, SCENE_DESCRIPTION, unset, description_value, main);
  }
  const Json *setting = mark_property(at->unit, MARK_PROPERTY_DESCRIPTION);
  if (setting && !json_is_null(setting)) return channel_from_json(at, setting, SCENE_DESCRIPTION);
  if (json_is_false(json_get(at->config, "aria")) || at->count > DESCRIBED_ITEMS_MAX) return unset;
  at->mark->descriptions = usual_descriptions(at);
  return unset;
}

/* The marks that Vega has itself; what it draws a bar or a tick with is not what they are called. */
static bool is_vega_mark(const char *name) {
  static const char *const names[] = {"arc",  "area", "group", "image",  "line", "path",
                                      "rect", "rule", "shape", "symbol", "text", "trail"};
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
    if (strcmp(name, names[i]) == 0) return true;
  return false;
}

static const char *item_kind(const MarkBuilder *at) {
  if (json_is_false(json_get(at->config, "aria"))) return NULL;
  const char *written = json_string(mark_property(at->unit, MARK_PROPERTY_ARIA_ROLE_DESCRIPTION), NULL),
             *name = at->def->type->name;
  return written ? written : is_vega_mark(name) ? NULL : name;
}

void mark_describe(MarkBuilder *at) {
  at->mark->aria = (SceneAria){.hidden = json_is_false(mark_property(at->unit, MARK_PROPERTY_ARIA)),
                               .role = json_string(mark_property(at->unit, MARK_PROPERTY_ARIA_ROLE), NULL),
                               .item_kind = item_kind(at)};
  at->mark->channels[SCENE_TOOLTIP] = tooltip_channel(at);
  if (!json_is_false(mark_property(at->unit, MARK_PROPERTY_ARIA)))
    at->mark->channels[SCENE_DESCRIPTION] = description_channel(at);
}
