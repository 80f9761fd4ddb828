#!/usr/bin/env python3
"""The article's dataset holds together: ids, quotations, references from charts and poster, derived numbers, styles.

Where the article's text is next to the repository, every sentence must be in it and every number and quotation of it in
the dataset; without it only the dataset's own consistency is checked.
"""
import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = ROOT.parent / "shared" / "article.txt"
LISTS = {"number", "event", "position", "obstacle", "quotation", "source"}
HALF_TO_FULL = str.maketrans({",": "，", ":": "：", ";": "；", "(": "（", ")": "）"})
MIN_CONTRAST = 4.5  # WCAG 2.1, success criterion 1.4.3
problems = []


def check(holds, message):
    if not holds:
        problems.append(message)


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def walk(value):
    """Every value inside `value`, itself first."""
    yield value
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for child in children:
        yield from walk(child)


# The dataset itself


def check_facts(data, known):
    for fact in data["facts"]:
        name = fact["id"]
        check(fact["list"] in LISTS, f"{name}: unknown list {fact['list']!r}")
        for key in ("value", "unit", "date", "label", "paragraph", "sentence", "credit", "derived"):
            check(key in fact, f"{name}: no {key}")
        for key in ("label", "short", "detail", "credit"):
            if key in fact:
                check(all(fact[key].get(lang) for lang in ("zh", "en")), f"{name}: {key} needs zh and en")
        check(isinstance(fact.get("paragraph"), int), f"{name}: paragraph is not a number")
        check(bool(fact.get("sentence")), f"{name}: no sentence")
        check(fact.get("date") is None or re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", fact["date"]), f"{name}: bad date")
        check(not fact.get("derived") or fact.get("note"), f"{name}: derived without a note")
        if fact["list"] == "quotation":
            check(bool(fact.get("text", "").strip()), f"{name}: empty quotation")
            check(fact.get("text", "") in fact["sentence"].translate(HALF_TO_FULL), f"{name}: not in its sentence")
    ids = [entry["id"] for entry in data["facts"] + data["derived"]]
    check(len(ids) == len(set(ids)), "an id is given twice: " + ", ".join(sorted({i for i in ids if ids.count(i) > 1})))
    for entry in data["unused"]:
        check(entry["id"] in known, f"unused names {entry['id']!r}, which is not an id")
        check(bool(entry.get("reason")), f"unused {entry['id']}: no reason")


def check_derived(data, known):
    for entry in data["derived"]:
        terms = re.sub(r"[a-z][a-z0-9-]*\.value", lambda m: str(known[m[0][:-6]]["value"]), entry["formula"])
        check(re.fullmatch(r"[\d.+*/() -]+", terms), f"{entry['id']}: the formula is not plain arithmetic: {terms}")
        value = eval(terms, {"__builtins__": {}})  # arithmetic alone, by the check above
        check(abs(value - entry["value"]) < 0.05 + 1e-9, f"{entry['id']}: {entry['formula']} is {value}, not {entry['value']}")
        check(entry["derived"] is True, f"{entry['id']}: not marked as derived")


# The article, where it is at hand


def check_article(data):
    paragraphs = {int(m[1]): m[2] for m in re.finditer(r"^(\d+)\. (.*)$", ARTICLE.read_text(encoding="utf-8"), re.M)}
    facts = data["facts"]
    for fact in facts:
        for number, sentence in [(fact["paragraph"], fact["sentence"])] + (
            [(fact["support"]["paragraph"], fact["support"]["sentence"])] if "support" in fact else []
        ):
            check(sentence in paragraphs.get(number, ""), f"{fact['id']}: its sentence is not in paragraph {number}")
    quoted = {fact["text"] for fact in facts if fact["list"] == "quotation"}
    for number, text in paragraphs.items():
        told = [f["sentence"] for f in facts if number in [f["paragraph"], *f.get("also", [])]]
        for figure in re.findall(r"\d+(?:\.\d+)?", text):
            check(any(figure in sentence for sentence in told), f"paragraph {number}: {figure} is not in the dataset")
        for words in re.findall("“([^”]*)”", text):
            check(words.translate(HALF_TO_FULL) in quoted, f"paragraph {number}: “{words}” is not among the quotations")


# What charts and poster use


def keeps(predicate, fact):
    """Does a {"field", "equal" or "oneOf"} predicate keep this fact? Other predicates keep everything."""
    if not isinstance(predicate, dict) or "field" not in predicate:
        return True
    value = fact
    for step in predicate["field"].split("."):
        value = value.get(step) if isinstance(value, dict) else None
    if "oneOf" in predicate:
        return value in predicate["oneOf"]
    return value == predicate["equal"] if "equal" in predicate else True


def facts_of_view(view, facts, inherited):
    """The ids each view draws, narrowed by its filters on the way down."""
    kept = facts if "data" in view else inherited
    for transform in view.get("transform", []):
        if "filter" in transform:
            kept = [fact for fact in kept if keeps(transform["filter"], fact)]
    children = [child for key in ("layer", "concat", "hconcat", "vconcat") for child in view.get(key, [])]
    children += [view["spec"]] if "spec" in view else []
    if not children:
        return {fact["id"] for fact in kept}
    return set().union(*(facts_of_view(child, facts, kept) for child in children))


def check_chart(path, data, known):
    chart = read(path)
    name = path.name
    check(chart.get("$schema", "").endswith("/vega-lite/v6.json"), f"{name}: not a Vega-Lite 6 chart")
    check(chart.get("usermeta", {}).get("lang") == "zh-Hans", f"{name}: usermeta.lang is not zh-Hans")
    check(bool(chart.get("title")) and bool(chart.get("description")), f"{name}: no title or description")
    for value in walk(chart):
        if not isinstance(value, dict):
            continue
        if "url" in value:
            target = (path.parent / value["url"]).resolve()
            check(target.exists(), f"{name}: no data at {value['url']}")
            check(isinstance(data.get(value.get("format", {}).get("property")), list), f"{name}: format.property names no list")
        check("values" not in (value.get("data") or {}), f"{name}: its data is typed in place")
        if value.get("field") == "id":
            for wanted in value.get("oneOf", [value.get("equal")]):
                check(wanted in known, f"{name}: no id {wanted!r}")
    return facts_of_view(chart, data["facts"], [])


def check_dashboard(charts):
    """The dashboard holds four of the charts as they are."""
    outer = {"$schema", "description", "usermeta", "padding", "config"}
    bodies = {p.stem: {k: v for k, v in read(p).items() if k not in outer} for p in charts if "dashboard" not in p.name}
    board = next((p for p in charts if "dashboard" in p.name), None)
    parts = read(board).get("concat", []) if board else []
    check(len(parts) == 4 and all(part in bodies.values() for part in parts), "the dashboard does not hold four of the charts")


def references(poster):
    for value in walk(poster):
        if isinstance(value, dict) and isinstance(value.get("ref"), str):
            yield value["ref"]
        if isinstance(value, str):
            yield from re.findall(r"\{([a-z][a-z0-9-]*\.[A-Za-z0-9_.-]+)\}", value)


def check_poster(path, known):
    used = set()
    for reference in references(read(path)):
        name, *steps = reference.split(".")
        value = known.get(name)
        for step in steps:
            value = value.get(step) if isinstance(value, dict) else None
        check(value is not None, f"poster: {reference} leads nowhere")
        used.add(name)
    return used


# Styles


def luminance(color):
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a, b):
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def check_style(path):
    style = read(path)
    background = style.get("background", "#ffffff")
    texts = [("title", "color"), ("title", "subtitleColor"), ("text", "color")]
    texts += [(guide, key) for guide in ("axis", "legend", "header") for key in ("labelColor", "titleColor")]
    for block, key in texts:
        color = style.get(block, {}).get(key)
        check(color is not None, f"{path.name}: {block}.{key} is not set")
        if color:
            ratio = contrast(color, background)
            check(ratio >= MIN_CONTRAST, f"{path.name}: {block}.{key} {color} has contrast {ratio:.2f}, less than {MIN_CONTRAST}")


def main():
    data = read(ROOT / "data" / "opcon.json")
    known = {entry["id"]: entry for entry in data["facts"] + data["derived"]}
    check_facts(data, known)
    check_derived(data, known)
    if ARTICLE.exists():
        check_article(data)
    charts = sorted((ROOT / "data" / "charts").glob("*.vl.json"))
    check(len(charts) >= 8, f"only {len(charts)} charts")
    used = set().union(*(check_chart(path, data, known) for path in charts)) if charts else set()
    check_dashboard(charts)
    poster = ROOT / "data" / "poster.json"
    unused = {entry["id"] for entry in data["unused"]}
    if poster.exists():
        used |= check_poster(poster, known)
        for name in sorted(known.keys() - used - unused):
            check(False, f"{name} is neither used nor listed as unused")
    for name in sorted(used & unused):
        check(False, f"{name} is listed as unused, but used")
    styles = sorted((ROOT / "styles").glob("*.json"))
    check(len(styles) >= 3, f"only {len(styles)} styles")
    for path in styles:
        check_style(path)
    for problem in problems:
        print(problem)
    print(f"{len(known)} ids, {len(used)} used, {len(charts)} charts, {len(styles)} styles, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
