"""Golden tests: what is drawn today, one feature per file, must be drawn tomorrow.

tests/golden/NAME.vl.json or NAME.poster.json is drawn by the built program and compared with tests/golden/expected/:

    NAME.scene.json   what `tuban inspect --stage scene` prints, one property per line
    NAME.svg          the SVG, byte for byte
    NAME.pixels       size and SHA-256 of the decoded PNG, and an 8 × 8 grid of mean lightness
    NAME.pdf.txt      the PDF's objects and drawing operators, without fonts, dates and version strings
    NAME.messages     warnings and errors; absent when there are none

The comparison is exact where the libraries and fonts are those of tests/golden/expected/environment.txt (Debian 12). Elsewhere it
allows numbers to differ by 2 px or 2 %, cells of the grid by 24 of 255, and leaves the PDF out; it says so.

    golden.py [NAME…]            compare all, or those named; the first differing lines are printed
    golden.py --accept NAME…     accept what is drawn now ("all" for all), and rewrite tests/golden/index.html
"""
import concurrent.futures, difflib, glob, html, json, os, re, subprocess, sys, tempfile
from _pdf_listing import pdf_listing
from _svg_in_full import in_full

SOURCE = os.environ.get("TUBAN_SOURCE", os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = os.environ.get("TUBAN_BUILD", os.path.join(SOURCE, "build"))
TUBAN = os.environ.get("TUBAN", os.path.join(BUILD, "tuban"))
GOLDEN = os.path.join(SOURCE, "tests", "golden")
EXPECTED = os.path.join(GOLDEN, "expected")
KINDS = ("scene.json", "svg", "pixels", "pdf.txt", "messages")
ENVIRONMENT = dict(os.environ, TZ="UTC", LC_ALL="C.UTF-8", FONTCONFIG_FILE=os.path.join(SOURCE, "tests", "fonts.conf"))
LINES_SHOWN, FAULTS_SHOWN = 12, 10


def stem(path):
    """The file's name without .vl.json, which goes, or .json, which leaves .poster."""
    return re.sub(r"(\.vl)?\.json$", "", os.path.basename(path))


def specs(names):
    found = {stem(path): path for path in glob.glob(os.path.join(GOLDEN, "*.json"))}
    unknown = [name for name in names if name not in found]
    if unknown:
        sys.exit(f"golden: no such spec: {', '.join(unknown)}")
    return {name: found[name] for name in sorted(names or found)}


def run(*arguments):
    return subprocess.run(arguments, cwd=GOLDEN, env=ENVIRONMENT, capture_output=True, timeout=120)


def pretty(value, indent=""):
    """JSON with one member per line; lists of plain values stay on theirs."""
    inner = indent + " "
    if isinstance(value, dict) and value:
        return "{\n" + ",\n".join(f"{inner}{json.dumps(k)}: {pretty(v, inner)}" for k, v in value.items()) + f"\n{indent}}}"
    if isinstance(value, list) and any(isinstance(item, (dict, list)) for item in value):
        return "[\n" + ",\n".join(inner + pretty(item, inner) for item in value) + f"\n{indent}]"
    return json.dumps(value, ensure_ascii=False)


def draw(path):
    """What the program makes of a spec: the text of each kind; absent kinds are left out."""
    name, drawn = stem(path), {}
    with tempfile.TemporaryDirectory() as folder:
        done = run(TUBAN, "render", os.path.basename(path), "-q", "-v", "-o", folder, "-f", "png,svg,pdf")
        if done.stderr:
            drawn["messages"] = done.stderr.decode()
        if done.returncode not in (0, 1):
            drawn["messages"] = drawn.get("messages", "") + f"exit status {done.returncode}\n"
        made = {ending: os.path.join(folder, f"{name}.{ending}") for ending in ("png", "svg", "pdf")}
        if os.path.exists(made["png"]):
            drawn["pixels"] = "\n".join(run(os.path.join(BUILD, "tests", "golden_pixels"), made["png"]).stdout.decode().rsplit(" ", 2)) + "\n"
        if os.path.exists(made["svg"]):
            drawn["svg"] = open(made["svg"], encoding="utf-8").read()
        if os.path.exists(made["pdf"]):
            drawn["pdf.txt"] = pdf_listing(open(made["pdf"], "rb").read())
    if "svg" in drawn:
        scene = run(TUBAN, "inspect", "--stage", "scene", os.path.basename(path)).stdout
        drawn["scene.json"] = pretty(json.loads(scene)) + "\n" if scene else ""
    return drawn


def expected_path(name, kind):
    return os.path.join(EXPECTED, f"{name}.{kind}")


def expected(name):
    paths = {kind: expected_path(name, kind) for kind in KINDS}
    return {kind: open(path, encoding="utf-8").read() for kind, path in paths.items() if os.path.exists(path)}


NUMBER = re.compile(r"(-?(?:\d+(?:\.\d+)?|\.\d+)(?:e-?\d+)?)")


def nearly(want, got):
    """The same text, but for numbers that differ by at most 2 or 2 %."""
    a, b = NUMBER.split(want), NUMBER.split(got)
    return len(a) == len(b) and all(
        x == y or (i % 2 == 1 and abs(float(x) - float(y)) <= max(2, 0.02 * abs(float(x)))) for i, (x, y) in enumerate(zip(a, b)))


def same_pixels(want, got):
    a, b = want.split("\n"), got.split("\n")
    if not nearly(a[0], b[0]):
        return False
    cells = zip(bytes.fromhex(a[2]), bytes.fromhex(b[2]))
    return all(abs(x - y) <= 24 for x, y in cells)


def holds(kind, want, got, exact):
    if want is None or got is None or exact:
        return want == got
    if kind == "pdf.txt":
        return True
    if kind == "svg":
        want, got = in_full(want), in_full(got)
    return same_pixels(want, got) if kind == "pixels" else nearly(want, got)


def differences(name, drawn, exact):
    wanted, found = expected(name), []
    for kind in KINDS:
        want, got = wanted.get(kind), drawn.get(kind)
        if holds(kind, want, got, exact):
            continue
        lines = [(text or "").replace("><", ">\n<").splitlines() for text in (want, got)]
        shown = [line for line in difflib.unified_diff(*lines, "expected", "drawn", lineterm="", n=1)]
        found.append("\n".join([f"{name}.{kind}:", *("  " + line[:240] for line in shown[:LINES_SHOWN])]))
    return found


def environment():
    return run(os.path.join(BUILD, "tests", "golden_pixels"), "--environment").stdout.decode()


def compare(chosen):
    exact = environment() == open(os.path.join(EXPECTED, "environment.txt")).read()
    if not exact:
        print("golden: other libraries or fonts than Debian 12's: comparing with a tolerance, PDF left out")
    failed = []
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for name, drawn in zip(chosen, pool.map(draw, chosen.values())):
            found = differences(name, drawn, exact)
            if found:
                failed.append(name)
                if len(failed) <= FAULTS_SHOWN:
                    print("\n".join(found), flush=True)
    if len(failed) > FAULTS_SHOWN:
        print(f"… and {len(failed) - FAULTS_SHOWN} more: {' '.join(failed[FAULTS_SHOWN:])}")
    print(f"golden: {len(chosen) - len(failed)} of {len(chosen)} as expected{'' if exact else ' (with a tolerance)'}")
    return 1 if failed else 0


def strays(chosen):
    """Expected files whose spec is gone, and an index that no longer lists what there is."""
    known = {f"{name}.{kind}" for name in chosen for kind in KINDS} | {"environment.txt"}
    found = [f"expected/{name}: no spec" for name in sorted(os.listdir(EXPECTED)) if name not in known]
    index = os.path.join(GOLDEN, "index.html")
    if not os.path.exists(index) or open(index, encoding="utf-8").read() != index_page(chosen):
        found.append("index.html: not up to date (./dev golden --accept NAME rewrites it)")
    return found


STYLE = ("body{font:15px/1.5 sans-serif;margin:2em;background:#f7f2e8;color:#1d1b19}main{display:grid;gap:1.5em;"
         "grid-template-columns:repeat(auto-fill,minmax(300px,1fr))}figure{margin:0;padding:1em;background:#fff}"
         "img{width:100%;height:220px;object-fit:contain}figcaption{margin-top:.5em}a{color:#27465f}")


def index_page(chosen):
    parts = [f'<!doctype html><html lang="en"><meta charset="utf-8"><title>tuban: golden tests</title><style>{STYLE}</style>',
             f"<h1>{len(chosen)} golden tests</h1><p>One feature per file; accepted with <code>./dev golden --accept NAME</code>.</p><main>"]
    for name, path in chosen.items():
        about = json.load(open(path, encoding="utf-8")).get("description", "")
        links = " ".join(f'<a href="expected/{name}.{kind}">{kind}</a>' for kind in KINDS if os.path.exists(expected_path(name, kind)))
        parts.append(f'<figure><a href="{os.path.basename(path)}"><img src="expected/{name}.svg" alt="" loading="lazy"></a>'
                     f"<figcaption><b>{name}</b><br>{html.escape(str(about))}<br>{links}</figcaption></figure>")
    return "\n".join(parts) + "\n</main></html>\n"


def accept(chosen):
    os.makedirs(EXPECTED, exist_ok=True)
    with open(os.path.join(EXPECTED, "environment.txt"), "w") as file:
        file.write(environment())
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for name, drawn in zip(chosen, pool.map(draw, chosen.values())):
            for kind in KINDS:
                path = expected_path(name, kind)
                if kind in drawn:
                    with open(path, "w", encoding="utf-8", newline="") as file:
                        file.write(drawn[kind])
                elif os.path.exists(path):
                    os.remove(path)
    with open(os.path.join(GOLDEN, "index.html"), "w", encoding="utf-8") as file:
        file.write(index_page(specs([])))
    print(f"golden: {len(chosen)} accepted")
    return 0


def main(arguments):
    if arguments[:1] == ["--accept"]:
        if not arguments[1:]:
            sys.exit("golden: --accept needs names, or \"all\"")
        return accept(specs([] if arguments[1:] == ["all"] else arguments[1:]))
    if arguments:
        return compare(specs(arguments))
    chosen = specs([])
    stray = strays(chosen)
    print("\n".join(stray), end="\n" if stray else "")
    return compare(chosen) or (1 if stray else 0)


sys.exit(main(sys.argv[1:]))
