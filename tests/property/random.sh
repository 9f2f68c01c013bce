#!/usr/bin/env bash
# Issues nobody wrote, composed and painted under AddressSanitizer and UBSan (random_issues.c tells what is asked of each). The first 400 reach 15,756 of the
# lines and 10,776 of the branches of src/ that a thousand reach 15,792 and 10,863 of; `make asan` takes the thousand, RANDOM_ISSUES as many as there is time for.
. tests/lib.sh
watched=build-address-undefined/tests/tools/random_issues
[ -x "$watched" ] || watched=$BUILD/tests/tools/random_issues
half=$((${RANDOM_ISSUES:-400} / 2))
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
