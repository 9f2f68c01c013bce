#!/usr/bin/env bash
# Advertisements that come as PDF: placed with their fonts, inks and streams as they are; refused, with the reason, where the press would stumble.
. tests/lib.sh
tools=$PWD/$BUILD/tests/tools
cd "$SCRATCH" || exit 1

mkdir -p issue/articles/one issue/articles/ad
cat >issue/l.yaml <<'YAML'
sheet: {trim: [200mm, 280mm], bleed: 3mm, margins: {top: 20mm, right: 15mm, bottom: 15mm, left: 15mm}, marks: [crop, slug]}
grid: {columns: 3, characters: 16, leading: 13.5pt}
templates:
  page:
    slots:
      - {name: lead, columns: 1-3, rows: 1-28}
      - {name: ad, columns: 2-3, rows: 30-48, border: line}
YAML
printf 'paper: 样报\ntitle: 试机\ndate: 2024-03-27\nlayout: ./l.yaml\npages:\n  - {template: page, slots: {lead: one, ad: ad}}\n' >issue/issue.yaml
{ printf -- '---\ntitle: 春到雁门关外\n---\n\n'; for _ in 1 2 3 4 5 6; do printf '全市上下抢抓机遇，项目建设稳步推进，总投资128.5亿元，比上年增长4.7%%，群众的笑容多了。\n\n'; done; } >issue/articles/one/article.md
printf -- '---\nkind: ad\npdf: ad.pdf\n---\n' >issue/articles/ad/article.md
ad=issue/articles/ad/ad.pdf

# make_ad OPERATORS [WIDTH HEIGHT]: a page of that size within its bleed, a frame, words in a font of its own, and what is given.
make_ad() {
  local w=${2:-308} h=${3:-252}
  cat >ad.ps <<PS
%!PS
<< /PageSize [$((w + 20)) $((h + 20))] >> setpagedevice
[ {ThisPage} << /TrimBox [10 10 $((w + 10)) $((h + 10))] /BleedBox [4 4 $((w + 16)) $((h + 16))] >> /PUT pdfmark
0 1 1 0 setcmykcolor 0 0 $((w + 20)) $((h + 20)) rectfill 0 0 0 0 setcmykcolor 20 20 $w 20 sub $h 20 sub rectfill
/Times-Bold findfont 40 scalefont setfont 0 0 0 1 setcmykcolor 40 150 moveto (ADVERT 2024) show
$1
showpage
PS
  gs -q -dNOPAUSE -dBATCH -sDEVICE=pdfwrite -dCompatibilityLevel=1.5 -sColorConversionStrategy=LeaveColorUnchanged -sOutputFile="$ad" \
    -c '<< /NeverEmbed [] >> setdistillerparams' -f ad.ps
}
# placed NAME [alone]: the issue builds, is legal, and shows the advertisement.
placed() {
  run "$TEKAN" build issue -o out; expect_status "$1: builds" 0
  check "$1: qpdf finds nothing" sh -c "qpdf --check out/issue.pdf >/dev/null"
  check "$1: Ghostscript renders it without a warning" sh -c "[ -z \"\$(gs -q -dNOPAUSE -dBATCH -dPDFSTOPONERROR -dPDFSTOPONWARNING -sDEVICE=nullpage out/issue.pdf 2>&1)\" ]"
  run "$TEKAN" check out/issue.pdf; expect_text "$1: passes preflight in silence" "[$out$err]" "[]"
  expect_text "$1: its words are in the page" "$(pdftotext out/issue.pdf - 2>&1)" "ADVERT 2024"
  [ "${2:-}" = alone ] || expect_text "$1: and the article's still" "$(pdftotext -raw out/issue.pdf - | tr -d '\n')" "抢抓机遇"
}
# refused NAME CODE: no press file, and why.
refused() {
  rm -rf out; run "$TEKAN" build issue -o out; expect_status "$1: is an error" 1
  expect_text "$1: told" "$err" "[$2]"
  check "$1: no press file" test ! -e out/issue.pdf
}

make_ad ''; placed plain
pdftoppm -r 72 -png out/issue.pdf page
check "a renderer sees its frame where the slot is" sh -c "pdftoppm -r 72 -x 300 -y 600 -W 240 -H 4 out/issue.pdf | tail -c +16 | python3 -c '
import sys
pixels = sys.stdin.buffer.read()
red = sum(1 for i in range(0, len(pixels) - 2, 3) if pixels[i] > 180 and pixels[i + 1] < 90)
sys.exit(0 if red > 4 else 1)'"
run "$TEKAN" build issue -o again -j4; check "the same bytes for any number of threads" cmp out/issue.pdf again/issue.pdf
run "$TEKAN" proof issue -o out; expect_status "proofs" 0
expect_text "the proof PDF shows it too" "$(pdftotext out/proof/issue-proof.pdf -)" "ADVERT 2024"

# blank NAME: it builds, and the white slot is told at its article.
blank() {
  run "$TEKAN" build issue -o out; expect_status "$1: builds" 0
  expect_text "$1: told at its article" "$err" 'article.md:3:6: warning: the advertisement "ad.pdf" prints nothing'
}
expect_no_text "one that prints is not told" "$err" "advert-blank"
printf '%%!PS\n<< /PageSize [328 272] >> setpagedevice\n[ {ThisPage} << /TrimBox [10 10 318 262] /BleedBox [4 4 324 268] >> /PUT pdfmark\nshowpage\n' >blank.ps
gs -q -dNOPAUSE -dBATCH -sDEVICE=pdfwrite -dCompatibilityLevel=1.5 -sOutputFile="$ad" blank.ps; blank "an empty page"
sed 's/^showpage/0 0 0 1 setcmykcolor -90 -90 30 30 rectfill showpage/' blank.ps >off.ps
gs -q -dNOPAUSE -dBATCH -sDEVICE=pdfwrite -dCompatibilityLevel=1.5 -sOutputFile="$ad" off.ps; blank "a page drawn beside itself"

make_ad '[ /Separation (Gold 871) /DeviceCMYK { dup .2 mul exch dup .3 mul exch .8 mul 0 exch 0 } bind pop ] pop
[/Separation (Gold 871) /DeviceCMYK { dup .2 mul exch dup .3 mul exch .8 mul 0 }] setcolorspace 1 setcolor 40 60 100 60 rectfill'
refused "a spot ink the layout lacks" pdf-spot
run "$TEKAN" build issue -q -o out; expect_text "what refuses it is told as an error, under its own name" "$err" "ad.pdf: error: the spot ink Gold 871 is none of the layout's"
cp issue/l.yaml plain.yaml
printf 'colours: {gold: {spot: Gold 871, cmyk: [20, 30, 80, 0]}}\n' >>issue/l.yaml
placed spot
expect_text "spot: the slug line names its ink" "$(pdftotext out/issue.pdf - 2>&1)" "+ Gold 871"
cp plain.yaml issue/l.yaml
rm -f plate*; gs -q -dNOPAUSE -dBATCH -sDEVICE=tiffsep -r50 -sOutputFile=plate.tif out/issue.pdf >/dev/null 2>&1
check "spot: its ink has a plate" test -e 'plate(Gold 871).tif'
make_ad ''; qpdf --object-streams=generate --linearize "$ad" other.pdf; mv other.pdf "$ad"; placed object-streams
make_ad ''; qpdf --qdf "$ad" open.qdf; sed '/^  \/Rotate /d; s|/Type /Page$|/Type /Page /Rotate 180|' open.qdf | fix-qdf >"$ad"; placed turned
make_ad ''; sed -i 's/^pages:/press: {standard: "PDF\/X-1a:2003", split: true, impose: spreads}\npages:/' issue/issue.yaml
placed x1a-split-imposed
expect_text "its words are on the sheet" "$(pdftotext out/issue-imposed.pdf - 2>&1)" "ADVERT 2024"
expect_text "and in the page's own file" "$(pdftotext out/issue-1.pdf - 2>&1)" "ADVERT 2024"
sed -i '/^press:/d' issue/issue.yaml

# Over the press's ink limit is told; by so much that no newsprint takes it, the advertisement is refused.
make_ad '.9 .8 .7 .5 setcmykcolor 40 60 100 60 rectfill'; run "$TEKAN" build issue -o out; expect_status "inky: it is printed" 0; expect_text "inky: it is told" "$err" "total ink of 290 % is over the limit"
make_ad '.9 .8 .7 .5 setcmykcolor 40 60 100 60 rectfill 1 1 1 .1 setcmykcolor 150 60 100 60 rectfill'; refused too-inky pdf-tac-far
expect_text "too inky: with its place" "$err" "issue/articles/ad/ad.pdf: error: total ink of 310 % is far over the limit (page 1, at "
sed -i 's/^pages:/press: {tac: 280}\npages:/' issue/issue.yaml; run "$TEKAN" build issue -o out; expect_status "inky-press: a press that takes more takes it" 0; sed -i '/^press:/d' issue/issue.yaml
run "$TEKAN" check "$ad"; expect_text "by itself it is checked as ever" "$err" "warning: total ink of 310 %"
make_ad '1 0 0 setrgbcolor 40 60 100 60 rectfill'; refused rgb pdf-rgb
expect_text "rgb: under the advertisement's own name" "$err" "issue/articles/ad/ad.pdf: error: RGB"
expect_text "rgb: and at the article's line" "$err" "issue/articles/ad/article.md:3:"
make_ad '' 400 252; refused too-wide advert-size
make_ad ''; qpdf --encrypt '' owner 128 --use-aes=y -- "$ad" locked.pdf; cp locked.pdf "$ad"; refused locked pdf-encrypted
make_ad ''; qpdf --encrypt secret owner 128 --use-aes=y -- "$ad" locked.pdf; cp locked.pdf "$ad"; refused locked-with-a-word advert-unreadable
expect_text "locked with a word: that is the reason told, and what to ask for" "$err" '"ad.pdf" cannot be placed: a password is needed to open it; ask for it without one'
make_ad ''; head -c 700 "$ad" >cut.pdf; cp cut.pdf "$ad"
# libqpdf 11 gives a cut-off file up; 12 makes what it can of it, and then preflight finds it damaged.
case $(qpdf --version | sed -n '1s/^qpdf version //p') in 1[0-1].*) refused cut advert-unreadable ;; *) refused cut pdf-damaged; expect_text "cut: and left out" "$err" "[advert-refused]" ;; esac
printf 'no PDF' >"$ad"; refused no-pdf advert-unreadable
expect_text "no PDF: that is the reason told" "$err" "it is no PDF, whatever its name says"
make_ad ''; qpdf --qdf "$ad" open.qdf; sed 's|/Kids \[|/Kids [ ] /Nothing [|; s|/Count 1|/Count 0|' open.qdf | fix-qdf >"$ad"; refused pageless advert-unreadable
expect_text "pageless: that is the reason told" "$err" "it has no page"
make_ad ''; qpdf --qdf "$ad" open.qdf; sed 's|/Type /Catalog|/Type /Catalog /OCProperties << /OCGs [] /D << >> >>|' open.qdf | fix-qdf >"$ad"
refused layered advert-refused
make_ad ''; qpdf --qdf "$ad" open.qdf; sed 's|/Type /Page$|/Type /Page /Group << /S /Transparency /CS /DeviceCMYK >>|' open.qdf | fix-qdf >"$ad"; placed group
check "group: isolated, as a page's is" sh -c "qpdf --qdf out/issue.pdf - | grep -aq '/I true'"
sed -i 's/^pages:/press: {standard: "PDF\/X-1a:2003"}\npages:/' issue/issue.yaml; refused group-in-x1a advert-refused
sed -i '/^press:/d' issue/issue.yaml
rm "$ad"; refused missing advert-none
make_ad ''; sed -i 's/kind: ad/kind: story/' issue/articles/ad/article.md
run "$TEKAN" check issue; expect_text "a story takes no PDF" "$err" "[advert-kind]"
sed -i 's/kind: story/kind: ad/' issue/articles/ad/article.md
sed -i 's/ad: ad}/ad: [ad, one]}/; s/lead: one, //' issue/issue.yaml
run "$TEKAN" check issue; expect_text "it does not share its slot" "$err" "[advert-shares]"

# A whole page's advertisement goes to the trim and bleeds; the marks outside stay free of it.
sed -i 's/ad: \[ad, one\]/ad: ad/; s/ad: one/ad: ad/; s/{template: page, slots: {.*}}/{template: whole, slots: {ad: ad}}/' issue/issue.yaml
printf -- '---\nkind: ad\npdf: ad.pdf\n---\n' >issue/articles/ad/article.md
rm -rf issue/articles/one
cat >>issue/l.yaml <<'YAML'
  whole:
    slots:
      - {name: ad, columns: 1-3, rows: 1-51, bleed: true}
YAML
edges() { # of a picture at 72 dpi of the whole sheet: the inks just inside and outside the bleed, at the left's and top's middle
  pdftoppm -r 72 -gray "$1" seen && python3 - <<'PY'
data = open([f for f in __import__("glob").glob("seen*.pgm")][0], "rb").read()
fields = data.split(maxsplit=4)
w, h = int(fields[1]), int(fields[2])
pixels = data[-w * h:]
at = lambda x, y: pixels[y * w + x]
media = __import__("subprocess").run(["pdfinfo", "-box", "out/issue.pdf"], capture_output=True, text=True).stdout
box = lambda name: [float(v) for v in [l for l in media.split("\n") if l.startswith(name)][0].split()[1:]]
bleed = box("BleedBox")
left, top = round(bleed[0]), round(h - bleed[3])
print(*("ink" if v < 250 else "paper" for v in (at(left + 3, h // 2 + 40), at(left - 3, h // 2 + 40), at(w // 2 + 40, top + 3), at(w // 2 + 40, top - 3))))
PY
}
make_ad '' 567 794 # 200 × 280 mm
placed whole alone
expect_text "whole: it reaches the bleed, and no farther" "$(edges out/issue.pdf)" "ink paper ink paper"
make_ad '' 567 794; qpdf --qdf "$ad" open.qdf; sed '/^  \/Rotate /d; s|/Type /Page$|/Type /Page /Rotate 180|' open.qdf | fix-qdf >"$ad"; placed whole-turned alone
expect_text "whole-turned: reaches the bleed too" "$(edges out/issue.pdf)" "ink paper ink paper"
make_ad '' 567 794; qpdf --qdf "$ad" open.qdf; perl -0pe 's|/BleedBox \[.*?\]|/BleedBox [9 9 578 805]|s' open.qdf | fix-qdf >"$ad"
run "$TEKAN" build issue -o out; expect_text "one without bleed is told of" "$err" "[advert-bleed]"
sed -i 's/, bleed: true//' issue/l.yaml
make_ad '' 482 680; run "$TEKAN" build issue -o out
expect_text "without bleed: true it stays in the type area" "$(edges out/issue.pdf)" "paper paper paper paper"
