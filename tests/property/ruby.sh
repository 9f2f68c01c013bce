# 注音 in every place of an article that may have it, in every layout and in lines that run down: it has its room, and the
# article is printed.
. tests/lib.sh
cat >"$SCRATCH/write.py" <<'PYTHON'
import os, sys, zlib, struct
folder, layout = sys.argv[1:]
R, LONG, WORD = '[忻州]{ruby="xīn zhōu"}', "这个地方的名字很长要折成两行才能排得下它还有", '[雁门关]{ruby="yàngménguān"}'
copy = "清晨的集市上，老人和孩子都来看春天的桥梁与河流。" * 12
PLACES = {
    "table": f"| 地名 | 数 |\n|---|---|\n| {R} | 3 |\n| 甲 | 4 |\n| {LONG}{LONG}{R}{LONG}{R} | 5 |\n| 乙 | {R} |",
    "table-head": f"| {R} | {LONG}{LONG}{R} |\n|---|---|\n| 甲 | {R} |",
    "subhead": f"## {R}的春天", "subhead-long": f"## {LONG}{R}的春天{LONG}",
    "subhead-two": f"{R}的春\n{R}的夏\n---", "subhead-three": f"一二三的春\n{R}的夏\n{R}的秋\n---",
    "subhead-many": "\n".join([f"{LONG}{R}"] * 3 + [f"甲{R}"] * 3) + "\n---",
    "subhead-plain": "\n".join(["十个字的小标题长一些"] * 8) + "\n---",
    "quote": f"> {R}的{LONG}{R}又{LONG}{WORD}\n>\n> {R}另一段", "list": f"- {R}\n- {LONG}{R}{LONG}{R}",
    "paragraph": f"{R}{LONG}{R}{LONG}{WORD}"}
HEADS = {"title": f"title: ['{R}关下', '{R}关下']", "parts": f"title: 春耕\nkicker: '{R}关下'\nsubtitle: ['{R}关下', '{R}又']\nbyline: '{R}'",
         "caption": f"title: 春耕\nimages: {{a.png: {{caption: '{R}{LONG}{LONG}{R}{LONG}{WORD}{LONG}', credit: '{R}摄', span: 1}}}}",
         "figures": f"title: 数字\nkind: data", "opening": f"title: '{R}'\nkind: opening", "source": f"title: 春耕\nsource: '{R}'\ndateline: '{R}讯'"}
FIGURES = f"- **3** 万{R}\n  全市{R}{LONG}产量{R}\n- **12** 亿元\n  {R}\n- **7** 个\n  企业"

def draw():
    rows = b"".join(b"\0" + bytes(x * y % 251 for x in range(1500)) for y in range(1000))
    part = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", struct.pack(">IIBBBBB", 1500, 1000, 8, 0, 0, 0, 0)) + part(b"IDAT", zlib.compress(rows)) + part(b"IEND", b"")

PICTURE = draw()

def write(name, head, body, page, layout):
    at = f"{folder}/{name}"
    os.makedirs(at + "/articles/x")
    open(at + "/articles/x/article.md", "w").write(f"---\n{head}\n---\n\n{body}\n")
    open(at + "/articles/x/a.png", "wb").write(PICTURE)
    open(at + "/issue.yaml", "w").write(f"paper: 报\ntitle: 刊\ndate: 2024-03-27\nlayout: {layout}\npages:\n{page}\n")

for name, place in PLACES.items():
    write(f"made-{name}", "title: 春耕", f"{copy}\n\n{place}\n\n{R}{copy}\n\n{place}\n\n{R}{copy}", "  - articles: [x]", layout)
for name in "subhead-many", "subhead-plain", "table": # on the layout's own grid
    write(f"slot-{name}", "title: 春耕", f"{copy}\n\n{PLACES[name]}\n\n{R}{copy}", "  - {template: story, slots: {lead: x}}", layout)
for name, head in HEADS.items():
    write(f"head-{name}", head, FIGURES if name == "figures" else copy * 3, "  - articles: [x]", layout)
DOWN = """sheet: {trim: [270mm, 390mm], margins: 15mm}
grid: {columns: 5, characters: 15, leading: 13.5pt}
templates: {down: {slots: [{name: lead, columns: 1-5, rows: 1-74, body: {direction: vertical, tiers: 3}}]}}
"""
for name, place in PLACES.items() if layout == "tabloid" else ():
    write(f"down-{name}", "title: 春耕", f"{copy}\n\n{place}\n\n{R}{copy}", "  - {template: down, slots: {lead: x}}", "./l.yaml")
    open(f"{folder}/down-{name}/l.yaml", "w").write(DOWN)
PYTHON
for layout in tabloid broadsheet jiguanbao dushibao tekan; do
  python3 "$SCRATCH/write.py" "$SCRATCH/$layout" $layout
  over="" broken=""
  for issue in "$SCRATCH/$layout"/*; do
    run nice "$TEKAN" build -j1 "$issue" -o "$SCRATCH/out/${issue##*/}"
    case $err in *prints-over*) over="$over ${issue##*/}: $(grep ": error:" <<<"$err")" ;; esac
    [ "$status" = 0 ] || broken="$broken ${issue##*/}: $(grep ": error:" <<<"$err")"
  done
  if [ -z "$over" ]; then pass "$layout: 注音 prints over nothing, wherever it stands"; else fail "$layout: 注音 prints over nothing" "$over"; fi
  if [ -z "$broken" ]; then pass "$layout: and every such article is printed"; else fail "$layout: every such article is printed" "$broken"; fi
done
