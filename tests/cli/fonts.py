"""Which fonts a chart is set in: --font-dir, --system-fonts, and no font at all; and the direction of text in SVG files."""
import glob, json, os, shutil, unittest
from _tuban import Case, main
from press_files import on_white, png_pixels

try:
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib.tables.TupleVariation import TupleVariation
except ImportError:
    FontBuilder = None

LATIN = glob.glob("/usr/share/fonts/truetype/liberation*/LiberationSans-Regular.ttf")


def chart(*texts):
    return json.dumps({"data": {"values": [{"t": t} for t in texts]}, "mark": "text", "encoding": {"text": {"field": "t"}}})


def box(width):
    pen = TTGlyphPen(None)
    for step, point in ((pen.moveTo, (0, 0)), (pen.lineTo, (0, 700)), (pen.lineTo, (width, 700)), (pen.lineTo, (width, 0))):
        step(point)
    pen.closePath()
    return pen.glyph()


def variable_font(path):
    """A is a box of 0.2 em in 0.3 em at weight 400, and 0.6 em more at 900."""
    build = FontBuilder(1000, isTTF=True)
    build.setupGlyphOrder([".notdef", "A"])
    build.setupCharacterMap({0x41: "A"})
    build.setupGlyf({".notdef": box(100), "A": box(200)})
    build.setupHorizontalMetrics({".notdef": (500, 0), "A": (300, 0)})
    build.setupHorizontalHeader(ascent=800, descent=-200)
    build.setupNameTable({"familyName": "Vary Box", "styleName": "Regular", "psName": "VaryBox"})
    build.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWeightClass=400)
    build.setupPost()
    build.setupFvar([("wght", 100, 400, 900, "Weight")], [])
    build.setupGvar({"A": [TupleVariation({"wght": (0, 1, 1)}, [(0, 0), (0, 0), (600, 0), (600, 0), (0, 0), (600, 0), (0, 0), (0, 0)])]})
    build.save(path)


def emoji_font(path):
    """A smile of one layer in colour, 1.25 em wide."""
    build = FontBuilder(1000, isTTF=True)
    build.setupGlyphOrder([".notdef", "smile", "layer"])
    build.setupCharacterMap({0x1F600: "smile"})
    build.setupGlyf({".notdef": box(100), "smile": box(1000), "layer": box(1000)})
    build.setupHorizontalMetrics({".notdef": (500, 0), "smile": (1250, 0), "layer": (1250, 0)})
    build.setupHorizontalHeader(ascent=800, descent=-200)
    build.setupNameTable({"familyName": "Tiny Emoji", "styleName": "Regular", "psName": "TinyEmoji"})
    build.setupOS2(sTypoAscender=800, sTypoDescender=-200)
    build.setupPost()
    build.setupCOLR({"smile": [("layer", 0)]})
    build.setupCPAL([[(1, 0, 0, 1)]])
    build.save(path)


class Fonts(Case):
    def setUp(self):
        super().setUp()
        self.write("c.json", chart("abc", "中文"))
        os.mkdir(self.path("empty"))
        os.mkdir(self.path("latin"))

    def latin(self):
        if not LATIN:
            self.skipTest("Liberation Sans is not installed")
        shutil.copy(LATIN[0], self.path("latin"))

    def test_only_the_fonts_of_the_folder_are_used(self):
        self.latin()
        done = self.run_tuban("fonts", "c.json", "--font-dir", "latin")
        self.assertIn(b"LiberationSans\n", done.stdout)
        self.assertIn("no font has \"中\" (U+4E2D)".encode(), done.stdout)
        done = self.run_tuban("render", "c.json", "-o", "c.png", "--font-dir", "latin", "--strict")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn(b"W505", done.stderr)

    def test_the_fonts_of_the_machine_can_be_used_too(self):
        self.latin()
        done = self.run_tuban("fonts", "c.json", "--font-dir", "latin", "--system-fonts")
        self.assertNotIn(b"no font has", done.stdout)

    def test_several_charts_are_drawn_with_it(self):
        self.latin()
        self.write("a.json", chart("abc"))
        self.write("b.json", chart("def"))
        done = self.run_tuban("render", "a.json", "b.json", "-f", "svg,pdf", "-o", "out/", "--font-dir", "latin")
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        self.assertIn(b"Liberation Sans", self.read("out/a.svg"))

    def test_no_font_at_all_is_an_error(self):
        self.write("a.json", chart("abc"))
        for kind in ("png", "svg", "pdf"):
            done = self.run_tuban("render", "a.json", "-o", f"a.{kind}", "--font-dir", "empty")
            self.assertEqual((done.returncode, done.stderr.count(b"E492")), (1, 1), done.stderr.decode())
            self.assertNotIn(f"a.{kind}", self.files())

    def test_a_folder_that_is_none(self):
        done = self.run_tuban("render", "c.json", "-o", "c.png", "--font-dir", "nowhere")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn(b"E804", done.stderr)

    @unittest.skipUnless(FontBuilder, "fontTools is not installed")
    def test_a_variable_font_has_every_weight(self):
        os.mkdir(self.path("vary"))
        variable_font(self.path("vary/v.ttf"))
        for weight, ink, advance in ((400, 20, 30), (700, 56, 66), (900, 80, 90)):
            self.write("v.json", json.dumps({"data": {"values": [{}]}, "width": 200, "height": 100, "config": {"view": {"stroke": None}}, "mark": {
                "type": "text", "text": "AA", "font": "Vary Box", "fontSize": 100, "fontWeight": weight, "align": "left", "x": 0, "y": 90}}))
            done = self.run_tuban("render", "v.json", "-o", "v.png", "--font-dir", "vary")
            self.expect(done, 0, "")
            row = on_white(png_pixels(self.read("v.png"))[2][60])
            edges = [x for x in range(1, len(row)) if (row[x][0] < 128) != (row[x - 1][0] < 128)]
            start = edges[0]
            self.assertEqual([x - start for x in edges], [0, ink, advance, advance + ink])
            done = self.run_tuban("fonts", "v.json", "--font-dir", "vary", "--messages", "json")
            self.assertEqual([json.loads(line)["weight"] for line in done.stdout.splitlines()], [weight])

    @unittest.skipUnless(FontBuilder, "fontTools is not installed")
    def test_emoji_are_an_em_wide_among_han(self):
        self.latin()
        emoji_font(self.path("latin/e.ttf"))
        self.write("e.json", json.dumps({"data": {"values": [{}]}, "width": 200, "height": 60, "padding": 0, "config": {"view": {"stroke": None}}, "mark": {
            "type": "text", "text": "\U0001F600\U0001F600H", "font": "Liberation Sans", "fontSize": 50, "align": "left", "x": 0, "y": 50}}))
        for options, places in (((), (62.5, 125)), (("--lang", "zh-Hans"), (50, 100))):
            self.expect(self.run_tuban("render", "e.json", "-f", "svg,png,pdf", "-o", ".", "-q", "--font-dir", "latin", *options), 0, "")
            svg = self.read("e.svg")
            if options:
                self.assertIn(b'<tspan x="0" font-size="40px">', svg)
                self.assertIn(b'<tspan x="100">H</tspan>', svg)
            else:
                self.assertNotIn(b"<tspan", svg)
            row = on_white(png_pixels(self.read("e.png"))[2][40])
            red = [x for x in range(1, len(row)) if (row[x][1] < 128 <= row[x][0]) and not (row[x - 1][1] < 128 <= row[x - 1][0])]
            self.assertEqual(len(red), 1, red)  # the second; the first begins at 0
            self.assertAlmostEqual(red[0], places[0], delta=1)
            black = next(x for x in range(len(row)) if row[x][0] < 128)
            self.assertAlmostEqual(black, places[1] + 50 * 0.08, delta=2)

    def test_the_end_at_which_a_text_is_cut_leaves_its_anchor(self):
        texts = {}
        for way in ("ltr", "rtl"):
            spec = {"data": {"values": [{"t": "الدمام 3%"}]}, "mark": {"type": "text", "align": "left", "dir": way, "x": 10}, "encoding": {"text": {"field": "t"}}}
            self.write("a.json", json.dumps(spec))
            self.run_tuban("render", "a.json", "-o", "a.svg")
            texts[way] = self.read("a.svg")
        self.assertEqual(texts["ltr"], texts["rtl"])

    def test_svg_files_say_which_texts_run_from_the_right(self):
        self.write("a.json", chart("الدمام 3%", "abc 3%"))
        for options, count in (((), 0), (("--lang", "ar"), 1)):
            self.run_tuban("render", "a.json", "-o", "a.svg", *options)
            self.assertEqual(self.read("a.svg").count(b'unicode-bidi="plaintext"'), count)


if __name__ == "__main__":
    main()
