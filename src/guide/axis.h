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
  const Value *data;  /* the datum of each tick */
  size_t label_count; /* ticks without the extra one */
};

/* A property along Vega's chain, which may be an expression or depend on the tick; NULL when there is none. */
const Json *axis_written(const Axis *axis, const char *name);
/* The same with an expression evaluated without a tick. */
const Json *axis_property(const Axis *axis, const char *name);
double axis_number(const Axis *axis, const char *name, double otherwise);
/* Is it there and not false? Expressions always are. */
bool axis_flag(const Axis *axis, const char *name);
const char *axis_string(const Axis *axis, const char *name, const char *otherwise);
