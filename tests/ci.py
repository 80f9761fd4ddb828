"""Dockerfile and action.yml: they build with the packages that ./dev knows, and name only what is there. Nothing is run: that takes Docker and GitHub."""
import os, re, shutil, subprocess, unittest

SOURCE = os.environ["TUBAN_SOURCE"]


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
        try:
            import yaml
        except ImportError:
            self.skipTest("PyYAML is not installed")
        action = yaml.safe_load(read("action.yml"))
        self.assertEqual(action["runs"]["using"], "composite")
        self.assertEqual(set(action["inputs"]), {"arguments"})
        for step in action["runs"]["steps"]:
            self.assertEqual(step["shell"], "bash")
            self.assertNotIn("${{", step["run"])  # what a workflow passes on is no part of the script
            subprocess.run([shutil.which("bash") or "sh", "-n"], input=step["run"], text=True, check=True)


unittest.main()
