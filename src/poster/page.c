/* poster/page.c: see poster/page.h.
 *
 * With "designed_for", all lengths and type sizes change by the ratio of the diagonals on a sheet of another size, as in a
 * photographic reduction: A2 to A3 is 1/√2. Without it lengths are as written.
 */
#include "poster/page.h"
#include "base/length.h"
#include "poster/shape.h"
#include <math.h>
#include <string.h>

static const Field size_fields[] = {
    {.name = "width", .kind = FIELD_LENGTH, .required = true},
    {.name = "height", .kind = FIELD_EXTENT, .required = true, .description = "\"auto\": as high as its content."},
    {0},
};
static const Field margin_fields[] = {
    {.name = "top", .kind = FIELD_LENGTH},
    {.name = "right", .kind = FIELD_LENGTH},
    {.name = "bottom", .kind = FIELD_LENGTH},
    {.name = "left", .kind = FIELD_LENGTH},
    {0},
};
static const char *const orientations[] = {"portrait", "landscape", NULL};
const Field page_fields[] = {
    {.name = "size", .kind = FIELD_SIZE, .required = true, .fields = size_fields, .words = page_size_names},
    {.name = "orientation", .kind = FIELD_STRING, .words = orientations},
    {.name = "designed_for",
     .kind = FIELD_STRING,
     .words = page_size_names,
     .description = "On a page of another size all lengths change by the ratio of the diagonals."},
    {.name = "margins", .kind = FIELD_SIDES, .fields = margin_fields},
    {.name = "columns", .kind = FIELD_COUNT},
    {.name = "gutter", .kind = FIELD_LENGTH},
    {0},
};

/* Reject a canvas that no renderer could draw before anything is laid out on it. */
enum { SIDE_MAX = 32767 };

static double length_of(const Json *json, double otherwise) {
  double px;
  return json_is(json, JSON_STRING) && length_parse(json->string, &px) ? px : otherwise;
}

static bool check_sides(const Json *size, const Page *page, Messages *messages) {
  if (page->width >= 1 && page->height >= 1 && page->width <= SIDE_MAX && page->height <= SIDE_MAX) return true;
  messages_error(messages, size->place, "E704", "the sides of a page must be from 1 to %d px, not %g × %g px", SIDE_MAX,
                 page->width, page->height);
  return false;
}

static bool read_size(const Json *size, Page *page, Messages *messages, Arena *arena) {
  if (json_is(size, JSON_STRING)) {
    bool named = page_size_parse(size->string, &page->width, &page->height);
    if ((named || g_ascii_isdigit(*size->string)) &&
        print_page_parse(size->string, &page->width, &page->height, &page->on_screen))
      return check_sides(size, page, messages);
    messages_error(messages, size->place, "E702", "unknown page size \"%s\"%s", size->string,
                   suggest(arena, size->string, page_size_names));
    return false;
  }
  if (!json_is(size, JSON_OBJECT)) {
    messages_error(
        messages, json_place(size), "E703",
        "\"size\" must be a name such as \"A2\" or \"16:9\", or {\"width\": \"390px\", \"height\": \"2400px\"}");
    return false;
  }
  if (!shape_check(size, size_fields, "\"size\"", messages, arena)) return false;
  page->on_screen = g_str_has_suffix(json_string(json_get(size, "width"), ""), "px");
  page->width = length_of(json_get(size, "width"), 0);
  page->is_open = json_is_string(json_get(size, "height"), "auto");
  page->height = page->is_open ? SIDE_MAX : length_of(json_get(size, "height"), 0);
  return check_sides(size, page, messages);
}

static void turn(const Json *orientation, Page *page) {
  if (!orientation || page->is_open) return;
  bool wide = strcmp(orientation->string, "landscape") == 0;
  double narrow = MIN(page->width, page->height), broad = MAX(page->width, page->height);
  page->width = wide ? broad : narrow;
  page->height = wide ? narrow : broad;
}

static bool read_margins(const Json *margins, Page *page, Messages *messages, Arena *arena) {
  double all = 24 * 96 / 25.4;
  if (json_is(margins, JSON_STRING) && !length_parse(margins->string, &all)) {
    messages_error(messages, margins->place, "E705",
                   "\"margins\" must be a length such as \"24mm\", or one for each side");
    return false;
  }
  if (json_is(margins, JSON_OBJECT) && !shape_check(margins, margin_fields, "\"margins\"", messages, arena))
    return false;
  page->left = page->scale * length_of(json_get(margins, "left"), all);
  page->right = page->scale * length_of(json_get(margins, "right"), all);
  page->top = page->scale * length_of(json_get(margins, "top"), all);
  page->bottom = page->scale * length_of(json_get(margins, "bottom"), all);
  return true;
}

static bool read_columns(const Json *json, Page *page, Messages *messages) {
  const Json *columns = json_get(json, "columns");
  double count = json_number(columns, 3);
  if (!(count >= 1 && count <= PAGE_COLUMNS_MAX) || count != floor(count)) {
    messages_error(messages, json_place(columns), "E706", "\"columns\" must be a whole number from 1 to %d",
                   PAGE_COLUMNS_MAX);
    return false;
  }
  page->columns = (size_t)count;
  page->gutter = page->scale * length_of(json_get(json, "gutter"), 12 * 96 / 25.4);
  if (page_span_width(page, page->columns, 1) >= 1 && page_inner_height(page) >= 1) return true;
  messages_error(messages, json->place, "E707", "margins and gutters leave no space on the page");
  return false;
}

/* The page and the margins that the caller asks for. */
static void override_size(const PrintOptions *print, Page *page) {
  if (print && print->width > 0) {
    page->width = print->width;
    page->height = print->height;
    page->on_screen = print->on_screen;
    page->is_open = false;
  }
  if (print) print_turn(print->landscape, &page->width, &page->height);
}
static void override_margins(const PrintOptions *print, Page *page) {
  if (print && print->has_margin) page->left = page->right = page->top = page->bottom = print->margin;
}

bool page_read(const Json *json, const PrintOptions *print, Page *page, Messages *messages, Arena *arena) {
  if (!json_is(json, JSON_OBJECT)) {
    messages_error(messages, json_place(json), "E708", "\"page\" must be an object with a \"size\"");
    return false;
  }
  if (!shape_check(json, page_fields, "\"page\"", messages, arena)) return false;
  if (!read_size(json_get(json, "size"), page, messages, arena)) return false;
  turn(json_get(json, "orientation"), page);
  override_size(print, page);
  double width, height;
  const char *designed = json_string(json_get(json, "designed_for"), NULL);
  page->scale = 1;
  if (designed && page_size_parse(designed, &width, &height))
    page->scale = page->is_open ? page->width / width : hypot(page->width, page->height) / hypot(width, height);
  if (!read_margins(json_get(json, "margins"), page, messages, arena)) return false;
  override_margins(print, page);
  return read_columns(json, page, messages);
}

/* A length in px is meant for screens, and an object has its own for each side. */
static bool is_for_screens(const Json *length) {
  return json_is(length, JSON_OBJECT) || g_str_has_suffix(json_string(length, ""), "px");
}

void page_fit_screen(Page *page, const Json *json) {
  static const double share = 0.06;
  double most = share * MIN(page->width, page->height);
  if (!page->on_screen) return;
  if (!is_for_screens(json_get(json, "gutter"))) page->gutter = MIN(page->gutter, most);
  if (is_for_screens(json_get(json, "margins"))) return;
  page->left = MIN(page->left, most);
  page->right = MIN(page->right, most);
  page->top = MIN(page->top, most);
  page->bottom = MIN(page->bottom, most);
}

bool page_close(Page *page, double content, const Json *json, Messages *messages) {
  if (!isfinite(content)) return true; /* drawing the rows says why */
  page->height = ceil(page->top + content + page->bottom);
  return check_sides(json_get(json, "size"), page, messages);
}

double page_span_width(const Page *page, size_t columns, size_t span) {
  double column = (page_inner_width(page) - (double)(columns - 1) * page->gutter) / (double)columns;
  return (double)span * column + (double)(span - 1) * page->gutter;
}

double page_column_x(const Page *page, size_t columns, size_t first) {
  return page->left + (double)first * (page_span_width(page, columns, 1) + page->gutter);
}
