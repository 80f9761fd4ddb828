/* cli/options.c: see options.h. */
#include "cli/options.h"
#include "cli/command.h"
#include "tuban.h"
#include <math.h>
#include <string.h>

static const char *format_choice(size_t i) { return tuban_format_name(tuban_format_at(i)); }

static bool is_format(const char *name) { return tuban_format_find(name); }

static const char *svg_text_choice(size_t i) {
  static const char *const choices[] = {"live", "outline", NULL};
  return choices[i];
}

static const char *messages_choice(size_t i) {
  static const char *const choices[] = {"text", "json", "events", NULL};
  return choices[i];
}

static const Option options[] = {
    {.name = "output",
     .letter = 'o',
     .argument = "DIR|FILE|PATTERN|-",
     .kind = OPTION_FILE,
     .value = offsetof(Values, output),
     .meaning =
         "output folder, output file, a pattern of files, or - for standard output (default: the current folder)",
     .details = "A pattern has braces: 'out/{dir}/{name}-{lang}.{ext}'. {dir} is the folder of the SPEC, {name} its "
                "name, {ext} the "
                "ending of the format, {lang}, {style} and {for} are those options.",
     .is_of_call = true},
    {.name = "format",
     .letter = 'f',
     .argument = "LIST",
     .kind = OPTION_LIST,
     .value = offsetof(Values, format),
     .meaning = "output formats, separated by commas: {choices} (default: by the ending of the output, else {default})",
     .choice = format_choice,
     .accepts = is_format,
     .is_of_call = true},
    {.name = "style",
     .argument = "NAME|FILE",
     .kind = OPTION_FILES,
     .value = offsetof(Values, styles),
     .meaning = "style: the name of an installed one (see tuban styles), or a file with Vega-Lite's config as JSON "
                "(may be repeated)",
     .details = "Several are laid over each other in order. A chart's own \"config\" takes precedence. Themes written "
                "for Vega work "
                "unchanged."},
    {.name = "font-dir",
     .argument = "DIR",
     .kind = OPTION_TEXT,
     .value = offsetof(Values, font_dir),
     .meaning = "take fonts from this folder and below it only, so that pictures do not depend on the machine"},
    {.name = "system-fonts",
     .kind = OPTION_FLAG,
     .value = offsetof(Values, system_fonts),
     .meaning = "with --font-dir: use the fonts of the machine too"},
    {.name = "width",
     .argument = "LENGTH",
     .kind = OPTION_TEXT,
     .value = offsetof(Values, width),
     .meaning = "width of the whole chart, as 85mm (default: as it comes)",
     .details =
         "The plots become wider or narrower, and higher or lower by the same factor; text, strokes and symbols keep "
         "their size. Units are mm, cm, in, pt and px; a number alone is px, 96 to the inch."},
    {.name = "height",
     .argument = "LENGTH",
     .kind = OPTION_TEXT,
     .value = offsetof(Values, height),
     .meaning = "height of the whole chart, as 60mm (default: that of plots of the same shape)"},
    {.name = "font-size",
     .argument = "LENGTH",
     .kind = OPTION_TEXT,
     .value = offsetof(Values, font_size),
     .meaning = "size of the labels of axes, as 7pt; all other text keeps its ratio to it"},
    {.name = "for",
     .argument = "NAME|FILE",
     .kind = OPTION_FILE,
     .value = offsetof(Values, preset),
     .meaning =
         "size, text and resolution that a journal asks for: nature, plos, ieee, elsevier or a4-report; NAME:2 for the "
         "full width instead of one column",
     .details =
         "A file may hold a preset of your own, as those in the folder presets/ of the installation do. Other options "
         "take precedence."},
    {.name = "background",
     .argument = "COLOUR",
     .kind = OPTION_TEXT,
     .value = offsetof(Values, background),
     .meaning = "colour behind everything, or transparent (default: the chart's own)"},
    {.name = "scale",
     .argument = "N",
     .kind = OPTION_NUMBER,
     .value = offsetof(Values, scale),
     .least = 0.001,
     .meaning = "device pixels per px (default: 1)",
     .field = "scale"},
    {.name = "dpi",
     .argument = "N",
     .kind = OPTION_NUMBER,
     .value = offsetof(Values, dpi),
     .least = 0.1,
     .meaning = "resolution, written into the file; without --scale it also sets the scale to N/96",
     .field = "dpi"},
    {.name = "quality",
     .argument = "N",
     .kind = OPTION_PERCENT,
     .value = offsetof(Values, quality),
     .meaning = "from 1 (smallest file) to 100 (best picture; default: 90)",
     .field = "quality"},
    {.name = "page",
     .argument = "SIZE",
     .kind = OPTION_TEXT,
     .value = offsetof(Values, page),
     .meaning =
         "size of the page: A0 … A6, B0 … B6, Letter or as 210x297mm (default: a poster's own; that of the chart)",
     .details =
         "Lengths have a unit: mm, cm, in, pt or px; a bare number is px, 96 to the inch. A chart is centred at the "
         "top of the page, at "
         "its natural size."},
    {.name = "landscape",
     .kind = OPTION_FLAG,
     .value = offsetof(Values, landscape),
     .meaning = "turn the page so that it is wide"},
    {.name = "margin",
     .argument = "LENGTH",
     .kind = OPTION_TEXT,
     .value = offsetof(Values, margin),
     .meaning = "margin of the page, as 20mm (default: a poster's own; 15mm, if the chart leaves as much)"},
    {.name = "bleed",
     .argument = "LENGTH",
     .kind = OPTION_TEXT,
     .value = offsetof(Values, bleed),
     .meaning = "what is printed beyond the edge of the page, to be cut off, as 3mm (default: 0)",
     .field = "bleed"},
    {.name = "marks",
     .kind = OPTION_FLAG,
     .value = offsetof(Values, marks),
     .meaning = "crop and registration marks around the page",
     .field = "marks"},
    {.name = "color",
     .argument = "MODE",
     .kind = OPTION_TEXT,
     .value = offsetof(Values, color),
     .meaning = "inks: rgb, cmyk or gray (default: rgb)",
     .details = "In cmyk, gray text and lines are printed with black alone, and other colours by the profile.",
     .field = "color"},
    {.name = "profile",
     .argument = "NAME|FILE",
     .kind = OPTION_FILE,
     .value = offsetof(Values, profile),
     .meaning = "ICC profile of the press, by its name or file (default: ISO Coated v2 300 %)",
     .field = "profile"},
    {.name = "intent",
     .argument = "INTENT",
     .kind = OPTION_TEXT,
     .value = offsetof(Values, intent),
     .meaning = "how colours that the press does not have are replaced: relative, perceptual, saturation or absolute "
                "(default: relative)",
     .details = "With relative, the darkest colour becomes the darkest ink (black-point compensation).",
     .field = "intent"},
    {.name = "neutral",
     .argument = "CHROMA",
     .kind = OPTION_NUMBER,
     .value = offsetof(Values, neutral),
     .meaning = "CIELAB chroma up to which a colour is a gray (default: 8)",
     .field = "neutral"},
    {.name = "ink-limit",
     .argument = "PERCENT",
     .kind = OPTION_NUMBER,
     .value = offsetof(Values, ink_limit),
     .least = 100,
     .meaning = "the inks of one place, all together (default: 300)",
     .field = "ink_limit"},
    {.name = "pdfx",
     .kind = OPTION_FLAG,
     .value = offsetof(Values, pdfx),
     .meaning = "PDF/X-4, in CMYK",
     .field = "pdfx"},
    {.name = "lang",
     .argument = "TAG",
     .kind = OPTION_TEXT,
     .value = offsetof(Values, lang),
     .meaning = "language of the text (BCP 47): glyph forms, numbers, dates, and the file's own language tag"},
    {.name = "encoding",
     .argument = "NAME",
     .kind = OPTION_TEXT,
     .value = offsetof(Values, encoding),
     .meaning = "encoding of data files whose \"format\" names none: gbk, shift_jis, latin1 … (default: UTF-8)",
     .details = "A byte order mark takes precedence."},
    {.name = "seed",
     .argument = "N",
     .kind = OPTION_NUMBER,
     .value = offsetof(Values, seed),
     .meaning = "seed of samples and random numbers (default: 123456789)",
     .details = "The numbers are those of vega.randomLCG(N)."},
    {.name = "now",
     .argument = "DATE",
     .kind = OPTION_TEXT,
     .value = offsetof(Values, now),
     .meaning = "what now() is, as 2026-11-26 or 2026-11-26T09:30 (default: SOURCE_DATE_EPOCH, else 1970-01-01)"},
    {.name = "timezone",
     .argument = "ZONE",
     .kind = OPTION_TEXT,
     .value = offsetof(Values, timezone),
     .meaning = "zone of local times, as Asia/Shanghai (default: TZ)",
     .details = "A chart may name its own with \"usermeta\": {\"tuban\": {\"timezone\": \"Asia/Shanghai\"}}."},
    {.name = "map",
     .argument = "URL=DIR",
     .kind = OPTION_WORDS,
     .value = offsetof(Values, maps),
     .meaning = "folder that stands for the URLs that begin so, as https://example.org/data/=data (may be repeated)",
     .details = "The longest beginning counts. Nothing is ever fetched."},
    {.name = "param",
     .argument = "NAME=VALUE",
     .kind = OPTION_WORDS,
     .value = offsetof(Values, params),
     .meaning = "value of a top-level param of the chart, as year=2026 (may be repeated)",
     .details =
         "It takes the place of the param's own value or expression. JSON is what it says, and anything else a text.",
     .is_of_call = true},
    {.name = "data",
     .argument = "NAME=FILE",
     .kind = OPTION_WORDS,
     .value = offsetof(Values, data),
     .meaning =
         "file in place of a dataset, or of the file that the chart names so, as sales=new.csv (may be repeated)"},
    {.name = "for-each",
     .argument = "TABLE",
     .kind = OPTION_FILE,
     .value = offsetof(Values, for_each),
     .meaning = "draw each SPEC once for each row of a CSV, TSV, JSON or NDJSON file; the output is a pattern with its "
                "columns, as 'out/{region}.{ext}'",
     .details = "Params of the chart that are called as a column have the value of the row, and the dataset \"row\" is "
                "the row itself.",
     .is_of_call = true},
    {.name = "manifest",
     .argument = "FILE",
     .kind = OPTION_FILE,
     .value = offsetof(Values, manifest),
     .meaning = "draw the charts of this manifest (default, without a SPEC: the nearest tuban.json at or above the "
                "current folder)",
     .is_of_call = true},
    {.name = "from",
     .argument = "FILE",
     .kind = OPTION_FILE,
     .value = offsetof(Values, from),
     .meaning = "data to begin with: a CSV or JSON file",
     .is_of_call = true},
    {.name = "max-memory",
     .argument = "BYTES",
     .kind = OPTION_SIZE,
     .value = offsetof(Values, max_memory),
     .meaning = "memory that one chart may take at one time, as 500MB (default: 3GB)"},
    {.name = "max-rows",
     .argument = "N",
     .kind = OPTION_NUMBER,
     .value = offsetof(Values, max_rows),
     .meaning = "rows that the generators and transforms of one chart may make (default: 20 million)"},
    {.name = "max-pixels",
     .argument = "N",
     .kind = OPTION_NUMBER,
     .value = offsetof(Values, max_pixels),
     .meaning = "pixels of one picture (default: 268 million)",
     .field = "scale"},
    {.name = "svg-text",
     .argument = "KIND",
     .kind = OPTION_CHOICE,
     .value = offsetof(Values, svg_text),
     .meaning = "kind of text, {choices} (default: {default})",
     .details = "Live text can be searched and edited; outlines look the same where the fonts are missing.",
     .choice = svg_text_choice,
     .field = "svg_outlines"},
    {.name = "stage",
     .letter = 's',
     .argument = "STAGE",
     .kind = OPTION_CHOICE,
     .value = offsetof(Values, stage),
     .meaning = "stage to print: {choices}",
     .choice = tuban_stage_at,
     .is_of_call = true},
    {.name = "allow-path",
     .argument = "DIR",
     .kind = OPTION_FOLDERS,
     .value = offsetof(Values, allowed_paths),
     .meaning = "another folder or file that data may be read from (may be repeated)",
     .details = "Without it: the spec's own folder and its project's root (the nearest folder with .git or tuban.json "
                "in it), with "
                "all below them whose name does not begin with a dot.",
     .is_of_call = true},
    {.name = "jobs",
     .letter = 'j',
     .argument = "N",
     .kind = OPTION_COUNT,
     .value = offsetof(Values, jobs),
     .meaning = "processes that draw at the same time (default: the number of cores)",
     .details = "The pictures and the order of what is printed do not depend on it.",
     .is_of_call = true},
    {.name = "threads",
     .argument = "N",
     .kind = OPTION_COUNT,
     .value = offsetof(Values, threads),
     .meaning =
         "threads that a large picture is drawn with (default: one for each processor; one if there are several SPECs)",
     .details = "The files do not depend on it.",
     .field = "threads",
     .is_of_call = true},
    {.name = "fail-fast",
     .kind = OPTION_FLAG,
     .value = offsetof(Values, fail_fast),
     .meaning = "begin no chart after one that failed (default: draw all)",
     .is_of_call = true},
    {.name = "shard",
     .argument = "I/N",
     .kind = OPTION_TEXT,
     .value = offsetof(Values, shard),
     .meaning = "draw only part I of N of the charts; auto: as GitLab (parallel) or Slurm (array) say in the "
                "environment; auto/N: of N, as Kubernetes says (indexed jobs)",
     .details = "Each chart is in one part, whichever machine asks, and the parts differ by one chart at most.",
     .is_of_call = true},
    {.name = "cache",
     .argument = "DIR",
     .kind = OPTION_FILE,
     .value = offsetof(Values, cache),
     .meaning = "build cache: what was drawn before, and depends on nothing that has changed, is not drawn again "
                "(default: .tuban-cache next to the manifest; without a manifest, none)",
     .details = "The folder may be carried to another machine, and deleted at any time.",
     .is_of_call = true},
    {.name = "no-cache",
     .kind = OPTION_FLAG,
     .value = offsetof(Values, no_cache),
     .meaning = "use no build cache",
     .is_of_call = true},
    {.name = "cache-size",
     .argument = "BYTES",
     .kind = OPTION_SIZE,
     .value = offsetof(Values, cache_size),
     .meaning = "files that the build cache keeps, as 500MB (default: 1GB)",
     .details =
         "At the end of a call, those go that were not of use for longest, and all that were of none for 30 days.",
     .is_of_call = true},
    {.name = "force",
     .kind = OPTION_FLAG,
     .value = offsetof(Values, force),
     .meaning = "draw all charts, also those that the build cache has",
     .is_of_call = true},
    {.name = "dry-run",
     .kind = OPTION_FLAG,
     .value = offsetof(Values, dry_run),
     .meaning = "write nothing; list what would be drawn, and why (with -q, leave out what would not)",
     .is_of_call = true},
    {.name = "timeout",
     .argument = "S",
     .kind = OPTION_NUMBER,
     .value = offsetof(Values, timeout),
     .meaning = "end a chart that takes longer than S seconds; the others are drawn (default: no limit)",
     .is_of_call = true},
    {.name = "allow",
     .argument = "CODE",
     .kind = OPTION_WORDS,
     .value = offsetof(Values, allowed_codes),
     .meaning = "leave out the warnings and notes with that code, as W204 (may be repeated)",
     .details = "A chart may do the same with \"usermeta\": {\"tuban\": {\"allow\": [\"W204\"]}}."},
    {.name = "messages",
     .argument = "KIND",
     .kind = OPTION_CHOICE,
     .value = offsetof(Values, messages),
     .meaning = "form of the messages, {choices} (default: {default})",
     .details = "In JSON, each message is an object on a line of its own: level, code, file, line, column and text. "
                "With events, so are the "
                "begin and the end of each chart: event (start or end), chart, number and of, at the end status, "
                "seconds and outputs.",
     .choice = messages_choice,
     .is_of_call = true},
    {.name = "report",
     .argument = "KIND:FILE",
     .kind = OPTION_WORDS,
     .value = offsetof(Values, reports),
     .meaning = "also write a report on all charts: junit, json, github or gitlab (may be repeated)",
     .details =
         "junit is XML that CI systems show as tests; json has everything; github is for annotations of GitHub's "
         "workflows, best as github:- into the log; gitlab is a code quality report. Each has file, line, "
         "column, code and text of the messages.",
     .is_of_call = true},
    {.name = "depfile",
     .argument = "FILE",
     .kind = OPTION_FILE,
     .value = offsetof(Values, depfile),
     .meaning = "also write rules for make and ninja: what each picture was made from",
     .details = "Specs, data, styles, pictures and the files of fonts are in it. Pictures then always get a new time. "
                "Nothing is written if a chart fails. Charts of the build cache are drawn again.",
     .is_of_call = true},
    {.name = "compare",
     .argument = "DIR",
     .kind = OPTION_FILE,
     .value = offsetof(Values, compare),
     .meaning = "compare with the PNG files in DIR, which are not changed; a chart that differs fails",
     .details =
         "Where DIR has the SVG too, its words are compared, and any that changed fail. The output folder (default: "
         "comparison) gets what is drawn, "
         "what differs, and index.html, which shows it side by side. \"tuban render … -o DIR\" accepts what is "
         "drawn.",
     .is_of_call = true},
    {.name = "threshold",
     .argument = "SHARE",
     .kind = OPTION_TEXT,
     .value = offsetof(Values, threshold),
     .meaning = "with --compare: share of the pixels of a picture that may differ, as 0.001 or 0.1% (default: 0)",
     .details = "Pixels that are only smoothed otherwise at an edge do not count.",
     .is_of_call = true},
    {.name = "tolerance",
     .argument = "N",
     .kind = OPTION_TEXT,
     .value = offsetof(Values, tolerance),
     .meaning = "with --compare: difference of colour that does not count, from 0 to 1, black to white (default: 0.1)",
     .details = "It is the threshold of pixelmatch 5: a distance in YIQ.",
     .is_of_call = true},
    {.name = "verbose",
     .letter = 'v',
     .kind = OPTION_FLAG,
     .value = offsetof(Values, verbose),
     .meaning = "print notes too: what is odd but right"},
    {.name = "strict", .kind = OPTION_FLAG, .value = offsetof(Values, strict), .meaning = "treat warnings as errors"},
    {.name = "quiet",
     .letter = 'q',
     .kind = OPTION_FLAG,
     .value = offsetof(Values, quiet),
     .meaning = "do not list the files written",
     .is_of_call = true},
};

const Option *option_at(size_t i) { return i < G_N_ELEMENTS(options) ? &options[i] : NULL; }

const Option *option_find(const char *name) {
  for (size_t i = 0; i < G_N_ELEMENTS(options); i++)
    if (strcmp(options[i].name, name) == 0) return &options[i];
  return NULL;
}

char *option_list_choices(const char *(*choice)(size_t i), const char *conjunction) {
  GString *list = g_string_new(choice(0));
  for (size_t i = 1; choice(i); i++) {
    if (choice(i + 1))
      g_string_append_printf(list, ", %s", choice(i));
    else
      g_string_append_printf(list, " %s %s", conjunction, choice(i));
  }
  return g_string_free(list, FALSE);
}

char *option_meaning(const Option *option) {
  GString *meaning = g_string_new(NULL);
  for (size_t i = 0; option->field && tuban_format_at(i); i++)
    if (tuban_format_takes(tuban_format_at(i), option->field))
      g_string_append_printf(meaning, "%s%s", meaning->len ? ", " : "", tuban_format_title(tuban_format_at(i)));
  if (meaning->len) g_string_append(meaning, ": ");
  g_string_append(meaning, option->meaning);
  if (option->choice) {
    char *choices = option_list_choices(option->choice, "or");
    g_string_replace(meaning, "{choices}", choices, 0);
    g_string_replace(meaning, "{default}", option->choice(0), 0);
    g_free(choices);
  }
  return g_string_free(meaning, FALSE);
}

static bool is_choice(const Option *option, const char *text, GError **error) {
  for (size_t i = 0; option->choice(i); i++)
    if (strcmp(option->choice(i), text) == 0) return true;
  if (option->accepts && option->accepts(text)) return true;
  char *choices = option_list_choices(option->choice, "or");
  g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "--%s must be %s, not \"%s\"", option->name, choices,
              text);
  g_free(choices);
  return false;
}

static bool are_choices(const Option *option, const char *list, GError **error) {
  char **words = g_strsplit(list, ",", -1);
  bool good = *words || is_choice(option, "", error);
  for (char **word = words; *word && good; word++) good = is_choice(option, g_strstrip(*word), error);
  g_strfreev(words);
  return good;
}

static bool read_choice(const Option *option, const char *text, char **to, GError **error) {
  if (!(option->kind == OPTION_LIST ? are_choices : is_choice)(option, text, error)) return false;
  g_free(*to);
  *to = g_strdup(text);
  return true;
}

static bool read_number(const Option *option, const char *text, double *to, GError **error) {
  char *end = NULL;
  *to = g_ascii_strtod(text, &end);
  if (end > text && *end == '\0' && isfinite(*to) && *to > 0 && *to >= option->least) return true;
  if (option->least > 0)
    g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "--%s must be a number from %g, not \"%s\"",
                option->name, option->least, text);
  else
    g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "--%s must be a number above 0, not \"%s\"",
                option->name, text);
  return false;
}

static bool read_size(const Option *option, const char *text, double *to, GError **error) {
  static const struct {
    const char *name;
    double bytes;
  } units[] = {{"", 1}, {"kB", 1e3}, {"MB", 1e6}, {"GB", 1e9}};
  char *end = NULL;
  double number = g_ascii_strtod(text, &end);
  for (size_t i = 0; end > text && i < G_N_ELEMENTS(units); i++) {
    if (g_ascii_strcasecmp(end, units[i].name) != 0 || !isfinite(number) || !(number > 0)) continue;
    *to = number * units[i].bytes;
    return true;
  }
  g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
              "--%s must be a number of bytes, as 500MB or 8GB, not \"%s\"", option->name, text);
  return false;
}

static bool read_whole(const Option *option, const char *text, guint64 most, int *to, GError **error) {
  guint64 number = 0;
  bool valid = g_ascii_string_to_unsigned(text, 10, 1, most, &number, NULL);
  if (valid)
    *to = (int)number;
  else
    g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "--%s must be a whole number from 1 to %d, not \"%s\"",
                option->name, (int)most, text);
  return valid;
}

static char **one_text(char *text) {
  char **texts = g_new0(char *, 2);
  texts[0] = text;
  return texts;
}

char **option_texts(const Option *option, const Values *values) {
  const void *value = (const char *)values + option->value;
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  switch (option->kind) {
  case OPTION_FLAG: return *(const gboolean *)value ? one_text(g_strdup("true")) : NULL;
  case OPTION_NUMBER:
  case OPTION_SIZE:
    g_ascii_dtostr(number, sizeof number, *(const double *)value);
    return *(const double *)value != 0 ? one_text(g_strdup(number)) : NULL;
  case OPTION_PERCENT:
  case OPTION_COUNT: return *(const int *)value ? one_text(g_strdup_printf("%d", *(const int *)value)) : NULL;
  case OPTION_FILES:
  case OPTION_FOLDERS:
  case OPTION_WORDS: return g_strdupv(*(char ***)(gpointer)value);
  default: return *(char *const *)value ? one_text(g_strdup(*(char *const *)value)) : NULL;
  }
}

const char *option_path(const Option *option, const char *text) {
  const char *argument = option->argument ? option->argument : "", *equals = strchr(text, '=');
  bool is_pair = g_str_has_suffix(argument, "=FILE") || g_str_has_suffix(argument, "=DIR");
  if (is_pair) return equals ? equals + 1 : NULL;
  bool is_path = option->kind == OPTION_FILE || option->kind == OPTION_FILES || option->kind == OPTION_FOLDERS;
  return is_path || strcmp(argument, "DIR") == 0 ? text : NULL;
}

static void append_path(char ***paths, const char *path) {
  guint count = *paths ? g_strv_length(*paths) : 0;
  *paths = g_renew(char *, *paths, count + 2);
  (*paths)[count] = g_strdup(path);
  (*paths)[count + 1] = NULL;
}

const Option *option_typed(const char *name) {
  if (name[1] == '-') return option_find(name + 2);
  for (size_t i = 0; i < G_N_ELEMENTS(options); i++)
    if (options[i].letter == name[1]) return &options[i];
  return NULL;
}

bool option_set(const Option *option, const char *text, Values *values, GError **error) {
  char *to = (char *)values + option->value;
  switch (option->kind) {
  case OPTION_FLAG: *(gboolean *)(void *)to = TRUE; return true;
  case OPTION_LIST:
  case OPTION_CHOICE: return read_choice(option, text, (char **)(void *)to, error);
  case OPTION_NUMBER: return read_number(option, text, (double *)(void *)to, error);
  case OPTION_SIZE: return read_size(option, text, (double *)(void *)to, error);
  case OPTION_PERCENT: return read_whole(option, text, 100, (int *)(void *)to, error);
  case OPTION_COUNT: return read_whole(option, text, 1000, (int *)(void *)to, error);
  case OPTION_FILES:
  case OPTION_FOLDERS:
  case OPTION_WORDS: append_path((char ***)(void *)to, text); return true;
  default: break;
  }
  g_free(*(char **)(void *)to);
  *(char **)(void *)to = g_strdup(text);
  return true;
}

static gboolean store(const char *name, const char *text, gpointer values, GError **error) {
  return option_set(option_typed(name), text, values, error);
}

static int entry_flags(const Option *option) {
  switch (option->kind) {
  case OPTION_FLAG: return G_OPTION_FLAG_NO_ARG;
  case OPTION_FILE:
  case OPTION_FILES:
  case OPTION_FOLDERS: return G_OPTION_FLAG_FILENAME;
  default: return 0;
  }
}

/* GLib's table of a command's options, to be cleared with g_array_unref(); its texts are in `texts`. */
static GArray *make_entries(const Command *command, Values *values, GPtrArray *texts) {
  GArray *entries = g_array_new(TRUE, TRUE, sizeof(GOptionEntry));
  for (const char *const *name = command->options; *name; name++) {
    const Option *option = option_find(*name);
    char *meaning = option_meaning(option);
    g_ptr_array_add(texts, meaning);
    GOptionEntry entry = {option->name,    option->letter, entry_flags(option), G_OPTION_ARG_CALLBACK,
                          (gpointer)store, meaning,        option->argument};
    g_array_append_val(entries, entry);
  }
  GOptionEntry rest = {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &values->specs, NULL, command->arguments};
  g_array_append_val(entries, rest);
  return entries;
}

/* Whether a command takes the option of that letter, with a value. */
static const Option *option_of_letter(const Command *command, char letter) {
  for (const char *const *name = command->options; *name; name++)
    if (option_find(*name)->letter == letter) return option_find(*name);
  return NULL;
}

/* Where in a word of short options ("-qj4") the value of one begins; 0: there is none. *takes_next: the next word is a value. */
static size_t attached_value(const Command *command, const char *word, bool *takes_next) {
  *takes_next = false;
  if (word[0] != '-' || !word[1]) return 0;
  if (word[1] == '-') {
    const Option *option = option_find(word + 2);
    *takes_next = option && option->kind != OPTION_FLAG;
    return 0;
  }
  for (size_t i = 1; word[i]; i++) {
    const Option *option = option_of_letter(command, word[i]);
    if (!option) return 0;
    if (option->kind == OPTION_FLAG) continue;
    *takes_next = !word[i + 1];
    return word[i + 1] ? i + 1 : 0;
  }
  return 0;
}

/* A copy of the words in which values of short options are words of their own, as GLib wants them: "-j4" is "-j", "4". */
static char **split_values(const Command *command, char **words) {
  GPtrArray *all = g_ptr_array_new();
  bool takes_next = false, ended = false;
  for (; *words; words++) {
    bool is_value = takes_next || ended || !all->len;
    size_t at = is_value ? 0 : attached_value(command, *words, &takes_next);
    if (is_value) takes_next = false;
    ended |= !is_value && strcmp(*words, "--") == 0;
    g_ptr_array_add(all, at ? g_strndup(*words, at) : g_strdup(*words));
    if (at) g_ptr_array_add(all, g_strdup(*words + at));
  }
  g_ptr_array_add(all, NULL);
  return (char **)g_ptr_array_free(all, FALSE);
}

bool options_parse(const Command *command, char **words, Values *values, GError **error) {
  GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);
  GArray *entries = make_entries(command, values, texts);
  char **list = split_values(command, words), *title = g_strdup_printf("- %s", command->summary);
  g_free(list[0]);
  list[0] = g_strdup_printf("tuban %s", command->name); /* --help shows it */
  GOptionContext *parser = g_option_context_new(title);
  GOptionGroup *group = g_option_group_new("main", NULL, NULL, values, NULL);
  g_option_group_add_entries(group, (const GOptionEntry *)(const void *)entries->data);
  g_option_context_set_main_group(parser, group);
  bool parsed = g_option_context_parse_strv(parser, &list, error);
  g_option_context_free(parser);
  g_strfreev(list);
  g_free(title);
  g_array_unref(entries);
  g_ptr_array_unref(texts);
  return parsed;
}

void option_clear(const Option *option, Values *values) {
  void *value = (char *)values + option->value;
  switch (option->kind) {
  case OPTION_FLAG: *(gboolean *)value = FALSE; break;
  case OPTION_NUMBER:
  case OPTION_SIZE: *(double *)value = 0; break;
  case OPTION_PERCENT:
  case OPTION_COUNT: *(int *)value = 0; break;
  case OPTION_FILES:
  case OPTION_FOLDERS:
  case OPTION_WORDS: g_clear_pointer((char ***)value, g_strfreev); break;
  default: g_clear_pointer((char **)value, g_free);
  }
}

static void lay_over(const Option *option, Values *values, const Values *over) {
  void *value = (char *)values + option->value;
  const void *other = (const char *)over + option->value;
  switch (option->kind) {
  case OPTION_FLAG: *(gboolean *)value |= *(const gboolean *)other; return;
  case OPTION_NUMBER:
  case OPTION_SIZE:
    if (*(const double *)other != 0) *(double *)value = *(const double *)other;
    return;
  case OPTION_PERCENT:
  case OPTION_COUNT:
    if (*(const int *)other) *(int *)value = *(const int *)other;
    return;
  case OPTION_FILES:
  case OPTION_FOLDERS:
  case OPTION_WORDS:
    for (char *const *item = *(char *const *const *)other; item && *item; item++) append_path(value, *item);
    return;
  default: break;
  }
  if (!*(char *const *)other) return;
  g_free(*(char **)value);
  *(char **)value = g_strdup(*(char *const *)other);
}

void values_lay_over(Values *values, const Values *over) {
  for (size_t i = 0; i < G_N_ELEMENTS(options); i++) lay_over(&options[i], values, over);
}

void values_clear(Values *values) {
  for (size_t i = 0; i < G_N_ELEMENTS(options); i++) option_clear(&options[i], values);
  g_strfreev(values->specs);
}
