"""Vertical columns against Chromium's: python3 tests/_columns.py. Part of ./dev soak.

The same text in the same font and size (writing-mode: vertical-rl), with squeezing, gaps and justification switched off, drawn by both.
The ink of each character lies within 1 px. Chromium turns — where tuban takes the vertical form, which is 0.05 em nearer to the centre. Says so and passes where there is no Chromium."""
import os, shutil, subprocess, sys, tempfile, zlib, struct, json

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TUBAN = os.environ.get("TUBAN", os.path.join(TOP, "build", "tuban"))
FONT, SIZE, CELL, LEFT, TOP_EDGE, DARK, SCALE = "Noto Sans CJK SC", 20, 60, 40, 10, 100, 4
TEXTS = ["寅卯辰巳午未申酉", "寅，卯。辰、巳：午；未！申？", "《寅》（卯）【辰】「巳」『午』", "寅——卯……辰～巳·午", "国Growth家Type年", "寅—卯…辰（巳，午）。"]


def pixels(path):
    """Rows of darkness from a PNG of 8 bits."""
    data = open(path, "rb").read()
    at, idat, palette = 8, b"", None
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + length]
        if kind == b"IHDR":
            width, height, depth, color = struct.unpack(">IIBB", body[:10])
        elif kind == b"PLTE":
            palette = body
        elif kind == b"IDAT":
            idat += body
        at += 12 + length
    channels = {0: 1, 2: 3, 3: 1, 6: 4}[color]
    stride = (width * channels * depth + 7) // 8
    step = max(1, channels * depth // 8)
    raw, rows, before = zlib.decompress(idat), [], bytearray(stride)
    for y in range(height):
        kind, line = raw[y * (stride + 1)], bytearray(raw[y * (stride + 1) + 1:(y + 1) * (stride + 1)])
        for i in range(stride):
            a, b, c = (line[i - step] if i >= step else 0), before[i], (before[i - step] if i >= step else 0)
            p = a + b - c
            paeth = min((abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c))[2]
            line[i] = (line[i] + [0, a, b, (a + b) // 2, paeth][kind]) & 255
        before = line
        if color == 3:
            index = [line[x * depth // 8] >> (8 - depth - x * depth % 8) & ((1 << depth) - 1) for x in range(width)]
            rows.append([255 - palette[3 * i] for i in index])
        else:
            rows.append([255 - line[x * channels] for x in range(width)])
    return rows


def boxes(rows, x, text):
    """The ink of each character of a column about x: [left, top, right, bottom]; of a column with Latin, all of it."""
    whole = any(c.isascii() for c in text)
    windows = [(0, len(rows))] if whole else [(SCALE * (TOP_EDGE + SIZE * i), SCALE * (TOP_EDGE + SIZE * (i + 1))) for i in range(len(text))]
    found = []
    for top, bottom in windows:
        ink = [(i, y) for y in range(top, bottom) for i in range(SCALE * (x - CELL // 2), SCALE * (x + CELL // 2)) if rows[y][i] > DARK]
        across, down = [i for i, _ in ink], [y for _, y in ink]
        found.append([min(across), min(down), max(across) + 1, max(down) + 1] if ink else [0] * 4)
    return found


def main():
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        return print("columns: no Chromium here")
    width, height = LEFT * 2 + CELL * (len(TEXTS) - 1), 320
    with tempfile.TemporaryDirectory() as folder:
        rows = [{"t": t, "x": LEFT + CELL * i} for i, t in enumerate(TEXTS)]
        spec = {"background": "white", "padding": 0, "width": width, "height": height, "data": {"values": rows},
                "usermeta": {"tuban": {"lang": "zh-Hans", "typesetting": {"squeeze": False, "gap": False, "justify": False, "combine": False}}},
                "config": {"view": {"stroke": None}},
                "mark": {"type": "text", "writingMode": "vertical-rl", "font": FONT, "fontSize": SIZE, "align": "center", "baseline": "top"},
                "encoding": {"x": {"field": "x", "type": "quantitative", "scale": None, "axis": None}, "y": {"value": TOP_EDGE}, "text": {"field": "t"}}}
        chart, page = os.path.join(folder, "c.vl.json"), os.path.join(folder, "c.html")
        json.dump(spec, open(chart, "w"))
        columns = "".join(f"<div style='position:absolute;writing-mode:vertical-rl;text-spacing-trim:space-all;text-autospace:no-autospace;white-space:nowrap;top:{TOP_EDGE}px;left:{r['x'] - CELL // 2}px;"
                          f"line-height:{CELL}px;font:{SIZE}px/{CELL}px \"{FONT}\"'>{r['t']}</div>" for r in rows)
        open(page, "w").write(f"<meta charset=utf-8><body lang=zh-Hans style='margin:0;background:#fff;color:#000'>{columns}")
        ours, theirs = os.path.join(folder, "o.png"), os.path.join(folder, "t.png")
        subprocess.run([TUBAN, "render", chart, "-q", "--scale", str(SCALE), "-o", ours], check=True)
        subprocess.run([chromium, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-lcd-text", f"--user-data-dir={folder}/u",
                        f"--force-device-scale-factor={SCALE}", f"--window-size={width},{height}", f"--screenshot={theirs}", "file://" + page], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        a, b, worst, count = pixels(ours), pixels(theirs), 0, 0
        for row in rows:
            mine, other = boxes(a, row["x"], row["t"]), boxes(b, row["x"], row["t"])
            for m, o in zip(mine, other):
                off = max(abs(p - q) for p, q in zip(m, o)) / SCALE
                worst, count = max(worst, off), count + 1
                if off > 1:
                    sys.exit(f"columns: {row['t']}: ink at {m}, Chromium's at {o}")
        print(f"columns: {count} characters and words in {len(rows)} columns within {worst} px of Chromium's")


main()
