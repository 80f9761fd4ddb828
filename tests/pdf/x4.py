"""PDF/X-4: every rule of _x4.py holds for what --pdfx writes, and each of them notices a file that breaks it."""
import os, shutil, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from _print import SOURCE, Case, png
from _tuban import main
import _x4, pikepdf
from pikepdf import Array, Dictionary, Name, Stream

LINKED = """{"title": "Links & <pictures> 字 ≠ Ω", "width": 200, "height": 100, "layer": [
{"data": {"values": [{"x": 1, "y": 2, "u": "https://example.org"}, {"x": 2, "y": 3, "u": "https://example.org/b"}]},
 "mark": {"type": "point", "filled": true, "size": 300, "opacity": 0.5, "blend": "multiply"},
 "encoding": {"x": {"field": "x", "type": "quantitative"}, "y": {"field": "y", "type": "quantitative"}, "href": {"field": "u"},
              "color": {"field": "u"}}},
{"data": {"values": [{"p": "a.png"}]}, "mark": {"type": "image", "width": 30, "height": 30}, "encoding": {"url": {"field": "p"}}},
{"data": {"values": [{}]}, "mark": {"type": "rect", "width": 50, "height": 20, "color": {"gradient": "linear", "stops": [
  {"offset": 0, "color": "#ff000080"}, {"offset": 1, "color": "blue"}]}}}]}"""


def change_profile(pdf):
    pdf.Root.OutputIntents[0].DestOutputProfile.N = 3


def change_operator(pdf):
    pdf.pages[0].contents_add(pdf.make_stream(b"1 0 0 rg 0 0 9 9 re f"))


def add_lzw(pdf):
    pdf.Root.Extra = pdf.make_stream(b"")
    pdf.Root.Extra.write(bytes.fromhex("800b6050220c0c8501"), filter=Name.LZWDecode)


def drop_fonts(pdf):
    for o in pdf.objects:
        if isinstance(o, Dictionary) and o.get("/Type") == Name.FontDescriptor:
            for key in [key for key in o.keys() if key.startswith("/FontFile")]:
                del o[key]


def add_state(pdf, **entries):
    pdf.pages[0].Resources.ExtGState = Dictionary(Broken=Dictionary(**entries))


def add_spaces(pdf):
    function = lambda end: Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 0, 0, end], N=1)
    pdf.pages[0].Resources.ColorSpace = Dictionary({f"/S{end}": Array([Name.Separation, Name.Gold, Name.DeviceCMYK, function(end)]) for end in (0, 1)})


def show_notdef(pdf):
    name = next(name for name, font in pdf.pages[0].Resources.Font.items() if font.Subtype == Name.Type0)
    pdf.pages[0].contents_add(pdf.make_stream(f"BT {name} 9 Tf <0000> Tj ET".encode()))


def first(pdf, **entries):
    return next(o for o in pdf.objects if isinstance(o, (Dictionary, Stream)) and all(o.get("/" + k) == v for k, v in entries.items()))


# For each rule, a change to a good file that it must notice. Those of the file itself are made on its bytes.
FAULTS = {
    "trailer_has_an_id": None,
    "header_is_pdf_1_6": None,
    "nothing_is_encrypted": None,
    "no_stream_is_lzw_or_outside_the_file": add_lzw,
    "xmp_identifies_pdf_x_4": lambda pdf: pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace(b">PDF/X-4<", b">PDF/X-3<")),
    "info_equals_xmp": lambda pdf: pdf.trailer.Info.__setattr__("Title", "Another"),
    "info_is_complete": lambda pdf: pdf.trailer.Info.__delattr__("ModDate"),
    "output_intent_is_one_with_a_profile": change_profile,
    "boxes_contain_each_other": lambda pdf: pdf.pages[0].__setattr__("BleedBox", Array([50, 50, 60, 60])),
    "colours_are_those_of_the_intent": change_operator,
    "a_spot_colour_has_one_tint_transform": add_spaces,
    "rendering_intents_are_the_four": lambda pdf: add_state(pdf, RI=Name.Vivid),
    "transparency_groups_have_the_intents_space": lambda pdf: pdf.pages[0].Group.__setattr__("CS", Name.DeviceRGB),
    "graphics_states_have_nothing_of_devices": lambda pdf: add_state(pdf, TR=Name.Identity),
    "pictures_are_plain": lambda pdf: first(pdf, Subtype=Name.Image).__setattr__("Interpolate", True),
    "fonts_are_embedded": drop_fonts,
    "widths_are_those_of_the_fonts": lambda pdf: first(pdf, Subtype=Name.CIDFontType0).__setattr__("W", Array([0, Array([1000, 300])])),
    "notdef_is_not_shown": show_notdef,
    "nothing_is_interactive": lambda pdf: pdf.pages[0].__setattr__("Annots", Array([Dictionary(Subtype=Name.Link, Rect=[5, 5, 90, 90])])),
    "optional_content_is_listed": lambda pdf: pdf.Root.__setattr__("OCProperties", Dictionary(OCGs=Array(), D=Dictionary())),
}


class X4(Case):
    def draw(self, name, *options):
        done = self.run_tuban("render", name, "--pdfx", "-o", "a.pdf", *options)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        return self.path("a.pdf"), done.stderr.decode()

    def linked(self, *options):
        self.write("a.vl.json", LINKED)
        self.write("a.png", png(8, 8, lambda x, y: (x * 30, y * 30, 90)))
        return self.draw("a.vl.json", *options)

    def test_charts_and_posters_are_pdf_x_4(self):
        shutil.copytree(os.path.join(SOURCE, "data"), self.path("data"))
        self.assertEqual(_x4.broken(self.linked()[0]), {})
        self.assertEqual(_x4.broken(self.linked("--color", "gray")[0]), {})
        self.assertEqual(_x4.broken(self.linked("--page", "A5", "--bleed", "3mm", "--marks")[0]), {})
        self.assertEqual(_x4.broken(self.draw("data/charts/dashboard.vl.json")[0]), {})
        poster = self.draw("data/poster.json", "--bleed", "3mm", "--marks")[0]
        self.assertEqual(_x4.broken(poster), {})
        with pikepdf.open(poster) as file:
            profile = len(file.Root.OutputIntents[0].DestOutputProfile.read_raw_bytes())
        self.assertLess(os.path.getsize(poster) - profile, 200000)

    def test_a_chart_without_a_title_has_one(self):
        self.write("b.vl.json", '{"mark": "point", "data": {"values": [{}]}}')
        path = self.draw("b.vl.json")[0]
        self.assertEqual(_x4.broken(path), {})

    def test_characters_of_no_font_are_drawn_as_boxes(self):
        self.write("c.vl.json", '{"title": "\\udbff\\udffd and \\u0378", "mark": "point", "data": {"values": [{}]}}')
        done = self.run_tuban("render", "c.vl.json", "--pdfx", "-o", "c.pdf")
        self.assertIn(b"W505", done.stderr)
        self.assertEqual(_x4.broken(self.path("c.pdf")), {})

    def test_the_condition_is_named(self):
        with pikepdf.open(self.linked()[0]) as file:
            intent = file.Root.OutputIntents[0]
            self.assertEqual(str(intent.OutputConditionIdentifier), "FOGRA39")
            self.assertEqual(str(intent.RegistryName), "http://www.color.org")
            self.assertIn("ISO Coated v2", str(intent.Info))

    def test_links_are_left_out_with_a_note(self):
        self.assertIn("2 links are left out: PDF/X-4 allows none within the page", self.linked("-v")[1])
        self.assertNotIn("links", self.linked()[1])

    def test_the_same_chart_is_the_same_file_at_the_time_given(self):
        read = lambda: self.read(os.path.basename(self.linked()[0]))
        self.assertEqual(read(), read())
        os.environ["SOURCE_DATE_EPOCH"] = "1700000000"
        self.addCleanup(os.environ.pop, "SOURCE_DATE_EPOCH")
        path = self.linked()[0]
        self.assertEqual(_x4.broken(path), {})
        with pikepdf.open(path) as file:
            self.assertEqual(str(file.trailer.Info.ModDate), "D:20231114221320Z")

    def test_every_rule_notices_what_breaks_it(self):
        self.assertEqual({r.__name__ for r in _x4.RULES}, set(FAULTS))
        good = self.linked("--bleed", "3mm")[0]
        for name, change in FAULTS.items():
            bad = self.path(f"{name}.pdf")
            with pikepdf.open(good) as pdf:
                if change:
                    change(pdf)
                if name == "nothing_is_encrypted":
                    pdf.save(bad, encryption=pikepdf.Encryption(owner="o", user=""))
                else:
                    pdf.save(bad, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none, force_version="1.7" if name == "header_is_pdf_1_6" else "1.6")
            if name == "trailer_has_an_id":
                with pikepdf.open(good) as pdf:
                    pdf.save(bad, force_version="1.6", qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
                with open(bad, "rb") as file:
                    data = file.read()
                with open(bad, "wb") as file:
                    file.write(data.replace(b"/ID [", b"/XX ["))
            self.assertIn(name, _x4.broken(bad))


main()
