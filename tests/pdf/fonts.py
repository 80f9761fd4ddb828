"""Fonts in PDF files: as small as HarfBuzz makes them, searchable, and embedded only where their makers allow it.

The sizes are compared with those of hb-subset, for the glyphs that the text needs."""
import os, re, shutil, struct, subprocess, sys, unittest, zlib
sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "cli"))
from _tuban import SOURCE, Case, main
import pikepdf
try:
    from fontTools.ttLib import TTFont, newTable
    from fontTools.ttLib.tables._f_v_a_r import Axis
    from fontTools.ttLib.tables.TupleVariation import TupleVariation
except ImportError:
    TTFont = None

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


def variable_font(path):
    """DejaVu Sans by the name of Vary Test, with a weight from 400 to 900 that moves every other point and widens all letters."""
    font = TTFont(SANS)
    for record in font["name"].names:
        record.string = record.toUnicode().replace("DejaVu Sans", "Vary Test").replace("DejaVuSans", "VaryTest")
    for table in "GPOS", "GSUB", "GDEF", "kern", "fpgm", "prep", "cvt ", "gasp":
        if table in font:
            del font[table]
    axis = Axis()
    axis.axisTag, axis.minValue, axis.defaultValue, axis.maxValue, axis.flags = "wght", 400, 400, 900, 0
    axis.axisNameID = font["name"].addName("Weight")
    font["fvar"], font["gvar"] = newTable("fvar"), newTable("gvar")
    font["fvar"].axes, font["fvar"].instances = [axis], []
    font["gvar"].version, font["gvar"].reserved, font["gvar"].variations = 1, 0, {}
    for name in font.getGlyphOrder():
        if font["glyf"][name].numberOfContours > 0:
            count = len(font["glyf"][name].getCoordinates(font["glyf"])[0])
            moves = [(200 * (i % 2), 0) for i in range(count)] + [(0, 0), (400, 0), (0, 0), (0, 0)]
            font["gvar"].variations[name] = [TupleVariation({"wght": (0, 1, 1)}, moves)]
    font.save(path)


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

    @unittest.skipUnless(TTFont, "fontTools is not installed")
    def test_instances_of_variable_fonts_are_fonts_of_their_own(self):
        os.mkdir(self.path("fonts"))
        variable_font(self.path("fonts/vary.ttf"))
        self.write("fonts.conf", f"<fontconfig><dir>{self.folder}/fonts</dir><cachedir>{self.folder}</cachedir></fontconfig>")
        layers = ", ".join('{"mark": {"type": "text", "text": "Hamburg", "fontWeight": %d, "y": %d}}' % (w, w // 10) for w in (400, 700, 900))
        self.write("a.vl.json", '{"width": 200, "height": 100, "config": {"font": "Vary Test"}, "data": {"values": [{}]}, "layer": [%s]}' % layers)
        done = self.run_tuban("render", "a.vl.json", "-o", "a.pdf", env={"FONTCONFIG_FILE": self.path("fonts.conf")})
        self.expect(done, 0, "")
        programs = {}
        with pikepdf.open(self.path("a.pdf")) as pdf:
            for font in pdf.objects:
                if isinstance(font, pikepdf.Dictionary) and font.get("/Type") == "/FontDescriptor":
                    self.assertRegex(str(font.FontName), r"^/[A-Z]{6}\+VaryTest$")
                    self.assertNotIn(str(font.FontName), programs)
                    programs[str(font.FontName)] = font.FontFile2.read_bytes()
        self.assertEqual(len(set(programs.values())), 3)
        self.assertLess(max(map(len, programs.values())), 3000)
        self.assertEqual(self.text(self.path("a.pdf")).split(), ["Hamburg"] * 3)


main()
