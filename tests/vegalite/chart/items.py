"""What is drawn, item by item: items.json holds charts drawn at random and the marks, axes, legends and titles of the scene graphs
that vega 6.4 with vega-lite 6.4 makes of them: place, size, paint, text."""
import concurrent.futures, json, os, re, subprocess, unittest

SOURCE = os.environ.get("TUBAN_SOURCE", os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))))
TUBAN = os.environ.get("TUBAN", os.path.join(SOURCE, "build", "tuban"))
FONTS = os.path.join(SOURCE, "tests", "fonts.conf")
NEAR = 0.02  # the cases are rounded to hundredths
SHOWN = 20  # items of a mark in what inspect prints


def scene(spec):
    done = subprocess.run([TUBAN, "inspect", "--stage", "scene", "-"], input=json.dumps(spec).encode(), capture_output=True,
                          env=dict(os.environ, TZ="UTC", FONTCONFIG_FILE=FONTS), timeout=60)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)["root"]


def paint(value):
    return "gradient" if isinstance(value, dict) else None if value and re.fullmatch(r"rgba\(.*, 0\)", value) else value


def listed(mark, i):
    """One item in the form of the cases; None for a text of nothing."""
    def get(key, otherwise=0):
        value = mark.get(key)
        if isinstance(value, list) and key not in ("strokeDash",):
            value = value[i] if i < len(value) else None
        elif key == "strokeDash" and value and isinstance(value[0], list):
            value = value[i]
        return otherwise if value is None else value

    kind, x, y, opacity = mark["type"], get("x"), get("y"), get("opacity", 1)
    fill, stroke = paint(get("fill", None)), paint(get("stroke", None))
    if kind == "rule":
        dash = " ".join(f"{length:g}" for length in get("strokeDash", [])) or None
        return [kind, x, y, get("x2", x), get("y2", y), stroke, get("strokeWidth", 1), opacity, dash]
    if kind == "rect":
        return [kind, x, y, get("width"), get("height"), fill, stroke, opacity]
    if kind == "symbol":
        return [kind, x, y, get("size", 64), get("shape", "circle"), fill, stroke, opacity]
    if kind == "text":
        text = get("text", "")
        if opacity == 0 or not text:
            return None
        return [kind, x, y, text.replace("\n", "|"), get("angle"), get("align", "left"), get("baseline", "alphabetic"),
                get("fontSize", 11), get("dx"), get("dy")]
    if kind in ("line", "trail", "area"):
        return [kind, x, y, fill if kind == "area" else stroke or fill]
    if kind == "arc":
        return [kind, x, y, get("startAngle"), get("endAngle"), get("innerRadius"), get("outerRadius"), fill]
    return None


def items(mark):
    if mark["type"] == "group":
        return [item for group in mark.get("groups", []) for inner in group for item in items(inner)]
    return list(filter(None, (listed(mark, i) for i in range(min(mark["items"], SHOWN)))))


def same(want, got):
    if isinstance(want, float | int) and isinstance(got, float | int):
        return abs(want - got) <= NEAR
    return want == got


class Items(unittest.TestCase):
    def test_items_are_those_of_vega(self):
        with open(os.path.join(SOURCE, "tests", "vegalite", "chart", "items.json"), encoding="utf-8") as file:
            cases = json.load(file)
        data = dict(cases["data"], format={"parse": {"d": "date"}})
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            drawn = pool.map(lambda case: items(scene(dict(case["spec"], data=data))), cases["cases"])
            for case, got in zip(cases["cases"], drawn):
                with self.subTest(json.dumps(case["spec"])):
                    self.assertEqual(len(got), len(case["items"]))
                    for want, have in zip(case["items"], got):
                        self.assertTrue(all(map(same, want, have)), f"\nexpected {want}\n    have {have}")


if __name__ == "__main__":
    unittest.main()
