# One version: the file VERSION says it, and everything that tells a version agrees.
. tests/lib.sh
version=$(cat VERSION)
if printf '%s\n' "$version" | grep -Eqx '[0-9]+\.[0-9]+\.[0-9]+'; then pass "VERSION is a number"; else fail "VERSION is a number" "$version"; fi
is() { if [ "$2" = "$3" ]; then pass "$1"; else fail "$1" "“$2”, not “$3”"; fi; }

is "tekan --version" "$("$TEKAN" --version)" "tekan $version"
"$TEKAN" new "$SCRATCH/issue" >/dev/null
run "$TEKAN" build "$SCRATCH/issue" -o "$SCRATCH/out"; expect_status "a page is built" 0
is "report.json" "$(python3 -c 'import json,sys; print(json.load(open(sys.argv[1]))["tekan"])' "$SCRATCH/out/report.json")" "$version"
is "the PDF's creator" "$(pdfinfo "$SCRATCH/out/issue.pdf" | sed -n 's/^Creator: *//p')" "tekan $version"

# The newest release of CHANGELOG.md is this version, with its day, and the Debian package's newest entry is the same.
release=$(grep -E '^## ' CHANGELOG.md | grep -vx '## Unreleased' | head -n 1)
day=${release##* }
if printf '%s\n' "$release" | grep -Eqx '## [0-9.]+ - [0-9]{4}-[0-9]{2}-[0-9]{2}'; then pass "CHANGELOG.md's newest release has a day"; else fail "CHANGELOG.md's newest release has a day" "$release"; fi
is "CHANGELOG.md's newest release" "$release" "## $version - $day"
is "nothing is unreleased but at the top" "$(grep -E '^## ' CHANGELOG.md | sed 1d | grep -cx '## Unreleased')" 0
is "debian/changelog's version" "$(sed -n '1s/^tekan (\([^)]*\)).*/\1/p' debian/changelog)" "$version"
is "debian/changelog's day" "$(date -u -d "$(sed -n 's/^ -- .*>  //p' debian/changelog | head -n 1)" +%F)" "$day"

# Nobody else keeps a version of their own.
found=$(grep -rnE "(^|[^0-9.])$(printf %s "$version" | sed 's/\./\\./g')([^0-9.]|\$)" Makefile man src po completions README.md README.zh-CN.md || true)
is "no other file says it" "$found" ""
