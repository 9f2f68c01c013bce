#!/usr/bin/env bash
# Briefs gathered (集纳) on pages made up of random copy, looked at from outside: one module, each brief in its order under its own head, nothing lost; what is
# not gathered; what goes where there is too much.
. tests/lib.sh
cd "$SCRATCH" || exit 1
TITLES=(市图书馆延长开放时间 城东水厂二期通水 三条公交线路今起调整 我市新增五处口袋公园 春季义务植树启动 社区食堂增至四十家 青年夜校开班 老旧电梯更新过半 河道清淤提前完工 职工运动会周末开赛 全市小麦长势良好 文化惠民券开抢 农技专家进大棚 校园气象站落成)
HEADS=(代表热议新一年发展蓝图 民生实事件件有回音 枇杷卖到北京以后 让好学校长在家门口)
# brief ISSUE NUMBER CHARACTERS [FRONT]
brief() { story "$1/articles/b$2" "$3" "$((10#$2 + 700))" "title: ${TITLES[10#$2]}"$'\n'"kind: brief"$'\n'"${4:-priority: 5}"; }
# issue NAME LAYOUT SLUG…
issue() {
  local name=$1 layout=$2
  shift 2
  printf 'paper: 报\ntitle: 刊\ndate: 2024-03-27\nlayout: %s\npages:\n  - articles: [%s]\n' "$layout" "$(IFS=,; echo "$*")" >"$name/issue.yaml"
}
whole() { check "$1: nothing lost, nothing over anything" python3 "$ROOT/tests/property/outside.py" "out/$1.pdf" out/report.json "$1" --marked; }
gathered() { check "$1: gathered in their order, each with its text" python3 "$ROOT/tests/property/modules.py" gathered "out/$1.pdf" out/report.json "$@"; }
# asked PYTHON: true of page and its modules.
asked() { python3 -c "import json; page = json.load(open('out/report.json'))['pages'][0]; m = {l['article']: l for l in page['makeup']['levers']}; out = [a['slug'] for a in page['articles'] if a.get('left_out')]; assert $1, (m, out)"; }

# --- random pages ---------------------------------------------------------------------------------------------------------
for seed in 1 2 3 4 5 6 7 8; do
  RANDOM=$((seed * 77)) name=r$seed slugs=() text=0
  briefs=$((2 + RANDOM % 12)) stories=$((1 + RANDOM % 4))
  for ((i = 0; i < briefs; i++)); do
    n=$((70 + RANDOM % 150)) text=$((text + n + 60))
    brief $name "$(printf %02d $i)" $n "priority: $((3 + RANDOM % 4))"
    slugs+=("$(printf b%02d $i)")
  done
  for ((i = 0; i < stories; i++)); do
    story $name/articles/s$i $(((4700 - text - 200 * stories) / stories)) $((seed * 10 + i)) "title: ${HEADS[i]}"$'\n'"priority: $((i + 1))"
    slugs+=(s$i)
  done
  issue $name tabloid "${slugs[@]}"
  run "$TEKAN" build $name --force -o out
  whole $name
  gathered $name
  check "$name: every one of the $briefs is reported by itself" asked "sum(l['gathered'] for l in m.values()) + len([s for s in out if s[0] == 'b']) == $briefs or ($briefs - len(out)) < 2"
done
cp out/r8.pdf before.pdf
"$TEKAN" build r8 --force -q -j8 -o out >/dev/null 2>&1
check "the same bytes with eight threads" cmp before.pdf out/r8.pdf

# --- more than twelve articles ----------------------------------------------------------------------------------------------
for i in 0 1 2 3; do story many/articles/s$i 600 $((40 + i)) "title: ${HEADS[i]}"$'\n'"priority: $((i + 1))"; done
for i in 00 01 02 03 04 05 06 07 08 09 10 11; do brief many $i 80; done
issue many tabloid s0 s1 s2 s3 b00 b01 b02 b03 b04 b05 b06 b07 b08 b09 b10 b11
run "$TEKAN" build many --force -o out
expect_no_text "sixteen articles, twelve of them briefs, are made up" "$err" "[page-not-made-up]"
whole many
gathered many
for i in 4 5 6 7 8 9 10 11 12; do story too/articles/s$i 150 $((50 + i)); done
for i in 0 1 2 3; do story too/articles/s$i 150 $((40 + i)); done
issue too tabloid s0 s1 s2 s3 s4 s5 s6 s7 s8 s9 s10 s11 s12
run "$TEKAN" build too --force -o out
expect_text "thirteen stories are not" "$err" "briefs together counted as one"

# --- which are gathered -------------------------------------------------------------------------------------------------------
for i in 0 1; do story some/articles/s$i 1150 $((60 + i)) "title: ${HEADS[i]}"$'\n'"priority: $((i + 2))"; done
for i in 00 01 02; do brief some $i 120; done
brief some 03 120 'priority: 1'
brief some 04 700
issue some tabloid s0 s1 b00 b01 b02 b03 b04
sed -i 's/^  - articles: \(.*\)/  - {articles: \1, place: {b02: {columns: 1-2}}}/' some/issue.yaml
run "$TEKAN" build some --force -o out
check "not one of priority 1, a long one, one that is given a place" asked "[s for s in sorted(m) if m[s]['gathered']] == ['b00', 'b01'] and m['b02']['columns'] == [1, 2]"
whole some
rm -r some/articles/b01
issue some tabloid s0 s1 b00 b03 b04
run "$TEKAN" build some --force -o out
check "nor one alone" asked "not any(l['gathered'] for l in m.values())"

# --- the 栏头's words, no frame -------------------------------------------------------------------------------------------------
sed 's/prefix: 简讯/prefix: 一句话新闻/; s/border: {kind: line, weight: 0.5pt, colour: grey}/level: true/' "$ROOT/layouts/tabloid.yaml" >many/l.yaml
sed -i 's/^layout: .*/layout: .\/l.yaml/' many/issue.yaml
run "$TEKAN" build many --force -o out
gathered many 一句话新闻
check "without a slot in a frame they stand in none" asked "not any(l['framed'] for l in m.values() if l['gathered'])"

# --- too much ---------------------------------------------------------------------------------------------------------------
for i in 0 1; do story much/articles/s$i 2080 $((80 + i)) "title: ${HEADS[i]}"$'\n'"priority: $((i + 1))"; done
for i in 00 01 02 03 04 05; do brief much $i 190 "priority: $((3 + 10#$i))"; done
issue much tabloid s0 s1 b00 b01 b02 b03 b04 b05
run "$TEKAN" build much --force -o out
check "where not all goes in, the last in rank are left out" asked "out and len(out) < 5 and out == ['b05', 'b04', 'b03', 'b02'][:len(out)][::-1]"
expect_text "by name, with what would make room" "$err" 'article "b05" is left out of page 1, whole'
gathered much
expect_no_text "and no story for them" "$err" 'article "s1" is left out'

# What goes in once the last of them is out: it, and not the story that ranks under the first of them.
story rank/articles/s0 2250 91 "title: ${HEADS[0]}"$'\n'"priority: 1"
story rank/articles/s1 1980 92 "title: ${HEADS[1]}"$'\n'"priority: 3"
for i in 00 01 02; do brief rank $i 260 "priority: $((i ? 9 : 2))"; done
issue rank tabloid s0 s1 b00 b01 b02
run "$TEKAN" build rank --force -o out
check "a brief is left out, not a story of higher rank" asked "out == ['b02']"
