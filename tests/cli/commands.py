"""What the commands promise: formats, sizes, streams, names, exit statuses, and the same bytes every time."""
import json, os, re, struct, subprocess, sys, tempfile, time, unittest
from _tuban import Case, DATA, ENCODING, MARK, SOURCE, TUBAN, main, spec

PDF_PAGE = rb"/MediaBox \[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]"


def png_chunks(content):
    at, chunks = 8, {}
    while at < len(content):
        length, = struct.unpack(">I", content[at:at + 4])
        chunks.setdefault(content[at + 4:at + 8], content[at + 8:at + 8 + length])
        at += 12 + length
    return chunks


def png_size(content):
    return struct.unpack(">II", png_chunks(content)[b"IHDR"][:8])


def in_full(pdf):
    """A PDF whose objects are not compressed."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        return subprocess.run(["qpdf", "--qdf", "--object-streams=disable", file.name, "-"], capture_output=True, check=True).stdout


class Formats(Case):
    def setUp(self):
        super().setUp()
        self.write("c.vl.json", spec())

    def test_png_is_the_default_and_is_named_after_the_spec(self):
        self.expect(self.run_tuban("render", "c.vl.json", "-q"), 0, "")
        self.assertEqual(self.files(), ["c.png", "c.vl.json"])

    def test_all_formats_at_once_into_a_new_folder(self):
        self.expect(self.run_tuban("render", "c.vl.json", "-f", "png,svg,pdf", "-o", "out/deep"), 0, "")
        self.assertEqual(self.files(), ["c.vl.json", "out/deep/c.pdf", "out/deep/c.png", "out/deep/c.svg"])
        self.assertTrue(self.read("out/deep/c.png").startswith(b"\x89PNG\r\n\x1a\n"))
        self.assertTrue(self.read("out/deep/c.svg").startswith(b"<"))
        self.assertTrue(self.read("out/deep/c.pdf").startswith(b"%PDF-"))

    def test_the_ending_of_a_file_chooses_the_format(self):
        for ending, magic in (("png", b"\x89PNG"), ("jpg", b"\xff\xd8\xff"), ("jpeg", b"\xff\xd8\xff"), ("svg", b"<"), ("pdf", b"%PDF"),
                              ("PDF", b"%PDF")):
            self.expect(self.run_tuban("render", "c.vl.json", "-o", "other." + ending), 0, "")
            self.assertTrue(self.read("other." + ending).startswith(magic))

    def test_a_format_has_the_names_of_its_endings(self):
        for name in ("jpeg", "jpg", "JPG"):
            self.expect(self.run_tuban("render", "c.vl.json", "-q", "-f", name + ",svg," + name), 0, "")
            self.assertEqual(self.files(), ["c.jpg", "c.svg", "c.vl.json"])
            os.unlink(self.path("c.jpg"))

    def test_quality_is_that_of_jpeg_files(self):
        sizes = {}
        for quality in ("1", "50", "90", "100"):
            self.expect(self.run_tuban("render", "c.vl.json", "-q", "-f", "jpeg,png", "--quality", quality, "-o", quality), 0, "")
            sizes[quality] = len(self.read(quality + "/c.jpg"))
        self.assertEqual(sorted(sizes.values()), list(sizes.values()))
        self.assertEqual(len(set(sizes.values())), 4)
        self.assertEqual(self.read("1/c.png"), self.read("100/c.png"))
        self.run_tuban("render", "c.vl.json", "-q", "-f", "jpeg")
        self.assertEqual(self.read("c.jpg"), self.read("90/c.jpg"))

    def test_libraries_of_single_formats_are_loaded_on_first_use(self):
        if not sys.platform.startswith("linux"):
            self.skipTest("needs /proc and LD_LIBRARY_PATH")
        needed = subprocess.run(["readelf", "-d", TUBAN], capture_output=True, text=True).stdout
        self.assertIn("libcairo", needed)
        for library in ("jpeg", "rsvg", "webp", "tiff"):
            self.assertNotIn(library, needed)
        soname, environment = self.without("JPEG")
        done = self.run_tuban("render", "c.vl.json", "-q", "-f", "jpeg", env=environment)
        self.assertEqual(done.returncode, 1)
        self.assertEqual(done.stderr.decode(), f'error: JPEG files need the library "{soname}", which is unavailable; install libjpeg-turbo '
                                               "(Debian's libjpeg62-turbo, Ubuntu's libjpeg-turbo8) [E605]\n")
        self.assertNotIn("c.jpg", self.files())
        self.expect(self.run_tuban("render", "c.vl.json", "-q", env=environment), 0, "")

    @unittest.skipUnless(sys.platform.startswith("linux"), "needs LD_DEBUG")
    def test_a_run_loads_what_its_files_need(self):
        later = {name: os.path.basename(path) for name, path in re.findall(r'TUBAN_(\w+)_LIBRARY=\\*"((?:/|lib)[^"\\]+)', self.build_commands())}
        self.assertEqual(set(later), {"HB_SUBSET", "ICU", "ICU_I18N", "JPEG", "LCMS", "QPDF", "RSVG", "TIFF", "WEBP"})
        bars = json.loads(spec("\n" + ", ".join((f'"data": {{"values": {json.dumps([{"a": c, "b": i} for i, c in enumerate("ABCDEFGHI")])}}}', MARK, ENCODING))))
        charts = {"bars": bars, "chinese": {**bars, "title": "九个柱子", "usermeta": {"lang": "zh"}}}
        pdf = {"QPDF", "HB_SUBSET"}
        # what each of these libraries is linked with
        brought = {"QPDF": {"JPEG"}, "TIFF": {"JPEG", "WEBP"}}
        for name, arguments, needed in (("bars", ["-o", "o.png"], set()), ("bars", ["-o", "o.png", "--dpi", "600"], set()), ("bars", ["-o", "o.svg"], set()),
                                        ("bars", ["-o", "o.svg", "--svg-text", "outline"], set()), ("bars", ["-o", "o.eps"], set()),
                                        ("bars", ["-o", "o.pdf"], pdf), ("bars", ["-o", "o.pdf", "--page", "A4", "--bleed", "3mm", "--marks"], pdf),
                                        ("bars", ["-o", "o.pdf", "--color", "gray"], pdf), ("bars", ["-o", "o.jpg"], {"JPEG"}),
                                        ("bars", ["-o", "o.tif"], {"TIFF"}), ("chinese", ["-o", "o.png"], {"ICU", "ICU_I18N"}),
                                        *([("bars", ["-o", "o.pdf", "--color", "cmyk"], pdf | {"LCMS"})] if os.path.exists("/usr/share/scribus/profiles") else [])):
            with self.subTest(name=name, arguments=arguments):
                self.write("c.vl.json", json.dumps(charts[name]))
                done = self.run_tuban("render", "c.vl.json", "-q", *arguments, env={"LD_DEBUG": "libs"})
                self.assertEqual(done.returncode, 0)
                told = done.stderr.decode(errors="replace")
                loaded = {key for key, soname in later.items() if re.search(r"calling init: \S*/" + re.escape(soname) + r"\b", told)}
                self.assertLessEqual(needed, loaded)
                self.assertLessEqual(loaded, needed.union(*(brought.get(key, set()) for key in needed)))

    def test_the_seed_chooses_the_random_numbers(self):
        chart = {"data": {"values": [{}]}, "transform": [{"calculate": "random()", "as": "r"}], "mark": "text", "encoding": {"text": {"field": "r"}}}
        self.write("r.vl.json", json.dumps(chart))
        for arguments, number in (([], "0.1374794059141909"), (["--seed", "42"], "0.5823075997560786"), (["--seed", "1"], "0.5138700783782965")):
            self.assertIn(number, self.run_tuban("inspect", "--stage", "data", "r.vl.json", *arguments).stdout.decode())
        done = self.run_tuban("render", "r.vl.json", "--seed", "0.5")
        self.assertEqual((done.returncode, done.stderr.decode()), (2, 'error: the option "seed" must be a whole number from 1 to 2147483646 [E818]\n'))

    def build_commands(self):
        with open(os.path.join(os.path.dirname(TUBAN), "compile_commands.json"), encoding="utf-8") as file:
            return file.read()

    def test_one_line_a_file_on_standard_output(self):
        done = self.run_tuban("render", "c.vl.json", "-f", "png,svg")
        lines = done.stdout.decode().splitlines()
        self.assertEqual([line.split()[0] for line in lines], ["c.png", "c.svg"])
        for line in lines:
            self.assertRegex(line, r"^\S+ +[\d.]+ kB +[\d.]+ ms$")
            self.assertAlmostEqual(float(line.split()[1]), len(self.read(line.split()[0])) / 1000, delta=0.051)
            self.assertLess(float(line.split()[3]), 60e3)

    def test_sizes_agree_and_scale_enlarges_the_png_alone(self):
        self.run_tuban("render", "c.vl.json", "-f", "png,svg,pdf", "-o", "one")
        self.run_tuban("render", "c.vl.json", "-f", "png,svg,pdf", "-o", "two", "--scale", "2.5")
        width, height = png_size(self.read("one/c.png"))
        self.assertEqual(png_size(self.read("two/c.png")), (int(width * 2.5), int(height * 2.5)))
        self.assertEqual(self.read("one/c.svg"), self.read("two/c.svg"))
        page = re.search(PDF_PAGE, in_full(self.read("one/c.pdf")))
        self.assertAlmostEqual(float(page[1]), width * 0.75, delta=0.75)
        self.assertAlmostEqual(float(page[2]), height * 0.75, delta=0.75)
        svg = re.search(rb'<svg[^>]* width="([\d.]+)"', self.read("one/c.svg"))
        self.assertAlmostEqual(float(svg[1]), width, delta=1)

    def test_dpi_is_written_into_the_png_and_enlarges_it(self):
        self.run_tuban("render", "c.vl.json", "-o", "plain.png")
        self.run_tuban("render", "c.vl.json", "-o", "print.png", "--dpi", "300")
        self.run_tuban("render", "c.vl.json", "-o", "both.png", "--dpi", "300", "--scale", "1")
        plain, dense, both = (self.read(n) for n in ("plain.png", "print.png", "both.png"))
        self.assertEqual(struct.unpack(">IIB", png_chunks(plain)[b"pHYs"]), (3780, 3780, 1))  # 96 an inch
        for content in (dense, both):  # 300 dots an inch are 11811 a metre
            self.assertEqual(struct.unpack(">IIB", png_chunks(content)[b"pHYs"]), (11811, 11811, 1))
        self.assertEqual(png_size(dense), tuple(int(side * 300 / 96) for side in png_size(plain)))
        self.assertEqual(png_size(both), png_size(plain))

    def test_svg_text_is_live_or_outlines(self):
        self.run_tuban("render", "c.vl.json", "-o", "live.svg")
        self.run_tuban("render", "c.vl.json", "-o", "outline.svg", "--svg-text", "outline")
        self.assertIn(b"<text", self.read("live.svg"))
        self.assertNotIn(b"<text", self.read("outline.svg"))

    def test_lang_is_handed_on(self):
        self.run_tuban("render", "c.vl.json", "-o", "c.svg", "--lang", "zh-Hant")
        self.assertIn(b'lang="zh-Hant"', self.read("c.svg"))

    def test_a_style_lies_below_the_charts_own_config(self):
        self.write("s.json", '{"background": "#123456", "bar": {"color": "#abcdef"}}')
        self.write("own.vl.json", spec(DATA, MARK, ENCODING, '"config": {"bar": {"color": "#fedcba"}}'))
        self.expect(self.run_tuban("render", "c.vl.json", "own.vl.json", "-q", "-f", "svg", "--style", "s.json"), 0, "")
        self.assertIn(b"#abcdef", self.read("c.svg"))
        self.assertIn(b"#fedcba", self.read("own.svg"))
        for name in ("c.svg", "own.svg"):
            self.assertIn(b"#123456", self.read(name))


class Streams(Case):
    def test_standard_input_to_standard_output(self):
        for format_, magic in (("png", b"\x89PNG"), ("svg", b"<"), ("pdf", b"%PDF")):
            done = self.run_tuban("render", "-", "-o", "-", "-f", format_, stdin=spec().encode())
            self.expect(done, 0, "")
            self.assertTrue(done.stdout.startswith(magic))
        self.assertEqual(self.files(), [])

    def test_nothing_but_the_picture_goes_to_standard_output(self):
        self.write("c.vl.json", spec(mark='"mark": {"type": "bar", "colour": "red"}'))
        self.run_tuban("render", "c.vl.json", "-q")
        done = self.run_tuban("render", "c.vl.json", "-o", "-")
        self.assertEqual(done.stdout, self.read("c.png"))
        self.assertIn(b"warning", done.stderr)

    def test_standard_input_has_a_name_in_messages(self):
        done = self.run_tuban("render", "-", stdin=b"{")
        self.expect(done, 1, """\
<stdin>:1:2: error: unexpected end of file: the "{" on line 1 is never closed [E122]
    1 | {
      |  ^
""")

    def test_standard_input_reads_data_below_the_current_folder(self):
        self.write("sub/d.csv", "a,b\nA,28\n")
        done = self.run_tuban("render", "-", "-o", "x.svg", stdin=spec(data='"data": {"url": "sub/d.csv"}').encode())
        self.expect(done, 0, "")


class Statuses(Case):
    def setUp(self):
        super().setUp()
        self.write("good.vl.json", spec())
        self.write("bad.vl.json", spec(mark='"mark": "bars"'))

    def test_a_broken_chart_does_not_stop_others(self):
        done = self.run_tuban("render", "bad.vl.json", "good.vl.json", "-q")
        self.assertEqual(done.returncode, 1)
        self.assertIn("good.png", self.files())

    def test_a_file_that_cannot_be_read_outweighs_a_broken_chart(self):
        done = self.run_tuban("render", "none.json", "bad.vl.json", "good.vl.json", "-q")
        self.assertEqual(done.returncode, 3)
        self.assertIn("good.png", self.files())

    def usage(self, said, *arguments, command="render "):
        before = self.files()
        self.expect(self.run_tuban(*arguments), 2, f'tuban: {said}\nTry "tuban {command}--help".\n')
        self.assertEqual(self.files(), before)

    def test_wrong_usage_in_json(self):
        for form in (["--messages", "json"], ["--messages=json"], ["--messages=events"]):
            for arguments, status, code, said in ((["render", "good.vl.json", "--jobs", "0"], 2, "E839", "wrong usage: --jobs must be a whole number"), (["render", "--paint", "x"], 2, "E839", "unknown option --paint"),
                                                  (["rendr"], 2, "E839", "did you mean \"render\"?"), (["render", "good.vl.json", "bad.vl.json", "-o", "{ext}"], 2, "E192", "would both be written"),
                                                  (["render", "good.vl.json", "-o", "good.vl.json/x/"], 3, "E840", "file error: cannot create the folder"), (["check", "none/"], 2, "E189", "there is no file")):
                done = self.run_tuban(*arguments, *form)
                self.assertEqual(done.returncode, status, arguments)
                lines = [json.loads(line) for line in done.stderr.decode().splitlines()]
                self.assertIn((code, "error"), [(line.get("code"), line.get("level")) for line in lines])
                self.assertTrue(any(said in line["text"] for line in lines), lines)

    def test_values_of_short_options(self):
        for arguments, names in ((["-j1", "-fsvg", "-oout/", "-q"], ["out/good.svg"]), (["-qfsvg", "-qj", "2"], ["good.svg"]), (["-o", "-j1.svg"], ["-j1.svg"]), (["-q", "-vj2", "-fpdf", "--", "good.vl.json"], ["good.pdf"])):
            with self.subTest(arguments):
                done = self.run_tuban("render", "good.vl.json", *arguments)
                self.assertEqual((done.returncode, done.stderr), (2 if "--" in arguments else 0, b'tuban: "good.vl.json" and "good.vl.json" would both be written to "good.pdf"\nTry "tuban render --help".\n' if "--" in arguments else b""))
                if not done.returncode:
                    self.assertLessEqual(set(names), set(self.files()))
        for arguments, said in ((["-j0"], "--jobs must be"), (["-j=1"], "not \"=1\""), (["-j", "-1"], "not \"-1\""), (["-jx"], "not \"x\""), (["--", "-j1"], None)):
            with self.subTest(arguments):
                done = self.run_tuban("render", "good.vl.json", *arguments)
                self.assertEqual(done.returncode, 2 if said else 3)
                self.assertIn(said or 'cannot read "-j1"', done.stderr.decode())

    def test_wrong_usage(self):
        good = "good.vl.json"
        self.usage('"rendr" is not a command; did you mean "render"?', "rendr", command="")
        self.usage("no SPEC is given, and there is no tuban.json here or above", "render")
        self.usage("unknown option --paint", "render", "--paint", good)
        self.usage("unknown option --colour; did you mean --color?", "render", "--colour", good)
        self.usage('--format must be png, jpeg, tiff, svg, pdf or eps, not "gif"', "render", good, "-f", "gif")
        self.usage("--scale must be a number from 0.001, not \"0\"", "render", good, "--scale", "0")
        self.usage("--scale must be a number from 0.001, not \"inf\"", "render", good, "--scale", "inf")
        self.usage("--dpi must be a number from 0.1, not \"-300\"", "render", good, "--dpi=-300")
        self.usage("--svg-text must be live or outline, not \"paths\"", "render", good, "--svg-text", "paths")
        self.usage("cannot write several pictures to one stream", "render", good, "-o", "-", "-f", "png,svg")
        self.usage("cannot write several pictures to one file", "render", good, "bad.vl.json", "-o", "x.png")
        self.usage('"x.gif" does not end in the name of a format: png, jpeg, tiff, svg, pdf or eps', "render", good, "-o", "x.gif")
        self.usage('the ending of "x.png" does not match --format', "render", good, "-o", "x.png", "-f", "svg")
        self.usage("--stage must be view, data, scales or scene, not \"marks\"", "inspect", good, "--stage", "marks", command="inspect ")
        self.usage("--stage is required", "inspect", good, command="inspect ")
        self.usage("too many arguments: only 1 SPEC may be given", "inspect", good, good, "-s", "view", command="inspect ")
        self.usage('"xyzzy" is not a command', "xyzzy", command="")
        for number in ("0", "101", "-5", "90.5", "90x", "", "99999999999999999999"):
            self.usage(f'--quality must be a whole number from 1 to 100, not "{number}"', "render", good, "--quality=" + number)
        for number in ("-1", "1x", "", "nan"):
            self.usage(f'--scale must be a number from 0.001, not "{number}"', "render", good, "--scale=" + number)

    def test_the_ends_of_what_numbers_may_be(self):
        for arguments in (["--quality=1"], ["--quality=100"], ["--scale=0.01"], ["--scale=1e0"], ["--dpi=1"]):
            self.expect(self.run_tuban("render", "good.vl.json", "-q", "-f", "jpeg", *arguments), 0, "")
        self.usage('--scale must be a number from 0.001, not "-inf"', "render", "good.vl.json", "--scale=-inf")
        self.usage('--format must be png, jpeg, tiff, svg, pdf or eps, not ""', "render", "good.vl.json", "-f", "png,")
        self.usage('--format must be png, jpeg, tiff, svg, pdf or eps, not "svgz"', "render", "good.vl.json", "-f", "svg, svgz ,gif")
        self.usage("Missing argument for --scale", "render", "good.vl.json", "--scale")
        self.usage("unknown option -x", "render", "good.vl.json", "-x")

    def test_formats_may_be_spaced_and_come_in_the_order_of_the_table(self):
        done = self.run_tuban("render", "good.vl.json", "-f", " pdf , png,svg")
        self.expect(done, 0, "")
        self.assertEqual([line.split()[0] for line in done.stdout.decode().splitlines()], ["good.png", "good.svg", "good.pdf"])

    def test_rules_of_targets(self):
        good, both = "good.vl.json", ["good.vl.json", "other.vl.json"]
        self.write("other.vl.json", spec())
        self.write("plain", "a file")
        self.usage('"x.gif" does not end in the name of a format: png, jpeg, tiff, svg, pdf or eps', "render", good, "-o", "x.gif")
        self.usage('"plain" does not end in the name of a format: png, jpeg, tiff, svg, pdf or eps', "render", good, "-o", "plain")
        self.usage("cannot write several pictures to one file", "render", good, "-o", "x.svg", "-f", "svg,png")
        self.usage("cannot write several pictures to one file", "render", *both, "-o", "x.svg")
        self.usage("cannot write several pictures to one stream", "render", *both, "-o", "-")
        self.usage('"good.vl.json" and "other/good.json" would both be written to "good.png"', "render", good, "other/good.json")

        def made(*arguments, files):
            before = set(self.files())
            self.expect(self.run_tuban("render", *arguments, "-q"), 0, "")
            self.assertEqual(sorted(set(self.files()) - before), sorted(files), arguments)
            for name in files:
                os.unlink(self.path(name))

        made(good, "-o", "x.svg", "-f", "svg", files=["x.svg"])  # the format twice, the same
        made(good, "-o", "x.jpeg", "-f", "jpg", files=["x.jpeg"])
        made(good, "-o", "x.gif", "-f", "svg", files=["x.gif"])  # an ending that belongs to no format, with a format
        made(good, "-o", "plain.d/", "-f", "svg", files=["plain.d/good.svg"])
        made(good, "-o", "plain.d", "-f", "svg", files=["plain.d/good.svg"])  # it is there now
        made(good, "-o", "new", files=["new/good.png"])
        made(good, "-o", "new/x.png/", files=["new/x.png/good.png"])
        made(*both, "-o", "version.2", "-f", "pdf", files=["version.2/good.pdf", "version.2/other.pdf"])
        os.makedirs(self.path("new/deep.er"))
        made(good, "-o", "new/deep.er/x.svg", files=["new/deep.er/x.svg"])
        made(good, "-o", "new/deep.er/y", files=["new/deep.er/y/good.png"])
        self.expect(self.run_tuban("render", good, "-o", "plain", "-f", "svg"), 0, "")  # a file that is there is one still
        self.assertTrue(self.read("plain").startswith(b"<svg"))
        self.write("plain.json", spec())
        made("plain.json", "-o", "new", files=["new/plain.png"])

    def test_names_of_pictures(self):
        for name, picture in (("a.json", "a"), ("b.vl.json", "b"), ("c.vl", "c"), (".json", ".json"), (".vl.json", ".vl"),
                              ("d.vl.json.txt", "d.vl.json.txt"), ("e.json.vl", "e.json")):
            self.write(name, spec())
            self.expect(self.run_tuban("render", name, "-q", "-o", "out", "-f", "svg"), 0, "")
            self.assertEqual([file for file in self.files() if file.startswith("out/")], [f"out/{picture}.svg"])
            os.unlink(self.path(f"out/{picture}.svg"))
        self.expect(self.run_tuban("render", "-", "-q", "-o", "out", "-f", "svg", stdin=spec().encode()), 0, "")
        self.assertIn("out/chart.svg", self.files())

    def test_no_input_or_style_is_written_over(self):
        self.write("style.svg", "{}")
        self.write("good.svg", spec())
        os.symlink(self.path("style.svg"), self.path("alias.svg"))
        self.usage('"style.svg" is an input and would be overwritten', "render", "good.vl.json", "--style", "alias.svg", "-o", "style.svg")
        self.usage('"./good.svg" is an input and would be overwritten', "render", "bad.vl.json", "good.vl.json", "--style", "good.svg", "-f",
                   "png,svg", "-o", "./")
        self.usage('"good.svg" is an input and would be overwritten', "render", "good.svg", "-o", "good.svg")


    def test_reports_do_not_replace_what_is_read(self):
        self.write("rows.csv", "a\n1\n")
        self.write("tuban.json", json.dumps({"charts": [{"spec": "good.vl.json"}]}))
        for file, arguments in (("tuban.json", []), ("rows.csv", ["good.vl.json", "--for-each", "rows.csv", "-o", "{a}.{ext}"]), ("rows.csv", ["good.vl.json", "--data", "d=rows.csv"])):
            for writes in (f"--report=json:{file}", f"--depfile={file}"):
                before = self.read(file)
                self.usage(f'"{file}" is an input and would be overwritten', "render", *arguments, writes)
                self.assertEqual(self.read(file), before)

    def test_a_folder_that_cannot_be_made_is_an_io_error(self):
        self.write("plain", "a file")
        done = self.run_tuban("render", "good.vl.json", "-o", "plain/deep/")
        self.expect(done, 3, 'error: cannot create the folder "plain/deep": Not a directory\n')

    def test_a_picture_that_cannot_be_written_is_an_io_error(self):
        os.makedirs(self.path("good.png"))
        done = self.run_tuban("render", "good.vl.json", "-f", "png,svg")
        self.assertEqual(done.returncode, 3)
        self.assertIn(b'"good.png"', done.stderr)
        self.assertEqual([line.split()[0] for line in done.stdout.decode().splitlines()], ["good.svg"])

    def test_a_style_that_cannot_be_used_stops_all(self):
        self.write("s.json", "[1]")
        for style, status in (("s.json", 1), ("none.json", 3)):
            done = self.run_tuban("render", "good.vl.json", "--style", style)
            self.assertEqual((done.returncode, done.stdout), (status, b""))
            self.assertNotIn("good.png", self.files())
            self.assertIn(style.encode(), done.stderr)

    def test_the_last_of_an_option_counts(self):
        self.expect(self.run_tuban("render", "good.vl.json", "-q", "-f", "png", "--format", "svg", "-f", "pdf", "--svg-text=outline",
                                   "--svg-text", "live"), 0, "")
        self.assertEqual(self.files(), ["bad.vl.json", "good.pdf", "good.vl.json"])

    def test_no_picture_is_written_twice_or_over_a_file_that_is_read(self):
        self.write("other/good.json", spec())
        self.usage('"good.vl.json" and "other/good.json" would both be written to "out/good.png"',
                   "render", "good.vl.json", "other/good.json", "-o", "out")
        self.write("svg.svg", spec())
        os.symlink(self.path("good.vl.json"), self.path("link.png"))
        self.usage('"link.png" is an input and would be overwritten', "render", "good.vl.json", "-o", "link.png")
        self.assertEqual(self.read("good.vl.json").decode(), spec())

    def test_libraries_have_the_versions_that_pkg_config_says(self):
        modules = {"cairo": "cairo", "Pango": "pango", "cJSON": "libcjson", "GLib": "glib-2.0", "HarfBuzz": "harfbuzz",
                   "fontconfig": "fontconfig", "libpng": "libpng"}
        shown = dict(line.split() for line in self.run_tuban("--version").stdout.decode().splitlines()[1:])
        for name, module in modules.items():
            version = subprocess.run(["pkg-config", "--modversion", module], capture_output=True, text=True, check=True).stdout
            self.assertEqual(shown[name], version.strip(), name)
        self.assertEqual(set(shown), set(modules))

    def test_help_and_version(self):
        for arguments, said in ((["--help"], "Usage: tuban COMMAND"), (["help"], "Exit status: 0 all drawn"),
                                (["render", "--help"], "--allow-path"), (["inspect", "--help"], "--stage")):
            done = self.run_tuban(*arguments)
            self.expect(done, 0, "")
            self.assertIn(said, done.stdout.decode())
        self.assertRegex(self.run_tuban("--version").stdout.decode(), r"^tuban \d+\.\d+\.\d+\n(  \w+ +\d+\.\d+\.\d+\n)+$")
        self.assertEqual(self.run_tuban().returncode, 2)


class Reproducible(Case):
    CHARTS = ("events-timeline", "support-waffle", "dashboard")

    def draw(self, folder, **environment):
        specs = [os.path.join("data", "charts", name + ".vl.json") for name in self.CHARTS]
        done = self.run_tuban("render", *specs, "-q", "-f", "png,svg,pdf", "-o", self.path(folder), cwd=SOURCE, env=environment)
        self.assertEqual((done.returncode, done.stderr.decode()), (0, ""))
        return {name: self.read(os.path.join(folder, name)) for name in os.listdir(self.path(folder))}

    def test_the_same_input_gives_the_same_bytes(self):
        first = self.draw("one")
        time.sleep(1.1)  # so that a clock in any file would show
        self.assertEqual(len(first), 9)
        self.assertTrue(first == self.draw("two"))

    def test_source_date_epoch_is_honoured(self):
        dated = self.draw("dated", SOURCE_DATE_EPOCH="1700000000")  # 2023-11-14T22:13:20Z
        self.assertIn(b"20231114221320", in_full(dated["dashboard.pdf"]))
        self.assertNotIn(b"20231114221320", in_full(self.draw("undated", SOURCE_DATE_EPOCH="0")["dashboard.pdf"]))


class Looking(Case):
    def setUp(self):
        super().setUp()
        self.write("c.vl.json", spec())

    def test_every_stage_is_json(self):
        for stage, key in (("view", "mark"), ("data", "view"), ("scales", "x"), ("scene", None)):
            done = self.run_tuban("inspect", "--stage", stage, "c.vl.json")
            self.expect(done, 0, "")
            shown = json.loads(done.stdout)
            if key:
                self.assertIn(key, shown)
        scales = json.loads(self.run_tuban("inspect", "--stage", "scales", "c.vl.json").stdout)
        self.assertEqual((scales["x"]["domain"], scales["y"]["range"]), (["A", "B"], [300, 0]))

    def test_fonts_lists_the_faces(self):
        done = self.run_tuban("fonts", "c.vl.json")
        self.expect(done, 0, "")
        self.assertRegex(done.stdout.decode().splitlines()[0], r"^sans-serif +400  \S+$")

    def fonts(self, *specs):
        return self.run_tuban("fonts", *specs, env={"FONTCONFIG_FILE": os.path.join(SOURCE, "tests", "fonts.conf")})

    def test_fonts_lists_each_face_once_and_in_order(self):
        rows = '"data": {"values": [{"t": "国学\\n国Latin\\n\\n🐖a", "i": 0}, {"t": "国", "i": 1}, {"t": "🐄🐖", "i": 2}]}'
        marks = [f'{{"mark": {{"type": "text", {look}}}, "encoding": {{"text": {{"field": "t"}}}}}}' for look in (
            '"font": "serif", "fontWeight": 700, "fontStyle": "italic"', '"fontStyle": "oblique"', '"fontWeight": "bold"', '"angle": 5')]
        self.write("f.vl.json", "{" + rows + ', "layer": [' + ", ".join(marks) + "]}")
        done = self.fonts("f.vl.json")
        lines = done.stdout.decode().splitlines()
        faces = [line.split() for line in lines if not line.startswith(("no font", "    "))]
        if not any(face == "LiberationSans" for _, _, face in faces):
            self.skipTest("Liberation Sans is not installed")
        self.expect(done, 0, "")
        self.assertEqual(faces, [["sans-serif", "400", "LiberationSans"], ["sans-serif", "400", "LiberationSans-Italic"],
                                 ["sans-serif", "400", "NotoSansCJKsc-Regular"], ["sans-serif", "700", "LiberationSans-Bold"],
                                 ["sans-serif", "700", "NotoSansCJKsc-Bold"], ["serif", "700", "LiberationSerif-BoldItalic"],
                                 ["serif", "700", "NotoSerifCJKsc-Bold"]])
        self.assertEqual(lines[21:], ['no font has "🐄" (U+1F404)', 'no font has "🐖" (U+1F416)'])
        self.assertEqual(lines[:3], ["sans-serif                   400  LiberationSans", "    fontconfig's sans-serif", "    Laint"])

    def test_fonts_of_marks_in_groups_of_several_specs_and_of_posters(self):
        views = [f'{{"mark": {{"type": "text", "font": "{font}", "text": "x"}}}}' for font in ("serif", "monospace")]
        self.write("h.vl.json", '{"data": {"values": [{}]}, "hconcat": [' + ", ".join(views) + "]}")
        self.write("one.vl.json", '{"data": {"values": [{}]}, "mark": {"type": "text", "text": "x"}}')
        done = self.fonts("h.vl.json", "one.vl.json")
        self.expect(done, 0, "")
        self.assertEqual([line.split()[0] for line in done.stdout.decode().splitlines() if line[0] != " "], ["monospace", "serif", "sans-serif"])
        poster = os.path.join(SOURCE, "data", "poster.json")
        done = self.run_tuban("fonts", poster)
        self.expect(done, 0, "")
        self.assertGreater(len(done.stdout.splitlines()), 3)

    def test_a_weight_of_zero_is_the_normal_one(self):
        self.write("c.vl.json", '{"data": {"values": [{}]}, "mark": {"type": "text", "text": "x", "fontWeight": 0}}')
        self.assertRegex(self.fonts("c.vl.json").stdout.decode(), r"^sans-serif +400  \S+\n    [^\n]+\n    x\n$")

    def test_fonts_says_what_each_face_draws_and_why(self):
        text = "".join(map(chr, range(0x4e00, 0x4e00 + 45)))
        self.write("why.vl.json", json.dumps({"data": {"values": [{}]}, "mark": {"type": "text", "font": "SimSun, Liberation Serif",
                                                                              "text": "b ab" + text + "\U0001F416"}}))
        done = self.fonts("why.vl.json", "--messages", "json", "--lang", "zh-Hans")
        faces = [json.loads(line) for line in done.stdout.decode().splitlines()]
        if faces[0].get("face") != "LiberationSerif":
            self.skipTest("Liberation Serif is not installed")
        asked = {"family": "SimSun, Liberation Serif", "weight": 400}
        self.assertEqual(faces, [{**asked, "face": "LiberationSerif", "reason": "named", "source": "Liberation Serif", "characters": "ab"},
                                 {**asked, "face": "NotoSerifCJKsc-Regular", "reason": "language", "source": "zh-cn", "characters": text},
                                 {"missing": "\U0001F416", "code": "U+1F416"}])
        lines = self.fonts("why.vl.json", "--lang", "zh-Hans").stdout.decode().splitlines()
        self.assertEqual(lines[1:3], ["    by its name, Liberation Serif", "    ab"])
        self.assertEqual(lines[4:6], ["    fontconfig's first for zh-cn, as the families named lack them", "    " + text[:40] + " and 5 more"])

    def test_the_worst_of_several_specs_decides(self):
        self.write("bad.json", "[1]")
        for specs, status in ((("none.json", "c.vl.json"), 3), (("c.vl.json", "none.json"), 3), (("bad.json", "c.vl.json"), 1),
                              (("c.vl.json", "bad.json"), 1), (("bad.json", "none.json"), 3), (("none.json", "bad.json"), 3)):
            done = self.run_tuban("fonts", *specs)
            self.assertEqual(done.returncode, status, specs)
            self.assertEqual(bool(done.stdout), "c.vl.json" in specs)

    def test_a_poster_has_the_stage_scene_alone(self):
        self.write("p.json", '{"title": "T", "page": {"size": "A4"}, "blocks": [{"kind": "text", "text": "x"}]}')
        done = self.run_tuban("inspect", "-s", "scene", "p.json")
        self.expect(done, 0, "")
        self.assertEqual(json.loads(done.stdout)["root"]["groups"][0][0]["name"], "text")
        done = self.run_tuban("inspect", "-s", "data", "p.json")
        self.assertEqual((done.returncode, done.stdout), (1, b""))
        self.assertTrue(done.stderr.startswith(b'p.json:1:1: error: a poster has no stage "data"; try "scene" [E612]\n'), done.stderr)

    def test_warnings_are_left_out_by_their_codes(self):
        self.write("c.vl.json", spec(mark='"mark": {"type": "bar", "colour": "red"}'))
        self.write("own.vl.json", spec(DATA, '"mark": {"type": "bar", "colour": "red"}', ENCODING, '"usermeta": {"tuban": {"allow": ["W204"]}}'))
        for arguments, status in ((["c.vl.json"], 1), (["c.vl.json", "--allow", "W218"], 1), (["c.vl.json", "--allow", "W218", "--allow", "W204"], 0), (["own.vl.json"], 0)):
            done = self.run_tuban("render", "-q", "--strict", *arguments)
            self.assertEqual((done.returncode, b"W204" in done.stderr), (status, status == 1), arguments)
        for code, said in (("W998", "is not the code"), ("E203", "is an error")):
            done = self.run_tuban("fonts", "c.vl.json", "--allow", code)
            self.assertEqual((done.returncode, said in done.stderr.decode()), (2, True), code)

    def test_messages_are_lines_of_json(self):
        self.write("c.vl.json", spec(mark='"mark": {"type": "bar", "colour": "red", "sise": 3}'))
        self.write("s.json", '{"point": {"sise": 3}}')
        for command in (["render", "-q"], ["fonts"], ["inspect", "-s", "view"]):
            done = self.run_tuban(*command, "--messages", "json", "--style", "s.json", "c.vl.json")
            lines = [json.loads(line) for line in done.stderr.splitlines()]
            self.assertEqual([(line["level"], line["code"], line["file"]) for line in lines],
                             [("warning", "W204", "s.json")] + 2 * [("warning", "W204", "c.vl.json")], command)
            self.assertEqual((lines[1]["line"], lines[1]["column"]), (3, 25))
            self.assertTrue(lines[1]["text"].startswith('unknown property "colour"'))
        done = self.run_tuban("render", "--messages", "json", "none.json")
        self.assertEqual({key: value for key, value in json.loads(done.stderr).items() if key != "text"}, {"level": "error", "code": "E101"})

    def test_twenty_messages_of_a_kind_are_given_in_full(self):
        for count, rest in ((20, []), (21, ["and 1 more like this"]), (1500, ["and 1,480 more like this"])):
            names = [f"k{i}" for i in range(count)]
            self.write("c.vl.json", spec(mark='"mark": {"type": "bar", %s}' % ", ".join(f'"{name}": 1' for name in names)))
            lines = [json.loads(line) for line in self.run_tuban("fonts", "--messages", "json", "c.vl.json").stderr.splitlines()]
            self.assertEqual({(line["level"], line["code"], line["file"], line["line"]) for line in lines}, {("warning", "W204", "c.vl.json", 3)})
            said = [line["text"] for line in lines]
            self.assertEqual([re.match(r'unknown property "(\w+)"', text)[1] for text in said[:20]], names[:20])
            self.assertEqual(said[20:], rest)

    def test_a_scene_is_shown_to_a_hundred_levels(self):
        deep = '{"data": {"values": [{"a": 1}]}, "mark": "point"}'
        for _ in range(150):
            deep = '{"vconcat": [%s]}' % deep
        mark, levels = json.loads(self.run_tuban("inspect", "-s", "scene", "-", stdin=deep.encode()).stdout)["root"], 0
        while "groups" in mark:
            mark, levels = mark["groups"][0][0], levels + 1
        self.assertEqual(levels, 100)

    def test_standard_input_is_looked_at_too(self):
        self.write("d.csv", "a,b\nA,28\n")
        text = spec(data='"data": {"url": "d.csv"}').encode()
        self.expect(self.run_tuban("fonts", "-", stdin=text), 0, "")
        done = self.run_tuban("inspect", "-s", "view", "-", stdin=text)
        self.expect(done, 0, "")
        self.assertEqual(json.loads(done.stdout)["mark"], "bar")
        self.assertTrue(done.stdout.endswith(b"\n"))

    def test_data_is_read_beside_the_spec(self):
        self.write("sub/d.csv", "a,b\nA,28\n")
        self.write("sub/c.vl.json", spec(data='"data": {"url": "d.csv"}'))
        for command in (["fonts"], ["inspect", "--stage", "data"], ["render", "-q"]):
            self.expect(self.run_tuban(*command, "sub/c.vl.json"), 0, "")

    def test_warnings_are_said_here_too(self):
        self.write("odd.vl.json", spec(mark='"mark": {"type": "bar", "colour": "red"}'))
        for command in (["fonts"], ["inspect", "--stage", "scene"]):
            done = self.run_tuban(*command, "odd.vl.json")
            self.assertEqual(done.returncode, 0)
            self.assertTrue(done.stderr.startswith(b'odd.vl.json:3:25: warning: unknown property "colour"'), done.stderr)

    @unittest.skipUnless(os.path.exists("/dev/full"), "no /dev/full")
    def test_output_that_cannot_be_written_is_an_io_error(self):
        for command in (["fonts"], ["inspect", "--stage", "scene"], ["render", "-o", "-", "-f"]):
            arguments = [*command, "svg", "c.vl.json"] if command[-1] == "-f" else [*command, "c.vl.json"]
            with open("/dev/full", "wb") as full:
                done = subprocess.run([TUBAN, *arguments], cwd=self.folder, stdout=full, stderr=subprocess.DEVNULL, timeout=60)
            self.assertEqual(done.returncode, 3, command)

    def test_broken_specs_fail_here_too(self):
        self.write("list.json", "[1]")
        for arguments in (["fonts", "list.json"], ["inspect", "--stage", "scene", "list.json"]):
            done = self.run_tuban(*arguments)
            self.assertEqual((done.returncode, done.stdout), (1, b""))
        self.assertEqual(self.run_tuban("fonts", "none.json").returncode, 3)

    def test_allow_path(self):
        self.write("outside/d.csv", "a,b\nA,28\n")
        self.write("here/c.vl.json", spec(data='"data": {"url": "../outside/d.csv"}'))
        for command in (["fonts"], ["inspect", "--stage", "data"]):
            self.assertEqual(self.run_tuban(*command, "c.vl.json", cwd=self.path("here")).returncode, 1)
            allowed = self.run_tuban(*command, "c.vl.json", "--allow-path", "../outside", cwd=self.path("here"))
            self.assertEqual(allowed.returncode, 0)

    def test_allow_path_may_be_repeated(self):
        for folder in ("one", "two"):
            self.write(folder + "/d.csv", "a,b\nA,28\n")
            self.write("here/" + folder + ".vl.json", spec(data=f'"data": {{"url": "../{folder}/d.csv"}}'))
        both = ("--allow-path", "../one", "--allow-path=../two")
        for arguments, status in ((both[:2], 1), (both[2:], 1), (both, 0)):
            done = self.run_tuban("fonts", "one.vl.json", "two.vl.json", *arguments, cwd=self.path("here"))
            self.assertEqual(done.returncode, status)


main()
