"""Pictures in PDF files: a PNG once and at its own size, a JPEG as it is, an SVG as shapes."""
import os, struct, sys, zlib
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from _print import Case
from _tuban import main
import pikepdf
from pikepdf import Name

SIDE = 120


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def rgba_png(pixel):
    rows = b"".join(b"\0" + b"".join(bytes(pixel(x, y)) for x in range(SIDE)) for y in range(SIDE))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", SIDE, SIDE, 8, 6, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def spec(url, count=1):
    rows = ", ".join('{"u": "%s", "x": %d}' % (url, i) for i in range(count))
    return ('{"width": 300, "height": 100, "data": {"values": [%s]}, "mark": {"type": "image", "width": 50, "height": 50}, '
            '"encoding": {"url": {"field": "u"}, "x": {"field": "x", "type": "quantitative"}}}' % rows)


def averages():
    """Each number is the mean of those left of it and above it, and a little more or less."""
    grid = [[x * 7919 % 256 for x in range(SIDE)]]
    for y in range(1, SIDE):
        row = [y * 104729 % 256]
        for x in range(1, SIDE):
            row.append((row[-1] + grid[-1][x]) // 2 if y % 20 else x * 7919 * y % 256)
        grid.append(row)
    return grid


class Pictures(Case):
    def draw(self, content, *options):
        self.write("a.vl.json", content)
        done = self.run_tuban("render", "a.vl.json", "-o", "a.pdf", *options)
        self.expect(done, 0, "")
        return pikepdf.open(self.path("a.pdf"))

    def images(self, pdf):
        return [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == Name.Image]

    def test_a_png_is_embedded_once_with_alpha_and_predictor(self):
        # Slopes with some noise, and below rows of means of left and up, so that every filter is the best for some rows.
        below = averages()
        pixel = lambda x, y: (*((x * y // 50 % 256, (x + y + (x * y * 7 >> 3 & y >> 4)) % 256, 255 - y) if y < 60 else [below[y][x]] * 3),
                              255 if x > 30 else 128)
        self.write("a.png", rgba_png(pixel))
        with self.draw(spec("a.png", 3)) as pdf:
            picture, mask = sorted(self.images(pdf), key=lambda image: "/SMask" not in image)
            self.assertEqual(len(self.images(pdf)), 2)
            for image in picture, mask:
                self.assertEqual((image.Width, image.Height), (SIDE, SIDE))
            self.assertEqual((picture.DecodeParms.Predictor, picture.DecodeParms.Colors, picture.DecodeParms.Columns), (15, 3, SIDE))
            self.assertLess(len(picture.read_raw_bytes()), 0.4 * 3 * SIDE * SIDE)
            # qpdf undoes the predictor; the colours of what is opaque are exact
            data, alpha = picture.read_bytes(), mask.read_bytes()
            for x, y in ((x, y) for y in range(SIDE) for x in range(31, SIDE)):
                self.assertEqual(tuple(data[3 * (y * SIDE + x):][:3]) + (alpha[y * SIDE + x],), pixel(x, y))
            self.assertEqual(alpha[0], 128)

    def test_what_predictors_do_not_help_is_without(self):
        noise = lambda x, y: tuple((x * 7919 + y * 104729 + i * 31) * 2654435761 >> 13 & 255 for i in range(3)) + (255,)
        self.write("a.png", rgba_png(noise))
        with self.draw(spec("a.png")) as pdf:
            self.assertEqual(len(self.images(pdf)[0].read_bytes()), 3 * SIDE * SIDE)

    def test_predictors_follow_the_inks(self):
        self.write("a.png", rgba_png(lambda x, y: (x * 2, y * 2, 90, 255)))
        with self.draw(spec("a.png"), "--color", "cmyk") as pdf:
            picture, = self.images(pdf)
            self.assertEqual(picture.ColorSpace, Name.DeviceCMYK)
            self.assertEqual(picture.DecodeParms.Colors, 4)
            self.assertEqual(len(picture.read_bytes()), 4 * SIDE * SIDE)

    def test_a_jpeg_passes_through(self):
        self.write("a.png", rgba_png(lambda x, y: (x * 2, y * 2, 90, 255)))
        self.write("j.vl.json", spec("a.png"))
        self.expect(self.run_tuban("render", "j.vl.json", "-o", "a.jpg"), 0, "")
        with self.draw(spec("a.jpg", 2)) as pdf:
            picture, = self.images(pdf)
            self.assertEqual(picture.Filter, Name.DCTDecode)
            self.assertEqual(picture.read_raw_bytes(), self.read("a.jpg"))

    def test_an_svg_becomes_shapes(self):
        self.write("a.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><circle cx="30" cy="20" r="15" fill="red" '
                   'opacity=".5"/><path d="M0 0L60 40" stroke="blue"/></svg>')
        with self.draw(spec("a.svg")) as pdf:
            self.assertEqual(self.images(pdf), [])
            contents = b"".join(o.read_bytes() for o in pdf.objects if isinstance(o, pikepdf.Stream) and "/Length1" not in o)
            self.assertIn(b"1 0 0 rg", contents)
            self.assertIn(b"0 0 1 RG", contents)


main()
