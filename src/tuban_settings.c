/* tuban_settings.c: see tuban_settings.h. The tables, and whether what a file sets is in them. */
#include "tuban_settings.h"
#include "base/length.h"
#include "base/print.h"
#include <stddef.h>
#include <string.h>

const char *const weekday_names[] = {"sunday",   "monday", "tuesday",  "wednesday",
                                     "thursday", "friday", "saturday", NULL};

const Setting print_settings[] = {
    {.name = "for",
     .kind = SETTING_TEXT,
     .description =
         "A preset, by its name or file: \"nature\" for one column, \"nature:2\" for the full width (--for)."},
    {.name = "width",
     .kind = SETTING_LENGTH,
     .description = "Width of the whole chart; the plots become wider or narrower, text keeps its size (--width)."},
    {.name = "height",
     .kind = SETTING_LENGTH,
     .description = "Height of the whole chart; without it, the plots keep their shape (--height)."},
    {.name = "fontSize",
     .kind = SETTING_LENGTH,
     .description = "Size of the labels of axes; all other text keeps its ratio to it (--font-size)."},
    {.name = "minFontSize",
     .kind = SETTING_LENGTH,
     .description = "Smaller text on a printed page is a warning; 5pt by default."},
    {.name = "minStroke",
     .kind = SETTING_LENGTH,
     .description = "Thinner strokes on a printed page are a warning; 0.25pt by default."},
    {.name = "background",
     .kind = SETTING_TEXT,
     .description = "A CSS colour or \"transparent\", instead of the chart's own (--background)."},
    {.name = "dpi",
     .kind = SETTING_NUMBER,
     .description = "Resolution of pictures in pixels (--dpi).",
     .least = 0.1,
     .most = 1e6,
     .option = offsetof(TubanOptions, dpi)},
    {.name = "page",
     .kind = SETTING_PAGE,
     .description = "Size of the page: \"A4\", \"Letter\", \"210x297mm\" (--page).",
     .option = offsetof(TubanOptions, page)},
    {.name = "landscape",
     .kind = SETTING_FLAG,
     .description = "Whether the page is turned, to be wide (--landscape).",
     .option = offsetof(TubanOptions, landscape)},
    {.name = "margin",
     .kind = SETTING_LENGTH,
     .description = "Margin of the page (--margin).",
     .option = offsetof(TubanOptions, margin)},
    {.name = "bleed",
     .kind = SETTING_LENGTH,
     .description = "What is printed beyond the edge of the page (--bleed).",
     .option = offsetof(TubanOptions, bleed)},
    {.name = "marks",
     .kind = SETTING_FLAG,
     .description = "Crop and registration marks (--marks).",
     .option = offsetof(TubanOptions, marks)},
    {.name = "color",
     .kind = SETTING_TEXT,
     .words = print_color_names,
     .description = "Inks (--color).",
     .option = offsetof(TubanOptions, color)},
    {.name = "profile",
     .kind = SETTING_TEXT,
     .description = "ICC profile of the press, by its name or file (--profile).",
     .option = offsetof(TubanOptions, profile)},
    {.name = "intent",
     .kind = SETTING_TEXT,
     .words = print_intent_names,
     .description = "How colours that the press does not have are replaced (--intent).",
     .option = offsetof(TubanOptions, intent)},
    {.name = "neutral",
     .kind = SETTING_NUMBER,
     .description = "CIELAB chroma up to which a colour is a gray (--neutral).",
     .least = 0.01,
     .most = 200,
     .option = offsetof(TubanOptions, neutral)},
    {.name = "inkLimit",
     .kind = SETTING_NUMBER,
     .description = "The inks of one place, all together, in percent (--ink-limit).",
     .least = 100,
     .most = 400,
     .option = offsetof(TubanOptions, ink_limit)},
    {.name = "pdfx", .kind = SETTING_FLAG, .description = "PDF/X-4 (--pdfx).", .option = offsetof(TubanOptions, pdfx)},
    {0},
};

static const char *const prohibitions[] = {"none", "basic", "gb", "strict", NULL};
static const char *const standing[] = {"axisLabelX", "axisLabelY", "axisTitleY", "headerRow", "text", NULL};
static const Setting typesetting_settings[] = {
    {.name = "squeeze",
     .kind = SETTING_FLAG,
     .description = "Whether marks give up their empty halves next to each other and at the ends of lines."},
    {.name = "justify", .kind = SETTING_FLAG, .description = "Whether lines of paragraphs are equally long."},
    {.name = "hang",
     .kind = SETTING_FLAG,
     .description = "Whether 、，。 at the end of a line may stand in the margin."},
    {.name = "orphans", .kind = SETTING_FLAG, .description = "Whether a last line may be a single character."},
    {.name = "marks", .kind = SETTING_FLAG, .description = "Whether marks next to Han are full-width."},
    {.name = "corners",
     .kind = SETTING_FLAG,
     .description = "Whether “ ” ‘ ’ become corner brackets in columns, as the region has them."},
    {.name = "combine",
     .kind = SETTING_FLAG,
     .description = "Whether up to three digits or capitals among Han stand upright in one em of a column."},
    {.name = "gap", .kind = SETTING_SHARE, .description = "Between Han and Latin, in em, or whether there is any."},
    {.name = "prohibition",
     .kind = SETTING_TEXT,
     .words = prohibitions,
     .description = "Which marks may not begin or end a line."},
    {.name = "vertical",
     .kind = SETTING_PARTS,
     .words = standing,
     .description = "Which Chinese texts of a chart stand in columns; by default labels on x that would overlap."},
    {0},
};

static const char *const collations[] = {"pinyin", "natural", NULL};
static const Setting spot_settings[] = {
    {.name = "spot", .kind = SETTING_TEXT, .description = "The name of the ink, as \"PANTONE 186 C\"."},
    {.name = "cmyk", .kind = SETTING_NUMBERS, .description = "What stands for it: four percentages."},
    {0},
};
static const Setting spots_settings[] = {
    {.name = "",
     .kind = SETTING_OBJECT,
     .members = spot_settings,
     .description = "A colour, and the ink it is printed with."},
    {0},
};

const Setting own_settings[] = {
    {.name = "print",
     .kind = SETTING_OBJECT,
     .members = print_settings,
     .description = "The size that a chart is printed at, and its page."},
    {.name = "name",
     .kind = SETTING_TEXT,
     .description = "What its files are called, where a file has a chart on each line."},
    {.name = "lang", .kind = SETTING_TEXT, .description = "Language of the text, a BCP 47 tag (--lang)."},
    {.name = "timezone",
     .kind = SETTING_TEXT,
     .description = "Zone of local times, as \"Asia/Shanghai\" (--timezone)."},
    {.name = "weekStart",
     .kind = SETTING_TEXT,
     .words = weekday_names,
     .description =
         "The day that weeks start on; by default the one of the language that the chart states, or Sunday."},
    {.name = "collate",
     .kind = SETTING_TEXT,
     .words = collations,
     .description = "The order of names on axes, in legends and facets, and in windows and stacks: by Pinyin, or as in "
                    "the language's dictionaries, "
                    "with numbers in the order of their values."},
    {.name = "allow",
     .kind = SETTING_TEXTS,
     .description = "The codes of warnings and notes to leave out, as \"W204\" (--allow)."},
    {.name = "typesetting",
     .kind = SETTING_RULES,
     .members = typesetting_settings,
     .description =
         "Whether text is set by the rules of Han typesetting, and by which; by default where the chart states a "
         "language."},
    {.name = "spots", .kind = SETTING_OBJECT, .members = spots_settings, .description = "Inks of their own, by name."},
    {0},
};

const Setting preset_settings[] = {
    {.name = "$schema", .kind = SETTING_TEXT},
    {.name = "description", .kind = SETTING_TEXT, .description = "What it is for, as a phrase."},
    {.name = "source", .kind = SETTING_TEXTS, .description = "Where its numbers are from."},
    {.name = "widths",
     .kind = SETTING_LENGTHS,
     .description = "From one column to the full width: --for NAME, --for NAME:2 …"},
    {.name = "maxHeight", .kind = SETTING_LENGTH, .description = "A higher chart is a warning."},
    {.name = "formats",
     .kind = SETTING_TEXTS,
     .description = "The names of the file formats that are accepted; another is a warning."},
    {.name = "colors",
     .kind = SETTING_TEXTS,
     .description = "The colour modes that are accepted: rgb, cmyk, gray; another is a warning."},
    {.name = "print",
     .kind = SETTING_OBJECT,
     .members = print_settings,
     .description = "Everything else, as in usermeta.tuban.print."},
    {0},
};

typedef struct Check {
  Messages *messages;
  Arena *arena;
} Check;

static bool is_list_of(const Json *json, JsonKind kind) {
  for (size_t i = 0; i < json_count(json); i++)
    if (!json_is(json_at(json, i), kind)) return false;
  return json_is(json, JSON_ARRAY);
}

static bool is_length(const Json *json) {
  double px;
  bool is_print;
  if (json_is(json, JSON_NUMBER)) return json->number >= 0;
  return json_is(json, JSON_STRING) && length_read(json->string, &px, &is_print) && px >= 0;
}

static bool is_page(const Json *json) {
  double width, height;
  bool on_screen;
  return json_is(json, JSON_STRING) && print_page_parse(json->string, &width, &height, &on_screen);
}

static bool are_lengths(const Json *json) {
  for (size_t i = 0; i < json_count(json); i++)
    if (!is_length(json_at(json, i))) return false;
  return json_is(json, JSON_ARRAY) && json_count(json) > 0;
}

static bool has_kind(const Json *json, SettingKind kind) {
  switch (kind) {
  case SETTING_LENGTH: return is_length(json);
  case SETTING_LENGTHS: return are_lengths(json);
  case SETTING_NUMBER: return json_is(json, JSON_NUMBER) && json->number >= 0;
  case SETTING_NUMBERS: return is_list_of(json, JSON_NUMBER);
  case SETTING_FLAG: return json_is(json, JSON_BOOLEAN);
  case SETTING_SHARE: return json_is(json, JSON_BOOLEAN) || (json_is(json, JSON_NUMBER) && json->number <= 1);
  case SETTING_PAGE: return is_page(json);
  case SETTING_TEXT: return json_is(json, JSON_STRING);
  case SETTING_TEXTS: return json_is(json, JSON_STRING) || is_list_of(json, JSON_STRING);
  case SETTING_OBJECT: return json_is(json, JSON_OBJECT);
  case SETTING_PARTS: return json_is(json, JSON_BOOLEAN) || is_list_of(json, JSON_STRING);
  case SETTING_RULES: return true;
  }
  return false;
}

static const char *const kind_words[] = {
    [SETTING_LENGTH] = "a length from 0 such as \"85mm\" (units: mm, cm, in, pt, px), or a number of px",
    [SETTING_LENGTHS] = "a list of lengths such as \"85mm\"",
    [SETTING_NUMBER] = "a number from 0",
    [SETTING_NUMBERS] = "a list of numbers",
    [SETTING_FLAG] = "true or false",
    [SETTING_SHARE] = "true, false or a number from 0 to 1",
    [SETTING_TEXT] = "a string",
    [SETTING_PAGE] = "a size such as \"A4\" or \"210x297mm\"",
    [SETTING_TEXTS] = "a string or a list of strings",
    [SETTING_OBJECT] = "an object",
    [SETTING_PARTS] = "true, false or a list of strings",
    [SETTING_RULES] = "true, false or an object",
};

static const char *either_of(const char *const *words, Arena *arena) {
  const char *text = arena_printf(arena, "\"%s\"", words[0]);
  for (size_t i = 1; words[i]; i++)
    text = arena_printf(arena, words[i + 1] ? "%s, \"%s\"" : "%s or \"%s\"", text, words[i]);
  return text;
}

static bool check_object(const Check *check, const Json *object, const Setting *table, const char *what);

static bool check_value(const Check *check, const Json *value, const Setting *setting, const char *name) {
  bool known = has_kind(value, setting->kind);
  const char *wanted = kind_words[setting->kind];
  if (setting->most > 0) {
    known = known && value->number >= setting->least && value->number <= setting->most;
    wanted = arena_printf(check->arena, "a number from %g to %g", setting->least, setting->most);
  }
  if (setting->words) {
    known = known && g_strv_contains(setting->words, value->string);
    wanted = either_of(setting->words, check->arena);
  }
  if (!known) {
    messages_error(check->messages, json_place(value), "E742", "the setting \"%s\" must be %s", name, wanted);
    return false;
  }
  return setting->kind != SETTING_OBJECT || check_object(check, value, setting->members, name);
}

static void warn_of_unknown(const Check *check, const JsonMember *member, const Setting *table, const char *what) {
  size_t count = 0;
  while (table[count].name) count++;
  const char **names = arena_array(check->arena, const char *, count + 1);
  for (size_t i = 0; i < count; i++) names[i] = table[i].name;
  messages_warn(check->messages, json_key_place(member), "W741", "\"%s\" has no setting \"%s\"%s", what, member->key,
                suggest(check->arena, member->key, names));
}

static bool check_object(const Check *check, const Json *object, const Setting *table, const char *what) {
  bool good = true;
  for (size_t i = 0; i < json_count(object); i++) {
    const JsonMember *member = &object->object.members[i];
    const Setting *setting = table;
    while (setting->name && *setting->name && strcmp(setting->name, member->key) != 0) setting++;
    if (!setting->name)
      warn_of_unknown(check, member, table, what);
    else
      good = check_value(check, member->value, setting, member->key) && good;
  }
  return good;
}

bool settings_check(const Json *object, const Setting *table, const char *what, Messages *messages, Arena *arena) {
  Check check = {messages, arena};
  if (!object) return true;
  if (json_is(object, JSON_OBJECT)) return check_object(&check, object, table, what);
  messages_error(messages, json_place(object), "E742", "the setting \"%s\" must be %s", what, "an object");
  return false;
}
