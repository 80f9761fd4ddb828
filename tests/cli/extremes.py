"""Small charts that ask for too much, made at random: rows and columns out of proportion, deep nesting, huge numbers, values that share values,
long texts, odd characters, each transform with extreme parameters. Each is drawn as PNG, SVG and PDF with 4 GB of address space and 10 s of processor
time, and ends with a picture or a message.

    extremes.py [--minutes M] [COUNT [SEED [NUMBER]]]

With NUMBER, prints that chart of the seed instead of trying any.
"""
import json, math, random, sys, time
from _trial import try_all

COUNT, SEED = 8, 1
ODD = ["\u202e", "\u200d", "\ufeff", "\ufdd0", "\uffff", "\U0010ffff", "\u0301" * 50, "\ud83d\ude00", "👨‍👩‍👧‍👦", "ﷺ", "汉字", "العربية", "ก็็็็", "\t", "\r\n", "\u2028", "\x01", "\x7f", "\x9b",
       "]]>", "<!--", "&amp;", "%s%n", "\\", "\"", "'", "𝕬", "\u00ad", "e\u0301", "ß", "İ", "../..", "file:///etc/passwd"]
NUMBERS = [0, -0.0, 1, -1, 0.1, 1e-9, 5e-324, 2**31, -2**31, 2**32, 2**53 + 1, 2**63, 1e9, 1e15, 1e16, 1e100, 1e300, -1e300, 1.7e308, -1.7e308, 1e-300, 3]
MARKS = ["arc", "area", "bar", "boxplot", "circle", "errorband", "errorbar", "geoshape", "image", "line", "point", "rect", "rule", "square", "text", "tick", "trail"]
OPS = ["count", "sum", "mean", "median", "stdev", "ci0", "ci1", "q1", "distinct", "argmin", "argmax", "mode", "values", "product", "exponential", "missing"]
CURVES = ["linear", "monotone", "cardinal", "basis", "bundle", "catmull-rom", "step-after", "natural", "basis-closed"]
UNITS = ["year", "yearmonth", "yearmonthdatehoursminutesseconds", "milliseconds", "utcyearquarter", "week", "dayofyear", {"unit": "minutes", "step": 1e-9}, {"unit": "year", "maxbins": 1e9},
         {"unit": "milliseconds", "maxbins": 1e7}]


class Maker:
    def __init__(self, by):
        self.by = by

    def chance(self, part):
        return self.by.random() < part

    def one(self, *of):
        return self.by.choice(of)

    def amount(self, most=1e9):
        """Any order of magnitude is as likely as another."""
        return int(10 ** self.by.uniform(0, math.log10(most)))

    def number(self):
        return self.one(self.by.choice(NUMBERS), self.amount(), -self.amount(), self.by.uniform(-1, 1), self.amount(1e6))

    def text(self, most=30000):
        by, length = self.by, self.amount(most)
        bits = ["a", "word ", "\n", "W", by.choice(ODD), by.choice(ODD)]
        return self.one("x" * length, "汉" * length, "word " * (length // 5), by.choice(ODD) * (length // 3), "".join(by.choice(bits) for _ in range(min(length, 3000))),
                        "line\n" * (length // 5))

    def name(self):
        return self.one("a", "a", "b", "b", "c", "s", "s", "t", "c1")

    # ---- data

    def value(self):
        return self.one(self.number(), self.number(), None, True, self.text(300), "2020-01-01", "x", self.nested(self.amount(60)), [1, 2, 3], {"c": {"d": [1]}}, "1e999", "NaN")

    def nested(self, depth):
        value = 1
        for _ in range(depth):
            value = [value] if self.chance(0.5) else {"a": value}
        return value

    def data(self):
        by = self.by
        kind = by.randrange(9)
        if kind <= 2:
            start = self.one(0, 0, 0, -self.amount(), self.number())
            sequence = {"start": start, "stop": self.one(self.amount(), self.amount(1e6), self.number()), "as": "a"}
            if self.chance(0.4):
                sequence["step"] = self.one(self.number(), 10 ** by.uniform(-6, 1))
            return {"sequence": sequence}
        if kind == 3:
            return {"graticule": self.one(True, {"step": [10 ** by.uniform(-5, 2), 10 ** by.uniform(-5, 2)]}, {"precision": 10 ** by.uniform(-6, 2)}, {"extent": [[self.number(), self.number()], [self.number(), self.number()]]})}
        if kind == 4:  # columns: each row has its own
            return {"values": [{**{f"c{i}_{k}": k for k in range(self.amount(50))}, "a": i} for i in range(self.amount(1000))]}
        if kind == 5:
            rows = "\n".join(",".join(str(self.amount()) for _ in range(4)) for _ in range(self.amount(2000)))
            return {"values": self.one("a,b,c,s\n", "a,a,\n", "\ufeffa\r\n", '"a') + rows, "format": {"type": "csv", "parse": self.one(None, {"a": "date"}, {"a": "number", "b": "boolean"})}}
        if kind == 6:
            return {"values": [{"a": i, "b": self.value(), "c": self.value(), "s": self.text(2000)} for i in range(self.amount(40))]}
        return {"values": [{"a": self.value(), "b": self.number(), "c": by.randrange(5), "s": i} for i in range(self.amount(300))]}

    # ---- transforms

    def expression(self):
        n = self.amount(1e9)
        return self.one(
            f"sequence({n})", f"sequence(0, 1, {10 ** -self.by.uniform(0, 12)})", f"pad('x', {n}, 'ab')", f"repeat('ab', {n})", f"join(sequence({self.amount(1e6)}), '{self.by.choice(['', ',', 'xxxxxxx'])}')",
            "datum.a + 1", "[datum.s, datum.s]", "datum.s + datum.s", "'' + datum.s", "{'a': datum.s, 'b': datum.s}", "length('' + datum.s)", "random()", "datum.a * 1e308", "datum.a / 0", "split('' + datum.s, '')",
            f"replace(pad('a', {self.amount(1e6)}, 'a'), regexp('a', 'g'), '$&$&$&')", f"test(/(a+)+$/, pad('!', {self.amount(1e5)}, 'a', 'left'))", f"test(/(a|aa)*b/, pad('a', {self.amount(1e4)}, 'a'))",
            f"format(datum.a, '{self.one('.', '0', ',.', '$0')}{n}f')", f"timeFormat(datum.a, '{'%c' * self.amount(3000)}')", f"timeSequence('milliseconds', 0, {self.number()!r})", f"utcSequence('day', {self.number()!r}, {self.number()!r})",
            "datetime(datum.a, datum.a, datum.a)", "(" * self.amount(3000) + "datum.a" + ")" * self.amount(3000), "+".join(["datum.a"] * self.amount(3000)), "-" * self.amount(3000) + "1", "!" * 500 + "datum.a",
            "datum" + ".a" * self.amount(3000), f"slice(sequence({self.amount(1e6)}), {self.number()!r})", "sort(datum.s)", f"lerp([0, 1], {self.number()!r})", f"truncate(pad('x', {self.amount(1e6)}, 'y'), {self.number()!r})",
            f"quantileNormal(datum.a) + sampleLogNormal({self.number()!r}, {self.number()!r})", f"extent(sequence({self.amount(1e7)}))", f"hcl({self.number()!r}, {self.number()!r}, {self.number()!r})", f"substring('' + datum.s, {self.number()!r}, {self.number()!r})")

    def predicate(self, depth):
        if depth:
            inner = self.predicate(depth - 1)
            return self.one({"not": inner}, {"and": [inner, inner] if depth < 12 else [inner]}, {"or": [inner]})
        return self.one("datum.a > 0", {"field": self.name(), "oneOf": [self.number() for _ in range(self.amount(3000))]}, {"field": self.name(), "range": [self.number(), self.number()]},
                        {"field": self.name(), "equal": self.value()}, {"field": self.name(), "timeUnit": self.one(*UNITS), "lt": {"year": self.number()}}, self.expression())

    def transform(self):
        name, by = self.name(), self.by
        group = self.one({}, {}, {"groupby": ["c"]}, {"groupby": ["s"]}, {"groupby": ["a"]})
        return self.one(
            lambda: {"calculate": self.expression(), "as": "s"}, lambda: {"calculate": self.expression(), "as": self.name()},
            lambda: {"aggregate": [{"op": self.one(*OPS), "field": name, "as": f"g{i}"} for i in range(self.amount(30))], **group},
            lambda: {"joinaggregate": [{"op": self.one(*OPS), "field": name, "as": "s"}], **group},
            lambda: {"bin": self.one(True, {"maxbins": self.number()}, {"step": self.number()}, {"extent": [self.number(), self.number()], "maxbins": self.amount()}, {"steps": [self.number()] * self.amount(1000)}, {"base": self.number()}, {"minstep": self.number()}), "field": name, "as": self.one("s", ["s", "t"])},
            lambda: {"density": name, "steps": self.number(), "bandwidth": self.number(), "extent": self.one(None, [self.number(), self.number()]), "cumulative": self.chance(0.5), **group},
            lambda: {"density": name, "minsteps": self.amount(), "maxsteps": self.amount(), **group},
            lambda: {"extent": name, "param": "e"}, lambda: {"filter": self.predicate(self.amount(300))},
            lambda: {"flatten": ["s"] * self.amount(10)}, lambda: {"fold": [self.name()] * self.amount(1000)},
            lambda: {"impute": "b", "key": name, "keyvals": self.one({"start": 0, "stop": self.number(), "step": self.number()}, {"stop": self.amount()}, [self.number()] * self.amount(1000)), "method": self.one("value", "mean", "max"), "frame": [self.number(), self.number()], **group},
            lambda: {"loess": "b", "on": name, "bandwidth": self.number(), **group}, lambda: {"lookup": name, "from": {"data": self.data(), "key": "a", "fields": ["b"] * self.amount(100)}},
            lambda: {"pivot": name, "value": "b", "limit": self.number(), "op": self.one(*OPS), **group}, lambda: {"quantile": name, "step": self.one(self.number(), 10 ** -by.uniform(0, 10)), **group},
            lambda: {"quantile": name, "probs": [self.number()] * self.amount(1000)},
            lambda: {"regression": "b", "on": name, "method": self.one("poly", "exp", "log", "pow", "quad"), "order": self.number(), "params": self.chance(0.3), "extent": [self.number(), self.number()], **group},
            lambda: {"sample": self.number()}, lambda: {"stack": name, "groupby": ["c"], "offset": self.one("zero", "center", "normalize"), "as": ["s", "t"]},
            lambda: {"timeUnit": self.one(*UNITS), "field": name, "as": "s"},
            lambda: {"window": [{"op": self.one("rank", "ntile", "lag", "nth_value", "lead", "cume_dist", *OPS), "field": name, "param": self.number(), "as": "s"} for _ in range(self.amount(10))], "frame": self.one([None, None], [None, 0], [-self.amount(), self.amount()], [self.number(), self.number()]), "ignorePeers": self.chance(0.5), "sort": [{"field": name}], **group},
            lambda: {"window": [{"op": self.one(*OPS), "field": name, "as": "s"}], "frame": [-self.amount(1e5), self.amount(1e5)]})()

    # ---- encodings

    def scale(self):
        by = self.by
        return self.one(
            lambda: {"type": self.one("log", "pow", "sqrt", "symlog", "time", "band", "point", "quantize", "quantile", "threshold", "bin-ordinal", "utc", "linear"), "zero": self.chance(0.5), "nice": self.one(True, self.number(), "millisecond", {"interval": "second", "step": self.number()})},
            lambda: {"domain": [self.number() for _ in range(self.one(1, 2, 2, 3, self.amount(3000)))]}, lambda: {"range": [self.number() for _ in range(self.one(0, 1, 2, 2, self.amount(3000)))]},
            lambda: {"type": "pow", "exponent": self.number()}, lambda: {"type": "log", "base": self.number()}, lambda: {"type": "symlog", "constant": self.number()}, lambda: {"padding": self.number(), "paddingOuter": self.number(), "align": self.number()},
            lambda: {"scheme": {"name": self.one("viridis", "category20", "blues"), "count": self.number(), "extent": [self.number(), self.number()]}}, lambda: {"type": "quantize", "range": {"step": self.number()}, "domainMin": self.number()},
            lambda: {"domain": {"expr": self.expression()}}, lambda: {"reverse": True, "clamp": True, "round": True, "domainMid": self.number()})()

    def guide(self):
        return self.one(
            lambda: {"tickCount": self.one(self.number(), {"interval": "second", "step": self.number()}, "millisecond")}, lambda: {"values": [self.number() for _ in range(self.amount(3000))]}, lambda: {"labelExpr": self.expression()},
            lambda: {"format": self.one(".999f", "%" * self.amount(300), "~s", "0" * 50 + "d", "%Q%L%f")}, lambda: {"title": self.text()}, lambda: {"title": [self.text(300)] * self.amount(300)}, lambda: {"labelLimit": self.number(), "labelAngle": self.number(), "labelOverlap": self.one(True, False, "greedy", "parity")},
            lambda: {"labelFontSize": self.number(), "titleFontSize": self.number(), "tickSize": self.number(), "offset": self.number(), "labelPadding": self.number()}, lambda: {"gridDash": [self.number()] * 3, "grid": True, "gridWidth": self.number(), "tickMinStep": self.number()},
            lambda: {"columns": self.number(), "symbolLimit": self.number(), "gradientLength": self.number(), "clipHeight": self.number(), "rowPadding": self.number()}, lambda: {"minExtent": self.number(), "maxExtent": self.number(), "bandPosition": self.number()})()

    def definition(self, channel):
        by, definition = self.by, {"field": self.one("a", "a", "b", "c", "s", "t", "__count", "a.c.d"), "type": self.one("quantitative", "quantitative", "nominal", "ordinal", "temporal")}
        if self.chance(0.2):
            definition["bin"] = self.one(True, {"maxbins": self.number()}, {"step": self.number()}, "binned")
        elif self.chance(0.2):
            definition["aggregate"] = self.one(*OPS)
        elif self.chance(0.15):
            definition["timeUnit"] = self.one(*UNITS)
        if self.chance(0.4):
            definition["scale"] = self.scale()
        if self.chance(0.4):
            definition[{"x": "axis", "y": "axis", "row": "header", "column": "header", "facet": "header"}.get(channel, "legend")] = self.guide()
        if self.chance(0.15):
            definition["sort"] = self.one("-x", "descending", {"field": "b", "op": self.one(*OPS)}, [self.number() for _ in range(self.amount(3000))])
        if self.chance(0.1):
            definition["stack"] = self.one("zero", "center", "normalize", False)
        if self.chance(0.1):
            definition["impute"] = {"value": self.number(), "keyvals": {"stop": self.amount(), "start": 0}}
        return definition

    def encoding(self):
        others = ["color", "size", "shape", "opacity", "row", "column", "facet", "text", "detail", "order", "x2", "y2", "xOffset", "yOffset", "tooltip", "href", "theta", "radius", "strokeWidth", "angle", "longitude", "latitude", "url", "strokeDash", "xError", "key", "description"]
        chosen = [channel for channel in ("x", "y") if self.chance(0.85)] + self.by.sample(others, self.one(0, 0, 1, 1, 2, 3))
        return {channel: self.definition(channel) for channel in chosen}

    # ---- marks and views

    def mark(self):
        mark = {"type": self.one(*MARKS)}
        extras = {
            "size": self.number, "strokeWidth": self.number, "strokeDash": lambda: [self.number() for _ in range(self.amount(20))], "strokeDashOffset": self.number, "cornerRadius": self.number, "angle": self.number, "fontSize": self.number, "text": lambda: self.text(),
            "interpolate": lambda: self.one(*CURVES), "tension": self.number, "shape": lambda: self.one("wedge", "M0,0" + "L1,1" * self.amount(3000), "M0,0A1e300,1,0,1,1,0.5,0.5Z", "M" + "0," * 2000, "C1 2 3"), "opacity": self.number, "dx": self.number, "xOffset": self.number, "lineHeight": self.number, "limit": self.number,
            "color": lambda: self.one("#" + "f" * self.amount(300), {"gradient": "linear", "stops": [{"offset": self.number(), "color": "red"} for _ in range(self.amount(300))]}, {"gradient": "radial", "r1": self.number(), "r2": self.number(), "x1": self.number(), "stops": [{"offset": 0, "color": "red"}, {"offset": 1, "color": "blue"}]}, "hsl(1e300,0%,0%)"),
            "innerRadius": self.number, "outerRadius": self.number, "padAngle": self.number, "theta": self.number, "url": lambda: self.one("/dev/zero", "/proc/self/mem", "data:image/png;base64,AAAA", "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='1e9' height='1e9'/>", self.text(300)), "line": lambda: True,
            "point": lambda: True, "tooltip": lambda: self.text(), "font": lambda: self.text(300), "width": self.number, "height": self.number, "extent": lambda: self.one("ci", "stdev", "min-max", self.number()), "dir": lambda: "rtl", "ellipsis": lambda: self.text(3000), "lineBreak": lambda: self.one("", "a"), "clip": lambda: True, "blend": lambda: "multiply"}
        for key in self.by.sample(sorted(extras), self.one(0, 1, 1, 2, 4)):
            mark[key] = extras[key]()
        return mark

    def unit(self):
        view = {"mark": self.mark(), "encoding": self.encoding()}
        for key, make in (("width", self.number), ("height", self.number), ("title", self.title), ("projection", self.projection), ("view", lambda: {"cornerRadius": self.number(), "strokeWidth": self.number()})):
            if self.chance(0.12):
                view[key] = make()
        return view

    def title(self):
        return self.one(self.text(), [self.text(300)] * self.amount(300), {"text": self.text(3000), "subtitle": [self.text(300)] * self.amount(30), "fontSize": self.number(), "angle": self.number(), "offset": self.number(), "limit": self.number()})

    def projection(self):
        return {"type": self.one("mercator", "orthographic", "albersUsa", "gnomonic", "stereographic", "conicConformal", "equalEarth", "azimuthalEqualArea"), "scale": self.number(), "precision": self.number(), "rotate": [self.number(), self.number(), self.number()], "clipAngle": self.number(), "center": [self.number(), self.number()],
                **self.one({}, {"parallels": [self.number(), self.number()]}, {"clipExtent": [[self.number(), self.number()], [self.number(), self.number()]]}, {"translate": [self.number(), self.number()]})}

    def view(self, depth):
        kind = self.by.randrange(9) if depth else 8
        if kind >= 5:
            return self.unit()
        many = self.one(1, 2, 2, 3, self.amount(300))
        inner = self.view(depth - 1)
        spread = {"spacing": self.number(), "columns": self.number(), "align": "none", "bounds": self.one("flush", "full")} if self.chance(0.3) else {}
        if kind == 0:
            return {"layer": [inner] * many, **({"resolve": {"scale": {"y": "independent", "x": "independent", "color": "independent"}, "axis": {"y": "independent"}}} if self.chance(0.5) else {})}
        if kind == 1:
            return {self.one("hconcat", "vconcat", "concat"): [inner] * many, **spread}
        if kind == 2:
            return {"facet": self.one(self.definition("facet"), {"row": self.definition("row"), "column": self.definition("column")}), "spec": inner, **spread}
        if kind == 3:
            return {"repeat": self.one({"row": ["a", "b"] * many, "column": ["a"] * self.amount(100)}, ["a"] * many, {"layer": ["a", "b"] * many}), "spec": inner, **spread}
        for _ in range(self.amount(300)):
            inner = {self.one("layer", "hconcat", "vconcat"): [inner]}
        return inner

    def params(self):
        chain = self.amount(3000)
        expression = self.one("[{0}, {0}]", "{0} + {0}", "{0} + 1", "{{'a': {0}, 'b': {0}}}", "'' + {0} + {0}", "width + {0}", "domain('x')[0] + {0}")
        params = [{"name": "p0", "value": self.one(1, "x", [1, 1])}] + [{"name": f"p{i}", "expr": expression.format(f"p{i - 1}")} for i in range(1, chain)]
        if self.chance(0.5):
            params.reverse()
        return params, {"expr": self.one("p{0}", "'' + p{0}", "length('' + p{0})").format(chain - 1)}

    def chart(self):
        chart = {"data": self.data(), **self.view(self.one(0, 0, 1, 2))}
        if self.chance(0.75):
            chart["transform"] = [self.transform() for _ in range(self.one(1, 1, 2, 3, 5, 40) if self.chance(0.9) else self.amount(300))]
        if self.chance(0.1):
            chart["params"], chart[self.one("width", "title", "height")] = self.params()
        if self.chance(0.1):
            chart["config"] = {self.one("axis", "legend", "header", "axisX"): self.guide(), "mark": self.mark(), "background": self.text(300), "font": self.text(30), "padding": self.number(), "scale": {"minBandSize": self.number(), "barBandPaddingInner": self.number(), "maxSize": self.number()}, "view": {"step": self.number()}}
        if self.chance(0.1):
            chart["padding"] = self.number()
        if self.chance(0.1):
            chart["autosize"] = {"type": self.one("fit", "pad", "none"), "contains": "padding"}
        if self.chance(0.05):
            chart[self.one("description", "background", "usermeta", "name")] = self.text()
        return chart


def make(by, number):
    return Maker(by).chart(), "extremes.py"


def main(*arguments):
    end = float("inf")
    if arguments[:1] == ("--minutes",):
        end, arguments = time.monotonic() + 60 * float(arguments[1]), arguments[2:]
    count, seed = int((arguments + (COUNT,))[0]), int(arguments[1]) if len(arguments) > 1 else SEED
    if len(arguments) > 2:
        print(json.dumps(make(random.Random(f"{seed}/{arguments[2]}"), 0)[0]))
        return 0
    return try_all("extreme", seed, count, end, make, least=0.1, seconds=10, kilobytes=4_000_000)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
