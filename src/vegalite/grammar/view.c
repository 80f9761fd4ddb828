/* vegalite/grammar/view.c: queries of later stages on the view tree. */
#include "base/temporary.h"
#include "format/collate.h"
#include "vegalite/grammar/spec.h"

Value spec_comparable(const Spec *spec, Value value) {
  value = value_comparable(value, spec->arena);
  if (!spec->collation || value.kind != VALUE_STRING) return value;
  return value_string(collation_key(spec->collation, value.string, spec->arena));
}

const ChannelDef *view_channel(const View *unit, Channel channel) {
  return channel != CHANNEL_NONE && unit->encoding[channel].count > 0 ? &unit->encoding[channel].items[0] : NULL;
}

bool view_has(const View *unit, Channel channel) { return view_channel(unit, channel) != NULL; }

const Json *view_size(const View *view, Channel channel) {
  return channel_is_vertical(channel) ? view->height : view->width;
}

const ChannelDef *channel_def_scaled(const ChannelDef *def) {
  if (!def || def->kind == DEF_FIELD || def->kind == DEF_DATUM) return def;
  if (def->condition_count != 1) return NULL;
  const ChannelDef *inner = def->conditions[0].def;
  return inner->kind == DEF_FIELD || inner->kind == DEF_DATUM ? inner : NULL;
}

ResolveMode view_resolve(const View *view, const char *kind, Channel channel) {
  const Json *mode = json_get(json_get(view->resolve, kind), channel_name(channel));
  if (json_is_string(mode, "shared")) return RESOLVE_SHARED;
  return json_is_string(mode, "independent") ? RESOLVE_INDEPENDENT : RESOLVE_DEFAULT;
}

void view_walk(View *view, void (*visit)(View *view, void *data), void *data) {
  visit(view, data);
  for (size_t i = 0; i < view->child_count; i++) view_walk(view->children[i], visit, data);
}

static void collect_unit(View *view, void *data) {
  if (view->kind == VIEW_UNIT) g_ptr_array_add(data, view);
}

View *const *view_units(View *view, size_t *count, Arena *arena) {
  GPtrArray *found = g_ptr_array_new();
  arena_temporary(arena, found);
  view_walk(view, collect_unit, found);
  View **units = arena_array(arena, View *, found->len);
  for (guint i = 0; i < found->len; i++) units[i] = g_ptr_array_index(found, i);
  *count = found->len;
  return units;
}
