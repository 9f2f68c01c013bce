# The proof page in a browser: it loads alone, asks for nothing elsewhere, and can be walked through.
. tests/lib.sh
cd "$SCRATCH" || exit 1
cp -r "$SAMPLE" sample
for i in $(seq 400); do printf '\n增补的一段文字，长得一页放不下，看程序怎么说。\n'; done >>sample/articles/land-feature/article.md
LANG=zh_CN.UTF-8 "$TEKAN" proof sample -o out >/dev/null 2>&1
page=out/proof/index.html
check "the page is well formed" python3 - "$page" <<'PY'
import sys
from html.parser import HTMLParser
VOID={"meta","img","link","br"}
class Walk(HTMLParser):
  def __init__(self):
    super().__init__(); self.open=[]; self.ids=set(); self.links=[]; self.images=[]; self.headings=[]
  def handle_starttag(self,tag,attributes):
    a=dict(attributes)
    if tag not in VOID: self.open.append(tag)
    if "id" in a:
      assert a["id"] not in self.ids, a["id"]; self.ids.add(a["id"])
    if tag=="a": self.links.append(a["href"])
    if tag=="img": self.images.append(a); assert a.get("alt"), a
    if tag in ("h1","h2","h3"): self.headings.append(int(tag[1]))
  def handle_endtag(self,tag):
    assert self.open.pop()==tag, tag
walk=Walk(); walk.feed(open(sys.argv[1],encoding="utf-8").read())
assert not walk.open
for link in walk.links:
  assert not link.startswith("#") or link[1:] in walk.ids, link
  assert "://" not in link and not link.startswith("//"), link
import os
for image in walk.images: assert os.path.exists(os.path.join(os.path.dirname(sys.argv[1]),image["src"])), image
assert walk.headings[0]==1 and all(b-a<=1 for a,b in zip(walk.headings,walk.headings[1:])), walk.headings
assert sum(1 for link in walk.links if link.startswith("#page-"))>=4
PY
expect_text "words over are told" "$(cat $page)" "超 "

browser=$(command -v chromium || command -v chromium-browser || true)
if [ -z "$browser" ]; then skip "the page in Chromium" "chromium is missing"; exit 0; fi
# Ubuntu's package is a script that asks for a snap.
if ! "$browser" --version 2>/dev/null | grep -qE '^(Chromium|Google Chrome)'; then skip "the page in Chromium" "$browser is not Chromium itself"; exit 0; fi
chrome() {
  timeout 90 "$browser" --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking \
    --disable-dev-shm-usage --user-data-dir="$SCRATCH/profile" "$@"
}
chrome --virtual-time-budget=5000 --dump-dom "file://$PWD/$page" >dom.html 2>chrome.err
expect_text "Chromium renders it" "$(cat dom.html)" 'id="page-4"'
violations=$(grep -iE 'Refused to|net::ERR|Content Security Policy' chrome.err || true)
if [ -z "$violations" ]; then pass "nothing is refused or missing"; else fail "nothing is refused or missing" "$violations"; fi
for width in 1280 420; do
  chrome --virtual-time-budget=5000 --window-size=$width,900 --screenshot="$PWD/shot-$width.png" "file://$PWD/$page" >/dev/null 2>&1
  check "it paints at $width pixels" test -s shot-$width.png
done
# Measured inside the page: pictures have loaded, and nothing is wider than a telephone.
sed 's|</body>|<script>onload=()=>{document.title="wide="+(document.documentElement.scrollWidth>innerWidth)+" loaded="+[...document.images].filter(i=>i.loading!="lazy").every(i=>i.naturalWidth>0)}</script></body>|; s|<meta http-equiv="Content-Security-Policy"[^>]*>||' $page >out/proof/measured.html
title=$(chrome --virtual-time-budget=5000 --window-size=500,900 --dump-dom "file://$PWD/out/proof/measured.html" 2>/dev/null | grep -o '<title>[^<]*' | head -n 1)
expect_text "it fits a narrow window" "$title" "wide=false"
expect_text "its pictures load" "$title" "loaded=true"
