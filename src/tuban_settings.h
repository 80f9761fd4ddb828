/* tuban_settings.h: tuban's own settings: "usermeta": {"tuban": {…}} of a chart or poster, "tuban" in a style (Vega-Lite's config), and
 * presets (`--for nature`). The tables say which there are; data/settings.schema.json and data/preset.schema.json say the same for
 * editors (tests/api/test_settings.c compares them, `./dev docs` writes them).
 *
 * A setting of a print block may be set in several places; the nearest counts: an option, the preset that an option names, the
 * chart's usermeta, its config, the style, and the preset that one of these names after its own settings.
 */
#pragma once
#include "tuban.h"
#include "json/chain.h"

typedef enum SettingKind {
  SETTING_LENGTH, /* "85mm", or a number of px */
  SETTING_NUMBER, /* 0 or more */
  SETTING_FLAG,
  SETTING_SHARE,   /* true, false, or a number from 0 to 1 */
  SETTING_PAGE,    /* "A4", "210x297mm" */
  SETTING_TEXT,    /* one of `words`, if there are any */
  SETTING_TEXTS,   /* a text, or a list of them */
  SETTING_LENGTHS, /* a list */
  SETTING_OBJECT,  /* of `members`; one named "" stands for any name */
  SETTING_NUMBERS, /* a list */
  SETTING_PARTS,   /* true, false, or a list of `words` */
  SETTING_RULES    /* true, false, or an object of `members`; its reader checks it */
} SettingKind;

typedef struct Setting {
  const char *name; /* NULL ends a table */
  SettingKind kind;
  const char *description;
  const struct Setting *members;
  const char *const *words; /* NULL-terminated */
  double least, most;       /* of a number; a most of 0: any from 0 */
  size_t option;            /* the field of TubanOptions that it stands for where that is not set; 0: none */
} Setting;

extern const char *const weekday_names[]; /* ended by NULL */
extern const Setting print_settings[];    /* of its print block */
extern const Setting own_settings[];      /* of usermeta.tuban */
extern const Setting preset_settings[];   /* of the file of a preset */

/* Warns of settings that are not in the table; false after an error message about values of the wrong kind. `what` describes the object:
 * "\"print\"". NULL is fine. */
bool settings_check(const Json *object, const Setting *table, const char *what, Messages *messages, Arena *arena);
