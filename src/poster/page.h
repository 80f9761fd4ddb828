/* poster/page.h: the sheet: its size, margins and column grid, in px. */
#pragma once
#include "base/print.h"
#include "poster/shape.h"

typedef struct Page {
  double width, height;
  double left, top, right, bottom; /* margins */
  size_t columns;
  double gutter;
  bool on_screen; /* its size is in px */
  bool is_open;   /* as high as its content; until that is known, as high as a page may be */
  double scale;   /* applies to every length in the poster and its style; 1 unless it was designed for another size */
} Page;

enum { PAGE_COLUMNS_MAX = 24, PAGE_BLOCKS_MAX = 1000 };

extern const Field page_fields[];
/* `print` overrides what it sets; may be NULL. False after an error message. */
bool page_read(const Json *json, const PrintOptions *print, Page *page, Messages *messages, Arena *arena);
/* Margins and gutters that are written for paper, or by default, become narrower on a page in px: at most 6 % of its shorter side. */
void page_fit_screen(Page *page, const Json *json);
/* Gives an open page the height of its content. False after an error message: no page is so high. */
bool page_close(Page *page, double content, const Json *json, Messages *messages);
static inline double page_inner_width(const Page *page) { return page->width - page->left - page->right; }
static inline double page_inner_height(const Page *page) { return page->height - page->top - page->bottom; }
/* The width of `span` columns of a grid of `columns`, and the left edge of column `first`. */
double page_span_width(const Page *page, size_t columns, size_t span);
double page_column_x(const Page *page, size_t columns, size_t first);
