"""Checks a .deb made by cpack: python3 tests/_package.py [--install FOLDER] DEB

Its files are those of cmake --install, and its dependencies bring every library the program is linked with or loads. With
--install, the package is installed in a bare system made in FOLDER by debootstrap (as root), and draws there."""
import os, re, shutil, subprocess, sys, tempfile

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BUILD = os.path.join(TOP, "build")
SPEC = """{"data": {"values": [{"城市": "北京", "n": 3}, {"城市": "Paris", "n": 2}]}, "mark": "bar",
  "encoding": {"x": {"field": "n", "type": "quantitative"}, "y": {"field": "城市"}}}"""
PICTURES = ("colours.jpg", "sun.svg", "faded.webp")
PICTURE = """{"data": {"values": [{"u": "%s"}]}, "mark": {"type": "image", "width": 20, "height": 20}, "encoding": {"url": {"field": "u"}}}"""


def run(*words, **more):
    done = subprocess.run(words, capture_output=True, text=True, **more)
    if done.returncode != 0:
        sys.exit(f"{' '.join(words)}\n{done.stdout}{done.stderr}")
    return done.stdout


def check(condition, message):
    if not condition:
        sys.exit(f"the package: {message}")


def files_below(folder):
    return {os.path.relpath(os.path.join(path, name), folder) for path, _, names in os.walk(folder) for name in names}


def check_files(folder, deb):
    unpacked, installed = os.path.join(folder, "unpacked"), os.path.join(folder, "installed")
    run("dpkg-deb", "-x", deb, unpacked)
    run("cmake", "--install", BUILD, "--prefix", os.path.join(installed, "usr"))
    there, wanted = files_below(unpacked), files_below(installed)
    check(there == wanted, f"not the files of cmake --install: {sorted(there ^ wanted)}")
    version = run(os.path.join(unpacked, "usr/bin/tuban"), "--version")
    check(run("dpkg-deb", "-f", deb, "Version").strip() in version, f"another version: {version}")
    for line in run("dpkg-deb", "-c", deb).splitlines():
        check(" root/root " in line and (line[0] == "l" or line[5] + line[8] == "--"), f"not root's alone to write: {line}")
    return len(there)


def check_dependencies(deb):
    depends = set(re.findall(r"(?:^|, )([a-z0-9.+-]+)", run("dpkg-deb", "-f", deb, "Depends")))
    check({"libc6", "libcairo2", "libpango-1.0-0"} <= depends, f"depends only on {sorted(depends)}")
    with open(os.path.join(BUILD, "compile_commands.json"), encoding="utf-8") as file:
        loaded = set(re.findall(r'TUBAN_[A-Z]+_LIBRARY=[\\"]+([\w.+/-]+)', file.read()))
    check(len(loaded) >= 3, f"loads only {sorted(loaded)}")
    cache = run("ldconfig", "-p")
    for library in loaded:
        path = os.path.realpath(re.search(rf"{re.escape(library)} .*=> (\S+)", cache)[1])
        owner = run("dpkg-query", "-S", path).split(":")[0]
        check(owner in depends, f"loads {library}, but does not depend on {owner}")
    return len(depends)


def install(root, deb):
    release = re.search(r"(?m)^VERSION_CODENAME=(\w+)", open("/etc/os-release", encoding="utf-8").read())[1]
    if not os.path.exists(os.path.join(root, "etc/debian_version")):
        run("debootstrap", "--variant=minbase", release, root)
    shutil.copy(deb, os.path.join(root, "tmp/tuban.deb"))
    for name in PICTURES:
        shutil.copy(os.path.join(TOP, "tests/golden/data", name), os.path.join(root, "tmp"))
    for name, text in (("a.vl.json", SPEC), *((f"{name}.vl.json", PICTURE % name) for name in PICTURES)):
        with open(os.path.join(root, "tmp", name), "w", encoding="utf-8") as file:
            file.write(text)

    def inside(command):
        return run("chroot", root, "env", "-i", "PATH=/usr/bin:/bin:/usr/sbin:/sbin", "LC_ALL=C.UTF-8", "DEBIAN_FRONTEND=noninteractive", "sh", "-ec", f"cd /tmp\n{command}")

    inside("apt-get update -qq; apt-get install -y -qq --no-install-recommends ./tuban.deb >/dev/null")
    linked = inside("ldd /usr/bin/tuban /usr/lib/libtuban.so.0")
    check("not found" not in linked, linked)
    inside("apt-get install -y -qq fonts-liberation2 fonts-noto-cjk >/dev/null; tuban render --strict *.vl.json -f png,jpeg,tiff,svg,pdf,eps")
    for name, start in (("a.png", b"\x89PNG"), ("a.jpg", b"\xff\xd8"), ("a.svg", b"<svg"), ("a.pdf", b"%PDF-")):
        with open(os.path.join(root, "tmp", name), "rb") as file:
            check(file.read(len(start)) == start, f"{name} is not drawn")
    inside("apt-get remove -y -qq tuban >/dev/null")
    check(not os.path.exists(os.path.join(root, "usr/bin/tuban")), "removed, but still there")


def main():
    root = sys.argv[2] if sys.argv[1] == "--install" else None
    deb = os.path.abspath(sys.argv[-1])
    with tempfile.TemporaryDirectory(prefix="tuban-package-") as folder:
        count = check_files(folder, deb)
    depends = check_dependencies(deb)
    print(f"{os.path.basename(deb)}: {count} files, {depends} dependencies")
    if root:
        install(root, deb)
        print(f"{os.path.basename(deb)}: installed in {root}, drew, removed")


main()
