# 转版: an article on two pages is divided between them at the end of a sentence, each part names the other's page, and nothing is lost.
. tests/lib.sh
cd "$SCRATCH" || exit 1

mkdir -p issue/articles/lead issue/articles/b
cat >issue/issue.yaml <<'YAML'
paper: 样报
title: 试机特刊
date: 2024-03-27
layout: tabloid
pages:
  - {template: mixed, section: 要闻, number: A01, slots: {lead: b, second: lead}}
  - {template: mixed, section: 综合, number: "2", slots: {lead: lead}}
YAML
python3 - <<'PY'
body = lambda n: "\n\n".join(f"这是第{i}段。“链主”企业说：“先看账本。再看订单。”{''.join('项目%d之%d总投资128.5亿元，比上年增长4.7%%。' % (i, j) for j in range(i % 4 + 2))}群众的笑容多了。" + ("\n\n## 小标题之%d" % i if i % 5 == 0 else "") for i in range(1, n))
open("issue/articles/lead/article.md", "w").write(f"---\ntitle: 春到雁门关外\nbyline: 本报记者\nsource: 本报\ncontinued: true\n---\n\n{body(19)}\n")
open("issue/articles/b/article.md", "w").write(f"---\ntitle: 又一篇\n---\n\n{body(9)}\n")
PY
cat >judge.py <<'PY'
import json, re, subprocess
bare = lambda text: re.sub(r"\s", "", text)
pages = [bare(subprocess.run(["pdftotext", "-raw", "-f", str(p), "-l", str(p), "out/issue.pdf", "-"], check=True, capture_output=True).stdout.decode()) for p in (1, 2)]
source = open("issue/articles/lead/article.md").read().split("---\n", 2)[2]
manuscript = bare(re.sub(r"(?m)^## ", "", source))
first, rest = pages[0].index("（下转第2版）"), pages[1].index("（上接A01版）")
assert pages[0].count("（下转") == 1 and pages[1].count("（上接") == 1
after = pages[1][rest + len("（上接A01版）"):]
cut = manuscript.index(after[:40]) if manuscript.count(after[:40]) == 1 else None
assert cut, after[:60]
assert manuscript[cut - 1] in "。！？”", manuscript[cut - 3:cut]
assert manuscript[:cut].count("“") == manuscript[:cut].count("”"), "within a speech"
assert manuscript[:cut] in pages[0], "the beginning"
assert manuscript[cut:] in pages[1], "the end"
rows = [row for page in json.load(open("out/report.json"))["pages"] for row in page["articles"] if row["slug"] == "lead"]
assert len(rows) == 2 and all(row["overset"] == 0 and row["placed"] == row["characters"] for row in rows), rows
assert sum(row["characters"] for row in rows) == len(manuscript) + len("春到雁门关外本报记者本报"), rows
assert rows[1]["characters"] == len(manuscript[cut:]) + len("本报"), rows
assert "春到雁门关外" in pages[1], "the title is repeated"
assert "来源：本报" in pages[1] and "来源" not in pages[0], "the source ends it"
PY
run "$TEKAN" build issue -o out; expect_status "it builds" 0
check "divided at a sentence, each part with the other's page, all of it there" python3 judge.py
run "$TEKAN" build issue -o again -j 1; check "the same bytes for one thread" cmp out/issue.pdf again/issue.pdf

sed -i 's/^continued: true$/continued: false/' issue/articles/lead/article.md
run "$TEKAN" check issue; expect_text "one that may not jump stands once" "$err" "[article-twice]"
sed -i 's/^continued: false$/continued: true/' issue/articles/lead/article.md
sed -i 's/{lead: lead}/{lead: lead, second: lead}/' issue/issue.yaml
run "$TEKAN" check issue; expect_text "nor does any stand twice on a page" "$err" "[article-twice]"
sed -i 's/{lead: lead, second: lead}/{lead: lead}/' issue/issue.yaml
printf -- '---\ntitle: 春到雁门关外\ncontinued: true\n---\n\n一句话。又一句。\n' >issue/articles/lead/article.md
run "$TEKAN" check issue; expect_text "one that ends on its first page is told of" "$err" "[jump-needless]"

# A part that begins with a 小标题 names its page above it.
sed -i 's/{lead: lead, second: lead}/{lead: lead}/' issue/issue.yaml
python3 - <<'PY'
sections = "\n\n".join(f"## 第{i}节的标题\n\n" + "，".join(f"这一节的项目{j}比上年增长4.7%" for j in range(12)) + "。" for i in range(1, 19))
open("issue/articles/lead/article.md", "w").write(f"---\ntitle: 春到雁门关外\ncontinued: true\n---\n\n{sections}\n")
PY
run "$TEKAN" build issue -o heads --force
pdftotext -raw -f 2 -l 2 heads/issue.pdf - | tr -d '\n ' >second
check "the page it came from stands above the 小标题" grep -qE '（上接A01版）第[0-9]+节的标题' second

# A story over many pages, longer than any of them is asked to try at once: every paragraph is there once and in order.
mkdir -p long/articles/lead
python3 - <<'PY'
pages = "".join("  - {template: story, slots: {lead: lead}}\n" for _ in range(34))
open("long/issue.yaml", "w").write(f"paper: 样报\ntitle: 试机特刊\ndate: 2024-03-27\nlayout: tabloid\npages:\n{pages}")
tell = lambda i: f"第{i}段：" + "项目总投资128.5亿元，比上年增长4.7%。" * (i % 9 + 1)
body = "\n\n".join(tell(i) for i in range(1, 900)) + "\n\n" + "这一段很长。" * 6000
open("long/articles/lead/article.md", "w").write(f"---\ntitle: 春到雁门关外\ncontinued: true\n---\n\n{body}\n")
PY
cat >judge_long.py <<'PY'
import json, re, subprocess
pages = json.load(open("long-out/report.json"))["pages"]
rows = [row for page in pages for row in page["articles"]]
assert all(row["overset"] == 0 and row["placed"] == row["characters"] for row in rows), rows
text = re.sub(r"\s", "", subprocess.run(["pdftotext", "-raw", "long-out/long.pdf", "-"], check=True, capture_output=True).stdout.decode())
assert [int(n) for n in re.findall(r"第(\d+)段：", text)] == list(range(1, 900)), "in order, each once"
assert text.count("这一段很长。") == 6000, "the long paragraph, divided at its sentences"
assert len(rows) > 20, len(rows)
PY
run "$TEKAN" build long -o long-out --force
check "a story over thirty pages builds; only pages it does not come to are wrong" test -z "$(printf '%s\n' "$err" | grep ': error: ' | grep -v 'page-blank')"
expect_text "those are told, for they would be printed blank" "$err" "[page-blank]"
check "and nothing of it is lost" python3 judge_long.py
