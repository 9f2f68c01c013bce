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
for slug in "$issue"/articles/*; do printf '\n凭空多出来的四百个字%.0s' $(seq 40) >>"$slug/article.md"; done
refuse "text that is on no page is found" differs "$pdf" "$report" "$issue"
