"""Rooms are in order: no file includes a header of a room above its own (the order is TUBAN_ROOMS in CMakeLists.txt)."""
import os, re, sys

top = os.environ.get("TUBAN_SOURCE", os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def faults(src, rooms):
    level = {room: i for i, room in enumerate(rooms + ["cli"])}
    found = []
    for folder, _, files in os.walk(src):
        for name in sorted(files):
            if not name.endswith((".c", ".h")):
                continue
            path = os.path.relpath(os.path.join(folder, name), src)
            room = path.split(os.sep)[0] if os.sep in path else None
            for line in open(os.path.join(src, path), encoding="utf-8"):
                hit = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
                if not hit or "/" not in hit[1]:
                    continue
                other = hit[1].split("/")[0]
                if other not in level:
                    found.append(f"{path}: includes {hit[1]}, which is in no room")
                elif room and level[other] > level[room]:
                    found.append(f"{path}: {room}/ includes {hit[1]} of a higher room")
    return found


def main():
    rooms = re.search(r"set\(TUBAN_ROOMS ([^)]*)\)", open(os.path.join(top, "CMakeLists.txt")).read())[1].split()
    on_disk = {d for d in os.listdir(os.path.join(top, "src")) if os.path.isdir(os.path.join(top, "src", d))}
    wrong = faults(os.path.join(top, "src"), rooms) + [f"src/{d}: not in TUBAN_ROOMS" for d in sorted(on_disk - set(rooms) - {"cli"})]
    print("\n".join(wrong) or f"{len(rooms)} rooms in order")
    sys.exit(1 if wrong else 0)


main()
