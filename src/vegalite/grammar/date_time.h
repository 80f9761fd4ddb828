/* vegalite/grammar/date_time.h: dates written in parts, {"year": 2012, "month": "jan"} (Vega-Lite's datetime.ts).
 *
 * Months and quarters count from 1, days of the week from 0 (Sunday), 7 being Sunday too; months and days may be names,
 * of which the first three letters count. A missing year is 2012. "day" is used only if it is the only part. Local
 * time, unless "utc" is true.
 */
#pragma once
#include "json/json.h"

/* An object that has one of the parts. False for NULL. */
bool date_time_is(const Json *json);
/* datetime(2012, 0, 1, 0, 0, 0, 0), or utc(…); NULL after an error message. `messages` may be NULL. Lives in `arena`. */
char *date_time_to_expression(const Json *date_time, Messages *messages, Arena *arena);
/* The moment, in ms since the epoch; NaN after an error message. `messages` may be NULL. */
double date_time_to_ms(const Json *date_time, Messages *messages);
