/* vegalite/chart/warnings.h: warnings and notes for charts that render as in Vega but probably not as intended.
 *
 * Everything here only looks. Warnings are for pictures that are empty, wrong or without some of their marks; with
 * --strict they are errors. Notes are for what is odd but visible; those that cost time are computed only where
 * somebody reads them. Each subject is one file, warn_….c; warnings.c calls them for the views, fields and scales of a
 * chart, in the order in which they were written.
 */
#pragma once
#include "scene/scene.h"
#include "vegalite/chart/look.h"

/* The data: each column that a unit or facet encodes. Needs the tables. */
void warn_of_values(const Chart *chart);
/* The scales: domains, ranges, and how they suit the rows. Needs the frames. */
void warn_of_scales(const Chart *chart);
/* The placed scene: texts, sizes. */
void warn_of_scene(const Chart *chart, const Scene *scene);
/* Gives every mark that has no place the one of what is around it, at last `around`. */
void give_places(Scene *scene, Place around);

/* ---- between warnings.c and the subjects ---- */

/* warn_fields.c: fields that no row has. */
void warn_of_missing_fields(const Chart *chart, const View *view, const Table *table);
/* warn_numbers.c: text, nulls and extremes in quantitative fields. */
void warn_of_numbers(const FieldLook *look);
/* warn_dates.c: numbers and texts that are not moments, and days that move. */
void warn_of_dates(const FieldLook *look);
/* warn_categories.c: null and long numbers as names. */
void note_category(const FieldLook *look);
/* warn_shares.c: parts of a whole that are negative. */
void warn_of_shares(const Chart *chart, const View *unit);
/* warn_geo.c: outlines that fill the map. */
void warn_of_outlines(const Chart *chart, const View *unit);
/* warn_domains.c: what a domain leaves out, bars that begin where the scale has no place, and what a range lacks. */
void warn_of_domain(const Chart *chart, const View *unit, const ChannelDef *def, const ScaleModel *model,
                    const Scale *scale);
/* cut_text.c: texts that are longer than their limit. */
void warn_of_cut_text(const Chart *chart, const Scene *scene);
/* warn_size.c: marks and guides that make the picture much larger than asked. */
void warn_of_size(const Chart *chart, const Scene *scene);
/* text_overlap.c: texts drawn over each other. */
void note_overlapping_text(const Chart *chart, const Scene *scene);
