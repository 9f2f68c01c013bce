# Every weight of text and break, set to nothing and to twice itself: its test fails, and lines of some text come out otherwise.
. tests/lib.sh
if ! "$BUILD/perturbed/test_weights" tests/data/texts/*.txt tests/data/texts/kinds/*.txt; then fail "the weights are tried"; fi
# Those of makeup the same way: its test fails.
if ! "$BUILD/perturbed/test_makeup"; then fail "the weights of page make-up are tried"; fi
