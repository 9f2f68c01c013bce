#!/usr/bin/env bash
# tekan check FILE.pdf with a layout to hold it against, and with a copy on which the places are marked.
. tests/lib.sh
cd "$SCRATCH" || exit 1

printf '%%!PS
<< /PageSize [500 700] >> setpagedevice
/Times-Roman findfont 14 scalefont setfont 1 .9 .8 .9 setcmykcolor 60 500 moveto (Four) show 60 480 moveto (inks) show
1 0 0 setrgbcolor 60 300 100 60 rectfill 300 300 20 20 rectfill showpage
[/Separation (Gold 871) /DeviceCMYK {dup .2 mul exch dup .3 mul exch .8 mul 0}] setcolorspace 1 setcolor 200 200 100 60 rectfill showpage\n' >bad.ps
gs -q -dNOPAUSE -dBATCH -sDEVICE=pdfwrite -sColorConversionStrategy=LeaveColorUnchanged -sOutputFile=bad.pdf bad.ps
before=$(sha256sum bad.pdf)

run "$TEKAN" check bad.pdf -o marked; expect_status "a bad file stays one" 1
expect_text "the copy is told of" "$out" "marked/bad-problems.pdf"
check "the file itself is as it was" test "$before" = "$(sha256sum bad.pdf)"
check "the copy is sound" sh -c "qpdf --check marked/bad-problems.pdf"
python3 - <<'PY' >notes
import json, subprocess
pdf = json.loads(subprocess.run(["qpdf", "--json=1", "marked/bad-problems.pdf"], capture_output=True, check=True).stdout)
objects = pdf["objects"]
for number, page in enumerate(pdf["pages"], 1):
    for reference in objects[page["object"]].get("/Annots", []):
        note = objects[reference]
        x0, y0, x1, y1 = note["/Rect"]
        print(number, note["/Subtype"], round((x0 + x1) / 2), round((y0 + y1) / 2), note["/Contents"])
PY
expect_text "RGB is marked where it is" "$(cat notes)" "1 /Circle 51 360"
expect_text "and at the second place too" "$(cat notes)" "1 /Circle 291 320"
check "each line of text in four inks" test "$(grep -c 'four inks' notes)" = 2
expect_text "the note says what" "$(grep '51 360' notes)" "RGB colour in content"
check "a problem of page 2 is on page 2" grep -q '^2 .*TrimBox' notes
pdftoppm -r 72 -png marked/bad-problems.pdf shown
pdftoppm -r 72 -png bad.pdf plain
check "poppler shows the marks" sh -c "! cmp -s shown-1.png plain-1.png"
run env LANG=zh_CN.UTF-8 "$TEKAN" check bad.pdf -o zh
expect_text "notes are in the user's language" "$(qpdf --json=1 zh/bad-problems.pdf)" "使用了 RGB 颜色"
run "$TEKAN" check bad.pdf; expect_text "without -o it is offered" "$err" "-o DIR"

# --- against a layout -------------------------------------------------------------------------------
cat >l.yaml <<'YAML'
sheet: {trim: [500pt, 700pt], bleed: 0mm, margins: {top: 20mm, right: 15mm, bottom: 15mm, left: 15mm}}
grid: {columns: 2, characters: 20, leading: 13.5pt}
press: {tac: 370}
templates: {page: {slots: [{name: lead, columns: 1-2, rows: 1-30}]}}
YAML
run "$TEKAN" check bad.pdf; expect_text "without a layout 240 % is the limit" "$err" "[pdf-tac]"
expect_no_text "any size will do" "$err" "[pdf-size]"
expect_no_text "and any spot ink" "$err" "[pdf-spot]"
run "$TEKAN" check bad.pdf --layout l.yaml; expect_no_text "the layout's limit holds" "$err" "[pdf-tac]"
expect_no_text "the size is the layout's" "$err" "[pdf-size]"
expect_text "the ink is none of its plates" "$err" "the spot ink Gold 871"
run "$TEKAN" check bad.pdf --layout tabloid; expect_text "a tabloid page has another size" "$err" "176 × 247 mm ≠ 275 × 395 mm"
run "$TEKAN" check bad.pdf --layout nowhere; expect_status "no such layout" 2
expect_text "those there are, are told" "$err" "tabloid"
run "$TEKAN" check "$SAMPLE" --layout tabloid; expect_status "an issue names its own" 2

run "$TEKAN" build "$ROOT/tests/golden/columns" -o out -q
run "$TEKAN" check out/columns.pdf -o clean; expect_status "a good file is good" 0
check "and nothing is written" test ! -e clean
chmod 555 . && if [ "$(id -u)" = 0 ]; then skip "a folder that may not be written" "root may write anywhere"; else
  run "$TEKAN" check bad.pdf -o marked2; expect_status "a folder that may not be written is the machine's" 3; fi
