"""The examples of src/messages.json: each that is JSON, tried as a chart, as the parts of one and as a manifest, gives its message."""
import json, os
from _tuban import Case, SOURCE, main

ROWS = [{"a": 1, "b": 2, "c": "a long name", "d": "2020-01-01", "date": "2020-02-02"}, {"a": 3, "b": 4, "c": "y", "d": "2020-01-01", "date": "2020-03-02"}]
ENCODING = {"x": {"field": "a", "type": "quantitative"}, "y": {"field": "b", "type": "quantitative"}}
CHART = {"data": {"values": ROWS}, "mark": "bar", "encoding": ENCODING}
FACTS = {"facts": [{"id": "support", "value": 62, "label": "Support", "kind": "survey", "date": "2025-10"}]}
POSTER = {"title": "x", "page": {"size": "A4"}, "data": "facts.json", "blocks": [{"kind": "rule"}]}
# What takes a file, very much data or text, a font or the lack of a library to show; and what only other programs or new code in the sources can bring about.
NOT_TRIED = set("E102 E106 E112 E113 E114 E115 E143 E150 E233 E310 E375 E377 W491 W752".split())


def charts(example):
    """The charts that an example may be part of."""
    yield example
    try:
        part = json.loads(example)
    except ValueError:
        return
    if not isinstance(part, dict):
        return
    yield json.dumps({**POSTER, **part})
    yield json.dumps({**POSTER, "blocks": [part]})
    composed = {"hconcat", "vconcat", "concat", "layer", "facet", "repeat"} & set(part)
    tried = [{"data": CHART["data"], **part}] if composed else []
    tried += [{**CHART, **part}, {**CHART, "transform": [part]}, {**CHART, "transform": [{"filter": part}]},
              {**CHART, "encoding": {**ENCODING, **part}}, {**CHART, "mark": "point", **part}, {**CHART, "mark": "geoshape", **part},
              {**CHART, "transform": [{**part, "field": "a", "as": "q"}]},
              {**CHART, "data": {"values": "a,b\n1,2", **part}}, {**CHART, "data": {"values": {}, **part}}]
    for field in ({"field": "a", "type": "quantitative"}, {"field": "c"}, {"field": "d", "type": "temporal"}):
        tried += [{**CHART, "encoding": {**ENCODING, channel: {**field, **part}}} for channel in ("x", "y", "color")]
    for chart in tried:
        yield json.dumps(chart, ensure_ascii=False)


class Examples(Case):
    def shows(self, code, text):
        done = self.run_tuban("render", "-", "-q", "-v", "-o", "o.svg", stdin=text.encode("utf-8", "replace"))
        return f" [{code}]\n" in done.stderr.decode()

    def shows_as_manifest(self, code, text):
        self.write("m/tuban.json", text)
        done = self.run_tuban("check", "--manifest", "m/tuban.json")
        return f" [{code}]\n" in done.stderr.decode()

    def test_examples_give_their_message(self):
        with open(os.path.join(SOURCE, "src", "messages.json"), encoding="utf-8") as file:
            table = json.load(file)
        self.write("facts.json", json.dumps(FACTS))
        self.write("latin1.csv", b"k\ncaf\xe9\n")
        self.write("damaged.csv", b"\xff\xff\xff")
        self.write("utf16-without-mark.csv", "k\n1\n".encode("utf-16le"))
        for name in ("m/a.vl.json", "m/sales.vl.json", "other/sales.vl.json"):
            self.write(name, json.dumps(CHART))
        self.write("m/.env", "")
        tried = 0
        for code, row in table.items():
            example = row["example"]
            if example[:1] not in "{[" or "…" in example or code in NOT_TRIED:
                continue
            tried += 1
            with self.subTest(code):
                self.assertTrue(any(self.shows(code, chart) for chart in charts(example)) or self.shows_as_manifest(code, example), example)
        self.assertGreater(tried, 200)


main()
