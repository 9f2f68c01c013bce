# A whole special issue: seconds and memory for 4 and 32 pages, one thread and all.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
BUILD=${BUILD:-build}
export XDG_CACHE_HOME=$work/cache
printf '%-8s %-8s %10s %14s\n' pages threads seconds 'peak memory'
for pages in 4 32; do
  "$BUILD/tests/tools/make_issue" "$work/issue$pages" "$pages" 3000 1 >/dev/null
  for threads in 1 "$(nproc)"; do
    /usr/bin/env python3 - "$BUILD/tekan" build "$work/issue$pages" -o "$work/out" -j "$threads" -q <<'PY' >"$work/figures"
import resource, subprocess, sys, time
start = time.monotonic()
status = subprocess.run(sys.argv[1:], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
seconds = time.monotonic() - start
memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
assert status in (0, 1), status
print(f"{seconds:.2f} {memory}")
PY
    read -r seconds memory <"$work/figures"
    printf '%-8s %-8s %10s %11s MB\n' "$pages" "$threads" "$seconds" "$memory"
  done
done
