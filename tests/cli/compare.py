"""tuban render --compare: sizes, pixels, words, the pictures and the page of what differs; the expected pictures stay as they are."""
import base64, json, math, os, re, shutil, struct, zlib
from _tuban import Case, DATA, MARK, main, spec

SIDE = 60


def png(rows, width, height):
    """Rows of (r, g, b, a) as a PNG file."""
    raw = b"".join(b"\0" + bytes(v for x in range(width) for v in rows(x, y)) for y in range(height))

    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(raw)) + chunk(b"IEND", b"")


def disc(shift, colour=(30, 90, 200)):
    """A smoothed disc on white, moved by `shift` px."""
    def at(x, y):
        cover = min(max(20.5 - math.hypot(x - 30 - shift, y - 30), 0), 1)
        return tuple(int(255 + (c - 255) * cover) for c in colour) + (255,)
    return at


def waves(shift):
    """Stripes and spots of many colours, with sharp edges where they are cut off."""
    def at(x, y):
        wave = math.sin(x * 0.9 + shift) * math.cos(y * 0.7 - shift / 2) * 300
        return tuple(int(min(max(128 + wave * weight, 0), 255)) // 32 * 32 for weight in (1, 0.6, -0.8)) + (255,)
    return at


def plain(r, g, b, a=255):
    return lambda x, y: (r, g, b, a)


def picture_chart(picture):
    """A chart that is that picture."""
    url = "data:image/png;base64," + base64.b64encode(picture).decode()
    return json.dumps({"data": {"values": [{}]}, "width": SIDE, "height": SIDE, "padding": 0, "background": None, "view": {"stroke": None},
                       "mark": {"type": "image", "x": 0, "y": 0, "align": "left", "baseline": "top", "width": SIDE, "height": SIDE, "url": url}})


# Kind of picture, shift, tolerance, pixels that differ.
PIXELMATCH = [(disc, 0.5, 0.02, 0), (disc, 0.5, 0.1, 0), (disc, 0.5, 0.3, 0), (disc, 2.5, 0.02, 100), (disc, 2.5, 0.1, 100), (disc, 2.5, 0.3, 100),
              (waves, 0.05, 0.02, 101), (waves, 0.05, 0.1, 14), (waves, 0.05, 0.3, 0), (waves, 0.2, 0.02, 147), (waves, 0.2, 0.1, 22), (waves, 0.2, 0.3, 0),
              (waves, 0.5, 0.02, 501), (waves, 0.5, 0.1, 370), (waves, 0.5, 0.3, 59), (waves, 1.5, 0.02, 2313), (waves, 1.5, 0.1, 2010), (waves, 1.5, 0.3, 1587)]


class Compare(Case):
    def setUp(self):
        super().setUp()
        os.mkdir(self.path("expected"))

    def accept(self, *specs, formats="png"):
        done = self.run_tuban("render", *specs, "-q", "-o", "expected", "-f", formats)
        self.assertEqual(done.returncode, 0, done.stderr)

    def compare(self, *words, status=0):
        before = {name: (self.read(name), os.stat(self.path(name)).st_mtime_ns) for name in self.files() if name.startswith("expected/")}
        done = self.run_tuban("render", *words, "-q", "--compare", "expected")
        for name, content in before.items():
            self.assertEqual((self.read(name), os.stat(self.path(name)).st_mtime_ns), content, name)
        self.assertEqual({name for name in self.files() if name.startswith("expected/")}, set(before))
        self.assertEqual(done.returncode, status, done.stderr)
        return done.stderr.decode()

    def changed(self, expected, drawn, *options):
        """How many pixels differ, of two pictures."""
        self.write("expected/p.png", png(expected, SIDE, SIDE))
        self.write("p.vl.json", picture_chart(png(drawn, SIDE, SIDE)))
        self.run_tuban("render", "p.vl.json", "-q", "--compare", "expected", "--report", "json:r.json", *options)
        return json.loads(self.read("r.json"))["charts"][0]["comparison"]["pixels"]

    def test_what_is_the_same_passes(self):
        self.write("a.vl.json", spec())
        self.accept("a.vl.json")
        self.assertEqual(self.compare("a.vl.json"), "")
        self.assertEqual([name for name in self.files() if name.startswith("comparison/")], ["comparison/a.png", "comparison/index.html"])
        self.assertIn("0 of 1 charts failed", self.read("comparison/index.html").decode())

    # The numbers are those of pixelmatch 5.3.0 for the same two pictures.
    def test_pixels_count_as_in_pixelmatch(self):
        for kind, shift, tolerance, count in PIXELMATCH:
            self.assertEqual(self.changed(kind(0), kind(shift), "--tolerance", str(tolerance)), count, (kind, shift, tolerance))

    def test_smoothing_does_not_count_but_colour_does(self):
        self.assertEqual(self.changed(disc(0), disc(0.02)), 0)
        self.assertGreater(self.changed(disc(0), disc(0, (200, 90, 30))), 1000)
        self.assertEqual(self.changed(plain(100, 100, 100), plain(101, 100, 100)), 0)
        self.assertEqual(self.changed(plain(100, 100, 100), plain(101, 100, 100), "--tolerance", "0"), SIDE * SIDE)

    def test_white_and_transparent_differ(self):
        self.assertEqual(self.changed(plain(255, 255, 255), plain(255, 255, 255, 0)), SIDE * SIDE)

    def test_threshold_is_a_share_of_the_pixels(self):
        def one_row(x, y):
            return (0, 0, 0, 255) if y == 0 else (255, 255, 255, 255)
        self.write("expected/p.png", png(plain(255, 255, 255), SIDE, SIDE))
        self.write("p.vl.json", picture_chart(png(one_row, SIDE, SIDE)))
        self.assertEqual(self.compare("p.vl.json", status=1),
                         'p.vl.json: error: 60 pixels (1.67 %) differ from "expected/p.png"; 0 % may (--threshold) [E834]\n')
        self.assertIn("[E834]", self.compare("p.vl.json", "--threshold", "0.0166", status=1))
        self.assertIn("[E834]", self.compare("p.vl.json", "--threshold", "1.66%", status=1))
        for share in ("0.0167", "1.67%", "1"):
            self.assertEqual(self.compare("p.vl.json", "--threshold", share), "")
        self.assertIn("1 differ within the threshold", self.read("comparison/index.html").decode())
        self.assertIn("comparison/differences/p.diff.png", self.files())

    def test_another_size_fails_whatever_the_threshold(self):
        self.write("a.vl.json", spec(DATA + ', "width": 100'))
        self.accept("a.vl.json")
        self.write("a.vl.json", spec(DATA + ', "width": 110'))
        said = self.compare("a.vl.json", "--threshold", "1", status=1)
        self.assertRegex(said, r'^a\.vl\.json: error: the picture has \d+ × \d+ px, and "expected/a\.png" has \d+ × \d+ px \[E833\]\n$')
        width, height = struct.unpack(">II", self.read("comparison/differences/a.diff.png")[16:24])
        self.assertEqual((width, height), struct.unpack(">II", self.read("comparison/a.png")[16:24]))

    def test_words_fail_however_small(self):
        self.write("a.vl.json", spec(DATA, MARK, *['"title": "One two", "width": 200', '"encoding": {"x": {"field": "a"}}']))
        self.accept("a.vl.json", formats="png,svg")
        self.assertEqual(self.compare("a.vl.json"), "")
        self.write("a.vl.json", spec(DATA, MARK, *['"title": "One & 2", "width": 200', '"encoding": {"x": {"field": "a"}}']))
        self.assertEqual(self.compare("a.vl.json", "--threshold", "1", status=1),
                         'a.vl.json: error: the words differ from "expected/a.svg": - "One two", + "One & 2" [E835]\n')
        page = self.read("comparison/index.html").decode()
        self.assertIn("<del>One two</del><ins>One &amp; 2</ins>", page)

    def test_a_missing_picture_tells_how_to_accept(self):
        self.write("a.vl.json", spec())
        said = self.compare("a.vl.json", status=1)
        self.assertEqual(said, 'a.vl.json: error: there is no expected picture "expected/a.png"; to accept what is drawn, '
                               'copy "comparison/a.png" there [E831]\n')
        expected, drawn = re.findall('"(.*?)"', said)
        shutil.copy(self.path(drawn), self.path(expected))
        self.assertEqual(self.compare("a.vl.json"), "")

    def test_charts_of_a_manifest_are_at_its_paths(self):
        self.write("a.vl.json", spec())
        manifest = {"output": "out/{name}-{lang}.{ext}", "format": "png", "matrix": {"lang": ["en", "zh"]}, "charts": ["a.vl.json", {"spec": "a.vl.json", "name": "b", "output": "other"}]}
        manifest["charts"][1]["matrix"] = {"lang": ["de"]}
        self.write("tuban.json", json.dumps(manifest))
        self.assertEqual(self.run_tuban("render", "-q").returncode, 0)
        before = self.files()
        done = self.run_tuban("render", "-q", "--compare", ".", "-o", "changed")
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        self.assertLessEqual({"changed/out/a-en.png", "changed/out/a-zh.png", "changed/other/b.png"}, set(self.files()))
        self.assertEqual([name for name in self.files() if not name.startswith("changed/")], before)
        self.write("a.vl.json", spec(DATA, MARK, '"encoding": {"x": {"field": "b"}}'))
        os.mkdir(self.path("deep"))
        done = self.run_tuban("render", "-q", "--compare", "..", "-o", "../changed", cwd=self.path("deep"))
        self.assertEqual((done.returncode, done.stderr.count(b"[E833]") + done.stderr.count(b"[E834]")), (1, 3), done.stderr)
        self.assertIn("changed/differences/out/a-en.diff.png", self.files())
        for output in ("../x.png", "a/../../x.png", "/../../x.png"):
            self.write("tuban.json", json.dumps({"output": output, "charts": ["a.vl.json"]}))
            done = self.run_tuban("render", "-q", "--compare", ".", "-o", "changed")
            self.assertEqual((done.returncode, b"is outside the manifest's folder" in done.stderr), (2, True), done.stderr)

    def test_several_charts_by_workers_with_reports(self):
        names = [f"c{i}" for i in range(6)]
        for i, name in enumerate(names):
            self.write(f"{name}.vl.json", spec(f'"data": {{"values": [{{"a": "A", "b": {i + 1}}}]}}'))
        specs = [f"{name}.vl.json" for name in names]
        self.accept(*specs)
        self.write("c2.vl.json", spec('"data": {"values": [{"a": "A", "b": 9}, {"a": "B", "b": 4}]}'))
        self.write("c4.vl.json", spec(mark='"mark": "bars"'))
        said = {}
        for jobs in ("1", "4"):
            said[jobs] = self.compare(*specs, "-j", jobs, "--report", "json:r.json", "--report", "junit:r.xml", status=1)
        self.assertEqual(said["1"], said["4"])
        charts = json.loads(self.read("r.json"))["charts"]
        self.assertEqual([chart["status"] for chart in charts], [0, 0, 1, 0, 1, 0])
        self.assertEqual(charts[2]["messages"][0]["code"], "E833")
        self.assertIn("comparison/differences/c2.diff.png", charts[2]["outputs"])
        self.assertEqual(charts[4]["messages"][0]["code"], "E203")
        self.assertEqual(self.read("r.xml").count(b"<failure"), 2)
        self.assertIn("2 of 6 charts failed", self.read("comparison/index.html").decode())
        self.write("c2.vl.json", spec('"data": {"values": [{"a": "A", "b": 3}]}'))
        self.compare(*specs[:4])
        self.assertEqual([name for name in self.files() if "differences" in name], [])

    def test_the_page_names_pictures_beside_it_and_nothing_else(self):
        self.write("a #1 <b>.vl.json", spec())
        self.accept("a #1 <b>.vl.json")
        self.write("a #1 <b>.vl.json", spec(mark='"mark": "point"'))
        self.compare("a #1 <b>.vl.json", "-o", "out/of", status=1)
        page = self.read("out/of/index.html").decode()
        self.assertIn("<h2>a #1 &lt;b&gt;.vl.json</h2>", page)
        links = re.findall(r'(?:src|href)="([^"]*)"', page)
        self.assertEqual(len(links), 6)
        from urllib.parse import unquote
        for link in links:
            self.assertTrue(os.path.isfile(os.path.join(self.path("out/of"), unquote(link))), link)
        self.assertNotIn("http", page)

    def test_expected_pictures_are_never_written(self):
        self.write("a.vl.json", spec())
        self.accept("a.vl.json")
        self.assertIn("would be overwritten", self.compare("a.vl.json", "-o", "expected", status=2))
        self.assertIn("would be overwritten", self.compare("a.vl.json", "-o", "./expected/", status=2))
        self.assertIn("needs a folder", self.compare("a.vl.json", "-o", "x.png", status=2))
        os.mkdir(self.path("out"))
        os.symlink("../expected/a.png", self.path("out/a.png"))
        self.write("a.vl.json", spec(mark='"mark": "point"'))
        self.assertIn("is an expected picture", self.compare("a.vl.json", "-o", "out", status=2))

    def test_wrong_options(self):
        self.write("a.vl.json", spec())
        self.assertIn("there is no folder", self.run_tuban("render", "a.vl.json", "--compare", "no").stderr.decode())
        for share in ("-1", "2", "x", "1%%", "101%", "", "nan"):
            self.assertIn("--threshold must be", self.compare("a.vl.json", f"--threshold={share}", status=2), share)
        self.assertIn("--tolerance must be", self.compare("a.vl.json", "--tolerance", "2", status=2))
        self.assertIn("add png", self.compare("a.vl.json", "-f", "svg,pdf", status=2))
        self.assertIn("--threshold is an option of --compare", self.run_tuban("render", "a.vl.json", "--threshold", "1").stderr.decode())

    def test_expected_pictures_may_be_anything(self):
        self.write("a.vl.json", spec())
        whole = png(plain(1, 2, 3), 5, 5)
        vast = whole[:16] + struct.pack(">II", 30000, 30000) + whole[24:]
        for content, reason in ((b"", "not a PNG"), (b"GIF89a" + b"x" * 50, "not a PNG"), (whole[:40], "cannot be read"), (vast, "the limit is")):
            self.write("expected/a.png", content)
            said = self.compare("a.vl.json", status=3)
            self.assertIn("[E832]", said)
            self.assertIn(reason, said)
        self.write("expected/a.png", whole)
        self.write("expected/a.svg", "<svg><text>x</svg>")
        self.assertIn('"expected/a.svg" cannot be read: it is not XML [E832]', self.compare("a.vl.json", status=3))


main()
