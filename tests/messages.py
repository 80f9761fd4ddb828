"""Every message has a code, and src/messages.json explains every code.

Reads the calls in src/ that report a message, and compares the code and the format of each with the table: the texts agree, with "…"
for each conversion; the letter is that of the function's level; one code has one text and one text has one code; and no row is unused
or lacks a field. The last tests break the sources and the table, and see that it is noticed."""
import functools, json, os, re, sys, unittest

SOURCE = os.environ.get("TUBAN_SOURCE", os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FIELDS = ["text", "explanation", "example", "fix"]
TOPICS = "123456789"
# What reports a message, and the letter of its level. Those after the first three hand their code and text on to them.
LEVELS = {"messages_error": "E", "messages_warn": "W", "messages_warn_of_machine": "W", "messages_note": "N", "normalize_fail": "E", "evaluation_error": "E", "fail": "E",
          "error_at": "E", "batch_error": "E"}
ASKS = "messages_has"
TOKEN = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|[A-Za-z_]\w*|.', re.S)
CONVERSION = re.compile(r"%(?:\.\*|\.\d+|0?\d+)?[zl]?[a-zA-Z]")


def tokens(text):
    return [token for token in TOKEN.findall(text) if not token.isspace() and not token.startswith(("/*", "//"))]


def arguments(words, start):
    """The arguments of the call whose "(" is words[start], each a list of words."""
    found, depth = [[]], 0
    for word in words[start + 1:]:
        if word in "([{":
            depth += 1
        elif word in ")]}":
            depth -= 1
            if depth < 0:
                return found
        if word == "," and depth == 0:
            found.append([])
        else:
            found[-1].append(word)
    return found


def is_code(words):
    return len(words) == 1 and re.fullmatch(r'"[EWN]\d{3}"', words[0]) is not None


def format_of(words):
    """The string that an argument starts with; also of arena_printf(ARENA, "…")."""
    if words[:1] == ["arena_printf"]:
        words = arguments(words, 1)[1]
    parts = []
    for word in words:
        if not word.startswith('"'):
            break
        parts.append(word[1:-1])
    return re.sub(r"\\(.)", r"\1", "".join(parts))


def generalized(text):
    return CONVERSION.sub("…", text).replace("%%", "%")


def reports(path, text):
    """(place, function, code, text) of each call; the code is None where it has none."""
    words = tokens(text)
    for i, word in enumerate(words[:-1]):
        if word not in LEVELS or words[i + 1] != "(":
            continue
        given = arguments(words, i + 1)
        codes = [k for k, argument in enumerate(given) if is_code(argument)]
        if codes and codes[0] + 1 < len(given):
            yield path, word, given[codes[0]][0][1:-1], generalized(format_of(given[codes[0] + 1]))
        elif word.startswith("messages_") and not any(argument[-1:] == ["code"] for argument in given):
            yield path, word, None, " ".join(given[-1])


@functools.lru_cache(maxsize=None)
def calls_and_codes(path, text):
    """What a file reports, and how many codes are written in it; to ask for one (messages_has(messages, CODE)) is not to report it."""
    words = tokens(text)
    asked = sum(word == ASKS and is_code(arguments(words, i + 1)[-1]) for i, word in enumerate(words[:-1]))
    return list(reports(path, text)), sum(is_code([word]) for word in words) - asked


@functools.lru_cache(maxsize=None)
def read_sources():
    found = {}
    for folder, _, files in os.walk(os.path.join(SOURCE, "src")):
        for name in files:
            if name.endswith((".c", ".h")):
                with open(os.path.join(folder, name), encoding="utf-8") as file:
                    found[os.path.relpath(os.path.join(folder, name), SOURCE)] = file.read()
    return found


def read_table():
    with open(os.path.join(SOURCE, "src", "messages.json"), encoding="utf-8") as file:
        return json.load(file)


def wrong_calls(sources, table):
    used = set()
    for path, text in sorted(sources.items()):
        called, written = calls_and_codes(path, text)
        for place, function, code, said in called:
            if code is None:
                yield f"{place}: {function}(… {said}) has no code"
                continue
            used.add(code)
            if code[0] != LEVELS[function]:
                yield f"{place}: {code} in {function}()"
            if code not in table:
                yield f"{place}: {code} is not in src/messages.json"
            elif said != table[code].get("text"):
                yield f'{place}: {code} is "{said}" here and "{table[code].get("text")}" in src/messages.json'
        if written != sum(code is not None for _, _, code, _ in called):
            yield f"{path}: a code that is not an argument of {', '.join(LEVELS)}"
    for code in sorted(set(table) - used):
        yield f"{code} is in src/messages.json, but not in the sources"


def wrong_rows(table):
    numbers, texts = {}, {}
    for code, row in table.items():
        if not re.fullmatch(rf"[EWN][{TOPICS}]\d\d", code):
            yield f"{code} is not the form of a code"
        if list(row) != FIELDS or not all(isinstance(row[field], str) and row[field].strip() for field in FIELDS if field in row):
            yield f"{code} needs {', '.join(FIELDS)}"
        for known, key in ((numbers, code[1:]), (texts, row.get("text"))):
            if known.setdefault(key, code) != code:
                yield f"{code} and {known[key]} are the same: {key}"
        for field in ("explanation", "fix"):
            if not row.get(field, ".").endswith((".", "!")):
                yield f"{code}: {field} is not a sentence"
    if [code[1:] for code in table] != sorted(code[1:] for code in table):
        yield "the codes are not in order"


def faults(sources, table):
    return list(wrong_calls(sources, table)) + list(wrong_rows(table))


class Messages(unittest.TestCase):
    def setUp(self):
        self.sources, self.table = dict(read_sources()), read_table()

    def test_the_table_agrees_with_the_sources(self):
        self.assertEqual(faults(self.sources, self.table), [])
        self.assertGreater(len(self.table), 250)

    def notices(self, *expected):
        self.assertEqual(len(faults(self.sources, self.table)), len(expected), faults(self.sources, self.table))
        for fault, part in zip(faults(self.sources, self.table), expected):
            self.assertIn(part, fault)

    def add(self, call):
        self.sources["src/new.c"] = f"static void f(void) {{\n  {call};\n}}\n"

    def test_codes_without_a_row_are_noticed(self):
        self.add('messages_error(messages, at, "E999", "a")')
        self.notices("E999 is not in src/messages.json")

    def test_calls_without_a_code_are_noticed(self):
        self.add('messages_error(messages, at, "unknown mark")')
        self.notices("has no code")

    def test_the_letter_must_be_that_of_the_function(self):
        self.add('messages_warn(messages, at, "E120", "the file is " /* by half */ "empty")')
        self.notices("E120 in messages_warn()")

    def test_one_code_has_one_text(self):
        self.add('messages_error(messages, at, "E120", "the file is empty: %zu", size)')
        self.notices('E120 is "the file is empty: …" here')

    def test_codes_out_of_reach_are_noticed(self):
        self.add('static const char *const codes[] = {"E120"}')
        self.notices("a code that is not an argument")

    def test_unused_rows_are_noticed(self):
        self.table["N999"] = dict(self.table["E120"], text="new")
        self.notices("N999 is in src/messages.json, but not")

    def test_wrong_rows_are_noticed(self):
        self.table["E120"] = dict(self.table["E120"], fix=" ")
        self.notices("E120 needs", "E120: fix is not a sentence")

    def test_two_codes_of_one_text_are_noticed(self):
        self.table["N998"] = dict(self.table["E120"])
        self.notices("N998 is in", "N998 and E120 are the same")

    def test_an_order_that_is_none_is_noticed(self):
        self.table = dict(reversed(self.table.items()))
        self.notices("not in order")


if __name__ == "__main__":
    sys.exit(unittest.main())
