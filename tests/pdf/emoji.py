"""Emoji in files for print: with all pixels of their font, found as text, once in a file however often they are drawn."""
import io, json, os, re, struct, subprocess, sys, unittest, zlib
sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "cli"))
from _tuban import Case, main
from press_files import on_white, png_pixels
import pikepdf
try:
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import newTable
    from fontTools.ttLib.tables import sbixGlyph, sbixStrike
except ImportError:
    FontBuilder = None

SMILE, COW = "\U0001F600", "\U0001F404"
STRIKE = 96


def png(side, color):
    def chunk(kind, data):
        return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">LLBBBBB", side, side, 8, 2, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress((b"\0" + bytes(color) * side) * side)) + chunk(b"IEND", b""))


def square():
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for point in (0, 1000), (1000, 1000), (1000, 0):
        pen.lineTo(point)
    pen.closePath()
    return pen.glyph()


def begin(name):
    build = FontBuilder(1000, isTTF=True)
    build.setupGlyphOrder([".notdef", "smile", "cow", "layer"])
    build.setupCharacterMap({ord(SMILE): "smile", ord(COW): "cow"})
    build.setupGlyf({glyph: square() for glyph in (".notdef", "smile", "cow", "layer")})
    build.setupHorizontalMetrics({glyph: (1000, 0) for glyph in (".notdef", "smile", "cow", "layer")})
    build.setupHorizontalHeader(ascent=800, descent=-200)
    build.setupNameTable({"familyName": name, "styleName": "Regular", "psName": name.replace(" ", "")})
    build.setupOS2(sTypoAscender=800, sTypoDescender=-200)
    build.setupPost()
    return build


def font_of_pictures(path):
    """Of 32 px and of 96 px; the first glyph is red, the second blue, with its lower edge 16 px below the baseline."""
    build = begin("Tiny Pictures")
    table = build.font["sbix"] = newTable("sbix")
    table.version, table.flags, table.strikes = 1, 1, {}
    for side in 32, STRIKE:
        strike = table.strikes[side] = sbixStrike.Strike(ppem=side, resolution=72)
        for glyph, color in ("smile", (255, 0, 0)), ("cow", (0, 0, 255)):
            strike.glyphs[glyph] = sbixGlyph.Glyph(glyphName=glyph, graphicType="png ", originOffsetX=0, originOffsetY=-side // 6, imageData=png(side, color))
    build.save(path)


def font_of_layers(path):
    build = begin("Tiny Layers")
    build.setupCOLR({"smile": [("layer", 0)], "cow": [("layer", 1)]})
    build.setupCPAL([[(1, 0, 0, 1), (0, 0, 1, 1)]])
    build.save(path)


@unittest.skipUnless(FontBuilder, "fontTools is not installed")
class Emoji(Case):
    def setUp(self):
        super().setUp()
        os.mkdir(self.path("fonts"))

    def draw(self, font, name, *texts, **mark):
        layers = [{"mark": {"type": "text", "text": text, "font": font, "fontSize": 20, "align": "left", "baseline": "alphabetic", "x": 10, "y": 30 + 40 * i, **mark}} for i, text in enumerate(texts)]
        self.write("a.vl.json", json.dumps({"width": 200, "height": 100, "padding": 0, "config": {"view": {"stroke": None}}, "data": {"values": [{}]}, "layer": layers}))
        self.expect(self.run_tuban("render", "a.vl.json", "-o", name, "--font-dir", "fonts"), 0, "")
        return self.path(name)

    def text(self, path):
        return subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True, text=True).stdout.split()

    def images(self, path):
        with pikepdf.open(path) as pdf:
            return [(int(i.Width), int(i.Height)) for i in pdf.objects
                    if isinstance(i, pikepdf.Stream) and i.get("/Subtype") == "/Image" and "/ColorSpace" in i and i.ColorSpace != "/DeviceGray"]

    def content(self, path):
        with pikepdf.open(path) as pdf:
            return pdf.pages[0].Contents.read_bytes().decode("latin-1")

    def test_pictures_have_the_pixels_of_the_largest_strike_once(self):
        font_of_pictures(self.path("fonts/pictures.ttf"))
        path = self.draw("Tiny Pictures", "a.pdf", SMILE, COW + SMILE)
        self.assertEqual(self.images(path), [(STRIKE, STRIKE)] * 2)
        self.assertEqual(self.text(path), [SMILE, COW + SMILE])
        places = re.findall(r"([\d.]+) 0 0 (-?[\d.]+) ([\d.]+) ([\d.]+) cm", self.content(path))
        images = [tuple(map(float, place)) for place in places if float(place[0]) == 15]  # 20 px
        self.assertEqual([place[2] for place in images], [7.5, 7.5, 22.5])
        for x, y in zip((place[3] for place in images), (30, 70, 70)):
            self.assertAlmostEqual(x, 0.75 * y + 15 / 6, delta=0.01)  # its lower edge, a sixth of an em below the baseline

    def test_layers_stay_outlines(self):
        font_of_layers(self.path("fonts/layers.ttf"))
        path = self.draw("Tiny Layers", "a.pdf", SMILE + COW)
        self.assertEqual(self.images(path), [])
        self.assertEqual(self.text(path), [SMILE + COW])
        self.assertRegex(self.content(path), r"(?s)\b1 0 0 rg.*\b0 0 1 rg")

    def test_columns_are_found_too(self):
        font_of_pictures(self.path("fonts/pictures.ttf"))
        path = self.draw("Tiny Pictures", "a.pdf", SMILE + COW, writingMode="vertical-rl")
        self.assertEqual(self.images(path), [(STRIKE, STRIKE)] * 2)
        self.assertEqual(self.text(path), [SMILE + COW])

    def test_opacity_is_the_same_everywhere(self):
        for make, font in (font_of_pictures, "Tiny Pictures"), (font_of_layers, "Tiny Layers"):
            make(self.path(f"fonts/{font}.ttf"))
            for mode in {}, {"writingMode": "vertical-rl"}:
                self.draw(font, "a.png", SMILE, opacity=0.5, **mode)
                pixels = [pixel for row in png_pixels(self.read("a.png"))[2] for pixel in on_white(row)]
                page = subprocess.run(["pdftoppm", "-r", "96", self.draw(font, "a.pdf", SMILE, opacity=0.5, **mode)], check=True, capture_output=True).stdout
                data = page.split(b"\n", 3)[3]
                for seen in pixels, list(zip(data[0::3], data[1::3], data[2::3])):
                    red, green, blue = min(seen, key=lambda pixel: pixel[1])
                    self.assertAlmostEqual(red, 255, delta=1)
                    self.assertAlmostEqual(green, 128, delta=3)
                    self.assertAlmostEqual(blue, 128, delta=3)

    def test_svg_outlines_and_eps_have_the_pictures(self):
        font_of_pictures(self.path("fonts/pictures.ttf"))
        self.draw("Tiny Pictures", "a.eps", SMILE)
        self.assertRegex(self.read("a.eps").decode("latin-1"), rf"/Width {STRIKE}\b")
        self.expect(self.run_tuban("render", "a.vl.json", "-o", "a.svg", "--svg-text", "outline", "--font-dir", "fonts"), 0, "")
        self.assertRegex(self.read("a.svg"), rf'<image [^>]*width="{STRIKE}"'.encode())


main()
