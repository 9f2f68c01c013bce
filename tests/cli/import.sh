# Manuscripts become articles.
. tests/lib.sh
cd "$SCRATCH" || exit 1
"$TEKAN" new issue >/dev/null || fail "an issue to import into"

printf '春耕展开\n——来自田间的报道\n本报记者 李四\n\n　　第一段*星号*。\n\n打造龙头\n\n　　第二段。\n' >头条.txt
run "$TEKAN" import 头条.txt issue; expect_status "text is imported" 0
article=$(cat issue/articles/头条/article.md)
expect_text "the first line is the title" "$article" 'title: "春耕展开"'
expect_text "the dash line is the subtitle" "$article" 'subtitle: "——来自田间的报道"'
expect_text "the byline is found" "$article" 'byline: "本报记者 李四"'
expect_text "Markdown's marks are escaped" "$article" '第一段\*星号\*。'
expect_text "a short line alone is a heading" "$article" '## 打造龙头'
cp issue/articles/头条/article.md kept
run "$TEKAN" import 头条.txt issue; expect_status "an article is not written over" 2
check "and stays as it was" cmp kept issue/articles/头条/article.md

iconv -f UTF-8 -t GB18030 头条.txt >gb.txt
run "$TEKAN" import gb.txt issue; expect_status "GB 18030 is converted" 0
check "to the same article" cmp kept issue/articles/gb/article.md
expect_text "and that is told" "$err" "import-converted"

mkdir pictures; cp issue/articles/lead/landscape.png pictures/a.png
printf '# 标题“一”\n\n正文。\n\n![图](pictures/a.png)\n\n![无](none.png)\n\n![网](https://example.org/x.png)\n' >story.md
run "$TEKAN" import story.md issue; expect_status "Markdown is imported" 0
article=$(cat issue/articles/story/article.md)
expect_text "its heading is the title" "$article" 'title: "标题“一”"'
expect_text "its picture stands beside it" "$article" '![图](a.png)'
check "and came along" cmp pictures/a.png issue/articles/story/a.png
expect_text "a missing picture is told" "$err" "none.png"
expect_text "by its code" "$err" "[import-picture]"
cp pictures/a.png outside.png; mkdir drafts; printf '# 题\n\n正文。\n\n![图](../outside.png)\n' >drafts/reaches.md
run "$TEKAN" import drafts/reaches.md issue; expect_text "no picture is taken from outside the manuscript's folder" "$err" "[import-outside]"
check "it is not there" test ! -e issue/articles/reaches/outside.png
expect_text "an address stays" "$article" "https://example.org/x.png"
printf -- '---\ntitle: 自有\nkind: brief\n---\n\n正文。\n' >own.md
run "$TEKAN" import own.md issue
check "a front matter of its own stays" cmp own.md issue/articles/own/article.md
printf '# 题\n\n![x](article.md)\n' >article.md
run "$TEKAN" import article.md issue
expect_text "no picture takes the article's name" "$(cat issue/articles/article/article.md)" 'title: "题"'

# A Word document in little: heading, bold, deleted text, a table, a picture, an alternative.
mkdir -p docx/word/_rels docx/word/media; cp pictures/a.png docx/word/media/image1.png
cat >docx/word/document.xml <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<w:document xmlns:w="w" xmlns:a="a" xmlns:r="r" xmlns:mc="mc"><w:body>
<w:p><w:r><w:t>文档标题</w:t></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="2"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>小标题</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">前文</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>重点</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>相连</w:t></w:r><w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>后文&amp;*</w:t></w:r><w:del><w:r><w:delText>删去</w:delText></w:r></w:del></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>乙|</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>
<w:p><mc:AlternateContent><mc:Choice><w:r><w:t>新的</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>旧的</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>
<w:p><w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:drawing><a:blip r:embed="none"/><a:blip r:embed="rId5"/></w:drawing></w:r></w:p>
</w:body></w:document>
XML
printf '<w:styles xmlns:w="w"><w:style w:styleId="2"><w:name w:val="heading 1"/></w:style></w:styles>' >docx/word/styles.xml
printf '<Relationships><Relationship Id="rId5" Target="media/image1.png"/></Relationships>' >docx/word/_rels/document.xml.rels
python3 -c 'import os,zipfile
z=zipfile.ZipFile("word.docx","w",zipfile.ZIP_DEFLATED)
for folder,_,names in os.walk("docx"):
  for name in names:
    path=os.path.join(folder,name); z.write(path,os.path.relpath(path,"docx"))
z.close()'
run "$TEKAN" import word.docx issue; expect_status "Word is imported" 0
article=$(cat issue/articles/word/article.md 2>/dev/null)
expect_text "its first line is the title" "$article" 'title: "文档标题"'
expect_text "its headings are headings" "$article" '## 小标题'
expect_text "bold is bold, once" "$article" '前文**重点相连**后文\&\*'
expect_no_text "deleted text is gone" "$article" '删去'
expect_text "tables are tables" "$article" '| 甲 | 乙\| |
| --- | --- |
| 1 |  |'
expect_text "the first alternative is read" "$article" '新的'
expect_no_text "and only the first" "$article" '旧的'
expect_text "its picture is placed" "$article" '![](image1.png)'
check "and came along" cmp pictures/a.png issue/articles/word/image1.png

expect_text "what has no place is told" "$err" "left out: footnotes 1, pictures 1"
expect_text "by its code" "$err" "[import-left-out]"

size=$(wc -c <word.docx)
for cut in 0 1 30 100 $((size / 2)) $((size - 30)); do
  head -c "$cut" word.docx >cut.docx
  run "$TEKAN" import cut.docx issue
  if [ "$status" = 2 ] || { [ "$status" = 0 ] && [ "$cut" -ge $((size / 2)) ]; }; then pass "a Word file cut at $cut is refused"; else fail "a Word file cut at $cut is refused" "status $status $err"; fi
  rm -rf issue/articles/cut
done
head -c 100 word.docx >cut.docx; run "$TEKAN" import cut.docx issue; expect_text "why is told" "$err" "[import-damaged]"
printf 'x' >photo.jpg; run "$TEKAN" import photo.jpg issue; expect_status "other files are refused" 2
expect_text "why is told" "$err" "[import-format]"
: >empty.txt; run "$TEKAN" import empty.txt issue; expect_status "an empty file is refused" 2
expect_text "why is told" "$err" "[import-empty]"
run "$TEKAN" import missing.txt issue; expect_status "a missing file is refused" 2
run "$TEKAN" import 头条.txt pictures; expect_status "a folder that is no issue is refused" 2
expect_text "why is told" "$err" "[not-an-issue]"
if [ -e issue/articles/empty ] || [ -e issue/articles/missing ] || [ -e pictures/articles ]; then fail "and nothing is left"; else pass "and nothing is left"; fi
