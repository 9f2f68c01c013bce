#!/usr/bin/env bash
# Upright heads (竖题) on pages made up of random copy, looked at from outside: down an edge of their module, its text beside; asked for by `place`; where there
# are none.
. tests/lib.sh
cd "$SCRATCH" || exit 1
"$ROOT/$BUILD/tests/tools/make_photo" photo.jpg 1600 1067 7 >/dev/null
TITLES=(代表热议新一年发展蓝图 民生实事件件有回音 枇杷卖到北京以后 让好学校长在家门口 给老师傅一个徒弟 把调解室搬进楼道)
# issue NAME LAYOUT PAGE
issue() { printf 'paper: 报\ntitle: 刊\ndate: 2024-03-27\nlayout: %s\npages:\n  - %s\n' "$2" "$3" >"$1/issue.yaml"; }
whole() { check "$1: nothing lost, nothing over anything" python3 "$ROOT/tests/property/outside.py" "out/$1.pdf" out/report.json "$1" --marked; }
# upright ISSUE: … how many run down is $found.
upright() {
  if found=$(python3 "$ROOT/tests/property/modules.py" upright "out/$1.pdf" out/report.json "$1" 2>&1); then
    pass "$1: heads run as the report says, at their edge"
  else
    fail "$1: heads run as the report says, at their edge" "$found"
  fi
}
heads() { python3 -c "import json; print(*(m['article'] + ':' + ('upright-' if m['upright'] else '') + m['headline'] for m in json.load(open('out/report.json'))['pages'][0]['makeup']['levers'] if m['article'] in '$1'.split()))"; }

# --- random pages ---------------------------------------------------------------------------------------------------------
total=0
for seed in 1 2 3 4 5 6 7 8 9 10; do
  RANDOM=$((seed * 91)) name=r$seed n=$((3 + RANDOM % 4)) slugs=
  for ((i = 0; i < n; i++)); do
    story $name/articles/s$i $(((4900 - 230 * n) / n * (70 + RANDOM % 60) / 100)) $((seed * 10 + i)) "title: ${TITLES[i]}"$'\n'"byline: 本报记者"$'\n'"priority: $((i ? 2 + RANDOM % 2 : 1))"
    slugs="$slugs${slugs:+, }s$i"
  done
  issue $name tabloid "articles: [$slugs]"
  run "$TEKAN" build $name --force -o out
  whole $name
  upright $name
  total=$((total + found))
done
check "one of them at the least has such heads ($total)" test "$total" -ge 1
cp out/r10.pdf before.pdf
"$TEKAN" build r10 --force -q -j8 -o out >/dev/null 2>&1
check "the same bytes with eight threads" cmp before.pdf out/r10.pdf

# --- asked for --------------------------------------------------------------------------------------------------------------
story asked/articles/a 1400 21 "title: ${TITLES[0]}"$'\n'"priority: 1"
story asked/articles/b 1100 22 "title: ${TITLES[1]}"
ln photo.jpg asked/articles/b/p.jpg
sed -i 's/^title: .*/&\nimages: {p.jpg: {caption: 会场外的清晨。}}/' asked/articles/b/article.md
story asked/articles/c 1000 23 "title: ${TITLES[2]}"
for side in right upright-left; do
  issue asked tabloid "{articles: [a, b, c], place: {b: {headline: $side}}}"
  run "$TEKAN" build asked --force -o out
  expect_no_text "place: $side is kept, with a picture" "$err" "[pin-not-kept]"
  check "… upright at that edge" test "$(heads b)" = "b:upright-${side#upright-}"
  whole asked
  upright asked
done
issue asked tabloid "{articles: [a, b, c], place: {c: {headline: left}}}"
run "$TEKAN" build asked --force -o out
check "left is one over all columns but the last, or upright" sh -c "case '$(heads c)' in c:left | c:upright-left) ;; *) false ;; esac"
issue asked tabloid "{articles: [a, b, c], place: {a: {headline: right}}}"
run "$TEKAN" build asked --force -o out
expect_text "the lead's stays above, as is told" "$err" "[pin-not-kept]"

# Two characters do not fill a strip.
story short/articles/a 1400 21 "title: ${TITLES[0]}"$'\n'"priority: 1"
story short/articles/b 1100 22 "title: 春耕"
story short/articles/c 1000 23 "title: ${TITLES[2]}"
issue short tabloid "{articles: [a, b, c], place: {b: {headline: right}}}"
run "$TEKAN" build short --force -o out
expect_text "a head too short for it stays above, as is told" "$err" "[pin-not-kept]"
check "… and is not upright" test "$(heads b)" = b:top

# What is chosen comes out the same.
issue asked tabloid "{articles: [a, b, c], place: {c: {headline: right}}}"
"$TEKAN" build asked --force -q -o one >/dev/null 2>&1
issue asked tabloid "articles: [a, b, c]"
python3 - <<'PYTHON'
import json
levers = json.load(open("one/report.json"))["pages"][0]["makeup"]["levers"]
head = lambda m: ("upright-left" if m["headline"] == "left" else "right") if m["upright"] else m["headline"]
rows = [f'    "{m["article"]}": {{columns: {m["columns"][0]}-{m["columns"][1]}, rows: {m["rows"][0]}-{m["rows"][1]}, headline: {head(m)}}}' for m in levers]
open("asked/makeup.yaml", "w").write('pages:\n  "1":\n' + "\n".join(rows) + "\n")
PYTHON
"$TEKAN" build asked --force -q -o two >/dev/null 2>&1
check "a chosen page with such a head comes out the same" cmp one/asked.pdf two/asked.pdf

# --- where the layout has no such slot ----------------------------------------------------------------------------------------
sed 's/headline: {side: right, title: upright-title, lines: 2, height: 30}/headline: {title: title}/; s/headline: {side: left, title: opening-title, width: 4字, lines: 1}/headline: {title: opening-title}/' "$ROOT/layouts/tabloid.yaml" >asked/l.yaml
rm asked/makeup.yaml
issue asked ./l.yaml "{articles: [a, b, c], place: {b: {headline: right}}}"
run "$TEKAN" build asked --force -o out
expect_text "without a slot for it there is none, told" "$err" "[pin-not-kept]"
check "… and all heads run across" sh -c "! printf '%s' '$(heads "a b c")' | grep -q upright"
