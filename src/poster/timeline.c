/* poster/timeline.c: what happened when, to scale: all years have the same length, spans are bars along them, events are cards.
 *
 * timeline_place.c places the cards. All leaders of a side are the same blend of their two ends, so they do not cross; so are the
 * edges of a lens, beside which years are longer (timeline_lens.c). What has not happened is dashed.
 */
#include "poster/timeline.h"
#include "poster/heading.h"

static double timeline_set(const BlockFrame *frame) {
  const Poster *poster = frame->poster;
  TimelinePlan plan = {.frame = frame,
                       .line = timeline_read(frame),
                       .tick = poster_style_role(poster, "tick"),
                       .tick_end = poster_style_role(poster, "tick-end"),
                       .span = poster_style_role(poster, "span"),
                       .date = poster_style_role(poster, "event-date"),
                       .label = poster_style_role(poster, "event"),
                       .detail = poster_style_role(poster, "event-detail")};
  if (!plan.line) return 0;
  plan.gap = block_length(frame, "gap", timeline_space(&plan, "timeline.cards"));
  /* where the layout is automatic, type may have been reduced less than lengths */
  const char *least = plan.line->across ? "timeline.cards-across" : "timeline.cards-least";
  if (poster->least_text > 0) plan.gap = MAX(plan.gap, timeline_ems(&plan, least, &plan.detail));
  plan.head = poster_set_heading(frame);
  if (plan.head > 0) plan.head += timeline_space(&plan, "timeline.heading");
  plan.cards = arena_array(poster->arena, Card, plan.line->event_count);
  return plan.line->across ? timeline_across(&plan) : timeline_down(&plan);
}

const BlockType block_timeline = {.name = "timeline",
                                  .description = "Events and spans of time, to scale.",
                                  .fields = timeline_fields,
                                  .set = timeline_set,
                                  .grow = 1};
