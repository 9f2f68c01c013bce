#!/usr/bin/env python3
"""Measures where the columns of finished pages end, as an outside reader sees them (mutool's trace): text, captions and pictures alike.

usage: measure_feet.py FILE.pdf … --origin X Y --columns N --width W --pitch P --leading L --size S [--rows R] [--told] [--most N]

Pages count on from file to file. X, Y: the first column's left edge and the top of its first grid line, pt from the trim's top left; W: how wide a column is, P: from one
column's left edge to the next. One text (with its pictures) a page, over all columns; what stands beyond the R grid lines is furniture.
A column's foot is the last grid line that anything in it stands on; a caption's is that of its last line, the longest of those under a
picture for all of its columns. Of each page is counted:
  uneven   its columns end more than a line apart
  rising   one ends above another further to the right: short text falls from left to right
  ragged   text over a picture ends more than a line above it in some column and not in all
Prints one line of figures; with --most exits 1 where more than N in a hundred pages are uneven."""
import argparse
import sys

from outside import apply, bounds, boxes, numbers, trace_pages

SLACK = 0.5  # pt: what a picture's edge may be off the grid


def meet(a, b):
    return max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])


def read_page(page):
    """Glyphs (x, baseline, size) and the boxes of pictures as clipped."""
    glyphs, pictures, clips = [], [], []
    for node in page.iter():
        if node.tag == "clip_path":
            matrix = numbers(node.get("transform"))
            clips.append(bounds([apply(matrix, float(p.get("x")), float(p.get("y"))) for p in node if p.get("x")]))
        elif node.tag == "pop_clip" and clips:
            clips.pop()
        elif node.tag == "fill_image":
            matrix = numbers(node.get("transform"))
            box = bounds([apply(matrix, u, v) for u in (0, 1) for v in (0, 1)])
            for clip in clips:
                box = meet(box, clip)
            pictures.append(box)
        elif node.tag == "fill_text":
            matrix = numbers(node.get("transform"))
            for span in node.iter("span"):
                size = round(abs(numbers(span.get("trm"))[3] * matrix[3]), 2)
                for glyph in span.iter("g"):
                    if (glyph.get("unicode") or " ").strip():
                        glyphs.append((*apply(matrix, float(glyph.get("x")), float(glyph.get("y"))), size))
    return glyphs, pictures


class Page:
    def __init__(self, page, trim, args):
        self.args = args
        self.left, self.top = trim[0] + args.origin[0], trim[1] + args.origin[1]
        self.glyphs, self.pictures = read_page(page)
        self.text = [set() for _ in range(args.columns)]  # grid lines with a baseline, from 0 …
        self.body = [set() for _ in range(args.columns)]  # … and those of the text's own size
        for x, y, size in self.glyphs:
            column, row = int((x - self.left + SLACK) // args.pitch), self.row(y)
            if 0 <= column < args.columns and x < self.left + column * args.pitch + args.width + SLACK and 0 <= row < args.rows:
                self.text[column].add(row)
                if size == args.size:
                    self.body[column].add(row)
        self.things = [t for t in (self.thing(box) for box in self.pictures) if t]

    def row(self, y):
        return int((y - SLACK - self.top) // self.args.leading)

    def thing(self, box):
        """A picture: its columns, its first grid line and its last with what stands under it as its caption."""
        left, pitch = self.left, self.args.pitch
        columns = [c for c in range(self.args.columns) if box[0] < left + c * pitch + self.args.width / 2 < box[2]]
        top, last = self.row(box[1] + 2 * SLACK), self.row(box[3])
        if not columns or last < 0 or top >= self.args.rows:
            return None
        under = [y for x, y, _ in self.glyphs if box[0] - SLACK < x < box[2] + SLACK and box[3] < y < box[3] + self.args.leading * 1.5]
        while under:
            lowest = max(under)
            last = self.row(lowest)
            near = self.args.leading - SLACK  # captions are closer than the grid
            under = [y for x, y, _ in self.glyphs if box[0] - SLACK < x < box[2] + SLACK and lowest < y < lowest + near]
        return columns, top, last

    def feet(self):
        feet = [max(rows, default=-1) for rows in self.text]
        for columns, _, last in self.things:
            for c in columns:
                feet[c] = max(feet[c], last)
        return [f for f in feet if f >= 0]

    def above(self):
        """For each picture with text over it in two columns and more: how many white lines part them."""
        for columns, top, _ in self.things:
            ends = [max((r for r in self.body[c] if r < top), default=None) for c in columns]
            white = [top - 1 - end for end in ends if end is not None]
            if len(white) > 1:
                yield white


def read_pages(pdf, args):
    pages = trace_pages(pdf)
    return [Page(page, trim[:2], args) for page, trim in zip(pages, boxes(pdf, pages, "Trim"))]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("pdf", nargs="+")
    parser.add_argument("--origin", type=float, nargs=2, required=True)
    parser.add_argument("--columns", type=int, required=True)
    parser.add_argument("--width", type=float, required=True)
    parser.add_argument("--pitch", type=float, required=True)
    parser.add_argument("--leading", type=float, required=True)
    parser.add_argument("--size", type=float, required=True, help="of the text, pt")
    parser.add_argument("--rows", type=int, default=1000)
    parser.add_argument("--told", action="store_true", help="say of which pages")
    parser.add_argument("--most", type=float, help="uneven pages in a hundred")
    args = parser.parse_args()
    pages = [page for pdf in args.pdf for page in read_pages(pdf, args)]
    count = dict.fromkeys(("uneven", "rising", "ragged", "pictured"), 0)
    for number, page in enumerate(pages, 1):
        feet, white = page.feet(), list(page.above())
        found = {"uneven": max(feet) - min(feet) > 1, "rising": any(a < b for a, b in zip(feet, feet[1:])),
                 "ragged": any(max(w) - min(w) > 1 for w in white), "pictured": bool(page.things)}
        for name, is_so in found.items():
            count[name] += is_so
        if args.told and (found["uneven"] or found["rising"] or found["ragged"]):
            print(f"page {number}: {' '.join(n for n in ('uneven', 'rising', 'ragged') if found[n])}: columns end at {feet}, white lines over pictures {white}")
    share = 100 * count["uneven"] / len(pages)
    print(f"pages {len(pages)}, with pictures {count['pictured']}: uneven {count['uneven']} ({share:.1f} %) rising {count['rising']} ragged {count['ragged']}")
    return args.most is not None and share > args.most


sys.exit(main())
