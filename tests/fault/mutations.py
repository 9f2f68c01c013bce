#!/usr/bin/env python3
"""Spoils an issue as hands and wires do, runs the program on it, and holds what comes of it against the promises.

usage: mutations.py TEKAN ISSUE WORK COUNT [--seed N] [-j N] [--keep]

Of every run: an exit status of 0, 1 or 2 (no fault of the machine is there to be blamed), no signal, ten seconds at most,
JSON lines for every problem, a report that is JSON; status 0: no error told, the press file is there and qpdf opens it;
status 1: an error told and the press file an earlier run left is as it was; status 2: nothing at all is changed.
Prints TAP; a run that breaks a promise is kept under WORK/bad-N with --keep."""
import argparse
import concurrent.futures
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys

TEXT = (".md", ".yaml")
WORDS = ["-1", "0", "1e9", "99999999999999999999", "NaN", "''", "null", "~", "[]", "{}", "[1, 2]", "{a: b}", "*x", "&x a", "!!binary aGk=", "true", "1-9999", "9-1",
         "0-0", "0mm", "-5mm", "1e5字", "1000000pt", "50%", "../..", "/etc/passwd", "~root", "#%", "%", "**", "***", "[](", "![](x)", "|---|", "---", "```", "<b>", "&#0;",
         "\u200b", "\u200d", "\ufeff", "\u202e", "\U0001f600", "e\u0301" * 5, "\u3000", "\t", "\\", "{.dots}", "]{ruby=\"", "> > > >", "- - - -", "# # #", "：", "……" * 40,
         "A" * 300, "字" * 3000, "1" * 500, "https://x/" + "y" * 300, "slot:nowhere", "inline", "vertical", "{page}", "{staff}{staff}", "lead", "s1", "kind: ad"]
NUMBER = re.compile(rb"\d+(\.\d+)?")


def spoil_text(rng, data):
    for _ in range(rng.choice([1, 1, 1, 2, 4])):
        lines = data.split(b"\n")
        at = rng.randrange(len(lines))
        how = rng.randrange(10)
        if how == 0:
            del lines[at]
        elif how == 1:
            lines.insert(at, lines[rng.randrange(len(lines))] if lines else b"")
        elif how == 2 and lines:
            other = rng.randrange(len(lines))
            lines[at], lines[other] = lines[other], lines[at]
        elif how == 3 and lines:
            lines[at] = lines[at] * rng.choice([2, 3, 50])
        elif how == 4 and lines:
            lines[at] = rng.choice([b"  ", b"\t", b" - ", b"? "]) + lines[at]
        elif how in (5, 6) and lines:
            numbers = list(NUMBER.finditer(lines[at]))
            if numbers:
                n = rng.choice(numbers)
                lines[at] = lines[at][:n.start()] + rng.choice(WORDS[:30]).encode() + lines[at][n.end():]
        elif how == 7 and lines:
            key = lines[at].find(b":")
            if key > 0:
                lines[at] = lines[at][:key + 1] + b" " + rng.choice(WORDS).encode()
        elif lines:
            text = lines[at].decode("utf-8", "replace")
            cut = rng.randrange(len(text) + 1)
            lines[at] = (text[:cut] + rng.choice(WORDS) + text[cut + rng.randrange(3):]).encode()
        data = b"\n".join(lines) or b"\n"
    return data


def spoil_bytes(rng, data):
    data = bytearray(data)
    how = rng.randrange(6)
    if how == 0 or not data:
        return bytes(data[:rng.randrange(len(data) + 1)])
    if how == 1:
        at = rng.randrange(len(data))
        return bytes(data[:at] + data[at + rng.randrange(1, 5000):])
    if how == 2:
        at = rng.randrange(len(data))
        return bytes(data[:at] + rng.randbytes(rng.randrange(1, 200)) + data[at:])
    for _ in range(rng.choice([1, 3, 20, 200])):
        at = rng.randrange(min(len(data), 2000) if how == 3 else len(data))
        data[at] = rng.choice([0, 255, 128, data[at] ^ 1 << rng.randrange(8), rng.randrange(256)])
    return bytes(data)


def spoil_tree(rng, issue, files):
    path = rng.choice(files)
    how = rng.randrange(8)
    if how == 0:
        path.unlink()
    elif how == 1:
        path.write_bytes(b"")
    elif how == 2:
        path.unlink(), path.mkdir()
    elif how == 3:
        path.unlink(), path.symlink_to(rng.choice(["/dev/null", "/dev/zero", "/etc/passwd", path.name, "../nowhere"]))
    elif how == 4:
        other = rng.choice(files)
        if other != path:
            shutil.copyfile(other, path)
    elif how == 5:
        path.unlink(), os.mkfifo(path)
    elif how == 6:
        path.rename(path.with_name(rng.choice(["a b", "é.md", "x" * 200, "article.md.bak", "IMG.JPG"])))
    else:
        shutil.copytree(path.parent, path.parent.with_name(rng.choice(["zz", "新稿", "a'b\"c", "-n"])), dirs_exist_ok=True)


def spoil(rng, issue):
    files = sorted(p for p in issue.rglob("*") if p.is_file() and not p.is_symlink())
    if rng.random() < 0.12:
        spoil_tree(rng, issue, files)
        return
    path = rng.choice(files)
    text = path.suffix in TEXT and rng.random() < 0.85
    path.write_bytes((spoil_text if text else spoil_bytes)(rng, path.read_bytes()))


def judge(status, out, err, where):
    if status == "no end":
        return "no end"
    if status not in (0, 1, 2):
        return f"status {status}: {err.strip()[-300:]}"
    errors = 0
    for line in out.splitlines():
        try:
            problem = json.loads(line)
        except ValueError:
            return f"no JSON line: {line[:100]!r}"
        if list(problem) != ["severity", "code", "message", "file", "line", "column", "page", "article"]:
            return f"other keys: {line[:100]!r}"
        errors += problem["severity"] == "error"
    press, report = where / "out" / "issue.pdf", where / "out" / "report.json"
    names = sorted(p.name for p in (where / "out").iterdir())
    if (errors > 0) != (status > 0):
        return f"status {status} with {errors} errors"
    if status == 2 and (names != ["issue.pdf"] or press.read_bytes() != b"earlier"):
        return f"status 2, but out holds {names}"
    if status == 1 and press.read_bytes() != b"earlier":
        return "status 1, but the earlier press file is gone"
    if status < 2:
        try:
            json.loads(report.read_text())
        except (OSError, ValueError) as error:
            return f"report.json: {error}"
    if status == 0 and subprocess.run(["qpdf", "--check", str(press)], capture_output=True).returncode:
        return "status 0, but qpdf finds fault with the press file"
    return None


def run(tekan, base, work, seed, keep):
    rng = random.Random(seed)
    where = work / f"run-{seed}"
    shutil.rmtree(where, ignore_errors=True)
    (where / "out").mkdir(parents=True)
    (where / "out" / "issue.pdf").write_bytes(b"earlier")
    shutil.copytree(base, where / "issue", symlinks=True)
    for _ in range(rng.choice([1, 1, 2, 3])):
        try:
            spoil(rng, where / "issue")
        except (OSError, IndexError):
            pass
    try:
        done = subprocess.run([tekan, "build", "issue", "-o", "out", "--json", "-j", "2"], cwd=where, capture_output=True, timeout=60,
                              env={**os.environ, "XDG_CACHE_HOME": str(work / "cache"), "ASAN_OPTIONS": "exitcode=99"})
        status, out, err = done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")
    except subprocess.TimeoutExpired:
        status, out, err = "no end", "", ""
    verdict = judge(status, out, err, where)
    if verdict and keep:
        shutil.rmtree(work / f"bad-{seed}", ignore_errors=True)
        shutil.copytree(where, work / f"bad-{seed}", symlinks=True, ignore_dangling_symlinks=True, ignore=lambda d, ns: [n for n in ns if pathlib.Path(d, n).is_fifo()])
    shutil.rmtree(where, ignore_errors=True)
    return status, verdict and f"seed {seed}: {verdict}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tekan"), parser.add_argument("issue"), parser.add_argument("work"), parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1), parser.add_argument("-j", type=int, default=2), parser.add_argument("--keep", action="store_true")
    args = parser.parse_args()
    work = pathlib.Path(args.work).resolve()
    work.mkdir(parents=True, exist_ok=True)
    tekan, base = os.path.abspath(args.tekan), pathlib.Path(args.issue).resolve()
    with concurrent.futures.ThreadPoolExecutor(args.j) as pool:
        ends = list(pool.map(lambda seed: run(tekan, base, work, seed, args.keep), range(args.seed, args.seed + args.count)))
    bad = [verdict for _, verdict in ends if verdict]
    print(f"{'not ok' if bad else 'ok'} - {args.count} spoiled issues: " + ", ".join(f"status {s}: {sum(1 for e, _ in ends if e == s)}" for s in (0, 1, 2)))
    for verdict in bad[:20]:
        print("# " + verdict.replace("\n", " "))
    return bool(bad)


sys.exit(main())
