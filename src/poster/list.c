/* poster/list.c: items in columns under a heading: a name and a line about it, optionally numbered. */
#include "poster/drawing.h"
#include "poster/heading.h"
#include "poster/reference.h"

static const Field item_fields[] = {
    {.name = "label", .kind = FIELD_TEXT, .required = true},
    {.name = "detail", .kind = FIELD_TEXT},
    {0},
};
static const Field fields[] = {
    HEADING_FIELDS,
    {.name = "items", .kind = FIELD_LIST, .required = true, .fields = item_fields},
    {.name = "columns", .kind = FIELD_COUNT},
    {.name = "numbered", .kind = FIELD_BOOLEAN},
    {0},
};

static double set_item(const BlockFrame *frame, size_t i, double x, double y, double width) {
  const Poster *poster = frame->poster;
  const Json *item = json_at(json_get(frame->json, "items"), i);
  TypeRole name = poster_style_role(poster, "item"), about = poster_style_role(poster, "item-detail"),
           number = poster_style_role(poster, "item-number");
  const char *label = reference_text(json_get(item, "label"), poster->arena),
             *detail = reference_text(json_get(item, "detail"), poster->arena);
  double indent = 0;
  if (json_is_true(json_get(frame->json, "numbered"))) {
    const char *numeral = arena_printf(poster->arena, "%zu", i + 1);
    poster_set_line(frame, &number, numeral, x,
                    y + poster_role_ascent(&name) + poster_style_ems(poster, "list.number-drop", &number), ALIGN_LEFT);
    indent = number.style.size + poster_style_space(poster, "list.number");
  }
  double height = poster_set_text(frame, &name, label, x + indent, y, width - indent);
  if (!*detail) return height;
  double gap = poster_style_space(poster, "list.detail");
  return height + gap + poster_set_text(frame, &about, detail, x + indent, y + height + gap, width - indent);
}

static double list_set(const BlockFrame *frame) {
  const Poster *poster = frame->poster;
  size_t count = json_count(json_get(frame->json, "items"));
  double y = poster_set_heading(frame), gutter = poster->page.gutter;
  double wanted = CLAMP(json_number(json_get(frame->json, "columns"), 1), 1, 24);
  size_t columns = (size_t)wanted;
  double width = (frame->width - (double)(columns - 1) * gutter) / (double)columns;
  if (y > 0) y += poster_style_space(poster, "list.heading");
  for (size_t i = 0; i < count; i += columns) {
    double highest = 0;
    if (i > 0) y += poster_style_space(poster, "list.rows");
    for (size_t j = 0; j < columns && i + j < count; j++) {
      double height = set_item(frame, i + j, (double)j * (width + gutter), y, width);
      highest = MAX(highest, height);
    }
    y += highest;
  }
  return y;
}

const BlockType block_list = {.name = "list", .description = "Items side by side.", .fields = fields, .set = list_set};
