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
