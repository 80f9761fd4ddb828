"""Charts changed at random: whatever a spec says, the program draws it or says what is wrong, in time and without a crash.

    mutations.py [--minutes M] [COUNT [SEED [SPEC…]]]

Always the same changes for the same seed; after M minutes no further one is tried. A case that fails is kept where the output says, to be run again.
"""
import copy, glob, json, os, sys, time
from _trial import try_all
from _tuban import SOURCE

COUNT, SEED, SECONDS = 40, 1, 5
VALUES = [None, True, False, 0, 1, -1, 0.5, -0.0, 3.7, 7, 100, 1e5, 1e9, -1e9, 1e15, 1e300, -1e308, 5e-324, 2**31, 2**53, "",
          "a", "x", "é汉字🐖", "\u0000", "\ud800", "%", "datum", "datum.b", "datum[", "1/0", "'", "log(0)", "width", "#", "#zzz",
          "red", "quantitative", "temporal", "ordinal", "nominal", "bar", "line", "arc", "geoshape", "boxplot", "errorband",
          "text", "2020-01-01", "yearmonth", "utcday", "count", "sum", "argmax", "zero", "normalize", "center", "binned", "step",
          "container", "width", "log", "sqrt", "pow", "symlog", "band", "point", "time", "threshold", "quantile", "viridis", "%Y",
          ".3f", "$,.2~s", [], {}, [[]], [0, 0], [1, None], [1e300, -1e300], ["a", "b"], [{}], {"field": "a"}, {"expr": "1/0"},
          {"expr": "datum.x"}, {"param": "none"}, {"step": 1e6}, {"step": -1}, {"value": 1}, {"repeat": "row"}, {"a": {"b": []}}]
KEYS = ["mark", "type", "field", "encoding", "layer", "hconcat", "facet", "repeat", "spec", "data", "transform", "scale", "domain",
        "range", "axis", "legend", "sort", "stack", "bin", "timeUnit", "aggregate", "condition", "value", "datum", "width", "height",
        "params", "resolve", "config", "title", "impute", "format", "values", "x", "y", "x2", "color", "row", "column", "size",
        "shape", "detail", "order", "text", "theta", "xOffset", "bandPosition", "nice", "zero", "clamp", "padding", "offset",
        "labelExpr", "labelAngle", "tickCount", "columns", "limit", "angle", "interpolate", "point", "strokeDash", "projection"]


def places(node, found):
    """Every (container, key) of a tree, data left mostly alone: there is much of it and it is all alike."""
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for i, (key, value) in enumerate(list(items)):
        if isinstance(node, list) and i > 8:
            break
        found.append((node, key))
        places(value, found)
    return found


def parts(corpus, key):
    return [copy.deepcopy(holder[key]) for spec in corpus for holder, k in places(spec, []) if k == key and isinstance(holder, dict)]


def mutate(spec, by, pool):
    spec = copy.deepcopy(spec)
    for _ in range(by.choice((1, 1, 2, 3, 6))):
        all_places = places(spec, [])
        if not all_places:
            break
        holder, key = by.choice(all_places)
        way = by.randrange(7)
        if way == 0:
            del holder[key]
        elif way == 1:
            holder[key] = copy.deepcopy(by.choice(VALUES))
        elif way == 2 and isinstance(holder, dict):
            holder[by.choice(KEYS)] = copy.deepcopy(by.choice(VALUES))
        elif way == 3 and isinstance(holder, dict):
            wanted = by.choice(KEYS)
            holder[wanted] = copy.deepcopy(by.choice(pool.get(wanted) or VALUES))
        elif way == 4:
            other, from_key = by.choice(all_places)
            holder[key] = copy.deepcopy(other[from_key])
        elif way == 5 and isinstance(holder[key], (int, float)):
            holder[key] *= by.choice((-1, 0, 1e3, 1e9, 1e-9))
        elif way == 6 and isinstance(holder, dict) and holder:
            holder[by.choice(KEYS)] = holder.pop(key)
    return spec


def main(*arguments):
    end = float("inf")
    if arguments[:1] == ("--minutes",):
        end, arguments = time.monotonic() + 60 * float(arguments[1]), arguments[2:]
    return try_charts(end, *arguments)


def try_charts(end, count=COUNT, seed=SEED, *specs):
    specs = specs or sorted(glob.glob(os.path.join(SOURCE, "data", "charts", "*.vl.json")))
    corpus = []
    for name in specs:
        with open(name) as file:
            spec = json.load(file)
        for holder, key in places(spec, []):
            if key == "url" and isinstance(holder[key], str):
                holder[key] = os.path.join(os.path.dirname(os.path.abspath(name)), holder[key])
        corpus.append(spec)
    pool = {key: parts(corpus, key) for key in KEYS}
    allowed = sorted({SOURCE, *(os.path.dirname(os.path.abspath(spec)) for spec in specs)})

    def make(by, i):
        return mutate(corpus[i % len(corpus)], by, pool), f"from {specs[i % len(specs)]}"
    return try_all("mutation", seed, int(count), end, make, least=0.1, seconds=SECONDS, arguments=[f"--allow-path={path}" for path in allowed])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
