/* base/text.h: checks that bytes are text: UTF-8 without NUL. */
#pragma once
#include "base/messages.h"

/* If the source is not UTF-8 text, reports where and returns false. */
bool text_check(const Source *source, Messages *messages);

/* "; it begins like …", with what to do, when the bytes are those of a usual file that is not text; else "". */
const char *text_advice(const Source *source);
