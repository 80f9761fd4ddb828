"""The small faults that tests/_mutate.py makes in the sources: where they may stand, how they are drawn, which are left out.

A mutant changes one place in the body of a function, or one value in a table, of a .c file under src/, and never the number
of lines. Comments, strings, preprocessor lines, prototypes and type definitions are not touched.
"""
import glob, hashlib, os, random, re
from dataclasses import dataclass

SWAPS = {
    "boundary": {"<": "<=", "<=": "<", ">": ">=", ">=": ">"},
    "relation": {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "==": "!=", "!=": "=="},
    "logic": {"&&": "||", "||": "&&"},
    "sum": {"+": "-", "-": "+", "+=": "-=", "-=": "+="},
    "product": {"*": "/", "/": "*", "*=": "/=", "/=": "*="},
}
# Between underscores: shape_x, CHANNEL_X2, view.width.
AXES = [("width", "height"), ("left", "right"), ("top", "bottom"), ("horizontal", "vertical")]
AXES += [(form.format("x"), form.format("y")) for form in ("{}", "{}0", "{}1", "{}2", "{}c", "d{}", "c{}", "r{}")]
AXES += [(b, a) for a, b in AXES]
AXIS_WORDS = dict(AXES) | {a.upper(): b.upper() for a, b in AXES}

NUMBER = re.compile(r"(?<![\w.])(?:(?P<float>\d+\.\d*)|(?P<integer>\d+)(?P<suffix>[uUlL]*))(?![\w.])")
# What a test cannot see: how much memory is taken, that it is given back, and checks of what never happens.
UNSEEN = re.compile(r"capacity|reserve|sized_new|arena_array\(|arena_alloc|g_new|g_malloc|g_realloc"
                    r"|_free\(|_unref\(|_destroy\(|g_clear_|g_assert|g_return_|G_STATIC_ASSERT")
ARRAY = re.compile(r"\s*(?:(?:const|static|unsigned|struct) )*\w+ \**\w+\[")
# A declaration, or a word such as return, goto, case or else at the beginning.
NOT_A_STATEMENT = re.compile(r"\s*(?:(?:const|static|unsigned|struct|enum) )*[A-Za-z_]\w*[ *]+[A-Za-z_]\w*\s*[=;,\[]"
                             r"|\s*(?:return|break|continue|goto|case|default|else|for|while|do|switch)\b")
GUARD = re.compile(r" (?:return\b[^;]*|continue|break);\s*$")


@dataclass(frozen=True)
class Mutant:
    room: str
    path: str  # from the top of the tree
    line: int
    occurrence: int  # which of the file's lines with this text, from 1
    kind: str
    before: str  # the whole line, without indentation
    after: str
    start: int
    end: int
    new: str  # what replaces text[start:end]

    @property
    def identity(self):
        return self.path, self.before, self.after, self.occurrence

    def apply(self, text):
        return text[: self.start] + self.new + text[self.end :]


def mask(text):
    """The text with comments, what is inside quotes, and preprocessor lines turned into blanks; of the same length."""
    pattern = r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|^[ \t]*#(?:\\\n|[^\n])*'

    def blank(hit):
        inner = re.sub(r"[^\n]", " ", hit[0])
        return hit[0][0] + inner[1:-1] + hit[0][-1] if hit[0][0] in "\"'" else inner

    return re.sub(pattern, blank, text, flags=re.S | re.M)


def regions(code):
    """(start, end, whether it is a table) of each function body and each table at file scope."""
    depth, start, found = 0, 0, []
    for brace in re.finditer(r"[{}]", code):
        if brace[0] == "{":
            if depth == 0:
                start = brace.start()
            depth += 1
        else:
            depth -= 1
            before = code[:start].rstrip()[-1:]
            if depth == 0 and before in (")", "="):
                found.append((start + 1, brace.start(), before == "="))
    return found


def closing(code, start):
    """The index after the parenthesis that closes the one at `start`, on the same line; None if it is further down."""
    depth = 0
    for i in range(start, len(code)):
        depth += {"(": 1, ")": -1}.get(code[i], 0)
        if depth == 0:
            return i + 1
    return None


def token_changes(line):
    for kind, swaps in SWAPS.items():
        for hit in re.finditer(r"(?<=\s)[-+*/<>=!&|]+(?=\s|$)", line):
            if hit[0] in swaps:
                yield kind, hit.start(), hit.end(), swaps[hit[0]]
    for hit in re.finditer(r"\bif (?=\()", line):
        end = closing(line, hit.end())
        if end:
            yield "negation", hit.end(), end, "(!{})"


def value_changes(line):
    for hit in re.finditer(r"\b(?:true|false)\b", line):
        yield "boolean", hit.start(), hit.end(), "false" if hit[0] == "true" else "true"
    for hit in re.finditer(r"\b[A-Za-z]\w*\b", line):
        swapped = "_".join(AXIS_WORDS.get(part, part) for part in hit[0].split("_"))
        if swapped != hit[0]:
            yield "axis", hit.start(), hit.end(), swapped
    for hit in NUMBER.finditer(line):
        if hit["float"]:
            value = float(hit[0]) * 1.5 or 1
            yield "float", hit.start(), hit.end(), f"{value:.10g}" if value % 1 else f"{value:.1f}"
        elif not ARRAY.match(line) and line[hit.start() - 1 : hit.end() + 1] != "{0}":
            for value in {int(hit["integer"]) + 1, abs(int(hit["integer"]) - 1)}:
                yield "integer", hit.start(), hit.end(), f"{value}{hit['suffix']}"


def dropped(code, start, line):
    """A whole statement on one line, or an if with one; what stood before it must have ended."""
    begin, body = len(line) - len(line.lstrip()), line.rstrip()
    if not body.endswith(";") or re.search(r"[{}]", body) or code[:start].rstrip()[-1:] not in tuple(";{}:)"):
        return
    if line[begin:].startswith("if ("):
        end = closing(line, begin + 3)
        if end and GUARD.match(line[end:]):
            yield "guard", begin, len(body), "{}"
        elif end and not NOT_A_STATEMENT.match(line[end:]) and body.count(";") == 1:
            yield "statement", begin, len(body), "{}"
    elif not NOT_A_STATEMENT.match(line) and body.count("(") == body.count(")") and body.count(";") == 1:
        yield "statement", begin, len(body), "{}"


def changes(code, start, line, is_table):
    if UNSEEN.search(line):
        return
    if is_table:
        if len(NUMBER.findall(line)) <= 2:
            yield from value_changes(line)
        return
    yield from token_changes(line)
    yield from value_changes(line)
    yield from dropped(code, start, line)


def mutants_of_file(top, room, path):
    with open(os.path.join(top, path), encoding="utf-8") as file:
        text = file.read()
    code, found, seen, start = mask(text), [], {}, 0
    inside = regions(code)
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        before = line.strip()
        seen[before] = seen.get(before, 0) + 1
        region = next((r for r in inside if r[0] <= start + len(line) - 1 and start < r[1]), None)
        masked = code[start : start + len(line)].rstrip("\n")
        for kind, low, high, new in changes(code, start, masked, region[2]) if region else ():
            if region[0] <= start + low and start + high <= region[1] + 1:
                new = new.format(line[low:high]) if kind == "negation" else new
                after = (line[:low] + new + line[high:]).strip()
                found.append(Mutant(room, path, number, seen[before], kind, before, after, start + low, start + high, new))
        start += len(line)
    return found


def rooms(top):
    """The sources by room: the rooms of CMakeLists.txt, lowest first, then the library's interface and the program."""
    with open(os.path.join(top, "CMakeLists.txt"), encoding="utf-8") as file:
        names = " ".join(re.findall(r"set\(TUBAN_(?:ENGINE|LANGUAGES) ([^)]*)\)", file.read())).split()
    patterns = {name: f"{name}/**/*.c" for name in names} | {"api": "*.c", "cli": "cli/**/*.c"}
    found = {name: sorted(glob.glob(f"src/{pattern}", root_dir=top, recursive=True)) for name, pattern in patterns.items()}
    return {name: paths for name, paths in found.items() if paths}


def shuffled(mutants, seed):
    """All mutants in random order: first a kind is drawn, then one of that kind, so that rare kinds come up too.

    Where a mutant stands depends on its own text, so that an edit elsewhere in the room hardly changes what is drawn.
    """
    def rank(mutant):
        return hashlib.sha256("\0".join(map(str, (seed, *mutant.identity))).encode()).digest()

    rng, kinds = random.Random(seed), {}
    for mutant in sorted(mutants, key=rank, reverse=True):
        kinds.setdefault(mutant.kind, []).append(mutant)
    order = []
    while kinds:
        kind = rng.choice(sorted(kinds))
        order.append(kinds[kind].pop())
        if not kinds[kind]:
            del kinds[kind]
    return order


def draw(by_room, count, seed):
    """`count` lists of mutants, as many from each room; the first of a list that can be tried is the one that counts."""
    names = list(by_room)
    first = random.Random(seed).randrange(len(names))
    draws = []
    for i, room in enumerate(names):
        share = count // len(names) + ((i - first) % len(names) < count % len(names))
        order = shuffled(by_room[room], f"{seed} {room}")
        draws += [order[slot::share] for slot in range(share)]
    return draws


def read_equivalent(path, by_room):
    """The list of mutants that no test can tell from the original: their identities, its faults, and what to mention."""
    occurrences = {}
    for mutant in (m for mutants in by_room.values() for m in mutants):
        occurrences.setdefault((mutant.path, mutant.before, mutant.after), set()).add(mutant.occurrence)
    found, faults, stale = set(), [], []
    with open(path, encoding="utf-8") as file:
        lines = file.read().splitlines()
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = [field.strip() for field in line.split("\t")]
        if len(fields) != 4 or not all(fields):
            faults.append(f"line {number}: needs FILE, BEFORE, AFTER and REASON, separated by tabs")
            continue
        name, _, which = fields[0].partition("#")
        places = occurrences.get((name, fields[1], fields[2]), set())
        if len(places) > 1 and not which:
            faults.append(f"line {number}: {name} has this line {len(places)} times; {name}#1 means the first")
        elif not places or (which and which not in map(str, places)):
            stale.append(f"line {number}: {name} has no such mutant")
        else:
            found.add((name, fields[1], fields[2], int(which) if which else min(places)))
    return found, faults, stale
