/* base/sandbox.c: see sandbox.h.
 *
 * A path is followed here, one name after the other, and not by realpath(): whether that finds something would show what exists
 * outside. "../closed/none.csv" and "../closed/secret.csv" get the same verdict, and so do links that leave the sandbox.
 */
#define _GNU_SOURCE /* O_PATH */
#include "base/sandbox.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LINKS_MAX = 40 };

typedef struct Root {
  char *path; /* real */
  bool flat;  /* what lies directly in it alone */
} Root;

struct Sandbox {
  const char *folder; /* as it was given */
  const char *start;  /* its real path, "" for "/" */
  GArray *roots;
};

static bool is_below(const char *path, const char *root) {
  size_t length = strlen(root);
  if (length && root[length - 1] == '/') length--;
  return !strncmp(path, root, length) && (path[length] == '/' || !path[length]);
}

static void release_roots(void *roots) { g_array_unref(roots); }
static void clear_root(void *root) { g_free(((Root *)root)->path); }

static void add_root(Sandbox *sandbox, const char *path, bool flat) {
  Root root = {g_strdup(path), flat};
  g_array_append_val(sandbox->roots, root);
}

void sandbox_allow(Sandbox *sandbox, const char *path) {
  char *real = realpath(path, NULL);
  if (real) add_root(sandbox, real, false);
  free(real);
}

static bool holds(const char *folder, const char *name) {
  char *path = g_build_filename(folder, name, NULL);
  struct stat status;
  bool is = lstat(path, &status) == 0;
  g_free(path);
  return is;
}

/* A folder as /tmp, where anybody could put a ".git" next to the files of others, is nobody's project. */
static bool is_shared(const char *folder) {
  struct stat status;
  return stat(folder, &status) == 0 && (status.st_mode & S_ISVTX) && (status.st_mode & S_IWOTH);
}

/* `home` is a real path or NULL. */
static void allow_project(Sandbox *sandbox, const char *folder, const char *home) {
  char *at = g_strdup(folder);
  while (strcmp(at, "/") != 0 && !(home && is_below(home, at))) {
    if (!is_shared(at) && (holds(at, ".git") || holds(at, "tuban.json"))) {
      add_root(sandbox, at, false);
      break;
    }
    char *above = g_path_get_dirname(at);
    g_free(at);
    at = above;
  }
  g_free(at);
}

/* GLib would keep the first answer. */
static char *home_folder(void) {
  const char *home = g_getenv("HOME");
  return realpath(home && *home ? home : g_get_home_dir(), NULL);
}

Sandbox *sandbox_create(const char *folder, const char *const *allowed, Arena *arena) {
  Sandbox *sandbox = arena_new(arena, Sandbox);
  sandbox->folder = arena_strdup(arena, folder && *folder ? folder : ".");
  sandbox->start = sandbox->folder;
  sandbox->roots = g_array_new(FALSE, FALSE, sizeof(Root));
  g_array_set_clear_func(sandbox->roots, clear_root);
  arena_adopt(arena, sandbox->roots, release_roots);
  char *real = realpath(sandbox->folder, NULL), *home = home_folder();
  if (real) {
    bool too_wide = strcmp(real, "/") == 0 || (home && is_below(home, real) && strcmp(home, real) != 0);
    sandbox->start = strcmp(real, "/") == 0 ? "" : arena_strdup(arena, real);
    add_root(sandbox, real, too_wide);
    allow_project(sandbox, real, home);
  }
  free(real);
  free(home);
  for (; allowed && *allowed; allowed++) sandbox_allow(sandbox, *allowed);
  return sandbox;
}

static SandboxVerdict judge_by(const Root *root, const char *path) {
  if (!is_below(path, root->path)) return SANDBOX_OUTSIDE;
  const char *rest = path + (strcmp(root->path, "/") == 0 ? 0 : strlen(root->path));
  if (root->flat && *rest && strchr(rest + 1, '/')) return SANDBOX_OUTSIDE;
  return strstr(rest, "/.") ? SANDBOX_HIDDEN : SANDBOX_FOUND;
}

static SandboxVerdict judge(const Sandbox *sandbox, const char *path) {
  SandboxVerdict verdict = SANDBOX_OUTSIDE;
  for (guint i = 0; i < sandbox->roots->len && verdict != SANDBOX_FOUND; i++) {
    SandboxVerdict one = judge_by(&g_array_index(sandbox->roots, Root, i), path);
    if (one != SANDBOX_OUTSIDE) verdict = one;
  }
  return verdict;
}

/* Whether a chart knows of that folder anyway: it may read there, or its own is below. */
static bool is_known(const Sandbox *sandbox, const char *path) {
  if (judge(sandbox, path) != SANDBOX_OUTSIDE) return true;
  for (guint i = 0; i < sandbox->roots->len; i++)
    if (is_below(g_array_index(sandbox->roots, Root, i).path, path)) return true;
  return false;
}

/* "a/./b//../c" → "a/c"; leading ".." stay, except after "/". Owned by the caller. */
static char *collapse(const char *path) {
  char **names = g_strsplit(path, "/", -1);
  GPtrArray *kept = g_ptr_array_new();
  for (char **name = names; *name; name++) {
    bool up = strcmp(*name, "..") == 0;
    if (!**name || strcmp(*name, ".") == 0) continue;
    if (up && kept->len && strcmp(kept->pdata[kept->len - 1], "..") != 0) {
      g_ptr_array_remove_index(kept, kept->len - 1);
    } else if (!up || *path != '/') {
      g_ptr_array_add(kept, *name);
    }
  }
  g_ptr_array_add(kept, NULL);
  char *joined = g_strjoinv("/", (char **)kept->pdata), *whole = g_strconcat(*path == '/' ? "/" : "", joined, NULL);
  g_ptr_array_unref(kept);
  g_strfreev(names);
  g_free(joined);
  return whole;
}

/* A path on its way. */
typedef struct Walk {
  const Sandbox *sandbox;
  GString *at;   /* without links; "" is "/" */
  GString *rest; /* names still to come */
  int links;
  bool linked; /* one of them is in the sandbox, so that it may be told of */
} Walk;

/* What failed, in errno, may be told of where the chart may look. */
static SandboxVerdict fail(const Walk *walk) {
  int error = errno;
  SandboxVerdict verdict = judge(walk->sandbox, walk->at->str);
  errno = error;
  return verdict == SANDBOX_FOUND ? SANDBOX_MISSING : verdict;
}

static SandboxVerdict step_up(Walk *walk) {
  /* Where nothing is known, a way back would show that the folder exists. */
  if (!is_known(walk->sandbox, walk->at->str)) return SANDBOX_OUTSIDE;
  const char *slash = strrchr(walk->at->str, '/');
  g_string_truncate(walk->at, slash ? (gsize)(slash - walk->at->str) : 0);
  return SANDBOX_FOUND;
}

/* The link at the end of `at`, which was `before` bytes long without it. */
static SandboxVerdict follow_link(Walk *walk, gsize before) {
  char target[PATH_MAX];
  ssize_t length = readlink(walk->at->str, target, sizeof target - 1);
  if (length < 0) return fail(walk);
  if (++walk->links > LINKS_MAX) {
    errno = ELOOP;
    return fail(walk);
  }
  target[length] = '\0';
  walk->linked = walk->linked || judge(walk->sandbox, walk->at->str) != SANDBOX_OUTSIDE;
  g_string_prepend_c(walk->rest, '/');
  g_string_prepend(walk->rest, target);
  g_string_truncate(walk->at, *target == '/' ? 0 : before);
  return SANDBOX_FOUND;
}

static SandboxVerdict step(Walk *walk) {
  gsize length = strcspn(walk->rest->str, "/"), before = walk->at->len;
  char *name = g_strndup(walk->rest->str, length);
  g_string_erase(walk->rest, 0, (gssize)(length + strspn(walk->rest->str + length, "/")));
  bool stays = !*name || strcmp(name, ".") == 0, up = strcmp(name, "..") == 0;
  if (!stays && !up) g_string_append_printf(walk->at, "/%s", name);
  g_free(name);
  if (stays) return SANDBOX_FOUND;
  if (up) return step_up(walk);
  struct stat status;
  if (lstat(walk->at->str, &status) < 0) return fail(walk);
  if (S_ISLNK(status.st_mode)) return follow_link(walk, before);
  if (!walk->rest->len || S_ISDIR(status.st_mode)) return SANDBOX_FOUND;
  errno = ENOTDIR;
  return fail(walk);
}

static SandboxVerdict walk(const Sandbox *sandbox, const char *path, const char **real, bool *linked, Arena *arena) {
  char *names = collapse(path);
  Walk way = {.sandbox = sandbox,
              .at = g_string_new(*path == '/' ? "" : sandbox->start),
              .rest = g_string_new(*path == '/' ? names + 1 : names)};
  SandboxVerdict verdict = SANDBOX_FOUND;
  while (way.rest->len && verdict == SANDBOX_FOUND) verdict = step(&way);
  int error = errno;
  if (!way.at->len) g_string_append_c(way.at, '/');
  if (verdict == SANDBOX_FOUND) verdict = judge(sandbox, way.at->str);
  *real = verdict == SANDBOX_FOUND ? arena_strdup(arena, way.at->str) : NULL;
  *linked = way.linked;
  g_string_free(way.at, TRUE);
  g_string_free(way.rest, TRUE);
  g_free(names);
  errno = error;
  return verdict;
}

SandboxVerdict sandbox_find(const Sandbox *sandbox, const char *path, const char **real, Arena *arena) {
  bool linked;
  return walk(sandbox, path, real, &linked, arena);
}

/* Folders on the way need not be readable. */
#ifdef O_PATH
enum { ON_THE_WAY = O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC };
#else
enum { ON_THE_WAY = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC };
#endif

int sandbox_open(const char *real) {
  char **names = g_strsplit(real, "/", -1);
  int at = *real == '/' ? open("/", ON_THE_WAY) : -1;
  if (*real != '/') errno = EINVAL;
  for (char **name = names; *name && at >= 0; name++) {
    if (!**name) continue;
    int next = openat(at, *name, name[1] ? ON_THE_WAY : O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC);
    int error = errno;
    close(at);
    errno = error;
    at = next;
  }
  g_strfreev(names);
  return at;
}

static bool is_plain(const char *path) {
  for (const char *c = path; *c; c++)
    if (!(g_ascii_isalnum(*c) || (unsigned char)*c >= 0x80 || strchr("_-+=@,:%./", *c))) return false;
  return true;
}

const char *sandbox_remedy(const Sandbox *sandbox, const char *path, SandboxVerdict verdict, Arena *arena) {
  const char *real;
  bool linked;
  walk(sandbox, path, &real, &linked, arena);
  if (linked) return "DIR";
  char *whole = *path == '/' ? g_strdup(path) : g_build_filename(sandbox->folder, path, NULL), *plain = collapse(whole),
       *folder = g_path_get_dirname(plain);
  const char *shown = verdict == SANDBOX_HIDDEN || strcmp(folder, "/") == 0 ? plain : folder;
  char *quoted = is_plain(shown) ? g_strdup(shown) : g_shell_quote(shown);
  const char *kept = arena_strdup(arena, quoted);
  g_free(quoted);
  g_free(folder);
  g_free(plain);
  g_free(whole);
  return kept;
}
