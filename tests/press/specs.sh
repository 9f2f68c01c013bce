#!/usr/bin/env bash
# What the press gets, over many specs: both standards, spot inks, tints, overprint, reversed type, pictures of every kind, bleed, vertical text,
# borders. Outside judges: qpdf, Ghostscript (stopping on warnings), its separations, and three renderers that must agree.
. tests/lib.sh
tools=$PWD/$BUILD/tests/tools
cd "$SCRATCH" || exit 1
"$tools/make_pictures" .

TEXT='全市上下抢抓机遇，项目建设稳步推进，总投资128.5亿元，比上年增长4.7%。“链主”企业带动作用明显，《产业发展纲要》印发实施，群众的笑容多了。'

# begin NAME: an issue of one page, black text alone, PDF/X-4; what follows changes it.
begin() {
  name=$1; rm -rf "$name"; mkdir -p "$name/articles/one"
  cat >"$name/l.yaml" <<'YAML'
sheet: {trim: [200mm, 280mm], bleed: 3mm, margins: {top: 20mm, right: 15mm, bottom: 15mm, left: 15mm}, marks: [crop, registration, colour_bar, slug]}
grid: {columns: 3, characters: 16, leading: 13.5pt}
press: {standard: PDF/X-4}
colours:
  ink: {cmyk: [0, 0, 0, 100]}
styles:
  title: {font: 标宋, size: [18pt, 32pt], align: centre, punctuation: headline, indent: 0字, colour: ink}
templates:
  page:
    slots:
      - {name: lead, columns: 1-3, rows: 1-48}
    furniture:
      - {text: "{paper} {section}", box: [0mm, -8mm, 60mm, 5mm]}
YAML
  printf 'paper: 样报\ntitle: 试机\ndate: 2024-03-27\nlayout: ./l.yaml\npages:\n  - {template: page, section: 要闻, slots: {lead: one}}\n' >"$name/issue.yaml"
  { printf -- '---\ntitle: 春到雁门关外\nbyline: 本报记者\nimages: {}\n---\n\n'
    for _ in 1 2 3 4 5 6; do printf '%s%s\n\n' "$TEXT" "$TEXT"; done; } >"$name/articles/one/article.md"
}
layout() { sed -i "$1" "$name/l.yaml"; }
article() { sed -i "$1" "$name/articles/one/article.md"; }
furniture() { printf '      - %s\n' "$1" >>"$name/l.yaml"; }
picture() { # FILE OPTIONS
  cp "$1" "$name/articles/one/"
  sed -i "s|^images: {\(.*\)}\$|images: {\1 $1: {caption: 图片说明, $2},}|" "$name/articles/one/article.md"
}

plates() { # of the first page's trim, without the composite
  rm -f "$name".plate*
  check "$name: Ghostscript renders it without a warning" sh -c \
    "[ -z \"\$(gs -q -dNOPAUSE -dBATCH -dPDFSTOPONERROR -dPDFSTOPONWARNING -dUseTrimBox -dLastPage=1 -sDEVICE=tiffsep -sCompression=none -r100 -sOutputFile='$name.plate.tif' '$pdf' 2>&1)\" ]"
  rm -f "$name.plate.tif"
  inks=$(ls "$name".plate*.tif | sed 's/%/\\x/g' | xargs -0 printf '%b') # names are percent-encoded
}
coverage() { # INK → its share of the page, %
  "$tools/plates" 400 "$name.plate($1).tif" | head -1 | awk '{ print $NF }'
}

# judge TAC: builds the issue and holds it before every judge.
judge() {
  run "$TEKAN" build "$name" -o "$name-out"
  expect_status "$name: builds" 0
  pdf=$name-out/$name.pdf
  check "$name: qpdf finds nothing" sh -c "qpdf --check '$pdf' >/dev/null"
  run "$TEKAN" check "$pdf"; expect_status "$name: passes our preflight" 0
  refuse "$name: every font is embedded and subset" sh -c "pdffonts '$pdf' | tail -n +3 | awk '{ print \$(NF-4) \$(NF-3) }' | grep -qv yesyes"
  plates
  # shellcheck disable=SC2086
  check "$name: no more than $1 % of ink at any pixel" sh -c "ls $name.plate*.tif | tr '\n' '\0' | xargs -0 '$tools/plates' $1"
  mutool draw -q -r 72 -o "$name.png" "$pdf" 1 2>/dev/null
  pdftoppm -r 72 -f 1 -l 1 "$pdf" >"$name.poppler.ppm"
  gs -q -dNOPAUSE -dBATCH -dLastPage=1 -dOverprint=/simulate -dTextAlphaBits=4 -dGraphicsAlphaBits=4 -sDEVICE=ppmraw -r72 -sOutputFile="$name.gs.ppm" "$pdf"
  [ "$name" = overprint ] || # which poppler's pictures do not show
    check "$name: MuPDF and poppler agree" "$tools/compare_pictures" "$name.png" "$name.poppler.ppm"
  # Their blacks and colours differ (one shows inks through a profile, one does not): the shapes must not.
  check "$name: MuPDF and Ghostscript agree" "$tools/compare_pictures" "$name.png" "$name.gs.ppm" 0.95
  expect_text "$name: its text is read in order" "$(pdftotext -raw "$pdf" - | tr -d '\n ')" "$(printf '%s' "$TEXT" | cut -c1-60)"
}
black_alone() {
  for plate in Cyan Magenta Yellow; do
    check "$name: nothing on the $plate plate" test "$(coverage $plate)" = 0.000
  done
  check "$name: and the text on the black one" awk -v c="$(coverage Black)" 'BEGIN { exit !(c > 2) }'
}

begin x4-text; judge 240; black_alone
begin x1a-text; layout 's|PDF/X-4|"PDF/X-1a:2003"|'; judge 240; black_alone

begin spot
layout 's|^  ink: .*|&\n  red: {spot: "PANTONE 485 C", cmyk: [0, 95, 100, 0]}|; s|colour: ink|colour: red|'
furniture '{band: [0mm, -12mm, 170mm, 3mm], colour: red, tint: 30}'
judge 240
check "spot: the plate has the ink's name" test -e "spot.plate(PANTONE 485 C).tif"
for plate in Cyan Magenta Yellow; do check "spot: nothing of it on the $plate plate" test "$(coverage $plate)" = 0.000; done
check "spot: the title is on its own plate" awk -v c="$(coverage 'PANTONE 485 C')" 'BEGIN { exit !(c > 0.3) }'

begin spot-twice
layout 's|^  ink: .*|&\n  red: {spot: 大红, cmyk: [0, 95, 100, 0]}\n  rose: {spot: 大红, cmyk: [0, 50, 20, 0]}|; s|colour: ink|colour: red|'
furniture '{rule: [0mm, -2mm, 170mm, 0mm], weight: 2pt, colour: rose}'
judge 240
expect_text "spot-twice: the layout artist is told" "$("$TEKAN" check spot-twice 2>&1)" "[spot-twice]"
check "spot-twice: one plate" test "$(printf '%s\n' "$inks" | wc -l)" = 5

begin spot-chinese
layout 's|PDF/X-4|"PDF/X-1a:2003"|; s|^  ink: .*|&\n  red: {spot: 报头红, cmyk: [0, 95, 100, 0]}\n  gold: {spot: 金, cmyk: [20, 30, 70, 10]}|; s|colour: ink|colour: red|'
furniture '{rule: [0mm, -2mm, 170mm, 0mm], weight: 2pt, colour: gold}'
judge 240
expect_text "spot-chinese: both plates have their names" "$inks" "报头红"
expect_text "spot-chinese: both plates have their names" "$inks" "金"

begin tints
layout 's|^  ink: .*|&\n  blue: {cmyk: [100, 60, 0, 10]}|; s|rows: 1-48}|rows: 1-48, tint: {colour: blue, percent: 12}, border: {kind: double, weight: 2pt, colour: blue}}|'
furniture '{band: [-15mm, -20mm, 200mm, 6mm], colour: blue, bleed: true}'
judge 240

begin overprint
layout 's|^  ink: .*|&\n  red: {cmyk: [0, 100, 90, 0]}\n  over: {cmyk: [40, 0, 0, 0], overprint: true}|'
furniture '{band: [0mm, 30mm, 170mm, 60mm], colour: over}'
judge 240

begin reversed
layout 's|^  ink: .*|&\n  deep: {cmyk: [60, 30, 0, 80]}\n  white: {cmyk: [0, 0, 0, 0]}|; s|colour: ink}|colour: white}\n  byline: {font: 楷体, size: 10pt, align: centre, indent: 0字, colour: white}|; s|rows: 1-48}|rows: 1-48, headline: {rows: [6, 6]}}|'
furniture '{band: [0mm, -2mm, 170mm, 30mm], colour: deep}'
judge 240

for standard in PDF/X-4 '"PDF/X-1a:2003"'; do
  begin "pictures-$([ "$standard" = PDF/X-4 ] && echo x4 || echo x1a)"
  layout "s|PDF/X-4|$standard|"
  for file in rgb.jpg grey.jpg cmyk.jpg turned.jpg palette.png alpha.png deep.png line.png; do picture "$file" 'span: 1, place: column-top'; done
  judge 240
done

begin grey-alone; picture grey.jpg 'span: 2'; picture line.png 'span: 1'; judge 240; black_alone

begin no-bleed
layout 's|bleed: 3mm|bleed: 0mm|; s|, marks: .*}|}|'
judge 240

begin upright
layout 's|rows: 1-48}|rows: 1-48, headline: {side: right}, body: {direction: vertical, tiers: 2}}|'
judge 240; black_alone

begin borders
layout 's|^  ink: .*|&\n  red: {cmyk: [0, 100, 90, 0]}|; s|rows: 1-48}|rows: 1-48, border: {kind: lace, weight: 0.8pt, colour: red, pattern: fret}}|'
printf '\n| 项目 | 数值 |\n|---|--:|\n| 投资 | 128.5亿元 |\n| 增长 | 4.7%% |\n' >>borders/articles/one/article.md
judge 240

begin mixed
printf '\n[忻州]{ruby="xīn zhōu"}的𬭚元素与[重点]{.dots}，GDP of 2024, office—efficient “file” https://example.org/index.html 与**黑体**、*楷体*。\n' >>mixed/articles/one/article.md
judge 240; black_alone

begin pages
for i in 2 3 4 5 6; do cp -r pages/articles/one "pages/articles/p$i"; printf '  - {template: page, section: 第%s版, slots: {lead: p%s}}\n' $i $i >>pages/issue.yaml; done
layout 's|^press: {|press: {split: true, |'
judge 240
check "pages: Ghostscript renders all of them without a warning" sh -c \
  "[ -z \"\$(gs -q -dNOPAUSE -dBATCH -dPDFSTOPONERROR -dPDFSTOPONWARNING -sDEVICE=nullpage '$pdf' 2>&1)\" ]"
check "pages: six of them" test "$(pdfinfo pages-out/pages.pdf | awk '/^Pages/ { print $2 }')" = 6
check "pages: and six files of one" test "$(ls pages-out/pages-*.pdf | wc -l)" = 6
expect_text "pages: bookmarks" "$(mutool show pages-out/pages.pdf outline 2>/dev/null)" "第6版"

# The judges can tell: a page without its picture or without a paragraph is not the same, and a page of full inks is over the limit.
begin x4-text
sed -i '$d;N;$d' x4-text/articles/one/article.md; sed -i '$d' x4-text/articles/one/article.md
"$TEKAN" build -q x4-text -o less >/dev/null 2>&1
pdftoppm -r 72 -f 1 -l 1 less/x4-text.pdf >less.ppm
check "a page with less text is made" test -s less.ppm
refuse "a missing paragraph is seen" "$tools/compare_pictures" x4-text.png less.ppm 0.95
refuse "a missing picture is seen" "$tools/compare_pictures" grey-alone.png x4-text.poppler.ppm 0.95
name=pictures-x4
# shellcheck disable=SC2012
refuse "too much ink is seen" sh -c "ls $name.plate*.tif | tr '\n' '\0' | xargs -0 '$tools/plates' 100"

# Black text overprints what it stands on: where that is heavy the layout artist hears of it before the printer does.
begin heavy
layout 's|^  ink: .*|&\n  wine: {cmyk: [40, 100, 80, 0]}|; s|rows: 1-48}|rows: 1-48, tint: {colour: wine, percent: 100}}|'
run "$TEKAN" build heavy -o heavy-out; expect_status "heavy: builds" 0
expect_text "heavy: inks on each other are told" "$err" "total ink of 320 % is over the limit (page 1, at"
