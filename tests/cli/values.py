"""Values are checked as names are: colours, numbers, fractions, true and false, and words of a list."""
import json
from _tuban import Case, main

ROWS = {"values": [{"a": "A", "b": 28}, {"a": "B", "b": 55}]}
X, Y = {"field": "a", "type": "nominal"}, {"field": "b", "type": "quantitative"}


def chart(mark="bar", encoding=None, **rest):
    return {"data": ROWS, "mark": mark, "encoding": {"x": X, "y": Y, **(encoding or {})}, **rest}


def bar(**properties):
    return chart({"type": "bar", **properties})


def color(definition):
    return chart(encoding={"color": definition})


# The chart, and what is said of it, without place.
WRONG = [
    (bar(color="stealblue"), 'warning: "stealblue" of "color" is not a colour; did you mean "steelblue"? [W292]'),
    (bar(fill="#12345"), 'warning: "#12345" of "fill" is not a colour [W292]'),
    (color({"value": "rde"}), 'warning: "rde" of "color" is not a colour; did you mean "red"? [W292]'),
    (color({"condition": {"test": "true", "value": "gren"}, "value": "red"}),
     'warning: "gren" of "color" is not a colour; did you mean "green"? [W292]'),
    (color({**X, "scale": {"range": ["red", "bleu"]}}), 'warning: "bleu" of "color" is not a colour; did you mean "blue"? [W292]'),
    (chart(config={"range": {"category": ["red", "bleu"]}}), 'warning: "bleu" of "category" is not a colour; did you mean "blue"? [W292]'),
    (chart(config={"axis": {"labelColor": "gren"}}), 'warning: "gren" of "labelColor" is not a colour; did you mean "green"? [W292]'),
    (chart(title={"text": "t", "subtitle": "s", "subtitleColor": "gry"}),
     'warning: "gry" of "subtitleColor" is not a colour; did you mean "gray"? [W292]'),
    (chart(encoding={"x": {**X, "axis": {"gridColor": {"condition": {"test": "true", "value": "rde"}, "value": "red"}}}}),
     'warning: "rde" of "gridColor" is not a colour; did you mean "red"? [W292]'),
    (chart(encoding={"color": {"field": "a", "scale": None}}),
     'warning: the field "a" is not a colour in 2 of 2 rows; the first is "A" [W298]'),
    (color({**X, "scale": {"scheme": "tableau11"}}), 'warning: unknown colour scheme "tableau11"; did you mean "tableau10"? [W402]'),
    (chart(config={"range": {"category": {"scheme": "set4"}}}, encoding={"color": X}),
     'warning: unknown colour scheme "set4"; did you mean "set1"? [W402]'),
    (bar(strokeWidth="large"), 'warning: "strokeWidth" must be a number, found "large" [W293]'),
    (chart(width="wide"), 'warning: "width" must be a number, found "wide" [W293]'),
    (chart(encoding={"size": {"value": "big"}}), 'warning: "size" must be a number, found "big" [W293]'),
    (chart(encoding={"y": {**Y, "axis": {"labelPadding": "9"}}}), 'warning: "labelPadding" must be a number, found "9" [W293]'),
    (bar(opacity="500"), 'warning: "opacity" must be between 0 and 1, found 500 [W295]'),
    (bar(opacity=50), 'warning: "opacity" must be between 0 and 1, found 50 [W295]'),
    (chart(encoding={"opacity": {"value": -1}}), 'warning: "opacity" must be between 0 and 1, found -1 [W295]'),
    (bar(opacity="faint"), 'warning: "opacity" must be a number, found "faint" [W293]'),
    (chart(encoding={"color": {**X, "legend": {"orient": "buttom"}}}),
     'warning: "buttom" is not a valid value of "orient"; did you mean "bottom"? [W296]'),
    (chart(encoding={"y": {**Y, "stack": "normalise"}}),
     'warning: "normalise" is not a valid value of "stack"; did you mean "normalize"? [W296]'),
    (chart(title={"text": "t", "anchor": "centre"}),
     'warning: "centre" is not a valid value of "anchor"; use "start", "middle", "end" [W296]'),
    (chart({"type": "line", "interpolate": "monoton"}),
     'warning: "monoton" is not a valid value of "interpolate"; did you mean "monotone"? [W296]'),
    (chart(resolve={"scale": {"y": "independant"}}),
     'warning: "independant" is not a valid value of "y"; did you mean "independent"? [W296]'),
    (chart(encoding={"x": {**X, "sort": "decending"}}), 'warning: "decending" is not a valid value of "sort"; did you mean "descending"? [W296]'),
    (chart(encoding={"x": {**X, "bin": "yes"}}), 'warning: "bin" must be true or false, found "yes" [W297]'),
    (chart(encoding={"y": {**Y, "scale": {"zero": "false"}}}), 'warning: "zero" must be true or false, found "false" [W297]'),
    (chart(encoding={"y": {**Y, "scale": {"padding": "wide"}}}), 'warning: "padding" must be a number, found "wide" [W293]'),
    (chart(encoding={"y": {**Y, "axis": {"tickCount": "five"}}}), 'warning: "tickCount" must be a number, found "five" [W293]'),
    (chart(encoding={"y": {**Y, "axis": {"values": "10,20"}}}), 'warning: "values" must be an array [W179]'),
    (chart(config={"font": 12}), 'warning: "font" must be a text [W178]'),
    (bar(color=7), 'warning: "color" must be a text [W178]'),
    (chart(config={"view": {"stroke": "transparant"}}),
     'warning: "transparant" of "stroke" is not a colour; did you mean "transparent"? [W292]'),
    (bar(opacity="50%"), 'warning: "opacity" must be a number, found "50%" [W293]'),
    (chart(autosize="fits"), 'warning: "fits" is not a valid value of "autosize"; did you mean "fit"? [W296]'),
    (chart({"type": "point", "filled": "false"}), 'warning: "filled" must be true or false, found "false" [W297]'),
    (bar(opacity="0.5"), 'note: "opacity" is a number written as text; remove the quotes [N294]'),
]
RIGHT = [
    bar(color="SteelBlue"), bar(color="rgb(1 2 3 / 50%)"), bar(color="transparent"), bar(stroke=None), bar(stroke=""), bar(color="none"),
    bar(color={"expr": "'r' + 'ed'"}), bar(fontWeight="500"), bar(fontWeight="bolder"), bar(opacity=1), bar(opacity=0),
    chart(width="container"), chart(encoding={"x": {"value": "width"}}), chart(encoding={"y": {"value": "height"}}),
    color({**X, "scale": {"range": "category"}}), color({**X, "scale": {"range": ["#f00", "hsl(120, 50%, 50%)"]}}),
    chart({"type": "text", "text": "red", "align": "right", "baseline": "line-top"}), chart(usermeta={"color": "bleu", "opacity": "9"}),
    chart("point", {"shape": {"value": "square"}}), chart(encoding={"y": {**Y, "stack": None}}), chart(resolve={"axis": {"x": "shared"}}),
    chart(config={"style": {"red": {"fill": "red"}}}), chart(params=[{"name": "color", "value": "bleu"}]),
]


class Values(Case):
    def said(self, spec):
        done = self.run_tuban("render", "-", "-q", "-v", "-o", "o.svg", stdin=json.dumps(spec).encode())
        self.assertEqual(done.returncode, 0, done.stderr)
        return [line.split(": ", 1)[1] for line in done.stderr.decode().splitlines() if line.startswith("<stdin>:")]

    def test_wrong_values(self):
        for spec, message in WRONG:
            with self.subTest(message=message):
                self.assertEqual(self.said(spec), [message])

    def test_right_values(self):
        for spec in RIGHT:
            with self.subTest(spec=spec):
                self.assertEqual(self.said(spec), [])

    def test_names_that_are_set_twice(self):
        self.write("c.vl.json", '{"mark": "bar",\n"data": {"values": [{"a": 1, "a": 2}, {"a": 1, "a": 2}]}, "width": 20,\n"width": 30, "encoding": {"x": {"field": "a"}}}')
        self.expect(self.run_tuban("render", "c.vl.json", "-q"), 0, """\
c.vl.json:2:30: warning: "a" is set twice; the last value is used [W149]
    2 | "data": {"values": [{"a": 1, "a": 2}, {"a": 1, "a": 2}]}, "width": 20,
      |                              ^~~
c.vl.json:3:1: warning: "width" is set twice; the last value is used [W149]
    3 | "width": 30, "encoding": {"x": {"field": "a"}}}
      | ^~~~~~~
""")


main()
