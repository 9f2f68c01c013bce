#!/usr/bin/env bash
# Lines as an outside reader finds them in finished PDFs: texts, a page each, columns level. A row a measure for docs/measurements/break.md.
# TEXTS (tests/data/texts/*.txt), SHAPES ("4:14.5 …": columns and characters) choose others.
set -e
TEKAN=${BUILD:-build}/tekan
TEKAN=$(realpath "$TEKAN")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

write_issue() { # DIR COLUMNS CHARACTERS
  mkdir -p "$1/articles"
  cat >"$1/layout.yaml" <<YAML
sheet: {trim: [275mm, 395mm], bleed: 3mm, margins: {top: 20mm, right: 15mm, bottom: 15mm, left: 15mm}}
grid: {columns: $2, characters: $3, gutter: 1.5字, leading: 13.5pt}
templates:
  story:
    slots:
      - {name: lead, columns: 1-$2, rows: 1-75, headline: {side: none}}
YAML
  printf 'paper: 报\ntitle: 刊\ndate: 2024-03-27\nlayout: ./layout.yaml\npages:\n' >"$1/issue.yaml"
  for text in ${TEXTS:-tests/data/texts/*.txt}; do
    slug=$(basename "$text" .txt)
    mkdir -p "$1/articles/$slug"
    { printf -- '---\nkind: story\n---\n\n' && sed 's/$/\n/' "$text"; } >"$1/articles/$slug/article.md"
    echo "  - {template: story, slots: {lead: $slug}}" >>"$1/issue.yaml"
  done
}

for shape in ${SHAPES:-6:10 5:13 5:14 4:14.5 4:15 3:18 2:26}; do
  columns=${shape%:*} characters=${shape#*:}
  issue=$scratch/at$characters
  write_issue "$issue" "$columns" "$characters"
  "$TEKAN" build --force -q -o "$issue/out" "$issue" || true
  read -r left pitch < <(awk -v n="$columns" -v c="$characters" 'BEGIN {
    mm = 72 / 25.4; w = n * c * 9 + (n - 1) * 13.5; printf "%.4f %.4f\n", 18 * mm + (245 * mm - w) / 2, c * 9 + 13.5 }')
  top=$(awk 'BEGIN { printf "%.4f", 23 * 72 / 25.4 + (13.5 - 9) / 2 + 9 * 0.88 }')
  printf '%s characters: ' "$characters"
  python3 tests/property/measure_lines.py "$issue/out/at$characters.pdf" --origin "$left" "$top" --columns "$columns" \
    --characters "$characters" --pitch "$pitch" | tail -1
done
