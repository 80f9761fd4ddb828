/* scale/index.h: the index of a value in a list of values (for scale/ and the code that finds its domains).
 *
 * Equality is that of d3's InternMap: dates equal the number of their moment, NaN equals itself.
 */
#pragma once
#include "data/table.h"

typedef struct ValueIndex ValueIndex;
enum { INDEX_NONE = G_MAXUINT32 };

/* Numbers the distinct values in order; *distinct gets them (they live in `arena`), *distinct_count how many. */
const ValueIndex *value_index_create(const Value *values, size_t count, const Value **distinct, size_t *distinct_count,
                                     Arena *arena);
guint32 value_index_find(const ValueIndex *index, Value value);
/* The same for a whole column; INDEX_NONE for what is not in the list. */
void value_index_find_column(const ValueIndex *index, const Column *column, guint32 *out);
