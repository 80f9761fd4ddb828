"""Rows in a spec draw what the same rows in a file draw, and take no more memory."""
import json, os, subprocess, unittest
from _tuban import TUBAN, Case

VIEW = '"mark": "bar", "encoding": {"x": {"field": "kind"}, "y": {"aggregate": "mean", "field": "y"}}'
MORE_MEMORY = 1.3


def rows(count):
    """As text: this process must stay small, because its own memory counts for what it starts."""
    return "[" + ",\n".join(f'{{"i": {i}, "kind": "{"abcd"[i % 4]}", "x": {i % 97 / 7}, "y": {i * i % 1009 / 3}}}' for i in range(count)) + "]"


class Rows(Case):
    def draw(self, name, spec):
        """The SVG, and the peak of the memory taken in KB."""
        self.write(name + ".vl.json", spec)
        process = subprocess.Popen([TUBAN, "render", name + ".vl.json", "-q", "-o", name + ".svg"], cwd=self.folder)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.assertEqual(process.returncode, 0)
        return self.read(name + ".svg"), usage.ru_maxrss

    def test_rows_draw_the_same_wherever_they_stand(self):
        text = rows(100000)
        self.write("rows.json", text)
        drawn, memory = self.draw("file", '{"data": {"url": "rows.json"}, %s}' % VIEW)
        for name, spec in [("inline", '{"data": {"values": %s}, %s}'), ("named", '{"datasets": {"d": %s}, "data": {"name": "d"}, %s}')]:
            with self.subTest(name):
                inline, inline_memory = self.draw(name, spec % (text, VIEW))
                self.assertEqual(inline, drawn)
                self.assertLess(inline_memory, MORE_MEMORY * memory)

    def test_rows_of_a_layer_are_its_own(self):
        layers = '{"data": {"values": %s}, "layer": [{%s}, {"data": {"values": %s}, "mark": "rule", "encoding": {"y": {"field": "y"}}}]}'
        drawn = {count: self.draw("layers", layers % (rows(2), VIEW, rows(count)))[0] for count in (1, 2, 1000)}
        self.assertEqual(len(set(drawn.values())), 3)

    def test_the_view_can_be_inspected_with_its_rows(self):
        self.write("a.vl.json", '{"data": {"values": %s}, %s}' % (rows(5000), VIEW))
        shown = json.loads(self.run_tuban("inspect", "--stage", "view", "a.vl.json").stdout)
        self.assertEqual(shown["data"]["values"], json.loads(rows(5000)))

    def test_expressions_in_datasets_are_data(self):
        row = '{"x": {"expr": "1 + 1"}, "y": 1}'
        for count in (1, 2000):
            self.write("a.vl.json", '{"datasets": {"d": [%s]}, "data": {"name": "d"}, "mark": "point"}' % ",".join([row] * count))
            shown = json.loads(self.run_tuban("inspect", "--stage", "data", "a.vl.json").stdout)
            self.assertEqual(shown["view"]["rows"], count)
            self.assertEqual(shown["view"]["first"][0]["x"], {"expr": "1 + 1"})


if __name__ == "__main__":
    unittest.main()
