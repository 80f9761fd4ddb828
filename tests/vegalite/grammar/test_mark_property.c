/* Where a mark property is looked up: the expected values are what Vega-Lite 6.4's getMarkPropOrConfig and mixins.color give. */
#include "vegalite/grammar/spec.h"
#include "vegalite/mark/mark.h"

static Arena *arena;

typedef struct Case {
  const char *mark, *config;   /* with ' for " */
  MarkProperty property, vega; /* MARK_PROPERTY_NONE first: mark_property_paint, where "color" is about `vega` */
  const char *expected;        /* NULL: unset */
} Case;

static const Case cases[] = {
    /* Vega's name comes first in the mark and in config[mark type]; in config.mark it is the only one */
    {"{'type':'line','size':3,'strokeWidth':5}", "{}", MARK_PROPERTY_SIZE, MARK_PROPERTY_STROKE_WIDTH, "5"},
    {"{'type':'line','size':3}", "{'line':{'strokeWidth':5}}", MARK_PROPERTY_SIZE, MARK_PROPERTY_STROKE_WIDTH, "3"},
    {"'line'", "{'line':{'size':4,'strokeWidth':5}}", MARK_PROPERTY_SIZE, MARK_PROPERTY_STROKE_WIDTH, "5"},
    {"'line'", "{'line':{'size':4},'mark':{'strokeWidth':5}}", MARK_PROPERTY_SIZE, MARK_PROPERTY_STROKE_WIDTH, "4"},
    {"'line'", "{'mark':{'size':4}}", MARK_PROPERTY_SIZE, MARK_PROPERTY_STROKE_WIDTH, NULL},
    /* a style knows Vega-Lite's name alone, and comes before config[mark type] */
    {"{'type':'line','style':'s'}", "{'style':{'s':{'size':2,'strokeWidth':6}},'line':{'size':4}}", MARK_PROPERTY_SIZE,
     MARK_PROPERTY_STROKE_WIDTH, "2"},
    {"{'type':'line','style':'s'}", "{'style':{'s':{'strokeWidth':6}}}", MARK_PROPERTY_SIZE, MARK_PROPERTY_STROKE_WIDTH,
     NULL},
    /* paint falls back to config.mark.color, also from null */
    {"'point'", "{'mark':{'color':'orange'}}", MARK_PROPERTY_NONE, MARK_PROPERTY_STROKE, "\"orange\""},
    {"{'type':'point','stroke':null}", "{'mark':{'color':'orange'}}", MARK_PROPERTY_NONE, MARK_PROPERTY_STROKE,
     "\"orange\""},
    {"{'type':'point','style':'s'}", "{'style':{'s':{'stroke':'red'}},'mark':{'color':'orange'}}", MARK_PROPERTY_NONE,
     MARK_PROPERTY_STROKE, "\"orange\""},
    {"{'type':'point','style':'s'}", "{'style':{'s':{'color':'red'}},'mark':{'color':'orange'}}", MARK_PROPERTY_NONE,
     MARK_PROPERTY_STROKE, "\"red\""},
    /* many styles, none of which has it */
    {"{'type':'line','style':['s','s','s','s','s','s','s','s','s','s','s','s','s','s','s','s','s']}",
     "{'style':{'s':{'opacity':1}}}", MARK_PROPERTY_SIZE, MARK_PROPERTY_STROKE_WIDTH, NULL},
};

static void test_properties_are_looked_up_as_vega_lite_does(void) {
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    const Case *at = &cases[i];
    const char *text = arena_printf(arena, "{'mark':%s,'config':%s,'encoding':{}}", at->mark, at->config);
    SpecOptions options = {.marks = mark_types};
    Spec *spec = spec_read(json_literal(arena, (Place){0}, text), &options, messages_create(arena, false), arena);
    g_assert_nonnull(spec);
    const Json *found = at->property != MARK_PROPERTY_NONE ? mark_property_as(spec->root, at->property, at->vega)
                                                           : mark_property_paint(spec->root, true, at->vega);
    g_test_message("%s %s", at->mark, at->config);
    g_assert_cmpstr(found ? json_to_text(arena, found) : NULL, ==, at->expected);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/spec/mark-property", test_properties_are_looked_up_as_vega_lite_does);
  arena = arena_create();
  int status = g_test_run();
  arena_destroy(arena);
  return status;
}
