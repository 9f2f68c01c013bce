"""Holds a manual's built-in styles to the program's: manual_styles.py STYLES.DEF PAGE. Between "Built-in styles" or 内置的样式 and the end of the
literal block after it the page has each of them in the table's order, as a layout would write it. Prints each difference; ends with 1 if there is
any. With STYLES.DEF alone it prints what the block should be."""
import re
import sys

KEYS = ("based_on", "font", "size", "size_max", "leading", "indent", "align", "punctuation", "level", "tracking_max", "lines", "scales")
NOT_GIVEN = {"NULL", "OPEN", "UNSET"}
BROAD = 74  # columns a line of the page comes to at most


def number(value, unit, per=1000):
    """9000, pt → 9pt"""
    return f"{int(value) / per:g}{unit}"


def value_of(key, given, row):
    if key == "size" and row["size_max"] not in NOT_GIVEN:
        return f"[{number(given, 'pt')}, {number(row['size_max'], 'pt')}]"
    if key == "tracking_max":
        return f"[0字, {number(given, '字')}]"
    if key in ("size", "leading", "indent"):
        return number(given, "字" if key == "indent" else "pt")
    return given.strip('"').removeprefix("LEVEL_").lower() if key != "font" else given.strip('"')


def styles(path):
    """[name, {key: value}] of the table."""
    for name, rest in re.findall(r'^STYLE\("([^"]+)", (.*)\)$', open(path, encoding="utf-8").read(), re.M):
        given = rest.split(", ")
        assert len(given) == len(KEYS), name
        row = dict(zip(KEYS, given))
        yield name, {"tracking" if key == "tracking_max" else key: value_of(key, value, row)
                     for key, value in row.items() if value not in NOT_GIVEN and key not in ("size_max", "scales")}


def width(text):
    return sum(2 if ord(c) > 0x2E80 else 1 for c in text)


def lines_of(name, row):
    lines = [f"{name}: {{"]
    for i, (key, value) in enumerate(row.items()):
        item = f"{key}: {value}" + ("," if i + 1 < len(row) else "}")
        if width(lines[-1] + " " + item) > BROAD:
            lines.append("  " + item)
        else:
            lines[-1] += ("" if lines[-1].endswith("{") else " ") + item
    return lines


def shown(path):
    """The literal block of a page."""
    after = re.split(r"^(?:Built-in styles|内置的样式).*$", open(path, encoding="utf-8").read(), maxsplit=1, flags=re.M)
    block = re.search(r"^\.Bd -literal.*?\n(.*?)^\.Ed$", after[1], re.M | re.S) if len(after) == 2 else None
    return block[1].splitlines() if block else []


def main():
    wanted = [line for name, row in styles(sys.argv[1]) for line in lines_of(name, row)]
    if len(sys.argv) < 3:
        print("\n".join(wanted))
        return 0
    found = shown(sys.argv[2])
    differ = [f"missing: {line}" for line in wanted if line not in found] + [f"not so: {line}" for line in found if line not in wanted]
    if not differ and found != wanted:
        differ = ["in another order"]
    print("\n".join(differ), end="\n" if differ else "")
    return 1 if differ else 0


sys.exit(main())
