/* guide/caption.c: see caption.h. The part about the domain is vega-scale's domainCaption. */
#include "guide/caption.h"
#include "base/temporary.h"
#include <math.h>
#include <string.h>

enum {
  LISTED_MAX = 7,    /* of a longer list LISTED_MAX - 2 values are said, and the last */
  CAPTION_TICKS = 5, /* the precision of numbers: as on an axis of that many ticks */
};

/* Names in full where the format abbreviates them: "Mon" is spelled out, not spoken. */
static const char *spoken_specifier(const char *specifier, Arena *arena) {
  GString *out = g_string_new(specifier);
  arena_temporary(arena, out);
  for (char *at = out->str; (at = strchr(at, '%')); at++)
    if (at[1] == 'a' || at[1] == 'b') at[1] = (char)g_ascii_toupper(at[1]);
  return arena_strdup(arena, out->str);
}

static LabelFormat spoken_format(const LabelFormat *format, const Scale *scale, Arena *arena) {
  LabelFormat spoken = *format;
  const ScaleType *type = scale_type(scale);
  const char *name = format->type ? format->type : type->name;
  bool utc = strcmp(name, "utc") == 0;
  if (!utc && strcmp(name, "time") != 0) return spoken;
  if (format->specifier)
    spoken.specifier = spoken_specifier(format->specifier, arena);
  else
    spoken.specifier = utc ? "%A, %d %B %Y, %X UTC" : "%A, %d %B %Y, %X";
  return spoken;
}

/* What is said of a scale's domain. */
typedef struct Domain {
  const LabelFormat *format;
  const Scale *scale;
  Arena *arena;
} Domain;

static const char *said(const Domain *in, Value value) {
  return label_of_threshold(in->format, in->scale, CAPTION_TICKS, true, value, in->arena);
}

static void say_list(const Domain *in, const Value *values, size_t count, GString *out) {
  for (size_t i = 0; i < count; i++) g_string_append_printf(out, "%s%s", i ? ", " : "", said(in, values[i]));
}

static void say_domain(const Domain *in, GString *out) {
  const ScaleType *type = scale_type(in->scale);
  size_t count = 0;
  const Value *values = scale_domain(in->scale, &count);
  if (scale_type_is_discretizing(type)) {
    values = scale_legend_values(in->scale, NAN, NULL, 0, &count, in->arena);
    size_t inner = count > 0 ? count - 1 : 0;
    g_string_append_printf(out, "%zu boundar%s: ", inner, inner == 1 ? "y" : "ies");
    if (inner > 0) say_list(in, values + 1, inner, out);
  } else if (scale_type_is_discrete_domain(type)) {
    g_string_append_printf(out, "%zu value%s: ", count, count == 1 ? "" : "s");
    say_list(in, values, count > LISTED_MAX ? LISTED_MAX - 2 : count, out);
    if (count > LISTED_MAX) g_string_append_printf(out, ", ending with %s", said(in, values[count - 1]));
  } else if (count > 0) {
    g_string_append_printf(out, "values from %s to %s", said(in, values[0]), said(in, values[count - 1]));
  }
}

static void say_text(const char *text, GString *out) {
  for (const char *at = text; *at; at++) g_string_append_c(out, *at == '\n' ? ' ' : *at);
}

static void say_title(const char *title, GString *out) {
  if (!title || !*title) return;
  g_string_append(out, " titled '");
  say_text(title, out);
  g_string_append_c(out, '\'');
}

static const char *finish(const Scale *scale, const LabelFormat *format, GString *out, Arena *arena) {
  LabelFormat spoken = spoken_format(format, scale, arena);
  g_string_append(out, " with ");
  say_domain(&(Domain){&spoken, scale, arena}, out);
  return arena_strdup(arena, out->str);
}

const char *caption_of_axis(const Axis *axis) {
  const ScaleType *type = scale_type(axis->spec.scale);
  GString *out = g_string_new(axis->vertical ? "Y-axis" : "X-axis");
  arena_temporary(axis->arena, out);
  say_title(axis->spec.title, out);
  g_string_append_printf(out, " for a %s scale", scale_type_is_discrete_domain(type) ? "discrete" : type->name);
  return finish(axis->spec.scale, &axis->spec.format, out, axis->arena);
}

const char *caption_of_legend(const LegendPlan *plan) {
  static const char *const types[] = {
      [LEGEND_SYMBOL] = "Symbol", [LEGEND_GRADIENT] = "Gradient", [LEGEND_DISCRETE] = "Discrete"};
  GString *out = g_string_new(types[plan->spec.type]);
  arena_temporary(plan->arena, out);
  g_string_append(out, " legend");
  say_title(plan->spec.title, out);
  g_string_append(out, " for ");
  size_t said_count = 0, count = plan->spec.scale_count;
  for (size_t p = 0; p < LEGEND_ORDER_COUNT; p++)
    for (size_t i = 0; i < count; i++) {
      SceneChannelId id = plan->spec.scales[i].id;
      if (id != legend_order[p]) continue;
      said_count++;
      g_string_append(out, said_count == 1 ? "" : said_count == count ? " and " : ", ");
      g_string_append(out, id == SCENE_SHAPE_NAME ? "shape" : scene_channel_name(id));
      if (id == SCENE_FILL || id == SCENE_STROKE) g_string_append(out, " color");
    }
  return finish(plan->scale, &plan->spec.format, out, plan->arena);
}

const char *caption_of_title(const char *kind, const char *text, Arena *arena) {
  GString *out = g_string_new(kind);
  arena_temporary(arena, out);
  g_string_append(out, " text '");
  say_text(text ? text : "", out);
  g_string_append_c(out, '\'');
  return arena_strdup(arena, out->str);
}
