#!/usr/bin/env python3
"""Measures the body lines of a finished PDF as an outside reader sees them (mutool's structured text).

usage: measure_lines.py FILE.pdf --size 9 --leading 13.5 --origin X Y --columns N --characters C --pitch P [--strict]

Counts lines, forbidden starts and ends (GB/T 15834 5.1), baselines off the grid, lines off their measure, lines left short (told by the program),
gaps between Han by size, the widest gap, …… at a line's start, numbers parted from their units, pages whose columns end more than a line apart, lines of a paragraph alone in a column. Prints one line of figures; with --strict exits 1 on any breach of the hard rules.
"""
import argparse
import subprocess
import sys
import xml.etree.ElementTree as ET

NOT_AT_START = set("，。、；：？！”’）》〉」』】〕〗·…－–—％%℃°～") - set("—…")
NOT_AT_END = set("“‘（《〈「『【〔〖")
UNITS = set("万亿千百十元年月日号个家项亩人名吨户岁天时分秒米公里平方立倍次件套台条座所处届位枚篇股斤克升度兆瓦层期批宗辆栋间厘毫余多")
HALF = set("，。、；：？！”’）》〉」』】〕〗·")


def is_han(c):
    return "\u4e00" <= c <= "\u9fff" or "\u3400" <= c <= "\u4dbf"


def read_chars(path, size):
    xml = subprocess.run(["mutool", "draw", "-q", "-F", "stext", path], check=True, capture_output=True).stdout
    pages = []
    for page in ET.fromstring(xml).iter("page"):
        chars = []
        for font in page.iter("font"):
            if abs(float(font.get("size")) - size) > 0.01:
                continue
            for char in font.iter("char"):
                chars.append((float(char.get("x")), float(char.get("y")), char.get("c")))
        pages.append((float(page.get("width")), float(page.get("height")), chars))
    return pages


def measure_columns(lines, args):
    """Pages whose columns end more than a line apart, and lines of a paragraph alone at a column's head or foot."""
    pages = {}
    for (number, column, row), chars in lines.items():
        if any(c.strip() for _, c in chars):
            starts = min(x for x, c in chars if c.strip()) - args.origin[0] - column * args.pitch > args.size
            pages.setdefault(number, {}).setdefault(column, []).append((row, starts))
    uneven = alone = 0
    for number, columns in sorted(pages.items()):
        columns = [sorted(columns[c]) for c in sorted(columns)]
        feet = [rows[-1][0] for rows in columns]
        if max(feet) - min(feet) > 1:
            uneven += 1
            if args.columns_told:
                print(f"page {number + 1}: columns end at {feet}")
        for left, right in zip(columns, columns[1:]):
            if right[0][1]:
                continue
            last_alone = right[1][1] if len(right) > 1 else right is columns[-1]
            if left[-1][1] or last_alone:
                alone += 1
                if args.columns_told:
                    print(f"page {number + 1}: {'first' if left[-1][1] else 'last'} line alone between rows {left[-1][0]} and {right[0][0]}")
    return uneven, alone


def find_next(lines, number, column, row):
    """The line below, or, at a column's foot, the first of the next column."""
    if (number, column, row + 1) in lines:
        return sorted(lines[number, column, row + 1]), column
    rows = [r for n, c, r in lines if (n, c) == (number, column + 1)]
    if not rows or any(r > row for n, c, r in lines if (n, c) == (number, column)):
        return [], column
    return sorted(lines[number, column + 1, min(rows)]), column + 1


def find_gaps(chars, size):
    """Between two Han of a line. MuPDF sees blanks in gaps of 0.2 em too; one of the text's own is wider than the line's other gaps."""
    gaps = []
    inked = [(x, c, i) for i, (x, c) in enumerate(chars) if c != " "]
    for a, b in zip(inked, inked[1:]):
        if is_han(a[1]) and is_han(b[1]):
            gaps.append(((b[0] - a[0]) / size - 1, b[2] - a[2] > 1))
    least = min((gap for gap, _ in gaps), default=0)
    return [gap for gap, blank in gaps if not blank or gap < least + 0.1]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("pdf")
    parser.add_argument("--size", type=float, default=9)
    parser.add_argument("--leading", type=float, default=13.5)
    parser.add_argument("--origin", type=float, nargs=2, required=True, help="first column's left edge, first baseline, pt from the media's top left")
    parser.add_argument("--columns", type=int, required=True)
    parser.add_argument("--characters", type=float, required=True)
    parser.add_argument("--pitch", type=float, required=True, help="from one column's left edge to the next")
    parser.add_argument("--strict", action="store_true")
    parser.add_argument("--columns-told", action="store_true", help="say where columns are uneven and lines alone")
    args = parser.parse_args()
    measure = args.characters * args.size
    lines = {}
    off_grid = 0
    for number, (_, _, chars) in enumerate(read_chars(args.pdf, args.size)):
        for x, y, c in chars:
            column = int((x - args.origin[0] + args.size / 2 + 0.01) // args.pitch)
            row = (y - args.origin[1]) / args.leading
            if not 0 <= column < args.columns:
                continue
            if abs(row - round(row)) * args.leading > 0.01:
                off_grid += 1
            lines.setdefault((number, column, round(row)), []).append((x, c))
    starts = ends = justified = off_measure = dots = units = short = 0
    wide = dict.fromkeys((0.05, 0.09, 0.12), 0)
    worst = 0.0
    for (number, column, row), chars in sorted(lines.items()):
        chars.sort()
        text = "".join(c for _, c in chars).strip()
        if not text:
            continue
        left = args.origin[0] + column * args.pitch
        starts += text[0] in NOT_AT_START
        ends += text[-1] in NOT_AT_END
        last_x, last = chars[-1]
        right = last_x + (args.size / 2 if last in HALF else args.size) - left
        below, beside = find_next(lines, number, column, row)
        goes_on = bool(below) and below[0][0] - args.origin[0] - beside * args.pitch < args.size  # no indent there: the paragraph goes on
        full = goes_on and (is_han(last) or last in HALF) and last != "·"  # whose glyph stands off its pen in some faces
        below_text = "".join(c for _, c in below).strip()
        dots += text.startswith("…")
        units += goes_on and text[-1].isdigit() and text[-1].isascii() and below_text[:1] in UNITS
        if goes_on and measure - right > args.size:
            short += 1
            continue
        if full and abs(right - measure) > 0.012:
            off_measure += 1
            print(f"off measure by {right - measure:+.3f} pt: page {number + 1} column {column + 1} line {row + 1}: {text}")
        gaps = find_gaps(chars, args.size)
        if full and gaps:
            justified += 1
            gap = max(gaps)
            worst = max(worst, gap)
            for limit in wide:
                wide[limit] += gap > limit
    uneven, alone = measure_columns(lines, args)
    shares = " ".join(f"gap>{limit} {n} ({100 * n / max(justified, 1):.2f} %)" for limit, n in wide.items())
    print(f"lines {len(lines)} justified {justified} starts {starts} ends {ends} off-grid {off_grid} off-measure {off_measure} "
          f"short {short} {shares} worst {worst:.3f} em dots {dots} units {units} uneven {uneven} alone {alone}")
    if args.strict and (starts or ends or off_grid or off_measure or not justified):
        sys.exit(1)


if __name__ == "__main__":
    main()
