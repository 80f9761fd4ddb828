/* Files: read only where it is allowed, written whole or not at all. */
#include "base/file.h"
#include "base/sandbox.h"
#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

static Arena *arena;
static Messages *messages;
static char *top; /* a fresh folder with spec/, open/ and closed/ in it */

static const char *path_of(const char *name) { return arena_printf(arena, "%s/%s", top, name); }

static void put(const char *name, const char *text) {
  g_assert_true(g_file_set_contents(path_of(name), text, -1, NULL));
}

static const Source *read_url(const char *url) {
  messages = messages_create(arena, false);
  FileAccess *access = file_access_create(path_of("spec"), (const char *const[]){path_of("open"), NULL}, arena);
  return file_read(access, url, (Place){0}, messages, arena);
}

static void assert_read(const char *url, const char *expected) {
  const Source *source = read_url(url);
  if (!source) g_error("%s: %s", url, messages_text(messages, 0, NULL));
  g_assert_cmpuint(source->length, ==, strlen(expected));
  g_assert_cmpstr(source->text, ==, expected);
  g_assert_cmpstr(source->name, ==, url);
}

static void assert_refused(const char *url, const char *message) {
  g_assert_null(read_url(url));
  g_assert_cmpuint(messages_count(messages), ==, 1);
  g_assert_cmpstr(messages_text(messages, 0, NULL), ==, message);
}

static void assert_outside(const char *url, const char *remedy) {
  assert_refused(url,
                 arena_printf(arena, "\"%s\" is outside the folders that may be read; allow it with --allow-path %s",
                              url, remedy));
}

static void test_files_in_allowed_folders_are_read(void) {
  put("spec/a.csv", "x\n1\n");
  put("spec/sub/b b.csv", "b");
  put("open/c.csv", "c");
  put("spec/empty.csv", "");
  assert_read("a.csv", "x\n1\n");
  assert_read("./sub/../a.csv", "x\n1\n");
  assert_read("sub/b b.csv", "b");
  assert_read("../open/c.csv", "c");
  assert_read(path_of("open/c.csv"), "c");
  assert_read(arena_printf(arena, "file://%s/spec/sub/b%%20b.csv", top), "b");
  assert_read("empty.csv", "");
  assert_read(arena_printf(arena, "FILE://%s/spec/a.csv", top), "x\n1\n");
  /* Without a folder of its own, that is the current one: spec/sub. */
  messages = messages_create(arena, false);
  g_assert_nonnull(file_read(file_access_create("", NULL, arena), "b b.csv", (Place){0}, messages, arena));
  g_assert_nonnull(file_read(file_access_create(NULL, NULL, arena), "b b.csv", (Place){0}, messages, arena));
  g_assert_null(file_read(file_access_create(NULL, NULL, arena), "../a.csv", (Place){0}, messages, arena));
  const char *const all[] = {"/", NULL};
  g_assert_nonnull(file_read(file_access_create(NULL, all, arena), path_of("spec/a.csv"), (Place){0}, messages, arena));
}

static void test_files_elsewhere_are_refused(void) {
  put("closed/secret.csv", "s");
  put("openly.csv", "s");
  g_assert_cmpint(symlink("../closed/secret.csv", path_of("spec/link.csv")), ==, 0);
  g_assert_cmpint(symlink("../closed", path_of("spec/folder")), ==, 0);
  g_assert_cmpint(symlink("../open/c.csv", path_of("spec/good.csv")), ==, 0);
  assert_outside("../closed/secret.csv", path_of("closed"));
  assert_outside("link.csv", "DIR");
  assert_outside("folder/secret.csv", "DIR");
  assert_outside("/etc/passwd", "/etc");
  assert_outside("file:///etc/passwd", "/etc");
  assert_outside("../openly.csv", top);
  assert_read("good.csv", "c");
}

/* Each pair differs in what exists outside, and gets one answer. */
static void test_what_exists_elsewhere_is_not_told(void) {
  put("closed/deep/secret.csv", "s");
  g_assert_cmpint(symlink("../closed/none", path_of("spec/dangling")), ==, 0);
  g_assert_cmpint(symlink("../closed/deep", path_of("spec/leading")), ==, 0);
  g_assert_cmpint(symlink("../closed/deep/../../spec/a.csv", path_of("spec/there-and-back")), ==, 0);
  g_assert_cmpint(symlink("../closed/none/../../spec/a.csv", path_of("spec/nowhere-and-back")), ==, 0);
  g_assert_cmpint(symlink("deep", path_of("closed/link")), ==, 0);
  static const char *const urls[] = {"../closed/%s/x.csv", "../closed/%s", "../%s/x", "../closed/%s/secret.csv"};
  for (size_t i = 0; i < G_N_ELEMENTS(urls); i++) {
    char **parts = g_strsplit(urls[i], "%s", 2);
    static const char *const names[] = {"deep", "none", "link", "deep/secret.csv"};
    for (size_t k = 0; k < G_N_ELEMENTS(names); k++) {
      const char *url = arena_printf(arena, "%s%s%s", parts[0], names[k], parts[1]);
      char *folder = g_path_get_dirname(arena_printf(arena, "%s/%s", top, url + strlen("../")));
      assert_outside(url, folder);
      g_free(folder);
    }
    g_strfreev(parts);
  }
  static const char *const links[] = {"dangling",           "leading",        "dangling/x",       "leading/x",
                                      "leading/secret.csv", "there-and-back", "nowhere-and-back", "leading/../../x"};
  for (size_t i = 0; i < G_N_ELEMENTS(links) - 1; i++) assert_outside(links[i], "DIR");
  /* Names are collapsed before links are followed. */
  assert_read("../closed/deep/../../spec/a.csv", "x\n1\n");
  assert_read("../closed/none/../../spec/a.csv", "x\n1\n");
}

static void test_hidden_files_are_read_where_they_are_named(void) {
  put("spec/.env", "s");
  put("spec/.git-like/a.csv", "s");
  put("open/.env", "s");
  g_assert_cmpint(symlink(".env", path_of("spec/plain.csv")), ==, 0);
  assert_refused(
      ".env", arena_printf(arena, "\".env\" is hidden by a dot; allow it with --allow-path %s", path_of("spec/.env")));
  assert_refused(".none", arena_printf(arena, "\".none\" is hidden by a dot; allow it with --allow-path %s",
                                       path_of("spec/.none")));
  assert_refused("plain.csv", "\"plain.csv\" is hidden by a dot; allow it with --allow-path DIR");
  assert_refused(".git-like/a.csv",
                 arena_printf(arena, "\".git-like/a.csv\" is hidden by a dot; allow it with --allow-path %s",
                              path_of("spec/.git-like/a.csv")));
  assert_refused(
      "../open/.env",
      arena_printf(arena, "\"../open/.env\" is hidden by a dot; allow it with --allow-path %s", path_of("open/.env")));
  static const char *const named[] = {"spec/.env", "spec/.git-like"}, *const urls[] = {".env", ".git-like/a.csv"};
  for (size_t i = 0; i < G_N_ELEMENTS(named); i++) {
    messages = messages_create(arena, false);
    FileAccess *access = file_access_create(path_of("spec"), (const char *const[]){path_of(named[i]), NULL}, arena);
    g_assert_nonnull(file_read(access, urls[i], (Place){0}, messages, arena));
  }
}

static bool reads(const char *folder, const char *url) {
  messages = messages_create(arena, false);
  return file_read(file_access_create(path_of(folder), NULL, arena), url, (Place){0}, messages, arena) != NULL;
}

static void test_a_project_is_read_up_to_its_root(void) {
  put("project/data/d.csv", "d");
  put("project/charts/c.csv", "c");
  put("project/charts/.cache/c.csv", "c");
  g_assert_false(reads("project/charts", "../data/d.csv"));
  g_assert_cmpint(g_mkdir(path_of("project/.git"), 0700), ==, 0);
  g_assert_true(reads("project/charts", "../data/d.csv"));
  g_assert_true(reads("project/charts/.cache", "c.csv"));
  g_assert_false(reads("project/charts", "../../openly.csv"));
  /* Where everybody may write, anybody could have put it there. */
  g_assert_cmpint(g_chmod(path_of("project"), 01777), ==, 0);
  g_assert_false(reads("project/charts", "../data/d.csv"));
  g_assert_cmpint(g_chmod(path_of("project"), 0700), ==, 0);
  g_assert_true(reads("project/charts", "../data/d.csv"));
  put("project/charts/tuban.json", "{}");
  g_assert_false(reads("project/charts", "../data/d.csv")); /* the nearest is the root */
  g_assert_cmpint(g_remove(path_of("project/charts/tuban.json")), ==, 0);
  /* Neither the home folder nor one above it is a project. */
  char *home = g_strdup(g_getenv("HOME"));
  for (const char *const *name = (const char *const[]){"project", "project/charts", "project/data", NULL}; *name;
       name++) {
    g_setenv("HOME", path_of(*name), TRUE);
    g_assert_false(reads("project/charts", "../data/d.csv"));
    g_assert_cmpint(reads("project", "data/d.csv"), ==, strcmp(*name, "project") == 0);
  }
  if (home) g_setenv("HOME", home, TRUE);
  g_free(home);
}

static void assert_remote(const char *url, const char *prefix) {
  assert_refused(url, arena_printf(arena,
                                   "\"%s\" is a remote address, and nothing is fetched; with its files in a folder, "
                                   "give --map %s=DIR",
                                   url, prefix));
}

/* What a link put there after the path was judged would lead to is not opened. */
static void test_links_that_come_later_lead_nowhere(void) {
  put("spec/sub/later.csv", "inside");
  put("closed/later.csv", "outside");
  Sandbox *sandbox = sandbox_create(path_of("spec"), NULL, arena);
  const char *real;
  g_assert_cmpint(sandbox_find(sandbox, "sub/later.csv", &real, arena), ==, SANDBOX_FOUND);
  int fd = sandbox_open(real);
  g_assert_cmpint(fd, >=, 0);
  close(fd);
  g_assert_cmpint(rename(path_of("spec/sub"), path_of("spec/sub.was")), ==, 0);
  g_assert_cmpint(symlink(path_of("closed"), path_of("spec/sub")), ==, 0);
  g_assert_cmpint(sandbox_open(real), ==, -1);
  g_assert_cmpint(remove(path_of("spec/sub")), ==, 0);
  g_assert_cmpint(rename(path_of("spec/sub.was"), path_of("spec/sub")), ==, 0);
  g_assert_cmpint(remove(path_of("spec/sub/later.csv")), ==, 0);
  g_assert_cmpint(symlink(path_of("closed/later.csv"), path_of("spec/sub/later.csv")), ==, 0);
  g_assert_cmpint(sandbox_open(real), ==, -1);
  g_assert_cmpint(errno, ==, ELOOP);
}

static Arena *charged;
static const char *packed_url;

static void read_packed(void *closure) {
  FileAccess *access = file_access_create(path_of("spec"), NULL, charged);
  *(const Source **)closure = file_read(access, packed_url, (Place){0}, messages, charged);
}

/* Whether a file of that size, plain or packed, is read within a limit of memory. */
static bool is_read_within(const char *url, double limit) {
  const Source *source = NULL;
  Budget *budget = budget_create();
  budget_set_limit(budget, BUDGET_MEMORY, limit);
  charged = arena_create();
  arena_set_budget(charged, budget);
  messages = messages_create(arena, false);
  packed_url = url;
  bool done = budget_run(budget, read_packed, &source);
  g_assert_cmpint(done, ==, source != NULL);
  if (!done) g_assert_cmpint(budget_refusal(budget)->kind, ==, BUDGET_MEMORY);
  if (!done) g_assert_cmpstr(budget_refusal(budget)->asker.what, ==, "file");
  arena_destroy(charged);
  g_free(budget);
  return done;
}

static void test_bytes_are_charged_before_they_are_read(void) {
  char *bytes = g_strnfill(4000000, 'x');
  GConverter *packer = G_CONVERTER(g_zlib_compressor_new(G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));
  char packed[65536];
  gsize taken, made;
  g_assert_cmpint(
      g_converter_convert(packer, bytes, 4000000, packed, sizeof packed, G_CONVERTER_INPUT_AT_END, &taken, &made, NULL),
      ==, G_CONVERTER_FINISHED);
  g_assert_true(g_file_set_contents(path_of("spec/large.csv"), bytes, 4000000, NULL));
  g_assert_true(g_file_set_contents(path_of("spec/large.csv.gz"), packed, (gssize)made, NULL));
  g_object_unref(packer);
  g_free(bytes);
  g_assert_false(is_read_within("large.csv", 3e6));
  g_assert_true(is_read_within("large.csv", 5e6));
  g_assert_false(is_read_within("large.csv.gz", 3e6));
  g_assert_true(is_read_within("large.csv.gz", 3e7));
}

static void test_what_is_no_readable_file_is_named(void) {
  g_assert_cmpint(mkfifo(path_of("spec/pipe"), 0600), ==, 0);
  assert_refused("none.csv", "cannot read \"none.csv\": No such file or directory");
  assert_refused("sub", "cannot read \"sub\": it is a folder");
  assert_refused("pipe", "cannot read \"pipe\": it is not a regular file");
  assert_refused("", "the URL is empty");
  static const char *const addresses[][2] = {{"https://example.org/b/a.csv", "https://example.org/b/"},
                                             {"HTTP:a.csv", "HTTP:a.csv"},
                                             {"//example.org/a.csv", "//example.org/"},
                                             {"gopher://x", "gopher://x"}};
  for (size_t i = 0; i < G_N_ELEMENTS(addresses); i++) assert_remote(addresses[i][0], addresses[i][1]);
  static const char *const remote[] = {"http:a", "https:a",     "ftp:a",  "ftps:a",   "ws:a",
                                       "wss:a",  "x+y-z.1://a", "3d://a", "HTTPS://a"};
  for (size_t i = 0; i < G_N_ELEMENTS(remote); i++) assert_remote(remote[i], remote[i]);
  static const char *const names[] = {"://a", "mailto:a", "httpx:a", "a+b", "+a://b", "a/b://c", ":a"};
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
    assert_refused(names[i], arena_printf(arena, "cannot read \"%s\": No such file or directory", names[i]));
  assert_refused("DATA:,a", "data: URLs are not supported; write the data as \"values\"");
  assert_refused("data", "cannot read \"data\": No such file or directory");
  assert_refused("data:text/csv,a", "data: URLs are not supported; write the data as \"values\"");
  assert_refused("file://host/a.csv%zz", "\"file://host/a.csv%zz\" is not a valid file URL");
}

static void test_a_file_the_user_names_is_read_anywhere(void) {
  messages = messages_create(arena, false);
  put("closed/d.json", "{}");
  const Source *source = file_read_any(path_of("closed/d.json"), messages, arena);
  g_assert_cmpstr(source->text, ==, "{}");
  g_assert_null(file_read_any(path_of("closed"), messages, arena));
  g_assert_null(file_read_any(path_of("closed/none"), messages, arena));
  g_assert_cmpuint(messages_error_count(messages), ==, 2);
  g_assert_cmpstr(messages_text(messages, 0, NULL), ==,
                  arena_printf(arena, "cannot read \"%s\": it is a folder", path_of("closed")));
}

/* A pipe, which gives no size, and interrupts while it is empty or full. */
enum { PIPED = 300000, FIRST_WAIT = 60000 /* µs */ };

static void ignore(int number) { (void)number; }

static void interrupt_often(bool on) {
  struct sigaction action = {.sa_handler = ignore}; /* without SA_RESTART */
  sigaction(SIGALRM, &action, NULL);
  struct itimerval often = {{0, on ? 5000 : 0}, {0, on ? 5000 : 0}};
  setitimer(ITIMER_REAL, &often, NULL);
}

static char *pattern(void) {
  char *bytes = arena_alloc(arena, PIPED + 1);
  for (size_t i = 0; i < PIPED; i++) bytes[i] = (char)('a' + i * 7 % 26);
  return bytes;
}

static void test_pipes_are_read_to_the_end_despite_interrupts(void) {
  int ends[2];
  const char *expected = pattern();
  g_assert_cmpint(pipe(ends), ==, 0);
  pid_t child = fork();
  if (child == 0) {
    close(ends[0]);
    g_usleep(FIRST_WAIT);
    for (size_t sent = 0; sent < PIPED;) {
      ssize_t now = write(ends[1], expected + sent, PIPED - sent);
      if (now <= 0) _exit(1);
      sent += (size_t)now;
    }
    _exit(0);
  }
  close(ends[1]);
  messages = messages_create(arena, false);
  interrupt_often(true);
  const Source *source = file_read_any(arena_printf(arena, "/dev/fd/%d", ends[0]), messages, arena);
  interrupt_often(false);
  close(ends[0]);
  waitpid(child, NULL, 0);
  g_assert_nonnull(source);
  g_assert_cmpuint(source->length, ==, PIPED);
  g_assert_cmpstr(source->text, ==, expected);
}

static void test_pipes_are_written_to_the_end_despite_interrupts(void) {
  int ends[2];
  const char *expected = pattern();
  g_assert_cmpint(pipe(ends), ==, 0);
  pid_t child = fork();
  if (child == 0) {
    close(ends[1]);
    g_usleep(FIRST_WAIT);
    static char got[PIPED + 1];
    size_t count = 0;
    for (ssize_t now; (now = read(ends[0], got + count, sizeof got - count)) > 0;) count += (size_t)now;
    _exit(count == PIPED && memcmp(got, expected, PIPED) == 0 ? 0 : 1);
  }
  close(ends[0]);
  messages = messages_create(arena, false);
  interrupt_often(true);
  bool written = file_write(arena_printf(arena, "/dev/fd/%d", ends[1]), expected, PIPED, messages);
  interrupt_often(false);
  close(ends[1]);
  int status = 1;
  waitpid(child, &status, 0);
  g_assert_true(written);
  g_assert_cmpint(status, ==, 0);
}

/* Without standard input, the next file that is opened gets its number, 0. */
static void test_a_file_is_read_without_standard_input(void) {
  put("closed/e.json", "{}");
  messages = messages_create(arena, false);
  int kept = dup(STDIN_FILENO);
  close(STDIN_FILENO);
  const Source *source = file_read_any(path_of("closed/e.json"), messages, arena);
  bool closed = fcntl(STDIN_FILENO, F_GETFD) < 0;
  if (kept >= 0) {
    g_assert_cmpint(dup2(kept, STDIN_FILENO), ==, STDIN_FILENO);
    close(kept);
  }
  g_assert_nonnull(source);
  g_assert_cmpstr(source->text, ==, "{}");
  g_assert_true(closed);
}

static size_t count_files(const char *folder) {
  GDir *dir = g_dir_open(path_of(folder), 0, NULL);
  size_t count = 0;
  while (g_dir_read_name(dir)) count++;
  g_dir_close(dir);
  return count;
}

static const char *contents(const char *name) {
  char *text = NULL;
  if (!g_file_get_contents(path_of(name), &text, NULL, NULL)) return NULL;
  const char *kept = arena_strdup(arena, text);
  g_free(text);
  return kept;
}

static void test_files_are_written_and_replaced(void) {
  messages = messages_create(arena, false);
  g_assert_true(file_write(path_of("out/a.svg"), "one", 3, messages));
  g_assert_cmpstr(contents("out/a.svg"), ==, "one");
  g_assert_cmpint(g_chmod(path_of("out/a.svg"), 0640), ==, 0);
  g_assert_true(file_write(path_of("out/a.svg"), "two!", 4, messages));
  g_assert_cmpstr(contents("out/a.svg"), ==, "two!");
  struct stat status;
  g_assert_cmpint(stat(path_of("out/a.svg"), &status), ==, 0);
  g_assert_cmpuint(status.st_mode & 0777, ==, 0640);
  g_assert_cmpint(symlink("a.svg", path_of("out/link.svg")), ==, 0);
  g_assert_true(file_write(path_of("out/link.svg"), "three", 5, messages));
  g_assert_cmpstr(contents("out/a.svg"), ==, "three");
  g_assert_true(g_file_test(path_of("out/link.svg"), G_FILE_TEST_IS_SYMLINK));
  g_assert_true(file_write("/dev/null", "x", 1, messages));
  g_assert_cmpuint(count_files("out"), ==, 2);
  g_assert_cmpuint(messages_count(messages), ==, 0);
}

static void test_a_failed_write_leaves_nothing(void) {
  messages = messages_create(arena, false);
  g_assert_false(file_write(path_of("nowhere/a.svg"), "x", 1, messages));
  g_assert_false(file_write(path_of("out"), "x", 1, messages));
  g_assert_false(file_write("/dev/full", "x", 1, messages));
  g_assert_cmpuint(messages_error_count(messages), ==, 3);
  g_assert_true(g_str_has_suffix(messages_text(messages, 0, NULL), "No such file or directory"));
  g_assert_true(g_str_has_suffix(messages_text(messages, 1, NULL), "Is a directory"));
  g_assert_true(g_str_has_suffix(messages_text(messages, 2, NULL), "No space left on device"));
}

static void test_files_that_have_these_bytes_stay(void) {
  messages = messages_create(arena, false);
  put("out/same.svg", "same");
  const struct timespec old[] = {{1000, 0}, {1000, 0}};
  g_assert_cmpint(utimensat(AT_FDCWD, path_of("out/same.svg"), old, 0), ==, 0);
  struct stat before, after;
  g_assert_cmpint(stat(path_of("out/same.svg"), &before), ==, 0);
  g_assert_true(file_write(path_of("out/same.svg"), "same", 4, messages));
  g_assert_cmpint(stat(path_of("out/same.svg"), &after), ==, 0);
  g_assert_true(before.st_mtime == after.st_mtime && before.st_ino == after.st_ino);
  g_assert_true(file_write(path_of("out/same.svg"), "sama", 4, messages));
  g_assert_cmpstr(contents("out/same.svg"), ==, "sama");
  g_assert_true(file_write(path_of("out/same.svg"), "samas", 5, messages));
  g_assert_cmpstr(contents("out/same.svg"), ==, "samas");
  g_assert_cmpint(g_remove(path_of("out/same.svg")), ==, 0);
}

static void test_links_are_written_through(void) {
  messages = messages_create(arena, false);
  g_assert_cmpint(symlink("to", path_of("out/chain")), ==, 0);
  g_assert_cmpint(symlink("../open/new.svg", path_of("out/to")), ==, 0);
  g_assert_true(file_write(path_of("out/chain"), "new", 3, messages));
  g_assert_cmpstr(contents("open/new.svg"), ==, "new");
  g_assert_true(g_file_test(path_of("out/chain"), G_FILE_TEST_IS_SYMLINK));
  g_assert_true(g_file_test(path_of("out/to"), G_FILE_TEST_IS_SYMLINK));
  g_assert_cmpint(symlink("round", path_of("out/round")), ==, 0);
  g_assert_cmpint(symlink("none/x", path_of("out/lost")), ==, 0);
  g_assert_false(file_write(path_of("out/round"), "x", 1, messages));
  g_assert_false(file_write(path_of("out/lost"), "x", 1, messages));
  g_assert_cmpuint(messages_error_count(messages), ==, 2);
  static const char *const links[] = {"out/chain", "out/to", "out/round", "out/lost"};
  for (size_t i = 0; i < G_N_ELEMENTS(links); i++) g_assert_cmpint(g_remove(path_of(links[i])), ==, 0);
}

/* A process that is killed while it replaces a file; its stray is written here, as the moment cannot be met. */
static void test_strays_of_killed_processes_are_removed(void) {
  static const char *const kept[] = {"out/.tuban-notes",
                                     "out/.tuban-0000000-1-00000000",
                                     "out/.tuban-00000000-01-00000000",
                                     "out/.tuban-0000000g-1-00000000",
                                     "out/.tuban-00000000-1-00000000x",
                                     "out/.tuban-00000000-999999999-00000000" /* of another machine */,
                                     "out/.tubanx"};
  for (size_t i = 0; i < G_N_ELEMENTS(kept); i++) put(kept[i], "x");
  const struct timespec old[] = {{1000, 0}, {1000, 0}};
  for (size_t i = 0; i + 2 < G_N_ELEMENTS(kept); i++) utimensat(AT_FDCWD, path_of(kept[i]), old, 0);
  utimensat(AT_FDCWD, path_of("out/.tuban-00000000-999999999-00000000"), NULL, 0);
  size_t files = count_files("out");
  pid_t child = fork();
  if (child == 0) {
    char *stray = file_stray_name(path_of("out/a.svg"));
    g_file_set_contents(stray, "half", 4, NULL);
    _exit(0);
  }
  siginfo_t ended;
  g_assert_cmpint(waitid(P_PID, (id_t)child, &ended, WEXITED | WNOWAIT), ==, 0);
  file_remove_strays(path_of("out"));
  g_assert_cmpuint(count_files("out"), ==, files + 1); /* the process is there until it is waited for */
  g_assert_cmpint(waitpid(child, NULL, 0), ==, child);
  file_remove_strays(path_of("out"));
  g_assert_cmpuint(count_files("out"), ==, files);
  file_remove_strays(path_of("nowhere"));
  for (size_t i = 0; i < G_N_ELEMENTS(kept); i++) g_assert_cmpint(g_remove(path_of(kept[i])), ==, 0);
}

/* A limit on file sizes simulates a full disk: a write goes through in part and then fails. */
static void test_a_full_disk_keeps_the_old_file(void) {
  messages = messages_create(arena, false);
  static char large[100000];
  struct rlimit before, small = {4096, RLIM_INFINITY};
  g_assert_true(file_write(path_of("out/b.svg"), "old", 3, messages));
  size_t files = count_files("out");
  getrlimit(RLIMIT_FSIZE, &before);
  small.rlim_max = before.rlim_max;
  signal(SIGXFSZ, SIG_IGN);
  setrlimit(RLIMIT_FSIZE, &small);
  bool written = file_write(path_of("out/b.svg"), large, sizeof large, messages);
  setrlimit(RLIMIT_FSIZE, &before);
  g_assert_false(written);
  g_assert_cmpstr(contents("out/b.svg"), ==, "old");
  g_assert_cmpuint(count_files("out"), ==, files);
  g_assert_true(g_str_has_suffix(messages_text(messages, 0, NULL), "File too large"));
}

static void remove_tree(const char *path) {
  if (g_file_test(path, G_FILE_TEST_IS_DIR) && !g_file_test(path, G_FILE_TEST_IS_SYMLINK)) {
    GDir *dir = g_dir_open(path, 0, NULL);
    for (const char *name; (name = g_dir_read_name(dir));) remove_tree(arena_printf(arena, "%s/%s", path, name));
    g_dir_close(dir);
  }
  g_remove(path);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  arena = arena_create();
  top = g_dir_make_tmp("tuban-test-XXXXXX", NULL);
  static const char *const folders[] = {
      "spec",         "spec/sub",       "spec/.git-like",       "open", "closed", "closed/deep", "out", "project",
      "project/data", "project/charts", "project/charts/.cache"};
  for (size_t i = 0; i < G_N_ELEMENTS(folders); i++) g_assert_cmpint(g_mkdir(path_of(folders[i]), 0700), ==, 0);
  g_assert_cmpint(chdir(path_of("spec/sub")), ==, 0);
  g_test_add_func("/file/files-in-allowed-folders-are-read", test_files_in_allowed_folders_are_read);
  g_test_add_func("/file/files-elsewhere-are-refused", test_files_elsewhere_are_refused);
  g_test_add_func("/file/what-exists-elsewhere-is-not-told", test_what_exists_elsewhere_is_not_told);
  g_test_add_func("/file/hidden-files-are-read-where-they-are-named", test_hidden_files_are_read_where_they_are_named);
  g_test_add_func("/file/a-project-is-read-up-to-its-root", test_a_project_is_read_up_to_its_root);
  g_test_add_func("/file/links-that-come-later-lead-nowhere", test_links_that_come_later_lead_nowhere);
  g_test_add_func("/file/bytes-are-charged-before-they-are-read", test_bytes_are_charged_before_they_are_read);
  g_test_add_func("/file/files-that-have-these-bytes-stay", test_files_that_have_these_bytes_stay);
  g_test_add_func("/file/links-are-written-through", test_links_are_written_through);
  g_test_add_func("/file/strays-of-killed-processes-are-removed", test_strays_of_killed_processes_are_removed);
  g_test_add_func("/file/what-is-no-readable-file-is-named", test_what_is_no_readable_file_is_named);
  g_test_add_func("/file/a-file-the-user-names-is-read-anywhere", test_a_file_the_user_names_is_read_anywhere);
  g_test_add_func("/file/files-are-written-and-replaced", test_files_are_written_and_replaced);
  g_test_add_func("/file/a-failed-write-leaves-nothing", test_a_failed_write_leaves_nothing);
  g_test_add_func("/file/a-full-disk-keeps-the-old-file", test_a_full_disk_keeps_the_old_file);
  g_test_add_func("/file/pipes-are-read-to-the-end-despite-interrupts",
                  test_pipes_are_read_to_the_end_despite_interrupts);
  g_test_add_func("/file/pipes-are-written-to-the-end-despite-interrupts",
                  test_pipes_are_written_to_the_end_despite_interrupts);
  g_test_add_func("/file/a-file-is-read-without-standard-input", test_a_file_is_read_without_standard_input);
  int result = g_test_run();
  g_assert_cmpint(chdir("/"), ==, 0);
  remove_tree(top);
  g_free(top);
  arena_destroy(arena);
  return result;
}
