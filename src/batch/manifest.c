/* batch/manifest.c: see manifest.h. */
#include "batch/manifest.h"
#include "base/file.h"
#include "batch/private.h"
#include "json/json.h"
#include <string.h>
#include <sys/stat.h>

enum {
  LARGEST = 8 << 20,         /* bytes of a manifest */
  MOST_GIVEN = 1000,         /* settings of a chart */
  MOST_GIVEN_OF_A_CHART = 20 /* settings, on the average of all that one call draws */
};

typedef struct Reader {
  const ManifestSetting *settings;
  BatchLog *log;
  Arena *arena;
  double most, charts, given; /* so far */
} Reader;

void batch_error(BatchLog *log, Place at, const char *code, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  char *text = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  messages_error(log->messages, at, code, "%s", text);
  g_free(text);
}

static const ManifestSetting *find_setting(const Reader *reader, const char *name) {
  for (const ManifestSetting *setting = reader->settings; setting->name; setting++)
    if (strcmp(setting->name, name) == 0) return setting;
  return NULL;
}

static void warn_of_unknown(const Reader *reader, const JsonMember *member, const char *const *own) {
  size_t count = g_strv_length((char **)own), at = 0;
  for (const ManifestSetting *setting = reader->settings; setting->name; setting++) count++;
  const char **names = arena_array(reader->arena, const char *, count + 1);
  for (; *own; own++) names[at++] = *own;
  for (const ManifestSetting *setting = reader->settings; setting->name; setting++) names[at++] = setting->name;
  messages_warn(reader->log->messages, json_key_place(member), "W190", "unknown setting \"%s\"%s", member->key,
                suggest(reader->arena, member->key, names));
}

/* ---- settings ---- */

static bool is_text(const Json *json) { return json_is(json, JSON_STRING) && *json->string; }
static bool is_text_or_number(const Json *json) { return is_text(json) || json_is(json, JSON_NUMBER); }

static bool are_texts(const Json *json) {
  for (size_t i = 0; i < json_count(json); i++)
    if (!is_text(json_at(json, i))) return false;
  return json_is(json, JSON_ARRAY);
}

static bool are_pairs(const Json *json, bool any) {
  if (!json_is(json, JSON_OBJECT)) return false;
  for (size_t i = 0; i < json_count(json); i++) {
    const JsonMember *member = &json->object.members[i];
    if (!*member->key || strchr(member->key, '=') || (!any && !is_text(member->value))) return false;
  }
  return true;
}

static bool has_kind(const Json *json, const ManifestSetting *setting) {
  switch (setting->kind) {
  case MANIFEST_FLAG: return json_is(json, JSON_BOOLEAN);
  case MANIFEST_NUMBER:
  case MANIFEST_TEXT: return is_text_or_number(json);
  case MANIFEST_WORDS:
  case MANIFEST_TEXTS: return is_text(json) || are_texts(json);
  case MANIFEST_PAIRS: return are_pairs(json, setting->is_json);
  }
  return false;
}

static const char *kind_words(const ManifestSetting *setting) {
  static const char *const words[] = {[MANIFEST_FLAG] = "true or false",
                                      [MANIFEST_NUMBER] = "a number",
                                      [MANIFEST_TEXT] = "a text",
                                      [MANIFEST_WORDS] = "a text or a list of texts",
                                      [MANIFEST_TEXTS] = "a text or a list of texts"};
  if (setting->kind != MANIFEST_PAIRS) return words[setting->kind];
  return setting->is_json ? "an object of values by their names" : "an object of texts by their names";
}

static void give(GArray *list, const ManifestSetting *setting, const char *key, const char *text, bool is_first,
                 const Json *at) {
  ManifestGiven given = {setting, key, text, is_first, json_place(at)};
  g_array_append_val(list, given);
}

static void give_list(const Reader *reader, GArray *list, const ManifestSetting *setting, const Json *json) {
  if (setting->kind == MANIFEST_WORDS) {
    const char *joined = "";
    for (size_t i = 0; i < json_count(json); i++)
      joined = arena_printf(reader->arena, "%s%s%s", joined, i ? "," : "", json_at(json, i)->string);
    give(list, setting, NULL, joined, true, json);
    return;
  }
  for (size_t i = 0; i < json_count(json); i++)
    give(list, setting, NULL, json_at(json, i)->string, i == 0, json_at(json, i));
}

/* Appends what `json` says of the setting; false after a message. */
static bool read_setting(const Reader *reader, GArray *list, const ManifestSetting *setting, const Json *json) {
  if (!has_kind(json, setting)) {
    messages_error(reader->log->messages, json_place(json), "E191", "\"%s\" of a manifest must be %s", setting->name,
                   kind_words(setting));
    return false;
  }
  if (json_is(json, JSON_ARRAY)) {
    give_list(reader, list, setting, json);
  } else if (json_is(json, JSON_OBJECT)) {
    for (size_t i = 0; i < json_count(json); i++) {
      const JsonMember *member = &json->object.members[i];
      const char *text = setting->is_json ? json_to_text(reader->arena, member->value) : json_string(member->value, "");
      give(list, setting, member->key, text, false, member->value);
    }
  } else {
    const char *text = json_is(json, JSON_STRING) ? json->string : json_to_text(reader->arena, json);
    give(list, setting, NULL, text, true, json);
  }
  return true;
}

static const ManifestPart *end_part(const Reader *reader, GArray *list) {
  ManifestPart *part = arena_new(reader->arena, ManifestPart);
  ManifestGiven *given = arena_array(reader->arena, ManifestGiven, list->len + 1);
  if (list->len) memcpy(given, list->data, list->len * sizeof *given);
  *part = (ManifestPart){given, list->len};
  g_array_unref(list);
  return part;
}

/* The settings of an object, whose `own` keys are read elsewhere; NULL after a message. */
static const ManifestPart *read_part(const Reader *reader, const Json *object, const char *const *own) {
  GArray *list = g_array_new(FALSE, FALSE, sizeof(ManifestGiven));
  bool good = true;
  for (size_t i = 0; i < json_count(object); i++) {
    const JsonMember *member = &object->object.members[i];
    const ManifestSetting *setting = find_setting(reader, member->key);
    if (g_strv_contains(own, member->key)) continue;
    if (!setting)
      warn_of_unknown(reader, member, own);
    else
      good = read_setting(reader, list, setting, member->value) && good;
  }
  const ManifestPart *part = end_part(reader, list);
  return good ? part : NULL;
}

/* ---- the matrix ---- */

typedef struct Axis {
  const ManifestPart **values;
  size_t count;
} Axis;

/* One axis of the matrix; false after a message. */
static bool read_axis(const Reader *reader, const JsonMember *member, Axis *axis) {
  const ManifestSetting *setting = find_setting(reader, member->key);
  if (!json_is(member->value, JSON_ARRAY) || !json_count(member->value)) {
    messages_error(reader->log->messages, json_place(member->value), "E191", "\"%s\" of a manifest must be %s",
                   member->key, "a list of values in a matrix");
    return false;
  }
  axis->count = json_count(member->value);
  axis->values = arena_array(reader->arena, const ManifestPart *, axis->count);
  for (size_t i = 0; i < axis->count; i++) {
    GArray *list = g_array_new(FALSE, FALSE, sizeof(ManifestGiven));
    bool good = read_setting(reader, list, setting, json_at(member->value, i));
    axis->values[i] = end_part(reader, list);
    if (!good) return false;
  }
  return true;
}

/* The axes of a matrix; NULL after a message. */
static GArray *read_axes(const Reader *reader, const Json *matrix) {
  static const char *const own[] = {NULL};
  GArray *axes = g_array_new(FALSE, TRUE, sizeof(Axis));
  bool good = !matrix || json_is(matrix, JSON_OBJECT);
  if (!good)
    messages_error(reader->log->messages, json_place(matrix), "E191", "\"%s\" of a manifest must be %s", "matrix",
                   "an object");
  for (size_t i = 0; good && i < json_count(matrix); i++) {
    const JsonMember *member = &matrix->object.members[i];
    Axis axis = {0};
    if (!find_setting(reader, member->key)) {
      warn_of_unknown(reader, member, own);
      continue;
    }
    good = read_axis(reader, member, &axis);
    g_array_append_val(axes, axis);
  }
  if (good) return axes;
  g_array_unref(axes);
  return NULL;
}

static double count_combinations(const GArray *axes) {
  double count = 1;
  for (guint i = 0; i < axes->len; i++) count *= (double)g_array_index(axes, Axis, i).count;
  return count;
}

/* Whether there is room for so many sets with `given` settings each, for so many specs; false after a message. */
static bool has_room(Reader *reader, double sets, double specs, double given, Place at) {
  double most = MOST_GIVEN_OF_A_CHART * reader->most;
  reader->charts += sets * specs;
  reader->given += sets * given;
  if (reader->charts > reader->most)
    messages_error(reader->log->messages, at, "E183", "%.0f charts are more than one call draws: %.0f", reader->charts,
                   reader->most);
  else if (given > MOST_GIVEN || reader->given > most)
    messages_error(reader->log->messages, at, "E194", "%.0f settings are more than %s may have: %.0f",
                   given > MOST_GIVEN ? given : reader->given, given > MOST_GIVEN ? "a chart" : "all combinations",
                   given > MOST_GIVEN ? MOST_GIVEN : most);
  else
    return true;
  return false;
}

/* Every combination, the last axis changing fastest. */
static void make_sets(const Reader *reader, ManifestEntry *entry, const ManifestPart *const *common, size_t shared,
                      const GArray *axes) {
  entry->set_count = (size_t)count_combinations(axes);
  ManifestSet *sets = arena_array(reader->arena, ManifestSet, entry->set_count);
  for (size_t k = 0; k < entry->set_count; k++) {
    const ManifestPart **parts = arena_array(reader->arena, const ManifestPart *, shared + axes->len);
    for (size_t i = 0; i < shared; i++) parts[i] = common[i];
    size_t rest = k;
    for (guint i = axes->len; i-- > 0;) {
      const Axis *axis = &g_array_index(axes, Axis, i);
      parts[shared + i] = axis->values[rest % MAX(axis->count, 1)];
      rest /= MAX(axis->count, 1);
    }
    sets[k] = (ManifestSet){parts, shared + axes->len, shared};
  }
  entry->sets = sets;
}

/* ---- entries ---- */

static const char *const entry_keys[] = {"spec", "name", "matrix", NULL};
static const char *const manifest_keys[] = {"$schema", "charts", "matrix", NULL};

static bool read_specs(const Reader *reader, const Json *json, const Json *entry, ManifestEntry *into) {
  bool is_list = json_is(json, JSON_ARRAY);
  if (!is_text(json) && !(are_texts(json) && json_count(json))) {
    messages_error(
        reader->log->messages, json_place(json ? json : entry), "E195",
        "an entry of \"charts\" is the path of a chart, or an object whose \"spec\" is one or a list of them");
    return false;
  }
  into->spec_count = is_list ? json_count(json) : 1;
  ManifestSpec *specs = arena_array(reader->arena, ManifestSpec, into->spec_count);
  for (size_t i = 0; i < into->spec_count; i++) {
    const Json *spec = is_list ? json_at(json, i) : json;
    specs[i] = (ManifestSpec){spec->string, json_place(spec)};
  }
  into->specs = specs;
  return true;
}

static bool read_name(const Reader *reader, const Json *name, ManifestEntry *entry) {
  if (!name) return true;
  const char *fault = is_text(name) ? batch_name_fault(name->string) : "it is no text";
  if (fault)
    messages_error(reader->log->messages, json_place(name), "E182", "\"%s\" cannot be the name of a file: %s",
                   json_string(name, "name"), fault);
  entry->name = json_string(name, NULL);
  entry->name_place = json_place(name);
  return !fault;
}

static bool read_entry(Reader *reader, const Json *json, const Json *top, const ManifestPart *common,
                       ManifestEntry *entry) {
  bool is_object = json_is(json, JSON_OBJECT);
  if (!read_specs(reader, is_object ? json_get(json, "spec") : json, json, entry) ||
      !read_name(reader, json_get(json, "name"), entry))
    return false;
  const ManifestPart *own = is_object ? read_part(reader, json, entry_keys) : NULL, *parts[] = {common, own};
  if (is_object && !own) return false;
  const Json *matrix = json_get(json, "matrix");
  GArray *axes = read_axes(reader, matrix ? matrix : json_get(top, "matrix"));
  if (!axes) return false;
  double sets = count_combinations(axes), given = (double)common->count + (own ? (double)own->count : 0);
  for (guint i = 0; i < axes->len; i++) {
    const Axis *axis = &g_array_index(axes, Axis, i);
    size_t most = 0;
    for (size_t k = 0; k < axis->count; k++) most = MAX(most, axis->values[k]->count);
    given += (double)most;
  }
  bool room = has_room(reader, sets, (double)entry->spec_count, given, json_place(matrix ? matrix : json));
  if (room) make_sets(reader, entry, parts, own ? 2 : 1, axes);
  g_array_unref(axes);
  return room;
}

static bool is_small(const char *path, const BatchLog *log) {
  struct stat status;
  if (stat(path, &status) < 0 || status.st_size <= LARGEST) return true;
  messages_error(log->messages, (Place){0}, "E196", "\"%s\" is larger than a manifest may be: 8 MiB", path);
  return false;
}

static const Json *read_json(const char *path, const BatchLog *log) {
  const Source *source = is_small(path, log) ? file_read_any(path, log->messages, log->arena) : NULL;
  const Json *json = source ? json_parse(source, log->messages, log->arena) : NULL;
  if (!json || json_is(json, JSON_OBJECT)) return json;
  messages_error(log->messages, json_place(json), "E191", "\"%s\" of a manifest must be %s", path, "an object");
  return NULL;
}

const Manifest *manifest_read(const char *path, const ManifestSetting *settings, size_t most, BatchLog *log) {
  Reader reader = {.settings = settings, .log = log, .arena = log->arena, .most = (double)most};
  const Json *json = read_json(path, log);
  if (!json) return NULL;
  const Json *charts = json_get(json, "charts");
  size_t count = json_count(charts);
  if (!json_is(charts, JSON_ARRAY) || !count) {
    messages_error(log->messages, json_place(charts ? charts : json), "E197", "the manifest has no \"charts\"");
    return NULL;
  }
  if (!has_room(&reader, 1, (double)count, 0, json_place(charts))) return NULL;
  reader.charts = 0;
  const ManifestPart *common = read_part(&reader, json, manifest_keys);
  bool good = common;
  ManifestEntry *entries = arena_array(log->arena, ManifestEntry, count);
  for (size_t i = 0; i < count && common; i++)
    good = read_entry(&reader, json_at(charts, i), json, common, &entries[i]) && good;
  char *folder = g_path_get_dirname(path);
  Manifest *manifest = arena_new(log->arena, Manifest);
  *manifest = (Manifest){arena_strdup(log->arena, path), arena_strdup(log->arena, folder), entries, count};
  g_free(folder);
  return good ? manifest : NULL;
}
