/* poster/reference.h: numbers and words by their name in a dataset.
 *
 * {"ref": "support.value", "format": ".1f"} stands for a value, "{support.value}" inside a text for its words. The first part
 * is the "id" of an entry in any list of the dataset, the others lead into it. Other members of an object with a "ref" are laid
 * over the entry it names.
 */
#pragma once
#include "json/json.h"

typedef struct References References;
/* `dataset` may be NULL: then every reference is an error. */
References *references_create(const Json *dataset, const char *lang, Messages *messages, Arena *arena);
/* A copy of `json` with its references replaced; what stands under a "chart" is left as it is. Texts by language become the
 * text of `lang`. An unknown reference leaves an error at its place. */
const Json *references_resolve(const References *references, const Json *json);
/* A value in words: texts and numbers as they are, lists joined; "" for anything else. */
const char *reference_text(const Json *value, Arena *arena);
