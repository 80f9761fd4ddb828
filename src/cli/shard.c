/* cli/shard.c: see shard.h.
 *
 * GitLab: docs.gitlab.com, "Predefined CI/CD variables", CI_NODE_INDEX and CI_NODE_TOTAL of `parallel` jobs. Slurm: slurm.schedmd.com,
 * job_array.html. Kubernetes: JOB_COMPLETION_INDEX of indexed jobs, from 0; the number of completions is not told.
 */
#include "cli/shard.h"
#include "cli/cli.h"
#include <stdlib.h>
#include <string.h>

enum { SHARDS_MOST = 100000 };

/* A whole number from `least` on; false without one. */
static bool read_number(const char *text, guint64 least, guint64 most, guint64 *number) {
  return text && g_ascii_string_to_unsigned(text, 10, least, most, number, NULL);
}

static bool of_gitlab(guint64 *index, guint64 *total) {
  return read_number(g_getenv("CI_NODE_TOTAL"), 1, SHARDS_MOST, total) &&
         read_number(g_getenv("CI_NODE_INDEX"), 1, *total, index);
}

/* Tasks have numbers from _MIN on, in steps. */
static bool of_slurm(guint64 *index, guint64 *total) {
  guint64 task, first, step = 1;
  if (!read_number(g_getenv("SLURM_ARRAY_TASK_ID"), 0, G_MAXUINT32, &task) ||
      !read_number(g_getenv("SLURM_ARRAY_TASK_MIN"), 0, task, &first) ||
      !read_number(g_getenv("SLURM_ARRAY_TASK_COUNT"), 1, SHARDS_MOST, total))
    return false;
  const char *steps = g_getenv("SLURM_ARRAY_TASK_STEP");
  if (steps && *steps && !read_number(steps, 1, G_MAXUINT32, &step)) return false;
  *index = (task - first) / step + 1;
  return (task - first) % step == 0 && *index <= *total;
}

static bool of_kubernetes(guint64 *index, guint64 *total) {
  *total = 0;
  if (!read_number(g_getenv("JOB_COMPLETION_INDEX"), 0, SHARDS_MOST, index)) return false;
  ++*index;
  return true;
}

/* The part of this machine; `total` is what was given, or 0. */
static int read_environment(guint64 total, Shard *shard) {
  static bool (*const systems[])(guint64 *, guint64 *) = {of_gitlab, of_slurm, of_kubernetes};
  guint64 index = 0, told = 0;
  for (size_t i = 0; i < G_N_ELEMENTS(systems); i++) {
    if (!systems[i](&index, &told)) continue;
    if (!told && !total)
      return cli_usage_error("render", "--shard auto: JOB_COMPLETION_INDEX does not tell how many there are; write "
                                       "auto/N");
    if (told && total && told != total)
      return cli_usage_error("render", "--shard auto/%u: the environment says that there are %u", (guint)total,
                             (guint)told);
    total = told ? told : total;
    if (index > total)
      return cli_usage_error("render", "--shard auto: part %u of %u is asked for", (guint)index, (guint)total);
    *shard = (Shard){(guint)index, (guint)total};
    return TUBAN_OK;
  }
  return cli_usage_error("render",
                         "--shard auto: neither CI_NODE_INDEX and CI_NODE_TOTAL nor SLURM_ARRAY_TASK_ID, _MIN and "
                         "_COUNT nor JOB_COMPLETION_INDEX say which part is to be drawn");
}

int shard_read(const char *text, Shard *shard) {
  *shard = (Shard){1, 1};
  if (!text) return TUBAN_OK;
  const char *slash = strchr(text, '/');
  char *first = g_strndup(text, slash ? (size_t)(slash - text) : strlen(text));
  guint64 index = 0, total = 0;
  bool is_auto = strcmp(first, "auto") == 0;
  bool valid = (is_auto && !slash) || (slash && read_number(slash + 1, 1, SHARDS_MOST, &total));
  if (!is_auto) valid = valid && read_number(first, 1, total, &index);
  g_free(first);
  if (!valid) return cli_usage_error("render", "--shard must be I/N, as 1/4, or auto or auto/N, not \"%s\"", text);
  if (is_auto) return read_environment(total, shard);
  *shard = (Shard){(guint)index, (guint)total};
  return TUBAN_OK;
}

typedef struct Dealt {
  char *hash;
  guint job;
} Dealt;

static int compare(const void *a, const void *b) {
  const Dealt *one = a, *other = b;
  return strcmp(one->hash, other->hash);
}

/* What a job is called on every machine: its label, and which of those with the same it is. */
static char *hash_of(const Job *job, GHashTable *seen) {
  guint before = GPOINTER_TO_UINT(g_hash_table_lookup(seen, job->label));
  g_hash_table_insert(seen, (gpointer)job->label, GUINT_TO_POINTER(before + 1));
  char *name = g_strdup_printf("%s\n%u", job->label, before),
       *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, name, -1);
  g_free(name);
  return hash;
}

void shard_apply(const Shard *shard, JobList *list) {
  guint count = job_count(list), kept = 0;
  if (shard->total == 1) return;
  GHashTable *seen = g_hash_table_new(g_str_hash, g_str_equal);
  Dealt *dealt = g_new(Dealt, count);
  bool *mine = g_new0(bool, count);
  for (guint i = 0; i < count; i++) dealt[i] = (Dealt){hash_of(job_at(list, i), seen), i};
  qsort(dealt, count, sizeof *dealt, compare);
  for (guint i = 0; i < count; i++) {
    mine[dealt[i].job] = i % shard->total == shard->index - 1;
    g_free(dealt[i].hash);
  }
  for (guint i = 0; i < count; i++)
    if (mine[i]) *job_at(list, kept++) = *job_at(list, i);
  g_array_set_size(list->jobs, kept);
  g_hash_table_unref(seen);
  g_free(dealt);
  g_free(mine);
}
