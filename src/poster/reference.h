/* poster/reference.h: numbers and texts by their name in a dataset.
 *
 * {"ref": "support.value", "format": ".1f"} is replaced by a value, "{support.value}" inside a text by its text. The first part
 * is the "id" of an entry in any list of the dataset, the others are members of it. Other members of an object with a "ref" override
 * those of the entry.
 */
#pragma once
#include "json/json.h"

typedef struct References References;
/* Whether numbers and lists of a language are written with Han characters: Chinese and Japanese, and where none is stated. */
/* The first part of the language that texts by language in a dataset are taken in: that of `lang` if it has such, else its first one. */
const char *reference_text_lang(const Json *dataset, const char *lang, Arena *arena);
bool reference_lang_is_han(const char *lang);
/* If `dataset` is NULL, every reference is an error. */
References *references_create(const Json *dataset, const char *lang, Messages *messages, Arena *arena);
/* A copy of `json` with its references replaced, except inside "chart". Texts by language become the text of `lang`. An unknown
 * reference is an error at its place. */
const Json *references_resolve(const References *references, const Json *json);
/* A value as text: texts and numbers as they are, lists joined; "" for anything else. */
const char *reference_text(const Json *value, Arena *arena);
