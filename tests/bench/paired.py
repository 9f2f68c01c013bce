"""CPU seconds (user and system) and peak memory of builds of two programs, one after the other in turn, so that what else the machine
does meets both: paired.py TURNS ISSUE BASE OURS. Base is a program of an earlier commit, built with the same flags; each has a cache of
its own, filled by a turn that is not counted. The ratio is the median of the turns'."""
import os, statistics, subprocess, sys, tempfile

turns, issue, programs = int(sys.argv[1]), sys.argv[2], sys.argv[3:5]
seconds, memory = [[], []], [0, 0]
with tempfile.TemporaryDirectory() as work:
    for turn in range(turns + 1):
        for i, program in enumerate(programs):
            call = [program, "build", issue, "-o", f"{work}/out{i}", "-j", "1", "-q", "--force"]
            child = subprocess.Popen(call, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                     env={**os.environ, "XDG_CACHE_HOME": f"{work}/cache{i}"})
            _, status, usage = os.wait4(child.pid, 0)
            assert os.waitstatus_to_exitcode(status) in (0, 1), status
            if turn:
                seconds[i].append(usage.ru_utime + usage.ru_stime)
                memory[i] = max(memory[i], usage.ru_maxrss / 1024)
for i, program in enumerate(programs):
    print(f"{program}: best {min(seconds[i]):.3f} s, median {statistics.median(seconds[i]):.3f} s, peak {memory[i]:.0f} MiB")
print(f"ratio {statistics.median(b / a for a, b in zip(*seconds)):.3f}")
