# Every word of the program is in the Chinese catalogue, and with the same placeholders.
. tests/lib.sh
if ! command -v xgettext >/dev/null; then skip "words" "gettext is missing"; exit 0; fi
xgettext --language=C --from-code=UTF-8 --keyword --keyword=words_say:2 --keyword=N_ -o "$SCRATCH/now.pot" src/cmd/*.c
missing=$(msgcmp --use-untranslated po/zh_CN.po "$SCRATCH/now.pot" 2>&1 >/dev/null | grep -v 'fatal error' || true)
if [ -z "$missing" ]; then pass "every word of the sources is in po/zh_CN.po"; else fail "every word of the sources is in po/zh_CN.po" "$missing"; fi
left=$(msgattrib --untranslated --no-obsolete po/zh_CN.po; msgattrib --only-fuzzy --no-obsolete po/zh_CN.po)
if [ -z "$left" ]; then pass "nothing is untranslated or fuzzy"; else fail "nothing is untranslated or fuzzy" "$left"; fi
check "placeholders agree" msgfmt --check-format -o /dev/null po/zh_CN.po
for command in build proof check watch new import fonts layouts; do
  for page in man/tekan.1 man/zh_CN/tekan.1; do
    if grep -q "Cm $command" "$page" || grep -q "\b$command\b" "$page"; then pass "$page tells of $command"; else fail "$page tells of $command"; fi
  done
done
