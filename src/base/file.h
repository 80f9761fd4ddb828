/* base/file.h: files, read under access rules and written whole or not at all. */
#pragma once
#include "base/messages.h"

/* Which folders may be read. */
typedef struct FileAccess FileAccess;
/* Lives in `arena`. `folder` is the spec's own; the current folder is always allowed too; `allowed` (NULL-terminated, may be NULL)
 * are further ones. */
FileAccess *file_access_create(const char *folder, const char *const *allowed, Arena *arena);
/* The whole file `url` names (relative to the access's folder; file:// accepted), as a Source named as it was written. NULL
 * after a message at `at`: missing, a folder, unreadable, outside the allowed folders (links resolved first), a remote URL. */
const Source *file_read(FileAccess *access, const char *url, Place at, Messages *messages, Arena *arena);
/* The real paths of the files read so far, in order, each once; NULL-terminated, until the next file is read. */
const char *const *file_access_files(const FileAccess *access);
/* A file the user named on the command line: no access rule. "-" is standard input. */
const Source *file_read_any(const char *path, Messages *messages, Arena *arena);
/* Writes next to `path` and renames; on any error (unwritable, full disk) nothing appears, a message is left and false
 * returned. "-" writes to standard output. */
bool file_write(const char *path, const void *bytes, size_t length, Messages *messages);
