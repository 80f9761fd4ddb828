"""PNG, TIFF and EPS files, looked at by what is not ours: Python's zlib, libtiff's tools, Ghostscript."""
import glob, itertools, json, math, os, re, shutil, struct, subprocess, unittest, zlib
from _tuban import Case, DATA, ENCODING, MARK, TUBAN, main, spec

PROFILE = next(iter(sorted(glob.glob("/usr/share/scribus/profiles/ISOcoated_v2_300_bas.*"))), None)

# Translucent bars on white and on a ground, so that there is something to flatten.
SEEN = ('"title": "Bars (a \\\\ title)", "width": 60, "height": 50, "layer": [{"mark": {"type": "bar", "opacity": 0.5, "color": "#c03020"}},'
        ' {"mark": {"type": "text", "dy": -4}, "encoding": {"text": {"field": "b"}}}]')


def chunks(content):
    """The chunks of a PNG file, in order, with their checksums checked."""
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    at, found = 8, []
    while at < len(content):
        length, kind = struct.unpack(">I4s", content[at:at + 8])
        data = content[at + 8:at + 8 + length]
        assert struct.unpack(">I", content[at + 8 + length:at + 12 + length])[0] == zlib.crc32(kind + data), kind
        found.append((kind, data))
        at += length + 12
    return found


def png_pixels(content):
    """Width, height and RGBA rows of an 8-bit PNG file, read as the specification says."""
    parts = dict(chunks(content))
    width, height, bits, kind, *rest = struct.unpack(">IIBBBBB", parts[b"IHDR"])
    assert bits == 8 and rest == [0, 0, 0]
    size = {2: 3, 3: 1, 6: 4}[kind]
    data = zlib.decompress(b"".join(data for name, data in chunks(content) if name == b"IDAT"))
    assert len(data) == height * (width * size + 1)
    palette = [parts[b"PLTE"][i:i + 3] + bytes([255]) for i in range(0, len(parts.get(b"PLTE", b"")), 3)]
    for i, alpha in enumerate(parts.get(b"tRNS", b"")):
        palette[i] = palette[i][:3] + bytes([alpha])
    rows, above = [], bytes(width * size)
    for y in range(height):
        line = bytearray(data[y * (width * size + 1) + 1:(y + 1) * (width * size + 1)])
        how = data[y * (width * size + 1)]
        assert how in (0, 1, 2)
        for i in range(len(line)):
            line[i] = line[i] + (0, line[i - size] if i >= size else 0, above[i])[how] & 255
        above = bytes(line)
        rows.append(b"".join(palette[i] for i in line) if kind == 3 else above if kind == 6 else
                    b"".join(above[i:i + 3] + b"\xff" for i in range(0, len(above), 3)))
    return width, height, rows


def on_white(rgba):
    """A row as RGB over white, rounded as one likes."""
    return [[c * a / 255 + 255 - a for c in rgb] for *rgb, a in zip(rgba[0::4], rgba[1::4], rgba[2::4], rgba[3::4])]


class Png(Case):
    def setUp(self):
        super().setUp()
        self.write("c.vl.json", spec(DATA, SEEN, ENCODING))

    def test_chunks_are_complete_and_in_order(self):
        self.expect(self.run_tuban("render", "c.vl.json", "-q"), 0, "")
        names = [name for name, _ in chunks(self.read("c.png"))]
        self.assertEqual(names, [b"IHDR", b"sRGB", b"gAMA", b"cHRM", b"pHYs", b"PLTE", b"tEXt", b"tEXt", b"IDAT", b"IEND"])
        texts = [data for name, data in chunks(self.read("c.png")) if name == b"tEXt"]
        self.assertEqual(texts[0], rb"Title" + b"\0" + rb"Bars (a \ title)")
        self.assertRegex(texts[1], rb"^Software\0tuban \d")

    def test_few_colours_are_a_palette(self):
        """A chart of few colours, and the same with a gradient next to it. What a palette holds is compared with the TIFF."""
        gradient = '{"x1": 0, "y1": 0, "x2": 1, "y2": 1, "gradient": "linear", "stops": [{"offset": 0, "color": "red"}, {"offset": 1, "color": "blue"}]}'
        for background in ("white", "transparent"):
            self.write("few.vl.json", spec(DATA, SEEN, ENCODING, f'"background": "{background}"'))
            self.write("many.vl.json", '{"background": "%s", "hconcat": [%s, {"data": {"values": [{}]}, "width": 300, "height": 40,'
                       ' "mark": {"type": "rect", "color": %s}}]}' % (background, spec(DATA, SEEN, ENCODING), gradient))
            self.expect(self.run_tuban("render", "few.vl.json", "many.vl.json", "-q"), 0, "")
            kinds = [dict(chunks(self.read(f"{name}.png")))[b"IHDR"][9] for name in ("few", "many")]
            self.assertEqual(kinds, [3, 2 if background == "white" else 6])
            self.assertEqual(b"tRNS" in dict(chunks(self.read("few.png"))), background == "transparent")

    def test_large_files_do_not_depend_on_threads(self):
        for threads in ("1", "2", "5"):
            self.expect(self.run_tuban("render", "c.vl.json", "-q", "--scale", "50", "--threads", threads, "-o", f"{threads}.png"), 0, "")
        self.assertGreater(sum(name == b"IDAT" for name, _ in chunks(self.read("1.png"))), 2)
        self.assertEqual(self.read("1.png"), self.read("2.png"))
        self.assertEqual(self.read("1.png"), self.read("5.png"))
        width, height, _, _ = struct.unpack(">IIBB", dict(chunks(self.read("1.png")))[b"IHDR"][:10])
        data = zlib.decompress(b"".join(data for name, data in chunks(self.read("1.png")) if name == b"IDAT"))  # checks Adler-32
        self.assertEqual(len(data) % height, 0)
        self.assertGreater(width * height, 1 << 24)

    def test_maps_do_not_depend_on_threads(self):
        """Outlines of many points are covered by threads; those that leave the plot are drawn by cairo among them."""
        def ring(i):
            coast = [[i * 40 - 140 + (15 + 7 * (k * k % 5)) * math.cos(-k / 300 * math.tau), i * 20 - 60 + (9 + k % 3) * math.sin(-k / 300 * math.tau)] for k in range(300)]
            return {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [coast + coast[:1]]}}
        marks = [{"type": "geoshape", "stroke": "white"}, {"type": "geoshape", "stroke": "black", "fillOpacity": 0.4, "strokeWidth": 2, "strokeJoin": "bevel", "clip": True}]
        self.write("map.vl.json", json.dumps({"data": {"values": [ring(i) for i in range(8)]}, "hconcat": [
            {"mark": mark, "projection": {"type": "equirectangular", **({"scale": 90} if i else {})}} for i, mark in enumerate(marks)]}))
        for threads in ("1", "3", "8"):
            self.expect(self.run_tuban("render", "map.vl.json", "-q", "--threads", threads, "-o", f"{threads}.png"), 0, "")
        self.assertEqual(self.read("1.png"), self.read("3.png"))
        self.assertEqual(self.read("1.png"), self.read("8.png"))

    def test_large_files_are_never_in_memory_as_a_whole(self):
        self.write("p.json", '{"title": "t", "page": {"size": "A3"}, "blocks": [{"kind": "rule"}]}')
        for name in "o.png", "o.tif", "o.jpg":  # 5262 × 7441 pixels, 157 MB
            process = subprocess.Popen([TUBAN, "render", "p.json", "-q", "--dpi", "450", "--threads", "2", "-o", name], cwd=self.folder)
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = status
            self.assertEqual(status, 0)
            if "asan" not in self.libraries():
                self.assertLess(used.ru_maxrss, 220000, name)

    def libraries(self):
        return subprocess.run(["ldd", TUBAN], capture_output=True, text=True).stdout

    def test_threads_must_be_some(self):
        done = self.run_tuban("render", "c.vl.json", "--threads", "0")
        self.assertIn('--threads must be a whole number from 1', done.stderr.decode())
        self.assertEqual(done.returncode, 2)


@unittest.skipUnless(shutil.which("tiffinfo") and shutil.which("tiffcp"), "needs libtiff-tools")
class Tiff(Case):
    def draw(self, *options, background="white"):
        self.write("c.vl.json", spec(DATA, SEEN, ENCODING, f'"background": "{background}"'))
        self.expect(self.run_tuban("render", "c.vl.json", "-q", "-f", "png,tiff", *options), 0, "")

    def info(self, name="c.tif"):
        done = subprocess.run(["tiffinfo", self.path(name)], capture_output=True, text=True)
        self.assertEqual(done.stderr, "")
        return done.stdout

    def pixels(self, samples=3):
        """Rows, unpacked by libtiff."""
        subprocess.run(["tiffcp", "-c", "none", "-r", "100000", self.path("c.tif"), self.path("plain.tif")], check=True)
        plain, info = self.read("plain.tif"), self.info("plain.tif")
        width, height = map(int, re.search(r"Width: (\d+) Image Length: (\d+)", info).groups())
        at = struct.unpack("<I", plain[4:8])[0]
        fields = {struct.unpack("<H", plain[i:i + 2])[0]: struct.unpack("<I", plain[i + 8:i + 12])[0]
                  for i in range(at + 2, at + 2 + 12 * struct.unpack("<H", plain[at:at + 2])[0], 12)}
        data, row = plain[fields[273]:fields[273] + width * height * samples], width * samples
        return width, height, [data[y * row:(y + 1) * row] for y in range(height)]

    def test_it_is_what_printers_take(self):
        self.draw("--dpi", "300")
        info = self.info()
        for line in ("Resolution: 300, 300 pixels/inch", "Bits/Sample: 8", "Compression Scheme: LZW", "Photometric Interpretation: RGB color",
                     "Samples/Pixel: 3", "Predictor: horizontal differencing", "ICC Profile: <present>", "ImageDescription: Bars (a", "Software: tuban"):
            self.assertIn(line, info)
        for line in ("Extra Samples", "DateTime"):
            self.assertNotIn(line, info)

    def test_without_dpi_the_resolution_is_that_of_the_scale(self):
        self.draw("--scale", "2")
        self.assertIn("Resolution: 192, 192 pixels/inch", self.info())

    def test_pixels_are_those_of_the_png_over_white(self):
        for background in ("white", "transparent", "#12345680"):
            self.draw("--scale", "3", background=background)
            width, height, tiff = self.pixels()
            self.assertEqual((width, height), png_pixels(self.read("c.png"))[:2])
            for rgb, rgba in zip(tiff, png_pixels(self.read("c.png"))[2]):
                for found, wanted in zip(rgb, itertools.chain(*on_white(rgba))):
                    self.assertLessEqual(abs(found - wanted), 1.01)

    def test_the_profile_is_srgb(self):
        self.draw()
        subprocess.run(["tiffcp", self.path("c.tif"), self.path("copy.tif")], check=True)
        profile = self.read("c.tif")
        profile = profile[profile.index(b"mntrRGB XYZ ") - 12:]
        self.assertEqual(struct.unpack(">I", profile[:4])[0], 480)
        self.assertEqual(profile[36:40], b"acsp")

    @unittest.skipUnless(PROFILE, "needs scribus-data")
    def test_in_cmyk_text_is_black_alone_and_the_profile_is_embedded(self):
        self.draw("--color", "cmyk", "--scale", "2")
        for line in ("Photometric Interpretation: separated", "Samples/Pixel: 4", f"ICC Profile: <present>, {os.path.getsize(PROFILE)} bytes"):
            self.assertIn(line, self.info())
        pixels = [row[i:i + 4] for row in self.pixels(4)[2] for i in range(0, len(row), 4)]
        png = [row[i:i + 3] for row in png_pixels(self.read("c.png"))[2] for i in range(0, len(row), 4)]
        grays = [(rgb[0], cmyk) for rgb, cmyk in zip(png, pixels) if rgb[0] == rgb[1] == rgb[2]]
        self.assertTrue(all(cmyk[:3] == b"\0\0\0" for _, cmyk in grays))
        self.assertEqual({cmyk[3] for gray, cmyk in grays if gray == 255}, {0})
        self.assertEqual({cmyk[3] for gray, cmyk in grays if gray == 0}, {255})
        self.assertTrue(any(cmyk[1] > 60 for cmyk in pixels))
        self.draw("--color", "cmyk", "--ink-limit", "100", background="#600020")
        most = max(sum(row[i:i + 4]) for row in self.pixels(4)[2] for i in range(0, len(row), 4))
        self.assertLessEqual(most, 255 + 4)
        self.assertGreater(most, 240)

    def test_gray_is_one_sample(self):
        self.draw("--color", "gray")
        for line in ("Photometric Interpretation: min-is-black", "Samples/Pixel: 1"):
            self.assertIn(line, self.info())
        pixels = b"".join(self.pixels(1)[2])
        self.assertEqual((min(pixels), max(pixels)), (0, 255))

    def test_without_its_profile_nothing_is_written(self):
        self.write("c.vl.json", spec())
        done = self.run_tuban("render", "c.vl.json", "-f", "tiff", "--color", "cmyk", "--profile", "no such press")
        self.assertEqual(done.returncode, 1)
        self.assertIn("no such press", done.stderr.decode())
        self.assertNotIn("c.tif", self.files())

    def test_the_same_chart_is_the_same_file(self):
        self.draw()
        once = self.read("c.tif")
        self.draw()
        self.assertEqual(once, self.read("c.tif"))

    def test_without_its_library_it_says_so(self):
        library, environment = self.without("TIFF")
        self.write("c.vl.json", spec())
        done = self.run_tuban("render", "c.vl.json", "-q", "-f", "tiff", env=environment)
        self.assertIn(f'error: TIFF files need the library "{library}", which is unavailable', done.stderr.decode())
        self.assertEqual(done.returncode, 1)
        self.expect(self.run_tuban("render", "c.vl.json", "-q", "-f", "png", env=environment), 0, "")


class Eps(Case):
    def draw(self, text, *options, **environment):
        self.write("c.vl.json", text)
        self.expect(self.run_tuban("render", "c.vl.json", "-q", "-f", "eps,pdf", *options, env=environment), 0, "")
        return self.read("c.eps").decode("ascii")

    def test_its_box_is_the_chart(self):
        eps = self.draw(spec(DATA, '"autosize": "none", "width": 200.6, "height": 100.4, "padding": 3.3, "mark": "bar"', ENCODING))
        self.run_tuban("render", "c.vl.json", "-q", "-f", "svg")
        width, height = (float(side) * 0.75 for side in re.search(rb'<svg[^>]* width="([\d.]+)" height="([\d.]+)"', self.read("c.svg")).groups())
        box = list(map(float, re.search(r"%%HiResBoundingBox: (\S+) (\S+) (\S+) (\S+)", eps).groups()))
        self.assertAlmostEqual(box[2] - box[0], width, delta=0.01)
        self.assertAlmostEqual(box[3] - box[1], height, delta=0.01)
        whole = list(map(int, re.search(r"%%BoundingBox: (\S+) (\S+) (\S+) (\S+)", eps).groups()))
        self.assertEqual(whole, [0, 0, -int(-box[2] // 1), int(box[3])])
        self.assertEqual(eps.count("%%PageBoundingBox: {} {} {} {}\n".format(*whole)), 1)

    def test_its_head_is_conforming_and_does_not_change(self):
        eps = self.draw(spec(DATA, SEEN, ENCODING))
        self.assertTrue(eps.startswith("%!PS-Adobe-3.0 EPSF-3.0\n%%Creator: tuban "))
        self.assertIn("\n%%CreationDate: 1970-01-01T00:00:00Z\n", eps)
        self.assertIn("\n%%Title: Bars (a \\ title)\n", eps)
        self.assertIn("\n%%LanguageLevel: 3\n", eps)
        self.assertLessEqual(max(map(len, eps.splitlines())), 255)
        self.assertEqual(eps, self.draw(spec(DATA, SEEN, ENCODING)))
        dated = self.draw(spec(DATA, SEEN, ENCODING), SOURCE_DATE_EPOCH="1000000000")
        self.assertIn("\n%%CreationDate: 2001-09-09T01:46:40Z\n", dated)

    def test_titles_are_in_one_line(self):
        for title, line in (("标题", "(\\376\\377\\150\\007\\230\\230)"), ("😀", "(\\376\\377\\330\\075\\336\\000)"), ("a\\u000ab", "a b"), ("(x", "(\\376\\377\\000\\050\\000\\170)")):
            self.assertIn(f"\n%%Title: {line}\n", self.draw(spec(DATA, f'"title": "{title}", ' + MARK, ENCODING)))
        for title in ("标题" * 500, "x" * 5000):
            head = self.draw(spec(DATA, f'"title": {{"text": "{title}", "limit": 100}}, ' + MARK, ENCODING)).split("%%EndComments")[0]
            self.assertLessEqual(max(map(len, head.splitlines())), 255)
            self.assertTrue(title[0] == "x" or re.search(r"%%Title: .*\)\n", head))

    def test_text_is_text_and_what_is_over_white_no_picture(self):
        free = ENCODING.replace('"}', '", "axis": null}')  # nothing is below the bars
        eps = self.draw(spec(DATA, SEEN, free, '"config": {"view": {"stroke": null}}'))
        self.assertIn("%%BeginResource: font", eps)
        self.assertNotIn("/ImageType", eps)
        ground = self.draw(spec(DATA, SEEN, free, '"config": {"view": {"stroke": null}}, "background": "#eeddcc"'))
        self.assertIn("/ImageType", ground)

    @unittest.skipUnless(shutil.which("gs"), "needs ghostscript")
    def test_ghostscript_draws_it_like_the_pdf(self):
        for more in ('"background": "white"', '"background": "#eeddcc"', '"background": "transparent"'):
            self.draw(spec(DATA, SEEN, ENCODING, more))
            pictures = []
            for kind in ("eps", "pdf"):
                subprocess.run(["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-dEPSCrop", "-sDEVICE=ppmraw", "-r600", "-dTextAlphaBits=4",
                                "-dGraphicsAlphaBits=4", f"-sOutputFile={self.path(kind)}.ppm", self.path(f"c.{kind}")], check=True)
                head = re.match(rb"P6\n(?:#.*\n)*(\d+) (\d+)\n255\n", self.read(f"{kind}.ppm"))
                pictures.append((head[1], head[2], self.read(f"{kind}.ppm")[head.end():]))
            self.assertEqual(pictures[0][:2], pictures[1][:2])
            differences = [abs(a - b) for a, b in zip(pictures[0][2], pictures[1][2])]
            self.assertLess(sum(differences) / len(differences), 1.5, more)
            self.assertLess(sum(d > 64 for d in differences) / len(differences), 0.01, more)


if __name__ == "__main__":
    main()
