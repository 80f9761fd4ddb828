"""A point chart of a DataFrame with a million rows, by tuban's data transformer and by Altair's JSON: time and memory.

    PYTHONPATH=python TUBAN_LIBRARY=build/libtuban.so python3 python/bench_million.py [ROWS]

Each way has a process of its own; the first is what is there before anything is drawn. Seconds are of wall time,
from the chart to the PNG; MiB are the highest of the process (ru_maxrss).
"""
import hashlib, json, resource, subprocess, sys, time, warnings

WAYS = {
    "frame": "only the DataFrame and its chart, nothing drawn",
    "columns": "tuban.render() of the spec by the data transformer",
    "json": "to_json() without a limit of rows, drawn by tuban.render() from the text",
    "dict": "to_dict() without a limit of rows, drawn by tuban.render()",
}


def make_chart(rows):
    import altair, numpy, pandas

    random = numpy.random.default_rng(1)
    frame = pandas.DataFrame({"x": random.normal(size=rows), "y": random.normal(size=rows),
                              "k": pandas.Categorical.from_codes(random.integers(0, 5, rows), ["a", "b", "c", "d", "e"])})
    return altair.Chart(frame).mark_point(size=1).encode(x="x", y="y", color="k")


def run(way, rows):
    import altair, tuban

    warnings.simplefilter("ignore")
    altair.data_transformers.register("tuban", tuban.altair.data_transformer)
    chart = make_chart(rows)
    start, spec_at, picture = time.perf_counter(), None, b""
    if way != "frame":
        if way == "columns":
            altair.data_transformers.enable("tuban")
        else:
            altair.data_transformers.disable_max_rows()
        spec = chart.to_json() if way == "json" else chart.to_dict()
        spec_at = time.perf_counter()
        picture = tuban.render(spec)
    end = time.perf_counter()
    print(json.dumps({"spec": (spec_at or start) - start, "drawn": end - (spec_at or start), "picture": hashlib.sha256(picture).hexdigest()[:8],
                      "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}))


def main():
    if len(sys.argv) == 3:
        return run(sys.argv[1], int(sys.argv[2]))
    rows = sys.argv[1] if len(sys.argv) > 1 else "1000000"
    print(f"{rows} rows        spec s  drawn s  total s  peak MiB  picture")
    for way, what in WAYS.items():
        done = json.loads(subprocess.run([sys.executable, __file__, way, rows], capture_output=True, text=True, check=True).stdout)
        print(f"{way:12}{done['spec']:12.2f}{done['drawn']:9.2f}{done['spec'] + done['drawn']:9.2f}{done['peak']:10}  {done['picture'] if way != 'frame' else '':10}{what}")


main()
