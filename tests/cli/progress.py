"""What a call that takes seconds shows of itself."""
import os, pty, subprocess, time
from _tuban import Case, TUBAN, main, spec

SLOW = '"data": {"sequence": {"start": 0, "stop": 300000, "as": "a"}}, "transform": [{"calculate": "random()", "as": "b"}]'


class Progress(Case):
    def test_nothing_is_shown_where_no_terminal_is(self):
        self.write("c.vl.json", spec())
        self.expect(self.run_tuban("render", "c.vl.json", "-q"), 0, "")

    def on_terminal(self, *arguments, slow):
        """What a terminal shows of a call that waits for its specs: seconds by name."""
        try:
            master, terminal = os.openpty()
        except OSError as error:
            self.skipTest(f"no terminal can be opened here: {error}")
        for name in slow:
            os.mkfifo(self.path(name))
        running = subprocess.Popen([TUBAN, *arguments], cwd=self.folder, stderr=terminal, stdout=terminal)
        os.close(terminal)
        for name, (seconds, content) in slow.items():
            with open(self.path(name), "w") as pipe:
                time.sleep(seconds)
                pipe.write(content)
        status, shown = running.wait(30), ""
        try:
            while part := os.read(master, 10000).decode():
                shown += part
        except OSError:  # how Linux reports the end of a terminal
            pass
        os.close(master)
        return status, shown.replace("\r\n", "\n")

    def test_a_terminal_sees_progress_after_a_second(self):
        status, shown = self.on_terminal("render", "slow.json", "-q", slow={"slow.json": (1.8, spec())})
        self.assertEqual(status, 0)
        self.assertIn("1 of 1: slow.json (1 s)", shown)
        self.assertNotIn("(0 s)", shown)
        self.assertTrue(2 <= shown.count("1 of 1") <= 7, repr(shown))  # four times a second
        self.assertTrue(shown.endswith("\r\x1b[K"), repr(shown))
        self.assertEqual(shown.count("\r\x1b[K"), shown.count("1 of 1"))

    def test_progress_makes_way_for_what_is_said(self):
        self.write("quick.json", spec())
        long = "n" * 70 + ".json"
        status, shown = self.on_terminal("render", "quick.json", "bad.json", long, slow={"bad.json": (1.3, "[1]"), long: (0.9, spec())})
        self.assertEqual(status, 1)
        self.assertRegex(shown, r"^quick.png .* ms\n")
        self.assertRegex(shown, r"2 of 3: bad.json \(1 s, [\d.]+/s, \d s left\)\r\x1b\[Kbad.json:1:1: error: a chart must be a JSON object \[E201\]\n")
        self.assertRegex(shown, r"3 of 3: n{60} \([12] s, [\d.]+/s, \d s left\)\r\x1b\[Kn{70}.png .* ms\n$")

    def test_a_short_call_shows_none(self):
        status, shown = self.on_terminal("render", "slow.json", "-q", slow={"slow.json": (0.3, spec())})
        self.assertEqual((status, shown), (0, ""))

    def test_without_a_terminal_progress_is_a_line_after_ten_seconds(self):
        self.write("good.vl.json", spec())
        os.mkfifo(self.path("slow.json"))
        done = subprocess.Popen([TUBAN, "render", "good.vl.json", "slow.json", "-f", "svg"], cwd=self.folder, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
        time.sleep(10.5)
        self.write("slow.json", spec())
        self.assertRegex(done.communicate(timeout=30)[1].decode(), r"^2 of 2: slow.json \(1\d s, [\d.]+/s, \d+ s left\)\n$")

    def test_progress_has_a_rate_and_an_estimate(self):
        for i in range(64):
            self.write(f"{i}.vl.json", spec(SLOW, '"mark": "point"', '"encoding": {"x": {"field": "a", "type": "quantitative"}}'))
        ours, theirs = pty.openpty()
        done = subprocess.Popen([TUBAN, "render", *(f"{i}.vl.json" for i in range(64)), "-f", "png", "-q", "-j", "1"], cwd=self.folder, stderr=theirs, stdout=subprocess.DEVNULL)
        os.close(theirs)
        shown = b""
        while True:
            try:
                part = os.read(ours, 4096)
            except OSError:
                break
            if not part:
                break
            shown += part
        os.close(ours)
        self.assertEqual(done.wait(), 0)
        self.assertRegex(shown.decode(), r"\d+ of 64: \d+.vl.json \(\d+ s, [\d.]+/s, \d+ s left\)")


main()
