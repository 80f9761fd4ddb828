"""A page as a phone shows it, where the layout is automatic: margins, a title that stays whole, and cards on one side of a timeline."""
import json, os, re, sys
import xml.etree.ElementTree as ET
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from _tuban import Case, main

NAME = "{http://www.w3.org/2000/svg}"
LABELS = ["第二次石油危机", "非核家园入法", "离岸风电遴选与竞价", "海洋风电全面商转", "太阳光电两年推动计划", "并网型储能突破"]


class Phone(Case):
    def draw(self, *blocks, **page):
        self.write("p.json", json.dumps({"title": "t", "lang": "zh-Hans", "layout": "auto", "page": {"size": {"width": "390px", "height": "1600px"}, **page},
                                         "blocks": blocks}))
        done = self.run_tuban("render", "p.json", "-q", "-f", "svg", "-o", "p.svg")
        self.assertEqual((done.returncode, done.stderr.decode()), (0, ""))
        return ET.fromstring(self.read("p.svg"))

    def texts(self, root):
        return ["".join(text.itertext()) for text in root.iter(NAME + "text")]

    def left(self, root):
        """Where the first block begins, px."""
        return float(re.match(r"translate\(([0-9.]+)", next(g for g in root.iter(NAME + "g") if "transform" in g.attrib).get("transform")).group(1))

    def test_margins_of_paper_become_narrower(self):
        block = {"kind": "rule"}
        for margins, wanted in ((None, 23.4), ("24mm", 23.4), ("5mm", 18.9), ("30px", 30), ({"left": "12mm"}, 45.4)):
            self.assertAlmostEqual(self.left(self.draw(block, **({"margins": margins} if margins else {}))), wanted, delta=0.1)

    def test_lines_of_a_title_stay_whole(self):
        for title in ("战时指挥权\n七十年未归", "风与光的六十年"):
            self.assertLessEqual(set(title.split("\n")), set(self.texts(self.draw({"kind": "masthead", "title": title, "vertical": "一九五三至二〇二五"}))))

    def test_narrow_cards_stand_on_one_side(self):
        events = [{"date": str(1979 + 9 * i), "label": label, "detail": "说明"} for i, label in enumerate(LABELS)]
        root = self.draw({"kind": "timeline", "sides": "both", "events": events})
        labels = [text for text in self.texts(root) if len(text) > 1 and not text.isdigit() and text != "说明"]
        self.assertTrue(all(len(label) >= 3 for label in labels), labels)
        self.assertEqual("".join(labels), "".join(LABELS))

    def test_sources_end_in_one_stop(self):
        for text in ("经济部，2025年", "经济部，2025年。"):
            self.assertIn("2025年。", re.sub(r"\s", "", "".join(self.texts(self.draw({"kind": "sources", "items": [text]})))))
            self.assertNotIn("。。", self.read("p.svg").decode())


if __name__ == "__main__":
    main()
