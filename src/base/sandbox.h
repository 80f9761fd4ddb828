/* base/sandbox.h: which files a chart may read.
 *
 * A chart may come from anyone. It may read what is below its own folder, below the root of its project, and what the user allowed.
 */
#pragma once
#include "base/arena.h"

typedef struct Sandbox Sandbox;

/* Lives in `arena`. `folder` is the chart's own; NULL or "": the current one. The root of its project is the nearest folder at or
 * above it with a ".git" or "tuban.json" in it, but never "/", the home folder or a folder above that, and no folder as /tmp (sticky, everybody may write). Below its own folder
 * is only what lies directly in it, if that is "/" or above the home folder. `allowed` (folders or files, NULL-terminated, may be
 * NULL) are what the user adds. */
Sandbox *sandbox_create(const char *folder, const char *const *allowed, Arena *arena);

/* Adds a folder or file to what may be read; nothing if it does not exist. */
void sandbox_allow(Sandbox *sandbox, const char *path);

typedef enum SandboxVerdict {
  SANDBOX_FOUND,   /* something of that name, which may be read */
  SANDBOX_MISSING, /* nothing, where the chart may look; errno says why */
  SANDBOX_OUTSIDE, /* whether there is something is not told */
  SANDBOX_HIDDEN   /* a name on the way, below what is allowed, begins with a dot */
} SandboxVerdict;

/* Where `path`, relative to the chart's folder, leads to; names are collapsed first ("a/../b" is "b"), then links are resolved. *real is
 * set to the path without links when it is found, else to NULL. */
SandboxVerdict sandbox_find(const Sandbox *sandbox, const char *path, const char **real, Arena *arena);
/* Opens for reading what sandbox_find() has found: with errno set, −1 if a link has been put anywhere on its path since, so that
 * nothing can lead outside between the two. Never waits for a pipe. */
int sandbox_open(const char *real);
/* What to write after --allow-path for `path` to be found, quoted for a shell if that is needed: its folder, or itself if it is
 * hidden. "DIR" for a path that only a link leads outside. */
const char *sandbox_remedy(const Sandbox *sandbox, const char *path, SandboxVerdict verdict, Arena *arena);
