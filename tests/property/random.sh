#!/usr/bin/env bash
# A thousand issues nobody wrote, composed and painted under AddressSanitizer and UBSan (random_issues.c tells what is asked of each).
. tests/lib.sh
watched=build-address-undefined/tests/tools/random_issues
[ -x "$watched" ] || watched=$BUILD/tests/tools/random_issues
count=${RANDOM_ISSUES:-1000} half=$((${RANDOM_ISSUES:-1000} / 2))
export ASAN_OPTIONS=detect_leaks=0
try() { # FIRST
  mkdir -p "$SCRATCH/$1"
  "$watched" "$SCRATCH/$1" "$1" "$half" >"$SCRATCH/$1.out" 2>"$SCRATCH/$1.err"
  echo $? >"$SCRATCH/$1.status"
}
first=${RANDOM_SEED:-1} second=$((${RANDOM_SEED:-1} + half))
try "$first" & try "$second" & wait
for seed in "$first" "$second"; do
  if grep -q '^ok' "$SCRATCH/$seed.out" && [ "$(cat "$SCRATCH/$seed.status")" = 0 ]; then
    sed -n 's/^ok - /ok - from '"$seed"' on: /p' "$SCRATCH/$seed.out"
  else
    fail "$half random issues from $seed on" "at seed $(cat "$SCRATCH/$seed/seed"); $(tail -n 40 "$SCRATCH/$seed.out" "$SCRATCH/$seed.err")"
  fi
done
