#!/usr/bin/env bash
# The house's make-up (a layout's makeup block), on HOUSES_PAGES pages of drawn copy with less of it than a page holds and photographs in most: 机关报 breaks none of the
# rules it never breaks, 都市报 breaks those it breaks freely and is not told of; pictures take more of a 特刊's pages; the lead's head is the largest by what each
# says. What is never to be is so on the shipped tabloid too, once its layout says it.
. tests/lib.sh
count=${HOUSES_PAGES:-8}
cd "$SCRATCH" || exit 1
python3 - "$ROOT" "$ROOT/$BUILD/tests/tools/make_photo" "$count" <<'PYTHON'
import os, random, subprocess, sys
sys.path.insert(0, sys.argv[1] + "/tests/tools")
import story
TITLES = ["春潮涌动起宏图", "把实事办到群众心坎上", "一座城的温度", "千年古道焕新颜", "产业园里机声隆", "从“看天吃饭”到“知天而作”", "小网格托起大民生"]
shapes = [(2400, 1600), (1200, 1600), (2400, 1350)]
for w, h in shapes:
    subprocess.run([sys.argv[2], f"{w}.{h}.jpg", str(w), str(h), "7"], stdout=subprocess.DEVNULL)
for page in range(1, int(sys.argv[3]) + 1):
    draw = random.Random(300 + page)
    n, fill = draw.randint(3, 6), draw.uniform(0.65, 0.9)
    weights, pictures, titles = [1.6] + [draw.uniform(0.6, 1.5) for _ in range(n - 1)], [1] + [draw.choice([0, 1, 1]) for _ in range(n - 1)], draw.sample(TITLES, n)
    characters = max((375 - n * 14 - sum(pictures) * 26) * 13.2 * fill, n * 220)
    for i in range(n):
        folder = f"m{page}/articles/a{i}"
        front = f"title: {titles[i]}\nbyline: 本报记者\npriority: {1 if not i else 2}\n" + ("" if i else "kicker: 代表委员热议政府工作报告\n")
        if pictures[i]:
            front += 'images:\n  p.jpg: {caption: "会场外的清晨，代表们陆续到来。", credit: 丙丁 摄}\n'
        story.write(folder, int(characters * weights[i] / sum(weights)), f"{page}-{i}", front)
        if pictures[i]:
            os.link("%d.%d.jpg" % draw.choice(shapes), f"{folder}/p.jpg")
    slugs = ", ".join(f"a{i}" for i in range(n))
    for house in ("jiguanbao", "dushibao", "tekan", "tabloid", "./hard.yaml"):
        open(f"m{page}/{os.path.basename(house)}.issue", "w").write(f"paper: 报\ntitle: 刊\ndate: 2024-03-27\nlayout: {house}\npages:\n  - articles: [{slugs}]\n")
PYTHON
for page in $(seq "$count"); do
  sed 's/^press:/makeup: {never: [heads-beside, heads-stacked, gutter-through, page-parted]}\n\npress:/' "$ROOT/layouts/tabloid.yaml" >"m$page/hard.yaml"
  for house in jiguanbao dushibao tekan tabloid hard.yaml; do
    cp "m$page/$house.issue" "m$page/issue.yaml"
    run "$TEKAN" build "m$page" --force -o "out-$house-$page"
    [ "$status" -le 1 ] || fail "page $page as $house" "$err"
    printf '%s\n' "$err" >"out-$house-$page/told"
    case $house in jiguanbao | tabloid) ;; *) continue ;; esac # rules.py knows their margins, and sees no tints
    python3 "$ROOT/tests/property/rules.py" "out-$house-$page/m$page.pdf" "out-$house-$page/report.json" >seen 2>&1 || { echo "$house $page:"; cat seen; } >>differs
  done
done
if [ ! -s differs ]; then pass "碰题, 通缝, 断版 are told as an outside reader sees them, in 机关报 and on the tabloid"; else fail "碰题, 通缝, 断版 in 机关报 and on the tabloid" "$(cat differs)"; fi
cat >judge.py <<'PYTHON'
import glob, json, sys
count = int(sys.argv[2])
def pages(house):
    for i in range(1, count + 1):
        report = json.load(open(f"out-{house}-{i}/report.json"))
        yield report["pages"][0]["makeup"], open(f"out-{house}-{i}/told").read()
def told(house, rules):
    return [f"{house} {i}: {rule}" for i, (_, words) in enumerate(pages(house), 1) for rule in rules if f"[{rule}]" in words]
def share(house):
    return sum(rule["value"] for makeup, _ in pages(house) for rule in makeup["rules"] if rule["code"] == "picture-share") / count
def freely(house):
    return sum(rule["broken"] and rule["allowed"] and rule["value"] > 98 for makeup, _ in pages(house) for rule in makeup["rules"] if rule["code"] in ("gutter-through", "page-parted"))
def banners(house):
    return sum(lever["article"] == "a0" and lever["columns"] == [1, 5] for makeup, _ in pages(house) for lever in makeup["levers"])
CUTS = ["gutter-through", "page-parted"]
HEADS = ["heads-beside", "heads-stacked"]
wrong = {"strict": lambda: told("jiguanbao", CUTS + HEADS + ["rank-higher", "rank-larger"]) + told("hard.yaml", CUTS + HEADS),
         "freely": lambda: told("dushibao", CUTS) + ([] if freely("dushibao") else ["dushibao breaks none"]),
         "shares": lambda: [f"{h}: {share(h):.1f}, tekan {share('tekan'):.1f}" for h in ("jiguanbao", "tabloid") if share(h) >= share("tekan")],
         "banner": lambda: [f"jiguanbao: on {banners('jiguanbao')} of {count} pages; tabloid: on {banners('tabloid')}"] * (banners("jiguanbao") < banners("tabloid") - 1 or 2 * banners("jiguanbao") <= count)}[sys.argv[1]]()
print("\n".join(wrong))
sys.exit(bool(wrong))
PYTHON
check "机关报, and a layout made so, break none of the rules they never break" python3 judge.py strict "$count"
check "都市报 parts its pages freely, and is not told of it" python3 judge.py freely "$count"
check "pictures take more of a 特刊" python3 judge.py shares "$count"
check "机关报's lead stands over all columns on most pages, and at the most on one fewer than the tabloid's (not where that leaves no legal way)" python3 judge.py banner "$count"
cp m1/jiguanbao.issue m1/issue.yaml
"$TEKAN" build m1 --force -q -o again -j8 >/dev/null 2>&1
check "the same bytes with eight threads" cmp out-jiguanbao-1/m1.pdf again/m1.pdf
