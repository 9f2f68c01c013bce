# Many issues at once: a process an issue, nothing shared but the cache. Issues an hour, one after the other with all processors' threads, then as many
# at once as there are processors, a thread each, by GNU parallel (else xargs). Each way starts with an empty cache, which its processes share, as on a
# machine that never saw the pictures. ISSUES=40 issues of 8 pages of text; PHOTOS=8 issues of 8 pages with a photograph of 12 megapixels on each.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
BUILD=${BUILD:-build}
ISSUES=${ISSUES:-40} PHOTOS=${PHOTOS:-8}
tekan=$PWD/$BUILD/tekan tools=$PWD/$BUILD/tests/tools
cores=$(nproc)

make_issues() { # KIND COUNT
  for i in $(seq "$2"); do
    issue=$work/$1/issue$i
    mkdir -p "$work/$1"
    "$tools/make_issue" "$issue" 8 "$3" "$i"
    [ "$1" = photos ] || continue
    for page in 1 2 3 4 5 6 7 8; do
      article=$issue/articles/a00$page
      "$tools/make_photo" "$article/photo.jpg" 4000 3000 $((i * 8 + page))
      sed -i '/^byline:/a images: {photo.jpg: {span: 3}}' "$article/article.md"
    done
  done
}

# What one process does. Statuses 0 and 1 are results; the rest is a failure of the run.
cat >"$work/one" <<SH
#!/bin/sh
# one ISSUE OUT THREADS
XDG_CACHE_HOME=\$2-cache "$tekan" build "\$1" -o "\$2/\${1##*/}" -j "\$3" -q --force >/dev/null 2>&1
[ \$? -le 1 ]
SH
chmod +x "$work/one"

# timed COMMAND…: its seconds, and those of the processors. (times tells of this shell's children, so it may not stand in a pipe.)
timed() {
  times >"$work/before"
  start=$(date +%s.%N)
  "$@" || { echo "a process failed" >&2; exit 1; }
  end=$(date +%s.%N)
  times >"$work/after"
  seconds=$(python3 - "$start" "$end" "$work/before" "$work/after" <<'PY'
import re, sys
def busy(name):
    return sum(60 * float(m) + float(s) for m, s in re.findall(r"(\d+)m([\d.]+)s", open(name).read()))
print(float(sys.argv[2]) - float(sys.argv[1]), busy(sys.argv[4]) - busy(sys.argv[3]))
PY
  )
}
in_turn() { for issue in "$work/$1"/*; do "$work/one" "$issue" "$work/$1-in-turn" "$cores" || return 1; done; }
at_once() {
  if parallel --version 2>/dev/null | grep -q '^GNU parallel'; then
    parallel --will-cite -j "$cores" --halt soon,fail=1 "$work/one" {} "$work/$1-at-once" 1 ::: "$work/$1"/*
  else
    printf '%s\n' "$work/$1"/* | xargs -P "$cores" -I{} "$work/one" {} "$work/$1-at-once" 1
  fi
}
row() { # KIND COUNT HOW SECONDS BUSY
  python3 -c 'import sys
kind, count, how, seconds, busy = sys.argv[1], int(sys.argv[2]), sys.argv[3], float(sys.argv[4]), float(sys.argv[5])
print(f"{kind:<8} {count:>7} {how:<28} {seconds:>8.2f} {busy / count:>12.2f} {count * 3600 / seconds:>12.0f} {1000 * seconds / count / 60:>18.1f}")' "$@"
}

if parallel --version 2>/dev/null | grep -q '^GNU parallel'; then with=parallel; else with=xargs; fi
printf '%-8s %7s %-28s %8s %12s %12s %18s\n' kind issues how seconds 'CPU s/issue' 'issues/hour' 'minutes for 1,000'
for kind in text photos; do
  if [ $kind = text ]; then count=$ISSUES characters=2500; else count=$PHOTOS characters=2000; fi
  make_issues $kind "$count" $characters
  timed in_turn $kind; row $kind "$count" "in turn, -j $cores" $seconds
  timed at_once $kind; row $kind "$count" "$cores at once, -j 1 ($with)" $seconds
  (cd "$work/$kind-in-turn" && find . -name '*.pdf' -exec sha256sum {} +) | sort >"$work/sums"
  [ "$(wc -l <"$work/sums")" = "$count" ] || { echo "not every issue has a press PDF" >&2; exit 1; }
  (cd "$work/$kind-at-once" && sha256sum --quiet -c "$work/sums") && echo "the same bytes either way"
done
