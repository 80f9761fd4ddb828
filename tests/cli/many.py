"""Many charts from one call: specs on lines, params, data in place of others, a table's rows, patterns of outputs."""
import gzip, json, os, re
from _tuban import Case, main, spec

PARAMS = '"params": [{"name": "region", "value": "All"}, {"name": "limit", "expr": "3 + 4"}]'
TITLE = '"title": {"text": {"expr": "region + \'|\' + limit + \'|\' + isNumber(limit)"}}'
URL = '"data": {"url": "d.csv"}'


def line(name=None, mark="bar", **more):
    one = {"data": {"values": [{"a": "A", "b": 1}]}, "mark": mark, "encoding": {"x": {"field": "a", "type": "nominal"}}, **more}
    return json.dumps({"name": name, **one} if name else one)


class Many(Case):
    def render(self, *arguments, **options):
        return self.run_tuban("render", "-f", "svg", *arguments, **options)

    def title(self, name):
        return re.search(r">([^<>]*\|[^<>]*)<", self.read(name).decode())[1]

    def error(self, status, message, *arguments, **options):
        before = self.files()
        done = self.render(*arguments, **options)
        self.assertIn(message, done.stderr.decode())
        self.assertEqual(done.returncode, status)
        self.assertEqual(self.files(), before)


class Lines(Many):
    def test_each_line_is_a_chart_with_its_own_name_or_number(self):
        self.write("many.ndjson", "\n".join([line("first"), "", line(), line(usermeta={"tuban": {"name": "图三"}}, name="other")]))
        done = self.render("many.ndjson", "-o", "out", "--strict")
        self.assertEqual((done.returncode, done.stderr.decode()), (0, ""))
        self.assertEqual([row.split()[0] for row in done.stdout.decode().splitlines()], ["out/first.svg", "out/many-3.svg", "out/图三.svg"])

    def test_messages_point_into_the_file_and_other_lines_are_drawn(self):
        self.write("many.jsonl", "\r\n".join([line(), line(mark="bars"), '{"mark": "bar",}', line()]))
        done = self.render("many.jsonl", "-q", "--report", "json:r.json")
        self.assertEqual(done.returncode, 1)
        self.assertIn('many.jsonl:2:52: error: unknown mark "bars"; did you mean "bar"? [E203]\n    2 | ', done.stderr.decode())
        self.assertIn('many.jsonl:3:15: error: trailing comma before "}"', done.stderr.decode())
        self.assertEqual(self.files(), ["many-1.svg", "many-4.svg", "many.jsonl", "r.json"])
        charts = json.loads(self.read("r.json"))["charts"]
        self.assertEqual([(chart["spec"], chart["file"], chart["status"]) for chart in charts],
                         [(f"many.jsonl:{i}", "many.jsonl", status) for i, status in ((1, 0), (2, 1), (3, 1), (4, 0))])

    def test_standard_input_may_have_lines_or_one_spec(self):
        done = self.render("-", "-o", "out", "-q", stdin=f"{line('a')}\n{line(mark='bars')}\n".encode())
        self.assertIn("<stdin>:2:52: error:", done.stderr.decode())
        self.assertEqual(self.files(), ["out/a.svg"])
        self.assertEqual(self.render("-", "-o", "one", "-q", stdin=spec().encode()).returncode, 0)
        self.assertEqual(self.render("-", "-o", "one/line.svg", "-q", stdin=line("x").encode()).returncode, 0)
        self.assertEqual(self.files(), ["one/chart.svg", "one/line.svg", "out/a.svg"])

    def test_data_are_beside_the_file(self):
        self.write("c/d.csv", "a,b\nA,1\n")
        self.write("c/m.ndjson", line(data={"url": "d.csv"}) + "\n" + line(data={"url": "../x.csv"}))
        done = self.render("c/m.ndjson", "-q")
        self.assertIn("c/m.ndjson:2:", done.stderr.decode())
        self.assertEqual(self.files(), ["c/d.csv", "c/m.ndjson", "m-1.svg"])

    def test_names_cannot_lead_elsewhere_or_meet(self):
        for name, said in (("../x", "slash"), ("a/b", "slash"), ("a\\b", "slash"), ("..", "dot"), ("", "empty"), ("a\n", "control"), ("x" * 200, "150 bytes")):
            with self.subTest(name):
                self.write("m.ndjson", line() + "\n" + json.dumps({"name": name, "mark": "bar"}))
                self.error(2, "m.ndjson:2:10: error: ", "m.ndjson")
                self.error(2, said, "m.ndjson")
        self.write("m.ndjson", line("a") + "\n" + line("a"))
        self.error(2, '"m.ndjson:1" and "m.ndjson:2" would both be written to "out/a.svg"', "m.ndjson", "-o", "out")

    def test_nothing_and_too_much(self):
        self.write("m.ndjson", "\n \n")
        self.error(2, 'error: "m.ndjson" has no charts [E186]', "m.ndjson")
        self.error(3, "cannot read", "none.ndjson")
        self.write("m.ndjson", "{}\n" * 100001)
        self.error(2, "100001 charts are more than one call draws: 100000 [E183]", "m.ndjson")


class Params(Many):
    def setUp(self):
        super().setUp()
        self.write("p.vl.json", spec(URL, '"mark": "bar"', '"encoding": {"x": {"field": "b", "type": "quantitative"}}', PARAMS, TITLE))
        self.write("d.csv", "a,b\nA,1\n")

    def test_a_param_has_the_value_given(self):
        for given, title in ((["region=North"], "North|7|true"), (["limit=3", "region=10"], "10|3|true"), (['limit="3"'], "All|3|false"),
                             (["region=a=b", "region=c d"], "c d|7|true"), (["region="], "|7|true"), (["limit=007"], "All|007|false")):
            with self.subTest(given):
                done = self.render("p.vl.json", "-q", *(word for one in given for word in ("--param", one)))
                self.assertEqual((done.returncode, done.stderr), (0, b""))
                self.assertEqual(self.title("p.svg"), title)

    def test_wrong_params(self):
        self.error(1, 'p.vl.json:5:11: error: the chart has no param "limt"; did you mean "limit"? [E180]', "p.vl.json", "--param", "limt=1")
        self.error(1, "param limit:1:2: error: the string is never closed", "p.vl.json", "--param", 'limit={"a')
        self.error(2, "--param must be NAME=VALUE", "p.vl.json", "--param", "limit")
        self.write("none.vl.json", spec())
        self.error(1, 'the chart has no param "x" [E180]', "none.vl.json", "--param", "x=1")

    def test_a_file_stands_for_data(self):
        self.write("e.csv.gz", gzip.compress("a,b\nA,90\n".encode()))
        self.write("gbk.csv", "a,b\n北京,80\n".encode("gbk"))
        named = spec('"data": {"name": "t"}', '"datasets": {"t": [{"b": 1}]}, "mark": "bar"', '"encoding": {"x": {"field": "b", "type": "quantitative"}}')
        self.write("c/n.vl.json", named)
        self.assertEqual(self.render("p.vl.json", "-q", "--data", "d.csv=e.csv.gz").returncode, 0)
        self.assertIn(">90<", self.read("p.svg").decode())
        self.assertEqual(self.render("c/n.vl.json", "-q", "--data", "t=gbk.csv", "--encoding", "gbk").returncode, 0)
        self.assertIn(">80<", self.read("n.svg").decode())
        self.assertEqual(self.render("p.vl.json", "-q", "--data", "d.csv=e.csv.gz", "--data", "d.csv=gbk.csv").returncode, 0)
        self.assertIn(">80<", self.read("p.svg").decode())

    def test_wrong_data(self):
        self.error(1, 'the chart has no data named "d.cvs"; did you mean "d.csv"? [E181]', "p.vl.json", "--data", "d.cvs=d.csv")
        self.error(2, '--data: there is no file "x.csv"', "p.vl.json", "--data", "d.csv=x.csv")
        self.error(2, "--data must be NAME=FILE", "p.vl.json", "--data", "d.csv")

    def test_rows_are_charts(self):
        self.write("rows.csv", "region,limit,other\nNorth,1,x\n南,2,\n")
        done = self.render("p.vl.json", "--for-each", "rows.csv", "-o", "out/{region}-{name}.{ext}", "-f", "svg,pdf", "-q")
        self.assertEqual((done.returncode, done.stderr.decode()), (0, ""))
        self.assertEqual([name for name in self.files() if name.startswith("out/")], ["out/North-p.pdf", "out/North-p.svg", "out/南-p.pdf", "out/南-p.svg"])
        self.assertEqual((self.title("out/North-p.svg"), self.title("out/南-p.svg")), ("North|1|true", "南|2|true"))
        self.render("p.vl.json", "--for-each", "rows.csv", "-o", "{region}.svg", "--param", "limit=9", "-q")
        self.assertEqual(self.title("南.svg"), "南|9|true")

    def test_codes_are_texts_and_the_row_is_a_dataset(self):
        self.write("r.vl.json", spec('"data": {"name": "row"}', '"mark": {"type": "text"}', '"encoding": {"text": {"field": "other"}}', PARAMS, TITLE))
        self.write("codes.csv", "limit,other\n007,a\n008,b\n")
        self.assertEqual(self.render("r.vl.json", "--for-each", "codes.csv", "-o", "{limit}.svg", "-q").returncode, 0)
        self.assertEqual(self.title("008.svg"), "All|008|false")
        self.write("rows.json", json.dumps([{"region": "007", "limit": "12", "other": "shown"}, {"region": "x", "limit": None, "other": "too"}]))
        self.assertEqual(self.render("r.vl.json", "--for-each", "rows.json", "-o", "{other}.svg", "-q").returncode, 0)
        self.assertEqual(self.title("shown.svg"), "007|12|false")
        self.assertIn(">shown<", self.read("shown.svg").decode())
        self.assertIn(">too<", self.read("too.svg").decode())

    def test_names_of_rows_are_safe(self):
        for cell, said in (("../x", "slash"), ("a/b", "slash"), ("..", "dot"), ("", "stands for nothing")):
            with self.subTest(cell):
                self.write("rows.csv", f"region,limit\nNorth,1\n{cell},2\n")
                self.error(2, said, "p.vl.json", "--for-each", "rows.csv", "-o", "out/{region}.{ext}")
        self.write("rows.csv", "region,limit\nNorth,1\nNorth,2\n")
        self.error(2, '"p.vl.json, row 1" and "p.vl.json, row 2" would both be written to "North.svg"', "p.vl.json", "--for-each", "rows.csv", "-o", "{region}.{ext}")
        self.error(2, "{regio} stands for nothing; did you mean {region}?", "p.vl.json", "--for-each", "rows.csv", "-o", "{regio}.{ext}")
        self.error(2, "--for-each needs a pattern", "p.vl.json", "--for-each", "rows.csv", "-o", "out")
        self.write("rows.csv", "region,limit\n")
        self.error(2, "rows.csv:1:1: error: the table has no rows [E187]", "p.vl.json", "--for-each", "rows.csv", "-o", "{region}.{ext}")
        self.error(3, "cannot read", "p.vl.json", "--for-each", "none.csv", "-o", "{region}.{ext}")
        self.write("rows.csv", "region\n" + "x\n" * 100001)
        self.error(2, "[E183]", "p.vl.json", "--for-each", "rows.csv", "-o", "{region}.{ext}")

    def test_patterns(self):
        self.write("c/a.vl.json", spec())
        self.write("c/b/a.vl.json", spec())
        self.assertEqual(self.render("c", "-q", "-o", "out/{dir}/{name}-{lang}.{ext}", "--lang", "zh").returncode, 0)
        self.assertEqual([name for name in self.files() if name.startswith("out")], ["out/c/a-zh.svg", "out/c/b/a-zh.svg"])
        self.assertEqual(self.render("c/a.vl.json", "-q", "-o", "{{{style}}}.svg", "--style", "report").returncode, 0)
        self.assertIn("{report}.svg", self.files())
        for pattern, said in (("{lang}.svg", "{lang} stands for nothing here"), ("{nmae}.svg", "did you mean {name}?"), ("a}.svg", "a single }"), ("{name.svg", "a single {"),
                              ("{name}.png", "does not match --format")):
            with self.subTest(pattern):
                self.error(2, said, "c/a.vl.json", "-o", pattern)
        self.error(2, "{dir} would lead outside", "../" + os.path.basename(self.folder) + "/c/a.vl.json", "-o", "out/{dir}/x.svg")


if __name__ == "__main__":
    main()
