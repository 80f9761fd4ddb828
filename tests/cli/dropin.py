"""The names that stand for vl-convert and Vega-Lite's programs: their options, and that they draw what tuban render draws."""
import json, os, re, struct, subprocess
from _tuban import Case, DATA, TUBAN, main, spec

BUILT = os.path.dirname(os.path.abspath(TUBAN))
SIZED = DATA + ', "width": 200, "height": 100'
ROWS = '"data": {"values": [{"d": "2020-03-01", "v": 1234.5}, {"d": "2020-05-01", "v": 2000}]}'
DATES = '"encoding": {"x": {"field": "d", "type": "temporal", "axis": {"format": "%B"}}, "y": {"field": "v", "type": "quantitative", "axis": {"format": ",.1f"}}}'
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><a href="https://example.org/"><rect width="40" height="30" fill="#ff0000"/></a>' \
      b'<rect width="10" height="30" fill="#0000ff"/></svg>'


def png_size(content):
    assert content[:8] == b"\x89PNG\r\n\x1a\n", content[:8]
    return struct.unpack(">II", content[16:24])


def png_ppi(content):
    at = content.index(b"pHYs")
    return round(struct.unpack(">I", content[at + 4:at + 8])[0] * 0.0254)


class Dropin(Case):
    def call(self, words, stdin=b""):
        name, *arguments = words if isinstance(words, list) else words.split()
        link = os.path.join(BUILT, name)
        self.assertEqual(os.readlink(link), "tuban")
        return subprocess.run([link, *arguments], cwd=self.folder, input=stdin, capture_output=True, timeout=60,
                              env={**os.environ, "TZ": "UTC", "LC_ALL": "C.UTF-8"})

    def works(self, words, stdin=b"", said=""):
        done = self.call(words, stdin)
        self.assertEqual((done.returncode, done.stderr.decode()), (0, said), words)
        return done.stdout

    def fails(self, words, status, pattern, stdin=b""):
        done = self.call(words, stdin)
        self.assertEqual(done.returncode, status, (words, done.stderr))
        self.assertRegex(done.stderr.decode(), pattern)
        self.assertEqual(done.stdout, b"")

    def setUp(self):
        super().setUp()
        self.write("a.vl.json", spec(SIZED))

    def rendered(self, *options, name="a.vl.json"):
        done = self.run_tuban("render", name, "-q", "-o", "-", *options)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def test_both_ways_of_calling_draw_what_render_draws(self):
        for name, ours in (("png", ("-f", "png", "--scale", "1", "--dpi", "72")), ("svg", ("-f", "svg")), ("jpeg", ("-f", "jpeg", "--scale", "1"))):
            wanted = self.rendered(*ours)
            text = self.read("a.vl.json")
            self.assertEqual(self.works(f"vl-convert vl2{name} -i a.vl.json"), wanted, name)
            self.assertEqual(self.works(f"vl2{name} a.vl.json"), wanted, name)
            self.assertEqual(self.works(f"vl2{name}", text), wanted, name)
            self.works(f"vl-convert vl2{name} --input a.vl.json --output x.{name}")
            self.works(f"vl2{name} a.vl.json y.{name}")
            self.works(f"vl2{name} -i a.vl.json -o z.{name}")
            for out in "xyz":
                self.assertEqual(self.read(f"{out}.{name}"), wanted, name)

    def test_a_px_of_a_pdf_is_a_point(self):
        width, height = png_size(self.works("vl2png a.vl.json"))
        self.write("s.svg", self.works("vl2svg a.vl.json"))
        for words, scale in (("vl-convert vl2pdf -i a.vl.json -o x.pdf", 1), ("vl2pdf a.vl.json x.pdf", 1), ("vl2pdf a.vl.json x.pdf -s 1.5", 1.5),
                             ("vl-convert svg2pdf -i s.svg -o x.pdf", 1)):
            self.works(words)
            told = subprocess.run(["pdfinfo", self.path("x.pdf")], capture_output=True, text=True, check=True).stdout
            size = re.search(r"Page size: *([\d.]+) x ([\d.]+) pts", told)
            self.assertEqual((float(size[1]), float(size[2])), (width * scale, height * scale), words)

    def test_width_and_height_replace_those_of_the_chart(self):
        svg = self.works("vl-convert vl2svg -i a.vl.json")
        self.write("b.vl.json", self.read("a.vl.json").replace(b'"width": 200, "height": 100', b'"width": 300.5, "height": 50'))
        wider = self.works("vl-convert vl2svg -i a.vl.json --width 300.5 --height 50")
        self.assertNotEqual(svg, wider)
        self.assertEqual(wider, self.rendered("-f", "svg", name="b.vl.json"))
        self.write("c.vl.json", self.read("a.vl.json").replace(b'"width"', b'"background": "#abcdef", "width"'))
        self.assertEqual(self.works("vl2svg a.vl.json --background #abcdef".split()), self.rendered("-f", "svg", name="c.vl.json"))

    def test_ppi_counts_against_72(self):
        width, height = png_size(self.works("vl-convert vl2png -i a.vl.json"))
        for words, factor, ppi in (("--ppi 144", 2, 144), ("-p 36 --scale 4", 2, 36), ("--scale 3", 3, 72)):
            content = self.works(f"vl-convert vl2png -i a.vl.json {words}")
            self.assertEqual((png_size(content), png_ppi(content)), ((width * factor, height * factor), ppi), words)
        self.assertEqual(png_size(self.works("vl2png -s 2 --ppi 144 a.vl.json")), (width * 4, height * 4))

    def test_scale_and_quality_of_jpeg(self):
        self.assertEqual(self.works("vl-convert vl2jpeg -i a.vl.json --scale 2 -q 50"), self.rendered("-f", "jpeg", "--scale", "2", "--quality", "50"))
        self.fails("vl-convert vl2jpeg -i a.vl.json -q 101", 2, "--quality must be")

    def test_svg_has_a_scale_and_a_header_in_vega_lites_program(self):
        plain = self.works("vl2svg a.vl.json").decode()
        size = re.search(r' width="(\d+)" height="(\d+)" (viewBox="[^"]+")', plain)
        doubled = self.works("vl2svg a.vl.json -s 2 -h").decode()
        self.assertTrue(doubled.startswith("<?xml version"))
        self.assertIn(f' width="{2 * int(size[1])}" height="{2 * int(size[2])}" {size[3]}', doubled)

    def test_themes(self):
        names = self.works("vl-convert ls-themes").decode().split()
        self.assertEqual(names, sorted(names))
        self.assertEqual(len(names), 14)
        for name in names:
            theme = json.loads(self.works(["vl-convert", "cat-theme", name]))
            self.assertNotIn("description", theme)
            self.write("theme.json", json.dumps(theme))
            drawn = self.call(f"vl-convert vl2svg -i a.vl.json --theme {name}").stdout  # fonts of the theme may be missing
            self.assertIn(b"</svg>", drawn)
            self.assertEqual(drawn, self.call("vl-convert vl2svg -i a.vl.json -c theme.json").stdout, name)
        self.assertNotEqual(self.works("vl2svg a.vl.json --theme dark"), self.works("vl2svg a.vl.json"))
        self.fails("vl-convert cat-theme drak", 2, 'did you mean "dark"')
        self.fails("vl-convert vl2png -i a.vl.json --theme drak", 2, 'did you mean "dark"')

    def test_config_counts_over_the_theme(self):
        self.write("excel", '{"background": "#123456"}')  # a file, not the theme of that name
        svg = self.works("vl-convert vl2svg -i a.vl.json --theme dark --config excel")
        self.assertIn(b"#123456", svg)
        self.assertIn(b"#fff", svg)

    def test_locales_by_tag_and_file(self):
        self.write("d.vl.json", spec(ROWS, '"mark": "point"', DATES))
        self.write("n.json", '{"decimal": "~", "thousands": "_", "grouping": [3], "currency": ["", ""]}')
        self.write("t.json", json.dumps({"dateTime": "%x", "date": "%x", "time": "%X", "periods": ["a", "b"], "days": list("1234567"),
                                         "shortDays": list("1234567"), "months": [f"M{i}" for i in range(12)], "shortMonths": [f"m{i}" for i in range(12)]}))
        for words in ("vl-convert vl2svg -i d.vl.json --format-locale n.json --time-format-locale t.json", "vl2svg d.vl.json -f n.json -t t.json"):
            svg = self.works(words).decode()
            self.assertIn("2_000~0", svg)
            self.assertIn(">M3<", svg)
        svg = self.works("vl-convert vl2svg -i d.vl.json --format-locale de-DE --time-format-locale de-DE").decode()
        self.assertIn("2.000,0", svg)
        self.assertIn("März", svg)
        self.fails("vl2svg d.vl.json -f no.json", 2, "there is no file")

    def test_base_is_the_folder_of_data(self):
        os.mkdir(self.path("data"))
        self.write("data/r.csv", "a,b\nX,1\n")
        self.write("u.vl.json", spec('"data": {"url": "r.csv"}'))
        text = self.read("u.vl.json")
        for base in ("data", "data/", f"file://{self.folder}/data"):
            self.assertIn(b">X<", self.works(["vl2svg", "-b", base], text))
        self.assertIn(b">X<", self.works("vl2svg u.vl.json -b data"))
        self.fails("vl2svg u.vl.json -b https://example.org/", 2, "nothing is fetched")
        self.fails("vl2svg u.vl.json", 1, r"u\.vl\.json:2:\d+: error: .*r\.csv")

    def test_a_page_has_all_it_needs(self):
        self.write("h.vl.json", spec(SIZED, '"mark": {"type": "bar", "tooltip": true, "href": "https://example.org/"}', '"title": "A < B"',
                                     '"encoding": {"y": {"field": "b", "type": "quantitative"}, "x": {"field": "a"}}'))
        page = self.works("vl-convert vl2html -i h.vl.json").decode()
        self.assertTrue(page.startswith("<!DOCTYPE html>"))
        self.assertIn("<title>A &lt; B</title>", page.split("<body>")[0])
        self.assertIn(self.rendered("-f", "svg", name="h.vl.json").decode(), page)
        self.assertIn("<title>a: A", page)
        self.assertIn('href="https://example.org/"', page)
        self.assertNotIn("<script", page)
        self.assertEqual(re.findall(r'(?:src|@import|url\()', page), [])

    def test_what_is_ignored_is_noted(self):
        self.works("vl-convert vl2svg -i a.vl.json -o x.svg --vl-version 5.8 --bundle",
                   said="vl-convert vl2svg: note: --vl-version is ignored: charts are read as Vega-Lite 6\n"
                        "vl-convert vl2svg: note: --bundle is ignored: nothing is loaded from the network\n")
        self.assertEqual(self.read("x.svg"), self.rendered("-f", "svg"))
        self.works("vl-convert vl2html -i a.vl.json -o x.html -b --renderer canvas",
                   said="vl-convert vl2html: note: --bundle is ignored: nothing is loaded from the network\n"
                        "vl-convert vl2html: note: --renderer is ignored: the page holds the SVG\n")

    def test_other_subcommands_and_scripts_are_errors(self):
        for name in "vl2vg vl2url vl2fonts vl2sg vg2svg vg2png vg2jpeg vg2pdf vg2url vg2html vg2fonts vg2sg bundle-js nonsense".split():
            self.fails(f"vl-convert {name} -i a.vl.json -o x", 2, f'tuban has no "{name}"')
        self.fails("vl2svg a.vl.json -c config.js", 2, "is JavaScript")
        self.fails("vl-convert vl2svg -i a.vl.json --format-locale l.mjs", 2, "is JavaScript")
        self.fails("vl-convert vl2svg a.vl.json", 2, "--input and --output")
        self.fails("vl-convert vl2svg -i a.vl.json --width -3", 2, "--width must be a number above 0")
        self.fails("vl-convert vl2svg -i a.vl.json --ppi 3", 2, "--ppi")
        self.fails("vl2png a.vl.json b c", 2, "two files")
        self.assertEqual(self.files(), ["a.vl.json"])

    def test_a_chart_that_fails_leaves_nothing(self):
        self.write("bad.vl.json", spec(mark='"mark": "bars"'))
        for words in ("vl-convert vl2png -i bad.vl.json -o x.png", "vl2svg bad.vl.json x.svg -h", "vl-convert vl2html -i bad.vl.json -o x.html"):
            self.fails(words, 1, r'^bad\.vl\.json:3:\d+: error: unknown mark "bars"; did you mean "bar"\? \[E203\]')
        self.fails("vl-convert vl2png -i no.vl.json -o x.png", 3, "no.vl.json")
        self.fails("vl-convert vl2svg -i a.vl.json -o a.vl.json", 2, "is an input")
        self.assertEqual(self.files(), ["a.vl.json", "bad.vl.json"])

    def test_svg_files(self):
        self.write("s.svg", SVG)
        self.assertEqual(png_size(self.works("vl-convert svg2png -i s.svg")), (40, 30))
        content = self.works("vl-convert svg2png --scale 2 -p 144", SVG)
        self.assertEqual((png_size(content), png_ppi(content)), ((160, 120), 144))
        pdf = self.works("vl-convert svg2pdf -i s.svg")
        self.assertTrue(pdf.startswith(b"%PDF-"))
        self.assertTrue(self.works("vl-convert svg2jpeg -i s.svg -q 80 --scale 2").startswith(b"\xff\xd8"))
        self.fails("vl-convert svg2png -o x.png", 1, "cannot be drawn", b"<svg")
        self.fails("vl-convert svg2png -i no.svg -o x.png", 3, "no.svg")

    def test_links_in_a_picture_do_not_end_the_program(self):
        wide = spec(SIZED, '"mark": {"type": "bar", "href": "https://example.org/"}')
        self.write("l.vl.json", wide)
        self.write("l.svg", self.works("vl2svg l.vl.json"))
        self.works("vl-convert svg2pdf -i l.svg -o l.pdf")

    def test_help_names_each_option(self):
        self.assertIn("--time-format-locale", self.works("vl-convert vl2png --help").decode())
        self.assertIn("svg2pdf", self.works("vl-convert --help").decode())
        self.assertIn("[CHART [PICTURE]]", self.works("vl2pdf --help").decode())
        self.assertRegex(self.works("vl2pdf --version").decode(), r"^tuban \d")


main()
