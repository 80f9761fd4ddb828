/* base/file_write.c: writing files whole.
 *
 * A file has no name until it is complete (O_TMPFILE of Linux). Then it is linked to its target; where that exists, to a stray name next
 * to it, which is renamed over it at once. File systems without unnamed files have the stray name from the start. Signals that
 * end programs wait while there is one, so that only SIGKILL or a crash leaves it behind; file_remove_strays() recognises
 * such files by the process in their names.
 */
#define _GNU_SOURCE /* O_TMPFILE */
#include "base/file.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#ifndef O_TMPFILE
#define O_TMPFILE 0 /* other systems than Linux have no unnamed files */
#endif

enum { LINKS_MAX = 40, TRIES = 100, OLD = 3600 /* s */ };
static const char stray_prefix[] = ".tuban-";

/* Processes of one machine since it started; another one that shares the folder may have processes of the same numbers. */
static guint32 machine_id(void) {
  char boot[64] = "", host[256] = "";
  struct stat space = {0};
  FILE *file = fopen("/proc/sys/kernel/random/boot_id", "re");
  if (file && !fgets(boot, sizeof boot, file)) *boot = '\0';
  if (file) fclose(file);
  gethostname(host, sizeof host - 1);
  stat("/proc/self/ns/pid", &space);
  return g_str_hash(boot) ^ g_str_hash(host) * 31 ^ (guint32)space.st_ino;
}

char *file_stray_name(const char *path) {
  char *folder = g_path_get_dirname(path);
  char *name =
      g_strdup_printf("%s/%s%08x-%ld-%08x", folder, stray_prefix, machine_id(), (long)getpid(), g_random_int());
  g_free(folder);
  return name;
}

/* Whether `name` is one that file_stray_name() makes. */
static bool is_stray_name(const char *name, guint32 *machine, long *process) {
  unsigned random;
  char again[64];
  if (sscanf(name, ".tuban-%8x-%10ld-%8x", machine, process, &random) != 3 || *process <= 0) return false;
  g_snprintf(again, sizeof again, "%s%08x-%ld-%08x", stray_prefix, *machine, *process, random);
  return strcmp(name, again) == 0;
}

static bool is_abandoned(const char *path, guint32 machine, long process) {
  struct stat status;
  if (lstat(path, &status) < 0 || !S_ISREG(status.st_mode) || status.st_uid != geteuid()) return false;
  if (status.st_ctime < time(NULL) - OLD) return true; /* writing takes moments */
  return machine == machine_id() && kill((pid_t)process, 0) < 0 && errno == ESRCH;
}

void file_remove_strays(const char *folder) {
  GDir *dir = g_dir_open(folder, 0, NULL);
  if (!dir) return;
  for (const char *name; (name = g_dir_read_name(dir));) {
    guint32 machine;
    long process;
    if (!g_str_has_prefix(name, stray_prefix) || !is_stray_name(name, &machine, &process)) continue;
    char *path = g_build_filename(folder, name, NULL);
    if (is_abandoned(path, machine, process)) unlink(path);
    g_free(path);
  }
  g_dir_close(dir);
}

static bool write_all(int fd, const char *bytes, size_t length) {
  while (length) {
    ssize_t now = write(fd, bytes, length);
    if (now < 0 && errno == EINTR) continue;
    if (now < 0) return false;
    bytes += now;
    length -= (size_t)now;
  }
  return true;
}

/* False with errno set; `done` so far. */
static bool close_file(int fd, bool done) {
  int error = errno;
  if (close(fd) < 0 && done) return false;
  errno = error;
  return done;
}

static void hold_signals(sigset_t *before) {
  static const int ending[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
  sigset_t held;
  sigemptyset(&held);
  for (size_t i = 0; i < G_N_ELEMENTS(ending); i++) sigaddset(&held, ending[i]);
  pthread_sigmask(SIG_BLOCK, &held, before);
}

static void release_signals(const sigset_t *before) {
  int error = errno;
  pthread_sigmask(SIG_SETMASK, before, NULL);
  errno = error;
}

/* Gives the stray its final name, or removes it. */
static bool finish_stray(const char *stray, const char *path, bool done) {
  if (done && rename(stray, path) == 0) return true;
  int error = errno;
  unlink(stray);
  errno = error;
  return false;
}

/* Writes a file that has a name from the start. `mode` 0: as usual. */
static bool write_named(const char *path, mode_t mode, const void *bytes, size_t length) {
  sigset_t before;
  hold_signals(&before);
  char *stray = NULL;
  int fd = -1;
  for (int i = 0; i < TRIES && fd < 0 && (i == 0 || errno == EEXIST); i++) {
    g_free(stray);
    stray = file_stray_name(path);
    fd = open(stray, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode ? 0600 : 0666); /* the old file may be private */
  }
  bool done = fd >= 0 && write_all(fd, bytes, length) && (!mode || fchmod(fd, mode & 07777) == 0);
  if (fd >= 0) done = finish_stray(stray, path, close_file(fd, done));
  release_signals(&before);
  g_free(stray);
  return done;
}

/* Gives an unnamed file its name. */
static bool link_file(int fd, const char *path) {
  char from[64], *stray = NULL;
  g_snprintf(from, sizeof from, "/proc/self/fd/%d", fd);
  if (linkat(AT_FDCWD, from, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0) return true;
  sigset_t before;
  hold_signals(&before);
  bool linked = false;
  for (int i = 0; i < TRIES && !linked && errno == EEXIST; i++) {
    g_free(stray);
    stray = file_stray_name(path);
    linked = linkat(AT_FDCWD, from, AT_FDCWD, stray, AT_SYMLINK_FOLLOW) == 0;
  }
  bool done = linked && finish_stray(stray, path, true);
  release_signals(&before);
  g_free(stray);
  return done;
}

/* *supported is set to whether the file system has unnamed files and names them later. */
static bool write_unnamed(const char *path, mode_t mode, const void *bytes, size_t length, bool *supported) {
  *supported = O_TMPFILE != 0;
  if (!*supported) return false;
  char *folder = g_path_get_dirname(path);
  int fd = open(folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
  g_free(folder);
  *supported = fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL);
  if (fd < 0) return false;
  bool done = write_all(fd, bytes, length) && (!mode || fchmod(fd, mode & 07777) == 0);
  if (done && !(done = link_file(fd, path))) *supported = errno != ENOENT && errno != EOPNOTSUPP && errno != EPERM;
  return close_file(fd, done);
}

/* `path` is not a link. On failure, false with errno set and no file left over. */
static bool write_beside(const char *path, mode_t mode, const void *bytes, size_t length) {
  bool supported;
  return write_unnamed(path, mode, bytes, length, &supported) || (!supported && write_named(path, mode, bytes, length));
}

/* Devices and pipes cannot be replaced by a file. */
static bool write_into(const char *path, const void *bytes, size_t length) {
  int fd = open(path, O_WRONLY | O_CLOEXEC);
  return fd >= 0 && close_file(fd, write_all(fd, bytes, length));
}

static bool holds_already(const char *path, const struct stat *status, const char *bytes, size_t length) {
  char part[16384];
  if (status->st_size < 0 || (size_t)status->st_size != length) return false;
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return false;
  size_t same = 0;
  for (ssize_t now; same < length && (now = read(fd, part, sizeof part)) > 0; same += (size_t)now)
    if ((size_t)now > length - same || memcmp(part, bytes + same, (size_t)now) != 0) break;
  close(fd);
  return same == length;
}

/* Where a dangling link leads; the path itself if it is not a link. NULL with errno set. Owned by the caller. */
static char *link_end(const char *path) {
  char *at = g_strdup(path), target[PATH_MAX];
  for (int i = 0; i < LINKS_MAX; i++) {
    ssize_t length = readlink(at, target, sizeof target - 1);
    if (length < 0) return at;
    target[length] = '\0';
    char *folder = g_path_get_dirname(at),
         *next = *target == '/' ? g_strdup(target) : g_build_filename(folder, target, NULL);
    g_free(folder);
    g_free(at);
    at = next;
  }
  g_free(at);
  errno = ELOOP;
  return NULL;
}

/* Links stay links. `mode` is not 0 if the file exists. */
static bool write_through(const char *path, mode_t mode, const void *bytes, size_t length) {
  char *real = mode ? realpath(path, NULL) : link_end(path);
  bool done = real && write_beside(real, mode, bytes, length);
  int error = errno;
  if (mode)
    free(real);
  else
    g_free(real);
  errno = error;
  return done;
}

static bool write_path(const char *path, const void *bytes, size_t length) {
  struct stat status;
  if (stat(path, &status) < 0) return errno == ENOENT && write_through(path, 0, bytes, length);
  if (S_ISDIR(status.st_mode)) {
    errno = EISDIR;
    return false;
  }
  if (!S_ISREG(status.st_mode)) return write_into(path, bytes, length);
  if (holds_already(path, &status, bytes, length)) return true;
  if (access(path, W_OK) < 0) return false;
  return write_through(path, S_IFREG | (status.st_mode & 07777), bytes, length);
}

bool file_write(const char *path, const void *bytes, size_t length, Messages *messages) {
  bool to_stdout = !strcmp(path, "-");
  if (to_stdout ? write_all(STDOUT_FILENO, bytes, length) : write_path(path, bytes, length)) return true;
  const char *reason = g_strerror(errno);
  if (to_stdout) {
    messages_error(messages, (Place){0}, "E110", "cannot write to standard output: %s", reason);
  } else {
    messages_error(messages, (Place){0}, "E111", "cannot write \"%s\": %s", path, reason);
  }
  return false;
}

bool file_is_same(const char *one, const char *other) {
  struct stat first, second;
  return stat(one, &first) == 0 && stat(other, &second) == 0 && first.st_dev == second.st_dev &&
         first.st_ino == second.st_ino;
}

bool file_is_font(const char *path) {
  static const char *const begins[] = {"OTTO", "true", "ttcf", "wOFF", "wOF2", "%!PS-AdobeFont"};
  char bytes[16] = "";
  struct stat status;
  if (stat(path, &status) < 0 || !S_ISREG(status.st_mode)) return false;
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  ssize_t length = fd >= 0 ? read(fd, bytes, sizeof bytes) : 0;
  if (fd >= 0) close(fd);
  for (size_t i = 0; i < G_N_ELEMENTS(begins); i++)
    if (length >= (ssize_t)strlen(begins[i]) && memcmp(bytes, begins[i], strlen(begins[i])) == 0) return true;
  return length >= 4 && memcmp(bytes, "\0\1\0\0", 4) == 0;
}
