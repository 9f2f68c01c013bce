#!/usr/bin/env bash
# Picture stories on pages made up: their pictures stand in rows of one height each over the whole width, none is left out, none touches another, and no corner stays white.
. tests/lib.sh
cd "$SCRATCH" || exit 1
count=${SHELVES_PAGES:-12}
for shape in 1600x1067 1067x1600 1600x900 1400x1050; do "$ROOT/$BUILD/tests/tools/make_photo" $shape.jpg ${shape%x*} ${shape#*x} 7 >/dev/null; done
python3 - "$ROOT/tests/tools" "$count" <<'PYTHON'
import os, random, sys
sys.path.insert(0, sys.argv[1])
import story
for page in range(1, int(sys.argv[2]) + 1):
    draw = random.Random(page)
    folder, n = f"p{page}/articles/show", draw.randint(3, 7)
    os.makedirs(folder)
    front = "kind: photo\ntitle: 镜头里的春天\nbyline: 本报记者 摄影报道\nimages:\n"
    for i in range(n):
        os.link(draw.choice(["1600x1067.jpg", "1067x1600.jpg", "1600x900.jpg", "1400x1050.jpg"]), f"{folder}/p{i}.jpg")
        front += f"  p{i}.jpg: {{caption: {'会场外的清晨，代表们陆续到来。' if draw.random() < 0.7 else '清晨。'}, credit: 丙丁 摄}}\n"
    story.write(folder, draw.randint(90, 260), page, front)
    slugs = ["show"]
    if page % 2:
        story.write(f"p{page}/articles/story", draw.randint(900, 1500), page + 99, "priority: 1")
        slugs.insert(0, "story")
    open(f"p{page}/issue.yaml", "w").write(f"paper: 报\ntitle: 刊\ndate: 2024-03-27\nlayout: tabloid\npages:\n  - articles: [{', '.join(slugs)}]\n")
PYTHON
wrong='' rows=0
for page in $(seq "$count"); do
  run "$TEKAN" build "p$page" -q -o "out$page"
  [ "$status" = 0 ] || wrong="$wrong p$page: status $status $err"
  python3 "$ROOT/tests/property/outside.py" "out$page/p$page.pdf" "out$page/report.json" "p$page" --marked >told 2>&1 || wrong="$wrong p$page: $(cat told)"
  mutool trace "out$page/p$page.pdf" 1 >trace 2>/dev/null
  python3 - "p$page" "out$page/report.json" >told <<'PYTHON'
import json, os, re, sys
boxes = []
for a, b, c, d, e, f in re.findall(r'<fill_image[^>]* transform="([-\d.e]+) ([-\d.e]+) ([-\d.e]+) ([-\d.e]+) ([-\d.e]+) ([-\d.e]+)"', open("trace").read()):
    w, h, x, y = abs(float(a)), abs(float(d)), float(e), float(f)
    boxes.append((round(x), round(y if float(d) > 0 else y + float(d)), round(x + w), round((y if float(d) > 0 else y + float(d)) + h)))
n = sum(name.endswith(".jpg") for name in os.listdir(sys.argv[1] + "/articles/show"))
assert len(boxes) == n, (len(boxes), n)
tops = {}
for box in boxes:
    tops.setdefault(box[1], []).append(box)
for row in tops.values():
    assert max(b[3] for b in row) - min(b[3] for b in row) <= 1, ("a row of two heights", row)
for i, a in enumerate(boxes):
    for b in boxes[i + 1:]:
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1], ("one over another", a, b)
assert json.load(open(sys.argv[2]))["pages"][0]["white_lines"] <= 12
print(max(len(row) for row in tops.values()) > 1)
PYTHON
  case $(cat told) in True) rows=$((rows + 1)) ;; False) ;; *) wrong="$wrong p$page: not in rows" ;; esac
done
if [ -z "$wrong" ]; then pass "$count picture stories stand in rows, whole, with no corner left white"; else fail "picture stories" "$wrong"; fi
check "most of them have rows of several pictures ($rows of $count)" test $((rows * 2)) -ge "$count"
