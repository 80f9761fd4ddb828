/* vegalite/mark/condition.c: the branches of a condition over the main value of a channel (Vega-Lite's encode/conditional.ts). */
#include "vegalite/mark/channel.h"

SceneChannel mark_conditions(const MarkBuilder *at, const ChannelDef *def, SceneChannelId id, SceneChannel fallback,
                             BranchValue value, SceneChannel main) {
  for (size_t i = def ? def->condition_count : 0; i-- > 0;) {
    const Condition *condition = &def->conditions[i];
    main = channel_choose(at, row_test(at, condition->test), value(at, condition->def, id, fallback), main, id);
  }
  return main;
}
