"""A PDF as a list of what it draws: pages, annotations, resources and content operators, one per line.

Left out: fonts beyond their names, character maps, dates, version strings and the tables of offsets, so that a listing changes only
when what is drawn or said changes. Reads the plain objects that cairo up to 1.16 writes (PDF 32000-1, 7.3 and 7.8); no object streams.
"""
import hashlib, re, zlib

OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)\sendobj", re.S)
STREAM = re.compile(rb"\A(.*?)\bstream\r?\n(.*)\r?\nendstream", re.S)
TOKEN = re.compile(rb"\((?:\\.|[^\\()])*\)|<<|>>|<[0-9A-Fa-f\s]*>|\[|\]|/[^\s()<>\[\]/%]*|[^\s()<>\[\]/%]+", re.S)
NOT_LISTED = (b"/FontDescriptor", b"/CIDFontType", b"/Length1", b"/Subtype /Type1C", b"/Type /Metadata")
NOT_ENDING = (b"true", b"false", b"null", b"m", b"l", b"c", b"v", b"y", b"h", b"re", b"W")
SUBSET = re.compile(r"/[A-Z]{6}\+")
UNTOLD = re.compile(r" /(Producer|Creator|CreationDate|ModDate) \((?:\\.|[^\\()]|\([^()]*\))*\)")


def dictionary(text):
    """A dictionary on one line, without its comments and the stream's own length and filter."""
    words = " ".join(re.sub(rb"%[^\r\n]*", b"", text).decode("latin-1").split())
    return re.sub(r" /(Length|Filter) (\d+ 0 R|\S+)", "", words)


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
    if b"/FlateDecode" in head:
        data = zlib.decompress(data)
    if b"/Subtype /Image" in head or not re.search(rb"[ \n](re|m|l|Tm|cm|Do|gs|sh|q|f)[ \n]", data + b"\n"):
        return [f"data {hashlib.sha256(data).hexdigest()[:16]}, {len(data)} bytes"]
    return operators(data)


def pdf_listing(pdf):
    """All objects in the order of the file, as lines ending in a newline."""
    lines = []
    for number, body in OBJECT.findall(pdf):
        hit = STREAM.search(body)
        head = hit[1] if hit else body
        if re.fullmatch(rb"\s*\d+\s*", head) or any(mark in head for mark in NOT_LISTED) and b"/Type0" not in head:
            continue
        shown = dictionary(head)
        if hit and (b"/CIDInit" in (zlib.decompress(hit[2]) if b"/FlateDecode" in head else hit[2])):
            continue
        lines.append(f"{number.decode()}: {UNTOLD.sub('', SUBSET.sub('/', shown))}")
        if hit:
            lines += ["  " + line for line in stream_lines(head, hit[2])]
    return "\n".join(lines) + "\n"
