# The corpora of the fuzz targets, and what they once found, once more.
. tests/lib.sh
for source in tests/fuzz/fuzz_*.c; do
  name=$(basename "$source" .c)
  check "$name survives its corpus" timeout 300 "$BUILD/tests/fuzz/$name" "tests/fuzz/corpus/$name"
done
