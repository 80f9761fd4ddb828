/* format/locale_choose.c: which locale a chart has, of those that are set in several places. */
#include "format/locale.h"

/* d3's en-US is the English that a chart is in without a language. */
static bool is_plain(const char *tag) {
  return !tag || g_ascii_strcasecmp(tag, "en") == 0 || g_ascii_strcasecmp(tag, "en-US") == 0;
}

/* The object of the config before that of the page, and a tag in the config (of a style: Vega knows objects alone there) last. */
static const Json *nearest(const Json *config, const Json *option) {
  if (json_is(config, JSON_OBJECT)) return config;
  if (json_is(option, JSON_OBJECT) || json_is(option, JSON_STRING)) return option;
  return json_is(config, JSON_STRING) ? config : NULL;
}

static bool by_tag(bool known, const Json *tag, const Json **unknown) {
  if (!known) *unknown = tag;
  return known;
}

const Locale *locale_choose(const LocaleSources *sources, const Json **unknown, Arena *arena) {
  const Json *number = nearest(json_get(sources->config, "number"), sources->number),
             *time = nearest(json_get(sources->config, "time"), sources->time);
  const char *lang = is_plain(sources->lang) ? NULL : sources->lang;
  Locale *locale = arena_new(arena, Locale), *reading = arena_new(arena, Locale);
  bool changed = json_is(sources->config, JSON_OBJECT);
  *locale = *locale_default();
  *unknown = NULL;
  if (json_is(number, JSON_OBJECT))
    locale_read_number(number, locale), changed = true;
  else if (number && !is_plain(number->string))
    changed |= by_tag(language_numbers(locale, number->string, true, arena), number, unknown);
  else if (!number && lang)
    changed |= language_numbers(locale, lang, false, arena);
  *reading = *locale;
  if (json_is(time, JSON_OBJECT))
    locale_read_time(time, locale), changed = true;
  else if (time && !is_plain(time->string))
    changed |= by_tag(language_dates(locale, time->string, arena), time, unknown);
  else if (!time && lang && language_dates(locale, lang, arena))
    locale->reading = reading, changed = true;
  return changed ? locale : NULL;
}
