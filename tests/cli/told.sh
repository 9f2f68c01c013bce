# What an editor is told of one mistake: once, where it stands, with what may stand there; and no mistakes that follow from it.
. tests/lib.sh
cd "$SCRATCH" || exit 1
"$TEKAN" new issue >/dev/null
"$TEKAN" check issue >"$SCRATCH/clean" 2>&1 || { fail "the new issue is clean"; exit 1; }
cp "$ROOT/layouts/tabloid.yaml" own.yaml
# with FILE SED: the issue anew, FILE in it changed; the layout is a copy of the tabloid.
with() {
  rm -rf i; cp -r issue i; cp own.yaml i/l.yaml
  sed -i 's|^layout: .*|layout: ./l.yaml|' i/issue.yaml
  sed -i "$2" "i/$1"
  if cmp -s "i/$1" "issue/$1"; then fail "$1 was changed by $2"; fi
  run "$TEKAN" check i
}
# told_once CODE PLACE TEXT
told_once() {
  local n
  expect_text "[$1] is told at $2" "$err" "$2: "
  expect_text "[$1] as $3" "$err" "$3"
  n=$(printf '%s\n' "$err" | grep -c ': error: ')
  if [ "$n" = 1 ]; then pass "[$1] is the only error"; else fail "[$1] is the only error" "$err"; fi
  expect_text "[$1] is its code" "$err" "[$1]"
}

line() { grep -n "$1" "i/${2:-l.yaml}" | head -n 1 | cut -d: -f1; }

# --- a definition that is wrong is told where it stands, not wherever it is used
with l.yaml 's/^  red: .*/  red: {cmyk: [0, 100, 100]}/'
told_once value-wrong "i/l.yaml:$(line '^  red'):16" '"[0, 100, 100]" is not valid here'
with l.yaml 's/^  red: .*/  red: 红/'
told_once value-wrong "i/l.yaml:$(line '^  red'):8" '"红" is not valid here; wanted: {cmyk: [0, 100, 100, 0]}'
with l.yaml 's/^  red: .*/  red:/'; told_once value-wrong "i/l.yaml:$(line '^  red'):3" '"" is not valid here'
with l.yaml 's/^  title: .*/  title: 标宋/'; told_once value-wrong "i/l.yaml:$(line '^  title'):10" '"标宋" is not valid here'
with l.yaml 's/^  title: {font: 标宋/  title: {font: 标朱/'
told_once font-role-unknown "i/l.yaml:$(line '^  title'):17" 'no font role "标朱" in the catalogue; there is: 标宋, 报宋'
with l.yaml 's/^  quote: .*/  quote: {font: 楷体, colour: rde}/'
told_once colour-unknown "i/l.yaml:$(line '^  quote'):29" 'no colour "rde"; there is: black, white, red, grey'
with l.yaml 's/^  second-title: {based_on: title/  second-title: {based_on: tilte/'
told_once style-unknown "i/l.yaml:$(line '^  second-title'):28" 'no style "tilte"; there is: title, '
with l.yaml 's/^  second-title: {based_on: title/  second-title: {based_on: second-title/'
told_once style-loop "i/l.yaml:$(line '^  second-title'):3" 'style "second-title" is based on itself'
with l.yaml 's/^  title: {font/  title: {based_on: title, font/'; expect_status "a built-in style may be its own base" 0

# --- a name that is wrong does not leave its article behind
with issue.yaml 's/lead: lead .*/lead: laed/'; told_once slug-unknown i/issue.yaml:13:13 'no article "laed"; there is: lead, note'
with issue.yaml 's/template: front/template: fornt/'; told_once template-unknown i/issue.yaml:11:15 'there is: front, story, '
with issue.yaml 's/^pages:.*/page:/'
expect_no_text "pages that are not there leave no article behind" "$err" "[article-never]"
with issue.yaml '/note: note/d'; told_once article-never i/articles/note/article.md:1:1 'article "note" is on no page'
with issue.yaml '$a\  - {number: A02, template: front, slots: {note: third, lead: lead}}'
mkdir i/articles/third; printf -- '---\ntitle: 第三篇\nkind: opening\n---\n\n正文。\n' >i/articles/third/article.md; run "$TEKAN" check i
told_once article-twice i/issue.yaml:15:63 'article "lead" is placed twice'
sed -i 's/^byline:/continued: true\nbyline：/' i/articles/lead/article.md; run "$TEKAN" check i
told_once yaml-colon-wide i/articles/lead/article.md:6:7 'write “byline: ”'

# --- hints name all there is
with articles/lead/article.md 's/span: 5 .*/span: 两栏/'; told_once value-wrong i/articles/lead/article.md:11:11 '"两栏" is not valid here; wanted: auto, 1, 2, 3, …'
with articles/lead/article.md 's/place: column-top/place: top/'
told_once value-wrong i/articles/lead/article.md:12:12 'wanted: auto, column-top, column-bottom, inline, slot:NAME'
with articles/lead/article.md 's/priority: 1 .*/priority: 头条/'; told_once value-wrong i/articles/lead/article.md:6:11 '"头条" is not valid here; wanted: 1 … 9'
with articles/lead/article.md 's/^byline: .*/byline: [张三, 李四]/'; told_once value-wrong i/articles/lead/article.md:5:10 '"[张三, 李四]" is not valid here'
with l.yaml 's|standard: PDF/X-4|standard: PDF/X-3|'
told_once value-wrong "i/l.yaml:$(line 'standard:'):13" '"PDF/X-3" is not valid here; wanted: PDF/X-4, PDF/X-1a'
with issue.yaml 's|^layout: .*|layout: ./l.yaml\npress: {profile: fogra.icc}|'
told_once profile-none i/issue.yaml:6:18 'there is no press profile "fogra.icc"'
with l.yaml 's/^    furniture:$/&\n      - {image: [logo.png], box: [0mm, 0mm, 10mm, 10mm]}/'
expect_text "a list is no picture of the page" "$err" '"[logo.png]" is not valid here; wanted: text'
expect_no_text "and nothing is printed of what is not there" "$err" "(null)"
rm -rf i; cp -r issue i; rm i/articles/lead/landscape.png; mkdir i/articles/lead/landscape.png; run "$TEKAN" check i
expect_text "a folder is no picture" "$err" 'cannot read image landscape.png: it is a folder'
rm -rf i; cp -r issue i; iconv -f UTF-8 -t GB18030 issue/articles/note/article.md >i/articles/note/article.md; run "$TEKAN" check i
article=i/articles/note/article.md
expect_text "a file in GBK is told with the command that mends it" "$err" "iconv -f GB18030 -t UTF-8 $article > $article.utf8 && mv $article.utf8 $article [text-gb18030]"
sh -c "$(printf '%s\n' "$err" | sed -n 's/.*convert it: \(.*\) \[text-gb18030\]/\1/p')"
check "which does" cmp $article issue/articles/note/article.md

# --- a program without its dictionary of words says so
mkdir -p alone && cp "$TEKAN" alone/tekan
if [ -e /usr/local/share/tekan/words.txt ]; then
  skip "a program without its dictionary" "one is installed where make install puts it"
else
  rm -rf i; cp -r issue i; run env TEKAN_DATADIR="$ROOT" alone/tekan check i
  expect_status "without its dictionary nothing is set" 2
  expect_text "which is told" "$err" 'the dictionary of words, words.txt, is not installed'
  check "once" test "$(printf '%s\n' "$err" | grep -c words-none)" = 1
  mkdir -p alone/share/tekan && head -c 3000000 "$ROOT/$BUILD/share/tekan/words.txt" >alone/share/tekan/words.txt
  run env TEKAN_DATADIR="$ROOT" alone/tekan check i; expect_text "one cut off is none" "$err" 'words-none'
fi

# --- what is asked for and cannot be had is told
with articles/lead/article.md 's/span: 5 .*/span: 7/'
expect_text "a span wider than the slot" "$err" "asks for more than slot \"lead\" is wide: it takes all its columns [picture-reduced]"

# --- what would make room: a picture whose span the article gives ------------------------------------------------------------
"$ROOT/$BUILD/tests/tools/make_photo" photo.jpg 1600 1067 7 >/dev/null
mkdir -p cure/articles/a && ln photo.jpg cure/articles/a/p.jpg
printf 'paper: 报\ntitle: 刊\ndate: 2024-03-27\nlayout: tabloid\npages:\n  - {template: story, slots: {lead: a}}\n' >cure/issue.yaml
with_span() { story cure/articles/a 4100 3 $'images:\n  p.jpg: {caption: 清晨。, span: '"$1"'}'; }
with_span 3
run "$TEKAN" build cure -o outcure
expect_text "what is over is told with the picture that would make room" "$err" 'note: picture "p.jpg" over 2 columns instead of 3 would give about'
expect_text "by its code" "$err" "[overset-cure]"
with_span 2
run "$TEKAN" build cure -q -o outcure
expect_status "and so it does" 0
