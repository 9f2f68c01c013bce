#!/usr/bin/env bash
# Text in a frame, a tint or a 开栏语 re-cut in fewer columns than the page's (破栏), on pages made up of random copy, looked at from outside.
. tests/lib.sh
story() { python3 "$ROOT/tests/tools/story.py" "$@"; }
cd "$SCRATCH" || exit 1
TITLES=(代表热议新一年发展蓝图 民生实事件件有回音 枇杷卖到北京以后 让好学校长在家门口 给老师傅一个徒弟 把调解室搬进楼道)
# issue NAME LAYOUT PAGE
issue() { printf 'paper: 报\ntitle: 刊\ndate: 2024-03-27\nlayout: %s\npages:\n  - %s\n' "$2" "$3" >"$1/issue.yaml"; }
recuts() { python3 -c "import json; print(*(f\"{m['article']}:{m['recut']}\" for m in json.load(open('out/report.json'))['pages'][0]['makeup']['levers'] if m['recut']))"; }

# --- random pages: the shipped grid, and one whose columns are narrow in a frame ----------------------------------------------
mkdir narrow
sed 's/^  columns: 5/  columns: 6/; s/^  characters: 14/  characters: 11/; /^  scales:/,/^$/d' "$ROOT/layouts/tabloid.yaml" >narrow/l.yaml
cp narrow/l.yaml . # beside the issues
total=0 openings=0
for seed in {1..12}; do
  RANDOM=$((seed * 77)) name=r$seed n=$((3 + RANDOM % 4)) slugs= layout=tabloid grid="5 14"
  if ((seed % 3)); then layout=./l.yaml grid="6 11"; fi
  for ((i = 0; i < n; i++)); do
    kind=story length=$(((4700 - 230 * n) / n * (60 + RANDOM % 80) / 100))
    if ((i == n - 1 && seed % 2)); then kind=opening length=$((180 + RANDOM % 300)); fi
    story $name/articles/s$i $length $((seed * 10 + i)) "title: ${TITLES[i]}"$'\n'"kind: $kind"$'\n'"priority: $((i ? 2 + RANDOM % 3 : 1))"
    slugs="$slugs${slugs:+, }s$i"
  done
  cp l.yaml $name/
  issue $name $layout "articles: [$slugs]"
  run "$TEKAN" build $name --force -o out
  check "$name: nothing lost, nothing over anything" python3 "$ROOT/tests/property/outside.py" out/$name.pdf out/report.json $name --marked
  # shellcheck disable=SC2086
  check "$name: columns of one measure, level, inside their frame" python3 "$ROOT/tests/property/recut.py" out/$name.pdf out/report.json $grid
  for found in $(recuts); do
    total=$((total + 1))
    if grep -q 'kind: opening' $name/articles/"${found%:*}"/article.md; then openings=$((openings + 1)); fi
    last=$name
  done
done
check "some text is re-cut ($total)" test "$total" -ge 4
check "… of 开栏语 too ($openings)" test "$openings" -ge 1

# --- one of them: what is told of it, the same bytes ---------------------------------------------------------------------------
run "$TEKAN" build "$last" --force -j1 -o out
cp "out/$last.pdf" before.pdf
found=$(recuts)
run "$TEKAN" build "$last" --force -j8 -o out
check "the same bytes with eight threads" cmp before.pdf "out/$last.pdf"
run "$TEKAN" makeup "$last" --force -o out
expect_text "tekan makeup says so" "$(cat out/makeup/index.html)" "re-cut in ${found##*:} columns"
