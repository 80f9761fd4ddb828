"""What tests of printed PDFs look at: the file as text (qpdf) and its plates (Ghostscript's tiffsep)."""
import os, re, shutil, struct, subprocess, sys, unittest, zlib

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from _tuban import Case, SOURCE, TUBAN  # noqa: E402,F401

INKS = ("Cyan", "Magenta", "Yellow", "Black")
MM = 72 / 25.4
PROFILE = "/usr/share/scribus/profiles/ISOcoated_v2_300_bas.icc"


def png(width, height, pixel):
    """An RGB picture; pixel(x, y) gives three bytes."""
    rows = b"".join(b"\0" + b"".join(bytes(pixel(x, y)) for x in range(width)) for y in range(height))
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def tiff(path):
    """(width, height, ink by byte) of an uncompressed gray TIFF."""
    with open(path, "rb") as file:
        data = file.read()
    order = "<" if data[:2] == b"II" else ">"
    at, = struct.unpack_from(order + "I", data, 4)
    tags = {}
    for i in range(struct.unpack_from(order + "H", data, at)[0]):
        tag, kind, count = struct.unpack_from(order + "HHI", data, at + 2 + 12 * i)
        size = {3: 2, 4: 4}.get(kind, 1)
        where = at + 10 + 12 * i
        if size * count > 4:
            where, = struct.unpack_from(order + "I", data, where)
        if size > 1:
            tags[tag] = struct.unpack_from(f"{order}{count}{'H' if size == 2 else 'I'}", data, where)
    assert tags[259][0] == 1, "compressed"
    body = b"".join(data[start:start + length] for start, length in zip(tags[273], tags[279]))
    return tags[256][0], tags[257][0], bytes(255 - value for value in body)


class Plates:
    """The inks of a page, 0 to 255, row by row from the top."""

    def __init__(self, pdf, dpi=72):
        self.dpi = dpi
        done = subprocess.run(["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", "-sCompression=none", f"-r{dpi}",
                               f"-sOutputFile={pdf}.tif", pdf], capture_output=True, text=True, timeout=120)
        assert done.returncode == 0 and not done.stderr and not done.stdout, done.stdout + done.stderr
        folder, name = os.path.split(pdf)
        self.plates = {}
        for file in sorted(os.listdir(folder)):
            match = re.fullmatch(re.escape(name) + r"\((.*)\)\.tif", file)
            if match:
                self.width, self.height, self.plates[match[1]] = tiff(os.path.join(folder, file))
                os.remove(os.path.join(folder, file))

    def at(self, x, y):
        """The four inks, in percent, at a place in mm from the top left."""
        i = int(y * self.dpi / 25.4) * self.width + int(x * self.dpi / 25.4)
        return tuple(round(self.plates[ink][i] / 2.55) for ink in INKS)

    def most(self, margin=0):
        """The most ink of any pixel, in percent, leaving out as many mm at the edges."""
        cut = int(margin * self.dpi / 25.4 + 1) if margin else 0
        rows = range(cut, self.height - cut)
        return max(max(map(sum, zip(*(plate[y * self.width + cut:(y + 1) * self.width - cut] for plate in self.plates.values()))))
                   for y in rows) * 100 / 255

    def share(self, test):
        """How many pixels pass test(c, m, y, k)."""
        return sum(1 for inks in zip(*(self.plates[ink] for ink in INKS)) if test(*inks))


class PrintCase(Case):
    @classmethod
    def setUpClass(cls):
        for tool in ("gs", "qpdf", "pdfinfo"):
            if not shutil.which(tool):
                raise unittest.SkipTest(f"needs {tool}")
        if not os.path.exists(PROFILE):
            raise unittest.SkipTest("needs Debian's scribus-data")

    def draw(self, name, *options):
        """The path of the PDF of a spec in the folder, or of a path."""
        out = f"{os.path.basename(name).split('.')[0]}.pdf"
        self.expect(self.run_tuban("render", name, "-q", "-o", out, *options), 0, "")
        done = subprocess.run(["qpdf", "--check", self.path(out)], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        return self.path(out)

    def source(self, pdf):
        """The file with its streams as text."""
        done = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", pdf, "-"], capture_output=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout.decode("latin-1")

    def boxes(self, pdf):
        """{name: (x1, y1, x2, y2)} in mm."""
        return {name: tuple(float(n) / MM for n in numbers.split())
                for name, numbers in re.findall(r"/((?:Media|Crop|Bleed|Trim|Art)Box) \[([^\]]*)\]", self.source(pdf))}

    def assert_no_screen_colors(self, pdf):
        text = self.source(pdf)
        self.assertNotIn("DeviceRGB", text)
        self.assertNotIn("CalRGB", text)
        self.assertIsNone(re.search(r"(^|\s)(rg|RG)\s", text))
