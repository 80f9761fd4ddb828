/* The table of known properties: what it says must agree with itself, and with Vega-Lite's schema in samples. */
#include "vegalite/grammar/known.h"
#include "vegalite/mark/mark.h"
#include <string.h>

extern const char vegalite_grammar_known_json[], vegalite_grammar_former_json[];
extern const unsigned long vegalite_grammar_known_json_length, vegalite_grammar_former_json_length;

static Arena *arena;

static void test_the_table_is_sorted_and_every_kind_exists(void) {
  Source source = {
      .name = "known.json", .text = vegalite_grammar_known_json, .length = vegalite_grammar_known_json_length};
  const Json *table = json_parse(&source, messages_create(arena, false), arena);
  g_assert_nonnull(table);
  for (size_t i = 0; i < json_count(table); i++) {
    const JsonMember *kind = &table->object.members[i];
    if (i > 0) g_assert_cmpstr(table->object.members[i - 1].key, <, kind->key);
    for (size_t k = 0; k < json_count(kind->value); k++) {
      char **words = g_strsplit(json_string(json_at(kind->value, k), ""), " ", -1);
      for (char **word = words; *word; word++) {
        const char *colon = strchr(*word, ':');
        if (colon) g_assert_true(json_has(table, colon + 1));
        g_assert_cmpuint(strlen(*word), >, 0);
      }
      g_strfreev(words);
    }
  }
}

static void test_former_names_are_of_known_kinds_and_not_known(void) {
  Messages *messages = messages_create(arena, false);
  Source known = {.name = "known.json",
                  .text = vegalite_grammar_known_json,
                  .length = vegalite_grammar_known_json_length},
         former = {.name = "former.json",
                   .text = vegalite_grammar_former_json,
                   .length = vegalite_grammar_former_json_length};
  const Json *kinds = json_parse(&known, messages, arena), *table = json_parse(&former, messages, arena);
  g_assert_nonnull(table);
  for (size_t i = 0; i < json_count(table); i++) {
    const JsonMember *kind = &table->object.members[i];
    if (i > 0) g_assert_cmpstr(table->object.members[i - 1].key, <, kind->key);
    g_assert_true(json_has(kinds, kind->key) || !strcmp(kind->key, "*") || !strcmp(kind->key, "transform"));
    for (size_t k = 0; k < json_count(kind->value); k++) {
      const JsonMember *name = &kind->value->object.members[k];
      const Json *object = json_with(arena, NULL, name->key, json_new_null(arena, (Place){0}));
      if (k > 0) g_assert_cmpstr(kind->value->object.members[k - 1].key, <, name->key);
      /* channels are checked elsewhere */
      g_assert_true(!strcmp(kind->key, "encoding") || !known_any(object, kind->key, mark_types, NULL, arena));
    }
  }
}

typedef struct Sample {
  const char *spec;    /* with ' for " */
  const char *warning; /* NULL: none */
} Sample;

static const Sample samples[] = {
    {"{'mark':'bar','data':{'values':[{'anything':{'goes':1}}],'format':{'parse':{'d':'date'}}}}", NULL},
    {"{'mark':{'type':'bar','cornerRadiusEnd':4,'color':{'expr':'c'},'width':{'band':0.5}}}", NULL},
    {"{'mark':{'type':'bar','width':{'bnad':0.5}}}", "unknown property \"bnad\"; did you mean \"band\"?"},
    {"{'hconcat':[{'vconcat':[{'layer':[{'marks':'bar'}]}]}]}", "unknown property \"marks\"; did you mean \"mark\"?"},
    {"{'encoding':{'x':{'field':'a','axis':{'labelColor':{'condition':{'test':'true','value':'red'},'value':'blue'}}}}"
     "}",
     NULL},
    {"{'encoding':{'color':{'condition':{'param':'p','field':'a','scale':{'schema':'reds'}}}}}",
     "unknown property \"schema\"; did you mean \"scheme\"?"},
    {"{'encoding':{'color':{'field':'a','axis':{}}}}", "unknown property \"axis\""},
    {"{'encoding':{'x':{'field':'a','axis':null,'sort':{'encoding':'y','oder':'ascending'}}}}",
     "unknown property \"oder\"; did you mean \"order\"?"},
    {"{'config':{'style':{'mine':{'fill':'red'}},'range':{'mine':['red']},'axisYQuantitative':{'grid':false}}}", NULL},
    {"{'config':{'axisY':{'gird':false}}}", "unknown property \"gird\"; did you mean \"grid\"?"},
    {"{'usermeta':{'lang':'zh','free':{'x':1}},'datasets':{'mine':[]},'transform':[{'whatever':1}]}", NULL},
    {"{'resolve':{'scale':{'y':'independent','z':'shared'}}}", "unknown property \"z\""},
    {"{'params':[{'name':'p','select':{'type':'interval','encodings':['x']},'valeu':1}]}",
     "unknown property \"valeu\"; did you mean \"value\"?"},
    {"{'encoding':{'x':{'field':'a','scale':{'rangeStep':20}}}}",
     "\"rangeStep\" is of an earlier Vega-Lite and has no effect; write \"width\" or \"height\": {\"step\": …} on the "
     "view"},
    {"{'config':{'view':{'width':20}}}", "\"width\" is of an earlier Vega-Lite and has no effect; write "
                                         "\"continuousWidth\" and \"discreteWidth\""},
    {"{'encoding':{'row':{'field':'a','header':{'labelMaxLength':2}}}}",
     "\"labelMaxLength\" is of an earlier Vega-Lite and has no effect; write \"labelLimit\" in px"},
    {"{'facet':{'row':{'field':'a','header':{'labelAngel':0}}},'spec':{}}",
     "unknown property \"labelAngel\"; did you mean \"labelAngle\"?"},
};

static void test_samples(void) {
  for (size_t i = 0; i < G_N_ELEMENTS(samples); i++) {
    Messages *messages = messages_create(arena, false);
    known_check(json_literal(arena, (Place){0}, samples[i].spec), "chart", mark_types, NULL, messages, arena);
    const char *first = messages_count(messages) > 0 ? messages_text(messages, 0, NULL) : NULL;
    g_test_message("%s", samples[i].spec);
    if (samples[i].warning && first && g_str_has_prefix(first, samples[i].warning)) continue;
    g_assert_cmpstr(first, ==, samples[i].warning);
  }
}

int main(int count, char **arguments) {
  g_test_init(&count, &arguments, NULL);
  arena = arena_create();
  g_test_add_func("/spec/known/table", test_the_table_is_sorted_and_every_kind_exists);
  g_test_add_func("/known/former-names", test_former_names_are_of_known_kinds_and_not_known);
  g_test_add_func("/spec/known/samples", test_samples);
  int status = g_test_run();
  arena_destroy(arena);
  return status;
}
