"""Timelines: a lens where events crowd, leaders that do not cross, names of spans, dates by language; read from positions in the SVG."""
import json, math, os, re, sys
import xml.etree.ElementTree as ET
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from _tuban import Case, SOURCE, main

NAME = "{http://www.w3.org/2000/svg}"
CROWDED = ["1953", "2007", "2012", "2019", "2024", "2025-10", "2025-10-27", "2025-11-04"]
EVEN = [str(1950 + 9 * i) for i in range(9)]
NUMBER = r"-?\d*\.?\d+"


def flat(element, x=0.0, y=0.0, inherited=None):
    """Each shape with the place of its group, and what it inherits."""
    moved = re.match(r"translate\(([-\d.e]+)[, ]([-\d.e]+)\)", element.get("transform", ""))
    if moved:
        x, y = x + float(moved[1]), y + float(moved[2])
    inherited = {**(inherited or {}), **element.attrib}
    yield element, x, y, inherited
    for child in element:
        yield from flat(child, x, y, inherited)


def curve(text, x, y):
    """The points of a path of M, c or C, l, h, v, H, V as pairs; each cubic at 24 steps."""
    points, at = [], (0.0, 0.0)
    for command, rest in re.findall(r"([A-Za-z])([^A-Za-z]*)", text):
        n = [float(v) for v in re.findall(NUMBER, rest)]
        if command == "M":
            at = (n[0], n[1])
            points.append(at)
        elif command in "cC":
            for i in range(0, len(n), 6):
                base = at if command == "c" else (0, 0)
                p = [at] + [(base[0] + n[i + j], base[1] + n[i + j + 1]) for j in (0, 2, 4)]
                for step in range(1, 25):
                    t = step / 24
                    w = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t ** 3)
                    points.append(tuple(sum(w[k] * p[k][d] for k in range(4)) for d in (0, 1)))
                at = p[3]
        elif command in "hH":
            at = (n[0] + (at[0] if command == "h" else 0), at[1])
            points.append(at)
        elif command in "vV":
            at = (at[0], n[0] + (at[1] if command == "v" else 0))
            points.append(at)
        elif command in "lL":
            at = (n[0] + (at[0] if command == "l" else 0), n[1] + (at[1] if command == "l" else 0))
            points.append(at)
    return [(px + x, py + y) for px, py in points]


def cross(a, b):
    """Whether two polylines cross, not counting ends that touch."""
    def side(p, q, r):
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])
    for p, q in zip(a, a[1:]):
        for r, s in zip(b, b[1:]):
            if side(p, q, r) * side(p, q, s) < -1e-6 and side(r, s, p) * side(r, s, q) < -1e-6:
                return True
    return False


class Lens(Case):
    def draw(self, dates, lang="zh-Hans", size=None, layout=None, warns=None, spans=None, **block):
        events = [{"date": date, "label": f"第{i}件事", "detail": "说明"} for i, date in enumerate(dates)]
        block = {"kind": "timeline", "events": events, **block, **({"spans": spans} if spans else {})}
        poster = {"title": "t", "lang": lang, "page": {"size": size or "A3", "margins": "20mm"}, "blocks": [block]}
        self.write("p.json", json.dumps({**poster, **({"layout": layout} if layout else {})}))
        done = self.run_tuban("render", "p.json", "-q", "-f", "svg", "-o", "p.svg")
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        self.assertEqual(re.findall(r"\[(\w+)\]", done.stderr.decode()), warns or [])
        return ET.fromstring(self.read("p.svg"))

    def texts(self, root):
        """Words, x of the first character, y of the baseline."""
        for element, x, y, inherited in flat(root):
            if element.tag == NAME + "text":
                piece = element.find(NAME + "tspan")
                first = element.get("x") or (piece.get("x").split()[0] if piece is not None else "0")
                down = element.get("y") or (piece.get("y", "0").split()[0] if piece is not None else "0")
                yield "".join(element.itertext()), x + float(first), y + float(down)

    def factors(self, root):
        return [float(text[1:]) for text, *_ in self.texts(root) if text.startswith("×")]

    def leaders(self, root):
        """Stroked paths without a fill, but those of spans, which have no curves."""
        for element, x, y, inherited in flat(root):
            if element.tag == NAME + "path" and inherited.get("stroke", "none") != "none" and re.search("[cC]", element.get("d")):
                yield curve(element.get("d"), x, y)

    def rings(self, root):
        """Middles of the rings, which are filled with the paper."""
        for element, x, y, inherited in flat(root):
            if element.tag == NAME + "circle" and inherited.get("fill") == "#f7f2e8":
                yield round(x + float(element.get("cx")), 1), round(y + float(element.get("cy")), 1)

    def test_crowded_years_have_a_lens(self):
        for block in ({}, {"sides": "both"}, {"direction": "across"}):
            with self.subTest(block):
                factors = self.factors(self.draw(CROWDED, size={"width": "420mm", "height": "297mm"}, **block))
                self.assertEqual(len(factors), 1 if not block else 2)
                self.assertTrue(all(factor >= 1.3 for factor in factors), factors)

    def test_even_years_have_none(self):
        for dates in (EVEN, ["1953", "2024", "2025"], CROWDED[1:]):
            self.assertEqual(self.factors(self.draw(dates)), [])

    def test_it_can_be_turned_off_and_asked_for(self):
        self.assertEqual(self.factors(self.draw(CROWDED, lens=False)), [])
        self.assertEqual(len(self.factors(self.draw(["1950", "1990", "1992", "2020"], lens=True))), 1)
        self.assertEqual(len(self.factors(self.draw(EVEN, lens={"from": "1975", "to": "1990"}))), 1)
        self.assertEqual(self.factors(self.draw(EVEN, lens={"from": "1950", "to": "2022"}, warns=["W841"])), [])

    def test_both_scales_are_linear_and_the_factor_is_true(self):
        root = self.draw(CROWDED)
        years = {}
        for text, x, y in self.texts(root):
            if re.fullmatch(r"(19|20)\d\d", text):
                years.setdefault(text, []).append((x, y))
        line = [(1960, years["1960"][0][1]), (1980, years["1980"][0][1]), (2000, years["2000"][0][1])]
        per_year = (line[2][1] - line[0][1]) / 40
        self.assertAlmostEqual((line[1][1] - line[0][1]) / 20, per_year, delta=0.01)
        lens_x = years["2015"][0][0]
        lens = {int(year): y for year, places in years.items() for x, y in places if abs(x - lens_x) < 1}
        self.assertTrue({2010, 2015, 2020, 2025} <= set(lens), lens)
        wide = (lens[2025] - lens[2010]) / 15
        self.assertAlmostEqual((lens[2020] - lens[2015]) / 5, wide, delta=0.01)
        self.assertAlmostEqual(wide / per_year, self.factors(root)[0], delta=0.06)
        # the rings of 2012 and 2019, on the line and on the ruler
        rings = [(x, y) for x, y in self.rings(root)]
        for scale in (per_year, wide):
            self.assertTrue(any(a[0] == b[0] and abs(b[1] - a[1] - 7 * scale) < 0.2 for a in rings for b in rings), (rings, scale))

    def test_leaders_do_not_cross_or_run_together(self):
        for block in ({}, {"sides": "both"}, {"direction": "across"}):
            with self.subTest(block):
                root = self.draw(CROWDED, size={"width": "420mm", "height": "420mm"}, **block)
                leaders = list(self.leaders(root))
                self.assertEqual(len(leaders), len(CROWDED))
                for i, a in enumerate(leaders):
                    for b in leaders[i + 1:]:
                        self.assertFalse(cross(a, b))
                        # where one has its middle, the other is further away than a line of text, unless it belongs to the other side
                        middle = a[len(a) * 2 // 3]
                        nearest = min(math.dist(middle, p) for p in b)
                        self.assertGreater(nearest, 12, (block, middle))

    def test_without_a_lens_they_run_together(self):
        """What the lens is for: the same events at one scale."""
        leaders = list(self.leaders(self.draw(CROWDED, lens=False)))
        near = [min(math.dist(a[len(a) // 3], p) for p in b) for i, a in enumerate(leaders) for b in leaders[i + 1:]]
        self.assertLess(min(near), 12)

    def test_names_of_short_spans_are_beside_them(self):
        short = [{"from": "1968", "to": "1972", "label": "名字比这几年长得多的一段"}]
        for block in ({}, {"direction": "across"}):
            with self.subTest(block):
                root = self.draw(EVEN, spans=short, size={"width": "420mm", "height": "297mm"}, **block)
                bar = next((x + float(e.get("x", 0)), y + float(e.get("y", 0)), float(e.get("width")), float(e.get("height")))
                           for e, x, y, i in flat(root) if e.tag == NAME + "rect" and i.get("fill") == "#27465f")
                if block:
                    x = next(x for text, x, y in self.texts(root) if text.startswith("名字"))
                    width = 12 * 14
                    self.assertTrue(x >= bar[0] + bar[2] or x + width <= bar[0], (x, bar))
                else:
                    ys = [y + float(e.get("y")) for e, x, y, i in flat(root) if e.tag == NAME + "tspan" and e.text in "名字比这几年长得多的一段" and e.get("y")]
                    self.assertEqual(len(ys), 12)
                    self.assertTrue(min(ys) > bar[1] + bar[3] or max(ys) < bar[1], (ys, bar))
        long = self.draw(EVEN, spans=[{"from": "1950", "to": "2022", "label": "全部"}])
        self.assertTrue(any(i.get("fill") == "#f7f2e8" and e.text == "全" for e, x, y, i in flat(long) if e.tag == NAME + "tspan"))

    def test_spans_that_share_a_year_meet(self):
        root = self.draw(EVEN, spans=[{"from": "1950", "to": "1980", "color": "indigo"}, {"from": "1980", "to": "2022", "color": "cinnabar"}])
        bars = [(y + float(e.get("y", 0)), float(e.get("height")), i.get("fill")) for e, x, y, i in flat(root)
                if e.tag == NAME + "rect" and i.get("fill") in ("#27465f", "#b3392b")]
        self.assertEqual(len({fill for *_, fill in bars}), 2, bars)
        (first, height, _), (second, *_) = sorted(bars)
        self.assertAlmostEqual(first + height, second, delta=0.05)

    def test_dates_are_written_by_language(self):
        for lang, shown in (("zh-Hans", "2025.10.27"), ("en", "Oct 27, 2025"), ("en-GB", "27 Oct 2025"), ("ja", "2025年10月27日")):
            said = [re.sub(r"\s", "", text) for text, *_ in self.texts(self.draw(CROWDED, lang=lang))]
            self.assertIn(re.sub(r"\s", "", shown), said)
        events = [{"date": "2025-10-27", "when": "那天", "label": "x"}]
        self.write("p.json", json.dumps({"title": "t", "lang": "en", "page": {"size": "A4"}, "blocks": [{"kind": "timeline", "events": events}]}))
        self.assertEqual(self.run_tuban("render", "p.json", "-q", "-f", "svg", "-o", "p.svg").returncode, 0)
        self.assertIn("那天", [text for text, *_ in self.texts(ET.fromstring(self.read("p.svg")))])


class Pages(Case):
    ROW = [{"kind": "figure", "label": f"标题{i}", "number": "62", "unit": "%", "note": "一句注，说明这个数字的来由与时间。"} for i in range(3)]

    def figures(self, size, **more):
        charts = [{**figure, "chart": {"data": {"values": [{"a": "甲", "b": 3}, {"a": "乙", "b": 5}]}, "mark": "bar",
                                       "encoding": {"x": {"field": "a", "type": "nominal"}, "y": {"field": "b", "type": "quantitative"}}}} for figure in self.ROW]
        self.write("p.json", json.dumps({"title": "t", "lang": "zh-Hans", "layout": "auto", "page": {"size": size, "designed_for": "A2", **more}, "blocks": [{"row": charts}]}))
        done = self.run_tuban("render", "p.json", "-q", "-f", "svg", "-o", "p.svg")
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        root = ET.fromstring(self.read("p.svg"))
        places = [(x, y) for element, x, y, inherited in flat(root) if "figure" in element.get("class", "").split()]
        self.assertEqual(len(places), 3)
        return root, places

    def test_columns_stack_where_text_needs_them_to(self):
        for size in ({"width": "390px", "height": "844px"}, "390x844px"):
            _, places = self.figures(size)
            self.assertEqual(len({x for x, _ in places}), 1, size)
            self.assertEqual(len({y for _, y in places}), 3, size)
        for size in ("16:9", "A2", "1920x1080px"):
            _, places = self.figures(size)
            self.assertGreater(len({x for x, _ in places}), 1, size)

    def test_a_phone_shows_one_column_even_where_text_is_reduced(self):
        with open(os.path.join(SOURCE, "data", "opcon.json"), "rb") as file:
            self.write("opcon.json", file.read())
        with open(os.path.join(SOURCE, "data", "poster.json"), encoding="utf-8") as file:
            poster = json.load(file)
        poster["page"] = {**poster["page"], "size": "390x844px"}
        self.write("p.json", json.dumps(poster))
        done = self.run_tuban("render", "p.json", "-q", "-f", "svg", "-o", "p.svg")
        self.assertEqual((done.returncode, re.findall(r"\[(\w+)\]", done.stderr.decode())), (0, ["W752"]))
        root = ET.fromstring(self.read("p.svg"))
        figures = [x for element, x, y, inherited in flat(root) if "figure" in element.get("class", "").split()]
        self.assertEqual((len(figures), len(set(figures))), (3, 1))
        # the hundred dots of the first figure do not touch
        dots = [(x + float(element.get("cx", 0)), float(element.get("r"))) for element, x, y, inherited in flat(root)
                if element.tag == NAME + "circle" and element.get("aria-label", "").startswith("column:")]
        self.assertEqual(len(dots), 100)
        columns = sorted({round(x, 1) for x, r in dots})
        self.assertEqual(len(columns), 20)
        self.assertGreater(min(b - a for a, b in zip(columns, columns[1:])), 2 * max(r for _, r in dots))

    def test_an_open_page_is_as_high_as_its_content(self):
        text = {"kind": "text", "text": "一句话，又一句话。" * 30}
        heights = []
        for count in (1, 2, 4):
            for more in ({}, {"layout": "auto"}):
                page = {"size": {"width": "390px", "height": "auto"}, "margins": "20px", "columns": 1}
                self.write("p.json", json.dumps({"title": "t", "lang": "zh-Hans", "page": page, "blocks": [text] * count, **more}))
                done = self.run_tuban("render", "p.json", "-q", "-f", "svg", "-o", "p.svg")
                self.assertEqual((done.returncode, done.stderr.decode()), (0, ""))
                root = ET.fromstring(self.read("p.svg"))
                lowest = max(y + float(element.get("y", 0)) for element, x, y, inherited in flat(root) if element.tag == NAME + "text")
                self.assertTrue(15 < float(root.get("height")) - lowest < 25, (lowest, root.get("height")))
                sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)px"', self.read("p.svg").decode())]
                self.assertGreater(min(sizes), 11.9 if more else 1)
                heights.append(float(root.get("height")))
        self.assertTrue(heights[1] < heights[3] < heights[5])
        self.write("p.json", json.dumps({"title": "t", "lang": "zh-Hans", "page": page, "blocks": [{"kind": "rule"}, {"kind": "rule", "above": "9000mm"}]}))
        done = self.run_tuban("render", "p.json", "-q", "-f", "svg", "-o", "none.svg")
        self.assertEqual(done.returncode, 1)
        self.assertIn("[E704]", done.stderr.decode())

    def test_a_screen_is_not_paper(self):
        self.figures("A4")
        for page, paper in (("120x400px", False), ("9:16", False), ("32x106mm", True)):
            done = self.run_tuban("render", "p.json", "-q", "-f", "svg", "-o", "p.svg", "--page", page)
            self.assertEqual("W478" in done.stderr.decode() or "W479" in done.stderr.decode(), paper, (page, done.stderr.decode()))

    def test_screens_have_names(self):
        for size, wanted in (("16:9", (1920, 1080)), ("9:16", (1080, 1920)), ("4:3", (1440, 1080)), ("390x844px", (390, 844)), ("390 x 844", (390, 844))):
            root, _ = self.figures(size)
            self.assertEqual((float(root.get("width")), float(root.get("height"))), wanted)
            self.figures("A4")
            done = self.run_tuban("render", "p.json", "-q", "-f", "svg", "-o", "p.svg", "--page", size)
            self.assertEqual(done.returncode, 0, done.stderr.decode())
            other = ET.fromstring(self.read("p.svg"))
            self.assertEqual((float(other.get("width")), float(other.get("height"))), wanted)


class Dataset(Case):
    def test_charts_keep_their_language(self):
        self.write("d.json", json.dumps({"facts": [{"id": "a", "value": 1, "label": {"zh": "甲", "en": "A"}}]}))
        chart = {"data": {"url": "d.json", "format": {"property": "facts"}}, "mark": "bar", "encoding": {"x": {"field": "label.{lang}", "type": "nominal"}}}
        for lang, shown in (("en", "A"), ("zh-Hant", "甲"), ("ja", "甲")):
            self.write("p.json", json.dumps({"title": "t", "lang": lang, "data": "d.json", "page": {"size": "A4"}, "blocks": [{"kind": "chart", "chart": chart, "height": "60mm"}]}))
            done = self.run_tuban("render", "p.json", "-q", "-f", "svg", "-o", "p.svg")
            self.assertEqual((done.returncode, done.stderr.decode()), (0, ""))
            self.assertIn(shown, "".join(ET.fromstring(self.read("p.svg")).itertext()))


if __name__ == "__main__":
    main()
