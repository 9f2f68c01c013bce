# A whole issue with six photographs a page, which may be cropped: CPU seconds and peak memory for 64 pages of 1,800 characters on one
# thread, the median of five runs after one that fills the cache.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
BUILD=${BUILD:-build}
export XDG_CACHE_HOME=$work/cache
seed=0
for size in '2400 1600' '1800 1200' '1600 1200' '1200 1600' '2000 1300' '1500 1500'; do
  seed=$((seed + 1))
  "$BUILD/tests/tools/make_photo" "$work/$seed.jpg" $size "$seed"
done
"$BUILD/tests/tools/make_issue" "$work/issue" 64 1800 1 tabloid "$work"/*.jpg
python3 - "$BUILD/tekan" build "$work/issue" -o "$work/out" -j 1 -q --force <<'PY'
import os, statistics, subprocess, sys
cpu, memory = [], 0
for turn in range(6):
    child = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    assert os.waitstatus_to_exitcode(status) in (0, 1), status
    if turn:
        cpu.append(usage.ru_utime + usage.ru_stime)
        memory = max(memory, usage.ru_maxrss / 1024)
print(f"64 pages, 384 photographs: {statistics.median(cpu):.3f} CPU seconds, peak {memory:.0f} MiB")
PY
