"""What is wrong with a chart is said at its place, in the same words every time; a chart with an error leaves no file."""
import os, re, resource, signal, subprocess
from _tuban import Case, DATA, ENCODING, MARK, SOURCE, TUBAN, main, spec


class Errors(Case):
    def fails(self, content, stderr, *arguments, status=1):
        self.write("c.vl.json", content)
        before = self.files()
        done = self.run_tuban("render", "c.vl.json", "-f", "png,svg,pdf", *arguments)
        self.expect(done, status, stderr)
        self.assertEqual(done.stdout, b"")
        self.assertEqual(self.files(), before)

    def test_broken_json(self):
        self.fails('{\n"mark": "bar",\n"data" {}\n}\n', """\
c.vl.json:3:8: error: expected ":", found "{" [E123]
    3 | "data" {}
      |        ^
""")

    def test_trailing_comma(self):
        self.fails('{\n"mark": "bar",\n}\n', """\
c.vl.json:2:14: error: trailing comma before "}"; JSON does not allow it [E125]
    2 | "mark": "bar",
      |              ^
""")

    def test_unclosed_json(self):
        self.fails('{\n"mark": "bar"', """\
c.vl.json:2:14: error: unexpected end of file: the "{" on line 1 is never closed [E122]
    2 | "mark": "bar"
      |              ^
""")

    def test_comments(self):
        self.fails('{\n// a bar\n"mark": "bar"}\n', """\
c.vl.json:2:1: error: comments are not allowed in JSON [E124]
    2 | // a bar
      | ^~
""")
        self.fails('{"mark": /* a bar */ "bar"}\n', """\
c.vl.json:1:10: error: comments are not allowed in JSON [E124]
    1 | {"mark": /* a bar */ "bar"}
      |          ^~
""")

    def test_deep_nesting(self):
        line = "[" * 100
        self.fails("[" * 1000 + "]" * 1000, f"""\
c.vl.json:1:513: error: nested deeper than 512 levels [E141]
    1 | …{line}…
      | {' ' * 51}^
""")

    def test_empty_file(self):
        self.fails("", """\
c.vl.json:1:1: error: the file is empty [E120]
    1 | 
      | ^
""")

    def test_not_an_object(self):
        self.fails("[1, 2]\n", """\
c.vl.json:1:1: error: a chart must be a JSON object [E201]
    1 | [1, 2]
      | ^~~~~~
""")
        self.fails('"bar"', """\
c.vl.json:1:1: error: a chart must be a JSON object [E201]
    1 | "bar"
      | ^~~~~
""")

    def test_unknown_mark(self):
        self.fails(spec(mark='"mark": "bars"'), """\
c.vl.json:3:9: error: unknown mark "bars"; did you mean "bar"? [E203]
    3 | "mark": "bars",
      |         ^~~~~~
""")
        self.fails(spec(mark='"mark": {"type": "hexagon"}'), """\
c.vl.json:3:18: error: unknown mark "hexagon" [E203]
    3 | "mark": {"type": "hexagon"},
      |                  ^~~~~~~~~
""")

    def test_no_mark(self):
        self.fails("{" + DATA + "}", """\
c.vl.json:1:1: error: a view needs one of "mark", "layer", "facet", "repeat", "concat", "hconcat", "vconcat" [E206]
    1 | {"data": {"values": [{"a": "A", "b": 28}, {"a": "B", "b": 55}]}}
      | ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
""")

    def test_unknown_channel(self):
        self.fails(spec(encoding='"encoding": {"x": {"field": "a"}, "colour": {"field": "b"}}'), """\
c.vl.json:4:35: error: unknown channel "colour"; did you mean "color"? [E210]
    4 | "encoding": {"x": {"field": "a"}, "colour": {"field": "b"}}
      |                                   ^~~~~~~~
""")

    def test_unknown_type(self):
        self.fails(spec(encoding='"encoding": {"x": {"field": "a", "type": "quantitive"}}'), """\
c.vl.json:4:42: error: unknown type "quantitive"; did you mean "quantitative"? [E215]
    4 | "encoding": {"x": {"field": "a", "type": "quantitive"}}
      |                                          ^~~~~~~~~~~~
""")

    def test_unknown_transform(self):
        self.fails(spec(DATA, MARK, ENCODING, '"transform": [{"filtre": "datum.b > 1"}]'), """\
c.vl.json:5:16: error: unknown transform "filtre"; did you mean "filter"? [E304]
    5 | "transform": [{"filtre": "datum.b > 1"}]
      |                ^~~~~~~~
""")

    def test_unknown_aggregate_and_time_unit(self):
        self.fails(spec(encoding='"encoding": {"x": {"field": "a", "aggregate": "averege"}}'), """\
c.vl.json:4:47: error: unknown aggregate "averege"; did you mean "average"? [E217]
    4 | "encoding": {"x": {"field": "a", "aggregate": "averege"}}
      |                                               ^~~~~~~~~
""")
        self.fails(spec(encoding='"encoding": {"x": {"field": "a", "timeUnit": "decade"}}'), """\
c.vl.json:4:46: error: unknown time unit "decade" [E219]
    4 | "encoding": {"x": {"field": "a", "timeUnit": "decade"}}
      |                                              ^~~~~~~~
""")

    def test_broken_expression(self):
        self.fails(spec(DATA, MARK, ENCODING, '"transform": [{"calculate": "datum.b + * 2", "as": "c"}]'), """\
c.vl.json:5:40: error: unexpected "*" in expression [E340]
    5 | "transform": [{"calculate": "datum.b + * 2", "as": "c"}]
      |                                        ^
""")
        self.fails(spec(DATA, MARK, ENCODING, '"transform": [{"filter": "sqr(datum.b) > 4"}]'), """\
c.vl.json:5:27: error: unknown function "sqr"; did you mean "sqrt"? [E354]
    5 | "transform": [{"filter": "sqr(datum.b) > 4"}]
      |                           ^~~
""")

    def test_sizes_of_zero_and_less(self):
        for size, caret in (("0", "^"), ("-10", "^~~")):
            self.fails(spec(DATA, MARK, ENCODING, f'"width": {size}'), f"""\
c.vl.json:5:10: error: "width" must be greater than 0 [E232]
    5 | "width": {size}
      |          {caret}
""")
        self.fails(spec(DATA, MARK, ENCODING, '"height": {"step": -4}'), """\
c.vl.json:5:20: error: "step" must be greater than 0 [E232]
    5 | "height": {"step": -4}
      |                    ^~
""")

    def test_huge_sizes(self):
        self.fails(spec(DATA, MARK, ENCODING, '"width": 32768'), """\
c.vl.json:5:10: error: "width" exceeds 32767 px, the largest size that can be drawn [E231]
    5 | "width": 32768
      |          ^~~~~
""")
        self.fails(spec(DATA, MARK, ENCODING, '"height": 1e300'), """\
c.vl.json:5:11: error: "height" exceeds 32767 px, the largest size that can be drawn [E231]
    5 | "height": 1e300
      |           ^~~~~
""")

    def test_huge_pictures(self):
        plain = '{"config": {"view": {"stroke": null}}, "padding": 0, "data": {"values": [{}]}, "mark": "point", "width": %s, "height": %s}'
        self.fails(plain % (30000, 30000), """\
c.vl.json:1:1: error: the picture would be 30000 × 30000 px, 900000000 in all; the limit is 268435456 (--max-pixels) [E603]
    1 | {"config": {"view": {"stroke": null}}, "padding": 0, "data": {"values": [{}]}, "mark": "point", "wid…
      | ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
""")
        self.fails(plain % (20000, 20) , """\
c.vl.json:1:1: error: the picture would be 40000 × 40 px; at most 32767 px a side can be drawn [E602]
    1 | {"config": {"view": {"stroke": null}}, "padding": 0, "data": {"values": [{}]}, "mark": "point", "wid…
      | ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
""", "--scale", "2", "-f", "png")

    def test_data_file_missing(self):
        self.fails(spec(data='"data": {"url": "sub/none.csv"}'), """\
c.vl.json:2:17: error: cannot read "sub/none.csv": No such file or directory [E101]
    2 | "data": {"url": "sub/none.csv"},
      |                 ^~~~~~~~~~~~~~
""")

    def test_remote_data(self):
        self.fails(spec(data='"data": {"url": "https://example.org/a.csv"}'), """\
c.vl.json:2:17: error: "https://example.org/a.csv" is a remote address, and nothing is fetched; with its files in a folder, give --map https://example.org/=DIR [E109]
    2 | "data": {"url": "https://example.org/a.csv"},
      |                 ^~~~~~~~~~~~~~~~~~~~~~~~~~~
""")

    def test_file_missing(self):
        done = self.run_tuban("render", "none.vl.json")
        self.expect(done, 3, 'error: cannot read "none.vl.json": No such file or directory [E101]\n')

    def test_style_that_is_no_config(self):
        self.write("style.json", spec())
        self.fails(spec(), """\
style.json:2:1: error: "data" does not belong in a style; a style has the properties of a chart's "config" [E734]
    2 | "data": {"values": [{"a": "A", "b": 28}, {"a": "B", "b": 55}]},
      | ^~~~~~
""", "--style", "style.json")
        self.write("style.json", '["axis"]')
        self.fails(spec(), """\
style.json:1:1: error: a style must be an object, like "config" in Vega-Lite [E733]
    1 | ["axis"]
      | ^~~~~~~~
""", "--style", "style.json")
        self.write("style.json", '{"name": "report", "version": 2}')
        self.fails(spec(), """\
style.json:1:1: error: this file has no property of a style, that is, of a chart's "config" [E735]
    1 | {"name": "report", "version": 2}
      | ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
""", "--style", "style.json")
        self.fails(spec(), 'error: cannot read "none.json": No such file or directory [E101]\n', "--style", "none.json", status=3)


    def test_what_is_not_supported_is_named(self):
        self.fails('{\n"$schema": "https://vega.github.io/schema/vega/v6.json",\n"marks": []\n}\n', """\
c.vl.json:2:12: error: this is a Vega specification; tuban draws Vega-Lite [E254]
    2 | "$schema": "https://vega.github.io/schema/vega/v6.json",
      |            ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
""")
        self.fails(spec(DATA, '"mark": "geoshape"', '"projection": {"type": "cubist"}'), """\
c.vl.json:4:24: error: unknown projection "cubist" [E420]
    4 | "projection": {"type": "cubist"}
      |                        ^~~~~~~~
""")


class Folders(Case):
    """Data lie below the spec's own folder or its project's root; links are resolved first."""
    CSV = "a,b\nA,28\nB,55\n"

    def refused(self, url, remedy="DIR"):
        width = len(url) + 1
        return f"""\
spec/c.vl.json:2:17: error: "{url}" is outside the folders that may be read; allow it with --allow-path {remedy} [E105]
    2 | "data": {{"url": "{url}"}},
      |                 ^{'~' * width}
"""

    def draw(self, url, *arguments, cwd="here"):
        self.write("here/spec/c.vl.json", spec(data=f'"data": {{"url": "{url}"}}'))
        done = self.run_tuban("render", "spec/c.vl.json", "-q", *arguments, cwd=self.path(cwd))
        self.assertEqual(os.path.exists(self.path("here/c.png")), done.returncode == 0)
        return done

    def setUp(self):
        super().setUp()
        for name in ("outside/d.csv", "here/d.csv", "here/spec/d.csv"):
            self.write(name, self.CSV)

    def test_its_own_folder_is_read_and_its_project(self):
        self.expect(self.draw("../d.csv"), 1, self.refused("../d.csv", "."))
        self.expect(self.draw("d.csv"), 0, "")
        self.write("here/tuban.json", "{}")
        self.expect(self.draw("../d.csv"), 0, "")

    def test_what_lies_outside_is_refused(self):
        self.expect(self.draw("../../outside/d.csv"), 1, self.refused("../../outside/d.csv", "../outside"))
        self.expect(self.draw("../../outside/none.csv"), 1, self.refused("../../outside/none.csv", "../outside"))
        self.expect(self.draw("../../out side/none.csv"), 1, self.refused("../../out side/none.csv", "'../out side'"))
        self.expect(self.draw("/etc/passwd"), 1, self.refused("/etc/passwd", "/etc"))

    def test_a_link_is_followed_first(self):
        os.symlink(self.path("outside/d.csv"), self.path("here/spec/link.csv"))
        self.expect(self.draw("link.csv"), 1, self.refused("link.csv"))

    def test_a_neighbour_with_the_same_beginning_is_outside(self):
        self.write("here-too/d.csv", self.CSV)
        self.expect(self.draw("../../here-too/d.csv"), 1, self.refused("../../here-too/d.csv", "../here-too"))

    def test_allow_path_lets_it_in(self):
        self.expect(self.draw("../../outside/d.csv", "--allow-path", "../outside"), 0, "")


class Writing(Case):
    def setUp(self):
        super().setUp()
        self.write("c.vl.json", spec())

    def test_unwritable_output(self):
        self.write("c.png/in-the-way", "")
        done = self.run_tuban("render", "c.vl.json")
        self.expect(done, 3, 'error: cannot write "c.png": Is a directory [E111]\n')

    def test_unwritable_folder(self):
        self.write("taken", "")
        done = self.run_tuban("render", "c.vl.json", "-o", "taken/")
        self.expect(done, 3, 'error: cannot create the folder "taken": Not a directory\n')

    def test_full_disk(self):
        done = self.run_tuban("render", "c.vl.json", "-f", "png", "-o", "/dev/full")
        self.expect(done, 3, 'error: cannot write "/dev/full": No space left on device [E111]\n')
        with open("/dev/full", "wb") as full:
            done = subprocess.run([TUBAN, "render", "c.vl.json", "-o", "-"], cwd=self.folder, stdout=full, stderr=subprocess.PIPE)
        self.expect(done, 3, "error: cannot write to standard output: No space left on device [E110]\n")

    def test_a_file_that_cannot_be_finished_does_not_appear(self):
        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        self.write("c.png", "old")
        done = self.run_tuban("render", "c.vl.json", "-o", "c.png", preexec_fn=limit)
        self.expect(done, 3, 'error: cannot write "c.png": File too large [E111]\n')
        self.assertEqual(self.files(), ["c.png", "c.vl.json"])
        self.assertEqual(self.read("c.png"), b"old")


class Warnings(Case):
    def notes(self, content, stderr):
        """Drawn without a word; the note is shown by -v, and --strict does not refuse it."""
        self.write("c.vl.json", content)
        self.expect(self.run_tuban("render", "c.vl.json", "-q", "--strict"), 0, "")
        self.expect(self.run_tuban("render", "c.vl.json", "-q", "-v", "--strict"), 0, stderr)

    def warns(self, content, stderr):
        """Drawn, with the warning; with --strict the same is an error and nothing is drawn."""
        self.write("c.vl.json", content)
        done = self.run_tuban("render", "c.vl.json", "-q")
        self.expect(done, 0, stderr)
        self.assertIn("c.png", self.files())
        os.unlink(self.path("c.png"))
        done = self.run_tuban("render", "c.vl.json", "-q", "--strict")
        self.expect(done, 1, stderr.replace(": warning: ", ": error: "))
        self.assertEqual(self.files(), ["c.vl.json"])

    def values(self, *numbers):
        rows = ", ".join(f'{{"a": {i}, "b": {n}}}' for i, n in enumerate(numbers))
        return f'"data": {{"values": [{rows}]}}'

    XY = '"encoding": {\n"x": {"field": "a", "type": "ordinal"},\n"y": {"field": "b", "type": "quantitative"}}'

    def at_b(self, message, code):
        return f"""\
c.vl.json:6:16: warning: {message} [{code}]
    6 | "y": {{"field": "b", "type": "quantitative"}}}}
      |                ^~~
"""

    MONTHS = '"data": {"values": [{"month": "May", "sales": 28}, {"month": "June", "sales": 55}]}'

    def test_animations_are_drawn_as_they_start(self):
        self.notes(spec(encoding='"encoding": {"time": {"field": "a"}}'), """\
c.vl.json:4:22: note: channel "time" is an animation, of which only the start is drawn [N299]
    4 | "encoding": {"time": {"field": "a"}}
      |                      ^~~~~~~~~~~~~~
""")

    def test_field_that_no_row_has(self):
        self.warns(spec(self.MONTHS, MARK, '"encoding": {\n"x": {"field": "month"},\n"y": {"field": "sale", "type": "quantitative"}}'), """\
c.vl.json:6:16: warning: no row has the field "sale"; did you mean "sales"? [W308]
    6 | "y": {"field": "sale", "type": "quantitative"}}
      |                ^~~~~~
""")
        self.warns(spec(self.MONTHS, MARK, '"encoding": {\n"x": {"field": "month"},\n"color": {"field": "region", "type": "nominal"}}'), """\
c.vl.json:6:20: warning: no row has the field "region" [W308]
    6 | "color": {"field": "region", "type": "nominal"}}
      |                    ^~~~~~~~
""")

    def test_field_of_a_transform_that_no_row_has(self):
        self.warns(spec(self.MONTHS, MARK, '"encoding": {"x": {"field": "month"}}', """\
"transform": [{"joinaggregate": [
{"op": "sum", "field": "Sales", "as": "s"}],
"groupby": ["mouth"]}]"""), """\
c.vl.json:7:13: warning: no row has the field "mouth"; did you mean "month"? [W308]
    7 | "groupby": ["mouth"]}]
      |             ^~~~~~~
c.vl.json:6:24: warning: no row has the field "Sales"; did you mean "sales"? [W308]
    6 | {"op": "sum", "field": "Sales", "as": "s"}],
      |                        ^~~~~~~
""")

    def test_words_in_a_quantitative_field(self):
        self.warns(spec(data=self.values(1, '"many"', '"3"', '"few"', "7"), encoding=self.XY),
                   self.at_b('the quantitative field "b" has text in 2 of 5 rows; the first is "many"', "W415"))

    def test_empty_dataset(self):
        self.warns(spec(data='"data": {"values": []}'), """\
c.vl.json:2:20: warning: the data has no rows [W332]
    2 | "data": {"values": []},
      |                    ^~
""")

    def test_numbers_that_no_scale_can_place(self):
        self.warns(spec(data=self.values(1, "1e308", "-1e308"), encoding=self.XY),
                   self.at_b('the quantitative field "b" is beyond ±1e300 in 2 of 3 rows, which no scale can place', "W418"))
        self.warns(spec(data=self.values(1, "1e999"), encoding=self.XY),
                   self.at_b('the quantitative field "b" is infinite in 1 of 2 rows', "W417"))

    def test_nan_that_a_calculation_made(self):
        self.notes(spec(DATA, MARK, '"encoding": {\n"x": {"field": "a"},\n"y": {"field": "c", "type": "quantitative"}}',
                        '"transform": [{"calculate": "sqrt(30 - datum.b)", "as": "c"}]'), """\
c.vl.json:6:16: note: the quantitative field "c" is NaN in 1 of 2 rows [N416]
    6 | "y": {"field": "c", "type": "quantitative"}},
      |                ^~~
""")

    def test_log_of_zero_or_less(self):
        self.warns(spec(data=self.values(0, -1, 10), mark='"mark": "point"',
                        encoding='"encoding": {\n"x": {"field": "a"},\n"y": {"field": "b", "type": "quantitative", "scale": {"type": "log"}}}'), """\
c.vl.json:6:16: warning: the field "b" is zero or less in 2 of 3 rows, which scale type "log" cannot place [W419]
    6 | "y": {"field": "b", "type": "quantitative", "scale": {"type": "log"}}}
      |                ^~~
""")

    def test_unknown_properties(self):
        self.warns(spec(mark='"mark": {"type": "bar", "colour": "red"}'), """\
c.vl.json:3:25: warning: unknown property "colour"; did you mean "color"? [W204]
    3 | "mark": {"type": "bar", "colour": "red"},
      |                         ^~~~~~~~
""")
        self.warns(spec(DATA, MARK, ENCODING, '"config": {\n"axis": {"labelSize": 12},\n"axes": {}}', '"widht": 300'), """\
c.vl.json:6:10: warning: unknown property "labelSize"; did you mean "labelFontSize"? [W204]
    6 | "axis": {"labelSize": 12},
      |          ^~~~~~~~~~~
c.vl.json:7:1: warning: unknown property "axes"; did you mean "axis"? [W204]
    7 | "axes": {}},
      | ^~~~~~
c.vl.json:8:1: warning: unknown property "widht"; did you mean "width"? [W204]
    8 | "widht": 300
      | ^~~~~~~
""")
        self.warns(spec(encoding='"encoding": {"y": {"field": "b", "type": "quantitative", "axis": {"gird": false}}}'), """\
c.vl.json:4:67: warning: unknown property "gird"; did you mean "grid"? [W204]
    4 | "encoding": {"y": {"field": "b", "type": "quantitative", "axis": {"gird": false}}}
      |                                                                   ^~~~~~
""")
        self.warns(spec(DATA, MARK, ENCODING, '"transform": [{"calculate": "1", "has": "c", "as": "d"}]'), """\
c.vl.json:5:34: warning: unknown property "has"; did you mean "as"? [W204]
    5 | "transform": [{"calculate": "1", "has": "c", "as": "d"}]
      |                                  ^~~~~
""")

    def test_free_objects_may_hold_anything(self):
        self.write("c.vl.json", spec('"data": {"name": "d"}', MARK, ENCODING, '"datasets": {"d": [{"a": "A", "b": 1}]}',
                                     '"usermeta": {"anything": {"goes": 1}}', '"config": {"style": {"mine": {"fill": "red"}}}'))
        self.expect(self.run_tuban("render", "c.vl.json", "-q", "--strict"), 0, "")

    def test_custom_format_type(self):
        self.warns(spec(encoding='"encoding": {\n"x": {"field": "b", "axis": {"format": "d", "formatType": "mine"}}}'), """\
c.vl.json:5:59: warning: the format type "mine" is ignored: the config does not set "customFormatTypes": true [W501]
    5 | "x": {"field": "b", "axis": {"format": "d", "formatType": "mine"}}}
      |                                                           ^~~~~~
""")

    def test_text_that_is_cut_off(self):
        self.notes(spec(DATA, MARK, ENCODING, '"title": {"text": "Much too long a title", "limit": 40}'), """\
c.vl.json:5:10: note: this text is truncated at 40 px: "Much too long a title" [N503]
    5 | "title": {"text": "Much too long a title", "limit": 40}
      |          ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
""")

    def test_font_that_is_not_installed(self):
        style = '"config": {"font": "No Such Font, sans-serif"}'
        for name in ("a.vl.json", "b.vl.json"):
            self.write(name, spec(DATA, MARK, ENCODING, style))
        said = r'a.vl.json:\d+:\d+: warning: no font "No Such Font, sans-serif" is installed; ".+" is used \[W508\]\n'
        done = self.run_tuban("render", "a.vl.json", "b.vl.json", "-q")
        self.assertEqual(done.returncode, 0)
        self.assertEqual(len(re.findall(said, done.stderr.decode())), 1)
        self.assertEqual(done.stderr.count(b"[W508]"), 1, "once for each family and run")
        done = self.run_tuban("render", "a.vl.json", "b.vl.json", "-q", "--strict", "-o", "strict")
        self.assertEqual(done.returncode, 1)
        self.assertEqual(done.stderr.count(b"[W508]"), 2, "every chart that is refused says why")
        self.write("c.vl.json", spec(DATA, MARK, ENCODING, '"config": {"font": "serif"}'))
        self.expect(self.run_tuban("render", "c.vl.json", "-q"), 0, "")

    def test_character_that_no_font_has(self):
        self.warns(spec(DATA, MARK, ENCODING, '"title": "\uE9F3?"'), """\
c.vl.json:5:10: warning: no installed font has the character "\uE9F3" (U+E9F3) [W505]
    5 | "title": "\uE9F3?"
      |          ^~~~
""")

    def test_style_with_unknown_properties(self):
        self.write("s.json", '{"axis": {"labelColour": "red"}}')
        self.write("c.vl.json", spec())
        said = """\
s.json:1:11: warning: unknown property "labelColour"; did you mean "labelColor"? [W204]
    1 | {"axis": {"labelColour": "red"}}
      |           ^~~~~~~~~~~~~
"""
        self.expect(self.run_tuban("render", "c.vl.json", "-q", "--style", "s.json"), 0, said)
        os.unlink(self.path("c.png"))
        self.expect(self.run_tuban("render", "c.vl.json", "-q", "--style", "s.json", "--strict"), 1, said.replace("warning", "error"))
        self.assertNotIn("c.png", self.files())


class Accepted(Case):
    def test_byte_order_mark(self):
        self.write("plain.vl.json", spec())
        self.write("marked.vl.json", b"\xef\xbb\xbf" + spec().encode())
        self.expect(self.run_tuban("render", "plain.vl.json", "marked.vl.json", "-q", "--strict"), 0, "")
        self.assertEqual(self.read("plain.png"), self.read("marked.png"))

    def test_byte_order_mark_in_data(self):
        self.write("d.csv", b"\xef\xbb\xbfa,b\nA,28\nB,55\n")
        self.write("c.vl.json", spec(data='"data": {"url": "d.csv"}'))
        self.expect(self.run_tuban("render", "c.vl.json", "-q", "--strict"), 0, "")

    def test_the_projects_own_charts_and_styles_are_clean(self):
        charts = os.path.join(SOURCE, "data", "charts")
        specs = sorted(os.path.join(charts, name) for name in os.listdir(charts))
        for style in sorted(name for name in os.listdir(os.path.join(SOURCE, "styles")) if name.endswith(".json")):
            done = self.run_tuban("render", *specs, "-q", "--strict", "-o", self.path("out") + "/", "-f", "svg",
                                  "--style", os.path.join(SOURCE, "styles", style), cwd=SOURCE)
            self.expect(done, 0, "")


main()
