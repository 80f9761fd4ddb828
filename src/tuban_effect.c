/* tuban_effect.c: options and settings about printing that change nothing: without a page, in RGB, or in a format that has no place for them. */
#include "poster/poster.h"
#include "render/format.h"
#include "tuban_private.h"
#include "tuban_settings.h"
#include <string.h>

static bool has_page(const TubanChart *chart) { return chart->print.width > 0 || poster_is(chart->input.json); }
static bool has_inks(const TubanChart *chart) { return chart->print.color != PRINT_RGB; }

/* A setting, and what it has no effect without. */
typedef struct Need {
  const char *setting;
  const char *field; /* of TubanOptions */
  bool (*is_met)(const TubanChart *chart);
  const char *what;
} Need;

static const Need needs[] = {
    {"landscape", "landscape", has_page, "a page (--page A4)"},
    {"margin", "margin", has_page, "a page (--page A4)"},
    {"profile", "profile", has_inks, "inks (--color cmyk)"},
    {"intent", "intent", has_inks, "inks (--color cmyk)"},
    {"neutral", "neutral", has_inks, "inks (--color cmyk)"},
    {"inkLimit", "ink_limit", has_inks, "inks (--color cmyk)"},
};

static const Setting *setting_of(const char *name) {
  const Setting *setting = print_settings;
  while (setting->name && strcmp(setting->name, name) != 0) setting++;
  return setting;
}

/* Whether the option itself was given. */
static bool is_given(const TubanChart *chart, const char *name) {
  const Setting *setting = setting_of(name);
  const void *field = (const char *)&chart->settings.given + setting->option;
  if (setting->kind == SETTING_FLAG) return *(const bool *)field;
  if (setting->kind == SETTING_NUMBER) return *(const double *)field != 0;
  return *(const char *const *)field;
}

void chart_check_effect(const TubanChart *chart) {
  for (size_t i = 0; i < G_N_ELEMENTS(needs); i++) {
    const Need *need = &needs[i];
    const Json *value = chain_get(&chart->settings.print, need->setting);
    if (need->is_met(chart)) continue;
    if (is_given(chart, need->setting))
      messages_warn(chart->messages, (Place){0}, "W647", "the option \"%s\" has no effect without %s", need->field,
                    need->what);
    else if (value && !json_is_false(value))
      messages_note(chart->messages, json_place(value), "N648", "\"%s\" has no effect here; it is for charts with %s",
                    need->setting, need->what);
  }
}

/* What a format for print lacks is a warning; the others are for the screen, and may be written beside it. */
static void check_field(const TubanChart *chart, const TubanFormat *format, const char *field) {
  if (format->settings && g_strv_contains(format->settings, field)) return;
  if (format->for_print)
    messages_warn(chart->messages, (Place){0}, "W645",
                  "%s files are written without what \"%s\" asks for; make a PDF, or convert the file afterwards",
                  format->title, field);
  else
    messages_note(chart->messages, (Place){0}, "N646", "\"%s\" has no effect on %s files", field, format->title);
}

void chart_check_effect_on(const TubanChart *chart, const TubanFormat *format) {
  const PrintOptions *print = &chart->print;
  if (print->bleed > 0) check_field(chart, format, "bleed");
  if (print->marks) check_field(chart, format, "marks");
  if (print->pdfx)
    check_field(chart, format, "pdfx");
  else if (has_inks(chart))
    check_field(chart, format, "color");
}
