# The sample issue, as `make issue` makes it: no errors, everything there, and judged from outside.
. tests/lib.sh
cd "$SCRATCH" || exit 1
cp -r "$SAMPLE" sample
run "$TEKAN" build sample -o out; expect_status "the sample issue builds without errors" 0
check "its press PDF opens" qpdf --check out/sample.pdf
expect_text "four pages" "$(pdfinfo out/sample.pdf 2>&1)" "Pages:           4"
refuse "every font is embedded" sh -c "pdffonts out/sample.pdf | tail -n +3 | awk '{print \$(NF-4)}' | grep -qv yes"
refuse "no picture is RGB" sh -c "pdfimages -list out/sample.pdf | grep -q ' rgb '"
run "$TEKAN" check out/sample.pdf; expect_status "it passes preflight" 0
check "every character is placed" python3 -c 'import json
report=json.load(open("out/report.json"))
assert len(report["pages"])==4
for page in report["pages"]:
  for article in page["articles"]:
    assert article["placed"]==article["characters"]>0 and article["overset"]==0, article
assert len(report["images"])>=5 and all(image["ppi"]>=150 for image in report["images"])'
run "$TEKAN" proof sample -o out; expect_status "it proofs" 0
words=$(pdftotext out/proof/sample-proof.pdf - 2>&1)
check "the proof says on each page that it is one" test "$(printf '%s\n' "$words" | grep -cE '校$|^校样$')" -ge 4
