/* tuban_members.c: members of a chart that the caller sets, in place of its own. */
#include "tuban_private.h"
#include <string.h>

const Json *chart_take_members(TubanChart *chart, const Json *json) {
  const char *text = chart->options.members;
  if (!text) return json;
  Source *source = arena_new(chart->arena, Source);
  *source = (Source){.name = "members", .text = arena_strdup(chart->arena, text), .length = strlen(text)};
  chart->options.members = NULL; /* the chart has them now */
  const Json *members = json_parse(source, chart->messages, chart->arena);
  if (!members) return NULL;
  if (!json_is(members, JSON_OBJECT)) {
    messages_error(chart->messages, json_place(members), "E830", "the option \"members\" must be a JSON object");
    return NULL;
  }
  for (size_t i = 0; i < members->object.count; i++)
    json = json_with(chart->arena, json, members->object.members[i].key, members->object.members[i].value);
  return json;
}
