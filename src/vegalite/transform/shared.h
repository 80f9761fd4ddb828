/* vegalite/transform/shared.h: JSON that transforms and channel definitions write alike. False after an error message. */
#pragma once
#include "transform/functions.h"

/* True, NULL or an object of bin parameters. Without maxbins and step there are at most 10 bins; a caller with another
 * default must set it. */
bool bin_read(const Json *bin, BinParams *params, TransformContext *context);
/* A name ("utcyearmonth") or an object {unit, step, maxbins, utc, binned}; with maxbins and no unit it depends on the extent of
 * `field`. */
bool time_unit_read(const Json *time_unit, const Table *in, const char *field, TimeUnit *unit,
                    TransformContext *context);
/* The properties of an imputation besides its fields: value, keyvals (an array of keys or {start, stop, step}) and,
 * where params->method reads one, its frame ([before, after], null for unbounded). */
bool impute_read(const Json *impute, ImputeParams *params, TransformContext *context);
