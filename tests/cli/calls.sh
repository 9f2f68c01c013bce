# How the program is called: statuses, help, messages in both languages without any locale installed.
. tests/lib.sh
cd "$SCRATCH" || exit 1

run "$TEKAN"; expect_status "no command is a wrong call" 2
expect_text "no command is told" "$err" "a command is missing"
run "$TEKAN" biuld x; expect_status "an unknown command is a wrong call" 2
expect_text "a near command is offered" "$err" "did you mean build?"
run "$TEKAN" build --outptu; expect_status "an unknown option is a wrong call" 2
expect_text "a near option is offered" "$err" "--output"
run "$TEKAN" build; expect_status "a missing argument is a wrong call" 2
run "$TEKAN" build a b; expect_status "one argument too many is a wrong call" 2
for bad in "-j 0" "-j 65" "-j x" "-j" "--pages 0" "--pages 4-1" "--pages x" "--pages 1-2-3" "--color=red" "--json=1" "-o"; do
  # shellcheck disable=SC2086
  run "$TEKAN" build x $bad; expect_status "$bad is refused" 2
done
# empty WORD CALL…: a variable that is not set, told with what it was given to; and nothing is written.
empty() {
  local word=$1; shift
  run "$TEKAN" "$@"; expect_status "an empty word for $word is a wrong call" 2
  expect_text "$word is named" "$err" "$word is given an empty word"
}
empty -o build -o "" issue; empty -o build --output= issue; empty --layout check --layout "" x.pdf; empty --explain --explain ""
empty build build ""; empty import import "" issue; empty tekan "" issue
check "nothing was written" test -z "$(ls)"
touch plain; mkdir shown; "$TEKAN" new issue >/dev/null
for call in "build issue" "proof issue" "check x.pdf"; do
  for output in plain plain/below ./plain/far/below; do
    # shellcheck disable=SC2086
    run "$TEKAN" $call -o $output; expect_status "$call -o $output is a wrong call" 2
    expect_text "told as one" "$err" "-o takes a folder; $output is a file, or leads through one"
  done
done
run "$TEKAN" layouts show tabloid -o shown; expect_status "a folder given for a wireframe" 0
expect_text "what a slot measures is told" "$out" "front note               240.0 × 38.1 mm"
check "holds it" test -s shown/tabloid.png
run "$TEKAN" build issue --pages 3-4; expect_status "pages an issue does not have are wrong input" 2
expect_text "told with how many it has" "$err" "[pages-none]"
printf 'kept' >precious.txt; mkfifo pipe
for output in precious.txt pipe; do
  run "$TEKAN" layouts show tabloid -o $output; expect_status "a wireframe over what is no picture: $output" 2
  expect_text "told as one" "$err" "-o takes a folder or a PNG; $output is neither"
done
check "the file is as it was" test "$(cat precious.txt)" = kept
check "the pipe is one" test -p pipe
cp shown/tabloid.png again.png; : >empty.png
for output in again.png empty.png new.png; do run "$TEKAN" layouts show tabloid -o $output; expect_status "over a picture, or nothing: $output" 0; done
rm -r plain shown issue precious.txt pipe *.png
run "$TEKAN" build nowhere; expect_status "an issue that is not there is wrong input" 2
expect_text "and told as a diagnostic" "$err" "error:"
if [ -e out ]; then fail "and nothing is written"; else pass "and nothing is written"; fi

run "$TEKAN" -h; expect_status "help is done" 0
for word in build proof check watch new import fonts layouts --output --jobs --pages --json --force --explain; do
  expect_text "help tells of $word" "$out" "$word"
done
for command in build proof check watch new import fonts layouts; do
  run "$TEKAN" "$command" -h; expect_status "$command has help" 0
  expect_text "of its own" "$out" "tekan $command ["
done
run "$TEKAN" --version; expect_text "the version is told" "$out" "tekan 0."
expect_status "and that is all" 0

run "$TEKAN" --explain overset; expect_status "a code is explained" 0
expect_text "in English" "$out" "Nothing is cut silently"
run "$TEKAN" --explain over-set; expect_status "an unknown code is a wrong call" 2
expect_text "a near code is offered" "$err" "did you mean overset?"
# One in ten of them: unit/base/test_codes asks for each.
for code in $(sed -n 's/^DIAG(\([A-Z0-9_]*\),.*/\1/p' "$ROOT/src/base/codes.def" | sed -n '1~10p' | tr 'A-Z_' 'a-z-'); do
  for lang in C.UTF-8 zh_CN.UTF-8; do
    run env LANG=$lang "$TEKAN" --explain "$code"
    [ "$status" = 0 ] && [ "$(printf '%s\n' "$out" | sed -n 3p)" ] || fail "$code is explained in $lang" "$out$err"
  done
done
pass "codes were asked for in both languages"

for setting in LANG=zh_CN.UTF-8 LC_ALL=zh_CN LC_MESSAGES=zh_CN.GB18030 LANGUAGE=zh_CN:en; do
  run env "$setting" "$TEKAN"; expect_text "$setting speaks Chinese" "$err" "缺少命令"
  run env "$setting" "$TEKAN" --explain overset; expect_text "$setting explains in Chinese" "$out" "程序不会悄悄删字"
done
run env LC_ALL=C LANGUAGE=zh_CN "$TEKAN"; expect_text "LC_ALL=C speaks English" "$err" "a command is missing"
run env LANG=en_US.UTF-8 "$TEKAN"; expect_text "English speaks English" "$err" "a command is missing"

run "$TEKAN" build --json nowhere
expect_status "--json changes no status" 2
check "a problem is a JSON line on standard output" python3 -c 'import json,sys
[line]=sys.argv[1].splitlines(); problem=json.loads(line)
assert list(problem)==["severity","code","message","file","line","column","page","article"], problem' "$out"
expect_text "and no other on standard error" "x$err" "x"
run "$TEKAN" build --color=always nowhere; expect_text "colour on request" "$err" "$(printf '\033[')"
run "$TEKAN" build nowhere; expect_no_text "no colour into a file" "$err" "$(printf '\033[')"

if [ -e /dev/full ]; then
  "$TEKAN" -h >/dev/full 2>"$SCRATCH/.err"; status=$?; out= err=$(cat "$SCRATCH/.err")
  expect_status "a full standard output is the machine's failure" 3
  "$TEKAN" new told >/dev/null; "$TEKAN" build told -o whole >/dev/null 2>&1
  out=$("$TEKAN" check told 2>/dev/full); status=$? err=; expect_status "and so is what could not be told" 3
  out=$("$TEKAN" check -q told 2>/dev/full); status=$? err=; expect_status "if there was anything to tell" 0
  "$TEKAN" build told -o closed >/dev/null 2>&-; status=$? out= err=; expect_status "standard error closed is the same" 3
  check "and none of it goes into a result" cmp whole/told.pdf closed/told.pdf
fi
