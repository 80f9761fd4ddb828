/* color/profile.h: ICC profiles of presses and printers (https://www.color.org/specification/ICC.1-2022-05.pdf), through Little CMS, which
 * is loaded on first use. */
#pragma once
#include "base/messages.h"
#include "base/print.h"
#include <glib.h>
#include <stdbool.h>

typedef struct Profile Profile;

/* The profile that is used where none is named. */
#define PROFILE_DEFAULT "ISO Coated v2 300 %"

typedef enum ProfileSpace { PROFILE_GRAY = 1, PROFILE_CMYK = 4 } ProfileSpace; /* the number of its inks */

/* `name` is a path, the name of a file in one of the system's folders of profiles with or without ".icc", or the beginning of the name that
 * a profile has in itself, where case, spaces and signs do not matter; NULL: PROFILE_DEFAULT. It lives as long as the arena. NULL after an
 * error message: there is none, it is not a profile, or not of CMYK (or, where `gray` is allowed, black) ink. */
Profile *profile_open(const char *name, PrintIntent intent, bool gray, Messages *messages, Arena *arena);
ProfileSpace profile_space(const Profile *profile);
/* The name that it has in itself, "ISO Coated v2 300% (basICColor)". */
const char *profile_title(const Profile *profile);
/* The path of its file. */
const char *profile_file(const Profile *profile);
/* The file's bytes; the profile's. */
GBytes *profile_bytes(const Profile *profile);

/* sRGB (0 … 1) as inks (0: none, 1: full), as many as the profile has. */
void profile_inks(const Profile *profile, const double rgb[3], double *inks);
/* The same for `count` pixels of three bytes, as bytes where 255 is full ink. */
void profile_pixels(const Profile *profile, const guint8 *rgb, guint8 *inks, size_t count);
/* CIELAB (D50; L* from 0 to 100, paper white) of inks as they print. */
void profile_lab(const Profile *profile, const double *inks, double lab[3]);
/* CIELAB (D50) of sRGB. */
void profile_lab_of_rgb(const Profile *profile, const double rgb[3], double lab[3]);

/* Where profiles are looked for, by their name or title: the file, owned by the caller; NULL if there is none. `title` returns the title
 * of a file's profile for g_free(), or NULL. In profile_find.c. */
char *profile_find(const char *name, char *(*title)(void *closure, const char *path), void *closure);
