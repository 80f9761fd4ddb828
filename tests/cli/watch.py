"""tuban watch: what is drawn again when a spec, its data, a picture or a style is saved, and what is not."""
import os, queue, signal, subprocess, threading, time
from _tuban import Case, TUBAN, main, spec

URL = '"data": {"url": "rows.csv"}'
LONG = 20  # s: a machine may be busy
SHORT = 0.7


class Watched(Case):
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


class Watch(Watched):
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


class Folders(Watched):
    def setUp(self):
        super().setUp()
        self.write("c/a.vl.json", spec())
        self.write("c/deep/b.vl.json", spec())

    def test_charts_that_come_later_are_drawn(self):
        self.start("c", "d.vl.json", "-o", "c/out", "-f", "svg,pdf")
        for name in ("a", "b", "d"):
            self.next(rf"^c/out/{name}\.svg ")
            self.next(rf"^c/out/{name}\.pdf ")
        self.nothing()
        self.replace("c/new.vl.json", spec())
        self.next(r"^c/out/new\.svg ")
        self.next(r"^c/out/new\.pdf ")
        self.nothing()
        self.write("c/none.json", "{}")  # neither a chart
        self.write("other/x.vl.json", spec())  # nor in the folder
        self.nothing()
        self.write("c/later/deep/e.vl.json", spec(URL))
        self.next(r'^c/later/deep/e.vl.json:.*"rows.csv".*E101')
        self.write("c/later/deep/rows.csv", "a,b\nX,1\n")
        while "c/out/e.pdf" not in self.lines.get(timeout=LONG):
            pass
        self.replace("c/later/deep/e.vl.json", spec(URL).replace("bar", "point"))
        self.next(r"^c/out/e\.svg ")
        self.next(r"^c/out/e\.pdf ")
        self.write("c/page.json", spec())  # by what is in it
        self.next(r"^c/out/page\.svg ")

    def test_a_chart_that_is_gone_is_forgotten(self):
        self.start("c", "-o", "out", "-f", "svg")
        self.next(r"^out/a\.svg ")
        self.next(r"^out/b\.svg ")
        os.remove(self.path("c/a.vl.json"))
        self.nothing()
        self.write("c/a.vl.json", spec())
        self.next(r"^out/a\.svg ")

    def test_a_name_that_is_there_twice_is_said_and_the_others_go_on(self):
        self.start("c", "-o", "out", "-f", "svg")
        self.next(r"^out/a\.svg ")
        self.next(r"^out/b\.svg ")
        self.write("c/deep/a.vl.json", spec())
        self.next("would both be written")
        self.next("--help")
        self.replace("c/deep/b.vl.json", spec().replace('"A"', '"Yak"'))
        while "out/b.svg" not in self.lines.get(timeout=LONG):
            pass
        self.assertIn(b"Yak", self.read("out/b.svg"))


class Crashes(Watched):
    def test_what_ends_a_worker_does_not_end_the_watch(self):
        slow = spec('"data": {"sequence": {"start": 0, "stop": 3000000, "as": "a"}}', '"mark": "point"', '"encoding": {}', '"transform": [{"calculate": "random()", "as": "b"}]')
        self.write("v.vl.json", slow)
        self.start("v.vl.json", "-o", "out", "-f", "svg")
        for _ in range(LONG * 100):
            with open(f"/proc/{self.process.pid}/task/{self.process.pid}/children", encoding="utf-8") as file:
                workers = file.read().split()
            if workers:
                break
            time.sleep(0.01)
        os.kill(int(workers[0]), signal.SIGSEGV)
        self.next(r"v\.vl\.json: error: drawing it was ended by signal 11 .*E174|AddressSanitizer|^$")
        self.replace("v.vl.json", spec())
        while "out/v.svg" not in self.lines.get(timeout=LONG):
            pass


main()
