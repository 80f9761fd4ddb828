"""A PDF as a list of what it draws: pages, annotations, resources and content operators, one per line.

Left out: fonts beyond their names, character maps, dates, ids, version strings and the tables of offsets, so that a listing changes only
when what is drawn or said changes. Objects are numbered in the order in which they are met from the catalog, and the keys of a
dictionary are sorted; so it does not matter who wrote the file. Reads what cairo and qpdf write (PDF 32000-1, 7.3, 7.5.7 and 7.8).
"""
import hashlib, re, zlib

OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)\s*endobj", re.S)
STREAM = re.compile(rb"\A(.*?)\bstream\r?\n(.*?)\r?\n?endstream\Z", re.S)
TOKEN = re.compile(rb"\((?:\\.|[^\\()]|\([^()]*\))*\)|<<|>>|<[0-9A-Fa-f\s]*>|\[|\]|%[^\r\n]*|/[^\s()<>\[\]/%]*|[^\s()<>\[\]/%]+", re.S)
NOT_LISTED = ("/FontDescriptor", "/CIDFontType", "/Type1C", "/Length1", "/Type /Metadata", "/Type /ObjStm", "/Type /XRef")
NOT_ENDING = (b"true", b"false", b"null", b"m", b"l", b"c", b"v", b"y", b"h", b"re", b"W")
UNTOLD = ("/Producer", "/Creator", "/CreationDate", "/ModDate", "/Length", "/Filter", "/DecodeParms")


class Reference(int):
    pass


def parse(words):
    """One value from the front of a list of tokens: dict, list, Reference or bytes."""
    word = words.pop(0)
    if word == b"<<":
        value = {}
        while words[0] != b">>":
            key = words.pop(0).decode("latin-1")
            value[key] = parse(words)
        words.pop(0)
        return value
    if word == b"[":
        value = []
        while words[0] != b"]":
            value.append(parse(words))
        words.pop(0)
        return value
    if len(words) > 1 and words[1] == b"R" and word.isdigit():
        del words[:2]
        return Reference(word)
    return word


def tokens(text):
    return [token for token in TOKEN.findall(text) if token[:1] != b"%"]


def string(word):
    """A string in one form, whether it was written as text or as hexadecimal digits."""
    if word[:1] == b"<":
        digits = re.sub(rb"\s", b"", word[1:-1])
        raw = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
    elif word[:1] == b"(":
        raw = re.sub(rb"\\(.)", lambda m: {b"n": b"\n", b"r": b"\r", b"t": b"\t"}.get(m[1], m[1]), word[1:-1], flags=re.S)
    else:
        return re.sub(r"^/[A-Z]{6}\+", "/", word.decode("latin-1"))
    return "(" + (raw[2:].decode("utf-16-be", "replace") if raw[:2] == b"\xfe\xff" else raw.decode("latin-1")) + ")"


class Listing:
    def __init__(self, pdf):
        self.objects, self.streams, self.numbers, self.queue = {}, {}, {}, []
        for number, body in OBJECT.findall(pdf):
            hit = STREAM.search(body)
            value = parse(tokens(hit[1] if hit else body))
            self.objects[int(number)] = value
            if hit:
                self.streams[int(number)] = hit[2]
        for number, value in list(self.objects.items()):
            if isinstance(value, dict) and value.get("/Type") == b"/ObjStm":
                self.unpack(value, self.data(number))
        trailer = next((v for v in self.objects.values() if isinstance(v, dict) and v.get("/Type") == b"/XRef"), None)
        self.trailer = trailer or parse(tokens(pdf[pdf.rindex(b"trailer") + 7:pdf.rindex(b"startxref")]))

    def unpack(self, head, data):
        first = int(head["/First"])
        places = [int(n) for n in data[:first].split()]
        for number, start, end in zip(places[::2], places[1::2], [*places[3::2], len(data)]):
            self.objects[number] = parse(tokens(data[first + start:first + end]))

    def data(self, number):
        data, head = self.streams[number], self.objects[number]
        if head.get("/Filter") in (b"/FlateDecode", [b"/FlateDecode"]):
            data = zlib.decompressobj().decompress(data)
            parameters = head.get("/DecodeParms", {})
            if int(parameters.get("/Predictor", 1)) >= 10 and head.get("/Subtype") == b"/Image":
                data = unfiltered(data, int(parameters["/Colors"]), int(parameters["/Colors"]) * int(parameters["/Columns"]))
        return data

    def show(self, value):
        if isinstance(value, Reference):
            known = self.objects.get(value)
            if not isinstance(known, (dict, list)):
                return self.show(known) if known is not None else "null"
            if value not in self.numbers:
                self.numbers[value] = len(self.numbers) + 1
                self.queue.append(value)
            return f"{self.numbers[value]} 0 R"
        if isinstance(value, dict):
            kept = {key: item for key, item in sorted(value.items()) if key not in UNTOLD}
            return " ".join(["<<", *(f"{key} {self.show(item)}" for key, item in kept.items()), ">>"])
        if isinstance(value, list):
            return " ".join(["[", *(self.show(item) for item in value), "]"])
        return string(value)

    def lines(self):
        """The objects as they are met, from the catalog on, and then the information."""
        for key in "/Root", "/Info":
            if key in self.trailer:
                self.show(self.trailer[key])
        while self.queue:
            number = self.queue.pop(0)
            shown = self.show(self.objects[number])
            data = self.data(number) if number in self.streams else None
            if any(mark in shown for mark in NOT_LISTED) and "/Type0" not in shown or data is not None and b"/CIDInit" in data:
                continue
            yield f"{self.numbers[number]}: {shown}"
            if data is not None:
                yield from ("  " + line for line in stream_lines(shown, data))


def unfiltered(data, pixel, length):
    """The rows of a picture of 8 bits before they went through the filters of PNG (https://www.w3.org/TR/png-3/#9Filters)."""
    rows, above = [], bytes(length)
    for start in range(0, len(data), length + 1):
        row = bytearray(data[start + 1:start + 1 + length])
        for i in range(length):
            left, up, corner = row[i - pixel] if i >= pixel else 0, above[i], above[i - pixel] if i >= pixel else 0
            paeth = min((left, up, corner), key=lambda value: abs(left + up - corner - value))
            row[i] = (row[i] + (0, left, up, (left + up) // 2, paeth)[data[start]]) & 255
        rows.append(bytes(row))
        above = row
    return b"".join(rows)


def operators(content):
    """A content stream, one line per operator; a path is on the line of the operator that paints it. Inline images as a hash."""
    lines, operands = [], []
    content = re.sub(rb"\bID\s(.*?)\sEI\b", lambda m: b"/data-" + hashlib.sha256(m[1]).hexdigest()[:16].encode() + b" EI", content, flags=re.S)
    for token in TOKEN.findall(content):
        operands.append(re.sub(rb"\s+", b"", token).decode("latin-1") if token[:1] == b"<" else token.decode("latin-1"))
        if re.fullmatch(rb"[A-Za-z'\"*]+\d?", token) and token not in NOT_ENDING:
            lines.append(" ".join(operands))
            operands = []
    return lines + ([" ".join(operands)] if operands else [])


def stream_lines(head, data):
    if "/Subtype /Image" in head or not re.search(rb"[ \n](re|m|l|Tm|cm|Do|gs|sh|q|f)[ \n]", data + b"\n"):
        return [f"data {hashlib.sha256(data).hexdigest()[:16]}, {len(data)} bytes"]
    return operators(data)


def pdf_listing(pdf):
    """All objects from the catalog on, as lines ending in a newline."""
    return "\n".join(Listing(pdf).lines()) + "\n"
