"""A project of many charts from the article's facts (data/opcon.json): python3 tests/_thousand.py FOLDER [COUNT]

It writes FOLDER/tuban.json, which draws the COUNT (1000) charts below FOLDER/charts as PNG to FOLDER/out, with the facts beside it and a table of
its own for each twelfth chart. The charts are of twelve kinds in turn; each has a size, a colour, a language and a part of the facts
of its own. The same COUNT gives the same files.
"""
import json, os, shutil, sys

SOURCE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
COLORS = ["#1f4e79", "#b3392b", "#27465f", "#6f685e", "#4b7f52", "#8a5a9e", "#c07f1d"]
LENGTH = {"calculate": "length(datum.sentence)", "as": "length"}


def counts(field):
    return {"field": field, "type": "nominal", "sort": "-x"}


def bars(color, name):
    return {"mark": {"type": "bar", "color": color}, "encoding": {"x": {"aggregate": "count"}, "y": counts("list")}}


def ticks(color, name):
    return {"mark": "tick", "encoding": {"x": {"field": "paragraph", "type": "quantitative"}, "y": {"field": "list", "type": "nominal"}, "color": {"field": "list", "type": "nominal"}}}


def points(color, name):
    return {"transform": [LENGTH], "mark": {"type": "point", "filled": True, "color": color},
            "encoding": {"x": {"field": "paragraph", "type": "quantitative"}, "y": {"field": "length", "type": "quantitative"}, "shape": {"field": "list", "type": "nominal"}}}


def histogram(color, name):
    return {"transform": [LENGTH], "mark": {"type": "bar", "color": color}, "encoding": {"x": {"field": "length", "bin": {"maxbins": 12}}, "y": {"aggregate": "count"}}}


def running_total(color, name):
    return {"transform": [{"window": [{"op": "row_number", "as": "facts"}], "sort": [{"field": "paragraph"}]}], "mark": {"type": "line", "interpolate": "step-after", "color": color},
            "encoding": {"x": {"field": "paragraph", "type": "quantitative"}, "y": {"field": "facts", "type": "quantitative"}}}


def heat(color, name):
    return {"mark": "rect", "encoding": {"x": {"field": "paragraph", "bin": {"step": 4}}, "y": {"field": "list", "type": "nominal"}, "color": {"aggregate": "count", "scale": {"range": ["#f7f2e8", color]}}}}


def events(color, name):
    return {"transform": [{"filter": "datum.list === 'event'"}, {"calculate": "toNumber(slice(datum.date, 0, 4))", "as": "year"}],
            "layer": [{"mark": {"type": "rule", "color": color}, "encoding": {"x": {"datum": 1950}, "x2": {"field": "year"}}},
                      {"mark": {"type": "text", "align": "left", "dx": 4}, "encoding": {"x": {"field": "year", "type": "quantitative", "scale": {"domain": [1950, 2060], "zero": False, "nice": False}, "axis": {"format": "d"}}, "text": {"field": name}}}],
            "encoding": {"y": {"field": "id", "type": "nominal", "sort": {"field": "year"}, "axis": None}}}


def shares(color, name):
    return {"mark": {"type": "arc", "innerRadius": 30, "stroke": "white"}, "encoding": {"theta": {"aggregate": "count"}, "color": {"field": "list", "type": "nominal"}}}


def areas(color, name):
    return {"mark": "area", "encoding": {"x": {"field": "paragraph", "bin": {"step": 5}}, "y": {"aggregate": "count", "stack": "zero"}, "color": {"field": "list", "type": "nominal"}}}


def boxes(color, name):
    return {"transform": [LENGTH], "mark": {"type": "boxplot", "color": color}, "encoding": {"x": {"field": "length", "type": "quantitative"}, "y": {"field": "list", "type": "nominal"}}}


def facets(color, name):
    return {"transform": [LENGTH], "mark": {"type": "circle", "color": color},
            "encoding": {"x": {"field": "paragraph", "type": "quantitative"}, "y": {"field": "length", "type": "quantitative"}, "facet": {"field": "list", "type": "nominal", "columns": 2}}}


def table(color, name):
    return {"mark": {"type": "line", "point": True, "color": color}, "encoding": {"x": {"field": "year", "type": "temporal"}, "y": {"field": "share", "type": "quantitative"}}}


KINDS = [bars, ticks, points, histogram, running_total, heat, events, shares, areas, boxes, facets, table]


def chart(i):
    kind, language = KINDS[i % len(KINDS)], ("zh", "en")[i // len(KINDS) % 2]
    spec = {"$schema": "https://vega.github.io/schema/vega-lite/v6.json", "usermeta": {"lang": {"zh": "zh-Hans", "en": "en"}[language]},
            "title": {"zh": f"战时指挥权，图{i}", "en": f"Wartime command, chart {i}"}[language],
            "data": {"url": "../opcon.json", "format": {"type": "json", "property": "facts"}}}
    spec.update(kind(COLORS[i % len(COLORS)], f"label.{language}"))
    if kind is table:
        spec["data"] = {"url": f"../tables/t{i:04}.csv"}
    else:
        spec["transform"] = [{"filter": f"datum.paragraph <= {20 + i % 16}"}, *spec.get("transform", [])]
    if kind is facets:
        spec["width"], spec["height"] = 120, 60
    elif kind is not shares:
        spec["width"], spec["height"] = 240 + 10 * (i % 17), 140 + 10 * (i % 11)
    return spec


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def project(folder, count=1000):
    for i in range(count):
        write(os.path.join(folder, "charts", f"c{i:04}.vl.json"), json.dumps(chart(i), ensure_ascii=False, indent=1))
        if KINDS[i % len(KINDS)] is table:
            rows = "".join(f"{1990 + year},{2 + (year * 7 + i) % 23 / 10}\n" for year in range(36))
            write(os.path.join(folder, "tables", f"t{i:04}.csv"), "year,share\n" + rows)
    shutil.copy(os.path.join(SOURCE, "data", "opcon.json"), folder)
    write(os.path.join(folder, "tuban.json"), json.dumps({"output": "out/{name}.{ext}", "format": "png", "charts": ["charts"]}))


if __name__ == "__main__":
    project(sys.argv[1], *map(int, sys.argv[2:3]))
