"""tuban watch: what is drawn again when a spec, its data, a picture or a style is saved, and what is not."""
import os, queue, subprocess, threading
from _tuban import Case, TUBAN, main, spec

URL = '"data": {"url": "rows.csv"}'
LONG = 20  # s: a machine may be busy
SHORT = 0.7


class Watch(Case):
    def start(self, *words):
        self.process = subprocess.Popen([TUBAN, "watch", *words], cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                                        env={**os.environ, "TZ": "UTC", "LC_ALL": "C.UTF-8"})
        self.addCleanup(self.stop)
        self.lines = queue.Queue()
        self.reader = threading.Thread(target=lambda: [self.lines.put(line) for line in self.process.stdout], daemon=True)
        self.reader.start()

    def stop(self):
        self.process.kill()
        self.process.wait()
        self.reader.join()
        self.process.stdout.close()

    def next(self, pattern):
        self.assertRegex(self.lines.get(timeout=LONG), pattern)

    def nothing(self):
        with self.assertRaises(queue.Empty):
            self.fail(self.lines.get(timeout=SHORT))

    def replace(self, name, content):
        """As editors save: another file, renamed."""
        self.write(name + "~", content)
        os.replace(self.path(name + "~"), self.path(name))

    def setUp(self):
        super().setUp()
        self.write("rows.csv", "a,b\nX,1\n")
        self.write("d.vl.json", spec(URL))
        self.write("v.vl.json", spec())
        self.write("s.json", '{"background": "#abcdef"}')

    def test_only_what_changed_is_drawn(self):
        self.start("d.vl.json", "v.vl.json", "-o", "out", "-f", "svg", "--style", "s.json")
        self.next(r"^out/d\.svg ")
        self.next(r"^out/v\.svg ")
        self.nothing()
        self.write("rows.csv", "a,b\nZebra,1\n")
        self.next(r"^out/d\.svg ")
        self.assertIn(b"Zebra", self.read("out/d.svg"))
        self.replace("v.vl.json", spec().replace('"A"', '"Yak"'))
        self.next(r"^out/v\.svg ")
        self.assertIn(b"Yak", self.read("out/v.svg"))
        self.write("other.txt", "x")
        self.nothing()
        self.replace("s.json", '{"background": "#123456"}')
        self.next(r"^out/d\.svg ")
        self.next(r"^out/v\.svg ")
        self.assertIn(b"#123456", self.read("out/v.svg"))
        self.nothing()
        self.assertIsNone(self.process.poll())

    def test_a_chart_that_fails_is_tried_again(self):
        os.remove(self.path("rows.csv"))
        self.start("d.vl.json", "-f", "svg")
        self.next(r"error: .*rows\.csv")
        while not self.is_quiet():
            pass
        self.assertNotIn("d.svg", self.files())
        self.replace("rows.csv", "a,b\nX,1\n")
        self.next(r"^d\.svg ")
        self.write("d.vl.json", spec(URL, '"mark": "bars"'))
        self.next(r'd\.vl\.json:3:9: error: unknown mark "bars"')

    def is_quiet(self):
        try:
            self.lines.get(timeout=SHORT)
        except queue.Empty:
            return True
        return False

    def test_what_cannot_be_watched(self):
        for words, said in ((("-",), "standard input cannot be watched"), (("v.vl.json", "-o", "-"), "needs a file or a folder"),
                            ((), "no SPEC"), (("v.vl.json", "--jobs", "3"), 'an option of "tuban render"')):
            done = self.run_tuban("watch", *words)
            self.assertEqual(done.returncode, 2)
            self.assertIn(said, done.stderr.decode())


main()
