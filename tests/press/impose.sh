#!/usr/bin/env bash
# Sheets: the pages where the scheme puts them, as they are by themselves; legal as any press file.
. tests/lib.sh
compare=$PWD/$BUILD/tests/tools/compare_pictures
cd "$SCRATCH" || exit 1
cp -r "$SAMPLE" sample
points() { pdfinfo -box "$1" | awk -v key="$2:" '$1 == key { print $2, $3, $4, $5 }'; }
pixels() { awk -v v="$1" 'BEGIN { printf "%d", v * 2 + 0.5 }'; }

"$TEKAN" build -q sample -o plain 2>/dev/null
read -r left bottom right top < <(points plain/sample.pdf TrimBox)
for scheme in spreads 4-up; do
  cp "$SAMPLE/issue.yaml" sample/issue.yaml
  printf '\npress: {impose: %s}\n' $scheme >>sample/issue.yaml
  run "$TEKAN" build sample -o $scheme; expect_status "$scheme: builds" 0
  pdf=$scheme/sample-imposed.pdf
  check "$scheme: the press file is what it is without" cmp plain/sample.pdf $scheme/sample.pdf
  check "$scheme: qpdf finds nothing" sh -c "qpdf --check $pdf >/dev/null"
  check "$scheme: Ghostscript renders it without a warning" sh -c "[ -z \"\$(gs -q -dNOPAUSE -dBATCH -dPDFSTOPONERROR -dPDFSTOPONWARNING -sDEVICE=nullpage $pdf 2>&1)\" ]"
  run "$TEKAN" check $pdf; expect_status "$scheme: passes preflight" 0
  expect_text "$scheme: which says nothing of it" "[$out$err]" "[]"
  check "$scheme: fonts and pictures are not doubled" test "$(wc -c <$pdf)" -le "$(($(wc -c <plain/sample.pdf) * 11 / 10))"
  run "$TEKAN" build sample -o again -j3
  check "$scheme: the same bytes for any number of threads" cmp $pdf again/sample-imposed.pdf
done
check "spreads: two sheet sides" test "$(pdfinfo spreads/sample-imposed.pdf | awk '/^Pages/ { print $2 }')" = 2
check "4-up: two sheet sides" test "$(pdfinfo 4-up/sample-imposed.pdf | awk '/^Pages/ { print $2 }')" = 2

# seen SCHEME SIDE COLUMN ROW PAGE TURNED: what stands there is the page.
w=$(awk -v a="$left" -v b="$right" 'BEGIN { print b - a }') h=$(awk -v a="$bottom" -v b="$top" 'BEGIN { print b - a }')
seen() {
  local x y turn=cat
  read -r sheet_left sheet_bottom _ sheet_top < <(points "$1/sample-imposed.pdf" TrimBox)
  media=$(pdfinfo "$1/sample-imposed.pdf" | awk '/^Page size/ { print $5 }')
  x=$(pixels "$(awk -v l="$sheet_left" -v c="$3" -v w="$w" 'BEGIN { print l + c * w }')")
  y=$(pixels "$(awk -v m="$media" -v t="$sheet_top" -v r="$4" -v h="$h" 'BEGIN { print m - t + r * h }')")
  pdftoppm -r 144 -f "$2" -l "$2" -x "$x" -y "$y" -W "$(pixels "$w")" -H "$(pixels "$h")" "$1/sample-imposed.pdf" >there.ppm
  [ -e "page$5.ppm" ] || pdftoppm -r 144 -f "$5" -l "$5" -x "$(pixels "$left")" -y "$(pixels "$(awk -v t="$top" -v m="$(pdfinfo plain/sample.pdf | awk '/^Page size/ { print $5 }')" 'BEGIN { print m - t }')")" \
    -W "$(pixels "$w")" -H "$(pixels "$h")" plain/sample.pdf >"page$5.ppm"
  cp "page$5.ppm" alone.ppm
  if [ "$6" = turned ]; then # a PPM stood on its head: its pixels backwards
    python3 - <<'PY'
data = open("alone.ppm", "rb").read()
head, size, most, pixels = data.split(b"\n", 3)
open("alone.ppm", "wb").write(b"\n".join([head, size, most]) + b"\n" + b"".join(pixels[i:i + 3] for i in range(len(pixels) - 3, -1, -3)))
PY
  fi
  "$compare" there.ppm alone.ppm
}
check "spreads: page 4 left of page 1" seen spreads 1 0 0 4 upright
check "spreads: page 1 right of page 4" seen spreads 1 1 0 1 upright
check "spreads: page 2 behind page 1" seen spreads 2 0 0 2 upright
check "spreads: page 3 beside it" seen spreads 2 1 0 3 upright
check "4-up: page 1 at the right foot" seen 4-up 1 1 1 1 upright
check "4-up: page 4 on its head above it" seen 4-up 1 1 0 4 turned
check "4-up: page 2 behind page 1" seen 4-up 2 0 1 2 upright
check "4-up: page 3 on its head above it" seen 4-up 2 0 0 3 turned
refuse "page 1 is not page 2" seen spreads 1 1 0 2 upright

printf '\npress: {impose: sideways}\n' >>sample/issue.yaml
sed -i '/impose: 4-up/d' sample/issue.yaml
run "$TEKAN" check sample; expect_text "an unknown scheme is told of" "$err" "spreads"
