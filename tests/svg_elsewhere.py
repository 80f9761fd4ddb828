"""SVG files where the fonts they were made with are missing: a text keeps its look, serif, sans-serif or monospace.

Drawn as pictures in a chart, and so by librsvg, which is not ours."""
import json, os, re, subprocess, tempfile, unittest

TUBAN = os.environ["TUBAN"]
SOURCE = os.environ.get("TUBAN_SOURCE", os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FOLDERS = ("/usr/share/fonts/truetype/liberation2", "/usr/share/fonts/truetype/liberation")
FONTS = os.path.join(SOURCE, "tests", "fonts.conf")
GENERIC = {"serif": "Liberation Serif", "sans-serif": "Liberation Sans", "monospace": "Liberation Mono"}


def rule(generic, family):
    return (f'<match target="pattern"><test qual="any" name="family"><string>{generic}</string></test>'
            f'<edit name="family" mode="assign" binding="strong"><string>{family}</string></edit></match>')


def poor_fonts():
    """A fontconfig that has Liberation alone, and Sans for all unknown families."""
    return ("<fontconfig>" + "".join(f"<dir>{folder}</dir>" for folder in FOLDERS) + "".join(rule(*pair) for pair in GENERIC.items()) +
            '<match target="pattern"><edit name="family" mode="append_last"><string>Liberation Sans</string></edit></match></fontconfig>')


@unittest.skipUnless(any(map(os.path.isdir, FOLDERS)), "Liberation is not installed")
class Elsewhere(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="tuban-elsewhere-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.poor = self.write("poor.conf", poor_fonts())

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def render(self, spec, ending, fonts):
        done = subprocess.run([TUBAN, "render", "-", "-q", "-o", "-", "-f", ending], input=json.dumps(spec).encode(), capture_output=True, timeout=60,
                              cwd=self.folder, env=dict(os.environ, TZ="UTC", FONTCONFIG_FILE=fonts))
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        return done.stdout

    def picture(self, svg):
        """The PNG of an SVG, drawn where fonts are few."""
        self.write("it.svg", svg)
        image = {"data": {"values": [{"url": "it.svg"}]}, "mark": {"type": "image", "width": 400, "height": 100}, "encoding": {"url": {"field": "url"}}}
        return self.render(image, "png", self.poor)

    def text(self, font, words):
        return {"data": {"values": [{}]}, "width": 400, "height": 100, "view": None, "mark": {"type": "text", "fontSize": 30, "font": font},
                "encoding": {"text": {"value": words}}}

    def test_a_text_keeps_its_look(self):
        for font, generic in (("Noto Serif CJK SC", "serif"), ("Noto Sans CJK SC", "sans-serif"), ("Noto Sans Mono CJK SC", "monospace"),
                              ("No Such Font, serif", "serif"), ("No Such Font, Noto Serif CJK JP", "serif")):
            with self.subTest(font):
                svg = self.render(self.text(font, "Wider than 2.8 % GDP"), "svg", FONTS).decode()
                families = re.findall(' font-family="([^"]*)"', svg)
                self.assertEqual([list_.split(",")[-1] for list_ in families], [generic])
                here = self.picture(svg)
                drawn = {name: self.picture(svg.replace(families[0], family)) for name, family in GENERIC.items()}
                self.assertEqual([name for name, png in drawn.items() if png == here], [generic])

    def test_vertical_text_is_ordinary_text(self):
        """In pieces, for readers without vertical text; what is upright can be searched."""
        poster = {"title": "T", "page": {"size": "A5"}, "blocks": [{"kind": "masthead", "title": "T", "vertical": "驻韩美军司令（二〇二五）"}]}
        svg = self.render(poster, "svg", FONTS).decode()
        self.assertNotIn("writing-mode", svg)
        columns = [re.sub("<[^>]*>", "", text) for text in re.findall("<text[^>]*>.*?</text>", svg)]
        self.assertIn("驻韩美军司令", columns)
        self.assertIn("驻韩美军司令（二〇二五）", "".join(columns))

    def test_every_list_ends_in_a_generic_family(self):
        mixed = {"data": {"values": [{"k": "中", "f": "Liberation Serif"}, {"k": "b", "f": "Noto Sans CJK SC"}]}, "title": {"text": "T", "font": "Liberation Mono"},
                 "mark": {"type": "text", "font": {"expr": "datum.f"}}, "encoding": {"y": {"field": "k", "axis": {"labelFont": "Noto Serif CJK SC"}}, "text": {"field": "k"}}}
        svg = self.render(mixed, "svg", FONTS).decode()
        families = re.findall(' font-family="([^"]*)"', svg)
        self.assertGreater(len(families), 2)
        for list_ in families:
            self.assertIn(list_.split(",")[-1], GENERIC, list_)


if __name__ == "__main__":
    unittest.main()
