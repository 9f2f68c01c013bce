# The table of GB 18030's level 2 holds what the Unicode Han database says of 通用规范汉字表.
. tests/lib.sh
unihan=/usr/share/unicode/Unihan_OtherMappings.txt.bz2
grep -o '0x[0-9A-F]*' src/font/gb18030_level2.def | sed 's/0x/U+/' | sort >"$SCRATCH/ours"
check "196 characters" test "$(wc -l <"$SCRATCH/ours")" = 196
if [ -e $unihan ]; then
  python3 -c 'import bz2, sys
for line in bz2.open(sys.argv[1], "rt", encoding="utf-8"):
    code, key = (line.split("\t") + [""])[:2]
    if code.startswith("U+2") and key == "kTGH": print(code)' $unihan | sort >"$SCRATCH/theirs"
  check "just those of kTGH beyond U+9FFF" cmp "$SCRATCH/ours" "$SCRATCH/theirs"
else
  skip "just those of kTGH beyond U+9FFF" "the Unicode Han database is not installed"
fi
