# What a Word document says by its looks, and an article cannot: each is told with its paragraph and words, or comes along another way.
. tests/lib.sh
cd "$SCRATCH" || exit 1
"$TEKAN" new issue >/dev/null
cat >docx.py <<'PYTHON'
import sys, zipfile
name, body, styles = sys.argv[1], sys.argv[2], (sys.argv + [""])[3]
spaces = " ".join(f'xmlns:{n}="{n}"' for n in ("w", "m", "r", "a", "c", "o", "v", "mc"))
with zipfile.ZipFile(name, "w") as z:
    z.writestr("word/document.xml", f'<w:document {spaces}><w:body><w:p><w:r><w:t>题</w:t></w:r></w:p>{body}</w:body></w:document>')
    if styles: z.writestr("word/styles.xml", f'<w:styles {spaces}>{styles}</w:styles>')
PYTHON
# word BODY [STYLES]: imports it; $article has its text.
word() {
  rm -rf issue/articles/w
  python3 docx.py w.docx "$@"
  run "$TEKAN" import w.docx issue
  [ "$status" = 0 ] || fail "it is imported" "$1: $err"
  article=$(sed '1,/^---$/{/^---$/!d};1,/^---$/d' issue/articles/w/article.md)
}
R() { printf '<w:r><w:rPr>%s</w:rPr><w:t>%s</w:t></w:r>' "$2" "$1"; }
P() { printf '<w:p>%s</w:p>' "$*"; }
up='<w:vertAlign w:val="superscript"/>' down='<w:vertAlign w:val="subscript"/>'
# told WORDS: a line of what was told; silent: nothing was.
told() { expect_text "told: $1" "$err" "w.docx: warning: $1"; }
silent() { expect_text "nothing is told of $1" "x$err" "x"; }

# --- raised and lowered
word "$(P "$(R 10 '')$(R 4 "$up")$(R '平方米，CO' '')$(R 2 "$down")$(R '，m' '')$(R '−12' "$up")")"
expect_text "figures raised and lowered are figures of their own" "$article" '10⁴平方米，CO₂，m⁻¹²'; silent "them"
word "$(P "$(R '正文' '')$(R '[1]' "$up")$(R '又' '')$(R 'th' "$up")$(R x '')$(R i "$down")")"
expect_text "what has no such sign is kept" "$article" '正文\[1\]又thxi'
told 'paragraph 2: superscript comes as plain text: “[1] … th” [import-plain]'
told 'paragraph 2: subscript comes as plain text: “i” [import-plain]'
word "$(P "$(R 10 '')$(R 5 '<w:position w:val="8"/>')$(R 6 '<w:position w:val="0"/>')")"; expect_text "raised by hand is raised" "$article" '10⁵6'
word "$(P "$(R 10 '')$(R 5 '<w:rStyle w:val="s"/>')")" '<w:style w:styleId="s"><w:name w:val="up"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
expect_text "raised by its style is raised" "$article" '10⁵'

# --- struck, hidden, dotted
word "$(P "$(R 留下 '')$(R 划去 '<w:strike/>')$(R 双划 '<w:dstrike/><w:strike w:val="0"/>')$(R 不划 '<w:strike w:val="0"/>')$(R 又划 '<w:strike w:val="true"/>')")"
expect_text "struck text is kept" "$article" '留下划去双划不划又划'
told 'paragraph 2: struck text comes as plain text: “划去双划 … 又划” [import-plain]'
word "$(P "$(R 看得见 '')$(R '看不见的话' '<w:vanish/>')$(R '，见' '<w:vanish w:val="0"/>')")"
expect_text "hidden text is left out" "$article" '看得见，见'; told 'paragraph 2: left out, hidden text: “看不见的话” [import-without]'
word "$(P "$(R 强 '<w:em w:val="dot"/>')$(R 调 '<w:em w:val="none"/>')")"; expect_text "着重号 comes along" "$article" '[强]{.dots}调'; silent "it"

# --- tracked changes: as accepted; what they were is no look of now
word "$(P "$(R 原 '')<w:moveFrom>$(R 移走的话 '')</w:moveFrom><w:moveTo>$(R 移来的话 '')</w:moveTo><w:ins>$(R 新增 '')</w:ins><w:del><w:r><w:delText>删掉</w:delText></w:r></w:del>")"
expect_text "tracked changes are taken as accepted, moved text once" "$article" '原移来的话新增'; expect_no_text "and not where it was" "$article" 移走
told 'paragraph 2: left out, text moved elsewhere in tracked changes: “移走的话” [import-without]'
told 'paragraph 2: text moved here in tracked changes comes as plain text: “移来的话” [import-plain]'
told 'paragraph 2: text inserted in tracked changes comes as plain text: “新增” [import-plain]'
told 'paragraph 2: left out, text deleted in tracked changes: “删掉” [import-without]'
word "<w:p><w:pPr><w:rPr><w:ins/><w:vanish/><w:rPrChange><w:rPr><w:strike/></w:rPr></w:rPrChange></w:rPr></w:pPr>$(R 正文 '<w:rPrChange><w:rPr><w:b/><w:strike/></w:rPr></w:rPrChange>')</w:p>"
expect_text "a changed look is what it is now" "$article" '正文'; silent "a paragraph's mark, and of looks that were"

# --- numbers, symbols, formulas, 注音, what is embedded
number='<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr>'
word "<w:p>$number$(R 第一项内容 '')</w:p><w:p><w:pPr><w:numPr><w:numId w:val=\"0\"/></w:numPr></w:pPr>$(R 不编号 '')</w:p><w:p>$number</w:p><w:p><w:pPr><w:pStyle w:val=\"n\"/></w:pPr>$(R 样式编号 '')</w:p>" \
  '<w:style w:styleId="n"><w:name w:val="num"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
told 'paragraph 2: left out, the automatic number or bullet of a paragraph: “第一项内容” [import-without]'
told 'paragraph 5: left out, the automatic number or bullet of a paragraph: “样式编号” [import-without]'
check "of numbered paragraphs with words alone" test "$(grep -c 'automatic number' <<<"$err")" = 2
word "$(P '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:t>合格</w:t><w:sym w:font="Symbol" w:char="F0B1"/><w:t>5</w:t><w:sym w:font="宋体" w:char="2103"/></w:r>')"
expect_text "a symbol nobody knows is seen to be missing, others come along" "$article" '〓合格±5℃'
told 'paragraph 2: left out, a symbol of its own font, 〓 in its place: “Wingdings F0FC” [import-without]'
word "$(P "$(R 面积 '')<m:oMath><m:r><m:t>S=π</m:t></m:r><m:sSup><m:e><m:r><m:t>r</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath>$(R 。 '')")"
expect_text "a formula comes as a row of signs" "$article" '面积S=πr²a/b。'; told 'paragraph 2: a formula comes as plain text: “S=πr²a/b” [import-plain]'
ruby() { printf '<w:r><w:ruby><w:rt><w:r><w:t>%s</w:t></w:r></w:rt><w:rubyBase><w:r>%s<w:t>%s</w:t></w:r></w:rubyBase></w:ruby></w:r>' "$1" "${3:-}" "$2"; }
word "$(P "$(R 在 '')$(ruby xīn 忻)$(ruby zhōu 州 '<w:rPr><w:b/></w:rPr>')$(ruby '' 城)$(R 里 '')")$(P "$(ruby 'a"}b' 甲)")"
expect_text "注音 comes along" "$article" '在[忻]{ruby="xīn"}[**州**]{ruby="zhōu"}城里'; silent "it"
expect_text "whatever it holds" "$article" "[甲]{ruby=\"a''b\"}"
rm -rf issue/articles/t; sed 's/题/%s/' docx.py >titled.py; python3 - "$(ruby yànmén 雁门)" <<'PYTHON'
import sys, zipfile
with zipfile.ZipFile("t.docx", "w") as z:
    z.writestr("word/document.xml", f'<w:document xmlns:w="w"><w:body><w:p>{sys.argv[1]}<w:r><w:t>关下</w:t></w:r></w:p></w:body></w:document>')
PYTHON
run "$TEKAN" import t.docx issue; expect_text "in a title too" "$(cat issue/articles/t/article.md)" 'title: "[雁门]{ruby=\"yànmén\"}关下"'
word "$(P '<w:r><w:t>图前</w:t><w:object><o:OLEObject/></w:object></w:r><w:r><w:drawing><c:chart r:id="x"/></w:drawing></w:r><w:r><w:commentReference w:id="1"/></w:r>')"
told 'paragraph 2: left out, a chart, drawing or embedded object: “图前” [import-without]'; told 'paragraph 2: left out, a comment: “图前” [import-without]'
word "$(P '<w:r><w:pict><v:imagedata r:id="x"/></w:pict></w:r><w:r><w:t>连</w:t><w:noBreakHyphen/><w:t>字</w:t><w:cr/><w:t>新行</w:t></w:r>')"
expect_text "an old drawing's picture is missed" "$err" "pictures 1"; expect_text "hyphens and lines come along" "$article" $'连\\-字\n\n新行'

# --- where, how often, in which language
word "<w:tbl><w:tr><w:tc>$(P "$(R 表格里划去 '<w:strike/>')")</w:tc></w:tr></w:tbl>"; told 'paragraph 2: struck text'
long=$(printf '很长的话%.0s' $(seq 30))
word "$(P "$(R "$long" '<w:strike/>')")"; expect_text "of long words the beginning is told" "$err" "很长的话很长的话…”"
rm -rf issue/articles/w; run env LANG=zh_CN.UTF-8 "$TEKAN" import w.docx issue; expect_text "in Chinese too" "$err" '第 2 段：加删除线的文字按普通文字导入：“很长的话'
rm -rf issue/articles/w; run "$TEKAN" import w.docx issue --json; expect_text "and as JSON" "$out" '"code":"import-plain"'
