#!/usr/bin/env python3
"""What an outside reader (mutool, poppler) finds on the two pages of a spread (跨版).

usage: spread.py PDF REPORT ISSUE PAGE    PAGE: the left one, from 1

No letter stands within SAFE of the fold, or beyond its page; none of the text in columns stands in the inner margins;
every Chinese character of the spread's articles stands on one of the two pages, once. A picture over the fold goes to
the bleed on both pages, and what of it lies in the bleed of one is what the other has there. Prints what is otherwise
(exit 1), or `head` and `picture` for what stands over the fold."""
import collections
import json
import pathlib
import re
import subprocess
import sys

import outside

MM = 72 / 25.4
SAFE = 2.8 * MM
MARGIN = 17.5 * MM   # the layout's, at the inside
TOP = 22 * MM        # over it stands furniture alone
HEAD = 13            # pt: text in columns is smaller
BLEED = 3 * MM
DPI = 100
PLAY = 4             # of 255: what compressing twice makes of one pixel, in the mean


def wanted(issue, slugs):
    count = outside.manuscript(issue, slugs)
    for slug in slugs:
        text = (issue / "articles" / slug / "article.md").read_text()
        count.update(c for words in re.findall(r'caption: "?([^",}]*)', text) + re.findall(r"credit: ([^,}]*)", text) for c in words if outside.is_ideograph(c))
    return count


def read(pdf, first):
    pages = outside.trace_pages(pdf)
    trims = list(outside.boxes(pdf, pages, "Trim"))
    for page, trim in list(zip(pages, trims))[first - 1:first + 1]:
        glyphs, pictures, _ = outside.read_page(page)
        inside = [g for g in glyphs if outside.meet(g.box, (trim[0] - BLEED, trim[1] - BLEED, trim[2] + BLEED, trim[3] + BLEED))]
        yield trim, inside, [p for p in pictures if outside.meet(p, trim)]


def pixels(pdf, page, box):
    """A part of it in points from its left top."""
    x, y, w, h = (round(v * DPI / 72) for v in (box[0], box[1], box[2] - box[0], box[3] - box[1]))
    out = subprocess.run(["pdftoppm", "-r", str(DPI), "-f", str(page), "-l", str(page), "-x", str(x), "-y", str(y), "-W", str(w), "-H", str(h), pdf], capture_output=True, check=True).stdout
    return out.split(b"\n", 3)[3]


def differ(pdf, first, left, right, picture):
    """Strips of the bleed's width, at both sides of the fold, as each of the pages has them."""
    (ltrim, _, _), (rtrim, _, _) = left, right
    worst = 0
    for from_fold in (-BLEED + 0.5, 0.3):
        width = BLEED - 0.8
        strips = [pixels(pdf, first + i, (x + from_fold, picture[1] + 2, x + from_fold + width, picture[3] - 2)) for i, x in enumerate((ltrim[2], rtrim[0]))]
        size = min(map(len, strips))
        worst = max(worst, sum(abs(a - b) for a, b in zip(strips[0][:size], strips[1][:size])) / max(size, 1))
    return worst


def main():
    pdf, report, issue, first = sys.argv[1], json.load(open(sys.argv[2])), pathlib.Path(sys.argv[3]), int(sys.argv[4])
    left, right = sides = list(read(pdf, first))
    rows = report["pages"][first - 1:first + 1]
    wrong, over, have = [], [], collections.Counter()
    for (trim, glyphs, pictures), at_left in zip(sides, (True, False)):
        fold = trim[2] if at_left else trim[0]
        for glyph in glyphs:
            off = fold - glyph.box[2] if at_left else glyph.box[0] - fold
            em = (glyph.box[2] - glyph.box[0]) / (outside.EM[2] - outside.EM[0])
            if off < SAFE:
                wrong.append(f"{glyph.char} {off / MM:.1f} mm from the fold")
            if off < MARGIN - 1 and em < HEAD:
                wrong.append(f"{glyph.char} of the text in the inner margin")
            if outside.is_ideograph(glyph.char) and glyph.box[1] > trim[1] + TOP - 4:
                have[glyph.char] += 1
    slugs = {a["slug"] for row in rows for a in row["articles"]}
    want = wanted(issue, slugs)
    if want != have:
        wrong.append(f"on no page: {''.join((want - have).elements())[:40]}; more than once: {''.join((have - want).elements())[:40]}")
    if sum((g.box[2] - g.box[0]) > 20 and left[0][2] - g.box[2] < MARGIN for g in left[1]) and sum((g.box[2] - g.box[0]) > 20 and g.box[0] - right[0][0] < MARGIN for g in right[1]):
        over.append("head")
    here = [p for p in left[2] if p[2] > left[0][2] + 1]
    there = [p for p in right[2] if p[0] < right[0][0] - 1]
    if [tuple(round(v, 1) for v in (p[1], p[3])) for p in here] != [tuple(round(v, 1) for v in (p[1], p[3])) for p in there]:
        wrong.append(f"pictures over the fold: {here} and {there}")
    for picture in here:
        over.append("picture")
        if picture[2] < left[0][2] + BLEED - 0.1 or any(p[0] > right[0][0] - BLEED + 0.1 for p in there):
            wrong.append("a picture over the fold does not reach the bleed")
        apart = differ(pdf, first, left, right, picture)
        if apart > PLAY:
            wrong.append(f"the parts of a picture do not meet: {apart:.1f}")
    print("\n".join(wrong) if wrong else " ".join(over))
    return len(wrong) > 0


if __name__ == "__main__":
    sys.exit(main())
