"""--depfile, by the tools that it is for: what depends on a file that was saved is drawn again, and nothing else."""
import json, os, re, shutil, subprocess, time
from _tuban import SOURCE, TUBAN, Case, main, spec

FONTS = "/usr/share/fonts/truetype"
ENCODING = '"encoding": {"x": {"field": "a", "type": "nominal"}, "y": {"field": "b", "type": "quantitative"}}'


def block(language):
    with open(os.path.join(SOURCE, "README.md"), encoding="utf-8") as file:
        return re.search(rf"```{language}\n(.*?)```", file.read(), re.S)[1]


class Builds:
    """Charts in a folder, built by the tool of a subclass. Its rules draw each with the same options, "{options}"."""

    def setUp(self):
        super().setUp()
        os.mkdir(self.path("bin"))
        os.symlink(TUBAN, self.path("bin/tuban"))
        self.environment = {**os.environ, "PATH": f"{self.path('bin')}:{os.environ['PATH']}", "TZ": "UTC"}

    def chart(self, name, data="d.csv", font="DejaVu Sans"):
        self.write(name, spec(f'"data": {{"url": "{data}"}}', '"mark": "bar"', ENCODING, f'"config": {{"font": "{font}"}}'))

    def build(self, status=0):
        time.sleep(0.02)  # times of files are a few ms apart
        done = subprocess.run(self.command, cwd=self.folder, env=self.environment, capture_output=True, text=True)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def times(self):
        return {name: os.stat(self.path(name)).st_mtime_ns for name in self.files() if re.search(r"\.(svg|png)$", name)}

    def redrawn(self, *touched):
        time.sleep(0.02)
        for name in touched:
            os.utime(self.path(name))
        before = self.times()
        self.build()
        after = self.times()
        return sorted(name for name in after if before.get(name) != after[name])

    def test_what_depends_on_a_file_is_drawn_again(self):
        for name in ("d.csv", "e.csv"):
            self.write(name, "a,b\nx,1\ny,2\n")
        for font in ("dejavu/DejaVuSans.ttf", "liberation2/LiberationSans-Regular.ttf", "dejavu/DejaVuSansMono.ttf"):
            os.makedirs(self.path("fonts"), exist_ok=True)
            shutil.copy(os.path.join(FONTS, font), self.path("fonts"))
        self.write("house.json", '{"axis": {"grid": false}}')
        self.chart("one.vl.json")
        self.chart("two.vl.json", "e.csv", "Liberation Sans")
        self.chart("three.vl.json", "d.csv", "Liberation Sans")
        self.rules({"out/one.svg": ("one.vl.json", "--style house.json --font-dir fonts"), "out/two.svg": ("two.vl.json", "--font-dir fonts"),
                    "out/three.svg out/three.png": ("three.vl.json", "--font-dir fonts -o 'out/{name}.{ext}' -f svg,png")})
        self.build()
        three = ["out/three.png", "out/three.svg"]
        self.assertEqual(self.redrawn(), [])
        for touched, expected in (("d.csv", ["out/one.svg", *three]), ("e.csv", ["out/two.svg"]), ("house.json", ["out/one.svg"]), ("three.vl.json", three),
                                  ("fonts/DejaVuSans.ttf", ["out/one.svg"]), ("fonts/LiberationSans-Regular.ttf", [*three, "out/two.svg"]), ("fonts/DejaVuSansMono.ttf", [])):
            with self.subTest(touched):
                self.assertEqual(self.redrawn(touched), sorted(expected))
                self.assertEqual(self.redrawn(), [])

    def test_names_that_rules_must_escape(self):
        names = {"a b": "d e.csv", "a#b": "d#.csv", "a$b": "$d.csv", "a:b": "d:e.csv", "a\\b": "d\\ e.csv", "图 版": "数 据.csv", "a\\ b": "d%e=f.csv", "a(b)c": "~d.csv", "a+b,c@": "x/d{e}!.csv",
                 **self.more_names}
        for name, data in names.items():
            self.write(data, "a,b\nx,1\ny,2\n")
            self.chart(f"{name}.vl.json", json.dumps(data)[1:-1])
        self.rules({f"{name}.svg": (f"{name}.vl.json", "") for name in names})
        self.build()
        self.assertEqual(self.redrawn(), [])
        for name, data in names.items():
            with self.subTest(name):
                self.assertEqual(self.redrawn(data), [f"{name}.svg"])
        self.assertEqual(self.redrawn(), [])

    def test_a_file_that_is_gone_is_no_longer_needed(self):
        for name in ("d.csv", "e.csv"):
            self.write(name, "a,b\nx,1\ny,2\n")
        self.chart("one.vl.json")
        self.rules({"one.svg": ("one.vl.json", "")})
        self.build()
        os.remove(self.path("d.csv"))
        self.assertIn("E101", self.build(self.failure))
        self.chart("one.vl.json", "e.csv")
        self.assertEqual(self.redrawn(), ["one.svg"])
        self.assertEqual(self.redrawn(), [])
        self.assertEqual(self.redrawn("e.csv"), ["one.svg"])

    def test_rules_of_readme(self):
        self.write(self.file, block(self.command[0]))
        for name in ("sales", "first"):
            self.write(f"{name}.csv", "a,b\nx,1\ny,2\n")
            self.chart(f"{name}.vl.json", f"{name}.csv")
        self.build()
        self.assertEqual(self.redrawn("sales.csv"), ["out/sales.svg"])
        self.assertEqual(self.redrawn("first.vl.json"), ["out/first.svg"])
        self.assertEqual(self.redrawn(), [])


class Make(Builds, Case):
    file = "Makefile"
    command, failure, more_names = ["make"], 2, {"a'b": 'd"e&f.csv'}

    @staticmethod
    def escaped(name):
        name = re.sub(r"(\\*) ", lambda found: found[1] * 2 + "\\ ", name)
        return re.sub("([#:])", r"\\\1", name).replace("$", "$$")

    def rules(self, charts):
        lines = ["all:"]
        for i, (outputs, (source, options)) in enumerate(charts.items()):
            names = [self.escaped(name) for name in (outputs.split() if "{ext}" in options else [outputs])]
            words = options if "{ext}" in options else f"{options} -o {quoted(outputs)}"
            lines += [f"all: {' '.join(names)}", f"{' '.join(names)} {'&' if len(names) > 1 else ''}: {self.escaped(source)}",
                      f"\ttuban render {quoted(source)} -q {words} --depfile {i}.d".replace("$", "$$"), f"-include {i}.d"]
        self.write("Makefile", "\n".join(lines) + "\n")


class Ninja(Builds, Case):
    file = "build.ninja"
    command, failure, more_names = ["ninja"], 1, {}  # ' " and & are read from 1.12 on; before, such a chart is drawn each time

    @staticmethod
    def escaped(name):
        return re.sub("([$ :])", r"$\1", name)

    def rules(self, charts):
        lines = ["rule chart", "  command = tuban render $source -q $options --depfile $depfile", "  deps = gcc", "  restat = 1"]
        for i, (outputs, (source, options)) in enumerate(charts.items()):
            names = [self.escaped(name) for name in (outputs.split() if "{ext}" in options else [outputs])]
            words = options if "{ext}" in options else f"{options} -o {quoted(outputs)}"
            lines += [f"build {' '.join(names)}: chart {self.escaped(source)}", f"  depfile = {i}.d"]
            lines += [f"  {key} = {value.replace('$', '$$')}" for key, value in (("source", quoted(source)), ("options", words))]
        self.write("build.ninja", "\n".join(lines) + "\n")


def quoted(name):
    return "'" + name.replace("'", "'\\''") + "'"


class Depfile(Case):
    def render(self, *arguments, **options):
        return self.run_tuban("render", *arguments, "-q", "-f", "svg", **options)

    def prerequisites(self, name="d"):
        rule = self.read(name).decode().replace("\\\n", "").split("\n")[0]
        return rule.split(":", 1)[1].split()

    def test_each_kind_of_file_is_in_it(self):
        self.write("p/c.vl.json", spec('"data": {"url": "d.csv"}', '"mark": {"type": "image", "url": "p.png", "width": 5, "height": 5}', ENCODING,
                                       '"usermeta": {"embedOptions": {"theme": "excel"}, "tuban": {"print": {"for": "own.json"}}}'))
        self.write("p/own.json", '{"print": {"minStroke": "0.1pt"}}')
        self.write("p/d.csv", "a,b\nx,1\n")
        self.write("s.json", "{}")
        self.write("rows.csv", "r\n1\n")
        self.run_tuban("render", "-", "-o", "p/p.png", stdin=b'{"data": {"values": [1]}, "mark": "point"}')
        self.write("tuban.json", '{"charts": [{"spec": "p/c.vl.json", "style": ["s.json", "dark"], "for-each": "rows.csv", "output": "out/{r}.{ext}", "format": "svg,pdf", "color": "cmyk"}]}')
        done = self.run_tuban("render", "-q", "--depfile", "d", "--allow", "W738")
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        self.assertEqual(self.read("d").split(b":")[0], b"out/1.svg out/1.pdf")
        found = self.prerequisites()
        self.assertLessEqual({"p/c.vl.json", "p/d.csv", "p/p.png", "p/own.json", "s.json", "rows.csv", "tuban.json"}, set(found))
        for part in ("/dark.json", "/excel.json", ".icc", "/fonts/"):
            self.assertTrue(any(part in name for name in found), part)
        self.assertEqual(len(found), len(set(found)))

    def test_names_are_as_the_build_has_them(self):
        self.write("in/c.vl.json", spec('"data": {"url": "d.csv"}'))
        self.write("in/d.csv", "a,b\nx,1\n")
        self.write("cwd/s.json", "{}")
        self.render("../in/c.vl.json", "--style", "./s.json", "-o", "./o/", "--depfile", "d", cwd=self.path("cwd"))
        self.assertEqual(self.prerequisites("cwd/d")[:3], ["../in/c.vl.json", "./s.json", self.path("in/d.csv")])
        self.render(self.path("in/c.vl.json"), "-o", self.path("o.svg"), "--depfile", "d")
        self.assertTrue(self.read("d").decode().startswith(f"{self.path('o.svg')}: \\\n  {self.path('in/c.vl.json')} \\\n  in/d.csv \\\n"))

    def test_several_charts_have_a_rule_each(self):
        for name in ("a", "b"):
            self.write(f"{name}.vl.json", spec())
        self.assertEqual(self.render("a.vl.json", "b.vl.json", "--depfile", "x/d").returncode, 0)
        rules = self.read("x/d").decode().replace(" \\\n ", "").split("\n")
        self.assertRegex(rules[0], "^a.svg: a.vl.json /.*ttf")
        self.assertRegex(rules[1], "^b.svg: b.vl.json /.*ttf")
        self.assertEqual(rules.count("a.vl.json:"), 1)
        self.assertEqual(sum(1 for rule in rules if rule.endswith(".ttf:")), len({name for rule in rules[:2] for name in rule.split() if name.endswith(".ttf")}))

    def test_a_failed_chart_leaves_the_depfile(self):
        self.write("a.vl.json", spec())
        self.write("b.vl.json", spec(mark='"mark": "bars"'))
        self.write("d", "old")
        for names in (["b.vl.json"], ["a.vl.json", "b.vl.json"]):
            self.assertEqual(self.render(*names, "--depfile", "d").returncode, 1)
            self.assertEqual(self.read("d"), b"old")
        self.assertEqual(self.render("a.vl.json", "-o", "a.svg", "--depfile", "/dev/full/d").returncode, 3)

    def test_pictures_get_a_new_time(self):
        self.write("a.vl.json", spec())
        for more, changes in (([], False), (["--depfile", "d"], True)):
            self.render("a.vl.json")
            os.utime(self.path("a.svg"), (1e9, 1e9))
            self.render("a.vl.json", *more)
            self.assertEqual(os.stat(self.path("a.svg")).st_mtime > 1.1e9, changes)

    def test_what_makes_no_sense_is_refused(self):
        self.write("a.vl.json", spec())
        for arguments, status, said in ((["a.vl.json", "-o", "-", "--depfile", "d"], 2, "goes to standard output"), (["a.vl.json", "--depfile", "a.vl.json"], 2, "is an input"),
                                        (["a.vl.json", "--depfile", "a.svg"], 2, "would both be written")):
            done = self.render(*arguments)
            self.assertIn(said, done.stderr.decode())
            self.assertEqual(done.returncode, status)
        for name in ("a;b", "a*b", "a\nb", "[a]", "a?"):
            self.write(f"{name}.csv", "a,b\nx,1\n")
            self.write("a.vl.json", spec(f'"data": {{"url": "{name}.csv"}}'.replace("\n", "\\n")))
            done = self.render("a.vl.json", "--depfile", "d", "--report", "json:r.json")
            self.assertIn("cannot be named in a depfile", done.stderr.decode())
            self.assertEqual((done.returncode, b"E838" in self.read("r.json")), (1, True))
        self.assertNotIn("d", self.files())
        self.assertEqual(self.render("a.vl.json", "-o", "a=b.svg", "--depfile", "d").returncode, 1)


main()
