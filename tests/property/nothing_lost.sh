#!/usr/bin/env bash
# Nothing lost: the text read back from the finished PDF by an outside tool is the manuscript's, in order, each character once; and what a slot
# cannot hold is what the report calls overset.
. tests/lib.sh

cat >"$SCRATCH/compare.py" <<'PY'
import json, re, subprocess, sys
issue, out, name = sys.argv[1:4]
report = json.load(open(f"{out}/report.json"))
bare = lambda text: re.sub(r"\s", "", text)
for index, page in enumerate(report["pages"]):
    [article] = page["articles"]
    source = open(f"{issue}/articles/{article['slug']}/article.md").read()
    front, body = source.split("---\n", 2)[1:]
    head = "".join(line.split(": ", 1)[1] for line in front.strip().split("\n"))
    manuscript = bare(re.sub(r"(?m)^## ", "", body))
    raw = subprocess.run(["pdftotext", "-raw", "-f", str(index + 1), "-l", str(index + 1), f"{out}/{name}.pdf", "-"], check=True, capture_output=True).stdout
    read = bare(raw.decode())
    assert article["placed"] + article["overset"] == article["characters"], article
    assert article["characters"] == len(bare(head)) + len(manuscript), (article, len(bare(head)), len(manuscript))
    placed = manuscript[: len(manuscript) - article["overset"]]
    assert placed in read, f"page {index + 1}: the text read back differs"
    assert read.count(placed[-40:]) == 1, "twice"
    if article["overset"]:
        assert manuscript[len(placed) : len(placed) + 30] not in read, "overset text is on the page"
PY

make_issue=$PWD/$BUILD/tests/tools/make_issue layouts=$PWD/layouts
cd "$SCRATCH" || exit 1
"$make_issue" fits 6 2500 7 "$layouts/tabloid.yaml"
run "$TEKAN" build fits -o fits-out; expect_status "an issue that fits builds" 0
check "every character is read back, in order, once" python3 compare.py fits fits-out fits
"$make_issue" over 3 7000 8 "$layouts/tabloid.yaml"
run "$TEKAN" build over -o over-out; expect_status "an issue that does not fit says so" 1
expect_text "with how much is over" "$err" "[overset]"
run "$TEKAN" build --force over -o over-out
check "what is missing is just what the report calls overset" python3 compare.py over over-out over
for jobs in 1 2 4; do
  run "$TEKAN" build "$ROOT/issues/2024-xinzhou-lianghui" -o "sample-$jobs" -j "$jobs"
done
check "the same bytes for any number of threads" sh -c 'cmp sample-1/*.pdf sample-2/*.pdf && cmp sample-1/*.pdf sample-4/*.pdf'
text=$(pdftotext -raw sample-1/*.pdf - | tr -d '\n')
for word in 238.41 “链主” 804.22 原平经济技术开发区; do
  expect_text "a search finds $word" "$text" "$word"
done

# Vertical text: the same of a slot whose lines run down. Its lines are read in their order; tables and pictures aside.
sed 's/^\( *\)- name: lead$/&\n\1  body: {direction: vertical, tiers: 4}/' "$layouts/tabloid.yaml" >upright.yaml
check "the layout has a vertical slot" grep -q "tiers: 4" upright.yaml
"$make_issue" down 2 2500 9 "$PWD/upright.yaml"
run "$TEKAN" build --force down -o down-out
check "every character of vertical text is read back, in order, once" python3 compare.py down down-out down

# What a manuscript writes without meaning Markdown by it stays; what Markdown would drop is told.
"$TEKAN" new odd >/dev/null
cat >odd/articles/lead/article.md <<'MD'
---
title: 试
---
[记者]: 您好！请介绍一下情况。

[王总]: 好的。规格为5*3*2米，*楷体*照旧。详见[附件](略)，见[网站](https://a.example/c)。

3) 第三点

5) 第五点

另起一段

1.

| 甲 | 乙 |
|---|---|
| 1 | 2 | 多出的 |

**这里`码`**`乱`了。

[注]: 本文有删节。
MD
run "$TEKAN" build --force odd -o odd-out
text=$(pdftotext -raw odd-out/odd.pdf - | tr -d ' \n')
for part in '[记者]：您好！请介绍一下情况。' '[王总]：好的。规格为5*3*2米，楷体照旧。详见附件（略），见网站。' '3)第三点' '5)第五点' '另起一段1.' '[注]：本文有删节。'; do
  expect_text "$part stays" "$text" "$part"
done
expect_text "cells beyond the head's are told of" "$err" "odd/articles/lead/article.md:18:1: error: this row has 3 cells"
expect_text "an address that is not printed is told of" "$err" "[link-plain]"
