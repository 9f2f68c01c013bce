# What the test scripts share: TAP, and a folder of their own. Source it first.
set -u
ROOT=$PWD
SCRATCH=$(mktemp -d)
trap 'chmod -R u+w "$SCRATCH" 2>/dev/null; rm -rf "$SCRATCH"' EXIT
SAMPLE=$ROOT/issues/2024-xinzhou-lianghui

pass() { echo "ok - $1"; }
fail() {
  echo "not ok - $1"
  [ $# -lt 2 ] || printf '%s\n' "$2" | sed 's/^/# /'
}
skip() { echo "ok - $1 # SKIP $2"; }
# check NAME COMMAND…: the command succeeds.
check() {
  local name=$1 output
  shift
  if output=$("$@" 2>&1); then pass "$name"; else fail "$name" "$* → $output"; fi
}
refuse() {
  local name=$1 output
  shift
  if output=$("$@" 2>&1); then fail "$name" "$* → $output"; else pass "$name"; fi
}
# run COMMAND…: fills $status $out $err.
run() {
  "$@" >"$SCRATCH/.out" 2>"$SCRATCH/.err"
  status=$?
  out=$(cat "$SCRATCH/.out") err=$(cat "$SCRATCH/.err")
}
expect_status() {
  if [ "$status" = "$2" ]; then pass "$1"; else fail "$1" "status $status, not $2; $out $err"; fi
}
# expect_text NAME TEXT PART: PART occurs in TEXT.
expect_text() {
  case $2 in *"$3"*) pass "$1" ;; *) fail "$1" "no “$3” in: $2" ;; esac
}
expect_no_text() {
  case $2 in *"$3"*) fail "$1" "“$3” in: $2" ;; *) pass "$1" ;; esac
}
# story FOLDER CHARACTERS SEED [FRONT]: an article of copy nobody cut for a page (tests/tools/story.py, which is started once).
story() {
  if [ -z "${STORY_TO:-}" ]; then
    coproc STORY { exec python3 "$ROOT/tests/tools/story.py"; }
    exec {STORY_TO}>&"${STORY[1]}" {STORY_FROM}<&"${STORY[0]}"
  fi
  printf '%s\0' "$(realpath -m "$1")" "$2" "$3" "${4:-}" >&"$STORY_TO"
  read -r _ <&"$STORY_FROM"
}
# shrink ISSUE: the picture of one made by `tekan new`, which comes out like any other when it is not 3.6 million pixels.
shrink() {
  python3 - "$1/articles/lead/landscape.png" <<'PYTHON'
import struct, sys, zlib
w, h = 800, 498
rows = b"".join(b"\0" + bytes(v for x in range(w) for v in (x % 256, y % 256, (x * y >> 6) % 256)) for y in range(h))
part = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
open(sys.argv[1], "wb").write(b"\x89PNG\r\n\x1a\n" + part(b"IHDR", struct.pack(">IIBBBBB", w, h, 8, 2, 0, 0, 0)) + part(b"IDAT", zlib.compress(rows)) + part(b"IEND", b""))
PYTHON
  sed -i 's/span: 5 .*/span: 2/' "$1/articles/lead/article.md"
}
