#!/usr/bin/env bash
# Data on made-up pages: DATA_PAGES pages of drawn stories, figures and two tables. All of it stands there, once, over nothing else; and tables and figures take up
# the white of their modules: a page leaves DATA_WHITE lines of it at the most, on the average (15 where they keep their rows; under 12 as it was measured).
. tests/lib.sh
count=${DATA_PAGES:-6} most=${DATA_WHITE:-13}
cd "$SCRATCH" || exit 1
python3 - "$ROOT" "$count" <<'PYTHON'
import os, random, sys
sys.path.insert(0, sys.argv[1] + "/tests/tools")
import story
NAMES = ["地区生产总值", "固定资产投资", "社会消费品零售总额", "一般公共预算收入", "城镇居民人均可支配收入", "农村居民人均可支配收入", "规上工业增加值", "进出口总额", "粮食总产量", "新增就业", "空气优良天数", "高新技术企业"]
TITLES = ["春潮涌动起宏图", "把实事办到群众心坎上", "一座城的温度", "千年古道焕新颜"]
def number(draw):
    return f"{draw.uniform(1, 900):.1f}"
def table(draw, rows, columns):
    head = ["指标", "总量", "同比（%）", "预期目标"][:columns]
    lines = [head, ["---"] * columns] + [[name] + [number(draw) for _ in head[1:]] for name in draw.sample(NAMES, rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
def write(page, slug, front, body):
    folder = f"m{page}/articles/{slug}"
    os.makedirs(folder, exist_ok=True)
    open(folder + "/article.md", "w").write(f"---\nkind: data\n{front}---\n\n{body}\n")
for page in range(1, int(sys.argv[2]) + 1):
    draw = random.Random(700 + page)
    n, titles = draw.randint(1, 3), draw.sample(TITLES, 3)
    characters = (375 - 120 - n * 20) * 13 * draw.uniform(0.6, 0.9) / n
    for i in range(n):
        story.write(f"m{page}/articles/a{i}", int(characters), f"{page}-{i}", f"title: {titles[i]}\nbyline: 本报记者\npriority: {1 if not i else 2}\n")
    write(page, "shuzi", "kicker: 数读报告\ntitle: 八个数字看一年\npriority: 2\n", "\n".join(f"- **{number(draw)}** {unit}\n  {name}" for unit, name in zip("亿 亿 % 万 天 家 亿 %".split(), NAMES)))
    write(page, "biao", "title: 计划执行情况一览\npriority: 2\n", f"2025年主要指标完成情况。\n\n{table(draw, draw.randint(5, 11), draw.choice([3, 4]))}\n\n2026年预期目标。\n\n{table(draw, draw.randint(4, 8), 3)}")
    slugs = ", ".join([f"a{i}" for i in range(n)] + ["shuzi", "biao"])
    open(f"m{page}/issue.yaml", "w").write(f"paper: 报\ntitle: 刊\ndate: 2024-03-27\nlayout: tabloid\npages:\n  - articles: [{slugs}]\n")
PYTHON
wrong=''
for page in $(seq "$count"); do
  run "$TEKAN" build "m$page" --force -o "out$page"
  case $status in 0 | 1) ;; *) wrong="$wrong m$page: status $status $err" ;; esac
  case $err in *"[prints-over]"* | *"[leaves-slot]"* | *"[not-placed]"* | *"[wide-no-room]"*) wrong="$wrong m$page: $err" ;; esac
  python3 "$ROOT/tests/property/outside.py" "out$page/m$page.pdf" "out$page/report.json" "m$page" --marked >differs 2>&1 || wrong="$wrong m$page: $(cat differs)"
done
if [ -z "$wrong" ]; then pass "of $count pages with tables and figures all stands there, over nothing else"; else fail "pages with tables and figures" "$wrong"; fi
white=$(python3 -c "import json; print(sum(json.load(open(f'out{i}/report.json'))['pages'][0]['white_lines'] for i in range(1, $count + 1)))")
check "$white lines of them are white" test "$white" -le $((most * count))
"$TEKAN" build m1 --force -q -o again -j8 >/dev/null 2>&1
check "the same bytes with eight threads" cmp out1/m1.pdf again/m1.pdf
