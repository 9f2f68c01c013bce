# What an editor is told of lines: the ladder at its place, how an article's lines came out, columns too narrow.
. tests/lib.sh
cd "$SCRATCH" || exit 1

# write_issue DIR WIDTH BODY: one slot across WIDTH page columns of ten characters, its inside as BODY says.
write_issue() {
  mkdir -p "$1/articles/one"
  cat >"$1/l.yaml" <<YAML
sheet: {trim: [275mm, 395mm], bleed: 3mm, margins: {top: 20mm, right: 15mm, bottom: 15mm, left: 15mm}}
grid: {columns: 6, characters: 10, gutter: 1.5字, leading: 13.5pt}
templates:
  page:
    slots:
      - {name: lead, columns: 1-$2, rows: 1-70, body: $3}
YAML
  printf 'paper: 报\ntitle: 刊\ndate: 2024-03-27\nlayout: l.yaml\npages:\n  - {template: page, slots: {lead: one}}\n' >"$1/issue.yaml"
  cat >"$1/articles/one/article.md" <<'MD'
---
title: 题目一行
---

市里今天召开全市春季农业生产现场推进会议并部署了下步，要求各县抓紧备耕。

专家用ANTIDISESTABLISHMENTARIANISM一词说明，长词在窄栏里无处可断，只好拆开来排在两行里。
MD
}

write_issue wide 6 "{columns: 6}"
run "$TEKAN" check wide
expect_text "a word divided is told at its line" "$err" "wide/articles/one/article.md:7:"
expect_text "and as what" "$err" "[line-word-split]"
expect_text "with the line's text" "$err" "ANTI"
if printf '%s' "$err" | grep -q '\[lines\]'; then fail "nothing is explained unasked"; else pass "nothing is explained unasked"; fi
sed -i 's/columns: 6, characters: 10/columns: 4, characters: 14/; s/1-6/1-4/; s/{columns: 6}/{columns: 4}/' wide/l.yaml
run "$TEKAN" check --explain-lines wide
expect_text "an article's lines are explained when asked" "$err" "justified; gaps of 0."
expect_text "loose lines at their places" "$err" "wide/articles/one/article.md:5:"
expect_text "as loose" "$err" "[line-loose]"
run env LANG=zh_CN.UTF-8 "$TEKAN" check --explain-lines wide
expect_text "in Chinese too" "$err" "两端对齐"
run "$TEKAN" check -q --explain-lines wide
if [ "$err" ]; then fail "but -q is quiet" "$err"; else pass "but -q is quiet"; fi

write_issue narrow 1 "{columns: 1, gutter: 1字}"
sed -i 's/characters: 10/characters: 8/' narrow/l.yaml
run "$TEKAN" check narrow; expect_text "columns under nine characters are warned of" "$err" "[column-narrow]"
write_issue thin 1 "{columns: 3}"
run "$TEKAN" check thin; expect_text "columns under five characters are not made" "$err" "[columns-fewer]"
expect_status "and that is an error" 1

# Each rung of the ladder, told at its line: columns of ten characters, no indent; KEEP holds ten Han together.
mkdir -p rungs/articles/one
cat >rungs/l.yaml <<'YAML'
sheet: {trim: [275mm, 395mm], bleed: 3mm, margins: {top: 20mm, right: 15mm, bottom: 15mm, left: 15mm}}
grid: {columns: 6, characters: 10, gutter: 1.5字, leading: 13.5pt}
styles:
  body: {font: 报宋, size: 9pt, indent: 0字, align: justify}
templates:
  page:
    slots:
      - {name: lead, columns: 1-6, rows: 1-70, body: {columns: 6}, headline: {side: none}}
YAML
printf 'paper: 报\ntitle: 刊\ndate: 2024-03-27\nlayout: l.yaml\npages:\n  - {template: page, slots: {lead: one}}\n' >rungs/issue.yaml
rung() { # CODE STATUS PARAGRAPH
  printf -- '---\ntitle: 题\nkeep: [市里今天召开全市大会]\n---\n\n%s\n' "$3" >rungs/articles/one/article.md
  run "$TEKAN" check rungs
  expect_text "$1 is told at its line" "$err" "rungs/articles/one/article.md:6:"
  expect_text "as $1" "$err" "[$1]"
  expect_status "and the press PDF is $([ "$2" = 0 ] && echo made || echo withheld)" "$2"
}
rung line-wide 0 '全市经济运行稳中有2024年春季农业生产会议。'
rung line-dots 0 '市里今天召开全市大会……部署下步工作。'
rung line-unit-split 0 '市里今天召开全市大会①部署下步工作。'
rung line-word-parted 0 '会议讨论了新的International合作计划。'
rung line-word-split 0 '这是ANTIDISESTABLISHMENTARIANISM一词。'
rung line-short 0 'Manchester市里今天召开全市大会部署。'
rung line-hangs 0 '市里今天召开全市大会，部署下步工作。'
rung line-rule-loose 0 '市里今天召开全市大会々部署下步工作。'
rung line-keep-split 0 '在市里今天召开全市大会上部署下步工作。'
rung line-overfull 1 '““““““““““““““““““““““““会议。'
