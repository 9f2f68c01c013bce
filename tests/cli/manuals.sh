# The manuals: English and Chinese say the same keys, options and values, every option of the program is in them, and they are set without a warning.
. tests/lib.sh
keys=$ROOT/tests/tools/manual_keys.py
for page in tekan.1 tekan-issue.5 tekan-layout.5; do
  check "$page has a Chinese page" test -s "man/zh_CN/$page"
  check "$page in Chinese has the same keys" python3 "$keys" "man/$page" "man/zh_CN/$page"
done
# The comparison sees what is left out: an item, a value, a section.
for drop in '/^\.It Cm gutter/,/^\.It Cm leading/{/^\.It Cm leading/!d}' 's/ Ns Cm banjiao.*//' '/^\.Ss 版位/d' 's/^\.It Cm column_rules/.It Cm column_rule/'; do
  sed "$drop" man/zh_CN/tekan-layout.5 >"$SCRATCH/spoiled.5"
  refuse "$drop is seen" python3 "$keys" man/tekan-layout.5 "$SCRATCH/spoiled.5"
done

# The built-in styles are written once, in a table; the manuals show them as it has them, in what a layout may say.
styles=$ROOT/tests/tools/manual_styles.py
for page in man/tekan-layout.5 man/zh_CN/tekan-layout.5; do
  check "$page shows the built-in styles" python3 "$styles" src/load/styles.def "$page"
done
for change in 's/^byline: .*/byline: {font: 楷体, size: 12pt, indent: 0字, align: centre}/' '/^list: /d' 's/^kai: /kaiti: /'; do
  sed "$change" man/tekan-layout.5 >"$SCRATCH/spoiled.5"
  refuse "$change is seen" python3 "$styles" src/load/styles.def "$SCRATCH/spoiled.5"
done
{
  printf 'sheet: {trim: [200mm, 300mm], bleed: 3mm, margins: {top: 15mm, right: 15mm, bottom: 15mm, left: 15mm}}\n'
  printf 'grid: {columns: 3, characters: 14, leading: 13.5pt}\ntemplates:\n  page:\n    slots:\n      - {name: a, columns: 1-3, rows: 1-20}\nstyles:\n'
  python3 "$styles" src/load/styles.def | sed 's/^/  /'
} >"$SCRATCH/styles.yaml"
run "$TEKAN" layouts show "$SCRATCH/styles.yaml" -o "$SCRATCH/styles.png"; expect_status "a layout may write them so" 0; expect_text "and nothing is told" "[$err]" "[]"

for language in '' zh_CN/; do
  page=man/${language}tekan.1
  for option in $("$TEKAN" -h | grep -oE '(^|[ ,])--[a-z][a-z-]+' | tr -d ' ,' | sort -u); do
    if grep -qE "^\.It (Fl|Fl . ,) -${option#--}( |\$)" "$page"; then pass "$page tells of $option"; else fail "$page tells of $option"; fi
  done
  for command in $("$TEKAN" -h | sed -n 's/^  \([a-z]*\)  .*/\1/p'); do
    if grep -qE "^\.It Cm $command( |\$)" "$page"; then pass "$page tells of $command"; else fail "$page tells of $command"; fi
  done
done

# As a reader gets them. Chinese pages have Chinese names for NAME and SYNOPSIS, which mandoc asks for in English, and load
# groff's Chinese line breaking; where a line of the source ends is nobody's concern.
for page in man/*.[15] man/zh_CN/*.[15]; do
  if command -v man >/dev/null 2>&1; then
    said=$(MANWIDTH=80 LC_ALL=C.UTF-8 man --warnings -P cat -l "$page" 2>&1 >"$SCRATCH/page")
    if [ -z "$said" ]; then pass "$page is set without a warning"; else fail "$page is set without a warning" "$said"; fi
    check "$page comes out whole" test "$(wc -l <"$SCRATCH/page")" -gt 50
    wide=$(python3 -c 'import sys, unicodedata
for line in open(sys.argv[1], encoding="utf-8"):
    width = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line.rstrip("\n") if not unicodedata.combining(c))
    if width > 96: print(width, line, end="")' "$SCRATCH/page")
    if [ -z "$wide" ]; then pass "$page keeps its lines short"; else fail "$page keeps its lines short" "$wide"; fi
  else
    skip "$page is set without a warning" "man is missing"
  fi
  if command -v mandoc >/dev/null 2>&1; then
    said=$(mandoc -T lint -W warning "$page" | grep -vE 'unsupported roff request: do$|first section is not "NAME"|description line outside NAME|new sentence, new line' || true)
    if [ -z "$said" ]; then pass "mandoc has nothing against $page"; else fail "mandoc has nothing against $page" "$said"; fi
  else
    skip "mandoc has nothing against $page" "mandoc is missing"
  fi
done
