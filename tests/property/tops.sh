#!/usr/bin/env bash
# Pictures of a story that stand beside each other on a made-up page are level at their heads or clearly not, and white over one is taken by it: on thirty pages of drawn copy
# an outside reader finds seven others at the most of either kind (tops.py); before this was weighed there were ten and nine.
. tests/lib.sh
count=${TOPS_PAGES:-30}
cd "$SCRATCH" || exit 1
check "of $count pages" env BUILD="$BUILD" python3 "$ROOT/tests/property/tops.py" "$ROOT" "$TEKAN" "$count" "$((count / 4))"
