/* vegalite/chart/look.h: what the files of warnings are given to look at (private to vegalite/chart/). */
#pragma once
#include "vegalite/chart/model.h"

/* One field that a view encodes. */
typedef struct FieldLook {
  const Chart *chart;
  const View *view;
  const ChannelDef *def;
  const Table *table;      /* the rows before aggregation; there are some */
  const Column *column;    /* the field in it */
  const ScaleModel *model; /* NULL: the channel has no scale */
  Place at;                /* of the field's name */
} FieldLook;

static inline const ScaleType *look_scale_type(const FieldLook *look) { return look->model ? look->model->type : NULL; }
static inline bool look_wants_notes(const FieldLook *look) { return messages_wants_notes(look->chart->messages); }
