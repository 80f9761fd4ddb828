/* render/cost.h: what painting costs, charged before it is done. A step is about 10 ns; see base/budget.h. */
#pragma once
#include "render/canvas.h"

/* What each item of a mark costs at least, by its type: cairo keeps and writes every item of a vector file, and pixels are
 * set from columns. */
void cost_charge_mark(Canvas *canvas, const SceneMark *mark);
/* `bytes` that a vector file holds until it is written; cost_return() gives back what was held. */
void cost_return(Canvas *canvas);
/* Pixels that `area` px² of an item cover: of many items, one over the other. */
void cost_charge_area(const Canvas *canvas, double area);
/* Steps for each pixel that a gradient (NULL: a colour) or an operator paints beyond those of a colour: Canvas.pixel_steps. */
double cost_of_pixel(const Gradient *gradient, cairo_operator_t operator);
/* Those of `area`, in the square of cairo's current units; those of the box around the current path, before it is filled. */
void cost_charge_pixels(const Canvas *canvas, double area);
void cost_charge_fill(const Canvas *canvas);
/* A narrow item `height` px tall and `width` px wide: each row of pixels takes its time, more so where it is slanted. */
void cost_charge_rows(const Canvas *canvas, double width, double height);
/* A symbol that is drawn as an outline of its own, of that radius. */
void cost_charge_symbol(const Canvas *canvas, const SceneMark *mark, size_t item, double radius);
/* What is painted with another operator, or with a gradient, is put together apart or written each by itself. */
void cost_charge_blend(const Canvas *canvas, const SceneMark *mark);
void cost_charge_gradient(const Canvas *canvas);
/* A stroke along the current path, with the line style that is set: dashes and wide lines. */
void cost_charge_stroke(const Canvas *canvas);
/* Each edge of a path, and each row of pixels that it crosses within a picture of that size. */
void cost_charge_crossings(const Canvas *canvas, const ScenePath *path, double scale, double width, double height);
