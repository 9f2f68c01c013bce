#!/usr/bin/env bash
# `spread: true`: two pages as one (跨版), what of it is refused and said, what is written of it, and the choice among its ways.
. tests/lib.sh
story() { python3 "$ROOT/tests/tools/story.py" "$@"; }
cd "$SCRATCH" || exit 1
story i/articles/front 60 1 'title: 封面'
story i/articles/lead 2600 2 $'priority: 1\ntitle: 奋力谱写中国式现代化建设新篇章'
for i in 1 2 3; do story i/articles/s$i $((900 + i * 250)) $((i + 2)) "priority: $((i + 1))"; done
FRONT='{template: story, slots: {lead: front}}'
# issue LAYOUT TOP PAGE…: one a line; TOP: a line of the issue's own
issue() {
  local layout=$1 top=$2
  shift 2
  { printf 'paper: 报\ntitle: 刊\ndate: 2024-03-27\nlayout: %s\n%spages:\n' "$layout" "$top"; printf '  - %s\n' "$@"; } >i/issue.yaml
}
# refused NAME PLACE TEXT: an error at that place with that text, and all of it is set all the same
refused() {
  run "$TEKAN" build i --force -q -o out
  expect_text "$1: told" "$err" "i/issue.yaml:$2: error: page"
  expect_text "$1: why" "$err" "$3"
  expect_text "$1: which" "$err" "[spread-none]"
  expect_status "$1: an error" 1
  check "$1: the pages are there" test -s out/i.pdf
}

# --- a spread ---------------------------------------------------------------------------------------------------------------
issue tabloid '' "$FRONT" '{number: A02, spread: true, articles: [lead, s1]}' '{number: A03, articles: [s2, s3]}'
run "$TEKAN" build i --force -o out
expect_no_text "a spread is made up" "$err" "[spread-none]"
check "the report names both pages, the same make-up on each, and no character twice" python3 - <<'PYTHON'
import json
front, left, right = json.load(open("out/report.json"))["pages"]
assert "spread" not in front and left["spread"] == right["spread"] == ["A02", "A03"], left.get("spread")
assert left["makeup"]["levers"] == right["makeup"]["levers"] and left["makeup"]["score"] == right["makeup"]["score"]
assert any(m["columns"][0] <= 5 < m["columns"][1] for m in left["makeup"]["levers"]), left["makeup"]["levers"]
rows = left["articles"] + right["articles"]
assert all(a["placed"] == a["characters"] and not a["overset"] for a in rows), rows
lead = [a for a in rows if a["slug"] == "lead"]
assert len(lead) == 2 and sum(a["characters"] for a in lead) > 2500 and all(a["placed"] > 300 and a["lines"] > 10 for a in lead), lead
PYTHON
run "$TEKAN" makeup i -q --pages 2-3 -o out
check "a picture of each page for each way" sh -c 'test "$(ls out/makeup/page-2-*.png | wc -l)" = "$(ls out/makeup/page-3-*.png | wc -l)"'
run "$TEKAN" makeup i -q --choose 2
check "each page keeps the places of its own articles" python3 - <<'PYTHON'
text = open("i/makeup.yaml").read()
left, right = text.split('"A03":')
assert all(f'"{slug}"' in left for slug in ("lead", "s1")) and all(f'"{slug}"' in right for slug in ("s2", "s3")), text
assert text.count("columns:") == 4, text
PYTHON
run "$TEKAN" build i --force -o chosen
expect_no_text "what was chosen serves" "$err" "[makeup-stale]"
expect_no_text "… and is kept" "$err" "[pin-not-kept]"
check "it is what was shown" python3 - <<'PYTHON'
import json, re
kept = dict(re.findall(r'"(\w+)": \{columns: ([\d-]+)', open("i/makeup.yaml").read()))
made = {m["article"]: "%d-%d" % tuple(m["columns"]) for m in json.load(open("chosen/report.json"))["pages"][1]["makeup"]["levers"]}
assert made == kept, (made, kept)
PYTHON
mv i/makeup.yaml chosen.yaml
"$TEKAN" makeup i -q --choose 2 --pages 3 >/dev/null 2>&1
check "by its right page a spread is chosen as by its left one" cmp chosen.yaml i/makeup.yaml
rm i/makeup.yaml
story i/articles/last 2000 9 'title: 末版'
issue tabloid '' "$FRONT" '{spread: true, articles: [lead, s1]}' '{articles: [s2, s3]}' '{avoid: [2, 3], articles: [last]}'
run "$TEKAN" build i --force -j1 -o all
run "$TEKAN" build i --force -j1 --pages 4 -o only
check "a page that avoids a spread's is the same alone" python3 -c 'import json
all, only = (json.load(open(f"{out}/report.json"))["pages"][-1]["makeup"]["levers"] for out in ("all", "only"))
assert all == only'
rm -r i/articles/last
issue tabloid '' "$FRONT" '{spread: true, articles: [lead, s1], place: {s1: {columns: 8-10}}}' '{articles: [s2, s3]}'
run "$TEKAN" build i --force -o out
check "a place counts the columns of both pages" python3 -c 'import json
assert [m["columns"] for m in json.load(open("out/report.json"))["pages"][1]["makeup"]["levers"] if m["article"] == "s1"] == [[8, 10]]'
issue tabloid '' "$FRONT" '{spread: true, articles: [lead, s1], place: {s2: {columns: 8-10}}}' '{articles: [s2, s3], place: {s1: {columns: 1-3}}}'
run "$TEKAN" build i --force -o out
expect_no_text "… and may stand on either of the two" "$err" "[pin-unknown]"
check "… of articles of both" python3 -c 'import json
made = {m["article"]: m["columns"] for m in json.load(open("out/report.json"))["pages"][1]["makeup"]["levers"]}
assert made["s1"] == [1, 3] and made["s2"] == [8, 10], made'
issue tabloid '' "$FRONT" '{spread: true, articles: [lead, s1]}' '{spread: true, articles: [s2, s3]}'
run "$TEKAN" build i --force -o out
expect_text "a right page that is to be a spread too is told" "$err" 'i/issue.yaml:8:14: warning: page 3 is the right page of the spread with page 2: its own `spread` says nothing [spread-twice]'

# --- what is none -------------------------------------------------------------------------------------------------------------
issue tabloid '' '{spread: true, articles: [front, lead]}' '{articles: [s1, s2, s3]}'
refused "a right-hand page" 6:14 "it is an odd page, at the right"
run env LC_ALL=zh_CN.UTF-8 LANGUAGE=zh_CN "$TEKAN" check i
case $err in *"双数版"*) pass "told in Chinese" ;; *) case $err in *"odd page"*) skip "told in Chinese" "no Chinese locale" ;; *) fail "told in Chinese" "$err" ;; esac ;; esac
issue tabloid '' "$FRONT" '{spread: true, articles: [lead, s1, s2, s3]}'
refused "the last page" 7:14 "no page follows it"
issue tabloid '' "$FRONT" '{spread: true, articles: [lead, s1]}' '{template: story, slots: {lead: s2}, articles: [s3]}'
refused "slots filled by name" 7:14 "slots filled by name"
issue tabloid '' "$FRONT" '{spread: true, articles: [lead, s1]}' '{template: story, articles: [s2, s3]}'
refused "other furniture" 7:14 "different templates"
issue tabloid $'articles: [s2, s3]\n' "$FRONT" '{spread: true}' '{articles: [lead, s1]}'
refused "articles dealt" 8:14 "articles are dealt"
issue tabloid '' "$FRONT" '{spread: true, template: story}' '{template: story, articles: [lead, s1, s2, s3]}'
refused "no articles" 7:14 "it names no articles"
sed -i 's/^priority: 2/priority: 2\ncontinued: true/' i/articles/s1/article.md
issue tabloid '' "$FRONT" '{spread: true, articles: [lead, s1]}' '{articles: [s2]}' '{articles: [s1, s3]}'
refused "an article that goes on elsewhere" 7:14 "stands on another page too"
sed -i '/^continued/d' i/articles/s1/article.md
issue tabloid '' "$FRONT" '{spread: true, articles: [lead, s1]}' '{avoid: 1, articles: [s2, s3]}'
refused "a page that avoids another's cut" 7:14 "avoids another page's cut"
sed -i '/^title/d' i/articles/lead/article.md
issue tabloid '' "$FRONT" '{spread: true, articles: [lead]}' '{section: 要闻}' '{articles: [s1, s2, s3]}'
refused "one article without a title" 7:6 "its one article has no title that could stand over the fold"
sed -i '2i title: 奋力谱写中国式现代化建设新篇章' i/articles/lead/article.md
sed 's/^  columns: 6/  columns: 7/; s/^  characters: 17/  characters: 14/; /scales:/,/characters: 21/d' "$ROOT/layouts/broadsheet.yaml" >i/seven.yaml
sed -i 's/columns: 1-6/columns: 1-7/; s/columns: 4-6/columns: 4-7/' i/seven.yaml
issue seven.yaml '' "$FRONT" '{spread: true, articles: [lead, s1]}' '{articles: [s2, s3]}'
refused "more columns than are searched" 7:6 "no way was found to make both up together"

# --- furniture at the fold ----------------------------------------------------------------------------------------------------
sed 's/^    furniture: &folio$/&\n      - {text: 折, style: flag-line, box: [-16.5mm, 40mm, 10mm, 6mm]}/' "$ROOT/layouts/tabloid.yaml" >i/near.yaml
issue near.yaml '' "$FRONT" '{spread: true, articles: [lead, s1]}' '{articles: [s2, s3]}'
run "$TEKAN" check i
expect_text "furniture at the inner edge of a spread's page is told" "$err" "[fold-text]"
