#!/usr/bin/env bash
# Spreads (跨版) of copy nobody cut for them: SPREADS of them, and one with a picture for both pages. An outside reader looks at each (spread.py); on most
# a head stands over the fold, the picture's parts meet there, and the bytes are the same however many threads there are.
. tests/lib.sh
count=${SPREADS:-8}
cd "$SCRATCH" || exit 1
python3 - "$ROOT/tests/data/texts" "$ROOT/$BUILD/tests/tools/make_photo" "$count" <<'PYTHON'
import glob, os, random, subprocess, sys
texts = [[p for p in open(f).read().split("\n") if len(p) > 25] for f in sorted(glob.glob(sys.argv[1] + "/*.txt"))]
TITLES = ["春潮涌动起宏图", "把实事办到群众心坎上", "一座城的温度", "千年古道焕新颜", "产业园里机声隆", "从“看天吃饭”到“知天而作”", "小网格托起大民生"]
LEADS = ["奋力谱写中国式现代化建设新篇章", "全市上下凝心聚力　跑出项目建设加速度", "一座资源型城市的转型之路", "2024年十件民生实事全部开工", "山水之间看振兴"]
shapes = [(1600, 1067), (1067, 1600), (2600, 1000), (1400, 1050), (5200, 1700)]
for w, h in shapes:
    subprocess.run([sys.argv[2], f"{w}-{h}.jpg", str(w), str(h), "7"], stdout=subprocess.DEVNULL)
def article(folder, front, characters, draw, pictures):
    os.makedirs(folder)
    paragraphs, text, so_far = draw.choices(draw.choice(texts), k=6), [], 0
    while so_far < characters:
        text.append(paragraphs[len(text) % 6][: max(30, int(characters - so_far))])
        so_far += len(text[-1])
    for j, (shape, more) in enumerate(pictures):
        os.link("%d-%d.jpg" % shape, f"{folder}/p{j}.jpg")
        front += ("" if j else "images:\n") + f'  p{j}.jpg: {{caption: "会场外的清晨，代表们陆续到来。", credit: 丙丁 摄{more}}}\n'
    open(folder + "/article.md", "w").write(f"---\n{front}---\n\n" + "\n\n".join(text) + "\n")
LEAD = "title: %s\nbyline: 本报记者\npriority: 1\nkicker: 代表委员热议政府工作报告\nsubtitle: 截至目前开复工率达到百分之九十二，为历年同期最高\n"
def issue(folder, left, right):
    article(f"{folder}/articles/front", "title: 封面\n", 60, random.Random(0), [])
    pages = ["{template: story, slots: {lead: front}}", "{spread: true, articles: [%s]}" % ", ".join(left), "{section: 要闻%s}" % (", articles: [%s]" % ", ".join(right) if right else "")]
    open(folder + "/issue.yaml", "w").write("paper: 忻州日报\ntitle: 特刊\ndate: 2024-03-27\nlayout: tabloid\npages:\n" + "".join(f"  - {p}\n" for p in pages))
for page in range(1, int(sys.argv[3]) + 1):
    draw = random.Random(page)
    n, fill = draw.randint(3, 8), draw.uniform(0.9, 1.0)
    weights, pictures = [draw.uniform(0.5, 2) for _ in range(n)], [draw.choice([0, 0, 1, 1, 2]) for _ in range(n)]
    weights[0] *= 1.7
    pictures[0] = draw.choice([1, 2, 3])
    characters = max((750 - n * 16 - 90 - sum(pictures) * 34) * 13.2 * fill, n * 180)
    for i in range(n):
        front = LEAD % draw.choice(LEADS) if not i else f"title: {draw.choice(TITLES)}\nbyline: 本报记者\n"
        article(f"s{page}/articles/a{i}", front, characters * weights[i] / sum(weights), draw, [(draw.choice(shapes[:4]), "") for _ in range(pictures[i])])
    k, slugs = draw.randint(1, n), [f"a{i}" for i in range(n)]
    issue(f"s{page}", slugs[:k], slugs[k:])
draw = random.Random(9)
article("wide/articles/a0", LEAD % LEADS[0], 2300, draw, [(shapes[4], ", span: 10")])
for i in (1, 2):
    article(f"wide/articles/a{i}", f"title: {TITLES[i]}\nbyline: 本报记者\n", 900, draw, [(shapes[i - 1], "")])
issue("wide", ["a0", "a1", "a2"], [])
PYTHON
heads=0 wrong=''
for page in $(seq "$count"); do
  run "$TEKAN" build "s$page" --force -o "out$page"
  case $status in 0 | 1) ;; *) wrong="$wrong s$page: status $status $err" ;; esac
  case $err in *"[prints-over]"* | *"[leaves-slot]"* | *"[leaves-sheet]"* | *"[fold-text]"* | *"[not-placed]"* | *"[spread-none]"*) wrong="$wrong s$page: $err" ;; esac
  seen=$(python3 "$ROOT/tests/property/spread.py" "out$page/s$page.pdf" "out$page/report.json" "s$page" 2 2>&1) || wrong="$wrong s$page: $seen"
  python3 "$ROOT/tests/property/outside.py" "out$page/s$page.pdf" "out$page/report.json" "s$page" --marked >differs 2>&1 || wrong="$wrong s$page: $(cat differs)"
  case $seen in *head*) heads=$((heads + 1)) ;; esac
done
if [ -z "$wrong" ]; then pass "$count spreads: nothing near the fold, every character on one page, once"; else fail "spreads" "$wrong"; fi
check "over nine folds in ten stands a head ($heads of $count)" test $((heads * 10 + 9)) -ge $((count * 9))
run "$TEKAN" build wide --force -j1 -o one
expect_text "a picture over the fold is told" "$err" "[picture-fold]"
seen=$(python3 "$ROOT/tests/property/spread.py" one/wide.pdf one/report.json wide 2)
check "it goes to the bleed on both pages, and its parts meet ($seen)" test "$seen" = "head picture"
"$TEKAN" build wide --force -q -j4 -o four >/dev/null 2>&1
check "the same bytes for any -j" cmp one/wide.pdf four/wide.pdf
for page in 2 3; do
  "$TEKAN" build wide --force -q --pages "$page" -o "only$page" >/dev/null 2>&1
  check "page $page alone is what it is beside the other" python3 - one/wide.pdf "only$page/wide.pdf" "$page" <<'PYTHON'
import subprocess, sys
text = lambda pdf, page: subprocess.run(["pdftotext", "-bbox", "-f", page, "-l", page, pdf, "-"], capture_output=True, text=True).stdout.split("<page")[1]
assert text(sys.argv[1], sys.argv[3]) == text(sys.argv[2], "1")
PYTHON
done
sed -i 's/, span: 10/, span: 10, focus: [0.3, 0.5]/' wide/articles/a0/article.md
over() { sed -n 's/.*runs through it at \([0-9]*\) %.*/\1/p'; }
run "$TEKAN" check wide
at=$(printf '%s\n' "$err" | over)
check "a focus keeps clear of the fold (${at:-none})" test "${at:-90}" -ge 50 -o "${at:-90}" -le 10
