#!/usr/bin/env python3
"""Makes the machine fail under the program, one call at a time, and holds what comes of it against the promises.

usage: faults.py TEKAN INJECT.so WORK [--sample N] [--kind KIND] [--only TASK] [--at N] [-j N]

For each task and kind of call the calls are counted; then each of them (N of them with --sample, spread evenly) fails,
once and with all that follow. Memory is asked for hundreds of thousands of times: there each call (COPIES times N of them)
fails in a copy of the process, which is held to say so and end, and to do nothing else: so none follows, and how the run
ends depends on what lies on the disk alone; those calls fail for real, once, that are the first after something was changed
there. Of the thousands that write those fail that reach the disk: a stream shows what was written into its buffer only then,
and all of it alike. Of every such run is asked:
  - it ends by itself within ten seconds, by no signal, with status 3 and words on standard error;
    or it did not need the call: its status and its results are those of a run without a fault;
  - with status 3 the results of an earlier run are there as they were, all of them; or all of this one's, and that is said;
  - nothing of its own is left beside them.
Prints TAP."""
import argparse
import concurrent.futures
import errno
import filecmp
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

KINDS = {"open": [errno.EMFILE, errno.EIO], "read": [errno.EIO], "write": [errno.ENOSPC], "sync": [errno.EIO], "close": [errno.EIO],
         "rename": [errno.EIO, errno.ENOSPC], "folder": [errno.ENOSPC], "stat": [errno.EIO], "map": [errno.ENOMEM], "thread": [errno.EAGAIN], "memory": [errno.ENOMEM]}

COPIES = 100


def environment(work, **more):
    env = {k: v for k, v in os.environ.items() if not k.startswith("FAULT")}
    env.update(XDG_CACHE_HOME=str(work / "cache"), TMPDIR=str(work / "tmp"), ASAN_OPTIONS="exitcode=99", **{k: str(v) for k, v in more.items()})
    return env


def results(folder):
    """Relative name → content, the report without what differs from run to run."""
    found = {}
    for path in sorted(p for p in folder.rglob("*") if p.is_file() or p.is_symlink()):
        data = path.read_bytes()
        if path.name == "report.json":
            report = json.loads(data)
            report.pop("timing_ms", None)
            data = json.dumps(report).encode()
        found[str(path.relative_to(folder))] = data
    return found


class Task:
    """A call of the program; OLD is what an earlier run left in its output folder."""

    def __init__(self, name, words, tekan, work, warm):
        self.name, self.words, self.tekan, self.work, self.warm = name, words, tekan, work, warm

    def run(self, where, timeout=20, **fault):
        """In a folder of its own: status, standard error, results."""
        where = self.work / where
        shutil.rmtree(where, ignore_errors=True)
        (where / "tmp").mkdir(parents=True)
        (where / "out").mkdir()
        if self.warm:
            shutil.copytree(self.work / "warm", where / "cache", symlinks=True)
        (where / "out" / "issue.pdf").write_bytes(b"an earlier press file")
        (where / "out" / "report.json").write_bytes(b"{}")
        (where / "issue").mkdir()
        shutil.copy(self.work / "issue" / "issue.yaml", where / "issue")
        words = [str(where / {"OUT": "out", "ISSUE": "issue"}[word]) if word in ("OUT", "ISSUE") else word for word in self.words]
        env = environment(where, **fault)
        try:
            done = subprocess.run([self.tekan, *words], env=env, cwd=self.work, capture_output=True, timeout=timeout)
            status, err = done.returncode, done.stderr.decode(errors="replace")
        except subprocess.TimeoutExpired:
            status, err = "no end", ""
        return status, err, where

    def judge(self, status, err, where, good):
        """What is wrong with the run, or None."""
        left = [str(p) for p in where.rglob(".tekan-*") if "cache" not in p.parts] + [str(p) for p in (where / "tmp").iterdir()]
        if left:
            return f"left behind: {left[:3]}"
        if "internal" in err or "broke off" in err:
            return f"a signal under the guard: {err.strip()[-200:]}"
        try:
            now = {**results(where / "out"), **results(where / "issue")}
        except (ValueError, OSError) as error:
            return f"a result that cannot be read: {error}"
        if status == 3:
            if not err.strip():
                return "status 3 without a word"
            if "had been written, whole" in err and now == good[1]:
                return None  # it broke off afterwards, and says so
            if now != {"issue.pdf": b"an earlier press file", "report.json": b"{}", "issue.yaml": (self.work / "issue" / "issue.yaml").read_bytes()}:
                return f"status 3, and the earlier results are not as they were: {sorted(now)} {err.strip()[-200:]}"
            return None
        if status != good[0]:
            return f"status {status}, not {good[0]} or 3: {err.strip()[-300:]}"
        if now != good[1]:
            differ = sorted(k for k in set(now) | set(good[1]) if now.get(k) != good[1].get(k))
            return f"status {status}, but other results: {differ} {err.strip()[-300:]}"
        return None


def logged(task, kind, inject, **more):
    """The lines of a run in which calls are counted."""
    log = task.work / f"log-{task.name}-{kind}"
    task.run(f"count-{task.name}", timeout=3600, LD_PRELOAD=inject, FAULT_KIND=kind, FAULT_AT=0, FAULT_LOG=log, **more)
    lines = log.read_text().split("\n")
    log.unlink()
    return [line for line in lines if line]


def counted(task, kind, inject, **more):
    """The count, and the rows of what was noted with it."""
    lines = logged(task, kind, inject, **more)
    return int(lines[0]), [tuple(map(int, line.split())) for line in lines[1:]]


def count_all(task, inject):
    """Kind → count, in one run."""
    return {kind: int(number) for kind, number in (line.split() for line in logged(task, "all", inject))}


def refuse_each(task, count, inject, sample):
    """Each of COUNT calls for memory in a copy of the process: whether one did otherwise."""
    step = max(1, count // (COPIES * sample)) if sample else 1
    count, noted = counted(task, "memory", inject, FAULT_ERROR=errno.ENOMEM, FAULT_EACH=3, FAULT_STEP=step)
    print(f"{'not ok' if noted else 'ok'} - {task.name}: of {count} calls for memory, {count // step} refused in copies, each of which says so and ends")
    for number, end in noted[:12]:
        print(f"# call {number}: {f'signal {end & 127}' if end & 127 else f'status {end >> 8}'}")
    return len(noted)


def places(task, kind, counts, inject, sample):
    noted = kind in ("memory", "write")
    numbers = sorted({number for number, _ in counted(task, kind, inject)[1]}) if noted else list(range(1, counts[kind] + 1))
    if sample and len(numbers) > sample:
        numbers = [numbers[i * len(numbers) // sample] for i in range(sample)]
    return numbers


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tekan"), parser.add_argument("inject"), parser.add_argument("work")
    parser.add_argument("--sample", type=int, default=0), parser.add_argument("--kind"), parser.add_argument("--only")
    parser.add_argument("--at", type=int), parser.add_argument("-j", type=int, default=2)
    args = parser.parse_args()
    work = pathlib.Path(args.work).resolve()
    tekan, inject = os.path.abspath(args.tekan), os.path.abspath(args.inject)
    subprocess.run([tekan, "build", "issue", "-q", "-o", "first"], cwd=work, env={**environment(work), "XDG_CACHE_HOME": str(work / "warm")}, stderr=subprocess.DEVNULL)
    tasks = [Task("build", ["build", "issue", "-o", "OUT", "-j", "8", "--force"], tekan, work, False),
             Task("cached", ["build", "issue", "-o", "OUT", "-j", "1"], tekan, work, True),
             Task("proof", ["proof", "issue", "-o", "OUT", "-j", "8"], tekan, work, True),
             Task("check", ["check", "issue", "-q"], tekan, work, True),
             Task("preflight", ["check", "first/issue.pdf", "--layout", "tabloid", "-o", "OUT"], tekan, work, True),
             Task("import", ["import", "word.docx", "ISSUE"], tekan, work, True)]
    wrong = 0
    for task in tasks:
        if args.only and task.name != args.only:
            continue
        status, _, where = task.run(f"good-{task.name}")
        good = (status, {**results(where / "out"), **results(where / "issue")})
        counts = count_all(task, inject)
        for kind, errors in KINDS.items():
            if args.kind and kind != args.kind:
                continue
            if kind == "memory" and not args.at:
                wrong += refuse_each(task, counts["memory"], inject, args.sample)
            runs = [(n, ever, error) for n in ([args.at] if args.at else places(task, kind, counts, inject, args.sample)) for ever in ((False,) if kind == "memory" else (False, True)) for error in errors]

            def one(run):
                n, ever, error = run
                fault = {"LD_PRELOAD": inject, "FAULT_KIND": kind, "FAULT_AT": n, "FAULT_ERROR": error}
                if ever:
                    fault["FAULT_EVER"] = 1
                name = f"run-{task.name}-{kind}-{n}-{int(ever)}-{error}"
                status, err, where = task.run(name, **fault)
                verdict = task.judge(status, err, where, good)
                if args.at:
                    print(f"# {run}: status {status}\n# " + err.replace("\n", "\n# "))
                shutil.rmtree(where, ignore_errors=True)
                return verdict and f"call {n}{' and all after it' if ever else ''} ({errno.errorcode[error]}): {verdict}"

            with concurrent.futures.ThreadPoolExecutor(args.j) as pool:
                bad = [verdict for verdict in pool.map(one, runs) if verdict]
            wrong += len(bad)
            print(f"{'not ok' if bad else 'ok'} - {task.name}: {len(runs)} runs with failures of {kind}")
            for verdict in bad[:12]:
                print("# " + verdict.replace("\n", " "))
            if len(bad) > 12:
                print(f"# and {len(bad) - 12} more")
            sys.stdout.flush()
    return wrong > 0


sys.exit(main())
