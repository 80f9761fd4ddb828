/* poster/timeline_cards.c: the places of the cards of both sides. With a lens, its events have a part of the length of their own, and so
 * have those before and after it, the same on both sides. */
#include "poster/timeline.h"
#include <math.h>

/* Less than this factor is not worth a second scale, nor worth mentioning where one was asked for. */
static const double gain_least = 1.3, gain_asked = 1.05, twice = 2;

double timeline_wanted(const TimelinePlan *plan, const TimelineEvent *event) {
  return plan->has_lens && event->zone == ZONE_INSIDE ? timeline_lens_at(plan, event->when)
                                                      : timeline_at(plan, event->when);
}

/* The events of a side and zone, in order; without a lens, of a side. */
static size_t *members_of(const TimelinePlan *plan, LensZone zone, bool far, bool zones, size_t *count) {
  const Timeline *line = plan->line;
  size_t *members = arena_array(plan->frame->poster->arena, size_t, line->event_count);
  *count = 0;
  for (size_t i = 0; i < line->event_count; i++)
    if (line->events[i].far == far && (!zones || line->events[i].zone == zone)) members[(*count)++] = i;
  return members;
}

static Card *cards_of(const TimelinePlan *plan, const size_t *members, size_t count) {
  Card *cards = arena_array(plan->frame->poster->arena, Card, count);
  for (size_t i = 0; i < count; i++) cards[i] = plan->cards[members[i]];
  return cards;
}

/* The cards of a zone and side, close together, and their number. */
static double zone_length(const TimelinePlan *plan, LensZone zone, bool far, size_t *count) {
  const size_t *members = members_of(plan, zone, far, plan->line->has_lens, count);
  return cards_height(cards_of(plan, members, *count), *count, plan->gap);
}

double timeline_cards_length(const TimelinePlan *plan) {
  size_t zones = plan->line->has_lens ? ZONE_COUNT : 1, near_count, far_count;
  double length = 0;
  for (size_t zone = 0; zone < zones; zone++) {
    double most =
        MAX(zone_length(plan, (LensZone)zone, false, &near_count), zone_length(plan, (LensZone)zone, true, &far_count));
    if (most > 0) length += (length > 0 ? plan->gap : 0) + most;
  }
  return length;
}

/* The total of squared distances from dates is added to `*far_off`, which may be NULL. */
static bool place_zone(const TimelinePlan *plan, LensZone zone, bool far, double *anchors, double *far_off) {
  double from = plan->zone_from[zone], to = plan->zone_to[zone];
  size_t count;
  const size_t *members = members_of(plan, zone, far, plan->has_lens, &count);
  Card *cards = cards_of(plan, members, count);
  double *places = arena_array(plan->frame->poster->arena, double, count);
  for (size_t i = 0; i < count; i++) {
    const TimelineEvent *event = &plan->line->events[members[i]];
    cards[i].wanted = isnan(event->when) ? cards[i - 1].wanted : timeline_wanted(plan, event);
  }
  /* Half of the spare space widens the gaps between cards, at most to double; the rest brings cards nearer to their dates. */
  double spare = count > 1 ? (to - from - cards_height(cards, count, plan->gap)) / (double)(count - 1) : 0;
  if (!cards_place(cards, count, from, to, plan->gap + CLAMP(spare / 2, 0, plan->gap), places)) return false;
  for (size_t i = 0; i < count; i++) {
    anchors[members[i]] = places[i];
    bool dated = !isnan(plan->line->events[members[i]].when);
    if (far_off && dated) *far_off += (places[i] - cards[i].wanted) * (places[i] - cards[i].wanted);
  }
  return true;
}

/* The ruler is within the room of the cards of the lens. Where they crowd at one of its ends, it is shorter than that, so that their
 * leaders fan out to both sides: of the rulers with ends on a grid, the one whose cards are nearest to their dates. */
static void place_ruler(TimelinePlan *plan, double *anchors) {
  enum { STEPS = 12, MOST = 4 };
  double from = plan->zone_from[ZONE_INSIDE], to = plan->zone_to[ZONE_INSIDE], half = INFINITY, best = INFINITY;
  for (size_t i = 0; i < plan->line->event_count; i++)
    if (plan->line->events[i].zone == ZONE_INSIDE) half = MIN(half, plan->cards[i].before);
  from += half;
  double step = (to - from) / STEPS, start = from, end = to;
  for (int i = 0; i <= MOST; i++)
    for (int j = 0; j <= MOST; j++) {
      double far_off = 0;
      plan->lens_start = from + i * step;
      plan->lens_end = to - j * step;
      if (!place_zone(plan, ZONE_INSIDE, false, anchors, &far_off) ||
          !place_zone(plan, ZONE_INSIDE, true, anchors, &far_off) || far_off >= best - 1e-6)
        continue;
      best = far_off;
      start = plan->lens_start;
      end = plan->lens_end;
    }
  plan->lens_start = start;
  plan->lens_end = end;
}

static bool is_asked(const TimelinePlan *plan) {
  const Json *wish = json_get(plan->frame->json, "lens");
  return json_is(wish, JSON_OBJECT) || json_boolean(wish, false);
}

static double line_length_of_lens(const TimelinePlan *plan) {
  return timeline_at(plan, plan->line->lens_to) - timeline_at(plan, plan->line->lens_from);
}

/* Every zone has the room that its cards need; what is left is shared by their numbers. */
static void share_length(TimelinePlan *plan, double from, double to, double *anchors) {
  double needs[ZONE_COUNT] = {0}, counts[ZONE_COUNT] = {0}, needed = 0, all = 0, place = from;
  plan->has_lens = plan->line->has_lens;
  plan->zone_from[0] = from;
  plan->zone_to[0] = to;
  if (!plan->has_lens) return;
  for (size_t zone = 0; zone < ZONE_COUNT; zone++) {
    size_t near_count, far_count;
    needs[zone] =
        MAX(zone_length(plan, (LensZone)zone, false, &near_count), zone_length(plan, (LensZone)zone, true, &far_count));
    counts[zone] = (double)MAX(near_count, far_count);
    if (counts[zone] > 0) needed += needs[zone] + (needed > 0 ? plan->gap : 0);
    all += counts[zone];
  }
  double spare = MAX(0, to - from - needed), inside = line_length_of_lens(plan);
  /* years that were asked for are twice as long where there is room */
  double more = is_asked(plan) ? CLAMP(twice * inside - needs[ZONE_INSIDE], 0, spare) : 0;
  needs[ZONE_INSIDE] += more;
  spare -= more;
  for (size_t zone = 0; zone < ZONE_COUNT; zone++) {
    if (counts[zone] <= 0) continue;
    if (place > from) place += plan->gap;
    plan->zone_from[zone] = place;
    place += needs[zone] + spare * counts[zone] / all;
    plan->zone_to[zone] = place;
  }
  place_ruler(plan, anchors);
  bool given = is_asked(plan);
  if (timeline_lens_gain(plan) < (given ? gain_asked : gain_least)) {
    if (given)
      messages_warn(plan->frame->poster->messages, json_place(json_get(plan->frame->json, "lens")), "W841",
                    "the lens from %s to %s is not drawn: its years would not be longer than on the line",
                    timeline_year(plan, plan->line->lens_from), timeline_year(plan, plan->line->lens_to - 1));
    plan->has_lens = false;
    plan->zone_from[0] = from;
    plan->zone_to[0] = to;
  }
}

bool timeline_place(TimelinePlan *plan, double from, double to, double *anchors) {
  share_length(plan, from, to, anchors);
  for (size_t zone = 0; zone < (plan->has_lens ? ZONE_COUNT : 1); zone++)
    if (!place_zone(plan, (LensZone)zone, false, anchors, NULL) ||
        !place_zone(plan, (LensZone)zone, true, anchors, NULL))
      return false;
  return true;
}
