/* vegalite/dataflow/generate.h: data that are generated, not read: {"sequence": …}, {"graticule": …}, {"sphere": …}. */
#pragma once
#include "data/table.h"

/* NULL after an error message. */
const Table *generate_table(const Json *data, Messages *messages, Arena *arena);
