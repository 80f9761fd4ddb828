/* cli/dropin_draw.c: what the subcommands of vl-convert do, by the same library as tuban render. */
#include "cli/dropin.h"
#include <cJSON.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int dropin_usage_error(const char *program, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  char *text = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  fprintf(stderr, "%s: %s\nTry \"%s --help\".\n", program, text, program);
  g_free(text);
  return TUBAN_USAGE;
}

static bool is_stream(const char *path) { return !path || strcmp(path, "-") == 0; }

/* The bytes of a file, or of standard input, with a NUL after them; owned by the caller. NULL after an error message. */
static char *read_all(const char *path, size_t *length) {
  GError *error = NULL;
  char *text = NULL;
  if (!is_stream(path)) {
    if (g_file_get_contents(path, &text, length, &error)) return text;
    fprintf(stderr, "error: cannot read \"%s\": %s\n", path, error->message);
    g_clear_error(&error);
    return NULL;
  }
  GString *all = g_string_new(NULL);
  char part[65536];
  for (size_t got; (got = fread(part, 1, sizeof part, stdin)) > 0;) g_string_append_len(all, part, (gssize)got);
  *length = all->len;
  return g_string_free(all, FALSE);
}

/* Writes a text that is not the bytes of a format, whole or not at all; 0 or 3. */
static int write_all(const char *path, const GString *text) {
  GError *error = NULL;
  if (is_stream(path))
    return fwrite(text->str, 1, text->len, stdout) == text->len && fflush(stdout) == 0 ? TUBAN_OK : TUBAN_IO;
  if (g_file_set_contents_full(path, text->str, (gssize)text->len, G_FILE_SET_CONTENTS_CONSISTENT, 0666, &error))
    return TUBAN_OK;
  fprintf(stderr, "error: cannot write \"%s\": %s\n", path, error->message);
  g_clear_error(&error);
  return TUBAN_IO;
}

/* ---- themes ---- */

/* The name that Vega has for an installed style; NULL if it is tuban's own. Owned by the caller. */
static char *theme_name(const TubanStyle *style) {
  char *folder = g_path_get_dirname(style->file), *name = NULL;
  if (g_str_has_suffix(folder, "/vega")) {
    name = g_path_get_basename(style->file);
    name[strlen(name) - strlen(".json")] = '\0';
  }
  g_free(folder);
  return name;
}

static int compare(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

/* The names of Vega's themes, sorted; freed with g_ptr_array_unref(). */
static GPtrArray *theme_names(TubanContext *context) {
  GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
  TubanStyle style;
  for (size_t i = 0; tuban_context_style(context, i, &style) == TUBAN_OK; i++) {
    char *name = theme_name(&style);
    if (name) g_ptr_array_add(names, name);
  }
  g_ptr_array_sort(names, compare);
  return names;
}

/* The installed style that Vega's theme is, to be copied before the next call; NULL if there is no such theme. */
static const char *theme_style(TubanContext *context, const char *theme, TubanStyle *style) {
  bool found = false;
  for (size_t i = 0; !found && tuban_context_style(context, i, style) == TUBAN_OK; i++) {
    char *name = theme_name(style);
    found = g_strcmp0(name, theme) == 0;
    g_free(name);
  }
  return found ? style->name : NULL;
}

static int unknown_theme(const DropinCall *call, TubanContext *context, const char *theme) {
  GPtrArray *names = theme_names(context);
  g_ptr_array_add(names, NULL);
  const char *meant = tuban_nearest_name(theme, (const char *const *)names->pdata);
  int status = meant ? dropin_usage_error(call->program, "no theme is named \"%s\"; did you mean \"%s\"?", theme, meant)
                     : dropin_usage_error(call->program, "no theme is named \"%s\" (vl-convert ls-themes)", theme);
  g_ptr_array_unref(names);
  return status;
}

int dropin_list_themes(const DropinCall *call, const char *format) {
  (void)call;
  (void)format;
  TubanContext *context = tuban_context_create();
  GPtrArray *names = theme_names(context);
  for (guint i = 0; i < names->len; i++) puts(names->pdata[i]);
  g_ptr_array_unref(names);
  tuban_context_destroy(context);
  return fflush(stdout) == 0 ? TUBAN_OK : TUBAN_IO;
}

/* Without the description, which tuban's file has for its own list. */
int dropin_show_theme(const DropinCall *call, const char *format) {
  (void)format;
  TubanContext *context = tuban_context_create();
  TubanStyle style;
  int status;
  if (theme_style(context, call->words[0], &style)) {
    char *text = NULL;
    bool read = g_file_get_contents(style.file, &text, NULL, NULL);
    cJSON *json = read ? cJSON_Parse(text) : NULL;
    cJSON_DeleteItemFromObjectCaseSensitive(json, "description");
    char *printed = cJSON_Print(json);
    status = printed && puts(printed) != EOF && fflush(stdout) == 0 ? TUBAN_OK : TUBAN_IO;
    cJSON_free(printed);
    cJSON_Delete(json);
    g_free(text);
  } else {
    status = unknown_theme(call, context, call->words[0]);
  }
  tuban_context_destroy(context);
  return status;
}

/* ---- the style of a call: theme, config and locales ---- */

static bool is_script(const char *path) {
  static const char *const endings[] = {".js", ".mjs", ".cjs", ".ts"};
  bool is = false;
  for (size_t i = 0; i < G_N_ELEMENTS(endings); i++) is = is || g_str_has_suffix(path, endings[i]);
  return is;
}

static int script_error(const DropinCall *call, const char *option, const char *path) {
  return dropin_usage_error(
      call->program, "--%s: \"%s\" is JavaScript, which tuban does not run; save the object as JSON", option, path);
}

/* Lays what --config names over the theme. A path with a slash cannot be taken for the name of a style. */
static int add_config(const DropinCall *call, TubanContext *context) {
  if (is_script(call->config)) return script_error(call, "config", call->config);
  char *path = strchr(call->config, '/') ? g_strdup(call->config) : g_strconcat("./", call->config, NULL);
  int status = (int)tuban_context_add_style(context, path);
  g_free(path);
  return status;
}

/* Adds a locale to the config: the object in a file, or else a tag. */
static int add_locale(const DropinCall *call, cJSON *locale, const char *key, const char *option, const char *value) {
  if (!value) return TUBAN_OK;
  if (is_script(value)) return script_error(call, option, value);
  if (!g_file_test(value, G_FILE_TEST_IS_REGULAR)) {
    if (strpbrk(value, "/.")) return dropin_usage_error(call->program, "--%s: there is no file \"%s\"", option, value);
    cJSON_AddStringToObject(locale, key, value);
    return TUBAN_OK;
  }
  size_t length;
  char *text = read_all(value, &length);
  cJSON *json = text ? cJSON_Parse(text) : NULL;
  g_free(text);
  if (!cJSON_IsObject(json)) {
    cJSON_Delete(json);
    return dropin_usage_error(call->program, "--%s: \"%s\" is not a JSON object", option, value);
  }
  cJSON_AddItemToObject(locale, key, json);
  return TUBAN_OK;
}

static int add_locales(const DropinCall *call, TubanContext *context) {
  if (!call->format_locale && !call->time_locale) return TUBAN_OK;
  cJSON *style = cJSON_CreateObject(), *locale = cJSON_AddObjectToObject(style, "locale");
  int status = add_locale(call, locale, "number", "format-locale", call->format_locale);
  if (status == TUBAN_OK) status = add_locale(call, locale, "time", "time-format-locale", call->time_locale);
  char *text = cJSON_PrintUnformatted(style);
  if (status == TUBAN_OK) status = (int)tuban_context_add_style_text(context, text, strlen(text), "locale");
  cJSON_free(text);
  cJSON_Delete(style);
  return status;
}

static int add_styles(const DropinCall *call, TubanContext *context) {
  int status = TUBAN_OK;
  if (call->theme) {
    TubanStyle style;
    const char *name = theme_style(context, call->theme, &style);
    if (!name) return unknown_theme(call, context, call->theme);
    status = (int)tuban_context_add_style(context, name);
    fputs(tuban_context_messages(context), stderr);
  }
  if (status == TUBAN_OK && call->config) {
    status = add_config(call, context);
    fputs(tuban_context_messages(context), stderr);
  }
  if (status == TUBAN_OK) status = add_locales(call, context);
  return status;
}

/* ---- drawing ---- */

/* The members that take the place of the chart's, as JSON; NULL if there are none. Owned by cJSON_free(). */
static char *members(const DropinCall *call) {
  if (!(call->width > 0) && !(call->height > 0) && !call->background) return NULL;
  cJSON *object = cJSON_CreateObject();
  if (call->width > 0) cJSON_AddNumberToObject(object, "width", call->width);
  if (call->height > 0) cJSON_AddNumberToObject(object, "height", call->height);
  if (call->background) cJSON_AddStringToObject(object, "background", call->background);
  char *text = cJSON_PrintUnformatted(object);
  cJSON_Delete(object);
  return text;
}

/* Pixels for each px, and the resolution that the file says it has. A px of a PDF is 1 pt, as cairo's other users have it, not 1/96 inch. */
static TubanOptions picture_options(const DropinCall *call, const char *format) {
  TubanOptions options = TUBAN_OPTIONS_INIT;
  bool is_png = strcmp(format, "png") == 0;
  double scale = call->scale > 0 ? call->scale : 1, ppi = call->ppi > 0 ? call->ppi : 72;
  options.scale = is_png ? scale * ppi / 72 : scale;
  options.dpi = is_png ? ppi : 0;
  options.pdf_scale = scale * 96 / 72;
  options.quality = call->quality;
  options.seed = call->seed;
  return options;
}

/* The folder that --base names; owned by the caller. NULL after an error message. */
static char *base_folder(const DropinCall *call) {
  if (g_str_has_prefix(call->base, "file://")) {
    char *folder = g_filename_from_uri(call->base, NULL, NULL);
    if (folder) return folder;
  }
  if (!strstr(call->base, "://")) return g_strdup(call->base);
  dropin_usage_error(call->program, "--base: \"%s\" is not a folder; nothing is fetched from the network", call->base);
  return NULL;
}

/* NULL after an error message, with the exit status set. */
static TubanChart *read_chart(const DropinCall *call, TubanContext *context, const TubanOptions *options, int *status) {
  const char *input = is_stream(call->input) ? "-" : call->input;
  if (!call->base) return tuban_chart_read_file(context, input, options);
  *status = TUBAN_USAGE;
  char *folder = base_folder(call);
  if (!folder) return NULL;
  size_t length;
  char *text = read_all(input, &length);
  *status = TUBAN_IO;
  TubanChart *chart = text ? tuban_chart_read_text(context, text, length, input, folder, options) : NULL;
  g_free(text);
  g_free(folder);
  return chart;
}

/* Prints the chart's messages, and destroys the chart and its context; returns the worse of its status and `status`. */
static int end(TubanChart *chart, TubanContext *context, int status) {
  if (chart) status = cli_worse(status, (int)tuban_chart_status(chart));
  if (chart) fputs(tuban_chart_messages(chart), stderr);
  tuban_chart_destroy(chart);
  tuban_context_destroy(context);
  return status;
}

static int check_output(const DropinCall *call, const char *format) {
  bool is_text = strcmp(format, "svg") == 0;
  if (!is_stream(call->output) || is_text || !isatty(STDOUT_FILENO)) return TUBAN_OK;
  return dropin_usage_error(call->program, "a terminal cannot show a picture: name a file, or send it on");
}

static TubanChart *open_chart(const DropinCall *call, TubanContext *context, const char *format, int *status) {
  *status = check_output(call, format);
  if (*status == TUBAN_OK) *status = add_styles(call, context);
  if (*status != TUBAN_OK) return NULL;
  char *text = members(call);
  TubanOptions options = picture_options(call, format);
  options.members = text;
  TubanChart *chart = read_chart(call, context, &options, status);
  if (chart) *status = (int)tuban_chart_status(chart);
  cJSON_free(text);
  return chart;
}

/* The SVG of a chart; NULL after a message of the chart. */
static GString *draw_text(TubanChart *chart) {
  size_t length;
  char *bytes = tuban_chart_render(chart, tuban_format_find("svg"), &length);
  GString *text = bytes ? g_string_new_len(bytes, (gssize)length) : NULL;
  tuban_free(bytes);
  return text;
}

/* Multiplies the size of the outermost element, whose viewBox stays. */
static void scale_svg(GString *svg, const char *attribute, double scale) {
  const char *end_of_tag = strchr(svg->str, '>'), *at = strstr(svg->str, attribute);
  if (!at || !end_of_tag || at > end_of_tag) return;
  gssize start = at - svg->str + (gssize)strlen(attribute);
  char *after, number[G_ASCII_DTOSTR_BUF_SIZE];
  double size = g_ascii_strtod(svg->str + start, &after);
  g_ascii_formatd(number, sizeof number, "%.6g", size * scale);
  g_string_erase(svg, start, after - (svg->str + start));
  g_string_insert(svg, start, number);
}

static int write_svg(const DropinCall *call, TubanChart *chart) {
  static const char header[] =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" "
      "\"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">\n";
  GString *svg = draw_text(chart);
  if (!svg) return TUBAN_FAILED;
  if (call->scale > 0) scale_svg(svg, " width=\"", call->scale);
  if (call->scale > 0) scale_svg(svg, " height=\"", call->scale);
  if (call->header) g_string_prepend(svg, header);
  int status = write_all(call->output, svg);
  g_string_free(svg, TRUE);
  return status;
}

int dropin_draw(const DropinCall *call, const char *format) {
  int status = TUBAN_OK;
  TubanContext *context = tuban_context_create();
  TubanChart *chart = open_chart(call, context, format, &status);
  bool edited = strcmp(format, "svg") == 0 && (call->header || call->scale > 0);
  if (chart && status == TUBAN_OK)
    status = edited ? write_svg(call, chart)
                    : (int)tuban_chart_render_file(chart, tuban_format_find(format),
                                                   is_stream(call->output) ? "-" : call->output);
  return end(chart, context, status);
}

/* The element's text in the SVG, as it is written there; "" if it has none. Owned by the caller. */
static char *title_of(const char *svg) {
  const char *begin = strchr(svg, '>');
  if (!begin || !g_str_has_prefix(begin + 1, "<title>")) return g_strdup("");
  begin += strlen("><title>");
  const char *last = strstr(begin, "</title>");
  return last ? g_strndup(begin, (gsize)(last - begin)) : g_strdup("");
}

int dropin_draw_page(const DropinCall *call, const char *format) {
  int status = TUBAN_OK;
  TubanContext *context = tuban_context_create();
  TubanChart *chart = open_chart(call, context, format, &status);
  GString *page = chart && status == TUBAN_OK ? draw_text(chart) : NULL;
  if (page) {
    char *title = title_of(page->str);
    char *head =
        g_strdup_printf("<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n"
                        "<meta name=\"viewport\" content=\"width=device-width\">\n<title>%s</title>\n"
                        "<style>body { margin: 8px } svg { max-width: 100%%; height: auto }</style>\n</head>\n<body>\n",
                        *title ? title : "Chart");
    g_string_prepend(page, head);
    g_string_append(page, "\n</body>\n</html>\n");
    status = write_all(call->output, page);
    g_free(head);
    g_free(title);
    g_string_free(page, TRUE);
  }
  return end(chart, context, status);
}

int dropin_draw_svg(const DropinCall *call, const char *format) {
  int status = check_output(call, format);
  if (status != TUBAN_OK) return status;
  size_t length;
  char *text = read_all(call->input, &length);
  if (!text) return TUBAN_IO;
  TubanContext *context = tuban_context_create();
  TubanOptions options = picture_options(call, format);
  TubanChart *chart =
      tuban_chart_read_svg(context, text, length, is_stream(call->input) ? "input" : call->input, &options);
  g_free(text);
  status = (int)tuban_chart_render_file(chart, tuban_format_find(format), is_stream(call->output) ? "-" : call->output);
  return end(chart, context, status);
}
