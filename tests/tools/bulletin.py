#!/usr/bin/env python3
"""Articles of dense statistics: what is hardest to break well.

usage: bulletin.py FOLDER SEED ARTICLES PARAGRAPHS     writes FOLDER/articles/bN/article.md
"""
import os
import random
import sys

SUBJECTS = "全市粮食总产量 规模以上工业增加值 固定资产投资 社会消费品零售总额 一般公共预算收入 城镇居民人均可支配收入 新能源装机容量 森林覆盖率 进出口总额 居民消费价格 工业用电量 高技术制造业投资".split()


def figure(rng):
    return rng.choice([f"{rng.randint(1, 99)}.{rng.randint(0, 9)}", f"{rng.randint(2, 40)}", f"{rng.randint(100, 999)}.{rng.randint(1, 99):02d}",
                       f"{rng.randint(1, 9)},{rng.randint(100, 999)}.{rng.randint(1, 9)}"])


def clause(rng):
    subject = rng.choice(SUBJECTS)
    return rng.choice([
        f"{subject}达到{figure(rng)}亿元，增长{rng.randint(1, 20)}.{rng.randint(0, 9)}%",
        f"{subject}回落{rng.randint(1, 9)}.{rng.randint(0, 9)}个百分点",
        f"其中{subject}占{rng.randint(10, 90)}.{rng.randint(0, 9)}%",
        f"{subject}由上年的{figure(rng)}万元增加到{figure(rng)}万元",
        f"{subject}同比提高{rng.randint(1, 20)}%，好于预期{rng.randint(1, 9)}.{rng.randint(0, 9)}个百分点",
    ])


def main():
    folder, seed, articles, paragraphs = sys.argv[1], *map(int, sys.argv[2:])
    rng = random.Random(seed)
    for index in range(1, articles + 1):
        path = f"{folder}/articles/b{index}"
        os.makedirs(path, exist_ok=True)
        with open(f"{path}/article.md", "w") as file:
            file.write(f"---\ntitle: 数据之{'一二三四五六七八九'[index % 9]}\n---\n")
            for _ in range(paragraphs):
                file.write("\n" + rng.choice("，；").join(clause(rng) for _ in range(rng.choice([1, 2, 3, 4, 6]))) + "。\n")


if __name__ == "__main__":
    main()
