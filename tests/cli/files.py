"""Files: no picture replaces an input, what is there stays as it was on any error, and nothing half-written is left."""
import json, os, random, signal, struct, subprocess, time, unittest, zlib
from _tuban import Case, TUBAN, main, spec

CSV = "a,b\nA,28\nB,55\n"


def png(side=2):
    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
    rows = b"".join(b"\0" + b"\x20\x40\x80" * side for _ in range(side))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


class Inputs(Case):
    def refuses(self, path, said, *arguments):
        before = self.read(path)
        done = self.run_tuban("render", *arguments)
        self.assertEqual((done.returncode, self.read(path)), (2, before), done.stderr)
        self.assertIn(f"{said} and would be overwritten", done.stderr.decode())

    def setUp(self):
        super().setUp()
        self.write("d.svg", CSV)
        self.write("c.vl.json", spec(data='"data": {"url": "d.svg", "format": {"type": "csv"}}'))

    def test_data_are_not_written_over(self):
        self.refuses("d.svg", '"d.svg" is an input of "c.vl.json"', "c.vl.json", "-o", "d.svg")

    def test_data_are_not_written_over_through_links(self):
        os.symlink("d.svg", self.path("soft.svg"))
        os.link(self.path("d.svg"), self.path("hard.svg"))
        for name in ("soft", "hard"):
            self.refuses("d.svg", f'"{name}.svg" is an input', "c.vl.json", "-o", name + ".svg")
        self.write("p.vl.json", spec(data='"data": {"url": "soft.svg", "format": {"type": "csv"}}'))
        self.refuses("d.svg", '"hard.svg" is an input', "p.vl.json", "-o", "hard.svg")
        self.refuses("d.svg", '"d.svg" is an input', "p.vl.json", "-o", "d.svg")

    def test_what_only_drawing_shows_is_not_written_over(self):
        self.write("i.png", png())
        self.write("c.vl.json", '{"data": {"values": [{"u": "i.png"}]}, "mark": "image", "encoding": {"url": {"field": "u"}}}')
        self.refuses("i.png", '"i.png" is an input', "c.vl.json", "-o", "i.png")
        self.write("p.json", '{"title": "T", "page": {"size": "A4"}, "blocks": [{"kind": "image", "height": "20mm", "url": "i\\u002epng"}]}')
        self.refuses("i.png", '"i.png" is an input of "p.json"', "p.json", "-o", "i.png")
        self.assertEqual(self.files(), ["c.vl.json", "d.svg", "i.png", "p.json"])

    def test_data_of_a_neighbour_are_not_written_over(self):
        self.write("d.vl.json", spec())
        for order in (["c.vl.json", "d.vl.json"], ["d.vl.json", "c.vl.json"]):
            self.refuses("d.svg", '"d.svg" is an input of "c.vl.json"', *order, "-f", "svg")
        self.write("x/p.json", '{"title": "T", "page": {"size": "A4"}, "blocks": [{"kind": "image", "url": "..\\/d.svg"}]}')
        self.refuses("d.svg", '"../d.svg" is an input of "x/p.json"', "x/p.json", "d.vl.json", "-f", "svg")

    def test_data_of_a_chart_on_a_page_are_not_written_over(self):
        self.write("d.vl.json", spec())
        self.write("x/p.json", '{"title": "T", "page": {"size": "A4"}, "blocks": [{"kind": "chart", "chart": "../y/q.json", "height": "40mm"}]}')
        self.write("y/q.json", spec(data='"data": {"url": "../d.svg"}', mark='"mark": "bar", "chart": "q.json"'))
        self.refuses("d.svg", '"../d.svg" is an input of "x/p.json"', "x/p.json", "d.vl.json", "-f", "svg")

    def test_charts_that_name_each_other_are_looked_at_once(self):
        self.write("p.json", '{"mark": "bars", "a": {"chart": "x/../p.json"}, "b": {"chart": "y/../p.json"}, "c": {"chart": "/proc/kcore"}}')
        for name in ("x/f", "y/f"):
            self.write(name, "")
        self.assertEqual(self.run_tuban("render", "p.json", "c.vl.json", "-q", "-f", "png").returncode, 1)

    def test_specs_and_styles_are_not_written_over_through_hard_links(self):
        self.write("good.json", spec())
        self.write("s.json", "{}")
        os.link(self.path("good.json"), self.path("a.png"))
        os.link(self.path("s.json"), self.path("b.png"))
        self.refuses("good.json", '"a.png" is an input', "good.json", "-o", "a.png")
        self.refuses("s.json", '"b.png" is an input', "good.json", "-o", "b.png", "--style", "s.json")
        with open(self.path("good.json"), "rb") as file:
            done = subprocess.run([TUBAN, "render", "-", "-o", "a.png"], stdin=file, cwd=self.folder, capture_output=True)
        self.assertEqual((done.returncode, self.read("good.json")), (2, spec().encode()))

    def test_two_pictures_are_not_written_to_one_file_by_links(self):
        for name in ("one", "two"):
            self.write(name + ".json", spec())
        self.write("one.png", "old")
        os.link(self.path("one.png"), self.path("two.png"))
        done = self.run_tuban("render", "one.json", "two.json")
        self.assertEqual((done.returncode, self.read("one.png")), (2, b"old"))
        self.assertIn(b"would both be written", done.stderr)

    def test_two_pictures_are_not_written_to_one_file_that_does_not_exist_yet(self):
        for name in ("one", "two"):
            self.write(name + ".json", spec())
        os.symlink("far", self.path("one.png"))
        os.symlink("two.png", self.path("far"))
        done = self.run_tuban("render", "one.json", "two.json")
        self.assertEqual((done.returncode, os.path.exists(self.path("two.png"))), (2, False))
        self.assertIn(b"would both be written", done.stderr)
        os.symlink("x.png", self.path("y.png"))
        os.symlink("y.png", self.path("x.png"))
        self.write("x.json", spec())
        self.expect(self.run_tuban("render", "x.json", "-q"), 3, 'error: cannot write "x.png": Too many levels of symbolic links [E111]\n')

    def test_data_of_a_neighbour_by_a_name_in_escapes(self):
        self.write("d.vl.json", spec())
        for url in ("d\\u002esvg", ".\\/d.svg"):
            self.write("c.vl.json", spec(data=f'"data": {{"url": "{url}", "format": {{"type": "csv"}}}}'))
            self.refuses("d.svg", 'd.svg" is an input of "c.vl.json"', "c.vl.json", "d.vl.json", "-f", "svg")

    def test_fonts_are_not_written_over(self):
        self.write("good.json", spec())
        for begin in (b"\0\1\0\0", b"OTTO", b"ttcf", b"wOF2"):
            self.write("f.ttf", begin + b"\0" * 100)
            self.refuses("f.ttf", '"f.ttf" is a font', "good.json", "-f", "png", "-o", "f.ttf")

    def test_the_library_refuses_them_too(self):
        """Where the command line cannot know: data by a key in JSON's escapes."""
        self.write("c.vl.json", spec(data='"data": {"u\\u0072l": "d.svg", "format": {"type": "csv"}}'))
        self.refuses("d.svg", '"d.svg" is an input', "c.vl.json", "-o", "d.svg")


class Targets(Case):
    def setUp(self):
        super().setUp()
        self.write("c.vl.json", spec())

    def test_a_dangling_link_is_written_through(self):
        os.mkdir(self.path("far"))
        os.symlink("far/c.svg", self.path("c.svg"))
        self.expect(self.run_tuban("render", "c.vl.json", "-q", "-f", "svg"), 0, "")
        self.assertTrue(os.path.islink(self.path("c.svg")))
        self.assertIn(b"<svg", self.read("far/c.svg"))

    def test_equal_bytes_leave_the_file_alone(self):
        self.run_tuban("render", "c.vl.json", "-q", "-f", "png,svg,pdf,jpeg")
        names = ["c.png", "c.svg", "c.pdf", "c.jpg"]
        for name in names:
            os.utime(self.path(name), (1000, 1000))
        done = self.run_tuban("render", "c.vl.json", "-f", "png,svg,pdf,jpeg")
        self.expect(done, 0, "")
        self.assertEqual(len(done.stdout.splitlines()), 4)
        self.assertEqual({os.stat(self.path(name)).st_mtime for name in names}, {1000})
        self.run_tuban("render", "c.vl.json", "-q", "--scale", "2", "-f", "png,svg")
        self.assertEqual([os.stat(self.path(name)).st_mtime == 1000 for name in names[:2]], [False, True])

    def test_what_may_not_be_written_stays(self):
        nobody = {"preexec_fn": lambda: os.setuid(65534)} if os.geteuid() == 0 else {}  # root may write everywhere
        self.write("c.png", "old")
        self.addCleanup(os.chmod, self.folder, 0o755)
        for file, folder in ((0o444, 0o777), (0o666, 0o555)):
            os.chmod(self.path("c.png"), file)
            os.chmod(self.folder, folder)
            try:
                done = self.run_tuban("render", "c.vl.json", **nobody)
            except PermissionError as error:
                self.skipTest(f"the program is out of reach for others: {error}")
            self.expect(done, 3, 'error: cannot write "c.png": Permission denied [E111]\n')
            self.assertEqual(self.read("c.png"), b"old")
            self.assertEqual(self.files(), ["c.png", "c.vl.json"])

    def test_a_limit_on_the_size_of_files(self):
        import resource
        self.write("d.vl.json", spec())
        self.write("c.png", "old")
        for specs in (["c.vl.json"], ["c.vl.json", "d.vl.json"]):
            done = self.run_tuban("render", *specs, "-q", "--scale", "9", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2048, 2048)))
            self.expect(done, 3, "".join(f'error: cannot write "{name[0]}.png": File too large [E111]\n' for name in specs))
        self.assertEqual((self.files(), self.read("c.png")), (["c.png", "c.vl.json", "d.vl.json"], b"old"))

    @unittest.skipUnless(os.path.exists("/dev/full"), "needs /dev/full")
    def test_a_list_that_cannot_be_written(self):
        self.write("d.vl.json", spec())
        for specs in (["c.vl.json"], ["c.vl.json", "d.vl.json"]):
            with open("/dev/full", "w") as full:
                done = subprocess.run([TUBAN, "render", *specs], cwd=self.folder, stdout=full, stderr=subprocess.PIPE)
            self.assertEqual((done.returncode, done.stderr.decode()), (3, "error: cannot write the list of files to standard output (-q leaves it out)\n"))

    def test_a_folder_in_the_way(self):
        os.makedirs(self.path("c.png/inside"))
        self.expect(self.run_tuban("render", "c.vl.json"), 3, 'error: cannot write "c.png": Is a directory [E111]\n')


@unittest.skipUnless(os.path.exists("/proc/self/stat"), "needs /proc")
class Killed(Case):
    """`TUBAN_KILLS` kills at random moments (./dev soak: 200)."""

    def strays(self):
        return [name for name in self.files() if name.startswith(".tuban-") or "/.tuban-" in name]

    def kill_often(self, signals, count, *arguments):
        by = random.Random(count)
        for i in range(8):
            self.write(f"c{i}.vl.json", spec(mark=f'"mark": {{"type": "bar", "color": "#1{i}2040"}}'))
        specs = [f"c{i}.vl.json" for i in range(8)]
        whole = ["render", *specs, "-q", "-o", "out", "-f", "png,svg", *arguments]
        started = time.monotonic()
        self.expect(self.run_tuban(*whole), 0, "")
        most = 1.2 * (time.monotonic() - started)
        # Two looks in turn, so that every run replaces the files of the one before.
        pictures = []
        for look in ("1", "2"):
            self.write(look + ".json", '{"background": "#%s%s%s"}' % ((look * 2,) * 3))
            self.run_tuban(*whole, "--style", look + ".json")
            pictures.append({name: self.read(name) for name in self.files() if name.startswith("out/")})
        left = killed = 0
        for i in range(count):
            running = subprocess.Popen([TUBAN, *whole, "--style", f"{1 + i % 2}.json"], cwd=self.folder, stderr=subprocess.DEVNULL, start_new_session=True)
            time.sleep(by.uniform(0, most))
            number = signals[i % len(signals)]
            running.send_signal(number) if i % 3 else os.killpg(running.pid, number)
            killed += running.wait(30) != 0
            for _ in range(100):  # workers end by themselves
                if not self.alive(running.pid):
                    break
                time.sleep(0.02)
            self.assertFalse(self.alive(running.pid), "workers outlive the program")
            strays = self.strays()
            left += bool(strays)
            if signal.SIGKILL not in signals:
                self.assertEqual(strays, [])
            for name, content in pictures[0].items():
                self.assertIn(self.read(name), (content, pictures[1][name]), name)
        self.assertGreater(killed, count // 10)
        # The next run removes what is left, and its files are those of a run that nothing disturbs.
        self.run_tuban(*whole, "--style", "1.json")
        self.assertEqual(self.strays(), [])
        self.assertEqual({name: self.read(name) for name in self.files() if name.startswith("out/")}, pictures[0])
        return left

    def alive(self, group):
        """Whether a process of that group runs; one that has ended may wait for long until somebody asks for its status."""
        for name in os.listdir("/proc"):
            try:
                with open(f"/proc/{name}/stat") as file:
                    state, _, process_group = file.read().rpartition(")")[2].split()[:3]
            except OSError:
                continue
            if int(process_group) == group and state not in "ZX":
                return True
        return False

    COUNT = int(os.environ.get("TUBAN_KILLS", "20"))

    def test_no_kill_leaves_half_a_file(self):
        self.kill_often([signal.SIGKILL], self.COUNT)

    def test_a_polite_end_leaves_nothing(self):
        self.kill_often([signal.SIGTERM, signal.SIGINT, signal.SIGHUP], self.COUNT)


main()
