/* poster/sources.c: where the numbers come from, and notes on them, in small type at the foot of the page. */
#include "base/temporary.h"
#include "poster/drawing.h"
#include "poster/reference.h"
#include "poster/setting.h"

static const Field fields[] = {
    {.name = "label", .kind = FIELD_TEXT},
    {.name = "items", .kind = FIELD_TEXTS, .required = true},
    {.name = "between",
     .kind = FIELD_STRING,
     .description = "The text between two items; \"、\" by default, or \", \" in languages without Han."},
    {.name = "notes", .kind = FIELD_TEXTS},
    {0},
};

/* An item may be a whole sentence. */
static bool ends_sentence(const char *text) {
  static const char *const stops[] = {".", "!", "?", "…", "。", "！", "？"};
  for (size_t i = 0; i < G_N_ELEMENTS(stops); i++)
    if (g_str_has_suffix(text, stops[i])) return true;
  return false;
}

static double sources_set(const BlockFrame *frame) {
  const Poster *poster = frame->poster;
  const Json *items = json_get(frame->json, "items"), *notes = json_get(frame->json, "notes");
  TypeRole role = poster_style_role(poster, "source");
  double rule = poster_style_rule(poster, "thin"), y = rule + poster_style_space(poster, "sources.text");
  poster_draw_rect(poster->arena, frame->group, pen_fill(poster_style_color(poster, "ink")), 0, 0, frame->width, rule);
  bool han = reference_lang_is_han(poster->lang);
  const char *label = block_text_of(frame, "label"),
             *between = json_string(json_get(frame->json, "between"), han ? "、" : ", ");
  GString *all = g_string_new(label);
  arena_temporary(poster->arena, all);
  for (size_t i = 0; i < json_count(items); i++)
    g_string_append_printf(all, "%s%s", i ? between : "", reference_text(json_at(items, i), poster->arena));
  if (json_count(items) > 0 && !ends_sentence(all->str)) g_string_append(all, han ? "。" : ".");
  y += poster_set_text(frame, &role, arena_strdup(poster->arena, all->str), 0, y, frame->width);
  for (size_t i = 0; i < json_count(notes); i++) {
    y += role.leading - role.style.size;
    y += poster_set_text(frame, &role, reference_text(json_at(notes, i), poster->arena), 0, y, frame->width);
  }
  return y;
}

const BlockType block_sources = {
    .name = "sources", .description = "Where the numbers come from.", .fields = fields, .set = sources_set};
