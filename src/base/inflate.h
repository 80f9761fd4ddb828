/* base/inflate.h: gzip (RFC 1952), for data such as cars.csv.gz. */
#pragma once
#include "base/messages.h"

/* The source as it is unless its first bytes are gzip's; then its contents, under the same name. NULL after a message at `at`: broken,
 * cut off, or larger than a data file may be. */
const Source *source_inflated(const Source *source, Place at, Messages *messages, Arena *arena);
