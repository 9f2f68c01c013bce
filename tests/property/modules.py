#!/usr/bin/env python3
"""What an outside reader (mutool) finds of gathered briefs (集纳) and upright heads (竖题) on the first page, beside what the report says of its modules.

usage: modules.py gathered PDF REPORT ISSUE [RUBRIC]   briefs told to be gathered have one module; their titles, each once, stand in the order of their priority and
                                                       have two lines of text under them in their column; the words of the 栏头 stand there, once
       modules.py upright PDF REPORT ISSUE             a title runs down if and only if its head is told to be upright: at that edge of its module, nothing of which
                                                       stands beyond it, over a third of its height at the least; it is not the lead's
Prints what is otherwise, else how many there are; exit 1. Pages of the layout tabloid."""
import json
import pathlib
import re
import sys

import outside

MM = 72 / 25.4
LEFT, TOP, COLUMN, LEADING = 17.5 * MM, 22 * MM, 126, 13.5  # of the layout tabloid, its body 9 pt
GUTTER = (240 * MM - 5 * COLUMN) / 4
BODY = 9.1
PLAY = 1.5


def front(issue, slug):
    text = (pathlib.Path(issue) / "articles" / slug / "article.md").read_text()
    found = dict(re.findall(r"^(\w+): *(.+)$", text.split("---")[1], re.M))
    return found["title"], int(found.get("priority", 5))


def size(glyph):
    return (glyph.box[2] - glyph.box[0]) / (outside.EM[2] - outside.EM[0])


def find(glyphs, words):
    """Where they are painted one after the other, marks apart."""
    words = [c for c in words if outside.is_ideograph(c)]
    han = [g for g in glyphs if outside.is_ideograph(g.char)]
    return [han[i:i + len(words)] for i in range(len(han) - len(words) + 1)
            if all(g.char == c for g, c in zip(han[i:], words)) and size(han[i]) > BODY]


def box_of(glyphs):
    return outside.bounds([p for g in glyphs for p in (g.box[:2], g.box[2:])])


def middle(box):
    return (box[0] + box[2]) / 2


def module_box(trim, module):
    (c0, c1), (r0, r1) = module["columns"], module["rows"]
    left = trim[0] + LEFT + (c0 - 1) * (COLUMN + GUTTER)
    return left, trim[1] + TOP + (r0 - 1) * LEADING, left + (c1 - c0 + 1) * COLUMN + (c1 - c0) * GUTTER, trim[1] + TOP + r1 * LEADING


def inside(box, whole):
    return box[0] >= whole[0] - PLAY and box[1] >= whole[1] - PLAY and box[2] <= whole[2] + PLAY and box[3] <= whole[3] + PLAY


def lines_under(glyphs, box):
    """Lines of body text in the column under it, up to three lines away."""
    found = {round(g.box[3]) for g in glyphs if size(g) <= BODY and outside.is_ideograph(g.char) and abs(middle(g.box) - middle(box)) < COLUMN / 2 and
             box[3] < g.box[1] < box[3] + 4 * LEADING}
    return len(found)


def judge_gathered(trim, glyphs, modules, issue, rubric="简讯"):
    own = [m for m in modules if m["gathered"]]
    if not own:
        return ["nothing is gathered"], 0
    wrong = [f"{m['article']} has another module" for m in own if (m["columns"], m["rows"]) != (own[0]["columns"], own[0]["rows"])]
    whole, at = module_box(trim, own[0]), []
    if len([f for f in find(glyphs, rubric) if inside(box_of(f), whole)]) != 1:
        wrong.append(f"{rubric} stands there {len(find(glyphs, rubric))} times")
    for module in own:
        title, priority = front(issue, module["article"])
        found = find(glyphs, title)
        if len(found) != 1 or not inside(box_of(found[0]), whole):
            wrong.append(f"{title} stands {len(found)} times")
            continue
        box = box_of(found[0])
        at.append((middle(box), box[1], priority, title))
        if lines_under(glyphs, box) < 2:
            wrong.append(f"{title} has {lines_under(glyphs, box)} lines under it")
    columns = sorted(x for x, _, _, _ in at)
    column = {x: sum(other < x - COLUMN / 2 for other in columns) for x in columns}
    read = [priority for _, _, priority, _ in sorted(at, key=lambda a: (column[a[0]], a[1]))]
    if read != sorted(read):
        wrong.append(f"they stand in the order {read}")
    return wrong, len(own)


def judge_upright(trim, glyphs, modules, issue):
    wrong, n = [], 0
    for i, module in enumerate(modules):
        title, priority = front(issue, module["article"])
        whole = module_box(trim, module)
        found = [f for f in find(glyphs, title) if inside(box_of(f), whole)]
        if len(found) != 1:
            wrong.append(f"{title} stands {len(found)} times in its module")
            continue
        head, box = found[0], box_of(found[0])
        down = abs(head[1].box[0] - head[0].box[0]) < PLAY and head[1].box[1] > head[0].box[1] + PLAY
        if down != module["upright"]:
            wrong.append(f"{title} runs {'down' if down else 'across'}")
        if not down:
            continue
        n += 1
        if priority == 1:
            wrong.append(f"{title} leads")
        beyond = [g.char for g in glyphs if size(g) <= BODY and inside(g.box, whole) and box[1] < g.box[1] < box[3] and
                  (g.box[2] < box[0] if module["headline"] == "left" else g.box[0] > box[2])]
        if beyond:
            wrong.append(f"{title} has text beyond it: {''.join(beyond)[:20]}")
        if (box[3] - box[1]) * 3.15 < whole[3] - whole[1]:  # its air is not its own
            wrong.append(f"{title} takes {box[3] - box[1]:.0f} of {whole[3] - whole[1]:.0f} pt")
    return wrong, n


def main(what, pdf, report, issue, *rest):
    page = outside.trace_pages(pdf)[0]
    trim = next(outside.boxes(pdf, [page], "Trim"))
    glyphs = [g for g in outside.read_page(page)[0] if outside.meet(g.box, trim)]
    wrong, n = globals()["judge_" + what](trim, glyphs, json.load(open(report))["pages"][0]["makeup"]["levers"], issue, *rest)
    print("\n".join(wrong) if wrong else n)
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
