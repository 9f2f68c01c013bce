#!/usr/bin/env python3
"""PDFs for the preflight tests, made by editing QDF (qpdf's editable form) and mending it with fix-qdf.

usage: corpus.py wrong FOLDER X4.qdf X1A.qdf     one file a fault; prints "NAME CODE[,CODE…]" for each
       corpus.py right OUT.pdf IN.qdf PROFILE    IN as PDF/X-4: boxes, output intent, XMP in step with its Info
"""
import re
import subprocess
import sys


class Pdf:
    """A QDF file under the knife."""

    glyph = b"0001"

    def __init__(self, data):
        self.data = data
        self.size = int(re.search(rb"/Size (\d+)", data).group(1))

    def replace(self, old, new, count=1):
        old, new = old.encode("latin-1"), new.encode("latin-1")
        assert old in self.data, old
        self.data = self.data.replace(old, new, count)
        return self

    def sub(self, pattern, new, count=1):
        self.data, n = re.subn(pattern.encode("latin-1"), new.encode("latin-1"), self.data, count=count, flags=re.S)
        assert n, pattern
        return self

    def add(self, body, stream=None):
        """A new object; returns its reference."""
        number = self.size
        self.size += 1
        length = b""
        if stream is not None:  # its length follows it as an object of its own, which fix-qdf fills in
            stream = stream if isinstance(stream, bytes) else stream.encode("latin-1")
            body = body.replace("<<", f"<< /Length {self.size} 0 R", 1).encode("latin-1") + b"\nstream\n" + stream + b"\nendstream"
            length = b"\n%d 0 obj\n0\nendobj\n" % self.size
            self.size += 1
        else:
            body = body.encode("latin-1")
        at = self.data.rindex(b"\nxref\n")
        new = b"\n%d 0 obj\n" % number + body + b"\nendobj\n" + length
        self.data = self.data[:at] + new + self.data[at:]
        self.data = re.sub(rb"/Size \d+", b"/Size %d" % self.size, self.data)
        return f"{number} 0 R"

    def page(self, entry):
        """Adds an entry to the first page."""
        at = self.data.index(b"<<", self.data.index(b"%% Page 1\n")) + 2
        self.data = self.data[:at] + b" " + entry.encode("latin-1") + self.data[at:]
        return self

    def root(self, entry):
        number = re.search(rb"/Root (\d+) 0 R", self.data).group(1)
        at = self.data.index(b"<<", self.data.index(b"\n%s 0 obj" % number)) + 2
        self.data = self.data[:at] + b" " + entry.encode("latin-1") + self.data[at:]
        return self

    def resource(self, kind, name, value):
        page = self.data.index(b"%% Page 1\n")
        start = self.data.index(b"/Resources <<", page) + len("/Resources <<")
        end = self.data.index(b"endobj", start)
        there = self.data.find(f"/{kind} <<".encode(), start, end)
        entry = f" /{name} {value} "
        if there < 0:
            self.data = self.data[:start] + f" /{kind} << {entry} >>".encode("latin-1") + self.data[start:]
        else:
            there += len(f"/{kind} <<")
            self.data = self.data[:there] + entry.encode("latin-1") + self.data[there:]
        return self

    def draw(self, operators):
        """Operators in front of what the first page draws."""
        at = self.data.index(b"stream\n", self.data.index(b"%% Contents for page 1\n")) + len("stream\n")
        operators = operators if isinstance(operators, bytes) else operators.encode("latin-1")
        operators = operators.replace(b"<0001", b"<" + self.glyph)
        self.data = self.data[:at] + b"q " + operators + b" Q\n" + self.data[at:]
        return self

    def form(self, operators, entries="", resources=""):
        return self.add(f"<< /Type /XObject /Subtype /Form /BBox [0 0 600 800] {entries} /Resources << {resources} >> >>", operators)

    def image(self, entries, pixels=200, bits=8, n=4, ink=b"\0"):
        row = (pixels * bits * n + 7) // 8
        return self.add(f"<< /Type /XObject /Subtype /Image /Width {pixels} /Height {pixels} /BitsPerComponent {bits} {entries} >>",
                        ink * row * pixels)

    def lzw_image(self, pixels=200):
        """All white, in LZW of one-byte codes of nine bits, the table cleared before it grows."""
        codes = [code for i in range(4 * pixels * pixels) for code in ([256, 0] if i % 200 == 0 else [0])] + [257]
        bits = "".join(f"{code:09b}" for code in codes)
        bits += "0" * (-len(bits) % 8)
        return self.add(f"<< /Type /XObject /Subtype /Image /Width {pixels} /Height {pixels} /BitsPerComponent 8 /ColorSpace /DeviceCMYK /Filter /LZWDecode >>",
                        int(bits, 2).to_bytes(len(bits) // 8, "big"))

    def shown(self, image, side=50):
        """Draws an image SIDE pt wide and high in the middle of the page."""
        return self.resource("XObject", "Bad", image).draw(f"{side} 0 0 {side} 300 200 cm /Bad Do")

    def save(self, path):
        done = subprocess.run(["fix-qdf"], input=self.data, capture_output=True, check=False)
        assert not done.returncode, (path, done.stderr)
        mended = done.stdout
        with open(path, "wb") as file:
            file.write(mended)


WRONG = []


def wrong(base, *codes):
    """Registers a fault: a function that spoils a good file of BASE so that just CODES are found."""

    def register(function):
        WRONG.append((function.__name__.replace("_", "-"), base, codes, function))
        return function

    return register


def fault(name, base, code, spoil):
    WRONG.append((name, base, code.split(","), spoil))


BOX = "200 300 100 100 re f"
TEXT = "BT /F 12 Tf 1 0 0 1 200 200 Tm <0001> Tj ET"  # F: see with_font


def with_font(pdf):
    """Names the page's first font F; what TEXT shows is a glyph it has."""
    at = pdf.data.index(b"/Font <<", pdf.data.index(b"%% Page 1\n"))
    number = re.search(rb"/\S+ (\d+) 0 R", pdf.data[at + 8:]).group(1)
    font = pdf.data.index(b"\n%s 0 obj" % number)
    names = re.search(rb"/ToUnicode (\d+) 0 R", pdf.data[font:]).group(1)
    names = pdf.data.index(b"\n%s 0 obj" % names)
    pdf.glyph = re.search(rb"beginbf(?:char|range)\s*<(\w{4})>", pdf.data[names:]).group(1)
    return pdf.resource("Font", "F", f"{number.decode()} 0 R")


# --- the document -----------------------------------------------------------------------
fault("x4-no-claim", "x4", "pdf-standard", lambda p: p.sub("GTS_PDFXVersion", "GTS_NONEVersion", 0))
fault("x1a-no-claim", "x1a", "pdf-standard", lambda p: p.sub("/GTS_PDFXVersion", "/GTS_NONEVersion", 0))
fault("x1a-newer-version", "x1a", "pdf-version", lambda p: p.replace("%PDF-1.4", "%PDF-1.7"))
fault("x4-newer-version", "x4", "pdf-version", lambda p: p.replace("%PDF-1.6", "%PDF-1.7"))
for key in ("Title", "CreationDate", "ModDate"):
    fault(f"x1a-no-{key}", "x1a", "pdf-info", lambda p, key=key: p.replace(f"/{key} ", f"/Was{key} "))
fault("x1a-trapped-unknown", "x1a", "pdf-info,pdf-xmp", lambda p: p.replace("/Trapped /False", "/Trapped /Unknown"))
fault("x1a-no-trapped", "x1a", "pdf-info", lambda p: p.replace("/Trapped /False", "/Wrapped /False"))
fault("no-id", "x4", "pdf-info", lambda p: p.sub(r"/ID \[<[^\]]*\]", ""))
fault("empty-id", "x4", "pdf-info", lambda p: p.sub(r"/ID \[<[^\]]*\]", "/ID [<><>]"))
fault("profile-cut-short", "x4", "pdf-intent", lambda p: p.sub(r"(/DestOutputProfile) \d+ 0 R", r"\1 " + p.add("<< /N 4 >>", b"\0\0\x20\0lcms\2\0\0\0prtrCMYKLab " + b"\0" * 12 + b"acsp" + b"\0" * 160)))
fault("claim-of-nothing-known", "x4", "pdf-standard", lambda p: p.sub("<pdfxid:GTS_PDFXVersion>PDF/X-4", "<pdfxid:GTS_PDFXVersion>PDF/X-42"))
fault("script-in-a-bookmark", "x4", "pdf-action", lambda p: p.root(f"/PieceInfo {p.add('<< /Title (a) /A << /S /JavaScript /JS (x) >> >>')}"))
fault("half-an-id", "x4", "pdf-info", lambda p: p.sub(r"/ID \[(<[^>]*>)<[^>]*>\]", r"/ID [\1]"))
fault("no-intent", "x4", "pdf-intent", lambda p: p.replace("/OutputIntents", "/OutputNothing"))
fault("intent-of-an-archive", "x4", "pdf-intent", lambda p: p.replace("/S /GTS_PDFX", "/S /GTS_PDFA1"))
fault("no-condition", "x4", "pdf-intent", lambda p: p.replace("/OutputConditionIdentifier", "/OutputCondition2"))
fault("no-profile", "x4", "pdf-intent", lambda p: p.replace("/DestOutputProfile", "/DestNoProfile"))
fault("screen-profile", "x4", "pdf-intent", lambda p: p.replace("prtrCMYK", "mntrRGB "))
fault("two-intents", "x4", "pdf-intent",
      lambda p: p.sub(r"(/OutputIntents \[\s*)(<<.*?>>|\d+ 0 R)", r"\1\2 \2"))
fault("xmp-other-title", "x4", "pdf-xmp", lambda p: p.sub(r"(<dc:title>.*?<rdf:li[^>]*>)", r"\1Another: "))
fault("xmp-other-date", "x4", "pdf-xmp", lambda p: p.sub(r"(<xmp:CreateDate>)\d", r"\g<1>1"))
fault("xmp-other-trapped", "x4", "pdf-xmp", lambda p: p.replace("<pdf:Trapped>False", "<pdf:Trapped>True"))
fault("xmp-no-document-id", "x4", "pdf-info", lambda p: p.sub("xmpMM:DocumentID", "xmpMM:NocumentID", 0))
fault("script-by-name", "x4", "pdf-action",
      lambda p: p.root("/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (app.beep) >>] >> >>"))
fault("script-on-opening", "x4", "pdf-action", lambda p: p.root("/OpenAction << /S /JavaScript /JS (x) >>"))
fault("additional-actions", "x4", "pdf-action", lambda p: p.root("/AA << /WC << /S /JavaScript /JS (x) >> >>"))
fault("page-actions", "x4", "pdf-action", lambda p: p.page("/AA << /O << /S /JavaScript /JS (x) >> >>"))
fault("form-field", "x4", "pdf-action", lambda p: p.root("/AcroForm << /Fields [ << /FT /Tx /T (a) >> ] >>"))
fault("attached-file", "x4", "pdf-action", lambda p: p.root("/Names << /EmbeddedFiles << /Names [] >> >>"))
fault("a-plate-of-a-page", "x4", "pdf-action", lambda p: p.page("/SeparationInfo << /DeviceColorant /Cyan /Pages [] >>"))
fault("x1a-screen-profile", "x1a", "pdf-intent", lambda p: p.replace("prtrCMYK", "mntrRGB ").replace("/S /GTS_PDFX", "/RegistryName (x) /S /GTS_PDFX"))
fault("x1a-layers", "x1a", "pdf-action,pdf-layers", lambda p: p.root("/OCProperties << /OCGs [] /D << >> >>"))
fault("xmp-cut-short", "x4", "pdf-xmp", lambda p: p.sub("</rdf:RDF>", "", 1))
fault("words-in-front", "x4", "pdf-damaged", lambda p: p.sub("^%PDF", "Dear printer, %PDF", 1))
fault("layers", "x4", "pdf-layers", lambda p: p.root("/OCProperties << /OCGs [] /D << >> >>"))

fault("later-in-the-catalogue", "x4", "pdf-version", lambda p: p.root("/Version /1.7"))
fault("viewed-without-its-edge", "x1a", "pdf-box", lambda p: p.root("/ViewerPreferences << /PrintClip /TrimBox >>"))
fault("profile-without-its-mark", "x4", "pdf-intent", lambda p: p.replace("acsp", "pcsa"))
for key in ("Creator", "Producer"):
    fault(f"xmp-other-{key}", "x4", "pdf-xmp", lambda p, key=key: p.sub(rf"/{key} \((.)", rf"/{key} (Z\1"))

# --- pages --------------------------------------------------------------------------------
fault("no-trim", "x4", "pdf-box", lambda p: p.replace("/TrimBox", "/NoneBox"))
fault("trim-and-art", "x4", "pdf-box", lambda p: p.page("/ArtBox [50 50 600 800]"))
fault("trim-over-media", "x4", "pdf-box", lambda p: p.sub(r"/TrimBox \[.*?\]", "/TrimBox [-50 40 600 800]"))
fault("bleed-under-trim", "x4", "pdf-box", lambda p: p.sub(r"/BleedBox \[.*?\]", "/BleedBox [100 100 500 700]"))
fault("crop-under-trim", "x4", "pdf-box", lambda p: p.page("/CropBox [200 200 400 400]"))
fault("trim-of-nothing", "x4", "pdf-box", lambda p: p.sub(r"/TrimBox \[.*?\]", "/TrimBox [100 100 100 100]"))
fault("unit", "x4", "pdf-size", lambda p: p.page("/UserUnit 2"))
for kind in ("Text", "Link", "Widget"):
    fault(f"annotation-{kind}", "x4", "pdf-annotation",
          lambda p, kind=kind: p.page(f"/Annots [ << /Type /Annot /Subtype /{kind} /Rect [200 200 300 300] >> ]"))

# --- transparency in X-1a ----------------------------------------------------------------------
for name, entry in (("fill-alpha", "/ca .5"), ("stroke-alpha", "/CA .5"), ("blend", "/BM /Multiply"),
                    ("soft-mask", "/SMask << /S /Alpha >>")):
    fault(name, "x1a", "pdf-transparency", lambda p, entry=entry: p.resource("ExtGState", "Bad", f"<< {entry} >>").draw("/Bad gs"))
fault("page-group", "x1a", "pdf-transparency", lambda p: p.page("/Group << /S /Transparency /CS /DeviceCMYK >>"))
fault("form-group", "x1a", "pdf-transparency",
      lambda p: p.resource("XObject", "Bad", p.form("0 0 0 .1 k " + BOX, "/Group << /S /Transparency >>")).draw("/Bad Do"))
fault("alpha-in-a-form", "x1a", "pdf-transparency",
      lambda p: p.resource("XObject", "Bad", p.form("/A gs 0 0 0 .1 k " + BOX, "", "/ExtGState << /A << /ca .3 >> >>")).draw("/Bad Do"))
fault("image-soft-mask", "x1a", "pdf-transparency",
      lambda p: p.shown(p.image(f"/ColorSpace /DeviceCMYK /SMask {p.image('/ColorSpace /DeviceGray', n=1)}")))

fault("blended-in-rgb", "x4", "pdf-rgb", lambda p: p.page("/Group << /S /Transparency /CS /DeviceRGB >>"))
fault("form-blended-in-rgb", "x4", "pdf-rgb",
      lambda p: p.resource("XObject", "Bad", p.form("0 0 0 .1 k " + BOX, "/Group << /S /Transparency /CS /DeviceRGB >>")).draw("/Bad Do"))
# --- RGB wherever it can hide ---------------------------------------------------------------------
fault("rgb-fill", "x4", "pdf-rgb", lambda p: p.draw("1 0 0 rg " + BOX))
fault("rgb-stroke", "x4", "pdf-rgb", lambda p: p.draw("1 0 0 RG 2 w 200 300 100 100 re S"))
fault("rgb-space", "x4", "pdf-rgb", lambda p: p.draw("/DeviceRGB cs 1 0 0 sc " + BOX))
fault("rgb-text", "x4", "pdf-rgb", lambda p: with_font(p).draw("1 0 0 rg " + TEXT))
fault("calibrated-rgb", "x1a", "pdf-rgb",
      lambda p: p.resource("ColorSpace", "Bad", "[/CalRGB << /WhitePoint [.95 1 1.09] >>]").draw("/Bad cs 1 0 0 sc " + BOX))
fault("lab", "x1a", "pdf-rgb",
      lambda p: p.resource("ColorSpace", "Bad", "[/Lab << /WhitePoint [.95 1 1.09] >>]").draw("/Bad cs 50 20 20 sc " + BOX))
for base, code in (("x1a", "pdf-rgb"), ("x4", "pdf-rgb-profiled")):
    fault(f"{base}-profiled-rgb", base, code,
          lambda p: p.resource("ColorSpace", "Bad", f"[/ICCBased {p.add('<< /N 3 /Alternate /DeviceRGB >>', 'x')}]").draw("/Bad cs 1 0 0 sc " + BOX))
fault("profiled-cmyk", "x1a", "pdf-icc",
      lambda p: p.resource("ColorSpace", "Bad", f"[/ICCBased {p.add('<< /N 4 /Alternate /DeviceCMYK >>', 'x')}]").draw("/Bad cs .1 0 0 0 sc " + BOX))
fault("rgb-image", "x4", "pdf-rgb", lambda p: p.shown(p.image("/ColorSpace /DeviceRGB", n=3)))
fault("indexed-rgb-image", "x4", "pdf-rgb", lambda p: p.shown(p.image("/ColorSpace [/Indexed /DeviceRGB 1 <000000FFFFFF>]", n=1)))
fault("rgb-inline-image", "x4", "pdf-rgb",
      lambda p: p.draw(b"20 0 0 20 300 200 cm BI /W 60 /H 60 /BPC 8 /CS /RGB ID " + b"x" * 10800 + b" EI"))
fault("indexed-inline-image", "x4", "pdf-rgb",
      lambda p: p.draw(b"20 0 0 20 300 200 cm BI /W 60 /H 60 /BPC 8 /CS [/I /RGB 1 <000000FFFFFF>] ID " + b"x" * 3600 + b" EI"))
fault("rgb-in-a-form", "x4", "pdf-rgb", lambda p: p.resource("XObject", "Bad", p.form("1 0 0 rg " + BOX)).draw("/Bad Do"))
fault("rgb-in-a-form-in-a-form", "x4", "pdf-rgb",
      lambda p: p.resource("XObject", "Bad", p.form("/In Do", "", f"/XObject << /In {p.form('1 0 0 rg ' + BOX)} >>")).draw("/Bad Do"))
fault("rgb-in-a-pattern", "x4", "pdf-rgb",
      lambda p: p.resource("Pattern", "Bad", p.add(
          "<< /Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 /Resources << >> >>",
          "1 0 0 rg 1 1 5 5 re f")).draw("/Pattern cs /Bad scn " + BOX))
SHADING = "<< /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 100 0] /Function << /FunctionType 2 /Domain [0 1] /C0 [0 0 0] /C1 [1 1 1] /N 1 >> >>"
fault("rgb-shading", "x4", "pdf-rgb", lambda p: p.resource("Shading", "Bad", SHADING).draw("/Bad sh"))
fault("rgb-shading-pattern", "x4", "pdf-rgb",
      lambda p: p.resource("Pattern", "Bad", f"<< /PatternType 2 /Shading {SHADING} >>").draw("/Pattern cs /Bad scn " + BOX))
TINT = "<< /FunctionType 2 /Domain [0 1] /C0 [1 1 1] /C1 [1 0 0] /N 1 >>"
fault("spot-on-rgb", "x4", "pdf-rgb",
      lambda p: p.resource("ColorSpace", "Bad", f"[/Separation /Red /DeviceRGB {TINT}]").draw("/Bad cs .5 scn " + BOX))
fault("inks-on-rgb", "x4", "pdf-rgb",
      lambda p: p.resource("ColorSpace", "Bad", f"[/DeviceN [/Red] /DeviceRGB {TINT}]").draw("/Bad cs .5 scn " + BOX))
fault("rgb-outlines", "x4", "pdf-rgb", lambda p: with_font(p).draw("0 0 0 1 k 1 0 0 RG 2 Tr " + TEXT))
fault("four-ink-outlines", "x4", "pdf-text-four-inks", lambda p: with_font(p).draw("0 0 0 .5 k .2 .2 .2 1 K 2 Tr " + TEXT))
fault("cmyk-by-a-default", "x1a", "pdf-icc",
      lambda p: p.resource("XObject", "Bad", p.form(".1 0 0 0 k " + BOX, "", f"/ColorSpace << /DefaultCMYK [/ICCBased {p.add('<< /N 4 >>', 'x')}] >>")).draw("/Bad Do"))
fault("rgb-by-a-default", "x4", "pdf-rgb-profiled",
      lambda p: p.resource("XObject", "Bad", p.form("1 0 0 rg " + BOX, "", f"/ColorSpace << /DefaultRGB [/ICCBased {p.add('<< /N 3 >>', 'x')}] >>")).draw("/Bad Do"))
JP2 = (b"\0\0\0\x0cjP  \r\n\x87\n" + b"\0\0\0\x14ftypjp2 \0\0\0\0jp2 "
       + b"\0\0\0\x2djp2h" + b"\0\0\0\x16ihdr\0\0\0\xc8\0\0\0\xc8\0\3\x07\x07\0\0" + b"\0\0\0\x0fcolr\1\0\0\0\0\0\x10" + b"\0\0\0\x08jp2c")
fault("rgb-in-jpeg-2000", "x4", "pdf-rgb",
      lambda p: p.shown(p.add("<< /Type /XObject /Subtype /Image /Width 200 /Height 200 /Filter /JPXDecode >>", JP2)))
fault("rgb-in-a-tile-beside-the-page", "x4", "pdf-rgb",
      lambda p: p.resource("Pattern", "Bad", p.add(
          "<< /Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 /Matrix [1 0 0 1 -900 -900] /Resources << >> >>",
          "1 0 0 rg 1 1 5 5 re f")).draw("200 300 100 100 re W n /Pattern cs /Bad scn " + BOX))
fault("hairline-in-a-glyph", "x4", "pdf-hairline",
      lambda p: p.resource("Font", "Bad", "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [.001 0 0 .001 0 0] /FirstChar 65 /LastChar 65"
                           f" /Widths [1000] /Encoding << /Differences [65 /A] >> /CharProcs << /A {p.add('<< >>', '1000 0 d0 9 w 0 0 m 700 700 l S')} >> >>")
      .draw("0 0 0 1 k BT /Bad 12 Tf 200 400 Td (A) Tj ET"))
fault("rgb-in-a-glyph", "x4", "pdf-rgb",
      lambda p: p.resource("Font", "Bad", "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [.001 0 0 .001 0 0] /FirstChar 65 /LastChar 65"
                           f" /Widths [1000] /Encoding << /Differences [65 /A] >> /CharProcs << /A {p.add('<< >>', '1000 0 d0 1 0 0 rg 0 0 700 700 re f')} >> >>")
      .draw("0 0 0 1 k BT /Bad 12 Tf 200 400 Td (A) Tj ET"))

CELL = "<< /Type /Pattern /PatternType 1 /PaintType {} /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 /Resources << >> >>"
fault("rgb-through-an-uncoloured-pattern", "x4", "pdf-rgb",
      lambda p: p.resource("Pattern", "Bad", p.add(CELL.format(2), "1 1 5 5 re f")).resource("ColorSpace", "Under", "[/Pattern /DeviceRGB]")
      .draw("/Under cs 1 0 0 /Bad scn " + BOX))
fault("rgb-pattern-behind-a-clip", "x4", "pdf-rgb",
      lambda p: p.resource("Pattern", "Bad", p.add(CELL.format(1), "1 0 0 rg 1 1 5 5 re f")).draw("200 300 100 100 re W n /Pattern cs /Bad scn 0 0 600 800 re f"))
fault("rgb-pattern-in-letters", "x4", "pdf-rgb",
      lambda p: with_font(p).resource("Pattern", "Bad", f"<< /PatternType 2 /Shading {SHADING} >>").draw("/Pattern cs /Bad scn " + TEXT))
fault("rgb-in-a-soft-mask", "x4", "pdf-rgb",
      lambda p: p.resource("ExtGState", "Bad", f"<< /SMask << /S /Luminosity /G {p.form('1 0 0 rg ' + BOX, '/Group << /S /Transparency /CS /DeviceCMYK >>')} >> >>").draw("/Bad gs 0 0 0 .1 k " + BOX))
fault("rgb-in-an-appearance", "x4", "pdf-rgb",
      lambda p: p.page(f"/Annots [ << /Type /Annot /Subtype /PrinterMark /Rect [0 0 8 8] /AP << /N {p.form('1 0 0 rg 1 1 5 5 re f')} >> >> ]"))


@wrong("x4", "pdf-rgb")
def rgb_in_the_thirtieth_form(pdf):
    form = pdf.form("1 0 0 rg " + BOX)
    for _ in range(29):
        form = pdf.form("/In Do", "", f"/XObject << /In {form} >>")
    pdf.resource("XObject", "Bad", form).draw("/Bad Do")


fault("calibrated-grey", "x1a", "pdf-icc",
      lambda p: p.resource("ColorSpace", "Bad", "[/CalGray << /WhitePoint [.95 1 1.09] >>]").draw("/Bad cs .5 sc " + BOX))
fault("blended-in-profiled-rgb", "x4", "pdf-rgb-profiled",
      lambda p: p.page(f"/Group << /S /Transparency /CS [/ICCBased {p.add('<< /N 3 >>', 'x')}] >>"))

# --- ink ---------------------------------------------------------------------------------------------
fault("four-ink-text", "x4", "pdf-text-four-inks", lambda p: with_font(p).draw(".2 .2 .2 1 k " + TEXT))
fault("small-text-in-three-inks", "x4", "pdf-text-small", lambda p: with_font(p).draw(".5 .5 .5 0 k " + TEXT.replace("12 Tf", "6 Tf")))
OVER = "<< /OP true /op true /OPM 1 >>"
fault("white-overprint", "x4", "pdf-white-overprint", lambda p: p.resource("ExtGState", "Over", OVER).draw("/Over gs 0 0 0 0 k " + BOX))
fault("white-grey-overprint", "x4", "pdf-white-overprint", lambda p: p.resource("ExtGState", "Over", OVER).draw("/Over gs 1 g " + BOX))
fault("hairline", "x4", "pdf-hairline", lambda p: p.draw("0 0 0 1 K .1 w 200 300 m 400 300 l S"))
fault("hairline-by-scale", "x4", "pdf-hairline", lambda p: p.draw("0 0 0 1 K .1 0 0 .1 0 0 cm 1 w 2000 3000 m 4000 3000 l S"))
fault("hairline-by-one-axis", "x4", "pdf-hairline", lambda p: p.draw("0 0 0 1 K 1 0 0 .02 0 0 cm 4 w 200 15000 m 400 15000 l S"))
fault("too-much-ink-in-a-broad-line", "x4", "pdf-tac",
      lambda p: p.resource("ExtGState", "Over", OVER).draw(f"1 1 0 0 k {BOX} /Over gs 0 0 1 0 K 20 w 210 310 m 290 390 l S"))
fault("too-much-ink-in-a-frame", "x4", "pdf-tac",
      lambda p: p.resource("ExtGState", "Over", OVER).draw(f"1 1 0 0 k {BOX} /Over gs 0 0 1 0 K 20 w 220 320 60 60 re S"))
fault("tones-bent-by-a-screen", "x4", "pdf-action",
      lambda p: p.resource("ExtGState", "Bad", "<< /HT << /HalftoneType 1 /Frequency 85 /Angle 45 /SpotFunction /Round /TransferFunction << /FunctionType 2 /Domain [0 1] /N 2 >> >> >>").draw("/Bad gs"))
fault("hairline-by-state", "x4", "pdf-hairline",
      lambda p: p.resource("ExtGState", "Thin", "<< /LW .05 >>").draw("/Thin gs 0 0 0 1 K 200 300 m 400 300 l S"))
fault("hairline-in-letters", "x4", "pdf-hairline", lambda p: with_font(p).draw("0 0 0 1 k 0 0 0 1 K .05 w 2 Tr " + TEXT))
fault("hairline-by-a-turned-box", "x4", "pdf-hairline", lambda p: p.draw("0 0 0 1 k .8 .6 -.6 .8 200 300 cm 0 0 80 .1 re f"))
fault("small-white-letters", "x4", "pdf-text-small",
      lambda p: with_font(p).draw(".4 .4 .4 0 k 150 150 200 100 re f 0 0 0 0 k " + TEXT.replace("12 Tf", "6 Tf")))
fault("hairline-by-box", "x4", "pdf-hairline", lambda p: p.draw("0 0 0 1 k 200 300 200 .1 re f"))
fault("too-much-ink", "x4", "pdf-tac", lambda p: p.draw("1 .8 .8 0 k " + BOX))
fault("too-much-ink-in-two-boxes", "x4", "pdf-tac",
      lambda p: p.resource("ExtGState", "Over", OVER).draw(f"1 0 0 0 k {BOX} /Over gs 0 .9 .9 0 k {BOX}"))
fault("too-much-ink-under-a-spot", "x4", "pdf-tac",
      lambda p: p.resource("ExtGState", "Over", OVER).resource(
          "ColorSpace", "Gold", "[/Separation /Gold /DeviceCMYK << /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [0 .2 .6 .2] /N 1 >>]")
      .draw(f"1 .9 0 0 k {BOX} /Over gs /Gold cs 1 scn {BOX}"))
BLACK4 = "<< /FunctionType 4 /Domain [0 1 0 1 0 1 0 1] /Range [0 1 0 1 0 1 0 1] >>"
fault("four-ink-text-by-names", "x4", "pdf-text-four-inks",
      lambda p: with_font(p).resource("ColorSpace", "Inks", f"[/DeviceN [/Cyan /Magenta /Yellow /Black] /DeviceCMYK {p.add(BLACK4, '{ }')}]")
      .draw("/Inks cs .3 .3 .3 .9 scn " + TEXT))
CIRCLE = "200 350 m 200 378 222 400 250 400 c 278 400 300 378 300 350 c 300 322 278 300 250 300 c 222 300 200 322 200 350 c f"
fault("too-much-ink-in-two-discs", "x4", "pdf-tac",
      lambda p: p.resource("ExtGState", "Over", OVER).draw(f"1 .4 0 0 k {CIRCLE} /Over gs 0 0 .9 .4 k {CIRCLE}"))
fault("too-much-ink-multiplied", "x4", "pdf-tac",
      lambda p: p.resource("ExtGState", "Times", "<< /BM /Multiply >>").draw(f"1 .9 0 0 k {BOX} /Times gs 0 0 .9 0 k {BOX}"))
fault("too-much-ink-under-text", "x4", "pdf-tac",
      lambda p: with_font(p).resource("ExtGState", "Over", OVER).draw("1 1 0 0 k 150 150 200 100 re f /Over gs 0 0 0 1 k " + TEXT))
fault("too-much-ink-in-an-image", "x4", "pdf-tac", lambda p: p.shown(p.image("/ColorSpace /DeviceCMYK", ink=b"\xc0")))
fault("too-much-ink-turned-round", "x4", "pdf-tac", lambda p: p.shown(p.image("/ColorSpace /DeviceCMYK /Decode [1 0 1 0 1 0 1 0]")))
fault("too-much-ink-behind-a-mask-of-nothing", "x4", "pdf-tac",
      lambda p: p.shown(p.image(f"/ColorSpace /DeviceCMYK /SMask {p.image('/ColorSpace /DeviceGray', n=1, ink=bytes([255]))}", ink=b"\xc0")))
for bits in (1, 4, 16):
    fault(f"too-much-ink-in-{bits}-bits", "x4", "pdf-tac",
          lambda p, bits=bits: p.shown(p.image("/ColorSpace /DeviceCMYK", pixels=400, bits=bits, ink=b"\xff"), side=25))
fault("too-much-ink-in-a-palette", "x4", "pdf-tac",
      lambda p: p.shown(p.image("/ColorSpace [/Indexed /DeviceCMYK 1 <00000000FFFFFF00>]", n=1, ink=b"\1")))
fault("too-much-ink-over-an-image", "x4", "pdf-tac",
      lambda p: p.resource("ExtGState", "Over", OVER).resource("XObject", "Bad", p.image("/ColorSpace /DeviceCMYK", ink=b"\x80"))
      .draw(f"q 50 0 0 50 300 200 cm /Bad Do Q /Over gs 0 0 0 1 k 310 210 30 30 re f"))
fault("too-much-ink-in-a-shading", "x4", "pdf-tac",
      lambda p: p.resource("Shading", "Bad", SHADING.replace("DeviceRGB", "DeviceCMYK").replace("[0 0 0]", "[0 0 0 0]").replace("[1 1 1]", "[1 1 1 0]")).draw("/Bad sh"))
fault("too-much-ink-in-a-shading-of-four", "x4", "pdf-tac",
      lambda p: p.resource("Shading", "Bad", SHADING.replace("DeviceRGB", "DeviceCMYK").replace(
          SHADING[SHADING.index("<< /FunctionType"):SHADING.rindex(">>")], "[" + "<< /FunctionType 2 /Domain [0 1] /C0 [0] /C1 [.8] /N 1 >>" * 4 + "]")).draw("/Bad sh"))
fault("too-much-ink-to-begin-with", "x4", "pdf-tac",
      lambda p: p.resource("ColorSpace", "Inks", f"[/DeviceN [/Cyan /Magenta /Yellow /Black] /DeviceCMYK {p.add(BLACK4, '{ }')}]").draw("/Inks cs " + BOX))
fault("too-much-ink-in-samples", "x4", "pdf-tac",
      lambda p: p.resource("Shading", "Bad", SHADING.replace("DeviceRGB", "DeviceCMYK").replace(
          SHADING[SHADING.index("<< /FunctionType"):SHADING.rindex(">>")],
          p.add("<< /FunctionType 0 /Domain [0 1] /Range [0 1 0 1 0 1 0 1] /Size [2] /BitsPerSample 8 >>", b"\0\0\0\0\xff\xff\xff\0"))).draw("/Bad sh"))
fault("small-text-on-a-second-line", "x4", "pdf-text-small",
      lambda p: with_font(p).draw("BT /F 6 Tf 1 0 0 1 200 200 Tm 8 TL 0 0 0 1 k <0001> Tj .5 .5 .5 0 k <0001> ' ET"))
fault("registration-colour", "x4", "pdf-registration",
      lambda p: p.resource("ColorSpace", "Reg", "[/Separation /All /DeviceCMYK << /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [.2 .2 .2 .2] /N 1 >>]")
      .draw("/Reg cs 1 scn " + BOX))

# --- images ----------------------------------------------------------------------------------------------
fault("coarse-image", "x4", "pdf-ppi-low", lambda p: p.shown(p.image("/ColorSpace /DeviceCMYK", pixels=50)))
fault("soft-image", "x4", "pdf-ppi-warn", lambda p: p.shown(p.image("/ColorSpace /DeviceCMYK", pixels=125)))
fault("coarse-line-art", "x4", "pdf-ppi-low", lambda p: p.shown(p.image("/ColorSpace /DeviceGray", bits=1, n=1)))
fault("coarse-mask", "x4", "pdf-ppi-low", lambda p: p.shown(p.image("/ImageMask true", bits=1, n=1)))
fault("coarse-inline-image", "x4", "pdf-ppi-low",
      lambda p: p.draw(b"90 0 0 90 300 200 cm BI /W 60 /H 60 /BPC 8 /CS /G ID " + b"x" * 3600 + b" EI"))
fault("rgb-mask", "x4", "pdf-rgb",
      lambda p: p.resource("XObject", "Bad", p.image("/ImageMask true", pixels=600, bits=1, n=1)).draw("1 0 0 rg 50 0 0 50 300 200 cm /Bad Do"))
fault("rgb-by-an-escaped-name", "x4", "pdf-rgb",
      lambda p: p.resource("ColorSpace", "Bad#20One", "[/Indexed /DeviceRGB 1 <000000FFFFFF>]").draw("/B#61d#20One cs 1 sc " + BOX))
fault("lzw-image", "x4", "pdf-filter", lambda p: p.shown(p.lzw_image()))
fault("jbig2-in-x1a", "x1a", "pdf-filter", lambda p: p.shown(p.image("/ColorSpace /DeviceGray /Filter /JBIG2Decode", pixels=600, bits=1, n=1)))
fault("jpx-in-x1a", "x1a", "pdf-filter", lambda p: p.shown(p.image("/ColorSpace /DeviceCMYK /Filter /JPXDecode")))
fault("image-cut-off", "x4", "pdf-damaged", lambda p: p.shown(p.add(
    "<< /Type /XObject /Subtype /Image /Width 200 /Height 200 /BitsPerComponent 8 /ColorSpace /DeviceGray >>", b"\x80" * 30000)))
fault("sixteen-bits", "x1a", "pdf-version", lambda p: p.shown(p.image("/ColorSpace /DeviceGray", bits=16, n=1)))
fault("alternate-images", "x4", "pdf-action", lambda p: p.shown(p.image("/ColorSpace /DeviceCMYK /Alternates []")))
fault("image-elsewhere", "x4", "pdf-action", lambda p: p.shown(p.image("/ColorSpace /DeviceCMYK /F (photo.dat)")))
fault("opi", "x4", "pdf-action",
      lambda p: p.resource("XObject", "Bad", p.form("0 0 0 .1 k " + BOX, "/OPI << /2.0 << >> >>")).draw("/Bad Do"))
fault("postscript", "x4", "pdf-action", lambda p: p.resource("XObject", "Bad", p.add("<< /Type /XObject /Subtype /PS >>", "showpage")).draw("/Bad Do"))
fault("postscript-form", "x4", "pdf-action",
      lambda p: p.resource("XObject", "Bad", p.form("0 0 0 .1 k " + BOX, "/Subtype2 /PS")).draw("/Bad Do"))

# --- damage -----------------------------------------------------------------------------------------------------
fault("unknown-operator", "x4", "pdf-operator", lambda p: p.draw("0 0 0 1 k 200 300 fill " + BOX))
for name, operators in (("q", "Q Q 0 0 0 .1 k " + BOX + " q"), ("string", "BT ET (never ends"), ("operand", ".1 0 0 k " + BOX), ("text", "BT BT ET"),
                        ("font", "BT 1 0 0 1 200 200 Tm (A) Tj ET")):
    fault(f"faulty-{name}", "x4", "pdf-syntax", lambda p, operators=operators: p.draw(operators))
fault("form-in-itself", "x4", "pdf-syntax", lambda p: p.resource("XObject", "Bad", p.form("/In Do", "", f"/XObject << /In {p.size} 0 R >>")).draw("/Bad Do"))
fault("lzw-form", "x4", "pdf-filter",
      lambda p: p.resource("XObject", "Bad", p.form(b"\x80\x08\x20\x20", "/Filter /LZWDecode")).draw("/Bad Do"))
fault("packed-form-broken", "x4", "pdf-content,pdf-damaged",
      lambda p: p.resource("XObject", "Bad", p.form("no such thing", "/Filter /FlateDecode")).draw("/Bad Do"))

for name, operators in (("font", TEXT), ("picture", "/Lost Do"), ("state", "/Lost gs"), ("space", "/Lost cs 1 sc " + BOX), ("shading", "/Lost sh")):
    fault(f"lost-{name}", "x4", "pdf-resource", lambda p, operators=operators: p.draw("0 0 0 1 k " + operators))
fault("lost-in-a-form", "x4", "pdf-resource",
      lambda p: p.resource("XObject", "Bad", p.form("0 0 0 .1 k /Lost Do " + BOX)).draw("/Bad Do"))

# --- the rest of the graphics state ----------------------------------------------------------------------------
for key, value in (("TR", "<< /FunctionType 2 /Domain [0 1] /N 1 >>"), ("TR2", "<< /FunctionType 2 /Domain [0 1] /N 1 >>"), ("HTP", "[0 0]")):
    fault(f"transfer-{key}", "x4", "pdf-action",
          lambda p, key=key, value=value: p.resource("ExtGState", "Bad", f"<< /{key} {value} >>").draw("/Bad gs"))

# --- fonts --------------------------------------------------------------------------------------------------------
fault("font-taken-out", "x4", "pdf-font", lambda p: p.sub("/FontFile3 ", "/FontNone3 "))
fault("font-of-the-viewer", "x4", "pdf-font",
      lambda p: p.resource("Font", "Bad", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>").draw("0 0 0 1 k BT /Bad 12 Tf 200 400 Td (A) Tj ET"))
fault("missing-glyph", "x4", "pdf-notdef", lambda p: with_font(p).draw("0 0 0 1 k " + TEXT.replace("<0001>", "<00010000>")))
fault("missing-glyph-in-octal", "x4", "pdf-notdef",
      lambda p: with_font(p).draw(b"0 0 0 1 k BT /F 12 Tf 1 0 0 1 200 200 Tm [(\\000\\001) -20 (\\000\\000)] TJ ET"))
fault("glyph-past-the-font", "x4", "pdf-notdef", lambda p: with_font(p).draw("0 0 0 1 k " + TEXT.replace("<0001>", "<fffe>")))
fault("font-cut-short", "x4", "pdf-font-broken",
      lambda p: p.resource("Font", "Bad", "<< /Type /Font /Subtype /Type1 /BaseFont /Cut /FirstChar 65 /LastChar 65 /Widths [500] /FontDescriptor << /Type /FontDescriptor"
                           f" /FontName /Cut /Flags 32 /FontBBox [0 0 1 1] /FontFile {p.add('<< >>', '%!PS-AdobeFont-1.0: Cut')} >> >>").draw("0 0 0 1 k BT /Bad 12 Tf 200 400 Td (A) Tj ET"))
OS2 = b"\0\1\0\0\0\1\0\0\0\0\0\0" + b"OS/2" + b"\0\0\0\0" + b"\0\0\0\x1c" + b"\0\0\0\x0a" + b"\0\4\0\0\1\x90\0\5\0\2"
fault("font-not-to-be-embedded", "x4", "pdf-font-broken,pdf-font-rights",
      lambda p: p.resource("Font", "Bad", "<< /Type /Font /Subtype /TrueType /BaseFont /Secret /FirstChar 65 /LastChar 65 /Widths [500] /FontDescriptor << /Type /FontDescriptor"
                           f" /FontName /Secret /Flags 32 /FontBBox [0 0 1 1] /FontFile2 {p.add('<< >>', OS2)} >> >>").draw("0 0 0 1 k BT /Bad 12 Tf 200 400 Td (A) Tj ET"))

# --- the edge -----------------------------------------------------------------------------------------------------
def trim_of(pdf):
    return [float(x) for x in re.search(rb"/TrimBox \[(.*?)\]", pdf.data, re.S).group(1).split()]


@wrong("x4", "pdf-bleed")
def box_to_the_trim(pdf):
    x, y, _, _ = trim_of(pdf)
    pdf.draw(f"0 0 0 .5 k {x} {y + 100} 50 50 re f")


@wrong("x4", "pdf-bleed")
def image_to_the_trim(pdf):
    _, y, x, _ = trim_of(pdf)
    pdf.resource("XObject", "Bad", pdf.image("/ColorSpace /DeviceCMYK")).draw(f"50 0 0 50 {x - 50} {y + 200} cm /Bad Do")


@wrong("x4", "pdf-bleed")
def box_over_the_trim_by_too_little(pdf):
    x, y, _, _ = trim_of(pdf)
    pdf.draw(f"0 0 0 .5 k {x - 2} {y + 100} 52 50 re f")


@wrong("x4", "pdf-bleed")
def box_over_a_trim_that_is_all(pdf):
    x, y, right, top = trim_of(pdf)
    pdf.sub(r"/BleedBox \[.*?\]", f"/BleedBox [{x} {y} {right} {top}]").draw(f"0 0 0 .5 k {x - 9} {y + 100} 59 50 re f")


def make_wrong(folder, x4, x1a):
    bases = {"x4": open(x4, "rb").read(), "x1a": open(x1a, "rb").read()}
    for name, base, codes, spoil in WRONG:
        pdf = Pdf(bases[base])
        spoil(pdf)
        pdf.save(f"{folder}/{name}.pdf")
        print(name, ",".join(sorted(codes)))


XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" pdfxid:GTS_PDFXVersion="PDF/X-4" xmpMM:DocumentID="uuid:1" xmpMM:VersionID="1"
 xmpMM:RenditionClass="default" xmp:CreateDate="{date}" xmp:ModifyDate="{date}" pdf:Trapped="False"><dc:title xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Alt><rdf:li xml:lang="en">Page</rdf:li><rdf:li
 xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def make_right(out, source, profile):
    pdf = Pdf(open(source, "rb").read())
    pdf.data = re.sub(rb"\b([\d.]+) \1 \1 rg\b", rb"\1 g", pdf.data).replace(b"/CS /DeviceRGB", b"/CS /DeviceCMYK")
    if b"/ID [" not in pdf.data:
        pdf.sub(r"trailer <<", "trailer << /ID [<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]")
    digits = re.search(rb"/CreationDate \(D:(\d{14})", pdf.data)
    stamp = digits.group(1).decode() if digits else "20240327000000"
    pdf.data = re.sub(rb"/ModDate \([^)]*\)", b"", pdf.data)
    date = f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}T{stamp[8:10]}:{stamp[10:12]}:{stamp[12:14]}Z"
    pdf.data = re.sub(rb"/Metadata \d+ 0 R", b"", pdf.data)
    said = re.search(rb"/Title \(([^)]*)\)", pdf.data)
    pdf.data = pdf.data.replace(b"/Title <", b"/Was <", 1)
    title = said.group(1).decode("latin-1") if said else ""
    if not re.fullmatch(r"[ -\[\]-~]*", title):  # in another encoding
        pdf.data, title = pdf.data.replace(b"/Title (", b"/Was (", 1), ""
    metadata = pdf.add("<< /Type /Metadata /Subtype /XML >>", XMP.replace("{date}", date).replace("{title}", title or "Page"))
    icc = pdf.add("<< /N 4 >>", open(profile, "rb").read())
    pdf.root(f"/Metadata {metadata} /OutputIntents [ << /Type /OutputIntent /S /GTS_PDFX /OutputConditionIdentifier (Custom) /Info (newsprint) /DestOutputProfile {icc} >> ]")
    media = re.search(rb"/MediaBox \[(.*?)\]", pdf.data, re.S).group(1).split()
    x0, y0, x1, y1 = (float(x) for x in media)
    if b"/TrimBox" not in pdf.data:
        pdf.data = re.sub(rb"(%% Page \d+\n.*?<<)", rb"\1 /TrimBox [%f %f %f %f]" % (x0 + 10, y0 + 10, x1 - 10, y1 - 10), pdf.data, flags=re.S)
    pdf.save(out)


if __name__ == "__main__":
    {"wrong": make_wrong, "right": make_right}[sys.argv[1]](*sys.argv[2:])
