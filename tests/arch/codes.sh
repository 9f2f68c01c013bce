# Every diagnostic of src/base/codes.def is told by the program, and a test names it, as DIAG_CODE or as it is printed. tests/arch/codes.untested
# lists those no test can bring about yet, and why; it only ever gets shorter.
. tests/lib.sh
codes=$(sed -n 's/^DIAG(\([A-Z0-9_]*\),.*/\1/p' src/base/codes.def | LC_ALL=C sort)
if [ "$(printf '%s\n' "$codes" | wc -l)" -gt 100 ]; then pass "there are codes"; else fail "there are codes" "$codes"; fi

# named CODES WHERE…: those of CODES that files there name.
named() {
  local all=$1
  shift
  { grep -rhoE --include='*.c' --include='*.h' --include='*.sh' --include='*.py' '\<DIAG_[A-Z0-9_]+\>' "$@" | sed 's/^DIAG_//'
    grep -rhoE --include='*.c' --include='*.h' --include='*.sh' --include='*.py' '\<[a-z0-9]+(-[a-z0-9]+)+\>|\[[a-z]+\]' "$@" | tr -d '[]' | tr 'a-z-' 'A-Z_'
  } | LC_ALL=C sort -u | LC_ALL=C comm -12 - <(printf '%s\n' "$all")
}
lacks() { LC_ALL=C comm -23 <(printf '%s\n' "$1") <(printf '%s\n' "$2"); }
none() { if [ -z "$2" ]; then pass "$1"; else fail "$1" "$2"; fi; }

rules=$(sed -n 's/^PAGE_RULE(\([A-Z_]*\),.*/\1/p' src/load/page_rules.def | LC_ALL=C sort) # told by one function, by their rows
none "every code is told by the program" "$(lacks "$(lacks "$codes" "$(named "$codes" src)")" "$rules")"
tested=$(named "$codes" tests/unit tests/cli tests/press tests/preflight tests/property tests/tools tests/web tests/fault)
untested=$(sed -e '/^#/d' -e 's/ .*//' tests/arch/codes.untested | LC_ALL=C sort)
none "a test names every code" "$(lacks "$(lacks "$codes" "$tested")" "$untested")"
none "none that is tested is listed as untested" "$(LC_ALL=C comm -12 <(printf '%s\n' "$tested") <(printf '%s\n' "$untested"))"
none "what is listed as untested is a code" "$(lacks "$untested" "$codes")"
reasons=$(grep -vcE '^#|^[A-Z0-9_]+ +.{10,}' tests/arch/codes.untested)
if [ "$reasons" = 0 ]; then pass "each with its reason"; else fail "each with its reason" "$(cat tests/arch/codes.untested)"; fi
