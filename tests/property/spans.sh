#!/usr/bin/env bash
# Copy nobody cut for its slot: stories of many lengths with photographs of many shapes, no span given. All of it goes on the page, none is left out, no
# picture is enlarged past what its pixels allow; where the article says the span, it has that.
. tests/lib.sh
cd "$SCRATCH" || exit 1
python3 - "$ROOT/tests/data/texts" >wanted <<'PYTHON'
import glob, os, random, sys
paragraphs = [p for f in sorted(glob.glob(sys.argv[1] + "/*.txt")) for p in open(f).read().split("\n") if len(p) > 40]
for length in (1400, 1800, 2300, 2800, 3400):
    for n in (1, 3, 5, 7):
        draw = random.Random(length * 10 + n)
        rest, text, so_far = draw.sample(paragraphs, len(paragraphs)), [], 0
        while so_far < length:
            text.append(rest.pop())
            so_far += len(text[-1])
        for i in range(n):
            text.insert(min(len(text), 1 + i * len(text) // (n + 1)), f"![](p{i}.jpg)")
        folder = f"s{length}-{n}"
        os.makedirs(folder + "/articles/a")
        images = "".join(f'  p{i}.jpg: {{caption: "会场外的第{i + 1}个清晨，代表们陆续到来。", credit: 丙丁 摄}}\n' for i in range(n))
        open(folder + "/articles/a/article.md", "w").write(f"---\ntitle: 春潮涌动起宏图\nbyline: 甲乙\nimages:\n{images}---\n\n" + "\n\n".join(text) + "\n")
        open(folder + "/issue.yaml", "w").write("paper: 报\ntitle: 刊\ndate: 2024-03-27\nlayout: tabloid\npages:\n  - {template: story, slots: {lead: a}}\n")
        shapes = [(1600, 1067), (1067, 1600), (1600, 900), (1400, 1050), (1600, 1200), (1200, 1600), (1500, 1000)]
        print("\n".join(f"{folder}/articles/a/p{i}.jpg {w} {h}" for i in range(n) for w, h in [draw.choice(shapes)]))
PYTHON
while read -r file w h; do
  [ -e "$w-$h.jpg" ] || "$ROOT/$BUILD/tests/tools/make_photo" "$w-$h.jpg" "$w" "$h" 7 >/dev/null
  ln "$w-$h.jpg" "$file"
done <wanted
for story in s*-*/; do
  story=${story%/}
  run "$TEKAN" build "$story" -q -o "out-$story"
  [ "$status" = 0 ] || wrong="${wrong-} $story: $err"
done
wrong=${wrong-}$(python3 - s*-*/ <<'PYTHON' || echo ' reports that cannot be read'
import json, sys
for story in (folder.rstrip("/") for folder in sys.argv[1:]):
    report = json.load(open(f"out-{story}/report.json"))
    pictures, over = len(report["images"]), sum(a["overset"] for p in report["pages"] for a in p["articles"])
    if (pictures, over) != (int(story.split("-")[1]), 0):
        print(f" {story}: pictures and characters over: {pictures} {over}")
PYTHON
)
if [ -z "${wrong-}" ]; then pass "twenty stories with pictures of no span go in whole"; else fail "stories with pictures of no span go in whole" "$wrong"; fi

# Of each story: is a picture against another with no four lines of text between, captions and their white apart; does the first lead?
looks() {
  python3 - "$@" <<'PYTHON'
import re, subprocess, sys
for pdf in sys.argv[1:]:
    trace = subprocess.run(["mutool", "draw", "-F", "trace", pdf], capture_output=True, text=True).stdout
    boxes = [[float(v) for v in t.split()] for t in re.findall(r'<fill_image[^>]* transform="([^"]*)"', trace)]
    boxes = [(e, f, e + a, f + d) for a, b, c, d, e, f in boxes]
    areas = sorted(((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in boxes), reverse=True)
    near = sum(min(a[2], b[2]) - max(a[0], b[0]) > 20 and 0 <= b[1] - a[3] < 13.5 * 6 for a in boxes for b in boxes)
    print("stacked" if near else "parted", "even" if len(areas) > 1 and areas[0] < 1.5 * areas[1] else "led")
PYTHON
}
looks out-s*-*/s*.pdf | sort | uniq -c | xargs >looks
check "no picture stands against another ($(cat looks))" test "$(grep -o '[0-9]* stacked' looks | wc -l)" = 0
check "one leads in three of four at the least" awk '{ for (i = 1; i < NF; i += 3) { n += $i; if ($(i + 2) == "led") led += $i } exit !(led * 4 >= n * 3) }' looks

# The widths of a story's pictures, in columns of its grid (13 characters of 9 pt, 1.5 between), as poppler sees them.
spans() { pdfimages -list "$1" | awk 'NR > 2 { printf "%.0f ", ($4 / $13 * 72 + 13.5) / (13 * 9 + 13.5) }'; }
cp -r s3400-7 given
sed -i 's/credit: 丙丁 摄}/credit: 丙丁 摄, span: 2}/' given/articles/a/article.md
"$TEKAN" build given -q --force -o out-given >/dev/null 2>&1
expect_text "a span that is given stays" "$(spans out-given/given.pdf)" "2 2 2 2 2"
expect_no_text "and is none of those chosen" "$(spans out-s3400-7/s3400-7.pdf)" "2 2 2 2 2"
