/* vegalite/grammar/size.c: sizes that no picture can have are refused where they are written. */
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

bool spec_check_size(const Json *size, const char *which, const Spec *spec) {
  return check_number(size, which, side_max, spec) && check_number(json_get(size, "step"), "step", side_max, spec);
}
