/* vegalite/dataflow/data_context.c: the context of a view's transforms, with the tables that lookups read. */
#include "vegalite/dataflow/data_pass.h"

/* The rows of a selection: what its unit draws, filtered by it. */
static const Table *selected_rows(const DataPass *pass, const Json *param) {
  const Spec *spec = pass->input->spec;
  const Selection *selection = selection_find(pass->input->selections, json_string(param, ""));
  if (!selection) {
    messages_error(spec->messages, json_place(param), "E286", "no selection is named \"%s\"", json_string(param, ""));
    return NULL;
  }
  const Table *table = pass->views[selection->unit->id].table;
  if (!table) {
    messages_error(spec->messages, json_place(param), "E287", "a lookup cannot read \"%s\": its view comes later",
                   selection->name);
    return NULL;
  }
  const Json *filter = json_with(spec->arena, NULL, "filter", json_with(spec->arena, NULL, "param", param));
  TransformContext context = {.arena = spec->arena, .messages = spec->messages, .scope = spec->scope};
  return transform_run_all(json_new_array(spec->arena, json_place(param), &filter, 1), table, &context);
}

static const Table *lookup_table(void *data, const Json *from) {
  const DataPass *pass = data;
  const Json *source = json_get(from, "data"), *param = json_get(from, "param");
  if (source) return loader_table(pass->input->loader, source, NULL, false);
  if (param) return selected_rows(pass, param);
  messages_error(pass->input->spec->messages, json_place(from), "E324",
                 "a lookup needs \"from\" with \"data\" or a \"param\"");
  return NULL;
}

TransformContext data_pass_context(DataPass *pass, const View *view) {
  Spec *spec = pass->input->spec;
  const ViewData *own = &pass->views[view->id];
  TransformHost *host = arena_new(spec->arena, TransformHost);
  *host = (TransformHost){.params = spec->scope->signals, .lookup = lookup_table, .data = pass};
  return (TransformContext){.arena = spec->arena,
                            .messages = pass->messages,
                            .scope = spec->scope,
                            .facet_fields = own->facet_fields,
                            .facet_field_count = own->facet_field_count,
                            .collation = spec->collation,
                            .host = host};
}
