/* vegalite/grammar/size.c: sizes as numbers; those that no picture can have are refused where they are written. */
#include "data/value.h"
#include "vegalite/grammar/build.h"
#include <math.h>

/* cairo cannot draw on more px a side. */
static const double side_max = 32767;

static bool check_number(const Json *json, const char *which, double most, const Spec *spec) {
  if (!json_is(json, JSON_NUMBER) || (json->number > 0 && json->number <= most)) return true;
  if (json->number > most)
    messages_error(spec->messages, json_place(json), "E231", "\"%s\" exceeds %g px, the largest size that can be drawn",
                   which, most);
  else
    messages_error(spec->messages, json_place(json), "E232", "\"%s\" must be greater than 0", which);
  return false;
}

const Json *spec_number(const Json *json, const Spec *spec) {
  double number = json_is(json, JSON_STRING) && *json->string ? number_from_text(json->string) : NAN;
  return isfinite(number) ? json_new_number(spec->arena, json_place(json), number) : json;
}

const Json *spec_size(const Json *size, const char *which, const Spec *spec) {
  if (json_has(size, "step")) size = json_with(spec->arena, size, "step", spec_number(json_get(size, "step"), spec));
  size = spec_number(size, spec);
  if (check_number(size, which, side_max, spec)) check_number(json_get(size, "step"), "step", side_max, spec);
  return size;
}
