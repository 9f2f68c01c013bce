#!/usr/bin/env bash
# An issue's own list of articles, dealt to the pages that name none: all of it, each once, by section, leads apart, pages full. Copy nobody cut for it.
. tests/lib.sh
cd "$SCRATCH" || exit 1
"$ROOT/$BUILD/tests/tools/make_photo" photo.jpg 1600 1067 7 >/dev/null
# write ISSUE SEED PAGES FILL/100: stories of all lengths for so many pages, one in three with a photograph, one in five of section 县域; prints their slugs.
write() {
  python3 - "$ROOT/tests/tools" "$@" <<'PYTHON'
import os, random, sys
sys.path.insert(0, sys.argv[1])
import story
issue, seed, pages, fill = sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5])
draw, room, slugs = random.Random(seed), int(sys.argv[4]) * 375 * fill / 100, []
while True:
    characters = min(max(int(draw.lognormvariate(6.4, 0.55)), 150), 2400)
    photo = draw.random() < 0.33
    room -= characters / 13.2 + 14 + 28 * photo
    if room < 0:
        break
    slug = f"n{len(slugs):03d}"
    front = f"priority: {1 if len(slugs) < pages else 3}\n" + ("section: 县域\n" if len(slugs) >= pages and draw.random() < 0.2 else "")
    folder = f"{issue}/articles/{slug}"
    os.makedirs(folder)
    if photo:
        os.link("photo.jpg", folder + "/p.jpg")
        front += "images:\n  p.jpg: {caption: 会场外的清晨。}\n"
    story.write(folder, characters, seed * 1000 + len(slugs), front)
    slugs.append(slug)
print(", ".join(slugs))
PYTHON
}
list=$(write eight 1 8 94)
{
  printf 'paper: 报\ntitle: 刊\ndate: 2024-03-27\nlayout: tabloid\narticles: [%s]\npages:\n  - {template: front, section: 要闻}\n' "$list"
  for _ in 2 3 4 5 6; do echo '  - {section: 要闻}'; done
  for _ in 7 8; do echo '  - {section: 县域}'; done
} >eight/issue.yaml
run "$TEKAN" build eight -q -o out --force
check "all of it is on the pages, nothing prints over anything" python3 "$ROOT/tests/property/outside.py" out/eight.pdf out/report.json eight --marked
check "each article once, the first on the first page, a lead to a page, sections kept, no page over or with white" python3 - "$list" <<'PYTHON'
import glob, json, sys
slugs, report = sys.argv[1].split(", "), json.load(open("out/report.json"))
pages = [[a["slug"] for a in page["articles"]] for page in report["pages"]]
assert sorted(sum(pages, [])) == slugs, pages
assert slugs[0] in pages[0], pages[0]
assert all(sum(s in slugs[:8] for s in page) == 1 for page in pages), pages
section = {s: "section: 县域" in open(f"eight/articles/{s}/article.md").read() for s in slugs}
assert all(not section[s] for page in pages[:6] for s in page), pages
over = sum(a["overset"] for page in report["pages"] for a in page["articles"])
white = [page["white_lines"] for page in report["pages"]]
assert over <= 40 and sum(w <= 15 for w in white) >= 7, (over, white)
PYTHON
"$TEKAN" build eight -q -o again --force -j8 >/dev/null 2>&1
check "the same bytes with eight threads" cmp out/eight.pdf again/eight.pdf

# What a page names is its own; the rest is dealt.
sed -i 's/^  - {template: front.*/  - {articles: [n003, n012]}/' eight/issue.yaml
"$TEKAN" build eight -q -o named --force >/dev/null 2>&1
check "articles a page names stand on that page alone" python3 - <<'PYTHON'
import json
pages = [[a["slug"] for a in page["articles"]] for page in json.load(open("named/report.json"))["pages"]]
assert sorted(pages[0]) == ["n003", "n012"] and not any(s in ("n003", "n012") for page in pages[1:] for s in page), pages
PYTHON
# Far too much: what has no place is named, page by page, and nothing is lost.
list=$(write two 3 4 95)
printf 'paper: 报\ntitle: 刊\ndate: 2024-03-27\nlayout: tabloid\narticles: [%s]\npages:\n  - {section: 要闻}\n  - {section: 要闻}\n' "$list" >two/issue.yaml
run "$TEKAN" build two -q -o outtwo --force
expect_status "twice what the pages hold is an error" 1
expect_text "which names what is left out" "$err" "[left-out]"
check "and all else is there" python3 "$ROOT/tests/property/outside.py" outtwo/two.pdf outtwo/report.json two --marked
# Sixty articles for two pages: at once, by name, with what would hold them; the pages are full and good.
list=$(write sixty 5 14 100)
printf 'paper: 报\ntitle: 刊\ndate: 2024-03-27\nlayout: tabloid\narticles: [%s]\npages: [{}, {}]\n' "$list" >sixty/issue.yaml
run timeout 60 "$TEKAN" build sixty -q -o outsixty --force
expect_status "what two pages cannot hold is an error" 1
"$TEKAN" check sixty >full 2>&1
expect_text "how many pages would hold it is told" "$(cat full)" "[pages-full]"
check "of fifty articles or more those of priority 1 stand before others, all others are named, and no page has white" python3 - <<'PYTHON'
import json, re
report, told = json.load(open("outsixty/report.json")), open("full").read()
rows = [a for page in report["pages"] for a in page["articles"]]
out = {a["slug"] for a in rows if a.get("left_out")}
assert len(rows) >= 50 and len(rows) - len(out) >= 6, (len(rows), len(out))
assert all(re.search(rf'article "{slug}" is left out of page', told) for slug in out), told
assert "page-not-made-up" not in told
assert all(page["white_lines"] <= 20 for page in report["pages"]), [page["white_lines"] for page in report["pages"]]
assert any(a["slug"] == "n000" and not a.get("left_out") for a in rows)
low = [bool(re.search(r"^priority: 3", open(f"sixty/articles/{a['slug']}/article.md").read(), re.M)) for a in rows if not a.get("left_out")]
assert sum(low) < len(low) / 2, low
PYTHON
check "and what is on them is whole" python3 "$ROOT/tests/property/outside.py" outsixty/sixty.pdf outsixty/report.json sixty --marked

# The number of pages is found: whole sheets, the fewest that hold all.
auto() { printf 'paper: 报\ntitle: 刊\ndate: 2024-03-27\nlayout: tabloid\narticles: [%s]\npages: %s\n' "$2" "$3" >"$1/issue.yaml"; }
pages() { python3 -c 'import json, sys; report = json.load(open(sys.argv[1])); print(len(report["pages"]), *[page["number"] for page in report["pages"]])' "$1"; }
list=$(write auto 7 5 100)
auto auto "$list" auto
run "$TEKAN" check auto --json
expect_text "it is told" "$out" "pages-found"
run "$TEKAN" build auto -o outauto --force
expect_text "five pages of copy make two sheets" "$(pages outauto/report.json)" "8 1 2 3 4 5 6 7 8"
expect_text "which is told" "$err" "number of pages: 8; the articles ask for"
expect_text "with why there are not fewer" "$err" "for 4 they are about"
check "and stands in the report" python3 -c 'import json; found = json.load(open("outauto/report.json"))["pages_found"]; assert found["pages"] == 8 and found["lines_asked"] > 1500 and found["lines_held"] > 2900, found'
check "nothing is left out, no page is thin where others are full" python3 - <<'PYTHON'
import json
report = json.load(open("outauto/report.json"))
assert not any(a.get("left_out") or a["overset"] for page in report["pages"] for a in page["articles"])
placed = [sum(a["placed"] for a in page["articles"]) for page in report["pages"]]
assert min(placed) > 0.3 * max(placed), placed
PYTHON
auto auto "$list" '[{template: front, section: 要闻}, {number: A02, section: 综合, repeat: {multiple: 1}}]'
run "$TEKAN" build auto -o outone --force
case $(pages outone/report.json) in "5 1 A02 A03 A04 A05" | "6 1 A02 A03 A04 A05 A06") pass "single sheets: as few as hold it, their numbers counted up" ;; *) fail "single sheets" "$(pages outone/report.json)" ;; esac
check "with the same bytes again" eval '"$TEKAN" build auto -q -j 7 -o outtwice --force >/dev/null 2>&1; cmp outone/auto.pdf outtwice/auto.pdf'
run "$TEKAN" check auto --pages 9
expect_status "a page there is not is a wrong call" 2
auto auto "$list" '[{repeat: {multiple: 1, most: 3}}]'
run "$TEKAN" build auto -o outthree --force
expect_text "where the most do not hold all" "$(pages outthree/report.json)" "3 1 2 3"
expect_text "what is left out is told" "$err" "[left-out]"
expect_text "and what would help" "$err" "[pages-full]"
# No page is open, or a slug is wrong.
printf 'paper: 报\ntitle: 刊\ndate: 2024-03-27\nlayout: tabloid\narticles: [n000, n001]\npages:\n  - articles: [n000]\n' >two/issue.yaml
run "$TEKAN" check two
expect_text "with no page to be dealt to, an article is told to be on none" "$err" 'article "n001" is on no page'
printf 'paper: 报\ntitle: 刊\ndate: 2024-03-27\nlayout: tabloid\narticles: [n000, n0001]\npages:\n  - {section: 要闻}\n' >two/issue.yaml
run "$TEKAN" check two
expect_status "a slug there is not is a wrong input" 2
expect_text "told at its place" "$err" "two/issue.yaml:5:18: error"

# 转版 chosen: an article too long for any page, which may go on elsewhere, is divided between two of them; nothing is lost.
list=$(write jump 9 4 52)
story jump/articles/long 6400 41 $'title: 长文\ncontinued: true\npriority: 1\n'
printf 'paper: 报\ntitle: 刊\ndate: 2024-03-27\nlayout: tabloid\narticles: [long, %s]\npages: [{}, {number: A2}, {}, {}]\n' "$list" >jump/issue.yaml
run "$TEKAN" build jump -o outjump --force
expect_text "it is told where it goes on, and how much" "$err" 'article "long" begins on page'
expect_text "by its code" "$err" "[jump-chosen]"
check "all of it is on the pages" python3 "$ROOT/tests/property/outside.py" outjump/jump.pdf outjump/report.json jump --marked
check "in two parts, the first a third of it or more, neither over nor left out, each naming the other's page" python3 - <<'PYTHON'
import json, re, subprocess
report = json.load(open("outjump/report.json"))
parts = [(i, page["number"], row) for i, page in enumerate(report["pages"]) for row in page["articles"] if row["slug"] == "long"]
assert len(parts) == 2, parts
assert all(row["overset"] == 0 and not row.get("left_out") for page in report["pages"] for row in page["articles"])
all_of_it = sum(row["characters"] for _, _, row in parts)
assert parts[0][2]["characters"] >= all_of_it * 0.33 and parts[1][2]["characters"] >= 200, parts
text = [re.sub(r"\s", "", subprocess.run(["pdftotext", "-raw", "-f", str(i + 1), "-l", str(i + 1), "outjump/jump.pdf", "-"], check=True, capture_output=True).stdout.decode()) for i, _, _ in parts]
assert f"（下转{parts[1][1] if parts[1][1].startswith('A') else '第' + parts[1][1]}版）" in text[0], parts
assert f"（上接{parts[0][1] if parts[0][1].startswith('A') else '第' + parts[0][1]}版）" in text[1], parts
PYTHON
"$TEKAN" build jump -q -j 1 -o outjump1 --force >/dev/null 2>&1
check "the same bytes for one thread" cmp outjump/jump.pdf outjump1/jump.pdf
"$TEKAN" makeup jump --choose 1 --alternatives 2 -q -o ways >/dev/null 2>&1
check "a choice of ways names the part on its page" grep -q '"long"' jump/makeup.yaml
run "$TEKAN" build jump -o outchosen --force
expect_text "and the article is still divided" "$err" "[jump-chosen]"
expect_no_text "with nothing left out" "$err" "[left-out]"
sed -i '/^continued/d' jump/articles/long/article.md
run "$TEKAN" build jump -o outjump --force
expect_no_text "one that may not stays whole" "$err" "[jump-chosen]"
