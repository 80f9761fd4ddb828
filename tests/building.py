"""tuban is built in any folder, by people who do not work on it: odd paths, other compilers' warnings, read-only checkouts, no root."""
import os, re, shutil, subprocess, sys, tempfile, unittest

SOURCE = os.environ.get("TUBAN_SOURCE", os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def run(*words, **more):
    return subprocess.run(words, capture_output=True, text=True, timeout=240, **more)


def text_of(name):
    with open(os.path.join(SOURCE, name), encoding="utf-8") as file:
        return file.read()


class Building(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="tuban-building-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def configure(self, name, *more):
        copy, build = os.path.join(self.folder, name), os.path.join(self.folder, name, "b 'uild' (2)")
        os.mkdir(copy)
        for part in ("src", "styles", "data", "python", "CMakeLists.txt", "LICENSE", "README.md"):
            at = os.path.join(SOURCE, part)
            (shutil.copytree if os.path.isdir(at) else shutil.copy)(at, os.path.join(copy, part))
        done = run("cmake", "-G", "Ninja", "-S", copy, "-B", build, "-DBUILD_TESTING=OFF", *more)
        self.assertEqual(done.returncode, 0, done.stderr)
        return build

    def test_paths_may_have_spaces_parentheses_and_quotes(self):
        build = self.configure("a (copy), co's \"$x\" &")
        listed = run("ninja", "-C", build, "-t", "targets", "all").stdout
        embedded = re.findall(r"(?m)^(embedded/[^:]+\.c):", listed)
        self.assertGreater(len(embedded), 3)
        self.assertIn("embedded/poster_style.c", embedded)  # the smallest
        done = run("ninja", "-C", build, "embedded/poster_style.c", "CMakeFiles/room_base.dir/src/base/install.c.o")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        with open(os.path.join(build, "embedded", "poster_style.c"), encoding="utf-8") as file:
            self.assertIn("poster_style_json[] = {", file.read())

    def test_custom_commands_are_verbatim(self):
        for name in ("CMakeLists.txt", os.path.join("tests", "CMakeLists.txt")):
            for command in re.findall(r"add_custom_command\((?:[^()]|\([^()]*\))*\)", text_of(name)):
                self.assertIn("VERBATIM", command)

    def test_warnings_are_errors_only_where_asked(self):
        build = self.configure("copy")
        commands = os.path.join(build, "compile_commands.json")
        with open(commands, encoding="utf-8") as file:
            self.assertNotIn("-Werror", file.read())
        run("cmake", "-DTUBAN_WERROR=ON", build)
        with open(commands, encoding="utf-8") as file:
            self.assertIn("-Werror", file.read())
        self.assertIn("-DTUBAN_WERROR=ON", text_of("dev"))
        self.assertNotIn("WERROR", text_of("CMakePresets.json"))


class Dev(unittest.TestCase):
    """./dev with a PATH of its own, where apt-get and the like only say how they were called."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="tuban-dev-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        for tool in ("sh", "dirname", "tr", "grep", "cat", "mktemp", "rm", "env", "mkdir"):
            os.symlink(shutil.which(tool), os.path.join(self.folder, tool))

    def tool(self, name, script):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write("#!/bin/sh\n" + script + "\n")
        os.chmod(path, 0o755)

    def dev(self, *words, **environment):
        return run(os.path.join(SOURCE, "dev"), *words, env={"PATH": self.folder, "TMPDIR": self.folder, **environment})

    def system(self, installed, user="1000", update="exit 0"):
        self.tool("dpkg-query", f'case " {installed} " in *" $4 "*) echo install ok installed ;; *) exit 1 ;; esac')
        self.tool("apt-cache", 'case $2 in libjpeg62-turbo-dev|pkgconf|fonts-liberation2) exit 100 ;; esac')
        self.tool("apt-get", f'case $1 in update) {update} ;; install) exit 0 ;; esac')
        self.tool("id", f"echo {user}")

    def test_without_root_one_line_says_what_to_install(self):
        self.system("gcc cmake")
        done = self.dev("build")
        self.assertEqual(done.returncode, 3)
        self.assertRegex(done.stderr, r"\APackages are missing, and there is neither root nor sudo here\. As root:\n  apt-get install libc6-dev [^\n|]*\n\Z")
        for name in ("pkg-config", "libjpeg-turbo8-dev", "fonts-liberation"):  # those that this system has, of a|b
            self.assertRegex(done.stderr, rf" {name}( |\n)")
        self.assertNotIn("gcc", done.stderr)

    def test_without_a_network_one_sentence_says_what_is_missing(self):
        self.system("", user="0", update="for i in 1 2 3 4 5 6; do echo 'E: no network' >&2; done; exit 100")
        done = self.dev("build")
        self.assertEqual(done.returncode, 3)
        self.assertRegex(done.stderr, r"\APackages are missing and could not be installed \(is there a network\?\): gcc libc6-dev cmake [^\n|]*\n"
                                      r"What apt-get said is in [^\n]*\.\n\Z")

    def test_a_folder_that_cannot_be_written_is_said(self):
        self.system("$4", user="0")
        self.tool("dpkg-query", "echo install ok installed")
        self.tool("cmake", "exit 9")
        with open(os.path.join(self.folder, "taken"), "w", encoding="utf-8"):
            pass
        build = os.path.join(self.folder, "taken", "b")  # root may write to any folder, but not into a file
        done = self.dev("build", BUILD_DIR=build)
        self.assertEqual((done.returncode, done.stderr),
                         (3, f"The folder {build} cannot be written to. Build in another one:\n  BUILD_DIR=/tmp/tuban-build ./dev build\n"))

    def test_build_dir_is_where_it_is_built(self):
        self.tool("apt-get", "exit 0")
        self.tool("dpkg-query", "echo install ok installed")
        self.tool("cmake", f'echo "$@" >> {self.folder}/called')
        build = os.path.join(self.folder, "elsewhere")
        self.assertEqual(self.dev("build", BUILD_DIR=build).returncode, 0)
        with open(os.path.join(self.folder, "called"), encoding="utf-8") as file:
            called = file.read().splitlines()
        self.assertEqual(called, [f"--preset release -B {build} -DTUBAN_WERROR=ON", f"--build {build} -- --quiet"])

    def test_readme_has_the_line_to_paste(self):
        done = run(os.path.join(SOURCE, "dev"), "packages")
        if done.returncode:
            self.skipTest("no apt-get")
        line = re.search(r"(?m)^    (?:sudo )?apt-get install ((?:.*\\\n)*.*)$", text_of("README.md"))[1].replace("\\\n", " ").split()
        lists = " ".join(re.findall(r'(?m)^(?:BUILD|FONT)_PACKAGES="([^"]*)"', text_of("dev"))).replace("$BUILD_PACKAGES", "")
        self.assertEqual(line, [entry.split("|")[0] for entry in lists.split()])


if __name__ == "__main__":
    unittest.main()
