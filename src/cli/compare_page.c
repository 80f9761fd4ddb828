/* cli/compare_page.c: the page that shows expected and drawn pictures side by side. It names the pictures beside it and nothing on the web. */
#include "cli/compare.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>

static const char head[] =
    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
    "content=\"width=device-width\">\n"
    "<title>Comparison of charts</title>\n<style>\n"
    "body { font: 15px/1.5 system-ui, sans-serif; margin: 2em; color: #222; background: #f6f6f4 }\n"
    "h1 { font-size: 1.5em } h2 { font-size: 1.1em; margin: 2em 0 0; overflow-wrap: anywhere }\n"
    ".pictures { display: flex; flex-wrap: wrap; gap: 1em }\n"
    "figure { margin: .7em 0; flex: 1 1 20em; min-width: 0 } figcaption { font-size: .85em; color: #555 }\n"
    "img { max-width: 100%; background: #fff; border: 1px solid #ccc }\n"
    "ul { margin: .3em 0; padding-left: 1.3em } del { background: #fdd } ins { background: #dfd; text-decoration: none "
    "}\n"
    "del, ins { padding: 0 .2em; margin-right: .4em }\n"
    "</style>\n</head>\n<body>\n<h1>Comparison of charts</h1>\n";

static const char *text_of(const cJSON *object, const char *key) {
  const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, key));
  return text ? text : "";
}

static void add_escaped(GString *out, const char *text) {
  char *escaped = g_markup_escape_text(text, -1);
  g_string_append(out, escaped);
  g_free(escaped);
}

static void add_picture(GString *out, const char *name, const char *folder, const char *ending, const char *caption) {
  char *path = g_strconcat(folder, name, ending, NULL), *link = g_uri_escape_string(path, "/", FALSE);
  g_string_append_printf(out,
                         "<figure><a href=\"%s\"><img src=\"%s\" alt=\"%s\"></a><figcaption>%s</figcaption></figure>\n",
                         link, link, caption, caption);
  g_free(link);
  g_free(path);
}

static void add_words(GString *out, const cJSON *comparison, const char *key, const char *element) {
  const cJSON *word;
  cJSON_ArrayForEach(word, cJSON_GetObjectItemCaseSensitive(comparison, key)) {
    g_string_append_printf(out, "<%s>", element);
    add_escaped(out, cJSON_GetStringValue(word));
    g_string_append_printf(out, "</%s>", element);
  }
}

static void add_messages(GString *out, const cJSON *record) {
  const cJSON *message;
  g_string_append(out, "<ul>\n");
  cJSON_ArrayForEach(message, cJSON_GetObjectItemCaseSensitive(record, "messages")) {
    if (strcmp(text_of(message, "level"), "error") != 0) continue;
    g_string_append(out, "<li>");
    add_escaped(out, text_of(message, "text"));
    g_string_append_printf(out, " [%s]</li>\n", text_of(message, "code"));
  }
  g_string_append(out, "</ul>\n");
}

static double share_of(const cJSON *comparison) {
  double share = cJSON_GetNumberValue(cJSON_GetObjectItemCaseSensitive(comparison, "share"));
  return share > 0 ? share : 0;
}

static bool is_failed(const cJSON *record) {
  return cJSON_GetNumberValue(cJSON_GetObjectItemCaseSensitive(record, "status")) != TUBAN_OK;
}

/* Whether differences/ has its pictures. */
static bool has_difference(const cJSON *record, const char *name) {
  char *file = g_strconcat("differences/", name, ".diff.png", NULL);
  const cJSON *output;
  bool found = false;
  cJSON_ArrayForEach(output, cJSON_GetObjectItemCaseSensitive(record, "outputs")) found =
      found || g_str_has_suffix(cJSON_GetStringValue(output), file);
  g_free(file);
  return found;
}

static void add_chart(GString *out, const cJSON *record) {
  const cJSON *comparison = cJSON_GetObjectItemCaseSensitive(record, "comparison");
  const char *name = text_of(comparison, "name");
  g_string_append(out, "<h2>");
  add_escaped(out, text_of(record, "spec"));
  g_string_append(out, "</h2>\n");
  add_messages(out, record);
  if (!comparison) return;
  add_words(out, comparison, "removed", "del");
  add_words(out, comparison, "added", "ins");
  g_string_append(out, "<div class=\"pictures\">\n");
  bool differs = has_difference(record, name);
  if (differs) add_picture(out, name, "differences/", ".expected.png", "expected");
  add_picture(out, name, "", ".png", "drawn");
  if (differs) add_picture(out, name, "differences/", ".diff.png", "red: changed; yellow: an edge, not counted");
  g_string_append(out, "</div>\n");
}

static void add_charts(GString *out, const cJSON *records) {
  const cJSON *record;
  guint failed = 0, all = 0, below = 0;
  cJSON_ArrayForEach(record, records) {
    failed += is_failed(record);
    below += !is_failed(record) && share_of(cJSON_GetObjectItemCaseSensitive(record, "comparison")) > 0;
    all++;
  }
  g_string_append_printf(out, "<p>%u of %u charts failed; %u differ within the threshold.</p>\n", failed, all, below);
  cJSON_ArrayForEach(record, records) if (is_failed(record)) add_chart(out, record);
  if (failed == all) return;
  g_string_append(out, "<h2>As expected</h2>\n<ul>\n");
  cJSON_ArrayForEach(record, records) {
    if (is_failed(record)) continue;
    double share = share_of(cJSON_GetObjectItemCaseSensitive(record, "comparison"));
    g_string_append(out, "<li>");
    add_escaped(out, text_of(record, "spec"));
    if (share > 0) g_string_append_printf(out, " (%.3g %% of the pixels differ)", share * 100);
    g_string_append(out, "</li>\n");
  }
  g_string_append(out, "</ul>\n");
}

int compare_write_page(const Values *values, const GPtrArray *records) {
  GString *page = g_string_new(head);
  cJSON *list = cJSON_CreateArray();
  for (guint i = 0; i < records->len; i++) cJSON_AddItemToArray(list, cJSON_Parse(records->pdata[i]));
  add_charts(page, list);
  g_string_append(page, "</body>\n</html>\n");
  char *path = g_build_filename(values->output, "index.html", NULL);
  GError *error = NULL;
  bool written =
      g_file_set_contents_full(path, page->str, (gssize)page->len, G_FILE_SET_CONTENTS_CONSISTENT, 0666, &error);
  if (!written) cli_file_error("cannot write \"%s\": %s", path, error->message);
  g_clear_error(&error);
  g_free(path);
  cJSON_Delete(list);
  g_string_free(page, TRUE);
  return written ? TUBAN_OK : TUBAN_IO;
}
