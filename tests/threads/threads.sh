# Everything that runs in threads, with eight of them: pages composed and painted, pictures converted, page pictures drawn; fonts opened and
# profiles followed by whoever comes first. Under `make tsan` no two may meet without a lock; in any build the bytes are those of one thread.
. tests/lib.sh
export G_SLICE=always-malloc # GLib 2.74 hands slices from thread to thread under a lock that thread sanitizers do not see
export TSAN_OPTIONS="halt_on_error=1 exitcode=66 second_deadlock_stack=1 suppressions=$PWD/tests/tsan.supp"
tools=$PWD/$BUILD/tests/tools profile=$PWD/tests/fuzz/corpus/fuzz_image/srgb-profile

# The judge first: it sees two threads of ours at one place, and is silent about those under our lock.
case $BUILD in
*thread*)
  all_jobs=8
  run "$tools/race" free; expect_text "the sanitizer sees a race between our threads" "$err" "data race"
  run "$tools/race" locked; expect_status "and none where there is a lock" 0
  ;;
*)
  all_jobs='1 8'
  skip "the sanitizer sees a race between our threads" "make tsan"
  ;;
esac

cd "$SCRATCH" || exit 1
mkdir many
"$tools/make_issue" many/issue 9 1500 5 tabloid
# Two profiles, each met by several pictures at once, and pictures without one.
python3 - "$profile" <<'PYTHON'
import sys
icc = open(sys.argv[1], "rb").read()[1:]
for name, own in (("a", icc), ("b", icc[:-1] + bytes([icc[-1] ^ 1]))):
    part = b"ICC_PROFILE\0\1\1" + own
    open(name + ".app2", "wb").write(b"\xff\xe2" + (len(part) + 2).to_bytes(2, "big") + part)
PYTHON
cp -r many/issue pictures
n=0
for article in pictures/articles/*; do
  n=$((n + 1))
  "$tools/make_photo" plain.jpg 500 400 $n
  case $((n % 3)) in
  0) cp plain.jpg "$article/p.jpg" ;;
  1) { head -c 2 plain.jpg; cat a.app2; tail -c +3 plain.jpg; } >"$article/p.jpg" ;;
  2) { head -c 2 plain.jpg; cat b.app2; tail -c +3 plain.jpg; } >"$article/p.jpg" ;;
  esac
  sed -i '0,/^$/s//\n![图](p.jpg)\n/' "$article/article.md"
done
for issue in many/issue pictures; do
  name=$(basename "$issue")
  for jobs in $all_jobs; do
    export XDG_CACHE_HOME=$SCRATCH/cache-$name-$jobs
    run "$TEKAN" build --force -q -j $jobs -o "$name-$jobs" "$issue"
    check "$name: built by $jobs, no thread in another's way (status $status)" test "$status" -le 1
    [ "$status" -le 1 ] || printf '%s\n' "$err" | head -n 24 | sed 's/^/# /'
    run "$TEKAN" proof -q -j $jobs -o "$name-$jobs" "$issue" # its pictures now from the cache
    check "$name: proofed by $jobs (status $status)" test "$status" -le 1
    [ "$status" -le 1 ] || printf '%s\n' "$err" | head -n 24 | sed 's/^/# /'
  done
  [ "$all_jobs" = '1 8' ] || continue
  check "$name: the same bytes" cmp "$name-1/$name.pdf" "$name-8/$name.pdf"
  check "$name: the same page pictures" cmp "$name-1/proof/page-3.png" "$name-8/proof/page-3.png"
done
