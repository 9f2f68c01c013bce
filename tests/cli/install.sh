# Installed elsewhere, the program works from any folder, finds its data, and goes without a trace.
. tests/lib.sh
prefix=$SCRATCH/prefix
check "make install" make -s install PREFIX="$prefix" BUILD="$BUILD"
"$TEKAN" new "$SCRATCH/sample" >/dev/null
cd / || exit 1
run env -u TEKAN_DATADIR "$prefix/bin/tekan" layouts; expect_status "layouts are found" 0
expect_text "the tabloid is there" "$out" "tabloid"
run "$prefix/bin/tekan" fonts; expect_status "the font catalogue is found" 0
run env LANG=zh_CN.UTF-8 "$prefix/bin/tekan"; expect_text "Chinese is found" "$err" "缺少命令"
touch "$prefix/bin/locale"
run env LANG=zh_CN.UTF-8 "$prefix/bin/tekan"; expect_text "beside a program called locale, as in /usr/bin, too" "$err" "缺少命令"
rm "$prefix/bin/locale"
run "$prefix/bin/tekan" build "$SCRATCH/sample" -o "$SCRATCH/out"; expect_status "an issue is built from /" 0
run "$TEKAN" build "$SCRATCH/sample" -o "$SCRATCH/tree"
check "with the same bytes as from the source tree" cmp "$SCRATCH/out/sample.pdf" "$SCRATCH/tree/sample.pdf"
mv "$prefix" "$SCRATCH/moved"
run "$SCRATCH/moved/bin/tekan" layouts; expect_status "it may be moved" 0
mv "$SCRATCH/moved" "$prefix"
if command -v man >/dev/null 2>&1; then
  check "its manual reads" env MANPATH="$prefix/share/man" man -P cat tekan
  check "in Chinese too" env MANPATH="$prefix/share/man" LC_ALL=C.UTF-8 man -P cat -L zh_CN tekan
else
  skip "its manual reads" "man is missing"
fi
cd "$ROOT" || exit 1
check "make uninstall" make -s uninstall PREFIX="$prefix"
left=$(find "$prefix" -type f)
if [ -z "$left" ]; then pass "no file is left"; else fail "no file is left" "$left"; fi
check "DESTDIR stages it" make -s install PREFIX=/usr DESTDIR="$SCRATCH/stage" BUILD="$BUILD"
check "under PREFIX" test -x "$SCRATCH/stage/usr/bin/tekan"
