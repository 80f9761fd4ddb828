"""What cmake --install puts in place can be used: README's chart is drawn by README's program, found by pkg-config and by CMake."""
import os, re, subprocess, sys, tempfile

top, build = os.environ["TUBAN_SOURCE"], os.environ["TUBAN_BUILD"]


def run(*words, **more):
    done = subprocess.run(words, capture_output=True, text=True, **more)
    if done.returncode != 0:
        sys.exit(f"{' '.join(words)}\n{done.stdout}{done.stderr}")
    return done.stdout


def blocks(kind):
    return re.findall(rf"```{kind}\n(.*?)```", open(os.path.join(top, "README.md"), encoding="utf-8").read(), re.S)


def main():
    cache = open(os.path.join(build, "CMakeCache.txt"), encoding="utf-8").read()
    flags = ["-fsanitize=address,undefined"] if "TUBAN_SANITIZE:BOOL=ON" in cache else []
    with tempfile.TemporaryDirectory() as folder:
        prefix = os.path.join(folder, "prefix")
        run("cmake", "--install", build, "--prefix", prefix)
        pc = [d for d, _, files in os.walk(prefix) if "tuban.pc" in files][0]
        lib = os.path.dirname(pc)
        text = open(os.path.join(pc, "tuban.pc"), encoding="utf-8").read()
        open(os.path.join(pc, "tuban.pc"), "w", encoding="utf-8").write(re.sub(r"(?m)^prefix=.*", f"prefix={prefix}", text))
        open(os.path.join(folder, "first.vl.json"), "w", encoding="utf-8").write(blocks("json")[0])
        open(os.path.join(folder, "first.c"), "w", encoding="utf-8").write(blocks("c")[0])
        env = dict(os.environ, PKG_CONFIG_PATH=pc, LD_LIBRARY_PATH=lib, ASAN_OPTIONS="detect_leaks=0")
        words = run("pkg-config", "--cflags", "--libs", "tuban", env=env).split()
        run("cc", "first.c", "-o", "first", *flags, *words, cwd=folder, env=env)
        run("./first", cwd=folder, env=env)
        assert open(os.path.join(folder, "first.pdf"), "rb").read(5) == b"%PDF-", "no PDF came out"
        open(os.path.join(folder, "CMakeLists.txt"), "w").write(
            "cmake_minimum_required(VERSION 3.22)\nproject(first C)\nfind_package(tuban REQUIRED)\n"
            "add_executable(first first.c)\ntarget_link_libraries(first tuban::tuban)\n")
        run("cmake", "-G", "Ninja", "-S", folder, "-B", os.path.join(folder, "b"), f"-DCMAKE_PREFIX_PATH={prefix}", f"-DCMAKE_C_FLAGS={' '.join(flags)}")
        run("cmake", "--build", os.path.join(folder, "b"))
        for path in ("bin/tuban", "include/tuban.h", "share/man/man1/tuban.1", "share/bash-completion/completions/tuban",
                     "share/zsh/site-functions/_tuban", "share/fish/vendor_completions.d/tuban.fish"):
            assert os.path.getsize(os.path.join(prefix, path)) > 500, path
        assert not os.path.exists(os.path.join(prefix, "bin", "tuban_docs"))
        shared = [f for f in os.listdir(lib) if f.startswith("libtuban")]
        assert "libtuban.a" in shared and "libtuban.so" in shared, shared


main()
