"""What fuzzing found once does not come back: each file of tests/fuzz/faults is drawn or refused with a message, in every format.

Overruns show in ./dev sanitize; here what ends the program does."""
import glob, os, subprocess, sys, tempfile
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "cli"))
from _readers import complaints

SOURCE, TUBAN = os.environ["TUBAN_SOURCE"], os.environ["TUBAN"]


def main():
    files = sorted(glob.glob(os.path.join(SOURCE, "tests", "fuzz", "faults", "*.json")))
    bad = []
    with tempfile.TemporaryDirectory(prefix="tuban-faults-") as folder:
        for path in files:
            done = subprocess.run([TUBAN, "render", path, "-q", "-o", folder, "-f", "png,svg,pdf"], capture_output=True, text=True, timeout=60,
                                  errors="replace", env=dict(os.environ, TZ="UTC", ASAN_OPTIONS="detect_leaks=0"))
            if done.returncode not in (0, 1) or (done.returncode == 1 and "error:" not in done.stderr) or "Sanitizer" in done.stderr:
                bad.append(f"{os.path.basename(path)}: {done.returncode}\n{done.stderr[:2000]}")
            said = complaints(folder, os.listdir(folder))
            for name in os.listdir(folder):
                os.unlink(os.path.join(folder, name))
            if said:
                bad.append(f"{os.path.basename(path)}: {said}")
    print(f"faults: {len(files) - len(bad)} of {len(files)} files are drawn or refused")
    if bad or not files:
        sys.exit("\n".join(bad) or "no files")


main()
