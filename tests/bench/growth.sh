# Every dimension of the input at n, 2n and 4n: CPU seconds, their ratio, peak memory, exit statuses; then the worst
# inputs the limits allow.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
BUILD=${BUILD:-build}
export XDG_CACHE_HOME=$work/cache
python3 tests/tools/growth.py "$BUILD/tekan" "$work/work"
echo
python3 tests/tools/growth.py "$BUILD/tekan" "$work/work" worst
