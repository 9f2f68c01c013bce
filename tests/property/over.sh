#!/usr/bin/env bash
# What is over when a slot is too small: as the slot grows line by line, so much less of the text is over as goes into a line more. Never is all of
# it over beside pictures that have grown into its room.
. tests/lib.sh
cd "$SCRATCH" || exit 1
"$ROOT/$BUILD/tests/tools/make_photo" p.jpg 1600 1067 7 >/dev/null
"$ROOT/$BUILD/tests/tools/make_photo" q.jpg 1400 1050 8 >/dev/null
# page NAME COLUMNS ROWS CHARACTERS SEED HEAD: an article in a slot of that size, on a page of its own
page() {
  python3 "$ROOT/tests/tools/story.py" "i/articles/$1" "$4" "$5" "images: {p.jpg: {caption: 会场外的清晨。}, q.jpg: {caption: 会场外的傍晚。}}" >/dev/null
  ln p.jpg q.jpg "i/articles/$1/"
  echo "  $1: {slots: [{name: lead, columns: 1-$2, rows: 1-$3, headline: {title: title, lines: 1, side: $6}}]}" >>templates
  echo "  - {template: $1, number: $1, slots: {lead: $1}}" >>pages
}
mkdir -p i
for rows in $(seq 10 2 46); do
  page "a$rows" 2 "$rows" 500 3 right
  page "b$rows" 2 "$rows" 500 3 top
  page "c$rows" 3 "$rows" 700 4 top
done
{
  sed '/^templates:/q' "$ROOT/layouts/tabloid.yaml"
  sed 's/side: right}/side: right, title: upright-title}/; s/title: title, lines: 1, side: right, title/lines: 1, side: right, title/' templates
} >i/layout.yaml
{ printf 'paper: 报\ntitle: 刊\ndate: 2024-03-27\nlayout: ./layout.yaml\npages:\n'; cat pages; } >i/issue.yaml
run "$TEKAN" build i --force -q -o out
check "the report is written" test -s out/report.json
for slot in a:2 b:2 c:3; do
  check "slot ${slot%:*}: a line more, a line less is over" python3 - "$slot" <<'PYTHON'
import json, sys
name, columns = sys.argv[1].split(":")
report = json.load(open("out/report.json"))
rows = []
for page in report["pages"]:
    article = page["articles"][0]
    if article["slug"][0] == name:
        homeless = sum(p["code"] == "picture-no-room" and p.get("article") == article["slug"] for p in report["problems"])
        rows.append((int(article["slug"][1:]), article["overset"], article["characters"], homeless))
rows.sort()
print(rows)
held = [(a, b) for a, b in zip(rows, rows[1:]) if a[3] == b[3]]
assert len(held) >= 12
for (r, over, _, _), (more_rows, less, _, _) in held:
    assert less <= over, (r, over, less)
    # two lines a column of 14 characters, and as much again for a picture that steps and a paragraph's end
    assert over - less <= 2 * 2 * 14 * int(columns), (r, over, less)
assert rows[-1][1] == 0 and rows[-1][3] == 0
PYTHON
done
