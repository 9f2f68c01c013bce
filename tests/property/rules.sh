#!/usr/bin/env bash
# 碰题, 通缝, 断版 on pages made by hand: what a build says of them is what is seen in its PDF by an outside reader (rules.py), on the page
# that breaks the rule and on its near twin. A report that keeps silent, or tells what is not there, is found out.
. tests/lib.sh
cd "$SCRATCH" || exit 1
mkdir -p hand/articles/a hand/articles/b hand/articles/c hand/articles/d
text=$(for _ in $(seq 40); do printf '全市上下抢抓机遇，项目建设稳步推进，一批难题得到解决，群众的笑容多了。老人说这样的日子有盼头。\n\n'; done)
for slug in a b c d; do printf -- '---\ntitle: 把实事办到群众心坎上\n---\n\n%s\n' "$text" >hand/articles/$slug/article.md; done
printf 'paper: 报\ntitle: 刊\ndate: 2024-03-27\nlayout: ./layout.yaml\npages:\n  - template: hand\n    slots: {a: a, b: b, c: c, d: d}\n' >hand/issue.yaml

# build NAME SLOT…: a page of those slots, each a name, its columns and rows, and what else it has; fills $modules.
build() {
  local name=$1 slot columns rows rest
  shift
  sed 's/^  mixed:/  hand:\n    slots:\nSLOTS\n  mixed:/' "$ROOT/layouts/tabloid.yaml" >layout.tmp
  : >slots.tmp
  modules=''
  for slot in "$@"; do
    read -r slug columns rows rest <<<"$slot"
    echo "      - {name: $slug, columns: $columns, rows: ${rows%,}${rest:+, $rest}}" >>slots.tmp
    rows=${rows%,}
    modules="$modules${modules:+, }{\"article\": \"$slug\", \"columns\": [${columns/-/, }], \"rows\": [${rows/-/, }], \"framed\": $([[ $rest = *border* ]] && echo true || echo false)}"
  done
  modules="[$modules]"
  sed -e '/^SLOTS/{r slots.tmp' -e 'd}' layout.tmp >hand/layout.yaml
  run "$TEKAN" build hand --force -o "out-$name"
  case $err in *"[overset]"*) ;; *) fail "$name: the slots are overfilled" "$err" ;; esac
}
agrees() { check "$1: $2" python3 "$ROOT/tests/property/rules.py" "out-$1/hand.pdf" "out-$1/report.json" "$modules"; }
told() { expect_text "$1: $2 is told" "$err" "[$2]"; }
quiet() { expect_no_text "$1: $2 is not told" "$err" "[$2]"; }
# spoilt NAME CODE VALUE: the report with that value of the rule (none: without it) is found out.
spoilt() {
  python3 - "out-$1/report.json" "$2" "${3:-}" >spoilt.json <<'PYTHON'
import json, sys
report = json.load(open(sys.argv[1]))
rules = report["pages"][0]["makeup"]["rules"]
report["pages"][0]["makeup"]["rules"] = [r for r in rules if r["code"] != sys.argv[2]]
if sys.argv[3]:
    report["pages"][0]["makeup"]["rules"].append({"code": sys.argv[2], "value": float(sys.argv[3]), "broken": True, "place": {"articles": ["b", "c"]}})
json.dump(report, sys.stdout)
PYTHON
  refuse "$1: another report of $2 is found out" python3 "$ROOT/tests/property/rules.py" "out-$1/hand.pdf" spoilt.json "$modules"
}

build beside 'a 1-5 1-20' 'b 1-2 22-56' 'c 3-5 22-56, headline: {title: lead-title}' 'd 1-5 58-75'
told beside heads-beside
agrees beside "two heads side by side are seen"
spoilt beside heads-beside
build framed 'a 1-5 1-20' 'b 1-2 22-56' 'c 3-5 22-56, border: line' 'd 1-5 58-75'
quiet framed heads-beside
agrees framed "a frame parts them"
build stepped 'a 1-5 1-20' 'b 1-2 22-56' 'c 3-5 30-56' 'd 1-5 58-75'
quiet stepped heads-beside
agrees stepped "and so does a step"

build through 'a 1-2 1-30, headline: {side: left}' 'b 3-5 1-40' 'c 1-2 32-75' 'd 3-5 42-75'
told through gutter-through
agrees through "a gutter that runs through is seen"
spoilt through gutter-through
build crossed 'a 1-2 1-30, headline: {side: left}' 'b 3-5 1-30' 'c 1-3 32-75' 'd 4-5 32-75, headline: {side: right}'
quiet crossed gutter-through
agrees crossed "a head across it stops it"
spoilt crossed gutter-through 100

build parted 'a 1-2 1-37, headline: {side: left}' 'b 3-5 1-37' 'c 1-3 39-75' 'd 4-5 39-75, headline: {side: right}'
told parted page-parted
agrees parted "a page cut in two is seen"
spoilt parted page-parted
build bound 'a 1-2 1-37, headline: {side: left}' 'b 3-5 1-45' 'c 1-2 39-75' 'd 3-5 47-75, headline: {side: right}'
quiet bound page-parted
agrees bound "edges eight lines apart bind it"
build banner 'a 1-5 1-20' 'b 1-2 22-50' 'c 3-5 22-50, headline: {side: right}' 'd 1-5 52-75'
quiet banner page-parted
agrees banner "under a banner and over a strip it is none"
