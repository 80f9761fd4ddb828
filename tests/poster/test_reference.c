/* References into a dataset: their values, their formatting, and the messages for dangling ones. */
#include "poster/reference.h"
#include <glib.h>

typedef struct Fixture {
  Arena *arena;
  Messages *messages;
  References *references;
} Fixture;

static const char dataset[] =
    "{'facts':[{'id':'support','value':62,'unit':'%','date':'2025-10','label':{'zh':'支持收回','en':'Support'}},"
    "{'id':'armistice','value':1953,'label':{'zh':'停战','en':'Armistice'}},"
    "{'id':'circle','value':'{circle.value}','again':{'ref':'circle'}},{'id':'empty','value':null}],"
    "'derived':[{'id':'growth','value':13.636}],'unused':[{'id':'support','reason':'x'}]}";

static void set_up(Fixture *f, gconstpointer lang) {
  f->arena = arena_create();
  f->messages = messages_create(f->arena, false);
  f->references = references_create(json_literal(f->arena, (Place){0}, dataset), lang, f->messages, f->arena);
}

static void tear_down(Fixture *f, gconstpointer lang) {
  (void)lang;
  arena_destroy(f->arena);
}

static const char *resolve(Fixture *f, const char *json) {
  const Json *resolved = references_resolve(f->references, json_literal(f->arena, (Place){0}, json));
  return reference_text(resolved, f->arena);
}

static void test_values_and_texts_come_from_the_dataset(Fixture *f, gconstpointer lang) {
  (void)lang;
  g_assert_cmpstr(resolve(f, "{'ref':'support.value'}"), ==, "62");
  g_assert_cmpstr(resolve(f, "'共{support.value}{support.unit}，{support.label}'"), ==, "共62%，支持收回");
  g_assert_cmpstr(resolve(f, "['自',{'ref':'armistice.value'},'年']"), ==, "自1953年");
  g_assert_cmpstr(resolve(f, "'{ not a reference } {no-dot}'"), ==, "{ not a reference } {no-dot}");
  g_assert_cmpuint(messages_error_count(f->messages), ==, 0);
}

static void test_formats_are_d3s_and_chinese_numerals(Fixture *f, gconstpointer lang) {
  (void)lang;
  g_assert_cmpstr(resolve(f, "{'ref':'growth.value','format':'+.1f'}"), ==, "+13.6");
  g_assert_cmpstr(resolve(f, "{'ref':'support.date','format':'%Y年%-m月'}"), ==, "2025年10月");
  g_assert_cmpstr(resolve(f, "{'ref':'armistice.value','format':'hanzi-digits'}"), ==, "一九五三");
  g_assert_cmpstr(resolve(f, "{'ref':'support.value','format':'hanzi'}"), ==, "六十二");
  g_assert_cmpuint(messages_error_count(f->messages), ==, 0);
  resolve(f, "{'ref':'support.unit','format':'%Y'}");
  g_assert_cmpuint(messages_error_count(f->messages), ==, 1);
}

/* As they are read aloud: https://en.wikipedia.org/wiki/Chinese_numerals#Reading_and_transcribing_numbers */
static void test_hanzi_numbers_read_as_they_are_spoken(void) {
  static const struct {
    const char *number, *words;
  } cases[] = {{"7", "七"},      {"10", "十"},         {"12", "十二"},         {"70", "七十"},
               {"72", "七十二"}, {"100", "一百"},      {"105", "一百零五"},    {"110", "一百一十"},
               {"1000", "一千"}, {"1007", "一千零七"}, {"2020", "二千零二十"}, {"9999", "九千九百九十九"},
               {"0", "〇"}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    Arena *arena = arena_create();
    Messages *messages = messages_create(arena, false);
    const Json *data =
        json_literal(arena, (Place){0}, arena_printf(arena, "{'f':[{'id':'n','value':%s}]}", cases[i].number));
    References *references = references_create(data, "zh", messages, arena);
    const Json *ref = json_literal(arena, (Place){0}, "{'ref':'n.value','format':'hanzi'}");
    g_assert_cmpstr(reference_text(references_resolve(references, ref), arena), ==, cases[i].words);
    arena_destroy(arena);
  }
}

static void test_texts_by_language_follow_the_poster(Fixture *f, gconstpointer lang) {
  (void)lang;
  g_assert_cmpstr(resolve(f, "{'ref':'support.label'}"), ==, "Support");
  g_assert_cmpstr(resolve(f, "{'zh':'停','en':'stop'}"), ==, "stop");
  g_assert_cmpstr(resolve(f, "{'zh':'停','ja':'止'}"), ==, "停");
}

static void test_members_beside_a_ref_are_laid_over_the_entry(Fixture *f, gconstpointer lang) {
  (void)lang;
  const Json *entry =
      references_resolve(f->references, json_literal(f->arena, (Place){0}, "{'ref':'support','label':'别的'}"));
  g_assert_cmpstr(json_string(json_get(entry, "label"), NULL), ==, "别的");
  g_assert_cmpfloat(json_number(json_get(entry, "value"), 0), ==, 62);
  g_assert_false(json_has(entry, "ref"));
}

static void test_charts_are_left_as_they_are(Fixture *f, gconstpointer lang) {
  (void)lang;
  const Json *block =
      references_resolve(f->references, json_literal(f->arena, (Place){0}, "{'chart':{'title':'{x.y}'}}"));
  g_assert_cmpstr(json_string(json_path(block, "chart.title"), NULL), ==, "{x.y}");
}

static void test_references_inside_the_dataset_are_not_followed(Fixture *f, gconstpointer lang) {
  (void)lang;
  g_assert_cmpstr(resolve(f, "'{circle.value}'"), ==, "{circle.value}");
  const Json *entry = references_resolve(f->references, json_literal(f->arena, (Place){0}, "{'ref':'circle'}"));
  g_assert_cmpstr(json_string(json_path(entry, "again.ref"), NULL), ==, "circle");
}

static void check_error(Fixture *f, const char *json, const char *expected) {
  size_t before = messages_count(f->messages);
  resolve(f, json);
  g_assert_cmpuint(messages_count(f->messages), ==, before + 1);
  g_assert_cmpstr(messages_text(f->messages, before, NULL), ==, expected);
}

static void test_what_leads_nowhere_is_an_error_with_a_suggestion(Fixture *f, gconstpointer lang) {
  (void)lang;
  check_error(f, "'{suport.value}'", "the data has no \"suport\"; did you mean \"support\"?");
  check_error(f, "{'ref':'support.valeu'}", "\"support\" has no \"valeu\"; did you mean \"value\"?");
  check_error(f, "{'ref':'empty.value'}", "\"empty\" has no \"value\"; did you mean \"value\"?");
  check_error(f, "{'ref':'support.value','format':'huh?'}", "invalid number format \"huh?\" in a reference");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
#define ADD(name, lang, test) g_test_add("/poster/reference/" name, Fixture, lang, set_up, test, tear_down)
  ADD("values", "zh-Hans", test_values_and_texts_come_from_the_dataset);
  ADD("formats", "zh-Hans", test_formats_are_d3s_and_chinese_numerals);
  g_test_add_func("/poster/reference/hanzi", test_hanzi_numbers_read_as_they_are_spoken);
  ADD("language", "en-GB", test_texts_by_language_follow_the_poster);
  ADD("over", "zh", test_members_beside_a_ref_are_laid_over_the_entry);
  ADD("charts", "zh", test_charts_are_left_as_they_are);
  ADD("circles", "zh", test_references_inside_the_dataset_are_not_followed);
  ADD("errors", "zh", test_what_leads_nowhere_is_an_error_with_a_suggestion);
  return g_test_run();
}
