#!/usr/bin/env bash
# Two painters, one list: cairo's page pictures are held against an outside rendering of the press PDF.
. tests/lib.sh
compare=$PWD/$BUILD/tests/tools/compare_pictures
cd "$SCRATCH" || exit 1
run "$TEKAN" build "$SAMPLE" -o out; expect_status "the sample builds" 0
run "$TEKAN" proof "$SAMPLE" -o out; expect_status "and proofs" 0
pdf=$(echo out/*.pdf)
# The trim on the sheet: from pdfinfo, in pixels at 150 dpi.
read -r left bottom right top < <(pdfinfo -box "$pdf" | awk '/^TrimBox/ { print $2, $3, $4, $5 }')
read -r height < <(pdfinfo "$pdf" | awk '/^Page size/ { print $5 }')
pixels() { awk -v v="$1" 'BEGIN { printf "%d", v * 150 / 72 + 0.5 }'; }
x=$(pixels "$left") y=$(pixels "$(awk -v h="$height" -v t="$top" 'BEGIN { print h - t }')")
w=$(pixels "$(awk -v a="$left" -v b="$right" 'BEGIN { print b - a }')") h=$(pixels "$(awk -v a="$bottom" -v b="$top" 'BEGIN { print b - a }')")
for page in 1 2 3 4; do
  pdftoppm -r 150 -f $page -l $page -x "$x" -y "$y" -W "$w" -H "$h" "$pdf" >page.ppm
  check "page $page looks the same by both" "$compare" out/proof/page-$page.png page.ppm
done
# The judge can tell: a page is not another, and not itself a little lower.
refuse "page 4 is not page 1" "$compare" out/proof/page-1.png page.ppm
pdftoppm -r 150 -f 4 -l 4 -x "$x" -y "$((y + 12))" -W "$w" -H "$h" "$pdf" >page.ppm
refuse "nor is it page 4 two millimetres lower" "$compare" out/proof/page-4.png page.ppm
