"""An SVG file of tuban with all that it leaves out, for a comparison of numbers: in_full(text).

Which of two forms is the shorter one depends on the last digit of a number, and so does whether an attribute is left out because it is 0.
"""
import re

NUMBER = re.compile(r"-?(?:\d+(?:\.\d+)?|\.\d+)")
TAKEN = {"M": 2, "L": 2, "C": 6, "H": 1, "V": 1, "Z": 0}
PLACES = {"rect": ("x", "y"), "line": ("x1", "y1", "x2", "y2"), "circle": ("cx", "cy"), "text": ("x", "y"), "use": ("x", "y")}


def absolute(path):
    """The path with absolute M, L, C and Z alone, a letter before each."""
    steps, at, start = [], [0.0, 0.0], [0.0, 0.0]
    for letter, rest in re.findall(r"([MLCHVZ])([^MLCHVZ]*)", path, re.IGNORECASE):
        numbers, verb = [float(n) for n in NUMBER.findall(rest)], letter.upper()
        if verb == "Z":
            steps.append("Z")
            at = list(start)
        while verb != "Z" and numbers:
            step, numbers = numbers[: TAKEN[verb]], numbers[TAKEN[verb] :]
            from_here = letter.islower()
            if verb in "HV":
                axis = "HV".index(verb)
                point = list(at)
                point[axis] = step[0] + (at[axis] if from_here else 0)
                step = point
            elif from_here:
                step = [n + at[i % 2] for i, n in enumerate(step)]
            at = step[-2:]
            start = list(at) if verb == "M" else start
            steps.append(("L" if verb in "HV" else verb) + " ".join(f"{n:.2f}" for n in step))
    return "".join(steps)


def placed(tag):
    """The start of a tag with each of its places, first."""
    places = dict.fromkeys(PLACES[tag[1]], "0")
    rest = re.sub(rf' ({"|".join(places)})="([^"]*)"', lambda found: places.update({found[1]: found[2]}) or "", tag[2])
    return f"<{tag[1]}" + "".join(f' {place}="{value}"' for place, value in places.items()) + rest


def in_full(svg):
    svg = re.sub(r' d="([^"]*)"', lambda found: f' d="{absolute(found[1])}"', svg)
    return re.sub(rf"<({'|'.join(PLACES)})\b([^>]*)", placed, svg)
