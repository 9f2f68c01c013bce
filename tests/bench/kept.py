#!/usr/bin/env python3
"""How many pages keep the layout that was chosen when their text grows by a hundredth.

usage: BUILD=build python3 tests/bench/kept.py [SETS [FIRST]]

The sets are those of madeup.py. The first way of each is chosen; then its longest article gets sentences more, a hundredth of all the page's text, and the page
is made up again: what was chosen is kept, or told as of no more use (makeup-stale)."""
import glob, os, subprocess, sys, tempfile

from madeup import BUILD, draw_photographs, draw_set

SENTENCE = "会后，代表们又到现场看了一遍，逐项记下要改的地方。"


def tekan(*words):
    return subprocess.run([BUILD + "/tekan", *words], capture_output=True, text=True, env={**os.environ, "LC_ALL": "C.UTF-8"})


def grow(folder):
    texts = {name: open(name).read() for name in sorted(glob.glob(folder + "/articles/*/article.md"))}
    longest = max(texts, key=lambda name: len(texts[name]))
    more = max(sum(map(len, texts.values())) // 100 // len(SENTENCE), 1)
    open(longest, "w").write(texts[longest].rstrip("\n") + SENTENCE * more + "\n")


def main():
    sets, first = int(sys.argv[1]) if len(sys.argv) > 1 else 40, int(sys.argv[2]) if len(sys.argv) > 2 else 1
    chosen, lost = 0, []
    with tempfile.TemporaryDirectory() as folder:
        draw_photographs(folder)
        for seed in range(first, first + sets):
            issue = f"{folder}/s{seed}"
            draw_set(issue, seed)
            tekan("makeup", issue, "-o", issue + "-out", "--choose", "1")
            if not os.path.exists(issue + "/makeup.yaml"):
                continue  # it is the only way there is
            chosen += 1
            grow(issue)
            if "[makeup-stale]" in tekan("check", issue).stderr:
                lost.append(seed)
    print(f"{chosen - len(lost)} of {chosen} kept; not:", *lost)


main()
