"""The public gallery's match count must not fall below the floor in tests/gallery.floor.

Looks for it next to the project (../shared/gallery); passes with a message if it is not there. Its own compare.py judges.
"""
import os, re, subprocess, sys, tempfile

top = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
gallery = os.path.join(os.path.dirname(top), "shared", "gallery")


def main():
    if not os.path.isdir(gallery):
        print("gallery: skipped, it is not next to this project")
        return 0
    floor = int(open(os.path.join(top, "tests", "gallery.floor")).read())
    specs = sorted(os.path.join(gallery, "specs", f) for f in os.listdir(os.path.join(gallery, "specs")) if f.endswith(".vl.json"))
    with tempfile.TemporaryDirectory() as out:
        env = dict(os.environ, TZ="UTC", FONTCONFIG_FILE=os.path.join(gallery, "fonts.conf"))
        subprocess.run([os.path.join(top, "build", "tuban"), "render", *specs, "-q", "-o", out, "-f", "png,svg"], env=env, stderr=subprocess.DEVNULL)
        verdicts = os.path.join(out, "verdicts.json")
        said = subprocess.run([sys.executable, os.path.join(gallery, "compare.py"), os.path.join(gallery, "ref"), out, "--json", verdicts],
                              capture_output=True, text=True, check=True).stdout
        if "--table" in sys.argv:
            subprocess.run([sys.executable, os.path.join(top, "tests", "_compatibility.py"), verdicts], check=True)
    lines = said.strip().split("\n")
    print("\n".join(lines[:40] + ["…", lines[-1]]))
    matched = int(re.match(r"match (\d+)", lines[-1])[1])
    print(f"gallery: {matched} charts match, the floor is {floor}")
    return 0 if matched >= floor else 1


sys.exit(main())
