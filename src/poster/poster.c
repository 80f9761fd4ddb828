/* poster/poster.c: see poster/poster.h. The steps: check the JSON, resolve references, measure the rows, draw them. */
#include "poster/poster.h"
#include "base/encoding.h"
#include "poster/arrange.h"
#include "poster/block.h"
#include "poster/reference.h"
#include "poster/rows.h"
#include "poster/style.h"
#include "vegalite/grammar/spec.h"

static const char *const layouts[] = {"rows", "auto", NULL};
const Field poster_fields[] = {
    {.name = "$schema", .kind = FIELD_STRING},
    {.name = "title", .kind = FIELD_TEXT, .required = true},
    {.name = "description", .kind = FIELD_TEXT},
    {.name = "author", .kind = FIELD_TEXT},
    {.name = "lang",
     .kind = FIELD_STRING,
     .description = "A BCP 47 tag; selects glyph forms and texts given by language."},
    {.name = "usermeta",
     .kind = FIELD_OBJECT,
     .description = "As in a chart: {\"tuban\": {\"timezone\": \"Asia/Shanghai\", \"allow\": [\"W204\"]}}."},
    {.name = "data", .kind = FIELD_STRING, .description = "The url of the dataset that references read."},
    {.name = "page", .kind = FIELD_PAGE, .required = true, .fields = page_fields},
    {.name = "layout",
     .kind = FIELD_STRING,
     .words = layouts,
     .description = "\"auto\" arranges the blocks for the page where they do not fit as they are written."},
    {.name = "style",
     .kind = FIELD_STYLE,
     .fields = poster_style_fields,
     .description = "Changes to the default style, or the url of a file with them."},
    {.name = "blocks",
     .kind = FIELD_ROWS,
     .required = true,
     .description = "From top to bottom; a single block takes the whole width."},
    {0},
};

bool poster_is(const Json *json) { return json_has(json, "page") && json_has(json, "blocks"); }

/* Stated, or guessed as that of a chart is. */
static void choose_lang(Poster *poster, const ChartInput *input) {
  poster->lang = input->lang ? input->lang : json_string(json_get(input->json, "lang"), NULL);
  poster->lang_is_guessed = !poster->lang;
  if (!poster->lang && input->text) poster->lang = spec_guess_chart_lang(input->text, input->json, input->given);
}

/* The dataset the poster names; *found is false after an error message. */
static const Json *read_dataset(const ChartInput *input, Messages *messages, Arena *arena, bool *found) {
  const Json *url = json_get(input->json, "data");
  *found = true;
  if (!url) return NULL;
  const Source *source = file_read(input->access, url->string, url->place, messages, arena);
  const Source *text = source ? text_decode(source, input->encoding, messages, arena) : NULL;
  const Json *dataset = text ? json_parse(text, messages, arena) : NULL;
  *found = dataset != NULL;
  return dataset;
}

static const char *words(const Json *json, const char *key, Arena *arena) {
  const char *text = reference_text(json_get(json, key), arena);
  return *text ? text : NULL;
}

static Scene *create_scene(const Poster *poster, const Json *json) {
  Scene *scene = arena_new(poster->arena, Scene);
  Rgba paper = poster_style_color(poster, "paper");
  if (poster->input->background) color_parse(poster->input->background, &paper);
  *scene = (Scene){.arena = poster->arena,
                   .root = scene_group_create(poster->arena, ROLE_FRAME),
                   .width = poster->page.width,
                   .height = poster->page.height,
                   .is_sized = true,
                   .background = paper,
                   .lang = poster->lang,
                   .title = words(json, "title", poster->arena),
                   .description = words(json, "description", poster->arena),
                   .author = words(json, "author", poster->arena)};
  scene->root->aria.plain = true;
  scene_set_number(scene->root, SCENE_WIDTH, scene->width);
  scene_set_number(scene->root, SCENE_HEIGHT, scene->height);
  return scene;
}

static bool is_automatic(const Json *json) { return json_is_string(json_get(json, "layout"), "auto"); }

static bool read_poster(Poster *poster, const ChartInput *input, Messages *messages, Arena *arena) {
  const Json *json = input->json;
  *poster = (Poster){
      .input = input, .messages = messages, .arena = arena, .date_forms = arena_new(arena, struct DateForms *)};
  choose_lang(poster, input);
  bool good = shape_check(json, poster_fields, "a poster", messages, arena);
  good = page_read(json_get(json, "page"), input->print, &poster->page, messages, arena) && good;
  poster->style = poster_style_read(json_get(json, "style"), input, messages, arena);
  good = rows_check(json_get(json, "blocks"), messages, arena) && good;
  if (!good || !poster->style) return false;
  if (is_automatic(json)) page_fit_screen(&poster->page, json_get(json, "page"));
  poster->chart_style = poster_style_for_charts(poster->style, is_automatic(json), input, arena);
  return true;
}

Scene *poster_scene(const ChartInput *input, Messages *messages, Arena *arena) {
  Poster poster;
  bool found;
  if (!read_poster(&poster, input, messages, arena)) return NULL;
  const Json *dataset = read_dataset(input, messages, arena, &found);
  if (!found) return NULL;
  poster.dataset = dataset;
  size_t errors = messages_error_count(messages);
  References *references = references_create(dataset, poster.lang, messages, arena);
  const Json *json =
      references_resolve(references, json_without(arena, input->json, (const char *const[]){"page", "style", NULL}));
  if (messages_error_count(messages) > errors) return NULL;
  const Json *blocks = json_get(json, "blocks");
  if (!rows_check_resolved(&poster, blocks)) return NULL;
  /* what was found to fit is drawn as it was measured */
  text_context_measure_by_scale(input->fonts, is_automatic(json));
  if (is_automatic(json)) blocks = arrange_blocks(&poster, blocks);
  if (poster.page.is_open &&
      !page_close(&poster.page, rows_measure(&poster, blocks, NULL), json_get(input->json, "page"), messages))
    return NULL;
  Scene *scene = create_scene(&poster, json);
  bool drawn = rows_draw(&poster, blocks, &scene->root->groups[0]);
  text_context_measure_by_scale(input->fonts, false);
  return drawn ? scene : NULL;
}
