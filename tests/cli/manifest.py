"""Manifests: tuban.json, its matrix, what it may read and write, and tuban check."""
import json, os, shutil, subprocess, unittest, xml.etree.ElementTree
from _tuban import Case, SOURCE, main, spec

URL = '"data": {"url": "d.csv"}'
PARAMS = '"params": [{"name": "year", "value": 1}], "title": {"text": {"expr": "\'year \' + year"}}'


class Manifest(Case):
    def setUp(self):
        super().setUp()
        self.write("p/charts/a.vl.json", spec())
        self.write("p/charts/b.vl.json", spec(URL, '"mark": "bar"', '"encoding": {"x": {"field": "b", "type": "quantitative"}}', PARAMS))
        self.write("p/charts/d.csv", "a,b\nA,1\n")
        self.write("p/e.csv", "a,b\nA,90\n")
        self.write("p/house.json", '{"background": "#123456"}')
        self.write("p/sub/x.txt", "")

    def manifest(self, text, name="p/tuban.json"):
        self.write(name, text if isinstance(text, str) else json.dumps(text))

    def run_in(self, folder, *arguments, command="render", **options):
        return self.run_tuban(command, *arguments, cwd=self.path(folder), **options)

    def drawn(self):
        return sorted(name for name in self.files() if name.endswith((".svg", ".pdf", ".png")))

    def refused(self, status, *said, folder="p", arguments=(), command="render"):
        before = self.files()
        done = self.run_in(folder, *arguments, command=command)
        for part in said:
            self.assertIn(part, done.stderr.decode())
        self.assertEqual(done.returncode, status, done.stderr.decode())
        self.assertEqual(self.files(), before)


class Reading(Manifest):
    def test_charts_with_settings_of_their_own(self):
        self.manifest({"format": ["svg", "pdf"], "output": "out/{dir}/{name}-{lang}.{ext}", "lang": "en",
                       "charts": ["charts/a.vl.json", {"spec": "charts/b.vl.json", "name": "year", "format": "svg", "lang": "zh", "style": "house.json",
                                                       "data": {"d.csv": "e.csv"}, "param": {"year": 2026}, "width": "60mm"}]})
        done = self.run_in("p", "-q")
        self.assertEqual((done.returncode, done.stderr.decode()), (0, ""))
        self.assertEqual(self.drawn(), ["p/out/charts/a-en.pdf", "p/out/charts/a-en.svg", "p/out/charts/year-zh.svg"])
        text = self.read("p/out/charts/year-zh.svg").decode()
        for part in ("#123456", "b: 90", ">year 2026<", 'width="226.77"'):
            self.assertIn(part, text)

    def test_it_is_found_upwards_or_named_but_not_with_a_file(self):
        self.manifest({"format": "svg", "output": "out/{name}.{ext}", "charts": ["charts/a.vl.json"]})
        self.assertEqual(self.run_in("p/sub", "-q").returncode, 0)
        self.assertEqual(self.drawn(), ["p/out/a.svg"])
        shutil.rmtree(self.path("p/out"))
        self.assertEqual(self.run_in(".", "-q", "--manifest", "p/tuban.json").returncode, 0)
        self.assertEqual(self.drawn(), ["p/out/a.svg"])
        shutil.rmtree(self.path("p/out"))
        self.manifest("broken")
        self.assertEqual(self.run_in("p", "charts/a.vl.json", "-q", "-f", "svg").returncode, 0)
        self.assertEqual(self.drawn(), ["p/a.svg"])
        self.refused(2, "cannot be given together", arguments=("charts/a.vl.json", "--manifest", "tuban.json"))
        self.refused(2, "no SPEC is given, and there is no tuban.json here or above", folder=".")
        self.refused(3, "cannot read", arguments=("--manifest", "none.json"))

    def test_the_command_line_takes_precedence(self):
        self.manifest({"format": "pdf", "output": "out/", "lang": "en", "charts": [{"spec": "charts/b.vl.json", "param": {"year": 3}}]})
        self.assertEqual(self.run_in("p", "-q", "-f", "svg", "-o", "../else/{name}-{lang}.{ext}", "--lang", "zh", "--param", "year=4").returncode, 0)
        self.assertEqual(self.drawn(), ["else/b-zh.svg"])
        self.assertIn(">year 4<", self.read("else/b-zh.svg").decode())

    def test_every_combination_of_a_matrix_is_drawn(self):
        self.manifest({"format": "svg", "output": "out/{name}-{lang}-{style}-{year}.{ext}",
                       "charts": [{"spec": ["charts/b.vl.json"], "matrix": {"lang": ["en", "zh"], "style": ["report", ["report", "house.json"]],
                                                                           "param": [{"year": 1}, {"year": "二"}]}}]})
        done = self.run_in("p")
        self.assertEqual([os.path.basename(row.split()[0]) for row in done.stdout.decode().splitlines()],
                         [f"b-{lang}-{style}-{year}.svg" for lang in ("en", "zh") for style in ("report", "report+house") for year in ("1", "二")])
        self.assertIn("#123456", self.read("p/out/b-zh-report+house-二.svg").decode())
        self.assertNotIn("#123456", self.read("p/out/b-zh-report-二.svg").decode())

    def test_lists_of_an_entry_count_instead_of_those_of_the_manifest(self):
        os.mkdir(self.path("p/report"))  # is no style
        self.manifest({"format": "svg", "output": "out/{name}-{style}.{ext}", "style": "report",
                       "charts": [{"spec": "charts/a.vl.json", "style": "house.json"}, "charts/b.vl.json", {"spec": "charts/a.vl.json", "matrix": {"style": ["excel"]}}]})
        self.assertEqual(self.run_in("p", "-q").returncode, 0)
        self.assertEqual(self.drawn(), ["p/out/a-excel.svg", "p/out/a-house.svg", "p/out/b-report.svg"])
        shutil.rmtree(self.path("p/out"))
        self.run_in("p", "-q", "--style", "paper")
        self.assertEqual(self.drawn(), ["p/out/a-excel+paper.svg", "p/out/a-house+paper.svg", "p/out/b-report+paper.svg"])

    def test_specs_may_be_folders_patterns_lines_and_rows(self):
        self.write("p/l.ndjson", '{"name": "one", "mark": "point", "data": {"values": [{}]}}\n')
        self.write("p/rows.csv", "year\n7\n8\n")
        self.manifest({"format": "svg", "output": "out/{name}.{ext}", "charts": ["charts", "l.ndjson", {"spec": "charts/[ab].vl.json", "output": "pat/{name}.svg"},
                                                                                {"spec": "charts/b.vl.json", "for-each": "rows.csv", "output": "rows/{year}.svg"}]})
        self.assertEqual(self.run_in("p", "-q").returncode, 0)
        self.assertEqual(self.drawn(), ["p/out/a.svg", "p/out/b.svg", "p/out/one.svg", "p/pat/a.svg", "p/pat/b.svg", "p/rows/7.svg", "p/rows/8.svg"])
        self.assertIn(">year 8<", self.read("p/rows/8.svg").decode())

    def test_misspelt_keys_are_warned_of(self):
        self.manifest('{"formt": "svg",\n "charts": [{"spec": "charts/a.vl.json", "stile": "report", "matrix": {"lnag": ["en"]}}]}')
        done = self.run_in("p", "-q")
        self.assertEqual(done.returncode, 0)
        for part in ('tuban.json:1:2: warning: unknown setting "formt"; did you mean "format"? [W190]', ':2:42: warning: unknown setting "stile"; did you mean "style"?',
                     'unknown setting "lnag"; did you mean "lang"?'):
            self.assertIn(part, done.stderr.decode())
        self.refused(2, arguments=("--strict", "-f", "svg"))

    def test_wrong_values(self):
        a = "charts/a.vl.json"
        for text, *said in (("{", "E1"), ("[]", "must be an object"), ({}, 'the manifest has no "charts" [E197]'), ({"charts": []}, "E197"), ({"charts": [5]}, "E195"),
                            ({"charts": [{"format": "svg"}]}, "E195"), ({"charts": [{"spec": []}]}, "E195"),
                            ({"charts": [{"spec": a, "pdfx": "yes"}]}, 'tuban.json:1:50: error: "pdfx" of a manifest must be true or false [E191]'),
                            ({"charts": [{"spec": a, "style": 5}]}, "E191"), ({"charts": [{"spec": a, "data": {"x": 5}}]}, "E191"), ({"charts": [{"spec": a, "param": ["x=5"]}]}, "E191"),
                            ({"charts": [{"spec": a, "scale": 0}]}, "the setting scale must be a number from 0.001", "E198"), ({"charts": [{"spec": a, "svg-text": "x"}]}, "E198"),
                            ({"charts": [a], "matrix": []}, "E191"), ({"charts": [a], "matrix": {"lang": []}}, "E191"), ({"charts": [a], "matrix": {"lang": "en"}}, "E191"),
                            ({"charts": [{"spec": a, "name": "../x"}]}, "E182"), ({"charts": [{"spec": a, "name": 5}]}, "E182"),
                            ({"charts": ["charts/none.vl.json"]}, 'there is no file or folder "charts/none.vl.json" [E189]'), ({"charts": ["charts/*.none"]}, '"charts/*.none" has no charts [E186]'),
                            ({"charts": ["sub"]}, '"sub" has no charts [E186]'), ({"charts": [{"spec": a, "data": {"x": "none.csv"}}]}, "E189"),
                            ({"charts": [{"spec": a, "style": "none/house.json"}]}, "E189"), ({"charts": [{"spec": a, "format": "gif"}]}, 'tuban.json:1:52: error: the setting format must be png, jpeg, tiff, svg, pdf or eps, not "gif" [E198]')):
            with self.subTest(text):
                self.manifest(text)
                self.refused(2, *said)
                self.refused(2, *said, command="check")

    def test_too_much_is_refused_before_it_takes_memory(self):
        a, ten = "charts/a.vl.json", list(range(1, 11))
        wide = {"charts": [{"spec": a, "param": {f"p{i}": i for i in range(3000)}, "matrix": {"seed": list(range(1, 300)), "dpi": list(range(1, 300))}}]}
        many = {"charts": [{"spec": a, "param": {f"p{i}": i for i in range(900)}, "matrix": {"seed": list(range(1, 100)), "dpi": list(range(1, 100))}}]}
        for text, said in (({"charts": [a], "matrix": {key: ten for key in ("seed", "dpi", "scale", "width", "height", "quality", "max-rows", "bleed", "margin")}}, "1000000000 charts"),
                           ({"charts": [a] * 100001}, "100001 charts are more"), ({"charts": [a] * 1000000}, "larger than a manifest may be"), (wide, "more than a chart may have: 1000 [E194]"), (many, "more than all combinations may have: 2000000 [E194]"),
                           ('{"charts": ' + "[" * 100000, "nested deeper"), ({"charts": [{"spec": [a] * 1000, "matrix": {"seed": list(range(1, 200))}}]}, "199000 charts")):
            with self.subTest(said):
                self.manifest(text)
                done = subprocess.run(["sh", "-c", 'ulimit -v 700000; exec "$0" check', os.environ.get("TUBAN", os.path.join(SOURCE, "build", "tuban"))], cwd=self.path("p"),
                                      capture_output=True, timeout=60) if "SANITIZE" not in os.environ and not self.is_sanitized() else self.run_in("p", command="check")
                self.assertIn(said, done.stderr.decode())
                self.assertEqual(done.returncode, 2)

    def is_sanitized(self):
        with open(os.environ.get("TUBAN", os.path.join(SOURCE, "build", "tuban")), "rb") as file:
            return b"__asan_init" in file.read()


class Folders(Manifest):
    """What a manifest may read and write."""

    def test_nothing_is_written_outside(self):
        os.symlink(self.folder, self.path("p/link"))
        os.symlink(self.path("outside.svg"), self.path("p/dangling.svg"))
        for output in ("../{name}.svg", "link/{name}.svg", "out/../../{name}.svg", self.path("abs.svg"), "dangling.svg", "link/new/deep/x.svg"):
            with self.subTest(output):
                self.manifest({"charts": [{"spec": "charts/a.vl.json", "output": output}]})
                self.refused(2, "is outside the manifest's folder")
                self.refused(2, "[E193]", command="check")
        self.manifest({"charts": [{"spec": "charts/a.vl.json", "output": "../{name}.svg"}]})
        self.assertEqual(self.run_in("p", "-q", "--allow-path", "..").returncode, 0)
        self.assertTrue(os.path.exists(self.path("a.svg")))
        self.assertFalse(os.path.exists(self.path("outside.svg")))

    def test_nothing_is_read_outside(self):
        self.write("secret/s.vl.json", spec())
        self.write("secret/s.csv", "a,b\n1,2\n")
        os.symlink(self.path("secret"), self.path("p/link"))
        a = "charts/b.vl.json"
        for chart in ("../secret/s.vl.json", "link/s.vl.json", "../secret", "../secret/*.json", {"spec": a, "data": {"d.csv": "../secret/s.csv"}}, {"spec": a, "style": "../secret/s.vl.json"},
                      {"spec": a, "for-each": "link/s.csv"}, {"spec": a, "map": {"https://x/": "../secret"}}, {"spec": a, "for": "../secret/s.vl.json"}):
            with self.subTest(chart):
                self.manifest({"format": "svg", "output": "{name}.{ext}", "charts": [chart]})
                self.refused(2, "is outside the manifest's folder; allow it with --allow-path [E188]")
        self.manifest({"format": "svg", "output": "{name}.{ext}", "charts": ["../secret/s.vl.json"]})
        self.assertEqual(self.run_in("p", "-q", "--allow-path", "../secret").returncode, 0)

    def test_hidden_files_and_pipes_are_left_alone(self):
        self.write("p/.env.csv", "a,b\n1,2\n")
        os.mkfifo(self.path("p/pipe"))
        a = "charts/b.vl.json"
        for chart, code in (({"spec": a, "data": {"d.csv": ".env.csv"}}, "E199"), ({"spec": a, "output": ".git/hooks/x.svg"}, "E199"), ({"spec": a, "output": "out/.x/{name}.svg"}, "E199"),
                            ({"spec": a, "data": {"d.csv": "pipe"}}, "E189"), ("pipe", "E189"), ({"spec": a, "for-each": "pipe"}, "E189")):
            with self.subTest(chart):
                self.manifest({"charts": [chart]})
                self.refused(2, f"[{code}]", command="check")
        self.manifest({"charts": [{"spec": a, "data": {"d.csv": ".env.csv"}, "output": "x.svg"}]})
        self.assertEqual(self.run_in("p", "-q", "--allow-path", ".env.csv").returncode, 0)

    def test_a_folder_open_to_everybody_has_no_manifest(self):
        self.manifest({"charts": ["charts/a.vl.json"]})
        os.chmod(self.path("p"), 0o1777)
        self.refused(2, "there is no tuban.json here or above", folder="p/sub")


class Check(Manifest):
    def test_what_is_right_is_counted_and_not_drawn(self):
        self.manifest({"format": "svg", "output": "out/{name}.{ext}", "charts": ["charts"]})
        done = self.run_in("p", command="check")
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, b"2 charts\n", b""))
        self.assertEqual(self.drawn(), [])
        self.assertNotIn("out", os.listdir(self.path("p")))
        self.assertEqual(self.run_in("p", "charts/a.vl.json", command="check").stdout, b"1 charts\n")

    def test_all_that_is_wrong_is_said_and_reported(self):
        self.write("p/charts/c.vl.json", spec('"data": {"url": "none.csv"}'))
        self.manifest({"output": "out/{name}.{ext}", "charts": [{"spec": "charts/a.vl.json", "matrix": {"lang": ["en", "zh"]}}, {"spec": "charts/b.vl.json", "output": "../{name}.{ext}"},
                                                               "charts/c.vl.json"]})
        done = self.run_in("p", "--report", "junit:r.xml", "--messages", "json", command="check")
        self.assertEqual(done.returncode, 2)
        self.assertEqual([json.loads(row)["code"] for row in done.stderr.decode().splitlines()], ["E189", "E192", "E193"])
        cases = list(xml.etree.ElementTree.fromstring(self.read("p/r.xml").decode()))
        self.assertEqual([case.find("failure") is None for case in cases], [True, False, False, False])
        self.assertEqual([case.get("name") for case in cases], ["charts/a.vl.json (en)", "charts/a.vl.json (zh)", "charts/b.vl.json", "charts/c.vl.json"])

    def test_files_that_the_charts_of_a_page_name_are_looked_for(self):
        self.write("p/charts/c.vl.json", spec('"data": {"url": "none.csv"}'))
        self.write("p/page.json", '{"title": "t", "page": {"size": "A6"}, "blocks": [{"kind": "chart", "chart": "charts/c.vl.json"}, {"kind": "chart", "chart": "charts/b.vl.json"}]}')
        done = self.run_in("p", "page.json", command="check")
        self.expect(done, 2, 'page.json: error: there is no file or folder "./charts/none.csv" [E189]\n')

    def test_specs_are_read_but_not_drawn(self):
        self.write("p/charts/broken.vl.json", '{"mark": "bar",}')
        self.manifest({"charts": ["charts/broken.vl.json", {"spec": "charts/b.vl.json", "param": {"yaer": 1}}, {"spec": "charts/a.vl.json", "data": {"x": "e.csv"}}]})
        done = self.run_in("p", "--report", "json:r.json", command="check")
        self.assertEqual(done.returncode, 1)
        for part in ("charts/broken.vl.json:1:15: error: trailing comma", 'the chart has no param "yaer"; did you mean "year"? [E180]', 'the chart has no data named "x" [E181]'):
            self.assertIn(part, done.stderr.decode())
        self.assertEqual([(chart["status"], chart["messages"][0]["code"]) for chart in json.loads(self.read("p/r.json"))["charts"]], [(1, "E125"), (1, "E180"), (1, "E181")])

    def test_a_wrong_manifest_is_in_the_report_of_either_command(self):
        self.manifest('{"charts":\n ["none.vl.json"]}')
        for command in ("check", "render"):
            with self.subTest(command):
                self.assertEqual(self.run_in("p", "--report", "json:r.json", command=command).returncode, 2)
                chart = json.loads(self.read("p/r.json"))["charts"][0]
                self.assertEqual((chart["spec"], chart["messages"][0]["line"], chart["messages"][0]["code"]), ("tuban.json", 2, "E189"))
                os.unlink(self.path("p/r.json"))

    def test_the_schema_has_every_setting(self):
        with open(os.path.join(SOURCE, "data", "manifest.schema.json"), encoding="utf-8") as file:
            schema = json.load(file)
        self.assertLessEqual({"charts", "matrix", "format", "style", "page", "lang", "map", "data", "param", "output", "for-each"}, set(schema["properties"]))
        self.assertLessEqual({"spec", "name", "matrix", "font-size"}, set(schema["$defs"]["entry"]["properties"]))


if __name__ == "__main__":
    main()
