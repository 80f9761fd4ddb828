/* vegalite/chart/look.h: what the files of warnings are given to look at (private to vegalite/chart/). */
#pragma once
#include "vegalite/chart/model.h"

/* One field that a view encodes. */
typedef struct FieldLook {
  const Chart *chart;
  const View *view;
  const ChannelDef *def;
  const Table *table;      /* the rows before aggregation; there are some */
  const ScaleModel *model; /* NULL: the channel has no scale */
  Place at;                /* of the field's name */
} FieldLook;

/* Is given the field's column, stretch by stretch; false ends the visit. */
typedef bool (*LookVisit)(const Column *column, void *data);
/* Visits the column. If the visit has to start over, `data` (`size` bytes) is restored first. Texts of the column must be copied to be kept. */
void look_visit(const FieldLook *look, LookVisit visit, void *data, size_t size);

static inline const ScaleType *look_scale_type(const FieldLook *look) { return look->model ? look->model->type : NULL; }
static inline bool look_wants_notes(const FieldLook *look) { return messages_wants_notes(look->chart->messages); }
