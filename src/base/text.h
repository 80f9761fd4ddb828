/* base/text.h: checks that bytes are text: UTF-8 without NUL. */
#pragma once
#include "base/messages.h"

/* Whether the bytes are UTF-8 without NUL, as g_utf8_validate_len() has it, which reads what is not ASCII. */
bool text_is_utf8(const char *text, size_t length);
/* If the source is not UTF-8 text, reports where and returns false. */
bool text_check(const Source *source, Messages *messages);

/* "; it begins like …", with what to do, when the bytes are those of a usual file that is not text; else "". */
const char *text_advice(const Source *source);
