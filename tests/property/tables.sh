# A table of as many rows as there may be, in short slots: all of it is measured once, however many parts it is divided into.
. tests/lib.sh
mkdir -p "$SCRATCH/issue/articles/t"
cat >"$SCRATCH/issue/layout.yaml" <<'YAML'
sheet: {trim: [150mm, 120mm], margins: 10mm}
grid: {columns: 3, characters: 12, leading: 13.5pt}
templates: {page: {slots: [{name: lead, columns: 1-3, rows: 1-9}]}}
YAML
printf 'paper: 报\ntitle: 刊\ndate: 2024-03-27\nlayout: ./layout.yaml\npages: [{template: page, slots: {lead: t}}]\n' >"$SCRATCH/issue/issue.yaml"
{
  printf -- '---\ntitle: 表\n---\n\n| 甲 | 乙 | 丙 |\n|---|---|---|\n'
  seq -f '| 第%g行 | 数 | 量 |' 1990
} >"$SCRATCH/issue/articles/t/article.md"
run timeout 30 "$TEKAN" check "$SCRATCH/issue"
expect_status "a table of 1990 rows is set in seconds" 1
expect_text "and what there is no room for is told" "$err" "[overset]"
