#!/usr/bin/env bash
# What comes from outside stays in its bounds: names, links, devices, caches; and what is wrong is told under its own name and status.
. tests/lib.sh
cd "$SCRATCH" || exit 1
export XDG_CACHE_HOME=$SCRATCH/cache
"$TEKAN" new issue >/dev/null
shrink issue
fresh() { rm -rf i; cp -r issue i; }
article=i/articles/lead/article.md

# --- links, devices and names that lead elsewhere
fresh; echo secret >secret; ln -sf "$PWD/secret" $article
run "$TEKAN" check i; expect_status "an article may not be a link out of the issue" 2
expect_text "which is told at its place" "$err" "$article: error: $article leads out of the issue [file-outside]"
fresh; mv i/articles/lead/article.md i/articles/text.md; ln -s ../text.md $article
run "$TEKAN" check i; expect_status "a link inside it may stay" 0
for odd in /dev/zero /dev/full; do
  fresh; ln -sf $odd $article; run timeout 10 "$TEKAN" check i; expect_status "$odd is no article" 2
done
fresh; rm $article; mkfifo $article; run timeout 10 "$TEKAN" check i; expect_status "nor is a FIFO, which is not opened" 2
expect_text "and it says why" "$err" "it is no regular file"
fresh; rm i/articles/lead/landscape.png; mkfifo i/articles/lead/landscape.png
run timeout 10 "$TEKAN" check i; expect_status "a FIFO is no picture" 1
fresh; sed -i 's|^layout: .*|&\npress: {profile: /dev/zero}|' i/issue.yaml; run timeout 10 "$TEKAN" check i; expect_status "a device is no profile" 2
fresh; cp "$ROOT/tests/data/press-small.icc" far.icc; ln -s ../far.icc i/p.icc; sed -i 's|^layout: .*|&\npress: {profile: p.icc}|' i/issue.yaml
run "$TEKAN" check i; expect_status "nor a link out of the issue" 2; expect_text "which is told" "$err" "[file-outside]"
fresh; cp "$ROOT/layouts/tabloid.yaml" far.yaml; ln -s ../far.yaml i/l.yaml; sed -i 's|^layout: .*|layout: ./l.yaml|' i/issue.yaml
run "$TEKAN" check i; expect_status "a layout may not be a link out of the issue" 2
expect_text "which is told at its place" "$err" "i/issue.yaml:5:9: error: i/l.yaml leads out of the issue [file-outside]"
rm i/l.yaml; mkdir i/sub; cp far.yaml i/sub/l.yaml; ln -s sub/l.yaml i/l.yaml; run "$TEKAN" check i; expect_status "a link inside it may stay" 0
ln -s far.yaml kept.yaml; sed -i 's|^layout: .*|layout: ../kept.yaml|' i/issue.yaml
run "$TEKAN" check i; expect_status "nor is one the issue names elsewhere bound to it" 0
for odd in fifo /dev/zero /dev/full; do
  rm -f i/l.yaml; case $odd in fifo) mkfifo i/l.yaml ;; *) ln -s $odd i/l.yaml ;; esac
  sed -i 's|^layout: .*|layout: ./l.yaml|' i/issue.yaml; run timeout 10 "$TEKAN" check i; expect_status "$odd is no layout" 2
  case $odd in fifo) expect_text "and it says why" "$err" "cannot read i/l.yaml: it is no regular file" ;; *) expect_text "and it says why" "$err" "i/l.yaml leads out of the issue" ;; esac
  expect_no_text "not that there is none" "$err" "[layout-unknown]"
done
sed -i 's|^layout: .*|layout: /dev/zero|' i/issue.yaml; run timeout 10 "$TEKAN" check i; expect_text "nor is a device that is named" "$err" "cannot read /dev/zero: it is no regular file"
mkfifo l.yaml; run timeout 10 "$TEKAN" layouts show ./l.yaml; expect_status "nor a FIFO that is to be shown" 2; expect_text "and it says why" "$err" "it is no regular file"
mkfifo fifo; for file in fifo.txt fifo.docx fifo.md fifo.pdf; do
  mv fifo* $file; run timeout 10 "$TEKAN" import $file issue; [ $file = fifo.pdf ] && run timeout 10 "$TEKAN" check $file
  expect_status "$file is a FIFO and not waited for" 2
done
mkdir -p from; printf '# 题\n\n![甲](../secret)\n\n![乙](/etc/passwd)\n\n![丙](in.png)\n' >from/m.md; cp issue/articles/lead/landscape.png from/in.png
run "$TEKAN" import from/m.md issue; expect_status "a manuscript is imported" 0
check "with the picture beside it" cmp from/in.png issue/articles/m/in.png
check "and with no other file" test "$(ls issue/articles/m | tr '\n' ' ')" = "article.md in.png "
expect_text "what it names elsewhere is told" "$err" "picture ../secret lies outside the manuscript's folder"
rm -r issue/articles/m

# --- names
fresh; cp -r i/articles/note "i/articles/$(printf 'a\nb')"
run "$TEKAN" check i; expect_status "a folder's name with a line end is an error" 1
check "told on one line" sh -c 'printf "%s\n" "$1" | grep -q "\[name-unfit\]$"' sh "$err"
refuse "and nothing on a line of its own" sh -c 'printf "%s\n" "$1" | grep -q "^b"' sh "$err"
fresh; cp -r i/articles/note "i/articles/$(printf 'gb\xc4\xe3')"
run "$TEKAN" build i -o out --force; expect_status "so is one in another encoding" 1
check "and the report stays JSON" python3 -c 'import json; json.load(open("out/report.json"))'
fresh; sed -i "s|^layout: |file_name: $(printf 'x%.0s' $(seq 250))\nlayout: |" i/issue.yaml
run "$TEKAN" build i -o out2; expect_status "a name no file can have is wrong input" 2; check "and nothing is written" test ! -e out2
run "$TEKAN" build issue -o "$(printf 'y%.0s' $(seq 300))"; expect_status "an output folder's name too long is a wrong call" 2
fresh; sed "s/^press:/press:\n  split: true\n  split_name: '{file_name}'/" "$ROOT/layouts/tabloid.yaml" >i/l.yaml; sed -i 's|^layout: .*|layout: ./l.yaml|' i/issue.yaml
run "$TEKAN" build i -o out3; expect_status "two results of one name are refused when the issue is read" 2; check "before anything is written" test ! -e out3
expect_text "with the name" "$err" "two results would be written to i.pdf [result-twice]"

# --- a picture that is damaged costs itself alone
fresh; head -c 20000 i/articles/lead/landscape.png >cut.png; mv cut.png i/articles/lead/landscape.png
rm -rf out; run "$TEKAN" build i -o out; expect_status "a damaged picture is an error" 1
check "the report is there, the press PDF not" test -s out/report.json -a ! -e out/i.pdf
refuse "no name of the program's own is told" grep -q '\.tekan-' <<<"$err"
run "$TEKAN" build i -o out --force; check "--force writes it without the picture" test -s out/i.pdf
cp issue/articles/lead/landscape.png i/articles/lead/; run "$TEKAN" build i -o out
expect_status "made good, it builds" 0
sed -i 's/^date: .*/date: 2024-13-01/' i/issue.yaml; cp out/i.pdf kept.pdf
run "$TEKAN" build i -o out; check "wrong input leaves the earlier file" cmp kept.pdf out/i.pdf
fresh; printf '\n%s\n' "$(printf '很长的一段文字。%.0s' $(seq 2000))" >>$article; run "$TEKAN" build i -o out; expect_status "words over are errors" 1
expect_text "an earlier press PDF that stays is told of, with its time" "$err" "out/i.pdf is still the earlier one, of $(date -r out/i.pdf '+%Y-%m-%d %H:%M')"

# --- the cache is no authority
rm -rf cache out; run "$TEKAN" build issue -o out; cp out/issue.pdf good.pdf
mapfile -t kept < <(find cache/tekan -maxdepth 1 -type f)
check "converted pictures are kept" test ${#kept[@]} -ge 1
for entry in "${kept[@]}"; do head -c 3000 /dev/urandom >"$entry"; done
run "$TEKAN" build issue -o out; check "a doctored entry is made anew" cmp out/issue.pdf good.pdf
fresh; convert i/articles/lead/landscape.png -negate i/articles/lead/landscape.png 2>/dev/null
rm -rf other; XDG_CACHE_HOME=$SCRATCH/other "$TEKAN" build i -o out-i -q 2>/dev/null
mapfile -t foreign < <(find other/tekan -maxdepth 1 -type f)
for entry in "${kept[@]}"; do cp "${foreign[0]}" "$entry"; done
run "$TEKAN" build issue -o out; check "so is another picture's under its name" cmp out/issue.pdf good.pdf
for entry in "${kept[@]}"; do rm "$entry"; mkfifo "$entry"; done
run timeout 20 "$TEKAN" build issue -o out; check "and a FIFO" cmp out/issue.pdf good.pdf

# --- results are a set
rm -rf out; mkdir -p out/report.json/in-the-way; cp kept.pdf out/issue.pdf
run "$TEKAN" build issue -o out; expect_status "a result that cannot take its place is the machine's failure" 3
check "and none takes its place" cmp kept.pdf out/issue.pdf
check "nothing is left beside" test "$(ls -A out | tr '\n' ' ')" = "issue.pdf report.json "

# --- a layout that gives no page to compose
fresh; cp "$ROOT/layouts/tabloid.yaml" i/l.yaml; sed -i 's|^layout: .*|layout: ./l.yaml|' i/issue.yaml
sed -i "s/\\[275mm/[9-1mm/" i/l.yaml; rm -rf out-i
for what in build proof check; do run "$TEKAN" $what i -o out-i; expect_status "$what: without a page's size nothing can be written" 2; done
check "and nothing is" test ! -e out-i

# --- signals, at any time
for signal in INT TERM HUP; do
  rm -rf killed; mkdir killed; cp kept.pdf killed/issue.pdf
  for wait in 0.02 0.05 0.09 0.15; do
    setsid "$TEKAN" proof issue -o killed >/dev/null 2>&1 & pid=$!
    sleep $wait; kill -$signal $pid 2>/dev/null; wait $pid 2>/dev/null
  done
  check "SIG$signal leaves nothing half-done" test -z "$(find killed -name '.tekan-*' -o -name '*.part')"
  check "and costs nothing that was there" cmp kept.pdf killed/issue.pdf
done
