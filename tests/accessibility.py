"""SVG files as assistive technology reads them: roles of WAI-ARIA Graphics, Vega's words, and ids that differ between pictures.

tests/_accessibility.py asks a browser the same."""
import json, os, re, subprocess, tempfile, unittest
from xml.etree import ElementTree

TUBAN = os.environ["TUBAN"]
ROWS = {"values": [{"city": c, "n": n, "k": k, "day": d} for c, n, k, d in
                   (("Paris", 3, "x", "2026-01-05"), ("Rome", 5, "y", "2026-02-03"), ("Oslo", 4, "x", "2026-03-02"))]}
X, Y, COLOR = {"field": "city"}, {"field": "n", "type": "quantitative"}, {"field": "k"}


def chart(mark="bar", **more):
    spec = {"data": ROWS, "mark": mark, "encoding": {"x": X, "y": Y}}
    spec.update(more)
    return spec


class Accessibility(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="tuban-accessibility-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def draw(self, spec, *options):
        done = subprocess.run([TUBAN, "render", "-", "-q", "-o", "-", "-f", "svg", *options], input=json.dumps(spec), capture_output=True,
                              text=True, timeout=60, cwd=self.folder, env=dict(os.environ, TZ="UTC"))
        self.assertEqual(done.returncode, 0, done.stderr)
        return ElementTree.fromstring(done.stdout)

    def heard(self, spec, kind, hidden=False):
        """The labels of what is called so."""
        found = []

        def walk(element, concealed):
            concealed = concealed or element.get("aria-hidden") == "true"
            if element.get("aria-roledescription") == kind and concealed == hidden:
                found.append(element.get("aria-label"))
            for child in element:
                walk(child, concealed)

        walk(self.draw(spec), False)
        return found

    def test_the_document(self):
        root = self.draw(chart(title="Sales", description="Three bars"))
        self.assertEqual((root.get("role"), root.get("aria-label"), root[0].text, root[1].text), ("graphics-document", None, "Sales", "Three bars"))
        root = self.draw(chart(description="Three bars"))
        self.assertEqual((root.get("aria-label"), root.get("aria-roledescription")), ("Three bars", "visualization"))
        self.assertEqual(self.draw(chart(), "--svg-text", "outline").get("role"), "img")

    def test_marks_are_called_what_they_are(self):
        wanted = ["city: Paris; n: 3", "city: Rome; n: 5", "city: Oslo; n: 4"]
        for mark, kind in (("bar", "bar"), ("point", "point"), ("circle", "circle"), ("tick", "tick"), ("rule", "rule mark"), ("rect", "rect mark"),
                           ({"type": "bar", "ariaRoleDescription": "brick"}, "brick")):
            with self.subTest(mark):
                self.assertEqual(self.heard(chart(mark), kind), wanted)
        self.assertEqual(len(self.heard(chart("boxplot"), "box")), 3)
        svg = ElementTree.tostring(self.draw(chart({"type": "bar", "ariaRole": "img"})), "unicode")
        self.assertEqual(len(re.findall('role="img"', svg)), 3)

    def test_guides_say_what_they_show(self):
        spec = chart(title={"text": ["Sales", "in 2026"], "subtitle": "by city"})
        spec["encoding"]["color"] = COLOR
        self.assertEqual(self.heard(spec, "axis"), ["X-axis titled 'city' for a discrete scale with 3 values: Oslo, Paris, Rome",
                                                     "Y-axis titled 'n' for a linear scale with values from 0 to 5"])
        self.assertEqual(self.heard(spec, "legend"), ["Symbol legend titled 'k' for fill color with 2 values: x, y"])
        self.assertEqual(self.heard(spec, "title"), ["Title text 'Sales in 2026'"])
        self.assertEqual(self.heard(spec, "subtitle"), ["Subtitle text 'by city'"])

    def test_scales_of_every_kind(self):
        day = {"field": "day", "type": "temporal", "axis": {"title": None}}
        self.assertEqual(self.heard(chart("line", encoding={"x": day}), "axis"),
                         ["X-axis for a time scale with values from Monday, 05 January 2026, 12:00:00 AM to Monday, 02 March 2026, 12:00:00 AM"])
        day["axis"]["format"] = "%a %d %b"
        self.assertEqual(self.heard(chart("line", encoding={"x": day}), "axis"),
                         ["X-axis for a time scale with values from Monday 05 January to Monday 02 March"])
        color = {"field": "n", "type": "quantitative", "scale": {"type": "threshold", "domain": [2, 4.5], "range": ["red", "green", "blue"]}}
        self.assertEqual(self.heard(chart(encoding={"color": color}), "legend"), ["Discrete legend titled 'n' for fill color with 2 boundaries: 2, 4.5"])
        many = {"data": {"sequence": {"start": 0, "stop": 9, "as": "i"}}, "mark": "tick", "encoding": {"x": {"field": "i", "type": "ordinal"}}}
        self.assertEqual(self.heard(many, "axis"), ["X-axis titled 'i' for a discrete scale with 9 values: 0, 1, 2, 3, 4, ending with 8"])
        both = {"size": Y, "color": Y}
        self.assertEqual(self.heard(chart("point", encoding=both), "legend"), ["Symbol legend titled 'n' for size and stroke color with values from 0 to 5"])

    def test_descriptions_of_the_author(self):
        spec = chart()
        spec["encoding"] = {"x": dict(X, axis={"description": "three cities"}), "color": dict(COLOR, legend={"description": "kinds"})}
        self.assertEqual((self.heard(spec, "axis"), self.heard(spec, "legend")), (["three cities"], ["kinds"]))

    def test_what_is_not_to_be_heard(self):
        grids = [g for g in self.draw(chart()).iter() if "role-axis-grid" in g.get("class", "")]
        self.assertEqual(len(grids), 1)
        hidden = [e for e in self.draw(chart()).iter() if e.get("aria-hidden") == "true" and grids[0].get("class") in ElementTree.tostring(e, "unicode")]
        self.assertEqual(len(hidden), 1)
        spec = chart({"type": "bar", "aria": False})
        self.assertEqual(self.heard(spec, "bar"), [])
        spec = chart(encoding={"x": dict(X, axis={"aria": False}), "color": dict(COLOR, legend={"aria": False})}, title={"text": "T", "aria": False})
        for kind in ("axis", "legend", "title"):
            self.assertEqual(self.heard(spec, kind), [], kind)
        spec = chart(config={"aria": False})
        spec["encoding"]["color"] = COLOR
        for kind in ("axis", "legend", "bar"):
            self.assertEqual(self.heard(spec, kind), [], kind)

    def test_a_poster_is_read_as_text(self):
        with open(os.path.join(self.folder, "a.vl.json"), "w", encoding="utf-8") as file:
            json.dump(chart(description="Three bars", width=200, height=100), file)
        poster = {"title": "Year", "page": {"size": "A4"}, "blocks": [{"kind": "masthead", "title": "Year 2026"}, {"kind": "rule"}, {"kind": "text", "text": "It went well."},
                  {"kind": "chart", "chart": "a.vl.json", "height": "60mm"}]}
        root = self.draw(poster)
        for element in root.iter():
            if "role-mark" in element.get("class", "") and not element.get("class", "").endswith("marks"):
                self.assertTrue(element.get("aria-hidden") == "true" or element.get("role") is None, ElementTree.tostring(element, "unicode")[:200])
        labels = [e.get("aria-label") for e in root.iter()]
        self.assertIn("Three bars", labels)
        self.assertIn("city: Rome; n: 5", labels)

    def test_ids_of_two_pictures_differ(self):
        fill = {"gradient": "linear", "stops": [{"offset": 0, "color": "red"}, {"offset": 1, "color": "blue"}]}
        seen = set()
        for options in ([], ["--svg-text", "outline"]):
            for n in (1, 2):
                root = self.draw(chart({"type": "bar", "color": fill, "clip": True}, title=f"{n}"), *options)
                ids = [e.get("id") for e in root.iter() if e.get("id")]
                used = re.findall(r"url\(#([^)]+)\)|href=\"#([^\"]+)\"", ElementTree.tostring(root, "unicode"))
                self.assertGreaterEqual(len(ids), 2)
                self.assertEqual(len(ids), len(set(ids)))
                self.assertTrue({a or b for a, b in used} <= set(ids), (used, ids))
                self.assertFalse(seen & set(ids), seen & set(ids))
                seen |= set(ids)
                self.assertTrue(all(re.fullmatch(r"t[0-9a-f]{8}-\w+", i) for i in ids), ids)
        again = [e.get("id") for e in self.draw(chart({"type": "bar", "color": fill, "clip": True}, title="1")).iter() if e.get("id")]
        self.assertTrue(set(again) <= seen)


if __name__ == "__main__":
    unittest.main()
