# Work and limits: in every dimension of the input four times as much takes at most six times the CPU (where quadratic
# work would take sixteen); what is over a limit is told with the limit and its place.
. tests/lib.sh
export XDG_CACHE_HOME=$SCRATCH/cache
python3 tests/tools/growth.py "$TEKAN" "$SCRATCH/work" hold
python3 tests/tools/growth.py "$TEKAN" "$SCRATCH/work" limits
