"""What tuban takes beside a bare C program, gnuplot, matplotlib, ECharts and Vega, as the table that README shows: ./dev bench

    tests/_bench.py PEERS [PICTURE…]

PEERS is a folder with npm's vega, vega-lite, canvas and echarts, in which bare.c is compiled. Those that are not there are left out. The programs
take turns, and of each the shortest time counts. OTHER names another tuban to compare with, by its path (the comparison of the gallery needs one).
"""
import json, math, os, random, resource, shutil, subprocess, sys, tempfile, time

SOURCE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BENCH = os.path.join(SOURCE, "tests", "bench")
TUBAN = os.path.abspath(os.environ.get("TUBAN", os.path.join(SOURCE, "build", "tuban")))
OTHER = os.environ.get("OTHER")
GALLERY = os.path.join(os.path.dirname(SOURCE), "shared", "gallery")
Q = {"type": "quantitative"}
ROWS, SECONDS = 10**6, 20  # of a picture's measurements: as many turns as fit, at least three
QUICK, QUICK_TURNS = 0.05, 5  # seconds, of which chance is a large part
PROGRAMS = ("tuban", "other tuban", "bare C program", "gnuplot", "ECharts", "matplotlib", "Vega (vl2png)")

CHARTS = {
    "bars": {"data": {"values": [{"a": a, "b": b} for a, b in zip("ABCDEFGHI", [28, 55, 43, 91, 81, 53, 19, 87, 52])]},
             "mark": "bar", "encoding": {"x": {"field": "a", "type": "nominal"}, "y": {"field": "b", **Q}}},
    "points": {"data": {"url": "points.csv"}, "mark": "point", "width": 600, "height": 600,
               "encoding": {"x": {"field": "x", **Q}, "y": {"field": "y", **Q}, "color": {"field": "g", "type": "nominal"}}},
    "histogram": {"data": {"url": "points.csv"}, "mark": "bar",
                  "encoding": {"x": {"field": "x", "bin": {"maxbins": 40}, **Q}, "y": {"aggregate": "count", **Q}, "color": {"field": "g", "type": "nominal"}}},
    "map": {"data": {"url": "coast.json", "format": {"property": "features"}}, "mark": {"type": "geoshape", "stroke": "white"},
            "projection": {"type": "naturalEarth1"}, "width": 900, "height": 500},
}
CHARTS["histogram of ten million"] = {**CHARTS["histogram"], "data": {"url": "ten.csv"}}
CHARTS["calculation over ten million"] = {
    "data": {"url": "ten.csv"}, "transform": [{"filter": "datum.x > 0"}, {"calculate": "datum.x * datum.y", "as": "z"}], "mark": "bar",
    "encoding": {"x": {"field": "z", "bin": {"maxbins": 30}, "type": "quantitative"}, "y": {"aggregate": "mean", "field": "y", "type": "quantitative"},
                 "color": {"field": "g", "type": "nominal", "sort": {"field": "x", "op": "mean"}}}}
OF_TEN_MILLION = ("histogram of ten million", "calculation over ten million")
TITLES = {
    "bars": "nine bars, a cold process", "points": "scatter plot of 1,000,000 points, a CSV file of 19 MB", "histogram": "histogram of the same file, five colours",
    "histogram of ten million": "histogram of 10,000,000 rows, 190 MB",
    "calculation over ten million": "the same file filtered and calculated with, colours sorted", "map": "map of 100,000 points of coastline",
}


def write_points(path, rows):
    rng = random.Random(1)
    with open(path, "w", encoding="ascii") as file:
        file.write("x,y,g\n")
        for i in range(rows):
            x = rng.gauss(0, 1)
            file.write(f"{x:.5f},{0.6 * x + rng.gauss(0, 0.8):.5f},{i % 5}\n")


def write_coast(path, islands=200, points=500):
    """Islands with ragged coasts, clockwise as d3-geo wants them."""
    rng, features = random.Random(2), []
    for _ in range(islands):
        longitude, latitude, size, coast = rng.uniform(-165, 165), rng.uniform(-65, 65), rng.uniform(2, 12), []
        for i in range(points - 1):
            angle, away = -2 * math.pi * i / (points - 1), size * rng.uniform(0.85, 1)
            coast.append([round(longitude + away * math.cos(angle), 4), round(latitude + away * math.sin(angle), 4)])
        features.append({"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [coast + coast[:1]]}})
    with open(path, "w", encoding="ascii") as file:
        json.dump({"type": "FeatureCollection", "features": features}, file)


def commands(picture, peers):
    """Program → its command, of those that are there and draw this picture."""
    chart = f"{picture}.vl.json"
    found = {"tuban": [TUBAN, "render", chart, "-q", "-o", "tuban.png"]}
    if OTHER:
        found["other tuban"] = [os.path.abspath(OTHER), "render", chart, "-q", "-o", "other.png"]
    bare, vega = os.path.join(peers, "bare"), os.path.join(peers, "node_modules", "vega-lite", "bin", "vl2png")
    if picture == "bars" and os.path.exists(bare):
        found["bare C program"] = [bare, "bare.png"]
    script = os.path.join(BENCH, picture)
    if shutil.which("gnuplot") and os.path.exists(script + ".gp"):
        found["gnuplot"] = ["gnuplot", script + ".gp"]
    plot = os.path.join(BENCH, f"_{picture}_matplotlib.py")
    if os.path.exists("/usr/lib/python3/dist-packages/matplotlib") and os.path.exists(plot):
        found["matplotlib"] = ["/usr/bin/python3", plot]
    if os.path.exists(os.path.join(peers, "node_modules", "echarts")) and os.path.exists(script + "_echarts.cjs"):
        found["ECharts"] = ["node", script + "_echarts.cjs", peers]
    if os.path.exists(vega) and picture not in OF_TEN_MILLION:
        found["Vega (vl2png)"] = ["node", vega, chart, "vega.png"]
    return found


def run(command, folder):
    """Seconds, and MB of memory at most; 0 where that is not known, as a process that this one starts begins with as much as this one has."""
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = status
    if status:
        sys.exit(f"{' '.join(command)} failed in {folder}")
    return seconds, usage.ru_maxrss / 1024 if usage.ru_maxrss > resource.getrusage(resource.RUSAGE_SELF).ru_maxrss else 0


def measure(programs, folder, seconds=SECONDS):
    """Program → the shortest time and the most memory, of turns."""
    best, until, turns = {}, time.monotonic() + seconds, 0
    while turns < 3 or (time.monotonic() < until and turns < 200):
        turns += 1
        for name, command in programs.items():
            if turns > 1 and best[name][0] > seconds / 6:
                continue  # once is enough of what takes so long
            old = best.get(name, (math.inf, 0))
            for _ in range(QUICK_TURNS if old[0] < QUICK else 1):
                taken, memory = run(command, folder)
                old = best[name] = (min(old[0], taken), max(old[1], memory))
    return best


def said(figure):
    seconds, memory = figure
    return (f"{seconds * 1000:.1f} ms" if seconds < 0.1 else f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.2f} s") + (f", {memory:.0f} MB" if memory else "")


def table(peers, folder, pictures):
    rows = {}
    for picture in pictures:
        if picture in CHARTS:
            rows[picture] = measure(commands(picture, peers), folder)
    used = [name for name in PROGRAMS if any(name in row for row in rows.values())]
    yield "| | " + " | ".join(used) + " |"
    yield "| --- |" + " --- |" * len(used)
    for picture, row in rows.items():
        yield f"| {TITLES[picture]} | " + " | ".join(said(row[name]) if name in row else "" for name in used) + " |"


def gallery(folder):
    """All charts of the gallery in one command, in each format, by both programs."""
    specs = sorted(os.path.join(GALLERY, "specs", f) for f in os.listdir(os.path.join(GALLERY, "specs")) if f.endswith(".vl.json"))
    os.environ.update(TZ="UTC", FONTCONFIG_FILE=os.path.join(GALLERY, "fonts.conf"))
    for form in ("png", "svg", "pdf"):
        best, bytes_written = {}, {}
        for program in [TUBAN, *([OTHER] if OTHER else [])] * 5:
            with tempfile.TemporaryDirectory(dir=folder) as out:
                began = time.perf_counter()
                subprocess.run([os.path.abspath(program), "render", *specs, "-q", "-o", out, "-f", form], stderr=subprocess.DEVNULL)
                best[program] = min(best.get(program, math.inf), time.perf_counter() - began)
                bytes_written[program] = sum(os.path.getsize(os.path.join(out, f)) for f in os.listdir(out))
        yield f"{len(specs)} charts of the gallery as {form}: " + ", ".join(f"{os.path.relpath(p)} {best[p]:.2f} s, {bytes_written[p] / 1e6:.2f} MB" for p in best)


def many(folder, count=4000):
    """Small charts in one command: how many a second."""
    path = os.path.join(folder, "many.ndjson")
    with open(path, "w", encoding="utf-8") as file:
        for i in range(count):
            rows = [{**row, "b": (row["b"] * (i + 7)) % 97} for row in CHARTS["bars"]["data"]["values"]]
            file.write(json.dumps({**CHARTS["bars"], "data": {"values": rows}}) + "\n")
    with tempfile.TemporaryDirectory(dir=folder) as out:
        seconds, memory = min(run([TUBAN, "render", path, "-q", "-j", "2", "-o", out], folder) for _ in range(3))
    yield f"{count} charts of nine bars: {count / seconds:.0f} a second by two processes" + (f", {memory:.0f} MB" if memory else "")


def machine():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        models = [line.split(":")[1].strip() for line in file if line.startswith("model name")]
    return f"{models[0] if models else 'unknown processor'}, {os.cpu_count()} cores"


def main(peers, pictures):
    pictures = pictures or [*CHARTS, "many", *(["gallery"] if os.path.isdir(GALLERY) else [])]
    with tempfile.TemporaryDirectory(prefix="tuban-") as folder:
        for name, chart in CHARTS.items():
            with open(os.path.join(folder, f"{name}.vl.json"), "w", encoding="utf-8") as file:
                json.dump(chart, file)
        if {"points", "histogram"} & set(pictures):
            write_points(os.path.join(folder, "points.csv"), ROWS)
        if set(OF_TEN_MILLION) & set(pictures):
            write_points(os.path.join(folder, "ten.csv"), 10 * ROWS)
        if "map" in pictures:
            write_coast(os.path.join(folder, "coast.json"))
        print(machine() + "\n", flush=True)
        for line in table(os.path.abspath(peers), folder, pictures):
            print(line, flush=True)
        for name, measured in (("many", many), ("gallery", gallery)):
            if name in pictures:
                for line in measured(folder):
                    print("\n" + line, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
