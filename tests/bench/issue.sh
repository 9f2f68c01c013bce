# A whole special issue of text pages (2,500 characters each, five columns): CPU seconds, peak memory and bytes a page for 1, 8 and 64 pages on one
# thread, the median of five runs after one that fills the cache of font sums.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
BUILD=${BUILD:-build}
export XDG_CACHE_HOME=$work/cache
printf '%-6s %12s %12s %14s\n' pages 'CPU seconds' 'peak MiB' 'bytes a page'
for pages in 1 8 64; do
  "$BUILD/tests/tools/make_issue" "$work/issue$pages" "$pages" 2500 1
  python3 - "$pages" "$work/out$pages" "$BUILD/tekan" build "$work/issue$pages" -o "$work/out$pages" -j 1 -q --force <<'PY'
import glob, os, statistics, subprocess, sys
pages, out, call = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
cpu, memory = [], 0
for turn in range(6):
    child = subprocess.Popen(call, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    assert os.waitstatus_to_exitcode(status) in (0, 1), status
    if turn:
        cpu.append(usage.ru_utime + usage.ru_stime)
        memory = max(memory, usage.ru_maxrss / 1024)
[pdf] = glob.glob(out + "/*.pdf")
print(f"{pages:<6} {statistics.median(cpu):>12.3f} {memory:>12.0f} {os.path.getsize(pdf) // pages:>14}")
PY
done
