"""Writes a C program that calls every function of tuban.h with each kind of wrong argument.

    _misuse.py tuban.h OUT.c

In each call one argument is wrong and the others are right; where an object is destroyed, the wrong values alone are tried. The
program fails by crashing (or by what the sanitizers see), and where a call with a wrong argument returns TUBAN_OK. A parameter of
a type that is not listed here is an error, so that a new function cannot be forgotten.
"""
import re, sys

GOOD_SPEC = r'"{\"data\": {\"values\": [{\"a\": 1}]}, \"mark\": \"point\"}"'
NOT_UTF8 = r'"a\xff"'
OPTIONS = ["&no_size", "&huge_size", "&later.known", "&bad_scale", "&bad_lang", "&bad_data", "&bad_quality"]
# By type: the right value and wrong ones. By type and name where the name tells more.
VALUES = {
    "TubanContext *": ("context", ["NULL"]),
    "TubanChart *": ("chart", ["NULL", "failed", "orphan"]),
    "TubanTable *": ("table", ["NULL", "text_table"]),
    "const TubanTable *": ("table", ["NULL"]),
    "const TubanFormat *": ('tuban_format_find("svg")', ["NULL", "(const TubanFormat *)garbage"]),
    "const TubanOptions *": ("NULL", OPTIONS),
    "const char *": ('"x"', ["NULL", '""', NOT_UTF8]),
    "const char * text": (GOOD_SPEC, ["NULL"]),
    "const char * path": ("path", ["NULL", '""', NOT_UTF8, '"/"', '"/nowhere/x"']),
    "const char * stage": ('"scene"', ["NULL", '""', '"marks"', NOT_UTF8]),
    "const char * folder": ('"."', ["NULL", '""', NOT_UTF8, '"/nowhere"']),
    "size_t": ("0", ["SIZE_MAX"]),
    "size_t length": ("sizeof(" + GOOD_SPEC + ") - 1", ["0"]),
    "size_t rows": ("2", ["SIZE_MAX"]),
    "bool": ("true", []),
    "size_t *": ("&length", ["NULL"]),
    "double *": ("&number", ["NULL"]),
    "const double *": ("numbers", ["NULL"]),
    "const char *const *": ("texts", ["NULL", "bad_texts"]),
    "const char *const * names": ("names", ["NULL"]),
    "const uint8_t *": ("bytes", ["NULL"]),
    "const char **": ("&text", ["NULL"]),
    "TubanMessage *": ("&message", ["NULL"]),
    "TubanFont *": ("&font", ["NULL"]),
    "TubanStyle *": ("&style", ["NULL"]),
    "TubanFile *": ("&file", ["NULL"]),
    "const void *": ("spec", ["NULL"]),
    "TubanWrite": ("write_nothing", ["NULL", "fail_to_write"]),
    "void *": ("NULL", []),
    "struct _cairo *": ("cairo", ["NULL", "broken_cairo"]),
}
# Wrong arguments with which these calls are meant to succeed.
OPTIONAL = {("tuban_chart_size", "width"), ("tuban_chart_size", "height"), ("tuban_library", "name"), ("tuban_library", "version"),
            ("tuban_context_set_style_text", "name"), ("tuban_context_add_style_text", "name")}

PROLOGUE = r"""/* Made from tuban.h by tests/_misuse.py. */
#include "tuban.h"
#include <cairo.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

static const char garbage[256] = "garbage";
static int write_nothing(void *closure, const void *bytes, size_t length) { return closure || !bytes || !length; }
static int fail_to_write(void *closure, const void *bytes, size_t length) { return !closure && bytes && length; }

int main(void) {
  static const char spec[] = @SPEC@;
  static const double numbers[] = {1, NAN};
  static const char *const texts[] = {"a", NULL}, *const bad_texts[] = {"a", "\xff"}, *const names[] = {"ab", NULL};
  static const uint8_t bytes[] = {0, 1};
  static const struct { TubanOptions known; char more[8]; } later = {{.size = sizeof(TubanOptions) + 8}, "x"};
  static const TubanData no_table[] = {{"d", NULL}, {NULL, NULL}};
  const TubanOptions no_size = {0}, huge_size = {.size = SIZE_MAX}, bad_scale = {.size = sizeof(TubanOptions), .scale = NAN},
                     bad_lang = {.size = sizeof(TubanOptions), .lang = "\xff"}, bad_data = {.size = sizeof(TubanOptions), .data = no_table},
                     bad_quality = {.size = sizeof(TubanOptions), .quality = -1};
  size_t length = 0;
  double number = 0;
  const char *text = NULL;
  TubanMessage message;
  TubanFont font;
  TubanStyle style;
  TubanFile file;
  char *folder = g_dir_make_tmp("tuban-misuse-XXXXXX", NULL), *path = g_build_filename(folder, "c.vl.json", NULL);
  g_file_set_contents(path, spec, -1, NULL);
  if (g_chdir(folder)) return 1; /* for files of odd names */
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, 9, 9);
  cairo_t *cairo = cairo_create(surface), *broken_cairo = cairo_create(NULL);
  TubanContext *context = tuban_context_create(), *gone = tuban_context_create();
  TubanTable *table = tuban_table_create(2), *text_table = tuban_table_from_text("a\n1", 3, "csv");
  TubanChart *chart = tuban_chart_read_text(context, spec, sizeof spec - 1, NULL, NULL, NULL),
             *failed = tuban_chart_read_text(context, "[1]", 3, NULL, NULL, NULL),
             *orphan = tuban_chart_read_text(gone, spec, sizeof spec - 1, NULL, NULL, NULL);
  tuban_context_destroy(gone);
  (void)text_table;
  int wrong = 0;
"""
EPILOGUE = r"""
  tuban_table_destroy(table);
  tuban_table_destroy(text_table);
  tuban_context_destroy(context);
  tuban_chart_destroy(chart);
  tuban_chart_destroy(failed);
  tuban_chart_destroy(orphan);
  cairo_destroy(cairo);
  cairo_destroy(broken_cairo);
  cairo_surface_destroy(surface);
  g_unlink(path);
  g_unlink("a\xff");
  wrong |= g_rmdir(folder) != 0;
  g_free(path);
  g_free(folder);
  return wrong;
}
"""
RELEASE = {"TubanChart *": "tuban_chart_destroy", "TubanTable *": "tuban_table_destroy", "TubanContext *": "tuban_context_destroy",
           "void *": "tuban_free", "char *": "tuban_free"}


def functions(header):
    """(result, name, [(type, name)]) of each function."""
    header = re.sub(r"/\*.*?\*/", "", header, flags=re.S)
    for result, name, inside in re.findall(r"TUBAN_API\s+([\w\s*]+?)\s*(tuban_\w+)\(([^)]*)\);", header):
        parameters = []
        for parameter in re.sub(r"\s+", " ", inside).split(","):
            kind, what = re.fullmatch(r"\s*(.*?)(\w+)\s*", parameter).groups()
            if what != "void":
                parameters.append((re.sub(r"\s*(\*+)\s*", r" \1", kind).replace("* const", "*const").strip(), what))
        yield re.sub(r"\s*\*", " *", result), name, parameters


def values(kind, name):
    found = VALUES.get(f"{kind.replace(' *', ' * ').strip()} {name}") or VALUES.get(f"{kind} {name}") or VALUES.get(kind)
    if not found:
        sys.exit(f"_misuse.py: no values for the parameter \"{kind} {name}\"")
    return found


def call(result, name, arguments, may_succeed):
    text = f"{name}({', '.join(arguments)})"
    if result in RELEASE:
        return f"  {RELEASE[result]}({text});"
    if result == "TubanStatus" and not may_succeed:
        shown = text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
        return f'  if ({text} == TUBAN_OK) wrong = 1, g_printerr("succeeds: {shown}\\n");'
    return f"  (void){text};" if result != "void" else f"  {text};"


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        header = file.read()
    lines, count = [], 0
    for result, name, parameters in functions(header):
        right = [values(*parameter)[0] for parameter in parameters]
        destroys = name.endswith("_destroy") or name == "tuban_free"
        if not destroys:
            lines.append(call(result, name, right, True))
        for i, parameter in enumerate(parameters):
            for wrong in values(*parameter)[1] if not destroys else ["NULL"]:
                # Long texts, names that are no files and charts that are whole may well be right: only NULL and what is named above are not.
                may = (name, parameter[1]) in OPTIONAL or (name, wrong) == ("tuban_chart_message", "failed") or wrong in ('""', "0", "orphan") or (wrong != "NULL" and "\\xff" in wrong)
                lines.append(call(result, name, right[:i] + [wrong] + right[i + 1 :], may))
        count += 1
    if count < 40:
        sys.exit(f"_misuse.py: only {count} functions found")
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        file.write(PROLOGUE.replace("@SPEC@", GOOD_SPEC) + "\n".join(lines) + EPILOGUE)


main()
