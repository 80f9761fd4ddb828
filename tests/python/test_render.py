"""tuban.render() and render_file(): kinds of specs, options, messages, and wrong arguments."""
import datetime, json, os, pathlib, pickle, re, subprocess, tempfile, threading, unittest, warnings
import tuban

BAR = {"data": {"values": [{"k": "甲", "n": 1}, {"k": "ü", "n": 2}]}, "mark": "bar",
       "encoding": {"x": {"field": "k"}, "y": {"field": "n", "type": "quantitative"}}}
ODD = '{"data": {"values": [{}]},\n"mark": {"type": "point", "colour": "red"}}'
NAMED = {"data": {"name": "t"}, "mark": "point", "encoding": {"x": {"field": "n", "type": "quantitative"}}}


class Spec(unittest.TestCase):
    def test_every_kind_of_spec_gives_the_same_bytes(self):
        class Chart:
            def to_dict(self):
                return BAR

        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "ä.vl.json")
            text = json.dumps(BAR, ensure_ascii=False)
            path.write_text(text, "utf-8")
            pictures = {tuban.render(spec, "svg") for spec in (BAR, text, path, Chart())}
        self.assertEqual(len(pictures), 1)
        self.assertIn("甲".encode(), pictures.pop())

    def test_a_file_has_the_bytes_of_memory(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "ü.jpg")
            tuban.render_file(BAR, path, scale=2, quality=50)
            self.assertEqual(pathlib.Path(path).read_bytes(), tuban.render(BAR, "jpeg", scale=2, quality=50))
            tuban.render_file(BAR, pathlib.Path(folder, "any"), "PDF")
            self.assertEqual(pathlib.Path(folder, "any").read_bytes()[:5], b"%PDF-")
            with self.assertRaises(tuban.TubanError) as caught:
                tuban.render_file(BAR, os.path.join(folder, "none", "a.png"))
            self.assertEqual(caught.exception.status, "io")

    def test_styles_have_names_and_lie_over_each_other(self):
        self.assertLessEqual({"excel", "vega/dark", "dark", "report"}, set(tuban.styles()))
        report = pathlib.Path(os.environ["TUBAN_SOURCE"], "styles", "report.json")
        self.assertEqual(tuban.render(BAR, style="report"), tuban.render(BAR, style=report))
        both = tuban.render(BAR, "svg", style=["report", {"background": "#123456"}])
        self.assertIn(b"#123456", both)
        self.assertEqual(both, tuban.render(BAR, "svg", style=[report, '{"background": "#123456"}']))
        self.assertNotEqual(both, tuban.render(BAR, "svg", style={"background": "#123456"}))
        self.assertNotIn(b"#123456", tuban.render(BAR, "svg", style=[{"background": "#123456"}, "report"]))
        with self.assertRaisesRegex(tuban.TubanError, 'did you mean "report"'):
            tuban.render(BAR, style="reprot")
        with self.assertRaises(tuban.TubanError):
            tuban.render(BAR, style=pathlib.Path("report"))

    def test_clock_and_maps(self):
        def text(**options):
            clock = {"data": {"values": [{}]}, "mark": "text", "encoding": {"text": {"value": {"expr": "timeFormat(now(), '%Y-%m-%d %H')"}}}}
            return re.search(r">(\d{4}-\d\d-\d\d \d\d)<", tuban.render(clock, "svg", **options).decode())[1]

        self.assertEqual(text(), "1970-01-01 00")
        self.assertEqual(text(now="2026-11-26"), "2026-11-26 00")
        self.assertEqual(text(now=datetime.date(2026, 11, 26), timezone="Asia/Shanghai"), "2026-11-26 00")
        self.assertEqual(text(now="2026-11-26T00:00Z", timezone="Asia/Shanghai"), "2026-11-26 08")
        for wrong in ({"now": "soon"}, {"timezone": "Shanghai"}, {"maps": {"": "."}}):
            with self.assertRaises(tuban.TubanError) as caught:
                tuban.render(BAR, **wrong)
            self.assertEqual(caught.exception.status, "usage")
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, "d.csv").write_text("n\n7\n", "utf-8")
            remote = {**NAMED, "data": {"url": "https://example.org/data/d.csv"}}
            self.assertIn(b"n: 7", tuban.render(remote, "svg", maps={"https://example.org/data/": pathlib.Path(folder)}))

    def test_local_times_of_tables_are_of_the_charts_zone(self):
        chart = {"data": {"name": "t"}, "mark": "text", "encoding": {"text": {"field": "u"}},
                 "transform": [{"calculate": "'h' + hours(datum.t) + ' u' + utchours(datum.t)", "as": "u"}]}
        table = {"t": {"t": [datetime.datetime(2026, 7, 1, 9)]}}
        for zone, hours in ((None, 9), ("Asia/Shanghai", 1), ("America/New_York", 13)):
            self.assertTrue(f">h9 u{hours}<" in tuban.render(chart, "svg", data=table, timezone=zone).decode(), zone)

    def test_options_reach_the_library(self):
        plain = tuban.render(BAR)
        self.assertEqual(plain[:4], b"\x89PNG")
        for options in ({"scale": 2}, {"dpi": 300}, {"style": {"background": "#123"}}, {"style": '{"background": "#123"}'}):
            self.assertNotEqual(tuban.render(BAR, **options), plain, options)
        self.assertNotIn(b"<text", tuban.render(BAR, "svg", svg_outlines=True))
        self.assertIn(b'lang="ja"', tuban.render(BAR, "svg", lang="ja"))

    def test_options_of_print_reach_the_library(self):
        plain = tuban.render(BAR, "pdf")
        self.assertNotIn(b"/TrimBox", plain)
        seen = {plain}
        for options in ({"page": "A4"}, {"page": "A4", "landscape": True}, {"page": "A4", "margin": "30mm"}, {"bleed": "3mm"}, {"marks": True}, {"color": "gray"},
                        {"color": "gray", "page": "210x297mm"}):
            pdf = tuban.render(BAR, "pdf", **options)
            self.assertEqual(pdf[:5], b"%PDF-")
            self.assertNotIn(pdf, seen, options)
            seen.add(pdf)
        self.assertIn(int.from_bytes(tuban.render(BAR, "png", page="A6")[16:20], "big"), (396, 397))
        for wrong in ({"page": "A9"}, {"bleed": "x"}, {"color": "cymk"}, {"ink_limit": 50}, {"margin": "-1mm"}):
            with self.assertRaises(tuban.TubanError) as caught:
                tuban.render(BAR, "pdf", **wrong)
            self.assertEqual(caught.exception.status, "usage")

    def test_what_stands_in_place_of_a_charts_own(self):
        chart = {"params": [{"name": "who", "value": "x"}, {"name": "n", "value": 1}], "data": {"url": "d.csv"}, "width": 50, "mark": "text", "encoding": {"text": {"field": "t"}},
                 "transform": [{"calculate": "who + '|' + (isNumber(n) ? n : isArray(n) ? join(n, '+') : 'no number') + '|' + datum.a", "as": "t"}]}
        with tempfile.TemporaryDirectory() as folder:
            data = pathlib.Path(folder, "new.csv")
            data.write_text("a\n甲\n", encoding="utf-8")
            for params, shown in (({}, "x|1|甲"), ({"who": "图", "n": 5}, "图|5|甲"), ({"who": "7", "n": [1, 2]}, "7|1+2|甲"), ({"n": "7"}, "x|no number|甲"), ({"who": datetime.date(2026, 1, 2)}, "2026-01-02|1|甲")):
                self.assertIn(f">{shown}</text>", tuban.render(chart, "svg", params=params, files={"d.csv": data}).decode())
            with self.assertRaisesRegex(tuban.TubanError, "whom"):
                tuban.render(chart, params={"whom": 1}, files={"d.csv": data})
            with self.assertRaisesRegex(tuban.TubanError, "e.csv"):
                tuban.render(BAR, files={"e.csv": data})
            tuban.render_file(chart, pathlib.Path(folder, "c.svg"), params={"n": 3}, files={"d.csv": str(data)}, members={"title": "又"})
            self.assertIn("x|3|甲", pathlib.Path(folder, "c.svg").read_text("utf-8"))
            self.assertIn("又", pathlib.Path(folder, "c.svg").read_text("utf-8"))
        self.assertEqual(tuban.render(BAR, members={"mark": "point", "width": 33}), tuban.render({**BAR, "mark": "point", "width": 33}))
        sizes = []
        for scale in (None, 2):
            said = subprocess.run(["pdfinfo", "-"], input=tuban.render(BAR, "pdf", pdf_scale=scale), capture_output=True, check=True).stdout.decode()
            sizes.append([float(side) for side in re.search(r"Page size: +([\d.]+) x ([\d.]+) pts", said).groups()])
        for once, twice in zip(*sizes):
            self.assertAlmostEqual(2 * once, twice, delta=0.1)
        for wrong, error in (({"params": [1]}, TypeError), ({"files": "a"}, TypeError), ({"members": "{}"}, TypeError), ({"pdf_scale": -1}, ValueError), ({"params": {"n": float("nan")}}, ValueError),
                             ({"params": {"n": object()}}, TypeError), ({"params": {1: 1}}, TypeError), ({"members": {"a": float("inf")}}, ValueError)):
            with self.assertRaises(error):
                tuban.render(BAR, **wrong)

    def test_data_are_read_below_the_folder_or_where_allowed(self):
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, "t.csv").write_text("n\n1\n", "utf-8")
            near, far = dict(NAMED, data={"url": "t.csv"}), dict(NAMED, data={"url": os.path.join(folder, "t.csv")})
            self.assertEqual(tuban.render(near, folder=folder), tuban.render(far, allowed_paths=[folder]))
            with self.assertRaises(tuban.TubanError):
                tuban.render(far)
            pathlib.Path(folder, "t.csv").write_bytes("k\n京\n".encode("gbk"))
            named = {"data": {"url": "t.csv"}, "mark": "point", "encoding": {"x": {"field": "k"}}}
            self.assertIn("京".encode(), tuban.render(named, "svg", folder=folder, encoding="gbk"))
            with self.assertWarns(tuban.TubanWarning):
                self.assertNotIn("京".encode(), tuban.render(named, "svg", folder=folder))
            with self.assertRaises(tuban.TubanError):
                tuban.render(named, folder=folder, encoding="gkb")
            style = pathlib.Path(folder, "style.json")
            style.write_text('{"background": "#123"}', "utf-8")
            self.assertEqual(tuban.render(BAR, style=style), tuban.render(BAR, style={"background": "#123"}))

    def test_threads_draw_at_once(self):
        expected, drawn = tuban.render(BAR), []
        threads = [threading.Thread(target=lambda: drawn.append(tuban.render(BAR))) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(drawn, [expected] * 4)


class Messages(unittest.TestCase):
    def test_warnings_are_python_warnings(self):
        with self.assertWarns(tuban.TubanWarning) as caught:
            tuban.render(ODD, name="c.json")
        warning = caught.warning
        self.assertEqual((warning.severity, warning.code, warning.file, warning.line, warning.column), ("warning", "W204", "c.json", 2, 27))
        self.assertTrue(warning.text.startswith('unknown property "colour"'))
        self.assertTrue(str(warning).startswith('c.json:2:27: unknown property "colour"'))
        self.assertEqual(caught.filename, __file__)

    def test_errors_are_exceptions(self):
        with self.assertRaises(tuban.TubanError) as caught:
            tuban.render('{"mark": "bars"}')
        error = pickle.loads(pickle.dumps(caught.exception))
        self.assertEqual(error.status, "failed")
        self.assertEqual(error.messages[0][:5], ("error", "E203", "chart", 1, 10))
        self.assertIn('did you mean "bar"?', str(error))
        for spec, status in ((pathlib.Path("none.json"), "io"), (pathlib.Path("-"), "io"), ("{", "failed"), ("", "failed"), ("[]", "failed")):
            with self.subTest(spec), self.assertRaises(tuban.TubanError) as caught:
                tuban.render(spec)
            self.assertEqual(caught.exception.status, status)

    def test_strict_makes_errors_of_warnings(self):
        for options in ({"strict": True}, {"strict": True, "style": {"colour": 1}}):
            with self.assertRaises(tuban.TubanError):
                tuban.render(ODD, **options)
        with self.assertRaisesRegex(tuban.TubanError, "style"):
            tuban.render(BAR, style="[]")

    def test_allowed_warnings_are_left_out(self):
        for options in ({}, {"strict": True}):
            with self.subTest(options), warnings.catch_warnings():
                warnings.simplefilter("error")
                self.assertEqual(tuban.render(ODD, allow=["W204"], **options), tuban.render(ODD, allow=("W999", "W204"), **options))
                tuban.render(BAR, style={"background": "white", "colour": 1}, allow=iter(["W204"]))
        with self.assertWarns(tuban.TubanWarning):
            tuban.render(ODD, allow=["W205"])
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "c.png")
            tuban.render_file(ODD, path, strict=True, allow={"W204"})
            self.assertEqual(path.read_bytes()[:4], b"\x89PNG")


class Sizes(unittest.TestCase):
    def size(self, **options):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            svg = tuban.render(BAR, "svg", **options).decode()
        return tuple(float(side) for side in re.search(r'width="([\d.]+)" height="([\d.]+)"', svg).groups())

    def test_a_chart_has_the_size_asked_for(self):
        self.assertAlmostEqual(self.size(width="85mm")[0], 85 / 25.4 * 96, delta=0.03)
        self.assertAlmostEqual(self.size(width=400)[0], 400, delta=0.03)
        width, height = self.size(width=300.5, height="6cm")
        self.assertAlmostEqual(width, 300.5, delta=0.03)
        self.assertAlmostEqual(height, 60 / 25.4 * 96, delta=0.03)
        self.assertAlmostEqual(self.size(preset="a4-report", height="100mm")[0], 160 / 25.4 * 96, delta=0.03)

    def test_text_and_background(self):
        svg = tuban.render(BAR, "svg", font_size="6pt", background="#123456").decode()
        self.assertIn('font-size="8px"', svg)
        self.assertIn("#123456", svg)

    def test_wrong_ones(self):
        for options in ({"width": "85 feet"}, {"height": "0mm"}, {"font_size": "0.1pt"}, {"preset": "natrue"}, {"background": "whit"}):
            with self.subTest(options), self.assertRaises(tuban.TubanError) as caught:
                tuban.render(BAR, **options)
            self.assertEqual(caught.exception.status, "usage")
        for options in ({"width": True}, {"width": b"85mm"}, {"background": 5}, {"preset": 5}, {"page": 5}, {"margin": 5}, {"bleed": 5}, {"color": 5}, {"intent": 5}):
            with self.subTest(options), self.assertRaises(TypeError):
                tuban.render(BAR, **options)
        for options in ({"width": 0}, {"height": float("inf")}, {"font_size": -1}):
            with self.subTest(options), self.assertRaises(ValueError):
                tuban.render(BAR, **options)


class WrongArguments(unittest.TestCase):
    def test_each_is_an_exception(self):
        for kind, arguments, options in (
                (TypeError, (None,), {}), (TypeError, (1,), {}), (TypeError, (b"{}",), {}), (TypeError, ([],), {}),
                (TypeError, ({"a": object()},), {}), (ValueError, ({"a": float("nan")},), {}), (ValueError, ("\ud800",), {}),
                (ValueError, (BAR, "gif"), {}), (TypeError, (BAR, None), {}), (TypeError, (BAR, 1), {}), (ValueError, (BAR, "p\0g"), {}),
                (ValueError, (BAR,), {"scale": 0}), (ValueError, (BAR,), {"scale": float("nan")}), (TypeError, (BAR,), {"scale": "2"}),
                (ValueError, (BAR,), {"dpi": float("inf")}), (ValueError, (BAR,), {"quality": 0}), (ValueError, (BAR,), {"quality": 2 ** 32 + 90}),
                (TypeError, (BAR,), {"lang": 1}), (ValueError, (BAR,), {"lang": "a\0"}), (TypeError, (BAR,), {"allowed_paths": "/tmp"}),
                (TypeError, (BAR,), {"allowed_paths": [None]}), (TypeError, (BAR,), {"allow": "W204"}), (TypeError, (BAR,), {"allow": [204]}), (TypeError, (BAR,), {"style": 1}), (TypeError, (BAR,), {"folder": 1}),
                (TypeError, (BAR,), {"name": 1}), (TypeError, (BAR,), {"data": {1: []}}), (TypeError, (BAR,), {"data": {"t": 1}}),
                (TypeError, (BAR,), {"data": {"t": None}}), (TypeError, (BAR,), {"data": {"t": [object()]}}),
                (TypeError, (BAR,), {"data": {"t": {1: [1]}}}), (ValueError, (BAR,), {"data": {"t": {"a": [1], "b": []}}}),
                (TypeError, (BAR,), {"data": {"t": {"a": 1}}}), (TypeError, (BAR,), {"data": {"t": {"a": "text"}}}),
                (ValueError, (BAR,), {"data": {"t": {"a\0": [1]}}}), (ValueError, (BAR,), {"data": {"t": {"a": ["\udc00"]}}}),
                (OverflowError, (BAR,), {"data": {"t": {"a": [10 ** 400]}}}), (TypeError, (BAR,), {"unknown": 1})):
            with self.subTest(arguments=arguments, options=options), self.assertRaises(kind):
                tuban.render(*arguments, **options)
        for path in (None, 1):
            with self.assertRaises(TypeError):
                tuban.render_file(BAR, path)
        for path in ("a", "a.gif", "a\0.png"):
            with self.assertRaises(ValueError):
                tuban.render_file(BAR, path)

    def test_formats_are_listed(self):
        self.assertEqual(tuban.formats()[0], "png")
        self.assertEqual(tuban.mime_type("svg"), "image/svg+xml")


if __name__ == "__main__":
    unittest.main(verbosity=2)
