"""Many charts on many machines: --shard, --fail-fast, events, merge-reports."""
import json, re, xml.etree.ElementTree
from _tuban import Case, main, spec

NO_CI = {name: "" for name in ("CI_NODE_INDEX", "CI_NODE_TOTAL", "SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_MIN", "SLURM_ARRAY_TASK_COUNT", "SLURM_ARRAY_TASK_STEP", "JOB_COMPLETION_INDEX")}
SLOW = '"data": {"sequence": {"start": 0, "stop": 3000000, "as": "a"}}, "transform": [{"calculate": "random()", "as": "b"}]'


def lines(count, wrong=()):
    return "".join(json.dumps({"name": f"c{i}", "mark": "bars" if i in wrong else "bar", "data": {"values": [{"a": 1}]}}) + "\n" for i in range(count))


class Shards(Case):
    def render(self, *arguments, **options):
        options["env"] = {**NO_CI, **options.get("env", {})}
        return self.run_tuban("render", "m.ndjson", "-f", "svg", *arguments, **options)

    def part(self, shard, **options):
        done = self.render("-o", "out", "--shard", shard, **options)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        return [row.split()[0] for row in done.stdout.decode().splitlines()]

    def test_nothing_is_missed_or_repeated(self):
        for count, total in ((20, 3), (7, 7), (3, 5), (10, 1)):
            with self.subTest((count, total)):
                self.write("m.ndjson", lines(count))
                parts = [self.part(f"{i + 1}/{total}") for i in range(total)]
                self.assertEqual(sorted(name for part in parts for name in part), sorted(f"out/c{i}.svg" for i in range(count)))
                self.assertLessEqual(max(map(len, parts)) - min(map(len, parts)), 1)
                for part in parts:
                    self.assertEqual(part, sorted(part, key=lambda name: int(re.search(r"\d+", name)[0])))

    def test_a_part_depends_on_names_alone(self):
        self.write("m.ndjson", lines(20))
        first = self.part("1/3")
        self.write("c/m.ndjson", lines(20))
        self.assertEqual(self.part("1/3", cwd=self.path("c")), first)

    def test_collisions_are_found_in_each_part(self):
        self.write("m.ndjson", lines(1) * 2)
        for shard in ("1/2", "2/2"):
            self.assertEqual(self.render("--shard", shard).returncode, 2)

    def test_the_environment_is_read_for_auto_alone(self):
        self.write("m.ndjson", lines(9))
        second, all_of_them = self.part("2/3"), [f"out/c{i}.svg" for i in range(9)]
        gitlab = {"CI_NODE_INDEX": "2", "CI_NODE_TOTAL": "3"}
        slurm = {"SLURM_ARRAY_TASK_ID": "12", "SLURM_ARRAY_TASK_MIN": "10", "SLURM_ARRAY_TASK_COUNT": "3", "SLURM_ARRAY_TASK_STEP": "2"}
        self.assertEqual(self.part("auto", env=gitlab), second)
        self.assertEqual(self.part("auto/3", env=gitlab), second)
        self.assertEqual(self.part("auto", env=slurm), second)
        self.assertEqual(self.part("auto", env={**slurm, "SLURM_ARRAY_TASK_STEP": "", "SLURM_ARRAY_TASK_ID": "11"}), second)
        self.assertEqual(self.part("auto/3", env={"JOB_COMPLETION_INDEX": "1"}), second)
        done = self.render("-o", "out", env=gitlab)
        self.assertEqual([row.split()[0] for row in done.stdout.decode().splitlines()], all_of_them)

    def test_wrong_shards(self):
        self.write("m.ndjson", lines(3))
        for shard, env, said in (("3", {}, "must be I/N"), ("0/3", {}, "must be I/N"), ("4/3", {}, "must be I/N"), ("1/0", {}, "must be I/N"), ("-1/3", {}, "must be I/N"), ("a/b", {}, "must be I/N"),
                                 ("auto/x", {}, "must be I/N"), ("auto", {}, "say which part"), ("auto", {"JOB_COMPLETION_INDEX": "1"}, "write auto/N"),
                                 ("auto/3", {"JOB_COMPLETION_INDEX": "3"}, "part 4 of 3"), ("auto/4", {"CI_NODE_INDEX": "1", "CI_NODE_TOTAL": "3"}, "says that there are 3"),
                                 ("auto", {"CI_NODE_INDEX": "4", "CI_NODE_TOTAL": "3"}, "say which part")):
            with self.subTest((shard, env)):
                done = self.render("--shard", shard, env=env)
                self.assertIn(said, done.stderr.decode())
                self.assertEqual(done.returncode, 2)

    def test_reports_of_parts_are_joined(self):
        self.write("m.ndjson", lines(8, wrong=(2, 5)))
        kinds = ("junit", "json", "gitlab", "github")
        self.render("-q", *(word for kind in kinds for word in ("--report", f"{kind}:whole.{kind}")))
        for i in (1, 2, 3):
            self.render("-q", "--shard", f"{i}/3", *(word for kind in kinds for word in ("--report", f"{kind}:part{i}.{kind}")))
        for kind in kinds:
            done = self.run_tuban("merge-reports", f"all/all.{kind}", *(f"part{i}.{kind}" for i in (1, 2, 3)))
            self.assertEqual((done.returncode, done.stderr), (0, b""))
        suite = xml.etree.ElementTree.fromstring(self.read("all/all.junit").decode())
        self.assertEqual((suite.get("tests"), suite.get("failures"), len(suite)), ("8", "2", 8))
        charts = [[{**chart, "seconds": 0} for chart in json.loads(self.read(name))["charts"]] for name in ("whole.json", "all/all.json")]
        self.assertEqual(sorted(charts[0], key=str), sorted(charts[1], key=str))
        self.assertEqual(sorted(json.loads(self.read("whole.gitlab")), key=str)[0]["check_name"], sorted(json.loads(self.read("all/all.gitlab")), key=str)[0]["check_name"])
        self.assertEqual(sorted(self.read("whole.github").splitlines()), sorted(self.read("all/all.github").splitlines()))
        done = self.run_tuban("merge-reports", "junit:-", "part1.json", "part2.json", "part3.json")
        self.assertEqual(xml.etree.ElementTree.fromstring(done.stdout.decode()).get("failures"), "2")

    def test_a_finding_of_two_parts_is_one(self):
        self.write("m.ndjson", lines(2, wrong=(1,)))
        self.render("-q", "--report", "gitlab:a.json")
        self.assertEqual(self.run_tuban("merge-reports", "b.json", "a.json", "a.json").returncode, 0)
        self.assertEqual(json.loads(self.read("b.json")), json.loads(self.read("a.json")))

    def test_what_is_no_report_is_refused(self):
        good = '<?xml version="1.0"?>\n<testsuite name="tuban" tests="1" failures="0" errors="0" time="0.1">\n</testsuite>\n'
        for name, text in (("good.xml", good), ("other.xml", "<a/>"), ("cut.xml", good[:-14]), ("o.json", "{}"), ("deep.json", '{"charts":' * 5000), ("l.json", "[5]"), ("t.txt", "x\n"), ("bad.txt", b"::\xff\n")):
            self.write(name, text)
        for names, status, said in ((("other.xml",), 2, "is not a report"), (("cut.xml",), 2, "is not a report"), (("o.json",), 2, "is not a report"), (("deep.json",), 2, "is not a report"),
                                    (("l.json",), 2, "is not a report"), (("t.txt",), 2, "is not a report"), (("bad.txt",), 2, "is not a report"), (("good.xml", "l.json"), 2, "of the kind gitlab"),
                                    (("none.xml",), 3, "cannot read"), ((), 2, "it takes OUT IN")):
            with self.subTest(names):
                done = self.run_tuban("merge-reports", "out.xml", *names)
                self.assertIn(said, done.stderr.decode())
                self.assertEqual(done.returncode, status)
                self.assertNotIn("out.xml", self.files())
        self.assertIn(b"only reports of the kind json", self.run_tuban("merge-reports", "json:o", "good.xml").stderr)


class Runs(Case):
    def render(self, *arguments, **options):
        return self.run_tuban("render", "m.ndjson", "-f", "svg", "-o", "out", *arguments, **options)

    def test_a_failure_may_end_the_run(self):
        self.write("m.ndjson", lines(30, wrong=(2,)))
        done = self.render("-q", "-j", "1", "--fail-fast")
        self.assertEqual(done.returncode, 1)
        self.assertEqual(self.files(), ["m.ndjson", "out/c0.svg", "out/c1.svg"])
        self.assertTrue(done.stderr.decode().endswith("tuban: 27 of 30 charts were not begun (--fail-fast)\n"))
        self.assertEqual(self.render("-q", "-j", "1").returncode, 1)
        self.assertEqual(len(self.files()), 30)

    def test_events_tell_of_each_chart(self):
        self.write("m.ndjson", lines(3, wrong=(1,)))
        for jobs in ("1", "3"):
            done = self.render("-q", "-j", jobs, "--messages", "events", "-f", "svg,pdf")
            events = [json.loads(row) for row in done.stderr.decode().splitlines()]
            for event in events:
                self.assertGreaterEqual(event.pop("seconds", 0), 0)
            name = {"chart": "m.ndjson:2", "number": 2, "of": 3}
            self.assertEqual([event.get("event", "message") for event in events], ["start", "end", "start", "message", "end", "start", "end"])
            self.assertEqual(events[1], {"event": "end", "chart": "m.ndjson:1", "number": 1, "of": 3, "outputs": ["out/c0.svg", "out/c0.pdf"], "status": 0})
            self.assertEqual((events[2], events[4]), ({"event": "start", **name}, {"event": "end", **name, "outputs": [], "status": 1}))
            self.assertEqual(events[3]["code"], "E203")

    def test_a_run_that_was_ended_has_lines_of_json_alone(self):
        self.write("m.ndjson", lines(9, wrong=(0,)))
        done = self.render("-q", "-j", "1", "--fail-fast", "--messages", "events")
        self.assertEqual([json.loads(row).get("event") for row in done.stderr.decode().splitlines()], ["start", None, "end"])

    def test_a_lost_chart_has_an_end(self):
        self.write("slow.vl.json", spec(SLOW, '"mark": "point"'))
        done = self.run_tuban("render", "slow.vl.json", "-q", "--timeout", "0.2", "--messages", "events")
        self.assertEqual([json.loads(row).get("event") for row in done.stderr.decode().splitlines()], ["start", None, "end"])


if __name__ == "__main__":
    main()
