/* Files to tables, as vega-loader 5, d3-dsv 3 and topojson-client 3 read them. */
#include "data/geojson.h"
#include "data/reader.h"
#include <math.h>
#include <string.h>

static Arena *arena;
static Messages *messages;

static const Json *of(const char *text) { return text ? json_literal(arena, (Place){0}, text) : NULL; }

static const Table *read_text(const char *name, const char *text, const char *format) {
  Source *source = arena_new(arena, Source);
  *source = (Source){.name = name, .text = text, .length = strlen(text)};
  messages = messages_create(arena, false);
  return data_read(source, of(format), NULL, messages, arena);
}

static const char *rows_text(const Table *table) {
  if (!table) return messages_text(messages, 0, NULL);
  JsonBuilder rows = json_builder(arena);
  for (size_t i = 0; i < table_row_count(table); i++)
    json_builder_push(&rows, value_to_json(table_row(table, i, arena), (Place){0}, arena));
  return json_to_text(arena, json_builder_array(&rows, (Place){0}));
}

static void assert_rows(const char *name, const char *text, const char *format, const char *expected) {
  const char *rows = rows_text(read_text(name, text, format));
  g_assert_cmpstr(rows, ==, *expected == '[' ? json_to_text(arena, of(expected)) : expected);
}

static void assert_place(const char *start) {
  char *text = messages_to_string(messages);
  if (!g_str_has_prefix(text, start)) g_error("%s is not at %s", text, start);
  g_free(text);
}

static void test_json_rows_become_columns(void) {
  assert_rows("a.json", "[{\"a\":1,\"b\":\"x\"},{\"b\":\"y\",\"a\":2,\"c\":[1,{\"d\":null}]}]", NULL,
              "[{'a':1,'b':'x'},{'a':2,'b':'y','c':[1,{'d':null}]}]");
  assert_rows("a", "[1,\"x\",null,[5,6],{\"a\":true}]", NULL,
              "[{'data':1},{'data':'x'},{'data':null},{'0':5,'1':6},{'a':true}]");
  assert_rows("a.json", "{\"a\":1}", NULL, "[{'a':1}]");
  assert_rows("a.json", "5", NULL, "[{'data':5}]");
  assert_rows("a.json", "null", NULL, "[]");
  assert_rows("a.json", "[]", NULL, "[]");
  assert_rows("a.json", "[{},{}]", NULL, "[{},{}]");
  assert_rows("a.json", "[{\"a\":1,\"a\":\"z\",\"o\":{\"k\":1,\"k\":2}}]", NULL, "[{'a':'z','o':{'k':2}}]");
  const Table *table = read_text("a.json", "[{\"n\":1,\"s\":\"x\",\"m\":1},{\"n\":2.5,\"s\":\"\",\"m\":\"1\"}]", NULL);
  g_assert_cmpint(table_column(table, "n")->kind, ==, COLUMN_NUMBER);
  g_assert_cmpint(table_column(table, "s")->kind, ==, COLUMN_STRING);
  g_assert_cmpint(table_column(table, "m")->kind, ==, COLUMN_VALUE);
}

static void test_property_names_the_rows(void) {
  const char *text = "{\"x\":[9],\"a\":{\"z\":{\"b\":[7]},\"b\":[{\"c\":1},{\"c\":[8]}]},\"l\":[[0],[{\"q\":[3]}]]}";
  assert_rows("a.json", text, "{'property':'a.b'}", "[{'c':1},{'c':[8]}]");
  assert_rows("a.json", text, "{'property':'a'}", "[{'z':{'b':[7]},'b':[{'c':1},{'c':[8]}]}]");
  assert_rows("a.json", text, "{'property':'x'}", "[{'data':9}]");
  assert_rows("a.json", text, "{'property':'a.b[1].c'}", "[{'data':8}]");
  assert_rows("a.json", text, "{'property':'l[1][0].q'}", "[{'data':3}]");
  assert_rows("a.json", "{\"a\":[1],\"a\":[2]}", "{'property':'a'}", "[{'data':2}]");
  assert_rows("a.json", text, "{'property':'a.c'}", "a.json has no \"a.c\"");
  assert_rows("a.json", text, "{'property':'b'}", "a.json has no \"b\"");
}

static void test_faults_in_json_are_placed(void) {
  g_assert_null(read_text("a.json", "[{\"a\":1},\n {\"a\":}]", NULL));
  assert_place("a.json:2:7: error: expected a value, found \"}\"");
}

static void test_each_line_of_ndjson_is_a_row(void) {
  assert_rows("a.ndjson", "{\"a\":1}\n{\"a\":{\"b\":2}}\r\n\n5\n", NULL, "[{'a':1},{'a':{'b':2}},{'data':5}]");
  assert_rows("a.jsonl", "{\"a\":1}", NULL, "[{'a':1}]");
  assert_rows("a.txt", "{\"a\":1}\n[2]", "{'type':'ndjson'}", "[{'a':1},{'0':2}]");
  assert_rows("a.ndjson", "\n", NULL, "[]");
  g_assert_null(read_text("a.ndjson", "{\"a\":1}\n{\"a\":x}\n", NULL));
  assert_place("a.ndjson:2:6: error: \"x\" is not a value");
  g_assert_null(read_text("a.ndjson", "{\"a\":1}\n\"x", NULL));
  assert_place("a.ndjson:2:1: error: the string is never closed");
}

/* Cells as d3.csvParse gives them. */
static void test_delimited_text_is_cut_as_in_d3(void) {
  assert_rows("a.csv", "a,b\n1,2\n", NULL, "[{'a':'1','b':'2'}]");
  assert_rows("a.CSV", "a,b\r\n1,2\r\n3,4", NULL, "[{'a':'1','b':'2'},{'a':'3','b':'4'}]");
  assert_rows("a.csv", "a,b\r1,2\r", NULL, "[{'a':'1','b':'2'}]");
  assert_rows("a.csv",
              "\xef\xbb\xbf"
              "a\n1",
              NULL, "[{'a':'1'}]");
  assert_rows("a.csv", "a,b\n\"x, \"\"y\"\"\n\",\"\"\n", NULL, "[{'a':'x, \\\"y\\\"\\n','b':''}]");
  assert_rows("a.csv", "\"a\"\"b\",c\n1,2", NULL, "[{'a\\\"b':'1','c':'2'}]");
  assert_rows("a.csv", "a,b\n1\n1,2,3\n\n", NULL, "[{'a':'1','b':''},{'a':'1','b':'2'},{'a':'','b':''}]");
  assert_rows("a.csv", "a,b,a\n1,2,3", NULL, "[{'a':'3','b':'2'}]");
  assert_rows("a.csv", "a,\n,", NULL, "[{'a':'','':''}]");
  assert_rows("a.csv", "a,b", NULL, "[]");
  assert_rows("a.csv", "", NULL, "[]");
  assert_rows("a.csv", "a\n\"x\"y,z\n2", NULL, "[{'a':'x'},{'a':'2'}]");
  assert_rows("a.tsv", "a\tb c\n1\t\"2\t3\"", NULL, "[{'a':'1','b c':'2\\t3'}]");
  assert_rows("a.txt", "a;b\n1,5;2", "{'type':'dsv','delimiter':';'}", "[{'a':'1,5','b':'2'}]");
  assert_rows("a.txt", "a图b\n\"1\"图2", "{'type':'dsv','delimiter':'图'}", "[{'a':'1','b':'2'}]");
  /* 国 and 图 begin with the same byte. */
  assert_rows("a.txt", "a国b图c\n国图2", "{'type':'dsv','delimiter':'图'}", "[{'a国b':'国','c':'2'}]");
  assert_rows("a.txt", "a|b\n\"x|y\"|", "{'type':'dsv','delimiter':'|'}", "[{'a':'x|y','b':''}]");
  assert_rows("a.csv", "1,2\n3,4", "{'header':['x','y']}", "[{'x':'1','y':'2'},{'x':'3','y':'4'}]");
  g_assert_cmpint(table_column(read_text("a.csv", "a\n1", NULL), "a")->kind, ==, COLUMN_STRING);
}

static void test_faults_in_delimited_text_are_placed(void) {
  assert_rows("a.csv", "a,b\n1,\"2\n3,4\n", NULL, "[{'a':'1','b':'2\\n3,4\\n'}]");
  assert_place("a.csv:2:3: warning: this quote is never closed: the cell runs to the end of the file");
  /* "图版" in GBK. */
  assert_rows("a.csv", "a\n\xcd\xbc\xb0\xe6\n", NULL, "[{'a':'ͼ\uFFFD\uFFFD'}]");
  g_assert_cmpuint(messages_count(messages), ==, 1);
  assert_rows("a.csv", "a\n\xcd\xbc\xb0\xe6\n", "{'encoding':'gbk'}", "[{'a':'图版'}]");
  assert_rows("a.json", "[\"\xcd\xbc\"]", "{'encoding':'GBK'}", "[{'data':'图'}]");
  assert_rows("a.ndjson", "\"\xe9\"\n\"\xe8\"", NULL, "[{'data':'\uFFFD'},{'data':'\uFFFD'}]");
  assert_rows("a.csv", "a", "{'encoding':'gkb'}", "unknown encoding \"gkb\"; did you mean \"gbk\"?");
  assert_rows("a.csv", "a", "{'encoding':936}", "\"encoding\" must be the name of an encoding, such as \"gbk\"");
  assert_rows("a.csv", "a;b\n1;2\n", NULL, "[{'a;b':'1;2'}]");
  g_assert_cmpuint(messages_count(messages), ==, 1);
  assert_rows("a.csv", "a;b\n1\n", NULL, "[{'a;b':'1'}]");
  g_assert_cmpuint(messages_count(messages), ==, 0);
  assert_rows("a.tsv", "a,b\n1,2\n", NULL, "[{'a,b':'1,2'}]");
  g_assert_cmpuint(messages_count(messages), ==, 1);
  assert_rows("a.dsv", "a", NULL, "the format \"dsv\" needs a \"delimiter\" of one character");
  assert_rows("a.dsv", "a", "{'delimiter':'ab'}", "the format \"dsv\" needs a \"delimiter\" of one character");
  assert_rows("a", "a", "{'type':5}", "the type of a data format must be a string");
  assert_rows("a", "a", "{'type':'cvs'}", "unknown data format \"cvs\"; did you mean \"csv\"?");
  /* A million commas, then a million lines: 10¹² empty cells. */
  char *text = g_malloc(2000001);
  memset(text, ',', 1000000);
  memset(text + 1000000, '\n', 1000000);
  text[2000000] = '\0';
  for (int i = 0; i < 1000000; i += 7) text[i] = (char)('a' + i % 26);
  assert_rows("a.csv", text, "{'header':['x']}", rows_text(read_text("a.csv", text, "{'header':['x']}")));
  g_assert_null(read_text("a.csv", text,
                          "{'header':['a','b','c','d','e','f','g','h','i','j','k','l','m','n','o','p','q','r',"
                          "'s','t','u','v','w','x','y','z','A','B','C','D','E','F','G','H','I','J','K','L','M',"
                          "'N','O','P','Q','R','S','T','U','V','W','X','Y','Z','a1','a2','a3','a4','a5','a6',"
                          "'a7','a8','a9','b1','b2','b3','b4','b5','b6','b7','b8','b9']}"));
  g_assert_true(g_str_has_prefix(messages_text(messages, 0, NULL), "too many empty cells"));
  g_free(text);
}

static void test_sparse_rows_do_not_fill_the_memory(void) {
  GString *text = g_string_new("[");
  for (int i = 0; i < 20000; i++) g_string_append_printf(text, "%s{\"k%d\":1}", i ? "," : "", i);
  g_string_append_c(text, ']');
  g_assert_null(read_text("a.json", text->str, NULL));
  g_assert_true(g_str_has_prefix(messages_text(messages, 0, NULL), "the rows have too many different fields"));
  g_string_free(text, TRUE);
}

/* vega-loader's read() with these formats. */
static void test_fields_are_parsed_as_in_vega(void) {
  const char *text = "n,d,b,s\n1.5,2020-01-02,true,x\n,,,\nx,nope,0,7\n0x10,2020-01-02T03:04:05Z,false,8\n";
  assert_rows("a.csv", text, "{'parse':{'n':'number','b':'boolean','s':'string','d':'date'}}",
              "[{'n':1.5,'d':1577923200000,'b':true,'s':'x'},{'n':null,'d':null,'b':null,'s':null},"
              "{'n':null,'d':null,'b':false,'s':'7'},{'n':16,'d':1577934245000,'b':false,'s':'8'}]");
  assert_rows("a.csv", text, "{'parse':null}", rows_text(read_text("a.csv", text, NULL)));
  assert_rows("a.csv", "d\n02/2020\nx\n", "{'parse':{'d':'utc:%m/%Y'}}",
              "[{'d':'2020-02-01T00:00:00.000Z'},{'d':null}]");
  assert_rows("a.csv", "d\n5 Mar 20\n", "{'parse':{'d':'date:\\\"%d %b %y\\\"'}}",
              "[{'d':'2020-03-05T00:00:00.000Z'}]");
  assert_rows("a.json", "[{\"a\":{\"b\":\"1\"},\"x.y\":\"2\",\"n\":5},{\"a\":{\"b\":\"\"}}]",
              "{'parse':{'a.b':'number','x\\\\.y':'number','missing':'date','n':'date'}}",
              "[{'a':{'b':'1'},'x.y':2,'n':5,'a.b':1},{'a':{'b':''},'x.y':null,'n':null,'a.b':null}]");
  const Table *table = read_text("a.csv", "d\n2020-01-02\n", "{'parse':{'d':'date'}}");
  g_assert_cmpint(table_column(table, "d")->kind, ==, COLUMN_NUMBER);
  table = read_text("a.csv", "d\n2020\n", "{'parse':{'d':'utc:%Y'}}");
  g_assert_cmpint(table_column(table, "d")->kind, ==, COLUMN_DATE);
  assert_rows("a.csv", text, "{'parse':{'n':'nmber'}}", "unknown parser \"nmber\"; did you mean \"number\"?");
  assert_rows("a.csv", text, "{'parse':{'n':5}}", "a field's parser must be a string, such as \"number\" or \"date\"");
  assert_rows("a.csv", text, "{'parse':'all'}", "\"parse\" must be an object of fields and their parsers, or \"auto\"");
}

static void test_types_are_inferred_as_in_vega(void) {
  assert_rows("a.csv", "i,n,b,d,s,e,m\n1,1.5,true,2020-01-02,x,,1\n,2,false,2020-01-03,1,,true\n", "{'parse':'auto'}",
              "[{'i':1,'n':1.5,'b':true,'d':1577923200000,'s':'x','e':null,'m':'1'},"
              "{'i':null,'n':2,'b':false,'d':1578009600000,'s':'1','e':null,'m':'true'}]");
  assert_rows("a.json", "[{\"a\":\"1\",\"b.c\":\"2\"},{\"a\":null,\"z\":\"3\"}]", "{'parse':'auto'}",
              "[{'a':1,'b.c':2},{'a':null,'b.c':null,'z':'3'}]");
}

static void test_inline_values_are_read_as_files_are(void) {
  messages = messages_create(arena, false);
  g_assert_cmpstr(rows_text(data_from_json(of("[1,{'a':2}]"), NULL, messages, arena)), ==, "[{\"data\":1},{\"a\":2}]");
  g_assert_cmpstr(rows_text(data_from_json(of("{'p':{'q':[3]}}"), of("{'property':'p.q'}"), messages, arena)), ==,
                  "[{\"data\":3}]");
  g_assert_cmpstr(rows_text(data_from_json(of("'a,b\\n1,2'"), of("{'type':'csv'}"), messages, arena)), ==,
                  "[{\"a\":\"1\",\"b\":\"2\"}]");
  g_assert_cmpstr(rows_text(data_from_json(of("'[{\\\"a\\\":1}]'"), NULL, messages, arena)), ==, "[{\"a\":1}]");
  g_assert_cmpstr(rows_text(data_from_json(of("[{'d':'2020-01-02'}]"), of("{'parse':{'d':'date'}}"), messages, arena)),
                  ==, "[{\"d\":1577923200000}]");
  g_assert_cmpuint(messages_count(messages), ==, 0);
  g_assert_null(data_from_json(of("{'a':1}"), of("{'property':'b'}"), messages, arena));
}

static const char *geometry_text(const Geometry *geometry) {
  return json_to_text(arena, value_to_json(geometry_to_value(geometry, arena), (Place){0}, arena));
}

static const Geometry *geometry_at(const Table *table, size_t row) {
  Value value = column_value(table_column(table, "geometry"), row);
  return value.kind == VALUE_GEOMETRY ? value.geometry : NULL;
}

static const char collection[] =
    "{\"type\":\"FeatureCollection\",\"features\":["
    "{\"type\":\"Feature\",\"id\":7,\"properties\":{\"name\":\"A\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":["
    "1,2,3]}},"
    "{\"type\":\"Feature\",\"properties\":{\"name\":\"B\"},\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":"
    "[[[[0,0],[0,1],[1,1],[0,0]]],[[[5,5],[5,6],[6,6],[5,5]],[[5,5],[5,5.5],[5.5,5.5],[5,5]]]]}},"
    "{\"type\":\"Feature\",\"properties\":null,\"geometry\":null}]}";

static void test_features_keep_their_geometry_in_typed_form(void) {
  const Table *table = read_text("a.geojson", collection, "{'property':'features'}");
  g_assert_cmpuint(table_row_count(table), ==, 3);
  g_assert_cmpstr(column_value(table_field(table, "properties.name"), 1).string, ==, "B");
  g_assert_cmpint(geometry_at(table, 0)->kind, ==, GEOMETRY_POINT);
  g_assert_cmpfloat(geometry_at(table, 0)->lines[0].points[1], ==, 2);
  const Geometry *islands = geometry_at(table, 1);
  g_assert_cmpuint(islands->polygon_count, ==, 2);
  g_assert_cmpuint(islands->polygon_ends[0], ==, 1);
  g_assert_cmpuint(islands->polygon_ends[1], ==, 3);
  g_assert_cmpuint(islands->lines[2].count, ==, 4);
  g_assert_cmpfloat(islands->lines[2].points[3], ==, 5.5);
  g_assert_null(geometry_at(table, 2));
  /* datum.geometry.coordinates[1] */
  g_assert_cmpfloat(column_value(table_field(table, "geometry.coordinates[1]"), 0).number, ==, 2);
  table = read_text("a.json", collection, NULL);
  g_assert_cmpint(geometry_at(table, 0)->kind, ==, GEOMETRY_COLLECTION);
  g_assert_cmpuint(geometry_at(table, 0)->member_count, ==, 3);
}

/* Coordinates that are pairs alone are read at once, all others as values; both look the same from outside. */
static void test_coordinates_in_any_form_are_the_same(void) {
  static const char *const geometries[] = {
      "{\"type\":\"Point\",\"coordinates\":[-1.5,2]}",
      "{ \"type\" : \"LineString\" , \"coordinates\" : [ [ 0.1 , -0 ] ,\n[12345678.125,-0.000001] ] }",
      "{\"type\":\"MultiPoint\",\"coordinates\":[[1,2],[0.1234567890123456789,123456789012345678]]}",
      "{\"type\":\"Polygon\",\"coordinates\":[[[1,2],[3,4],[5,6],[1,2]],[[1,1],[2,1],[1,1]]]}",
      "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[1,2],[3,4],[1,2]]],[[[0,0],[1,0],[0,0]],[[5,5],[6,5],[5,5]]]]}",
      "{\"type\":\"MultiLineString\",\"coordinates\":[[[1,2],[3,4]],[[5,6],[7,8],[9,0]]]}",
      "{\"type\":\"LineString\",\"coordinates\":[[1,2,3],[4,5]]}",
      "{\"type\":\"LineString\",\"coordinates\":[[1e2,2],[4,5E-1]]}",
      "{\"type\":\"LineString\",\"coordinates\":[]}",
      "{\"type\":\"Polygon\",\"coordinates\":[[1,2],[3,4]]}",
      "{\"type\":\"Point\",\"coordinates\":[1,\"2\"]}",
      "{\"type\":\"Point\",\"coordinates\":[1,2],\"bbox\":[1,2,1,2]}",
      "{\"coordinates\":[1,2],\"type\":\"Point\"}",
      "{\"type\":\"Point\",\"coordinates\":[1,2],\"coordinates\":[3,4]}",
      "{\"type\":\"Square\",\"coordinates\":[1,2]}",
  };
  for (size_t i = 0; i < 2 * G_N_ELEMENTS(geometries); i++) {
    const char *text =
        arena_printf(arena, "[{\"type\":\"%s\",\"geometry\":%s}]", i % 2 ? "Feature" : "Other", geometries[i / 2]);
    const Table *of_file = read_text("a.json", text, NULL),
                *of_values = data_from_json(of(text), NULL, messages, arena);
    g_assert_cmpstr(rows_text(of_file), ==, rows_text(of_values));
    const Geometry *one = geometry_at(of_file, 0), *other = geometry_at(of_values, 0);
    g_assert_cmpint(one != NULL, ==, other != NULL);
    for (size_t line = 0; one && line < one->line_count; line++) {
      g_assert_cmpuint(one->lines[line].count, ==, other->lines[line].count);
      g_assert_true(
          !memcmp(one->lines[line].points, other->lines[line].points, 2 * sizeof(double) * one->lines[line].count));
    }
  }
}

static void test_faults_in_coordinates_are_placed(void) {
  static const char *const faults[] = {"[1,02]", "[1,.5]", "[1,2.]", "[+1,2]", "[1,2", "[1 2]", "[1,2,]", "[--1,2]"};
  for (size_t i = 0; i < G_N_ELEMENTS(faults); i++) {
    const char *text =
        arena_printf(arena, "[{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":%s}}]", faults[i]);
    g_assert_null(read_text("a.json", text, NULL));
    assert_place("a.json:1:");
  }
}

static void test_bare_geometry_is_read_and_written_back(void) {
  static const char *const texts[] = {
      "{\"type\":\"Point\",\"coordinates\":[1,2]}",
      "{\"type\":\"MultiPoint\",\"coordinates\":[[1,2],[3,4]]}",
      "{\"type\":\"LineString\",\"coordinates\":[[1,2],[3,4]]}",
      "{\"type\":\"MultiLineString\",\"coordinates\":[[[1,2],[3,4]],[]]}",
      "{\"type\":\"Polygon\",\"coordinates\":[[[1,2],[3,4],[5,6],[1,2]]]}",
      "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[1,2],[3,4],[5,6],[1,2]]],[[[0,0],[1,0],[1,1],[0,0]]]]}",
      "{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"Point\",\"coordinates\":[1,2]},{\"type\":"
      "\"Sphere\"}]}",
      "{\"type\":\"Sphere\"}",
  };
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
    const Geometry *geometry = geometry_from_json(of(texts[i]), arena);
    g_assert_cmpstr(geometry_type_name(geometry->kind), ==, json_string(json_get(of(texts[i]), "type"), ""));
    Geometry typed = *geometry;
    typed.object = NULL;
    g_assert_cmpstr(geometry_text(&typed), ==, texts[i]);
    const Table *table = data_from_json(of(texts[i]), NULL, messages_create(arena, false), arena);
    g_assert_nonnull(geometry_at(table, 0));
  }
  static const char *const none[] = {"5", "null", "{}", "{\"type\":\"Point\"}",
                                     "{\"type\":\"bar\",\"coordinates\":[]}"};
  for (size_t i = 0; i < G_N_ELEMENTS(none); i++) g_assert_null(geometry_from_json(of(none[i]), arena));
  g_assert_nonnull(geometry_from_json(of("{'type':'Polygon','coordinates':[5,[[1]],{}]}"), arena));
}

/* Two squares side by side; their common border is arc 1. From the TopoJSON specification's way of sharing arcs. */
static const char topology[] =
    "{\"type\":\"Topology\",\"transform\":{\"scale\":[0.5,2],\"translate\":[10,20]},\"arcs\":["
    "[[2,0],[-2,0],[0,1],[2,0]],[[2,1],[0,-1]],[[2,0],[2,0],[0,1],[-2,0]]],\"objects\":{"
    "\"squares\":{\"type\":\"GeometryCollection\",\"geometries\":["
    "{\"type\":\"Polygon\",\"id\":\"w\",\"properties\":{\"n\":1},\"arcs\":[[0,1]]},"
    "{\"type\":\"MultiPolygon\",\"id\":\"e\",\"arcs\":[[[2,1]]]},"
    "{\"type\":\"Point\",\"coordinates\":[1,1]},{\"type\":null}]},"
    "\"bad\":{\"type\":\"LineString\",\"arcs\":[0,9]}}}";

static void test_topojson_features_unfold(void) {
  /* topojson.feature(topology, "squares"). */
  assert_rows("a.json", topology, "{'type':'topojson','feature':'squares'}",
              "[{'type':'Feature','id':'w','properties':{'n':1},'geometry':{'type':'Polygon','coordinates':"
              "[[[11,20],[10,20],[10,22],[11,22],[11,20]]]}},"
              "{'type':'Feature','id':'e','properties':{},'geometry':{'type':'MultiPolygon','coordinates':"
              "[[[[11,20],[12,20],[12,22],[11,22],[11,20]]]]}},"
              "{'type':'Feature','properties':{},'geometry':{'type':'Point','coordinates':[10.5,22]}},"
              "{'type':'Feature','properties':{},'geometry':null}]");
}

static void test_topojson_meshes_are_joined_and_filtered(void) {
  /* topojson.mesh(topology, "squares", …) */
  assert_rows("a.topojson", topology, "{'mesh':'squares','filter':'interior'}",
              "[{'type':'MultiLineString','geometry':{'type':'MultiLineString','coordinates':[[[11,22],[11,20]]]}}]");
  assert_rows("a.topojson", topology, "{'mesh':'squares','filter':'exterior'}",
              "[{'type':'MultiLineString','geometry':{'type':'MultiLineString','coordinates':"
              "[[[11,20],[12,20],[12,22],[11,22]],[[11,20],[10,20],[10,22],[11,22]]]}}]");
  assert_rows("a.topojson", topology, "{'mesh':'squares'}",
              "[{'type':'MultiLineString','geometry':{'type':'MultiLineString','coordinates':"
              "[[[11,20],[10,20],[10,22],[11,22],[11,20],[12,20],[12,22],[11,22]]]}}]");
}

/* Nine cells of a grid, an arc for each edge; and arcs of one point, without extent, of a ring, and shared by lines and rings. */
static const char grid[] = "{\"type\":\"Topology\",\"transform\":{\"scale\":[2,-0.5],\"translate\":[-3,7]},\"arcs\":[[["
                           "1,0],[-1,0]],[[1,0],[0,1]],[[0,1],[1,0]],[[0,1],[0,"
                           "-1]],[[2,0],[-1,0]],[[2,0],[0,1]],[[2,1],[-1,0]],[[2,0],[1,0]],[[3,0],[0,1]],[[3,1],[-1,0]]"
                           ",[[1,1],[0,1]],[[1,2],[-1,0]],[[0,1],[0"
                           ",1]],[[2,1],[0,1]],[[2,2],[-1,0]],[[3,2],[0,-1]],[[3,2],[-1,0]],[[1,2],[0,1]],[[1,3],[-1,0]"
                           "],[[0,2],[0,1]],[[2,2],[0,1]],[[2,3],[-"
                           "1,0]],[[3,2],[0,1]],[[2,3],[1,0]]],\"objects\":{\"cells\":{\"type\":\"GeometryCollection\","
                           "\"geometries\":[{\"type\":\"Polygon\",\"arcs\":[[-1,1,-"
                           "3,3]]},{\"type\":\"Polygon\",\"arcs\":[[-5,5,6,-2]]},{\"type\":\"Polygon\",\"arcs\":[[7,8,"
                           "9,-6]]},{\"type\":\"Polygon\",\"arcs\":[[2,10,11,-13]]},{\""
                           "type\":\"Polygon\",\"arcs\":[[-7,13,14,-11]]},{\"type\":\"Polygon\",\"arcs\":[[-10,-16,16,-"
                           "14]]},{\"type\":\"Polygon\",\"arcs\":[[-12,17,18,-20]]},"
                           "{\"type\":\"Polygon\",\"arcs\":[[-15,20,21,-18]]},{\"type\":\"Polygon\",\"arcs\":[[-17,22,-"
                           "24,-21]]}]},\"some\":{\"type\":\"GeometryCollection\",\"ge"
                           "ometries\":[{\"type\":\"Polygon\",\"arcs\":[[-1,1,-3,3]]},{\"type\":\"Polygon\",\"arcs\":[["
                           "-7,13,14,-11]]},{\"type\":\"Polygon\",\"arcs\":[[-17,22,-2"
                           "4,-21]]}]},\"halves\":{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":"
                           "\"MultiPolygon\",\"arcs\":[[[-1,1,-3,3]],[[-5,5,6,-2]],[[7,8,9,"
                           "-6]],[[2,10,11,-13]]]},{\"type\":\"MultiPolygon\",\"arcs\":[[[-7,13,14,-11]],[[-10,-16,16,-"
                           "14]],[[-12,17,18,-20]],[[-15,20,21,-18]],[[-1"
                           "7,22,-24,-21]]]}]},\"lines\":{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":"
                           "\"LineString\",\"arcs\":[0,1]},{\"type\":\"MultiLineString\""
                           ",\"arcs\":[[2],[3,4],[-1]]}]}}}";
static const char odd[] =
    "{\"type\":\"Topology\",\"arcs\":[[[0,0],[1,0]],[[1,0],[0,0]],[[5,5]],[[3,3],[3,3]],[[2,2],[4,2],[4,4],[2,4],[2,2]]"
    ",[[0,1],[0,0]],[[1,0],"
    "[0,1]]],\"objects\":{\"odd\":{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"Polygon\",\"id\":3,"
    "\"arcs\":[[0,1]]},{\"type\":\"Polygon\",\"ar"
    "cs\":[[2]]},{\"type\":\"LineString\",\"properties\":{\"k\":\"v\"},\"arcs\":[2]},{\"type\":\"LineString\",\"arcs\":"
    "[3]},{\"type\":\"MultiLineString\",\"arc"
    "s\":[[0],[2],[-5]]},{\"type\":\"Polygon\",\"arcs\":[[4],[-5]]},{\"type\":\"MultiPoint\",\"coordinates\":[[1,2],[3,"
    "4]]},{\"type\":\"Point\",\"id\":\"p\""
    ",\"coordinates\":[9,8]},{\"type\":\"MultiPolygon\",\"arcs\":[[[4]],[[0,6,5],[-5]]]},{\"type\":null},{\"type\":"
    "\"GeometryCollection\",\"geometries"
    "\":[{\"type\":\"Point\",\"coordinates\":[1,1]}]}]},\"one\":{\"type\":\"Polygon\",\"id\":1,\"arcs\":[[4]]}}}";

static void test_topologies_of_every_kind_unfold(void) {
#define GRID grid
#define ODD odd
  static const struct {
    const char *topology, *format, *rows;
  } cases[] = {
#include "data/topologies.inc"
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
    assert_rows("a.topojson", cases[i].topology, cases[i].format, cases[i].rows);
}

static void test_faults_in_topojson_are_named(void) {
  assert_rows("a.topojson", topology, NULL, "the format \"topojson\" needs a \"feature\" or a \"mesh\"");
  assert_rows("a.topojson", topology, "{'feature':'square'}",
              "the topology has no object \"square\"; did you mean \"squares\"?");
  assert_rows("a.topojson", topology, "{'feature':'bad'}", "the topology has no such arc");
  assert_rows("a.topojson", "[1]", "{'feature':'bad'}", "not TopoJSON: it has no \"objects\" and \"arcs\"");
}

typedef struct Reading {
  const char *name, *text;
  const Json *format;
} Reading;

static void read_within_budget(void *closure) {
  const Reading *reading = closure;
  Source source = {.name = reading->name, .text = reading->text, .length = strlen(reading->text)};
  g_assert_nonnull(data_read(&source, reading->format, NULL, messages_create(arena, false), arena));
}

/* The steps that reading takes, within `limit` of them; NAN if the run was ended. */
static double steps_of(const char *name, const char *text, const char *format, double limit) {
  Budget *budget = budget_create();
  budget_set_limit(budget, BUDGET_STEPS, limit);
  Arena *shared = arena;
  Reading reading = {name, text, of(format)};
  arena = arena_create_charged(budget);
  bool done = budget_run(budget, read_within_budget, &reading);
  double steps = done ? budget_spent(budget, BUDGET_STEPS) : (double)NAN;
  if (!done) g_assert_cmpint(budget_refusal(budget)->kind, ==, BUDGET_STEPS);
  if (done) arena_destroy(arena);
  arena = shared;
  g_free(budget);
  return steps;
}

static void test_reading_is_charged_before_it_is_done(void) {
  static const struct {
    const char *name, *text, *format;
  } files[] = {{"a.json", "[{\"x\":0.12345,\"y\":0.12345},{\"x\":0.12345,\"y\":0.12345}]", NULL},
               {"a.ndjson", "{\"x\":0.12345,\"y\":0.12345}\n{\"x\":0.12345,\"y\":0.12345}\n", "{'type':'ndjson'}"},
               {"a.csv", "x,y\n0.1234567,0.1234567\n0.1234567,0.1234567\n", NULL},
               {"a.topojson", topology, "{'feature':'squares'}"}};
  for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
    double steps = steps_of(files[i].name, files[i].text, files[i].format, 1e9);
    g_assert_cmpfloat(steps, >=, 0.4 * (double)strlen(files[i].text) - 1e-6);
    g_assert_true(isnan(steps_of(files[i].name, files[i].text, files[i].format, steps - 1)));
    /* Ten million rows of two numbers leave room for a point of each within the limit by default, 3e8. */
    if (i < 3) g_assert_cmpfloat(steps * 1e7 / 2, <, 1.4e8);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  arena = arena_create();
  g_test_add_func("/reader/json-rows-become-columns", test_json_rows_become_columns);
  g_test_add_func("/reader/property-names-the-rows", test_property_names_the_rows);
  g_test_add_func("/reader/faults-in-json-are-placed", test_faults_in_json_are_placed);
  g_test_add_func("/reader/each-line-of-ndjson-is-a-row", test_each_line_of_ndjson_is_a_row);
  g_test_add_func("/reader/delimited-text-is-cut-as-in-d3", test_delimited_text_is_cut_as_in_d3);
  g_test_add_func("/reader/faults-in-delimited-text-are-placed", test_faults_in_delimited_text_are_placed);
  g_test_add_func("/reader/sparse-rows-do-not-fill-the-memory", test_sparse_rows_do_not_fill_the_memory);
  g_test_add_func("/reader/fields-are-parsed-as-in-vega", test_fields_are_parsed_as_in_vega);
  g_test_add_func("/reader/types-are-inferred-as-in-vega", test_types_are_inferred_as_in_vega);
  g_test_add_func("/reader/inline-values-are-read-as-files-are", test_inline_values_are_read_as_files_are);
  g_test_add_func("/reader/features-keep-their-geometry-in-typed-form",
                  test_features_keep_their_geometry_in_typed_form);
  g_test_add_func("/reader/coordinates-in-any-form-are-the-same", test_coordinates_in_any_form_are_the_same);
  g_test_add_func("/reader/faults-in-coordinates-are-placed", test_faults_in_coordinates_are_placed);
  g_test_add_func("/reader/bare-geometry-is-read-and-written-back", test_bare_geometry_is_read_and_written_back);
  g_test_add_func("/reader/topojson-features-unfold", test_topojson_features_unfold);
  g_test_add_func("/reader/topojson-meshes-are-joined-and-filtered", test_topojson_meshes_are_joined_and_filtered);
  g_test_add_func("/reader/topologies-of-every-kind-unfold", test_topologies_of_every_kind_unfold);
  g_test_add_func("/reader/faults-in-topojson-are-named", test_faults_in_topojson_are_named);
  g_test_add_func("/reader/reading-is-charged-before-it-is-done", test_reading_is_charged_before_it_is_done);
  int result = g_test_run();
  arena_destroy(arena);
  return result;
}
