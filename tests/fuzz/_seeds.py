"""Seeds and dictionaries for tests/fuzz, from the files and tests of the project: python3 tests/fuzz/_seeds.py FOLDER"""
import glob, hashlib, json, os, re, sys

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
JSON = ("spec", "poster", "style", "rows", "topojson", "json")
GOLDEN = os.path.join(TOP, "tests", "golden")


def read(path):
    with open(path, "rb") as file:
        return file.read()


def every(node, found):
    """(key, text) of every string of a tree."""
    for key, value in node.items() if isinstance(node, dict) else [(None, v) for v in node] if isinstance(node, list) else ():
        if isinstance(value, str):
            found.append((key, value))
        every(value, found)
    return found


def main():
    out = sys.argv[1]
    specs = sorted(glob.glob(f"{TOP}/data/charts/*.json") + glob.glob(f"{GOLDEN}/*.vl.json") + glob.glob(f"{TOP}/tests/fuzz/faults/*.vl.json"))
    posters = sorted(glob.glob(f"{GOLDEN}/*.poster.json") + glob.glob(f"{TOP}/tests/fuzz/faults/*.poster.json")) + [f"{TOP}/data/poster.json"]
    data = {end: sorted(glob.glob(f"{GOLDEN}/data/**/*.{end}", recursive=True)) for end in
            ("csv", "tsv", "dsv", "json", "ndjson", "geojson", "topojson", "png", "jpg", "gif", "webp", "svg")}
    trees = [json.loads(read(path)) for path in specs]
    strings = [pair for tree in trees for pair in every(tree, [])]
    texts = {
        "expr": [v for k, v in strings if k in ("expr", "calculate", "filter", "labelExpr", "test", "init")],
        "format": [v for k, v in strings if k in ("format", "gridFormat", "timeFormat", "numberFormat")],
        "path": [v for k, v in strings if re.match(r"[Mm][\d\s.,-]", v)],
        "color": [v for k, v in strings if k in ("color", "fill", "stroke", "background") or v.startswith(("#", "rgb", "hsl"))],
        "time": ["%Y-%m-%d\n2026-11-26", "%d %b %y %H:%M:%S.%L\n26 Nov 26 10:11:12.345", "2026-11-26T10:00:00Z", "Nov 26, 2026 10:00 GMT+0200", "%Q\n1", "%U %w %Y\n4 5 2026"],
        "regexp": ["a(b)?c\nabcac", "[^\\d\\w]+\\1\nxx", "(?:x|y){2,3}$\nxyxy", "\\u{1F600}|\\p{L}\ntext", "(?<n>a)\\k<n>\naa", "[\\b\\cA-\\x41]\nA"],
        "style": [json.dumps(t["config"]) for t in trees if isinstance(t.get("config"), dict)],
    }
    seeds = {name: [t.encode() for t in found] for name, found in texts.items()}
    seeds["style"] += [read(p) for p in sorted(glob.glob(f"{TOP}/styles/*.json"))]
    seeds.update(spec=[read(p) for p in specs], poster=[read(p) for p in posters], csv=[read(p) for e in ("csv", "tsv", "dsv") for p in data[e]],
                 rows=[read(p) for e in ("json", "ndjson", "geojson") for p in data[e]], topojson=[read(p) for p in data["topojson"]],
                 json=[read(p) for p in specs[:40]] + [b'"\\ud83d\\ude00"', b"[1e5,-0.0,true,null]", b'{"a":{"b":[]}}'],
                 picture=[read(p) for e in ("png", "jpg", "gif", "webp", "svg") for p in data[e]])
    seeds["topojson"].append(b'{"type":"Topology","objects":{"a":{"type":"Polygon","arcs":[[0]]}},"arcs":[[[0,0],[1,0],[1,1],[0,0]]],"transform":{"scale":[1,1],"translate":[0,0]}}')
    for name, found in seeds.items():
        folder = os.path.join(out, name)
        os.makedirs(folder, exist_ok=True)
        for seed in found:
            with open(os.path.join(folder, hashlib.sha1(seed).hexdigest()), "wb") as file:
                file.write(seed)
    words = {w.strip("@") for _, v in every(json.loads(read(f"{TOP}/src/vegalite/grammar/known.json")), []) for w in re.split(r"[\s:]+", v)}
    words |= {k for tree in trees for k, _ in every(tree, []) if k} | {v for _, v in strings if re.fullmatch(r"[A-Za-z][\w-]{1,20}", v)}
    words = {f'\\"{word}\\"' for word in words if re.fullmatch(r"[\w-]+", word, re.ASCII)}
    for name, found in seeds.items():
        own = {t for seed in found if name in texts for t in re.findall(r"[A-Za-z]{2,}|%-?\w", seed.decode("utf-8", "replace"), re.ASCII)}
        with open(os.path.join(out, f"{name}.dict"), "w", encoding="utf-8") as file:
            file.writelines(f'"{word}"\n' for word in sorted(words if name in JSON else own))


main()
