"""Several charts: drawn by worker processes, which end alone, and shown in the order of the inputs whatever their number."""
import json, os, signal, subprocess, sys, threading, time, unittest
from _tuban import Case, SOURCE, TUBAN, main, spec

BAD = '{"data": {"values": [{"a": 1}]}, "mark": "bars"}'


def children(pid):
    found = []
    for name in os.listdir("/proc"):
        try:
            with open(f"/proc/{name}/stat") as file:
                state, parent = file.read().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if int(parent) == pid and state not in "ZX":
            found.append(int(name))
    return found


class Order(Case):
    def test_results_do_not_depend_on_the_number_of_workers(self):
        names = []
        for i in range(12):
            names.append(f"c{i}.vl.json")
            heavy = f'"data": {{"sequence": {{"start": 0, "stop": {(12 - i) * 2000}, "as": "a"}}}}, "transform": [{{"calculate": "datum.a", "as": "b"}}]'
            places = '"encoding": {"x": {"field": "a", "type": "quantitative"}, "y": {"field": "b", "type": "quantitative"}}'
            self.write(names[-1], BAD if i % 5 == 3 else spec(heavy, f'"mark": {{"type": "point", "colour{i}": 1}}', places))
        names.insert(7, "none.json")
        seen = []
        for jobs in ("1", "2", "5", "99"):
            done = self.run_tuban("render", *names, "-f", "png,svg", "-o", "out" + jobs, "-j", jobs)
            lines = [line.split()[:3] for line in done.stdout.decode().replace("out" + jobs, "out").splitlines()]
            pictures = {name.partition("/")[2]: self.read(name) for name in self.files() if name.startswith(f"out{jobs}/")}
            seen.append((done.returncode, lines, done.stderr, pictures))
        self.assertEqual(seen[0][0], 3)
        self.assertEqual([line[0] for line in seen[0][1]][:2], ["out/c0.png", "out/c0.svg"])
        self.assertEqual(len(seen[0][3]), 20)
        for other in seen[1:]:
            self.assertTrue(other == seen[0])

    def test_what_the_machine_lacks_is_told_once_and_first(self):
        for i in range(6):
            self.write(f"c{i}.json", spec(mark=f'"mark": {{"type": "text", "text": "x", "font": "Unheard Of {i % 2}"}}'))
        names = [f"c{i}.json" for i in range(6)]
        for jobs in ("1", "2", "6"):
            done = self.run_tuban("render", *names, "-q", "-j", jobs)
            told = [line.partition(":")[0] for line in done.stderr.decode().splitlines() if "Unheard Of" in line and "warning" in line]
            self.assertEqual(told, ["c0.json", "c1.json"], done.stderr.decode())
        strict = self.run_tuban("render", *names, "-q", "--strict").stderr.decode()
        self.assertEqual(strict.count("error: "), 6, strict)

    def test_messages_are_lines_of_json_in_order(self):
        names = [f"c{i}.json" for i in range(4)]
        for name in names:
            self.write(name, BAD)
        done = self.run_tuban("render", *names, "-q", "--messages", "json", "-j", "3")
        self.assertEqual([json.loads(line)["file"] for line in done.stderr.splitlines()], names)

    def test_standard_input_may_be_one_of_them(self):
        self.write("c.json", spec())
        self.expect(self.run_tuban("render", "c.json", "-", "-q", stdin=spec().encode()), 0, "")
        self.assertEqual(self.files(), ["c.json", "c.png", "chart.png"])

    def test_wrong_numbers_are_wrong_usage(self):
        self.write("c.json", spec())
        for number in ("0", "-1", "1.5", "1001", "", "x"):
            self.expect(self.run_tuban("render", "c.json", f"--jobs={number}"), 2,
                        f'tuban: --jobs must be a whole number from 1 to 1000, not "{number}"\nTry "tuban render --help".\n')
        self.assertEqual(self.run_tuban("render", "c.json", "--timeout", "0").returncode, 2)

    def test_a_failed_style_draws_nothing(self):
        self.write("s.json", "[1]")
        self.write("c.json", spec())
        self.write("d.json", spec())
        self.assertEqual(self.run_tuban("render", "c.json", "d.json", "--style", "s.json").returncode, 1)
        self.assertEqual(self.files(), ["c.json", "d.json", "s.json"])


@unittest.skipUnless(os.path.exists("/proc/self/stat"), "needs /proc")
class Losses(Case):
    """A spec that is a pipe without a writer holds its worker up."""

    def setUp(self):
        super().setUp()
        self.names = ["a.json", "b.json", "c.json", "d.json"]
        for name in self.names:
            self.write(name, spec()) if name != "b.json" else os.mkfifo(self.path(name))

    def start(self, *arguments):
        self.running = subprocess.Popen([TUBAN, "render", *self.names, *arguments], cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(lambda: (self.running.poll() is None and self.running.kill(), self.running.communicate()))

    def end(self, status, stderr, drawn):
        out, err = self.running.communicate(timeout=30)
        self.assertEqual((self.running.returncode, err.decode()), (status, stderr))
        self.assertEqual([line.split()[0] for line in out.decode().splitlines()], drawn)

    def held_up(self, left):
        """The process that waits, once the others are idle or gone."""
        for _ in range(1000):
            found = children(self.running.pid)
            waiting = [pid for pid in found if "openat" in self.wait_of(pid) or "wait_for_partner" in self.wait_of(pid)]
            drawn = all(name + ".png" in self.files() for name in left)
            if drawn and waiting:
                return waiting[0]
            time.sleep(0.01)
        self.skipTest("cannot see which process waits")

    def wait_of(self, pid):
        try:
            with open(f"/proc/{pid}/syscall") as file:
                number = file.read().split()[0]
            return "openat" if number in ("257", "56") else ""
        except OSError:
            return ""

    def test_a_crash_ends_one_chart_and_names_it(self):
        for jobs, left in (("1", "a"), ("3", "acd")):
            for number, said in ((signal.SIGABRT, "signal 6 (Aborted)"), (signal.SIGKILL, "signal 9 (Killed)")):
                self.start("-j", jobs)
                os.kill(self.held_up(left), number)
                self.end(1, f"b.json: error: drawing it was ended by {said} [E174]\n", ["a.png", "c.png", "d.png"])

    def test_a_timeout_ends_one_chart(self):
        for jobs in ("1", "2"):
            self.start("-j", jobs, "--timeout", "0.7")
            self.end(1, "b.json: error: it took more than 0.7 s and was ended (--timeout) [E173]\n", ["a.png", "c.png", "d.png"])

    def test_a_timeout_holds_for_one_input_too(self):
        self.names = ["b.json"]
        self.start("--timeout", "0.3", "--messages", "json")
        out, err = self.running.communicate(timeout=30)
        self.assertEqual((self.running.returncode, out), (1, b""))
        self.assertEqual({key: value for key, value in json.loads(err).items() if key != "text"}, {"level": "error", "code": "E173", "file": "b.json"})

    def test_ending_the_program_ends_its_workers(self):
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGKILL):
            self.start("-j", "2")
            worker = self.held_up("a")
            self.running.send_signal(number)
            self.assertEqual(self.running.wait(10), -number)
            for _ in range(200):
                if not os.path.exists(f"/proc/{worker}") or "Z" in self.state(worker):
                    break
                time.sleep(0.01)
            else:
                self.fail(f"the worker outlives signal {number}")
            self.running.communicate()

    def state(self, pid):
        try:
            with open(f"/proc/{pid}/stat") as file:
                return file.read().rpartition(")")[2].split()[0]
        except OSError:
            return "Z"

    def test_it_ends_while_nobody_reads_what_it_prints(self):
        os.unlink(self.path("b.json"))
        self.names = [f"n{i}.json" for i in range(40)]
        extra = {f"p{i}": 1 for i in range(20)}
        for name in self.names:  # 4 kB of messages each, more than a pipe holds
            self.write(name, json.dumps({"data": {"values": [{"a": 1}]}, "mark": {"type": "point", **extra}}))
        for number in (signal.SIGTERM, signal.SIGINT):
            self.start("-j", "2")
            drawn = None
            while drawn != (drawn := [name for name in self.files() if name.endswith(".png")]) or not drawn:
                time.sleep(0.5)
            self.assertIsNone(self.running.poll(), "it should be waiting for a reader")
            self.running.send_signal(number)
            self.assertEqual(self.running.wait(10), -number)
            self.running.communicate()
            for name in drawn:
                os.unlink(self.path(name))

    def test_signals_that_are_ignored_stay_so(self):
        self.running = subprocess.Popen([TUBAN, "render", *self.names, "-q"], cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
        self.addCleanup(lambda: self.running.poll() is None and self.running.kill())
        self.held_up("a")
        self.running.send_signal(signal.SIGHUP)
        time.sleep(0.3)
        with open(self.path("b.json"), "w") as pipe:
            pipe.write(spec())
        self.end(0, "", [])

    @unittest.skipIf("sanitize" in TUBAN, "AddressSanitizer needs more address space than any limit")
    def test_too_much_memory_ends_one_chart(self):
        import resource
        os.unlink(self.path("b.json"))
        steps = [{"calculate": f"datum.a + {i}", "as": f"c{i}"} for i in range(12)]
        self.write("b.json", json.dumps({"data": {"sequence": {"start": 0, "stop": 9.9e6, "as": "a"}}, "transform": steps, "mark": "point",
                                         "encoding": {"x": {"field": "c3", "type": "quantitative"}}}))
        done = self.run_tuban("render", *self.names, "-q", "-j", "2", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (8 * 10**8,) * 2))
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stderr.decode(), r"^b.json:.*error: ")
        self.assertEqual([name for name in self.files() if name.endswith(".png")], ["a.png", "c.png", "d.png"])


class Same(Case):
    """The same bytes, whatever surrounds the program."""
    FORMATS = "png,svg,pdf"

    def specs(self):
        folder = os.path.join(SOURCE, "tests", "golden")
        chosen = sorted(name for name in os.listdir(folder) if name.endswith(".json") and not name.endswith(".scene.json"))
        return [os.path.join(folder, name) for name in chosen if name.endswith(".vl.json")][::6] + \
               [os.path.join(SOURCE, "data", "charts", name) for name in sorted(os.listdir(os.path.join(SOURCE, "data", "charts")))] + [self.path("han.json")]

    def draw(self, specs, *before, cwd=None, jobs="2", scene=False, **environment):
        out = self.path("out")
        subprocess.run([*before, TUBAN, "render", *specs, "-q", "-o", out, "-f", self.FORMATS, "-j", jobs], cwd=cwd or self.folder, check=False,
                       env={**os.environ, "TZ": "UTC", **environment}, capture_output=True)
        pictures = {name: self.read("out/" + name) for name in os.listdir(out)}
        for name in pictures:
            os.unlink(os.path.join(out, name))
        return pictures

    def test_nothing_around_changes_a_byte(self):
        text = ["直曜骨 gate", "かな 直", "한글", "العربية", "ไทย", "αβγ Ж 1.5"]
        rows = [{"a": word, "b": i + 0.5} for i, word in enumerate(text)]
        self.write("han.json", json.dumps({"data": {"values": rows}, "mark": "bar", "encoding": {"x": {"field": "b", "type": "quantitative"}, "y": {"field": "a"}}}))
        specs = self.specs()
        first = self.draw(specs)
        self.assertGreater(len(first), 150)
        around = {"the locale": {"LC_ALL": "ja_JP.UTF-8", "LANGUAGE": "ko"}, "the language": {"LANG": "zh_TW.UTF-8", "PANGO_LANGUAGE": "ja", "LC_ALL": ""},
                  "the memory": {"MALLOC_PERTURB_": "165", "G_SLICE": "always-malloc", "PADDING": "x" * 30000}}
        for what, environment in around.items():
            self.assertEqual(self.different(first, self.draw(specs, **environment)), [], what)
        self.assertEqual(self.different(first, self.draw(specs, cwd="/")), [], "the folder")
        self.assertEqual(self.different(first, self.draw(specs[::-1], jobs="1")), [], "the order")
        relative = [os.path.relpath(name, SOURCE) for name in specs]
        self.assertEqual(self.different(first, self.draw(relative, cwd=SOURCE, jobs="7")), [], "how files are named")
        if os.path.exists("/usr/bin/setarch"):
            self.assertEqual(self.different(first, self.draw(specs, "/usr/bin/setarch", "-R")), [], "the addresses")

    def different(self, one, other):
        return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


main()
