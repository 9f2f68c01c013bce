#!/usr/bin/env bash
# The preflight robot before a corpus: files each wrong in one known way, where just that is found, and good ones of several producers, where
# nothing is.
. tests/lib.sh
tools=$PWD/$BUILD/tests/tools corpus=$PWD/tests/preflight/corpus.py profile=$PWD/$BUILD/share/tekan/newsprint.icc
golden=$PWD/tests/golden
cd "$SCRATCH" || exit 1
codes() { "$TEKAN" check "$1" 2>&1 | grep -o '\[[a-z0-9-]*\]' | tr -d '[]' | sort -u | paste -sd, -; }

for kind in x4 x1a; do
  cp -r "$golden/columns" $kind
  "$tools/make_pictures" $kind/articles/one
  sed -i '0,/^---$/! {0,/^---$/ s|^---$|images: {rgb.jpg: {span: 1}, grey.jpg: {span: 1}}\n---|}' $kind/articles/one/article.md
done
printf 'press: {standard: "PDF/X-1a:2003"}\n' >>x1a/issue.yaml
for kind in x4 x1a; do
  "$TEKAN" build --force -q $kind -o $kind-out >/dev/null 2>&1
  qpdf --qdf --object-streams=disable $kind-out/$kind.pdf $kind.qdf
done

mkdir wrong
check "the faults are made" sh -c "python3 '$corpus' wrong wrong x4.qdf x1a.qdf >faults"
check "sixty and more of them" test "$(wc -l <faults)" -ge 60
while read -r name wanted; do
  found=$(codes "wrong/$name.pdf")
  if [ "$found" = "$wanted" ]; then pass "$name: $wanted"; else fail "$name: $wanted" "found: ${found:-nothing}; $("$TEKAN" check "wrong/$name.pdf" 2>&1 | head -3)"; fi
done <faults
{ cat x4-out/x4.pdf; echo 'MIME-Version: 1.0'; } >tail.pdf
check "something after the end: pdf-tail" test "$(codes tail.pdf)" = pdf-tail
qpdf --encrypt '' owner 128 --use-aes=y -- x4-out/x4.pdf locked.pdf
check "encryption: pdf-encrypted" test "$(codes locked.pdf)" = pdf-encrypted

sed 's/^startxref$/startxfer/' x4-out/x4.pdf >lost.pdf
check "the table of objects not where it should be: pdf-damaged" test "$(codes lost.pdf)" = pdf-damaged
qpdf --object-streams=generate x1a-out/x1a.pdf - | sed '1s/1\.5/1.4/' >packed.pdf
check "a packed table in X-1a: pdf-version" test "$(codes packed.pdf)" = pdf-version

# --- right ones ------------------------------------------------------------------------------------
mkdir right
# good NAME: right/NAME.pdf passes in silence.
good() {
  run "$TEKAN" check "right/$1.pdf"
  if [ "$status" = 0 ] && [ -z "$out$err" ]; then pass "$1 passes"; else fail "$1 passes" "$status $out$err"; fi
}
# dress NAME: in.pdf of another producer gets what PDF/X-4 asks of a file, its pages as they are.
dress() {
  qpdf --qdf --object-streams=disable --min-version=1.4 --force-version=1.6 in.pdf in.qdf 2>/dev/null
  check "$1 is dressed" python3 "$corpus" right "right/$1.pdf" in.qdf "$profile"
  good "$1"
}

for kind in x4 x1a; do
  cp $kind-out/$kind.pdf right/tekan-$kind.pdf; good tekan-$kind
  qpdf --linearize $kind-out/$kind.pdf right/linear-$kind.pdf; good linear-$kind
  qpdf --recompress-flate --compression-level=9 $kind-out/$kind.pdf right/squeezed-$kind.pdf; good squeezed-$kind
  fix-qdf <$kind.qdf >right/plain-$kind.pdf; good plain-$kind
done
qpdf --object-streams=generate x4-out/x4.pdf right/streams.pdf; good streams
qpdf --coalesce-contents --object-streams=generate x4-out/x4.pdf right/coalesced.pdf; good coalesced
mutool clean -gz x4-out/x4.pdf right/cleaned.pdf 2>/dev/null; good cleaned
mutool clean -d x1a-out/x1a.pdf right/cleaned-open.pdf 2>/dev/null; good cleaned-open

"$tools/cairo_page" in.pdf; dress cairo # whose greys are RGB: they are made greys again
printf '%%!PS\n<< /PageSize [500 700] >> setpagedevice\n/Times-Roman findfont 14 scalefont setfont 0 0 0 1 setcmykcolor 60 500 moveto (Press) show
1 0 .2 0 setcmykcolor 60 300 100 60 rectfill 0 0 0 .5 setcmykcolor 1 setlinewidth 60 200 moveto 300 200 lineto stroke showpage\n' >page.ps
for version in 1.4 1.5 1.6; do
  gs -q -dNOPAUSE -dBATCH -dPDFACompatibilityPolicy=0 -sDEVICE=pdfwrite -dCompatibilityLevel=$version -sColorConversionStrategy=LeaveColorUnchanged \
    -sOutputFile=in.pdf -c '<< /NeverEmbed [] >> setdistillerparams' -f page.ps
  dress ghostscript-$version
done
gs -q -dNOPAUSE -dBATCH -sDEVICE=pdfwrite -sColorConversionStrategy=LeaveColorUnchanged -dAutoFilterColorImages=false -dColorImageFilter=/FlateEncode \
  -dDownsampleColorImages=false -dDownsampleGrayImages=false -dPreserveSeparation=true -sOutputFile=in.pdf x1a-out/x1a.pdf
dress ghostscript-ours
printf '%s\n' '\documentclass{article}\pagestyle{empty}\begin{document}\section{Press} Fine \textbf{bold} and ``quoted'"''"' $\int_0^1 x\,dx$ \rule{5cm}{0.4pt}' \
  '\end{document}' >in.tex
for engine in pdflatex lualatex; do
  if command -v $engine >/dev/null && $engine -interaction=batchmode in.tex >/dev/null 2>&1; then dress $engine; else skip "$engine passes" "it is missing"; fi
done
printf '%%%%MediaBox 0 0 400 500\n%%%%CompressedFont\n0 0 0 1 k 50 50 100 100 re f\n0 1 0 0 k 200 50 100 100 re f\n' >page.txt
mutool create -o in.pdf page.txt 2>/dev/null; dress mupdf
# A form in a form, a pattern, a shading in CMYK, overprint as it should be: drawn by hand, judged by nobody but the rules.
python3 - x4.qdf "$corpus" <<'PY'
import importlib.util, sys
spec = importlib.util.spec_from_file_location("corpus", sys.argv[2])
corpus = importlib.util.module_from_spec(spec)
spec.loader.exec_module(corpus)
def make(name, spoil):
    pdf = corpus.Pdf(open(sys.argv[1], "rb").read())
    spoil(pdf)
    pdf.save(f"right/{name}.pdf")
make("forms", lambda p: p.resource("XObject", "Good", p.form("/In Do", "", f"/XObject << /In {p.form('0 .5 0 0 k ' + corpus.BOX)} >>")).draw("/Good Do"))
make("shading", lambda p: p.resource("Shading", "Good", corpus.SHADING.replace("DeviceRGB", "DeviceCMYK").replace("[0 0 0]", "[0 0 0 0]").replace("[1 1 1]", "[0 1 1 0]")).draw("/Good sh"))
make("overprint", lambda p: p.resource("ExtGState", "Over", corpus.OVER).draw(f"0 1 .9 0 k {corpus.BOX} /Over gs 0 0 0 .4 k {corpus.BOX}"))
make("knockout", lambda p: p.draw(f"1 1 0 0 k {corpus.BOX} 0 0 1 1 k {corpus.BOX}"))
make("inline", lambda p: p.draw(b"14 0 0 14 200 200 cm BI /W 60 /H 60 /BPC 8 /CS /G ID " + b"x" * 3600 + b" EI"))
make("curves", lambda p: p.resource("ExtGState", "Fine", "<< /TR /Identity /TR2 /Default /BM /Normal /ca 1 /SMask /None >>").draw("/Fine gs 0 0 0 .3 k " + corpus.BOX))
make("discs", lambda p: p.draw(f"1 1 0 0 k {corpus.CIRCLE} 0 0 1 1 k {corpus.CIRCLE}"))
make("disc-beside-disc", lambda p: p.resource("ExtGState", "Over", corpus.OVER).draw(f"1 1 0 0 k {corpus.CIRCLE} /Over gs 0 0 1 0 k 1 0 0 1 100 0 cm {corpus.CIRCLE}"))
make("shaped-clip", lambda p: p.resource("ExtGState", "Over", corpus.OVER).draw(f"1 1 0 0 k 200 300 20 20 re f {corpus.CIRCLE[:-2]} W n /Over gs 0 0 1 0 k {corpus.BOX}"))
make("multiply", lambda p: p.resource("ExtGState", "Times", "<< /BM /Multiply /ca .5 >>").draw(f"1 .9 0 0 k {corpus.BOX} /Times gs 0 0 .9 0 k {corpus.BOX}"))
make("text-on-tint", lambda p: corpus.with_font(p).resource("ExtGState", "Over", corpus.OVER).draw("0 .3 .6 0 k 150 150 200 100 re f /Over gs 0 0 0 1 k " + corpus.TEXT))
make("images", lambda p: p.resource("XObject", "Grey", p.image("/ColorSpace /DeviceGray", n=1)).resource("XObject", "Full", p.image("/ColorSpace /DeviceCMYK", ink=b"\x90"))
     .draw("q 50 0 0 50 300 200 cm /Grey Do Q 50 0 0 50 360 200 cm /Full Do"))
make("masked", lambda p: p.resource("XObject", "Part", p.image(f"/ColorSpace /DeviceCMYK /SMask {p.image('/ColorSpace /DeviceGray', n=1)}", ink=b"\xff")).draw("50 0 0 50 300 200 cm /Part Do"))
make("end-in-a-picture", lambda p: p.draw(b"14 0 0 14 200 200 cm BI /W 60 /H 60 /BPC 8 /CS /G ID " + b"x EI \x01\xff\x80" * 450 + b" EI"))
make("letters-in-lines", lambda p: p.resource("Font", "Good", "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [.001 0 0 .001 0 0] /FirstChar 65 /LastChar 65"
     f" /Widths [1000] /Encoding << /Differences [65 /A] >> /CharProcs << /A {p.add('<< >>', '1000 0 d0 50 w 0 0 m 700 700 l S')} >> >>").draw("0 0 0 1 k BT /Good 12 Tf 200 400 Td (A) Tj ET"))
make("line-across-its-thin-way", lambda p: p.draw("0 0 0 1 K 1 0 0 .02 0 0 cm 4 w 200 15000 m 200 20000 l S"))
make("line-beside-a-box", lambda p: p.resource("ExtGState", "Over", corpus.OVER).draw(f"1 1 0 0 k {corpus.BOX} /Over gs 0 0 1 0 K 20 w 320 300 m 320 400 l S"))
make("coarse-only-in-its-own-space", lambda p: p.resource("Pattern", "Good", p.add("<< /Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 50 50] /XStep 50 /YStep 50"
     f" /Resources << /XObject << /Im {p.image('/ColorSpace /DeviceGray', n=1)} >> >> >>", "50 0 0 50 0 0 cm /Im Do")).draw("9 0 0 9 0 0 cm /Pattern cs /Good scn 20 30 10 10 re f"))
make("no-bleed-box", lambda p: p.sub(r"/BleedBox \[.*?\]", "").draw(f"0 0 0 .5 k {corpus.trim_of(p)[0] - 9} {corpus.trim_of(p)[1] + 100} 59 50 re f"))
make("mark-beside-the-trim", lambda p: p.draw(f"0 0 0 1 k {corpus.trim_of(p)[0] - 20} {corpus.trim_of(p)[1] + 100} 20 1 re f"))
make("viewed-whole", lambda p: p.root("/ViewerPreferences << /PrintClip /BleedBox /ViewArea /MediaBox >>"))
make("flat-pictures", lambda p: p.resource("XObject", "One", p.image("/ColorSpace /DeviceCMYK", pixels=1)).draw("90 0 0 90 300 200 cm /One Do"))
make("disjoint-clips", lambda p: p.resource("ExtGState", "Over", corpus.OVER).draw(f"1 1 0 0 k {corpus.BOX} 0 0 20 20 re W n 200 300 20 20 re W n /Over gs 0 0 1 0 k {corpus.BOX}"))
make("white-knocking-out", lambda p: p.resource("ExtGState", "Over", "<< /op true /OPM 0 >>").draw(f"/Over gs 0 0 0 0 k {corpus.BOX}"))
make("empty-string", lambda p: corpus.with_font(p).draw("1 0 0 rg BT /F 12 Tf () Tj ET"))
make("many-states", lambda p: p.draw("q " * 400 + "Q " * 400))
make("opens-at-a-page", lambda p: p.root("/OpenAction << /S /GoTo /D [0 /Fit] >>"))
make("other-prefix", lambda p: p.sub("xmlns:xmp=", "xmlns:xap=").sub("<xmp:", "<xap:", 0).sub("</xmp:", "</xap:", 0))
make("comment", lambda p: p.sub("<rdf:RDF", "<!-- <pdf:Trapped>Maybe</pdf:Trapped> --><rdf:RDF"))
make("marked", lambda p: p.draw("/Span << /MCID 0 /Odd true /None null >> BDC EMC"))
PY
for name in forms shading overprint knockout inline curves discs disc-beside-disc shaped-clip multiply text-on-tint images masked end-in-a-picture letters-in-lines line-across-its-thin-way line-beside-a-box \
  coarse-only-in-its-own-space no-bleed-box mark-beside-the-trim viewed-whole \
  flat-pictures disjoint-clips white-knocking-out empty-string many-states opens-at-a-page other-prefix comment marked; do
  good $name
done
check "twenty and more of them" test "$(ls right/*.pdf | wc -l)" -ge 20
