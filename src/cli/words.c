/* cli/words.c: see words.h. */
#include "cli/words.h"
#include <stdbool.h>
#include <string.h>

typedef struct Reader {
  GPtrArray *words;
  GString *text; /* of the element that is open; NULL outside of one */
  int depth;     /* of elements within it */
} Reader;

static const char *local_name(const char *name) {
  const char *colon = strchr(name, ':');
  return colon ? colon + 1 : name;
}

static void start(GMarkupParseContext *context, const char *name, const char **keys, const char **values, gpointer data,
                  GError **error) {
  Reader *reader = data;
  (void)context, (void)keys, (void)values, (void)error;
  if (reader->text)
    reader->depth++;
  else if (strcmp(local_name(name), "text") == 0)
    reader->text = g_string_new(NULL);
  if (reader->text && reader->text->len && strcmp(local_name(name), "tspan") == 0) g_string_append_c(reader->text, ' ');
}

static void end(GMarkupParseContext *context, const char *name, gpointer data, GError **error) {
  Reader *reader = data;
  (void)context, (void)name, (void)error;
  if (!reader->text || reader->depth-- > 0) return;
  g_ptr_array_add(reader->words, g_strstrip(g_string_free(reader->text, FALSE)));
  reader->text = NULL;
  reader->depth = 0;
}

static void add(GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error) {
  Reader *reader = data;
  (void)context, (void)error;
  if (reader->text) g_string_append_len(reader->text, text, (gssize)length);
}

GPtrArray *words_of_svg(const char *text, gsize length) {
  static const GMarkupParser parser = {.start_element = start, .end_element = end, .text = add};
  Reader reader = {.words = g_ptr_array_new_with_free_func(g_free)};
  GMarkupParseContext *context = g_markup_parse_context_new(&parser, 0, &reader, NULL);
  bool parsed = g_markup_parse_context_parse(context, text, (gssize)length, NULL) &&
                g_markup_parse_context_end_parse(context, NULL);
  g_markup_parse_context_free(context);
  if (reader.text) g_string_free(reader.text, TRUE);
  if (parsed) return reader.words;
  g_ptr_array_unref(reader.words);
  return NULL;
}

GPtrArray *words_without(const GPtrArray *words, const GPtrArray *others) {
  GHashTable *counts = g_hash_table_new(g_str_hash, g_str_equal);
  GPtrArray *rest = g_ptr_array_new();
  for (guint i = 0; i < others->len; i++) {
    guint count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, others->pdata[i]));
    g_hash_table_insert(counts, others->pdata[i], GUINT_TO_POINTER(count + 1));
  }
  for (guint i = 0; i < words->len; i++) {
    guint count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, words->pdata[i]));
    if (count == 0)
      g_ptr_array_add(rest, words->pdata[i]);
    else
      g_hash_table_insert(counts, words->pdata[i], GUINT_TO_POINTER(count - 1));
  }
  g_hash_table_unref(counts);
  return rest;
}
