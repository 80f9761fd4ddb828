"""The poster on other pages and with other contents: it holds, or an error says which block needs how much more.

Each case is data/poster.json changed in one way. What "holds" means is read from the SVG: every text inside the page, no two
lines of text over each other.
"""
import copy
import json
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(os.environ.get("TUBAN_SOURCE", Path(__file__).resolve().parents[2]))
TUBAN = os.environ["TUBAN"]
MM = 96 / 25.4
SVG = "{http://www.w3.org/2000/svg}"
POSTER = json.loads((ROOT / "data" / "poster.json").read_text(encoding="utf-8"))  # "layout": "auto"
problems = []


def check(holds, message):
    if not holds:
        problems.append(message)


def render(poster, ending="svg"):
    """Exit status, messages, and the file's bytes (None when there is none)."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "opcon.json").write_bytes((ROOT / "data" / "opcon.json").read_bytes())
        text = poster if isinstance(poster, str) else json.dumps(poster, ensure_ascii=False, indent=1)
        (Path(folder) / "poster.json").write_text(text, encoding="utf-8")
        done = subprocess.run([TUBAN, "render", "poster.json", "-o", f"out.{ending}"], cwd=folder, capture_output=True, text=True)
        out = Path(folder) / f"out.{ending}"
        return done.returncode, done.stderr, out.read_bytes() if out.exists() else None


def blocks(poster, kind):
    """Every block of a kind, in rows and stacks too."""
    def walk(entries):
        for entry in entries:
            yield from walk(entry.get("row", entry.get("stack", []))) if "kind" not in entry else [entry]
    return [block for block in walk(poster["blocks"]) if block["kind"] == kind]


# Reading a drawing


def texts(element, x=0.0, y=0.0, inherited={}):
    """Each upright text or column: its words, and box on the page (estimated: a full-width character is an em, others 0.55, a point 0.2; of a sentence 0.46)."""
    moved = re.match(r"translate\(([-\d.e]+)[, ]([-\d.e]+)\)", element.get("transform", ""))
    if moved:
        x, y = x + float(moved[1]), y + float(moved[2])
    inherited = {**inherited, **{k: element.get(k) for k in ("font-size", "text-anchor") if element.get(k)}}
    if element.tag == SVG + "text":
        words, size = "".join(element.itertext()), float(inherited["font-size"][:-2])
        width = sum(size * (1 if ord(c) > 0x2E80 else 0.2 if c == "." else 0.46 if len(words) > 15 else 0.55) for c in words)
        spans = [span for span in element.findall(SVG + "tspan") if span.get("y")]
        if spans:  # a column, character by character
            left, top, bottom = x + float(spans[0].get("x")), y + float(spans[0].get("y")) - 0.88 * size, y + float(spans[-1].get("y")) + 0.12 * size
            yield words, (left, top, left + size, bottom)
        elif "rotate(90)" in element.get("transform", ""):
            yield words, (x - 0.12 * size, y, x + 0.88 * size, y + width)
        else:
            placed = element.find(SVG + "tspan")  # typeset: the places of its characters
            first = element.get("x", "0") if placed is None else placed.get("x").split()[0]
            x, y = x + float(first), y + float(element.get("y", 0))
            left = x - {"start": 0, "middle": 0.5, "end": 1}[inherited.get("text-anchor", "start")] * width
            yield words, (left, y - 0.8 * size, left + width, y + 0.05 * size)
        return
    for child in element:
        yield from texts(child, x, y, inherited)


def overlap(a, b):
    across, down = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    return across > 2 and down > 2


def check_page(name, svg):
    root = ElementTree.fromstring(svg)
    width, height = float(root.get("width")), float(root.get("height"))
    boxes = list(texts(root))
    check(len(boxes) > 20, f"{name}: only {len(boxes)} texts")
    for words, box in boxes:
        inside = box[0] > -1 and box[1] > -1 and box[3] < height + 1
        check(inside, f"{name}: {words!r} is outside the page of {width:.0f} × {height:.0f}: {box}")
    for i, (words, box) in enumerate(boxes):
        for other, there in boxes[i + 1 :]:
            # two pieces of one line stand closer than their boxes by half an em
            if abs(box[3] - there[3]) > 0.01 or words[-1] not in "”’》〉」』）】，。、；：“":
                check(not overlap(box, there), f"{name}: {words!r} overlaps {other!r}")


def holds(name, poster):
    status, messages, svg = render(poster)
    check(status == 0 and svg is not None, f"{name}: exit {status}: {messages}")
    if svg:
        check_page(name, svg)


def refused(name, poster, pattern):
    status, messages, svg = render(poster)
    check(status == 1 and svg is None, f"{name}: exit {status}, a file: {svg is not None}")
    check(re.search(pattern, messages), f"{name}: not {pattern!r}: {messages}")


def with_page(**page):
    poster = copy.deepcopy(POSTER)
    poster["page"].update(page)
    return poster


def with_events(count):
    poster = copy.deepcopy(POSTER)
    blocks(poster, "timeline")[0]["events"] = [
        {"date": str(1953 + i * 72 // count), "label": f"第{i}件事", "detail": "一句话说明这件事的来由"} for i in range(count)
    ]
    return poster


OVER_PAGE = r'poster\.json:\d+:\d+: error: block "{}" needs \d+\.\d mm more than the page has \[E701\]\n'
SIXTY = "战时作战指挥权的移交与朝鲜半岛安全态势" * 3 + "之路"


def as_written(poster):
    """The same with its rows kept."""
    poster = copy.deepcopy(poster)
    del poster["layout"]
    return poster


def type_sizes(svg):
    """The sizes of all text, pt, but that of charts, which are groups of their own."""
    sizes = []

    def walk(element, size):
        size = element.get("font-size", size)
        if element.tag == SVG + "text":
            sizes.append(float(size[:-2]) * 0.75)
        for child in element:
            walk(child, size)

    walk(ElementTree.fromstring(svg), None)
    return sizes


def page_sizes():
    for size in ("A2", "A1", "A3", "A4", "B2"):
        holds(size, with_page(size=size))
    for name, poster in (("A2", POSTER), ("A3", with_page(size="A3")), ("landscape", with_page(orientation="landscape"))):
        least = min(type_sizes(render(poster)[2]))
        check(least >= 9.99, f"{name}: text of {least:.2f} pt")
    holds("landscape", with_page(orientation="landscape"))
    status, _, svg = render(with_page(size={"width": "420mm", "height": "594mm"}))
    root = ElementTree.fromstring(svg)
    check(status == 0 and abs(float(root.get("width")) - 420 * MM) < 0.01, "a page in mm is not as wide as asked for")
    refused("A3 with A2's rows", as_written(with_page(size="A4")), r'error: block "[a-z]+" needs \d+\.\d mm more than (the page|its width) has')


def screens():
    for name, width, height in (("16:9", 1920, 1080), ("phone", 1080, 4200)):
        poster = with_page(size={"width": f"{width}px", "height": f"{height}px"})
        del poster["page"]["orientation"]
        holds(name, poster)


def languages():
    english = copy.deepcopy(POSTER)
    english["lang"] = "en"
    holds("in English", english)
    english["page"]["orientation"] = "landscape"
    holds("in English, landscape", english)
    svg = render(english)[2].decode()
    words = "".join(ElementTree.fromstring(svg).itertext())
    left = re.findall("[\u3400-\u9fff]+", words)
    check(not left, f"Chinese in the English poster: {left}")


def many_events():
    refused("40 events in rows as written", as_written(with_events(40)), OVER_PAGE.format("timeline"))
    holds("40 events on A2", with_events(40))
    one_more = copy.deepcopy(POSTER)
    blocks(one_more, "timeline")[0]["events"].append({"date": "2006", "label": "第十件事", "detail": "一句话说明这件事的来由"})
    holds("one event more", one_more)


def timelines():
    """Both directions, one and both sides: no two texts over each other, on a page of its own."""
    events = [{"date": f"{1900 + i * i % 97}", "label": f"第{i}件事", "detail": "一句话说明这件事的来由"} for i in range(12)]
    for direction in ("down", "across"):
        for sides in ("one", "both"):
            line = {"kind": "timeline", "direction": direction, "sides": sides, "events": events, "spans": [
                {"from": "1900", "to": "1960", "label": "头六十年"}, {"from": "1950", "to": "1996", "label": "后来", "kind": "open"}]}
            holds(f"{direction}, {sides}", {"title": "x", "lang": "zh-Hans", "page": {"size": "A2"}, "blocks": [line]})


def panels():
    page = {"title": "x", "lang": "zh-Hans", "page": {"size": "A4", "margins": "20mm", "columns": 2}}
    row = [{"kind": "text", "text": "面板上的文字", "ground": "paper-deep"}, {"kind": "text", "text": "旁边的文字，比面板上的长得多，因此有好几行。" * 4}]
    svg = render({**page, "blocks": [{"row": row}]})[2]
    group = ElementTree.fromstring(svg)
    rects = [r for r in group.iter(SVG + "rect") if 100 < float(r.get("width")) < 400]
    places = [box for words, box in texts(group) if words.startswith("面板")]
    check(len(rects) == 1 and float(rects[0].get("height")) > 60, f"no panel as high as its row: {len(rects)}")
    check(places and places[0][0] > 20 * MM + 10, f"the text of a panel is not inside it: {places}")
    status, messages, _ = render({**page, "blocks": [{"kind": "rule", "ground": "papr"}]})
    check(status == 1 and 'did you mean "paper"' in messages, messages)


def long_words():
    heading = copy.deepcopy(POSTER)
    blocks(heading, "timeline")[0]["events"][3]["label"] = SIXTY
    holds("a heading of 60 characters on a card", heading)
    title = copy.deepcopy(POSTER)
    blocks(title, "masthead")[0]["title"] = SIXTY
    holds("a title of 60 characters", title)
    longer = as_written(title)
    blocks(longer, "masthead")[0]["title"] = SIXTY * 3
    refused("a title of 180 characters in rows as written", longer, OVER_PAGE.format("masthead"))
    word = as_written(POSTER)
    blocks(word, "list")[0]["items"][0] = {"label": "A" * 60}
    refused("an unbreakable word", word, r'error: block "list" needs \d+\.\d mm more than its width has')
    text = as_written(POSTER)
    text["blocks"].append({"kind": "text", "text": "此次谈判最终走向何方，成为区域内外密切关注的焦点。" * 300})
    refused("too much text", text, OVER_PAGE.format("[a-z]+"))
    only = {"title": "x", "page": {"size": "A4", "margins": "20mm"}, "blocks": [text["blocks"][-1], {"kind": "rule"}]}
    refused("too much text and nothing that grows", only, OVER_PAGE.format("text"))


def long_texts():
    """Tried in many sizes, a page full of text takes neither all steps nor an error of them when it is too long."""
    sentence = "多域作战指的是陆海空天网电各域行动的同步，半岛的指挥体系因此要重新安排；"
    page = {"title": "x", "lang": "zh-Hans", "page": {"size": "A3"}, "layout": "auto", "blocks": [{"kind": "text", "text": sentence * 230}]}
    status, messages, _ = render(page)
    check(status == 0, f"8,000 characters: exit {status}: {messages}")
    refused("18,000 characters", {**page, "blocks": [{"kind": "text", "text": sentence * 500}]}, OVER_PAGE.format("text"))


def lines_of(svg):
    return ["".join(text.itertext()) for text in ElementTree.fromstring(svg).iter(SVG + "text")]


def specimen():
    """Each pair shows what it says: lines that the rule forbids beside those that it makes."""
    status, messages, svg = render((ROOT / "data" / "specimen.json").read_text(encoding="utf-8"))
    check(status == 0 and not messages.count(": "), f"the specimen: exit {status}: {messages}")
    lines = lines_of(svg) if svg else []
    for wrong, right in (("联合司令部亦（", "联合司令部亦"), ("～三月进行。", "月～三月进行。"), ("——钱、基地、“指挥链条”。", "是——钱、基地、“指挥链条”。")):
        check(any(line == wrong or wrong[-1] == "（" and line.endswith(wrong) for line in lines), f"the specimen: no line is {wrong!r}")
        check(any(line.endswith(right) and not line.endswith(wrong) or line == right for line in lines), f"the specimen: no line is {right!r}")


def cards():
    """No detail of the article's timeline ends with a line of one or two characters."""
    status, _, svg = render(POSTER)
    lines = lines_of(svg) if svg else []
    for event in ("最终停滞", "“联合国军司令部”", "一部分”", "提供者"):
        last = [line for line in lines if line.endswith(event)]
        check(len(last) == 1 and len(last[0]) > 5, f"the timeline: {event!r} ends {last}")


def mistakes():
    """The exact message for each, with its place."""
    page = '"page": {"size": "A4"}, "data": "opcon.json"'
    cases = [
        ('{"kind": "timline", "events": []}', '1:82: error: unknown kind of block "timline"; did you mean "timeline"? [E714]'),
        ('{"kind": "text", "txt": "a", "text": "b"}', '1:97: error: block "text" has no property "txt"; did you mean "text"? [E720]'),
        ('{"kind": "text"}', '1:73: error: block "text" needs "text" [E721]'),
        ('{"kind": "text", "text": true}', '1:98: error: "text" must be text, a reference, or a list of these [E238]'),
        ('{"kind": "rule", "above": "3 ells"}', '1:99: error: "above" must be a length such as "12mm" (mm, cm, in, pt or px) [E238]'),
        ('{"kind": "text", "text": {"ref": "suport.value"}}', '1:106: error: the data has no "suport"; did you mean "support"? [E709]'),
        ('{"kind": "text", "text": "{support.valu}"}', '1:98: error: "support" has no "valu"; did you mean "value"? [E710]'),
        ('{"kind": "rule", "weight": "thik"}', '1:100: error: unknown "weight" "thik"; did you mean "thick"? [E718]'),
        ('{"kind": "timeline", "events": [{"label": "x", "date": "soon"}]}',
         '1:128: error: "soon" is not a date; write a year, "2025-10" or "2025-10-27" [E728]'),
        ('{"kind": "text", "text": {"ref": "support"}}',
         '1:98: error: "text" refers to an entry; name one of its values, as in "support.value" [E723]'),
        ('{"kind": "list", "items": [{"ref": "support.value"}]}',
         '1:100: error: item 1 of "items" refers to a single value, not to an entry [E722]'),
        ('{"kind": "rule", "color": "indgo"}', '1:99: error: unknown colour "indgo"; did you mean "indigo"? [E750]'),
        ('{"kind": "timeline", "events": [{"label": "x", "date": "1953", "color": "redd"}]}',
         '1:145: error: unknown colour "redd"; did you mean "red"? [E750]'),
        ('{"kind": "text", "text": "a", "role": "headng"}',
         '1:111: error: the style has no role "headng"; did you mean "heading"? [E751]'),
        ('{"row": [{"kind": "rule", "span": 4}]}', '1:82: error: a row of 3 columns has no space for a block from column 1 to 4 [E717]'),
    ]
    for block, message in cases:
        status, messages, _ = render(f'{{"title": "x", {page}, "blocks": [{block}]}}')
        check(status == 1, f"{block}: exit {status}")
        check(messages.startswith(f"poster.json:{message}\n"), f"{block}: {messages}")
    for size, message in (("A9", 'unknown page size "A9"'), ({"width": "0mm", "height": "9mm"}, "the sides of a page must be from 1 to 32767 px")):
        refused(f"page {size}", {"title": "x", "page": {"size": size}, "blocks": [{"kind": "rule"}]}, re.escape(message))


def sameness():
    for ending in ("svg", "png", "pdf"):
        check(render(POSTER, ending)[2] == render(POSTER, ending)[2], f"two renderings differ: {ending}")


def schema():
    try:
        import jsonschema
    except ImportError:
        print("jsonschema is not installed: the schema is not tried")
        return
    published = json.loads((ROOT / "data" / "poster.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(published)
    judge = jsonschema.Draft202012Validator(published)
    check(judge.is_valid(POSTER), "the schema refuses data/poster.json")
    wrong = copy.deepcopy(POSTER)
    blocks(wrong, "list")[0]["colums"] = 3
    check(not judge.is_valid(wrong), "the schema accepts an unknown property")


def main():
    for part in (page_sizes, screens, languages, many_events, timelines, panels, long_words, long_texts, specimen, cards, mistakes, sameness, schema):
        part()
    print("\n".join(problems) or "the poster holds")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
