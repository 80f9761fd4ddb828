"""Pictures as readers that are not ours see them: SVG is well-formed, PDF has neither errors nor warnings."""
import json, os, re, subprocess, unittest
from _readers import QPDF, are_here, complaints
from _tuban import Case, SOURCE, main

SYNTAX = "/Kids [ 3 0 R ] /Pages 1 0 R >> endobj 5 0 obj << /Root 1 0 R startxref\n5 %%EOF"


@unittest.skipUnless(are_here(), "needs xmllint and qpdf")
class Readers(Case):
    def draw(self, chart):
        self.write("c.vl.json", json.dumps(chart))
        self.expect(self.run_tuban("render", "c.vl.json", "-q", "-f", "svg,pdf"), 0, "")
        self.assertEqual(complaints(self.folder, ["c.svg", "c.pdf"]), "")

    def test_a_picture_drawn_often_is_named_once(self):
        folder = os.path.join(SOURCE, "tests", "golden")
        for name in ("images-sized-and-aligned", "images-from-files-and-data-urls"):
            done = self.run_tuban("render", os.path.join(folder, name + ".vl.json"), "-q", "-f", "svg,pdf", "-o", self.folder)
            self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(complaints(self.folder, self.files()), "")

    def test_texts_that_look_like_parts_of_the_file(self):
        chart = {"title": SYNTAX + "]]></title>", "description": SYNTAX + "--><!--", "data": {"values": [{"a": 1}]},
                 "mark": {"type": "point", "href": "http://example.org/)" + SYNTAX}, "encoding": {"x": {"field": "a", "title": "\u0001\ufffe\\)(\r"}}}
        self.draw(chart)
        plain = subprocess.run([QPDF, "--qdf", "--object-streams=disable", "c.pdf", "-"], cwd=self.folder, capture_output=True).stdout
        page = re.search(rb"\n<<(?:(?!\nendobj).)*/Type /Page\n.*?\nendobj", plain, re.DOTALL)[0]
        self.assertIn(b"/Annots", page, "the link is not on the page")


main()
