/* guide/axis.h: what the stages of an axis share (private to guide/). */
#pragma once
#include "guide/guide.h"

typedef struct AxisTick {
  Value value;
  const char *label;
  double index;
  bool extra;  /* the additional tick at the start of a banded axis (tickExtra) */
  Value datum; /* {value, label, index, tickIndex} as conditions see it */
} AxisTick;

/* An axis with its ticks made. */
struct Axis {
  AxisSpec spec;
  GuideContext context;
  Arena *arena;
  bool vertical; /* left, right */
  int sign;      /* -1: left and top */
  AxisTick *ticks;
  size_t tick_count;
  size_t label_count; /* ticks without the extra one */
};

/* A property as Vega resolves it; NULL when it is not set. */
const Json *axis_property(const Axis *axis, const char *name);
double axis_number(const Axis *axis, const char *name, double otherwise);
bool axis_flag(const Axis *axis, const char *name);
const char *axis_string(const Axis *axis, const char *name, const char *otherwise);
