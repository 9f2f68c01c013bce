#!/usr/bin/env bash
# Lines as an outside reader finds them in the finished PDF: over several measures, no line starts or ends with what it may not, none is off its
# measure, every baseline is on the grid. Pages are generated; sizes are those of the layouts written here.
. tests/lib.sh

# write_layout FILE COLUMNS CHARACTERS: a page of 9 pt on 13.5 pt, gutters of 1.5 字, one slot over all of it.
write_layout() {
  cat >"$1" <<YAML
sheet: {trim: [275mm, 395mm], bleed: 3mm, margins: {top: 20mm, right: 15mm, bottom: 15mm, left: 15mm}}
grid: {columns: $2, characters: $3, gutter: 1.5字, leading: 13.5pt}
templates:
  story:
    slots:
      - {name: lead, columns: 1-$2, rows: 1-75}
YAML
}

for shape in 6:10 5:13 5:14 4:14.5 4:15 4:17 3:18 2:26; do
  columns=${shape%:*} characters=${shape#*:}
  issue=$SCRATCH/issue$characters
  write_layout "$SCRATCH/l$characters.yaml" "$columns" "$characters"
  "$BUILD/tests/tools/make_issue" "$issue" 4 2200 "$characters" "../l$characters.yaml"
  check "$characters characters a line: pages are set" "$TEKAN" build --force -q -o "$SCRATCH/out$characters" "$issue"
  # The type area is centred between the margins: left edge and pitch in points, bleed (3 mm) around the trim.
  read -r left pitch < <(awk -v n="$columns" -v c="$characters" 'BEGIN {
    mm = 72 / 25.4; w = n * c * 9 + (n - 1) * 13.5; printf "%.4f %.4f\n", 3 * mm + 15 * mm + (245 * mm - w) / 2, c * 9 + 13.5 }')
  top=$(awk 'BEGIN { printf "%.4f", (3 + 20) * 72 / 25.4 + (13.5 - 9) / 2 + 9 * 0.88 }')
  check "$characters characters a line: every line is as it should be" python3 tests/property/measure_lines.py \
    "$SCRATCH/out$characters/issue$characters.pdf" --origin "$left" "$top" --columns "$columns" --characters "$characters" --pitch "$pitch" --strict
done

# Prose of figures alone: what may not start a line starts none, however narrow the columns.
for shape in 6:10 5:13 5:14 4:15; do
  columns=${shape%:*} characters=${shape#*:}
  issue=$SCRATCH/figures$characters
  python3 tests/tools/bulletin.py "$issue" "$characters" 4 26
  printf 'paper: 报\ntitle: 刊\ndate: 2024-03-27\nlayout: ../l%s.yaml\npages:\n' "$characters" >"$issue/issue.yaml"
  for i in 1 2 3 4; do echo "  - {template: story, slots: {lead: b$i}}" >>"$issue/issue.yaml"; done
  "$TEKAN" build --force -q -o "$SCRATCH/fout$characters" "$issue" >/dev/null 2>&1
  read -r left pitch < <(awk -v n="$columns" -v c="$characters" 'BEGIN {
    mm = 72 / 25.4; w = n * c * 9 + (n - 1) * 13.5; printf "%.4f %.4f\n", 3 * mm + 15 * mm + (245 * mm - w) / 2, c * 9 + 13.5 }')
  check "$characters characters a line: figures keep their signs" python3 tests/property/measure_lines.py \
    "$SCRATCH/fout$characters/figures$characters.pdf" --origin "$left" "$top" --columns "$columns" --characters "$characters" --pitch "$pitch" --strict
done

# No gap over 0.12 em while any choice of breaks has none: all ways of every paragraph are tried, of six kinds of text and of generated pages. As
# first-fit sets the same paragraphs there are such gaps: the proof can fail.
for characters in 13 14 14.5 15 18; do
  issue=$SCRATCH/kinds$characters
  mkdir -p "$issue/articles"
  printf 'paper: 报\ntitle: 刊\ndate: 2024-03-27\nlayout: ../l%s.yaml\npages:\n' "$characters" >"$issue/issue.yaml"
  for text in tests/data/texts/*.txt tests/data/texts/kinds/*.txt; do
    slug=$(basename "$text" .txt)
    mkdir -p "$issue/articles/$slug"
    { printf -- '---\nkind: story\n---\n\n' && sed 's/$/\n/' "$text"; } >"$issue/articles/$slug/article.md"
    echo "  - {template: story, slots: {lead: $slug}}" >>"$issue/issue.yaml"
  done
  check "$characters characters a line: no text has a gap over 0.12 em that other breaks would mend" "$BUILD/tests/tools/least_gaps" "$issue"
  run "$BUILD/tests/tools/least_gaps" --first-fit "$issue"
  expect_status "… as first-fit has" 1
done
for characters in 13 14 14.5 15 17 18; do
  check "$characters characters a line: no generated page has one" "$BUILD/tests/tools/least_gaps" "$SCRATCH/issue$characters"
done

# The reader sees the widest gaps, in which MuPDF sees blanks, and the lines at a column's foot: a first line of ten Han before a title that does not go in, a
# second before a figure that is 0.07 em too long. A blank of the text's own is no gap.
write_layout "$SCRATCH/l14.5.yaml" 4 14.5
sed -i 's/columns: 1-4, rows: 1-75/columns: 1-2, rows: 1-2, headline: {side: none}/' "$SCRATCH/l14.5.yaml"
mkdir -p "$SCRATCH/wide/articles/wide"
printf 'paper: 报\ntitle: 刊\ndate: 2024-03-27\nlayout: ../l14.5.yaml\npages:\n  - {template: story, slots: {lead: wide}}\n' >"$SCRATCH/wide/issue.yaml"
printf -- '---\nkind: story\n---\n\n项目建设单位逐项核实《条例》宣传月活动，同比增长11.0%%，为全年（记者 高晓梅 任志远）开了好头。\n' >"$SCRATCH/wide/articles/wide/article.md"
"$TEKAN" build --force -q -o "$SCRATCH/wideout" "$SCRATCH/wide" >/dev/null 2>&1
read -r left top < <(awk 'BEGIN { mm = 72 / 25.4; w = 4 * 14.5 * 9 + 3 * 13.5; print 18 * mm + (245 * mm - w) / 2, 23 * mm + 2.25 + 7.92 }')
run python3 tests/property/measure_lines.py "$SCRATCH/wideout/wide.pdf" --origin "$left" "$top" --columns 4 --characters 14.5 --pitch 144
expect_text "gaps of a quarter em at a column's foot are seen" "$out" "justified 3 "
expect_text "… and how wide they are" "$out" "gap>0.12 1 (33.33 %) worst 0.250 em"
