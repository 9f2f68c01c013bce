#!/usr/bin/env bash
# Each row of tests/mutation/*.tsv fits: what it replaces stands once in its file, and its tests are there. Running them is tests/mutation/run.
. tests/lib.sh
check "mutants fit the program they are put into" tests/mutation/run -c
mkdir -p "$SCRATCH/tests"
cp -r tests/mutation "$SCRATCH/tests"
printf 'elsewhere\tsrc/base/costs.def\tno such text\tanother\tunit/break/test_glue\tnothing\n' >"$SCRATCH/tests/mutation/x.tsv"
for name in src tests/unit tests/property tests/cli; do ln -s "$ROOT/$name" "$SCRATCH/$name"; done
run "$SCRATCH/tests/mutation/run" -c
expect_status "one that does not is told" 1
expect_text "… with its place" "$out" "x.tsv:1: elsewhere: “no such text” stands 0 times in src/base/costs.def"
