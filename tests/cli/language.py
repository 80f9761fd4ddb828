"""Charts that state a language: what axes, legends and texts say, when weeks start, and the order of names."""
import json, re, xml.etree.ElementTree as ET
from _tuban import Case, main

ROWS = {"values": [{"d": "2025-01-15", "v": 12345678, "n": 12000}, {"d": "2025-06-01", "v": 223456789, "n": 23000},
                   {"d": "2025-12-20", "v": 423456789, "n": 31000}]}
TIME, BIG = {"field": "d", "type": "temporal", "title": None}, {"field": "v", "type": "quantitative", "title": None}
LINE = {"data": ROWS, "width": 400, "mark": "line", "encoding": {"x": TIME, "y": BIG}}
DAYS = {"values": [{"d": f"2025-11-{day:02d}", "v": 1} for day in (3, 9, 10, 16)]}  # two Mondays and two Sundays


def unit(name, data=DAYS, **more):
    return {"data": data, "width": 400, "mark": "bar", **more,
            "encoding": {"x": {"field": "d", "timeUnit": name, "type": "ordinal", "title": None}, "y": {"aggregate": "count", "axis": None}}}


def names(*values, **tuban):
    return {"data": {"values": [{"k": k} for k in values]}, "mark": "point", "usermeta": {"tuban": tuban},
            "encoding": {"x": {"field": "k", "type": "nominal", "title": None}}}


class Language(Case):
    def texts(self, chart, *options):
        self.write("c.json", json.dumps(chart))
        done = self.run_tuban("render", "c.json", "-f", "svg", "-o", "c.svg", *options)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        self.said = done.stderr.decode()
        root = ET.fromstring(self.read("c.svg"))
        return ["".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")]

    def test_axes_are_in_the_language(self):
        for lang, words in {"zh-Hans": ["2月", "12月", "4亿"], "zh-Hant-TW": ["2月", "4億"], "zh-Hant-HK": ["2月", "4億"], "ja": ["2月", "4億"],
                            "ko": ["2월", "4억"], "de": ["Februar", "Dezember", "400.000.000"], "fr": ["février", "400\u202f000\u202f000"],
                            "ru": ["февраль", "400\u00a0000\u00a0000"], "ar-EG": ["فبراير", "٤٠٠٬٠٠٠٬٠٠٠"], "hi": ["फ़रवरी", "40,00,00,000"],
                            "en": ["February", "400,000,000"]}.items():
            with self.subTest(lang):
                found = self.texts(LINE, "--lang", lang)
                self.assertEqual([word for word in words if word not in found], [], found)

    def test_it_is_stated_by_the_chart_or_a_style_too(self):
        for stated in ({"usermeta": {"lang": "zh-Hans"}}, {"usermeta": {"tuban": {"lang": "zh-Hans"}}}, {"config": {"tuban": {"lang": "zh-Hans"}}}):
            self.assertIn("2月", self.texts({**LINE, **stated}))
        self.write("s.json", '{"tuban": {"lang": "zh-Hans"}}')
        self.assertIn("4亿", self.texts(LINE, "--style", "s.json"))
        self.assertIn("February", self.texts({**LINE, "title": "中文"}))

    def test_units_of_time(self):
        for name, words in {"day": ["周一", "周日"], "yearmonth": ["2025年11月"], "year": ["2025年"], "yearmonthdate": ["2025年11月3日"],
                            "monthdate": ["11月3日"], "yearquarter": ["2025年第4季度"]}.items():
            found = self.texts(unit(name), "--lang", "zh-Hans")
            self.assertEqual([word for word in words if word not in found], [], found)
        text = {**LINE, "mark": "text", "encoding": {"text": {"field": "d", "timeUnit": "yearmonth", "type": "temporal"}}}
        self.assertIn("2025年6月", self.texts(text, "--lang", "zh-Hans"))

    def test_labels_that_are_thinned_out_stay_level(self):
        narrow = {**LINE, "width": 250}
        bars = {"data": {"values": [{"d": name} for name in ("国家卫生健康委员会", "产业通商资源部", "外交部")]}, "mark": "bar",
                "encoding": {"x": {"field": "d", "type": "nominal"}}, "usermeta": {"lang": "zh-Hans"}}
        asked = {"usermeta": {"tuban": {"lang": "zh-Hans", "typesetting": {"vertical": ["axisLabelX"]}}}}
        for chart, stand in (({**narrow, "usermeta": {"lang": "zh-Hans"}}, False), ({**narrow, **asked}, True), (bars, True)):
            self.write("c.json", json.dumps(chart))
            scene = self.run_tuban("inspect", "c.json", "--stage", "scene").stdout.decode()
            self.assertEqual("vertical-rl" in scene, stand)

    def test_large_numbers_of_axes_and_legends(self):
        small = {**LINE, "encoding": {"x": TIME, "y": {"field": "n", "type": "quantitative", "title": None, "scale": {"domain": [10000, 13000]}}}}
        self.assertIn("1.2万", self.texts(small, "--lang", "zh-Hans"))
        legend = {**LINE, "mark": "point", "encoding": {"x": TIME, "color": BIG}}
        self.assertIn("4亿", self.texts(legend, "--lang", "zh-Hans"))
        log = {**LINE, "mark": "point", "encoding": {"y": {**BIG, "scale": {"type": "log", "domain": [1, 1e9]}}}}
        found = self.texts(log, "--lang", "zh-Hans")
        self.assertEqual([t for t in ("1", "1,000", "1万", "100万", "10亿") if t not in found], [], found)

    def test_formats_keep_their_meaning(self):
        chart = {**LINE, "encoding": {"x": {**TIME, "axis": {"format": "%B %Y"}}, "y": {**BIG, "axis": {"format": ",.1f"}}}}
        found = self.texts(chart, "--lang", "de")
        self.assertIn("Februar 2025", found)
        self.assertIn("400.000.000,0", found)
        self.assertIn("400M", self.texts({**LINE, "encoding": {"y": {**BIG, "axis": {"format": "~s"}}}}, "--lang", "zh-Hans"))
        self.assertIn("$400", self.texts({**LINE, "encoding": {"y": {"datum": 400, "axis": {"format": "$,.0f"}}}}, "--lang", "zh-Hans"))

    def test_locales_take_precedence(self):
        number = {"decimal": ".", "thousands": "'", "grouping": [3], "currency": ["", ""]}
        found = self.texts({**LINE, "config": {"locale": {"number": number}}}, "--lang", "zh-Hans")
        self.assertIn("400'000'000", found)
        self.assertIn("2月", found)
        for number, time, words in ((number, "de-DE", ["400'000'000", "Februar"]), ("de-DE", "fr-FR", ["400.000.000", "février"])):
            embed = {"usermeta": {"embedOptions": {"formatLocale": number, "timeFormatLocale": time}}}
            found = self.texts({**LINE, **embed}, "--lang", "zh-Hans")
            self.assertEqual([word for word in words if word not in found], [], found)
        self.texts({**LINE, "usermeta": {"embedOptions": {"formatLocale": "klingon"}}})
        self.assertIn('no language is known as "klingon"', self.said)
        self.assertIn("W490", self.said)

    def test_han_formats(self):
        for options in ((), ("--lang", "de")):
            chart = {**LINE, "encoding": {"x": {"field": "d", "timeUnit": "yearmonthdate", "type": "ordinal", "axis": {"formatType": "handate"}},
                                          "y": {**BIG, "axis": {"formatType": "han"}}}}
            found = self.texts(chart, *options)
            self.assertIn("二〇二五年十二月二十日", found)
            self.assertIn("4亿", found)
        text = {"data": {"values": [{"v": 884123456, "d": "2025-11-04T00:00"}]}, "layer": [
            {"mark": "text", "encoding": {"text": {"field": "v", "type": "quantitative", "formatType": "han"}}},
            {"mark": "text", "encoding": {"text": {"field": "v", "type": "quantitative", "formatType": "han", "format": ".2f"}}},
            {"mark": "text", "encoding": {"text": {"field": "d", "type": "temporal", "formatType": "handate"}}},
            {"mark": "text", "encoding": {"text": {"field": "d", "type": "temporal", "formatType": "handate", "format": "%Y年"}}}]}
        self.assertEqual(self.texts(text), ["8.8亿", "8.84亿", "二〇二五年十一月四日", "二〇二五年"])
        self.assertEqual(self.said.count("warning"), 0, self.said)

    def test_weeks_start_on_the_day_of_the_language_or_the_setting(self):
        monday = {"usermeta": {"tuban": {"weekStart": "monday"}}}
        self.assertEqual(self.texts(unit("day")), ["Sun", "Mon"])
        self.assertEqual(self.texts(unit("day", **monday)), ["Mon", "Sun"])
        self.assertEqual(self.texts(unit("day"), "--lang", "de"), ["Mo", "So"])
        self.assertEqual(self.texts(unit("day", usermeta={"tuban": {"weekStart": "sunday"}}), "--lang", "de"), ["So", "Mo"])
        self.assertEqual(self.texts(unit("yearweek")), ["2025 W44", "2025 W45", "2025 W46"])  # Sundays from November 2nd
        self.assertEqual(self.texts(unit("yearweek", **monday)), ["2025 W44", "2025 W45"])  # Mondays from November 3rd
        self.assertEqual(self.texts(unit("yearweek", usermeta={"tuban": {"weekStart": "saturday"}})), ["2025 W44", "2025 W45", "2025 W46"])
        ticks = {**unit("day", **monday), "encoding": {"x": {"field": "d", "type": "temporal", "title": None, "axis": {"tickCount": "week", "format": "%d"}}}}
        self.assertEqual(self.texts(ticks), ["03", "10"])
        self.write("c.json", json.dumps(unit("day", usermeta={"tuban": {"weekStart": "montag"}})))
        self.assertIn(b'"weekStart" must be "sunday", "monday"', self.run_tuban("render", "c.json").stderr)

    def test_names_in_the_order_of_a_language(self):
        months = ["10月", "2月", "1月"]
        self.assertEqual(self.texts(names(*months)), ["10月", "1月", "2月"])
        for order in ("natural", "pinyin"):
            self.assertEqual(self.texts(names(*months, collate=order)), ["1月", "2月", "10月"])
        places = ["浙江", "安徽", "上海", "北京"]
        self.assertEqual(self.texts(names(*places, collate="pinyin")), ["安徽", "北京", "上海", "浙江"])
        down = names(*places, collate="pinyin")
        down["encoding"]["x"]["sort"] = "descending"
        self.assertEqual(self.texts(down), ["浙江", "上海", "北京", "安徽"])
        facets = names(*months, collate="natural")
        facets["encoding"] = {"column": {"field": "k", "header": {"title": None}}}
        self.assertEqual(self.texts(facets), ["1月", "2月", "10月"])
        ranked = names(*months, collate="natural")
        ranked["transform"] = [{"window": [{"op": "row_number", "as": "n"}], "sort": [{"field": "k", "order": "ascending"}]}, {"calculate": "datum.n + datum.k", "as": "k"}]
        self.assertEqual(self.texts(ranked), ["11月", "22月", "310月"])
        stacked = names(*months, collate="natural")
        stacked.update(mark="text", transform=[{"calculate": "1", "as": "one"}, {"stack": "one", "groupby": [], "sort": [{"field": "k", "order": "descending"}],
                                                                                 "as": ["from", "to"]}])
        stacked["encoding"] = {"text": {"field": "k"}, "y": {"field": "from", "type": "quantitative", "axis": None}}
        self.write("s.json", json.dumps(stacked))
        rows = json.loads(self.run_tuban("inspect", "--stage", "data", "s.json").stdout)["view"]["first"]
        self.assertEqual({row["k"]: row["from"] for row in rows}, {"10月": 0, "2月": 1, "1月": 2})
        pivoted = {**names(*months, collate="natural"), "transform": [{"calculate": "1", "as": "one"}, {"pivot": "k", "value": "one", "limit": 2}]}
        self.write("p.json", json.dumps(pivoted))
        row = json.loads(self.run_tuban("inspect", "--stage", "data", "p.json").stdout)["view"]["first"][0]
        self.assertEqual(list(row), ["1月", "2月"])
        line = names(*months, collate="natural")
        line.update(mark="line", encoding={"x": {"field": "k", "sort": None}, "y": {"value": 5}, "order": {"field": "k"}})
        self.write("l.json", json.dumps(line))
        self.run_tuban("render", "l.json", "-q", "-f", "svg", "-o", "l.svg")
        self.assertEqual(re.search(r'class="mark-line.*? d="([^"]*)"', self.read("l.svg").decode()).group(1), "M50,5H30,10")
        self.assertEqual(self.texts(names("Zebra", "apfel", "Äpfel"), "--lang", "de"), ["Zebra", "apfel", "Äpfel"])
        self.assertEqual(self.texts(names("Zebra", "apfel", "Äpfel", collate="natural"), "--lang", "de"), ["apfel", "Äpfel", "Zebra"])

    def test_a_small_axis_has_its_decimals(self):
        chart = {**LINE, "mark": "rule", "encoding": {"y": {"datum": 1, "scale": {"domain": [1, 2]}, "axis": {"tickCount": 2}}}}
        self.assertEqual(self.texts(chart, "--lang", "zh-Hans"), ["1.0", "1.5", "2.0"])

    def languages(self, chart):
        """{text: the language it is set in}"""
        self.texts(chart)
        found = {}

        def walk(element, lang):
            lang = element.get("lang", lang)
            if element.tag.endswith("}text"):
                found["".join(element.itertext())] = lang
            for child in element:
                walk(child, lang)
        walk(ET.fromstring(self.read("c.svg")), None)
        return found

    def test_a_japanese_name_leaves_a_chinese_chart_chinese(self):
        chart = names("直骨角", "ノルウェイの森 直骨", "이재명 直骨")
        chart["title"] = "销量"
        found = self.languages(chart)
        self.assertEqual([found[k] for k in ("销量", "直骨角", "ノルウェイの森 直骨", "이재명 直骨")], ["zh-Hans", "zh-Hans", "ja", "ko"])

    def test_text_of_han_alone_follows_the_titles(self):
        for where in ({"title": "東京の人口"}, {"title": {"text": "x", "subtitle": ["a", "さくら"]}}, {"encoding": {"x": {"field": "k", "axis": {"title": "かな"}}}},
                      {"encoding": {"x": {"field": "k"}, "color": {"field": "k", "legend": {"title": "かな"}}}}):
            self.assertEqual(self.languages({**names("直骨角"), **where})["直骨角"], "ja", where)
        rows = names("直骨角")
        rows["data"]["values"].append({"k": "a", "title": "かな"})  # a field of the data is no title
        self.assertEqual(self.languages(rows)["直骨角"], "zh-Hans")
        self.assertEqual(self.languages({**names("直骨角"), "title": "東京の人口", "usermeta": {"lang": "zh-Hans"}})["直骨角"], "zh-Hans")

    def poster(self, chart, *texts, **more):
        blocks = [{"kind": "text", "text": text} for text in texts]
        self.write("p.json", json.dumps({"title": "骨", "page": {"size": "A4"}, "blocks": [*blocks, {"kind": "chart", "chart": chart, "height": "40mm"}], **more}))
        done = self.run_tuban("render", "p.json", "-f", "svg", "-o", "p.svg")
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        langs, svg = {}, ET.fromstring(self.read("p.svg"))

        def walk(node, lang):
            lang = node.get("lang", lang)
            if node.tag.endswith("}text"):
                langs["".join(node.itertext())] = lang
            for child in node:
                walk(child, lang)

        walk(svg, None)
        return langs

    def test_posters_guess_as_charts_do(self):
        chart = {"data": {"values": [{"k": "骨"}, {"k": "ひらがな"}]}, "mark": "point", "encoding": {"y": {"field": "k", "title": None}}}
        for more, han, kana, hangul in (({}, "zh-Hans", "ja", "ko"), ({"title": "骨の"}, "ja", "ja", "ko"), ({"lang": "zh-Hant"},) + ("zh-Hant",) * 3):
            found = self.poster(chart, "直骨", "かな骨", "한국", **more)
            self.assertEqual([found[text] for text in ("直骨", "かな骨", "한국", "骨", "ひらがな")], [han, kana, hangul, han, kana])
        own = {**chart, "usermeta": {"tuban": {"lang": "ko"}}}
        found = self.poster(own, "直骨")
        self.assertEqual((found["直骨"], found["骨"]), ("zh-Hans", "ko"))

    def test_without_icu_names_keep_the_usual_order(self):
        self.write("c.json", json.dumps(names("赵", "钱", "孙", collate="pinyin")))
        done = self.run_tuban("render", "c.json", "-q", env=self.without("ICU_I18N")[1])
        self.assertIn("c.json:1:126: warning: names are not sorted by language, because ICU is not installed [W491]", done.stderr.decode())
        self.assertEqual(done.returncode, 0)

    def test_each_place_of_a_line_in_svg_is_its_own(self):
        """librsvg takes only the first of a list of places."""
        self.write("c.json", json.dumps({**names("第57次"), "title": "第57次会议（2025年）"}))
        self.run_tuban("render", "c.json", "-q", "-f", "svg", "-o", "c.svg", "--lang", "zh-Hans")
        places = [span.get("x") for span in ET.fromstring(self.read("c.svg")).iter("{http://www.w3.org/2000/svg}tspan")]
        self.assertGreater(len(places), 6)
        self.assertFalse([x for x in places if " " in x])

    def columns(self, chart, *options):
        """Text → the x that its characters share and their ys; None where they stand in a line."""
        self.texts(chart, *options)
        found = {}
        for text in ET.fromstring(self.read("c.svg")).iter("{http://www.w3.org/2000/svg}text"):
            spans = [(float(span.get("x")), float(span.get("y"))) for span in text if span.get("y")]
            xs = {x for x, _ in spans}
            found["".join(text.itertext())] = (xs.pop(), [y for _, y in spans]) if len(spans) > 1 and len(xs) == 1 else None
        return found

    def test_guides_stand_in_columns_where_they_are_to(self):
        chart = {"data": {"values": [{"a": "北京市区", "b": 3, "r": "第一组"}, {"a": "上海市区", "b": 5, "r": "第二组"}]}, "mark": "bar", "height": {"step": 50},
                 "encoding": {"y": {"field": "a", "title": "城市名称"}, "x": {"field": "b", "type": "quantitative", "title": "数量"}, "row": {"field": "r", "title": "组别"}},
                 "usermeta": {"tuban": {"lang": "zh-Hans", "typesetting": {"vertical": ["axisTitleY", "axisLabelY", "headerRow"]}}}}
        found = self.columns(chart)
        for text, size, centre in ("北京市区", 10, 75), ("上海市区", 10, 25), ("城市名称", 11, 50), ("第一组", 10, None), ("第二组", 10, None), ("组别", 11, None):
            with self.subTest(text):
                x, ys = found[text]
                for above, below in zip(ys, ys[1:]):
                    self.assertAlmostEqual(below - above, size, delta=0.011)
                if centre:  # baselines are 0.88 em below the tops of their em boxes
                    self.assertAlmostEqual((ys[0] + ys[-1]) / 2 - 0.38 * size, centre, delta=0.6)
        self.assertIsNone(found["数量"])
        chart["height"] = {"step": 20}  # the labels of 40 px would run into each other
        found = self.columns(chart)
        self.assertIsNone(found["北京市区"])
        self.assertIsNotNone(found["城市名称"])
        chart["usermeta"]["tuban"]["typesetting"]["vertical"] = False
        self.assertEqual([column for column in self.columns(chart).values() if column], [])

    def test_a_block_of_a_poster_may_have_its_own_language(self):
        block = {"kind": "text", "text": "直骨"}
        poster = {"title": "t", "lang": "zh-Hans", "page": {"size": "A6", "margins": "8mm"}, "blocks": [block, {**block, "text": "角", "lang": "ja"}]}
        found = self.languages(poster)
        self.assertEqual((found["直骨"], found["角"]), ("zh-Hans", "ja"))

    def test_data_are_read_as_without_a_language(self):
        rows = {"values": [{"d": "Feb 03, 2025", "v": 1}], "format": {"parse": {"d": "date:'%b %d, %Y'"}}}
        self.assertIn("2025年2月3日", self.texts(unit("yearmonthdate", rows), "--lang", "zh-Hans"))


if __name__ == "__main__":
    main()
