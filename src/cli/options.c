/* cli/options.c: see options.h. */
#include "cli/options.h"
#include "tuban.h"
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
     .meaning = "size of the page: A0 … A6, B0 … B6, Letter, 16:9, 9:16, 4:3, 3:4, or as 210x297mm (default: a "
                "poster's own; that of the chart)",
     .details = "Lengths have a unit: mm, cm, in, pt or px; a bare number is px, 96 to the inch. 16:9 is a screen of "
                "1920x1080px. A chart is centred at the "
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
     .meaning = "threads that draw a large picture and read a large CSV file (default: one for each processor; one if "
                "there are several SPECs)",
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

const Option *option_typed(const char *name) {
  if (name[1] == '-') return option_find(name + 2);
  for (size_t i = 0; i < G_N_ELEMENTS(options); i++)
    if (options[i].letter == name[1]) return &options[i];
  return NULL;
}
