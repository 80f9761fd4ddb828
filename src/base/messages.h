/* base/messages.h: errors and warnings about a chart, in the form compilers use.
 *
 *     data/charts/support.vl.json:14:11: error: unknown mark "bars"; did you mean "bar"? [E203]
 *        14 |   "mark": "bars",
 *           |           ^~~~~~
 *
 * Every message has a code, which does not change when its text does: the letter of its level (E, W or N) and three
 * digits. src/messages.json explains them all; tests/messages.py compares it with the calls. Codes are string literals,
 * so that it finds them.
 */
#pragma once
#include "base/arena.h"
#include "base/place.h"
#include <stdbool.h>
#include <stdio.h>

/* The number of bytes that a UTF-8 byte order mark takes at the start: 3 or 0. */
size_t text_mark_length(const Source *source);

typedef enum MessageLevel { MESSAGE_NOTE, MESSAGE_WARNING, MESSAGE_ERROR } MessageLevel;

typedef struct MessageInfo {
  MessageLevel level; /* as counted: under `strict`, a warning is an error */
  const char *code;   /* "W204" */
  const char *text;   /* alone, without place and code */
  Place place;
  bool of_machine;
} MessageInfo;

typedef struct Messages Messages;

/* Lives in `arena`. With `strict`, every warning counts and prints as an error; its code remains. Of one code, 20 messages are kept, and
 * one at the place of the next that says how many there were: "and 99,980 more like this". */
Messages *messages_create(Arena *arena, bool strict);
/* `code` is not copied. */
void messages_error(Messages *messages, Place at, const char *code, const char *format, ...) G_GNUC_PRINTF(4, 5);
/* The same warning (same code, text and place) is kept once. */
void messages_warn(Messages *messages, Place at, const char *code, const char *format, ...) G_GNUC_PRINTF(4, 5);
/* The same for a fault of the machine rather than of the chart, such as a missing font. Within one run, only the first chart's text
 * includes it (see messages_join_run). */
void messages_warn_of_machine(Messages *messages, Place at, const char *code, const char *format, ...)
    G_GNUC_PRINTF(4, 5);
/* What is right, but may interest the author. Kept once, and only printed after messages_show_notes(). */
void messages_note(Messages *messages, Place at, const char *code, const char *format, ...) G_GNUC_PRINTF(4, 5);
/* From now on, printing includes the notes. */
void messages_show_notes(Messages *messages);
/* Whether somebody reads the notes, so that those that cost time are worth it. */
bool messages_wants_notes(const Messages *messages);
/* Leaves out warnings and notes with that code, including earlier ones. Errors stay. */
void messages_allow(Messages *messages, const char *code);
/* Several charts whose messages are read one after the other. */
typedef struct MessageRun MessageRun;
MessageRun *message_run_create(void);
void message_run_destroy(MessageRun *run);
/* `run` must outlive the messages. Messages of machines that other members have are left out of the text of this one. */
void messages_join_run(Messages *messages, MessageRun *run);
/* Whether there is a message with that code. */
bool messages_has(const Messages *messages, const char *code);
size_t messages_error_count(const Messages *messages);
/* The same with warnings that are errors counted each time that they are reported: grows whenever something fails. */
size_t messages_failure_count(const Messages *messages);
/* From now on, what was begun is tried in another way: errors that were told before count, but are not told again. */
void messages_try_again(Messages *messages);
size_t messages_count(const Messages *messages);
/* Message `i` in order of arrival, notes included; false after the last. The strings live as long as the messages. */
bool messages_at(const Messages *messages, size_t i, MessageInfo *out);
/* The text of message `i`; NULL after the last. `level` may be NULL. */
const char *messages_text(const Messages *messages, size_t i, MessageLevel *level);
/* Every message with file, line, column (1-based, columns in characters), the line and a caret; cut to a readable
 * width where the line is long. */
void messages_print(const Messages *messages, FILE *to);
/* Message `i` alone, notes included, owned by the caller (g_free); NULL after the last. */
char *message_to_string(const Messages *messages, size_t i);
/* All as messages_print() has them, owned by the caller (g_free). */
char *messages_to_string(const Messages *messages);
/* 1-based line and column (in characters) of a place. */
void place_line_column(Place at, unsigned *line, unsigned *column);

/* The same, quicker where there are many. */
void messages_line_column(const Messages *messages, Place at, unsigned *line, unsigned *column);

/* The nearest of `names` (NULL-terminated) by edit distance, NULL when none is near. */
const char *nearest_name(const char *wrong, const char *const *names);
/* "; did you mean \"bar\"?" for the nearest of `names`, or "" when none is near. Lives in `arena`. */
const char *suggest(Arena *arena, const char *wrong, const char *const *names);
