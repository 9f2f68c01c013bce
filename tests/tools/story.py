#!/usr/bin/env python3
"""Writes an article of copy nobody cut for a page.

usage: story.py FOLDER CHARACTERS SEED [FRONT]     one
       story.py                                    as many as stand on standard input, the four of each ended by a NUL; a line is said for each (lib.sh: story)

FOLDER/article.md gets the lines FRONT (the title is drawn if none is given) and paragraphs of one of the texts of tests/data/texts, as many as make
CHARACTERS."""
import functools, glob, os, random, sys

TITLES = ["春潮涌动起宏图", "把实事办到群众心坎上", "一座城的温度", "千年古道焕新颜", "产业园里机声隆", "从“看天吃饭”到“知天而作”", "小网格托起大民生"]


@functools.lru_cache(None)
def read_texts():
    names = sorted(glob.glob(os.path.join(os.path.dirname(__file__), "..", "data", "texts", "*.txt")))
    return [[p for p in open(name, encoding="utf-8").read().split("\n") if len(p) > 25] for name in names]


def write(folder, characters, seed, front=""):
    draw = random.Random(str(seed))
    paragraphs = list(draw.choice(read_texts()))
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


def serve():
    asked, rest = [], b""
    while data := os.read(0, 65536):
        *words, rest = (rest + data).split(b"\0")
        asked += words
        while len(asked) >= 4:
            folder, characters, seed, front = (word.decode() for word in asked[:4])
            del asked[:4]
            write(folder, int(characters), seed, front)
            print(folder, flush=True)


if __name__ == "__main__":
    serve() if len(sys.argv) == 1 else write(sys.argv[1], int(sys.argv[2]), *sys.argv[3:5])
