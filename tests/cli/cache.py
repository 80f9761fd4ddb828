"""The build cache of tuban render: what is not drawn again, what is, and why; a cache that is damaged, shared, carried or full."""
import hashlib, json, os, random, re, shutil, subprocess, tempfile, threading
from _tuban import Case, TUBAN, main, spec

DATA = '"data": {"url": "../data/%s.csv"}'
PICTURE = '{"data": {"values": [{"u": "p.png"}]}, "mark": {"type": "image", "width": 20, "height": 20}, "encoding": {"url": {"field": "u"}}}'
OLD = 40 * 86400


def chart(name, mark='"mark": "bar"', *more):
    return spec(DATA % name, mark, '"encoding": {"x": {"field": "a", "type": "nominal"}, "y": {"field": "b", "type": "quantitative"}}', *more)


class Cache(Case):
    def setUp(self):
        super().setUp()
        self.write("tuban.json", json.dumps({"output": "out/{name}.{ext}", "format": "svg", "charts": ["charts"]}))
        for name, value in (("a", 1), ("b", 2)):
            self.write(f"data/{name}.csv", f"a,b\nx,{value}\ny,3\n")
        for name in ("a1", "a2", "b1"):
            self.write(f"charts/{name}.vl.json", chart(name[0]))
        self.age()

    def age(self):
        """Files are old enough for their states to be trusted; otherwise they are read once more, with the same result."""
        for name in self.files():
            if not name.startswith((".tuban-cache", "out")):
                os.utime(self.path(name), (1e9, 1e9))

    def render(self, *arguments, status=0, **options):
        """The charts that were drawn, and those that were not, by the names of their specs."""
        done = self.run_tuban("render", "--messages", "events", *arguments, **options)
        self.assertEqual(done.returncode, status, done.stderr.decode())
        ends = [event for event in map(json.loads, done.stderr.decode().splitlines()) if event.get("event") == "end"]
        name = lambda event: re.sub(r"^.*/|\.vl\.json.*", "", event["chart"])
        return [name(event) for event in ends if "cached" not in event], [name(event) for event in ends if "cached" in event]

    def expect_drawn(self, drawn, *arguments, **options):
        got, kept = self.render(*arguments, **options)
        self.assertEqual(got, drawn)
        return kept

    def plan(self, *arguments, **options):
        done = self.run_tuban("render", "--dry-run", *arguments, **options)
        self.assertEqual((done.returncode, done.stderr.decode()), (0, ""))
        return done.stdout.decode().splitlines()

    def index(self):
        return self.read(".tuban-cache/index").decode().splitlines()

    def lines(self, kind):
        return [json.loads(line[52:]) for line in self.index() if line[17:18] == kind]

    def write_line(self, kind, key, value):
        """Appends a line as the program would."""
        rest = f"{kind} {key} {json.dumps(value, separators=(',', ':'))}"
        with open(self.path(".tuban-cache/index"), "a", encoding="utf-8") as file:
            file.write(f"\n{hashlib.sha256(('1' + rest).encode()).hexdigest()[:16]} {rest}\n")


class Twice(Cache):
    def test_nothing_is_drawn_twice(self):
        self.expect_drawn(["a1", "a2", "b1"])
        first = {name: (self.read(name), os.stat(self.path(name)).st_mtime_ns) for name in self.files() if name.startswith("out/")}
        self.assertEqual(sorted(first), ["out/a1.svg", "out/a2.svg", "out/b1.svg"])
        for _ in range(3):
            self.assertEqual(self.expect_drawn([]), ["a1", "a2", "b1"])
        self.assertEqual({name: (self.read(name), os.stat(self.path(name)).st_mtime_ns) for name in first}, first)

    def test_the_list_and_its_summary(self):
        self.assertEqual([row.split()[0] for row in self.run_tuban("render").stdout.decode().splitlines()], ["out/a1.svg", "out/a2.svg", "out/b1.svg"])
        self.assertEqual(self.run_tuban("render").stdout, b"3 charts, 3 unchanged\n")
        self.assertEqual(self.run_tuban("render", "-q").stdout, b"")
        os.remove(self.path("out/a2.svg"))
        rows = self.run_tuban("render").stdout.decode().splitlines()
        self.assertEqual((rows[0].split()[0], rows[1:]), ("out/a2.svg", ["3 charts, 3 unchanged"]))

    def test_files_are_drawn_once_and_for_all_formats(self):
        self.expect_drawn(["a1", "a2", "b1"], "-f", "svg,pdf,png")
        self.assertEqual(len(self.expect_drawn([], "-f", "svg,pdf,png")), 3)
        self.expect_drawn(["a1", "a2", "b1"], "-f", "svg")

    def test_a_plain_call_always_draws(self):
        for _ in range(2):
            self.expect_drawn(["a1"], "charts/a1.vl.json", "-o", "plain/")
        self.assertNotIn(".tuban-cache/index", self.files())
        self.expect_drawn(["a1"], "charts/a1.vl.json", "-o", "plain/", "--cache", "kept")
        self.expect_drawn([], "charts/a1.vl.json", "-o", "plain/", "--cache", "kept")
        self.expect_drawn(["a1", "a2", "b1"], "--no-cache")
        self.assertNotIn(".tuban-cache/index", self.files())

    def test_force_draws_all(self):
        self.render()
        lines = self.index()
        self.expect_drawn(["a1", "a2", "b1"], "--force")
        self.assertEqual([line for line in self.index() if line[17:18] == "J"], [line for line in lines if line[17:18] == "J"])
        self.assertEqual(self.plan("--force", "-q")[0], "draw  charts/a1.vl.json: --force")

    def test_standard_input_and_output_are_not_kept(self):
        text = self.read("charts/a1.vl.json").replace(b"../data", b"data")
        for _ in range(2):
            done = self.run_tuban("render", "-", "--cache", "kept", "-o", "x.svg", "--messages", "events", stdin=text)
            self.assertNotIn(b"cached", done.stderr)
        for _ in range(2):
            self.assertIn(b"<svg", self.run_tuban("render", "charts/a1.vl.json", "--cache", "kept", "-f", "svg", "-o", "-").stdout)

    def test_a_chart_with_an_error_is_drawn_again(self):
        self.write("charts/b1.vl.json", chart("b", '"mark": "bars"'))
        for drawn in (["a1", "a2", "b1"], ["b1"], ["b1"]):
            self.expect_drawn(drawn, status=1)
        self.write("charts/b1.vl.json", chart("b"))
        self.expect_drawn(["b1"])

    def test_from_another_folder(self):
        self.render()
        self.assertEqual(len(self.expect_drawn([], cwd=self.path("charts"))), 3)


class Key(Cache):
    def expect_change(self, why, drawn, *arguments, **options):
        """What was to be drawn is, and only that, for that reason; then nothing."""
        self.age()
        plan = [row for row in self.plan("-q", *arguments, **options)[:-1]]
        self.assertEqual([row.split()[1].partition(".vl.json")[0].rpartition("/")[2] for row in plan], drawn, plan)
        for row in plan:
            self.assertEqual((row.split()[0], row.partition(": ")[2]), ("draw", why))
        self.expect_drawn(drawn, *arguments, **options)
        self.expect_drawn([], *arguments, **options)

    def test_a_spec_and_its_data(self):
        self.expect_change("it is new", ["a1", "a2", "b1"])
        self.write("data/a.csv", "a,b\nx,7\ny,3\n")
        self.expect_change("data/a.csv changed", ["a1", "a2"])
        self.write("charts/a2.vl.json", chart("b"))
        self.expect_change("charts/a2.vl.json changed", ["a2"])
        self.write("data/b.csv", "a,b\nx,8\ny,3\n")
        self.expect_change("data/b.csv changed", ["a2", "b1"])
        self.write("charts/c1.vl.json", chart("b"))
        self.expect_change("it is new", ["c1"])

    def test_earlier_drawings_are_known(self):
        self.render()
        for value in (5, 6):
            self.write("data/a.csv", f"a,b\nx,{value}\ny,3\n")
            self.expect_drawn(["a1", "a2"])
        for value in (1, 5, 6, 1):
            self.write("data/a.csv", f"a,b\nx,{value}\ny,3\n")
            self.assertEqual(len(self.expect_drawn([])), 3)
            drawn = self.read("out/a1.svg")
            self.run_tuban("render", "charts/a1.vl.json", "-o", "plain/", "-f", "svg")
            self.assertEqual(self.read("plain/a1.svg"), drawn)

    def test_content_counts_rather_than_time(self):
        self.render()
        for name in ("data/a.csv", "charts/a1.vl.json", "out/a1.svg"):
            content = self.read(name)
            os.remove(self.path(name))
            self.write(name, content)
            self.expect_drawn([])

    def test_a_file_of_the_same_size_and_time(self):
        self.render()
        status = os.stat(self.path("data/a.csv"))
        with open(self.path("data/a.csv"), "r+", encoding="utf-8") as file:
            file.write("a,b\nx,9")
        os.utime(self.path("data/a.csv"), ns=(status.st_atime_ns, status.st_mtime_ns))
        self.assertEqual(os.stat(self.path("data/a.csv")).st_size, status.st_size)
        self.expect_drawn(["a1", "a2"])

    def test_at_once_after_the_first_call(self):
        """A file that is written twice within one tick of its clock has the same state, but for its content."""
        self.render()
        for value in range(4):
            with open(self.path("data/a.csv"), "r+", encoding="utf-8") as file:
                file.write(f"a,b\nx,{value}")
            drawn, _ = self.render()
            self.assertEqual(drawn, [] if value == 1 else ["a1", "a2"])

    def test_a_link_to_another_file(self):
        self.write("data/other.csv", "a,b\nx,4\ny,3\n")
        self.write("data/same.csv", self.read("data/b.csv"))
        os.remove(self.path("data/b.csv"))
        os.symlink("same.csv", self.path("data/b.csv"))
        self.render()
        os.remove(self.path("data/b.csv"))
        os.symlink("other.csv", self.path("data/b.csv"))
        self.expect_drawn(["b1"])
        outside = self.path("../tuban-outside.csv")
        self.addCleanup(os.remove, outside)
        shutil.copy(self.path("data/other.csv"), outside)
        os.remove(self.path("data/b.csv"))
        os.symlink(outside, self.path("data/b.csv"))
        self.expect_drawn(["b1"], status=1)

    def test_options(self):
        self.render()
        self.expect_change("--scale changed", ["a1", "a2", "b1"], "--scale", "2")
        self.expect_change("--scale changed", ["a1", "a2", "b1"], "--scale", "3")
        self.expect_change("--width changed", ["a1", "a2", "b1"], "--width", "80mm", "--scale", "3")
        self.assertEqual(len(self.expect_drawn([], "-j", "1", "--threads", "2", "--timeout", "50")), 3)

    def test_styles_presets_and_given_data(self):
        self.write("house.json", '{"background": "#ffffff"}')
        self.write("journal.json", '{"widths": ["80mm", "170mm"], "print": {"fontSize": "7pt"}}')
        self.write("new.csv", "a,b\nx,5\n")
        call = ("charts/a1.vl.json", "-o", "p/", "-f", "svg", "--cache", "kept", "--style", "house.json", "--for", "./journal.json:2", "--data", "../data/a.csv=new.csv")
        self.expect_drawn(["a1"], *call)
        self.expect_drawn([], *call)
        for name, text in (("house.json", '{"background": "#eeeeee"}'), ("journal.json", '{"widths": ["80mm", "160mm"], "print": {"fontSize": "7pt"}}'), ("new.csv", "a,b\nx,6\n")):
            self.write(name, text)
            self.expect_change(f"{name} changed", ["a1"], *call)

    def test_a_file_that_changes_meanwhile(self):
        """The second chart is drawn with a preset that is not the one from when the call began."""
        slow = '"data": {"sequence": {"start": 0, "stop": 3000000, "as": "a"}}, "transform": [{"calculate": "random()", "as": "b"}, {"aggregate": [{"op": "mean", "field": "b", "as": "b"}]}]'
        self.write("charts/a1.vl.json", spec(slow, '"mark": "point"', '"encoding": {"x": {"field": "b", "type": "quantitative"}}'))
        preset = '{"widths": ["%dmm"], "print": {"fontSize": "7pt"}}'
        self.write("j.json", preset % 80)
        call = ("render", "charts/a1.vl.json", "charts/b1.vl.json", "-o", "p/", "-f", "svg", "-j", "1", "-q", "--for", "./j.json", "--cache")
        environment = {**os.environ, "TZ": "UTC", "LC_ALL": "C.UTF-8"}  # that of run_tuban()
        with subprocess.Popen([TUBAN, *call, "kept", "--messages", "events"], cwd=self.folder, stderr=subprocess.PIPE, env=environment) as running:
            self.assertIn(b'"start"', running.stderr.readline())
            self.write("j.json", preset % 120)
            running.communicate(timeout=60)
        self.write("j.json", preset % 80)
        self.run_tuban(*call, "kept")
        drawn = self.read("p/b1.svg")
        self.run_tuban(*call, "other")
        self.assertEqual(self.read("p/b1.svg"), drawn)

    def test_params_and_rows(self):
        self.write("charts/a1.vl.json", chart("a", '"mark": "bar"', '"params": [{"name": "who", "value": "x"}]', '"title": {"text": {"expr": "who"}}'))
        call = ("charts/a1.vl.json", "-o", "p/", "-f", "svg", "--cache", "kept")
        self.expect_drawn(["a1"], *call, "--param", "who=y")
        self.expect_change("the param who changed", ["a1"], *call, "--param", "who=z")
        self.write("rows.csv", "who\nu\nv\n")
        call = ("charts/a1.vl.json", "--for-each", "rows.csv", "-o", "p/{who}.svg", "--cache", "kept")
        self.expect_drawn(["a1", "a1"], *call)
        self.write("rows.csv", "who\nw\nv\n")
        self.expect_drawn(["a1"], *call)
        self.assertIn(b">w<", self.read("p/w.svg"))

    def test_lines_that_move_stay(self):
        line = lambda name, value: json.dumps({"name": name, "mark": "bar", "data": {"values": [{"a": value}]}, "encoding": {"x": {"field": "a"}}}) + "\n"
        call = ("m.ndjson", "-o", "p/", "-f", "svg", "--cache", "kept")
        self.write("m.ndjson", line("u", 1) + line("v", 2))
        self.assertEqual(len(self.render(*call)[0]), 2)
        self.write("m.ndjson", line("t", 0) + line("u", 1) + line("v", 3))
        drawn, kept = self.render(*call)
        self.assertEqual((len(drawn), len(kept)), (2, 1))

    def test_a_picture(self):
        self.write("charts/p.vl.json", PICTURE)
        picture = self.run_tuban("render", "charts/a1.vl.json", "-f", "png", "-o", "-").stdout
        self.write("charts/p.png", picture)
        self.render()
        self.write("charts/p.png", self.run_tuban("render", "charts/b1.vl.json", "-f", "png", "-o", "-").stdout)
        self.expect_change("charts/p.png changed", ["p"])

    def test_the_machine(self):
        self.render()
        self.expect_change("the time zone changed", ["a1", "a2", "b1"], env={"TZ": "Asia/Shanghai"})
        self.assertEqual(len(self.expect_drawn([])), 3)
        self.expect_change("SOURCE_DATE_EPOCH changed", ["a1", "a2", "b1"], env={"SOURCE_DATE_EPOCH": "1000000000"})

    def test_fonts(self):
        fonts = subprocess.run(["fc-match", "-f", "%{file}", "DejaVu Sans"], capture_output=True, text=True, check=True).stdout
        os.mkdir(self.path("fonts"))
        shutil.copyfile(fonts, self.path("fonts/one.ttf"))
        call = ("charts/a1.vl.json", "-o", "p/", "-f", "svg", "--cache", "kept", "--font-dir", "fonts")
        self.expect_drawn(["a1"], *call)
        self.expect_drawn([], *call)
        shutil.copy(self.path("fonts/one.ttf"), self.path("fonts/two.ttf"))
        self.expect_change("the list of fonts changed", ["a1"], *call)

    def test_a_program_that_changed(self):
        self.render()
        other = self.path("tuban")
        shutil.copy(TUBAN, other)
        os.symlink(os.path.join(os.path.dirname(TUBAN), "share"), self.path("share"))
        plan = lambda: subprocess.run([other, "render", "--dry-run", "-q"], cwd=self.folder, capture_output=True, text=True, env={**os.environ, "TZ": "UTC", "LC_ALL": "C.UTF-8"}).stdout
        self.assertEqual(plan(), "3 charts: 0 to draw, 0 to copy from the cache, 3 unchanged\n")
        with open(other, "ab") as file:
            file.write(b"x")
        self.assertTrue(plan().startswith("draw  charts/a1.vl.json: tuban changed\n"), plan())


class Outputs(Cache):
    def test_what_is_missing_or_was_edited_is_copied(self):
        self.render()
        drawn = {name: self.read(name) for name in self.files() if name.startswith("out/")}
        os.remove(self.path("out/a1.svg"))
        self.write("out/a2.svg", "edited")
        self.assertEqual(self.plan("-q")[:2], ["copy  charts/a1.vl.json: out/a1.svg is missing", "copy  charts/a2.vl.json: out/a2.svg was changed"])
        self.expect_drawn([])
        self.assertEqual({name: self.read(name) for name in drawn}, drawn)
        shutil.rmtree(self.path("out"))
        self.expect_drawn([])
        self.assertEqual({name: self.read(name) for name in drawn}, drawn)

    def test_without_its_bytes_it_is_drawn(self):
        self.render()
        drawn = self.read("out/a1.svg")
        shutil.rmtree(self.path(".tuban-cache/objects"))
        self.assertEqual(len(self.expect_drawn([])), 3)
        os.remove(self.path("out/a1.svg"))
        self.assertEqual(self.plan("-q")[0], "draw  charts/a1.vl.json: out/a1.svg is missing, and the cache does not have it")
        self.expect_drawn(["a1"])
        self.assertEqual(self.read("out/a1.svg"), drawn)

    def test_no_input_is_overwritten(self):
        self.render()
        for name in ("data/a.csv", "charts/a1.vl.json"):
            before = self.read(name)
            os.remove(self.path("out/a1.svg"))
            os.link(self.path(name), self.path("out/a1.svg"))
            done = self.run_tuban("render", "-q")
            self.assertNotEqual(done.returncode, 0)
            self.assertIn("is an input", done.stderr.decode())
            self.assertEqual(self.read(name), before)

    def test_what_a_killed_process_left_is_removed(self):
        self.render()
        gone = subprocess.Popen(["true"])
        gone.wait()
        self.write(f".tuban-cache/new-{gone.pid}-00000000", "")
        self.write(f".tuban-cache/new-{os.getpid()}-00000000", "")
        self.render()
        self.assertEqual([name for name in os.listdir(self.path(".tuban-cache")) if name.startswith("new-")], [f"new-{os.getpid()}-00000000"])

    def test_a_fresh_checkout_with_a_carried_cache(self):
        self.render()
        drawn = {name: self.read(name) for name in self.files() if name.startswith("out/")}
        with tempfile.TemporaryDirectory() as folder:
            for name in ("charts", "data", ".tuban-cache"):
                shutil.copytree(self.path(name), os.path.join(folder, name), copy_function=shutil.copyfile)
            shutil.copyfile(self.path("tuban.json"), os.path.join(folder, "tuban.json"))
            self.assertEqual(len(self.expect_drawn([], cwd=folder)), 3)
            for name, content in drawn.items():
                with open(os.path.join(folder, name), "rb") as file:
                    self.assertEqual(file.read(), content)

    def test_compare_and_reports(self):
        self.render("-o", "expected/out/", "-f", "png,svg", "--no-cache")
        for drawn in (3, 0):
            report = self.path(f"r{drawn}.json")
            got, _ = self.render("-o", "changed/", "-f", "png", "--compare", "expected", "--report", f"json:{report}")
            self.assertEqual(len(got), drawn)
        records = [json.loads(self.read(name))["charts"] for name in ("r3.json", "r0.json")]
        self.assertTrue(all(chart.pop("cached") for chart in records[1]))
        self.assertEqual([{**chart, "seconds": 0} for chart in records[1]], [{**chart, "seconds": 0} for chart in records[0]])
        self.write("expected/out/a1.svg", self.read("expected/out/a1.svg").replace(b">y<", b">yy<"))
        got, _ = self.render("-o", "changed/", "-f", "png", "--compare", "expected", status=1)
        self.assertEqual(got, [])


class Messages(Cache):
    def test_they_are_repeated(self):
        self.write("charts/b1.vl.json", chart("b", '"mark": {"type": "bar", "colour": "red"}'))
        for kind in ("text", "json"):
            first = self.run_tuban("render", "-q", "--messages", kind, "--force")
            self.assertIn(b"colour", first.stderr)
            again = self.run_tuban("render", "-q", "--messages", kind)
            self.assertEqual((again.stderr, again.returncode), (first.stderr, 0))
        reports = []
        for force in (("--force",), ()):
            self.run_tuban("render", "-q", *force, "--report", "gitlab:q.json")
            reports.append(self.read("q.json"))
        self.assertEqual(*reports)
        self.assertEqual(self.run_tuban("render", "-q", "--strict").returncode, 1)
        self.assertEqual(self.run_tuban("render", "-q", "--allow", "W204").returncode, 0)

    def test_their_places_are_right(self):
        line = json.dumps({"name": "w", "mark": {"type": "bar", "colour": "red"}, "data": {"values": [{"a": 1}]}, "encoding": {"x": {"field": "a"}}}) + "\n"
        self.write("m.ndjson", line)
        call = ("render", "m.ndjson", "-o", "p/", "-f", "svg", "-q", "--cache", "kept")
        self.assertIn(b"m.ndjson:1:", self.run_tuban(*call).stderr)
        self.write("m.ndjson", "\n" + line)
        self.assertIn(b"m.ndjson:2:", self.run_tuban(*call).stderr)

    def test_notes_are_shown_where_they_are_asked_for(self):
        self.write("charts/b1.vl.json", chart("b", '"mark": "bar"', '"height": {"step": 4}'))
        texts = [self.run_tuban("render", "-q", *verbose).stderr for verbose in ((), ("-v",), ("-v",), ())]
        self.assertEqual((texts[0], texts[1]), (texts[3], texts[2]))


class DryRun(Cache):
    def test_nothing_is_written(self):
        before = self.files()
        self.assertEqual(self.plan(), [f"draw  charts/{name}.vl.json: it is new" for name in ("a1", "a2", "b1")] + ["3 charts: 3 to draw, 0 to copy from the cache, 0 unchanged"])
        self.assertEqual(self.files(), before)
        self.assertFalse(os.path.exists(self.path("out")))
        self.render()
        os.utime(self.path("data/a.csv"))
        before = {name: (self.read(name), os.stat(self.path(name)).st_mtime_ns) for name in self.files()}
        self.assertEqual(self.plan()[:2], ["keep  charts/a1.vl.json", "keep  charts/a2.vl.json"])
        self.assertEqual({name: (self.read(name), os.stat(self.path(name)).st_mtime_ns) for name in self.files()}, before)

    def test_as_json(self):
        self.render()
        self.write("data/a.csv", "a,b\nx,7\n")
        rows = [json.loads(row) for row in self.plan("--messages", "json")]
        self.assertEqual(rows[0], {"event": "plan", "chart": "charts/a1.vl.json", "number": 1, "of": 3, "action": "draw", "reason": "data/a.csv changed", "outputs": ["out/a1.svg"]})
        self.assertEqual([row["action"] for row in rows], ["draw", "draw", "keep"])

    def test_without_a_cache(self):
        self.assertEqual(self.plan("charts/a1.vl.json")[0], "draw  charts/a1.vl.json: there is no build cache")


class Folder(Cache):
    def test_a_damaged_cache_is_as_good_as_none(self):
        self.render()
        drawn = {name: self.read(name) for name in self.files() if name.startswith("out/")}
        whole, by = self.read(".tuban-cache/index"), random.Random(1)
        objects = [name for name in self.files() if "/objects/" in name]
        for i in range(12):
            damaged = bytearray(whole)
            for _ in range(1 << i % 6):
                damaged[by.randrange(len(damaged))] = by.randrange(256)
            self.write(".tuban-cache/index", bytes(damaged[:by.randrange(len(damaged))] if i % 3 == 0 else damaged))
            self.write(by.choice(objects), by.choice((b"", b"x" * 5000, b"\0")))
            for name in drawn:
                if by.random() < 0.5:
                    os.remove(self.path(name))
            self.render("-j", "1")
            self.assertEqual({name: self.read(name) for name in drawn}, drawn)

    def test_a_line_that_was_altered_is_not_believed(self):
        self.write("charts/b1.vl.json", chart("b", '"mark": {"type": "bar", "colour": "red"}'))
        self.render()
        self.write(".tuban-cache/index", self.read(".tuban-cache/index").replace(b"colour", b"flavor"))
        self.expect_drawn(["b1"])
        self.assertNotIn(b"flavor", self.run_tuban("render", "-q").stderr)

    def test_bytes_that_were_altered_are_not_copied(self):
        self.render()
        drawn = self.read("out/a1.svg")
        for name in self.files():
            if "/objects/" in name:
                self.write(name, b"x" * os.stat(self.path(name)).st_size)
        os.remove(self.path("out/a1.svg"))
        self.expect_drawn(["a1"])
        self.assertEqual(self.read("out/a1.svg"), drawn)

    def test_a_line_of_a_killed_writer_takes_no_other_with_it(self):
        self.render()
        self.render()
        with open(self.path(".tuban-cache/index"), "ab") as file:
            file.write(b"0123456789abcdef J 01")
        self.expect_drawn(["a1", "a2", "b1"], "-j", "1", "--scale", "2")
        self.expect_drawn([], "--scale", "2")

    def test_two_processes_at_once(self):
        for i in range(12):
            self.write(f"charts/c{i}.vl.json", chart("a", f'"mark": {{"type": "bar", "color": "#12345{i:x}"}}'))
        results = []
        threads = [threading.Thread(target=lambda: results.append(self.run_tuban("render", "-q", "-j", "2"))) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual([(done.returncode, done.stderr) for done in results], [(0, b"")] * 4)
        self.assertEqual(len(self.expect_drawn([])), 15)
        drawn = {name: self.read(name) for name in self.files() if name.startswith("out/")}
        self.render("--no-cache")
        self.assertEqual({name: self.read(name) for name in drawn}, drawn)

    def test_a_folder_with_other_files_is_left_alone(self):
        self.write("mine/index", "my list")
        done = self.run_tuban("render", "charts/a1.vl.json", "--cache", "mine", "-o", "p/")
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"has files that are not of a cache", done.stderr)
        self.assertEqual(self.read("mine/index"), b"my list")
        self.write(".tuban-cache/index", "my list")
        done = self.run_tuban("render", "-q")
        self.assertEqual(done.returncode, 0)
        self.assertIn(b"[W494]", done.stderr)
        self.assertEqual(self.read(".tuban-cache/index"), b"my list")
        self.assertEqual(self.run_tuban("render", "--cache", "a", "--no-cache").returncode, 2)

    def test_links_are_not_followed(self):
        os.mkdir(self.path("elsewhere"))
        os.symlink("elsewhere", self.path(".tuban-cache"))
        self.assertIn(b"it is a link", self.run_tuban("render", "-q").stderr)
        self.assertEqual(os.listdir(self.path("elsewhere")), [])
        os.remove(self.path(".tuban-cache"))
        self.render()
        victim = self.path("victim")
        self.write("victim", "mine")
        for name in ("index", "lock"):
            os.remove(self.path(f".tuban-cache/{name}"))
            os.symlink(victim, self.path(f".tuban-cache/{name}"))
        for name in self.files():
            if "/objects/" in name:
                os.remove(self.path(name))
                os.symlink(victim, self.path(name))
        self.expect_drawn(["a1", "a2", "b1"])
        self.assertEqual(self.read("victim"), b"mine")

    def test_no_line_makes_it_read_elsewhere(self):
        self.render()
        drawing = next(value for value in self.lines("J") if value["spec"] == "charts/b1.vl.json")
        key = next(line[19:51] for line in self.index() if '"charts/b1.vl.json"' in line and line[17] == "J")
        self.write("data/b.csv", "a,b\nx,9\n")
        with open("/etc/passwd", "rb") as file:
            digest = hashlib.sha256(file.read()).hexdigest()
        for path in ("//etc/passwd", "../../../../../../../../etc/passwd", "/../../../../../../../../etc/passwd"):
            drawing["files"][1] = [path, digest]
            self.write_line("J", key, drawing)
            self.assertEqual(self.plan("-q")[0].split(":")[0], "draw  charts/b1.vl.json", path)

    def test_odd_values_of_lines(self):
        self.render()
        drawn = {name: self.read(name) for name in self.files() if name.startswith("out/")}
        lines = [(line[17], line[19:51], json.loads(line[52:])) for line in self.index() if line]
        odd = [None, True, -1, 1e300, "", "x", [], [[]], {}, {"a": []}, ["x", "y"], [["x", 1]], [["x", "y", "z"]], [None]]
        for kind, key, value in lines:
            if kind in "JF":
                for name in value:
                    for other in odd:
                        self.write_line(kind, key, {**value, name: other})
        self.render("-q")
        self.assertEqual({name: self.read(name) for name in drawn}, drawn)
        for kind, key, value in lines:
            for other in odd:
                self.write_line(kind, key, other)
        self.render("-q")
        self.assertEqual({name: self.read(name) for name in drawn}, drawn)

    def as_old(self):
        for name in self.files():
            if name.startswith(".tuban-cache/"):
                os.utime(self.path(name), (os.stat(self.path(name)).st_atime, os.stat(self.path(name)).st_mtime - OLD))

    def test_what_is_not_used_is_forgotten(self):
        self.render()
        kept = len(self.index())
        for value in range(4, 9):
            self.write("data/a.csv", f"a,b\nx,{value}\ny,3\n")
            self.render()
        self.assertEqual(len([name for name in self.files() if "/objects/" in name]), 7)
        for line in self.index():
            if line[17:18] == "J":
                value = json.loads(line[52:])
                self.write_line("J", line[19:51], {**value, "used": value["used"] - 40})
        text = "\n".join(line for line in self.index() if line and (line[17] != "J" or json.loads(line[52:])["used"] < self.lines("J")[0]["used"]))
        self.write(".tuban-cache/index", text + "\n")
        self.as_old()
        self.assertEqual(len(self.expect_drawn([])), 3)  # used again today
        self.assertEqual(len([name for name in self.files() if "/objects/" in name]), 2)
        self.assertLessEqual(len(self.index()), kept)
        self.assertEqual(len(self.expect_drawn([])), 3)

    def test_its_size_is_bounded(self):
        for value in range(9):
            self.write("data/a.csv", f"a,b\nx,{value}\ny,3\n")
            self.render()
        size = sum(os.stat(self.path(name)).st_size for name in self.files() if "/objects/" in name)
        self.as_old()
        self.write("data/b.csv", "a,b\nx,8\n")
        self.expect_drawn(["b1"], "--cache-size", f"{size // 3}")
        after = sum(os.stat(self.path(name)).st_size for name in self.files() if "/objects/" in name)
        self.assertLessEqual(after, size // 3)
        self.assertGreater(after, 0)
        self.expect_drawn([])

    def test_it_is_not_searched_for_charts(self):
        self.write("tuban.json", json.dumps({"output": "out/{name}.{ext}", "format": "svg", "charts": ["."]}))
        self.render("--cache", "kept")
        self.assertEqual(len(self.render("--cache", "kept")[1]), 3)

    def test_one_that_cannot_be_written_to_is_read(self):
        self.render()
        os.chmod(self.path(".tuban-cache"), 0o555)
        os.chmod(self.path(".tuban-cache/objects"), 0o555)
        if os.geteuid() == 0:
            self.skipTest("root may write everywhere")
        done = self.run_tuban("render")
        os.chmod(self.path(".tuban-cache"), 0o755)
        self.assertIn(b"[W493]", done.stderr)
        self.assertEqual(done.stdout, b"3 charts, 3 unchanged\n")


if __name__ == "__main__":
    main()
