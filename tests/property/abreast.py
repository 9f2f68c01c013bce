#!/usr/bin/env python3
"""Tables and figures of a data article, as an outside reader (pdftotext -bbox) finds them on the first page, beside what the report says of its module.

usage: abreast.py PDF REPORT SLUG PIECES   PIECES: what stands in the first cell, or is the first label, of each piece, in order; its head is 表NAME, once

Each head stands right over its piece, within what that takes across. With `recut` all heads, and all first lines of tables, stand on one line, the pieces
beside each other in their order, none wider than its part of the module. Prints what is otherwise, else 1 where they stand so, else 0; exit 1."""
import json
import sys

from recut import BODY, LEADING, PLAY, read_words


def find_head(words, name):
    found = [w for w in words if w[4].startswith("表" + name)]
    return found[0] if len(found) == 1 else None


def find_first(words, name, head):
    """Of a table that is divided, whose parts have the same first cell, the one nearest to its head."""
    found = [w for w in words if w[4].startswith(name)]
    return min(found, key=lambda w: abs(w[1] - head[3]) + abs(w[0] - head[0]), default=None) if head else None


def judge(words, module, pieces, width):
    wrong, heads = [], [find_head(words, name) for name in pieces]
    firsts = [find_first(words, name, head) for name, head in zip(pieces, heads)]
    for name, head, first in zip(pieces, heads, firsts):
        if not head or not first:
            wrong.append(f"{name} or its head does not stand there once")
            continue
        if not head[3] - PLAY <= first[3] <= head[3] + 5 * LEADING:  # figures are some lines high
            wrong.append(f"{name} begins {first[1] - head[3]:.0f} pt under its head")
    if wrong or not module["recut"]:
        return wrong
    part = width / module["recut"]
    if max(h[3] for h in heads) - min(h[3] for h in heads) > PLAY:
        wrong.append(f"heads stand at {[h[3] for h in heads]}")
    tables = [f[3] for name, f in zip(pieces, firsts) if not name.endswith("数")]
    if tables and max(tables) - min(tables) > PLAY:
        wrong.append(f"tables begin at {tables}")
    lefts = [f[0] for f in firsts]
    if len(pieces) != module["recut"] or any(not part * 0.8 < b - a < part * 1.2 for a, b in zip(lefts, lefts[1:])):
        wrong.append(f"pieces begin at {lefts} in {width:.0f} pt")
    for left, head in zip(lefts, heads):
        if not left - PLAY <= (head[0] + head[2]) / 2 <= left + part:
            wrong.append(f"{head[4]} stands beside its piece")
    return wrong


def main(pdf, report, slug, *pieces):
    page = json.load(open(report))["pages"][0]
    module = next((m for m in page["makeup"]["levers"] if m["article"] == slug), None)
    if not module:  # left out, as is told
        print(0)
        return 0
    words = read_words(pdf)
    wrong = judge(words, module, pieces, (module["columns"][1] - module["columns"][0] + 1) * 15.2 * BODY)
    print("\n".join(wrong) if wrong else int(module["recut"] > 0))
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
