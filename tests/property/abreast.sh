#!/usr/bin/env bash
# Tables and figures of a data article on pages made up of random copy, ABREAST_PAGES of them, looked at from outside: each under its own head, and side by side,
# heads and tables on one line, where that serves the page. Nothing of them is lost.
. tests/lib.sh
count=${ABREAST_PAGES:-10}
cd "$SCRATCH" || exit 1
python3 - "$ROOT" "$count" <<'PYTHON'
import os, random, subprocess, sys
NAMES = ["地区生产总值", "固定资产投资", "社会消费品零售总额", "一般公共预算收入", "城镇居民人均可支配收入", "规上工业增加值", "进出口总额", "粮食总产量", "新增就业"]
TITLES = ["春潮涌动起宏图", "把实事办到群众心坎上", "千年古道焕新颜"]
HEADS = ["甲", "乙", "丙"]
def number(draw):
    return f"{draw.uniform(1, 9000):.1f}"
def table(draw, name):
    head = [name + "项", "二〇二三年", "二〇二四年", "同比（%）"][:draw.choice([3, 3, 4])]
    lines = [head, ["---"] * len(head)] + [[row] + [number(draw) for _ in head[1:]] for row in draw.sample(NAMES, draw.randint(4, 9))]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
def figures(draw, name):
    labels = [name + "数"] + draw.sample(NAMES, draw.choice([1, 3, 5]))
    return "\n".join(f"- **{number(draw)}** 亿\n  {label}" for label in labels)
for page in range(1, int(sys.argv[2]) + 1):
    draw = random.Random(400 + page)
    kinds, n, parts, pieces, rows = draw.choice(["TT", "TF", "FF", "TTT"]), draw.randint(1, 2), [], [], 0
    for kind, name in zip(kinds, HEADS):
        parts.append(f"## 表{name}{'数' if kind == 'F' else '项'}完成情况\n\n{figures(draw, name) if kind == 'F' else table(draw, name)}")
        pieces.append(name + ("数" if kind == "F" else "项"))
        rows += 10
    os.makedirs(f"m{page}/articles/biao")
    open(f"m{page}/articles/biao/article.md", "w").write("---\nkind: data\ntitle: 计划执行情况一览\npriority: 2\nsource: 统计局\n---\n\n" + "\n\n".join(parts) + "\n")
    open(f"m{page}/pieces", "w").write(" ".join(pieces))
    characters = (375 - rows * 2.6 - 14 - n * 20) * 13 * draw.uniform(0.85, 1) / n
    for i in range(n):
        subprocess.run([sys.executable, sys.argv[1] + "/tests/tools/story.py", f"m{page}/articles/a{i}", str(int(characters)), f"{page}-{i}", f"title: {TITLES[i]}\npriority: {1 if not i else 2}\n"], check=True)
    open(f"m{page}/issue.yaml", "w").write(f"paper: 报\ntitle: 刊\ndate: 2024-03-27\nlayout: tabloid\npages:\n  - articles: [{', '.join([f'a{i}' for i in range(n)] + ['biao'])}]\n")
PYTHON
total=0
for page in $(seq "$count"); do
  run "$TEKAN" build "m$page" --force -o "out$page"
  expect_no_text "m$page: nothing over anything, nothing out" "$err" "[prints-over]"
  check "m$page: nothing lost" python3 "$ROOT/tests/property/outside.py" "out$page/m$page.pdf" "out$page/report.json" "m$page" --marked
  # shellcheck disable=SC2046
  set -- "out$page/m$page.pdf" "out$page/report.json" biao $(cat "m$page/pieces")
  check "m$page: each under its head, on one line where they stand side by side" python3 "$ROOT/tests/property/abreast.py" "$@"
  abreast=$(python3 "$ROOT/tests/property/abreast.py" "$@")
  if [ "$abreast" = 1 ]; then total=$((total + 1)) last=$page; fi
done
check "some stand side by side ($total)" test "$total" -ge 2
"$TEKAN" build "m$last" --force -q -o again -j8 >/dev/null 2>&1
check "the same bytes with eight threads" cmp "out$last/m$last.pdf" "again/m$last.pdf"
