# The corpora of the fuzz targets, and what they once found, once more; and the words their fuzzers would be given.
. tests/lib.sh
for source in tests/fuzz/fuzz_*.c; do
  name=$(basename "$source" .c)
  check "$name survives its corpus" timeout 120 "$BUILD/tests/fuzz/$name" "tests/fuzz/corpus/$name"
  check "$name has its words" tests/fuzz/dictionary "${name#fuzz_}"
done
