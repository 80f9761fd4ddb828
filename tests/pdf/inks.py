"""Inks of PDFs: what is printed with black alone, what through the profile, and never more than the limit; by Ghostscript's plates."""
import json, os, random, re, unittest
from _print import PROFILE, PrintCase, Plates, SOURCE, png

VALUES = [{"a": "甲", "b": 3}, {"a": "乙", "b": 5}, {"a": "丙", "b": 2}]
BARS = {"title": "黑字 Black text", "data": {"values": VALUES}, "mark": "bar",
        "encoding": {"x": {"field": "a", "type": "nominal"}, "y": {"field": "b", "type": "quantitative"}}}


def areas(colors, **more):
    """One square of 100 px for each colour, side by side, and nothing else."""
    return {"width": 100 * len(colors), "height": 100, "padding": 0, "view": {"stroke": None}, "config": {"axis": {"disable": True}},
            "data": {"values": [{"x": i, "x2": i + 1, "c": color} for i, color in enumerate(colors)]}, "mark": {"type": "rect", **more},
            "encoding": {"x": {"field": "x", "type": "quantitative", "scale": {"domain": [0, len(colors)]}}, "x2": {"field": "x2"},
                         "fill": {"field": "c", "type": "nominal", "scale": None}}}


class Inks(PrintCase):
    def spec(self, chart, name="c.vl.json"):
        self.write(name, json.dumps(chart))
        return name

    def inks(self, chart, *options):
        """The inks at the middle of each square of areas()."""
        plates = Plates(self.draw(self.spec(chart), "--color", "cmyk", *options))
        side = 100 * 25.4 / 96
        return [plates.at(side * (i + 0.5), side / 2) for i in range(int(plates.width / 72 * 25.4 / side + 0.1))]

    def test_black_text_is_on_the_black_plate_alone(self):
        pdf = self.draw(self.spec(BARS), "--color", "cmyk")
        plates = Plates(pdf, 150)
        self.assert_no_screen_colors(pdf)
        self.assertGreater(plates.share(lambda c, m, y, k: k == 255), 500)
        self.assertEqual(plates.share(lambda c, m, y, k: k > 51 and max(c, m, y) > 13), 0)

    def test_grays_are_black_alone_in_text_and_lines_and_dark_areas(self):
        black, dark, light, brown = self.inks(areas(["black", "#303030", "#999", "#503010"]))
        self.assertEqual(black, (0, 0, 0, 100))
        self.assertEqual(dark[:3], (0, 0, 0))
        self.assertGreater(dark[3], 85)
        self.assertGreater(min(light[:3]), 10)
        self.assertGreater(min(brown[:3]), 10)
        chart = {**areas(["#999"]), "mark": {"type": "rect", "fillOpacity": 0, "stroke": "#999", "strokeWidth": 30}}
        stroke = Plates(self.draw(self.spec(chart), "--color", "cmyk")).at(2, 13)
        self.assertEqual(stroke[:3], (0, 0, 0))
        self.assertTrue(30 < stroke[3] < 70, stroke)

    def test_black_is_as_light_as_the_gray_it_replaces(self):
        found = [inks[3] for inks in self.inks({**areas(["black", "#222", "#333", "#444"])})]
        self.assertEqual(found, sorted(found, reverse=True))
        # ISO Coated v2 by Little CMS: K 98 % has L* 17, 96 % 20.6, 90 % 28.9
        for ink, (low, high) in zip(found, ((100, 100), (98, 100), (94, 98), (88, 92))):
            self.assertTrue(low <= ink <= high, found)

    def test_what_counts_as_gray_is_configurable(self):
        tan = areas(["#2a2420"])  # chroma 4.4
        self.assertEqual(self.inks(tan)[0][:3], (0, 0, 0))
        self.assertGreater(min(self.inks(tan, "--neutral", "2")[0][:3]), 20)
        brown = areas(["#402818"])
        self.assertGreater(min(self.inks(brown)[0][:3]), 20)
        self.assertEqual(self.inks(brown, "--neutral", "40")[0][:3], (0, 0, 0))

    def test_intents_differ(self):
        chart = areas(["#00ff00", "#0000ff"])
        found = {intent: tuple(self.inks(chart, "--intent", intent)) for intent in ("relative", "perceptual", "saturation", "absolute")}
        self.assertEqual(found["relative"], tuple(self.inks(chart)))
        self.assertGreaterEqual(len(set(found.values())), 3, found)
        self.fails('the option "intent" must be relative, perceptual, saturation or absolute, not "relativ"; did you mean "relative"?', "--intent", "relativ", status=2)

    def test_a_chart_may_set_them(self):
        chart = areas(["#00ff00", "#402818", "#000080"])
        plain = self.inks(chart)
        for setting, option, value in (("intent", "--intent", "saturation"), ("neutral", "--neutral", 40), ("inkLimit", "--ink-limit", 150)):
            own = {**chart, "usermeta": {"tuban": {"print": {setting: value}}}}
            found = self.inks(own)
            self.assertEqual(found, self.inks(chart, option, str(value)), setting)
            self.assertNotEqual(found, plain, setting)
            self.assertEqual(self.inks(own, option, {"intent": "relative", "neutral": "8", "inkLimit": "300"}[setting]), plain)

    def test_white_is_paper(self):
        self.assertEqual(self.inks(areas(["#ffffff", "#000080"]))[0], (0, 0, 0, 0))

    def test_the_poster(self):
        pdf = self.draw(os.path.join(SOURCE, "data", "poster.json"), "--color", "cmyk", "--bleed", "3mm")
        self.assert_no_screen_colors(pdf)
        text, color, grays = self.source(pdf), None, set()
        for operator in re.findall(r"(?<=\n)(.*? k|.*T[jJ])(?=\n)", text):
            if operator.endswith(" k"):
                color = operator
            elif color and len(set(color.split()[:3])) == 1:
                grays.add(color)
        self.assertIn("0 0 0 1 k", grays)
        self.assertTrue(all(color.startswith("0 0 0 ") for color in grays), grays)
        self.assertLessEqual(Plates(pdf, 60).most(), 300)

    RICH = ["#000000", "#100800", "#081008", "#200020", "#001020", "#2a1a00", "#400000", "#102a10"]

    def test_no_pixel_has_more_ink_than_the_limit(self):
        random.seed(1)
        noise = png(40, 40, lambda x, y: [random.randrange(64) for _ in range(3)])
        self.write("noise.png", noise)
        stops = [{"offset": i / 7, "color": color} for i, color in enumerate(self.RICH)]
        part = lambda chart: {key: value for key, value in chart.items() if key not in ("padding", "config")}
        parts = [part(areas(self.RICH[1:])), part(areas(self.RICH, opacity=0.8)),
                 {"mark": {"type": "rect", "color": {"gradient": "linear", "stops": stops}}, "width": 200, "height": 50, "data": {"values": [{}]}},
                 {"mark": {"type": "rect", "color": {"gradient": "radial", "stops": stops}}, "width": 100, "height": 100, "data": {"values": [{}]}},
                 {"data": {"values": [{"u": "noise.png"}]}, "mark": {"type": "image", "width": 80, "height": 80}, "encoding": {"url": {"field": "u"}}},
                 {"data": {"values": [{"x": i} for i in range(9)]}, "mark": {"type": "point", "size": 900, "filled": True, "opacity": 0.5, "color": "#300810"},
                  "encoding": {"x": {"field": "x", "type": "quantitative"}}},
                 {"data": {"values": [{"x": 0}]}, "mark": {"type": "text", "text": "rich", "fontSize": 40, "color": "#200020", "stroke": "#400000"}}]
        self.spec({"vconcat": parts}, "rich.vl.json")
        for limit in ("300", "240", "160"):
            pdf = self.draw("rich.vl.json", "--color", "cmyk", "--ink-limit", limit)
            self.assert_no_screen_colors(pdf)
            self.assertLessEqual(Plates(pdf, 72).most(), float(limit))
        self.assertGreater(Plates(pdf, 72).most(), 150)

    def test_blended_colours_beyond_the_limit_are_a_picture(self):
        places = {"x": {"field": "x", "type": "quantitative"}, "y": {"field": "y", "type": "quantitative"}}
        chart = {"width": 150, "height": 150, "data": {"values": [{"x": 1, "y": 1}, {"x": 1.3, "y": 1.1}, {"x": 1.1, "y": 1.3}]},
                 "layer": [{"mark": {"type": "circle", "size": 9000, "opacity": 1, "blend": "multiply"}, "encoding": {"color": {"field": "x", "type": "nominal"}}},
                           {"mark": {"type": "text", "text": "over", "fontSize": 9}}], "encoding": places}
        for mode, limits in (("multiply", (400, 300, 220, 150)), ("darken", (300, 150)), ("color-burn", (150,)), ("luminosity", (200,))):
            chart["layer"][0]["mark"]["blend"] = mode
            self.spec(chart)
            for limit in limits:
                options = ["--color", "cmyk", "--ink-limit", str(limit)]
                done = self.run_tuban("render", "c.vl.json", "-q", "-v", "-o", "c.pdf", *options)
                self.assertEqual(done.returncode, 0)
                text = self.source(self.path("c.pdf"))
                self.assertEqual(b"[N668]" in done.stderr, "/Subtype /Image" in text)
                self.assertEqual("/Subtype /Image" in text, f"/BM /{mode.title().replace('-', '')}" not in text)
                self.assert_no_screen_colors(self.path("c.pdf"))
                self.assertLessEqual(Plates(self.path("c.pdf"), 100).most(), limit, (mode, limit))
                if mode == "multiply" and limit != 300:
                    self.assertEqual("/Subtype /Image" in text, limit < 300)

    def test_text_above_blended_colours_does_not_count(self):
        chart = {"width": 100, "height": 100, "data": {"values": [{}]}, "layer": [{"mark": {"type": "circle", "size": 5000, "opacity": 1, "blend": "multiply", "color": "#a02020"}},
                                                                                  {"mark": {"type": "text", "text": "black", "fontSize": 20}}]}
        pdf = self.draw(self.spec(chart), "--color", "cmyk")
        self.assertIn("/BM /Multiply", self.source(pdf))
        self.assertLessEqual(Plates(pdf, 150).most(), 300)

    def test_svg_pictures_with_everything(self):
        picture = """<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"><defs>
            <linearGradient id="g" spreadMethod="repeat" x1="0" x2="0.2"><stop offset="0" stop-color="#300"/><stop offset="1" stop-color="#003" stop-opacity="0.3"/></linearGradient>
            <radialGradient id="r" spreadMethod="reflect" r="0.2"><stop offset="0" stop-color="#020"/><stop offset="0.5" stop-color="#ff0"/><stop offset="0.5" stop-color="#000"/></radialGradient>
            <pattern id="p" width="20" height="20" patternUnits="userSpaceOnUse"><rect width="10" height="10" fill="#200020"/><circle cx="15" cy="15" r="5" fill="url(#r)"/></pattern>
            <mask id="m"><rect width="300" height="200" fill="#888"/><circle cx="50" cy="50" r="40" fill="#f00"/><rect x="100" width="100" height="100" fill="url(#g)"/></mask>
            <filter id="f"><feGaussianBlur stdDeviation="5"/></filter><clipPath id="c"><circle cx="250" cy="150" r="40"/></clipPath></defs>
            <rect width="300" height="200" fill="#fed"/><g mask="url(#m)"><rect width="300" height="100" fill="url(#p)"/><text x="10" y="60" font-size="40">mask</text></g>
            <g opacity="0.5"><rect x="10" y="110" width="80" height="80" fill="url(#g)" stroke="url(#r)" stroke-width="6"/><rect x="50" y="120" width="80" height="60" fill="#310"/></g>
            <circle cx="180" cy="150" r="30" fill="#103" filter="url(#f)"/><g clip-path="url(#c)"><rect x="200" y="100" width="100" height="100" fill="url(#p)" BLEND/></g>
            <text x="150" y="120" fill="url(#g)" stroke="#300" font-size="30">Text</text></svg>"""
        chart = {"width": 300, "height": 200, "data": {"values": [{"u": "p.svg"}]}, "mark": {"type": "image", "width": 300, "height": 200}, "encoding": {"url": {"field": "u"}}}
        for blend in ("", 'style="mix-blend-mode:multiply"'):
            self.write("p.svg", picture.replace("BLEND", blend))
            done = self.run_tuban("render", self.spec(chart), "-q", "-v", "-o", "c.pdf", "--color", "cmyk")
            self.assertEqual(done.returncode, 0)
            self.assertEqual("what is blended in p.svg may take more than 300 % of ink" in done.stderr.decode(), bool(blend))
            self.assert_no_screen_colors(self.path("c.pdf"))
            self.assertLessEqual(Plates(self.path("c.pdf"), 100).most(), 300)

    def test_pictures_of_few_pixels_are_smooth(self):
        self.write("two.png", png(2, 2, lambda x, y: (255, 0, 0) if x == y else (0, 0, 255)))
        chart = {"width": 200, "height": 200, "padding": 0, "data": {"values": [{"u": "two.png"}]}, "mark": {"type": "image", "width": 200, "height": 200},
                 "encoding": {"url": {"field": "u"}}}
        for smooth in (True, False):
            chart["mark"]["smooth"] = smooth
            pdf = self.draw(self.spec(chart), "--color", "cmyk")
            self.assertNotIn("/Interpolate true", self.source(pdf))
            plates = Plates(pdf)
            row = plates.plates["Cyan"][5 * plates.width:6 * plates.width]
            self.assertEqual(len(set(row)) > 20, smooth)
            self.assertLessEqual(plates.most(), 300)

    def test_gradients_are_those_of_srgb(self):
        gradient = {"gradient": "linear", "stops": [{"offset": 0, "color": "red"}, {"offset": 1, "color": "blue"}]}
        chart = {"width": 300, "height": 40, "padding": 0, "view": {"stroke": None}, "data": {"values": [{}]}, "mark": {"type": "rect", "color": gradient}}
        plates = Plates(self.draw(self.spec(chart), "--color", "cmyk"))
        middle, = self.inks(areas(["#800080"]))
        found = plates.at(150 * 25.4 / 96, 5)
        for one, other in zip(found, middle):
            self.assertLess(abs(one - other), 4, f"{found} is not {middle}")

    def test_transparent_gradients_and_pictures_keep_their_masks(self):
        gradient = {"gradient": "linear", "stops": [{"offset": 0, "color": "rgba(255,0,0,0)"}, {"offset": 1, "color": "red"}]}
        chart = {"width": 300, "height": 40, "padding": 0, "view": {"stroke": None}, "data": {"values": [{}]}, "mark": {"type": "rect", "color": gradient}}
        pdf = self.draw(self.spec(chart), "--color", "cmyk")
        self.assert_no_screen_colors(pdf)
        plates = Plates(pdf)
        inks = [plates.at(x * 300 * 25.4 / 96, 5)[1] for x in (0.02, 0.5, 0.98)]
        self.assertLess(inks[0], 10)
        self.assertTrue(35 < inks[1] < 65, inks)
        self.assertGreater(inks[2], 85)

    def test_small_black_text_and_thin_lines_overprint(self):
        def text(size, ground, *options, color="black", opacity=1):
            chart = {"width": 200, "height": 100, "padding": 0, "view": {"fill": ground, "stroke": None}, "data": {"values": [{}]},
                     "mark": {"type": "text", "text": "████", "fontSize": size, "color": color, "opacity": opacity}}
            return Plates(self.draw(self.spec(chart), "--color", "cmyk", *options), 144).at(100 * 25.4 / 96, 50 * 25.4 / 96)
        ground = self.inks(areas(["#80c0ff"]))[0]
        self.assertEqual(text(15, "#80c0ff"), (*ground[:3], 100))
        self.assertEqual(text(17, "#80c0ff"), (0, 0, 0, 100))  # 12.75 pt
        self.assertEqual(text(15, "#401060", "--ink-limit", "240"), (0, 0, 0, 100))  # no space for more ink
        tint = text(15, "#80c0ff", color="#666666")
        self.assertEqual(tint[:3], (0, 0, 0))
        faint = text(15, "#80c0ff", opacity=0.5)
        self.assertTrue(40 < faint[3] < 60, faint)

    def test_overprinted_text_keeps_to_the_limit(self):
        grounds = [{"x": i, "x2": i + 1, "c": color} for i, color in enumerate(self.RICH)]
        chart = {**areas(self.RICH)}
        layer = {"layer": [{"mark": chart["mark"], "encoding": chart["encoding"]},
                           {"mark": {"type": "text", "text": "■▲●", "fontSize": 14, "color": "black", "align": "left"},
                            "encoding": {"x": chart["encoding"]["x"]}}],
                 "data": {"values": grounds}, "width": 400, "height": 60}
        self.spec(layer)
        for limit in (300, 200, 150):
            self.assertLessEqual(Plates(self.draw("c.vl.json", "--color", "cmyk", "--ink-limit", str(limit)), 100).most(), limit)

    SPOTS = {"brand": {"spot": "PANTONE 186 C", "cmyk": [0, 100, 78, 9]}, "蓝": {"spot": "群青 (HKS)", "cmyk": [100, 60, 0, 0]}}

    def test_spot_colours_have_plates_of_their_own(self):
        chart = {**areas(["a", "b"]), "usermeta": {"tuban": {"spots": self.SPOTS}}}
        chart["encoding"]["fill"]["scale"] = {"domain": ["a", "b"], "range": ["brand", "蓝"]}
        chart["encoding"]["fill"]["legend"] = None
        pdf = self.draw(self.spec(chart), "--color", "cmyk")
        self.assert_no_screen_colors(pdf)
        plates = Plates(pdf)
        self.assertEqual(plates.share(lambda *inks: sum(inks)), 0)
        self.assertEqual(sorted(plates.plates)[3:], ["PANTONE 186 C", "Yellow", "群青 (HKS)"] if "群青 (HKS)" in plates.plates else sorted(plates.plates)[3:])
        spot = plates.plates["PANTONE 186 C"]
        self.assertEqual((spot[20 * plates.width + 20], spot[20 * plates.width + plates.width - 20]), (255, 0))
        text = re.sub(r"\s+", " ", self.source(pdf))
        self.assertIn("/Separation /PANTONE#20186#20C /DeviceCMYK << /C0 [ 0 0 0 0 ] /C1 [ 0 1 0.78 0.09 ]", text)

    def test_spot_colours_are_for_text_lines_and_styles_too(self):
        self.write("style.json", json.dumps({"tuban": {"spots": self.SPOTS}, "title": {"color": "蓝"}, "mark": {"color": "brand"}, "axis": {"domainColor": "brand"}}))
        pdf = self.draw(self.spec(BARS), "--color", "cmyk", "--style", "style.json")
        text = self.source(pdf)
        self.assertIn("/TubanSpot0 cs 1 scn", text)
        self.assertIn("/TubanSpot0 CS 1 SCN", text)
        self.assertRegex(text, r"/TubanSpot1 cs 1 scn\n(.*\n)?.*T[jJ]")
        self.run_tuban("render", "c.vl.json", "-q", "-o", "c.png", "--style", "style.json")
        self.assertIn("rgb(232, 0, 51)", self.svg_colors("--style", "style.json"))
        gray = self.source(self.draw("c.vl.json", "--color", "gray", "--style", "style.json"))
        self.assertNotIn("Separation", gray)

    def svg_colors(self, *options):
        self.expect(self.run_tuban("render", "c.vl.json", "-q", "-o", "c.svg", *options), 0, "")
        return {f"rgb({int(c[0:2], 16)}, {int(c[2:4], 16)}, {int(c[4:6], 16)})" for c in re.findall(r"#([0-9a-f]{6})", self.read("c.svg").decode())}

    def test_the_names_of_spot_colours_are_colours_alone(self):
        chart = {**BARS, "title": "brand", "data": {"values": [{"brand": "brand", "b": 1}]}, "usermeta": {"tuban": {"spots": self.SPOTS}},
                 "encoding": {"x": {"field": "brand", "type": "nominal"}, "color": {"field": "brand", "type": "nominal", "scale": {"domain": ["brand"], "range": ["brand"]}}}}
        self.expect(self.run_tuban("render", self.spec(chart), "-q", "-o", "c.svg"), 0, "")
        svg = self.read("c.svg").decode()
        self.assertGreaterEqual(svg.count(">brand<"), 4)  # two titles, an axis label, a legend label
        self.assertIn("#e80033", svg)

    def test_wrong_spot_colours_are_refused(self):
        for wrong in ({"spot": "X"}, {"spot": "X", "cmyk": [0, 0, 0]}, {"spot": "X", "cmyk": [0, 0, 0, 101]}, {"spot": "All", "cmyk": [0, 0, 0, 0]}, {"spot": "", "cmyk": [0, 0, 0, 0]},
                      {"spot": "X" * 128, "cmyk": [0, 0, 0, 0]}, "X", None, 3):
            done = self.run_tuban("render", self.spec({**BARS, "usermeta": {"tuban": {"spots": {"brand": wrong}}}}), "-o", "none.pdf")
            self.assertEqual(done.returncode, 1)
            self.assertIn('error: the spot colour "brand" must be', done.stderr.decode())

    def test_gray_has_black_ink_alone(self):
        chart = {**areas(["#ff0000", "#0000ff", "#ffffff", "#000000"])}
        for options in ([], ["--profile", "ISO Coated v2 300 %"]):
            pdf = self.draw(self.spec(chart), "--color", "gray", *options)
            self.assert_no_screen_colors(pdf)
            self.assertNotIn("DeviceCMYK", self.source(pdf))
            plates = Plates(pdf)
            side = 100 * 25.4 / 96
            found = [plates.at(side * (i + 0.5), 13) for i in range(4)]
            self.assertTrue(all(inks[:3] == (0, 0, 0) for inks in found))
            red, blue, white, black = [inks[3] for inks in found]
            self.assertEqual((white, black), (0, 100))
            self.assertTrue(20 < red < blue < 95, found)

    def test_what_is_blended_in_gray_is_black_ink_alone(self):
        square = {**areas(["#ff0000"]), "mark": {"type": "rect", "opacity": 0.5}}
        overlaid = {**areas(["#a0a0a0"]), "mark": {"type": "rect", "blend": "multiply"}}
        shaded = {**areas(["white"]), "encoding": {}, "mark": {"type": "rect", "width": 100, "height": 100, "color": {
            "gradient": "radial", "stops": [{"offset": 0, "color": "#ff000080"}, {"offset": 1, "color": "blue"}]}}}
        self.write("a.png", png(8, 8, lambda x, y: (x * 30, y * 30, 90)))
        pictured = {**areas(["white"]), "mark": {"type": "image", "url": "a.png", "width": 100, "height": 100, "opacity": 0.5}, "encoding": {}}
        for chart in (square, overlaid, shaded, pictured):
            for options in ([], ["--pdfx"]):
                plates = Plates(self.draw(self.spec(chart), "--color", "gray", *options))
                self.assertEqual([max(plates.plates[ink]) for ink in ("Cyan", "Magenta", "Yellow")], [0, 0, 0])
                self.assertGreater(max(plates.plates["Black"]), 25)

    def test_the_same_bytes_each_time(self):
        first = self.draw(self.spec(BARS), "--color", "cmyk", "--marks")
        with open(first, "rb") as file:
            bytes_of_first = file.read()
        os.remove(first)
        with open(self.draw("c.vl.json", "--color", "cmyk", "--marks"), "rb") as file:
            self.assertEqual(file.read(), bytes_of_first)

    def fails(self, said, *options, status=1, **more):
        done = self.run_tuban("render", self.spec(BARS), "-o", "none.pdf", *options, **more)
        self.assertEqual(done.returncode, status)
        self.assertIn(said, done.stderr.decode())
        self.assertNotIn("none.pdf", self.files())

    def test_profiles_are_found_by_name_title_and_file(self):
        own = self.path("data/color/icc/press.icc")
        with open(PROFILE, "rb") as file:
            self.write("data/color/icc/press.icc", file.read())
        for name in (own, "press", "PRESS.icc", "iso coated v2 300%"):
            done = self.run_tuban("render", self.spec(BARS), "-q", "-o", "named.pdf", "--color", "cmyk", "--profile", name, env={"XDG_DATA_HOME": self.path("data")})
            self.expect(done, 0, "")

    def test_wrong_profiles_are_refused(self):
        self.fails('the ICC profile "FOGRA99" is not in /usr/share/color/icc,', "--color", "cmyk", "--profile", "FOGRA99")
        self.fails('"c.vl.json" is not an ICC profile [E664]', "--color", "cmyk", "--profile", "c.vl.json")
        self.fails('is not an ICC profile [E664]', "--color", "cmyk", "--profile", ".")
        self.fails("is not that of a press with CMYK ink [E665]", "--color", "cmyk", "--profile", "/usr/share/scribus/profiles/sRGB_icc22.icm")
        with open(PROFILE, "rb") as file:
            whole = file.read()
        random.seed(2)
        for i in range(20):
            damaged = bytearray(whole[:random.choice((100, 128, 300, 5000, len(whole)))])
            for _ in range(40):
                damaged[random.randrange(128, min(len(damaged), 3000)) if len(damaged) > 128 else 60] = random.randrange(256)
            self.write("damaged.icc", bytes(damaged))
            done = self.run_tuban("render", "c.vl.json", "-q", "-o", "some.pdf", "--color", "cmyk", "--profile", "damaged.icc")
            self.assertIn(done.returncode, (0, 1))

    def test_libraries_are_loaded_on_first_use(self):
        done = self.run_tuban("render", self.spec(BARS), "-q", "-o", "c.png", env={"LD_DEBUG": "libs"})
        self.assertNotIn(b"lcms", done.stderr)
        soname, environment = self.without("LCMS")
        self.fails(f'CMYK colours need the library "{soname}"', "--color", "cmyk", env=environment)


if __name__ == "__main__":
    unittest.main()
