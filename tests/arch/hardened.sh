# What is built is hardened: it may stand anywhere in memory, its tables are read-only once it runs, its stacks are watched, and glibc checks bounds.
. tests/lib.sh
# HARDENED: the flags it was built with, as make check says; empty with HARDEN= and for the sanitizers.
if [ -z "${HARDENED-unsaid}" ]; then skip "the program is hardened" "HARDEN is empty"; exit 0; fi
headers=$(readelf -hldW "$TEKAN") symbols=$(readelf --dyn-syms -W "$TEKAN" | grep -o '[a-z_]*_chk[a-z_]*@' | sort -u)
expect_text "it is position-independent" "$headers" "DYN ("
expect_text "its relocations become read-only" "$headers" "GNU_RELRO"
if printf '%s\n' "$headers" | grep -E 'FLAGS' | grep -qE 'BIND_NOW|NOW'; then pass "all of them, at once"; else fail "all of them, at once" "$headers"; fi
check "its stack cannot be run" sh -c 'readelf -lW "$1" | grep -E "GNU_STACK +([^ ]+ +){5}RW "' sh "$TEKAN"
expect_text "stacks are watched" "$symbols" "__stack_chk_fail"
case ${HARDENED-_FORTIFY_SOURCE} in
  *_FORTIFY_SOURCE*) expect_text "glibc checks bounds" "$symbols" "_chk@" ;;
  *) skip "glibc checks bounds" "not optimised" ;;
esac
