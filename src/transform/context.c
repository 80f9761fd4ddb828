/* transform/context.c: see context.h. */
#include "transform/context.h"

void transform_unknown(Place at, const char *what, const char *wrong, const char *const *names,
                       TransformContext *context) {
  messages_error(context->messages, at, "E307", "unknown %s \"%s\"%s", what, wrong,
                 suggest(context->arena, wrong, names));
}
