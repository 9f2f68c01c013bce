#!/usr/bin/env bash
# tekan makeup: the ways a page could be made up, and the one that is kept; and `place`, an issue's own word.
. tests/lib.sh
cd "$SCRATCH" || exit 1
for i in 1 2 3 4 5; do story i/articles/s$i $((500 + i * 110)) $i "priority: $i"; done
# issue PAGE…: one a line
issue() { { printf 'paper: 报\ntitle: 刊\ndate: 2024-03-27\nlayout: tabloid\npages:\n'; printf '  - %s\n' "$@"; } >i/issue.yaml; }
# made REPORT: article columns rows head, a line a module of the first page
made() { python3 -c 'import json, sys
for m in json.load(open(sys.argv[1]))["pages"][0]["makeup"]["levers"]: print(m["article"], *m["columns"], *m["rows"], m["headline"])' "$1"; }
issue '{number: A01, articles: [s1, s2, s3, s4, s5]}'

# --- alternatives -----------------------------------------------------------------------------------------------------------
run "$TEKAN" makeup i -o out
expect_status "tekan makeup shows the ways" 0
check "a picture each, and a sheet that shows them all" sh -c 'n=$(ls out/makeup/page-1-*.png | wc -l); test "$n" -ge 3 -a "$n" -le 5 && test "$(grep -c "<figure>" out/makeup/index.html)" = "$n"'
check "the sheet is well-formed and asks for nothing but its pictures" python3 - <<'PYTHON'
import html.parser, os, re
class Reader(html.parser.HTMLParser):
    open, links = [], []
    def handle_starttag(self, tag, attrs):
        self.links += [value for key, value in attrs if key in ("src", "href")]
        if tag not in ("meta", "link", "img"): self.open.append(tag)
    def handle_endtag(self, tag): assert self.open.pop() == tag, tag
reader = Reader(); reader.feed(open("out/makeup/index.html").read())
assert not reader.open
assert all(link.startswith("data:") or os.path.exists("out/makeup/" + link) for link in reader.links), reader.links
PYTHON
n=$(ls out/makeup/page-1-*.png | wc -l)
for k in $(seq "$n"); do
  rm -f i/makeup.yaml
  "$TEKAN" makeup i --choose "$k" -q >/dev/null 2>&1
  "$TEKAN" build i -q -o "way$k" >/dev/null 2>&1
  made "way$k/report.json" >"way$k.txt"
done
check "chosen and built they differ in a good part of the page" python3 - "$n" <<'PYTHON'
import itertools, sys
def cells(k):
    page = {}
    for line in open(f"way{k}.txt"):
        article, c0, c1, r0, r1, _ = line.split()
        page.update({(c, r): article for c in range(int(c0), int(c1) + 1) for r in range(int(r0), int(r1) + 1)})
    return page
ways = [cells(k) for k in range(1, int(sys.argv[1]) + 1)]
for a, b in itertools.combinations(ways, 2):
    same = sum(b.get(cell) == article for cell, article in a.items())
    assert same <= 0.72 * 375, same
PYTHON
rm -f i/makeup.yaml
"$TEKAN" build i -q -o best >/dev/null 2>&1
check "the first is what a build makes" sh -c 'cmp best/i.pdf way1/i.pdf'

"$TEKAN" proof i -q -o best >/dev/null 2>&1
expect_text "the proof says how good the page is" "$(cat best/proof/index.html)" "Made up of 5 articles: $(python3 -c 'import json; m = json.load(open("best/report.json"))["pages"][0]["makeup"]; print(m["score"], "points, the fewer the better; no such page has fewer than", m["bound"])')"

# --- the choice -------------------------------------------------------------------------------------------------------------
run "$TEKAN" makeup i --choose 2
expect_status "a way is kept" 0
expect_text "its file is told" "$out" "i/makeup.yaml"
printf '# mine\n' >>i/makeup.yaml
cp i/makeup.yaml kept.yaml
made way2/report.json >want
"$TEKAN" build i -q -o again >/dev/null 2>&1; made again/report.json >got
check "a build keeps to it" cmp want got
story i/articles/s3 838 3 "priority: 3" # a per cent more
run "$TEKAN" build i -q -o edited
made edited/report.json >got
check "and when an article grows by a hundredth, within some lines" python3 - <<'PYTHON'
for a, b in zip(open("want"), open("got")):
    a, b = a.split(), b.split()
    assert a[:3] == b[:3] and a[5] == b[5] and abs(int(a[3]) - int(b[3])) <= 6 and abs(int(a[4]) - int(b[4])) <= 6, (a, b)
PYTHON
run "$TEKAN" makeup i --choose 1
expect_text "what somebody wrote into the file stays" "$(cat i/makeup.yaml)" "# mine"
check "the other choice is gone from it" sh -c 'test "$(grep -c "s1" i/makeup.yaml)" = 1'
story i/articles/s3 1700 3 "priority: 3"
"$TEKAN" makeup i --choose 1 -q >/dev/null 2>&1
story i/articles/s3 300 3 "priority: 3"
run "$TEKAN" build i -o stale --force
expect_text "a choice that does not serve any more is told" "$err" "[makeup-stale]"
story i/articles/s3 830 3 "priority: 3"
printf 'pages:\n  A01: {s1: {columns: 1-2}, nobody: {columns: 1-2}}\n  B7: {s1: {rows: 1-2}}\n' >i/makeup.yaml
run "$TEKAN" build i -o names
expect_text "an article it does not have is told at its place" "$err" "i/makeup.yaml:2:29: warning"
expect_text "so is a page" "$err" "i/makeup.yaml:3:3: warning"
printf 'pages: [1\n' >i/makeup.yaml
run "$TEKAN" build i -o names
expect_status "one that is no YAML is a wrong input" 2
rm i/makeup.yaml
issue '{articles: [s5]}'
run "$TEKAN" makeup i --choose 4
expect_status "a way there is not" 1
expect_text "is told" "$err" "[makeup-fewer]"
refuse "and nothing is written" test -e i/makeup.yaml
issue '{articles: [s1, s2, s3, s4, s5]}'
run "$TEKAN" makeup i --choose 6
expect_status "more than are looked for is a wrong call" 2
run "$TEKAN" makeup i --alternatives 10
expect_status "so are ten" 2

# A page that is set on a grid of its own has one way.
mkdir -p thin/articles && for i in 1 2; do story thin/articles/t$i 450 $i "priority: $i"; done
printf 'paper: 报\ntitle: 刊\ndate: 2024-03-27\nlayout: tabloid\npages:\n  - {articles: [t1, t2]}\n' >thin/issue.yaml
"$TEKAN" build thin -q -o outthin >/dev/null 2>&1
run "$TEKAN" makeup thin --choose 1
expect_text "the one way of a thin page is not kept, but made by every build" "$err" "[makeup-one]"
refuse "nothing is written for it" test -e thin/makeup.yaml
run "$TEKAN" makeup thin -q -o outthin
check "and it is shown" test -e outthin/makeup/page-1-1.png

# --- place ------------------------------------------------------------------------------------------------------------------
issue '{articles: [s1, s2, s3, s4, s5], place: {s2: {columns: 4-5}, s5: {columns: 1-2, headline: left}}}'
run "$TEKAN" build i -o place -q
expect_status "articles are pinned" 0
expect_text "one to its columns" "$(made place/report.json)" "s2 4 5"
expect_text "one with its head" "$(made place/report.json | grep -o 's5 1 2.*left')" "s5 1 2"
made place/report.json | awk '$1 == "s1" {print $4 "-" $5, $2 "-" $3}' >lead
read -r rows columns <lead
issue "{articles: [s1, s2, s3, s4, s5], place: {s1: {columns: $columns, rows: $rows}}}"
"$TEKAN" build i -o placed -q >/dev/null 2>&1
expect_text "one to its columns and rows" "$(made placed/report.json)" "s1 ${columns/-/ } ${rows/-/ }"
issue '{articles: [s1, s2, s3, s4, s5], place: {s1: {columns: 1-5, rows: 70-75}}}'
run "$TEKAN" build i -o place -q
expect_status "what cannot be is an error" 1
expect_text "at its place" "$err" "i/issue.yaml:6:46: error"
expect_text "by its code" "$err" "[pin-not-kept]"
issue '{articles: [s1, s2, s3, s4, s5], place: {s2: {columns: 4-5}, s1: {columns: 4-7}}}'
run "$TEKAN" build i -o place -q
expect_text "one that lies off the page says so" "$err" "free are columns 1–5, rows 1–75"
expect_text "and costs the others nothing" "$(made place/report.json)" "s2 4 5"
issue '{articles: [s1, s2, s3, s4, s5], place: {s4: {columns: 1-2, rows: 1-40}, s2: {columns: 1-5, rows: 70-75}}}'
run "$TEKAN" build i -o place -q
expect_text "one that cannot be kept is told by its name" "$err" 'article "s2" cannot stand on page 1'
expect_text "and the others are kept" "$(made place/report.json)" "s4 1 2 1 40"
issue '{articles: [s1, s2, s3, s4], place: {s5: {columns: 1-2}}}'
run "$TEKAN" build i -o place -q
expect_text "an article that is not made up there has no place" "$err" "[pin-unknown]"
issue '{articles: [s1, s2, s3, s4, s5], place: {s1: {columns: 2-1, headline: right, height: 3}}}'
run "$TEKAN" build i -o place -q
expect_text "what place does not know is told" "$err" "[key-unknown]"

# --- no way -----------------------------------------------------------------------------------------------------------------
mkdir -p none/articles/a
printf 'sheet: {trim: [60mm, 70mm], margins: 10mm}\ngrid: {columns: 1, characters: 10, leading: 13.5pt}\ntemplates:\n  page:\n    slots:\n      - {name: s, columns: 1-1, rows: 1-4}\n' >none/l.yaml
printf 'paper: 报\ntitle: 刊\ndate: 2024-03-27\nlayout: ./l.yaml\npages:\n  - articles: [a]\n' >none/issue.yaml
{ printf -- '---\ntitle: 春到田间\n---\n\n'; for _ in $(seq 12); do printf '全市上下抢抓机遇，项目建设稳步推进。\n\n'; done; } >none/articles/a/article.md
run "$TEKAN" check none
expect_status "a page on which nothing can stand is an error" 1
expect_text "and it is told that a template was taken for it" "$err" "none/issue.yaml:6:5: warning: page 1 is not made up: no way was found"
