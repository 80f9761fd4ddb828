"""What cmake --install puts in place works, also after it was moved: README's lines build README's program, CMake finds the
library, Python the module, and program and library their data."""
import os, re, subprocess, sys, tempfile, unittest

SOURCE, BUILD = os.environ["TUBAN_SOURCE"], os.environ["TUBAN_BUILD"]
INSTALLED = """bin/tuban bin/vl-convert bin/vl2png bin/vl2svg bin/vl2pdf bin/vl2jpeg include/tuban.h share/man/man1/tuban.1 share/bash-completion/completions/tuban share/zsh/site-functions/_tuban
    share/fish/vendor_completions.d/tuban.fish share/tuban/styles/paper.json share/tuban/schemas/poster.schema.json share/tuban/schemas/settings.schema.json
    share/tuban/schemas/preset.schema.json share/tuban/schemas/manifest.schema.json share/tuban/presets/nature.json share/tuban/pandoc/vega-lite.lua
    share/doc/tuban/copyright LIB/libtuban.so LIB/libtuban.a LIB/pkgconfig/tuban.pc LIB/cmake/tuban/tubanConfig.cmake
    LIB/cmake/tuban/tubanConfigVersion.cmake PYTHON/tuban/__init__.py""".split()
USES_CMAKE = """cmake_minimum_required(VERSION 3.22)
project(first C)
find_package(tuban 0.1 REQUIRED)
add_executable(first first.c)
target_link_libraries(first tuban::tuban)
"""
# Where the data are, asked from within a program that has the static library in it.
PROBE = """#include <stdio.h>
char *install_data_folder(void);
int main(void) { char *folder = install_data_folder(); puts(folder ? folder : "none"); return 0; }
"""


def cache(name):
    with open(os.path.join(BUILD, "CMakeCache.txt"), encoding="utf-8") as file:
        found = re.search(rf"(?m)^{name}:\w+=(.*)$", file.read())
    return found[1] if found else ""


def write(folder, name, text):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        file.write(text)


class Install(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="tuban-install-")
        cls.home = cls.temporary.name
        with open(os.path.join(SOURCE, "README.md"), encoding="utf-8") as file:
            cls.readme = file.read()
        for name, kind in (("first.vl.json", "json"), ("first.c", "c")):
            write(cls.home, name, re.search(rf"```{kind}\n(.*?)```", cls.readme, re.S)[1])
        cls.flags = ["-fsanitize=address,undefined"] if cache("TUBAN_SANITIZE") == "ON" else []
        cls.lib, cls.python = cache("CMAKE_INSTALL_LIBDIR") or "lib", cache("TUBAN_PYTHON_DIR")
        cls.env = {k: v for k, v in os.environ.items() if k not in ("LD_LIBRARY_PATH", "PKG_CONFIG_PATH", "TUBAN_LIBRARY", "PYTHONPATH")}
        cls.env.update(HOME=cls.home, ASAN_OPTIONS="detect_leaks=0", TZ="UTC")
        os.symlink(BUILD, os.path.join(cls.home, "build"))
        cls.run_here("cmake", "--install", "build", "--prefix", os.path.join(cls.home, "elsewhere"))
        cls.prefix = os.path.join(cls.home, "moved here")
        os.rename(os.path.join(cls.home, "elsewhere"), cls.prefix)

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    @classmethod
    def run_here(cls, *words, **env):
        done = subprocess.run(words, capture_output=True, text=True, cwd=cls.home, env=dict(cls.env, **env), timeout=120)
        if done.returncode != 0:
            raise AssertionError(f"{' '.join(words)}\n{done.stdout}{done.stderr}")
        return done.stdout

    def at(self, path):
        return os.path.join(self.prefix, path.replace("LIB", self.lib).replace("PYTHON", self.python))

    def assert_drawn(self, name):
        path = os.path.join(self.home, name)
        with open(path, "rb") as file:
            self.assertEqual(file.read(5), b"%PDF-")
        os.remove(path)

    def test_everything_is_there(self):
        for path in INSTALLED:
            self.assertGreater(os.path.getsize(self.at(path)), 300, path)
        self.assertFalse(os.path.exists(self.at("bin/tuban_docs")))

    def test_no_file_names_where_it_was_installed_or_built(self):
        for path in ("LIB/pkgconfig/tuban.pc", "LIB/cmake/tuban/tubanConfig.cmake", "LIB/cmake/tuban/tubanConfigVersion.cmake"):
            with open(self.at(path), encoding="utf-8") as file:
                text = file.read()
            for folder in (self.home, BUILD, SOURCE, cache("CMAKE_INSTALL_PREFIX") + "/"):
                self.assertNotIn(folder, text, path)

    def test_other_names_are_links_to_the_program(self):
        for name in ("vl-convert", "vl2png", "vl2svg", "vl2pdf", "vl2jpeg"):
            self.assertEqual(os.readlink(self.at(f"bin/{name}")), "tuban")
        self.run_here(self.at("bin/vl2pdf"), "first.vl.json", "first.pdf")
        self.assert_drawn("first.pdf")

    def test_readme_lines_build_its_program(self):
        block = next(b for b in re.findall(r"(?m)(?:^    \S.*\n)+", self.readme) if "cmake --install" in b)
        self.assertIn("./first", block)
        block = block.replace("/lib/", f"/{self.lib}/").replace("cc ", " ".join(["cc", *self.flags]) + " ")
        self.run_here("sh", "-ec", block)
        self.assert_drawn("first.pdf")

    def test_pkg_config_follows_a_folder_that_was_moved(self):
        words = self.run_here("pkg-config", "--variable=libdir", "tuban", PKG_CONFIG_PATH=self.at("LIB/pkgconfig"))
        self.assertTrue(os.path.samefile(words.strip().replace("\\ ", " "), self.at("LIB")), words)
        words = self.run_here("pkg-config", "--variable=includedir", "tuban", PKG_CONFIG_PATH=self.at("LIB/pkgconfig"))
        self.assertTrue(os.path.samefile(words.strip().replace("\\ ", " "), self.at("include")), words)

    def test_cmake_finds_it(self):
        write(self.home, "CMakeLists.txt", USES_CMAKE)
        self.run_here("cmake", "-G", "Ninja", "-S", ".", "-B", "b", f"-DCMAKE_PREFIX_PATH={self.prefix}", f"-DCMAKE_C_FLAGS={' '.join(self.flags)}")
        self.run_here("cmake", "--build", "b")
        self.run_here("b/first")
        self.assert_drawn("first.pdf")

    def test_the_data_are_found_beside_the_program(self):
        write(self.home, "probe.c", PROBE)
        words = self.run_here("pkg-config", "--libs", "glib-2.0 gio-2.0 cairo cairo-pdf cairo-svg pangocairo pangoft2 harfbuzz freetype2 fontconfig libcjson libpng")
        self.run_here("cc", *self.flags, "probe.c", self.at("LIB/libtuban.a"), *words.split(), "-lm", "-ldl", "-o", self.at("bin/probe"))
        os.symlink(self.at("bin/probe"), os.path.join(self.home, "linked"))
        for call in ([self.at("bin/probe")], ["./linked"], ["sh", "-c", 'cd "$1"/bin; PATH=. probe', "sh", self.prefix]):
            self.assertEqual(self.run_here(*call).strip(), self.at("share/tuban"))

    @unittest.skipIf(cache("TUBAN_SANITIZE") == "ON", "the library wants the sanitizer's own first")
    def test_python_finds_module_and_library(self):
        code = "import tuban; print(tuban.__file__); assert tuban.render({'mark': 'bar'}).startswith(b'\\x89PNG')"
        self.assertIn(self.prefix, self.run_here(sys.executable, "-W", "ignore", "-c", code, PYTHONPATH=self.at("PYTHON")))


if __name__ == "__main__":
    unittest.main()
