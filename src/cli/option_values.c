/* cli/option_values.c: what a command line, or a manifest, sets options to (options.h). */
#include "cli/command.h"
#include "cli/options.h"
#include <math.h>
#include <string.h>

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
  for (size_t i = 0; option_at(i); i++) lay_over(option_at(i), values, over);
}

void values_clear(Values *values) {
  for (size_t i = 0; option_at(i); i++) option_clear(option_at(i), values);
  g_strfreev(values->specs);
}
