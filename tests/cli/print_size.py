"""Charts of a size that is asked for: --width, --height, --font-size, --for, --background, and the same in usermeta.tuban.print."""
import json, os, re, struct, subprocess, unittest
from _tuban import Case, SOURCE, main

CITIES = ["Beijing", "Shanghai", "Guangzhou", "Shenzhen", "Xi'an", "Wuhan"]
ROWS = [{"k": k, "g": g, "v": (i * 37 + j * 11) % 60 + 5, "w": (i * 13 + j * 7) % 23, "d": f"2024-{(i * 2 + j) % 12 + 1:02d}-01"}
        for i, k in enumerate(CITIES) for j, g in enumerate("abc")]
DATA = {"values": ROWS}
K, G, D = {"field": "k", "type": "nominal"}, {"field": "g", "type": "nominal"}, {"field": "d", "type": "temporal"}
V, W = {"field": "v", "type": "quantitative"}, {"field": "w", "type": "quantitative"}
LAND = {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [0, 20], [30, 25], [40, 5], [0, 0]]]}}


def chart(mark, encoding, **more):
    return {"data": DATA, "mark": mark, "encoding": encoding, **more}


def legend(orient, field=G):
    return chart("point", {"x": W, "y": V, "color": {**field, "legend": {"orient": orient}}})


BARS, POINTS, ACROSS = chart("bar", {"x": K, "y": V, "color": G}), chart("point", {"x": W, "y": V}), chart("bar", {"y": K, "x": V})
REPEATED = {"width": 150, "height": 120, "mark": "point", "encoding": {"x": {"field": {"repeat": "column"}, "type": "quantitative"},
                                                                       "y": {"field": {"repeat": "row"}, "type": "quantitative"}}}
CHARTS = {
    "bars": BARS, "points": POINTS, "across": ACROSS, "lines": chart("line", {"x": D, "y": V, "color": G}), "areas": chart("area", {"x": D, "y": V, "color": G}),
    "wide": chart("point", {"x": W, "y": V}, width=800, height=100), "titled": {**POINTS, "title": {"text": "Points", "subtitle": "of two numbers"}},
    "right": legend("right"), "left": legend("left", V), "top": legend("top"), "bottom": legend("bottom"), "inside": legend("bottom-right"),
    "pie": chart({"type": "arc", "innerRadius": 40}, {"theta": {"aggregate": "sum", "field": "v"}, "color": K}),
    "slices": {"data": DATA, "encoding": {"theta": {"aggregate": "sum", "field": "v", "stack": True}, "color": K},
               "layer": [{"mark": {"type": "arc", "outerRadius": 100}}, {"mark": {"type": "text", "radius": 120}, "encoding": {"text": {"aggregate": "sum", "field": "v"}}}]},
    "heat": chart("rect", {"x": K, "y": G, "color": V}), "histogram": chart("bar", {"x": {"field": "v", "bin": True}, "y": {"aggregate": "count"}}),
    "boxes": chart("boxplot", {"x": K, "y": V}), "ticks": chart("tick", {"x": V, "y": K}), "log": chart("line", {"x": D, "y": {**V, "scale": {"type": "log"}}}),
    "groups": chart("bar", {"x": G, "xOffset": K, "y": V, "color": K}), "steps": chart("bar", {"x": K, "y": V}, width={"step": 50}),
    "rows": chart("bar", {"x": K, "y": V, "row": G}), "columns": chart("bar", {"x": V, "y": K, "column": G}, width=120, height=100),
    "wrapped": chart("point", {"x": W, "y": V, "facet": {**K, "columns": 3}}, width=100, height=80),
    "independent": {"data": DATA, "facet": {"column": G}, "resolve": {"scale": {"x": "independent"}}, "spec": {"mark": "bar", "encoding": {"x": K, "y": V}}},
    "repeat": {"data": DATA, "repeat": {"column": ["v", "w"], "row": ["w", "v"]}, "spec": REPEATED},
    "hconcat": {"hconcat": [BARS, {**POINTS, "width": 150}]}, "vconcat": {"vconcat": [BARS, {**POINTS, "height": 100}, ACROSS]},
    "nested": {"hconcat": [{"vconcat": [BARS, chart("rect", {"x": K, "y": G, "color": W})]}, {**POINTS, "width": 90, "height": 300}]},
    "layers": {"data": DATA, "layer": [{"mark": "bar", "encoding": {"x": K, "y": {**V, "aggregate": "mean"}}}, {"mark": "rule", "encoding": {"y": {"datum": 30}}},
                                       {"mark": "text", "encoding": {"x": {"value": "width"}, "y": {"datum": 30}, "text": {"value": "target"}}}]},
    "twin": {"data": DATA, "encoding": {"x": D}, "layer": [{"mark": "line", "encoding": {"y": V}}, {"mark": "line", "encoding": {"y": W}}],
             "resolve": {"scale": {"y": "independent"}}},
    "map": {"data": {"values": [LAND]}, "mark": "geoshape", "projection": {"type": "mercator"}},
    "placed": {"data": {"values": [LAND]}, "mark": "geoshape", "width": 400, "projection": {"type": "mercator", "scale": 300, "translate": [100, 220]}},
    "labels": {"data": DATA, "encoding": {"x": W, "y": V}, "layer": [{"mark": "point"}, {"mark": {"type": "text", "align": "left", "dx": 6}, "encoding": {"text": K}}]},
    "container": chart("point", {"x": W, "y": V}, width="container", height=200), "fit": chart("line", {"x": D, "y": V}, width=400, autosize="fit"),
    "bare": chart("point", {"x": {**W, "axis": None}, "y": {**V, "axis": None}}, padding=0),
}
WIDTHS = {"nested": "120mm"}  # what does not fit into 85 mm


def close(a, b, by=0.01):
    return abs(a - b) <= by


class Sized(Case):
    def setUp(self):
        super().setUp()
        for name, spec in CHARTS.items():
            self.write(f"{name}.json", json.dumps(spec))

    def draw(self, *arguments, status=0):
        done = self.run_tuban("render", *arguments, "-q")
        self.assertEqual(done.returncode, status, done.stderr.decode())
        return done.stderr.decode()

    def mm(self, name):
        found = re.search(r'<svg[^>]* width="([\d.]+)" height="([\d.]+)"', self.read(name).decode())
        return tuple(float(side) * 25.4 / 96 for side in found.groups())

    def pdf(self, name):
        told = subprocess.run(["pdfinfo", self.path(name)], capture_output=True, text=True, check=True).stdout
        return tuple(float(side) * 25.4 / 72 for side in re.search(r"Page size: +([\d.]+) x ([\d.]+) pts", told).groups())

    def pixels(self, name):
        return struct.unpack(">II", self.read(name)[16:24])

    def scene(self, name, *arguments):
        done = self.run_tuban("inspect", "--stage", "scene", name, *arguments)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        return json.loads(done.stdout)

    def sizes(self, name):
        return set(re.findall(r'font-size="([^"]*)"', self.read(name).decode()))


class Widths(Sized):
    def test_every_kind_of_chart_has_the_width_exactly(self):
        self.assertGreater(len(CHARTS), 30)
        for width in ("85mm", "120mm", "183mm"):
            names = [f"{name}.json" for name in CHARTS if WIDTHS.get(name, "0mm") <= width or width != "85mm"]
            self.draw(*names, "--width", width, "-f", "svg,pdf", "-o", width + "/")
            for name in names:
                with self.subTest(f"{name} {width}"):
                    for read, ending in ((self.mm, "svg"), (self.pdf, "pdf")):
                        self.assertTrue(close(read(f"{width}/{name[:-5]}.{ending}")[0], float(width[:-2])), read(f"{width}/{name[:-5]}.{ending}"))

    def test_height_too(self):
        names = [f"{name}.json" for name in CHARTS if name not in WIDTHS]
        self.draw(*names, "--width", "9cm", "--height", "4in", "-f", "svg", "-o", "both/")
        self.draw(*names, "--height", "110mm", "-f", "svg", "-o", "high/")
        for name in names:
            with self.subTest(name):
                width, height = self.mm(f"both/{name[:-5]}.svg")
                self.assertTrue(close(width, 90) and close(height, 101.6), (width, height))
                self.assertTrue(close(self.mm(f"high/{name[:-5]}.svg")[1], 110), self.mm(f"high/{name[:-5]}.svg"))

    def test_text_keeps_its_size(self):
        names = [f"{name}.json" for name in CHARTS]
        self.draw(*names, "-f", "svg", "-o", "own/")
        self.draw(*names, "--width", "183mm", "-f", "svg", "-o", "sized/")
        for name in CHARTS:
            with self.subTest(name):
                self.assertLessEqual(self.sizes(f"sized/{name}.svg"), self.sizes(f"own/{name}.svg"))
                self.assertTrue(self.sizes(f"sized/{name}.svg") or name in ("map", "placed", "bare"))

    def channels(self, scene, kind, channel):
        """Its values in all marks of that type."""
        found, todo = [], [scene]
        while todo:
            node = todo.pop()
            if isinstance(node, dict):
                if node.get("type") == kind and channel in node.get("channels", node):
                    found.append(node.get("channels", node)[channel])
                todo.extend(node.values())
            elif isinstance(node, list):
                todo.extend(node)
        return found

    def test_symbols_and_strokes_keep_theirs(self):
        for kind, name, channel in (("symbol", "points.json", "size"), ("rule", "layers.json", "strokeWidth")):
            own, sized = self.scene(name), self.scene(name, "--width", "60mm")
            self.assertTrue(self.channels(own, kind, channel), kind)
            self.assertEqual(sorted(set(map(str, self.channels(own, kind, channel)))), sorted(set(map(str, self.channels(sized, kind, channel)))))

    def range_of(self, name, scale, *arguments):
        done = self.run_tuban("inspect", "--stage", "scales", name, *arguments)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        numbers = [found for found in json.loads(done.stdout).values() if found["channel"] == scale][0]["range"]
        return abs(numbers[-1] - numbers[0])

    def test_the_plot_keeps_its_shape(self):
        self.write("flat.json", json.dumps({**POINTS, "width": 400, "height": 100}))
        for name, shape in (("points.json", 1), ("flat.json", 4)):
            for width in ("60mm", "150mm"):
                ratio = self.range_of(name, "x", "--width", width) / self.range_of(name, "y", "--width", width)
                self.assertAlmostEqual(ratio, shape, places=6)

    def test_steps_have_the_same_factor(self):
        across = self.range_of("bars.json", "x", "--width", "120mm") / self.range_of("bars.json", "x")
        down = self.range_of("bars.json", "y", "--width", "120mm") / self.range_of("bars.json", "y")
        self.assertAlmostEqual(across, down, places=6)
        self.assertGreater(across, 1.5)

    def test_a_container_gets_the_width_alone(self):
        self.assertAlmostEqual(self.range_of("container.json", "y", "--width", "60mm"), 200, places=6)
        self.assertLess(self.range_of("container.json", "x", "--width", "60mm"), 200)

    def test_constants_are_parts_of_the_plot(self):
        half = {"width": 300, "layer": [POINTS, {"mark": {"type": "rule"}, "data": {"values": [{}]}, "encoding": {"x": {"value": 150}}}]}
        self.write("half.json", json.dumps(half))
        middle = self.range_of("half.json", "x", "--width", "60mm") / 2
        text = json.dumps(self.scene("half.json", "--width", "60mm"))
        self.assertIn(f"{middle:.6f}"[:7], text)

    def test_the_least_width_is_told_and_holds(self):
        for name in ("points", "titled", "repeat", "nested"):
            told = self.draw(f"{name}.json", "--width", "12mm", "-o", "no.svg", status=1)
            self.assertFalse(os.path.exists(self.path("no.svg")))
            least = re.search(r"does not fit into a width of 12 mm; it needs at least ([\d.]+) mm \[E475\]", told)[1]
            self.draw(f"{name}.json", "--width", f"{least}mm", "-o", "yes.svg")
            self.assertTrue(close(self.mm("yes.svg")[0], float(least)), least)

    def test_odd_charts_end(self):
        for spec in ({**BARS, "width": 0.001}, {**BARS, "width": {"step": 1e-9}}, {**BARS, "data": {"values": []}}, {"hconcat": []}, {**BARS, "padding": 1e5},
                     chart("point", {"x": {**W, "scale": {"domain": {"expr": "[0, width]"}, "range": [0, {"expr": "width / 2"}]}}, "y": V})):
            self.write("odd.json", json.dumps(spec))
            for width in ("85mm", "8669mm", "0.01mm"):
                with self.subTest(spec=str(spec)[-60:], width=width):
                    done = self.run_tuban("inspect", "--stage", "scene", "odd.json", "--width", width)
                    if done.returncode == 0:
                        self.assertTrue(close(json.loads(done.stdout)["width"] * 25.4 / 96, float(width[:-2])))
                    else:
                        self.assertIn(b"E475", done.stderr)

    def test_pictures_have_whole_pixels(self):
        self.draw("points.json", "--width", "85mm", "--height", "60mm", "--dpi", "300", "-o", "o.png")
        self.assertEqual(self.pixels("o.png"), (1004, 709))

    def test_wrong_lengths_are_refused(self):
        for length, code in (("85ft", "E473"), ("mm", "E473"), ("", "E473"), ("0mm", "E474"), ("-5mm", "E474"), ("9000mm", "E474"), ("1e999mm", "E473")):
            for option in ("--width", "--height"):
                told = self.draw("points.json", f"{option}={length}", "-o", "no.svg", status=2)
                self.assertIn(f'the option "{option[2:]}" must be', told)
                self.assertIn(code, told)
        self.assertNotIn("no.svg", self.files())

    def test_a_unit_in_a_view_is_an_error(self):
        for size in ("80mm", "3in"):
            self.write("own.json", json.dumps({**POINTS, "width": size}))
            told = self.draw("own.json", "-o", "no.svg", status=1)
            self.assertIn("own.json:1:", told)
            self.assertIn(f'{{"width": "{size}"}}}}}}', told)
        self.write("own.json", json.dumps({**BARS, "width": {"step": "5mm"}}))
        self.assertIn("E744", self.draw("own.json", "-o", "no.svg", status=1))

    def test_a_unit_in_a_view_is_no_warning_besides(self):
        views = ({**POINTS, "width": "80mm"}, {**POINTS, "height": "3in"}, {**BARS, "width": {"step": "5mm"}}, {"hconcat": [{**POINTS, "width": "4cm"}]},
                 {"data": DATA, "facet": {"row": G}, "spec": {"mark": "bar", "encoding": {"x": K, "y": V}, "height": "2cm"}})
        for view in views:
            self.write("own.json", json.dumps(view))
            told = self.draw("own.json", "-o", "no.svg", status=1)
            self.assertEqual(re.findall(r"\[([EWN]\d+)\]", told), ["E744"], told)


class Text(Sized):
    def test_all_text_is_in_proportion(self):
        self.write("t.json", json.dumps({**BARS, "title": {"text": "T", "fontSize": 26}, "config": {"legend": {"labelFontSize": 5}}}))
        self.draw("t.json", "-o", "own.svg")
        self.draw("t.json", "--font-size", "7pt", "-o", "sized.svg")
        own, sized = self.sizes("own.svg"), self.sizes("sized.svg")
        self.assertEqual(len(own), 4)
        factor = 7 * 96 / 72 / 10
        for size in own:
            number = float(size.removesuffix("px"))
            self.assertTrue(any(close(float(other.removesuffix("px")), number * factor, 0.006) for other in sized), (size, sized))

    def test_an_axis_may_set_its_own(self):
        self.write("t.json", json.dumps(chart("bar", {"x": {**K, "axis": {"labelFontSize": 20}}, "y": {**V, "axis": {"labelFontSize": 20}}})))
        self.draw("t.json", "--font-size", "6pt", "--width", "85mm", "-o", "sized.svg")
        self.assertTrue(any(close(float(size.removesuffix("px")), 8, 0.006) for size in self.sizes("sized.svg")), self.sizes("sized.svg"))

    def test_limits(self):
        for size in ("0pt", "0.5pt", "600pt", "-7pt"):
            self.assertIn("E474", self.draw("bars.json", f"--font-size={size}", "-o", "no.svg", status=2))

    def test_small_text_and_thin_strokes_are_warnings_on_paper_alone(self):
        fine = {**POINTS, "config": {"axis": {"labelFontSize": 6, "gridWidth": 0.2}}}
        self.write("fine.json", json.dumps(fine))
        self.assertEqual(self.draw("fine.json", "-o", "o.svg"), "")
        self.assertEqual(self.draw("fine.json", "--width", "400px", "-o", "o.svg"), "")
        told = self.draw("fine.json", "--width", "85mm", "-o", "o.svg")
        self.assertIn("axis labels: text of 4.50 pt is smaller than 5 pt", told)
        self.assertIn("grid lines: a stroke of 0.15 pt is thinner than 0.25 pt", told)
        self.assertNotIn("W479", self.draw("points.json", "--width", "85mm", "-o", "o.svg"))
        self.draw("fine.json", "--width", "85mm", "--strict", "-o", "no.svg", status=1)
        for width, text, warned in ((0.333, 6.666, False), (0.3333, 6.67, False), (0.32, 6.64, True)):
            self.write("near.json", json.dumps({**POINTS, "config": {"axis": {"labelFontSize": text, "gridWidth": width}}}))
            told = self.draw("near.json", "--width", "85mm", "-o", "o.svg")
            self.assertEqual(("W478" in told, "W479" in told), (warned, warned), told)
        self.write("fine.json", json.dumps({**fine, "usermeta": {"tuban": {"print": {"minFontSize": "4pt", "minStroke": "0.1pt"}}}}))
        self.assertEqual(self.draw("fine.json", "--width", "85mm", "-o", "o.svg"), "")
        self.write("fine.json", json.dumps({**fine, "usermeta": {"tuban": {"print": {"minFontSize": 0, "minStroke": 0}}}}))
        self.assertEqual(self.draw("fine.json", "--width", "85mm", "-o", "o.svg"), "")


class Presets(Sized):
    WIDTHS = {"nature": (89, 183), "plos": (190.5, 190.5), "ieee": (88.9, 182), "elsevier": (90, 190), "a4-report": (160, 160)}

    def test_their_widths_are_those_of_the_journals(self):
        for name, widths in self.WIDTHS.items():
            for which, width in zip((name, name + ":2"), widths):
                self.draw("wide.json", "--for", which, "-f", "pdf", "-o", "o.pdf")
                self.assertTrue(close(self.pdf("o.pdf")[0], width), (which, self.pdf("o.pdf")))
        self.assertEqual(sorted(name[:-5] for name in os.listdir(os.path.join(SOURCE, "presets"))), sorted(self.WIDTHS))

    def test_text_and_resolution(self):
        self.draw("wide.json", "--for", "nature", "-o", "o.svg")
        self.assertTrue(any(close(float(size.removesuffix("px")), 7 * 96 / 72, 0.006) for size in self.sizes("o.svg")))
        self.draw("wide.json", "--for", "nature", "-o", "o.png")
        self.assertEqual(self.pixels("o.png")[0], round(89 / 25.4 * 450))
        self.draw("wide.json", "--for", "nature", "--dpi", "300", "-o", "o.png")
        self.assertEqual(self.pixels("o.png")[0], round(89 / 25.4 * 300))

    def test_options_take_precedence(self):
        self.draw("wide.json", "--for", "nature", "--width", "100mm", "-o", "o.svg")
        self.assertTrue(close(self.mm("o.svg")[0], 100))

    def test_what_is_refused_is_a_warning(self):
        self.assertIn('"plos" does not accept the format "svg"', self.draw("wide.json", "--for", "plos", "-o", "o.svg"))
        self.assertIn('"nature" does not accept the colour mode "gray"', self.draw("wide.json", "--for", "nature", "--color", "gray", "-o", "o.pdf"))
        self.assertIn("W740", self.draw("rows.json", "--for", "nature:2", "-o", "o.pdf"))
        self.assertEqual(self.draw("wide.json", "--for", "nature", "-o", "o.pdf"), "")

    def test_a_file_may_hold_one(self):
        self.write("house.json", '{"widths": ["70mm", "10cm"], "formats": "pdf", "print": {"fontSize": "6pt"}}')
        self.assertEqual(self.draw("wide.json", "--for", "house.json", "-o", "o.pdf"), "")
        self.assertTrue(close(self.pdf("o.pdf")[0], 70))
        self.draw("wide.json", "--for", "./house.json:2", "-o", "o.pdf")
        self.assertTrue(close(self.pdf("o.pdf")[0], 100))
        self.write("own.json", json.dumps({**POINTS, "usermeta": {"tuban": {"print": {"for": "house.json:2"}}}}))
        self.draw("own.json", "-o", "o.pdf")
        self.assertTrue(close(self.pdf("o.pdf")[0], 100))

    def test_a_chart_reads_no_others(self):
        for name in ("/etc/passwd", "../outside.json"):
            self.write("own.json", json.dumps({**POINTS, "usermeta": {"tuban": {"print": {"for": name}}}}))
            self.draw("own.json", "-o", "no.pdf", status=1)

    def test_mistakes(self):
        for name, code in (("natur", "E736"), ("nature:3", "E745"), ("nature:0", "E745"), ("", "E736"), ("nowhere/x.json", "E1")):
            self.assertIn(code, self.draw("wide.json", "--for", name, "-o", "no.pdf", status=2))


class Effect(Sized):
    """What is asked for in vain is told."""

    def told(self, *arguments, name="bars.json"):
        return self.draw(name, "-v", *arguments)

    def test_what_needs_a_page(self):
        for option in (["--landscape"], ["--margin", "10mm"]):
            self.assertIn(f'warning: the option "{option[0][2:]}" has no effect without a page (--page A4) [W647]', self.told(*option, "-o", "o.svg"))
            self.assertEqual(self.told(*option, "--page", "A4", "-o", "o.svg"), "")
        self.write("p.json", '{"title": "t", "page": {"size": "A6"}, "blocks": [{"kind": "rule"}]}')
        self.assertEqual(self.told("--landscape", "--margin", "9mm", "-o", "o.svg", name="p.json"), "")

    def test_what_needs_inks(self):
        for option, field, value in (("--profile", "profile", "FOGRA99"), ("--intent", "intent", "perceptual"), ("--neutral", "neutral", "5"),
                                     ("--ink-limit", "ink_limit", "250")):
            for more in ([], ["--color", "rgb"]):
                self.assertIn(f'warning: the option "{field}" has no effect without inks (--color cmyk) [W647]', self.told(option, value, *more, "-o", "o.pdf"))
            if option != "--profile":
                self.assertEqual(self.told(option, value, "--color", "gray", "-o", "o.pdf"), "")

    def test_settings_for_all_charts_are_notes(self):
        for block, line in (({"intent": "perceptual"}, 'own.json:1:'), ({"margin": "3mm"}, '"margin" has no effect here; it is for charts with a page')):
            self.write("own.json", json.dumps({**POINTS, "usermeta": {"tuban": {"print": block}}}))
            self.assertIn(line, self.told("-o", "o.pdf", name="own.json"))
            self.assertIn("[N648]", self.told("-o", "o.pdf", name="own.json"))
            self.assertEqual(self.draw("own.json", "--strict", "-o", "o.pdf"), "")
        self.write("own.json", json.dumps({**POINTS, "usermeta": {"tuban": {"print": {"landscape": False}}}}))
        self.assertEqual(self.told("-o", "o.pdf", name="own.json"), "")

    def test_formats_without_them(self):
        for option, field in ((["--color", "cmyk"], "color"), (["--bleed", "3mm"], "bleed"), (["--marks"], "marks"), (["--pdfx"], "pdfx")):
            self.assertIn(f'warning: EPS files are written without what "{field}" asks for; make a PDF, or convert the file afterwards [W645]',
                          self.told(*option, "-o", "o.eps"))
            for ending, title in (("png", "PNG"), ("svg", "SVG"), ("jpg", "JPEG")):
                self.assertIn(f'note: "{field}" has no effect on {title} files [N646]', self.told(*option, "-o", f"o.{ending}"))
                self.assertEqual(self.draw("bars.json", *option, "--strict", "-o", f"o.{ending}"), "")
            self.assertNotRegex(self.told(*option, "-o", "o.pdf"), "W645|N646")
        self.assertEqual(self.told("--color", "gray", "-o", "o.tif"), "")
        self.assertIn("W645", self.told("--bleed", "3mm", "-o", "o.tif"))
        self.assertEqual(self.told("--color", "rgb", "--bleed", "0mm", "-o", "o.eps"), "")


class Settings(Sized):
    def sized(self, block, *arguments, spec=POINTS, status=0):
        self.write("own.json", json.dumps({**spec, "usermeta": {"tuban": {"print": block}}}))
        return self.draw("own.json", *arguments, "-o", "o.svg", status=status)

    def test_a_chart_brings_its_own(self):
        self.sized({"width": "85mm", "fontSize": "6pt", "background": "#ffeedd"})
        self.assertTrue(close(self.mm("o.svg")[0], 85))
        self.assertIn(b"#ffeedd", self.read("o.svg"))

    def test_options_take_precedence(self):
        self.sized({"width": "85mm", "background": "#ffeedd"}, "--width", "70mm", "--background", "#010203")
        self.assertTrue(close(self.mm("o.svg")[0], 70))
        self.assertIn(b"#010203", self.read("o.svg"))
        self.sized({"width": "85mm"}, "--for", "ieee")
        self.assertTrue(close(self.mm("o.svg")[0], 88.9))
        self.sized({"for": "ieee", "width": "85mm"})
        self.assertTrue(close(self.mm("o.svg")[0], 85))

    def test_styles_have_them_too(self):
        self.write("s.json", '{"tuban": {"print": {"width": "75mm"}, "allow": "W204"}}')
        self.write("bars.json", json.dumps({**BARS, "colour": 1}))
        self.assertNotIn("W204", self.draw("bars.json", "--style", "s.json", "-o", "o.svg"))
        self.assertTrue(close(self.mm("o.svg")[0], 75))
        self.write("own.json", json.dumps({**POINTS, "config": {"tuban": {"print": {"width": "65mm"}}}}))
        self.assertEqual(self.draw("own.json", "--style", "s.json", "--strict", "-o", "o.svg"), "")
        self.assertTrue(close(self.mm("o.svg")[0], 65))

    def test_mistakes_are_told_at_their_place(self):
        self.assertIn('did you mean "width"? [W741]', self.sized({"widht": "85mm"}))
        self.assertIn("own.json:1:", self.sized({"width": "85 feet"}, status=1))
        self.assertIn("E474", self.sized({"height": 0}, status=1))
        self.assertIn("E476", self.sized({"background": "whit"}, status=1))
        self.assertIn("own.json:1:", self.sized({"width": "5mm"}, status=1))
        for block in (5, [], {"width": []}, {"for": 7}, {"page": "A77"}, {"inkLimit": 9}, {"neutral": 0}, {"profile": "/etc/passwd"}):
            self.assertIn("E742", self.sized(block, status=1))

    def test_the_page_and_its_inks(self):
        self.write("own.json", json.dumps({**POINTS, "usermeta": {"tuban": {"print": {"page": "A5", "landscape": True, "margin": "5mm"}}}}))
        self.draw("own.json", "-o", "o.pdf")
        self.assertTrue(all(close(a, b) for a, b in zip(self.pdf("o.pdf"), (210, 148))), self.pdf("o.pdf"))
        self.draw("own.json", "--page", "A4", "-o", "o.pdf")
        self.assertTrue(all(close(a, b) for a, b in zip(self.pdf("o.pdf"), (297, 210))), self.pdf("o.pdf"))

    def test_backgrounds(self):
        self.draw("bars.json", "--background", "transparent", "-o", "o.svg")
        self.assertNotIn(b'<rect width="100%"', self.read("o.svg"))
        self.assertIn("E476", self.draw("bars.json", "--background", "whit", "-o", "no.svg", status=2))
        self.write("p.json", '{"title": "t", "page": {"size": "A6"}, "blocks": [{"kind": "rule"}]}')
        self.draw("p.json", "--background", "#123456", "-o", "o.svg")
        self.assertIn(b"#123456", self.read("o.svg"))

    def test_a_poster_keeps_its_page(self):
        self.write("p.json", '{"title": "t", "page": {"size": "A6"}, "blocks": [{"kind": "rule"}]}')
        self.assertIn("W743", self.draw("p.json", "--width", "85mm", "-o", "o.svg"))
        self.assertTrue(close(self.mm("o.svg")[0], 105))

    def test_the_schema(self):
        try:
            import jsonschema
        except ImportError:
            self.skipTest("jsonschema is not installed")
        with open(os.path.join(SOURCE, "data", "settings.schema.json"), encoding="utf-8") as file:
            judge = jsonschema.Draft202012Validator(json.load(file))
        self.assertTrue(judge.is_valid({"print": {"width": "85mm", "fontSize": "7pt", "minStroke": 0.5, "for": "nature:2"}, "lang": "zh", "allow": ["W204"]}))
        for wrong in ({"print": {"widht": 1}}, {"print": {"width": "85 feet"}}, {"allow": 5}, {"spots": {"red": {"cmyk": "0"}}}):
            self.assertFalse(judge.is_valid(wrong), wrong)
        with open(os.path.join(SOURCE, "data", "preset.schema.json"), encoding="utf-8") as file:
            judge = jsonschema.Draft202012Validator(json.load(file))
        for name in os.listdir(os.path.join(SOURCE, "presets")):
            with open(os.path.join(SOURCE, "presets", name), encoding="utf-8") as file:
                self.assertTrue(judge.is_valid(json.load(file)), name)


main()
