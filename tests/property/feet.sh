#!/usr/bin/env bash
# Columns end within a line of each other on 98 of 100 pages, as an outside reader sees them (measure_feet.py): pages of text alone, and pages of one
# to six photographs that may be cropped, under texts of 1,200 to 2,400 characters. Feet of captions and pictures count.
. tests/lib.sh
tools=$PWD/$BUILD/tests/tools measure=$PWD/tests/property/measure_feet.py
cd "$SCRATCH" || exit 1
export XDG_CACHE_HOME=$SCRATCH/cache

# feet MARGIN TOP WIDTH CHARACTERS GUTTER FILE… [--most N]: five columns of 9 pt on 13.5 pt in the middle of WIDTH mm (GUTTER pt, or what is left).
feet() {
  local geometry
  geometry=$(awk -v m="$1" -v t="$2" -v w="$3" -v c="$4" -v g="$5" 'BEGIN {
    mm = 72 / 25.4; if (!g) g = (w * mm - 5 * c * 9) / 4; used = 5 * c * 9 + 4 * g
    printf "--origin %.4f %.4f --width %.4f --pitch %.4f", m * mm + (w * mm - used) / 2, t * mm, c * 9, c * 9 + g }')
  shift 5
  # shellcheck disable=SC2086
  python3 "$measure" "$@" $geometry --columns 5 --leading 13.5 --size 9 --rows 77
}

# level NAME …: as feet is called; what it measured is told.
level() {
  local name=$1
  shift
  run feet "$@"
  if [ "$status" = 0 ]; then pass "$name ($out)"; else fail "$name" "feet $* → $out$err"; fi
}

cat >l.yaml <<'YAML'
sheet: {trim: [280mm, 400mm], bleed: 3mm, margins: {top: 15mm, right: 15mm, bottom: 15mm, left: 15mm}}
grid: {columns: 5, characters: 14.5, gutter: 1.5字, leading: 13.5pt}
templates:
  story:
    slots:
      - {name: lead, columns: 1-5, rows: 1-77}
YAML
"$tools/make_issue" text 64 2500 1 ../l.yaml
"$TEKAN" build --force -q -o out text >/dev/null 2>&1
level "pages of text end level" 15 15 250 14.5 13.5 out/text.pdf --most 2

# A 小标题 that goes on in the next column leaves its foot to the paragraphs before it, which take a line more at a price: two pages that ended three and
# two lines apart while the text was poured without weighing that.
"$tools/make_issue" announced 64 2500 1 tabloid
"$tools/make_issue" other 17 2500 2 tabloid
mv other/articles/a017 announced/articles/a017-2
sed -i '/^pages:/,$d' announced/issue.yaml
printf 'pages:\n  - {template: story, slots: {lead: a058}}\n  - {template: story, slots: {lead: a017-2}}\n' >>announced/issue.yaml
"$TEKAN" build --force -q -o out announced >/dev/null 2>&1
level "… those where a 小标题 has no room at a column's foot too" 17.5 22 240 14 0 out/announced.pdf --most 0

seed=0
while read -r w h; do
  seed=$((seed + 1))
  "$tools/make_photo" "$seed.jpg" "$w" "$h" "$seed" >/dev/null
done <<'SIZES'
2400 1600
1800 1200
1600 1200
1200 1600
2000 1300
1500 1500
SIZES
for n in 1 2 3 4 5 6; do
  for characters in 1200 1600 2000 2400; do
    photographs=()
    for ((i = 0; i < n; i++)); do photographs+=("$PWD/$(((i * 5 + characters / 400) % 6 + 1)).jpg"); done
    "$tools/make_issue" "p$n-$characters" 4 "$characters" $((n * 100 + characters / 100)) tabloid "${photographs[@]}"
    "$TEKAN" build --force -q -o pictured "p$n-$characters" >/dev/null 2>&1
  done
done
level "pages with pictures end level" 17.5 22 240 14 0 pictured/*.pdf --most 2

# The measure can fail: where a slot's columns are not levelled they end as they come.
sed 's/rows: 1-77}/rows: 1-77, level: false}/' l.yaml >unlevel.yaml
"$tools/make_issue" unlevel 8 2500 1 ../unlevel.yaml
"$TEKAN" build --force -q -o out unlevel >/dev/null 2>&1
run feet 15 15 250 14.5 13.5 out/unlevel.pdf --most 2
expect_status "… and uneven feet are seen" 1
