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
        self.gives(chart(transform=[{"calculate": "datum.B * 2", "as": "c"}]), ("W308", "B * 2", 'no row has the field "B"'))
        self.gives(chart(rows(28, 55, field="sales"), encoding={"x": A}, transform=[{"filter": {"not": "datum['sale'] > 30"}}]),
                   ("W308", "sale'", 'no row has the field "sale"; did you mean "sales"?'))
        self.silent(chart({"values": [{"a": {"b": 1}, "c.d": 2}]}, encoding={"x": {"field": "e", "type": "quantitative"}},
                          transform=[{"calculate": "datum.a.b * datum['c.d'] * (datum.a.none == null ? 1 : 2)", "as": "e"}]))

    def test_no_row_left(self):
        self.gives(chart(transform=[{"filter": "datum.b > 10"}, {"filter": "datum.b > 100"}]),
                   ("W390", '"datum.b > 100"', "no row is left after this filter; there were 2"))
        self.gives(chart({"values": [{"a": 1, "b": []}]}, transform=[{"flatten": ["b"]}]),
                   ("W390", '["b"]', "no row is left after this flatten; there were 1"))
        self.silent(chart(params=[{"name": "p", "select": "point"}], transform=[{"filter": {"param": "p", "empty": False}}]))
        self.silent({"data": rows(1, 2, 3), "mark": "boxplot", "encoding": {"y": B}})

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


class Numbers(Advice):
    def test_the_clock(self):
        today = chart(transform=[{"calculate": "year(now())", "as": "y"}])
        self.gives(today, ("N368", '"year(', "now() is 1970-01-01, so that the same chart gives the same picture; set SOURCE_DATE_EPOCH for "
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


main()
