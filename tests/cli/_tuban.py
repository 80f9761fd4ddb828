"""The built program in a folder of its own: write files, run it, look at what it said and left behind."""
import os, re, shutil, subprocess, tempfile, unittest

SOURCE = os.environ.get("TUBAN_SOURCE", os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
TUBAN = os.environ.get("TUBAN", os.path.join(SOURCE, "build", "tuban"))

# One line a part, so that a message's line says which part it means: 2 data, 3 mark, 4 encoding.
DATA = '"data": {"values": [{"a": "A", "b": 28}, {"a": "B", "b": 55}]}'
MARK = '"mark": "bar"'
ENCODING = '"encoding": {"x": {"field": "a", "type": "nominal"}, "y": {"field": "b", "type": "quantitative"}}'


def spec(data=DATA, mark=MARK, encoding=ENCODING, *more):
    return "{\n" + ",\n".join([data, mark, encoding, *more]) + "\n}\n"


class Case(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = os.path.realpath(tempfile.mkdtemp(prefix="tuban-"))
        self.addCleanup(shutil.rmtree, self.folder)

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, content):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)

    def read(self, name):
        with open(self.path(name), "rb") as file:
            return file.read()

    def run_tuban(self, *arguments, stdin=b"", **options):
        environment = {**os.environ, "TZ": "UTC", "LC_ALL": "C.UTF-8", **options.pop("env", {})}
        folder = options.pop("cwd", self.folder)
        for _ in range(5):
            done = subprocess.run([TUBAN, *arguments], cwd=folder, input=stdin, capture_output=True, env=environment, timeout=60, **options)
            # the leak checker itself may crash while a thread ends
            if b"LeakSanitizer has encountered a fatal error" not in done.stderr:
                break
        self.assertGreaterEqual(done.returncode, 0, f"killed by signal {-done.returncode}: {done.stderr.decode()[-2000:]}")
        return done

    def without(self, library):
        """The name of a library that is loaded on first use, and an environment where that fails."""
        with open(os.path.join(os.path.dirname(TUBAN), "compile_commands.json"), encoding="utf-8") as file:
            soname = re.search(rf'TUBAN_{library}_LIBRARY=\\*"([^"\\]+)', file.read())[1]
        self.write(os.path.join("broken", os.path.basename(soname)), "not a library")
        return soname, {"LD_LIBRARY_PATH": self.path("broken")}

    def expect(self, done, status, stderr):
        self.assertEqual(done.stderr.decode(), stderr)
        self.assertEqual(done.returncode, status)

    def files(self):
        return sorted(os.path.relpath(os.path.join(d, f), self.folder) for d, _, fs in os.walk(self.folder) for f in fs)


def main():
    unittest.main(verbosity=1)
