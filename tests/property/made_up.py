#!/usr/bin/env python3
"""What an outside reader (mutool) finds on a made-up page.

usage: made_up.py PDF equals N      N pictures, of one size, and N titles, of one size and depth, in a grid whose tops are level
       made_up.py PDF titles N      the same of titles alone: the N lowest, each of one line
       made_up.py PDF grid SIZE LEADING   text of that size is there, all of it on one grid; of the layout's own size, 9 pt, there is none
       made_up.py PDF foot MM MARGIN      over the last MM millimetres above the lower MARGIN nothing prints, and just above them something does
Prints what is otherwise; exit 1."""
import collections
import sys

import outside

PLAY = 0.15      # pt
TITLE = 19       # pt: larger type is a title's; kickers are smaller
MM = 72 / 25.4


def read(pdf):
    page = outside.trace_pages(pdf)[0]
    trim = next(outside.boxes(pdf, [page], "Trim"))
    glyphs, pictures, _ = outside.read_page(page)
    em = outside.EM[2] - outside.EM[0]
    han = [(g.char, (g.box[2] - g.box[0]) / em, g.box) for g in glyphs if outside.is_ideograph(g.char) and outside.meet(g.box, trim)]
    # a character, its size, its baseline, where it begins
    return trim, [(char, size, box[1] + outside.EM[3] * size, box[0]) for char, size, box in han], pictures


def levels(values):
    """How many of them lie at each height."""
    found = []
    for value in sorted(values):
        if found and value - found[-1][0] <= PLAY:
            found[-1][1] += 1
        else:
            found.append([value, 1])
    return [n for _, n in found]


def one(values, what):
    return [] if max(values) - min(values) <= PLAY else [f"{what}: {sorted(round(v, 2) for v in values)}"]


def in_grid(tops, what):
    rows = levels(tops)
    return [] if len(set(rows)) == 1 else [f"{what} stand {rows} to a row"]


def titles(han):
    """Lines of large type: (size, baseline, start)."""
    lines = collections.defaultdict(list)
    for _, size, y, x in han:
        if size > TITLE:
            lines[round(y, 1)].append((x, size))
    for y, line in sorted(lines.items()):
        line.sort()
        start = 0
        for i in range(1, len(line) + 1):
            if i == len(line) or line[i][0] - line[i - 1][0] > 1.9 * line[i][1]:
                yield line[start][1], y, line[start][0]
                start = i


def judge_equals(trim, han, pictures, n):
    if len(pictures) != n:
        return [f"{len(pictures)} pictures"]
    return (one([p[2] - p[0] for p in pictures], "widths") + one([p[3] - p[1] for p in pictures], "heights") +
            in_grid([p[1] for p in pictures], "pictures") + in_grid([p[0] for p in pictures], "pictures, by columns") +
            one([size for size, _, _ in titles(han)], "sizes of titles"))


def judge_titles(trim, han, pictures, n):
    found = sorted(titles(han), key=lambda t: t[1])[-n:]
    if len(found) < n:
        return [f"{len(found)} titles"]
    return one([size for size, _, _ in found], "sizes of titles") + in_grid([y for _, y, _ in found], "titles")


def judge_grid(trim, han, pictures, size, leading):
    body = [y for _, s, y, _ in han if abs(s - size) < 0.02]
    own = [char for char, s, _, _ in han if abs(s - 9) < 0.02 and size != 9]
    if len(body) < 100:
        return [f"{len(body)} characters of {size} pt"]
    off = [y for y in body if abs((y - min(body) + leading / 2) % leading - leading / 2) > PLAY]
    return [f"{len(off)} characters off the grid"] * bool(off) + [f"of 9 pt: {''.join(own[:20])}"] * bool(own)


def judge_foot(trim, han, pictures, millimetres, margin):
    ends = [y for _, _, y, _ in han] + [p[3] for p in pictures]
    last, top = max(ends), trim[3] - (margin + millimetres) * MM
    return [] if top - 3.1 * 13.5 < last < top else [f"the last thing ends at {last:.1f}, the foot begins at {top:.1f}"]


def main(pdf, what, *numbers):
    wrong = globals()["judge_" + what](*read(pdf), *map(float if what != "titles" and what != "equals" else int, numbers))
    print("\n".join(wrong), end="\n" if wrong else "")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
