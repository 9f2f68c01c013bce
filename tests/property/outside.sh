#!/usr/bin/env bash
# What the program says of its pages, an outside reader finds on them, and no more (outside.py): issues nobody wrote, OUTSIDE_ISSUES of them from seed
# OUTSIDE_SEED on; and a page on which things do lie on each other.
. tests/lib.sh
first=${OUTSIDE_SEED:-1} count=${OUTSIDE_ISSUES:-24}
differs() { python3 tests/property/outside.py "$@"; }

hold() { # SEED
  local folder=$SCRATCH/$1
  "$BUILD/tests/tools/random_issues" --write "$folder" "$1" >/dev/null
  "$TEKAN" build --force -q -o "$folder/out" "$folder/issue" >"$folder/said" 2>&1
  [ $? -le 1 ] || { echo "at seed $1: $(tail -n 3 "$folder/said")"; return; }
  [ -s "$folder/out/issue.pdf" ] || return # nothing could be set: told
  differs "$folder/out/issue.pdf" "$folder/out/report.json" "$folder/issue" >"$folder/differs" 2>&1 || echo "at seed $1: $(cat "$folder/differs")"
  rm -rf "$folder"
}
half=$((first + count / 2))
for seed in $(seq "$first" $((half - 1))); do hold "$seed"; done >"$SCRATCH/one" &
for seed in $(seq "$half" $((first + count - 1))); do hold "$seed"; done >"$SCRATCH/two"
wait
if [ -s "$SCRATCH/one" ] || [ -s "$SCRATCH/two" ]; then fail "the outside reader agrees" "$(cat "$SCRATCH/one" "$SCRATCH/two")"; else pass "the outside reader agrees on $count issues"; fi

for sample in issues/*/; do
  run "$TEKAN" build -q -o "$SCRATCH/out" "$sample"
  check "and on $(basename "$sample")" differs "$SCRATCH/out/$(basename "$sample").pdf" "$SCRATCH/out/report.json" "$sample" --marked
done

# A folio over the lead, one beside the sheet, a picture of the furniture under a name: the reader finds each, the program says each.
issue=$SCRATCH/clash
"$BUILD/tests/tools/make_issue" "$issue" 1 1200 3 ../clash.yaml
cat >"$SCRATCH/clash.yaml" <<'YAML'
sheet: {trim: [275mm, 395mm], bleed: 3mm, margins: {top: 20mm, right: 15mm, bottom: 15mm, left: 15mm}}
grid: {columns: 5, characters: 13, gutter: 1.5字, leading: 13.5pt}
templates:
  story:
    slots:
      - {name: lead, columns: 1-5, rows: 1-75}
    furniture:
      - {text: "特刊{page}版综合新闻责任编辑", box: [40mm, 120mm, 90mm, 126mm]}
YAML
run "$TEKAN" build --force -q -o "$SCRATCH/out" "$issue"
expect_status "a folio on the lead is an error" 1
expect_text "and named" "$err" "[prints-over]"
pdf=$SCRATCH/out/clash.pdf report=$SCRATCH/out/report.json
check "the reader finds it too" differs "$pdf" "$report" "$issue"
sed 's/"prints-over"/"line-wide"/' "$report" >"$SCRATCH/silent.json"
refuse "and would, were it not told" differs "$pdf" "$SCRATCH/silent.json" "$issue"
sed 's/box: .*/box: [238mm, -12mm, 270mm, -6mm]}/' -i "$SCRATCH/clash.yaml"
run "$TEKAN" build --force -q -o "$SCRATCH/out" "$issue"
expect_text "one off the sheet is named" "$err" "[leaves-sheet]"
check "the reader finds that" differs "$pdf" "$report" "$issue"
sed 's/"leaves-sheet"/"line-wide"/' "$report" >"$SCRATCH/silent.json"
refuse "and would, were it not told" differs "$pdf" "$SCRATCH/silent.json" "$issue"
# 注音 has room in a head; over body lines as close as these it has none, and that is told.
ruby=$SCRATCH/ruby
mkdir -p "$ruby/articles/a"
printf -- '---\ntitle:\n- 春到雁门关外的第一场雨\n- 看[忻州]{ruby="xīn zhōu"}的新模样\nkicker: 走进[忻州]{ruby="xīn zhōu"}\nsubtitle:\n- 山上的树又多了一成\n- 河里的水清了[忻州]{ruby="xīn zhōu"}\n---\n\n%s\n' \
  "$(for _ in $(seq 12); do printf '全市上下抢抓机遇，项目建设稳步推进，一批难题得到解决，群众的笑容多了，'; done)" >"$ruby/articles/a/article.md"
printf 'paper: 报\ntitle: 刊\ndate: 2024-03-27\nlayout: ../clash.yaml\npages:\n  - {template: story, slots: {lead: a}}\n' >"$ruby/issue.yaml"
sed -i '/furniture:/,$d' "$SCRATCH/clash.yaml"
run "$TEKAN" build --force -q -o "$SCRATCH/out" "$ruby"
expect_no_text "注音 in a head prints over nothing" "$err" "[prints-over]"
check "the reader finds nothing either" differs "$SCRATCH/out/ruby.pdf" "$report" "$ruby"
sed -i 's/leading: 13.5pt/leading: 11pt/' "$SCRATCH/clash.yaml"
printf '\n%s，[雁门关]{ruby="yàn mén guān"}外春来早，[雁门关]{ruby="yàn mén guān"}外春来早。\n' "$(for _ in $(seq 6); do printf '全市上下抢抓机遇，项目建设稳步推进'; done)" >>"$ruby/articles/a/article.md"
run "$TEKAN" build --force -q -o "$SCRATCH/out" "$ruby"
expect_text "over close lines it is told" "$err" "[prints-over]"
check "the reader finds that" differs "$SCRATCH/out/ruby.pdf" "$report" "$ruby"
"$TEKAN" build --force -q -o "$SCRATCH/out" "$issue" >/dev/null 2>&1

for slug in "$issue"/articles/*; do printf '\n凭空多出来的四百个字%.0s' $(seq 40) >>"$slug/article.md"; done
refuse "text that is on no page is found" differs "$pdf" "$report" "$issue"
