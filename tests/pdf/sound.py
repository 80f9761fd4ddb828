"""The PDF files of the project's own charts, as other programs see them: correct, small besides their fonts, the same each time."""
import os, re, shutil, subprocess, sys, unittest
sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "cli"))
from _tuban import SOURCE, TUBAN, Case, main, spec
import pikepdf

CHARTS = os.path.join(SOURCE, "data", "charts")
LIMITS = {"dashboard": 25000, "defence-gdp": 18000}  # others: 12,000 bytes
# What reads a file and complains, and what it then prints. Ghostscript: only errors are printed with -q.
CHECKS = {"qpdf": ["--check"], "mutool": ["info"], "gs": ["-q", "-dSAFER", "-dNOPAUSE", "-dBATCH", "-sDEVICE=nullpage", "-dPDFSTOPONERROR"]}
COMPLAINTS = ("warning", "error:", "**** ")


def font_bytes(path):
    with pikepdf.open(path) as file:
        return sum(len(o[key].read_raw_bytes()) for o in file.objects if isinstance(o, pikepdf.Dictionary)
                   for key in ("/FontFile", "/FontFile2", "/FontFile3") if key in o)


class Sound(Case):
    @classmethod
    def setUpClass(cls):
        cls.out = os.path.join(os.environ.get("TUBAN_BUILD", "."), "tests", "pdf-sound")
        shutil.rmtree(cls.out, ignore_errors=True)
        cls.specs = sorted(os.path.join(CHARTS, name) for name in os.listdir(CHARTS) if name.endswith(".vl.json"))
        subprocess.run([TUBAN, "render", *cls.specs, os.path.join(SOURCE, "data", "poster.json"), "-f", "pdf", "-o", cls.out + "/"],
                       check=True, capture_output=True)
        cls.names = sorted(os.path.join(cls.out, name) for name in os.listdir(cls.out))

    def test_other_programs_find_nothing_wrong(self):
        self.assertEqual(len(self.names), len(self.specs) + 1)
        for program, arguments in CHECKS.items():
            if not shutil.which(program):
                continue
            for name in self.names:
                done = subprocess.run([program, *arguments, name], capture_output=True, text=True)
                said = done.stdout + done.stderr
                self.assertEqual(done.returncode, 0, f"{program} {name}: {said}")
                self.assertFalse([c for c in COMPLAINTS if c in said.lower().replace("no syntax or stream encoding errors found; the file may "
                                 "still contain\nerrors", "")], f"{program} {name}: {said}")

    def test_what_is_not_fonts_is_small(self):
        for name in self.names:
            rest = os.path.getsize(name) - font_bytes(name)
            limit = LIMITS.get(os.path.splitext(os.path.basename(name))[0], 12000)
            if "poster" not in name:
                self.assertLessEqual(rest, limit, name)

    def test_fonts_are_subsets_with_a_map_to_unicode_and_none_is_type_3(self):
        for name in self.names:
            said = subprocess.run(["pdffonts", name], check=True, capture_output=True, text=True).stdout.splitlines()[2:]
            self.assertTrue(said)
            for line in said:
                self.assertRegex(line, r"^[A-Z]{6}\+\S+ +(CID )?(TrueType|Type 0C|Type 1C) .* yes yes yes +\d+ +0$")

    def test_a_file_has_an_id_made_from_what_it_shows(self):
        ids = set()
        for name in self.names:
            with pikepdf.open(name) as file:
                ids.add(bytes(file.trailer.ID[0]))
                self.assertEqual(len(bytes(file.trailer.ID[0])), 16)
                self.assertIn("/ModDate", file.trailer.Info)
        self.assertEqual(len(ids), len(self.names))


class Without(Case):
    """Without a library or a profile, a message says what to install."""

    def setUp(self):
        super().setUp()
        self.write("c.vl.json", spec())

    def drawn_without(self, library, *arguments):
        soname, environment = self.without(library)
        return soname, self.run_tuban("render", "c.vl.json", "-q", "-o", "c.pdf", *arguments, env=environment)

    def test_without_harfbuzz_fonts_are_large(self):
        soname, done = self.drawn_without("HB_SUBSET")
        self.expect(done, 0, f'warning: the fonts in the file are large, because the library "{soname}" is unavailable; install HarfBuzz (Debian\'s '
                             "libharfbuzz-subset0) [W642]\n")
        self.assertEqual(subprocess.run(["qpdf", "--check", self.path("c.pdf")], capture_output=True).returncode, 0)

    def test_without_qpdf_nothing_is_written(self):
        soname, done = self.drawn_without("QPDF")
        self.expect(done, 1, f'error: cannot finish the PDF: the library "{soname}" is unavailable; install qpdf (Debian\'s libqpdf29) [E643]\n')
        self.assertNotIn("c.pdf", self.files())

    def test_without_the_profile_nothing_is_written(self):
        hide = "for d in /usr/share/color/icc /usr/share/scribus/profiles; do [ ! -d $d ] || mount -t tmpfs none $d || exit 77; done; "
        alone = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c"]
        if not shutil.which("unshare") or subprocess.run([*alone, hide], capture_output=True).returncode != 0:
            self.skipTest("folders cannot be hidden here")
        environment = {**os.environ, "XDG_DATA_HOME": self.path("none"), "LC_ALL": "C.UTF-8"}
        for options in "--color cmyk", "--pdfx", "--pdfx --color gray":
            done = subprocess.run([*alone, hide + f"'{TUBAN}' render c.vl.json -o c.pdf {options}"], cwd=self.folder, env=environment, capture_output=True)
            self.expect(done, 1, 'error: the ICC profile "ISO Coated v2 300 %" is not in /usr/share/color/icc, /usr/share/scribus/profiles or '
                                 "~/.local/share/color/icc; install Debian's scribus-data, or name another with --profile [E663]\n")
            self.assertNotIn("c.pdf", self.files())


main()
