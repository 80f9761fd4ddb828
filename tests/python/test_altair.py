"""Altair with the module as it is installed: entry points, the renderer, the data transformer, and how long tables live."""
import copy, gc, importlib.metadata, json, os, re, subprocess, sys, tempfile, unittest, warnings, weakref

if len(sys.argv) == 1 and os.environ.get("TUBAN_BUILD"):  # once more, with an installed prefix alone, which is then moved
    with tempfile.TemporaryDirectory() as folder:
        first, prefix = os.path.join(folder, "first"), os.path.join(folder, "prefix ü")
        subprocess.run(["cmake", "--install", os.environ["TUBAN_BUILD"], "--prefix", first], check=True, stdout=subprocess.DEVNULL)
        os.rename(first, prefix)
        env = {name: value for name, value in os.environ.items() if name != "TUBAN_LIBRARY"}
        env["PYTHONPATH"] = os.path.join(prefix, "lib", "python3", "dist-packages")
        sys.exit(subprocess.run([sys.executable, __file__, prefix], env=env).returncode)

import tuban, tuban.altair

try:
    import altair, pandas
except ImportError:
    altair = None


class Installed(unittest.TestCase):
    def test_the_library_is_that_of_the_prefix(self):
        if len(sys.argv) == 1:
            self.skipTest("not run from an installed prefix")
        for place in (tuban.__file__, tuban._library.library._name):
            self.assertTrue(os.path.realpath(place).startswith(os.path.realpath(sys.argv[1])), place)
        self.assertTrue(os.path.exists(os.path.join(os.path.dirname(tuban.__file__), "py.typed")))
        self.assertEqual(importlib.metadata.version("tuban"), tuban.__version__)

    def test_entry_points(self):
        if len(sys.argv) == 1:
            self.skipTest("not run from an installed prefix")
        points = importlib.metadata.distribution("tuban").entry_points
        for version in ("v4", "v5", "v6"):
            for kind, wanted in (("renderer", tuban.altair.renderer), ("data_transformer", tuban.altair.data_transformer)):
                found = [point for point in points if point.group == f"altair.vegalite.{version}.{kind}"]
                self.assertEqual([point.name for point in found], ["tuban"])
                self.assertIs(found[0].load(), wanted)
                if sys.version_info >= (3, 10):  # as Altair's plugin registry looks for them
                    self.assertIn("tuban", importlib.metadata.entry_points(group=f"altair.vegalite.{version}.{kind}").names)

    @unittest.skipUnless(altair and "TUBAN_SOURCE" in os.environ, "Altair is not installed (Debian: python3-altair)")
    def test_readme(self):
        with open(os.path.join(os.environ["TUBAN_SOURCE"], "README.md"), encoding="utf-8") as file:
            code = "".join(re.findall(r"```python\n(.*?)```", file.read(), re.S))
        names = {}
        with altair.renderers.enable("default"), altair.data_transformers.enable("default"):  # restored after
            exec(code, names)
            self.assertEqual(altair.renderers.active, "tuban")
        self.assertEqual(names["png"][:4], b"\x89PNG")

    def test_without_the_library_there_is_an_import_error(self):
        done = subprocess.run([sys.executable, "-c", "import tuban"], env={**os.environ, "TUBAN_LIBRARY": "/none.so", "PYTHONPATH": os.pathsep.join(sys.path)},
                              capture_output=True, text=True)
        self.assertIn("ImportError: libtuban was not found", done.stderr)


@unittest.skipIf(altair is None, "Altair is not installed (Debian: python3-altair)")
class Altair(unittest.TestCase):
    def setUp(self):
        self.frame = pandas.DataFrame({"d": pandas.date_range("2012-01-01", periods=4), "n": [1, 2.5, None, 4], "k": ["a", "ü", None, "a"], "b": [True, False] * 2})
        self.chart = altair.Chart(self.frame).mark_point().encode(x="d", y="n", color="k", shape="b", tooltip=["d", "k"])
        self.by_json = tuban.render(self.chart.to_dict(), "svg")
        if len(sys.argv) == 1:
            altair.renderers.register("tuban", tuban.altair.renderer)
            altair.data_transformers.register("tuban", tuban.altair.data_transformer)

    def test_the_renderer_draws(self):
        with altair.renderers.enable("tuban"), altair.data_transformers.enable("tuban"):
            self.assertEqual(self.chart._repr_mimebundle_(), {"image/svg+xml": self.by_json.decode()})
        with altair.renderers.enable("tuban", format="png", scale=2):
            self.assertEqual(self.chart._repr_mimebundle_(), {"image/png": tuban.render(self.chart, scale=2)})

    def test_the_renderer_leaves_out_allowed_warnings(self):
        chart = altair.Chart(self.frame).mark_point().encode(x=altair.X("missing", type="nominal"))
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always", tuban.TubanWarning)
            for allow in ([], ["W308"]):
                with altair.renderers.enable("tuban", allow=allow), altair.data_transformers.enable("tuban"):
                    chart._repr_mimebundle_()
        self.assertEqual([warning.message.code for warning in caught if isinstance(warning.message, tuban.TubanWarning)], ["W308"])

    def test_rows_are_not_in_the_spec(self):
        with altair.data_transformers.enable("tuban"):
            spec = self.chart.to_dict()
        self.assertEqual(list(spec["data"]), ["name"])
        self.assertRegex(spec["data"]["name"], "^tuban-[0-9a-f]{16}$")
        self.assertNotIn("datasets", spec)
        for same in (spec, copy.deepcopy(spec), json.loads(json.dumps(spec)), json.dumps(spec, ensure_ascii=False)):
            self.assertEqual(tuban.render(same, "svg"), self.by_json)

    def test_charts_are_drawn_by_column_without_the_transformer(self):
        self.assertEqual(tuban.render(self.chart, "svg"), self.by_json)
        self.assertEqual(altair.data_transformers.active, "default")
        self.assertNotIn("tuban-columns", altair.data_transformers.names())
        many = pandas.DataFrame({"n": range(20000)})
        tuban.render(altair.Chart(many).mark_point().encode(x="n"))
        altair.data_transformers.register("other", altair.to_values)
        with altair.data_transformers.enable("other"):
            self.assertEqual(tuban.render(self.chart, "svg"), self.by_json)

    def test_every_table_of_a_chart_is_handed_over(self):
        other = pandas.DataFrame({"k": ["a", "ü"], "m": [10, 20]})
        layers = self.chart + altair.Chart(other).mark_rule().encode(y="m")
        lookup = self.chart.transform_lookup("k", from_=altair.LookupData(other, "k", ["m"])).encode(size="m:Q")
        for chart in (layers, lookup, self.chart | layers, self.chart.facet("b"), self.chart.encode(x="d:O"), self.chart.encode(x="yearmonthdate(d):O")):
            self.assertEqual(tuban.render(chart, "svg"), tuban.render(chart.to_dict(), "svg"))

    def test_given_tables_stand_for_names_and_come_first(self):
        chart = altair.Chart(altair.NamedData(name="t")).mark_point().encode(x="d:T", y="n:Q", color="k:N", shape="b:N", tooltip=["d:T", "k:N"])
        self.assertEqual(tuban.render(chart, "svg", data={"t": self.frame}), self.by_json)

    def test_tables_live_as_long_as_what_uses_them(self):
        with altair.data_transformers.enable("tuban"):
            spec = self.chart.to_dict()
        alive = weakref.ref(self.frame)
        del self.frame, self.chart
        gc.collect()
        self.assertEqual(tuban.render(spec, "svg"), self.by_json)
        text = json.dumps(spec)
        del spec
        gc.collect()
        self.assertIsNone(alive())
        with self.assertWarnsRegex(tuban.TubanWarning, "tuban-"):
            tuban.render(text)

    def test_a_frame_keeps_its_name(self):
        with altair.data_transformers.enable("tuban"):
            self.assertEqual(self.chart.to_dict(), self.chart.to_dict())

    def test_geometries_are_left_to_altair(self):
        class Shapes:
            __geo_interface__ = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}

        self.assertIn("values", tuban.altair.data_transformer(Shapes()))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], warnings="ignore", verbosity=2)  # Altair 4 and pandas have some
