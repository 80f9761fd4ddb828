"""Nothing is lost: a run of many charts that is killed at any moment, by any signal, is finished by the next one.

`TUBAN_KILLS` times (40, and 200 in `./dev soak kills`), a run is killed, with its workers or alone; sometimes the next one is, too. What they leave in the end is, byte for byte, what an
undisturbed run writes, with no other file; what was drawn before is not drawn again, and then nothing is.
"""
import json, os, random, shutil, signal, subprocess, sys, time
from _tuban import SOURCE, TUBAN, Case, main

sys.path.insert(0, os.path.join(SOURCE, "tests"))
import _thousand

CHARTS, KILLS = 36, int(os.environ.get("TUBAN_KILLS", "40"))
SIGNALS = [signal.SIGKILL, signal.SIGINT, signal.SIGTERM, signal.SIGKILL]
CALL = ["render", "-f", "png,svg", "-j", "2", "--messages", "events", "-q"]


class Interrupted(Case):
    def setUp(self):
        super().setUp()
        _thousand.project(self.folder, CHARTS)

    def outputs(self):
        return {name: self.read(name) for name in self.files() if name.startswith("out/")}

    def others(self):
        """Files that are neither the project's nor those of the cache that have a meaning."""
        known = ("out/", "charts/", "tables/", "opcon.json", "tuban.json", ".tuban-cache/objects/", ".tuban-cache/index", ".tuban-cache/lock", ".tuban-cache/CACHEDIR.TAG", ".tuban-cache/.gitignore")
        return [name for name in self.files() if not name.startswith(known) or "/.tuban-" in name]

    def run_whole(self):
        """How many charts were drawn, and how many were not."""
        done = self.run_tuban(*CALL)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        ends = [event for event in map(json.loads, done.stderr.decode().splitlines()) if event["event"] == "end"]
        self.assertEqual(len(ends), CHARTS)
        return sum("cached" not in event for event in ends), sum("cached" in event for event in ends)

    def wait_for_all(self, group):
        for _ in range(500):
            try:
                os.killpg(group, 0)
            except ProcessLookupError:
                return
            if not self.alive(group):
                return
            time.sleep(0.01)
        self.fail("workers outlive the program")

    def alive(self, group):
        for name in filter(str.isdigit, os.listdir("/proc")):
            try:
                with open(f"/proc/{name}/stat", encoding="utf-8") as file:
                    state, _, its_group = file.read().rpartition(")")[2].split()[:3]
            except OSError:
                continue
            if int(its_group) == group and state not in "ZX":
                return True
        return False

    def kill_one(self, number, alone, after):
        """Whether it was killed before it ended."""
        running = subprocess.Popen([TUBAN, *CALL], cwd=self.folder, stderr=subprocess.DEVNULL, start_new_session=True, env={**os.environ, "TZ": "UTC", "LC_ALL": "C.UTF-8"})
        time.sleep(after)
        try:
            running.send_signal(number) if alone else os.killpg(running.pid, number)
        except ProcessLookupError:
            pass
        killed = running.wait(60) != 0
        self.wait_for_all(running.pid)
        return killed

    def test_the_next_run_finishes_the_rest(self):
        by = random.Random(KILLS)
        began = time.monotonic()
        self.assertEqual(self.run_whole(), (CHARTS, 0))
        most = 1.1 * (time.monotonic() - began)
        expected = self.outputs()
        self.assertEqual(len(expected), 2 * CHARTS)
        killed = spared = 0
        for i in range(KILLS):
            for name in ("out", ".tuban-cache"):
                if i % 4 != 3 or name == "out":  # each fourth run only copies from the cache
                    shutil.rmtree(self.path(name), ignore_errors=True)
            for _ in range(1 + (i % 5 == 0)):
                killed += self.kill_one(SIGNALS[i % len(SIGNALS)], i % 3 == 0, by.uniform(0, most / 5 if i % 4 == 3 else most))
            for name, content in self.outputs().items():
                self.assertIn(content, (expected.get(name), None), name)
            drawn, kept = self.run_whole()
            spared += kept
            self.assertEqual(self.outputs(), expected)
            self.assertEqual(self.others(), [])
            self.assertEqual(self.run_whole(), (0, CHARTS))
        self.assertGreater(killed, KILLS // 3)
        self.assertGreater(spared, CHARTS * KILLS // 10)
        print(f"{KILLS} runs, {killed} of them killed before they ended; {spared} of {KILLS * CHARTS} charts were not drawn again", file=sys.stderr)


if __name__ == "__main__":
    main()
