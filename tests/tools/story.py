#!/usr/bin/env python3
"""Writes an article of copy nobody cut for a page.

usage: story.py FOLDER CHARACTERS SEED [FRONT]

FOLDER/article.md gets the lines FRONT (the title is drawn if none is given) and paragraphs of one of the texts of tests/data/texts, as many as make
CHARACTERS."""
import glob, os, random, sys

TITLES = ["春潮涌动起宏图", "把实事办到群众心坎上", "一座城的温度", "千年古道焕新颜", "产业园里机声隆", "从“看天吃饭”到“知天而作”", "小网格托起大民生"]
folder, characters, seed, front = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4] if len(sys.argv) > 4 else ""
draw = random.Random(seed)
texts = sorted(glob.glob(os.path.join(os.path.dirname(__file__), "..", "data", "texts", "*.txt")))
paragraphs = [p for p in open(draw.choice(texts), encoding="utf-8").read().split("\n") if len(p) > 25]
draw.shuffle(paragraphs)
text, so_far = [], 0
while so_far < characters:
    text.append(paragraphs[len(text) % len(paragraphs)][: max(30, characters - so_far)])
    so_far += len(text[-1])
if "title:" not in front:
    front = f"title: {draw.choice(TITLES)}\nbyline: 本报记者\n" + front
os.makedirs(folder, exist_ok=True)
with open(os.path.join(folder, "article.md"), "w", encoding="utf-8") as file:
    file.write(f"---\n{front.rstrip()}\n---\n\n" + "\n\n".join(text) + "\n")
