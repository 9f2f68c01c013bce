# The proof follows the files.
. tests/lib.sh
cd "$SCRATCH" || exit 1
"$TEKAN" new issue >/dev/null
shrink issue
"$TEKAN" watch issue -o out >watch.out 2>watch.err & pid=$!
trap 'kill $pid 2>/dev/null; rm -rf "$SCRATCH"' EXIT

# Waits until COMMAND succeeds, thirty seconds at most.
await() {
  local tries
  for tries in $(seq 150); do
    "$@" >/dev/null 2>&1 && return 0
    sleep 0.2
  done
  return 1
}
rounds() { [ "$(grep -c 'waiting for changes' watch.err)" -ge "$1" ]; }
check "a first proof is made" await rounds 1
check "with its page" test -s out/proof/index.html
sed -i 's/^title: .*/title: 改过的标题/' issue/articles/lead/article.md
check "a change makes another" await rounds 2
before=$(cat out/proof/page-1.png | sha256sum)
mkdir issue/articles/extra; printf -- '---\ntitle: 新的\n---\n\n正文。\n' >issue/articles/extra/article.md
check "a new article makes another" await rounds 3
printf '\n再写一段，版面随之而变。\n' >>issue/articles/lead/article.md
check "a change after that makes another" await rounds 4
after=$(cat out/proof/page-1.png | sha256sum)
refuse "the picture has changed" test "$before" = "$after"
# As most editors save: a file of their own beside it, renamed over it.
sed 's/^title: .*/title: 再改过的标题/' issue/articles/lead/article.md >issue/articles/lead/.article.md.swp
mv issue/articles/lead/.article.md.swp issue/articles/lead/article.md
check "a file renamed over another makes another" await rounds 5
cp issue/articles/lead/article.md issue/articles/lead/article.md~; mv issue/articles/lead/article.md~ issue/articles/lead/article.md
check "so does a backup moved back" await rounds 6
mv issue issue-away; sleep 1; mv issue-away issue; touch issue/articles/lead/article.md
check "the folder may go and come back" kill -0 $pid
printf 'pages: [\n' >>issue/issue.yaml
check "a mistake is told" await grep -q 'Problems were found' watch.err
check "and the last proof stays" test -s out/proof/page-1.png
kill -INT $pid; wait $pid; status=$? out= err=$(cat watch.err)
expect_status "Ctrl-C ends it well" 0
run "$TEKAN" watch nowhere; expect_status "an issue that is not there is wrong input" 2
