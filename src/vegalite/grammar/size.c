/* vegalite/grammar/size.c: sizes as numbers; those that no picture can have are refused where they are written. */
#include "base/length.h"
#include "data/value.h"
#include "vegalite/grammar/build.h"
#include <math.h>
#include <string.h>

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

/* "80mm" looks as if it were one of print: Vega-Lite ignores it. */
static bool check_unit(const Json *json, const char *which, const Spec *spec) {
  double px;
  bool is_print;
  if (!json_is(json, JSON_STRING) || !length_read(json->string, &px, &is_print) || number_from_text(json->string) == px)
    return true;
  const char *instead =
      strcmp(which, "step") == 0
          ? ""
          : arena_printf(
                spec->arena,
                "; for the whole chart, set \"usermeta\": {\"tuban\": {\"print\": {\"%s\": \"%s\"}}} or --%s %s", which,
                json->string, which, json->string);
  messages_error(spec->messages, json_place(json), "E744", "\"%s\" is a number of px here, %g for \"%s\"%s", which, px,
                 json->string, instead);
  return false;
}

const Json *spec_size(const Json *size, const char *which, const Spec *spec) {
  if (!check_unit(size, which, spec) || !check_unit(json_get(size, "step"), "step", spec)) return NULL;
  if (json_has(size, "step")) size = json_with(spec->arena, size, "step", spec_number(json_get(size, "step"), spec));
  size = spec_number(size, spec);
  if (check_number(size, which, side_max, spec)) check_number(json_get(size, "step"), "step", side_max, spec);
  return size;
}
