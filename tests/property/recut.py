#!/usr/bin/env python3
"""Modules whose text is re-cut (破栏), as an outside reader (pdftotext -bbox) finds them on the first page, beside what the report says of them.

usage: recut.py PDF REPORT COLUMNS CHARACTERS   of a grid of so many columns of so many characters on the sheet of the layout tabloid, body 9 pt on 13.5 pt

In each module with `recut: N` the text stands in N columns of one measure, whole characters, 13 to 22 of them, a gutter of the grid or more apart and as far
from both sides; lines stand on the page's grid and leave no column; columns end level, some perhaps a line above the others. In all other frames the lines are no
longer than the grid's. Prints what is otherwise, else how many there are; exit 1."""
import collections
import json
import re
import subprocess
import sys

MM, BODY, LEADING = 72 / 25.4, 9, 13.5
LEFT, TOP, WIDTH = 17.5 * MM, 22 * MM, 240 * MM
PLAY = 0.75
CLOSERS, OPENERS = "，。、；：？！”’）》〉」』】〕", "“‘（《〈「『【〔"
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*)</word>')


def read_words(pdf):
    page = subprocess.run(["pdftotext", "-bbox", "-f", "1", "-l", "1", pdf, "-"], capture_output=True, text=True, check=True).stdout
    return [(*map(float, m.groups()[:4]), m[5]) for m in WORD.finditer(page)]


def trim_corner(pdf):
    text = subprocess.run(["pdfinfo", "-box", pdf], capture_output=True, text=True, check=True).stdout
    box = {name: [float(x) for x in re.search(name + r":\s+(.*)", text)[1].split()] for name in ("TrimBox", "MediaBox")}
    return box["TrimBox"][0], box["MediaBox"][3] - box["TrimBox"][3]


def body_lines(words, box):
    """Of the module's body text, 开栏语 half a point larger: (left, right, foot), pieces nearer than a character joined; of a mark at an end its ink alone."""
    rows = collections.defaultdict(list)
    for x0, y0, x1, y1, text in words:
        if box[0] <= x0 and x1 <= box[2] + BODY / 2 and box[1] <= y0 and y1 <= box[3] + LEADING and BODY - 0.1 < y1 - y0 < BODY + 0.6:
            rows[round(y1, 1)].append((x0 + BODY / 2 * (text[0] in OPENERS), x1 - BODY / 2 * (text[-1] in CLOSERS)))
    lines = []
    for foot, pieces in rows.items():
        start = end = None
        for x0, x1 in sorted(pieces):
            if end is not None and x0 - end > 1.05 * BODY:
                lines.append((start, end, foot))
                start = None
            start, end = x0 if start is None else start, x1
        lines.append((start, end, foot))
    return sorted(lines)


def commonest(values):
    return collections.Counter(round(v, 1) for v in values).most_common(1)[0][0]


def judge(lines, module, box, gutter):
    """What is wrong with a re-cut module's LINES."""
    n, inner, who = module["recut"], box[2] - box[0] - 2 * BODY, module["article"]
    starts = sorted(s for s, count in collections.Counter(round(l[0], 1) for l in lines).items() if count > 1)
    # Lines of a column begin at its left or, of a paragraph, two characters from it.
    edges = [s for s in starts if not any(-PLAY < s - other - 2 * BODY < 1 + PLAY for other in starts)]
    if len(edges) != n:
        return [f"{who} stands in columns at {edges}, told are {n}"]
    columns = [[l for l in lines if edge - PLAY < l[0] < (edges + [1e6])[i + 1] - PLAY] for i, edge in enumerate(edges)]
    measures = [commonest(l[1] - edge for l in column if abs(l[0] - edge) < PLAY or len(column) < 4) for edge, column in zip(edges, columns)]
    measure, wrong = max(measures), []
    characters = round(measure / BODY)
    if max(measures) - min(measures) > PLAY or abs(measure - characters * BODY) > PLAY or not 13 <= characters <= 22:
        wrong.append(f"{who} has measures of {measures}")
    gaps = [b - a - measure for a, b in zip(edges, edges[1:])]
    if gaps and (min(gaps) < gutter - PLAY or max(gaps) - min(gaps) > PLAY):
        wrong.append(f"{who} has gutters of {gaps}")
    left, right = edges[0] - box[0] - BODY, box[2] - BODY - edges[-1] - measure
    if module["framed"] and (left < -PLAY or abs(left - right) > PLAY or left + right > n * BODY + PLAY):
        wrong.append(f"{who} stands {left} and {right} from its frame")
    for edge, column in zip(edges, columns):
        out = [l for l in column if l[1] > edge + measure + PLAY]
        wrong += [f"{who} has a line to {l[1]:.1f}, its column ends at {edge + measure:.1f}" for l in out]
    feet = [max(l[2] for l in column) for column in columns]
    if max(feet) - min(feet) > LEADING + PLAY or inner < n * measure:
        wrong.append(f"{who} ends at {feet}")
    return wrong


def main(pdf, report, columns, characters):
    columns, column = int(columns), int(characters) * BODY
    gutter = (WIDTH - columns * column) / (columns - 1)
    words, (left, top), wrong, n = read_words(pdf), trim_corner(pdf), [], 0
    feet = []
    for module in json.load(open(report))["pages"][0]["makeup"]["levers"]:
        (c0, c1), (r0, r1) = module["columns"], module["rows"]
        x0 = left + LEFT + (c0 - 1) * (column + gutter)
        box = (x0, top + TOP + (r0 - 1) * LEADING, x0 + (c1 - c0 + 1) * column + (c1 - c0) * gutter, top + TOP + r1 * LEADING)
        lines = body_lines(words, box)
        if module["recut"]:
            n += 1
            feet += [(l[2] - top - TOP) % LEADING for l in lines]
            wrong += judge(lines, module, box, gutter)
        elif module["framed"] and not module["upright"]:
            wrong += [f"{module['article']} has a line of {l[1] - l[0]:.0f} pt" for l in lines if l[1] - l[0] > column + PLAY]
    if feet and max(feet) - min(feet) > PLAY:
        wrong.append(f"lines stand {min(feet)} to {max(feet)} from the grid's")
    print("\n".join(wrong) if wrong else n)
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
