/* cli/dropin.c: see dropin.h. Names and options, and what is done for each. */
#include "cli/dropin.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

/* Who takes an option: one bit for each subcommand, and one for the programs of one format. */
enum {
  VL2SVG = 1 << 0,
  VL2PNG = 1 << 1,
  VL2JPEG = 1 << 2,
  VL2PDF = 1 << 3,
  VL2HTML = 1 << 4,
  SVG2PNG = 1 << 5,
  SVG2JPEG = 1 << 6,
  SVG2PDF = 1 << 7,
  THEMES = 1 << 8,
  ALONE = 1 << 9, /* called by the name of one format, as Vega-Lite's programs are */
  CHART = VL2SVG | VL2PNG | VL2JPEG | VL2PDF | VL2HTML,
  PICTURE = SVG2PNG | SVG2JPEG | SVG2PDF,
  ALL = CHART | PICTURE | THEMES,
};

typedef struct Subcommand {
  const char *name;
  unsigned bit;
  const char *format;
  int (*run)(const DropinCall *call, const char *format);
  const char *summary;
} Subcommand;

static const Subcommand subcommands[] = {
    {"vl2svg", VL2SVG, "svg", dropin_draw, "a chart as SVG"},
    {"vl2png", VL2PNG, "png", dropin_draw, "a chart as PNG"},
    {"vl2jpeg", VL2JPEG, "jpeg", dropin_draw, "a chart as JPEG"},
    {"vl2pdf", VL2PDF, "pdf", dropin_draw, "a chart as PDF"},
    {"vl2html", VL2HTML, "svg", dropin_draw_page, "a chart as a page of HTML that needs no network"},
    {"svg2png", SVG2PNG, "png", dropin_draw_svg, "an SVG file as PNG"},
    {"svg2jpeg", SVG2JPEG, "jpeg", dropin_draw_svg, "an SVG file as JPEG"},
    {"svg2pdf", SVG2PDF, "pdf", dropin_draw_svg, "an SVG file as PDF"},
    {"ls-themes", THEMES, NULL, dropin_list_themes, "the names of Vega's themes"},
    {"cat-theme", THEMES, NULL, dropin_show_theme, "a theme as JSON"},
};

/* The names of links that stand for one subcommand: the first four above. */
enum { ALONE_COUNT = 4 };

/* An option, and who takes it: those of `bits`, and if `alone` says so, only under a name of its own. */
typedef struct DropinOption {
  const char *name;
  char letter;
  GOptionArg kind;
  size_t value;
  unsigned bits;
  bool alone;
  const char *argument, *meaning;
} DropinOption;

#define AT(field) offsetof(DropinCall, field)
static const DropinOption options[] = {
    {"input", 'i', G_OPTION_ARG_FILENAME, AT(input), CHART | PICTURE, false, "FILE",
     "file to read (default: standard input)"},
    {"output", 'o', G_OPTION_ARG_FILENAME, AT(output), CHART | PICTURE, false, "FILE",
     "file to write (default: standard output)"},
    {"vl-version", 'v', G_OPTION_ARG_STRING, AT(vl_version), CHART, false, "VERSION",
     "ignored: charts are Vega-Lite 6"},
    {"theme", 0, G_OPTION_ARG_STRING, AT(theme), CHART, false, "NAME", "theme, as ls-themes lists them"},
    {"config", 'c', G_OPTION_ARG_FILENAME, AT(config), CHART, false, "FILE", "Vega-Lite config as JSON"},
    {"width", 0, G_OPTION_ARG_DOUBLE, AT(width), CHART, false, "PX", "in place of the chart's \"width\""},
    {"height", 0, G_OPTION_ARG_DOUBLE, AT(height), CHART, false, "PX", "in place of the chart's \"height\""},
    {"background", 0, G_OPTION_ARG_STRING, AT(background), CHART, false, "COLOUR",
     "in place of the chart's \"background\""},
    {"scale", 's', G_OPTION_ARG_DOUBLE, AT(scale), CHART, true, "N", "factor of the size (default: 1)"},
    {"scale", 0, G_OPTION_ARG_DOUBLE, AT(scale), VL2PNG | VL2JPEG | SVG2PNG | SVG2JPEG, false, "N",
     "factor of the size (default: 1)"},
    {"ppi", 'p', G_OPTION_ARG_DOUBLE, AT(ppi), VL2PNG | SVG2PNG, false, "N",
     "resolution: N/72 pixels for each px (default: 72)"},
    {"quality", 'q', G_OPTION_ARG_INT, AT(quality), VL2JPEG | SVG2JPEG, false, "N", "from 1 to 100 (default: 90)"},
    {"format-locale", 0, G_OPTION_ARG_FILENAME, AT(format_locale), CHART, false, "TAG|FILE",
     "locale of numbers: a tag such as de-DE, or a file as d3-format has them"},
    {"time-format-locale", 0, G_OPTION_ARG_FILENAME, AT(time_locale), CHART, false, "TAG|FILE",
     "locale of dates: a tag, or a file as d3-time-format has them"},
    {"bundle", 0, G_OPTION_ARG_NONE, AT(bundle), VL2SVG, false, NULL, "ignored: the SVG names no font on the web"},
    {"bundle", 'b', G_OPTION_ARG_NONE, AT(bundle), VL2HTML, false, NULL, "ignored: the page needs no network"},
    {"renderer", 0, G_OPTION_ARG_STRING, AT(renderer), VL2HTML, false, "NAME", "ignored: the page holds the SVG"},
    {"base", 'b', G_OPTION_ARG_FILENAME, AT(base), CHART, true, "DIR", "folder of data (default: that of the input)"},
    {"format", 'f', G_OPTION_ARG_FILENAME, AT(format_locale), CHART, true, "FILE", "the same as --format-locale"},
    {"timeFormat", 't', G_OPTION_ARG_FILENAME, AT(time_locale), CHART, true, "FILE",
     "the same as --time-format-locale"},
    {"seed", 0, G_OPTION_ARG_DOUBLE, AT(seed), CHART, true, "N", "seed of random numbers"},
    {"header", 'h', G_OPTION_ARG_NONE, AT(header), VL2SVG, true, NULL,
     "XML declaration and document type before the SVG"},
    {"test", 0, G_OPTION_ARG_NONE, AT(test), VL2PDF, true, NULL, "ignored: the same chart always gives the same file"},
    {"loglevel", 'l', G_OPTION_ARG_STRING, AT(loglevel), CHART, true, "LEVEL", "ignored: warnings are always shown"},
    {"help", 'h', G_OPTION_ARG_NONE, AT(help), ALL & ~(unsigned)VL2SVG, false, NULL, "this help"},
    {"help", 0, G_OPTION_ARG_NONE, AT(help), VL2SVG, false, NULL, "this help"},
};
#undef AT

bool dropin_is(const char *name) {
  for (size_t i = 0; i < ALONE_COUNT; i++)
    if (strcmp(name, subcommands[i].name) == 0) return true;
  return strcmp(name, "vl-convert") == 0;
}

static bool takes(const Subcommand *command, bool alone, const DropinOption *option) {
  return option->bits & command->bit && (alone || !option->alone);
}

/* GLib's table; two options of one name are one, the first. Cleared with g_array_unref(). */
static GArray *make_entries(const Subcommand *command, bool alone, DropinCall *call) {
  GArray *entries = g_array_new(TRUE, TRUE, sizeof(GOptionEntry));
  for (size_t i = 0; i < G_N_ELEMENTS(options); i++) {
    const DropinOption *option = &options[i];
    bool twice = false;
    for (size_t k = 0; k < entries->len; k++)
      twice |= strcmp(g_array_index(entries, GOptionEntry, k).long_name, option->name) == 0;
    if (twice || !takes(command, alone, option)) continue;
    GOptionEntry entry = {option->name,    option->letter,  0, option->kind, (char *)call + option->value,
                          option->meaning, option->argument};
    g_array_append_val(entries, entry);
  }
  GOptionEntry rest = {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &call->words, NULL, NULL};
  g_array_append_val(entries, rest);
  return entries;
}

static void clear_call(DropinCall *call) {
  g_free(call->input);
  g_free(call->output);
  g_free(call->vl_version);
  g_free(call->renderer);
  g_free(call->loglevel);
  g_free(call->theme);
  g_free(call->config);
  g_free(call->background);
  g_free(call->format_locale);
  g_free(call->time_locale);
  g_free(call->base);
  g_strfreev(call->words);
}

/* Numbers that were given must be above 0. They are NaN before the options are read. */
static int check_numbers(DropinCall *call) {
  const struct {
    const char *name;
    double *value;
  } numbers[] = {{"width", &call->width},
                 {"height", &call->height},
                 {"scale", &call->scale},
                 {"ppi", &call->ppi},
                 {"seed", &call->seed}};
  for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
    if (isnan(*numbers[i].value))
      *numbers[i].value = 0;
    else if (!(*numbers[i].value > 0 && isfinite(*numbers[i].value)))
      return dropin_usage_error(call->program, "--%s must be a number above 0", numbers[i].name);
  }
  if (call->quality < 1 || call->quality > 100)
    return dropin_usage_error(call->program, "--quality must be a whole number from 1 to 100");
  return TUBAN_OK;
}

/* The arguments that are not options: input and output, where the program has the name of a format; else a theme. */
static int take_words(const Subcommand *command, bool alone, DropinCall *call) {
  guint count = call->words ? g_strv_length(call->words) : 0;
  if (command->run == dropin_show_theme)
    return count == 1 ? TUBAN_OK : dropin_usage_error(call->program, "it takes the name of one theme");
  if (!alone && count > 0)
    return dropin_usage_error(call->program, "unexpected \"%s\"; files are named by --input and --output",
                              call->words[0]);
  if (count > 2) return dropin_usage_error(call->program, "it takes two files, the chart and the picture");
  if ((count > 0 && call->input) || (count > 1 && call->output))
    return dropin_usage_error(call->program, "\"%s\" is named beside --input or --output", call->words[0]);
  if (count > 0) call->input = g_strdup(call->words[0]);
  if (count > 1) call->output = g_strdup(call->words[1]);
  return TUBAN_OK;
}

/* Says which options change nothing. */
static void note_ignored(const DropinCall *call) {
  const struct {
    bool given;
    const char *name, *reason;
  } ignored[] = {{call->vl_version, "vl-version", "charts are read as Vega-Lite 6"},
                 {call->bundle, "bundle", "nothing is loaded from the network"},
                 {call->renderer, "renderer", "the page holds the SVG"},
                 {call->loglevel, "loglevel", "warnings are always shown"}};
  for (size_t i = 0; i < G_N_ELEMENTS(ignored); i++)
    if (ignored[i].given)
      fprintf(stderr, "%s: note: --%s is ignored: %s\n", call->program, ignored[i].name, ignored[i].reason);
}

static int run_subcommand(const Subcommand *command, bool alone, const char *program, char **words) {
  DropinCall call = {
      .program = program, .width = NAN, .height = NAN, .scale = NAN, .ppi = NAN, .seed = NAN, .quality = 90};
  GArray *entries = make_entries(command, alone, &call);
  GOptionContext *parser = g_option_context_new(alone                               ? "[CHART [PICTURE]]"
                                                : command->run == dropin_show_theme ? "THEME"
                                                                                    : NULL);
  char **list = g_strdupv(words);
  GError *error = NULL;
  char *summary = g_strconcat("tuban in place of ", program, ": ", command->summary, ".", NULL);
  g_option_context_set_help_enabled(parser, FALSE);
  g_option_context_set_summary(parser, summary);
  g_option_context_add_main_entries(parser, (const GOptionEntry *)(const void *)entries->data, NULL);
  int status = TUBAN_OK;
  if (!g_option_context_parse_strv(parser, &list, &error)) {
    status = dropin_usage_error(program, "%s", error->message);
  } else if (call.help) {
    char *help = g_option_context_get_help(parser, TRUE, NULL);
    fputs(help, stdout);
    g_free(help);
  } else {
    status = check_numbers(&call);
    if (status == TUBAN_OK) status = take_words(command, alone, &call);
    if (status == TUBAN_OK) note_ignored(&call);
    if (status == TUBAN_OK) status = command->run(&call, command->format);
  }
  g_clear_error(&error);
  g_option_context_free(parser);
  g_array_unref(entries);
  g_free(summary);
  g_strfreev(list);
  clear_call(&call);
  return status;
}

static void print_help(void) {
  printf("tuban %s in place of vl-convert: charts without a browser and without JavaScript\n\n"
         "Usage: vl-convert SUBCOMMAND [OPTION…]\n\nSubcommands:\n",
         tuban_version());
  for (size_t i = 0; i < G_N_ELEMENTS(subcommands); i++)
    printf("  %-9s  %s\n", subcommands[i].name, subcommands[i].summary);
  printf("\n\"vl-convert SUBCOMMAND --help\" lists the options of a subcommand.\n");
}

static int unknown_subcommand(const char *name) {
  const char *names[G_N_ELEMENTS(subcommands) + 1] = {NULL};
  for (size_t i = 0; i < G_N_ELEMENTS(subcommands); i++) names[i] = subcommands[i].name;
  char *list = g_strjoinv(", ", (char **)names);
  int status = dropin_usage_error("vl-convert", "tuban has no \"%s\": it draws charts of Vega-Lite, by %s", name, list);
  g_free(list);
  return status;
}

int dropin_run(const char *name, int count, char **arguments) {
  for (size_t i = 0; i < ALONE_COUNT; i++)
    if (strcmp(name, subcommands[i].name) == 0 && count > 1 && strcmp(arguments[1], "--version") == 0) {
      printf("tuban %s\n", tuban_version());
      return TUBAN_OK;
    } else if (strcmp(name, subcommands[i].name) == 0) {
      return run_subcommand(&subcommands[i], true, name, arguments);
    }
  const char *first = count > 1 ? arguments[1] : "--help";
  if (strcmp(first, "--version") == 0 || strcmp(first, "-V") == 0) {
    printf("vl-convert (tuban %s)\n", tuban_version());
    return TUBAN_OK;
  }
  if (strcmp(first, "--help") == 0 || strcmp(first, "-h") == 0 || strcmp(first, "help") == 0) {
    print_help();
    return count > 1 ? TUBAN_OK : TUBAN_USAGE;
  }
  for (size_t i = 0; i < G_N_ELEMENTS(subcommands); i++)
    if (strcmp(first, subcommands[i].name) == 0) {
      char *program = g_strconcat("vl-convert ", first, NULL);
      int status = run_subcommand(&subcommands[i], false, program, arguments + 1);
      g_free(program);
      return status;
    }
  return unknown_subcommand(first);
}
