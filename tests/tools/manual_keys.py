"""Holds a translated manual to the original: manual_keys.py ENGLISH TRANSLATED. Both must have the same sections, the same items in the same order,
and under each item the same literals (keys, values, options, variables, other manuals): what is typed is the same in every language.
Prints each difference; ends with 1 if there is any."""
import re
import shlex
import sys

LITERAL = {"Cm", "Fl", "Ev", "Ic", "Dv", "Li", "Ql", "Xr"}
MACROS = LITERAL | {"Pa", "Ar", "Nm", "No", "Ns", "Op", "Pq", "Qq", "Dq", "Pp", "Dl"}
SECTIONS = {"名称": "NAME", "用法": "SYNOPSIS", "说明": "DESCRIPTION", "选项": "OPTIONS", "环境变量": "ENVIRONMENT", "文件": "FILES",
            "退出状态": "EXIT STATUS", "示例": "EXAMPLES", "诊断": "DIAGNOSTICS", "参见": "SEE ALSO", "正文": "The body", "版位": "Slots",
            "版面装饰": "Furniture"}
MARKS = "()[],.;:|"


def words_of(line):
    lexer = shlex.shlex(line, posix=True)
    lexer.whitespace_split, lexer.quotes, lexer.escape, lexer.commenters = True, '"', "", ""
    return [word for word in lexer]


def signs(sample):
    """What of a sample is the same in every language: its signs, and what stands in braces."""
    return re.sub(r"[^\W_]+(?![^{]*})", "", sample).strip()


def literals(words):
    """The arguments of literal macros on a line; a mark on its own counts for nothing. What holds Chinese is a placeholder and may be translated."""
    kind, found, sample = None, [], []
    for word in words + ["No"]:
        if word in MACROS or word in MARKS:
            if sample:
                found.append(signs(" ".join(sample)))
            kind, sample = kind if word in MARKS else word if word in LITERAL else None, []
        elif kind in ("Li", "Ql"):
            sample.append(word.replace("\\&", ""))
        elif kind and word.isascii():
            found.append("-" + word if kind == "Fl" else word)
    return found


def outline(path):
    """[(kind, head, literals of the text under it)] in order."""
    rows, literal_block = [("page", "", set())], False
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith((".Bd -literal", ".Ed")):
            literal_block = line.startswith(".Bd")
        if literal_block or not line.startswith(".") or not line[1:2].isupper():
            continue
        words = words_of(line[1:])
        if words[0] in ("Sh", "Ss"):
            name = " ".join(words[1:])
            rows.append((words[0], SECTIONS.get(name, name), set()))
        elif words[0] == "It":
            rows.append(("It", " ".join(literals(words[1:])), set()))
        else:
            rows[-1][2].update(literals(words))
    return rows


def main():
    original, translated = (outline(path) for path in sys.argv[1:3])
    wrong = [f"{a[:2]} in the one is {b[:2]} in the other" for a, b in zip(original, translated) if a[:2] != b[:2]]
    if len(original) != len(translated):
        wrong.append(f"{len(original)} sections and items in the one, {len(translated)} in the other")
    if not wrong:
        wrong = [f"under {a[1] or a[0]}: only in the one {sorted(a[2] - b[2])}, only in the other {sorted(b[2] - a[2])}"
                 for a, b in zip(original, translated) if a[2] != b[2]]
    print("\n".join(wrong[:20]))
    return 1 if wrong else 0


sys.exit(main())
