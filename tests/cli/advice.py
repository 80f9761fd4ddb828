"""What is drawn as Vega draws it, but hardly as its author meant it: each kind has its message, and a chart beside it that has none."""
import json
from _tuban import Case, main

A = {"field": "a"}
B = {"field": "b", "type": "quantitative"}
DAY = {"field": "d", "type": "temporal"}
SQUARE = [[100, 20], [100, 35], [110, 35], [110, 20], [100, 20]]


def rows(*values, field="b"):
    return {"values": [{"a": chr(ord("A") + i), field: value} for i, value in enumerate(values)]}


def days(*values):
    return {"values": [{"d": value, "b": i + 1} for i, value in enumerate(values)]}


def chart(data=None, mark="bar", **more):
    more.setdefault("encoding", {"x": A, "y": B})
    return {"data": data or rows(28, 55), "mark": mark, **more}


def scaled(field, **scale):
    return {**field, "scale": scale}


class Advice(Case):
    def gives(self, spec, *expected, env={}):
        """Exactly these messages: (code, what the place begins with, text). Warnings alone are refused by --strict."""
        text = json.dumps(spec, ensure_ascii=False)
        self.write("c.vl.json", text)
        done = self.run_tuban("render", "c.vl.json", "-q", "-v", "--messages", "json", "-f", "svg", env=env)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        found = []
        for line in done.stderr.decode().splitlines():
            message = json.loads(line)
            self.assertEqual(message["code"][0], {"warning": "W", "note": "N"}[message["level"]])
            source = text if message["file"] == "c.vl.json" else self.read(message["file"]).decode()
            at = source.splitlines()[message["line"] - 1][message["column"] - 1:]
            start = next((place for code, place, _ in expected if code == message["code"] and at.startswith(place)), at[:20])
            found.append((message["code"], start, message["text"]))
        self.assertEqual(found, list(expected))
        strict = self.run_tuban("render", "c.vl.json", "-q", "--strict", "-f", "svg", env=env)
        self.assertEqual(strict.returncode, int(any(code[0] == "W" for code, _, _ in expected)))

    def silent(self, spec, env={}):
        self.gives(spec, env=env)


class Fields(Advice):
    def test_expressions_of_transforms(self):
        self.gives(chart(transform=[{"calculate": "datum.B * 2", "as": "c"}]), ("W308", "B * 2", 'no row has the field "B"; did you mean "b"?'))
        self.gives(chart(rows(28, 55, field="sales"), encoding={"x": A}, transform=[{"filter": {"not": "datum['sale'] > 30"}}]),
                   ("W308", "sale'", 'no row has the field "sale"; did you mean "sales"?'))
        self.silent(chart({"values": [{"a": {"b": 1}, "c.d": 2}]}, encoding={"x": {"field": "e", "type": "quantitative"}},
                          transform=[{"calculate": "datum.a.b * datum['c.d'] * (datum.a.none == null ? 1 : 2)", "as": "e"}]))

    def test_expressions_of_marks_and_conditions(self):
        self.gives(chart(mark={"type": "bar", "tooltip": {"expr": "datum.zz"}}), ("W308", "zz", 'no row has the field "zz"'))
        self.gives(chart(encoding={"x": A, "y": B, "color": {"value": "red", "condition": {"test": "datum.bb > 30", "value": "blue"}}}),
                   ("W308", "bb", 'no row has the field "bb"'))
        self.gives(chart(encoding={"x": A, "y": B, "color": {"value": "red", "condition": {"test": {"field": "bb", "gt": 3}, "value": "blue"}}}),
                   ("W308", '"bb"', 'no row has the field "bb"'))
        self.silent(chart(encoding={"x": A, "y": {**B, "aggregate": "sum"},
                                    "color": {"value": "red", "condition": {"test": "datum.sum_b > 30", "value": "blue"}}}))

    def test_sorts(self):
        self.gives(chart(encoding={"x": {**A, "sort": {"field": "c"}}, "y": B}), ("W308", '"c"', 'no row has the field "c"'))
        self.silent(chart(encoding={"x": {**A, "sort": {"field": "b", "op": "max"}}, "y": B}))

    def test_no_row_left(self):
        self.gives(chart(transform=[{"filter": "datum.b > 10"}, {"filter": "datum.b > 100"}]),
                   ("W390", '"datum.b > 100"', "no row is left after this filter; there were 2"))
        self.gives(chart({"values": [{"a": 1, "b": []}]}, transform=[{"flatten": ["b"]}]),
                   ("W390", '["b"]', "no row is left after this flatten; there were 1"))
        self.silent(chart(params=[{"name": "p", "select": "point"}], transform=[{"filter": {"param": "p", "empty": False}}]))
        self.silent({"data": rows(1, 2, 3), "mark": "boxplot", "encoding": {"y": B}})

    def test_missing_data_is_one_message(self):
        part = {"data": {"name": "zz"}, "mark": "bar", "encoding": {"x": A, "y": B}}
        self.gives({"hconcat": [part, part]}, ("W333", '"zz"', 'no dataset is named "zz": it is taken to be empty'))
        self.gives({"mark": "bar", "encoding": {"x": A}}, ("W397", '"bar"', 'nothing is drawn: this view has no "data"'))
        self.silent({"hconcat": [{"data": rows(1), "mark": "bar", "encoding": {"x": A}}]})

    def lookup(self, key, *values, **more):
        from_rows = {"values": [{"k": value, "n": i} for i, value in enumerate(values)]}
        return chart(transform=[{"lookup": key, "from": {"data": from_rows, "key": "k", "fields": ["n"], **more}}])

    def test_lookups(self):
        self.gives(self.lookup("a", "a", "b"),
                   ("W391", '"a"', 'none of the 2 rows finds a match: the first key is "A", and "k" begins with "a"'))
        self.gives(self.lookup("a", "A", "B "), ("N392", '"a"', '1 of 2 rows find no match in "k"; the first key is "B"'))
        self.gives(self.lookup("a", "A", "B", fields=["m"]), ("W308", '"m"', 'no row has the field "m"'))
        self.silent(self.lookup("a", "A", "B"))


class Dates(Advice):
    def time(self, *values, **more):
        return chart(days(*values), "point", encoding={"x": {**DAY, **more}, "y": B})

    def unread(self, count, first, pattern):
        hint = f"""; write "format": {{"parse": {{"d": "date:'{pattern}'"}}}} in "data\"""" if pattern else ""
        return "W393", '"d"', f'the field "d" is not a date in {count} of 2 rows; the first is "{first}"{hint}'

    def test_dates_that_no_parser_reads(self):
        for values, count, pattern in ((("20250104", "20250205"), 2, "%Y%m%d"), (("2025年1月4日", "2025年11月1日"), 2, "%Y年%m月%d日"),
                                       (("04/01/2025", "15/01/2025"), 1, "%d/%m/%Y"), (("2025-1-4 8时", "2025-1-5 9时"), 2, "%Y-%m-%d %H时"),
                                       (("2025Q1", "2025Q2"), 2, "%YQ%q"), (("08:30", "09:15"), 2, "%H:%M"), (("soon", "late"), 2, None)):
            unread = [value for value in values if value != "04/01/2025"]
            self.gives(self.time(*values), self.unread(count, unread[0], pattern))
            if pattern:  # what the message proposes is right
                parsed = self.time(*values)
                parsed["data"]["format"] = {"parse": {"d": f"date:'{pattern}'"}}
                self.silent(parsed)
        self.silent(self.time("2025-01-04", "01/15/2025"))

    def test_a_pattern_that_reads_only_some_is_not_proposed(self):
        self.gives(self.time("2025年3月1日", "2025/3/2"), self.unread(1, "2025年3月1日", None))

    def test_a_pattern_that_does_not_fit(self):
        spec = self.time("20250104", "2025-01-05")
        spec["data"]["format"] = {"parse": {"d": "date:'%Y%m%d'"}}
        self.gives(spec, ("W393", '"date:', 'the field "d" is not a date in 1 of 2 rows; the first is "2025-01-05"'),
                   ("N451", '"d"', 'the field "d" is null in 1 of 2 rows'))

    def test_dates_that_are_not_what_they_seem(self):
        late = 'the field "d" is after the year 9999 in 2 of 2 rows; the first is '
        serial = self.time("45658", "45659")
        self.gives(serial, ("W301", '"d"', late + """"45658"; if these are the days of a spreadsheet, write {"calculate": "datetime(1899, 11, 30 + """
                            """datum['d'])", "as": "date"} and "parse": {"d": "number"} in the data's "format\""""))
        serial["data"]["format"] = {"parse": {"d": "number"}}
        serial["transform"] = [{"calculate": "datetime(1899, 11, 30 + datum['d'])", "as": "date"}]
        serial["encoding"]["x"]["field"] = "date"
        self.silent(serial)
        self.gives(self.time("250102", "250103"), ("W301", '"d"', late + '"250102"'))
        self.gives(self.time("Jan-25", "Feb-25"), ("W309", '"d"', 'the field "d" has dates without a year, which count as days of 2001, in 2 of 2 '
                                                   'rows; the first is "Jan-25"'))
        self.silent(self.time("Jan 2025", "2 Feb 2025"))

    def test_days_and_months_the_other_way_round(self):
        for a, code, text in ((".", "W312", 'dates with points, such as "01.02.2025" of the field "d", are'), ("/", "N314", '"01/02/2025" of the field "d" is')):
            self.gives(self.time(f"01{a}02{a}2025", f"03{a}02{a}2025"), (code, '"d"', text + ' read with the month first; if the day is first, write '
                       f""""format": {{"parse": {{"d": "date:'%d{a}%m{a}%Y'"}}}} in "data\""""))
            self.silent(self.time(f"01{a}02{a}2025", f"01{a}13{a}2025"))
            self.silent(self.time(f"01{a}01{a}2025", f"02{a}02{a}2025"))

    def test_text_made_by_a_transform(self):
        made = chart(encoding={"x": DAY, "y": B}, transform=[{"calculate": "'2025-01-' + datum.b", "as": "d"}])
        self.gives(made, ("W444", '"d", "type"', 'the temporal field "d" is text in 2 of 2 rows, which transforms leave as it is; the first '
                          'is "2025-01-28"; use toDate() in a calculate'))
        self.silent(chart(encoding={"x": DAY, "y": B}, transform=[{"calculate": "toDate('2025-01-1' + datum.b)", "as": "d"}]))

    def test_numbers_that_are_years_or_seconds(self):
        for values, name, pattern in (((2019, 2024), "years", "%Y"), ((20250104, 20250205), "calendar dates", "%Y%m%d"),
                                      ((202501, 202512), "years and months", "%Y%m"), ((1700000000, 1700086400), "Unix seconds", "%s")):
            self.gives(self.time(*values), ("W443", '"d"', f'the temporal field "d" has numbers that look like {name} (the first is {values[0]}) '
                       f"""and count as milliseconds of 1970; write "format": {{"parse": {{"d": "date:'{pattern}'"}}}} in "data\""""))
            parsed = self.time(*values)
            parsed["data"]["format"] = {"parse": {"d": f"date:'{pattern}'"}}
            self.silent(parsed)
        for values in ((1700000000000, 1700086400000), (0, 500), ("2019", "2024")):
            self.silent(self.time(*values))

    def test_days_that_move(self):
        zone = {"TZ": "America/Denver"}
        moved = self.time("2021-10-09", "2021-10-10", timeUnit="yearmonthdate")
        self.gives(moved, ("N445", '"d"', 'the dates of "d" have no time and so begin at midnight in UTC, but are shown in local time: 2021-10-09 '
                           "is 2021-10-08 18:00 here; use a time unit or scale in UTC, or dates with a time"), env=zone)
        self.silent(moved)
        self.silent(self.time("2021-10-09", "2021-10-10", timeUnit="utcyearmonthdate"), env=zone)
        self.silent(self.time("2021-10-09T08:00", "2021-10-10T09:00", timeUnit="yearmonthdate"), env=zone)


class Numbers(Advice):
    def test_spellings_of_missing_values(self):
        self.gives(chart(rows("NA", "..", 3, "NA", "12 kg")),
                   ("W415", '"b"', 'the quantitative field "b" has text in 1 of 5 rows; the first is "12 kg"; make it numbers by {"calculate": '
                    '"+replace(datum[\'b\'], /[^0-9.-]/g, \'\')", "as": "b"}'),
                   ("N449", '"b"', 'the quantitative field "b" has text for missing values: "NA" in 2, ".." in 1 of 5 rows'))
        self.silent(chart(rows("12 kg", "1,300 kg", 4), transform=[{"calculate": "+replace(datum['b'], /[^0-9.-]/g, '')", "as": "b"}]))

    def test_the_way_out_is_right_for_every_row(self):
        ways = {"point": "+replace(datum['b'], /[^0-9.-]/g, '')", "comma": "+replace(replace(datum['b'], /[^0-9,-]/g, ''), ',', '.')",
                "minus": "+replace(replace(datum['b'], '\u2212', '-'), /[^0-9.-]/g, '')"}
        for way, texts, numbers in (
                ("point", ["$1,234.50", "12 kg", 3], [1234.5, 12, 3]), ("point", ["\uffe530", "30元"], [30, 30]), ("comma", ["1,5", "2,25"], [1.5, 2.25]),
                ("comma", ["1.234,56", "7,5 €"], [1234.56, 7.5]), ("comma", ["1.234.567", "2"], [1234567, 2]), ("minus", ["\u221212", "15"], [-12, 15]),
                *((None, texts, None) for texts in (["1,5", "2.5"], ["(12)", "3"], ["1.2万", "3"], ["3亿元"], ["12k"], ["3 million"], ["5 Mio."], ["1e3 kg"],
                                                    ["10-20"], ["Nr. 5"], ["1/2"], ["\u20135"], ["10:30"], ["12", "abc"], ["\uff11"], ["1,5", "\u22123"]))):
            spec = chart(rows(*texts))
            self.write("c.vl.json", json.dumps(spec))
            said = self.run_tuban("render", "c.vl.json", "-q").stderr.decode().splitlines()[0]
            self.assertIn("[W415]", said)
            self.assertEqual(said.partition("make it numbers by ")[2], json.dumps({"calculate": ways[way], "as": "b"}, ensure_ascii=False) + " [W415]" if way else "")
            if way:  # as pasted
                self.write("c.vl.json", json.dumps({**spec, "transform": [{"calculate": ways[way], "as": "b"}]}))
                shown = json.loads(self.run_tuban("inspect", "--stage", "data", "c.vl.json").stdout)["view"]["first"]
                self.assertEqual([row["b"] for row in shown], numbers)

    def test_empty_text_is_zero(self):
        self.write("d.csv", "a,b\nA,\nB,3\n")
        empty = ("W450", '"b"', 'the quantitative field "b" is empty in 1 of 2 rows, which counts as 0; write "format": {"parse": {"b": "number"}} '
                 'in "data" to leave them out')
        self.gives(chart({"url": "d.csv"}), empty)
        self.gives(chart({"url": "d.csv", "format": {"parse": {"b": "number"}}}), ("N451", '"b"', 'the field "b" is null in 1 of 2 rows'))
        self.silent(chart({"url": "d.csv"}, encoding={"x": A, "y": {**B, "aggregate": "mean"}}))

    def test_negative_shares(self):
        pie = {"data": rows(50, -10), "mark": "arc", "encoding": {"theta": B, "color": A}}
        self.gives(pie, ("N454", '"b"', '"b" is negative in 1 of 2 shares of a whole; the first is -10'))
        self.gives(chart(rows(50, -10), encoding={"y": {**B, "stack": "normalize"}, "color": A}),
                   ("N454", '"b"', '"b" is negative in 1 of 2 shares of a whole; the first is -10'))
        self.silent(chart(rows(50, -10)))

    def test_the_clock(self):
        today = chart(transform=[{"calculate": "year(now())", "as": "y"}])
        self.gives(today, ("N368", '"year(', "now() is 1970-01-01, so that the same chart gives the same picture; --now 2026-11-26 sets "
                                            "another moment"))
        self.silent(today, env={"SOURCE_DATE_EPOCH": "1760000000"})


class Delimited(Advice):
    def table(self, text):
        self.write("d.csv", text)
        return chart({"url": "d.csv"})

    def test_ragged_rows(self):
        self.gives(self.table("a,b,c\nA,1,x\nB,2\nC,3\n"),
                   ("N395", "B,2", "2 of 3 rows have fewer cells than there are names (3), and the others are empty; the first has 2"))
        self.gives(self.table("a,b\nA,1\nB,2,345\n"),
                   ("W396", "B,2,345", "1 of 2 rows have more cells than there are names (2), and the surplus is dropped; the first has 3"))
        self.silent(self.table('a,b\n"A\nA",1,\nB,2,,\n'))

    def test_columns_of_one_name(self):
        self.gives(self.table("a,b,b\nA,1,2\nB,2,3\n"),
                   ("W300", "b", '1 of 3 columns have the name of an earlier one, and only the last of a name is used; the first is "b"'))
        self.silent(self.table("a,,b,\nA,1,2,3\n"))

    def test_blank_lines(self):
        blank = ("N394", "", "1 of 3 rows are blank lines, which count as rows of empty cells; this is the first")
        empty = ("W450", '"b"', 'the quantitative field "b" is empty in 1 of 3 rows, which counts as 0; write "format": {"parse": {"b": "number"}} '
                 'in "data" to leave them out')
        self.gives(self.table("a,b\nA,1\n\nB,2\n"), blank, empty)
        self.gives(self.table("a,b\nA,1\nB,2\n\n"), blank, empty)
        self.silent(self.table("a,b\nA,1\nB,2\n"))


class Categories(Advice):
    def mixed(self, text, one, other):
        return ("W441", '{"field": "a"', f'"{text}" occurs as a {one} and as a {other}, which share one entry of the scale; only the first has a place '
                "on it")

    def named(self, *values, **more):
        return chart({"values": [{"a": value, "b": 1} for value in values], **more}, encoding={"x": {**A, "type": "nominal"}, "y": B})

    def test_types_that_mix(self):
        self.gives(self.named(1, "1"), self.mixed("1", "number", "string"))
        self.gives(self.named("true", True), self.mixed("true", "string", "boolean"))
        self.silent(self.named(1, "1", format={"parse": {"a": "string"}}))
        self.silent(self.named(1, "one", True))

    def test_types_that_mix_between_layers(self):
        self.write("d.csv", "a,b\n2020,3\n")
        x = {"field": "a", "type": "ordinal"}
        layers = [{"data": {"url": "d.csv"}, "mark": "bar"}, {"data": {"values": [{"a": 2020, "b": 4}]}, "mark": "point"}]
        self.gives({"encoding": {"x": x, "y": B}, "layer": layers}, self.mixed("2020", "string", "number"))
        self.silent({"encoding": {"x": x, "y": B}, "layer": layers[:1] * 2})

    def test_null(self):
        self.gives(self.named("x", None), ("N447", '"a"', 'the field "a" is null in 1 of 2 rows, which is shown as a category'))

    def test_long_numbers(self):
        self.gives(self.named(9007199254740993, 2), ("N446", '"a"', 'the field "a" has numbers of more than 15 digits in 1 of 2 rows, which may have '
                   "lost the last ones; the first is 9007199254740992; write them as text"))
        self.silent(self.named("9007199254740993", "2"))

    def test_layers_that_sort_differently(self):
        def layers(*sorts):
            return {"data": rows(28, 55, 40), "layer": [{"mark": mark, "encoding": {"x": {**A, **sort}, "y": B}}
                                                         for mark, sort in zip(("rule", "point"), sorts)]}
        down = {"sort": ["C", "B", "A"]}
        self.gives(layers(down, {}), ("N453", '{"field": "a"', 'layers with one scale sort "a" differently, and so its values are in ascending order; '
                   'give all of them the same "sort"'))
        self.silent(layers(down, down))
        self.silent(layers({}, {}))


class Scales(Advice):
    def test_names_that_a_domain_lacks(self):
        lacks = ("W456", '["A", "C"]', 'this domain leaves out 1 of 2 rows; the first value of "a" that it lacks is "B"')
        self.gives(chart(encoding={"x": scaled(A, domain=["A", "C"]), "y": B}), lacks)
        self.gives(chart(encoding={"x": A, "y": B, "color": scaled(A, domain=["A", "C"])}), lacks)
        self.gives(chart(mark="point", encoding={"x": A, "y": B, "shape": scaled(A, domain=["A", "C"])}), lacks)
        self.silent(chart(encoding={"x": scaled(A, domain=["A", "B", "C"]), "y": B}))

    def test_numbers_outside_of_a_domain(self):
        outside = ('1 of 2 rows are outside of this domain, and drawn outside of the plot; the first value of "b" is 55; set "clip": true in the '
                   "mark to cut them off")
        self.gives(chart(mark="point", encoding={"x": A, "y": scaled(B, domain=[0, 40])}), ("W457", "[0, 40]", outside))
        self.gives(chart(encoding={"x": A, "y": scaled(B, domainMax=40)}), ("W457", "40}", outside))
        self.gives(chart(mark="point", encoding={"row": A, "y": scaled(B, domain=[0, 40])}, resolve={"scale": {"y": "independent"}}),
                   ("W457", "[0, 40]", outside))
        self.silent(chart(mark={"type": "point", "clip": True}, encoding={"x": A, "y": scaled(B, domain=[0, 40])}))
        self.silent(chart(mark="point", encoding={"x": A, "y": scaled(B, domain=[0, 40], clamp=True)}))
        self.silent(chart(mark="point", encoding={"x": A, "y": scaled(B, domain={"unionWith": [0, 40]})}))
        self.silent(chart(mark="point", encoding={"x": A, "y": scaled(B, domain=[0, 40])}, params=[{"name": "g", "select": "interval", "bind": "scales"}]))

    def test_days_outside_of_a_domain(self):
        self.gives(chart(days("2025-01-04", "2026-01-04"), "point", encoding={"x": scaled(DAY, domain=["2025-01-01", "2025-12-31"]), "y": B}),
                   ("W457", '["2025', '1 of 2 rows are outside of this domain, and drawn outside of the plot; the first value of "d" is 2026-01-04 00:00; '
                    'set "clip": true in the mark to cut them off'))

    def test_bars_that_begin_outside(self):
        self.gives(chart(encoding={"x": A, "y": scaled(B, domain=[20, 60])}),
                   ("W461", "[20, 60]", "the bars of 2 of 2 rows begin at 0, outside of this domain, and run out of the plot; let it begin at 0, set "
                    '"clip": true in the mark, or draw points'))
        self.silent(chart(mark="point", encoding={"x": A, "y": scaled(B, domain=[20, 60])}))

    def test_bars_without_a_baseline(self):
        log = scaled(B, type="log")
        text = 'the {} of 2 of 2 rows stack from zero, where scale type "log" has no place; write "stack": null, so that they begin at the axis'
        self.gives(chart(encoding={"x": A, "y": log}), ("W460", '"b"', text.format("bars")))
        self.gives(chart(mark="area", encoding={"x": A, "y": log}), ("W460", '"b"', text.format("areas")))
        self.silent(chart(encoding={"x": A, "y": {**log, "stack": None}}))
        self.silent(chart(encoding={"x": A, "y": scaled(B, type="symlog")}))

    def test_ranges_that_do_not_fit(self):
        def colors(**scale):
            return chart(encoding={"x": A, "y": B, "color": scaled(A, **scale)})
        self.gives(colors(domain=["A", "B"], range=["red", "green", "blue"]),
                   ("W459", '["red"', "this range has 3 items, but its domain only 2"))
        self.gives(colors(range=["red"]), ("N458", '["red"]', '2 categories have a range of 1 on channel "color", which repeats from "B" on'))
        many = chart(rows(*range(1, 12)), encoding={"x": A, "y": B, "color": A})
        self.gives(many, ("N458", '"a"', '11 categories have a range of 10 on channel "color", which repeats from "K" on'))
        self.silent(colors(range=["red", "green", "blue"]))


class Maps(Advice):
    def map(self, ring, **more):
        features = [{"type": "Feature", "properties": {"name": name}, "v": value, "geometry": {"type": "Polygon", "coordinates": [ring]}}
                    for name, value in (("West", 1), ("East", None))]
        return {"data": {"values": features}, "mark": "geoshape", "projection": {"type": "mercator"}, **more}

    def test_rings_that_run_the_wrong_way(self):
        self.gives(self.map(SQUARE[::-1]),
                   ("W455", '"geoshape"', "the outlines of 2 of 2 features fill the map, since their outer rings run anticlockwise; the first feature is "
                    '"West"; reverse the order of their points'))
        self.silent(self.map(SQUARE))
        self.silent(self.map(SQUARE[::-1], projection={"type": "identity"}))
        self.silent({"data": {"sphere": True}, "mark": "geoshape"})

    def test_regions_that_are_not_drawn(self):
        color = {"color": {"field": "v", "type": "quantitative"}}
        self.gives(self.map(SQUARE, encoding=color), ("W452", '"v"', '1 of 2 regions are not drawn: they have no "v"'))
        self.gives(self.map(SQUARE, encoding=color, config={"scale": {"invalid": {"color": {"value": "#ddd"}}}}),
                   ("N451", '"v"', 'the field "v" is null in 1 of 2 rows'))


class Pictures(Advice):
    def test_marks_far_outside_of_their_plot(self):
        spec = chart(rows(101, 103), encoding={"x": {**A, "axis": None}, "y": {**scaled(B, domain=[100, 104]), "axis": None}})
        self.gives(spec, ("W461", "[100, 104]", "the bars of 2 of 2 rows begin at 0, outside of this domain, and run out of the plot; let it begin at 0, "
                   'set "clip": true in the mark, or draw points'),
                   ("W620", '"bar"', "this mark takes 38 × 7725 px and its plot 40 × 300 px: the picture grows to 50 × 7810 px; check the domain, or set "
                    '"clip": true'))
        self.silent({**spec, "mark": {"type": "bar", "clip": True}})

    def test_texts_over_texts(self):
        def labels(step, angle=0):
            values = [{"x": i * step, "t": f"label {i}"} for i in range(3)]
            place = {"x": {"field": "x", "type": "quantitative", "scale": None}, "y": {"value": 10}, "text": {"field": "t"}}
            return {"data": {"values": values}, "mark": {"type": "text", "angle": angle}, "encoding": place}
        self.gives(labels(12), ("N510", '{"type"', '3 of 3 texts overlap others; the first are "label 0" and "label 1"'))
        self.silent(labels(60))
        self.silent(labels(20, angle=90))
        self.silent(labels(20, angle=45))
        self.gives(labels(5, angle=45), ("N510", '{"type"', '3 of 3 texts overlap others; the first are "label 0" and "label 1"'))

    def test_guides_that_widen_the_picture(self):
        long = "Profits of industrial enterprises by region and by quarter"
        done = chart(title=long, width=120)
        self.write("c.vl.json", json.dumps(done))
        said = self.run_tuban("render", "c.vl.json", "-q", "-v").stderr.decode()
        self.assertIn(f'px long and its plot 120 px, so that the picture grows: "{long}"', said)
        self.silent(chart(title=long, width=400))
        regions = {"values": [{"a": "a region of some length " + letter, "b": 1} for letter in "ABCDEFGHI"]}
        for legend, notes in (({"orient": "bottom"}, True), ({"orient": "bottom", "columns": 1}, False)):
            spec = chart(regions, width=200, encoding={"y": B, "color": {**A, "legend": legend}})
            self.write("c.vl.json", json.dumps(spec))
            said = self.run_tuban("render", "c.vl.json", "-q", "-v").stderr.decode()
            self.assertEqual("[N622]" in said, notes, said)


main()
