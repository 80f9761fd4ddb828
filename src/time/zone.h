/* time/zone.h: time zones by their IANA names, besides the one that TZ sets for the process. */
#pragma once
#include "base/arena.h"

typedef struct Zone Zone;

/* "Asia/Shanghai"; NULL if the system has none of that name. Lives in `arena`. Several threads may use it. */
const Zone *zone_find(const char *name, Arena *arena);
/* Seconds to add to UTC for the wall time there. `seconds` are since 1970. */
double zone_offset(const Zone *zone, double seconds);
