"""Axes, legends, titles and headers say what Vega's say: tests/vegalite/chart/guides.json holds charts and the texts in the scene graphs that
vega 6.4 with vega-lite 6.4 makes of them. Further tests compare numbers of those scene graphs."""
import json, os, subprocess, unittest

SOURCE = os.environ.get("TUBAN_SOURCE", os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))))
TUBAN = os.environ.get("TUBAN", os.path.join(SOURCE, "build", "tuban"))
FONTS = os.path.join(SOURCE, "tests", "fonts.conf")
VALUES = {"values": [{"a": "u", "b": 28}, {"a": "v", "b": 55}, {"a": "w", "b": 43}]}
A, B = {"field": "a", "type": "nominal"}, {"field": "b", "type": "quantitative"}


def scene(spec):
    done = subprocess.run([TUBAN, "inspect", "--stage", "scene", "-"], input=json.dumps(spec).encode(), capture_output=True,
                          env=dict(os.environ, TZ="UTC", FONTCONFIG_FILE=FONTS), timeout=60)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)["root"]


def marks(group, kind):
    found = [group] if group["type"] == kind else []
    for item in group.get("groups", []):
        for mark in item:
            found += marks(mark, kind)
    return found


def texts(group):
    found = []
    for mark in marks(group, "text"):
        said = mark.get("text") or ""
        found += said if isinstance(said, list) else [said] * mark["items"]
    return sorted("\n".join(line.strip() for line in text.split("\n")) for text in found if text)


class Guides(unittest.TestCase):
    maxDiff = None

    def test_texts_are_those_of_vega(self):
        with open(os.path.join(SOURCE, "tests", "vegalite", "chart", "guides.json"), encoding="utf-8") as file:
            for case in json.load(file):
                with self.subTest(case["holds"]):
                    self.assertEqual(texts(scene(case["spec"])), case["texts"])

    def test_the_default_padding_of_a_point_scale_outweighs_its_outer_padding(self):
        point = {"type": "point", "paddingOuter": 1}
        drawn = scene({"data": VALUES, "mark": "point", "encoding": {"x": dict(A, scale=point), "y": B}})
        for got, want in zip(marks(drawn, "symbol")[0]["x"], [13.3333, 40, 66.6667]):
            self.assertAlmostEqual(got, want, 3)

    def test_a_part_of_a_composite_mark_in_config_replaces_its_default(self):
        band = scene({"data": VALUES, "mark": "errorband", "encoding": {"y": B, "x": A},
                      "config": {"errorband": {"band": {"color": "red"}}}})
        area = marks(band, "area")[0]
        self.assertEqual(area["fill"], "rgb(255, 0, 0)")
        self.assertNotIn("opacity", area)

    def test_styles_and_legend_layouts_of_config_merge_deeper(self):
        drawn = scene({"data": VALUES, "mark": "bar", "encoding": {"x": A, "y": B}, "config": {
            "font": "serif", "style": {"guide-label": {"fontSize": 14}}}})
        label = marks(drawn, "text")[0]
        self.assertEqual((label["font"], label["fontSize"]), ("serif", 14))

    def test_a_place_in_front_in_config_leaves_axes_behind(self):
        drawn = scene({"data": VALUES, "mark": "bar", "encoding": {"x": A, "y": B}, "config": {"axis": {"zindex": 1}}})
        self.assertEqual(drawn["groups"][0][-1]["type"], "rect")

    def test_spacing_of_rows_and_columns_may_stand_in_config(self):
        drawn = scene({"data": VALUES, "mark": "point", "width": 50, "height": 50, "config": {"facet": {"spacing": {"row": 5, "column": 40}}},
                       "encoding": {"column": A, "x": dict(B, axis=None)}})
        cells = next(mark for mark in marks(drawn, "group") if mark.get("name") == "cell")
        self.assertEqual(cells["x"], [0, 99, 198])


if __name__ == "__main__":
    unittest.main()
