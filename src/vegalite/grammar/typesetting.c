/* vegalite/grammar/typesetting.c: see vegalite/grammar/typesetting.h. */
#include "vegalite/grammar/typesetting.h"
#include <string.h>

const char *spec_stated_lang(const char *option, const Json *json, const Json *style) {
  static const char *const own[] = {"usermeta.tuban.lang", "usermeta.lang", "config.tuban.lang"};
  const char *lang = option;
  for (size_t i = 0; !lang && i < G_N_ELEMENTS(own); i++) lang = json_string(json_path(json, own[i]), NULL);
  return lang ? lang : json_string(json_path(style, "tuban.lang"), NULL);
}

static const char *const levels[] = {
    [PROHIBIT_BASIC] = "basic", [PROHIBIT_GB] = "gb", [PROHIBIT_STRICT] = "strict", [PROHIBIT_NONE] = "none", NULL};
static const struct {
  const char *name;
  size_t offset;
} switches[] = {
    {"squeeze", offsetof(TextRules, squeeze)}, {"justify", offsetof(TextRules, justify)},
    {"hang", offsetof(TextRules, hang)},       {"orphans", offsetof(TextRules, orphans)},
    {"marks", offsetof(TextRules, marks)},     {"corners", offsetof(TextRules, corners)},
    {"combine", offsetof(TextRules, combine)},
};
static const char *const names[] = {"squeeze", "justify", "hang",        "orphans",  "marks", "corners",
                                    "combine", "gap",     "prohibition", "vertical", NULL};

/* Texts of a chart that may stand in columns. */
static const struct {
  const char *name;
  TextColumns part;
} columns[] = {
    {"axisLabelX", COLUMNS_LABEL_X},   {"axisLabelY", COLUMNS_LABEL_Y}, {"axisTitleY", COLUMNS_TITLE_Y},
    {"headerRow", COLUMNS_HEADER_ROW}, {"text", COLUMNS_TEXT},
};

static void refuse(const Json *value, const char *name, const char *wanted, Messages *messages) {
  messages_warn(messages, value->place, "W480", "typesetting \"%s\" must be %s; the default is used", name, wanted);
}

static void read_level(const Json *value, TextRules *rules, Messages *messages) {
  for (size_t i = 0; levels[i]; i++) {
    if (!json_is_string(value, levels[i])) continue;
    rules->prohibition = (Prohibition)i;
    return;
  }
  refuse(value, "prohibition", "\"none\", \"basic\", \"gb\" or \"strict\"", messages);
}

static void read_gap(const Json *value, TextRules *rules, Messages *messages) {
  double gap =
      json_is(value, JSON_BOOLEAN) ? (json_is_true(value) ? text_rules_default.gap : 0) : json_number(value, -1);
  if (gap >= 0 && gap <= 1)
    rules->gap = gap;
  else
    refuse(value, "gap", "true, false, or a number of em from 0 to 1", messages);
}

/* True: what would else lie on its side. */
static void read_columns(const Json *value, TextRules *rules, Messages *messages) {
  static const char wanted[] =
      "true, false, or a list of \"axisLabelX\", \"axisLabelY\", \"axisTitleY\", \"headerRow\" and \"text\"";
  rules->columns = json_is_false(value) ? 0 : COLUMNS_WHERE_CROWDED;
  if (json_is_true(value)) rules->columns |= COLUMNS_TITLE_Y | COLUMNS_HEADER_ROW;
  if (!json_is(value, JSON_BOOLEAN) && !json_is(value, JSON_ARRAY)) refuse(value, "vertical", wanted, messages);
  for (size_t i = 0; json_is(value, JSON_ARRAY) && i < json_count(value); i++) {
    size_t k = 0;
    while (k < G_N_ELEMENTS(columns) && !json_is_string(json_at(value, i), columns[k].name)) k++;
    if (k < G_N_ELEMENTS(columns))
      rules->columns |= columns[k].part;
    else
      refuse(json_at(value, i), "vertical", wanted, messages);
  }
}

static void read_rule(const JsonMember *member, TextRules *rules, Messages *messages, Arena *arena) {
  const Json *value = member->value;
  if (strcmp(member->key, "prohibition") == 0) {
    read_level(value, rules, messages);
    return;
  }
  if (strcmp(member->key, "gap") == 0) {
    read_gap(value, rules, messages);
    return;
  }
  if (strcmp(member->key, "vertical") == 0) {
    read_columns(value, rules, messages);
    return;
  }
  for (size_t i = 0; i < G_N_ELEMENTS(switches); i++) {
    if (strcmp(member->key, switches[i].name) != 0) continue;
    if (json_is(value, JSON_BOOLEAN))
      *(bool *)((char *)rules + switches[i].offset) = json_is_true(value);
    else
      refuse(value, member->key, "true or false", messages);
    return;
  }
  messages_warn(messages, value->place, "W481", "unknown rule \"%s\" of typesetting%s", member->key,
                suggest(arena, member->key, names));
}

static void read_rules(const Json *given, TextRules *rules, Messages *messages, Arena *arena) {
  for (size_t k = 0; json_is(given, JSON_OBJECT) && k < given->object.count; k++)
    read_rule(&given->object.members[k], rules, messages, arena);
}

const TextRules *typesetting_with(const TextRules *base, const Json *given, Messages *messages, Arena *arena) {
  TextRules *rules = arena_new(arena, TextRules);
  *rules = *base;
  read_rules(given, rules, messages, arena);
  return rules;
}

const TextRules *typesetting_read(const Json *json, const Json *style, bool stated, Messages *messages, Arena *arena) {
  const Json *given[] = {json_path(style, "tuban.typesetting"), json_path(json, "config.tuban.typesetting"),
                         json_path(json, "usermeta.tuban.typesetting")};
  TextRules *rules = arena_new(arena, TextRules);
  *rules = text_rules_default;
  bool set = stated;
  for (size_t i = 0; i < G_N_ELEMENTS(given); i++) {
    if (!given[i]) continue;
    set = !json_is(given[i], JSON_BOOLEAN) || json_is_true(given[i]);
    read_rules(given[i], rules, messages, arena);
  }
  return set ? rules : NULL;
}
