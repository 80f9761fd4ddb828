/* pdf/ink_content.c: the operators of a content stream, from sRGB to inks.
 *
 * cairo sets one colour for what it fills, be that areas or text, and sets it again only when it changes:
 *
 *     0 0 0 rg  10 10 50 50 re f  BT … Tj ET
 *
 * Inks depend on what is painted, so operators that set colours are dropped, and the inks are set before the operator that paints, where
 * they are not set already. A colour may not be set within a path, so what paints a path takes it along.
 *
 * cairo strokes within q and Q, which also restore colours; inks are set before the q where nothing within it has painted yet, so that
 * they last.
 *
 * Black text and thin lines are printed over what is there ("overprint"), so that no white shows at their edges where the plates do not
 * meet. The ground's inks are then added to them; so areas whose inks leave no space for full black below the limit are remembered by
 * their bounds, and what meets one of them replaces it as usual.
 */
#include "pdf/content.h"
#include "pdf/ink_page.h"
#include <math.h>
#include <string.h>

enum { FILL, STROKE, SIDES };
/* In pt: larger text and wider lines have no need to overprint. */
static const double LARGE_TEXT = 12, WIDE_LINE = 1;
static const ContentBox EVERYWHERE = {-1e9, -1e9, 1e9, 1e9};

/* A colour that the stream asks for. */
typedef struct Wanted {
  bool is_raw; /* set by an operator that is kept: a pattern */
  double rgb[3];
} Wanted;
/* What the stream written has set. */
typedef struct Shown {
  enum { SHOWN_NOTHING, SHOWN_RAW, SHOWN_INKS, SHOWN_SPOT } kind;
  double inks[4];
  size_t spot;
} Shown;

typedef struct State {
  Wanted wanted[SIDES];
  Shown shown[SIDES];
  double alpha[SIDES];
  bool is_blended, overprints;
  ContentMatrix matrix;
  ContentBox clip;
  double line_width, font_size;
  int text_mode;
} State;

typedef struct Rewriting {
  InkPage *page;
  const PdfContent *content;
  bool is_mask, has_overprint, has_knockout;
  GString *out;
  GArray *states; /* State: those saved */
  gssize before;  /* in `out`: where the last q is, if nothing was painted since; else -1 */
  State now;
  const char *path;   /* where the current path begins; NULL without one */
  bool clips;         /* the path becomes a clip */
  ContentMatrix text; /* of the line */
  double advance;     /* at most, since the line began: em */
  GArray *grounds;    /* ContentBox: areas on which black cannot overprint */
  GHashTable *spots;  /* numbers + 1 of the spots used */
  double peak;
} Rewriting;

static PdfObject resource(const Rewriting *r, const char *category, const char *name) {
  return pdf_get(r->page->document, pdf_get(r->page->document, r->content->resources, category), name);
}

/* ---- setting inks ---- */

/* Which spot has that colour; spot_count if there is none. */
static size_t find_spot(const Rewriting *r, const double rgb[3]) {
  const PrintOptions *print = r->page->print;
  size_t i = 0;
  if (press_ink_count(r->page->press) != 4) return print->spot_count;
  for (; i < print->spot_count; i++) {
    const double *own = print->spots[i].rgb;
    if (fabs(own[0] - rgb[0]) < 2e-6 && fabs(own[1] - rgb[1]) < 2e-6 && fabs(own[2] - rgb[2]) < 2e-6) break;
  }
  return i;
}

/* Writes an operator that sets inks. */
static void set(Rewriting *r, const char *text) {
  g_string_insert(r->out, r->before, text);
  if (r->before >= 0) r->before += (gssize)strlen(text);
}
/* What was set before the last q is still set after its Q. */
static State *saved(Rewriting *r) {
  return r->before >= 0 && r->states->len ? &g_array_index(r->states, State, r->states->len - 1) : &r->now;
}

static void write_inks(Rewriting *r, int side, const double *inks) {
  const Press *press = r->page->press;
  int count = r->is_mask ? 1 : press_ink_count(press);
  GString *text = g_string_new(NULL);
  for (int i = 0; i < count; i++) ink_append_number(text, r->is_mask ? inks[i] : ink_number(press, inks[i]));
  g_string_append(text, count == 4 ? (side == FILL ? "k\n" : "K\n") : (side == FILL ? "g\n" : "G\n"));
  set(r, text->str);
  g_string_free(text, TRUE);
}

static void show_spot(Rewriting *r, int side, size_t spot) {
  Shown *shown = &r->now.shown[side];
  g_hash_table_add(r->spots, GSIZE_TO_POINTER(spot + 1));
  r->peak = fmax(r->peak, 1);
  if (shown->kind == SHOWN_SPOT && shown->spot == spot) return;
  char text[80];
  g_snprintf(text, sizeof text, side == FILL ? "/TubanSpot%zu cs 1 scn\n" : "/TubanSpot%zu CS 1 SCN\n", spot);
  set(r, text);
  *shown = saved(r)->shown[side] = (Shown){.kind = SHOWN_SPOT, .spot = spot, .inks = {1}};
}

static bool are_equal(const double one[4], const double other[4]) {
  return one[0] == other[0] && one[1] == other[1] && one[2] == other[2] && one[3] == other[3];
}

/* Sets the inks for one side. */
static void show(Rewriting *r, int side, PressUse use) {
  const Wanted *wanted = &r->now.wanted[side];
  Shown *shown = &r->now.shown[side];
  double inks[4] = {0};
  if (wanted->is_raw) {
    r->peak = INK_UNKNOWN;
    return;
  }
  size_t spot = r->is_mask ? r->page->print->spot_count : find_spot(r, wanted->rgb);
  if (spot < r->page->print->spot_count) {
    show_spot(r, side, spot);
    return;
  }
  if (r->is_mask)
    inks[0] = 0.3 * wanted->rgb[0] + 0.59 * wanted->rgb[1] + 0.11 * wanted->rgb[2]; /* PDF 1.7, 11.5.3 */
  else
    press_inks(r->page->press, wanted->rgb, use, inks);
  r->peak = fmax(r->peak, r->is_mask ? 0 : ink_colors(r->page->press, inks));
  if (shown->kind == SHOWN_INKS && are_equal(shown->inks, inks)) return;
  write_inks(r, side, inks);
  shown->kind = SHOWN_INKS;
  memcpy(shown->inks, inks, sizeof inks);
  saved(r)->shown[side] = *shown;
}

/* ---- overprinting ---- */

static void set_overprint(Rewriting *r, bool overprints) {
  if (r->now.overprints == overprints) return;
  set(r, overprints ? "/TubanOverprint gs\n" : "/TubanKnockout gs\n");
  r->now.overprints = saved(r)->overprints = overprints;
  r->has_overprint |= overprints;
  r->has_knockout |= !overprints;
}

static bool is_full_black(const Rewriting *r, int side) {
  const Shown *shown = &r->now.shown[side];
  return shown->kind == SHOWN_INKS && r->now.alpha[side] >= 1 && !r->now.is_blended && shown->inks[3] >= 1 &&
         shown->inks[0] + shown->inks[1] + shown->inks[2] == 0;
}

static bool meets_ground(const Rewriting *r, ContentBox box) {
  for (guint i = 0; i < r->grounds->len; i++)
    if (content_boxes_meet(g_array_index(r->grounds, ContentBox, i), box)) return true;
  return false;
}

static bool may_overprint(const Rewriting *r, int side) {
  return r->content->kind == PDF_PAGE && press_ink_count(r->page->press) == 4 && is_full_black(r, side);
}

/* Remembers an area with that much ink besides black, if full black does not go with it. */
static void add_ground(Rewriting *r, ContentBox box, double colors) {
  enum { GROUNDS_MAX = 4096 };
  if (colors + 1 <= press_ink_limit(r->page->press) && !r->now.is_blended) return;
  box = content_intersect(box, r->now.clip);
  if (box.x1 > box.x2) return;
  if (r->grounds->len >= GROUNDS_MAX) { /* one for all */
    for (guint i = 0; i < r->grounds->len; i++) {
      ContentBox other = g_array_index(r->grounds, ContentBox, i);
      content_include(&box, other.x1, other.y1);
      content_include(&box, other.x2, other.y2);
    }
    g_array_set_size(r->grounds, 0);
  }
  g_array_append_val(r->grounds, box);
}

static double colors_shown(const Rewriting *r, int side) {
  const Shown *shown = &r->now.shown[side];
  if (shown->kind == SHOWN_SPOT) return 1;
  return shown->kind == SHOWN_INKS ? ink_colors(r->page->press, shown->inks) : INK_UNKNOWN;
}

/* ---- operators ---- */

static void copy(Rewriting *r, const char *start, const char *end) {
  g_string_append_len(r->out, start, end - start);
  g_string_append_c(r->out, '\n');
}

static void want(Rewriting *r, int side, const double *n, int count) {
  Wanted *wanted = &r->now.wanted[side];
  wanted->is_raw = false;
  for (int i = 0; i < 3; i++) wanted->rgb[i] = CLAMP(n[count == 3 ? i : 0], 0, 1);
}

static bool set_color(Rewriting *r, const ContentOperation *op) {
  static const struct {
    const char *name;
    int side, count;
  } setters[] = {{"rg", FILL, 3}, {"RG", STROKE, 3}, {"g", FILL, 1}, {"G", STROKE, 1}};
  double n[3] = {0};
  for (size_t i = 0; i < G_N_ELEMENTS(setters); i++) {
    if (!content_is(op, setters[i].name)) continue;
    content_numbers(op, n, 3);
    want(r, setters[i].side, n, setters[i].count);
    return true;
  }
  return false;
}

/* Patterns, and colours in a space that is not of a screen. */
static bool set_raw(Rewriting *r, const ContentOperation *op) {
  static const char *const names[SIDES][5] = {{"cs", "sc", "scn", "k", NULL}, {"CS", "SC", "SCN", "K", NULL}};
  for (int side = 0; side < SIDES; side++)
    for (int i = 0; names[side][i]; i++) {
      if (!content_is(op, names[side][i])) continue;
      copy(r, op->start, op->end);
      r->before = -1;
      r->now.wanted[side].is_raw = true;
      r->now.shown[side].kind = SHOWN_RAW;
      return true;
    }
  return false;
}

static const char *const path_names[] = {"m", "l", "c", "v", "y", "h", "re", "W", "W*", NULL};
static const struct {
  const char *name;
  bool fills, strokes;
} painters[] = {{"f", true, false}, {"F", true, false}, {"f*", true, false}, {"S", false, true}, {"s", false, true},
                {"B", true, true},  {"B*", true, true}, {"b", true, true},   {"b*", true, true}, {"n", false, false}};

static bool add_to_path(Rewriting *r, const ContentOperation *op) {
  for (int i = 0; path_names[i]; i++) {
    if (!content_is(op, path_names[i])) continue;
    if (!r->path) r->path = op->start;
    if (*op->name == 'W') r->clips = true;
    return true;
  }
  return false;
}

static void paint_stroke(Rewriting *r, ContentBox box) {
  double width = r->now.line_width * content_scale(r->now.matrix), reach = width * 5; /* of a mitred corner */
  ContentBox wide = {box.x1 - reach, box.y1 - reach, box.x2 + reach, box.y2 + reach};
  show(r, STROKE, PRESS_LINE);
  set_overprint(r, width < WIDE_LINE && may_overprint(r, STROKE) && !meets_ground(r, wide));
  add_ground(r, wide, colors_shown(r, STROKE));
}

static bool paint_path(Rewriting *r, const ContentOperation *op) {
  for (size_t i = 0; i < G_N_ELEMENTS(painters); i++) {
    if (!content_is(op, painters[i].name)) continue;
    const char *start = r->path ? r->path : op->start;
    ContentBox box = content_path_box(start, op->start, r->now.matrix);
    if (painters[i].fills) show(r, FILL, PRESS_FILL);
    if (painters[i].fills) set_overprint(r, false);
    if (painters[i].fills) add_ground(r, box, colors_shown(r, FILL));
    if (painters[i].strokes && painters[i].fills)
      show(r, STROKE, PRESS_LINE);
    else if (painters[i].strokes)
      paint_stroke(r, box);
    copy(r, start, op->end);
    if (r->clips) r->now.clip = content_intersect(r->now.clip, box);
    r->path = NULL;
    r->clips = false;
    return true;
  }
  return false;
}

/* At most as long as this, in em: a byte of a code is not wider than 1.5 em. */
static double text_length(const ContentOperation *op) {
  double length = 0;
  for (const char *at = op->start; at < op->name; at++) {
    if (*at == '(') {
      int depth = 0;
      for (; at < op->name; at++, length += 1.5) {
        if (*at == '\\') at++;
        if (*at == '(') depth++;
        if (*at == ')' && --depth == 0) break;
      }
    } else if (*at == '<') {
      for (; at < op->name && *at != '>'; at++) length += 0.75;
    } else if (g_ascii_isdigit(*at)) {
      double number = 0;
      for (; at < op->name && g_ascii_isdigit(*at); at++) number = number * 10 + (*at - '0');
      length += number / 1000;
      while (at < op->name && (*at == '.' || g_ascii_isdigit(*at))) at++;
      at--;
    }
  }
  return length;
}

static ContentBox text_box(Rewriting *r, const ContentOperation *op) {
  r->advance += text_length(op);
  double size = r->now.font_size;
  ContentBox line = {-size, -size, r->advance * size + size, 1.5 * size};
  return content_transform(line, content_multiply(r->text, r->now.matrix));
}

static bool paint_text(Rewriting *r, const ContentOperation *op) {
  if (!content_is(op, "Tj") && !content_is(op, "TJ") && !content_is(op, "'") && !content_is(op, "\"")) return false;
  int mode = r->now.text_mode & 3;
  ContentBox box = text_box(r, op);
  double size = r->now.font_size * content_scale(content_multiply(r->text, r->now.matrix));
  if (mode == 0 || mode == 2) {
    show(r, FILL, PRESS_LINE);
    set_overprint(r, mode == 0 && size < LARGE_TEXT && may_overprint(r, FILL) && !meets_ground(r, box));
    add_ground(r, box, colors_shown(r, FILL));
  }
  if (mode == 1 || mode == 2) {
    show(r, STROKE, PRESS_LINE);
    set_overprint(r, false);
    add_ground(r, box, colors_shown(r, STROKE));
  }
  copy(r, op->start, op->end);
  return true;
}

static ContentBox form_box(const Rewriting *r, PdfObject form) {
  PdfDocument *document = r->page->document;
  PdfObject box = pdf_get(document, form, "/BBox"), matrix = pdf_get(document, form, "/Matrix");
  ContentMatrix own = CONTENT_IDENTITY;
  if (!box) return r->now.clip;
  double b[4], m[6];
  for (int i = 0; i < 4; i++) b[i] = pdf_number(document, pdf_at(document, box, i), 0);
  for (int i = 0; matrix && i < 6; i++) m[i] = pdf_number(document, pdf_at(document, matrix, i), 0);
  if (matrix) own = (ContentMatrix){m[0], m[1], m[2], m[3], m[4], m[5]};
  return content_transform((ContentBox){b[0], b[1], b[2], b[3]}, content_multiply(own, r->now.matrix));
}

static bool paint_object(Rewriting *r, const ContentOperation *op) {
  char name[128];
  PdfDocument *document = r->page->document;
  bool is_shading = content_is(op, "sh");
  if (!is_shading && !content_is(op, "Do")) return false;
  content_operand_name(op, name, sizeof name);
  PdfObject object = resource(r, is_shading ? "/Shading" : "/XObject", name);
  bool is_image = pdf_is_name(document, pdf_get(document, object, "/Subtype"), "/Image");
  ContentBox box = r->now.clip;
  double peak = ink_peak(r->page, object);
  if (is_image && pdf_get(document, object, "/ImageMask")) {
    show(r, FILL, PRESS_FILL);
    peak = colors_shown(r, FILL);
  }
  set_overprint(r, false);
  if (!is_shading) box = is_image ? content_transform((ContentBox){0, 0, 1, 1}, r->now.matrix) : form_box(r, object);
  add_ground(r, box, peak);
  r->peak = fmax(r->peak, peak);
  copy(r, op->start, op->end);
  return true;
}

static void take_state(Rewriting *r, const ContentOperation *op) {
  char name[128];
  PdfDocument *document = r->page->document;
  content_operand_name(op, name, sizeof name);
  PdfObject state = resource(r, "/ExtGState", name), blend = pdf_get(document, state, "/BM");
  r->now.alpha[FILL] = pdf_number(document, pdf_get(document, state, "/ca"), r->now.alpha[FILL]);
  r->now.alpha[STROKE] = pdf_number(document, pdf_get(document, state, "/CA"), r->now.alpha[STROKE]);
  if (blend) r->now.is_blended = !pdf_is_name(document, blend, "/Normal");
}

static void save(Rewriting *r) {
  g_array_append_val(r->states, r->now);
  r->before = (gssize)r->out->len;
}
static void restore(Rewriting *r) {
  r->before = -1;
  if (r->states->len == 0) return;
  r->now = g_array_index(r->states, State, r->states->len - 1);
  g_array_set_size(r->states, r->states->len - 1);
}

static ContentMatrix matrix_of(const double n[6]) { return (ContentMatrix){n[0], n[1], n[2], n[3], n[4], n[5]}; }

/* What places the following text, in em of the line. */
static void move_text(Rewriting *r, ContentMatrix matrix) {
  r->text = matrix;
  r->advance = 0;
}

/* Follows what later operators depend on; the operator is copied by the caller. */
static void follow(Rewriting *r, const ContentOperation *op) {
  double n[6] = {0};
  int count = content_numbers(op, n, 6);
  if (content_is(op, "q"))
    save(r);
  else if (content_is(op, "Q"))
    restore(r);
  else if (content_is(op, "cm") && count == 6)
    r->now.matrix = content_multiply(matrix_of(n), r->now.matrix);
  else if (content_is(op, "w") && count == 1)
    r->now.line_width = n[0];
  else if (content_is(op, "gs"))
    take_state(r, op);
  else if (content_is(op, "BT"))
    move_text(r, CONTENT_IDENTITY);
  else if (content_is(op, "Tm") && count == 6)
    move_text(r, matrix_of(n));
  else if ((content_is(op, "Td") || content_is(op, "TD")) && count == 2)
    move_text(r, content_multiply((ContentMatrix){1, 0, 0, 1, n[0], n[1]}, r->text));
  else if (content_is(op, "Tf") && count >= 1)
    r->now.font_size = n[count - 1];
  else if (content_is(op, "Tr") && count == 1)
    r->now.text_mode = (int)CLAMP(n[0], 0, 7);
}

static void rewrite(Rewriting *r, GBytes *source) {
  gsize length;
  const char *data = g_bytes_get_data(source, &length);
  ContentReader reader = {data, data + length};
  ContentOperation op;
  while (content_next(&reader, &op)) {
    if (add_to_path(r, &op)) continue;
    if (paint_path(r, &op)) {
      r->before = -1;
      continue;
    }
    if (r->path) { /* not painted: left as it is */
      copy(r, r->path, op.start);
      r->path = NULL;
    }
    if (set_color(r, &op) || set_raw(r, &op)) continue;
    if (paint_text(r, &op) || paint_object(r, &op)) {
      r->before = -1;
      continue;
    }
    follow(r, &op);
    copy(r, op.start, op.end);
  }
}

/* ---- what the stream names ---- */

/* A category of the resources, which is made if it is missing. */
static PdfObject category(const Rewriting *r, const char *name) {
  PdfDocument *document = r->page->document;
  PdfObject found = pdf_get(document, r->content->resources, name);
  if (found) return found;
  pdf_set(document, r->content->resources, name, pdf_make_dictionary(document));
  return pdf_get(document, r->content->resources, name);
}

static void add_overprint(const Rewriting *r) {
  PdfDocument *document = r->page->document;
  if (r->has_overprint)
    pdf_set(document, category(r, "/ExtGState"), "/TubanOverprint",
            pdf_parse(document, "<< /Type /ExtGState /OP true /op true /OPM 1 >>"));
  if (r->has_knockout)
    pdf_set(document, category(r, "/ExtGState"), "/TubanKnockout",
            pdf_parse(document, "<< /Type /ExtGState /OP false /op false /OPM 0 >>"));
}

static void append_name(GString *out, const char *name) {
  g_string_append_c(out, '/');
  for (const char *c = name; *c; c++)
    if (g_ascii_isalnum(*c))
      g_string_append_c(out, *c);
    else
      g_string_append_printf(out, "#%02X", (unsigned char)*c);
}

static void add_spots(const Rewriting *r) {
  for (size_t i = 0; i < r->page->print->spot_count; i++) {
    if (!g_hash_table_contains(r->spots, GSIZE_TO_POINTER(i + 1))) continue;
    const PrintSpot *spot = &r->page->print->spots[i];
    GString *space = g_string_new("[/Separation "), *name = g_string_new(NULL);
    append_name(space, spot->name);
    g_string_append(space, " /DeviceCMYK << /FunctionType 2 /Domain [0 1] /N 1 /C0 [0 0 0 0] /C1 [ ");
    for (int k = 0; k < 4; k++) ink_append_number(space, spot->cmyk[k]);
    g_string_append(space, "] >>]");
    g_string_printf(name, "/TubanSpot%zu", i);
    pdf_set(r->page->document, category(r, "/ColorSpace"), name->str, pdf_parse(r->page->document, space->str));
    g_string_free(space, TRUE);
    g_string_free(name, TRUE);
  }
}

GBytes *ink_content(InkPage *page, const PdfContent *content, bool is_mask, GBytes *source, double *peak) {
  Rewriting r = {.page = page,
                 .content = content,
                 .is_mask = is_mask,
                 .out = g_string_sized_new(g_bytes_get_size(source)),
                 .states = g_array_new(FALSE, FALSE, sizeof(State)),
                 .grounds = g_array_new(FALSE, FALSE, sizeof(ContentBox)),
                 .spots = g_hash_table_new(NULL, NULL),
                 .text = CONTENT_IDENTITY,
                 .before = -1,
                 .now = {.alpha = {1, 1}, .matrix = CONTENT_IDENTITY, .clip = EVERYWHERE, .line_width = 1}};
  rewrite(&r, source);
  add_overprint(&r);
  add_spots(&r);
  g_array_unref(r.states);
  g_array_unref(r.grounds);
  g_hash_table_unref(r.spots);
  *peak = r.peak;
  return g_string_free_to_bytes(r.out);
}
