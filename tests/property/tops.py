#!/usr/bin/env python3
"""Pictures of made-up pages of drawn copy, as an outside reader (mutool) sees them.

usage: tops.py ROOT TEKAN PAGES MOST    pages as leads.py draws them

Of each page are counted, with the modules of the report for whose they are:
  tops     pictures of one story in neighbouring columns whose heads are a third of a line to four lines apart
  white    two lines or more between a story's text and the picture under it
Prints them, and how many there are; exit 1 where of one kind there are more than MOST."""
import collections
import sys

sys.path[:0] = [sys.argv[1] + "/tests/" + part for part in ("bench", "property")]
import leads
import madeup
import outside
import rules

BODY = 0.05  # of its size: what is larger or smaller is no text
WHITE = 1.75  # lines: the empty one, and what a picture and a line stand off the grid lines


def tops(pictures):
    for one in pictures:
        for other in pictures:
            apart, shared = other[0] - one[2], min(one[3], other[3]) - max(one[1], other[1])
            if 0 < apart < rules.GUTTER + 3 and shared > 0 and 0.3 < abs(one[1] - other[1]) / rules.LINE < 3.7:
                yield one, other


def white_over(picture, glyphs, others, size):
    """Lines of white over it in its first column; None: something else than text is next."""
    right = picture[0] + rules.COLUMN
    above = sorted((g.box for g in glyphs if outside.is_ideograph(g.char) and g.box[3] <= picture[1] + 2 and g.box[0] < right and g.box[2] > picture[0]), key=lambda b: -b[3])
    if not above or any(o[3] <= picture[1] and o[3] > above[0][3] and o[0] < right and o[2] > picture[0] for o in others):
        return None
    last = above[0][3]
    text = all(abs((b[2] - b[0]) / (outside.EM[2] - outside.EM[0]) / size - 1) < BODY for b in above if last - b[3] < 1.2 * rules.LINE)
    second = any(abs(last - b[3] - rules.LINE) < 1 for b in above)
    return (picture[1] - last) / rules.LINE if text and second else None


def judge(seed, folder, pdf, told):
    rules.COLUMN, rules.GUTTER, rules.LINE = (told["grid"][key] for key in ("column", "gutter", "leading"))
    page = outside.trace_pages(pdf)[0]
    trim = next(outside.boxes(pdf, [page], "Trim"))
    modules = [m for m in told["makeup"]["levers"] if not m["gathered"]]
    places, front = {m["article"]: rules.module_box(m, trim) for m in modules}, leads.fronts(folder, modules)
    glyphs, pictures, _ = outside.read_page(page)
    found = collections.Counter()
    for slug in front:
        own = [p for p in pictures if leads.holder(places, p) == slug and front[slug][0] == "story"]
        found["tops"] += sum(1 for _ in tops(own))
        inside = [g for g in glyphs if leads.holder(places, g.box) == slug]
        found["white"] += sum((white_over(p, inside, pictures, told["grid"]["size"]) or 0) > WHITE for p in own)
    return found


def main(tekan, count, most):
    madeup.draw_photographs(".")
    seen, all_found = 0, collections.Counter()
    for seed in range(9001, 9400):
        built = seen < count and leads.build(tekan, seed)
        if built:
            found = judge(seed, *built)
            seen += 1
            all_found.update(found)
            print(seed, *(f"{n} {kind}" for kind, n in sorted(found.items()) if n)) if any(found.values()) else None
    print(f"of {seen}: {dict(all_found)}")
    return seen < count or any(n > most for n in all_found.values())


if __name__ == "__main__":
    sys.exit(main(sys.argv[2], int(sys.argv[3]), int(sys.argv[4])))
