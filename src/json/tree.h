/* json/tree.h: bulk data as a tree, straight from the scanner's tokens. Private to json/. */
#pragma once
#include "json/json.h"
#include "json/scan.h"

/* All of `scan`, which is closed. NULL after a message. */
const Json *json_tree_read(JsonScan *scan, Arena *arena);
