/* The public API in a program with a locale of its own: its numbers have commas, those in pictures have points. */
#include "tuban.h"
#include <glib.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

static const char chart[] =
    "{\"data\": {\"values\": [{\"a\": 1.5, \"b\": 0.25}, {\"a\": 2.75, \"b\": 1e-7}]}, \"transform\": "
    "[{\"calculate\": \"'' + datum.a / 3\", \"as\": \"t\"}], \"layer\": [{\"mark\": \"line\"}, {\"mark\": \"text\", "
    "\"encoding\": {\"text\": {\"field\": \"t\"}}}], \"encoding\": {\"x\": {\"field\": \"a\", \"type\": "
    "\"quantitative\", "
    "\"axis\": {\"format\": \".3~e\"}}, \"y\": {\"field\": \"b\", \"type\": \"quantitative\"}}, \"width\": 33.5}";

/* Made here, as few machines have it. */
static bool set_german(void) {
  if (setlocale(LC_ALL, "de_DE.UTF-8")) return true;
  g_autofree char *folder = g_dir_make_tmp("tuban-locale-XXXXXX", NULL),
                  *out = g_build_filename(folder, "de_DE.UTF-8", NULL);
  const char *words[] = {"localedef", "-i", "de_DE", "-f", "UTF-8", out, NULL};
  g_spawn_sync(NULL, (char **)words, NULL,
               G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL,
               NULL, NULL);
  g_setenv("LOCPATH", folder, TRUE);
  bool set = setlocale(LC_ALL, "de_DE.UTF-8") != NULL;
  g_unsetenv("LOCPATH"); /* glibc's newlocale() forgets to free what it makes of it */
  const char *remove[] = {"rm", "-r", folder, NULL};
  g_spawn_sync(NULL, (char **)remove, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  return set;
}

static GBytes *draw(const TubanFormat *format) {
  TubanContext *context = tuban_context_create();
  TubanChart *read = tuban_chart_read_text(context, chart, strlen(chart), NULL, NULL, NULL);
  size_t length;
  void *bytes = tuban_chart_render(read, format, &length);
  g_assert_nonnull(bytes);
  tuban_chart_destroy(read);
  tuban_context_destroy(context);
  return g_bytes_new_with_free_func(bytes, length, tuban_free, bytes);
}

static void test_pictures_do_not_depend_on_the_locale(void) {
  GBytes *plain[16];
  for (size_t i = 0; tuban_format_at(i); i++) plain[i] = draw(tuban_format_at(i));
  if (!set_german()) {
    g_test_skip("there is no locale with another decimal point");
    return;
  }
  char text[8];
  for (size_t i = 0; tuban_format_at(i); i++) {
    GBytes *here = draw(tuban_format_at(i));
    if (!g_bytes_equal(plain[i], here)) g_test_fail_printf("%s", tuban_format_name(tuban_format_at(i)));
    g_bytes_unref(here);
    g_bytes_unref(plain[i]);
  }
  g_snprintf(text, sizeof text, "%.1f", 1.5);
  g_assert_cmpstr(text, ==, "1,5"); /* the caller's locale is as it was */
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/api/locale/pictures-do-not-depend-on-the-locale", test_pictures_do_not_depend_on_the_locale);
  return g_test_run();
}
