/* base/text.h: checks that bytes are text: UTF-8 without NUL. */
#pragma once
#include "base/messages.h"

/* If the source is not UTF-8 text, reports where and returns false. */
bool text_check(const Source *source, Messages *messages);
