"""Tables of Python draw what the same rows draw in JSON, column by column and with each kind of value."""
import datetime, decimal, functools, json, os, time, unittest, warnings
import tuban

try:
    import numpy, pandas
except ImportError:
    numpy = pandas = None
needs_pandas = unittest.skipIf(pandas is None, "pandas is not installed (Debian: python3-pandas)")

UTC = datetime.timezone.utc
ZONES = ("UTC", "Europe/Berlin", "America/New_York")


def set_zone(name):
    os.environ["TZ"] = name
    time.tzset()


def chart(kind, field="v"):
    return {"data": {"name": "t"}, "mark": "point", "encoding": {"x": {"field": field, "type": kind}, "tooltip": {"field": field, "type": kind}}}


class Tables(unittest.TestCase):
    def setUp(self):
        set_zone("UTC")

    def check(self, table, values, kind="nominal", field="v"):
        rows = [{field: value} for value in values]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            drawn = tuban.render(chart(kind, field), "svg", data={"t": table}, lang="zh-Hans")
            expected = self.by_json(json.dumps(rows), kind, field, os.environ["TZ"])
        self.assertEqual(drawn, expected, (table, values, kind))

    @staticmethod
    @functools.cache
    def by_json(rows, kind, field, _zone):
        return tuban.render(dict(chart(kind, field), data={"values": json.loads(rows)}), "svg", lang="zh-Hans")

    def check_types(self, table, values, *kinds):
        for kind in kinds or ("nominal", "ordinal", "quantitative"):
            self.check(table, values, kind)

    def test_lists(self):
        for values, expected in (([1, 2.5, None, float("nan"), float("inf")], [1, 2.5, None, None, None]), ([True, None, False], None),
                                 (["a", None, "ü", "图版", "a", "\U0001F416", ""], None), ([None, None], None),
                                 ([1, "a", None], None), ([True, 1, "1"], None), ([decimal.Decimal("1.5"), 2], [1.5, 2]), ([], None)):
            self.check_types({"v": values}, values if expected is None else expected)
            self.check_types([{"v": value} for value in values], values if expected is None else expected)
        self.check({"v": [[1, 2], {"a": 1}]}, [[1, 2], {"a": 1}])

    def test_names(self):
        self.check({"图版 v": [1, 2]}, [1, 2], "quantitative", "图版 v")

    def test_texts_of_files_stand_for_urls(self):
        spec = chart("nominal")
        expected = tuban.render(dict(spec, data={"values": [{"v": "a"}, {"v": "ü"}]}), "svg")
        for name, text in (("https://example.org/t.csv", "v\na\nü\n"), ("t.json", '[{"v": "a"}, {"v": "ü"}]'.encode())):
            self.assertEqual(tuban.render(dict(spec, data={"url": name}), "svg", data={name: text}), expected)
            self.assertEqual(tuban.render(json.dumps(dict(spec, data={"url": name})), "svg", data={name: text}), expected)

    def test_dates_without_a_zone_are_local(self):
        times = [datetime.datetime(2012, 3, 11, 2, 30), datetime.datetime(2012, 11, 4, 1, 30), datetime.datetime(1969, 12, 31, 23, 59, 59, 999900), None]
        texts = [moment and moment.isoformat() for moment in times]
        for zone in ZONES:
            set_zone(zone)
            self.check_types({"v": times}, texts, "temporal", "ordinal")
            self.check({"v": [datetime.date(2012, 1, 1)]}, ["2012-01-01T00:00:00"], "temporal")

    def test_dates_with_a_zone_are_moments(self):
        times = [datetime.datetime(2012, 1, 1, tzinfo=UTC), datetime.datetime(2012, 6, 1, tzinfo=datetime.timezone(datetime.timedelta(hours=5)))]
        for zone in ZONES:
            set_zone(zone)
            self.check_types({"v": times}, [moment.isoformat() for moment in times], "temporal", "ordinal")
            mixed = [times[0], datetime.datetime(2012, 2, 1)]
            self.check_types({"v": mixed}, [moment.isoformat() for moment in mixed], "temporal", "ordinal")

    def test_durations_are_refused(self):
        with self.assertRaisesRegex(TypeError, "durations"):
            tuban.render(chart("nominal"), data={"t": {"v": [datetime.timedelta(1)]}})

    def test_texts_with_nul_are_refused(self):
        for values in (["a\0b"], ["a\0b", 1], *([] if pandas is None else [pandas.Series(["a\0b"])])):
            with self.assertRaises((ValueError, tuban.TubanError)):
                tuban.render(chart("nominal"), data={"t": {"v": values}})

    @needs_pandas
    def test_arrays(self):
        for values, expected in ((numpy.array([1, 2, 3], "int16"), [1, 2, 3]), (numpy.array([1.5, numpy.nan, numpy.inf]), [1.5, None, None]),
                                 (numpy.arange(9.0)[::3], [0, 3, 6]), (numpy.array([True, False]), [True, False]),
                                 (numpy.array(["a", "ü"]), ["a", "ü"]), (numpy.array(["a", None], object), ["a", None])):
            self.check_types({"v": values}, expected)
        dates = numpy.array(["2012-03-11T02:30", "NaT", "1960-01-01"], "datetime64[m]")
        set_zone("America/New_York")
        self.check_types({"v": dates}, ["2012-03-11T02:30:00", "", "1960-01-01T00:00:00"], "temporal", "ordinal")

    @needs_pandas
    def test_series(self):
        na, series = pandas.NA, pandas.Series
        for values, expected in (
                (series([1, 2]), [1, 2]), (series([1, na], dtype="Int64"), [1, None]), (series([1.5, na], dtype="Float32"), [1.5, None]),
                (series([1.5, None, numpy.inf]), [1.5, None, None]), (series([2 ** 63], dtype="uint64"), [2 ** 63]),
                (series([True, False]), [True, False]), (series([True, na, False], dtype="boolean"), [True, None, False]),
                (series([True, None, False]), [True, None, False]), (series(["a", None, "ü", numpy.nan]), ["a", None, "ü", None]),
                (series(["a", na], dtype="string"), ["a", None]), (series([None, None], dtype=object), [None, None]), (series(["", None]), ["", None]), (series(["b", None, "ä", "b"], dtype="category"), ["b", None, "ä", "b"]),
                (series([3, 1, 3], dtype="category"), [3, 1, 3]), (series([1, "a", None]), [1, "a", None]), (series([True, 1], dtype=object), [True, 1]),
                (series([[1], [2, 3]]), [[1], [2, 3]]), (series([], dtype=float), []), (pandas.Categorical(["x", None]), ["x", None]),
                (series([1, 2], index=[7, 5]), [1, 2])):
            self.check_types(pandas.DataFrame({"v": values}), expected)
            self.check_types({"v": values}, expected)

    @needs_pandas
    def test_dates_of_pandas(self):
        naive = pandas.Series(pandas.to_datetime(["2012-03-11 02:30", None, "2012-11-04 01:30:00.25", "1912-01-01"]))
        aware = pandas.Series(pandas.date_range("2012-03-25", periods=3, freq="H", tz="Europe/Berlin"))
        for zone in ZONES:
            set_zone(zone)
            for values in (naive, aware, pandas.DatetimeIndex(naive), pandas.DatetimeIndex(aware)):
                texts = ["" if value is pandas.NaT else value.isoformat() for value in values]
                self.check_types(pandas.DataFrame({"v": values}), texts, "temporal", "ordinal")
                self.check_types({"v": values}, texts, "temporal", "ordinal")
        with self.assertRaisesRegex(TypeError, "durations"):
            tuban.render(chart("nominal"), data={"t": pandas.DataFrame({"v": [pandas.Timedelta(1)]})})

    @needs_pandas
    def test_a_file_and_its_frame_give_the_same_bytes(self):
        frame = pandas.DataFrame({"n": [1.5, 2, None], "k": ["b", None, "图"]})
        spec = {"data": {"url": "t.json"}, "mark": "bar", "encoding": {"x": {"field": "k"}, "y": {"field": "n", "type": "quantitative"}}}
        for kind in tuban.formats():
            by_file = tuban.render(spec, kind, data={"t.json": frame.to_json(orient="records")})
            self.assertEqual(tuban.render(spec, kind, data={"t.json": frame}), by_file)

    @needs_pandas
    def test_columns_without_usable_names(self):
        self.check(pandas.DataFrame([[1], [2]]), [1, 2], "quantitative", "0")
        for frame, error in ((pandas.DataFrame([[1, 2]], columns=["v", "v"]), ValueError), (pandas.DataFrame({(1, 2): [1]}), TypeError)):
            with self.assertRaises(error):
                tuban.render(chart("nominal"), data={"t": frame})

    @needs_pandas
    def test_other_frames_become_those_of_pandas(self):
        class Frame:
            def to_pandas(self):
                return pandas.DataFrame({"v": [1, 2]})

        self.check(Frame(), [1, 2], "quantitative")


if __name__ == "__main__":
    unittest.main(verbosity=2)
