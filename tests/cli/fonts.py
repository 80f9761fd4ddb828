"""Which fonts a chart is set in: --font-dir, --system-fonts, and no font at all; and the direction of text in SVG files."""
import glob, json, os, shutil
from _tuban import Case, main

LATIN = glob.glob("/usr/share/fonts/truetype/liberation*/LiberationSans-Regular.ttf")


def chart(*texts):
    return json.dumps({"data": {"values": [{"t": t} for t in texts]}, "mark": "text", "encoding": {"text": {"field": "t"}}})


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

    def test_svg_files_say_which_texts_run_from_the_right(self):
        self.write("a.json", chart("الدمام 3%", "abc 3%"))
        for options, count in (((), 0), (("--lang", "ar"), 1)):
            self.run_tuban("render", "a.json", "-o", "a.svg", *options)
            self.assertEqual(self.read("a.svg").count(b'unicode-bidi="plaintext"'), count)


if __name__ == "__main__":
    main()
