/* layout/page.h: a finished picture on a printed page. */
#pragma once
#include "base/messages.h"
#include "base/print.h"
#include "scene/scene.h"

/* Makes the scene as large as the page that `print` asks for, with what is drawn at its natural size between the margins: in the middle,
 * at the top. Its background becomes that of the page. Nothing is done if `print` has no page. False after an error message: the
 * margins leave nothing, or the picture does not fit. */
bool layout_page(Scene *scene, const PrintOptions *print, Messages *messages);
