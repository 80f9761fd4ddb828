"""How processor time grows with size, for kinds of charts: the exponent of each, and what grows faster than n log n.

    tests/_bench_growth.py OUTPUT [KIND…]

For each kind, takes ten times its size, from the smallest on, while a chart takes less than 5 s and is not refused, and draws all times as
OUTPUT/growth.svg and OUTPUT/growth.png with tuban itself. An exponent is that of the time over an empty chart's, between the last two sizes.
"""
import json, math, os, resource, subprocess, sys, tempfile

SOURCE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TUBAN = os.environ.get("TUBAN", os.path.join(SOURCE, "build", "tuban"))
SECONDS, FLOOR, MOST = 5, 0.03, 1.25  # n log n from 10⁶ to 10⁷ is n^1.07; the rest is noise and caches
Q = {"type": "quantitative"}
XY = {"x": {"field": "a", **Q}, "y": {"field": "b", **Q}}


def rows(mark, encoding=XY, *transform, **more):
    noise = {"calculate": "random()", "as": "b"}
    return lambda n: {"data": {"sequence": {"start": 0, "stop": n, "as": "a"}}, "transform": [noise, *transform], "mark": mark, "encoding": encoding, **more}


def layers(n):
    return {"data": {"sequence": {"start": 0, "stop": 10, "as": "a"}}, "layer": [{"mark": "point", "encoding": {"x": {"field": "a", **Q}}}] * n}


def labels(n):
    return {**rows("text", {**XY, "text": {"field": "a"}})(n)}


SMALL = {"width": 20, "height": 20}
ORDINAL = {"field": "a", "type": "ordinal"}
# Name → (the chart of a size, the smallest and the largest size)
KINDS = {
    **{mark: (rows(mark), 10**3, 10**7) for mark in ("point", "bar", "rule", "line", "area", "trail")},
    "arc": (rows("arc", {"theta": {"field": "b", **Q}}), 10**3, 10**7),
    "series": (rows("line", {**XY, "detail": {"field": "k"}}, {"calculate": "floor(datum.a / 2)", "as": "k"}), 10**3, 10**6),
    "histogram": (rows("bar", {"x": {"field": "b", **Q, "bin": True}, "y": {"aggregate": "count"}}), 10**3, 10**7),
    "median": (rows("bar", {"x": {"field": "k"}, "y": {"field": "b", **Q, "aggregate": "median"}}, {"calculate": "datum.a % 10", "as": "k"}), 10**3, 10**7),
    "time unit": (rows("point", {"x": {"field": "a", "timeUnit": "yearmonth", "type": "temporal"}}), 10**3, 10**7),
    "rank": (rows("point", XY, {"window": [{"op": "rank", "as": "r"}], "sort": [{"field": "b"}]}), 10**3, 10**7),
    "lookup": (lambda n: rows("point", XY, {"lookup": "a", "from": {"data": {"sequence": {"start": 0, "stop": n, "as": "k"}}, "key": "k", "fields": ["k"]}})(n), 10**3, 10**6),
    "stack": (rows("area", {**XY, "color": {"field": "a", **Q}}), 10**3, 10**6),
    "facets": (rows("point", {**XY, "facet": {**ORDINAL, "columns": 50}}, **SMALL), 10, 10**4),
    "labels": (labels, 10, 10**5),
    "axis labels": (rows("point", {"x": ORDINAL}, width=1000), 10, 10**5),
    "layers": (layers, 10, 10**4),
}


def measure(spec, formats):
    """Seconds of the processor; None when it is refused."""
    with tempfile.TemporaryDirectory(prefix="tuban-") as folder:
        path = os.path.join(folder, "c.vl.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(spec, file)
        process = subprocess.Popen([TUBAN, "render", path, "-q", "-o", folder, "-f", formats], stderr=subprocess.DEVNULL,
                                   preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (60, 60)))
        _, status, usage = os.wait4(process.pid, 0)
    return usage.ru_utime + usage.ru_stime if status == 0 else None


def main(output, names):
    found, fast = [], []
    for name in names or KINDS:
        make, size, largest = KINDS[name]
        for form in ("png", "svg", "pdf"):
            empty, times, n = measure(make(1), form) or 0, [], size
            while n <= largest and (not times or times[-1][1] < SECONDS):
                seconds = measure(make(n), form)
                if seconds is None:
                    break
                times.append((n, seconds))
                found.append({"kind": name, "format": form, "n": n, "seconds": seconds})
                n *= 10
            grown = [(n, seconds - empty) for n, seconds in times if seconds - empty > FLOOR]
            exponent = math.log10(grown[-1][1] / grown[-2][1]) if len(grown) > 1 else math.nan
            flag = "  FASTER THAN n log n" if exponent > MOST else ""
            if flag:
                fast.append(name)
            print(f"{name:12} {form}  n^{exponent:4.2f}  " + "  ".join(f"{n:.0e}: {s:.2f} s" for n, s in times) + flag, flush=True)
    log = {"type": "log"}
    chart = {"title": "Processor time against size", "data": {"values": found}, "columns": 4, "facet": {"field": "kind", "sort": None}, "spec": {
        "width": 150, "height": 120, "mark": {"type": "line", "point": True}, "encoding": {
            "x": {"field": "n", **Q, "scale": log, "title": "rows, cells, labels or layers"}, "y": {"field": "seconds", **Q, "scale": log, "title": "s"}, "color": {"field": "format"}}}}
    with tempfile.TemporaryDirectory(prefix="tuban-") as folder:
        path = os.path.join(folder, "growth.vl.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(chart, file)
        os.makedirs(output, exist_ok=True)
        subprocess.run([TUBAN, "render", path, "-q", "-o", output, "-f", "png,svg"], check=True)
    return 1 if fast else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
