"""Pages of PDFs: their size, boxes, bleed and marks, and charts on them."""
import json, os, re, unittest
from _print import MM, PrintCase, Plates, SOURCE

SIZES = {"A4": (210, 297), "A6": (105, 148), "B5": (176, 250), "Letter": (215.9, 279.4), "a5": (148, 210), "210x297mm": (210, 297), "20cm x 8in": (200, 203.2),
         "600x400": (158.75, 105.8333)}
CHART = {"background": "#ffcc00", "width": 150, "height": 100, "data": {"values": [{"x": 1, "y": 2}, {"x": 2, "y": 1}]}, "mark": "line",
         "encoding": {"x": {"field": "x", "type": "quantitative"}, "y": {"field": "y", "type": "quantitative"}}}


class Pages(PrintCase):
    def setUp(self):
        super().setUp()
        self.write("c.vl.json", json.dumps(CHART))

    def close(self, found, wanted):
        self.assertEqual(len(found), len(wanted))
        for one, other in zip(found, wanted):
            self.assertLess(abs(one - other), 0.01, f"{found} is not {wanted}")

    def test_a_page_has_its_size(self):
        for name, (width, height) in SIZES.items():
            with self.subTest(name):
                boxes = self.boxes(self.draw("c.vl.json", "--page", name))
                self.close(boxes["MediaBox"], (0, 0, width, height))
                self.close(boxes["TrimBox"], (0, 0, width, height))
                self.close(boxes["BleedBox"], (0, 0, width, height))

    def test_landscape_turns_it(self):
        self.close(self.boxes(self.draw("c.vl.json", "--page", "A5", "--landscape"))["TrimBox"], (0, 0, 210, 148))
        self.close(self.boxes(self.draw("c.vl.json", "--page", "210x148mm", "--landscape"))["TrimBox"], (0, 0, 210, 148))

    def test_bleed_and_marks_are_around_the_page(self):
        for color in ("rgb", "cmyk"):
            boxes = self.boxes(self.draw("c.vl.json", "--page", "A6", "--bleed", "3mm", "--marks", "--color", color))
            self.close(boxes["MediaBox"], (0, 0, 125, 168))
            self.close(boxes["BleedBox"], (7, 7, 118, 161))
            self.close(boxes["TrimBox"], (10, 10, 115, 158))
            self.assertNotIn("ArtBox", boxes)
        boxes = self.boxes(self.draw("c.vl.json", "--page", "A6", "--bleed", "5mm"))
        self.close(boxes["MediaBox"], (0, 0, 115, 158))
        self.close(boxes["BleedBox"], (0, 0, 115, 158))
        self.close(boxes["TrimBox"], (5, 5, 110, 153))

    def test_without_options_there_are_no_boxes(self):
        self.assertEqual(list(self.boxes(self.draw("c.vl.json"))), ["MediaBox"])

    def test_a_chart_keeps_its_size_as_page(self):
        size = self.boxes(self.draw("c.vl.json"))["MediaBox"]
        self.close(self.boxes(self.draw("c.vl.json", "--bleed", "3mm"))["TrimBox"], [edge + 3 for edge in size])

    def test_the_background_runs_into_the_bleed_and_no_further(self):
        plates = Plates(self.draw("c.vl.json", "--page", "A6", "--bleed", "3mm", "--marks", "--color", "cmyk"), 144)
        yellow = plates.at(62, 100)
        self.assertGreater(yellow[2], 80)
        for x, y in ((8, 9), (116.5, 8), (8, 159), (117, 160), (62, 7.6), (7.6, 80), (117.4, 80), (62, 160.4)):
            self.assertEqual(plates.at(x, y), yellow, (x, y))
        for x, y in ((6.5, 80), (50, 163), (118.5, 84), (30, 6.4)):
            self.assertEqual(plates.at(x, y), (0, 0, 0, 0), (x, y))

    def test_blocks_at_the_edge_run_into_the_bleed(self):
        rects = [{"x": 0, "x2": 300, "y": 0, "y2": 50, "c": "#ff0000"}, {"x": 20, "x2": 100, "y": 80, "y2": 200, "c": "#0000ff"}]
        chart = {"width": 300, "height": 200, "padding": 0, "background": None, "view": {"stroke": None}, "data": {"values": rects},
                 "mark": "rect", "encoding": {"fill": {"field": "c", "type": "nominal", "scale": None},
                                              **{k: {"field": k, "type": "quantitative", "axis": None, "scale": None} for k in ("x", "x2", "y", "y2")}}}
        for channel in ("x2", "y2"):
            chart["encoding"][channel] = {"field": channel}
        self.write("r.vl.json", json.dumps(chart))
        plates = Plates(self.draw("r.vl.json", "--bleed", "3mm", "--color", "cmyk"), 144)
        width, height = 300 * 25.4 / 96, 200 * 25.4 / 96
        red, blue = plates.at(3 + width / 2, 8), plates.at(3 + 60 * 25.4 / 96, 3 + 120 * 25.4 / 96)
        self.assertGreater(red[1], 80)
        self.assertGreater(blue[0], 80)
        for x, y in ((1, 1), (width / 2, 0.5), (width + 5.5, 5)):
            self.assertEqual(plates.at(x, y), red, (x, y))
        self.assertEqual(plates.at(3 + 60 * 25.4 / 96, height + 5.5), blue)
        self.assertEqual(plates.at(1, height / 2 + 6), (0, 0, 0, 0))

    def test_marks_are_outside_the_bleed_and_in_all_inks(self):
        pdf = self.draw("c.vl.json", "--page", "A6", "--bleed", "3mm", "--marks", "--color", "cmyk")
        plates = Plates(pdf, 300)
        for x, y in ((3, 10), (10, 3), (122, 10), (115, 165), (3, 158), (62.5, 2.2), (2.2, 84), (62.5, 165.8)):
            around = [plates.at(x + dx / 10, y + dy / 10) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
            self.assertIn((100, 100, 100, 100), around, (x, y))
        self.assertIn("/Separation /All", re.sub(r"\s+", " ", self.source(pdf)))

    def place(self, *options):
        """Where the chart's own box is on its page, in mm: left, top, right, bottom; by a red frame."""
        self.write("f.vl.json", json.dumps({**CHART, "background": None, "padding": 0, "view": {"stroke": "#ff0000", "strokeWidth": 2},
                                            "config": {"axis": {"disable": True}}, "mark": {"type": "line", "opacity": 0}}))
        plates = Plates(self.draw("f.vl.json", "--color", "cmyk", *options), 144)
        reds = [i for i, ink in enumerate(plates.plates["Magenta"]) if ink > 128]
        xs, ys = [i % plates.width for i in reds], [i // plates.width for i in reds]
        return [n * 25.4 / 144 for n in (min(xs), min(ys), max(xs) + 1, max(ys) + 1)]

    def test_a_chart_is_centred_at_the_top_within_the_margin(self):
        width = 152 * 25.4 / 96
        for options, top in ((["--margin", "20mm"], 20), (["--margin", "0"], 0), ([], 15)):
            left, upper, right, _ = self.place("--page", "A4", *options)
            self.assertLess(abs(left - (210 - width) / 2), 0.5)
            self.assertLess(abs(right - (210 + width) / 2), 0.5)
            self.assertLess(abs(upper - top), 0.5)

    def test_the_page_is_that_of_every_format(self):
        self.expect(self.run_tuban("render", "c.vl.json", "-q", "-f", "png,svg", "--page", "A6"), 0, "")
        self.assertIn(int.from_bytes(self.read("c.png")[16:20], "big"), (396, 397))
        self.assertIn(b'width="396.85', self.read("c.svg"))

    def test_options_override_the_page_of_a_poster(self):
        poster = os.path.join(SOURCE, "data", "poster.json")
        self.close(self.boxes(self.draw(poster, "--page", "A3", "--bleed", "3mm"))["TrimBox"], (3, 3, 300, 423))
        self.assertLess(abs(self.boxes(self.draw(poster, "--marks"))["TrimBox"][2] - 427), 0.01)

    def test_what_does_not_fit_is_an_error_with_the_least_size(self):
        def fails(said, *options):
            done = self.run_tuban("render", "c.vl.json", "-o", "none.pdf", *options)
            self.assertEqual(done.returncode, 1, done.stderr)
            self.assertIn(said, done.stderr.decode())
            self.assertNotIn("none.pdf", self.files())
        fails("the page of 30 × 40 mm is too small for its content, which needs at least 53.5 × 38.9 mm [E662]", "--page", "30x40mm")
        fails("which needs at least 113.5 × 98.9 mm with its margins [E662]", "--page", "A6", "--margin", "30mm")
        fails("margins of 60 mm leave nothing of a page of 105 × 148 mm [E661]", "--page", "A6", "--margin", "60mm")

    def test_wrong_options_are_refused(self):
        for said, *options in (
                ('must be a size such as A4, 16:9 or 210x297mm, not "A9"', "--page", "A9"), ('not "210x297em"', "--page", "210x297em"), ('not "x"', "--page", "x"),
                ("from 1 to 32767 px (8670 mm), not 0 × 37.7953 px", "--page", "0x10mm"), ("not 3.77953e+09 × 37.7953 px", "--page", "1e9x10mm"),
                ('"bleed" must be a length from 0 such as 3mm, not "3 miles"', "--bleed", "3 miles"), ('not "-3mm"', "--bleed=-3mm"), ('not "nan"', "--margin", "nan"),
                ('"color" must be rgb, cmyk or gray, not "cmyc"; did you mean "cmyk"?', "--color", "cmyc"), ("needs the colour mode cmyk or gray", "--pdfx", "--color", "rgb"),
                ("from 100 to 400 percent", "--ink-limit", "500")):
            with self.subTest(options):
                done = self.run_tuban("render", "c.vl.json", "-o", "none.pdf", *options)
                self.assertNotEqual(done.returncode, 0)
                self.assertIn(said, done.stderr.decode())
                self.assertNotIn("none.pdf", self.files())


if __name__ == "__main__":
    unittest.main()
