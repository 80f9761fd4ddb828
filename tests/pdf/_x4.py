"""The rules of PDF/X-4 (ISO 15930-7:2010) that a file can be read for, each a function that yields what breaks it.

They were written from a summary of the standard, independently of what tuban writes. `broken(path)` gives {rule: [fault …]}."""
import io, re
import xml.etree.ElementTree as ElementTree
from fontTools.cffLib import CFFFontSet
from fontTools.pens.basePen import NullPen
from fontTools.ttLib import TTFont
import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

NAMESPACES = {"dc": "http://purl.org/dc/elements/1.1/", "xmp": "http://ns.adobe.com/xap/1.0/", "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
              "pdf": "http://ns.adobe.com/pdf/1.3/", "pdfxid": "http://www.npes.org/pdfx/ns/id/",
              "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#"}
INTENTS = ("/AbsoluteColorimetric", "/RelativeColorimetric", "/Saturation", "/Perceptual")
BLENDS = ("/Normal", "/Compatible", "/Multiply", "/Screen", "/Overlay", "/Darken", "/Lighten", "/ColorDodge", "/ColorBurn", "/HardLight",
          "/SoftLight", "/Difference", "/Exclusion", "/Hue", "/Saturation", "/Color", "/Luminosity")
DEVICE_OPERATORS = {"rg": "/DeviceRGB", "RG": "/DeviceRGB", "k": "/DeviceCMYK", "K": "/DeviceCMYK"}
RULES = []


def rule(function):
    RULES.append(function)
    return function


class File:
    def __init__(self, path):
        self.path = path
        with open(path, "rb") as file:
            self.bytes = file.read()
        self.pdf = pikepdf.open(path)
        self.root, self.info = self.pdf.Root, self.pdf.trailer.get("/Info", Dictionary())
        self.dictionaries = [o for o in self.pdf.objects if isinstance(o, (Dictionary, Stream))]
        self.xmp = self.read_xmp()

    def read_xmp(self):
        if "/Metadata" not in self.root:
            return {}
        tree, found = ElementTree.fromstring(self.root.Metadata.read_bytes()), {}
        for description in tree.iter(f"{{{NAMESPACES['rdf']}}}Description"):
            for element in description:
                space, name = element.tag[1:].split("}")
                prefix = next((p for p, s in NAMESPACES.items() if s == space), space)
                found[f"{prefix}:{name}"] = "".join(element.itertext()).strip()
        return found

    def intents(self):
        return [i for i in self.root.get("/OutputIntents", []) if i.get("/S") == Name.GTS_PDFX]

    def inks(self):
        """What the profile of the intent is for: GRAY, CMYK or RGB."""
        return self.intents()[0].DestOutputProfile.read_bytes()[16:20].decode().strip() if self.intents() else ""

    def nested(self, value, depth=0):
        """Every dictionary in a value, also inside of direct ones."""
        if isinstance(value, (Dictionary, Stream)):
            yield value
        if depth < 8 and isinstance(value, (Dictionary, Stream)):
            for key, item in value.items():
                if not (isinstance(item, (Dictionary, Array, Stream)) and item.is_indirect):
                    yield from self.nested(item, depth + 1)
        elif depth < 8 and isinstance(value, Array):
            for item in value:
                if not (isinstance(item, (Dictionary, Array, Stream)) and item.is_indirect):
                    yield from self.nested(item, depth + 1)

    def everything(self):
        for o in self.pdf.objects:
            yield from self.nested(o)

    def of(self, category):
        """What all resources name in a category."""
        for resources in self.everything():
            named = resources.get(category) if isinstance(resources, Dictionary) else None
            if isinstance(named, Dictionary):
                yield from named.items()

    def contents(self):
        yield from self.pdf.pages
        for o in self.dictionaries:
            if isinstance(o, Stream) and (o.get("/Subtype") == Name.Form or o.get("/PatternType") == 1):
                yield o


@rule
def header_is_pdf_1_6(file):
    if not file.bytes.startswith(b"%PDF-1.6"):
        yield file.bytes[:8]


@rule
def trailer_has_an_id(file):
    ids = [bytes(i) for i in file.pdf.trailer.get("/ID", [])]
    if len(ids) != 2 or not all(ids):
        yield ids


@rule
def nothing_is_encrypted(file):
    if file.pdf.is_encrypted:
        yield "/Encrypt"


@rule
def no_stream_is_lzw_or_outside_the_file(file):
    for o in file.dictionaries:
        if isinstance(o, Stream):
            filters = o.get("/Filter", [])
            names = [str(f) for f in (filters if isinstance(filters, Array) else [filters])]
            if "/LZWDecode" in names or "/Crypt" in names or "/F" in o:
                yield o.objgen


@rule
def xmp_identifies_pdf_x_4(file):
    wanted = {"pdfxid:GTS_PDFXVersion": r"PDF/X-4", "xmpMM:DocumentID": r"uuid:[0-9a-f-]{36}", "xmpMM:RenditionClass": "default",
              "xmpMM:VersionID": r".+", "dc:title": r".+", "xmp:CreateDate": r"\d{4}-.*", "xmp:ModifyDate": r"\d{4}-.*",
              "xmp:MetadataDate": r"\d{4}-.*", "pdf:Trapped": "True|False"}
    for key, pattern in wanted.items():
        if not re.fullmatch(pattern, file.xmp.get(key, ""), re.S):
            yield f"{key}: {file.xmp.get(key)}"
    if "/Metadata" in file.root and (file.root.Metadata.get("/Subtype") != Name.XML or file.root.Metadata.get("/Type") != Name.Metadata):
        yield "the stream's type"


def iso_date(text):
    hit = re.fullmatch(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(Z|[+-]\d\d'\d\d'?)", text)
    return "{}-{}-{}T{}:{}:{}{}".format(*hit.groups()).replace("'", ":").rstrip(":") if hit else text


@rule
def info_equals_xmp(file):
    pairs = {"/Title": "dc:title", "/Author": "dc:creator", "/Subject": "dc:description", "/Creator": "xmp:CreatorTool",
             "/Producer": "pdf:Producer", "/CreationDate": "xmp:CreateDate", "/ModDate": "xmp:ModifyDate", "/Keywords": "pdf:Keywords"}
    for key, name in pairs.items():
        said = str(file.info[key]) if key in file.info else None
        said = iso_date(said) if said and "Date" in key else said
        if said != file.xmp.get(name):
            yield f"{key} {said!r}, {name} {file.xmp.get(name)!r}"
    if str(file.info.get("/Trapped", "")).strip("/") != file.xmp.get("pdf:Trapped", ""):
        yield "/Trapped"


@rule
def info_is_complete(file):
    for key in "/Title", "/CreationDate", "/ModDate", "/Trapped":
        if key not in file.info:
            yield key
    if file.info.get("/Trapped") not in (Name("/True"), Name("/False")):
        yield "/Trapped is not a name"


@rule
def output_intent_is_one_with_a_profile(file):
    if len(file.intents()) != 1:
        yield f"{len(file.intents())} intents"
    for intent in file.intents():
        if not str(intent.get("/OutputConditionIdentifier", "")):
            yield "OutputConditionIdentifier"
        if "/DestOutputProfile" not in intent:
            yield "DestOutputProfile"
            continue
        profile = intent.DestOutputProfile.read_bytes()
        if profile[12:16] != b"prtr" or profile[36:40] != b"acsp":
            yield f"profile of class {profile[12:16]}"
        if {"GRAY": 1, "RGB ": 3, "CMYK": 4}.get(profile[16:20].decode()) != intent.DestOutputProfile.get("/N"):
            yield "/N"


def box(page, key):
    return [float(v) for v in page[key]] if key in page else None


def within(inner, outer):
    near = 1e-3
    return inner[0] >= outer[0] - near and inner[1] >= outer[1] - near and inner[2] <= outer[2] + near and inner[3] <= outer[3] + near


@rule
def boxes_contain_each_other(file):
    for page in file.pdf.pages:
        media, crop, bleed = (box(page, key) for key in ("/MediaBox", "/CropBox", "/BleedBox"))
        if ("/TrimBox" in page) == ("/ArtBox" in page):
            yield "not one of TrimBox and ArtBox"
            continue
        trim = box(page, "/TrimBox") or box(page, "/ArtBox")
        chain = [trim, *([bleed] if bleed else []), media]
        if not media or any(not within(a, b) for a, b in zip(chain, chain[1:])):
            yield chain
        if crop and not (within(trim, crop) and within(crop, media)):
            yield f"CropBox {crop}"


def space_faults(file, space, allowed, depth=0):
    """What in a colour space is not allowed."""
    if isinstance(space, Name):
        if str(space).startswith("/Device") and str(space) not in allowed:
            yield str(space)
        return
    if not isinstance(space, Array) or depth > 4:
        return
    kind = str(space[0])
    if kind in ("/Separation", "/DeviceN"):
        yield from space_faults(file, space[2], allowed, depth + 1)
    elif kind in ("/Indexed", "/Pattern") and len(space) > 1:
        yield from space_faults(file, space[1], allowed, depth + 1)
    elif kind == "/ICCBased":
        if file.intents() and space[1].read_bytes() == file.intents()[0].DestOutputProfile.read_bytes():
            yield "the intent's own profile as ICCBased"
    elif kind.startswith("/Device"):
        yield from space_faults(file, space[0], allowed)


@rule
def colours_are_those_of_the_intent(file):
    allowed = {"/DeviceGray", {"CMYK": "/DeviceCMYK", "RGB": "/DeviceRGB"}.get(file.inks(), "/DeviceGray")}
    for content in file.contents():
        for _, operator in pikepdf.parse_content_stream(content):
            used = DEVICE_OPERATORS.get(str(operator))
            if used and used not in allowed:
                yield f"operator {operator}"
        for operands, operator in pikepdf.parse_content_stream(content):
            if str(operator) in ("cs", "CS"):
                yield from space_faults(file, operands[0], allowed)
    for o in file.everything():
        for key in "/ColorSpace", "/CS":
            if key in o and not isinstance(o[key], Dictionary):
                yield from (f"{key} {fault}" for fault in space_faults(file, o[key], allowed))
    for name, space in file.of("/ColorSpace"):
        yield from (f"{name} {fault}" for fault in space_faults(file, space, allowed))


@rule
def a_spot_colour_has_one_tint_transform(file):
    seen = {}
    for _, space in file.of("/ColorSpace"):
        if isinstance(space, Array) and space[0] == Name.Separation:
            function = space[3].read_bytes() if isinstance(space[3], Stream) else space[3].unparse(resolved=True)
            if seen.setdefault(str(space[1]), function) != function:
                yield str(space[1])


@rule
def rendering_intents_are_the_four(file):
    for o in file.everything():
        if "/RI" in o and str(o.RI) not in INTENTS or isinstance(o, Stream) and "/Intent" in o and str(o.Intent) not in INTENTS:
            yield o.get("/RI", o.get("/Intent"))
    for content in file.contents():
        for operands, operator in pikepdf.parse_content_stream(content):
            if str(operator) == "ri" and str(operands[0]) not in INTENTS or str(operator) in ("BX", "EX"):
                yield f"{operator} {operands}"


@rule
def transparency_groups_have_the_intents_space(file):
    for page in file.pdf.pages:
        group = page.get("/Group")
        if group is not None and "/CS" in group and file.inks() == "CMYK" and group.CS not in (Name.DeviceCMYK, Name.DeviceGray):
            yield group.CS


@rule
def graphics_states_have_nothing_of_devices(file):
    for name, state in file.of("/ExtGState"):
        modes = state.get("/BM", Name.Normal)
        for mode in modes if isinstance(modes, Array) else [modes]:
            if str(mode) not in BLENDS:
                yield f"{name} {mode}"
        if "/TR" in state or "/HTP" in state or "/TR2" in state and state.TR2 != Name.Default:
            yield f"{name} has a transfer function"
        halftone = state.get("/HT")
        if isinstance(halftone, (Dictionary, Stream)) and (halftone.get("/HalftoneType") not in (1, 5) or "/HalftoneName" in halftone):
            yield f"{name} halftone"


@rule
def pictures_are_plain(file):
    for o in file.dictionaries:
        if isinstance(o, Stream) and o.get("/Subtype") == Name.PS or "/Ref" in o and o.get("/Subtype") == Name.Form or "/OPI" in o:
            yield o.objgen
        if isinstance(o, Stream) and o.get("/Subtype") == Name.Image and ("/Alternates" in o or o.get("/Interpolate", False)):
            yield f"{o.objgen} Interpolate or Alternates"


@rule
def fonts_are_embedded(file):
    for font in file.dictionaries:
        if font.get("/Type") != Name.Font or font.get("/Subtype") in (Name.Type0, Name.Type3):
            continue
        descriptor = font.get("/FontDescriptor", Dictionary())
        if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield f"{font.get('/BaseFont')} is not embedded"
        if font.get("/Subtype") == Name.CIDFontType2 and "/CIDToGIDMap" not in font:
            yield f"{font.get('/BaseFont')} has no CIDToGIDMap"


def stated_widths(font):
    """{CID: width} of an array /W."""
    widths, rest = {}, list(font.get("/W", []))
    while rest:
        first = int(rest.pop(0))
        if isinstance(rest[0], Array):
            widths.update((first + i, float(w)) for i, w in enumerate(rest.pop(0)))
        else:
            last, width = int(rest.pop(0)), float(rest.pop(0))
            widths.update((cid, width) for cid in range(first, last + 1))
    return widths


def real_widths(descriptor):
    """{CID: width} of an embedded font, for 1000 units to the em."""
    if "/FontFile3" in descriptor:
        fonts = CFFFontSet()
        fonts.decompile(io.BytesIO(descriptor.FontFile3.read_bytes()), None)
        widths = {}
        for cid, name in enumerate(fonts[0].charset):
            outline = fonts[0].CharStrings[name]
            outline.draw(NullPen())
            widths[int(name[3:]) if name.startswith("cid") else cid] = outline.width
        return widths
    font = TTFont(io.BytesIO(descriptor.FontFile2.read_bytes()))
    return {cid: font["hmtx"][name][0] * 1000 / font["head"].unitsPerEm for cid, name in enumerate(font.getGlyphOrder())}


@rule
def widths_are_those_of_the_fonts(file):
    for font in file.dictionaries:
        if font.get("/Subtype") not in (Name.CIDFontType0, Name.CIDFontType2) or not any(k in font.FontDescriptor for k in ("/FontFile2", "/FontFile3")):
            continue
        real = real_widths(font.FontDescriptor)
        for cid, width in stated_widths(font).items():
            if abs(real.get(cid, 0) - width) > 1:
                yield f"{font.BaseFont} {cid}: {width}, not {real.get(cid)}"


def undefined_codes(font):
    """Whether a code of a font shows .notdef, as a function of a string; the fonts are those that cairo makes."""
    descriptor = font.DescendantFonts[0].FontDescriptor if font.Subtype == Name.Type0 else font.FontDescriptor
    if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
        return lambda text: []
    if font.Subtype == Name.Type0:
        assert font.Encoding == Name("/Identity-H"), font.Encoding
        known = set(real_widths(descriptor)) - {0}
        return lambda text: [code for code in zip(text[::2], text[1::2]) if code[0] * 256 + code[1] not in known]
    first, widths = int(font.FirstChar), [float(w) for w in font.Widths]
    cmap = None
    if "/FontFile2" in descriptor:
        tables = TTFont(io.BytesIO(descriptor.FontFile2.read_bytes()))["cmap"].tables
        cmap = {code for table in tables for code, name in table.cmap.items() if name != ".notdef"}
        cmap |= {code & 0xff for code in cmap if code >> 8 == 0xf0}
    return lambda text: [code for code in text if not first <= code < first + len(widths) or (cmap is not None and code not in cmap and not named(code, cmap))]


def named(code, cmap):
    """Whether a code of WinAnsiEncoding is in a cmap of Unicode."""
    try:
        return ord(bytes([code]).decode("cp1252")) in cmap
    except UnicodeDecodeError:
        return False


@rule
def notdef_is_not_shown(file):
    for content in file.contents():
        undefined, hidden, saved = None, False, []
        fonts = content.get("/Resources", Dictionary()).get("/Font", Dictionary())
        for operands, operator in pikepdf.parse_content_stream(content):
            operator = str(operator)
            if operator == "q":
                saved.append((undefined, hidden))
            elif operator == "Q" and saved:
                undefined, hidden = saved.pop()
            elif operator == "Tf":
                undefined = undefined_codes(fonts[str(operands[0])])
            elif operator == "Tr":
                hidden = int(operands[0]) == 3
            elif operator in ("Tj", "TJ", "'", '"') and not hidden:
                shown = operands[-1] if isinstance(operands[-1], Array) else [operands[-1]]
                for text in shown:
                    if isinstance(text, pikepdf.String) and undefined(bytes(text)):
                        yield f"{operator} {undefined(bytes(text))}"


@rule
def nothing_is_interactive(file):
    for key in "/OpenAction", "/AA", "/AcroForm":
        if key in file.root:
            yield key
    if "/Names" in file.root and "/JavaScript" in file.root.Names:
        yield "JavaScript"
    for page in file.pdf.pages:
        outside = box(page, "/BleedBox") or box(page, "/TrimBox") or box(page, "/MediaBox")
        for note in page.get("/Annots", []):
            x1, y1, x2, y2 = (float(v) for v in note.Rect)
            if note.Subtype not in (Name.TrapNet, Name.PrinterMark) and x1 < outside[2] and x2 > outside[0] and y1 < outside[3] and y2 > outside[1]:
                yield f"annotation {note.Subtype}"
        if "/AA" in page:
            yield "/AA of a page"


@rule
def optional_content_is_listed(file):
    content = file.root.get("/OCProperties")
    if content is not None and ("/AS" in content.D or "/Name" not in content.D):
        yield "/OCProperties"


def broken(path):
    file = File(path)
    return {r.__name__: faults for r in RULES if (faults := [str(fault) for fault in r(file)])}
