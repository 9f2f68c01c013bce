#!/usr/bin/env bash
# `avoid`: a page made up that is not to look like another. Both have copy of the same kind, so that without it they are cut alike.
. tests/lib.sh
cd "$SCRATCH" || exit 1
for page in a b c; do
  for i in 1 2 3 4 5; do
    python3 "$ROOT/tests/tools/story.py" i/articles/$page$i $((500 + i * 110)) $i "priority: $i"
  done
done
# issue KEY: of three pages, KEY in the second and the third
issue() {
  printf 'paper: 报\ntitle: 刊\ndate: 2024-03-27\nlayout: tabloid\npages:\n  - {articles: [a1, a2, a3, a4, a5]}\n' >i/issue.yaml
  printf '  - {articles: [b1, b2, b3, b4, b5]%s}\n  - {articles: [c1, c2, c3, c4, c5]%s}\n' "$1" "$2" >>i/issue.yaml
}
# alike DIR PAGE OTHER LEAST MOST: of the area of PAGE's articles so many per cent, within LEAST and MOST, have one in the same place on OTHER
alike() {
  python3 - "$@" <<'PYTHON'
import json, sys
def places(page):
    return [(*m["columns"], *m["rows"], m["headline"]) for m in report["pages"][int(page) - 1]["makeup"]["levers"]]
report = json.load(open(sys.argv[1] + "/report.json"))
page, other = places(sys.argv[2]), places(sys.argv[3])
area = lambda m: (m[1] - m[0] + 1) * (m[3] - m[2] + 1)
same = lambda a, b: a[:2] == b[:2] and abs(a[2] - b[2]) <= 3 and abs(a[3] - b[3]) <= 3
share = 100 * sum(area(m) for m in page if any(same(m, n) for n in other)) / sum(map(area, page))
print(f"{share:.0f} %", page, other)
assert page and int(sys.argv[4]) <= share <= int(sys.argv[5])
PYTHON
}

issue "" ""
run "$TEKAN" build i -q -o plain
expect_status "three pages of the same copy" 0
check "are cut alike" alike plain 2 1 90 100

issue ", avoid: 1" ", avoid: [1, 2]"
run "$TEKAN" build i -q -o apart
expect_status "avoid: a page, or a list" 0
check "the first is as it was" alike apart 1 1 100 100
check "the second is another" alike apart 2 1 0 50
check "the third is neither" sh -c 'cmp -s plain/i.pdf apart/i.pdf; test $? = 1'
for other in 1 2; do check "… not as page $other" alike apart 3 $other 0 50; done
"$TEKAN" build i -q -j1 -o one
check "one thread makes the same" cmp apart/i.pdf one/i.pdf
"$TEKAN" proof i -q -o all >/dev/null
"$TEKAN" proof i -q --pages 3 -o alone >/dev/null
check "a page alone is as it is among the others" cmp all/proof/page-3.png alone/proof/page-3.png

# --- what cannot be ---------------------------------------------------------------------------------------------------------
issue ", avoid: 9" ", avoid: {a: 1}"
run "$TEKAN" build i -o none
expect_text "a page that is not before it is told at its place" "$err" 'i/issue.yaml:7:45: warning: page 2 is to avoid page 9, but no page before it has that number'
expect_text "… with its code" "$err" "[avoid-no-page]"
expect_text "what is no page neither is silent" "$err" "i/issue.yaml:8:46:"

# Where its articles are told to stand as those do, it is told.
issue "" ""
places=$(python3 - <<'PYTHON'
import json
for m in json.load(open("plain/report.json"))["pages"][0]["makeup"]["levers"]:
    print(f"b{m['article'][1]}: {{columns: {m['columns'][0]}-{m['columns'][1]}, rows: {m['rows'][0]}-{m['rows'][1]}}}", end=", ")
PYTHON
)
issue ", avoid: 1, place: {${places%, }}" ""
run "$TEKAN" build i -o same
expect_text "where there is no other way it is told" "$err" "page 2 is to avoid page 1, but 100 % of its articles' area is cut like it (at most 50 %) [avoid-not-kept]"
# One article fills its page however it stands: nothing is left white for the other page's sake.
printf 'paper: 报\ntitle: 刊\ndate: 2024-03-27\nlayout: tabloid\npages:\n  - {articles: [a5]}\n  - {articles: [b5], avoid: 1}\n' >i/issue.yaml
run "$TEKAN" build i -o alone
expect_no_text "a page of one article has nothing to avoid" "$err" "page-hole"

# --- many: each page is made no more than twice, whatever avoids what -------------------------------------------------------
mkdir -p many/articles
{
  printf 'paper: 报\ntitle: 刊\ndate: 2024-03-27\nlayout: tabloid\npages:\n'
  for page in $(seq 1 24); do
    cp -r i/articles/a5 "many/articles/m$page"
    printf '  - {articles: [m%d], avoid: [%s]}\n' "$page" "$(seq -s, 1 $((page - 1)))"
  done
} >many/issue.yaml
run timeout 60 "$TEKAN" build many -q -j1 -o out
expect_status "twenty-four pages, each to avoid all before it" 0
