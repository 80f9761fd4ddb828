"""The shape of the sources: rooms in order, tiers apart, no circles.

A room is a folder of src/ that holds .c files directly. CMakeLists.txt lists them, lowest first: TUBAN_ENGINE, then
TUBAN_LANGUAGES; the public API (src/*.c) and cli/ are above both. What must hold:

  - no file includes a header of a room above its own
  - nothing in the engine names a room of a language
  - the commands know the public API and batch/ alone
  - no two files call each other, directly or through others (read from the object files with nm)
  - no room has more than 10 % of the lines of code
"""
import glob, os, re, shutil, subprocess, sys
from collections import defaultdict

top = os.environ.get("TUBAN_SOURCE", os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
build = os.environ.get("TUBAN_BUILD", os.path.join(top, "build"))
src = os.path.join(top, "src")
LARGEST = 0.10
DOORS = ["", "batch", "cli", "cli/docs"]  # above every room: the API, what reads lists of charts, then the commands


def room_list(name):
    text = open(os.path.join(top, "CMakeLists.txt"), encoding="utf-8").read()
    return re.search(rf"set\({name} ([^)]*)\)", text)[1].split()


def sources():
    for folder, _, files in os.walk(src):
        for name in sorted(files):
            if name.endswith((".c", ".h")):
                yield os.path.relpath(os.path.join(folder, name), src)


def wrong_includes(rooms, engine):
    level = {room: i for i, room in enumerate(rooms + DOORS)}
    for path in sources():
        room = os.path.dirname(path)
        if room not in level:
            yield f"{path}: src/{room} is not among the rooms of CMakeLists.txt"
            continue
        for line in open(os.path.join(src, path), encoding="utf-8"):
            hit = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
            other = os.path.dirname(hit[1]) if hit else room
            if room == "cli" and hit and other not in ("cli", "batch") and hit[1] != "tuban.h":
                yield f"{path}: a command includes {hit[1]}; it may use tuban.h and batch/ alone"
            elif other not in level:
                yield f"{path}: includes {hit[1]}, which is in no room"
            elif level[other] > level[room]:
                kind = "a language" if room in engine and other not in engine else "a higher room"
                yield f"{path}: {room}/ includes {hit[1]} of {kind}"


def calls():
    """{file: {file it calls}}, from the symbols that each object defines and uses."""
    defines, uses = {}, defaultdict(set)
    folders = ["room_*.dir", "tuban_static.dir", "batch.dir", "cli.dir", "tuban.dir"]
    objects = [o for f in folders for o in glob.glob(os.path.join(build, "CMakeFiles", f, "**", "*.o"), recursive=True)]
    objects = [o for o in objects if os.path.exists(os.path.join(top, re.search(r"\.dir/(.*)\.o$", o)[1]))]
    said = subprocess.run(["nm", "-A", *objects], capture_output=True, text=True, check=True).stdout
    for line in said.splitlines():
        path, rest = line.split(":", 1)
        kind, symbol = rest.split()[-2:]
        file = re.search(r"\.dir/(.*)\.o$", path)[1]
        if kind in "TDRBV":
            defines[symbol] = file
        elif kind == "U":
            uses[file].add(symbol)
    return {file: {defines[s] for s in symbols if s in defines} - {file} for file, symbols in uses.items()}


def circles(graph):
    """Strongly connected components of more than one file (Tarjan)."""
    number, low, stack, found = {}, {}, [], []

    def visit(file):
        number[file] = low[file] = len(number)
        stack.append(file)
        for other in sorted(graph.get(file, ())):
            if other not in number:
                visit(other)
            if other in stack:
                low[file] = min(low[file], low[other])
        if low[file] == number[file]:
            members = stack[stack.index(file):]
            del stack[stack.index(file):]
            if len(members) > 1:
                found.append(sorted(members))

    for file in sorted(graph):
        if file not in number:
            visit(file)
    return found


def large_rooms():
    lines = defaultdict(int)
    for path in sources():
        text = open(os.path.join(src, path), encoding="utf-8").read()
        lines[os.path.dirname(path)] += sum(1 for line in re.sub(r"/\*.*?\*/", "", text, flags=re.S).splitlines() if line.strip())
    total = sum(lines.values())
    for room, count in sorted(lines.items()):
        if count > LARGEST * total:
            yield f"src/{room}: {count} of {total} lines of code, more than {LARGEST:.0%}"


def main():
    engine = room_list("TUBAN_ENGINE")
    rooms = engine + room_list("TUBAN_LANGUAGES")
    wrong = list(wrong_includes(rooms, engine)) + list(large_rooms())
    if shutil.which("nm"):
        wrong += ["these files call each other in a circle: " + ", ".join(members) for members in circles(calls())]
    print("\n".join(wrong) or f"{len(rooms)} rooms in order")
    sys.exit(1 if wrong else 0)


sys.setrecursionlimit(10000)
main()
