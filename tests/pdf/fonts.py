"""Fonts in PDF files: as small as HarfBuzz makes them, searchable, and embedded only where their makers allow it.

The sizes are compared with those of hb-subset, for the glyphs that the text needs."""
import os, re, shutil, struct, subprocess, sys, unittest, zlib
sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "cli"))
from _tuban import SOURCE, Case, main
import pikepdf

NOTO = "/usr/share/fonts/opentype/noto/Noto{}CJK-{}.ttc"
SANS = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
CHINESE = 2  # the index of SC in the collections


def text_spec(text, **mark):
    properties = "".join(f', "{key}": "{value}"' for key, value in mark.items())
    return '{"width": 300, "height": 60, "data": {"values": [{}]}, "mark": {"type": "text", "text": "%s"%s}}' % (text, properties)


def fonts_of(path):
    """Name, the characters it shows, and the size of its file in the PDF, of each composite font."""
    file = pikepdf.open(path)
    for font in file.objects:
        if isinstance(font, pikepdf.Dictionary) and font.get("/Subtype") == "/Type0":
            descriptor = font.DescendantFonts[0].FontDescriptor
            program = descriptor.FontFile3 if "/FontFile3" in descriptor else descriptor.FontFile2
            codes = re.findall(r"<[0-9a-f]{4}>\s*<([0-9a-f]{4})>", font.ToUnicode.read_bytes().decode("latin-1"))
            yield str(font.BaseFont).split("+")[1], {int(c, 16) for c in codes}, len(program.read_raw_bytes())


def subset_size(folder, font, characters):
    """The size of the table CFF, deflated, of what hb-subset makes for these characters."""
    family, weight = re.fullmatch(r"Noto(Sans|Serif)CJKsc-(\w+)", font).groups()
    out = os.path.join(folder, "subset.otf")
    subprocess.run(["hb-subset", f"--font-file={NOTO.format(family, weight)}", f"--face-index={CHINESE}", "--desubroutinize",
                    "--no-hinting", "--unicodes=" + ",".join(f"{c:X}" for c in characters), "-o", out], check=True)
    with open(out, "rb") as file:
        data = file.read()
    for i in range(struct.unpack(">H", data[4:6])[0]):
        tag, _, start, length = struct.unpack(">4sLLL", data[12 + 16 * i:28 + 16 * i])
        if tag == b"CFF ":
            return len(zlib.compress(data[start:start + length], 9))


def font_with(fs_type):
    """DejaVu Sans by the name of DejaVu Test, with another fsType."""
    with open(SANS, "rb") as file:
        data = file.read()
    for old, new in ("DejaVu Sans", "DejaVu Test"), ("DejaVuSans", "DejaVuTest"):
        for encoding in "utf-16-be", "latin-1":
            data = data.replace(old.encode(encoding), new.encode(encoding))
    data = bytearray(data)
    for i in range(struct.unpack(">H", data[4:6])[0]):
        tag, _, start, _ = struct.unpack(">4sLLL", data[12 + 16 * i:28 + 16 * i])
        if tag == b"OS/2":
            data[start + 8:start + 10] = struct.pack(">H", fs_type)
    return bytes(data)


class Fonts(Case):
    def draw(self, spec, *arguments, name="a.vl.json"):
        if spec is not None:
            self.write(name, spec)
        done = self.run_tuban("render", name, "-o", "a.pdf", *arguments)
        self.expect(done, 0, "")
        return self.path("a.pdf")

    def text(self, path):
        return subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True).stdout

    @unittest.skipUnless(shutil.which("hb-subset"), "hb-subset (libharfbuzz-bin) is not installed")
    def test_fonts_are_as_small_as_harfbuzz_makes_them(self):
        shutil.copytree(os.path.join(SOURCE, "data"), self.path("data"))
        for chart in "cost-sharing-bars", "dashboard", "positions":
            path = self.draw(None, name=f"data/charts/{chart}.vl.json")
            fonts = list(fonts_of(path))
            self.assertGreater(len(fonts), 1)
            for name, characters, size in fonts:
                self.assertLessEqual(size, 1.05 * subset_size(self.folder, name, characters), f"{chart}: {name}")

    def test_latin_and_chinese_in_one_face_stay_small(self):
        path = self.draw(text_spec("Five Large pages 页", font="Noto Sans CJK SC"))
        self.assertLess(os.path.getsize(path), 9000)
        self.assertIn("Five Large pages 页", self.text(path))

    def test_ligatures_accents_and_other_scripts_are_found_as_they_were_written(self):
        for text in "office waffle difficult", "naïve Ærø", "Ελληνικά и Кириллица", "𠮷野家 漢字 かな", "e\u0301tude":
            path = self.draw(text_spec(text, font="DejaVu Sans"))
            self.assertIn(text.replace("e\u0301", "é"), self.text(path).replace("e\u0301", "é"))
            for line in subprocess.run(["pdffonts", path], check=True, capture_output=True, text=True).stdout.splitlines()[2:]:
                self.assertRegex(line, r"^[A-Z]{6}\+\S+ +(CID )?(TrueType|Type 0C|Type 1C) .* yes yes yes +\d+ +0$")

    def test_vertical_text_is_one_word(self):
        shutil.copytree(os.path.join(SOURCE, "data"), self.path("data"))
        self.assertIn("驻韩美军司令", self.text(self.draw(None, name="data/poster.json")))

    def test_fonts_that_forbid_it_are_not_embedded(self):
        forbidden = {0x0002: "E641", 0x0200: "E641", 0x0100: "E640", 0x0104: "E640"}
        for fs_type in 0x0000, 0x0004, 0x0008, *forbidden:
            self.write(f"fonts{fs_type}/test.ttf", font_with(fs_type))
            self.write("fonts.conf", f"<fontconfig><dir>{self.folder}/fonts{fs_type}</dir><cachedir>{self.folder}</cachedir></fontconfig>")
            self.write("a.vl.json", text_spec("Test", font="DejaVu Test"))
            only = {"FONTCONFIG_FILE": self.path("fonts.conf")}
            done = self.run_tuban("render", "a.vl.json", "-o", "a.pdf", env=only)
            if fs_type in forbidden:
                self.assertEqual(done.returncode, 1)
                self.assertRegex(done.stderr.decode(), rf'a.vl.json:1:\d+: error: the font "DejaVuTest" must not .*{forbidden[fs_type]}')
                self.assertNotIn("a.pdf", self.files())
                done = self.run_tuban("render", "a.vl.json", "-o", "a.svg", env=only)
            self.expect(done, 0, "")
            if "a.pdf" in self.files():
                os.remove(self.path("a.pdf"))


main()
