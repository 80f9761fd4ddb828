/* tuban_chart.c: the public API over the rooms: read a chart or poster, lay it out once. What to do with it is in tuban_output.c. */
#include "base/encoding.h"
#include "base/temporary.h"
#include "format/format.h"
#include "layout/page.h"
#include "poster/poster.h"
#include "tuban_private.h"
#include "tuban_settings.h"
#include "vegalite/chart/inspect.h"
#include "vegalite/grammar/style.h"
#include "vegalite/grammar/typesetting.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static TubanChart *create_chart(TubanContext *context) {
  TubanChart *chart = g_new0(TubanChart, 1);
  chart->context = context_ref(context);
  chart->budget = budget_create();
  chart->arena = arena_create();
  arena_set_budget(chart->arena, chart->budget);
  chart->messages = messages_create(chart->arena, false);
  chart->clock.now = NAN;
  chart->drawn = g_hash_table_new_full(NULL, NULL, NULL, g_free);
  chart->tables = g_ptr_array_new_with_free_func((GDestroyNotify)tuban_table_destroy);
  return chart;
}

void tuban_chart_destroy(TubanChart *chart) {
  if (!chart) return;
  if (chart->fonts) g_array_unref(chart->fonts);
  if (chart->missing) g_array_unref(chart->missing);
  if (chart->font_files) g_ptr_array_unref(chart->font_files);
  arena_destroy(chart->arena);
  g_free(chart->budget);
  g_hash_table_unref(chart->drawn);
  g_ptr_array_unref(chart->tables);
  tuban_context_destroy(chart->context);
  g_free(chart->printed);
  g_free(chart);
}

static bool is_utf8(const char *text) { return g_utf8_validate(text, -1, NULL); }

/* A size in bytes from another version of the header: what this one does not know must be zero. */
static bool copy_options(TubanChart *chart, const TubanOptions *options) {
  size_t known = MIN(options->size, sizeof *options);
  if (options->size < offsetof(TubanOptions, scale) || options->size > 4096) {
    messages_error(chart->messages, (Place){0}, "E805",
                   "the size of the options is not set; begin with TUBAN_OPTIONS_INIT");
    return false;
  }
  const char *bytes = (const char *)options;
  for (size_t i = known; i < options->size; i++)
    if (bytes[i]) {
      messages_error(chart->messages, (Place){0}, "E806", "the options have a field that this version does not know");
      return false;
    }
  memcpy(&chart->options, options, known);
  return true;
}

/* False without such a zone. */
static bool set_zone(TubanChart *chart, const char *name) {
  chart->clock.zone = is_utf8(name) ? zone_find(name, chart->arena) : NULL;
  return chart->clock.zone;
}

/* A date alone is its midnight on the wall, not in UTC as for Date.parse(): whoever names a day means where the chart is read. */
static double moment_of_now(TubanChart *chart) {
  const char *now = chart->options.now;
  bool is_day = strlen(now) == strlen("2026-11-26") && now[4] == '-' && now[7] == '-';
  return date_parse(is_day ? arena_printf(chart->arena, "%sT00:00:00", now) : now);
}

static bool keep_clock(TubanChart *chart) {
  TubanOptions *options = &chart->options;
  if (options->now && !(is_utf8(options->now) && isfinite(moment_of_now(chart)))) {
    messages_error(chart->messages, (Place){0}, "E826", "the option \"now\" must be a date such as 2026-11-26");
    return false;
  }
  if (options->timezone && !set_zone(chart, options->timezone)) {
    messages_error(chart->messages, (Place){0}, "E827",
                   "the option \"timezone\" must be the name of a zone, such as Asia/Shanghai");
    return false;
  }
  options->now = arena_strdup(chart->arena, options->now);
  options->timezone = NULL; /* the clock knows it now */
  return true;
}

/* As the chart asks for, or by the language that it states. */
static int week_start_of(const TubanChart *chart, const Chain *settings) {
  const char *own = json_string(chain_get(settings, "weekStart"), "");
  for (int i = 0; weekday_names[i]; i++)
    if (strcmp(weekday_names[i], own) == 0) return i;
  const char *lang = spec_stated_lang(chart->options.lang, chart->input.json, chart->input.style);
  if (!lang && poster_is(chart->input.json)) lang = json_string(json_get(chart->input.json, "lang"), NULL);
  return language_first_weekday(lang);
}

/* The zone that the chart itself asks for, and what depends on the zone. */
static void settle_clock(TubanChart *chart, const Chain *settings) {
  const Json *own = chain_get(settings, "timezone");
  if (own && !chart->clock.zone && !set_zone(chart, json_string(own, "")))
    messages_warn(chart->messages, json_place(own), "W166",
                  "\"timezone\" must be the name of a zone, such as \"Asia/Shanghai\"; local times are those of TZ");
  chart->clock.week_start = week_start_of(chart, settings);
  clock_use(&chart->clock);
  if (chart->options.now) chart->clock.now = moment_of_now(chart);
  GivenData *given = (GivenData *)chart->input.given;
  for (guint i = 0; chart->clock.zone && i < chart->tables->len; i++)
    given[i] = table_given(chart->tables->pdata[i], given[i].name, true, chart->arena);
  clock_use(NULL);
}

static bool keep_texts(TubanChart *chart) {
  TubanOptions *options = &chart->options;
  if (options->lang && !is_utf8(options->lang)) {
    messages_error(chart->messages, (Place){0}, "E807", "the option \"lang\" is not UTF-8");
    return false;
  }
  if (options->encoding && !(is_utf8(options->encoding) && encoding_is_known(options->encoding))) {
    messages_error(chart->messages, (Place){0}, "E817", "the options name an unknown encoding, \"%s\"%s",
                   options->encoding, suggest(chart->arena, options->encoding, encoding_names()));
    return false;
  }
  options->encoding = arena_strdup(chart->arena, options->encoding);
  options->lang = arena_strdup(chart->arena, options->lang);
  size_t count = options->allowed_paths ? g_strv_length((char **)options->allowed_paths) : 0;
  const char **paths = arena_array(chart->arena, const char *, count + 1);
  for (size_t i = 0; i < count; i++) paths[i] = arena_strdup(chart->arena, options->allowed_paths[i]);
  paths[count] = NULL;
  options->allowed_paths = paths;
  for (const char *const *code = options->allowed_codes; code && *code; code++) messages_allow(chart->messages, *code);
  options->allowed_codes = NULL; /* the messages know them now */
  if (options->notes) messages_show_notes(chart->messages);
  return true;
}

static bool keep_maps(TubanChart *chart) {
  const char *const *maps = chart->options.maps;
  size_t count = maps ? g_strv_length((char **)maps) : 0;
  FileMap *kept = arena_array(chart->arena, FileMap, count + 1);
  for (size_t i = 0; i < count; i++) {
    const char *folder = strchr(maps[i], '=');
    if (!is_utf8(maps[i]) || !folder || folder == maps[i] || !folder[1]) {
      messages_error(chart->messages, (Place){0}, "E825",
                     "the option \"maps\" needs the beginning of URLs and a folder: https://example.org/data/=DIR");
      return false;
    }
    kept[i] = (FileMap){arena_strndup(chart->arena, maps[i], (size_t)(folder - maps[i])),
                        arena_strdup(chart->arena, folder + 1)};
  }
  chart->maps = kept;
  chart->options.maps = NULL; /* the chart has its own list now */
  return true;
}

static bool keep_data(TubanChart *chart) {
  const TubanData *data = chart->options.data;
  size_t count = 0;
  while (data && data[count].name) count++;
  GivenData *given = arena_array(chart->arena, GivenData, count + 1);
  for (size_t i = 0; i < count; i++) {
    if (!data[i].table || !is_utf8(data[i].name)) {
      messages_error(chart->messages, (Place){0}, "E808", "data need a name in UTF-8 and a table");
      return false;
    }
    g_ptr_array_add(chart->tables, table_ref(data[i].table));
    given[i] = table_given(data[i].table, arena_strdup(chart->arena, data[i].name), false, chart->arena);
  }
  given[count] = (GivenData){0};
  chart->input.given = given;
  return true;
}

static bool set_limits(TubanChart *chart) {
  const TubanOptions *options = &chart->options;
  double limits[] = {options->max_memory, options->max_rows, options->max_pixels};
  for (size_t i = 0; i < G_N_ELEMENTS(limits); i++)
    if (!(limits[i] >= 0)) {
      messages_error(chart->messages, (Place){0}, "E471", "the limits of the options must be numbers above 0");
      return false;
    }
  if (options->max_memory > 0) budget_set_limit(chart->budget, BUDGET_MEMORY, options->max_memory);
  if (options->max_rows > 0) budget_set_limit(chart->budget, BUDGET_ROWS, options->max_rows);
  return true;
}

/* A smaller scale leaves nothing of a picture of any size that can be drawn. */
static const double SCALE_LEAST = 0.001, PDF_SCALE_MOST = 100;

bool chart_take_options(TubanChart *chart, const TubanOptions *options) {
  if (!options) return true;
  if (!copy_options(chart, options)) return false;
  chart->messages = messages_create(chart->arena, options->strict);
  messages_join_run(chart->messages, chart->context->run);
  double scale = chart->options.scale, dpi = chart->options.dpi;
  if (!isfinite(scale) || (scale != 0 && scale < SCALE_LEAST)) {
    messages_error(chart->messages, (Place){0}, "E809", "the option \"scale\" must be a number from %g", SCALE_LEAST);
    return false;
  }
  if (!isfinite(dpi) || (dpi != 0 && dpi < 100 * SCALE_LEAST)) {
    messages_error(chart->messages, (Place){0}, "E810", "the option \"dpi\" must be a number from %g",
                   100 * SCALE_LEAST);
    return false;
  }
  if (!(chart->options.pdf_scale >= 0 && chart->options.pdf_scale <= PDF_SCALE_MOST)) {
    messages_error(chart->messages, (Place){0}, "E837", "the option \"pdf_scale\" must be a number from 0 to %g",
                   PDF_SCALE_MOST);
    return false;
  }
  if (chart->options.quality < 0 || chart->options.quality > 100) {
    messages_error(chart->messages, (Place){0}, "E811", "the option \"quality\" must be from 1 to 100");
    return false;
  }
  if (chart->options.threads < 0) {
    messages_error(chart->messages, (Place){0}, "E623", "the option \"threads\" must be a number above 0");
    return false;
  }
  arena_set_cancel(chart->arena, chart->options.cancel);
  if (!set_limits(chart)) return false;
  double seed = chart->options.seed;
  if (!(seed >= 0 && seed < 2147483647 && seed == floor(seed))) {
    messages_error(chart->messages, (Place){0}, "E818",
                   "the option \"seed\" must be a whole number from 1 to 2147483646");
    return false;
  }
  return keep_texts(chart) && chart_take_size(chart) && chart_take_print(chart) && keep_maps(chart) &&
         keep_clock(chart) && keep_data(chart) && chart_take_overrides(chart);
}

bool chart_end_if_cancelled(TubanChart *chart) {
  if (chart->status == TUBAN_CANCELLED) return true;
  if (!arena_is_cancelled(chart->arena)) return false;
  messages_error(chart->messages, json_place(chart->input.json), "E816", "cancelled");
  chart->status = TUBAN_CANCELLED;
  return true;
}

/* Codes that the chart or a style allows: "usermeta": {"tuban": {"allow": "W204"}}, or a list. */
static void allow_own(TubanChart *chart, const Json *settings) {
  const Json *allow = json_get(settings, "allow");
  if (json_is(allow, JSON_STRING)) messages_allow(chart->messages, allow->string);
  for (size_t i = 0; json_is(allow, JSON_ARRAY) && i < json_count(allow); i++)
    if (json_is(json_at(allow, i), JSON_STRING)) messages_allow(chart->messages, json_at(allow, i)->string);
}

/* Tuban's own settings, nearest first. */
static Chain own_chain(const TubanChart *chart, const Json *json) {
  Chain chain = {.count = 0};
  chain_append(&chain, json_path(json, "usermeta.tuban"));
  chain_append(&chain, json_path(json, "config.tuban"));
  chain_append(&chain, json_get(chart->context->style, "tuban"));
  chain_append(&chain, json_get(chart->input.theme, "tuban"));
  return chain;
}

static void read_source(TubanChart *chart, const Source *source, const char *folder) {
  chart->status = TUBAN_FAILED;
  const Json *json = json_parse(source, chart->messages, chart->arena);
  if (chart_end_if_cancelled(chart) || !json) return;
  if (!json_is(json, JSON_OBJECT)) {
    messages_error(chart->messages, json_place(json), "E201", "a chart must be a JSON object");
    return;
  }
  json = chart_take_members(chart, json);
  if (!json) return;
  chart->input.json = json;
  chart->input.text = source->text;
  chart->input.tables = chart->context->tables;
  chart->input.shelf = chart->context->shelf;
  chart->input.style = chart->context->style;
  chart->input.lang = chart->options.lang;
  chart->input.encoding = chart->options.encoding;
  chart->input.threads = chart->options.threads;
  chart->input.seed = (guint32)chart->options.seed;
  chart->input.access = file_access_create(folder, chart->options.allowed_paths, chart->arena);
  file_access_map(chart->input.access, chart->maps);
  for (guint i = 0; i < chart->context->style_paths->len; i++)
    file_access_note(chart->input.access, chart->context->style_paths->pdata[i]);
  json = chart_apply_overrides(chart, json);
  if (!json) return;
  chart->input.json = json;
  const Json *usermeta = json_get(json, "usermeta");
  chart->input.theme = style_of_usermeta(usermeta, chart->input.access, chart->messages, chart->arena);
  chart->input.fonts = chart->context->fonts;
  Chain own = own_chain(chart, json);
  for (size_t i = 0; i < own.count; i++) allow_own(chart, own.links[i]);
  settle_clock(chart, &own);
  json = chart_take_spots(chart, json);
  if (!json) return;
  chart->input.json = json;
  bool stated = poster_is(json) || spec_stated_lang(chart->options.lang, json, chart->input.style);
  chart->states_language = stated;
  chart->rules = typesetting_read(json, chart->input.style, stated, chart->messages, chart->arena);
  chart->input.print = &chart->print;
  if (chart_settle_size(chart, &own)) chart->status = TUBAN_OK;
  const Preset *preset = chart->settings.preset;
  if (preset && preset->file) file_access_note(chart->input.access, preset->file);
}

static const char *amount_text(Arena *arena, BudgetKind kind, double amount) {
  if (kind == BUDGET_MEMORY)
    return amount < 1e9 ? arena_printf(arena, "%.3g MB", amount / 1e6) : arena_printf(arena, "%.3g GB", amount / 1e9);
  return arena_printf(arena, amount < 1e6 ? "%.0f" : "%.3g", amount);
}

static void report_spent(TubanChart *chart, const BudgetRefusal *refusal) {
  Arena *arena = chart->arena;
  const char *asked = amount_text(arena, refusal->kind, refusal->asked),
             *limit = amount_text(arena, refusal->kind, refusal->limit),
             *who = refusal->asker.what ? arena_printf(arena, "this %s", refusal->asker.what) : "this chart",
             *with = "";
  Place at = refusal->asker.place.source ? refusal->asker.place : json_place(chart->input.json);
  if (refusal->asked <= refusal->limit)
    with = arena_printf(arena, " more, %s in all", amount_text(arena, refusal->kind, refusal->before + refusal->asked));
  if (chart->form) with = arena_printf(arena, "%s, drawn as %s", with, chart->form);
  switch (refusal->kind) {
  case BUDGET_ROWS:
    messages_error(chart->messages, at, "E151", "%s would make %s rows%s; the limit is %s (--max-rows)", who, asked,
                   with, limit);
    return;
  case BUDGET_STEPS:
    messages_error(chart->messages, at, "E152", "%s would take %s steps of computation%s; the limit is %s", who, asked,
                   with, limit);
    return;
  default:
    messages_error(chart->messages, at, "E150", "%s would take %s of memory%s; the limit is %s (--max-memory)", who,
                   asked, with, limit);
  }
}

bool chart_run(TubanChart *chart, void (*work)(void *closure), void *closure) {
  const BudgetRefusal *before = budget_refusal(chart->budget);
  text_context_charge(chart->context->fonts, chart->budget);
  text_context_typeset(chart->context->fonts, chart->rules);
  text_context_orient(chart->context->fonts, chart->states_language);
  text_context_measure_by_scale(chart->context->fonts, false);
  bool done = budget_run(chart->budget, work, closure);
  text_context_charge(chart->context->fonts, NULL);
  if (done) return true;
  chart->status = TUBAN_FAILED;
  if (!before) report_spent(chart, budget_refusal(chart->budget));
  return false;
}

static void lay_out(void *closure) {
  TubanChart *chart = closure;
  clock_use(&chart->clock);
  chart->scene = poster_is(chart->input.json) ? poster_scene(&chart->input, chart->messages, chart->arena)
                                              : chart_scene(&chart->input, chart->messages, chart->arena);
  if (chart_end_if_cancelled(chart)) return;
  if (chart->scene && !poster_is(chart->input.json) && !layout_page(chart->scene, &chart->print, chart->messages))
    chart->scene = NULL;
  if (!chart->scene && messages_error_count(chart->messages) == 0)
    messages_error(chart->messages, json_place(chart->input.json), "E901",
                   "internal error: nothing was drawn; please report this with the chart");
  if (chart->scene && messages_error_count(chart->messages) == 0) chart_check_size(chart);
  if (messages_error_count(chart->messages) > 0) chart->status = TUBAN_FAILED;
}

bool chart_lay_out(TubanChart *chart) {
  if (chart->is_laid_out || chart->status != TUBAN_OK) return chart->status == TUBAN_OK;
  chart->is_laid_out = true;
  chart_run(chart, lay_out, chart);
  clock_use(NULL);
  return chart->status == TUBAN_OK;
}

/* What a chart is read from: a file, or a text. */
typedef struct Reading {
  TubanChart *chart;
  const char *path, *text, *name, *folder;
  size_t length;
} Reading;

static void read_file(void *closure) {
  const Reading *reading = closure;
  TubanChart *chart = reading->chart;
  const char *path = reading->path;
  const Source *source = file_read_any(path, chart->messages, chart->arena);
  chart->status = TUBAN_IO;
  if (!source) return;
  bool is_stream = strcmp(path, "-") == 0;
  char *folder = is_stream ? g_strdup(".") : g_path_get_dirname(path), *real = is_stream ? NULL : realpath(path, NULL);
  arena_temporary(chart->arena, folder);
  arena_temporary_with(chart->arena, real, free);
  chart->path = arena_strdup(chart->arena, real);
  chart->given_path = is_stream ? NULL : arena_strdup(chart->arena, path);
  chart->source = source;
  read_source(chart, source, folder);
}

static void read_text(void *closure) {
  const Reading *reading = closure;
  Arena *arena = reading->chart->arena;
  Source *source = arena_new(arena, Source);
  *source = (Source){.name = arena_strdup(arena, reading->name ? reading->name : "chart"),
                     .text = arena_strndup(arena, reading->text, reading->length),
                     .length = reading->length,
                     .first_line = reading->chart->options.first_line};
  read_source(reading->chart, source, reading->folder ? reading->folder : ".");
}

/* A chart that has its options; its status is TUBAN_OK, or the error found so far. The context is claimed if it is
 * TUBAN_OK. */
static TubanChart *begin_reading(TubanContext *context, const TubanOptions *options) {
  if (!context) return NULL;
  TubanChart *chart = create_chart(context);
  if (!context_enter(context)) {
    chart->status = TUBAN_BUSY;
  } else if (!chart_take_options(chart, options)) {
    chart->status = TUBAN_USAGE;
    context_leave(context);
  }
  return chart;
}

TubanChart *tuban_chart_read_file(TubanContext *context, const char *path, const TubanOptions *options) {
  TubanChart *chart = begin_reading(context, options);
  if (!chart || chart->status != TUBAN_OK) return chart;
  if (path) {
    chart_run(chart, read_file, &(Reading){.chart = chart, .path = path});
  } else {
    chart->status = TUBAN_USAGE;
    messages_error(chart->messages, (Place){0}, "E812", "the path of the chart is missing");
  }
  context_leave(context);
  return chart;
}

TubanChart *tuban_chart_read_text(TubanContext *context, const char *text, size_t length, const char *name,
                                  const char *folder, const TubanOptions *options) {
  TubanChart *chart = begin_reading(context, options);
  if (!chart || chart->status != TUBAN_OK) return chart;
  if (text && (!name || is_utf8(name))) {
    chart_run(chart, read_text,
              &(Reading){.chart = chart, .text = text, .name = name, .folder = folder, .length = length});
  } else {
    chart->status = TUBAN_USAGE;
    messages_error(chart->messages, (Place){0}, "E813", "the %s of the chart is %s", text ? "name" : "text",
                   text ? "not UTF-8" : "missing");
  }
  context_leave(context);
  return chart;
}

TubanStatus tuban_chart_status(TubanChart *chart) {
  if (!chart) return TUBAN_USAGE;
  if (!context_enter(chart->context)) return TUBAN_BUSY;
  chart_lay_out(chart);
  TubanStatus status = chart->status;
  context_leave(chart->context);
  return status;
}

const char *tuban_chart_messages(TubanChart *chart) {
  if (!chart || !context_enter(chart->context)) return "";
  g_free(chart->printed);
  const char *printed = chart->printed = messages_to_string(chart->messages);
  context_leave(chart->context);
  return printed;
}

size_t tuban_chart_message_count(TubanChart *chart) {
  if (!chart || !context_enter(chart->context)) return 0;
  size_t count = messages_count(chart->messages);
  context_leave(chart->context);
  return count;
}

TubanStatus tuban_chart_message(TubanChart *chart, size_t i, TubanMessage *message) {
  if (!chart) return TUBAN_USAGE;
  if (!context_enter(chart->context)) return TUBAN_BUSY;
  TubanStatus status = message_read(chart->messages, i, message);
  context_leave(chart->context);
  return status;
}

char *tuban_chart_message_print(TubanChart *chart, size_t i) {
  if (!chart || !context_enter(chart->context)) return NULL;
  char *text = message_to_string(chart->messages, i);
  context_leave(chart->context);
  return text;
}

bool tuban_chart_message_is_of_machine(TubanChart *chart, size_t i) {
  MessageInfo info;
  if (!chart || !context_enter(chart->context)) return false;
  bool is = messages_at(chart->messages, i, &info) && info.of_machine && info.level != MESSAGE_ERROR;
  context_leave(chart->context);
  return is;
}

TubanStatus tuban_chart_size(TubanChart *chart, double *width, double *height) {
  if (width) *width = 0;
  if (height) *height = 0;
  if (!chart) return TUBAN_USAGE;
  if (!context_enter(chart->context)) return TUBAN_BUSY;
  if (chart_lay_out(chart)) {
    if (width) *width = chart->scene->width;
    if (height) *height = chart->scene->height;
  }
  TubanStatus status = chart->status;
  context_leave(chart->context);
  return status;
}

const char *tuban_chart_file(TubanChart *chart, size_t i) {
  if (!chart || !context_enter(chart->context)) return NULL;
  chart_lay_out(chart);
  size_t own = chart->path ? 1 : 0, count = 0;
  const char *const *files = chart->input.access ? file_access_files(chart->input.access) : NULL;
  while (files && files[count]) count++;
  const char *file = i < own ? chart->path : i - own < count ? files[i - own] : NULL;
  context_leave(chart->context);
  return file;
}

TubanStatus tuban_chart_read(TubanChart *chart, size_t i, TubanFile *file) {
  if (!chart || !file) return TUBAN_USAGE;
  if (!context_enter(chart->context)) return TUBAN_BUSY;
  chart_lay_out(chart);
  size_t own = chart->given_path ? 1 : 0;
  const FileRead mine = {chart->given_path, true, chart->source, NULL}, *read = i < own ? &mine : NULL;
  if (!read && chart->input.access) read = file_access_read(chart->input.access, i - own);
  char *digest = read ? file_read_digest(read) : NULL;
  if (digest) {
    *file = (TubanFile){.named = read->named, .by_option = read->instead};
    g_strlcpy(file->digest, digest, sizeof file->digest);
  }
  g_free(digest);
  context_leave(chart->context);
  return digest ? TUBAN_OK : read ? TUBAN_IO : TUBAN_USAGE;
}

const char *tuban_stage_at(size_t i) {
  size_t count = 0;
  while (chart_stages[count]) count++;
  return i < count ? chart_stages[i] : NULL;
}

typedef struct Inspection {
  TubanChart *chart;
  const char *stage, *text;
} Inspection;

/* A poster has only the stage "scene". */
static const char *inspect(TubanChart *chart, const char *stage) {
  const ChartInput *input = &chart->input;
  if (!poster_is(input->json)) {
    clock_use(&chart->clock);
    const char *text = chart_inspect(input, stage, chart->messages, chart->arena);
    clock_use(NULL);
    return text;
  }
  if (strcmp(stage, "scene") != 0) {
    messages_error(chart->messages, json_place(input->json), "E612", "a poster has no stage \"%s\"; try \"scene\"",
                   stage);
    return NULL;
  }
  if (!chart_lay_out(chart)) return NULL;
  clock_use(&chart->clock);
  const char *text = json_to_text(chart->arena, inspect_scene(chart->scene));
  clock_use(NULL);
  return text;
}

static void inspect_within(void *closure) {
  Inspection *inspection = closure;
  inspection->text = inspect(inspection->chart, inspection->stage);
}

char *tuban_chart_inspect(TubanChart *chart, const char *stage) {
  if (!chart || !context_enter(chart->context)) return NULL;
  Inspection inspection = {chart, stage, NULL};
  if (!stage || !g_strv_contains(chart_stages, stage))
    messages_error(chart->messages, (Place){0}, "E814", "unknown stage");
  else if (chart->status == TUBAN_OK && chart_run(chart, inspect_within, &inspection) && !inspection.text &&
           !chart_end_if_cancelled(chart))
    chart->status = TUBAN_FAILED;
  char *copy = g_strdup(inspection.text);
  context_leave(chart->context);
  return copy;
}

const char *tuban_nearest_name(const char *wrong, const char *const *names) { return nearest_name(wrong, names); }

void tuban_free(void *bytes) { g_free(bytes); }

const char *tuban_version(void) { return TUBAN_VERSION; }
