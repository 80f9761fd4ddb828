"""--report: what a CI system reads, in each of its forms, from any number of workers."""
import json, os, xml.etree.ElementTree
from _tuban import Case, main, spec

WARNED = spec(mark='"mark": {"type": "bar", "colour": "red"}')
FAILED = spec(mark='"mark": "bars"')


class Reports(Case):
    def setUp(self):
        super().setUp()
        self.write("good.vl.json", spec())
        self.write("q/warned.vl.json", WARNED)
        self.write("failed.vl.json", FAILED)

    def render(self, *arguments, names=("good.vl.json", "q/warned.vl.json", "failed.vl.json", "none.json")):
        return self.run_tuban("render", *names, "-q", "-f", "svg", "-o", "out", *arguments)

    def xml(self, name):
        return xml.etree.ElementTree.fromstring(self.read(name).decode())

    def test_junit_has_a_case_for_each_chart(self):
        self.assertEqual(self.render("--report", "junit:a/r.xml").returncode, 3)
        suite = self.xml("a/r.xml")
        self.assertEqual((suite.get("tests"), suite.get("failures")), ("4", "2"))
        cases = {case.get("name"): case for case in suite}
        self.assertEqual(list(cases), ["good.vl.json", "q/warned.vl.json", "failed.vl.json", "none.json"])
        self.assertEqual([case.find("failure") is None for case in suite], [True, True, False, False])
        self.assertEqual(cases["q/warned.vl.json"].get("classname"), "q")
        self.assertEqual(cases["q/warned.vl.json"].find("system-out").text,
                         'q/warned.vl.json:3:25: warning: unknown property "colour"; did you mean "color"? [W204]\n')
        failure = cases["failed.vl.json"].find("failure")
        self.assertEqual(failure.get("type"), "E203")
        self.assertEqual(failure.text, 'failed.vl.json:3:9: error: unknown mark "bars"; did you mean "bar"? [E203]\n')

    def test_json_has_everything_and_no_trace_of_the_workers(self):
        seen = []
        for jobs in ("1", "3"):
            self.render("--report", "json:r.json", "-j", jobs)
            report = json.loads(self.read("r.json"))
            seen.append([{**chart, "seconds": 0} for chart in report["charts"]])
        self.assertEqual(seen[0], seen[1])
        self.assertEqual([chart["status"] for chart in seen[0]], [0, 0, 1, 3])
        self.assertEqual([chart["outputs"] for chart in seen[0]], [["out/good.svg"], ["out/warned.svg"], [], []])
        self.assertEqual(seen[0][2]["messages"], [{"level": "error", "code": "E203", "file": "failed.vl.json", "line": 3, "column": 9,
                                                   "text": 'unknown mark "bars"; did you mean "bar"?'}])

    def test_github_reads_commands_from_the_log(self):
        self.write("a,b:c.vl.json", FAILED)
        done = self.render("--report", "github:-", names=("a,b:c.vl.json", "q/warned.vl.json"))
        self.assertEqual(done.stdout.decode().splitlines(),
                         ['::error title=E203,file=a%2Cb%3Ac.vl.json,line=3,col=9::unknown mark "bars"; did you mean "bar"?',
                          '::warning title=W204,file=q/warned.vl.json,line=3,col=25::unknown property "colour"; did you mean "color"?'])

    def test_gitlab_gives_each_finding_a_lasting_fingerprint(self):
        twice = '"mark": {"type": "bar", "colour": "red"},\n"encoding": {"x": {"colour": 1, "field": "a"}, "y": {"colour": 1, "field": "b"}}'
        self.write("c.vl.json", spec(mark='"title": "t"', encoding=twice))
        self.render("--report", "gitlab:r.json", names=("c.vl.json",))
        before = json.loads(self.read("r.json"))
        self.assertEqual(len({entry["fingerprint"] for entry in before}), len(before))
        self.assertEqual(before[0]["location"], {"path": "c.vl.json", "lines": {"begin": 4}})
        self.assertEqual((before[0]["check_name"], before[0]["severity"]), ("W204", "minor"))
        self.write("c.vl.json", "\n\n" + self.read("c.vl.json").decode())
        self.render("--report", "gitlab:r.json", names=("c.vl.json",))
        after = json.loads(self.read("r.json"))
        self.assertEqual([entry["fingerprint"] for entry in after], [entry["fingerprint"] for entry in before])
        self.assertEqual(after[0]["location"]["lines"]["begin"], 6)

    def test_a_chart_that_ends_its_process_is_in_the_report(self):
        os.mkfifo(self.path("slow.vl.json"))  # nobody writes to it
        self.render("--timeout", "2", "--report", "junit:r.xml", names=("slow.vl.json", "good.vl.json"))
        self.assertEqual([case.find("failure") is None for case in self.xml("r.xml")], [False, True])
        self.assertEqual(self.xml("r.xml")[0].find("failure").get("type"), "E173")

    def test_odd_characters_leave_xml_well_formed(self):
        self.write("c.vl.json", spec(mark='"mark": {"type": "bar", "a\\u0001<&>\\"\\uffff": 1}'))
        self.render("--report", "junit:r.xml", names=("c.vl.json",))
        self.assertIn('a\\u0001<&>"\ufffd', self.xml("r.xml")[0].find("system-out").text)

    def test_no_report_replaces_an_input_or_a_picture(self):
        for report, said in (("junit:good.vl.json", "is an input"), ("json:out/good.svg", "would both be written"), ("junit:", "KIND:FILE"),
                             ("html:r.html", "junit, json, github or gitlab"), ("r.xml", "KIND:FILE")):
            with self.subTest(report):
                done = self.render("--report", report, names=("good.vl.json",))
                self.assertEqual(done.returncode, 2)
                self.assertIn(said, done.stderr.decode())
                self.assertNotIn("out/good.svg", self.files())

    def test_what_was_wrong_with_styles_is_in_it(self):
        self.write("wrong.json", '{"axis": {"grids": true}}')
        for style, status, code, level in (("exel", 3, "E162", "error"), ("none/s.json", 3, "E101", "error"), ("wrong.json", 0, "W204", "warning")):
            with self.subTest(style):
                self.write("tuban.json", json.dumps({"charts": [{"spec": "good.vl.json", "style": style}, "good.vl.json"], "output": "out/{style}-{name}.svg"}).replace("none/", "none"))
                for command in ("render", "check"):
                    done = self.run_tuban(command, "-q", "--style", style, "--report", "json:r.json", "good.vl.json", *(["-o", "out/x.svg"] if command == "render" else []))
                    self.assertEqual(done.returncode, status, done.stderr)
                    told = [(chart["status"], message["level"], message["code"]) for chart in json.loads(self.read("r.json"))["charts"] for message in chart["messages"]]
                    self.assertEqual(told, [(status, level, code)])
        self.write("tuban.json", '{"charts": [{"spec": "good.vl.json", "style": "exel"}]}')
        self.assertEqual(self.run_tuban("render", "-q", "--report", "json:r.json").returncode, 3)
        self.assertEqual([(chart["spec"], chart["status"], chart["messages"][0]["code"]) for chart in json.loads(self.read("r.json"))["charts"]], [("tuban.json", 3, "E162")])

    def test_a_call_that_is_wrong_is_in_it(self):
        self.write("q/good.vl.json", spec())
        for names, code in ((["good.vl.json", "q/good.vl.json"], "E192"), (["good.vl.json", "-o", "{lang}.svg"], "E839"), (["good.vl.json", "-o", "good.vl.json/x/"], "E840")):
            done = self.run_tuban("render", "-q", "--report", "json:r.json", *names)
            self.assertIn(done.returncode, (2, 3))
            chart, = json.loads(self.read("r.json"))["charts"]
            self.assertEqual((chart["spec"], chart["status"], [message["code"] for message in chart["messages"]]), ("tuban", 2, [code]))
            os.remove(self.path("r.json"))
        self.run_tuban("render", "-q", "--report", "json:good.vl.json", "good.vl.json")  # but not where it may not be written
        self.assertEqual(self.read("good.vl.json").decode(), spec())

    def test_formats_after_one_that_failed_are_written(self):
        for names in (("good.vl.json",), ("good.vl.json", "q/warned.vl.json")):
            done = self.run_tuban("render", *names, "-q", "-o", "out", "-f", "png,pdf,svg,eps", "--color", "cmyk", "--profile", "none", "--report", "json:r.json", "--report", "junit:r.xml")
            self.assertEqual(done.returncode, 1)
            for chart in json.loads(self.read("r.json"))["charts"]:
                name = os.path.basename(chart["spec"]).split(".")[0]
                self.assertEqual((chart["status"], chart["outputs"], chart["missing"]), (1, [f"out/{name}.png", f"out/{name}.svg", f"out/{name}.eps"], [f"out/{name}.pdf"]))
                self.assertEqual([message["code"] for message in chart["messages"] if message["level"] == "error"], ["E663"])
                self.assertIn(f"out/{name}.svg", self.files())
                self.assertNotIn(f"out/{name}.pdf", self.files())
            self.assertEqual(self.xml("r.xml").get("failures"), str(len(names)))
        self.render("--report", "json:r.json", names=("failed.vl.json",))
        self.assertEqual(json.loads(self.read("r.json"))["charts"][0]["missing"], ["out/failed.svg"])
        done = self.run_tuban("render", "good.vl.json", "-q", "-f", "png,svg,pdf", "--max-pixels", "10")
        self.assertEqual((done.returncode, done.stderr.count(b"E603")), (1, 1))  # the same error of each
        # with --strict, what is warned of once while drawing is an error of each format
        self.write("lost.vl.json", spec('"title": "\U0001f416"', '"data": {"values": [{}]}', '"mark": "point"'))
        done = self.run_tuban("render", "lost.vl.json", "-q", "--strict", "-f", "png,pdf,svg", "-o", "out", "--report", "json:r.json")
        chart = json.loads(self.read("r.json"))["charts"][0]
        self.assertEqual((done.returncode, chart["outputs"], len(chart["missing"])), (1, [], 3))
        self.assertEqual(len(chart["messages"]), len(set(map(str, chart["messages"]))))

    def test_a_report_that_cannot_be_written_is_said(self):
        self.write("wall", "")
        done = self.render("--report", "junit:wall/r.xml", names=("good.vl.json",))
        self.assertEqual(done.returncode, 3)
        self.assertRegex(done.stderr.decode(), r'^error: cannot create the folder "wall": ')
        self.assertIn("out/good.svg", self.files())


if __name__ == "__main__":
    main()
