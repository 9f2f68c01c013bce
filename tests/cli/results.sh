# What build, proof and check write, when, and what they leave alone.
. tests/lib.sh
cd "$SCRATCH" || exit 1
"$TEKAN" new sample >/dev/null
shrink sample
for n in 2 3 4; do
  cp -r sample/articles/lead sample/articles/lead$n
  printf '  - {number: A0%s, section: 综合, template: story, slots: {lead: lead%s}}\n' $n $n >>sample/issue.yaml
done

run "$TEKAN" build sample -o press; expect_status "a good issue builds" 0
check "its press PDF opens" qpdf --check press/sample.pdf
check "its report is JSON" python3 -c 'import json
report=json.load(open("press/report.json"))
assert list(report)==["tekan","issue","pages","fonts","images","problems","timing_ms"], list(report)
assert len(report["pages"])==4
for page in report["pages"]:
  for article in page["articles"]:
    assert article["placed"]+article["overset"]+article["unprinted"]==article["characters"]>0, article
assert report["fonts"] and all(len(font["sha256"])==64 and font["glyphs"]>0 for font in report["fonts"])
assert report["images"] and all(image["ppi"]>=150 and image["colour"] in ("grey","CMYK") for image in report["images"])
assert not [problem for problem in report["problems"] if problem["severity"]=="error"]'
expect_text "paths written are told" "$out" "press/sample.pdf"
check "nothing else is written" test "$(ls -A press | tr "\n" " ")" = "report.json sample.pdf "

run "$TEKAN" build sample -o again -j 1; check "the same bytes for one thread" cmp press/sample.pdf again/sample.pdf
run "$TEKAN" build sample/ -o eight -j 8 -q; check "and for eight" cmp press/sample.pdf eight/sample.pdf
check "-q says nothing" test -z "$out$err"

run "$TEKAN" build sample -o two --pages 2-3; expect_status "two pages alone" 0
expect_text "are two pages" "$(pdfinfo two/sample.pdf)" "Pages:           2"
run "$TEKAN" build sample -o none --pages 5; expect_status "a page that is not there is a wrong call" 2
check "and writes nothing" test ! -e none

run "$TEKAN" proof sample -o proof; expect_status "a good issue proofs" 0
for file in sample-proof.pdf page-1.png page-2.png page-3.png page-4.png index.html; do
  check "proof/$file is there" test -s "proof/proof/$file"
done
check "no press PDF among them" test ! -e proof/sample.pdf
touch proof/proof/page-5.png
run "$TEKAN" proof sample -o proof; check "pictures of pages that are gone go" test ! -e proof/proof/page-5.png
run "$TEKAN" proof sample -o proof1 -j 1; for n in 1 2 3 4; do check "picture $n is the same for one thread" cmp proof/proof/page-$n.png proof1/proof/page-$n.png; done

run "$TEKAN" check sample; expect_status "a good issue checks" 0
check "and writes nothing" test ! -e out
run "$TEKAN" check press/sample.pdf; expect_status "its press PDF passes preflight" 0

# An error: an article far too long.
cp -r sample long
for i in $(seq 400); do printf '\n增补的一段文字，长得一页放不下，看程序怎么说。\n'; done >>long/articles/lead2/article.md
run "$TEKAN" build long -o long-out; expect_status "words over are errors" 1
check "the press PDF is withheld" test ! -e long-out/long.pdf
check "the report is written" test -s long-out/report.json
expect_text "the words over are told" "$err" "[overset]"
expect_text "and the withholding" "$err" "[press-withheld]"
check "the report counts them" python3 -c 'import json
report=json.load(open("long-out/report.json"))
over=[a for p in report["pages"] for a in p["articles"] if a["overset"]]
assert len(over)==1 and over[0]["slug"]=="lead2" and over[0]["placed"]+over[0]["overset"]==over[0]["characters"], over'
cp press/sample.pdf long-out/long.pdf
run "$TEKAN" build long -o long-out; check "an earlier press PDF stays" cmp press/sample.pdf long-out/long.pdf
run "$TEKAN" build long -o long-out --force; expect_status "--force changes no status" 1
refuse "but writes the press PDF" cmp press/sample.pdf long-out/long.pdf
run "$TEKAN" proof long -o long-proof; expect_status "a proof tells them too" 1
expect_text "on its page" "$(cat long-proof/proof/index.html)" "characters ("

# Wrong input: nothing is written, what was there stays.
cp -r sample broken; printf 'pages: [\n' >>broken/issue.yaml
cp press/sample.pdf kept.pdf; mkdir broken-out; cp kept.pdf broken-out/broken.pdf
run "$TEKAN" build broken -o broken-out; expect_status "broken YAML is wrong input" 2
check "the earlier PDF stays" cmp kept.pdf broken-out/broken.pdf
check "and nothing joins it" test "$(ls -A broken-out)" = broken.pdf
run "$TEKAN" build broken -o fresh; check "no folder is made either" test ! -e fresh
case $err in broken/issue.yaml:[0-9]*:[0-9]*:\ error:*\[*\]*) pass "the place is told as the user would type it" ;; *) fail "the place is told as the user would type it" "$err" ;; esac

# The machine fails.
echo x >file
run "$TEKAN" build sample -o file/out; expect_status "a folder asked for behind a file is a wrong call" 2
mkdir elsewhere; cp -r sample elsewhere/; touch elsewhere/out
run sh -c 'cd elsewhere && exec "$TEKAN" build sample'; expect_status "a file in the way of the folder nobody asked for is the machine's failure" 3
# Unreadable is not the same as missing.
run "$TEKAN" build missing -o out; expect_status "a missing issue is wrong input" 2
cp -r sample locked; chmod 000 locked/issue.yaml; chmod 755 "$SCRATCH" locked
if [ "$(id -u)" != 0 ]; then
  run "$TEKAN" check locked; expect_status "an unreadable file is the machine's failure" 3
elif cp "$TEKAN" nobody-tekan && setpriv --reuid=65534 --regid=65534 --clear-groups env HOME=/nonexistent ./nobody-tekan --version >/dev/null 2>&1; then
  # Its own copy: root's tree may stand where nobody else can enter.
  run setpriv --reuid=65534 --regid=65534 --clear-groups env HOME=/nonexistent ./nobody-tekan check locked
  expect_status "an unreadable file is the machine's failure" 3
else
  skip "an unreadable file" "root reads everything, and no one else may run the program"
fi

# A limit on the size of files stands for a full disk: writes fail half-way.
limited() { (trap '' XFSZ; ulimit -f 40; exec "$@") >"$SCRATCH/.out" 2>"$SCRATCH/.err"; }
for command in build proof; do
  limited "$TEKAN" $command sample -o full; status=$? out= err=$(cat .err)
  expect_status "a full disk is the machine's failure ($command)" 3
  check "nothing half-written is left on it ($command)" test ! -e full
done
mkdir -p full; cp kept.pdf full/sample.pdf
limited "$TEKAN" build sample -o full
check "and what was there stays" cmp kept.pdf full/sample.pdf

# Killed in the middle: no half file, and the next run sweeps.
"$TEKAN" proof sample -o killed >/dev/null 2>&1 & pid=$!
for _ in $(seq 500); do [ -n "$(find killed -path '*/.tekan-*/new/proof' 2>/dev/null)" ] && break; sleep 0.01; done
kill -KILL $pid; wait $pid 2>/dev/null
check "a run was caught in the middle" test -n "$(find killed -name '.tekan-*')"
half=$(find killed -type f ! -path '*/.tekan-*' 2>/dev/null)
if [ -z "$half" ]; then pass "a killed run leaves no result"; else fail "a killed run leaves no result" "$half"; fi
run "$TEKAN" proof sample -o killed; check "the next run sweeps after it" test -z "$(find killed -name '.tekan-*')"

# What breaks a rule of the press is found in the file itself before it gets its name: black text in four inks, from the layout's own colours.
cp -r sample inky
sed 's/red: {cmyk: .*}/red: {cmyk: [90, 100, 100, 90]}/; s/^press:/press:\n  split: true/' "$ROOT/layouts/tabloid.yaml" >inky/l.yaml
sed -i 's|^layout: tabloid|layout: ./l.yaml|' inky/issue.yaml
run "$TEKAN" build inky -o inky-out; expect_status "a file that fails preflight is an error" 1
expect_text "told under the name it would have" "$err" "inky-out/inky.pdf: error:"
check "it is withheld, and its pages too" test -z "$(find inky-out -name '*.pdf')"
run "$TEKAN" build --force inky -o inky-out
check "it is written where it is forced" test -e inky-out/inky.pdf -a -e inky-out/inky-A01.pdf

# What `tekan check` says of the press file, build says of it too; what is told at its place already, once.
cp -r sample hair
sed 's/^    furniture:$/    furniture:\n      - {rule: [0mm, 0mm, 50mm, 0mm], weight: 0.001字}/' "$ROOT/layouts/tabloid.yaml" >hair/l.yaml
sed -i 's|^layout: tabloid|layout: ./l.yaml|' hair/issue.yaml
run "$TEKAN" build hair -o hair-out; expect_text "a thin line is told of the press file" "$err" "hair-out/hair.pdf: warning: line thinner than 0.2 pt"
printf '%s\n' "$err" | grep "^hair-out/hair.pdf" >built; "$TEKAN" check hair-out/hair.pdf 2>&1 | grep "^hair-out/hair.pdf" | grep -v pdf-ppi-warn >checked
check "as check tells it, coarse pictures apart" cmp built checked
sed -i 's/0.001字/0.1pt/' hair/l.yaml
run "$TEKAN" build hair -o hair-out; expect_text "one that the layout names is told there" "$err" "[rule-thin]"
expect_no_text "and only there" "$err" "[pdf-hairline]"

# What lies beside the results of this run is told: sheets and single pages of an earlier one, a part under the whole issue's name.
cp -r sample sheets
sed 's/^press:/press:\n  impose: spreads\n  split: true/' "$ROOT/layouts/tabloid.yaml" >sheets/l.yaml
sed -i 's|^layout: tabloid|layout: ./l.yaml|' sheets/issue.yaml
run "$TEKAN" build sheets -o sheets-out; expect_no_text "nothing earlier lies there at first" "$err" "press-earlier"
cp sheets-out/sheets-imposed.pdf before.pdf
sed -i '/split: true/d' sheets/l.yaml
cp before.pdf sheets-out/customer.pdf; cp before.pdf sheets-out/sheets2.pdf
run "$TEKAN" build sheets -o sheets-out; expect_status "single pages are no longer made" 0
expect_text "those of an earlier run are told of" "$err" "sheets-out/sheets-A01.pdf is still the earlier one"
expect_no_text "what is not of the issue is not its earlier file" "$err" "sheets-out/customer.pdf"
expect_no_text "… nor is one of another with a name like it" "$err" "sheets-out/sheets2.pdf"
check "sheets that were made anew are not" test "$(printf '%s\n' "$err" | grep -c 'sheets-imposed.pdf is still')" = 0
printf '\n%s\n' "$(printf '太长的文字。%.0s' $(seq 3000))" >>sheets/articles/lead/article.md
run "$TEKAN" build sheets -o sheets-out; expect_status "an issue with errors is withheld" 1
expect_text "and its earlier sheets are told of" "$err" "sheets-out/sheets-imposed.pdf is still the earlier one"
sed -i 's/^pages:/pages: [/' sheets/issue.yaml
run "$TEKAN" build sheets -o sheets-out; expect_status "where nothing could be read" 2
expect_text "they are told of too" "$err" "sheets-out/sheets-imposed.pdf is still the earlier one"
expect_no_text "but not what is not of the issue" "$err" "customer.pdf"
expect_no_text "… nor of another with a name like it" "$err" "sheets2.pdf"
cp before.pdf sheets-out/spring.pdf; cp before.pdf sheets-out/spring-2.pdf; cp before.pdf sheets-out/p07.pdf
sed -i '1i file_name: "spring"   # its own\npress: {split: true}\n# split_name: nothing' sheets/issue.yaml
run "$TEKAN" build sheets -o sheets-out; expect_text "by the name it gives itself" "$err" "sheets-out/spring-2.pdf is still the earlier one"
expect_no_text "and no other" "$err" "sheets-imposed.pdf"
sed -i '2s/.*/press:\n  split_name: p{page}/' sheets/issue.yaml
run "$TEKAN" build sheets -o sheets-out; expect_text "or its pages" "$err" "sheets-out/p07.pdf is still the earlier one"
rm sheets/issue.yaml; run "$TEKAN" build sheets -o sheets-out; expect_text "without a file, by its folder's" "$err" "sheets-out/sheets-imposed.pdf is still the earlier one"
expect_no_text "and those alone" "$err" "spring"
run "$TEKAN" build --pages 1 sample -o part-out
check "a part of the issue is told to be one, if it is" test "$(grep -c '^ *- ' sample/issue.yaml)" = 1 -o -n "$(printf '%s\n' "$err" | grep 'pages-part')"
