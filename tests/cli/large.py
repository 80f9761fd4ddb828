"""Large files of data are read in blocks where all of their rows are aggregated: the drawings and messages are those of the same file read at once
(a gzip file always is), and the rows are never all in memory.

    large.py [--all]

Without --all, two charts of a plain file.
"""
import gzip, json, os, subprocess, sys, unittest
from _tuban import Case, TUBAN

ALL = "--all" in sys.argv
with open(TUBAN, "rb") as program:  # AddressSanitizer takes memory of its own
    SANITIZED = b"__asan_init" in program.read()
LARGE = 33 << 20  # bytes, more than the least that is read in blocks


def row(i):
    name = ["north", "south", '"east, ""far"""', "", "west"][i * 7 % 5]
    day = f"{2001 + i * 13 % 20}-{1 + i * 5 % 12:02}-{1 + i * 11 % 28:02}"
    odd = "" if i % 997 == 0 else "n/a" if i % 499 == 0 else f"{(i * 31 % 9973) / 7:.3f}"
    return f"{i * 17 % 8191 / 100},{(i * i) % 1009 - 300.5},{i % 6},{name},{day},{odd},{i * 37 % 100003 * 3}\n"


HEADER = "x,y,g,name,day,odd,id\n"


def field(name, kind="quantitative", **more):
    return {"field": name, "type": kind, **more}


COUNT = {"aggregate": "count", "type": "quantitative"}
BINNED = field("x", bin={"maxbins": 40})
MEAN = field("y", aggregate="mean")
CHARTS = {
    "histogram": {"mark": "bar", "encoding": {"x": BINNED, "y": COUNT, "color": field("g", "nominal")}},
    "filter": {
        "transform": [{"filter": "datum.x > 20 && datum.name != ''"}, {"calculate": "datum.y * 2 + +datum.x", "as": "z"}, {"filter": {"field": "day", "gte": {"year": 2010}, "timeUnit": "year"}}],
        "mark": "bar",
        "encoding": {"x": field("z", bin=True), "y": field("z", aggregate="max"), "color": field("name", "nominal", sort=["south", "north"])},
    },
}
MORE = {
    "mean": {"mark": "bar", "encoding": {"x": field("name", "nominal"), "y": MEAN}},
    "months": {"mark": "line", "encoding": {"x": field("day", "temporal", timeUnit="yearmonth"), "y": field("odd", aggregate="sum"), "color": field("name", "nominal")}},
    "ordinal bins": {"mark": "bar", "encoding": {"x": field("x", "ordinal", bin=True), "y": COUNT}},
    "missing field": {"mark": "bar", "encoding": {"x": BINNED, "y": field("nothing", aggregate="sum")}},
    "words": {"mark": "point", "encoding": {"x": field("odd", bin=True), "y": field("name", aggregate="mean"), "size": field("odd", aggregate="valid")}},
    "missing": {"mark": "bar", "encoding": {"x": field("g", "ordinal"), "y": field("odd", aggregate="missing"), "color": field("odd", aggregate="min")}},
    "spread": {"mark": "errorbar", "encoding": {"x": field("g", "ordinal"), "y": field("y")}},
    "box": {"mark": "boxplot", "encoding": {"x": field("g", "ordinal"), "y": field("y")}},
    "median": {"mark": "bar", "encoding": {"x": field("g", "ordinal"), "y": field("y", aggregate="median")}},
    "transform": {
        "transform": [{"timeUnit": "year", "field": "day", "as": "when"}, {"bin": True, "field": "y", "as": "bin"}, {"aggregate": [{"op": "count", "as": "n"}, {"op": "stdev", "field": "x", "as": "s"}], "groupby": ["when", "bin"]}],
        "mark": "rect",
        "encoding": {"x": field("when", "temporal"), "y": field("bin"), "color": field("n"), "opacity": field("s")},
    },
    "total": {"mark": "text", "encoding": {"text": field("y", aggregate="sum", format=".9f")}},
    "none left": {"transform": [{"filter": "datum.x > 1e6"}], "mark": "bar", "encoding": {"x": BINNED, "y": COUNT}},
    "many groups": {"transform": [{"aggregate": [{"op": "count", "as": "n"}], "groupby": ["id"]}], "mark": "bar", "encoding": {"x": field("n", bin=True), "y": COUNT}},
    "objects": {"transform": [{"calculate": "[datum.g]", "as": "list"}, {"calculate": "{a: datum.g}", "as": "o"}], "mark": "bar", "encoding": {"x": field("list", "nominal"), "y": COUNT, "color": field("o.a", "nominal")}},
    "lists": {"transform": [{"calculate": "[datum.y]", "as": "list"}], "mark": "bar", "encoding": {"x": field("g", "ordinal"), "y": field("list", aggregate="max")}},
    "joined texts": {"transform": [{"calculate": "datum.y + datum.x", "as": "z"}], "mark": "bar", "encoding": {"x": field("z", bin=True), "y": field("z", aggregate="max")}},
    "random": {"transform": [{"calculate": "random()", "as": "r"}], "mark": "bar", "encoding": {"x": field("r", bin=True), "y": COUNT}},
    "sorted": {"mark": "bar", "encoding": {"x": field("name", "nominal", sort={"field": "y", "op": "mean"}), "y": COUNT}},
    "facets": {"mark": "bar", "encoding": {"row": field("g", "nominal"), "x": BINNED, "y": COUNT}},
    "layers": {"layer": [{"mark": "bar", "encoding": {"x": BINNED, "y": COUNT}}, {"mark": "rule", "encoding": {"x": field("x", aggregate="mean"), "color": {"value": "red"}}}]},
    "layers sorted differently": {
        "layer": [
            {"mark": "line", "encoding": {"x": field("g", "ordinal", sort="x"), "y": MEAN}},
            {"transform": [{"aggregate": [{"op": "count", "as": "n"}], "groupby": ["g"]}], "mark": "text", "encoding": {"x": field("g", "ordinal", sort={"field": "n", "op": "mean"}), "y": field("n")}},
        ]
    },
    "layers with other rows": {
        "layer": [
            {"transform": [{"filter": "datum.g != '7'"}, {"calculate": "datum.x > 40 ? 'high' : datum.name", "as": "level"}], "mark": "bar", "encoding": {"x": field("level", "nominal", sort="-y"), "y": MEAN}},
            {"transform": [{"calculate": "datum.x > 40 ? 'high' : datum.name", "as": "level"}], "mark": "tick", "encoding": {"x": field("level", "nominal", sort="-y"), "y": field("x", aggregate="mean")}},
        ]
    },
    "arithmetic": {
        "transform": [{"filter": "datum.x - datum.y > 0 && datum.odd != ''"}, {"calculate": "datum.odd > 100 ? datum.x * datum.y : datum.odd / 2", "as": "z"}],
        "mark": "bar",
        "encoding": {"x": field("z", bin=True), "y": field("y", aggregate="mean"), "color": field("name", "nominal", sort={"field": "x", "op": "mean"})},
    },
    "rows too": {"hconcat": [{"mark": "bar", "encoding": {"x": BINNED, "y": COUNT}}, {"transform": [{"sample": 20}], "mark": "point", "encoding": {"x": field("x"), "y": field("y")}}]},
    "parsed": {"data": {"format": {"parse": {"day": "date:'%Y-%m-%d'", "odd": "number", "g": "string"}}}, "mark": "bar", "encoding": {"x": field("day", "ordinal", timeUnit="month"), "y": field("odd", aggregate="mean"), "color": field("g", "nominal")}},
    "guessed": {"data": {"format": {"parse": "auto"}}, "mark": "bar", "encoding": {"x": field("day", "ordinal", timeUnit="day"), "y": MEAN}},
    "time unit chosen": {"mark": "bar", "encoding": {"x": field("day", "temporal", timeUnit={"maxbins": 5}), "y": COUNT}},
    "logarithmic": {"mark": "bar", "encoding": {"x": field("y", scale={"type": "log"}, aggregate="mean"), "y": field("g", "ordinal")}},
    "unaggregated": {"mark": "point", "encoding": {"x": field("y", aggregate="mean", scale={"domain": "unaggregated"}), "y": field("g", "ordinal")}},
    "extent": {"transform": [{"extent": "y", "param": "ends"}], "mark": "bar", "encoding": {"x": field("x", bin={"extent": [0, 50]}), "y": COUNT}},
    "argmax": {"mark": "bar", "encoding": {"x": field("name", "nominal", aggregate={"argmax": "x"}), "y": field("g", "ordinal")}},
}

# Files that are not as plain: what comes in their middle, and in place of their beginning.
UNUSUAL = {
    "a line in a cell": ('1,2,3,"two\nlines",2001-01-01,5,6\n', ""),
    "a row that is short": ("1,2,3\n", ""),
    "a row that is long": ("1,2,3,a,2001-01-01,5,6,7,8\n", ""),
    "a blank line": ("\n", ""),
    "a quote that is not closed": ('1,2,3,"open,2001-01-01,5,6\n', ""),
    "bytes that are not UTF-8": (b"1,2,3,caf\xe9,2001-01-01,5,6\n", ""),
    "a word among numbers": ("none,2,3,a,2001-01-01,5,6\n", ""),
    "a number among words": ("1,2,many,a,2001-01-01,5,6\n", ""),
    "a byte order mark": ("", "\ufeff" + HEADER),
    "a name twice": ("", "x,y,g,name,day,odd,x\n"),
    "lines of CR LF": ("", HEADER.replace("\n", "\r\n")),
}


class Large(Case):
    @classmethod
    def setUpClass(cls):
        part = [row(i) for i in range(40000)]
        cls.part = "".join(part)
        cls.times = LARGE // len(cls.part) + 1

    def make(self, middle="", header=HEADER):
        middle = middle.encode() if isinstance(middle, str) else middle
        half = (self.part * (self.times // 2)).encode()
        text = header.encode() + half + middle + half + self.part.encode()
        self.write("rows.csv", text)
        with gzip.open(self.path("packed.csv.gz"), "wb", compresslevel=1) as packed:
            packed.write(text)

    def draw(self, chart, url):
        data = {**chart.get("data", {}), "url": url}
        self.write("chart.vl.json", json.dumps({**{key: chart[key] for key in chart if key != "data"}, "data": data}))
        done = self.run_tuban("render", "chart.vl.json", "-o", "out.svg", "-v")
        said = done.stderr.decode().replace(url, "FILE")
        self.assertIn(done.returncode, (0, 1), said)
        return done.returncode, said, self.read("out.svg") if os.path.exists(self.path("out.svg")) else b""

    def compare(self, chart):
        there, here = self.draw(chart, "packed.csv.gz"), self.draw(chart, "rows.csv")
        self.assertEqual(here[:2], there[:2])
        self.assertEqual(here[2], there[2])

    def test_charts_are_the_same(self):
        self.make()
        for name, chart in {**CHARTS, **(MORE if ALL else {})}.items():
            with self.subTest(name):
                self.compare(chart)

    @unittest.skipUnless(ALL, "takes long")
    def test_unusual_files_are_read_as_ever(self):
        for name, (middle, header) in UNUSUAL.items():
            with self.subTest(name):
                self.make(middle, header or HEADER)
                self.compare(CHARTS["histogram"])
                self.compare(MORE["mean"])

    @unittest.skipIf(SANITIZED, "takes more memory")
    def test_rows_are_never_all_in_memory(self):
        self.make()
        for name, most in (("histogram", 1.2 * LARGE), ("filter", 2.5 * LARGE)):  # at once, twice and five times as much as the file
            with self.subTest(name):
                self.write("chart.vl.json", json.dumps({**CHARTS[name], "data": {"url": "rows.csv"}}))
                program = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
                done = subprocess.run([sys.executable, "-c", program, TUBAN, "render", "chart.vl.json", "-q", "-o", "out.svg"], cwd=self.folder, capture_output=True, check=True)
                self.assertLess(int(done.stdout) * 1024, most)


if __name__ == "__main__":
    sys.argv = [argument for argument in sys.argv if argument != "--all"]
    unittest.main(verbosity=2 if ALL else 1)
