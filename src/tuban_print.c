/* tuban_print.c: the options about printing, read into PrintOptions (base/print.h). */
#include "base/length.h"
#include "tuban_private.h"
#include <math.h>

/* Reject a page that no renderer could draw before anything is laid out on it. */
static const double SIDE_MAX = 32767;

static bool read_page(TubanChart *chart, const char *text, PrintOptions *print) {
  if (!g_utf8_validate(text, -1, NULL) || !print_page_parse(text, &print->width, &print->height, &print->on_screen)) {
    messages_error(chart->messages, (Place){0}, "E655",
                   "the option \"page\" must be a size such as A4, 16:9 or 210x297mm, not \"%s\"%s", text,
                   suggest(chart->arena, text, page_size_names));
    return false;
  }
  print_turn(print->landscape, &print->width, &print->height);
  if (print->width >= 1 && print->height >= 1 && print->width <= SIDE_MAX && print->height <= SIDE_MAX) return true;
  messages_error(chart->messages, (Place){0}, "E656",
                 "the sides of a page must be from 1 to %.0f px (%.0f mm), not %g × %g px", SIDE_MAX,
                 length_to_mm(SIDE_MAX), print->width, print->height);
  return false;
}

static bool read_length(TubanChart *chart, const char *name, const char *text, double *px) {
  if (length_parse(text, px) && *px >= 0 && *px <= SIDE_MAX) return true;
  messages_error(chart->messages, (Place){0}, "E657",
                 "the option \"%s\" must be a length from 0 such as 3mm, not \"%s\" (units: mm, cm, in, pt, px)", name,
                 text);
  return false;
}

static bool wrong_word(TubanChart *chart, const char *option, const char *words, const char *text,
                       const char *const *names) {
  messages_error(chart->messages, (Place){0}, "E658", "the option \"%s\" must be %s, not \"%s\"%s", option, words, text,
                 suggest(chart->arena, text, names));
  return false;
}

static bool read_color(TubanChart *chart, const TubanOptions *options, PrintOptions *print) {
  if (options->color && !print_color_parse(options->color, &print->color))
    return wrong_word(chart, "color", "rgb, cmyk or gray", options->color, print_color_names);
  if (options->intent && !print_intent_parse(options->intent, &print->intent))
    return wrong_word(chart, "intent", "relative, perceptual, saturation or absolute", options->intent,
                      print_intent_names);
  if (options->pdfx && options->color && print->color == PRINT_RGB) {
    messages_error(chart->messages, (Place){0}, "E659",
                   "PDF/X-4 is made for a press; it needs the colour mode cmyk or gray");
    return false;
  }
  if (options->pdfx && !options->color) print->color = PRINT_CMYK;
  if (options->ink_limit != 0 && !(options->ink_limit >= 100 && options->ink_limit <= 400)) {
    messages_error(chart->messages, (Place){0}, "E660", "the option \"ink_limit\" must be from 100 to 400 percent");
    return false;
  }
  print->pdfx = options->pdfx;
  print->ink_limit = options->ink_limit;
  print->neutral_chroma = isfinite(options->neutral) ? options->neutral : 0;
  return true;
}

bool chart_take_print(TubanChart *chart) {
  TubanOptions *options = &chart->options;
  PrintOptions *print = &chart->print;
  print->landscape = options->landscape;
  print->marks = options->marks;
  print->has_margin = options->margin;
  bool good = (!options->page || read_page(chart, options->page, print)) &&
              (!options->margin || read_length(chart, "margin", options->margin, &print->margin)) &&
              (!options->bleed || read_length(chart, "bleed", options->bleed, &print->bleed)) &&
              read_color(chart, options, print);
  print->profile = arena_strdup(chart->arena, options->profile);
  options->page = options->margin = options->bleed = NULL;
  options->color = options->profile = options->intent = NULL; /* `print` has them now */
  return good;
}
