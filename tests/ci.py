"""Dockerfile, action.yml and what README shows for CI: they build with the packages that ./dev knows, and their scripts run with the variables
that the systems set. The image is not built: that takes Docker."""
import json, os, re, shlex, shutil, subprocess, tempfile, unittest

import yaml

SOURCE, TUBAN = os.environ["TUBAN_SOURCE"], os.environ["TUBAN"]


def read(name):
    with open(os.path.join(SOURCE, name), encoding="utf-8") as file:
        return file.read()


def packages_of_dev():
    """The first of each a|b that ./dev builds with."""
    return {entry.split("|")[0] for line in re.findall(r'(?m)^BUILD_PACKAGES="([^"]*)"', read("dev")) for entry in line.split() if entry[0] != "$"}


class Ci(unittest.TestCase):
    def test_the_image_is_built_with_the_packages_of_dev(self):
        stages = read("Dockerfile").split("FROM ")[1:]
        self.assertEqual(len(stages), 2)
        installed = set(re.search(r"--no-install-recommends (.*?)\nCOPY", stages[0].replace("\\\n", " "), re.S)[1].split())
        self.assertEqual(installed, packages_of_dev() | {"dpkg-dev", "file"})

    def test_every_line_of_the_dockerfile_is_an_instruction(self):
        text = re.sub(r"(?m)^#.*\n", "", read("Dockerfile")).replace("\\\n", " ")
        for line in filter(None, text.splitlines()):
            self.assertRegex(line, r"^(FROM|RUN|COPY|WORKDIR|ENTRYPOINT|CMD) ")
            if line.startswith("RUN "):
                subprocess.run(["sh", "-nc", line[4:]], check=True)
            if line.startswith(("ENTRYPOINT", "CMD")):
                self.assertRegex(line, r'\["[^"]+"\]$')

    def test_scripts_of_the_action_are_shell(self):
        action = yaml.safe_load(read("action.yml"))
        self.assertEqual(action["runs"]["using"], "composite")
        self.assertEqual(set(action["inputs"]), {"arguments"})
        for step in action["runs"]["steps"]:
            self.assertEqual(step["shell"], "bash")
            self.assertNotIn("${{", step["run"])  # what a workflow passes on is no part of the script
            subprocess.run(["bash", "-n"], input=step["run"], text=True, check=True)


class InFolder(unittest.TestCase):
    """A project of nine charts in a folder, with tuban in the PATH."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="tuban-ci-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        os.makedirs(self.path("bin"))
        os.symlink(TUBAN, self.path("bin/tuban"))
        self.write("m.ndjson", "".join(json.dumps({"name": f"c{i}", "mark": "bar", "data": {"values": [{"a": i}]}}) + "\n" for i in range(9)))
        self.write("tuban.json", '{"charts": ["m.ndjson"], "output": "charts/{name}.{ext}", "format": "svg"}')

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text, mode=0o644):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(self.path(name), mode)

    def shell(self, script, shell=("sh", "-e"), **variables):
        environment = {name: value for name, value in os.environ.items() if not re.match("CI_|SLURM_|JOB_|GITHUB_", name)}
        environment["PATH"] = f"{self.path('bin')}:{environment['PATH']}"
        return subprocess.run([*shell, "-c", script], cwd=self.folder, env={**environment, **variables}, capture_output=True, text=True)

    def steps(self):
        return yaml.safe_load(read("action.yml"))["runs"]["steps"]

    def by_action(self, arguments):
        return self.shell(self.steps()[1]["run"], ("bash", "-e", "-o", "pipefail"), TUBAN_ARGUMENTS=arguments)


class Action(InFolder):
    def test_it_builds_and_installs_what_is_not_there(self):
        install = self.steps()[0]["run"]
        self.assertEqual(self.shell(install, ("bash", "-e"), TUBAN_SOURCE="/nowhere").returncode, 0)  # tuban is there
        os.remove(self.path("bin/tuban"))
        for name in ("sudo", "dev"):
            self.write(name if name == "dev" else f"bin/{name}", f'#!/bin/sh\necho "{name} $*" >> "{self.path("log")}"\n', 0o755)
        done = self.shell(install, ("bash", "-e"), TUBAN_SOURCE=self.folder, PATH=f"{self.path('bin')}:/usr/bin:/bin")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        with open(self.path("log"), encoding="utf-8") as log:
            self.assertEqual(log.read().splitlines(), ["dev build", "sudo cmake --install build --prefix /usr/local"])

    def test_it_draws_what_its_arguments_say(self):
        done = self.by_action("-q m.ndj* -o out/ -f svg")
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))
        self.assertEqual(len(os.listdir(self.path("out"))), 9)

    def test_mistakes_are_annotations_and_fail(self):
        self.write("wrong.vl.json", '{"mark": "bars", "data": {"values": []}}')
        done = self.by_action("-q wrong.vl.json")
        self.assertEqual(done.returncode, 1)
        self.assertIn("::error title=E203,file=wrong.vl.json,line=1,col=10::", done.stdout)

    def test_arguments_are_no_commands(self):
        self.by_action("$(touch%20x) ; touch x && touch x `touch x`")
        self.assertFalse(os.path.exists(self.path("x")))


class Readme(InFolder):
    """What README shows for systems of many machines draws each chart once, with the variables that the system sets."""

    def block(self, language, word):
        found = [text for text in re.findall(rf"```{language}\n(.*?)```", read("README.md"), re.S) if word in text]
        self.assertEqual(len(found), 1, word)
        return found[0]

    def setUp(self):
        super().setUp()
        self.drawn = []

    def part(self, script, *shell, **variables):
        """Runs one part where no other has been."""
        done = self.shell(script, *shell, **variables)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        if os.path.isdir(self.path("charts")):
            self.drawn += os.listdir(self.path("charts"))
            shutil.rmtree(self.path("charts"))

    def tearDown(self):
        self.assertEqual(sorted(self.drawn), [f"c{i}.svg" for i in range(9)])

    def merge(self, count):
        command = re.search(r"`(tuban merge-reports all.xml report-\*.xml)`", read("README.md"))[1]
        self.assertEqual(self.shell(command).stderr, "")
        with open(self.path("all.xml"), encoding="utf-8") as file:
            self.assertIn('tests="9" failures="0"', file.read())
        self.assertEqual(len([name for name in os.listdir(self.folder) if name.startswith("report-")]), count)

    def test_parallel(self):
        self.part(self.block("sh", "| parallel"), HOME=self.folder)
        self.merge(16)

    def test_slurm(self):
        script = self.block("sh", "#SBATCH")
        first, last = map(int, re.search(r"#SBATCH --array=(\d+)-(\d+)", script).groups())
        for task in range(first, last + 1):
            self.part(script, SLURM_ARRAY_TASK_ID=str(task), SLURM_ARRAY_TASK_MIN=str(first), SLURM_ARRAY_TASK_MAX=str(last), SLURM_ARRAY_TASK_COUNT=str(last - first + 1), SLURM_ARRAY_TASK_STEP="1")
        self.merge(16)

    def test_kubernetes(self):
        job = yaml.safe_load(self.block("yaml", "kind: Job"))
        self.assertEqual((job["apiVersion"], job["spec"]["completionMode"]), ("batch/v1", "Indexed"))
        container = job["spec"]["template"]["spec"]["containers"][0]
        self.assertEqual(container["volumeMounts"][0]["name"], job["spec"]["template"]["spec"]["volumes"][0]["name"])
        self.assertIn(f"WORKDIR {container['volumeMounts'][0]['mountPath']}\nENTRYPOINT [\"tuban\"]", read("Dockerfile"))
        for index in range(job["spec"]["completions"]):
            self.part(shlex.join(["tuban", *container["args"]]), JOB_COMPLETION_INDEX=str(index))

    def test_gitlab(self):
        job = yaml.safe_load(self.block("yaml", "parallel:"))["charts"]
        self.assertEqual(job["image"]["entrypoint"], [""])
        for index in range(job["parallel"]):
            self.part("\n".join(job["script"]), CI_NODE_INDEX=str(index + 1), CI_NODE_TOTAL=str(job["parallel"]))
            self.assertTrue(os.path.exists(self.path(job["artifacts"]["reports"]["junit"])))
        self.assertEqual(job["artifacts"]["paths"], ["charts/"])

    def test_github(self):
        job = yaml.safe_load(self.block("yaml", "actions/checkout"))["jobs"]["charts"]
        step = next(step for step in job["steps"] if step["uses"].startswith("OWNER/tuban@"))
        self.assertLessEqual(set(step["with"]), set(yaml.safe_load(read("action.yml"))["inputs"]))
        for part in job["strategy"]["matrix"]["part"]:
            arguments = step["with"]["arguments"].replace("${{ matrix.part }}", str(part))
            self.assertNotIn("${{", arguments)
            self.part(self.steps()[1]["run"], ("bash", "-e", "-o", "pipefail"), TUBAN_ARGUMENTS=arguments)


unittest.main()
