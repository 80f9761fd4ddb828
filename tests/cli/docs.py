"""What is made from the tables of options, commands and formats: README is up to date, the man page and the completions know every
option of every command, and the completions work in the shells that are installed."""
import os, re, shutil, subprocess, sys, tempfile, unittest
from _tuban import Case, SOURCE, TUBAN, main

BUILD = os.environ.get("TUBAN_BUILD", os.path.join(SOURCE, "build"))
README = os.path.join(SOURCE, "README.md")


def text_of(*path):
    with open(os.path.join(*path), encoding="utf-8") as file:
        return file.read()


def output(*words, **options):
    done = subprocess.run(words, capture_output=True, text=True, timeout=60, **options)
    if done.returncode != 0 or done.stderr:
        raise AssertionError(f"{words}: {done.returncode}\n{done.stderr}")
    return done.stdout


def commands():
    return re.findall(r"^  ([\w-]+) +\w", output(TUBAN, "--help").split("Commands:")[1].split("\n\n")[0], re.M)


def options(command):
    """name → letter, as --help shows them."""
    found = re.findall(r"^  (?:-(\w), )?--([\w-]+)", output(TUBAN, command, "--help"), re.M)
    return {name: letter for letter, name in found if name != "help"}


class Documents(unittest.TestCase):
    def test_the_tables_are_not_empty(self):
        self.assertLessEqual({"render", "fonts", "inspect"}, set(commands()))
        self.assertEqual(options("render")["format"], "f")
        self.assertEqual(options("render")["strict"], "")

    def test_readme_is_up_to_date(self):
        written = output(os.path.join(BUILD, "tuban_docs"), "readme", "-", README)
        self.assertEqual(written.splitlines(), text_of(README).splitlines(), "run ./dev docs")
        for part in ("formats", "commands", "options"):
            self.assertIn(f"<!-- {part} -->", written)

    def test_every_option_of_every_command_is_in_every_document(self):
        readme, man = text_of(README), text_of(BUILD, "tuban.1")
        bash, zsh, fish = (text_of(BUILD, "completions", name) for name in ("tuban.bash", "_tuban", "tuban.fish"))
        for command in commands():
            self.assertIn(f"| `tuban {command} ", readme)
            self.assertIn(f".B {command}\n", man)
            self.assertIn(f"-a {command} ", fish)
            zsh_part = zsh.split(f"    {command})\n")[1].split(";;")[0]
            for name, letter in options(command).items():
                self.assertRegex(readme, (f"`-{letter}`, " if letter else "[|] ") + f"`--{name}[` ]")
                self.assertIn((rf"\-{letter}\fR, \fB" if letter else r"\fB") + r"\-\-" + name.replace("-", r"\-") + r"\fR", man)
                self.assertRegex(bash, rf"{command}:-\*\).* --{name}[ ']")
                self.assertIn("--" + name, zsh_part)
                self.assertRegex(fish, rf"from {command}'" + (f" -s {letter}" if letter else "") + f" -l {name} ")

    def test_a_readme_out_of_date_is_noticed(self):
        old = os.path.join(BUILD, "README.old.md")
        with open(old, "w", encoding="utf-8") as file:
            file.write(text_of(README).replace("| `--strict` |", "| `--strictly` |"))
        written = output(os.path.join(BUILD, "tuban_docs"), "readme", "-", old)
        self.assertEqual(written, text_of(README))
        os.unlink(old)

    def test_the_documents_are_those_of_the_folder(self):
        for kind, name, *template in (("man", "tuban.1", os.path.join(SOURCE, "src", "cli", "docs", "tuban.1.in")), ("bash", "tuban.bash"),
                                      ("zsh", "_tuban"), ("fish", "tuban.fish")):
            with self.subTest(name):
                written = output(os.path.join(BUILD, "tuban_docs"), kind, "-", *template)
                self.assertEqual(written.splitlines(), text_of(SOURCE, "tests", "cli", "documents", name).splitlines(), "run ./dev docs")

    def test_the_page_of_messages_is_up_to_date(self):
        table = os.path.join(SOURCE, "src", "messages.json")
        written = output(os.path.join(BUILD, "tuban_docs"), "messages", "-", table)
        self.assertEqual(written.splitlines(), text_of(SOURCE, "docs", "messages.md").splitlines(), "run ./dev docs")
        for code in re.findall(r'^  "(\w+)": ', text_of(table), re.M):
            self.assertIn(f"\n### {code}\n", written)

    def test_the_schema_of_manifests_is_up_to_date(self):
        written = output(os.path.join(BUILD, "tuban_docs"), "schema", "-")
        self.assertEqual(written.splitlines(), text_of(SOURCE, "data", "manifest.schema.json").splitlines(), "run ./dev docs")

    def test_the_writer_says_how_it_is_called(self):
        usage = "usage: tuban_docs man|readme|messages OUT TEMPLATE, tuban_docs schema|bash|zsh|fish OUT\n"
        for words, status, said in (([], 2, usage), (["bash"], 2, usage), (["man", "-"], 2, usage), (["bash", "-", README], 2, usage),
                                    (["readme", "-", README, README], 2, usage), (["csh", "-"], 2, usage), (["readme", "-"], 2, usage),
                                    (["man", "-", "/nowhere/t"], 1, None), (["fish", "/nowhere/tuban.fish"], 1, None),
                                    (["readme", "/nowhere/r", README], 1, None)):
            with self.subTest(words):
                done = subprocess.run([os.path.join(BUILD, "tuban_docs"), *words], capture_output=True, text=True, timeout=60)
                self.assertEqual((done.returncode, done.stdout), (status, ""))
                self.assertRegex(done.stderr, "^" + re.escape(said) + "$" if said else "^tuban_docs: .*/nowhere/.*\n$")

    @unittest.skipUnless(os.path.exists("/dev/full"), "no /dev/full")
    def test_a_document_that_cannot_be_written_is_an_error(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([os.path.join(BUILD, "tuban_docs"), "bash", "-"], stdout=full, stderr=subprocess.PIPE, timeout=60)
        self.assertEqual((done.returncode, done.stderr), (1, b"tuban_docs: cannot write to standard output\n"))

    def test_what_is_between_the_comments_is_replaced_wherever_it_stands(self):
        with tempfile.TemporaryDirectory() as folder:
            template, written = os.path.join(folder, "t.md"), os.path.join(folder, "w.md")
            with open(template, "w", encoding="utf-8") as file:
                file.write("a <!-- formats -->old<!-- /formats --> b <!-- formats --><!-- /formats --> c <!-- formats -->open")
            output(os.path.join(BUILD, "tuban_docs"), "readme", written, template)
            part = "<!-- formats -->PNG, JPEG, TIFF, SVG, PDF and EPS<!-- /formats -->"
            self.assertEqual(text_of(written), f"a {part} b {part} c <!-- formats -->open")

    def test_the_man_page_is_sound(self):
        if not shutil.which("man"):
            self.skipTest("no man")
        page = os.path.join(BUILD, "tuban.1")
        output("man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", page)
        self.assertNotRegex(text_of(page), r"(?m)@[A-Z]+@|\{(choices|default)\}")


class Completions(Case):
    def setUp(self):
        super().setUp()
        for name in ("a chart.vl.json", "notes.txt", "out/x.json", "image.png"):
            self.write(name, "{}")

    def script(self, name):
        return os.path.join(BUILD, "completions", name)

    def shell(self, name):
        if not shutil.which(name):
            self.skipTest(f"no {name}")

    def bash(self, *words):
        """What bash offers for the last of the words."""
        self.shell("bash")
        code = ('source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _tuban "$1" "${@: -1}" "${@: -2:1}"; '
                '((${#COMPREPLY[@]} == 0)) || printf "%s\\n" "${COMPREPLY[@]}"')
        return sorted(output("bash", "--norc", "-c", code, "bash", self.script("tuban.bash"), "tuban", *words,
                             cwd=self.folder).splitlines())

    def test_bash(self):
        formats = output(TUBAN, "render", "--help")
        names = ["eps", "jpeg", "pdf", "png", "svg", "tiff"]
        self.assertTrue(all(name in formats for name in names))
        for words, offered in ((["re"], ["render"]),
                               (["--v"], ["--version"]),
                               (["render", "--form"], ["--format"]),
                               (["render", "-f", ""], names),
                               (["render", "--format", "p"], ["pdf", "png"]),
                               (["render", "--format", "="], names),
                               (["render", "--format", "=", "s"], ["svg"]),
                               (["render", "-f", "png,s"], ["png,svg"]),
                               (["render", "--svg-text", ""], ["live", "outline"]),
                               (["render", "--scale", ""], []),
                               (["render", "--allow-path", ""], ["out"]),
                               (["render", "-o", "i"], ["image.png"]),
                               (["render", ""], ["a chart.vl.json", "out"]),
                               (["render", "--strict", "out/"], ["out/x.json"]),
                               (["inspect", "--stage", "s"], ["scales", "scene"]),
                               (["fonts", "--"], ["--allow", "--allow-path", "--encoding", "--font-dir", "--help", "--lang", "--map", "--max-memory", "--max-rows", "--messages", "--now", "--seed", "--strict", "--style", "--system-fonts", "--timezone", "--verbose"]),
                               (["explain", ""], []),
                               (["fonts", "-f", "a"], ["a chart.vl.json"])):
            with self.subTest(words):
                self.assertEqual(self.bash(*words), offered)

    def test_bash_offers_every_option(self):
        for command in commands():
            self.assertEqual(self.bash(command, "--"), sorted(["--help"] + ["--" + name for name in options(command)]))

    def test_zsh(self):
        self.shell("zsh")
        output("zsh", "-f", "-n", self.script("_tuban"))

    def fish(self, line):
        self.shell("fish")
        code = f"source {self.script('tuban.fish')}; complete -C '{line}'"
        environment = dict(os.environ, HOME=self.folder, XDG_CONFIG_HOME=self.folder, XDG_DATA_HOME=self.folder)
        return sorted(found.split("\t")[0] for found in output("fish", "--no-config", "-c", code, cwd=self.folder, env=environment).splitlines())

    def test_fish(self):
        self.shell("fish")
        output("fish", "--no-execute", self.script("tuban.fish"))
        for line, offered in (("tuban re", ["render"]),
                              ("tuban render --form", ["--format"]),
                              ("tuban render -f ", ["eps", "jpeg", "pdf", "png", "svg", "tiff"]),
                              ("tuban render --svg-text ", ["live", "outline"]),
                              ("tuban inspect --stage s", ["scales", "scene"]),
                              ("tuban fonts --a", ["--allow", "--allow-path"])):
            with self.subTest(line):
                self.assertEqual(self.fish(line), offered)


main()
