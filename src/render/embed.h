/* render/embed.h: the fonts of a file that its text stays text in. */
#pragma once
#include "render/canvas.h"

/* Looks through the text of the scene, and has it drawn with faces that hold no more than its glyphs, for as long as `arena`
 * lives. False after an error message: a font that its maker does not allow to be embedded. */
bool embed_fonts(const Canvas *canvas, Arena *arena);
/* For files in which cairo embeds the fonts or text is outlines: has emoji drawn with all their pixels (text/emoji.h) for as long as
 * `arena` lives. */
void embed_pictures(const Canvas *canvas, Arena *arena);
