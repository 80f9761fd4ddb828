/* json/notes.c: see notes.h. */
#include "json/notes.h"
#include "base/temporary.h"
#include <string.h>

enum { BULK_ABOVE = 16384 /* bytes */ };

/* What the members of an object are, if they may hold data. */
typedef enum Role { ROLE_OTHER, ROLE_DATA, ROLE_DATASETS } Role;

typedef struct Open {
  guint note;
  Role role;
} Open;

typedef struct Taker {
  JsonScan *scan;
  GArray *notes;
  JsonNote next;  /* begun by the key */
  GString *shown; /* a copy of the text up to `copied`, with changes */
  guint32 copied;
  Open open[JSON_DEPTH_MAX];
  unsigned depth;
  /* A value being read that may turn out to be bulk data: its depth, 0 for none; `shown` and `copied` when it began. */
  unsigned bulk;
  gsize shown_before;
  guint32 copied_before;
} Taker;

static JsonNote *note_at_depth(Taker *taker, unsigned depth) {
  return &g_array_index(taker->notes, JsonNote, taker->open[depth - 1].note);
}

static void show_instead(Taker *taker, guint32 start, guint32 end, const char *text) {
  g_string_append_len(taker->shown, taker->scan->text + taker->copied, start - taker->copied);
  g_string_append(taker->shown, text);
  taker->copied = end;
}

static bool key_is(const Taker *taker, const char *quoted) {
  size_t length = taker->next.key_end - taker->next.key_start;
  return length == strlen(quoted) && !memcmp(taker->scan->text + taker->next.key_start, quoted, length);
}

static void begin_bulk(Taker *taker) {
  taker->bulk = taker->depth;
  taker->shown_before = taker->shown->len;
  taker->copied_before = taker->copied;
}

static void take_key(Taker *taker, const JsonToken *token) {
  taker->next = (JsonNote){.key_start = token->start, .key_end = token->end, .key_is_own = token->has_lone_surrogate};
  if (token->has_lone_surrogate) show_instead(taker, token->start, token->end, "\"\"");
}

static void take_value(Taker *taker, const JsonToken *token) {
  bool is_number = token->kind == JSON_TOKEN_NUMBER;
  taker->next.start = token->start;
  taker->next.end = token->end;
  taker->next.is_own = is_number ? !token->is_plain : token->has_lone_surrogate;
  if (taker->next.is_own) show_instead(taker, token->start, token->end, is_number ? "0" : "\"\"");
  g_array_append_val(taker->notes, taker->next);
}

static void open_container(Taker *taker, const JsonToken *token) {
  Role outer = taker->depth ? taker->open[taker->depth - 1].role : ROLE_OTHER, role = ROLE_OTHER;
  bool is_array = token->kind == JSON_TOKEN_ARRAY_START;
  if (!is_array) role = key_is(taker, "\"data\"") ? ROLE_DATA : key_is(taker, "\"datasets\"") ? ROLE_DATASETS : role;
  taker->open[taker->depth++] = (Open){taker->notes->len - 1, role};
  bool may_be_bulk = outer == ROLE_DATASETS || (outer == ROLE_DATA && key_is(taker, "\"values\""));
  if (may_be_bulk && !taker->bulk) begin_bulk(taker);
}

static void close_container(Taker *taker, const JsonToken *token) {
  note_at_depth(taker, taker->depth)->end = token->end;
  if (taker->depth == taker->bulk) taker->bulk = 0;
  taker->depth--;
}

static void take(Taker *taker, const JsonToken *token) {
  if (json_token_is_end(token)) {
    close_container(taker, token);
  } else if (token->kind == JSON_TOKEN_KEY) {
    take_key(taker, token);
  } else {
    if (taker->depth) note_at_depth(taker, taker->depth)->count++;
    take_value(taker, token);
    if (json_token_is_start(token)) open_container(taker, token);
    taker->next = (JsonNote){0};
  }
}

static bool is_bulk(Taker *taker, const JsonToken *token) {
  return taker->bulk && token->end - note_at_depth(taker, taker->bulk)->start > BULK_ABOVE;
}

/* Drops the notes on the items so far and skips the others. */
static void leave_as_text(Taker *taker) {
  JsonToken end;
  bool within_item = taker->depth > taker->bulk; /* which was counted when it began */
  guint32 ended = json_scan_skip(taker->scan, taker->bulk, &end);
  if (taker->scan->failed) return;
  taker->depth = taker->bulk;
  g_array_set_size(taker->notes, taker->open[taker->depth - 1].note + 1);
  g_string_truncate(taker->shown, taker->shown_before);
  taker->copied = taker->copied_before;
  JsonNote *note = note_at_depth(taker, taker->depth);
  note->count += ended - within_item;
  note->is_text = true;
  close_container(taker, &end);
  show_instead(taker, note->start, note->end, "0");
  taker->next = (JsonNote){0};
}

bool json_notes_take(JsonNotes *notes, JsonScan *scan, Budget *budget) {
  guint32 from = (guint32)(scan->at - scan->text);
  Taker taker = {.scan = scan, .copied = from};
  taker.notes = g_array_new(FALSE, FALSE, sizeof(JsonNote));
  taker.shown = g_string_new(NULL);
  budget_temporary(budget, taker.notes);
  budget_temporary(budget, taker.shown);
  for (JsonToken token; json_scan_next(scan, &token);) {
    take(&taker, &token);
    if (is_bulk(&taker, &token)) leave_as_text(&taker);
  }
  bool is_changed = taker.copied > from;
  if (is_changed) g_string_append_len(taker.shown, scan->text + taker.copied, scan->end - scan->text - taker.copied);
  notes->shown = is_changed ? taker.shown->str : scan->text + from;
  notes->shown_length = is_changed ? taker.shown->len : (size_t)(scan->end - scan->text) - from;
  notes->list = g_steal_pointer(&taker.notes);
  notes->changed = g_steal_pointer(&taker.shown);
  return !scan->failed;
}
