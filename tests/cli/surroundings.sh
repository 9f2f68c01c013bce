# What the environment says: a folder of data that is none, a date that is none. Told, and nothing is made that was not asked for.
. tests/lib.sh
cd "$SCRATCH" || exit 1
"$TEKAN" new issue >/dev/null && shrink issue
mkdir -p empty bare/fonts bare/layouts own/fonts; cp "$ROOT/fonts/catalog.yaml" bare/fonts; cp "$ROOT/fonts/catalog.yaml" own/fonts

# --- TEKAN_DATADIR
for data in nowhere empty /dev/null; do
  for call in "build issue" "check issue" "makeup issue" "fonts" "layouts" "layouts show tabloid"; do
    # shellcheck disable=SC2086
    run env TEKAN_DATADIR=$data "$TEKAN" $call; expect_status "TEKAN_DATADIR=$data $call" 2
    expect_text "says what is not there, and who says where" "$err" "$data holds no fonts/catalog.yaml (TEKAN_DATADIR)"
    check "once" test "$(grep -c error: <<<"$err")" = 1
  done
done
expect_text "by its code" "$err" "[data-none]"
for data in bare own; do
  run env TEKAN_DATADIR=$data "$TEKAN" layouts; expect_status "data without a layout ($data)" 2
  expect_text "is told" "$err" "there are no layouts in $data/layouts [layouts-none]"
  run env TEKAN_DATADIR=$data "$TEKAN" check issue; expect_status "and so it is where one is named ($data)" 2
  expect_text "at its place" "$err" "issue/issue.yaml:5:9: error: there are no layouts in $data/layouts [layouts-none]"
done
cp "$ROOT/layouts/tabloid.yaml" issue/l.yaml; sed 's|^layout: .*|layout: ./l.yaml|' issue/issue.yaml >i.yaml; cp -r issue pathed; cp i.yaml pathed/issue.yaml
run env TEKAN_DATADIR=bare "$TEKAN" check pathed; expect_status "a layout named by its path needs none" 0
run env TEKAN_DATADIR= "$TEKAN" layouts; expect_status "an empty TEKAN_DATADIR is none" 0
run env LANG=zh_CN.UTF-8 TEKAN_DATADIR=nowhere "$TEKAN" layouts; expect_text "told in Chinese" "$err" "nowhere 中没有 fonts/catalog.yaml (TEKAN_DATADIR)"

# --- SOURCE_DATE_EPOCH: as reproducible-builds.org has it, or the run fails
for odd in -1 soon 17x 1.5 0x10 "1 " " 1" +1 1e9 253402300800 99999999999999999999 -99999999999999999999 １; do
  run env SOURCE_DATE_EPOCH="$odd" "$TEKAN" build issue -o out; expect_status "SOURCE_DATE_EPOCH=“$odd” is refused" 2
  expect_text "and told" "$err" "SOURCE_DATE_EPOCH is \"$odd\""
  run env SOURCE_DATE_EPOCH="$odd" "$TEKAN" new odd; expect_status "so it is of a new issue" 2
done
expect_text "by its code" "$err" "[epoch-wrong]"
check "nothing was made" test ! -e out -a ! -e odd
date_of() { pdfinfo -isodates "$1" | sed -n 's/^CreationDate: *//p'; }
for whole in 0=1970-01-01T00:00:00Z 0001711504800=2024-03-27T02:00:00Z 253402300799=9999-12-31T23:59:59Z; do
  run env TZ=UTC SOURCE_DATE_EPOCH=${whole%%=*} "$TEKAN" build issue -o out; expect_status "SOURCE_DATE_EPOCH=${whole%%=*} is one" 0
  expect_text "and dates the PDF" "$(TZ=UTC date_of out/issue.pdf)" "${whole#*=}"
done
run env SOURCE_DATE_EPOCH= "$TEKAN" build issue -o out; expect_status "an empty one is none" 0
run env SOURCE_DATE_EPOCH=soon "$TEKAN" fonts; expect_status "who dates nothing asks for none" 0
