/* poster/chart_block.c: a chart as wide as its block and as high as its "height". */
#include "poster/heading.h"
#include "poster/picture.h"

static const Field fields[] = {
    {.name = "chart", .kind = FIELD_CHART, .required = true},
    HEADING_FIELDS,
    {.name = "height",
     .kind = FIELD_LENGTH,
     .required = true,
     .description = "The least height; more when the block grows."},
    {0},
};

static double chart_set(const BlockFrame *frame) {
  double y = poster_set_heading(frame), least = picture_height(frame, 0);
  if (y > 0) y += poster_style_space(frame->poster, "chart.heading");
  double height = MAX(least, frame->height - y);
  picture_draw(frame, 0, y, frame->width, height);
  return y + least;
}

const BlockType block_chart = {.name = "chart", .description = "A chart.", .fields = fields, .set = chart_set};
