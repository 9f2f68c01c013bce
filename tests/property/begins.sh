#!/usr/bin/env bash
# Stories begin at their heads: on pages made up from drawn copy an outside reader finds the first words of a story in the first column of its module, right
# under its head or beside an upright one, of nineteen in twenty; what begins elsewhere the build tells of (begin-apart), and of no other.
. tests/lib.sh
count=${BEGINS_PAGES:-20}
cd "$SCRATCH" || exit 1
check "of $count pages nineteen in twenty stories" env BUILD="$BUILD" python3 - "$ROOT" "$count" "$TEKAN" <<'PYTHON'
import json, os, subprocess, sys
root, count, tekan = sys.argv[1], int(sys.argv[2]), sys.argv[3]
sys.path[:0] = [root + "/tests/bench", root + "/tests/property"]
import madeup, modules, outside
NEAR, ROUND = 6, 4  # lines from a head to its text at the furthest; what a byline under it takes, and what lies between


def first_words(folder, slug):
    text = open(f"{folder}/articles/{slug}/article.md").read().split("---\n", 2)[2]
    return [c for c in text.strip().split("\n")[0] if outside.is_ideograph(c)][:9]


def find_body(glyphs, words):
    han = [g for g in glyphs if outside.is_ideograph(g.char) and modules.size(g) <= modules.BODY]
    return [han[i] for i in range(len(han) - len(words) + 1) if [g.char for g in han[i:i + len(words)]] == words]


# Lines the text is away from the head, aside or down; None: it is not to be known.
def way(folder, glyphs, trim, module):
    whole = modules.module_box(trim, module)
    own = [g for g in glyphs if modules.inside(g.box, whole)]
    heads, texts = modules.find(own, modules.front(folder, module["article"])[0]), find_body(own, first_words(folder, module["article"]))
    if not heads or not texts:
        return None
    head, text = modules.box_of(heads[0]), texts[0].box
    aside = max(text[0] - whole[0] - modules.COLUMN, 0)
    if module["upright"]:
        return (abs(text[1] - (head[1] if text[0] > head[2] else head[3])) + max(aside - modules.COLUMN, 0)) / modules.LEADING
    return (abs(text[1] - head[3]) + aside) / modules.LEADING


madeup.draw_photographs(".")
pages = stories = apart = 0
wrong = []
for seed in range(9001, 9400):
    if pages == count:
        break
    folder = os.path.abspath(f"s{seed}")
    layout, n, fill, photos = madeup.draw_set(folder, seed)
    if layout != "tabloid" or n < 3 or not photos:
        continue
    subprocess.run([tekan, "build", folder, "--force", "-q", "-o", f"o{seed}"], capture_output=True)
    report = json.load(open(f"o{seed}/report.json"))["pages"][0]
    if round(report["grid"]["column"]) != modules.COLUMN:
        continue
    pages += 1
    page = outside.trace_pages(f"o{seed}/s{seed}.pdf")[0]
    trim = next(outside.boxes(f"o{seed}/s{seed}.pdf", [page], "Trim"))
    glyphs = [g for g in outside.read_page(page)[0] if outside.meet(g.box, trim)]
    told = {slug for rule in report["makeup"]["rules"] if rule["code"] == "begin-apart" and rule["broken"] for slug in rule["place"]["articles"]}
    for module in report["makeup"]["levers"]:
        if "kind: story" not in open(f"{folder}/articles/{module['article']}/article.md").read() or module["gathered"]:
            continue
        lines = way(folder, glyphs, trim, module)
        if lines is None:
            continue
        stories += 1
        apart += lines > NEAR + ROUND
        if (lines > NEAR + ROUND) > (module["article"] in told) or (module["article"] in told and lines <= NEAR):
            wrong.append(f"{seed} {module['article']}: {lines:.1f} lines, told: {module['article'] in told}")
print("\n".join(wrong + [f"{apart} of {stories} stories of {pages} pages"]))
sys.exit(pages < count or stories < 2 * pages or apart * 20 > stories or bool(wrong))
PYTHON
