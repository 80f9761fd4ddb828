/* batch/digests.c: see digests.h. */
#include "batch/digests.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FINE_TICK = 20000 /* µs: the kernel's clock for files */, COARSE_TICK = 2100000 /* FAT's */ };
static const gint64 LARGEST = (gint64)1 << 32; /* what a chart reads is smaller */

struct Digests {
  Store *store;
  char *base;         /* canonical */
  char *here;         /* the current folder */
  GHashTable *names;  /* path → name */
  GHashTable *inputs; /* name → digest; "": it cannot be read */
  GHashTable *wrote;  /* paths that were written and not looked at since */
};

Digests *digests_create(Store *store, const char *base) {
  Digests *digests = g_new0(Digests, 1);
  digests->store = store;
  digests->here = g_get_current_dir();
  digests->base = g_canonicalize_filename(base, digests->here);
  digests->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  digests->inputs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  digests->wrote = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  return digests;
}

void digests_destroy(Digests *digests) {
  if (!digests) return;
  g_hash_table_unref(digests->names);
  g_hash_table_unref(digests->inputs);
  g_hash_table_unref(digests->wrote);
  g_free(digests->base);
  g_free(digests->here);
  g_free(digests);
}

const char *digests_name(Digests *digests, const char *path) {
  const char *known = g_hash_table_lookup(digests->names, path);
  if (known) return known;
  char *whole = g_canonicalize_filename(path, digests->here);
  gsize length = strlen(digests->base);
  bool below = strncmp(whole, digests->base, length) == 0 && whole[length] == '/';
  char *name = g_strdup(below ? whole + length + 1 : whole);
  g_hash_table_insert(digests->names, g_strdup(path), name);
  g_free(whole);
  return name;
}

char *digests_path(const Digests *digests, const char *name) {
  return g_path_is_absolute(name) ? g_strdup(name) : g_build_filename(digests->base, name, NULL);
}

/* ---- states ---- */

static void state_of(const struct stat *status, char state[DIGESTS_STATE]) {
  g_snprintf(state, DIGESTS_STATE, "%lld %lld.%09ld %lld.%09ld %llu %llu", (long long)status->st_size,
             (long long)status->st_mtim.tv_sec, status->st_mtim.tv_nsec, (long long)status->st_ctim.tv_sec,
             status->st_ctim.tv_nsec, (unsigned long long)status->st_ino, (unsigned long long)status->st_dev);
}

void digests_state(const char *path, char state[DIGESTS_STATE]) {
  struct stat status;
  *state = '\0';
  if (stat(path, &status) == 0) state_of(&status, state);
}

static gint64 microseconds(const struct timespec *time) {
  return (gint64)time->tv_sec * G_USEC_PER_SEC + time->tv_nsec / 1000;
}

/* Whether what changes the file from `moment` on gives it another state. */
static bool is_settled(const struct stat *status, gint64 moment) {
  gint64 tick = status->st_ctim.tv_nsec ? FINE_TICK : COARSE_TICK;
  return MAX(microseconds(&status->st_mtim), microseconds(&status->st_ctim)) + tick < moment;
}

static void keep(Digests *digests, const char *name, const struct stat *status, const char *digest) {
  char key[STORE_KEY + 1], state[DIGESTS_STATE];
  store_key(name, key);
  state_of(status, state);
  guint line = store_find(digests->store, DIGESTS_LINE, key);
  cJSON *value = line ? store_value(digests->store, line) : NULL,
        *known_state = cJSON_GetObjectItemCaseSensitive(value, "state"),
        *known = cJSON_GetObjectItemCaseSensitive(value, "digest");
  bool is_known = cJSON_IsString(known_state) && cJSON_IsString(known) &&
                  strcmp(known_state->valuestring, state) == 0 && strcmp(known->valuestring, digest) == 0;
  cJSON_Delete(value);
  if (is_known) return;
  value = cJSON_CreateObject();
  cJSON_AddStringToObject(value, "file", name);
  cJSON_AddStringToObject(value, "digest", digest);
  cJSON_AddStringToObject(value, "state", state);
  store_append(digests->store, DIGESTS_LINE, key, value);
  cJSON_Delete(value);
}

/* What is known of a file with that state. */
static bool recall(const Digests *digests, const char *name, const struct stat *status, char digest[STORE_DIGEST + 1]) {
  char key[STORE_KEY + 1], state[DIGESTS_STATE];
  store_key(name, key);
  state_of(status, state);
  guint line = store_find(digests->store, DIGESTS_LINE, key);
  cJSON *value = line ? store_value(digests->store, line) : NULL;
  const char *known_state = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(value, "state")),
             *known = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(value, "digest")),
             *file = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(value, "file"));
  bool found =
      known_state && file && store_is_digest(known) && strcmp(known_state, state) == 0 && strcmp(file, name) == 0;
  if (found) g_strlcpy(digest, known, STORE_DIGEST + 1);
  cJSON_Delete(value);
  return found;
}

/* ---- contents ---- */

static bool hash_file(int fd, char digest[STORE_DIGEST + 1]) {
  guchar part[65536];
  GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
  ssize_t now;
  gint64 length = 0;
  while (((now = read(fd, part, sizeof part)) > 0 && (length += now) <= LARGEST) || (now < 0 && errno == EINTR))
    if (now > 0) g_checksum_update(sum, part, now);
  g_strlcpy(digest, g_checksum_get_string(sum), STORE_DIGEST + 1);
  g_checksum_free(sum);
  return now == 0;
}

/* Reads the file, and keeps its state if that is settled. */
static bool read_digest(Digests *digests, const char *path, const char *name, char digest[STORE_DIGEST + 1]) {
  struct stat before, after;
  gint64 moment = g_get_real_time();
  int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  if (fd < 0) return false;
  bool done = fstat(fd, &before) == 0 && S_ISREG(before.st_mode) && before.st_size <= LARGEST &&
              hash_file(fd, digest) && fstat(fd, &after) == 0;
  close(fd);
  char one[DIGESTS_STATE], other[DIGESTS_STATE];
  if (!done) return false;
  state_of(&before, one);
  state_of(&after, other);
  if (strcmp(one, other) == 0 && is_settled(&before, moment)) keep(digests, name, &before, digest);
  return true;
}

static bool find_digest(Digests *digests, const char *path, char digest[STORE_DIGEST + 1]) {
  const char *name = digests_name(digests, path);
  struct stat status;
  *digest = '\0';
  if (stat(path, &status) < 0 || !S_ISREG(status.st_mode)) return false;
  if (recall(digests, name, &status, digest) || read_digest(digests, path, name, digest)) return true;
  *digest = '\0';
  return false;
}

const char *digests_of_input(Digests *digests, const char *path) {
  const char *name = digests_name(digests, path), *known = g_hash_table_lookup(digests->inputs, name);
  if (!known) {
    char digest[STORE_DIGEST + 1];
    find_digest(digests, path, digest);
    g_hash_table_insert(digests->inputs, g_strdup(name), (gpointer)(known = g_strdup(digest)));
  }
  return *known ? known : NULL;
}

void digests_of_output(Digests *digests, const char *path, char digest[STORE_DIGEST + 1]) {
  find_digest(digests, path, digest);
}

void digests_learn(Digests *digests, const char *path, const char *digest, gint64 since) {
  struct stat status;
  if (stat(path, &status) == 0 && S_ISREG(status.st_mode) && is_settled(&status, since))
    keep(digests, digests_name(digests, path), &status, digest);
}

void digests_wrote(Digests *digests, const char *path) { g_hash_table_add(digests->wrote, g_strdup(path)); }

void digests_settle(Digests *digests) {
  GHashTableIter iter;
  gpointer path;
  gint64 now = g_get_real_time();
  g_hash_table_iter_init(&iter, digests->wrote);
  while (g_hash_table_iter_next(&iter, &path, NULL)) {
    struct stat status;
    char digest[STORE_DIGEST + 1];
    if (stat(path, &status) == 0 && !is_settled(&status, now)) continue;
    find_digest(digests, path, digest);
    g_hash_table_iter_remove(&iter);
  }
}

bool digests_is_current(const Digests *digests, const cJSON *value) {
  const char *file = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(value, "file")),
             *known = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(value, "state"));
  char state[DIGESTS_STATE] = "", *path = file ? digests_path(digests, file) : NULL;
  if (path) digests_state(path, state);
  g_free(path);
  return path && known && strcmp(known, state) == 0;
}
