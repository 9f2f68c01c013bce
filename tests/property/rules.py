#!/usr/bin/env python3
"""Holds what a build says of the rules of a made-up page (碰题, 通缝, 断版) against what an outside reader sees of it.

usage: rules.py PDF REPORT [MODULES]

mutool tells where the finished PDF paints each glyph and picture; whose they are is told by the modules of the report, or, of a page made by
hand, of MODULES (JSON, as the report has them). The page is one of the grid of the layout tabloid, five columns of 126 pt. Both must say the
same:
  gutter-through  what is painted, projected on the page's width, leaves a gap of half a gutter
  page-parted     projected on its height it leaves one, over which no module reaches and both sides of which have two modules or more
  heads-beside    the 主题 of two modules stand beside each other: told of none that are clear of each other, and of all that clearly are not
Prints what differs; exit 1."""
import json
import sys

from outside import area, boxes, is_ideograph, meet, read_page, trace_pages

MM = 72 / 25.4
LEFT, TOP = 17.5 * MM, 22 * MM
# Of the page, set by compare: a column, the gutter and a line, in pt. A page made up may have a grid of its own.
COLUMN = GUTTER = LINE = 0
HEAD = 14           # a Han so high, in pt, is of a 主题: over 16 pt
BETWEEN = 12        # white between lines on the grid (5.6) and half a grid line
FULL = 0.02         # of the height or width: no wall stands there alone


def module_box(module, trim):
    (c1, c2), (r1, r2) = module["columns"], module["rows"]
    x, y = trim[0] + LEFT, trim[1] + TOP
    return x + (c1 - 1) * (COLUMN + GUTTER), y + (r1 - 1) * LINE, x + c2 * COLUMN + (c2 - 1) * GUTTER, y + r2 * LINE


def holds(box, part):
    x, y = (part[0] + part[2]) / 2, (part[1] + part[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def gaps(spans):
    """What lies between the spans, from the first to the last."""
    found, end = [], None
    for start, stop in sorted(spans):
        if end is not None and start > end:
            found.append((end, start))
        end = stop if end is None else max(end, stop)
    return found


def bodies(glyphs, places):
    """Glyphs, those of heads with the white up to the next one of their line in their module, as a head's box has it."""
    large = [g.box for g in glyphs if g.box[3] - g.box[1] > HEAD * 0.7]
    found = [g.box for g in glyphs]
    for box in large:
        high = box[3] - box[1]
        own = [place for place in places if holds(place, box)]
        right = [b[0] for b in large if abs(b[1] - box[1]) < high / 2 and box[2] < b[0] < box[2] + 2.5 * high and any(holds(place, b) for place in own)]
        found.append((box[0], box[1], min(right, default=box[2]), box[3]))
    return found


def sides(frame):
    left, top, right, bottom = frame
    return [(left, top, right, top + 0.1), (left, bottom - 0.1, right, bottom), (left, top, left + 0.1, bottom), (right - 0.1, top, right, bottom)]


def is_equal(a, b):
    return a["columns"][1] - a["columns"][0] == b["columns"][1] - b["columns"][0] and abs(a["rows"][1] - a["rows"][0] - b["rows"][1] + b["rows"][0]) <= 2


def is_parted(walls, modules, places):
    for low, high in gaps((w[1], w[3]) for w in walls):
        middle = (low + high) / 2
        over = [m for m in places if m[1] < middle - LINE and m[3] > middle + LINE]
        above = [m for m in places if m[3] <= middle + LINE]
        below = [m for m in places if m[1] >= middle - LINE]
        if high - low > BETWEEN and not over and len(above) > 1 and len(below) > 1:
            return True
    return False


def head_of(glyphs, place):
    own = [g.box for g in glyphs if is_ideograph(g.char) and g.box[3] - g.box[1] > HEAD and holds(place, g.box)]
    return own and (min(b[0] for b in own), min(b[1] for b in own), max(b[2] for b in own), max(b[3] for b in own))


def clashes(glyphs, pictures, frames, modules, places):
    """Pairs of heads that stand beside each other, each with whether they clearly do."""
    found = {}
    heads = [(m, head_of(glyphs, p)) for m, p in zip(modules, places)]
    for one, left in heads:
        for other, right in heads:
            if one is other or not left or not right or right[0] < left[2] - 1:
                continue
            if one["framed"] or other["framed"] or (is_equal(one, other) and one["rows"][0] == other["rows"][0]):
                continue
            down, apart = min(left[3], right[3]) - max(left[1], right[1]), right[0] - left[2]
            gap = (left[2], max(left[1], right[1]), right[0], min(left[3], right[3]))
            parted = any(meet(gap, b) and area(meet(gap, b)) > 0.5 * area(b) for b in [g.box for g in glyphs] + pictures)
            least = min(left[3] - left[1], right[3] - right[1])
            if not parted and apart < COLUMN + 4 and down > 0:
                found[one["article"], other["article"]] = apart < COLUMN - 4 and down > 0.8 * least
    return found


def compare(page, trim, bleed, report):
    global COLUMN, GUTTER, LINE
    COLUMN, GUTTER, LINE = (report["grid"][key] for key in ("column", "gutter", "leading"))
    makeup = report["makeup"]
    rules, modules = makeup["rules"], json.loads(sys.argv[3]) if len(sys.argv) > 3 else makeup["levers"]
    glyphs, pictures, strokes = read_page(page)
    type_area = trim[0] + LEFT - 1, trim[1] + TOP - 1, trim[2] - LEFT + 1, trim[3] - 14 * MM + 1
    glyphs = [g for g in glyphs if holds(type_area, g.box)]
    pictures = [p for p in pictures if holds(type_area, p)]
    frames = [s for s in strokes if s[2] - s[0] > 20 and s[3] - s[1] > 20 and holds(type_area, s)]
    places = [module_box(m, trim) for m in modules]
    walls = bodies(glyphs, places) + pictures + [side for frame in frames for side in sides(frame)]
    told = {rule["code"]: rule["value"] for rule in rules if rule["broken"]}
    series = len(modules) < 2 or all(is_equal(modules[0], m) for m in modules)
    through = any(b - a > GUTTER / 2 for a, b in gaps((w[0], w[2]) for w in walls))
    wrong = []
    if not series and through != (told.get("gutter-through", 0) >= 98):
        wrong.append(f"gutter-through: seen {through}, told {told.get('gutter-through')}")
    parted = is_parted(walls, modules, places)
    if not series and parted != (told.get("page-parted", 0) >= 98):
        wrong.append(f"page-parted: seen {parted}, told {told.get('page-parted')}")
    seen = clashes(glyphs, pictures, frames, modules, places)
    beside = {tuple(rule["place"]["articles"]) for rule in rules if rule["code"] == "heads-beside" and rule["broken"]}
    wrong += [f"heads-beside: {pair} is told, and not seen" for pair in beside if pair not in seen]
    wrong += [f"heads-beside: {pair} is seen, and not told" for pair, clear in seen.items() if clear and pair not in beside]
    return wrong


def main():
    pdf, report = sys.argv[1], json.load(open(sys.argv[2]))
    pages, wrong = trace_pages(pdf), []
    for page, trim, bleed, told in zip(pages, boxes(pdf, pages, "Trim"), boxes(pdf, pages, "Bleed"), report["pages"]):
        wrong += [f"page {told['number']}: {line}" for line in compare(page, trim, bleed, told)]
    print("\n".join(wrong))
    return len(wrong) > 0


if __name__ == "__main__":
    sys.exit(main())
