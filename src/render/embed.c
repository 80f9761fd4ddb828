/* render/embed.c: see embed.h. */
#include "render/embed.h"
#include "scene/label.h"
#include "scene/shapes.h"
#include "text/subset.h"

typedef struct Embedding {
  const Canvas *canvas;
  TextSubsets *subsets;
  Arena *scratch;
  bool allowed;
} Embedding;

static void refuse(Embedding *embedding, FontPermission permission, const char *font, Place place) {
  Messages *messages = embedding->canvas->messages;
  embedding->allowed = false;
  if (permission == FONT_NOT_SUBSETTABLE)
    messages_error(messages, place, "E640",
                   "the font \"%s\" must not be embedded in parts (OS/2 fsType); choose another \"font\"", font);
  else
    messages_error(messages, place, "E641",
                   "the font \"%s\" must not be embedded (OS/2 fsType); choose another \"font\"", font);
}

static bool is_drawn(const SceneMark *mark, size_t item) {
  return scene_number_or(mark, SCENE_OPACITY, item, 1) > 0 && scene_paint(mark, SCENE_FILL, item).kind != PAINT_NONE;
}

static void add_text(Embedding *embedding, const SceneMark *mark) {
  const Canvas *canvas = embedding->canvas;
  for (size_t i = 0; i < mark->count && canvas_goes_on(canvas, i); i++) {
    if (!is_drawn(mark, i)) continue;
    if (embedding->scratch && arena_size(embedding->scratch) > 1 << 20)
      g_clear_pointer(&embedding->scratch, arena_destroy);
    SceneLabel label;
    scene_label_read(&label, mark, i, canvas->scene->lang, canvas->text, &embedding->scratch);
    for (size_t line = 0; line < label.line_count; line++) {
      const char *font = NULL;
      FontPermission permission =
          text_subsets_add(embedding->subsets, canvas->text, &label.style, label.lines[line], label.vertical, &font);
      if (permission != FONT_EMBEDDABLE) refuse(embedding, permission, font, mark->place);
    }
  }
}

static void add_mark(Embedding *embedding, const SceneMark *mark) {
  if (mark->hidden) return;
  if (mark->type == SCENE_TEXT) add_text(embedding, mark);
  for (size_t i = 0; mark->type == SCENE_GROUP && i < mark->count; i++)
    for (size_t j = 0; j < mark->groups[i].mark_count; j++) add_mark(embedding, mark->groups[i].marks[j]);
}

bool embed_fonts(const Canvas *canvas, Arena *arena) {
  Embedding embedding = {canvas, text_subsets_create(), NULL, true};
  arena_adopt(arena, embedding.subsets, (GDestroyNotify)text_subsets_destroy);
  if (canvas->scene->root) add_mark(&embedding, canvas->scene->root);
  arena_destroy(embedding.scratch);
  if (!embedding.allowed) return false;
  if (!text_subsets_finish(embedding.subsets))
    messages_warn(
        canvas->messages, (Place){0}, "W642",
        "the fonts in the file are large, because the library \"%s\" is unavailable; install HarfBuzz (Debian's "
        "libharfbuzz-subset0)",
        TUBAN_HB_SUBSET_LIBRARY);
  text_subsets_use(embedding.subsets, canvas->text);
  return true;
}

void embed_pictures(const Canvas *canvas, Arena *arena) {
  TextSubsets *subsets = text_subsets_create();
  arena_adopt(arena, subsets, (GDestroyNotify)text_subsets_destroy);
  text_subsets_use(subsets, canvas->text);
}
