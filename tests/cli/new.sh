# A new issue builds at once; nothing is ever written over.
. tests/lib.sh
cd "$SCRATCH" || exit 1
for lang in C.UTF-8 zh_CN.UTF-8; do
  export LANG=$lang
  run "$TEKAN" new "issue-$lang"; expect_status "new makes an issue ($lang)" 0
  run "$TEKAN" build "issue-$lang"; expect_status "it builds at once ($lang)" 0
  if [ -s "out/issue-$lang/issue-$lang.pdf" ]; then pass "with a press PDF ($lang)"; else fail "with a press PDF ($lang)" "$err"; fi
  run "$TEKAN" proof "issue-$lang"; expect_status "and proofs ($lang)" 0
done
for layout in jiguanbao dushibao tekan; do
  cp -r issue-C.UTF-8 "house-$layout"; sed -i "s/^layout: tabloid/layout: $layout/" "house-$layout/issue.yaml"
  run "$TEKAN" build "house-$layout"; expect_status "it builds as $layout" 0; expect_no_text "without an error ($layout)" "$err" "error:"
  sed -i '/^pages:/,$d' "house-$layout/issue.yaml"; printf 'pages:\n  - {template: front, articles: [lead, note]}\n' >>"house-$layout/issue.yaml"
  run "$TEKAN" build "house-$layout"; expect_status "and under its 报头 ($layout)" 0
done
run "$TEKAN" layouts; for layout in jiguanbao dushibao tekan; do expect_text "$layout is listed" "$out" "$layout "; done
expect_text "comments are in the user's language" "$(cat issue-zh_CN.UTF-8/issue.yaml)" "# 一期特刊"
expect_text "comments are in English too" "$(cat issue-C.UTF-8/issue.yaml)" "# An issue"
export LANG=C.UTF-8
find issue-C.UTF-8 -type f -exec sha256sum {} + | sort >before
run "$TEKAN" new issue-C.UTF-8; expect_status "an issue is not written over" 2
find issue-C.UTF-8 -type f -exec sha256sum {} + | sort >after
check "and stays as it was" cmp before after
mkdir empty; run "$TEKAN" new empty; expect_status "an empty folder is filled" 0
echo x >file; run "$TEKAN" new file; expect_status "a file is not replaced" 2
check "nor changed" test "$(cat file)" = x
run env SOURCE_DATE_EPOCH=1711497600 "$TEKAN" new dated; expect_text "SOURCE_DATE_EPOCH dates it" "$(cat dated/issue.yaml)" "date: 2024-03-27"
if [ "$(id -u)" != 0 ]; then
  mkdir locked; chmod a-w locked
  run "$TEKAN" new locked/issue; expect_status "a locked folder is the machine's failure" 3
fi
leftovers=$(find . -name '.*tekan-*')
if [ -z "$leftovers" ]; then pass "nothing half-made is left"; else fail "nothing half-made is left" "$leftovers"; fi
