"""One spec given to the program, and what is wrong with how it takes it: tests/cli/mutations.py, tests/cli/extremes.py."""
import json, os, random, resource, signal, subprocess, tempfile, time
from _readers import complaints
from _tuban import SOURCE, TUBAN

with open(TUBAN, "rb") as program:
    SANITIZED = b"__asan_init" in program.read()

# A sanitizer's finding must not look like a chart's fault.
ENVIRONMENT = dict(os.environ, TZ="UTC")
for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS"):
    ENVIRONMENT[name] = os.environ.get(name, "") + ":exitcode=99"


def limit(seconds, kilobytes):
    """Of processor time, so that a busy machine fails nothing."""
    def apply():
        slow = seconds * int(os.environ.get("SLOWNESS", "1"))
        resource.setrlimit(resource.RLIMIT_CPU, (slow, slow + 5))
        if kilobytes and not SANITIZED:  # AddressSanitizer reserves terabytes
            resource.setrlimit(resource.RLIMIT_AS, (kilobytes * 1024,) * 2)
    return apply


def fault_of(text, folder, seconds, kilobytes=0, arguments=()):
    """What is wrong with how the program took this spec; None when nothing is. `folder` is emptied."""
    for name in os.listdir(folder):
        os.unlink(os.path.join(folder, name))
    with open(os.path.join(folder, "case.vl.json"), "w") as file:
        file.write(text)
    try:
        done = subprocess.run([TUBAN, "render", os.path.join(folder, "case.vl.json"), "-q", "-o", folder, "-f", "png,svg,pdf", *arguments],
                              cwd=SOURCE, env=ENVIRONMENT, capture_output=True, preexec_fn=limit(seconds, kilobytes), timeout=60 + 20 * seconds)
    except subprocess.TimeoutExpired:
        return "does not end"
    said = done.stderr.decode(errors="replace")
    if done.returncode == -signal.SIGXCPU:
        return f"took over {seconds} s"
    if done.returncode not in (0, 1):
        return f"exit status {done.returncode}\n{said[:3000]}"
    if done.returncode == 1 and ("error" not in said or "internal error" in said):
        return "failed without a word"
    if "CRITICAL" in said or "runtime error" in said:
        return said[:3000]
    names = [name for name in os.listdir(folder) if name != "case.vl.json"]
    wanted = ["case.pdf", "case.png", "case.svg"]
    if done.returncode == 0 and sorted(names) != wanted:
        return f"wrote {sorted(names)}"
    return complaints(folder, [name for name in names if os.path.getsize(os.path.join(folder, name)) < 20_000_000]) or None


def try_all(kind, seed, count, end, make, least, **limits):
    """Tries the specs make(by, i) gives, with where each is from, until `end`; keeps those that are taken badly. Each has random numbers of its own,
    so that one can be repeated without those before it. Where less than the part `least` of many is drawn, something is wrong with the trial."""
    tried = drawn = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for i in range(count):
            if time.monotonic() > end:
                break
            tried += 1
            spec, origin = make(random.Random(f"{seed}/{i}"), i)
            text = json.dumps(spec)
            fault = fault_of(text, folder, **limits)
            drawn += os.path.exists(os.path.join(folder, "case.png"))
            if fault:
                failed += 1
                kept = os.path.join(tempfile.gettempdir(), f"tuban-{kind}-{seed}-{i}.vl.json")
                with open(kept, "w") as file:
                    file.write(text)
                print(f"{kept} (seed {seed}, number {i}, {origin}): {fault}", flush=True)
    print(f"{tried} {kind}s, {drawn} drawn, {failed} taken badly", flush=True)
    if tried >= 20 and drawn < least * tried:
        print("too few are drawn: the trial itself is broken")
        return 1
    return 1 if failed else 0
