/* data/read_topojson.c: TopoJSON: one object's features as rows, or the mesh of its borders as one. */
#include "data/format.h"
#include "data/topology.h"
#include <string.h>

static Value geometry_value(const Geometry *geometry) {
  return geometry ? (Value){.kind = VALUE_GEOMETRY, .geometry = geometry} : value_null();
}

static Value feature_row(Topology *topology, const Json *object, Arena *arena) {
  const Json *id = json_get(object, "id"), *box = json_get(object, "bbox"),
             *properties = json_get(object, "properties");
  bool has_properties = properties && !json_is_null(properties);
  ValueMember *members = arena_array(arena, ValueMember, 5);
  size_t count = 0;
  members[count++] = (ValueMember){"type", value_string("Feature")};
  if (id && !json_is_null(id)) members[count++] = (ValueMember){"id", value_from_json(id, arena)};
  if (box && !json_is_null(box)) members[count++] = (ValueMember){"bbox", value_from_json(box, arena)};
  Value own = has_properties ? value_from_json(properties, arena) : value_object(NULL, 0, arena);
  members[count++] = (ValueMember){"properties", own};
  members[count++] = (ValueMember){"geometry", geometry_value(topology_geometry(topology, object))};
  return value_object(members, count, arena);
}

static const Table *feature_rows(Topology *topology, const Json *object, Arena *arena) {
  bool many = json_is_string(json_get(object, "type"), "GeometryCollection");
  const Json *geometries = json_get(object, "geometries");
  size_t count = many ? json_count(geometries) : 1;
  Value *rows = arena_array(arena, Value, count);
  for (size_t i = 0; i < count; i++) rows[i] = feature_row(topology, many ? json_at(geometries, i) : object, arena);
  return table_from_values(rows, count, arena);
}

static const Table *mesh_row(Topology *topology, const Json *object, const char *filter, Arena *arena) {
  ValueMember *members = arena_array(arena, ValueMember, 2);
  members[0] = (ValueMember){"type", value_string("MultiLineString")};
  members[1] = (ValueMember){"geometry", geometry_value(topology_mesh(topology, object, filter))};
  Value row = value_object(members, 2, arena);
  return table_from_values(&row, 1, arena);
}

static const Json *find_object(const Json *root, const Json *name, Messages *messages, Arena *arena) {
  const Json *objects = json_get(root, "objects"), *object = json_get(objects, json_string(name, ""));
  if (json_is(object, JSON_OBJECT)) return object;
  const char **names = arena_array(arena, const char *, json_count(objects) + 1);
  for (size_t i = 0; json_is(objects, JSON_OBJECT) && i < json_count(objects); i++)
    names[i] = objects->object.members[i].key;
  messages_error(messages, json_place(name), "E379", "the topology has no object \"%s\"%s", json_string(name, ""),
                 suggest(arena, json_string(name, ""), names));
  return NULL;
}

static const Json *follow_property(const Json *root, const Json *format, Arena *arena) {
  for (const char *const *step = field_path(json_string(json_get(format, "property"), ""), arena); *step; step++)
    root = json_get(root, *step);
  return root;
}

static const Table *from_json(const Json *json, const Json *format, Messages *messages, Arena *arena) {
  const Json *feature = json_get(format, "feature"), *mesh = json_get(format, "mesh");
  const Json *name = json_is(feature, JSON_STRING) ? feature : mesh;
  if (!json_is(name, JSON_STRING)) {
    messages_error(messages, json_place(format), "E380", "the format \"topojson\" needs a \"feature\" or a \"mesh\"");
    return NULL;
  }
  const Json *filter = json_get(format, "filter");
  bool filters = json_is_string(filter, "interior") || json_is_string(filter, "exterior");
  const Json *root = follow_property(json, format, arena);
  size_t errors = messages_error_count(messages);
  Topology *topology = topology_create(root, messages, arena);
  const Json *object = topology ? find_object(root, name, messages, arena) : NULL;
  if (!object) return NULL;
  const Table *table = name == feature ? feature_rows(topology, object, arena)
                                       : mesh_row(topology, object, filters ? filter->string : NULL, arena);
  return messages_error_count(messages) > errors ? NULL : table;
}

static const Table *read_topojson(const Source *source, const Json *format, const ReadOptions *options,
                                  Messages *messages, Arena *arena) {
  (void)options;
  const Json *json = json_parse_data(source, messages, arena);
  return json ? from_json(json, format, messages, arena) : NULL;
}

const DataFormat data_format_topojson = {"topojson", read_topojson, NULL, from_json};
