"""The category colours of the shipped styles can be told apart by those who don't see red and green apart.

Deuteranopia as Machado, Oliveira and Fernandes simulate it (2009, severity 1.0, on linear RGB); differences are CIE 1976 ΔE in
CIELAB (D65). Any two of the first six colours, neighbours or not, differ by 10 or more; each differs from the background by a
contrast of 3:1, which WCAG asks of graphics."""
import itertools, json, math, os, unittest

SOURCE = os.environ["TUBAN_SOURCE"]
STYLES = ("dark", "paper", "report")
DEUTERANOPIA = ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881))
XYZ = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
WHITE = (0.95047, 1, 1.08883)
FIRST, DIFFERENCE, CONTRAST = 6, 10, 3


def times(matrix, vector):
    return [sum(m * v for m, v in zip(row, vector)) for row in matrix]


def linear(color):
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]


def lab(rgb):
    x, y, z = (v ** (1 / 3) if v > 216 / 24389 else (24389 / 27 * v + 16) / 116 for v in (a / w for a, w in zip(times(XYZ, rgb), WHITE)))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen(color):
    return lab([min(1, max(0, v)) for v in times(DEUTERANOPIA, linear(color))])


def least(colors):
    """The smallest difference between two of them, and which."""
    return min((math.dist(seen(a), seen(b)), a, b) for a, b in itertools.combinations(colors, 2))


def contrast(a, b):
    low, high = sorted(times(XYZ, linear(color))[1] for color in (a, b))
    return (high + 0.05) / (low + 0.05)


class Palettes(unittest.TestCase):
    def test_the_measure(self):
        self.assertAlmostEqual(lab(linear("#ffffff"))[0], 100, places=3)
        self.assertAlmostEqual(math.dist(lab(linear("#ff0000")), lab(linear("#00ff00"))), 170.6, delta=0.1)
        self.assertAlmostEqual(least(("#7fc0a8", "#a9a49b"))[0], 4.5, delta=0.05)
        self.assertAlmostEqual(contrast("#000000", "#ffffff"), 21, places=3)

    def test_colours_differ(self):
        for name in STYLES:
            with open(os.path.join(SOURCE, "styles", f"{name}.json"), encoding="utf-8") as file:
                style = json.load(file)
            colors = style["range"]["category"][:FIRST]
            self.assertEqual(len(colors), FIRST)
            difference, a, b = least(colors)
            self.assertGreaterEqual(difference, DIFFERENCE, f"{name}: {a} and {b}")
            for color in colors:
                self.assertGreaterEqual(contrast(color, style["background"]), CONTRAST, f"{name}: {color} on its background")


if __name__ == "__main__":
    unittest.main()
