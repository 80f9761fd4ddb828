/* vegalite/grammar/split.c: how explicit and implicit values merge. */
#include "vegalite/grammar/split.h"

bool split_replaces(Split a, Split b) { return b.value && (!a.value || (b.is_explicit && !a.is_explicit)); }

Split split_merge(Split a, Split b) { return split_replaces(a, b) ? b : a; }
