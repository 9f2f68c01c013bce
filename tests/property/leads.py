#!/usr/bin/env python3
"""Who leads a made-up page of drawn copy, as an outside reader (mutool) sees it.

usage: leads.py ROOT TEKAN PAGES    tabloid pages of three articles or more; of tests/bench/madeup.py's sets from 9001 on, in the folder it is called in

Of each page is asked, with the modules of the report for whose they are:
  title     the largest type is the lead's, a quarter larger than the next
  picture   the lead's largest picture, where it has one, is no smaller than another story's
  ranks     no head is a tenth larger than one of higher rank
Prints the pages on which one is otherwise, and how many there are; exit 1 where more than one page in ten is."""
import collections
import json
import os
import pathlib
import re
import subprocess
import sys

sys.path[:0] = [os.path.join(sys.argv[1], "tests", part) for part in ("bench", "property")]
import madeup
import outside
import rules

LEAST = 16  # pt: no smaller type is a title's


def build(tekan, seed):
    folder = os.path.abspath(f"s{seed}")
    layout, n, _, _ = madeup.draw_set(folder, seed)
    if layout != "tabloid" or n < 3:
        return None
    subprocess.run([tekan, "build", folder, "--force", "-q", "-o", f"o{seed}"], capture_output=True)
    return folder, f"o{seed}/s{seed}.pdf", json.load(open(f"o{seed}/report.json"))["pages"][0]


def fronts(folder, modules):
    found = {}
    for module in modules:
        text = pathlib.Path(folder, "articles", module["article"], "article.md").read_text()
        found[module["article"]] = re.search(r"kind: (\w+)", text)[1], int(re.search(r"priority: (\d)", text)[1])
    return found


def holder(places, box):
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return next((slug for slug, p in places.items() if p[0] - 2 <= x <= p[2] + 2 and p[1] - 2 <= y <= p[3] + rules.LINE), None)


def judge(folder, pdf, told):
    rules.COLUMN, rules.GUTTER, rules.LINE = (told["grid"][key] for key in ("column", "gutter", "leading"))
    page = outside.trace_pages(pdf)[0]
    trim = next(outside.boxes(pdf, [page], "Trim"))
    modules = [m for m in told["makeup"]["levers"] if not m["gathered"]]
    places, front = {m["article"]: rules.module_box(m, trim) for m in modules}, fronts(folder, modules)
    glyphs, pictures, _ = outside.read_page(page)
    sizes, areas = collections.Counter(), collections.Counter()
    em = outside.EM[2] - outside.EM[0]
    for glyph in glyphs:
        size, slug = (glyph.box[2] - glyph.box[0]) / em, holder(places, glyph.box)
        if slug and outside.is_ideograph(glyph.char) and size >= LEAST:
            sizes[slug] = max(sizes[slug], size)
    for picture in pictures:
        slug = holder(places, picture)
        areas[slug] = max(areas[slug], outside.area(picture))
    stories = [slug for slug in front if front[slug][0] == "story"]
    lead = min(stories, key=lambda slug: (front[slug][1], slug))
    others = [slug for slug in stories if front[slug][1] > front[lead][1]]
    wrong = set()
    if any(sizes[lead] < 1.245 * sizes[slug] for slug in sizes if slug != lead):
        wrong.add("title")
    if areas[lead] and any(areas[slug] > areas[lead] for slug in others):
        wrong.add("picture")
    ranked = [slug for slug in front if front[slug][0] in ("story", "brief") and sizes[slug]]
    if any(front[a][1] < front[b][1] and sizes[b] > 1.11 * sizes[a] for a in ranked for b in ranked):
        wrong.add("ranks")
    return wrong


def main(tekan, count):
    madeup.draw_photographs(".")
    seen, less = 0, collections.Counter()
    for seed in range(9001, 9400):
        built = seen < count and build(tekan, seed)
        if built:
            wrong = judge(*built)
            seen += 1
            less.update(wrong)
            print(seed, *sorted(wrong)) if wrong else None
    print(f"of {seen}: {dict(less)}")
    return seen < count or any(n * 10 > seen for n in less.values())


if __name__ == "__main__":
    sys.exit(main(sys.argv[2], int(sys.argv[3])))
