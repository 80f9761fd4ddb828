"""What someone does in the first hour: styles by name, folders that are not there yet, mistyped options, dates, zones, remote and packed data."""
import gzip, json, os, pty, re, subprocess, unittest
from _tuban import Case, SOURCE, TUBAN, main, spec

CSV = "a,b\nA,28\nB,55\n"
FROM_URL = '"data": {"url": "%s"}'
THEMES = ("carbong10", "carbong90", "carbong100", "carbonwhite", "dark", "excel", "fivethirtyeight", "ggplot2", "googlecharts", "latimes", "powerbi",
          "quartz", "urbaninstitute", "vox")


class Styles(Case):
    def svg(self, *arguments, chart="c.vl.json"):
        done = self.run_tuban("render", chart, *arguments, "-q", "-f", "svg", "-o", "-")
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        return done.stdout.decode()

    longMessage = False

    def assertIn(self, part, whole, message=None):
        self.assertTrue(part in whole, message or f"{part} is missing")

    def setUp(self):
        super().setUp()
        self.write("c.vl.json", spec())
        self.write("red.json", '{"background": "#ff0000", "bar": {"color": "#010203"}}')
        self.write("blue.json", '{"background": "#0000ff"}')

    def test_several_are_laid_over_each_other_in_order(self):
        one, two = self.svg("--style", "red.json", "--style", "blue.json"), self.svg("--style", "blue.json", "--style", "red.json")
        self.assertIn("#0000ff", one)
        self.assertIn("#010203", one)
        self.assertNotIn("#ff0000", one)
        self.assertIn("#ff0000", two)

    def test_what_a_later_one_says_in_short_wins_over_what_an_earlier_says_in_full(self):
        self.write("full.json", '{"axis": {"labelFont": "serif"}, "style": {"guide-label": {"font": "serif"}}}')
        self.write("short.json", '{"font": "monospace", "axis": {"labelFont": null}}')
        self.assertIn("monospace", self.svg("--style", "full.json", "--style", "short.json"))

    def test_a_wrapped_style_is_taken(self):
        self.write("wrapped.json", '{"$schema": "x", "description": "d", "config": {"background": "#0000ff"}}')
        self.assertEqual(self.svg("--style", "wrapped.json"), self.svg("--style", "blue.json"))
        self.write("more.json", '{"config": {"background": "#0000ff"}, "width": 3}')
        done = self.run_tuban("render", "c.vl.json", "-q", "--style", "more.json")
        self.assertEqual(done.stderr.decode().splitlines()[0],
                         'more.json:1:39: warning: "width" is beside the style\'s "config" and has no effect [W161]')

    def test_a_chart_is_still_no_style(self):
        self.write("chart.json", '{"config": {"background": "#0000ff"}, "mark": "bar", "data": {}}')
        done = self.run_tuban("render", "c.vl.json", "-q", "--style", "chart.json")
        self.assertEqual(done.returncode, 1)
        self.assertIn("[E734]", done.stderr.decode())

    def test_names_of_installed_styles_then_paths(self):
        self.assertEqual(self.svg("--style", "paper"), self.svg("--style", os.path.join(SOURCE, "styles", "paper.json")))
        self.write("paper", '{"background": "#0000ff"}')  # a file of that name does not hide the style
        self.assertNotIn("#0000ff", self.svg("--style", "paper"))
        self.assertIn("#0000ff", self.svg("--style", "./paper"))
        done = self.run_tuban("render", "c.vl.json", "--style", "papre")
        self.expect(done, 3, 'error: no installed style and no file is named "papre"; did you mean "paper"? [E162]\n')
        done = self.run_tuban("render", "c.vl.json", "--style", "../styles/paper")
        self.assertEqual(done.returncode, 3)

    def test_every_theme_of_vega_is_there_and_looks_as_its_constants_say(self):
        for name in THEMES:
            with open(os.path.join(SOURCE, "styles", "vega", name + ".json"), encoding="utf-8") as file:
                config = json.load(file)
            self.assertIn("BSD-3-Clause", config.pop("description"))
            chart = {**json.loads(spec()), "config": config}
            self.write("own.json", json.dumps(chart))
            self.write("embed.json", json.dumps({**json.loads(spec()), "usermeta": {"embedOptions": {"theme": name}}}))
            drawn = self.svg(chart="own.json")
            self.assertEqual(self.svg(chart="embed.json"), drawn, name)
            self.assertEqual(self.svg("--style", "vega/" + name), drawn, name)
            done = self.run_tuban("render", "c.vl.json", "-q", "--strict", "--allow", "W508", "--style", name)  # not every font is there
            self.expect(done, 0, "")
            if name != "dark":  # tuban has a style of that name, which comes first
                self.assertEqual(self.svg("--style", name), drawn, name)
        with open(os.path.join(SOURCE, "styles", "vega", "LICENSE"), encoding="utf-8") as file:
            self.assertIn("University of Washington Interactive Data Lab", file.read())

    def test_the_theme_of_a_chart_lies_below_the_styles_and_its_own_config(self):
        theme = {**json.loads(spec()), "usermeta": {"embedOptions": {"theme": "dark", "config": {"bar": {"color": "#010203"}}}}}
        self.write("t.json", json.dumps(theme))
        self.assertIn("#333333", self.svg(chart="t.json"))
        self.assertIn("#010203", self.svg(chart="t.json"))
        self.assertIn("#0000ff", self.svg("--style", "blue.json", chart="t.json"))
        self.write("t.json", json.dumps({**theme, "config": {"background": "#00ff00"}}))
        self.assertIn("#00ff00", self.svg("--style", "blue.json", chart="t.json"))
        self.write("t.json", json.dumps({**json.loads(spec()), "usermeta": {"embedOptions": {"theme": "quarz"}}}))
        done = self.run_tuban("render", "t.json", "-q")
        self.assertEqual(done.returncode, 0)
        self.assertIn('warning: no installed style is named "quarz"; did you mean "quartz"? [W160]', done.stderr.decode())

    def test_styles_lists_and_shows(self):
        done = self.run_tuban("styles")
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        names = [line.split()[0] for line in done.stdout.decode().splitlines()]
        self.assertEqual(names, sorted({*THEMES, "vega/dark", "dark", "paper", "report"}))
        for line in done.stdout.decode().splitlines():
            self.assertGreater(len(line.split()), 3)
        with open(os.path.join(SOURCE, "styles", "report.json"), "rb") as file:
            self.assertEqual(self.run_tuban("styles", "report").stdout, file.read())
        done = self.run_tuban("styles", "exel")
        self.assertEqual((done.returncode, done.stderr.decode().splitlines()[0]),
                         (2, 'tuban: no installed style is named "exel"; did you mean "excel"?'))

    def test_a_style_is_not_overwritten(self):
        done = self.run_tuban("render", "c.vl.json", "--style", "red.json", "--style", "blue.json", "-f", "svg", "-o", "blue.json")
        self.assertEqual(done.returncode, 2)
        self.assertEqual(self.read("blue.json"), b'{"background": "#0000ff"}')


class Output(Case):
    def setUp(self):
        super().setUp()
        self.write("c.vl.json", spec())

    def test_the_folders_of_a_file_are_made(self):
        self.expect(self.run_tuban("render", "c.vl.json", "-q", "-o", "a/b/x.png"), 0, "")
        self.assertEqual(self.files(), ["a/b/x.png", "c.vl.json"])
        done = self.run_tuban("render", "c.vl.json", "-q", "-o", "c.vl.json/x.png")
        self.assertEqual(done.returncode, 3)
        self.assertRegex(done.stderr.decode(), r'^error: cannot create the folder "c.vl.json": ')

    def test_a_terminal_gets_no_picture(self):
        master, terminal = pty.openpty()
        done = subprocess.run([TUBAN, "render", "c.vl.json", "-o", "-"], cwd=self.folder, stdout=terminal, stderr=subprocess.PIPE)
        os.close(terminal)
        os.close(master)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"a terminal cannot show a picture: send it on (tuban render \xe2\x80\xa6 -o - > chart.png) or name a file", done.stderr)

    def test_what_is_mistyped_is_answered_with_what_was_meant(self):
        for arguments, answer in (
                (["rendre", "c.vl.json"], '"rendre" is not a command; did you mean "render"?'),
                (["c.vl.json"], '"c.vl.json" is not a command; to draw it, write "tuban render c.vl.json"'),
                (["render", "c.vl.json", "--stile", "x"], "unknown option --stile; did you mean --style?"),
                (["render", "c.vl.json", "--fromat=png"], "unknown option --fromat; did you mean --format?"),
                (["render", "c.vl.json", "--zzz"], "unknown option --zzz"),
                (["fonts", "c.vl.json", "--scale", "2"], '--scale is an option of "tuban render", not of "tuban fonts"'),
                (["fonts", "c.vl.json", "-o", "x"], '-o is an option of "tuban render", not of "tuban fonts"'),
                (["new", "charts", "x"], 'a chart or a poster can be begun, not "charts"; did you mean "chart"?')):
            done = self.run_tuban(*arguments)
            self.assertEqual((done.returncode, done.stderr.decode().splitlines()[0]), (2, "tuban: " + answer))


class Clock(Case):
    def data(self, chart, *arguments, env=None):
        self.write("t.json", json.dumps(chart))
        done = self.run_tuban("inspect", "--stage", "data", "t.json", *arguments, env=env or {})
        self.assertEqual((done.returncode, done.stderr.decode()), (0, ""))
        return json.loads(done.stdout)["view"]["first"][0]["r"]

    def chart(self, expression, **more):
        return {"data": {"values": [{}]}, "transform": [{"calculate": expression, "as": "r"}], "mark": "text", **more}

    def test_now(self):
        now = self.chart("timeFormat(now(), '%Y-%m-%d %H:%M')")
        self.assertEqual(self.data(now), "1970-01-01 00:00")
        self.assertEqual(self.data(now, "--now", "2026-11-26"), "2026-11-26 00:00")
        self.assertEqual(self.data(now, "--now", "2026-11-26T09:30Z", env={"SOURCE_DATE_EPOCH": "86400"}), "2026-11-26 09:30")
        self.assertEqual(self.data(now, env={"SOURCE_DATE_EPOCH": "86400"}), "1970-01-02 00:00")
        for zone in ("America/New_York", "Asia/Shanghai"):  # a day is that of the chart's zone
            self.assertEqual(self.data(now, "--now", "2026-11-26", "--timezone", zone), "2026-11-26 00:00")
        done = self.run_tuban("render", "t.json", "--now", "tomorrow")
        self.expect(done, 2, 'error: the option "now" must be a date such as 2026-11-26 [E826]\n')

    def test_with_now_the_note_is_gone(self):
        self.write("t.json", json.dumps(self.chart("year(now())")))
        self.assertIn("--now 2026-11-26 sets another moment [N368]", self.run_tuban("render", "t.json", "-v", "-q").stderr.decode())
        self.assertNotIn("N368", self.run_tuban("render", "t.json", "-v", "-q", "--now", "2026-11-26").stderr.decode())

    def test_zones(self):
        at = self.chart("hours(datetime(1783857600000)) + 100 * timezoneoffset(1783857600000)")  # 2026-07-12 12:00 UTC
        for zone, hours, behind in (("Asia/Shanghai", 20, -480), ("America/New_York", 8, 240), ("UTC", 12, 0), ("Asia/Kolkata", 17, -330)):
            self.assertEqual(self.data(at, "--timezone", zone), hours + 100 * behind, zone)
            own = {**at, "usermeta": {"tuban": {"timezone": zone}}}
            self.assertEqual(self.data(own), hours + 100 * behind, zone)
            self.assertEqual(self.data(own, "--timezone", "UTC"), 12)  # the option wins

    def test_a_zone_is_as_tz_is(self):
        chart = json.loads(spec('"data": {"values": [{"t": "2026-03-08T01:30", "v": 1}, {"t": "2026-03-09", "v": 2}]}', '"mark": "line"',
                                '"encoding": {"x": {"field": "t", "type": "temporal", "timeUnit": "yearmonthdatehours"}, "y": {"field": "v", "type": "quantitative"}}'))
        self.write("t.json", json.dumps(chart))
        for zone in ("America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Shanghai"):
            by_tz = self.run_tuban("render", "t.json", "-q", "-f", "svg", "-o", "-", env={"TZ": zone}).stdout
            self.assertEqual(self.run_tuban("render", "t.json", "-q", "-f", "svg", "-o", "-", "--timezone", zone).stdout, by_tz, zone)

    def test_charts_of_different_zones_in_one_run(self):
        specs = []
        for i, zone in enumerate((None, "Asia/Shanghai", "America/New_York", None, "Asia/Shanghai")):
            chart = {"data": {"values": [{}]}, "mark": "text", "encoding": {"text": {"value": {"expr": "'h' + hours(datetime(1783857600000))"}}}}
            if zone:
                chart["usermeta"] = {"tuban": {"timezone": zone}}
            self.write(f"z{i}.json", json.dumps(chart))
            specs.append(f"z{i}.json")
        self.expect(self.run_tuban("render", *specs, "-q", "-f", "svg"), 0, "")
        self.assertEqual([re.search(r">h(\d+)<", self.read(f"z{i}.svg").decode())[1] for i in range(5)], ["12", "20", "8", "12", "20"])

    def test_a_poster_has_one_zone_for_its_charts(self):
        chart = {"data": {"values": [{}]}, "mark": "text", "encoding": {"text": {"value": {"expr": "'h' + hours(datetime(1783857600000))"}}}}
        self.write("p.json", json.dumps({"title": "t", "page": {"size": "A5"}, "usermeta": {"tuban": {"timezone": "Asia/Shanghai"}},
                                         "blocks": [{"kind": "chart", "height": "20mm", "chart": chart}]}))
        self.expect(self.run_tuban("render", "p.json", "-q", "-f", "svg"), 0, "")
        self.assertIn(b">h20<", self.read("p.svg"))

    def test_wrong_zones(self):
        self.write("t.json", json.dumps(self.chart("1")))
        for zone in ("Asia/Shanghia", "", "../../etc/passwd", "/etc/localtime", "EST5EDT4,M3.2.0,M11.1.0"):
            done = self.run_tuban("render", "t.json", "--timezone", zone)
            self.expect(done, 2, 'error: the option "timezone" must be the name of a zone, such as Asia/Shanghai [E827]\n')
            self.write("own.json", json.dumps(self.chart("1", usermeta={"tuban": {"timezone": zone}})))
            done = self.run_tuban("render", "own.json", "-q")
            self.assertEqual(done.returncode, 0)
            self.assertIn("[W166]", done.stderr.decode())


class Maps(Case):
    def draws(self, url, *arguments, cwd="s"):
        self.write("s/c.vl.json", spec(FROM_URL % url))
        return self.run_tuban("inspect", "--stage", "data", "c.vl.json", *arguments, cwd=self.path(cwd))

    def rows(self, url, *arguments):
        done = self.draws(url, *arguments)
        self.assertEqual((done.returncode, done.stderr.decode()), (0, ""))
        return [row["a"] for row in json.loads(done.stdout)["view"]["first"]]

    def setUp(self):
        super().setUp()
        self.write("far/d.csv", CSV)
        self.write("far/in/d.csv", "a,b\ninner,1\n")
        self.write("near/d.csv", "a,b\nnear,1\n")
        self.write("secret.csv", "a,b\nsecret,1\n")
        os.symlink("../secret.csv", self.path("far/link.csv"))
        self.map = ("--map", "https://example.org/data/=../far")

    def test_a_folder_stands_for_remote_data(self):
        for url in ("https://example.org/data/d.csv", "//example.org/data/d.csv", "https://example.org/data/d.csv?v=1#x", "https://example.org/data/%64.csv"):
            self.assertEqual(self.rows(url, *self.map), ["A", "B"], url)

    def test_the_longest_prefix_wins_in_any_order(self):
        both = [*self.map, "--map", "https://example.org/data/in/=../near"]
        for maps in (both, both[2:] + both[:2]):
            self.assertEqual(self.rows("https://example.org/data/in/d.csv", *maps), ["near"])
            self.assertEqual(self.rows("https://example.org/data/d.csv", *maps), ["A", "B"])

    def test_a_prefix_ends_between_parts_of_a_path(self):
        bare = ("--map", "https://example.org/data=../far")
        self.assertEqual(self.rows("https://example.org/data/d.csv", *bare), ["A", "B"])
        self.assertEqual(self.draws("https://example.org/database/d.csv", *bare).returncode, 1)

    def test_one_file_may_stand_for_one_url(self):
        self.assertEqual(self.rows("https://example.org/x.csv", "--map", "https://example.org/x.csv=../near/d.csv"), ["near"])

    def test_nothing_outside_the_folder_is_read(self):
        for url in ("https://example.org/data/../secret.csv", "https://example.org/data/%2e%2e/secret.csv", "https://example.org/data/link.csv"):
            done = self.draws(url, *self.map)
            self.assertEqual(done.returncode, 1)
            self.assertIn("[E105]", done.stderr.decode(), url)
            self.assertNotIn("secret,1", done.stdout.decode())

    def test_without_a_map_the_error_shows_the_option(self):
        done = self.draws("https://example.org/data/d.csv")
        self.assertEqual(done.returncode, 1)
        self.assertIn("nothing is fetched; with its files in a folder, give --map https://example.org/data/=DIR [E109]", done.stderr.decode())

    def test_pictures_too(self):
        self.write("far/p.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9" fill="#010203"/></svg>')
        self.write("s/i.json", json.dumps({"data": {"values": [{}]}, "mark": {"type": "image", "url": "https://example.org/data/p.svg", "width": 9, "height": 9}}))
        self.expect(self.run_tuban("render", "i.json", "-q", *self.map, cwd=self.path("s")), 0, "")

    def test_configs_too(self):
        self.write("far/c.json", '{"background": "#0000ff"}')
        self.write("s/e.json", json.dumps({**json.loads(spec()), "usermeta": {"embedOptions": {"config": "https://example.org/data/c.json"}}}))
        self.assertIn(b"#0000ff", self.run_tuban("render", "e.json", "-f", "svg", "-o", "-", *self.map, cwd=self.path("s")).stdout)

    def test_wrong_maps(self):
        for text in ("https://example.org/", "=x", "https://example.org/="):
            self.assertEqual(self.draws("x.csv", "--map", text).returncode, 2, text)
        done = self.draws("x.csv", "--map", "https://example.org/=none")
        self.assertEqual((done.returncode, done.stderr.decode().splitlines()[0]), (2, 'tuban: --map: there is no folder "none"'))
        done = self.draws("x.csv", "--allow-path", "none")
        self.assertEqual((done.returncode, done.stderr.decode().splitlines()[0]), (2, 'tuban: --allow-path: there is no folder or file "none"'))


class Packed(Case):
    def rows(self, url):
        self.write("c.vl.json", spec(FROM_URL % url))
        done = self.run_tuban("inspect", "--stage", "data", "c.vl.json")
        self.assertEqual((done.returncode, done.stderr.decode()), (0, ""))
        return [row["a"] for row in json.loads(done.stdout)["view"]["first"]]

    def fails(self, content):
        self.write("d.csv.gz", content)
        self.write("c.vl.json", spec(FROM_URL % "d.csv.gz"))
        done = self.run_tuban("render", "c.vl.json", "-q")
        self.assertEqual(done.returncode, 1)
        return done.stderr.decode().splitlines()[0]

    def test_every_format_is_read_from_gzip(self):
        rows = json.dumps([{"a": "A", "b": 1}, {"a": "B", "b": 2}])
        for name, text in (("d.csv.gz", CSV), ("d.tsv.gz", CSV.replace(",", "\t")), ("d.json.gz", rows), ("D.CSV.GZ", CSV),
                           ("d.ndjson.gz", '{"a":"A","b":1}\n{"a":"B","b":2}\n'), ("d.csv", CSV)):
            self.write(name, gzip.compress(text.encode()))
            self.assertEqual(self.rows(name), ["A", "B"], name)

    def test_members_are_joined(self):
        self.write("d.csv.gz", gzip.compress(b"a,b\nA,1\n") + gzip.compress(b"B,2\n"))
        self.assertEqual(self.rows("d.csv.gz"), ["A", "B"])

    def test_damaged_files_are_errors(self):
        whole = gzip.compress(CSV.encode() * 100)
        for content in (whole[:-9], whole[:12], whole[:20] + b"\0\0\0\0" + whole[24:]):
            self.assertRegex(self.fails(content), r'^c.vl.json:2:17: error: cannot unpack "d.csv.gz": .* \[E164\]$')

    def test_a_bomb_ends_at_the_limit(self):
        self.assertEqual(self.fails(gzip.compress(b"\0" * (513 << 20), 1)),
                         'c.vl.json:2:17: error: "d.csv.gz" is larger than 512 MiB when it is unpacked [E165]')


class New(Case):
    DATA = {
        "line": "day,v\n2026-01-01,1\n2026-01-02,4\n",
        "bars": "name,v\nA,1\nB,4\nC,2\n",
        "points": "x,y\n1,2\n3,5\n",
        "histogram": "x\n1\n3\n3.5\n",
        "lines": "day,who,v\n2026-01-01,a,1\n2026-01-02,a,4\n2026-01-01,b,2\n2026-01-02,b,3\n",
        "years": "year,v\n2001,5\n2002,6\n",
        "names": "n\na\nb\na\n",
        "semicolons": "name;v\nA;1\nB;4\n",
        "odd": 'a.b,"it\'s [x]"\nA,1\nB,2\n',
    }

    def begin(self, kind, csv, *arguments):
        self.write(kind + ".csv", csv)
        done = self.run_tuban("new", "chart", kind, "--from", kind + ".csv", *arguments)
        self.assertEqual((done.returncode, done.stderr.decode()), (0, ""))
        self.assertEqual(done.stdout.decode(), f"{kind}.vl.json\nDraw it:  tuban render {kind}.vl.json\n")
        self.expect(self.run_tuban("render", kind + ".vl.json", "-q", "--strict"), 0, "")
        return json.loads(self.read(kind + ".vl.json"))

    def test_the_columns_choose_the_chart(self):
        made = {kind: self.begin(kind, csv) for kind, csv in self.DATA.items()}
        for chart in made.values():
            self.assertEqual(list(chart)[:3], ["$schema", "description", "data"])
            self.assertGreater(len(chart["description"]), 20)
        self.assertEqual({kind: chart["mark"] for kind, chart in made.items()},
                         {"line": "line", "bars": "bar", "points": "point", "histogram": "bar", "lines": "line", "years": "line", "names": "bar",
                          "semicolons": "bar", "odd": "bar"})
        self.assertEqual(made["line"]["encoding"], {"x": {"field": "day", "type": "temporal"}, "y": {"field": "v", "type": "quantitative"}})
        self.assertEqual(made["bars"]["encoding"], {"y": {"field": "name", "type": "nominal", "sort": "-x"}, "x": {"field": "v", "type": "quantitative"}})
        self.assertEqual(made["histogram"]["encoding"], {"x": {"field": "x", "type": "quantitative", "bin": True}, "y": {"aggregate": "count"}})
        self.assertEqual(made["lines"]["encoding"]["color"], {"field": "who", "type": "nominal"})
        self.assertEqual(made["points"]["encoding"]["y"]["field"], "y")
        self.assertEqual(made["semicolons"]["data"]["format"], {"type": "dsv", "delimiter": ";"})
        self.assertEqual(made["odd"]["encoding"]["y"]["field"], "a\\.b")
        self.assertEqual(made["odd"]["encoding"]["x"]["title"], "it's [x]")

    def test_rows_of_one_place_are_added_up(self):
        chart = self.begin("twice", "name,v\nA,1\nA,4\nB,2\n")
        self.assertEqual(chart["encoding"]["x"]["aggregate"], "sum")

    def test_of_many_names_the_largest_are_drawn(self):
        chart = self.begin("many", "name,v\n" + "".join(f"n{i},{i}\n" for i in range(200)))
        self.assertEqual(chart["transform"][-1], {"filter": "datum.place <= 25"})

    def test_json_and_other_encodings(self):
        self.write("d.json", json.dumps([{"n": "A", "v": 2}, {"n": "B", "v": None}, {"n": "C", "v": 4}]))
        self.assertEqual(self.run_tuban("new", "chart", "j", "--from", "d.json").returncode, 0)
        self.assertEqual(json.loads(self.read("j.vl.json"))["mark"], "bar")
        self.write("g.csv", "城市,人口\n北京,2189\n上海,2487\n".encode("gbk"))
        done = self.run_tuban("new", "chart", "g", "--from", "g.csv", "--encoding", "gbk")
        self.assertEqual(done.returncode, 0)
        self.assertEqual(json.loads(self.read("g.vl.json"))["encoding"]["x"]["field"], "人口")
        self.assertEqual(self.run_tuban("render", "g.vl.json", "-q").returncode, 0)

    def test_without_data_and_posters(self):
        self.assertEqual(self.run_tuban("new", "chart", "deep/c").returncode, 0)
        self.expect(self.run_tuban("render", "deep/c.vl.json", "-q", "--strict"), 0, "")
        self.write("d.csv", CSV)
        for arguments in (["one"], ["two", "--from", "d.csv"]):
            self.assertEqual(self.run_tuban("new", "poster", *arguments).returncode, 0)
            self.expect(self.run_tuban("render", arguments[0] + ".json", "-q", "-f", "pdf", "--strict"), 0, "")

    def test_data_elsewhere_is_named_from_the_chart(self):
        self.write("d/d.csv", CSV)
        done = self.run_tuban("new", "chart", "c/c", "--from", "d/d.csv")
        self.assertEqual(json.loads(self.read("c/c.vl.json"))["data"]["url"], "../d/d.csv")
        command = done.stdout.decode().splitlines()[1].partition("  tuban ")[2].split()
        self.assertEqual(command, ["render", "c/c.vl.json", "--allow-path", self.path("d")])
        self.expect(self.run_tuban(*command, "-q"), 0, "")

    def test_nothing_is_overwritten(self):
        self.write("c.vl.json", "mine")
        self.expect(self.run_tuban("new", "chart", "c"), 3, 'error: cannot write "c.vl.json": it is there already\n')
        self.assertEqual(self.read("c.vl.json"), b"mine")

    def test_what_cannot_be_read_is_said(self):
        self.assertEqual(self.run_tuban("new", "chart", "c", "--from", "none.csv").returncode, 3)
        self.write("empty.csv", "")
        self.assertEqual(self.run_tuban("new", "chart", "c", "--from", "empty.csv").returncode, 1)
        self.assertEqual(self.run_tuban("new", "chart").returncode, 2)
        self.assertEqual(self.run_tuban("new", "chart", "a", "b").returncode, 2)
        self.assertEqual(self.files(), ["empty.csv"])


class Silence(Case):
    """What a newcomer's mistakes are answered with: one message each, with the way out."""

    def said(self, *arguments):
        done = self.run_tuban("render", "c.vl.json", "-q", *arguments)
        self.assertEqual(done.returncode, 0)
        return re.findall(r"(?:warning|error): .*", done.stderr.decode())

    def test_the_description_of_a_title_is_its_label(self):
        self.write("c.vl.json", json.dumps({**json.loads(spec()), "title": {"text": "Sales", "description": "what the title means"}}))
        self.assertEqual(self.said("-f", "svg"), [])
        self.assertRegex(self.read("c.svg").decode(), r'<g class="mark-text role-title-text"[^>]* aria-label="what the title means"')

    def test_the_way_out_of_text_for_numbers_works_as_pasted(self):
        chart = {"data": {"values": [{"d": "a", "v": "1,234"}, {"d": "b", "v": "2 000"}, {"d": "c", "v": "\uffe530"}]}, "mark": "bar",
                 "encoding": {"x": {"field": "d"}, "y": {"field": "v", "type": "quantitative"}}}
        self.write("c.vl.json", json.dumps(chart))
        warning, = self.said()
        self.assertIn("[W415]", warning)
        advice = json.loads(re.search(r"make it numbers by (\{.*\}) \[W415", warning)[1])
        self.write("c.vl.json", json.dumps({**chart, "transform": [advice]}))
        self.assertEqual(self.said(), [])
        rows = json.loads(self.run_tuban("inspect", "--stage", "data", "c.vl.json").stdout)["view"]["first"]
        self.assertEqual([row["v"] for row in rows], [1234, 2000, 30])

    def test_other_kinds_of_files_are_named(self):
        for begins, status, said in (("<!DOCTYPE html><p>404", 0, "HTML"), ('[{"a": "A", "b": 1}]', 0, "JSON"), ("PK\3\4\0\0", 1, ".xlsx"), ("a,b\n[x],1\n", 0, "")):
            self.write("d.csv", begins)
            self.write("c.vl.json", spec(FROM_URL % "d.csv"))
            done = self.run_tuban("render", "c.vl.json", "-q")
            with self.subTest(said):
                self.assertEqual(done.returncode, status)
                self.assertIn(said, done.stderr.decode()) if said else self.assertEqual(done.stderr, b"")

    def test_a_wrong_delimiter_is_said_once(self):
        self.write("d.csv", "a;b\nA;1\nB;2\n")
        self.write("c.vl.json", spec(FROM_URL % "d.csv"))
        warning, = self.said()
        self.assertIn('"type": "dsv", "delimiter": ";"', warning)
        self.write("c.vl.json", spec(FROM_URL % "d.csv", '"mark": "bar", "transform": [{"filter": "datum.b > 0"}]'))
        self.assertEqual([w[-6:] for w in self.said() if "W308" in w or "W389" in w], ["[W389]"])
        self.write("c.vl.json", spec(FROM_URL % "d.csv").replace('"field": "b"', '"field": "c"'))  # that is another mistake
        self.assertEqual([w[-6:] for w in self.said()], ["[W389]", "[W308]"])
        self.write("c.vl.json", spec('"data": {"values": [{"a;b": 1}]}'))  # nobody has said so of this one
        self.assertEqual([w[-6:] for w in self.said()], ["[W308]", "[W308]"])


if __name__ == "__main__":
    main()
