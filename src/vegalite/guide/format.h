/* vegalite/guide/format.h: which format a guide's values are written in (Vega-Lite's compile/format.ts). */
#pragma once
#include "guide/guide.h"
#include "vegalite/scaling/frame.h"

/* Vega-Lite's guideFormat and guideFormatType: what `format` and `format_type` (of an axis, legend or header; may be NULL) come to
 * for a definition. Only legends take config.timeFormat (`omit_time_config` false). */
/* What is written as `format` as far as it counts: Vega-Lite passes over "" for times, and over an expression for all else. */
const Json *guide_own_format(const ChannelDef *def, const Json *format, const Json *format_type);
/* Does it have a format of its own, of its time unit or of shares? */
bool guide_implies_format(const ChannelDef *def, const Spec *spec);
LabelFormat guide_format(const ChannelDef *def, const Json *format, const Json *format_type,
                         const ScaleType *scale_type, bool omit_time_config, const Spec *spec);
/* A value outside any scale (facet headers): Vega-Lite's formatSignalRef. `end` is the end of its bin; may be undefined. */
const char *guide_header_label(const ChannelDef *def, const Json *format, const Json *format_type, Value value,
                               Value end, const Spec *spec);
/* labelExpr of a header with "datum.label" replaced by how Vega-Lite writes the label, unbracketed as there: of "a ? b : c" the
 * rest of the expression is a part of a or c. */
const char *guide_header_label_expression(const ChannelDef *def, const Json *format, const Json *format_type,
                                          const char *written, const Spec *spec);
/* "values" as written in a spec, moments where the field is temporal (Vega-Lite's valueArray); not given when `values` is not a
 * list. */
GuideValues guide_values(const ChannelDef *def, const Json *values, const Frame *frame);
/* The chain of a named style: the author's, then Vega's, then config.lineBreak, which holds for every text. */
Chain guide_style(const Json *config, const char *name, Arena *arena);
/* {"lineBreak": …} from config; NULL: not set. */
const Json *guide_line_break(const Json *config, Arena *arena);
/* What the engine must know of the view that a guide belongs to. */
GuideContext guide_context(const Frame *frame);
