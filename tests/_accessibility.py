"""What a screen reader is told of an SVG file, asked of Chromium: python3 tests/_accessibility.py [SVG…]

With files, prints the accessibility tree of each. Without, draws a chart and checks it; says so and passes where there is no
Chromium. Part of ./dev soak."""
import json, os, shutil, subprocess, sys, tempfile

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TUBAN = os.environ.get("TUBAN", os.path.join(TOP, "build", "tuban"))
SPEC = {
    "title": "Sales by city", "description": "Two bars",
    "data": {"values": [{"city": "Paris", "n": 3, "k": "x"}, {"city": "Rome", "n": 5, "k": "y"}]}, "mark": "bar",
    "encoding": {"x": {"field": "city"}, "y": {"field": "n", "type": "quantitative"}, "color": {"field": "k"}},
}
WANTED = [
    ("graphics-document", "Sales by city"),
    ("graphics-symbol", "Title text 'Sales by city'"),
    ("graphics-symbol", "X-axis titled 'city' for a discrete scale with 2 values: Paris, Rome"),
    ("graphics-symbol", "Y-axis titled 'n' for a linear scale with values from 0 to 5"),
    ("graphics-symbol", "Symbol legend titled 'k' for fill color with 2 values: x, y"),
    ("graphics-symbol", "city: Paris; n: 3; k: x"),
    ("graphics-symbol", "city: Rome; n: 5; k: y"),
]


class Chromium:
    """The DevTools protocol over a pipe: messages end with a NUL."""

    def __init__(self, program, folder):
        command_in, self.out = os.pipe()
        self.inp, answer_out = os.pipe()

        def give():
            os.dup2(command_in, 103), os.dup2(answer_out, 104)
            os.dup2(103, 3), os.dup2(104, 4)

        self.process = subprocess.Popen(
            [program, "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", "--force-renderer-accessibility", f"--user-data-dir={folder}"],
            preexec_fn=give, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(command_in), os.close(answer_out)
        self.buffer, self.number, self.session = b"", 0, None

    def call(self, method, **params):
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.out, json.dumps(message).encode() + b"\0")
        while True:
            while b"\0" not in self.buffer:
                more = os.read(self.inp, 1 << 16)
                if not more:
                    sys.exit("Chromium ended")
                self.buffer += more
            answer, self.buffer = self.buffer.split(b"\0", 1)
            answer = json.loads(answer)
            if answer.get("id") == self.number:
                if "error" in answer:
                    sys.exit(f"{method}: {answer['error']}")
                return answer["result"]

    def tree(self, path):
        self.session = None
        target = self.call("Target.createTarget", url="file://" + os.path.abspath(path))["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.call("Page.enable")
        self.call("Accessibility.enable")
        while self.call("Runtime.evaluate", expression="document.readyState")["result"]["value"] != "complete":
            pass
        nodes = self.call("Accessibility.getFullAXTree")["nodes"]
        by_id = {node["nodeId"]: node for node in nodes}

        def walk(node, depth):
            if not node.get("ignored"):
                kind = next((p["value"]["value"] for p in node.get("properties", []) if p["name"] == "roledescription"), "")
                yield depth, node["role"]["value"], kind, node.get("name", {}).get("value", ""), node.get("description", {}).get("value", "")
                depth += 1
            for child in node.get("childIds", []):
                if child in by_id:
                    yield from walk(by_id[child], depth)

        return list(walk(nodes[0], 0))

    def close(self):
        self.session = None
        self.process.kill()
        self.process.wait()


def check(folder, browser):
    spec, svg = os.path.join(folder, "a.vl.json"), os.path.join(folder, "a.svg")
    with open(spec, "w", encoding="utf-8") as file:
        json.dump(SPEC, file)
    subprocess.run([TUBAN, "render", spec, "-q", "-o", svg], check=True, env=dict(os.environ, TZ="UTC"))
    tree = browser.tree(svg)
    shown = "\n".join(f"{'  ' * depth}{role} {kind!r} {name!r}" for depth, role, kind, name, _ in tree)
    found = [(role, name) for _, role, _, name, _ in tree]
    for wanted in WANTED:
        if wanted not in found:
            sys.exit(f"not in Chromium's accessibility tree: {wanted}\n{shown}")
    if found.count(("graphics-symbol", "city: Rome; n: 5; k: y")) != 1 or "bar" not in [kind for _, _, kind, _, _ in tree]:
        sys.exit(f"bars are not bars\n{shown}")
    print(f"accessibility: Chromium hears {len(tree)} nodes, among them all {len(WANTED)} wanted")


def main():
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if not program:
        print("accessibility: no Chromium, nothing checked")
        return
    with tempfile.TemporaryDirectory(prefix="tuban-chromium-", ignore_cleanup_errors=True) as folder:
        browser = Chromium(program, folder)
        try:
            if len(sys.argv) == 1:
                check(folder, browser)
            for path in sys.argv[1:]:
                for depth, role, kind, name, description in browser.tree(path):
                    print(f"{'  ' * depth}{role} [{kind}] {name!r}{' | ' + description if description else ''}")
        finally:
            browser.close()


main()
