/* cli/fonts.c: tuban fonts SPEC…: the font faces a chart uses, what each draws and why, and the characters missing from all fonts. */
#include "cli/chart.h"
#include "cli/survey.h"
#include <glib.h>
#include <stdio.h>
#include <string.h>

/* Of the characters of a face, that many are shown. */
enum { SHOWN_MOST = 40 };

typedef struct Reason {
  const char *name;   /* in JSON */
  const char *before; /* in text, around the source */
  const char *after;
} Reason;
static const Reason reasons[] = {
    [TUBAN_FONT_NAMED] = {"named", "by its name, ", ""},
    [TUBAN_FONT_GENERIC] = {"generic", "fontconfig's ", ""},
    [TUBAN_FONT_NEAREST] = {"nearest", "in place of ", ", which is not installed"},
    [TUBAN_FONT_LANGUAGE] = {"language", "fontconfig's first for ", ", as the families named lack them"},
    [TUBAN_FONT_CHARACTER] = {"character", "fontconfig's first that has them", ""},
};

static void print_face(const TubanFont *font) {
  const Reason *reason = &reasons[font->reason];
  glong count = g_utf8_strlen(font->characters, -1);
  const char *end = g_utf8_offset_to_pointer(font->characters, MIN(count, SHOWN_MOST));
  printf("%-28s %d  %s\n", font->family, font->weight, font->face);
  printf("    %s%s%s\n", reason->before, font->source ? font->source : "", reason->after);
  if (count > SHOWN_MOST)
    printf("    %.*s and %ld more\n", (int)(end - font->characters), font->characters, count - SHOWN_MOST);
  else if (count > 0)
    printf("    %s\n", font->characters);
}

static void print_face_json(const TubanFont *font) {
  char *family = json_quoted(font->family), *face = json_quoted(font->face),
       *characters = json_quoted(font->characters), *source = font->source ? json_quoted(font->source) : NULL;
  printf("{\"family\": %s, \"weight\": %d, \"face\": %s, \"reason\": \"%s\", \"source\": %s, \"characters\": %s}\n",
         family, font->weight, face, reasons[font->reason].name, source ? source : "null", characters);
  g_free(source);
  g_free(characters);
  g_free(face);
  g_free(family);
}

static void print_missing(gunichar c, bool in_json) {
  char shown[8] = "";
  shown[g_unichar_to_utf8(c, shown)] = '\0';
  if (in_json) {
    char *quoted = json_quoted(shown);
    printf("{\"missing\": %s, \"code\": \"U+%04X\"}\n", quoted, c);
    g_free(quoted);
  } else {
    printf("no font has \"%s\" (U+%04X)\n", shown, c);
  }
}

static int list_fonts(TubanContext *context, const char *spec, const Values *values) {
  TubanOptions options = cli_chart_options(values);
  TubanChart *chart = tuban_chart_read_file(context, spec, &options);
  bool in_json = values->messages && strcmp(values->messages, "json") == 0;
  TubanFont font;
  for (size_t i = 0; tuban_chart_font(chart, i, &font) == TUBAN_OK; i++)
    in_json ? print_face_json(&font) : print_face(&font);
  gunichar c;
  for (size_t i = 0; (c = tuban_chart_missing_character(chart, i)) != 0; i++) print_missing(c, in_json);
  int written = fflush(stdout) == 0 ? TUBAN_OK : TUBAN_IO;
  return cli_worse(cli_chart_end(chart, values), written);
}

static int run(const Values *values) {
  int status = TUBAN_OK;
  TubanContext *context = cli_context(values, NULL, &status);
  bool styled = status == TUBAN_OK;
  for (char **spec = values->specs; styled && *spec; spec++)
    status = cli_worse(status, list_fonts(context, *spec, values));
  tuban_context_destroy(context);
  return status;
}

const Command command_fonts = {
    .name = "fonts",
    .arguments = "SPEC…",
    .summary = "list the font faces a chart is set in, and characters that no font has",
    .details =
        "Lists the font faces that a chart's text is set in on this machine, why each was chosen and which "
        "characters it draws, and those that no installed font has. With --messages json, each is an object on a "
        "line of its own.",
    .options =
        (const char *const[]){"style", "font-dir", "system-fonts", "lang", "encoding", "seed", "now", "timezone", "map",
                              "max-memory", "max-rows", "allow-path", "strict", "allow", "messages", "verbose", NULL},
    .run = run,
};
