/* batch/private.h: a log, for the files of this room. */
#pragma once
#include "base/messages.h"
#include "batch/log.h"

struct BatchLog {
  Arena *arena; /* of what is read, too */
  Messages *messages;
};
