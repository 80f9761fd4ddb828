/* color/press.h: which inks print a colour.
 *
 * A gray is printed with black alone where register and sharpness matter: text and lines, and fills that are nearly black. What is left
 * goes through the press's profile. No colour takes more ink than the limit.
 */
#pragma once
#include "base/print.h"
#include "color/profile.h"

typedef struct Press Press;

/* What a colour is used for. */
typedef enum PressUse {
  PRESS_LINE,    /* text, and strokes */
  PRESS_FILL,    /* an area */
  PRESS_PICTURE, /* a pixel, or a place of a gradient */
  PRESS_USE_COUNT
} PressUse;

/* The press that `print` asks for, whose colour mode is not RGB. It lives as long as the arena. NULL after an error message. */
Press *press_open(const PrintOptions *print, Messages *messages, Arena *arena);
/* 4 for CMYK, 1 for black alone. */
int press_ink_count(const Press *press);
/* NULL for gray without a profile. */
const Profile *press_profile(const Press *press);
/* sRGB (0 … 1) as inks (0: none, 1: full). */
void press_inks(const Press *press, const double rgb[3], PressUse use, double *inks);
/* `count` pixels of a picture, of three bytes, as bytes where 255 is full ink. */
void press_pixels(const Press *press, const guint8 *rgb, guint8 *inks, size_t count);
/* Reduces four inks to the limit: first what three of them make of gray is left to black, then all three alike. */
void press_limit(const Press *press, double inks[4]);
/* The most that the inks of one place may be, all together: 3 is 300 %. */
double press_ink_limit(const Press *press);
