/* render/blends.h: blended colours in the inks of a press.
 *
 * Inks that are blended ("multiply", "darken" …) may add up to more than the limit, which no rule for single colours prevents. So a page
 * with blended marks is first painted on plates (render/plates.h), as a viewer of the PDF would. If a pixel has too much ink, the blended
 * marks are drawn as pictures of what they look like in sRGB, whose pixels are then converted like those of any other picture.
 */
#pragma once
#include "render/canvas.h"

/* Whether any item of a mark, or inside of it, is blended. */
bool blends_exist(const SceneMark *root);
/* Paints the page on plates; the most ink of a pixel where a mark has just been blended with what is below it, 1 for each full ink.
 * `canvas` has a press of four inks. */
double blends_most_ink(const Canvas *canvas);
/* Paints the page once, and keeps what each blended mark looks like on what is below it. They live as long as the arena. */
struct BlendPictures *blends_draw(const Canvas *canvas, Arena *arena);
