#!/usr/bin/env python3
"""Holds what a build says of its pages against what an outside reader finds on them.

usage: outside.py PDF REPORT [ISSUE [--marked]]

mutool tells where the finished PDF paints each glyph, picture and rectangle. Of each page is asked what src/check asks
of the page before it is painted, and both must say the same:
  prints-over    a letter, figure or Chinese character covers another, or stands on a picture
  leaves-sheet   one of them is off the trimmed sheet, or a rule beyond the bleed
Of the whole: the Chinese characters of the articles that are on no page are no more than were told to be over
(`overset` in the report), unless something is told to be left out. Prints what differs; exit 1.

Marks are not looked at: their ink lies in a corner of their em, and half of it is taken away beside another mark."""
import collections
import functools
import json
import pathlib
import re
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as ElementTree

EM = (0.06, -0.06, 0.94, 0.82)  # of an ideograph about its origin: its face, within the em (measured on the fonts used)
LATIN = (0.0, 0.02, 1.0, 0.68)  # of a letter or figure: its advance, up to the least height of a capital
X_HEIGHT = 0.45                 # … of these: the least of the fonts used
LOW = set("acemnorsuvwxyz")
SHARE = 0.15                    # of the smaller box; less is a touch
# What is said where something is left out whole; its characters are then not in `overset`.
LEFT_OUT = {"head-no-room", "head-unprinted", "picture-no-room", "image-broken", "image-missing", "caption-twice", "image-twice", "not-placed", "slot-unused",
            "furniture-wide", "table-no-room", "figures-no-room", "caption-no-room", "head-overfull"}

Glyph = collections.namedtuple("Glyph", "char box")


def numbers(text):
    return [float(word) for word in text.split()]


def apply(matrix, x, y):
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def bounds(points):
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)


def meet(a, b):
    box = max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])
    return box if box[0] < box[2] and box[1] < box[3] else None


def area(box):
    return (box[2] - box[0]) * (box[3] - box[1])


@functools.lru_cache(None)
def is_ideograph(char):
    return unicodedata.name(char, "").startswith("CJK ")


@functools.lru_cache(None)
def reach_of(char, advance, trm, page):
    """About a glyph's origin, as the text's matrix turns it, in the page's space (y down)."""
    left, low, right, high = EM if is_ideograph(char) else LATIN
    if not is_ideograph(char):
        advance = advance if advance > 0 else 0.5  # of a line that runs down there is none: 0, or −1
        left, right = 0.08 * advance, 0.92 * advance
        high = X_HEIGHT if char in LOW else high
    corners = [(trm[0] * u + trm[2] * v, trm[1] * u + trm[3] * v) for u in (left, right) for v in (low, high)]
    return bounds([apply((*page[:4], 0, 0), *corner) for corner in corners])


def glyph_box(trm, glyph, char, page):
    x, y = apply(page, float(glyph.get("x")), float(glyph.get("y")))
    left, top, right, foot = reach_of("中" if is_ideograph(char) else char, float(glyph.get("adv")), trm, page)
    return x + left, y + top, x + right, y + foot


def read_page(page):
    glyphs, pictures, rules, clips = [], [], [], []
    for node in page.iter():
        if node.tag == "clip_path":
            matrix = numbers(node.get("transform"))
            points = [apply(matrix, float(p.get("x")), float(p.get("y"))) for p in node if p.get("x")]
            clips.append(bounds(points) if points else None)
        elif node.tag in ("clip_text", "clip_stroke_path", "clip_image_mask"):
            clips.append(None)
        elif node.tag == "pop_clip" and clips:
            clips.pop()
        elif node.tag == "fill_image":
            matrix = numbers(node.get("transform"))
            box = bounds([apply(matrix, u, v) for u in (0, 1) for v in (0, 1)])
            for clip in clips:
                box = meet(box, clip) if box and clip else box
            if box:
                pictures.append(box)
        elif node.tag == "stroke_path":
            matrix = numbers(node.get("transform"))
            rules.append(bounds([apply(matrix, float(p.get("x")), float(p.get("y"))) for p in node if p.get("x")]))
        elif node.tag == "fill_text":
            matrix = tuple(numbers(node.get("transform")))
            for span in node.iter("span"):
                trm = tuple(numbers(span.get("trm")))
                for glyph in span.iter("g"):
                    char = glyph.get("unicode") or ""
                    if "glyph" in glyph.attrib and len(char) == 1 and (char.isalpha() or char.isdigit()):
                        glyphs.append(Glyph(char, glyph_box(trm, glyph, char, matrix)))
    return glyphs, pictures, rules


def overlaps(glyphs, pictures):
    """Pairs that cover each other, by a sweep from left to right."""
    found, open_ones = [], []
    for glyph in sorted(glyphs, key=lambda g: g.box[0]):
        open_ones = [other for other in open_ones if other.box[2] > glyph.box[0]]
        for other in open_ones:
            both = meet(glyph.box, other.box)
            if both and area(both) > SHARE * min(area(glyph.box), area(other.box)):
                found.append(f"{other.char} and {glyph.char} at {both[0]:.0f},{both[1]:.0f}")
        open_ones.append(glyph)
    for glyph in glyphs:
        for picture in pictures:
            both = meet(glyph.box, picture)
            if both and area(both) > SHARE * area(glyph.box):
                found.append(f"{glyph.char} on a picture at {both[0]:.0f},{both[1]:.0f}")
    return found


def strays(glyphs, sheet):
    return [f"{g.char} at {g.box[0]:.0f},{g.box[1]:.0f}" for g in glyphs if not meet(g.box, sheet) or area(meet(g.box, sheet)) < area(g.box) * (1 - SHARE)]


def strokes_beyond(rules, bleed):
    """Those that end more than a point outside it."""
    return [f"a rule at {r[0]:.0f},{r[1]:.0f}" for r in rules if r[0] < bleed[0] - 1 or r[1] < bleed[1] - 1 or r[2] > bleed[2] + 1 or r[3] > bleed[3] + 1]


def trace_pages(pdf):
    trace = subprocess.run(["mutool", "draw", "-F", "trace", pdf], capture_output=True, text=True, check=True).stdout
    trace = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "", re.sub(r"&#x?0*(?:[0-8b-fBC]|1[0-9a-fA-F]);", "", trace))
    # mutool escapes no mark of XML inside unicode="…", nor in the ActualText newer ones write round what it stands for.
    trace = re.sub(r"(?m)^\s*</?metatext\b.*$", "", trace)
    trace = re.sub(r'unicode="([<&>"])"', 'unicode="."', trace)
    return ElementTree.fromstring(trace).findall("page")


def boxes(pdf, pages, name):
    """A box of each page, in mutool's space."""
    said = subprocess.run(["pdfinfo", "-box", "-l", str(len(pages)), pdf], capture_output=True, text=True, check=True).stdout
    for page, found in zip(pages, re.findall(name + "Box: +(.*)", said)):
        left, low, right, high = numbers(found)
        top = numbers(page.get("mediabox"))[3]
        yield left, top - high, right, top - low


def manuscript(issue, slugs):
    """The Chinese characters of the articles that are on a page: text, heads and captions, without the keys and marks about them."""
    count = collections.Counter()
    for slug in slugs:
        text = (issue / "articles" / slug / "article.md").read_text()
        text = re.sub(r"\{[^{}]*ruby=[^{}]*\}|<!--.*?-->", "", text, flags=re.S)
        head, body = re.match(r"---\n(.*?)\n---\n(.*)", text, re.S).groups()
        count.update(c for c in "\n".join(re.findall(r"^(?:kicker|title|subtitle|byline): *(.*)$", head, re.M)) + body if is_ideograph(c))
    return count


def main():
    pdf, report = sys.argv[1], json.load(open(sys.argv[2]))
    pages, wrong, have = trace_pages(pdf), [], collections.Counter()
    told = collections.defaultdict(set)
    for problem in report["problems"]:
        told[problem["page"]].add(problem["code"])
    for i, (page, trim, bleed) in enumerate(zip(pages, boxes(pdf, pages, "Trim"), boxes(pdf, pages, "Bleed")), 1):
        glyphs, pictures, rules = read_page(page)
        if "--marked" in sys.argv:  # the printer's marks and their line stand beyond the bleed
            glyphs, rules = [g for g in glyphs if meet(g.box, bleed)], []
        have.update(g.char for g in glyphs if is_ideograph(g.char))
        found = {"prints-over": overlaps(glyphs, pictures), "leaves-sheet": strays(glyphs, trim) + strokes_beyond(rules, bleed)}
        for code, places in found.items():
            if bool(places) != (code in told[i]):
                wrong.append(f"page {i}: {code} is {'told' if code in told[i] else 'not told'}; found: {places[:4]}")
    if len(sys.argv) > 3:
        entries = [entry for page in report["pages"] for entry in page["articles"]]
        want = manuscript(pathlib.Path(sys.argv[3]), {entry["slug"] for entry in entries})
        lost, over = sum((want - have).values()), sum(entry["overset"] for entry in entries)
        if lost > over and not LEFT_OUT & set.union(set(), *told.values()):
            wrong.append(f"{lost} Chinese characters are on no page, {over} are told to be over: {''.join((want - have).elements())[:40]}")
    print("\n".join(wrong))
    return len(wrong) > 0


if __name__ == "__main__":
    sys.exit(main())
