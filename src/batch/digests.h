/* batch/digests.h: what files hold, by SHA-256, without reading those that have not changed.
 *
 * A file's state (size, times of its content and of its inode, inode, device) stands for its content, if that was read when the state was older than
 * what the clock of the file system tells apart: a file that is written twice within one tick has one state, so its first content is not kept.
 */
#pragma once
#include "batch/store.h"

typedef struct Digests Digests;

enum { DIGESTS_LINE = 'F' }; /* the kind of its lines in the store */

/* `base` is the folder that paths are kept relative to, if they are below it. The store must live as long. */
Digests *digests_create(Store *store, const char *base);
void digests_destroy(Digests *digests);

/* What a path is called in the cache: relative to the base, if it is below it. It lives as long as the digests. */
const char *digests_name(Digests *digests, const char *path);
/* The path of such a name; g_free() it. */
char *digests_path(const Digests *digests, const char *name);
/* The digest of a plain file's content, read once in a call; NULL if it cannot be read. */
const char *digests_of_input(Digests *digests, const char *path);
/* The same as it is now, for files that this call may write; "" if it cannot be read. */
void digests_of_output(Digests *digests, const char *path, char digest[STORE_DIGEST + 1]);
/* The file had that content when it was read, which was after the moment `since` (g_get_real_time()). */
void digests_learn(Digests *digests, const char *path, const char *digest, gint64 since);
/* The file was just written. It is looked at again by digests_settle(), once its state is old enough. */
void digests_wrote(Digests *digests, const char *path);
void digests_settle(Digests *digests);
/* Whether a value that the store has of a file is still of use: the file has that state. */
bool digests_is_current(const Digests *digests, const cJSON *value);
/* The state of a file, to be compared; "" if there is none. */
enum { DIGESTS_STATE = 160 };
void digests_state(const char *path, char state[DIGESTS_STATE]);
