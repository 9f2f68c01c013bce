#!/usr/bin/env bash
# A page of six photographs as Ghostscript and poppler see it: size, resolution, the ink limit at every pixel, kinds, no
# hidden data, the same bytes however it is made.
. tests/lib.sh
photo=$PWD/$BUILD/tests/tools/make_photo
cd "$SCRATCH" || exit 1
export XDG_CACHE_HOME=$SCRATCH/cache

# issue NAME: an article with the pictures that lie in its bundle, and text between.
issue() {
  local name=$1 text='三月的忻州，冻土松开，汾河与滹沱河的水声一天比一天响。代表、委员带着群众的嘱托聚到一起，议的是一年的大事。'
  printf 'paper: 忻州日报\ntitle: 图片\ndate: 2024-03-27\nlayout: tabloid\npages:\n  - template: story\n    slots: {lead: p}\n' >"$name/issue.yaml"
  {
    printf -- '---\ntitle: 图片六幅\nimages:\n'
    for file in "$name"/articles/p/*.*g; do printf '  %s: {caption: 图, span: 2}\n' "$(basename "$file")"; done
    printf -- '---\n'
    for file in "$name"/articles/p/*.*g; do printf '\n%s%s%s%s\n\n![图](%s)\n' "$text" "$text" "$text" "$text" "$(basename "$file")"; done
  } >"$name/articles/p/article.md"
}

# most_ink PDF DPI: the most ink of any pixel inside the trim, in levels of 255.
most_ink() {
  gs -q -dSAFER -dNOPAUSE -dBATCH -dUseTrimBox -sDEVICE=pamcmyk32 -r"$2" -sOutputFile=page.pam "$1" || return 1
  python3 - <<'PYTHON'
data = open("page.pam", "rb").read()
pixels = data[data.index(b"ENDHDR\n") + 7:]
print(max(map(sum, set(zip(pixels[0::4], pixels[1::4], pixels[2::4], pixels[3::4])))))
PYTHON
}

mkdir -p six/articles/p kinds/articles/p
for i in 1 2 3 4; do "$photo" six/articles/p/$i.jpg 1800 1200 $((i * 70)); done
for i in 5 6; do "$photo" six/articles/p/$i.jpg 1800 1200 $((i * 70)) hard; done
issue six
run "$TEKAN" build six -o out -j1; expect_status "a page of six photographs builds" 0
size=$(wc -c <out/six.pdf)
check "in at most 1.2 MB ($size bytes)" test "$size" -le 1200000
shapes=$(pdfimages -list out/six.pdf | awk 'NR > 2 { print $6, $8, $9, ($13 >= 200 && $13 <= 210) }' | sort | uniq -c | xargs)
expect_text "each as CMYK JPEG of 200 ppi" "$shapes" "6 cmyk 8 jpeg 1"
for dpi in 100 200; do
  most=$(most_ink out/six.pdf $dpi)
  check "no pixel at $dpi dpi is over 240 % ($most of 612 levels)" test "$most" -le 612 -a "$most" -gt 560
done
expect_no_text "nothing of EXIF is in the file" "$(grep -ac 'SECRET\|Exif' out/six.pdf)" "[1-9]"
run "$TEKAN" check out/six.pdf; expect_status "preflight finds nothing" 0

run "$TEKAN" build six -o again -j4
check "the same bytes from the cache, with four threads" cmp out/six.pdf again/six.pdf
rm -rf cache; run "$TEKAN" build six -o again -j4
check "and without the cache" cmp out/six.pdf again/six.pdf

"$photo" kinds/articles/p/art.png 3000 2000 3
"$photo" kinds/articles/p/grey.jpg 1200 800 9 grey
"$photo" kinds/articles/p/photo.jpg 1200 800 9
issue kinds
sed -i 's/art.png: {caption: 图, span: 2}/art.png: {caption: 图, span: 2, crop: false}/' kinds/articles/p/article.md
printf 'press: {jpeg_quality: 40, tac: 210}\n' >>kinds/issue.yaml
run "$TEKAN" build kinds -o out; expect_status "line art, a grey and a coloured photograph build" 0
pdfimages -list out/kinds.pdf >images
list=$(awk 'NR > 2 { print $6, $8, $9 }' images | sort | xargs)
expect_text "line art has one bit, grey is black alone" "$list" "cmyk 8 jpeg gray 1 image gray 8 jpeg"
check "line art keeps all its rows" awk '$8 == 1 && $5 == 2000 { found = 1 } END { exit !found }' images
most=$(most_ink out/kinds.pdf 150) # the red of the folio alone comes to 205 %
check "a lower limit is kept as well ($most of 535 levels)" test "$most" -le 535
