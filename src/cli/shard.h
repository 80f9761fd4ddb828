/* cli/shard.h: --shard: a part of the charts for each of several machines. */
#pragma once
#include "cli/job.h"

/* Part `index` of `total`, from 1. */
typedef struct Shard {
  guint index, total;
} Shard;

/* Reads "I/N", "auto" or "auto/N"; the environment only for the last two. 0, or 2 after an error message. NULL is the whole. */
int shard_read(const char *text, Shard *shard);
/* Leaves only the jobs of that part, in their order. All jobs are sorted by a hash of what they are called and dealt out in turn: each is in one part,
 * whichever machine asks, and parts differ by one job at most. */
void shard_apply(const Shard *shard, JobList *list);
