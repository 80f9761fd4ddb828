"""Writes docs/api.md from tuban.h: its sections, comments and declarations, in order.

    _api.py tuban.h OUT.md
"""
import re, sys

COMMENT = re.compile(r"/\*(.*?)\*/\n?", re.S)


def plain(comment):
    """A comment as Markdown: paragraphs on one line each; what is indented stays as it is."""
    lines = "\n".join(re.sub(r"^\s*\* ?", "", line) for line in comment.strip().splitlines())
    return re.sub(r"(?<=\S)\n(?=[^\s])", " ", lines).strip()


def pieces(paragraph):
    """(comment, code): a comment that begins a line and what follows it."""
    for piece in re.split(r"(?m)^(?=/\*)", paragraph):
        comment = COMMENT.match(piece)
        yield (plain(comment[1]), piece[comment.end() :].strip("\n")) if comment else ("", piece.strip("\n"))


def markdown(header):
    begin, end = header.index('extern "C" {\n#endif\n'), header.rindex("#ifdef __cplusplus")
    out = ["# The C API", "Made from `src/tuban.h` by `./dev docs`.", plain(COMMENT.match(header)[1])]
    for paragraph in re.split(r"\n\s*\n", header[begin:end].split("#endif\n", 1)[1].strip("\n")):
        title = re.fullmatch(r"/\* -+ (.*?) -+ \*/", paragraph)
        if title:
            out.append(f"## {title[1][0].upper()}{title[1][1:]}")
            continue
        for comment, code in pieces(paragraph):
            if code and not code.startswith("#define TUBAN_API"):
                out.append(f"```c\n{code.replace('TUBAN_API ', '')}\n```")
            if comment:
                out.append(comment)
    return "\n\n".join(out) + "\n"


with open(sys.argv[1], encoding="utf-8") as source, open(sys.argv[2], "w", encoding="utf-8") as target:
    target.write(markdown(source.read()))
