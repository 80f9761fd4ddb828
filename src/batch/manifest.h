/* batch/manifest.h: a manifest (tuban.json): the charts of a project, and how each is drawn.
 *
 *     {"output": "out/{name}-{lang}.{ext}", "format": "svg,pdf",
 *      "charts": ["charts/sales.vl.json",
 *                 {"spec": "charts/map.vl.json", "matrix": {"lang": ["en", "zh"], "style": ["report", "house.json"]}}]}
 *
 * Besides "charts", "spec", "name" and "matrix", keys are settings, which are called as the options of the command line. What counts is the
 * nearest: that of a combination of the matrix, of the entry, of the manifest. The table of settings comes from the caller, who also knows what
 * their texts mean.
 */
#pragma once
#include "batch/log.h"

typedef enum ManifestKind {
  MANIFEST_FLAG,   /* true or false */
  MANIFEST_NUMBER, /* a number, or a text such as "500MB" */
  MANIFEST_TEXT,   /* a text, or a number */
  MANIFEST_WORDS,  /* a text, or a list of texts, which are joined by commas */
  MANIFEST_TEXTS,  /* a text, or a list of texts */
  MANIFEST_PAIRS   /* an object: names, and what they stand for */
} ManifestKind;

typedef struct ManifestSetting {
  const char *name; /* NULL ends a table */
  ManifestKind kind;
  bool is_json; /* what a pair's name stands for is any JSON; otherwise a text */
} ManifestSetting;

/* A setting that is set, or one text or pair of it. */
typedef struct ManifestGiven {
  const ManifestSetting *setting;
  const char *key;  /* of a pair; else NULL */
  const char *text; /* of a flag: "true" or "false"; JSON if the setting is */
  bool is_first;    /* of its list; what was set farther away does not count */
  Place place;
} ManifestGiven;

/* Settings that are in one object. */
typedef struct ManifestPart {
  const ManifestGiven *given;
  size_t count;
} ManifestPart;

/* A combination of the matrix: the parts that hold for it, nearest last. */
typedef struct ManifestSet {
  const ManifestPart *const *parts;
  size_t count, first_axis; /* the parts from that one on are of the matrix */
} ManifestSet;

typedef struct ManifestSpec {
  const char *path; /* as it is written: a file, a folder or a pattern, relative to the manifest */
  Place place;
} ManifestSpec;

/* An entry of "charts": each spec is drawn with each set. */
typedef struct ManifestEntry {
  const ManifestSpec *specs;
  size_t spec_count;
  const char *name; /* of the files; NULL: the spec's own */
  Place name_place;
  const ManifestSet *sets;
  size_t set_count;
} ManifestEntry;

typedef struct Manifest {
  const char *path, *folder;
  const ManifestEntry *entries;
  size_t count;
} Manifest;

/* Reads a manifest into the log's memory. NULL after a message: it cannot be read, has no charts, a value of the wrong kind, or more than `most` charts,
 * which are counted before memory is taken. A key that it does not know is a warning. */
const Manifest *manifest_read(const char *path, const ManifestSetting *settings, size_t most, BatchLog *log);
/* An error at a place of the manifest. */
void batch_error(BatchLog *log, Place at, const char *code, const char *format, ...) G_GNUC_PRINTF(4, 5);
