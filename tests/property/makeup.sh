# Page make-up against an outside judge: the optimum of small pages, by CBC, of an integer program.
. tests/lib.sh
if ! command -v cbc >/dev/null; then skip "the optimum is what CBC finds" "there is no cbc"; exit 0; fi
"$BUILD/tests/tools/makeup_small" "${PAGES:-90}" >"$SCRATCH/pages"
check "the optimum of 50 pages and more is what CBC finds" python3 tests/tools/makeup_judge.py "$SCRATCH" <"$SCRATCH/pages"
