/* base/file.c: reading what the user names, and what charts name where the sandbox allows it: plain files only. */
#include "base/file.h"
#include "base/inflate.h"
#include "base/sandbox.h"
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct FileAccess {
  Sandbox *sandbox;
  const FileMap *maps;
  GPtrArray *files; /* real paths of what was read, NULL at the end */
  GArray *reads;    /* FileRead */
};

static void release_paths(void *paths) { g_ptr_array_free(paths, TRUE); }
static void release_reads(void *reads) { g_array_unref(reads); }

FileAccess *file_access_create(const char *folder, const char *const *allowed, Arena *arena) {
  FileAccess *access = arena_new(arena, FileAccess);
  access->sandbox = sandbox_create(folder, allowed, arena);
  access->files = g_ptr_array_new_with_free_func(g_free);
  arena_adopt(arena, access->files, release_paths);
  g_ptr_array_add(access->files, NULL);
  access->reads = g_array_new(FALSE, FALSE, sizeof(FileRead));
  arena_adopt(arena, access->reads, release_reads);
  return access;
}

void file_access_map(FileAccess *access, const FileMap *maps) {
  access->maps = maps;
  for (; maps && maps->prefix; maps++) sandbox_allow(access->sandbox, maps->folder);
}

static void add_file(FileAccess *access, const char *path) {
  for (guint i = 0; i + 1 < access->files->len; i++)
    if (strcmp(access->files->pdata[i], path) == 0) return;
  g_ptr_array_insert(access->files, (int)access->files->len - 1, g_strdup(path));
}

struct FileParts {
  int fd;
  struct stat status; /* when it was opened */
};

/* One real path may be read by several names; what each leads to may change. A file that was read in parts may be read at once later. */
static void note_file(FileAccess *access, const char *path, const char *named, bool instead, const Source *raw,
                      Arena *arena) {
  bool is_noted = false;
  add_file(access, path);
  for (guint i = 0; i < access->reads->len; i++) {
    FileRead *read = &g_array_index(access->reads, FileRead, i);
    if (read->instead != instead || strcmp(read->named, named) != 0) continue;
    if (read->parts && file_parts_hold(read->parts)) *read = (FileRead){read->named, instead, raw, NULL};
    is_noted |= read->raw && read->raw->length == raw->length && memcmp(read->raw->text, raw->text, raw->length) == 0;
  }
  FileRead read = {arena_strdup(arena, named), instead, raw, NULL};
  if (!is_noted) g_array_append_val(access->reads, read);
}

static void note_parts(FileAccess *access, const char *path, const char *named, const FileParts *parts, Arena *arena) {
  FileRead read = {arena_strdup(arena, named), false, NULL, parts};
  add_file(access, path);
  g_array_append_val(access->reads, read);
}

const FileRead *file_access_read(const FileAccess *access, size_t i) {
  return i < access->reads->len ? &g_array_index(access->reads, FileRead, i) : NULL;
}

const char *file_find(const FileAccess *access, const char *named, Arena *arena) {
  const char *real = NULL;
  return sandbox_find(access->sandbox, named, &real, arena) == SANDBOX_FOUND ? real : NULL;
}

void file_access_note(FileAccess *access, const char *path) {
  char *real = realpath(path, NULL);
  if (real) add_file(access, real);
  free(real);
}

const char *const *file_access_files(const FileAccess *access) { return (const char *const *)access->files->pdata; }

static bool is_remote(const char *url) {
  if (g_str_has_prefix(url, "//")) return true;
  size_t scheme = 0;
  while (g_ascii_isalnum(url[scheme]) || (scheme && strchr("+-.", url[scheme]) && url[scheme])) scheme++;
  if (!scheme || url[scheme] != ':') return false;
  static const char *const schemes[] = {"http:", "https:", "ftp:", "ftps:", "ws:", "wss:", NULL};
  for (const char *const *known = schemes; *known; known++)
    if (!g_ascii_strncasecmp(url, *known, strlen(*known))) return true;
  return g_str_has_prefix(url + scheme, "://");
}

/* The path a url names, NULL after a message. */
static const char *url_path(const FileAccess *access, const char *url, Place at, Messages *messages, Arena *arena) {
  if (!*url) {
    messages_error(messages, at, "E106", "the URL is empty");
    return NULL;
  }
  const char *mapped = file_mapped(access->maps, url, arena);
  if (mapped) return mapped;
  if (!g_ascii_strncasecmp(url, "data:", 5)) {
    messages_error(messages, at, "E107", "data: URLs are not supported; write the data as \"values\"");
    return NULL;
  }
  if (!g_ascii_strncasecmp(url, "file://", 7)) {
    char *path = g_filename_from_uri(url, NULL, NULL);
    if (!path) messages_error(messages, at, "E108", "\"%s\" is not a valid file URL", url);
    char *kept = arena_strdup(arena, path);
    g_free(path);
    return kept;
  }
  if (is_remote(url)) {
    const char *slash = strrchr(strstr(url, "//") ? strstr(url, "//") + 2 : url, '/');
    messages_error(
        messages, at, "E109",
        "\"%s\" is a remote address, and nothing is fetched; with its files in a folder, give --map %.*s=DIR", url,
        (int)(slash ? slash + 1 - url : (long)strlen(url)), url);
    return NULL;
  }
  return url;
}

/* A pipe or a device may have no end. */
enum { LONGEST_STREAM = 1 << 27 };

/* Reads to the end; NULL with errno set on an error. `guess` is the size the file seems to have; 0: not a regular file. */
static char *read_all(int fd, size_t guess, size_t *length, Arena *arena) {
  size_t room = guess + 1, got = 0;
  char *text = arena_alloc(arena, room + 1);
  for (;;) {
    if (got == room) {
      if (room > (guess ? UINT32_MAX / 2 : LONGEST_STREAM / 2)) {
        errno = EFBIG;
        return NULL;
      }
      room = MAX(room * 2, (size_t)65536);
      char *larger = arena_alloc(arena, room + 1);
      memcpy(larger, text, got);
      text = larger;
    }
    ssize_t now = read(fd, text + got, room - got);
    if (now < 0 && errno == EINTR) continue;
    if (now < 0) return NULL;
    if (!now) break;
    got += (size_t)now;
  }
  text[got] = '\0';
  *length = got;
  return text;
}

static const Source *source_of(int fd, const char *name, size_t guess, Arena *arena) {
  size_t length = 0;
  if (guess >= UINT32_MAX) {
    errno = EFBIG;
    return NULL;
  }
  const char *text = read_all(fd, guess, &length, arena);
  if (!text) return NULL;
  Source *source = arena_new(arena, Source);
  char *shown = g_utf8_make_valid(name, -1);
  *source = (Source){.name = arena_strdup(arena, shown), .text = text, .length = length};
  g_free(shown);
  return source;
}

/* Reads what is open, and closes it; fd is −1 where errno says why it is not. A chart's data must be plain files; what the user names
 * may be a pipe too. */
static const Source *read_open(int fd, const char *name, bool plain, Place at, Messages *messages, Arena *arena) {
  struct stat status;
  const Source *source = NULL;
  if (fd < 0 || fstat(fd, &status) < 0) {
    messages_error(messages, at, "E101", "cannot read \"%s\": %s", name, g_strerror(errno));
  } else if (S_ISDIR(status.st_mode)) {
    messages_error(messages, at, "E102", "cannot read \"%s\": it is a folder", name);
  } else if (plain && !S_ISREG(status.st_mode)) {
    messages_error(messages, at, "E103", "cannot read \"%s\": it is not a regular file", name);
  } else if (!(source = source_of(fd, name, S_ISREG(status.st_mode) ? (size_t)status.st_size : 0, arena))) {
    messages_error(messages, at, "E101", "cannot read \"%s\": %s", name, g_strerror(errno));
  }
  if (fd >= 0) close(fd);
  return source;
}

const Source *file_read(FileAccess *access, const char *url, Place at, Messages *messages, Arena *arena) {
  const char *path = url_path(access, url, at, messages, arena), *real = NULL;
  if (!path) return NULL;
  SandboxVerdict verdict = sandbox_find(access->sandbox, path, &real, arena);
  switch (verdict) {
  case SANDBOX_FOUND: break;
  case SANDBOX_MISSING:
    messages_error(messages, at, "E101", "cannot read \"%s\": %s", url, g_strerror(errno));
    return NULL;
  case SANDBOX_OUTSIDE:
    messages_error(messages, at, "E105",
                   "\"%s\" is outside the folders that may be read; allow it with --allow-path %s", url,
                   sandbox_remedy(access->sandbox, path, verdict, arena));
    return NULL;
  case SANDBOX_HIDDEN:
    messages_error(messages, at, "E170", "\"%s\" is hidden by a dot; allow it with --allow-path %s", url,
                   sandbox_remedy(access->sandbox, path, verdict, arena));
    return NULL;
  }
  BudgetAsker asker = arena_ask(arena, "file", at);
  const Source *source = read_open(sandbox_open(real), url, true, at, messages, arena);
  if (source) note_file(access, real, path, false, source, arena);
  if (source) source = source_inflated(source, at, messages, arena);
  arena_ask(arena, asker.what, asker.place);
  return source;
}

static void close_parts(void *data) {
  const FileParts *parts = data;
  close(parts->fd);
}

FileParts *file_parts_open(FileAccess *access, const char *url, size_t least, Arena *arena) {
  const char *path = file_mapped(access->maps, url, arena), *real = NULL;
  guint8 first[2];
  if (!path && (is_remote(url) || strchr(url, ':'))) return NULL;
  if (!path) path = url;
  if (sandbox_find(access->sandbox, path, &real, arena) != SANDBOX_FOUND) return NULL;
  FileParts *parts = arena_new(arena, FileParts);
  parts->fd = sandbox_open(real);
  if (parts->fd < 0) return NULL;
  arena_adopt(arena, parts, close_parts);
  bool large = fstat(parts->fd, &parts->status) == 0 && S_ISREG(parts->status.st_mode) &&
               (size_t)parts->status.st_size >= least && (size_t)parts->status.st_size < UINT32_MAX;
  if (!large || !file_parts_read(parts, 0, sizeof first, (char *)first) || (first[0] == 0x1f && first[1] == 0x8b))
    return NULL;
  note_parts(access, real, path, parts, arena);
  return parts;
}

size_t file_parts_length(const FileParts *parts) { return (size_t)parts->status.st_size; }

bool file_parts_read(const FileParts *parts, size_t offset, size_t length, char *to) {
  while (length > 0) {
    ssize_t now = pread(parts->fd, to, length, (off_t)offset);
    if (now < 0 && errno == EINTR) continue;
    if (now <= 0) return false;
    to += now;
    offset += (size_t)now;
    length -= (size_t)now;
  }
  return true;
}

bool file_parts_hold(const FileParts *parts) {
  struct stat now;
  const struct stat *then = &parts->status;
  return fstat(parts->fd, &now) == 0 && now.st_size == then->st_size && now.st_mtim.tv_sec == then->st_mtim.tv_sec &&
         now.st_mtim.tv_nsec == then->st_mtim.tv_nsec && now.st_ctim.tv_sec == then->st_ctim.tv_sec &&
         now.st_ctim.tv_nsec == then->st_ctim.tv_nsec;
}

char *file_read_digest(const FileRead *read) {
  enum { PART = 1 << 16 };
  if (read->raw)
    return g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)read->raw->text, read->raw->length);
  GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
  char *part = g_malloc(PART), *digest = NULL;
  size_t length = file_parts_length(read->parts), at = 0;
  for (size_t now; at < length; at += now) {
    now = MIN(length - at, (size_t)PART);
    if (!file_parts_read(read->parts, at, now, part)) break;
    g_checksum_update(sum, (const guchar *)part, (gssize)now);
  }
  if (at == length && file_parts_hold(read->parts)) digest = g_strdup(g_checksum_get_string(sum));
  g_free(part);
  g_checksum_free(sum);
  return digest;
}

const Source *file_read_instead(FileAccess *access, const char *path, Messages *messages, Arena *arena) {
  const Source *source = read_open(open(path, O_RDONLY | O_CLOEXEC), path, false, (Place){0}, messages, arena);
  char *real = source ? realpath(path, NULL) : NULL;
  if (real) note_file(access, real, path, true, source, arena);
  free(real);
  return source ? source_inflated(source, (Place){0}, messages, arena) : NULL;
}

const Source *file_read_any(const char *path, Messages *messages, Arena *arena) {
  if (strcmp(path, "-") != 0)
    return read_open(open(path, O_RDONLY | O_CLOEXEC), path, false, (Place){0}, messages, arena);
  const Source *source = source_of(STDIN_FILENO, "<stdin>", 0, arena);
  if (!source) messages_error(messages, (Place){0}, "E104", "cannot read standard input: %s", g_strerror(errno));
  return source;
}
