/* json/diagnosis.h: explains what is wrong with a JSON text, and where. */
#pragma once
#include "base/messages.h"

/* What the grammar allows next. */
typedef enum JsonExpectation {
  JSON_EXPECT_DOCUMENT,
  JSON_EXPECT_END,
  JSON_EXPECT_FIRST_ITEM, /* or ] */
  JSON_EXPECT_AFTER_ITEM, /* , or ] */
  JSON_EXPECT_FIRST_KEY,  /* or } */
  JSON_EXPECT_COLON,
  JSON_EXPECT_AFTER_MEMBER /* , or } */
} JsonExpectation;

/* Explains the fault that follows `offset`, where the last good token ended. `open` is the innermost container still
 * open there (a zero Place if there is none). `to` is where the document ends. */
void json_explain(const Source *source, size_t offset, size_t to, JsonExpectation expectation, Place open,
                  Messages *messages);
