#!/usr/bin/env bash
# The machine's failures are told as such, and cost nothing that was good: a sample of calls fails here; FAULT_SAMPLE=0 makes
# every one of them fail (faults.py tells what is asked).
. tests/lib.sh
tools=$PWD/$BUILD/tests/tools here=$PWD/tests/fault
if ! ${CC:-cc} -shared -fPIC -O1 -D_GNU_SOURCE -o "$SCRATCH/inject.so" "$here/inject.c" -ldl 2>"$SCRATCH/cc"; then
  fail "the calls to be caught compile" "$(cat "$SCRATCH/cc")"
  exit
fi
# A copy that goes on where it was refused is seen: as a signal where it asks for anything else, by its status where it does not.
cat >"$SCRATCH/careless.c" <<'C'
#include <sys/wait.h>
#include <unistd.h>
extern void *__libc_malloc(unsigned long size);
int main(int argc, char **argv)
{
  if (fork())
    return wait(NULL) < 0;
  if (!__libc_malloc(argc))
    _exit(argc > 1 ? close(1) : 5);
  return 0;
}
C
careless() {
  FAULT_KIND=memory FAULT_AT=0 FAULT_EACH=3 FAULT_LOG="$SCRATCH/careless.log" LD_PRELOAD="$SCRATCH/inject.so" "$SCRATCH/careless" "$@"
  awk 'NR > 1 { print "call", $1, "signal", $2 % 128, "status", int($2 / 256) }' "$SCRATCH/careless.log"
}
check "what is to be caught compiles" ${CC:-cc} -o "$SCRATCH/careless" "$SCRATCH/careless.c"
expect_text "a copy that goes on is seen by its signal" "$(careless more)" "call 1 signal 31"
expect_text "and by its status" "$(careless)" "call 1 signal 0 status 5"
case $("$TEKAN" --version; ldd "$TEKAN") in
  *libasan*|*libtsan*) skip "failing calls" "the sanitizer catches the same calls"; exit ;;
esac
cd "$SCRATCH" || exit 1

# An issue with all that opens and writes: photographs, a drawing, an advertisement, sheets, single pages. Its pictures are no larger than they must be:
# the calls are the same, and it is set some two hundred times.
"$TEKAN" new issue >/dev/null
shrink issue
sed 's/^press:/press:\n  split: true\n  impose: spreads/; s/^  story:$/  duo:\n    slots:\n      - {name: lead, columns: 1-5, rows: 1-45}\n      - {name: ad, columns: 1-3, rows: 47-75}\n&/' "$ROOT/layouts/tabloid.yaml" >issue/l.yaml
sed -i 's|^layout: .*|layout: ./l.yaml|' issue/issue.yaml
printf '  - {number: A02, section: 综合, template: duo, slots: {lead: second, ad: ad}}\n' >>issue/issue.yaml
mkdir -p issue/articles/second issue/articles/ad
"$tools/make_photo" issue/articles/second/photo.jpg 800 533 1 >/dev/null 2>&1 || cp issue/articles/lead/landscape.png issue/articles/second/photo.jpg
{ printf -- '---\ntitle: 春到雁门关外\nbyline: 本报记者\nimages:\n  photo.jpg: {caption: 春耕时节。, credit: 甲 摄, span: 2}\n---\n\n'
  for _ in $(seq 30); do printf '全市上下抢抓机遇，项目建设稳步推进，总投资128.5亿元，比上年增长4.7%%，**群众**的*笑容*多了𠮷。\n\n'; done; } >issue/articles/second/article.md
printf -- '---\nkind: ad\npdf: ad.pdf\n---\n' >issue/articles/ad/article.md
cat >ad.ps <<'PS'
%!PS
<< /PageSize [423 411] >> setpagedevice
[ {ThisPage} << /TrimBox [10 10 413 401] >> /PUT pdfmark
0 1 1 0 setcmykcolor 30 30 340 300 rectfill
/Times-Bold findfont 40 scalefont setfont 0 0 0 1 setcmykcolor 40 340 moveto (ADVERT 2024) show
showpage
PS
gs -q -dNOPAUSE -dBATCH -sDEVICE=pdfwrite -dCompatibilityLevel=1.5 -sColorConversionStrategy=LeaveColorUnchanged -sOutputFile=issue/articles/ad/ad.pdf \
  -c '<< /NeverEmbed [] >> setdistillerparams' -f ad.ps
mkdir -p docx/word/media docx/word/_rels; cp issue/articles/lead/landscape.png docx/word/media/image1.png
printf '<w:document xmlns:w="w" xmlns:a="a" xmlns:r="r"><w:body><w:p><w:r><w:t>标题</w:t></w:r></w:p><w:p><w:r><w:t>正文一段。</w:t></w:r><w:r><a:blip r:embed="rId5"/></w:r></w:p></w:body></w:document>' >docx/word/document.xml
printf '<Relationships><Relationship Id="rId5" Target="media/image1.png"/></Relationships>' >docx/word/_rels/document.xml.rels
(cd docx && python3 -c 'import os,zipfile
z=zipfile.ZipFile("../word.docx","w",zipfile.ZIP_DEFLATED)
[z.write(os.path.join(d,n),os.path.relpath(os.path.join(d,n),".")) for d,_,ns in os.walk(".") for n in ns]')
run "$TEKAN" build issue -o whole; expect_status "the issue builds where nothing fails" 0
check "with its advertisement, sheets and pages" test -s whole/issue-imposed.pdf -a -s whole/issue-A02.pdf
python3 "$here/faults.py" "$TEKAN" inject.so . --sample "${FAULT_SAMPLE:-1}" ${FAULT_OPTIONS:-}
# And an issue spoiled in many ways: MUTATIONS=3000 for a night's worth.
python3 "$here/mutations.py" "$TEKAN" issue spoiled "${MUTATIONS:-40}" ${MUTATION_OPTIONS:-}
