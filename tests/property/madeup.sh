#!/usr/bin/env bash
# Pages from articles alone, of copy nobody cut for them: three to eight stories of many lengths, photographs of many shapes, as much as a page holds or
# a little less or more. Of MADEUP_PAGES of them nine in ten hold all of it and leave no hole; on none does anything print over anything; what does not go in is named.
. tests/lib.sh
count=${MADEUP_PAGES:-20}
cd "$SCRATCH" || exit 1
python3 - "$ROOT/tests/data/texts" "$ROOT/$BUILD/tests/tools/make_photo" "$count" <<'PYTHON'
import glob, os, random, subprocess, sys
texts = [[p for p in open(f).read().split("\n") if len(p) > 25] for f in sorted(glob.glob(sys.argv[1] + "/*.txt"))]
TITLES = ["春潮涌动起宏图", "把实事办到群众心坎上", "一座城的温度", "千年古道焕新颜", "产业园里机声隆", "从“看天吃饭”到“知天而作”", "小网格托起大民生"]
shapes = [(1600, 1067), (1067, 1600), (1600, 900), (1400, 1050)]
for w, h in shapes:
    subprocess.run([sys.argv[2], f"{w}-{h}.jpg", str(w), str(h), "7"], stdout=subprocess.DEVNULL)
for page in range(1, int(sys.argv[3]) + 1):
    draw = random.Random(page)
    n, fill = draw.randint(3, 8), draw.uniform(0.88, 1.0)
    weights, pictures = [draw.uniform(0.5, 2) for _ in range(n)], [draw.choice([0, 0, 1, 1, 2]) for _ in range(n)]
    characters = max((375 - n * 14 - sum(pictures) * 26) * 13.2 * fill, n * 180)
    for i in range(n):
        folder = f"m{page}/articles/a{i}"
        os.makedirs(folder)
        paragraphs, text, so_far, most = draw.choices(draw.choice(texts), k=6), [], 0, characters * weights[i] / sum(weights)
        while so_far < most:
            text.append(paragraphs[len(text) % 6][: max(30, int(most - so_far))])
            so_far += len(text[-1])
        front = f"title: {draw.choice(TITLES)}\nbyline: 本报记者\n" + ("priority: 1\nkicker: 代表委员热议政府工作报告\n" if not i else "")
        for j in range(pictures[i]):
            os.link("%d-%d.jpg" % draw.choice(shapes), f"{folder}/p{j}.jpg")
            front += ("" if j else "images:\n") + f'  p{j}.jpg: {{caption: "会场外的清晨，代表们陆续到来。", credit: 丙丁 摄}}\n'
        open(folder + "/article.md", "w").write(f"---\n{front}---\n\n" + "\n\n".join(text) + "\n")
    slugs = ", ".join(f"a{i}" for i in range(n))
    open(f"m{page}/issue.yaml", "w").write(f"paper: 报\ntitle: 刊\ndate: 2024-03-27\nlayout: tabloid\npages:\n  - articles: [{slugs}]\n")
PYTHON
full=0 wrong='' missed='' broken=''
for page in $(seq "$count"); do
  run "$TEKAN" build "m$page" --force -o "out$page"
  case $status in 0 | 1) ;; *) wrong="$wrong m$page: status $status $err" ;; esac
  case $err in *"[prints-over]"* | *"[leaves-slot]"* | *"[not-placed]"*) wrong="$wrong m$page: $err" ;; esac
  case $err in *"[overset]"* | *"[page-hole]"* | *"[picture-no-room]"*) missed="$missed m$page" ;; *) full=$((full + 1)) ;; esac
  python3 "$ROOT/tests/property/outside.py" "out$page/m$page.pdf" "out$page/report.json" "m$page" --marked >differs 2>&1 || wrong="$wrong m$page: $(cat differs)"
  python3 "$ROOT/tests/property/rules.py" "out$page/m$page.pdf" "out$page/report.json" >differs 2>&1 || broken="$broken m$page: $(cat differs)"
done
if [ -z "$wrong" ]; then pass "$count pages from articles alone: nothing prints over anything, nothing is lost untold"; else fail "pages from articles alone" "$wrong"; fi
if [ -z "$broken" ]; then pass "of each the same 碰题, 通缝 and 断版 are told as are seen in the PDF"; else fail "碰题, 通缝, 断版" "$broken"; fi
check "all of it on nine in ten, and no hole ($full of $count;$missed)" test $((full * 10)) -ge $((count * 9))
# What asks for a slot has none here; a picture of few pixels is set no larger than they allow; a table stands where text does.
mkdir -p odd/articles/a odd/articles/b
"$ROOT/$BUILD/tests/tools/make_photo" odd/articles/a/p.jpg 500 400 7 >/dev/null
text=$(for _ in $(seq 12); do printf '全市上下抢抓机遇，项目建设稳步推进，一批难题得到解决，群众的笑容多了。\n\n'; done)
printf -- '---\ntitle: 春到雁门关外\nimages:\n  p.jpg: {caption: 春耕时节。, place: "slot:photo"}\n---\n\n%s\n' "$text" >odd/articles/a/article.md
printf -- '---\ntitle: 一年的账\n---\n\n| 项目 | 数量 |\n| --- | --- |\n| 甲 | 1 |\n| 乙 | 2 |\n\n%s\n' "$text" >odd/articles/b/article.md
printf 'paper: 报\ntitle: 刊\ndate: 2024-03-27\nlayout: tabloid\npages:\n  - articles: [a, b]\n' >odd/issue.yaml
run "$TEKAN" build odd -q -o outodd
expect_status "a picture sent to a slot, one of few pixels and a table are made up too" 0
check "all of it on the page" python3 "$ROOT/tests/property/outside.py" outodd/odd.pdf outodd/report.json odd --marked

# Twelve columns, and a picture that wishes for all of them: more than a span is ever chosen from.
mkdir -p wide/articles
cp -r odd/articles/b wide/articles/b
mkdir wide/articles/a
ln 1600-1067.jpg wide/articles/a/p.jpg; ln 1400-1050.jpg wide/articles/a/q.jpg
printf -- '---\nkind: photo\ntitle: 镜头里的春天\nimages:\n  p.jpg: {caption: 一}\n  q.jpg: {caption: 二}\n---\n\n这一天，有人起得很早。\n' >wide/articles/a/article.md
printf 'sheet: {trim: [520mm, 390mm], margins: 15mm}\ngrid: {columns: 12, characters: 11}\ntemplates:\n  story:\n    slots:\n      - {name: lead, columns: 1-12, rows: 1-70}\n' >wide/l.yaml
printf 'paper: 报\ntitle: 刊\ndate: 2024-03-27\nlayout: ./l.yaml\npages:\n  - articles: [b, a]\n' >wide/issue.yaml
run "$TEKAN" build wide -q --force -o outwide
expect_no_text "a picture story has its module on twelve columns" "$err" "[not-placed]"

"$TEKAN" build m1 --force -q -o again -j8 >/dev/null 2>&1
check "the same bytes with eight threads" cmp out1/m1.pdf again/m1.pdf
