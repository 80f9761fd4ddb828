/* tuban_size.c: the size that a chart is asked to have, and what else a print block sets: from options, the chart, styles and presets. */
#include "base/length.h"
#include "color/color.h"
#include "layout/print_limits.h"
#include "poster/poster.h"
#include "render/format.h"
#include "tuban_private.h"
#include "tuban_settings.h"
#include <math.h>
#include <string.h>

/* px: cairo cannot draw on more a side. */
static const double SIDE_MAX = 32767;
static const double FONT_LEAST = 1 * 96.0 / 72, FONT_MOST = 500 * 96.0 / 72;
static const char *const LENGTH_WORDS = "a length such as 85mm (units: mm, cm, in, pt, px)";

/* As messages name a setting: the option, or the key in quotes. */
static const char *named(const TubanChart *chart, const char *key, Place at) {
  return arena_printf(chart->arena, at.source ? "\"%s\"" : "the option \"%s\"", key);
}

typedef struct LengthRule {
  const char *key;
  double least, most; /* px; a least of 0 is left out */
  const char *limits; /* the same as text */
} LengthRule;

/* *px is 0 where nothing sets it. False after an error message. */
static bool read_length(TubanChart *chart, const Chain *print, const LengthRule *rule, double *px, bool *is_print,
                        Place *at) {
  const Json *value = chain_get(print, rule->key);
  *px = 0;
  *is_print = false;
  if (!value) return true;
  *at = value->place;
  const char *what = named(chart, rule->key, value->place);
  if (json_is(value, JSON_NUMBER)) {
    *px = value->number;
  } else if (!json_is(value, JSON_STRING) || !length_read(value->string, px, is_print)) {
    messages_error(chart->messages, value->place, "E473", "%s must be %s, not \"%s\"", what, LENGTH_WORDS,
                   json_string(value, ""));
    return false;
  }
  if (*px > 0 && *px >= rule->least && *px <= rule->most) return true;
  messages_error(chart->messages, value->place, "E474", "%s must be %s", what, rule->limits);
  return false;
}

static bool read_background(TubanChart *chart, const Json *value) {
  Rgba color;
  if (!value) return true;
  if (json_is(value, JSON_STRING) && color_parse(value->string, &color)) {
    chart->settings.background = value->string;
    return true;
  }
  messages_error(chart->messages, value->place, "E476", "%s must be a colour or \"transparent\", not \"%s\"%s",
                 named(chart, "background", value->place), json_string(value, ""),
                 suggest(chart->arena, json_string(value, ""), color_keywords(chart->arena)));
  return false;
}

/* A limit of warnings: 0 switches them off, which is a negative one from here on. */
static double read_limit(const Chain *print, const char *key, double otherwise) {
  const Json *value = chain_get(print, key);
  double px = json_number(value, otherwise);
  bool is_print;
  if (json_is(value, JSON_STRING) && !length_read(value->string, &px, &is_print)) px = otherwise;
  return px > 0 ? px : -1;
}

/* From a chain of print blocks into the settings. */
static bool read_blocks(TubanChart *chart, const Chain *print) {
  ChartSettings *settings = &chart->settings;
  static const LengthRule sides[] = {{"width", 0, SIDE_MAX, "above 0 and at most 8669 mm (32767 px)"},
                                     {"height", 0, SIDE_MAX, "above 0 and at most 8669 mm (32767 px)"}};
  static const LengthRule font = {"fontSize", FONT_LEAST, FONT_MOST, "from 1 pt to 500 pt"};
  bool printed[2], font_printed;
  Place font_place;
  if (!read_length(chart, print, &sides[0], &settings->width, &printed[0], &settings->size_place)) return false;
  if (!read_length(chart, print, &sides[1], &settings->height, &printed[1], &settings->size_place)) return false;
  if (!read_length(chart, print, &font, &settings->font_size, &font_printed, &font_place)) return false;
  settings->is_print = printed[0] || printed[1] || settings->preset;
  settings->min_font_size = read_limit(print, "minFontSize", 5 * 96.0 / 72);
  settings->min_stroke = read_limit(print, "minStroke", 0.25 * 96 / 72);
  return read_background(chart, chain_get(print, "background"));
}

static const Json *option_block(TubanChart *chart) {
  const TubanOptions *options = &chart->options;
  const struct {
    const char *key, *value;
  } texts[] = {{"width", options->width},
               {"height", options->height},
               {"fontSize", options->font_size},
               {"background", options->background}};
  const Json *block = NULL;
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
    if (!texts[i].value) continue;
    bool valid = g_utf8_validate(texts[i].value, -1, NULL);
    const char *text = valid ? arena_strdup(chart->arena, texts[i].value) : "?";
    block = json_with(chart->arena, block, texts[i].key, json_new_string(chart->arena, (Place){0}, text));
  }
  return block;
}

static void *field_of(TubanOptions *options, const Setting *setting) { return (char *)options + setting->option; }

static bool is_text(const Setting *setting) {
  return setting->kind == SETTING_LENGTH || setting->kind == SETTING_TEXT || setting->kind == SETTING_PAGE;
}

/* Keeps which options were given, before they are taken. */
static void keep_asked(TubanChart *chart) {
  TubanOptions *asked = &chart->settings.asked;
  *asked = chart->options;
  for (const Setting *setting = print_settings; setting->name; setting++) {
    const char **text = field_of(asked, setting);
    if (setting->option && is_text(setting)) *text = arena_strdup(chart->arena, *text);
  }
  chart->settings.given = *asked;
}

/* A setting for an option that was not given. */
static void set_option(TubanChart *chart, const Setting *setting, const Json *value) {
  void *field = field_of(&chart->settings.asked, setting);
  if (is_text(setting)) {
    const char **text = field;
    const char *length = json_is(value, JSON_NUMBER) ? arena_printf(chart->arena, "%.17gpx", value->number) : NULL;
    if (!*text) *text = length ? length : json_string(value, NULL);
  } else if (setting->kind == SETTING_NUMBER) {
    double *number = field;
    if (*number == 0) *number = json_number(value, 0);
  } else if (setting->kind == SETTING_FLAG) {
    bool *flag = field;
    *flag = *flag || json_is_true(value);
  }
}

/* Which file of the machine is a profile, is for the caller to say. */
static bool check_profile(TubanChart *chart, const Json *value) {
  if (!json_is(value, JSON_STRING) || !strchr(value->string, '/')) return true;
  messages_error(chart->messages, value->place, "E742", "the setting \"%s\" must be %s", "profile",
                 "the name of an installed profile; a file is taken from --profile alone");
  return false;
}

/* The options about the page and the inks, where they were not given, from the print blocks. */
static bool take_print(TubanChart *chart) {
  const Chain *print = &chart->settings.print;
  TubanOptions *asked = &chart->settings.asked;
  if (!check_profile(chart, chain_get(print, "profile"))) return false;
  for (const Setting *setting = print_settings; setting->name; setting++) {
    const Json *value = setting->option ? chain_get(print, setting->name) : NULL;
    bool is_dpi = setting->option == offsetof(TubanOptions, dpi);
    if (value && !(is_dpi && asked->scale > 0)) set_option(chart, setting, value);
  }
  TubanOptions *options = &chart->options;
  options->dpi = asked->dpi;
  options->page = asked->page;
  options->landscape = asked->landscape;
  options->margin = asked->margin;
  options->bleed = asked->bleed;
  options->marks = asked->marks;
  options->color = asked->color;
  options->profile = asked->profile;
  options->intent = asked->intent;
  options->neutral = asked->neutral;
  options->ink_limit = asked->ink_limit;
  options->pdfx = asked->pdfx;
  return chart_take_print(chart);
}

bool chart_take_size(TubanChart *chart) {
  ChartSettings *settings = &chart->settings;
  TubanOptions *options = &chart->options;
  keep_asked(chart);
  chain_append(&settings->print, option_block(chart));
  if (options->preset) {
    const char *text = g_utf8_validate(options->preset, -1, NULL) ? arena_strdup(chart->arena, options->preset) : "?";
    settings->preset = preset_read(chart, text, (Place){0}, true);
    if (!settings->preset) return false;
    chain_append(&settings->print, settings->preset->print);
  }
  options->width = options->height = options->font_size = options->background = options->preset = NULL;
  return read_blocks(chart, &settings->print);
}

/* A print block of the chart or of a style, and after it that of the preset it names. */
static bool add_block(TubanChart *chart, const Json *own) {
  ChartSettings *settings = &chart->settings;
  const Json *print = json_get(own, "print"), *preset = json_get(print, "for");
  chain_append(&settings->print, print);
  if (!json_is(preset, JSON_STRING) || settings->preset) return true;
  settings->preset = preset_read(chart, preset->string, preset->place, false);
  if (!settings->preset) return false;
  chain_append(&settings->print, settings->preset->print);
  return true;
}

bool chart_settle_size(TubanChart *chart, const Chain *own) {
  ChartSettings *settings = &chart->settings;
  for (size_t i = 0; i < own->count; i++)
    if (!settings_check(own->links[i], own_settings, "tuban", chart->messages, chart->arena) ||
        !add_block(chart, own->links[i]))
      return false;
  if (!read_blocks(chart, &settings->print)) return false;
  if (settings->print.count == 0) return true;
  if (!take_print(chart)) return false;
  bool sized = settings->width > 0 || settings->height > 0 || settings->font_size > 0;
  if (poster_is(chart->input.json) && sized)
    messages_warn(chart->messages, settings->size_place, "W743",
                  "a poster has the size of its \"page\"; width, height and fontSize have no effect on it");
  chart->input.width = settings->width;
  chart->input.height = settings->height;
  chart->input.size_place = settings->size_place;
  chart->input.font_size = settings->font_size;
  chart->input.background = settings->background;
  return true;
}

/* What is too small or too thin. */
static void check_print(const TubanChart *chart) {
  PrintLimits limits = {chart->settings.min_font_size, chart->settings.min_stroke};
  layout_check_print(chart->scene, limits, chart->messages);
}

void chart_check_size(TubanChart *chart) {
  const ChartSettings *settings = &chart->settings;
  chart_check_effect(chart);
  if (!settings->is_print && !(chart->print.width > 0 && !chart->print.on_screen) && !chart->print.pdfx) return;
  check_print(chart);
  const Preset *preset = settings->preset;
  const Json *most = preset ? json_get(preset->json, "maxHeight") : NULL;
  double px = json_number(most, INFINITY);
  bool is_print;
  if (!preset || (json_is(most, JSON_STRING) && !length_read(most->string, &px, &is_print))) return;
  if (!(chart->print.width > 0) && chart->scene->height > px * (1 + 1e-9))
    messages_warn(chart->messages, json_place(chart->input.json), "W740",
                  "the chart is %.1f mm high; \"%s\" allows at most %.1f mm", length_to_mm(chart->scene->height),
                  preset->name, length_to_mm(px));
}

void chart_check_format(TubanChart *chart, const TubanFormat *format) {
  const Preset *preset = chart->settings.preset;
  chart_check_effect_on(chart, format);
  if (format->for_print) check_print(chart);
  if (!preset) return;
  Place at = json_place(chart->input.json);
  if (!preset_accepts(preset, "formats", format->name))
    messages_warn(chart->messages, at, "W738", "\"%s\" does not accept the format \"%s\"", preset->name, format->name);
  const char *color = print_color_names[chart->print.color];
  bool has_color = format->settings && g_strv_contains(format->settings, "color");
  if (has_color && !preset_accepts(preset, "colors", color))
    messages_warn(chart->messages, at, "W739", "\"%s\" does not accept the colour mode \"%s\"", preset->name, color);
}
