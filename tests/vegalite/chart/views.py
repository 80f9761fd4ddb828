"""Marks of whole charts are where Vega puts them: the numbers are from its scene graphs (vega 6.4, vega-lite 6.4)."""
import json, os, subprocess, unittest

SOURCE = os.environ.get("TUBAN_SOURCE", os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))))
TUBAN = os.environ.get("TUBAN", os.path.join(SOURCE, "build", "tuban"))

POINTS = {"values": [{"g": g, "x": x, "y": y} for g, ys in (("a", [1, 2, 4]), ("b", [6, 3, 1])) for x, y in enumerate(ys)]}
X, Y = {"field": "x", "type": "quantitative"}, {"field": "y", "type": "quantitative"}
BY_G = {"field": "g", "type": "nominal"}


def scene(spec):
    done = subprocess.run([TUBAN, "inspect", "--stage", "scene", "-"], input=json.dumps(spec).encode(), capture_output=True,
                          env=dict(os.environ, TZ="UTC"), timeout=60)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def marks(group, wanted):
    """All marks below a group that `wanted` holds for, in drawing order."""
    found = [group] if wanted(group) else []
    for item in group.get("groups", []):
        for mark in item:
            found += marks(mark, wanted)
    return found


def named(spec, name):
    return marks(scene(spec)["root"], lambda mark: mark.get("name") == name)


class Views(unittest.TestCase):
    def test_a_regression_beside_points_is_of_each_cell(self):
        lines = marks(scene({
            "data": POINTS, "facet": {"column": BY_G}, "spec": {"width": 100, "height": 100, "layer": [
                {"mark": "point", "encoding": {"x": X, "y": Y}},
                {"transform": [{"regression": "y", "on": "x"}], "mark": "line", "encoding": {"x": X, "y": Y}}]}})["root"],
                      lambda mark: mark["type"] == "line")
        self.assertEqual([line["x"] for line in lines], [[0, 100], [0, 100]])
        for line, expected in zip(lines, ([86.1111, 36.1111], [2.7778, 86.1111])):
            for got, want in zip(line["y"], expected):
                self.assertAlmostEqual(got, want, 3)

    def test_steps_along_x_leave_the_height_to_be_fitted(self):
        drawn = scene({"data": POINTS, "autosize": "fit", "width": {"step": 20}, "height": 150, "mark": "bar",
                       "encoding": {"x": {"field": "x", "type": "ordinal"}, "y": Y}})
        self.assertEqual(drawn["height"], 160)
        self.assertEqual(drawn["root"]["width"], [60])

    def test_a_brush_over_bands_reaches_from_start_to_start(self):
        brush, = named({"data": POINTS, "height": 50, "mark": "bar",
                        "params": [{"name": "b", "select": {"type": "interval", "encodings": ["x"]}, "value": {"x": [0, 2]}}],
                        "encoding": {"x": {"field": "x", "type": "ordinal"}, "y": Y}}, "b_brush_bg")
        self.assertEqual([brush[key] for key in ("x", "y", "width", "height")], [1, 0, 40, 50])

    def test_one_brush_for_all_is_in_no_cell(self):
        spec = {"data": POINTS, "mark": "point", "encoding": {"x": X, "y": Y, "column": BY_G},
                "params": [{"name": "b", "select": "interval", "value": {"x": [0, 1], "y": [1, 3]}}]}
        self.assertEqual(named(spec, "b_brush"), [])

    def test_a_tick_beside_a_continuous_scale_is_as_long_as_on_it(self):
        tick, = named({"data": POINTS, "width": 100, "height": 100, "layer": [
            {"mark": "line", "encoding": {"x": X, "y": Y}}, {"mark": "tick", "encoding": {"x": X}}]}, "layer_1_marks")
        self.assertEqual([tick[key] for key in ("y", "width", "height")], [47.5, 1, 5])

    def test_cut_legend_symbols_have_the_width_of_their_column(self):
        cells = marks(scene({"data": POINTS, "mark": "point", "encoding": {
            "x": X, "y": Y, "size": {**Y, "legend": {"clipHeight": 30}}}})["root"],
                      lambda mark: mark["type"] == "group" and mark["items"] == 7)
        self.assertEqual(len(cells), 1)
        self.assertEqual(set(cells[0]["height"]), {30})
        self.assertGreater(min(cells[0]["width"]), 25)


if __name__ == "__main__":
    unittest.main()
