/* color/srgb.h: the ICC profile of sRGB, for files that embed the profile of their colours. */
#pragma once
#include <glib.h>

enum { SRGB_PROFILE_LENGTH = 480 };
extern const guint8 srgb_profile[SRGB_PROFILE_LENGTH];
