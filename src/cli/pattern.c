/* cli/pattern.c: see pattern.h. */
#include "cli/pattern.h"
#include "batch/log.h"
#include <string.h>

bool pattern_is(const char *output) { return output && strpbrk(output, "{}"); }

/* What a style is called: the name of an installed one, or that of its file without an ending. */
static char *style_name(const Values *values) {
  GString *name = g_string_new(NULL);
  for (char **style = values->styles; style && *style; style++) {
    char *base = g_path_get_basename(*style);
    if (g_str_has_suffix(base, ".json")) base[strlen(base) - strlen(".json")] = '\0';
    g_string_append_printf(name, "%s%s", name->len ? "+" : "", base);
    g_free(base);
  }
  return g_string_free(name, FALSE);
}

static char *own_name(const Job *job, const TubanFormat *format) {
  (void)format;
  return g_strdup(job->name);
}
static char *own_folder(const Job *job, const TubanFormat *format) {
  (void)format;
  return g_strdup(job->dir);
}
static char *own_ending(const Job *job, const TubanFormat *format) {
  (void)job;
  return g_strdup(tuban_format_ending(format));
}
static char *own_lang(const Job *job, const TubanFormat *format) {
  (void)format;
  return g_strdup(job->values->lang ? job->values->lang : "");
}
static char *own_style(const Job *job, const TubanFormat *format) {
  (void)format;
  return style_name(job->values);
}
static char *own_preset(const Job *job, const TubanFormat *format) {
  (void)format;
  char *preset = g_path_get_basename(job->values->preset ? job->values->preset : " ");
  for (char *at = preset; *at; at++)
    if (*at == ':') *at = '-';
  return g_strdup(g_strstrip(preset));
}

static const struct {
  const char *name;
  char *(*text)(const Job *job, const TubanFormat *format); /* owned by the caller */
} words[] = {{"name", own_name}, {"dir", own_folder},  {"ext", own_ending},
             {"lang", own_lang}, {"style", own_style}, {"for", own_preset}};

/* The text of a word, owned by the caller; NULL if there is no such word. */
static char *text_of(const char *word, const Job *job, const TubanFormat *format) {
  for (const JobWord *own = job->words; own && own->name; own++)
    if (strcmp(own->name, word) == 0) return g_strdup(own->text);
  for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
    if (strcmp(words[i].name, word) == 0) return words[i].text(job, format);
  return NULL;
}

static char *unknown_word(const char *word, const Job *job) {
  GPtrArray *names = g_ptr_array_new();
  for (const JobWord *own = job->words; own && own->name; own++) g_ptr_array_add(names, (gpointer)own->name);
  for (size_t i = 0; i < G_N_ELEMENTS(words); i++) g_ptr_array_add(names, (gpointer)words[i].name);
  g_ptr_array_add(names, NULL);
  const char *meant = tuban_nearest_name(word, (const char *const *)names->pdata);
  char *text = meant ? g_strdup_printf("{%s} stands for nothing; did you mean {%s}?", word, meant)
                     : g_strdup_printf("{%s} stands for nothing", word);
  g_ptr_array_unref(names);
  return text;
}

static bool leads_up(const char *folder) {
  char **parts = g_strsplit(folder, "/", -1);
  bool up = g_strv_contains((const char *const *)parts, "..");
  g_strfreev(parts);
  return up;
}

/* Appends the text of a word; false after setting *error. */
static bool append_word(GString *path, const char *word, const Job *job, const TubanFormat *format, char **error) {
  char *text = text_of(word, job, format);
  bool is_folder = strcmp(word, "dir") == 0;
  const char *fault = !text || is_folder ? NULL : batch_name_fault(text);
  if (!text)
    *error = unknown_word(word, job);
  else if (is_folder && leads_up(text))
    *error = g_strdup_printf("{dir} would lead outside: \"%s\"", text);
  else if (fault)
    *error = *text ? g_strdup_printf("{%s} cannot be \"%s\": %s", word, text, fault)
                   : g_strdup_printf("{%s} stands for nothing here", word);
  else
    g_string_append(path, text);
  g_free(text);
  return !*error;
}

char *pattern_expand(const char *pattern, const Job *job, const TubanFormat *format, char **error) {
  GString *path = g_string_new(NULL);
  *error = NULL;
  for (const char *at = pattern; *at && !*error;) {
    if ((at[0] == '{' || at[0] == '}') && at[1] == at[0]) {
      g_string_append_c(path, *at);
      at += 2;
      continue;
    }
    const char *end = *at == '{' ? strchr(at, '}') : NULL;
    if (*at == '}' || (*at == '{' && !end)) {
      *error = g_strdup_printf("a single %c in \"%s\"; a brace itself is written twice", *at, pattern);
    } else if (end) {
      char *word = g_strndup(at + 1, (size_t)(end - at - 1));
      append_word(path, word, job, format, error);
      g_free(word);
      at = end + 1;
    } else {
      g_string_append_c(path, *at++);
    }
  }
  return g_string_free(path, *error != NULL);
}

bool pattern_has(const char *pattern, const char *word) {
  char *braced = g_strdup_printf("{%s}", word);
  bool has = strstr(pattern, braced);
  g_free(braced);
  return has;
}

bool pattern_knows(const char *word) {
  for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
    if (strcmp(words[i].name, word) == 0) return true;
  return false;
}

char *pattern_folder(const char *pattern) {
  char *before = g_strndup(pattern, strcspn(pattern, "{")), *folder = g_path_get_dirname(before);
  g_free(before);
  return folder;
}
