/* batch/environment.h: what of the machine and of its settings decides how charts look, besides fonts: the program, the libraries that draw, what is
 * installed with it, the time zone, the locale. */
#pragma once
#include "batch/digests.h"

/* An array of pairs [name, value] as JSON, owned by the caller (cJSON_Delete). Names are phrases for messages: "the time zone", "libcairo.so.2". To be
 * called before libraries are loaded on use, since it lists what is loaded. */
cJSON *environment_read(Digests *digests);
