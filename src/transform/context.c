/* transform/context.c: see context.h. */
#include "transform/context.h"

void transform_unknown(Place at, const char *what, const char *wrong, const char *const *names,
                       TransformContext *context) {
  messages_error(context->messages, at, "unknown %s \"%s\"%s", what, wrong, suggest(context->arena, wrong, names));
}
