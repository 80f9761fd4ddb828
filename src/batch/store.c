/* batch/store.c: see store.h.
 *
 * A line is "CHECK KIND KEY VALUE\n", where CHECK is the beginning of a SHA-256 of the rest and of the version of the form. It is written by one
 * write() to the end of the file, after a line end: where a writer was killed in the middle, its line alone is lost.
 */
#define _GNU_SOURCE /* NOLINT(bugprone-reserved-identifier): O_PATH */
#include "batch/store.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define FORM "1"
#define INDEX "index"
#define OBJECTS "objects"
#define LOCK "lock"
#define TAG "CACHEDIR.TAG"
#define IGNORE ".gitignore"
#define UNFINISHED "new-"

enum { CHECK = 16, HEAD = CHECK + 1 + 2 + STORE_KEY + 1, LARGEST_INDEX = 1 << 30, RECENT = 3600 /* s */ };

static const char tag_text[] = "Signature: 8a477f597d28d172789f06886806bc55\n"
                               "# This folder is the build cache of tuban. It may be deleted at any time.\n";

typedef struct Line {
  gsize at, length; /* in the text; with the line end */
  guint older;      /* of the same kind and key; 0: none */
} Line;

struct Store {
  int folder, objects; /* -1: there is none */
  int lock;            /* while it is claimed; else -1 */
  bool is_writable;
  char *text; /* of the index */
  GArray *lines;
  GHashTable *newest; /* "KIND KEY" in the text → line */
};

/* ---- the folder ---- */

static bool write_all(int fd, const char *bytes, gsize length) {
  while (length) {
    ssize_t now = write(fd, bytes, length);
    if (now < 0 && errno == EINTR) continue;
    if (now <= 0) return false;
    bytes += now;
    length -= (gsize)now;
  }
  return true;
}

/* Whole, and in place of a link of that name rather than through it. */
static bool write_file(int folder, const char *name, const char *bytes, gsize length) {
  char unfinished[64];
  g_snprintf(unfinished, sizeof unfinished, UNFINISHED "%ld-%08x", (long)getpid(), g_random_int());
  int fd = openat(folder, unfinished, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
  if (fd < 0) return false;
  bool done = write_all(fd, bytes, length);
  done = close(fd) == 0 && done && renameat(folder, unfinished, folder, name) == 0;
  int error = errno;
  if (!done) unlinkat(folder, unfinished, 0);
  errno = error;
  return done;
}

/* The bytes of a plain file, owned by the caller; NULL if there is none, or more than `most`. */
static char *read_file(int folder, const char *name, gsize most, gsize *length) {
  struct stat status;
  int fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  *length = 0;
  if (fd < 0) return NULL;
  char *bytes = NULL;
  if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && status.st_size >= 0 && (guint64)status.st_size <= most) {
    gsize size = (gsize)status.st_size;
    bytes = g_try_malloc(size + 1);
    for (ssize_t now; bytes && *length < size; *length += (gsize)now) {
      now = read(fd, bytes + *length, size - *length);
      if (now < 0 && errno == EINTR)
        now = 0;
      else if (now <= 0)
        break;
    }
    if (bytes) bytes[*length] = '\0';
  }
  close(fd);
  return bytes;
}

static bool is_tagged(int folder) {
  gsize length;
  char *text = read_file(folder, TAG, 4096, &length);
  bool is = text && strcmp(text, tag_text) == 0;
  g_free(text);
  return is;
}

/* Whether nobody has put anything into the folder; a process that makes it just now may have begun. */
static bool is_empty(int folder) {
  int again = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *dir = again < 0 ? NULL : fdopendir(again);
  bool empty = dir != NULL;
  for (const struct dirent *entry; dir && (entry = readdir(dir));)
    if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 &&
        !g_str_has_prefix(entry->d_name, UNFINISHED))
      empty = false;
  if (dir) closedir(dir);
  return empty;
}

static int open_objects(int folder) { return openat(folder, OBJECTS, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC); }

typedef void Visit(int folder, const char *name, const struct stat *status, void *to);

/* Calls `visit` for each file in the folder. */
static void visit_files(int folder, Visit *visit, void *to) {
  int again = folder < 0 ? -1 : openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *dir = again < 0 ? NULL : fdopendir(again);
  struct stat status;
  for (const struct dirent *entry; dir && (entry = readdir(dir));)
    if (fstatat(folder, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(status.st_mode))
      visit(folder, entry->d_name, &status, to);
  if (dir) closedir(dir);
}

/* What a process left that was killed while it wrote; those among the objects go when the cache is pruned. */
static void remove_stray(int folder, const char *name, const struct stat *status, void *to) {
  (void)status;
  (void)to;
  if (!g_str_has_prefix(name, UNFINISHED)) return;
  gint64 writer = g_ascii_strtoll(name + strlen(UNFINISHED), NULL, 10);
  if (writer > 0 && writer <= G_MAXINT && kill((pid_t)writer, 0) < 0 && errno == ESRCH) unlinkat(folder, name, 0);
}

/* Makes what a cache has; false with errno set. */
static bool furnish(Store *store) {
  if (faccessat(store->folder, ".", W_OK, 0) < 0) return false;
  visit_files(store->folder, remove_stray, NULL);
  if (!is_tagged(store->folder) && !write_file(store->folder, TAG, tag_text, strlen(tag_text))) return false;
  if (faccessat(store->folder, IGNORE, F_OK, AT_SYMLINK_NOFOLLOW) < 0) write_file(store->folder, IGNORE, "*\n", 2);
  if (store->objects < 0) {
    if (mkdirat(store->folder, OBJECTS, 0777) < 0 && errno != EEXIST) return false;
    store->objects = open_objects(store->folder);
  }
  return store->objects >= 0 && faccessat(store->objects, ".", W_OK, 0) == 0;
}

/* ---- the index ---- */

static guint hash_name(gconstpointer name) {
  guint hash = 5381;
  for (const char *at = name, *end = at + 2 + STORE_KEY; at < end; at++) hash = hash * 33 + (guchar)*at;
  return hash;
}

static gboolean equal_names(gconstpointer one, gconstpointer other) { return memcmp(one, other, 2 + STORE_KEY) == 0; }

static void check_of(const char *rest, gsize length, char check[STORE_DIGEST + 1]) {
  GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
  g_checksum_update(sum, (const guchar *)FORM, 1);
  g_checksum_update(sum, (const guchar *)rest, (gssize)length);
  g_strlcpy(check, g_checksum_get_string(sum), STORE_DIGEST + 1);
  g_checksum_free(sum);
}

static bool is_hex(const char *text, gsize count) {
  for (gsize i = 0; i < count; i++)
    if (!g_ascii_isdigit(text[i]) && !(text[i] >= 'a' && text[i] <= 'f')) return false;
  return true;
}

static bool has_form(const char *line, gsize length) {
  return length > HEAD && is_hex(line, CHECK) && line[CHECK] == ' ' && g_ascii_isalpha(line[CHECK + 1]) &&
         line[CHECK + 2] == ' ' && is_hex(line + CHECK + 3, STORE_KEY) && line[HEAD - 1] == ' ';
}

static void read_index(Store *store) {
  gsize length = 0;
  g_free(store->text);
  g_array_set_size(store->lines, 0);
  g_hash_table_remove_all(store->newest);
  store->text = store->folder >= 0 ? read_file(store->folder, INDEX, LARGEST_INDEX, &length) : NULL;
  for (gsize at = 0; at < length;) {
    const char *line = store->text + at, *end = memchr(line, '\n', length - at);
    if (!end) return;
    gsize size = (gsize)(end - line);
    if (has_form(line, size)) {
      const char *name = line + CHECK + 1;
      Line found = {at, size + 1, GPOINTER_TO_UINT(g_hash_table_lookup(store->newest, name))};
      g_array_append_val(store->lines, found);
      g_hash_table_insert(store->newest, (gpointer)name, GUINT_TO_POINTER(store->lines->len));
    }
    at += size + 1;
  }
}

Store *store_open(const char *folder, bool create, bool follow, StoreFault *fault) {
  int fd = -1;
  *fault = STORE_UNUSABLE;
  if (create && g_mkdir_with_parents(folder, 0777) < 0) return NULL;
  fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC | (follow ? 0 : O_NOFOLLOW));
  struct stat status;
  if (fd < 0 && lstat(folder, &status) == 0 && S_ISLNK(status.st_mode) && !follow) *fault = STORE_LINK;
  if (fd < 0 && (create || errno != ENOENT)) return NULL;
  if (fd >= 0 && !is_tagged(fd) && !is_empty(fd) && !is_tagged(fd)) { /* another process may have made it meanwhile */
    close(fd);
    *fault = STORE_FOREIGN;
    return NULL;
  }
  Store *store = g_new0(Store, 1);
  store->folder = fd;
  store->lock = -1;
  store->objects = fd >= 0 ? open_objects(fd) : -1;
  store->lines = g_array_new(FALSE, FALSE, sizeof(Line));
  store->newest = g_hash_table_new(hash_name, equal_names);
  store->is_writable = create && furnish(store);
  int error = errno;
  *fault = create && !store->is_writable ? STORE_READ_ONLY : STORE_FINE;
  read_index(store);
  errno = error;
  return store;
}

void store_close(Store *store) {
  if (!store) return;
  store_release(store);
  if (store->objects >= 0) close(store->objects);
  if (store->folder >= 0) close(store->folder);
  g_hash_table_unref(store->newest);
  g_array_unref(store->lines);
  g_free(store->text);
  g_free(store);
}

bool store_is_writable(const Store *store) { return store->is_writable; }

/* ---- lines ---- */

void store_key(const char *text, char key[STORE_KEY + 1]) {
  char digest[STORE_DIGEST + 1];
  store_digest(text, strlen(text), digest);
  g_strlcpy(key, digest, STORE_KEY + 1);
}

guint store_find(const Store *store, char kind, const char *key) {
  char name[2 + STORE_KEY + 1];
  g_snprintf(name, sizeof name, "%c %s", kind, key);
  return GPOINTER_TO_UINT(g_hash_table_lookup(store->newest, name));
}

static const Line *line_at(const Store *store, guint line) { return &g_array_index(store->lines, Line, line - 1); }

guint store_older(const Store *store, guint line) { return line_at(store, line)->older; }

cJSON *store_value(const Store *store, guint number) {
  const Line *line = line_at(store, number);
  const char *text = store->text + line->at;
  char check[STORE_DIGEST + 1];
  check_of(text + CHECK + 1, line->length - CHECK - 2, check);
  if (memcmp(check, text, CHECK) != 0) return NULL;
  return cJSON_ParseWithLength(text + HEAD, line->length - HEAD - 1);
}

static int lock_folder(const Store *store, int how) {
  int lock = openat(store->folder, LOCK, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0666);
  while (lock >= 0 && flock(lock, how) < 0) {
    if (errno == EINTR) continue;
    bool is_taken = errno == EWOULDBLOCK;
    if (!is_taken) break; /* a file system without locks: what is lost then is drawn again */
    close(lock);
    return -1;
  }
  return lock;
}

bool store_append(Store *store, char kind, const char *key, const cJSON *value) {
  if (!store->is_writable) return false;
  char *text = cJSON_PrintUnformatted(value), *rest = g_strdup_printf("%c %s %s", kind, key, text),
       check[STORE_DIGEST + 1];
  check_of(rest, strlen(rest), check);
  check[CHECK] = '\0';
  char *line = g_strdup_printf("\n%s %s\n", check, rest);
  int lock = lock_folder(store, LOCK_SH),
      fd = openat(store->folder, INDEX, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0666);
  bool done = fd >= 0 && write_all(fd, line, strlen(line));
  if (fd >= 0) close(fd);
  if (lock >= 0) close(lock);
  g_free(line);
  g_free(rest);
  cJSON_free(text);
  return done;
}

/* ---- objects ---- */

bool store_is_digest(const char *text) { return text && strlen(text) == STORE_DIGEST && is_hex(text, STORE_DIGEST); }

void store_digest(const void *bytes, gsize length, char digest[STORE_DIGEST + 1]) {
  char *sum = g_compute_checksum_for_data(G_CHECKSUM_SHA256, bytes, length);
  g_strlcpy(digest, sum, STORE_DIGEST + 1);
  g_free(sum);
}

bool store_has(const Store *store, const char *digest, gsize size) {
  struct stat status;
  return store->objects >= 0 && store_is_digest(digest) &&
         fstatat(store->objects, digest, &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(status.st_mode) &&
         (guint64)status.st_size == size;
}

bool store_put(Store *store, const void *bytes, gsize length, const char *digest) {
  if (!store->is_writable || !store_is_digest(digest)) return false;
  GBytes *known = store_get(store, digest, length);
  if (known) g_bytes_unref(known);
  return known || write_file(store->objects, digest, bytes, length);
}

GBytes *store_get(const Store *store, const char *digest, gsize size) {
  if (!store_has(store, digest, size)) return NULL;
  gsize length;
  char *bytes = read_file(store->objects, digest, size, &length), found[STORE_DIGEST + 1] = "";
  if (bytes && length == size) store_digest(bytes, length, found);
  if (strcmp(found, digest) == 0) return g_bytes_new_take(bytes, length);
  g_free(bytes);
  return NULL;
}

static void add_size(int folder, const char *name, const struct stat *status, void *to) {
  (void)folder;
  (void)name;
  *(double *)to += (double)status->st_size;
}

double store_size(const Store *store) {
  double size = 0;
  visit_files(store->objects, add_size, &size);
  return size;
}

/* ---- tidying up ---- */

guint store_count(const Store *store) { return store->lines->len; }

guint store_count_newest(const Store *store) { return g_hash_table_size(store->newest); }

double store_age(const Store *store) {
  struct stat status;
  if (store->folder < 0 || fstatat(store->folder, LOCK, &status, AT_SYMLINK_NOFOLLOW) < 0) return 0;
  return difftime(time(NULL), status.st_mtime) / 86400;
}

StoreLine store_line(const Store *store, guint number) {
  const Line *line = line_at(store, number);
  const char *text = store->text + line->at;
  return (StoreLine){text[CHECK + 1], text + CHECK + 3, text, line->length};
}

bool store_claim(Store *store) {
  if (!store->is_writable || store->lock >= 0) return false;
  store->lock = lock_folder(store, LOCK_EX | LOCK_NB);
  if (store->lock < 0) return false;
  read_index(store);
  return true;
}

bool store_keep_lines(Store *store, const GArray *lines) {
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < lines->len; i++) {
    StoreLine line = store_line(store, g_array_index(lines, guint, i));
    g_string_append_len(text, line.text, (gssize)line.length);
  }
  bool done = store->lock >= 0 && write_file(store->folder, INDEX, text->str, text->len);
  if (done) futimens(store->lock, NULL); /* store_age() */
  g_string_free(text, TRUE);
  return done;
}

static void remove_unless_kept(int folder, const char *name, const struct stat *status, void *kept) {
  bool is_ours = store_is_digest(name) || g_str_has_prefix(name, UNFINISHED);
  if (is_ours && !g_hash_table_contains(kept, name) && status->st_mtime < time(NULL) - RECENT)
    unlinkat(folder, name, 0);
}

void store_keep_objects(Store *store, GHashTable *digests) {
  if (store->lock < 0) return;
  visit_files(store->objects, remove_unless_kept, digests);
  visit_files(store->folder, remove_unless_kept, digests);
}

void store_release(Store *store) {
  if (store->lock >= 0) close(store->lock);
  store->lock = -1;
}
