#!/usr/bin/env bash
# Articles beside a template: made up in what its furniture and the slots filled by name leave free. Advertisements among them stand at the foot, at the outer
# side, at their own size. The finished PDF is looked at from outside.
. tests/lib.sh
cd "$SCRATCH" || exit 1
"$ROOT/$BUILD/tests/tools/make_photo" photo.jpg 1600 1067 7 >/dev/null

# advert ISSUE SLUG WIDTH HEIGHT: a page of one ink, in mm.
advert() {
  mkdir -p "$1/articles/$2"
  python3 - "$1/articles/$2/ad.pdf" "$3" "$4" <<'PYTHON'
import sys
w, h = (float(a) * 72 / 25.4 for a in sys.argv[2:4])
draw = f"1 0 0 0 k 0 0 {w:.2f} {h:.2f} re f"
objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
           f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {w:.2f} {h:.2f}]/TrimBox[0 0 {w:.2f} {h:.2f}]/Contents 4 0 R/Resources<<>>>>",
           f"<</Length {len(draw)}>>\nstream\n{draw}\nendstream"]
out, at = "%PDF-1.6\n", []
for i, body in enumerate(objects):
    at.append(len(out))
    out += f"{i + 1} 0 obj\n{body}\nendobj\n"
table = "".join(f"{offset:010d} 00000 n \n" for offset in at)
open(sys.argv[1], "w").write(out + f"xref\n0 5\n0000000000 65535 f \n{table}trailer<</Size 5/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF\n")
PYTHON
  printf -- '---\nkind: ad\npdf: ad.pdf\n---\n' >"$1/articles/$2/article.md"
}
# issue NAME PAGES
issue() { printf 'paper: 报\ntitle: 刊\ndate: 2024-03-27\nlayout: tabloid\npages:\n%s\n' "$2" >"$1/issue.yaml"; }
with_photo() { mkdir -p "$1"; ln photo.jpg "$1/p.jpg"; story "$@" $'priority: 1\nimages:\n  p.jpg: {caption: 会场外的清晨。}'; }
# whole NAME: all of it is on the pages, nothing over anything.
whole() { check "$1: all of it is on the pages, nothing prints over anything" python3 "$ROOT/tests/property/outside.py" "out$1/$1.pdf" "out$1/report.json" "$1" --marked; }

# --- advertisements ---------------------------------------------------------------------------------------------------------
story ads/articles/a 1300 1 $'priority: 1'; story ads/articles/b 700 2; story ads/articles/c 600 3; advert ads whole 240 80
story ads/articles/d 1300 4 $'priority: 1'; story ads/articles/e 900 5; story ads/articles/f 700 6; advert ads right 143 110
story ads/articles/g 1300 7 $'priority: 1'; story ads/articles/h 900 8; story ads/articles/i 700 9; advert ads left 143 110
issue ads $'  - articles: [a, b, c, whole]\n  - articles: [g, left, h, i]\n  - articles: [right, d, e, f]'
run "$TEKAN" build ads -q -o outads
expect_status "pages with advertisements are made up" 0
whole ads
# Where the ink of the advertisement lies, in mm of the trimmed page: left top right bottom.
ink() {
  pdftoppm -r 25.4 -cropbox -f "$2" -l "$2" "$1" page >/dev/null
  python3 - page-*.ppm <<'PYTHON'
import re, sys
data = open(sys.argv[1], "rb").read()
head = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", data)
w, h = int(head[1]), int(head[2])
cells = [(i % w, i // w) for i in range(w * h) if (lambda r, g, b: r < 60 and g > 120 and b > 180)(*data[head.end() + 3 * i:head.end() + 3 * i + 3])]
cells = [c for c in cells if c[1] > 30]  # below the colour bar
print(min(c[0] for c in cells), min(c[1] for c in cells), max(c[0] for c in cells), max(c[1] for c in cells), w, h)
PYTHON
  rm -f page-*.ppm
}
# stands PAGE WIDTH HEIGHT SIDE: within 5 % of its size, its foot on the type area's, at that side.
stands() {
  read -r left top right bottom w h < <(ink outads/ads.pdf "$1")
  check "page $1: the advertisement is $2 × $3 mm, within a twentieth ($left $top $right $bottom)" test $(((right - left + 1) * 100)) -ge $(($2 * 94)) -a \
    $(((right - left + 1) * 100)) -le $(($2 * 106)) -a $(((bottom - top + 1) * 100)) -ge $(($3 * 94)) -a $(((bottom - top + 1) * 100)) -le $(($3 * 106))
  local from_left=$((left < w / 5)) from_right=$((right > w * 4 / 5))
  check "page $1: it stands at the foot, $4 ($left $top $right $bottom of $w × $h)" test "$bottom" -ge $((h * 85 / 100)) -a "$from_left$from_right" = "$5"
}
stands 1 240 80 "over the whole width" 11
stands 2 143 110 "at the left of a left-hand page" 10
stands 3 143 110 "at the right of a right-hand page" 01

# Alone on a page, and smaller than it.
advert alone half 240 170
advert alone corner 143 110
issue alone $'  - articles: [half]\n  - articles: [corner]'
run "$TEKAN" build alone -o outads
expect_status "an advertisement may have a page to itself" 0
expect_text "what it leaves white is told" "$err" "page 1 has a hole of"
mv outads/alone.pdf outads/ads.pdf
stands 1 240 170 "over the whole width" 11
stands 2 143 110 "at the left of a left-hand page" 10

# One wider than any page: left out, and told.
story wide/articles/a 1500 1 $'priority: 1'; advert wide huge 400 80
issue wide '  - articles: [a, huge]'
run "$TEKAN" build wide -q -o outwide
expect_status "an advertisement no page can take is an error" 1
expect_text "by its code" "$err" "[advert-no-room]"
expect_text "it is named, with its size" "$err" 'advertisement "ad.pdf" (400 × 80 mm) has no room on page 1'

# One that cannot be read.
printf 'no PDF\n' >wide/articles/huge/ad.pdf
run "$TEKAN" build wide -q -o outwide
expect_text "one that is no PDF is told as that" "$err" "cannot be placed: it is no PDF, whatever its name says; ask for it as PDF/X [advert-unreadable]"

# --- beside slots filled by name --------------------------------------------------------------------------------------------
with_photo named/articles/a 1400 1; story named/articles/b 800 2; story named/articles/c 700 3
with_photo named/articles/d 1200 4; story named/articles/e 900 5; story named/articles/f 700 6
mkdir -p named/articles/p && ln photo.jpg named/articles/p/p.jpg
printf -- '---\nkind: photo\ntitle: 镜头里的春天\nimages:\n  p.jpg: {caption: 清晨。}\n---\n\n这一天，有人起得很早。\n' >named/articles/p/article.md
issue named $'  - {template: front, articles: [a, b, c]}\n  - {template: mixed, slots: {photo: p}, articles: [d, e, f]}'
run "$TEKAN" build named -q -o outnamed
expect_status "articles are made up under the 报头, and round a slot filled by name" 0
whole named
check "the slot's own article has its own slot, the others modules round it" python3 - "$ROOT/layouts/tabloid.yaml" outnamed/report.json <<'PYTHON'
import json, re, sys
slot = re.search(r"  mixed:.*?name: photo\n\s+columns: (\d)-(\d)\n\s+rows: (\d+)-(\d+)", open(sys.argv[1]).read(), re.S)
c0, c1, r0, r1 = map(int, slot.groups())
page = json.load(open(sys.argv[2]))["pages"][1]["makeup"]
assert sorted(m["article"] for m in page["levers"]) == ["d", "e", "f"], page
for m in page["levers"]:
    assert m["columns"][1] < c0 or m["columns"][0] > c1 or m["rows"][1] < r0 or m["rows"][0] > r1, m
cells = sum((m["columns"][1] - m["columns"][0] + 1) * (m["rows"][1] - m["rows"][0] + 2) for m in page["levers"]) + (c1 - c0 + 1) * (r1 - r0 + 2)
assert cells == 5 * 76, cells
PYTHON

# Nothing is free: the articles are told to have no place, the slot's own stays.
printf 'sheet: {trim: [280mm, 400mm], margins: 15mm}\ngrid: {columns: 4, characters: 14}\ntemplates:\n  full:\n    slots:\n      - {name: lead, columns: 1-4, rows: 1-77}\n' >named/l.yaml
printf 'paper: 报\ntitle: 刊\ndate: 2024-03-27\nlayout: ./l.yaml\npages:\n  - {template: full, slots: {lead: a}, articles: [b]}\n' >named/issue.yaml
run "$TEKAN" build named -q -o outfull
expect_status "articles beside a full template are an error" 1
expect_text "it says that nothing is free" "$err" "[zone-not-made-up]"
expect_text "and which article has no place" "$err" 'article "b" is left out'

# --- what is left out, and its cure -----------------------------------------------------------------------------------------
for i in 1 2 3 4 5; do story over/articles/s$i 1250 $i "priority: $i"; done
issue over '  - articles: [s1, s2, s3, s4, s5]'
run "$TEKAN" build over -q -o outover
expect_status "more copy than a page holds is an error" 1
expect_text "the last in rank is left out" "$err" 'article "s5" is left out of page 1, whole'
check "cut as it says, all of it has room" python3 - "$TEKAN" "$ROOT/tests/tools/story.py" <<'PYTHON'
import json, subprocess, sys
made = json.load(open("outover/report.json"))["pages"][0]["makeup"]
assert made["cures"] or made["cure_each_percent"], made
if made["cures"]:
    cure = made["cures"][0]
    subprocess.run([sys.executable, sys.argv[2], f"over/articles/{cure['article']}", str(1250 - cure["characters"]), cure["article"][1:], f"priority: {cure['article'][1:]}"])
else:
    for i in range(1, 6):
        subprocess.run([sys.executable, sys.argv[2], f"over/articles/s{i}", str(1250 * (100 - made["cure_each_percent"]) // 100), str(i), f"priority: {i}"])
subprocess.run([sys.argv[1], "build", "over", "-q", "-o", "outcured"], capture_output=True)
page = json.load(open("outcured/report.json"))["pages"][0]
assert not any(a.get("left_out") for a in page["articles"]), page
assert sum(a["overset"] for a in page["articles"]) <= 28, page  # two lines: it is reckoned
PYTHON
