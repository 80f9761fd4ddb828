/* base/text.h: what makes bytes a text: UTF-8 without NUL. */
#pragma once
#include "base/messages.h"

/* If the source is no UTF-8 text, says where and returns false. */
bool text_check(const Source *source, Messages *messages);
