#!/usr/bin/env bash
# The lead leads: on pages made up from drawn copy its title is a quarter larger than any other, its picture no smaller than another story's, and heads fall with rank, as an
# outside reader finds them, on nine pages of ten.
. tests/lib.sh
count=${LEADS_PAGES:-20}
cd "$SCRATCH" || exit 1
check "of $count pages nine in ten" env BUILD="$BUILD" python3 "$ROOT/tests/property/leads.py" "$ROOT" "$TEKAN" "$count"
