/* base/file.h: files, read under access rules and written whole or not at all. */
#pragma once
#include "base/file_map.h"
#include "base/messages.h"

/* What a chart may read (base/sandbox.h), and what it has read. */
typedef struct FileAccess FileAccess;
/* Lives in `arena`. `folder` is the chart's own (NULL: the current one); `allowed` (NULL-terminated, may be NULL) are further folders and
 * files. */
FileAccess *file_access_create(const char *folder, const char *const *allowed, Arena *arena);
/* Serves what the maps name from their folders, which may be read then. `maps` must live as long as the access; may be NULL. */
void file_access_map(FileAccess *access, const FileMap *maps);
/* The whole file `url` names (relative to the access's folder; file:// accepted), as a Source named as it was written, and unpacked if it is
 * gzip. NULL after a message at `at`: missing, a folder, unreadable, outside of what the chart may read (links resolved first), a remote URL. */
const Source *file_read(FileAccess *access, const char *url, Place at, Messages *messages, Arena *arena);
/* A large file that stays on disk and is read in parts. */
typedef struct FileParts FileParts;
/* For a file that file_read() would read, if it is of at least `least` bytes and not gzip; NULL without a message for others, about which
 * file_read() knows more. It stays open as long as `arena` lives. */
FileParts *file_parts_open(FileAccess *access, const char *url, size_t least, Arena *arena);
size_t file_parts_length(const FileParts *parts); /* in bytes, when it was opened */
/* Reads `length` bytes from `offset` on into `to`; any thread may. False if they cannot be read, or are no longer there. */
bool file_parts_read(const FileParts *parts, size_t offset, size_t length, char *to);
/* Whether the file is the same as when it was opened, as far as its size and times tell. */
bool file_parts_hold(const FileParts *parts);

/* As file_read() for a file that the user named in place of one of the chart's: relative to the current folder, and without access rules. */
const Source *file_read_instead(FileAccess *access, const char *path, Messages *messages, Arena *arena);
/* Counts a file that was read otherwise among those below. */
void file_access_note(FileAccess *access, const char *path);
/* The real paths of the files read so far, in order, each once; NULL-terminated, until the next file is read. */
const char *const *file_access_files(const FileAccess *access);
/* One file that was read. */
typedef struct FileRead {
  const char *named; /* the path that was followed: relative to the access's folder, or absolute */
  bool instead;      /* by file_read_instead(): relative to the current folder */
  const Source *raw; /* its bytes, before they were unpacked; NULL: it is read in parts */
  const FileParts *parts;
} FileRead;

/* The SHA-256 of what was read, in hexadecimal, to be freed with g_free(); NULL if a file that is read in parts has changed since. */
char *file_read_digest(const FileRead *read);

/* Read `i`, in order: each name once, unless it had other bytes the second time. NULL after the last. */
const FileRead *file_access_read(const FileAccess *access, size_t i);
/* The real path that a FileRead's `named` leads to now, under the same rules; NULL if it may not be read or does not exist. */
const char *file_find(const FileAccess *access, const char *named, Arena *arena);
/* A file the user named on the command line: no access rule. "-" is standard input. */
const Source *file_read_any(const char *path, Messages *messages, Arena *arena);
/* Writes the file whole or not at all: on any error (unwritable, full disk, a folder of that name) the old one stays as it was, a message
 * is left and false returned. A link is written through, even if its target does not exist yet. A file that holds these bytes already is
 * left alone. "-" writes to standard output. */
bool file_write(const char *path, const void *bytes, size_t length, Messages *messages);
/* A name for an unfinished `path` next to it, ".tuban-MACHINE-PROCESS-RANDOM"; owned by the caller. */
char *file_stray_name(const char *path);
/* Removes what earlier processes of this user left unfinished in a folder when they were killed. */
void file_remove_strays(const char *folder);
/* Whether both paths lead to one file that exists, by links of any kind. */
bool file_is_same(const char *one, const char *other);
/* Whether the file exists and begins as font files do. */
bool file_is_font(const char *path);
