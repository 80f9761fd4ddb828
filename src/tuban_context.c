/* tuban_context.c: fonts and style, shared by charts. */
#include "tuban_private.h"
#include "vegalite/grammar/config.h"
#include "vegalite/grammar/style.h"
#include "vegalite/mark/mark.h"
#include <string.h>

TubanContext *tuban_context_create(void) {
  TubanContext *context = g_new0(TubanContext, 1);
  g_atomic_ref_count_init(&context->uses);
  context->arena = arena_create();
  context->tables = json_tables_create(context->arena);
  context->shelf = table_shelf_create();
  context->messages = messages_create(context->arena, false);
  context->run = message_run_create();
  context->style_paths = g_ptr_array_new();
  context->fonts = text_context_create();
  locale_t callers = duplocale(uselocale((locale_t)0));
  context->plain = newlocale(LC_NUMERIC_MASK, "C", callers);
  if (!context->plain) freelocale(callers);
  return context;
}

TubanContext *context_ref(TubanContext *context) {
  g_atomic_ref_count_inc(&context->uses);
  return context;
}

void tuban_context_destroy(TubanContext *context) {
  if (!context || !g_atomic_ref_count_dec(&context->uses)) return;
  table_shelf_destroy(context->shelf);
  text_context_destroy(context->fonts);
  message_run_destroy(context->run);
  g_ptr_array_free(context->style_paths, TRUE);
  arena_destroy(context->arena);
  if (context->styles) g_array_unref(context->styles);
  g_strfreev(context->font_files);
  if (context->plain) freelocale(context->plain);
  g_free(context->printed);
  g_free(context);
}

TubanStatus tuban_context_set_strict(TubanContext *context, bool strict) {
  if (!context) return TUBAN_USAGE;
  if (!context_enter(context)) return TUBAN_BUSY;
  context->strict = strict;
  context_leave(context);
  return TUBAN_OK;
}

static void start_call(TubanContext *context) { context->messages = messages_create(context->arena, context->strict); }

/* A call about something that is missing or not UTF-8. */
static bool is_text(TubanContext *context, const char *text, size_t length, const char *what) {
  bool valid = text && g_utf8_validate(text, (gssize)length, NULL);
  if (!valid) messages_error(context->messages, (Place){0}, "E801", "%s is %s", what, text ? "not UTF-8" : "missing");
  return valid;
}

/* `path` is NULL for a style from memory. `below`: the style that it is laid over; NULL: it is the only one. */
static TubanStatus set_style(TubanContext *context, const Source *source, const char *path, const Json *below) {
  const Json *json = json_parse(source, context->messages, context->arena);
  if (json) json = style_take_spots(json, below, context->messages, context->arena);
  const Json *style = json ? style_config(json, mark_types, context->tables, context->messages, context->arena) : NULL;
  if (!style || messages_error_count(context->messages) > 0) return TUBAN_FAILED;
  context->style = config_layer(below, style, context->arena);
  if (!below) g_ptr_array_set_size(context->style_paths, 0);
  if (path) g_ptr_array_add(context->style_paths, arena_strdup(context->arena, path));
  return TUBAN_OK;
}

static TubanStatus read_style(TubanContext *context, const char *path, const Json *below) {
  const Source *source = file_read_any(path, context->messages, context->arena);
  return source ? set_style(context, source, path, below) : TUBAN_IO;
}

TubanStatus tuban_context_set_style_file(TubanContext *context, const char *path) {
  if (!context) return TUBAN_USAGE;
  if (!context_enter(context)) return TUBAN_BUSY;
  start_call(context);
  TubanStatus status = TUBAN_USAGE;
  if (path)
    status = read_style(context, path, NULL);
  else
    messages_error(context->messages, (Place){0}, "E802", "the path of the style is missing");
  context_leave(context);
  return status;
}

/* A word that is neither a style nor a file was meant as one of the names. */
static TubanStatus add_style(TubanContext *context, const char *name) {
  const char *file = style_file(name, false, context->arena);
  if (file || strpbrk(name, "/.") || strcmp(name, "-") == 0 || g_file_test(name, G_FILE_TEST_EXISTS))
    return read_style(context, file ? file : name, context->style);
  messages_error(context->messages, (Place){0}, "E162", "no installed style and no file is named \"%s\"%s", name,
                 suggest(context->arena, name, style_names(context->arena)));
  return TUBAN_IO;
}

TubanStatus tuban_context_add_style(TubanContext *context, const char *name) {
  if (!context) return TUBAN_USAGE;
  if (!context_enter(context)) return TUBAN_BUSY;
  start_call(context);
  TubanStatus status = TUBAN_USAGE;
  if (is_text(context, name, name ? strlen(name) : 0, "the name of the style")) status = add_style(context, name);
  context_leave(context);
  return status;
}

static TubanStatus take_text(TubanContext *context, const char *text, size_t length, const char *name, bool over) {
  if (!context) return TUBAN_USAGE;
  if (!context_enter(context)) return TUBAN_BUSY;
  start_call(context);
  TubanStatus status = TUBAN_USAGE;
  if (is_text(context, text, length, "the style") && (!name || is_text(context, name, strlen(name), "its name"))) {
    Source *source = arena_new(context->arena, Source);
    *source = (Source){.name = arena_strdup(context->arena, name ? name : "style"),
                       .text = arena_strndup(context->arena, text, length),
                       .length = length};
    status = set_style(context, source, NULL, over ? context->style : NULL);
  }
  context_leave(context);
  return status;
}

TubanStatus tuban_context_set_style_text(TubanContext *context, const char *text, size_t length, const char *name) {
  return take_text(context, text, length, name, false);
}

TubanStatus tuban_context_add_style_text(TubanContext *context, const char *text, size_t length, const char *name) {
  return take_text(context, text, length, name, true);
}

static void list_styles(TubanContext *context) {
  Arena *arena = context->arena;
  Messages *unseen = messages_create(arena, false);
  context->styles = g_array_new(FALSE, FALSE, sizeof(TubanStyle));
  for (const char *const *name = style_names(arena); *name; name++) {
    TubanStyle style = {.name = *name, .file = style_file(*name, false, arena)};
    const Source *source = style.file ? file_read_any(style.file, unseen, arena) : NULL;
    const Json *json = source ? json_parse(source, unseen, arena) : NULL;
    style.description = json_is(json, JSON_OBJECT) ? json_string(json_get(json, "description"), NULL) : NULL;
    if (style.file) g_array_append_val(context->styles, style);
  }
}

TubanStatus tuban_context_style(TubanContext *context, size_t i, TubanStyle *style) {
  if (!context || !style) return TUBAN_USAGE;
  if (!context_enter(context)) return TUBAN_BUSY;
  if (!context->styles) list_styles(context);
  bool found = i < context->styles->len;
  if (found) *style = g_array_index(context->styles, TubanStyle, i);
  context_leave(context);
  return found ? TUBAN_OK : TUBAN_USAGE;
}

const char *tuban_context_font_file(TubanContext *context, size_t i) {
  if (!context || !context_enter(context)) return NULL;
  if (!context->font_files) {
    context->font_files = text_font_files(context->fonts);
    context->font_file_count = g_strv_length(context->font_files);
  }
  const char *file = i < context->font_file_count ? context->font_files[i] : NULL;
  context_leave(context);
  return file;
}

static TubanStatus add_fonts(TubanContext *context, const char *folder, bool with_system) {
  if (!context) return TUBAN_USAGE;
  if (!context_enter(context)) return TUBAN_BUSY;
  start_call(context);
  g_clear_pointer(&context->font_files, g_strfreev);
  TubanStatus status = folder ? TUBAN_OK : TUBAN_USAGE;
  if (!folder) {
    messages_error(context->messages, (Place){0}, "E803", "the folder of the fonts is missing");
  } else if (!g_file_test(folder, G_FILE_TEST_IS_DIR) || !text_context_add_fonts(context->fonts, folder, with_system)) {
    messages_error(context->messages, (Place){0}, "E804", "\"%s\" is not a folder with fonts", folder);
    status = TUBAN_IO;
  }
  context_leave(context);
  return status;
}

TubanStatus tuban_context_add_fonts(TubanContext *context, const char *folder) {
  return add_fonts(context, folder, true);
}

TubanStatus tuban_context_use_fonts(TubanContext *context, const char *folder) {
  return add_fonts(context, folder, false);
}

void tuban_context_prepare_fonts(TubanContext *context) {
  if (!context || !context_enter(context)) return;
  text_context_prepare(context->fonts);
  context_leave(context);
}

const char *tuban_context_messages(TubanContext *context) {
  if (!context || !context_enter(context)) return "";
  g_free(context->printed);
  const char *printed = context->printed = messages_to_string(context->messages);
  context_leave(context);
  return printed;
}

size_t tuban_context_message_count(TubanContext *context) {
  if (!context || !context_enter(context)) return 0;
  size_t count = messages_count(context->messages);
  context_leave(context);
  return count;
}

TubanStatus message_read(const Messages *messages, size_t i, TubanMessage *message) {
  static const TubanSeverity severities[] = {
      [MESSAGE_NOTE] = TUBAN_NOTE, [MESSAGE_WARNING] = TUBAN_WARNING, [MESSAGE_ERROR] = TUBAN_ERROR};
  MessageInfo info;
  if (!message || !messages_at(messages, i, &info)) return TUBAN_USAGE;
  *message = (TubanMessage){.severity = severities[info.level], .code = info.code, .text = info.text};
  if (!info.place.source) return TUBAN_OK;
  message->file = info.place.source->name;
  messages_line_column(messages, info.place, &message->line, &message->column);
  return TUBAN_OK;
}

TubanStatus tuban_context_message(TubanContext *context, size_t i, TubanMessage *message) {
  if (!context) return TUBAN_USAGE;
  if (!context_enter(context)) return TUBAN_BUSY;
  TubanStatus status = message_read(context->messages, i, message);
  context_leave(context);
  return status;
}
