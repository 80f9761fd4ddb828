"""integrations/pandoc/vega-lite.lua: charts of a report in HTML, PDF and DOCX. Skipped where pandoc is missing."""
import io, json, os, re, shutil, subprocess, unittest, zipfile
from _tuban import Case, SOURCE, TUBAN, main, spec

FILTER = os.path.join(SOURCE, "integrations", "pandoc", "vega-lite.lua")
CLIPPED = spec(mark='"mark": {"type": "bar", "clip": true, "tooltip": true, "href": "https://example.org/"}')
REPORT = f"""---
title: Report
---
```{{.vega-lite #fig-a caption="Two *bars* & more" alt="Bars \\"A\\""}}
{CLIPPED}
```

```{{.vega-lite file=b.vl.json width=50%}}
```

```json
{{"left": "alone"}}
```
"""


@unittest.skipUnless(shutil.which("pandoc"), "pandoc is not installed")
class Pandoc(Case):
    def setUp(self):
        super().setUp()
        self.write("r.md", REPORT)
        self.write("b.vl.json", CLIPPED.replace('"b": 28', '"b": 33'))

    def pandoc(self, *words, text=None, env=None):
        return subprocess.run(["pandoc", "-L", FILTER, *words], cwd=self.folder, input=text, capture_output=True, timeout=120,
                              env={**os.environ, "TUBAN": TUBAN, "TZ": "UTC", "LC_ALL": "C.UTF-8", **(env or {})})

    def works(self, *words, **more):
        done = self.pandoc(*words, **more)
        self.assertEqual((done.returncode, done.stderr.decode()), (0, ""), words)
        return done.stdout

    def block(self, attributes, text):
        return f"```{{.vega-lite {attributes}}}\n{text}\n```\n".encode()

    def test_html_has_the_svg_with_its_own_names(self):
        page = self.works("r.md", "-t", "html").decode()
        self.assertEqual(page.count("<svg"), 2)
        self.assertIn('<figure id="fig-a">', page)
        self.assertIn('aria-label="Bars &quot;A&quot;"', page)
        self.assertRegex(page, r"<figcaption>\s*Two <em>bars</em> &amp; more\s*</figcaption>")
        self.assertIn("width:50%", page)
        self.assertIn('href="https://example.org/"', page)
        self.assertIn("<title>a: A", page)
        names = re.findall(r' id="(chart[^"]*)"', page)
        self.assertEqual(len(names), len(set(names)))
        self.assertGreater(len(names), 1)
        for used in re.findall(r"url\(#([^)]*)\)", page):
            self.assertIn(used, names)
        svg = re.search(r"<svg.*?</svg>", page, re.S)[0]
        done = self.run_tuban("render", "-", "-q", "-o", "-", "-f", "svg", stdin=CLIPPED.encode())
        plain = done.stdout.decode().strip()
        self.assertEqual(re.sub(r' style="max-width[^"]*" aria-label="[^"]*"', "", svg).replace("chart1-", ""), plain)

    def test_docx_has_both(self):
        done = self.pandoc("r.md", "-o", "r.docx")
        self.assertEqual(done.returncode, 0, done.stderr)
        with zipfile.ZipFile(io.BytesIO(self.read("r.docx"))) as parts:
            media = sorted(name.rsplit(".", 1)[1] for name in parts.namelist() if "/media/" in name)
            document = parts.read("word/document.xml").decode()
        self.assertEqual(media, ["png", "png", "svg", "svg"] if shutil.which("rsvg-convert") else ["png", "png"])
        self.assertIn("more", document)

    def test_latex_has_vectors(self):
        text = self.works("r.md", "-t", "latex", "--extract-media", "m").decode()
        files = re.findall(r"\\includegraphics(?:\[[^]]*\])?\{(m/[^}]*\.pdf)\}", text)
        self.assertEqual(len(files), 2)
        for name in files:
            self.assertTrue(self.read(name).startswith(b"%PDF-"))
        self.assertIn(r"\caption{Two \emph{bars} \& more}", text)
        self.assertIn(r"width=0.5\textwidth", text)

    @unittest.skipUnless(shutil.which("pdflatex"), "pdflatex is not installed")
    def test_pdf_has_vectors(self):
        done = self.pandoc("r.md", "-o", "r.pdf")
        self.assertEqual(done.returncode, 0, done.stderr)
        if shutil.which("pdfimages"):
            listed = subprocess.run(["pdfimages", "-list", self.path("r.pdf")], capture_output=True, text=True, check=True).stdout
            self.assertEqual(len(listed.splitlines()), 2, listed)
        fonts = subprocess.run(["pdffonts", self.path("r.pdf")], capture_output=True, text=True, check=True).stdout
        self.assertIn("DejaVuSans", fonts)

    def test_sizes_and_styles(self):
        for attributes, options in (("width=120mm", ("--width", "120mm")), ('width="300" height=80mm', ("--width", "300", "--height", "80mm")),
                                    ("style=report", ("--style", "report"))):
            page = self.works("-t", "html", text=self.block(attributes, spec())).decode()
            wanted = self.run_tuban("render", "-", "-q", "-o", "-", "-f", "svg", *options, stdin=spec().encode()).stdout.decode()
            self.assertEqual(re.search(r' width="[^"]*" height="[^"]*" viewBox', page)[0], re.search(r' width="[^"]*" height="[^"]*" viewBox', wanted)[0])
            self.assertIn(wanted[-200:].strip(), page.replace("chart1-", ""))

    def test_a_chart_that_fails_ends_pandoc_with_its_message(self):
        for form in ("html", "docx", "latex"):
            done = self.pandoc("-t", form, "-o", "x.out", text=self.block("", spec()) + self.block("", spec(mark='"mark": "bars"')))
            self.assertEqual(done.returncode, 83, done.stderr)
            said = done.stderr.decode()
            self.assertIn('<stdin>:3:9: error: unknown mark "bars"; did you mean "bar"? [E203]', said)
            self.assertIn("vega-lite chart 2: it cannot be drawn", said)
            self.assertNotIn("x.out", self.files())

    def test_wrong_blocks(self):
        for attributes, text, said in (("file=b.vl.json", "{}", "both a file and a text"), ("file=no.vl.json", "", "no.vl.json"),
                                       ('width="wide"', spec(), "neither a length"), ("height=50%", spec(), "neither a length")):
            done = self.pandoc("-t", "html", text=self.block(attributes, text))
            self.assertEqual(done.returncode, 83, attributes)
            self.assertIn(said, done.stderr.decode())
        done = self.pandoc("r.md", "-t", "html", env={"TUBAN": "/no/tuban"})
        self.assertEqual(done.returncode, 83)
        self.assertIn("the program /no/tuban cannot be run", done.stderr.decode())

    def test_a_file_is_not_taken_for_an_option(self):
        self.write("-v.vl.json", json.dumps(json.loads(spec())))
        self.assertIn("<svg", self.works("-t", "html", text=self.block("file=-v.vl.json", "")).decode())

    def test_other_blocks_stay(self):
        self.assertIn("left", self.works("r.md", "-t", "plain", "--extract-media", "m").decode())


main()
