/* base/crew.h: threads that work off a queue of jobs, with the thread that asks for them as one of the crew.
 *
 * Jobs begin in the order in which they are added. A job may use nothing that belongs to one thread: no arena, budget, messages or
 * Pango. The results must not depend on the number of threads.
 */
#pragma once
#include <stdbool.h>

typedef struct Crew Crew;
typedef void (*CrewJob)(void *closure);

/* `threads`: with the caller's; 0: one for each processor. The others start with the second job and later ones, and not at all for a crew of one. */
Crew *crew_create(int threads);
void crew_add(Crew *crew, CrewJob job, void *closure);
/* True once the first `count` jobs added are done. Else does one job, or waits a little for one to end, and returns false, so that the
 * caller may look whether the work is still wanted. */
bool crew_has_done(Crew *crew, unsigned count);
/* Drops what has not begun, and waits for what has. */
void crew_destroy(void *crew);
