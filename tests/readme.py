"""README is true: its commands run as they stand, on its chart, and draw the files that it names; docs/api.md is that of tuban.h."""
import os, re, subprocess, sys, tempfile, unittest

SOURCE, BUILD = os.environ["TUBAN_SOURCE"], os.environ["TUBAN_BUILD"]
SLOW = ("./dev ", "cmake ", "cc ")  # what tests/install.py runs, and what would run this test


def readme():
    with open(os.path.join(SOURCE, "README.md"), encoding="utf-8") as file:
        return file.read()


def commands(text):
    """Each line of the indented blocks that is a command, with the comment after it."""
    for line in re.findall(r"(?m)^    (\S.*)$", re.sub(r"```.*?```", "", text, flags=re.S)):
        command, _, comment = line.partition(" # ")
        if re.match(r"(\S*/)?(tuban|dev|cc|cmake|python3)\b", command):
            yield command.strip(), comment.strip()


class Readme(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="tuban-readme-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        for name, target in (("build", BUILD), ("styles", os.path.join(SOURCE, "styles")), ("data", os.path.join(SOURCE, "data"))):
            os.symlink(target, os.path.join(self.folder, name))
        self.text = readme()
        saved = re.findall(r"Save this as `([^`]+)`:\n\n```\w+\n(.*?)```", self.text, re.S)
        self.assertGreaterEqual(len(saved), 5)
        for name, text in saved:
            with open(os.path.join(self.folder, name), "w", encoding="utf-8") as file:
                file.write(text)

    def run_line(self, command):
        return subprocess.run(command, shell=True, cwd=self.folder, capture_output=True, text=True, timeout=60, env=dict(os.environ, TZ="UTC"))

    def test_commands_run_as_they_stand(self):
        ran = 0
        for command, comment in commands(self.text):
            if command.startswith(SLOW):
                continue
            with self.subTest(command):
                done = self.run_line(command)
                self.assertEqual((done.returncode, done.stderr), (0, ""))
                for name in re.findall(r"[\w/-]+\.(?:png|svg|pdf|jpe?g)\b", comment):
                    self.assertGreater(os.path.getsize(os.path.join(self.folder, name)), 500, name)
                ran += 1
        self.assertGreaterEqual(ran, 7)

    def test_commands_of_dev_are_there(self):
        listed = subprocess.run([os.path.join(SOURCE, "dev"), "help"], capture_output=True, text=True, check=True).stdout
        for name in set(re.findall(r"\./dev (\w+)", self.text)):
            with open(os.path.join(SOURCE, "dev"), encoding="utf-8") as file:
                self.assertRegex(listed + file.read(), rf"(?m)^  {name}\b")

    def test_the_mistake_is_answered_as_shown(self):
        shown = re.search(r"(?m)((?:^    .*\n)+)", self.text[self.text.index("A mistake is answered") :])[1]
        wrong = os.path.join(self.folder, "first.vl.json")
        with open(wrong, encoding="utf-8") as file:
            text = file.read().replace('"bar"', '"bars"')
        with open(wrong, "w", encoding="utf-8") as file:
            file.write(text)
        done = self.run_line("build/tuban render first.vl.json -o wrong.png")
        self.assertEqual(done.returncode, 1)
        self.assertEqual(done.stderr.strip(), re.sub(r"(?m)^    ", "", shown).strip())
        self.assertFalse(os.path.exists(os.path.join(self.folder, "wrong.png")))

    def test_the_pages_of_the_api_are_those_of_the_header(self):
        page = os.path.join(self.folder, "api.md")
        subprocess.run([sys.executable, os.path.join(SOURCE, "docs", "_api.py"), os.path.join(SOURCE, "src", "tuban.h"), page], check=True)
        with open(page, encoding="utf-8") as made, open(os.path.join(SOURCE, "docs", "api.md"), encoding="utf-8") as kept:
            self.assertEqual(made.read(), kept.read(), "run ./dev docs")


if __name__ == "__main__":
    unittest.main()
