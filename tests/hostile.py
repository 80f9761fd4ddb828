"""Small inputs that ask for work or memory out of all proportion: each ends soon, within 4 GB of address space, with a picture or a message.

With arguments, tries those files instead and says for each what happened: tests/hostile.py FILE…
"""
import json, os, resource, signal, subprocess, sys, tempfile, unittest

SOURCE = os.environ.get("TUBAN_SOURCE", os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TUBAN = os.environ.get("TUBAN", os.path.join(SOURCE, "build", "tuban"))
SECONDS, BYTES = 10, 4_000_000 * 1024
# AddressSanitizer reserves terabytes and slows everything down.
with open(TUBAN, "rb") as program:
    SANITIZED = b"__asan_init" in program.read()
# LeakSanitizer looks for what an ended run leaves behind; these are the libraries' own.
LEAKS = {"LSAN_OPTIONS": f"suppressions={SOURCE}/tests/leaks.supp:print_suppressions=0"}

X = {"x": {"field": "a", "type": "quantitative"}}


def numbers(stop):
    return {"sequence": {"start": 0, "stop": stop, "as": "a"}}


def chart(stop=3, *transform, mark="point", encoding=X, **more):
    return {"data": numbers(stop), "transform": list(transform), "mark": mark, "encoding": encoding, **more}


def calculate(*expressions):
    return [{"calculate": expression, "as": "s"} for expression in expressions]


XY = {**X, "y": {"field": "s", "type": "quantitative"}}
DOUBLED = ["[datum.s, datum.s]"] * 40
AREA = {"x": {"field": "a", "type": "quantitative"}, "y": {"field": "a", "type": "quantitative", "stack": "center"}, "color": {"field": "a"}}
# Name → (chart, the code of its error; None: it is drawn).
CASES = {
    "rows of a sequence": (chart(1e12), "E151"),
    "rows of a flatten": (chart(1e5, *calculate("sequence(1000)"), {"flatten": ["s"]}), "E151"),
    "rows of folds": (chart(1000, {"fold": ["a"] * 300}, {"fold": ["a"] * 300}), "E151"),
    "cells of facets": (chart(2000, encoding={**X, "row": {"field": "a"}, "column": {"field": "a"}}, width=5, height=5), "E152"),
    "arrays of arrays as text": (chart(3, *calculate("[1, 1]", *DOUBLED, "datum.s + ''")), "E152"),
    "arrays of arrays compared": (chart(3, *calculate("[1, 1]", *DOUBLED, "datum.s == 'x'")), "E152"),
    "columns of a pivot": (chart(30000, {"pivot": "a", "value": "a"}), None),
    "cells of a pivot": (chart(30000, *calculate("datum.a + 1"), {"pivot": "a", "value": "a", "groupby": ["s"]}), "E152"),
    "steps of a density": (chart(1e5, {"density": "a", "steps": 1e5}), "E152"),
    "lines of a graticule": ({"data": {"graticule": {"step": [1e-6, 1e-6]}}, "mark": "geoshape"}, "E152"),
    "a line of text": (chart(title="汉字 word " * 100000), "E152"),
    "marks on a letter": (chart(title="a" + "\u0301" * 200000), "E152"),
    "a long label": (chart(encoding={"x": {**X["x"], "axis": {"labelExpr": "pad(datum.label, 1000000, 'x')"}}}), None),
    "long names": ({"data": {"values": [{"a": letter * 1000000} for letter in "xy"]}, "mark": "bar", "encoding": {"y": {"field": "a"}}}, None),
    "noncharacters": (chart(description="a\uffffb\ufdd0c\U0001fffed", title="a\uffffb"), None),
    "unknown keys": ({**{f"k{i}": 1 for i in range(20000)}, **chart()}, None),
    "unknown fields": ({"data": numbers(3), "layer": [{"mark": "bar", "encoding": {"x": {"field": f"n{i}", "axis": None}}} for i in range(2000)]}, None),
    "steps of regular expressions": (chart(1000, *calculate("test(/(a+)+$/, pad('!' + datum.a, 60, 'a', 'left'))")), "E152"),
    "matches in a long text": (chart(1, *calculate("replace(pad('a', 263573, 'a'), regexp('a', 'g'), '$&$&')")), "E152"),
    "parts of a long text": (chart(1, *calculate("split(pad('a', 263573, 'a'), regexp('a'))")), "E152"),
    "values of a domain": (chart(encoding={"x": {"field": "a", "type": "ordinal", "axis": None, "scale": {"domain": {"expr": "sequence(100000)"}}}}, width=300), None),
    "matches of regular expressions": (chart(3, *calculate("pad('x', 500000, 'x')", "length(replace(datum.s, /x/g, 'yy'))")), "E152"),
    "items of sequences": (chart(1e5, *calculate("sequence(20000)", "indexof(datum.s, -1)")), "E152"),
    "values of expressions": (chart(1e7, *calculate("+".join(["length('' + datum.a)"] * 1000))), "E152"),
    "pieces of a line": (chart(1e5, *calculate("random()"), mark="line", encoding={**X, "y": {"field": "s", "type": "quantitative"}}), None),
    "series of areas": (chart(1e6, mark="area", encoding=AREA), "E152"),
    "series of lines": (chart(1e6, mark="line", encoding={**X, "detail": {"field": "a", "type": "nominal"}}), "E152"),
    "labels of a log axis": (chart(encoding={"x": {**X["x"], "scale": {"type": "log", "base": 1.00001, "domain": [1, 1e300]}, "axis": {"tickCount": 1e9}}}), None),
    "labels of quantiles": (chart(3e4, encoding={**X, "color": {**X["x"], "scale": {"type": "quantile", "scheme": {"name": "blues", "count": 3e4}}}}), None),
    "pieces of a symbol": (chart(mark={"type": "point", "shape": "M0,0" + "A1,1,0,1,1,0.5,0.5A1,1,0,1,1,0,0" * 20000}), "E152"),
    "stops of a gradient": (chart(mark={"type": "bar", "color": {"gradient": "linear", "stops": [{"offset": i / 50000, "color": "red"} for i in range(50000)]}}), None),
    "medians of a window": (chart(1e5, {"window": [{"op": "median", "field": "a", "as": "s"}], "frame": [-50000, 50000]}), "E152"),
    "a loess": (chart(1e5, *calculate("random()"), {"loess": "s", "on": "a"}), "E152"),
    "links": (chart(1e5, *calculate("pad('x', 20000, 'y')"), encoding={**X, "href": {"field": "s"}}), "E152"),
    "a bootstrap": (chart(1e6, mark={"type": "errorband", "extent": "ci"}, encoding={"y": {"field": "a", "type": "quantitative"}}), None),
    "rows of many layers": ({"data": numbers(7e6), "layer": [{"mark": "trail", "encoding": X}] * 900}, "E152"),
    "a bootstrap for each of many groups": (chart(1.7e6, {"aggregate": [{"op": "ci0", "field": "a", "as": "s"}], "groupby": ["a"]}), "E152"),
    "arrays of arrays sorted": (chart(1000, *calculate("[1]", *["[datum.s, datum.s]"] * 30, "[datum.s, datum.a]"), {"window": [{"op": "rank", "as": "r"}], "sort": [{"field": "s"}]}), "E152"),
    "arrays of arrays sorted by an expression": (chart(10, *calculate("[1]", *["[datum.s, datum.s]"] * 30, "sort([datum.s, datum.a, datum.s])")), "E152"),
    "long arrays on an axis": (chart(1000, *calculate("sequence(100000)", "[datum.s, datum.a]"), encoding={"x": {"field": "s", "type": "nominal"}}), "E152"),
    "edges of an area": (chart(1e6, *calculate("random()"), mark="area", encoding=XY), None),
    "edges of a trail": (chart(1e5, *calculate("random()"), mark="trail", encoding=XY), None),
    "items of a PDF": (chart(3e6, mark="bar"), "E152"),
    "dashes": (chart(1e5, *calculate("random()"), mark={"type": "line", "strokeDash": [0.2, 0.2]}, encoding=XY), "E152"),
    "wide lines": (chart(1e6, *calculate("random()"), mark={"type": "point", "size": 10000, "strokeWidth": 100}, encoding=XY), "E152"),
    "blended circles": (chart(1e6, *calculate("random()"), mark={"type": "circle", "blend": "multiply", "size": 1000}, encoding=XY), "E152"),
    "large letters": (chart(1e5, mark={"type": "text", "fontSize": 500}, encoding={**X, "text": {"field": "a"}}), "E152"),
    "tall rules": (chart(5e4, mark="rule", encoding={**X, "x2": {"value": 0}, "y": {"value": 0}, "y2": {"value": "height"}}, height=20000), "E152"),
    "columns of a legend": (chart(encoding={**X, "color": {"field": "a", "type": "ordinal", "legend": {"columns": 1e15}}}), None),
    "labels": (chart(1e6, mark="text", encoding={**X, "text": {"field": "a"}}), "E152"),
    "a long word": (chart(mark="x" * 200000), "E203"),
    "points of a PDF": (chart(1e6, *calculate("random()"), encoding=XY), "E152"),
    "opacities": (chart(1e5, *calculate("random()"), mark="circle", encoding={**XY, "opacity": {"field": "s", "type": "quantitative"}}), None),
    "sizes": (chart(1e6, *calculate("random()"), encoding={**XY, "size": {"field": "s", "type": "quantitative"}}), "E152"),
    "gradients of a PDF": (chart(1e5, mark={"type": "bar", "color": {"gradient": "linear", "stops": [{"offset": 0, "color": "red"}, {"offset": 1, "color": "blue"}]}}), "E152"),
    "layers of points": ({"data": numbers(1000), "layer": [{"mark": "point", "encoding": X}] * 5000}, "E152"),
    "texts of size 1000": (chart(1e5, mark={"type": "text", "fontSize": 1000}, encoding={**X, "text": {"field": "a"}}), "E152"),
    "large labels": (chart(config={"axis": {"labelFontSize": -12000}}), None),
    "large gradients": (chart(1e5, *calculate("datum.a"), mark={"type": "point", "filled": True, "size": 1e5, "color": {"gradient": "radial", "stops": [{"offset": 0, "color": "red"}, {"offset": 1, "color": "blue"}]}}, encoding=XY), "E152"),
    "large blends": (chart(1e5, *calculate("datum.a"), mark={"type": "point", "filled": True, "size": 1e6, "blend": "hue"}, encoding=XY), "E152"),
    "tuples of a selection": (chart(1e5, encoding={**X, "color": {"condition": {"param": "p", "value": "red"}, "value": "blue"}}, params=[
        {"name": "p", "select": {"type": "point", "fields": ["a"]}, "value": [{"a": -i} for i in range(1, 20000)]}]), "E152"),
    "letters of many texts": (chart(1e5, *calculate("pad('x', 5000, 'x') + datum.a"), mark="text", encoding={"text": {"field": "s"}}), "E152"),
}


def run(arguments, folder, stdin=None, formats="png,svg,pdf"):
    """Status, seconds and messages; the status is None when the processor time was over. A busy machine fails nothing."""
    seconds = SECONDS * (10 if SANITIZED else int(os.environ.get("SLOWNESS", "1")))

    def limit():
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
        if not SANITIZED:
            resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        done = subprocess.run([TUBAN, "render", *arguments, "-q", "-o", folder, "-f", formats], stdin=stdin, capture_output=True,
                              preexec_fn=limit, timeout=20 * seconds, env={**LEAKS, **os.environ, "TZ": "UTC"})
    except subprocess.TimeoutExpired:
        return None, 20 * seconds, ""
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    status = None if done.returncode == -signal.SIGXCPU else done.returncode
    return status, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stderr.decode(errors="replace")


# They take more than 0.8 s: tried with TUBAN_HOSTILE=all (`./dev soak`).
LONG = {
    "edges of an area", "series of lines", "series of areas", "large letters", "blended circles",
    "steps of regular expressions", "edges of a trail", "wide lines", "long arrays on an axis", "labels of a log axis",
    "items of sequences", "labels", "matches in a long text", "items of a PDF", "parts of a long text",
    "matches of regular expressions", "tall rules", "sizes", "layers of points", "texts of size 1000",
    "rows of many layers", "a bootstrap for each of many groups", "links", "pieces of a line", "labels of quantiles",
    "opacities", "arrays of arrays as text", "arrays of arrays compared", "points of a PDF", "gradients of a PDF",
    "large gradients", "large blends", "tuples of a selection", "letters of many texts",
}


class Hostile(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="tuban-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def test_small_charts_end_soon(self):
        self.assertLess(LONG, set(CASES))
        for name, (spec, code) in CASES.items():
            if name in LONG and os.environ.get("TUBAN_HOSTILE") != "all":
                continue
            with self.subTest(name):
                status, seconds, messages = run([self.write("c.vl.json", json.dumps(spec))], self.folder)
                if os.environ.get("TUBAN_TIMES"):
                    print(f"{seconds:6.2f} s  {name}")
                self.assertEqual(status, 1 if code else 0, messages[-1000:])
                if code:
                    self.assertIn(f"[{code}]", messages)
                self.assertTrue(all(len(line) < 5000 for line in messages.splitlines()))

    def test_the_next_chart_is_drawn(self):
        names = ["rows of a flatten", "cells of facets", "a line of text"]
        bad = [self.write(f"{i}.vl.json", json.dumps(CASES[name][0])) for i, name in enumerate(names)]
        status, _, messages = run([*bad, self.write("good.vl.json", json.dumps(chart()))], self.folder)
        self.assertEqual(status, 1, messages[-1000:])
        self.assertEqual([messages.count(f"/{i}.vl.json:") for i in range(len(bad))], [1] * len(bad))
        self.assertTrue(os.path.exists(os.path.join(self.folder, "good.png")))

    def test_wrong_files_are_answered_each_with_its_own_message(self):
        arcs = {"type": "Topology", "arcs": [[[0, 0], [1, 1]] * 5000], "objects": {"o": {"type": "MultiLineString", "arcs": [[0] * 5000]}}}
        self.write("t.json", json.dumps(arcs))
        self.write("set.json", json.dumps({"a": {"b": "x"}}))
        page = {"title": "t", "data": "set.json", "page": {"size": "A4"}}
        reference = {"kind": "rule", "ref": "a.b"}
        files = {
            "page.json": ({**page, "blocks": [reference]}, "E470"),
            "row.json": ({**page, "blocks": [{"row": [{"kind": "text", "text": "t"}, reference]}]}, "E470"),
            "feed.vl.json": ("\f" + json.dumps(chart()), "E134"),
            "nul.vl.json": (json.dumps(chart(title="a\0b")), "E140"),
            "fields.vl.json": ({"data": {"values": [{f"k{i}": 1} for i in range(20000)]}, "mark": "point"}, "E377"),
            "arcs.vl.json": ({"data": {"url": "t.json", "format": {"type": "topojson", "feature": "o"}}, "mark": "geoshape"}, "E152"),
            "long.vl.json": (chart(encoding={"x": {**X["x"], "axis": {"format": "x" * 100000}}}), "E358"),
            "url.vl.json": ({"data": {"url": "x" * 100000}, "mark": "bar"}, "E101"),
            "good.vl.json": (chart(), None),
        }
        paths = [self.write(name, spec if isinstance(spec, str) else json.dumps(spec)) for name, (spec, _) in files.items()]
        status, _, messages = run(paths, self.folder)
        self.assertEqual(status, 1, messages[-1000:])
        for path, (_, code) in zip(paths, files.values()):
            said = [line for line in messages.splitlines() if line.startswith(path + ":")]
            self.assertEqual([line[-6:] for line in said], [f"[{code}]"] if code else [], path)
            self.assertTrue(all(len(line) < 5000 for line in said), path)
        self.assertTrue(os.path.exists(os.path.join(self.folder, "good.pdf")))

    def test_errors_name_who_asked(self):
        path = self.write("c.vl.json", json.dumps(CASES["rows of folds"][0], indent=1))
        self.assertIn("error: this fold would make 9e+07 rows; the limit is 2e+07 (--max-rows) [E151]", run([path], self.folder)[2])

    @unittest.skipUnless(os.environ.get("TUBAN_HOSTILE") == "all", "it takes long")
    def test_series_of_one_row_take_little_memory(self):
        path = self.write("c.vl.json", json.dumps(chart(1e6, mark="area", encoding=AREA)))
        status, _, messages = run([path, "--max-memory=1GB"], self.folder, formats="png")
        self.assertEqual(status, 0, messages[-1000:])

    def test_params_may_wait_for_many_others(self):
        params = [{"name": f"p{i}", "expr": f"p{i - 1} + 1"} for i in range(5000, 0, -1)] + [{"name": "p0", "value": 1}]
        x = {**X["x"], "scale": {"domainMax": {"expr": "p5000"}}}
        path = self.write("c.vl.json", json.dumps(chart(params=params, encoding={"x": x})))
        done = subprocess.run([TUBAN, "inspect", "--stage", "scales", path], capture_output=True, timeout=60)
        self.assertIn(b'"domain":[0,5001]', done.stdout)

    def test_so_may_params_that_know_the_size_of_the_chart(self):
        params = [{"name": f"p{i}", "expr": f"p{i - 1} + 1"} for i in range(3000, 0, -1)] + [{"name": "p0", "expr": "width"}]
        path = self.write("c.vl.json", json.dumps(chart(params=params, width=300, mark={"type": "point", "size": {"expr": "p3000"}})))
        done = subprocess.run([TUBAN, "inspect", "--stage", "scene", path], capture_output=True, timeout=60)
        self.assertIn(b'"size":3300', done.stdout)

    def test_params_and_scales_that_need_each_other_too_often_are_named(self):
        for depth, ends in ((20, 0), (150, 1)):
            params = [{"name": f"p{i}", "expr": f"domain('v{i}_x')[1]"} for i in range(depth)]
            views = [{"name": f"v{i}", "width": 5, "height": 5, "mark": "point", "encoding": {"x": {"field": "a", "type": "quantitative", "scale": {
                "nice": False, "domainMax": {"expr": f"p{i - 1} + 1"} if i else 1}}}} for i in range(depth)]
            path = self.write("c.vl.json", json.dumps({"data": numbers(2), "params": params, "hconcat": views[::-1]}))
            status, _, messages = run([path], self.folder)
            self.assertEqual(status, ends, messages[-1000:])
            self.assertEqual("is nested too deeply: more than 100 params and scales need each other [E158]" in messages, bool(ends), messages[-1000:])

    def test_limits_can_be_set(self):
        path = self.write("c.vl.json", json.dumps(chart(1000)))
        for option, code in (("--max-rows=999", "E151"), ("--max-memory=100kB", "E150"), ("--max-pixels=100", "E603")):
            status, _, messages = run([path, option], self.folder)
            self.assertEqual(status, 1)
            self.assertIn(f"[{code}]", messages)
            self.assertIn(option.split("=")[0], messages)
        self.assertEqual(run([path, "--max-rows=1000", "--max-memory=100MB", "--max-pixels=1e6"], self.folder)[0], 0)

    @unittest.skipUnless(os.path.exists("/dev/zero"), "a system without /dev/zero")
    def test_streams_without_end_are_refused(self):
        with open("/dev/zero", "rb") as zero:
            status, seconds, messages = run(["-"], self.folder, stdin=zero)
        self.assertEqual(status, 3, messages)
        status, seconds, messages = run([self.write("c.vl.json", json.dumps(chart())), "--style", "/dev/zero"], self.folder)
        self.assertEqual(status, 3, messages)


if __name__ == "__main__" and sys.argv[1:]:
    with tempfile.TemporaryDirectory(prefix="tuban-") as output:
        failed = 0
        for path in sys.argv[1:]:
            status, seconds, messages = run([path], output)
            good = status in (0, 1, 3)
            failed += not good
            first = next((line for line in messages.splitlines() if "error" in line), "")
            print(f"{'pass' if good else 'FAIL'} {os.path.basename(path):30} {seconds:5.1f} s  status {status}  {first[:140]}", flush=True)
    sys.exit(failed > 0)
unittest.main(verbosity=1)
