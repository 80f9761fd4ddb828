#!/usr/bin/env python3
"""Emphasis dots and proper-name marks stand under their characters, in justified lines too; the text itself has none of the markup."""
import json
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

TUBAN = os.environ["TUBAN"]
SVG = "{http://www.w3.org/2000/svg}"
SIZE = 20  # px
TEXT = "谈判桌上摆着的是{dots:军费，基地}与一条链条，{name:安圭伯}在国会人事听证会上公开表示必须完成，{name:赫格塞斯}不同意。"


def draw():
    poster = {
        "title": "x", "lang": "zh-Hans", "page": {"size": {"width": "300px", "height": "300px"}, "margins": "20px", "columns": 1},
        "style": {"type": {"base": f"{SIZE}px", "ratio": 1}}, "blocks": [{"kind": "text", "text": TEXT}],
    }
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "p.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(poster, file)
        subprocess.run([TUBAN, "render", path, "-o", path + ".svg"], check=True, capture_output=True)
        return ElementTree.parse(path + ".svg").getroot()


def main():
    root, problems = draw(), []
    words = ["".join(text.itertext()) for text in root.iter(SVG + "text")]
    if "".join(words) != re.sub(r"\{\w+:|\}", "", TEXT):
        problems.append(f"the text is {words}")
    dots = [float(circle.get("cx")) for circle in root.iter(SVG + "circle")]
    # the first line is justified: 8 characters, then the dotted 军费 and 基 (not the comma); 地 begins the second line
    if len(dots) != 4 or abs(dots[3] - SIZE / 2) > 0.1 or not 8 * SIZE < dots[0] - SIZE / 2 < 9 * SIZE or abs(dots[2] - 250) > 0.1:
        problems.append(f"dots at {dots}")
    lines = [(float(r.get("x")), float(r.get("width"))) for r in root.iter(SVG + "rect") if 0 < float(r.get("height")) < 3]
    if [round(width / SIZE) for _, width in lines] != [3, 4] or abs(lines[0][0] - 7.08 * SIZE) > 0.1:
        problems.append(f"lines below names: {lines}")
    print("\n".join(problems) or "marks stand under their characters")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
