#!/usr/bin/env bash
# Pages from articles alone, of equals and of thin copy. What an outside reader finds of them: equals have modules of one size whose tops are level, heads and pictures
# of one size; a thin page has all its lines on its own grid, is told so, and has no hole, but for a foot that is free and told with its size.
. tests/lib.sh
cd "$SCRATCH" || exit 1
judge="python3 $ROOT/tests/property/made_up.py"
"$ROOT/$BUILD/tests/tools/make_photo" portrait.jpg 600 800 7 >/dev/null
"$ROOT/$BUILD/tests/tools/make_photo" scene.jpg 1600 1067 7 >/dev/null
# article ISSUE SLUG TITLE CHARACTERS FRONT [PICTURE]: of one paragraph, each begun at another place of the text.
began=0
article() {
  local folder=$1/articles/$2
  mkdir -p "$folder"
  began=$((began + 53))
  { printf -- '---\ntitle: %s\n%b' "$3" "$5"
    [ -z "${6:-}" ] || { printf 'images:\n  %s: {caption: 会场外的清晨}\n' "$6"; ln "$6" "$folder/$6"; }
    printf -- '---\n\n'
    python3 -c 'import re, sys
text = "".join(re.findall(r"[\u4e00-\u9fff，。、]", open(sys.argv[1], encoding="utf-8").read()))
at, n = int(sys.argv[2]), int(sys.argv[3])
print(("会" + (text * 9)[at:at + n - 2] + "。").replace("。。", "事。").replace("，。", "事。").replace("、。", "事。"))' "$ROOT/tests/data/texts/07-feature.txt" "$began" "$4"
  } >"$folder/article.md"
}
# issue NAME LAYOUT SLUG…
issue() {
  local name=$1 layout=$2
  shift 2
  printf 'paper: 报\ntitle: 刊\ndate: 2024-03-27\nlayout: %s\npages:\n  - articles: [%s]\n' "$layout" "$(IFS=,; echo "$*")" >"$name/issue.yaml"
}
made() { run "$TEKAN" build "$1" --force -o "out-$1"; }
whole() { # all of it is on the page, and nothing prints over anything
  case $status in 0) pass "$1: sound" ;; *) fail "$1: sound" "$err" ;; esac
  check "$1: nothing lost" python3 "$ROOT/tests/property/outside.py" "out-$1/$1.pdf" "out-$1/report.json" "$1" --marked
}
TITLES=(让好学校长在家门口 给老师傅一个徒弟 一碗热饭里的治理 枇杷卖到北京以后 别让成果睡柜子里 把调解室搬进楼道 老街新生留住乡愁 山乡道路通到门口)

# Six voices, of few words: no number of the layout's five columns holds them, a scale of three does.
for i in 0 1 2 3 4 5; do article voices "v$i" "${TITLES[i]}" $((92 + i)) 'kicker: 代表之声\n' portrait.jpg; done
issue voices tabloid v0 v1 v2 v3 v4 v5
made voices
whole voices
check "six voices: a grid of equals" $judge out-voices/voices.pdf equals 6
expect_text "six voices are set larger, told" "$err" "page 1 is set at 10.5/15.75 in 3 columns for a grid of its equals; the layout has 9/13.5 in 5 [page-scaled]"
check "six voices: one grid of 15.75 pt" $judge out-voices/voices.pdf grid 10.5 15.75
check "report.json says the page's grid" python3 -c 'import json; assert json.load(open("out-voices/report.json"))["pages"][0]["grid"].items() >= {"size": 10.5, "leading": 15.75, "columns": 3, "lines": 64}.items()'

# One of another priority is none of them.
sed -i 's/^title:/priority: 2\ntitle:/' voices/articles/v0/article.md
made voices
refuse "one that leads is no equal" $judge out-voices/voices.pdf equals 6

# Eight of as many words as the page holds: four columns of the body's own size.
for i in 0 1 2 3 4 5 6 7; do article eight "v$i" "${TITLES[i]}" $((480 + i)) ''; done
issue eight tabloid v0 v1 v2 v3 v4 v5 v6 v7
made eight
whole eight
check "eight equals: titles in a grid" $judge out-eight/eight.pdf titles 8
expect_text "eight equals have four columns, told" "$err" "page 1 is set at 9/13.5 in 4 columns for a grid of its equals"
expect_no_text "eight equals leave no hole" "$err" "[page-hole]"

# Four beside a lead.
article lead lead 代表委员热议新一年发展蓝图 1300 'priority: 1\n' scene.jpg
for i in 0 1 2 3; do article lead "v$i" "${TITLES[i]}" $((330 + i)) 'priority: 3\n'; done
issue lead tabloid lead v0 v1 v2 v3
made lead
whole lead
check "four equals under a lead: titles of one size" $judge out-lead/lead.pdf titles 4
expect_no_text "four equals and a lead leave no hole" "$err" "[page-hole]"
# Thin: two stories for half a page.
article thin a 代表委员热议新一年发展蓝图 1500 'priority: 1\n'
article thin b 民生实事件件有回音 1000 ''
issue thin tabloid a b
made thin
whole thin
expect_text "a thin page is set larger, told" "$err" "for want of copy; the layout has 9/13.5 in 5 [page-scaled]"
check "a thin page: one grid of 15.75 pt" $judge out-thin/thin.pdf grid 10.5 15.75
expect_no_text "a thin page leaves no hole" "$err" "[page-hole]"
expect_no_text "a thin page leaves no article short" "$err" "[underset]"
run env LC_MESSAGES=zh_CN.UTF-8 "$TEKAN" build thin --force -o out-thin
expect_text "told in Chinese too" "$err" "第 1 版按 10.5/15.75 磅"
"$TEKAN" build thin --force -q -o again -j8 >/dev/null 2>&1
check "the same bytes with eight threads" cmp out-thin/thin.pdf again/thin.pdf
# The same copy, where the layout has no scales: the foot is free, and nothing else is.
sed '/^  scales:/,/^$/d' "$ROOT/layouts/tabloid.yaml" >thin/l.yaml
sed -i 's/^layout: .*/layout: .\/l.yaml/' thin/issue.yaml
made thin
whole thin
expect_text "without scales the foot is free, told" "$err" "page 1 is short of copy: its foot is free"
expect_text "… as [page-foot]" "$err" "[page-foot]"
foot=$(printf '%s\n' "$err" | sed -n 's/.*its foot is free, [0-9]* × \([0-9]*\) mm.*/\1/p')
check "the foot is as high as it is told (${foot:-untold} mm)" $judge out-thin/thin.pdf foot "${foot:-0}" 14
check "its lines are on the layout's grid" $judge out-thin/thin.pdf grid 9 13.5
expect_no_text "the foot is told once" "$err" "[page-hole]"
