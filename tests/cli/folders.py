"""Folders as inputs: the charts and posters in them, by name and by content."""
import os, unittest
from _tuban import Case, main, spec

SCHEMA = '"$schema": "https://vega.github.io/schema/vega-lite/v5.json"'


class Folders(Case):
    def drawn(self, *arguments):
        done = self.run_tuban("render", *arguments, "-f", "svg")
        return done, [line.split()[0] for line in done.stdout.decode().splitlines()]

    def test_charts_are_found_by_name_and_content(self):
        self.write("c/b.vl.json", spec())
        self.write("c/a/z.json", "{" + SCHEMA + ', "mark": {"type": "text", "text": "z"}}')
        self.write("c/a/plain.json", spec())
        poster = '{"title": "t", "page": {"size": "A6", "margins": "5mm"}, "blocks": [{"kind": "text", "text": "x"}]}'
        self.write("c/p.poster.json", poster)
        self.write("c/q.json", poster)
        for name, text in (("data.json", '[{"mark": 1, "data": 2}]'), ("package.json", '{"name": "x", "layer": 1}'), ("broken.json", "{"), ("notes.txt", spec()),
                           (".hidden.vl.json", spec()), (".git/x.vl.json", spec()), ("empty.json", "")):
            self.write("c/" + name, text)
        os.symlink(self.path("c"), self.path("c/loop"))
        done, drawn = self.drawn("c", "-o", "out", "-j", "1")
        self.assertEqual(drawn, ["out/plain.svg", "out/z.svg", "out/b.svg", "out/p.poster.svg", "out/q.svg"], done.stderr.decode())
        self.assertEqual(done.returncode, 0)

    def test_the_output_is_not_searched(self):
        self.write("c/a.vl.json", spec())
        self.write("c/out/old.vl.json", spec())
        self.assertEqual(self.drawn("c", "-o", "c/out")[1], ["c/out/a.svg"])
        self.assertEqual(len(self.drawn("c", "-o", "new")[1]), 2)

    def test_files_and_folders_may_be_mixed(self):
        self.write("c/a.vl.json", spec())
        self.write("b.vl.json", spec())
        self.assertEqual(self.drawn("b.vl.json", "c", "-o", "out")[1], ["out/b.svg", "out/a.svg"])

    def test_nothing_to_draw_and_collisions_are_errors(self):
        os.mkdir(self.path("none"))
        self.write("c/a.vl.json", spec())
        self.write("c/d/a.vl.json", spec())
        self.expect(self.drawn("none", "-o", "out")[0], 2, 'tuban: the folder "none" has no charts\nTry "tuban render --help".\n')
        self.expect(self.drawn("c", "-o", "out")[0], 2,
                    'tuban: "c/a.vl.json" and "c/d/a.vl.json" would both be written to "out/a.svg"\nTry "tuban render --help".\n')
        self.assertNotIn("out/a.svg", self.files())

    @unittest.skipIf(os.getuid() == 0, "root reads every folder")
    def test_a_folder_that_cannot_be_read_is_said(self):
        self.write("c/a.vl.json", spec())
        os.chmod(self.path("c"), 0)
        done = self.drawn("c", "-o", "out")[0]
        os.chmod(self.path("c"), 0o755)
        self.expect(done, 3, 'error: cannot search the folder "c": Permission denied\n')


if __name__ == "__main__":
    main()
