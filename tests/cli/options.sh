# Every option with every command: it does something, or it is told that it does nothing, or the call is refused because it asks for
# another result than it would get.
. tests/lib.sh
cd "$SCRATCH" || exit 1
"$TEKAN" new issue >/dev/null && shrink issue
printf '%%PDF-1.4\n' >file.pdf; printf '# 题\n\n正文。\n' >m.md

# COMMAND; its options that do something. Told before the issue is looked for, so none is needed.
while IFS='|' read -r call takes; do
  for option in '-o o' '--pages 1' --force --explain-lines '--layout tabloid' '--alternatives 2' '--choose 1'; do
    name=${option%% *}
    # shellcheck disable=SC2086
    run "$TEKAN" $call $option
    case " $takes " in
    *" $name "*) expect_no_text "tekan $call $name does something" "$err" "$name does nothing" ;;
    *)
      case $name in
      --layout | --alternatives | --choose)
        expect_status "tekan $call $name is a wrong call" 2
        expect_text "and $name is named" "$err" "$name" ;;
      *)
        expect_text "tekan $call $name is told" "$err" "tekan: warning: $name does nothing with tekan ${call%% *}"
        expect_text "by its code" "$err" "[option-idle]" ;;
      esac ;;
    esac
  done
  # shellcheck disable=SC2086
  run "$TEKAN" $call -j1 -q --json --color=never; expect_no_text "tekan $call goes with what says how" "$err$out" "option-idle"
done <<'TABLE'
build none|-o --pages --force --explain-lines
proof none|-o --pages --explain-lines
check none|--pages --explain-lines
check none.pdf|-o --layout
watch none|-o --pages --explain-lines
makeup none|-o --pages --explain-lines --alternatives --choose
new a/b/c/issue|
import m.md none|
fonts|
layouts|
layouts show none|-o
TABLE
run "$TEKAN" build none --pages 1 --choose 2 --layout tabloid; expect_text "of several the wrong one is told" "$err" "--layout does nothing with tekan build"
run "$TEKAN" fonts --pages 1 -q; expect_text "with -q errors alone are told" "x$err" "x"
run "$TEKAN" fonts --pages 1; expect_status "and the work is done" 0
run "$TEKAN" fonts --pages 1 --json; expect_text "--json tells it as JSON" "$out" '"code":"option-idle"'
run env LANG=zh_CN.UTF-8 "$TEKAN" fonts --pages 1; expect_text "in Chinese too" "$err" "--pages 对 tekan fonts 不起作用"
run env LANG=zh_CN.UTF-8 "$TEKAN" fonts --choose 1; expect_text "and what is refused" "$err" "--choose 对 tekan fonts 不起作用"
run "$TEKAN" build issue --explain overset; expect_status "--explain explains" 0
expect_text "and tells that nothing is built" "$err" "build does nothing with --explain [option-idle]"
run "$TEKAN" makeup issue --choose 1 -o o; expect_text "what is chosen is kept in the issue, not under -o" "$err" "-o does nothing with tekan makeup --choose"

# A choice where there is none is an error, whatever else is told.
run "$TEKAN" makeup issue --choose 2 -q; expect_status "nothing to choose from is an error" 1
expect_text "told with -q too" "$err" "issue/issue.yaml: error: no page is made up: there is no way to choose, and nothing is kept [makeup-none]"
check "nothing is kept" test ! -e issue/makeup.yaml
run "$TEKAN" makeup issue -o o; expect_text "an empty contact sheet is told" "$err" "[makeup-nothing]"
expect_status "and no error" 0
