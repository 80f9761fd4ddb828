"""The rows that marks are drawn from: rows.json holds units drawn at random and the rows that vega 6.4 with vega-lite 6.4 gives
their marks, after parsing, bins, time units, aggregates, imputation, stacks and the filter of invalid values."""
import concurrent.futures, datetime, json, os, subprocess, unittest

SOURCE = os.environ.get("TUBAN_SOURCE", os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))))
TUBAN = os.environ.get("TUBAN", os.path.join(SOURCE, "build", "tuban"))


def rows(spec):
    done = subprocess.run([TUBAN, "inspect", "--stage", "data", "-"], input=json.dumps(spec).encode(), capture_output=True,
                          env=dict(os.environ, TZ="UTC"), timeout=60)
    assert done.returncode == 0, done.stderr.decode()
    table, = json.loads(done.stdout).values()
    return table["first"]


def same(want, got):
    if isinstance(want, float | int) and not isinstance(want, bool):
        return isinstance(got, float | int) and abs(got - want) <= 1e-8 * max(1, abs(want))
    return want == got or (want == "object" and isinstance(got, dict))


def plain(value):
    """Dates as milliseconds, as the cases have them."""
    try:
        return datetime.datetime.fromisoformat(value).timestamp() * 1000 if isinstance(value, str) and value.endswith("Z") else value
    except ValueError:
        return value


class Rows(unittest.TestCase):
    def test_rows_are_those_of_vega(self):
        with open(os.path.join(SOURCE, "tests", "vegalite", "dataflow", "rows.json"), encoding="utf-8") as file:
            cases = json.load(file)
        data = dict(cases["data"], format={"parse": {"d": "date"}})
        self.assertGreater(len(cases["cases"]), 100)
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            drawn = pool.map(lambda case: rows(dict(case["spec"], data=data)), cases["cases"])
            for case, got in zip(cases["cases"], drawn):
                with self.subTest(json.dumps(case["spec"])):
                    others = {column for row in got for column in row} - set(case["columns"])
                    self.assertEqual([column for column in others if not column.startswith("__") and not column.endswith("_sort_index")], [])
                    got = [[plain(row.get(column)) for column in case["columns"]] for row in got]
                    alike = len(got) == len(case["rows"]) and all(
                        same(a, b) for want, have in zip(case["rows"], got) for a, b in zip(want, have))
                    self.assertTrue(alike, f"\n{case['columns']}\nexpected {case['rows']}\n    have {got}")


if __name__ == "__main__":
    unittest.main()
