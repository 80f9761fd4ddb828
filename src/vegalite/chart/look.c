/* vegalite/chart/look.c: see look.h. */
#include "vegalite/chart/look.h"
#include "data/blocks.h"
#include <string.h>

typedef struct Walk {
  const char *field;
  LookVisit visit;
  void *data;
  bool is_over; /* as the visitor wants */
} Walk;

static bool visit_block(const Table *block, Arena *arena, void *data) {
  (void)arena;
  Walk *walk = data;
  const Column *column = table_field(block, walk->field);
  walk->is_over = column && !walk->visit(column, walk->data);
  return !walk->is_over;
}

void look_visit(const FieldLook *look, LookVisit visit, void *data, size_t size) {
  Arena *arena = look->chart->arena;
  Walk walk = {look->def->field, visit, data, false};
  void *before = arena_alloc(arena, size);
  memcpy(before, data, size);
  if (table_each_block(look->table, visit_block, &walk) || walk.is_over) return;
  memcpy(data, before, size);
  visit_block(table_whole(look->table), arena, &walk);
}
