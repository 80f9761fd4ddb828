/* A unit view's frame made by hand, so that marks can be tested without data, transforms or scale resolution. */
#pragma once
#include "vegalite/grammar/spec.h"
#include "vegalite/mark/mark.h"
#include <math.h>

typedef struct Fixture {
  Arena *arena;
  Messages *messages;
  Frame frame;
  ScaleModel models[CHANNEL_COUNT];
} Fixture;

static inline const Json *fixture_json(Fixture *f, const char *text) {
  Source *source = arena_new(f->arena, Source);
  *source = (Source){.name = "test", .text = text, .length = strlen(text)};
  const Json *json = json_parse(source, f->messages, f->arena);
  g_assert_nonnull(json);
  return json;
}

/* A 100 × 100 px frame of the spec's unit over the rows (a JSON array). */
static inline Fixture *fixture_create(const char *spec_text, const char *rows_text) {
  Arena *arena = arena_create();
  Fixture *f = arena_new(arena, Fixture);
  f->arena = arena;
  f->messages = messages_create(arena, false);
  SpecOptions options = {.marks = mark_types};
  Spec *spec = spec_read(fixture_json(f, spec_text), &options, f->messages, arena);
  g_assert_nonnull(spec);
  const Json *rows = fixture_json(f, rows_text);
  Value *values = arena_array(arena, Value, json_count(rows));
  for (size_t i = 0; i < json_count(rows); i++) values[i] = value_from_json(json_at(rows, i), arena);
  f->frame = (Frame){
      .unit = spec->root, .width = 100, .height = 100, .stretch = {1, 1}, .arena = arena, .messages = f->messages};
  f->frame.table = table_from_values(values, json_count(rows), arena);
  f->frame.scope = spec->scope;
  return f;
}

static inline void fixture_scale(Fixture *f, Channel channel, const ScaleSpec *spec) {
  ScaleModel *model = &f->models[channel];
  *model = (ScaleModel){.owner = f->frame.unit, .channel = channel, .type = spec->type, .unit = f->frame.unit};
  model->domain_zero = spec->type == &scale_linear ? ZERO_SURELY : ZERO_MAYBE;
  f->frame.scales[channel] = (FrameScale){model, scale_create(spec, f->arena)};
}

static inline void fixture_linear(Fixture *f, Channel channel, double from, double to, double range_from,
                                  double range_to) {
  ScaleSpec spec = scale_spec(&scale_linear);
  double *range = arena_array(f->arena, double, 2);
  Value *domain = arena_array(f->arena, Value, 2);
  domain[0] = value_number(from);
  domain[1] = value_number(to);
  range[0] = range_from;
  range[1] = range_to;
  spec.domain = domain;
  spec.domain_count = spec.range_count = 2;
  spec.range_kind = RANGE_NUMBERS;
  spec.range_numbers = range;
  fixture_scale(f, channel, &spec);
}

/* "A" and "B" over 0 … 100 px. */
static inline void fixture_band(Fixture *f, Channel channel, double inner, double outer) {
  ScaleSpec spec = scale_spec(&scale_band);
  double *range = arena_array(f->arena, double, 2);
  Value *domain = arena_array(f->arena, Value, 2);
  domain[0] = value_string("A");
  domain[1] = value_string("B");
  range[1] = 100;
  spec.domain = domain;
  spec.domain_count = spec.range_count = 2;
  spec.range_kind = RANGE_NUMBERS;
  spec.range_numbers = range;
  spec.padding_inner = inner;
  spec.padding_outer = outer;
  fixture_scale(f, channel, &spec);
}

static inline SceneGroup *fixture_build(Fixture *f) {
  SceneGroup *group = arena_new(f->arena, SceneGroup);
  const MarkType *type = f->frame.unit->mark.type;
  g_assert_nonnull(type);
  type->build(&f->frame, group);
  g_assert_cmpuint(messages_error_count(f->messages), ==, 0);
  return group;
}

static inline SceneMark *fixture_mark(Fixture *f) {
  SceneGroup *group = fixture_build(f);
  g_assert_cmpuint(group->mark_count, ==, 1);
  return group->marks[0];
}

static inline void assert_numbers(const SceneMark *mark, SceneChannelId id, const double *expected) {
  for (size_t i = 0; i < mark->count; i++)
    g_assert_cmpfloat_with_epsilon(scene_number(mark, id, i, NAN), expected[i], 1e-9);
}

static inline void assert_color(const SceneMark *mark, SceneChannelId id, size_t i, double r, double g, double b) {
  Paint paint = scene_paint(mark, id, i);
  g_assert_cmpint(paint.kind, ==, PAINT_COLOR);
  g_assert_cmpfloat_with_epsilon(paint.color.r, r, 1e-6);
  g_assert_cmpfloat_with_epsilon(paint.color.g, g, 1e-6);
  g_assert_cmpfloat_with_epsilon(paint.color.b, b, 1e-6);
}
