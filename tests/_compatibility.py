"""Writes README's compatibility table: how many charts of the public gallery that use a feature match the reference.

usage: _compatibility.py VERDICTS.json   (compare.py --json), the gallery's specs next to this project
A chart counts for every feature its JSON uses. The table is in README.md between two comment lines.
"""
import json, os, re, sys
from collections import defaultdict

top = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
specs = os.path.join(os.path.dirname(top), "shared", "gallery", "specs")
MARKS = "arc area bar boxplot circle errorband errorbar geoshape image line point rect rule square text tick trail".split()
TRANSFORMS = ("aggregate bin calculate density extent filter flatten fold impute joinaggregate loess lookup pivot quantile regression sample stack "
              "timeUnit window").split()
VIEWS = "layer facet concat hconcat vconcat repeat".split()
CHANNELS = ("x y x2 y2 xOffset yOffset theta radius longitude latitude color fill stroke opacity size shape strokeDash strokeWidth angle text "
            "detail order tooltip href url row column facet").split()
OTHER = {"params": "params", "selections": "select", "conditions": "condition", "expressions": "expr", "projections": "projection",
         "config": "config", "resolve": "resolve", "titles": "title", "scale options": "scale", "axis options": "axis", "legend options": "legend",
         "sort": "sort", "time units": "timeUnit", "bins": "bin", "stacking options": "stack"}


def features(spec):
    found = set()

    def walk(node, key=None):
        if isinstance(node, list):
            for item in node:
                walk(item, key)
        if not isinstance(node, dict):
            return
        mark = node.get("mark")
        kind = mark.get("type") if isinstance(mark, dict) else mark
        if kind in MARKS:
            found.add(("Marks", kind))
        found.update(("Views", v) for v in VIEWS if v in node)
        found.update(("Transforms", name) for t in node.get("transform") or [] if isinstance(t, dict) for name in TRANSFORMS if name in t)
        if isinstance(node.get("encoding"), dict):
            found.update(("Channels", c) for c in CHANNELS if c in node["encoding"])
        found.update(("Further", label) for label, name in OTHER.items() if name in node)
        for name, value in node.items():
            if name not in ("values", "datasets"):
                walk(value, name)

    walk(spec)
    return found


def main():
    verdicts = {row["name"]: row["verdict"] == "match" for row in json.load(open(sys.argv[1]))}
    counts = defaultdict(lambda: [0, 0])
    for name, matched in verdicts.items():
        for feature in features(json.load(open(os.path.join(specs, name + ".vl.json"), encoding="utf-8"))):
            counts[feature][0] += matched
            counts[feature][1] += 1
    lines = [f"{sum(verdicts.values())} of {len(verdicts)} charts match.", "", "| | feature: charts that match of those that use it |", "| --- | --- |"]
    for group in ("Views", "Marks", "Channels", "Transforms", "Further"):
        cells = [f"{name} {n}/{total}" for (g, name), (n, total) in sorted(counts.items()) if g == group]
        lines.append(f"| {group} | {' · '.join(cells)} |")
    path = os.path.join(top, "README.md")
    text = open(path, encoding="utf-8").read()
    text = re.sub(r"(<!-- compatibility -->\n).*?(<!-- /compatibility -->)", lambda m: m[1] + "\n".join(lines) + "\n" + m[2], text, flags=re.S)
    open(path, "w", encoding="utf-8").write(text)


main()
