/* text/common_families.h: families that come with systems and office programs, by script: what text is likely to find elsewhere. */
#pragma once
#include <glib.h>

/* What a face looks like, as CSS has generic families for it. */
typedef enum FaceKind { FACE_SANS, FACE_SERIF, FACE_MONO, FACE_KINDS } FaceKind;

typedef struct CommonFamilies {
  GUnicodeScript script;
  const char *lang;              /* for Han: the language whose forms these have, as BCP 47; else NULL */
  const char *names[FACE_KINDS]; /* separated by commas; NULL: those of FACE_SANS */
  const char *late;              /* serif ones whose Latin letters are unfit: after those of Latin; or NULL */
} CommonFamilies;

/* The first is Latin, and all that is written with its fonts. Families are looked for in the order of this table. */
enum { COMMON_LATIN, COMMON_HANS, COMMON_HANT, COMMON_JAPANESE, COMMON_KOREAN, COMMON_OTHER, COMMON_MOST = 62 };
extern const CommonFamilies common_families[];
extern const int common_family_count;
