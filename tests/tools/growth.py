"""Inputs that grow in one dimension, and what tekan takes for them: growth.py TEKAN FOLDER [hold | limits | worst | NAME…].

Each row of TABLE is a dimension of the input with the size it begins at and the function that writes an input of size n
and says how to call tekan on it. tests/property/growth.sh holds the ratios of two sizes (HELD) and that every limit is
told (LIMITS); tests/bench/growth.sh prints the whole table and the worst legal inputs (WORST) with their peak memory."""

import io
import os
import resource
import shutil
import signal
import subprocess
import sys
import threading
import zipfile

HAN = "全市开发区稳步推进春季农业生产老旧小区改造生态修复工程重大项目审批道路交通安全整治宣传活动供热管网更新中小学课后服务"
SENTENCE = "开发区稳步推进重大项目审批，总投资128.5亿元，同比增长4.7%，群众的笑容多了。"
TABLE = {}


def dimension(n):
    def add(function):
        TABLE[function.__name__.replace("_", " ")] = (n, function)
        return function

    return add


def han(n, start=0):
    return "".join(HAN[(start + i) % len(HAN)] for i in range(n))


def write(path, text, mode="w"):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, mode) as file:
        file.write(text)


def issue(folder, articles, pages=None, keys="", layout=None, command="build"):
    """ARTICLES: slug → article.md. PAGES: lines of YAML; by default a page `story` an article."""
    for slug, text in articles.items():
        write(f"{folder}/issue/articles/{slug}/article.md", text)
    if layout:
        write(f"{folder}/issue/own.yaml", layout)
    if pages is None:
        pages = [f"{{template: story, slots: {{lead: {slug}}}}}" for slug in articles]
    head = f"paper: 样报\ntitle: 试机特刊\ndate: 2024-03-27\nlayout: {'own.yaml' if layout else 'tabloid'}\n"
    write(f"{folder}/issue/issue.yaml", head + keys + "pages:\n" + "".join(f"  - {page}\n" for page in pages))
    return [command, f"{folder}/issue", "-o", f"{folder}/out", "-q", "-j", "1"] + (["--force"] if command == "build" else [])


def article(body, **front):
    rows = "".join(f"{key}: {value}\n" for key, value in ({"title": "春到雁门关外"} | front).items())
    return f"---\n{rows}---\n\n{body}\n"


def story(folder, body, **front):
    return issue(folder, {"a": article(body, **front)})


# --- characters of a paragraph ------------------------------------------------------------------


@dimension(50000)
def paragraph_of_Han(folder, n):
    return story(folder, han(n))


@dimension(50000)
def paragraph_of_sentences(folder, n):
    return story(folder, SENTENCE * (n // len(SENTENCE)))


@dimension(50000)
def digits_in_a_run(folder, n):
    return story(folder, "1234567890" * (n // 10))


@dimension(50000)
def Latin_without_spaces(folder, n):
    return story(folder, "abcdefghij" * (n // 10))


@dimension(50000)
def Latin_words(folder, n):
    return story(folder, "newspaper typesetting " * (n // 22))


@dimension(49000)
def an_address(folder, n):
    return story(folder, "见https://example.com/" + "path/" * (n // 5))


@dimension(49000)
def marks_in_a_run(folder, n):
    return story(folder, "字" + "，" * n)


@dimension(49000)
def exclamation_marks(folder, n):
    return story(folder, "字" + "！？" * (n // 2))


@dimension(49000)
def dots_and_dashes(folder, n):
    return story(folder, "字" + "……——" * (n // 4))


@dimension(24000)
def full_width_brackets_nested(folder, n):
    return story(folder, "（" * n + "字" + "）" * n)


@dimension(16000)
def half_width_brackets_nested(folder, n):
    return story(folder, "字(" * n + "字" + ")" * n)


@dimension(16000)
def half_width_brackets_open(folder, n):
    return story(folder, "字(甲" * n)


@dimension(25000)
def quotes_unpaired(folder, n):
    return story(folder, "“甲" * n)


@dimension(25000)
def straight_quotes(folder, n):
    return story(folder, '"甲' * n)


@dimension(12500)
def quotes_nested_alternately(folder, n):
    return story(folder, "“甲‘乙" * n)


@dimension(50000)
def combining_marks(folder, n):
    return story(folder, "a" + "\u0301" * n)


@dimension(25000)
def letters_each_with_marks(folder, n):
    return story(folder, "e\u0301\u0323" * n)


@dimension(25000)
def zero_width_joiners(folder, n):
    return story(folder, "甲\u200d" * n)


@dimension(49000)
def joiners_in_a_run(folder, n):
    return story(folder, "甲" + "\u200d" * n)


@dimension(25000)
def variation_selectors(folder, n):
    return story(folder, "葛\U000e0100" * n)


@dimension(49000)
def selectors_in_a_run(folder, n):
    return story(folder, "葛" + "\U000e0100" * n)


@dimension(49000)
def spaces(folder, n):
    return story(folder, "甲" + " " * n + "乙")


@dimension(49000)
def ideographic_spaces(folder, n):
    return story(folder, "甲" + "\u3000" * n + "乙")


@dimension(25000)
def emoji_joined(folder, n):
    return story(folder, "\U0001f469\u200d" * n)


@dimension(7000)
def scripts_mixed(folder, n):
    return story(folder, "αвשไท한あ甲" * n)


@dimension(50000)
def characters_no_font_has(folder, n):
    return story(folder, "".join(chr(0x12000 + i % 900) for i in range(n)))


@dimension(50000)
def characters_all_different(folder, n):
    return story(folder, "".join(chr(0x4E00 + i % 20000) for i in range(n)))


@dimension(10000)
def forced_lines(folder, n):
    return story(folder, "甲乙丙  \n" * n)


@dimension(6000)
def lines_of_a_paragraph(folder, n):
    return story(folder, "甲乙丙丁戊己庚\n" * n)


# --- Markdown ------------------------------------------------------------------------------------------


@dimension(25000)
def paragraphs(folder, n):
    return story(folder, "甲乙丙丁。\n\n" * n)


@dimension(10000)
def emphases(folder, n):
    return story(folder, "甲**乙**" * n)


@dimension(8000)
def emphases_of_both_kinds(folder, n):
    return story(folder, "**甲***乙*" * n)


@dimension(20000)
def emphases_open(folder, n):
    return story(folder, "甲**乙" * n)


@dimension(16000)
def emphases_never_open(folder, n):
    return story(folder, "甲** 乙" * n)


@dimension(5000)
def emphases_nested(folder, n):
    return story(folder, "*甲**乙" * n + "**丙*" * n)


@dimension(49000)
def stars(folder, n):
    return story(folder, "甲" + "*" * n + "乙")


@dimension(16000)
def tildes(folder, n):
    return story(folder, "甲~~乙" * n)


@dimension(25000)
def underscores(folder, n):
    return story(folder, "甲_乙" * n)


@dimension(500)
def spans_with_dots(folder, n):
    return story(folder, "甲[乙]{.dots}" * n)


@dimension(500)
def spans_with_ruby(folder, n):
    return story(folder, '甲[忻]{ruby="xīn"}' * n)


@dimension(6000)
def spans_over_the_limit(folder, n):
    return story(folder, "甲[乙]{.dots}" * n)


@dimension(25000)
def spans_never_closed(folder, n):
    return story(folder, "甲[乙" * n)


@dimension(20000)
def spans_never_opened(folder, n):
    return story(folder, "甲]{.dots}" * n)


@dimension(10000)
def spans_nested(folder, n):
    return story(folder, "[" * n + "甲" + "]{.dots}" * n)


@dimension(10000)
def spans_not_understood(folder, n):
    return story(folder, "[甲]{.blink}" * n)


@dimension(20000)
def braces(folder, n):
    return story(folder, "甲]{.x" * n)


@dimension(10000)
def links(folder, n):
    return story(folder, "甲[乙](http://example.com/)" * n)


@dimension(20000)
def links_open(folder, n):
    return story(folder, "甲[乙](" * n)


@dimension(12000)
def reference_definitions(folder, n):
    return story(folder, "".join(f"[r{i}]: http://example.com/{i}\n" for i in range(n)) + "\n甲[r1]乙")


@dimension(10000)
def reference_uses(folder, n):
    return story(folder, "[r]: http://example.com/" + "x" * 200 + "\n\n" + "甲[r]" * n)


@dimension(8000)
def autolinks(folder, n):
    return story(folder, "甲<http://example.com>" * n)


@dimension(3000)
def backticks(folder, n):
    return story(folder, "".join("甲" + "`" * (i % 80 + 1) for i in range(n // 10)))


@dimension(8000)
def HTML_inline(folder, n):
    return story(folder, "甲<b>乙</b>" * n)


@dimension(25000)
def HTML_lines(folder, n):
    return story(folder, "<div>\n" + "甲乙\n" * n + "</div>\n")


@dimension(16000)
def angle_brackets(folder, n):
    return story(folder, "甲<乙" * n)


@dimension(16000)
def entities(folder, n):
    return story(folder, "甲&amp;" * n)


@dimension(25000)
def code_lines(folder, n):
    return story(folder, "甲\n\n" + "    甲乙\n" * n)


@dimension(12000)
def headings(folder, n):
    return story(folder, "## 甲乙\n\n丙丁。\n\n" * n)


@dimension(25000)
def headings_alone(folder, n):
    return story(folder, "## 甲乙\n\n" * n)


@dimension(50)
def heading_lines(folder, n):
    return story(folder, "甲乙\n" * n + "----\n\n丙")


@dimension(12000)
def ornaments(folder, n):
    return story(folder, "甲\n\n---\n\n" * n)


@dimension(12000)
def quotes(folder, n):
    return story(folder, "> 甲乙。\n\n丙\n\n" * n)


@dimension(12000)
def quote_paragraphs(folder, n):
    return story(folder, "> 甲乙。\n>\n" * n)


@dimension(50000)
def quote_characters(folder, n):
    return story(folder, "> " + han(n))


@dimension(2000)
def quotes_inside_quotes(folder, n):
    return story(folder, ">" * n + " 甲")


@dimension(25000)
def list_items(folder, n):
    return story(folder, "- 甲乙。\n" * n)


@dimension(25000)
def list_items_numbered(folder, n):
    return story(folder, "".join(f"{i + 1}. 甲乙。\n" for i in range(n)))


@dimension(100)
def lists_inside_lists(folder, n):
    return story(folder, "".join("  " * i + "- 甲\n" for i in range(n)))


@dimension(8000)
def data_items(folder, n):
    return story(folder, "- **12.5**亿元\n  产值\n" * n, kind="data")


@dimension(400)
def table_rows(folder, n):
    return story(folder, "| 甲 | 乙 |\n| - | - |\n" + "| 丙 | 1.5 |\n" * n)


@dimension(8)
def table_columns(folder, n):
    return story(folder, "|" + "甲|" * n + "\n|" + "-|" * n + "\n" + ("|" + "1|" * n + "\n") * 50)


@dimension(50000)
def table_cell_characters(folder, n):
    return story(folder, f"| 甲 | 乙 |\n| - | - |\n| 丙 | {han(n)} |\n")


@dimension(2500)
def tables(folder, n):
    return story(folder, "| 甲 | 乙 |\n| - | - |\n| 丙 | 1.5 |\n\n丁\n\n" * n)


@dimension(10000)
def table_rows_over_the_limit(folder, n):
    return story(folder, "| 甲 | 乙 |\n| - | - |\n" + "| 丙 | 1.5 |\n" * n)


@dimension(1000)
def table_cells_left_out(folder, n):
    return story(folder, "|" + "甲|" * 300 + "\n|" + "-|" * 300 + "\n" + "|甲\n" * n)


# --- front matter ----------------------------------------------------------------------------------------


@dimension(100)
def title_characters(folder, n):
    return story(folder, SENTENCE, title=han(n))


@dimension(5)
def title_lines(folder, n):
    return story(folder, SENTENCE, title="[" + ", ".join(["甲乙丙"] * n) + "]")


@dimension(100)
def subtitle_characters(folder, n):
    return story(folder, SENTENCE, subtitle=han(n))


@dimension(5)
def subtitle_lines(folder, n):
    return story(folder, SENTENCE, subtitle="[" + ", ".join(["甲乙丙"] * n) + "]")


@dimension(100)
def kicker_characters(folder, n):
    return story(folder, SENTENCE, kicker=han(n))


@dimension(250)
def byline_characters(folder, n):
    return story(folder, SENTENCE, byline=han(n))


@dimension(250)
def source_characters(folder, n):
    return story(folder, SENTENCE, source=han(n))


@dimension(250)
def dateline_characters(folder, n):
    return story(folder, SENTENCE, dateline=han(n))


@dimension(1250)
def keep_words(folder, n):
    words = ", ".join(f"{chr(0x4E00 + i % 5000)}{chr(0x4E00 + i // 5000)}" for i in range(n))
    return story(folder, SENTENCE * 20, keep=f"[{words}]")


@dimension(1250)
def keep_words_of_many_paragraphs(folder, n):
    words = ", ".join(f"{chr(0x4E00 + i % 5000)}{chr(0x4E00 + i // 5000)}" for i in range(n))
    return story(folder, "甲乙丙丁。\n\n" * (n // 5), keep=f"[{words}]")


@dimension(25000)
def keep_word_that_repeats(folder, n):
    return story(folder, "甲" * n, keep="[" + "甲" * 60 + "]")


@dimension(250)
def front_matter_keys(folder, n):
    return story(folder, SENTENCE, **{f"key{i}": "值" for i in range(n)})


@dimension(7)
def YAML_depth(folder, n):
    return story(folder, SENTENCE, keep="[" * n + "]" * n)


@dimension(3)
def YAML_aliases(folder, n):
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x]"]
    rows += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 8)}]" for i in range(1, n)]
    return story(folder, SENTENCE, x="1\n" + "\n".join(rows), keep=f"*a{n - 1}")


@dimension(1250)
def YAML_alias_uses(folder, n):
    return story(folder, SENTENCE, byline="&b 本报", keep="[" + ", ".join(["*b"] * n) + "]")


@dimension(240)
def YAML_anchors(folder, n):
    return story(folder, SENTENCE, keep="[" + ", ".join(f"&k{i} 词{i}" for i in range(n)) + "]", byline=f"*k{n - 1}")


# --- pictures ---------------------------------------------------------------------------------------------


def png(width=8, height=8):
    import struct, zlib

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    row = b"\0" + b"\x80\x80\x80" * width
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(row * height)) + chunk(b"IEND", b""))


def pictures_of(folder, n):
    for i in range(n):
        write(f"{folder}/issue/articles/a/p{i}.png", png(8 + i % 7, 8), "wb")


@dimension(25)
def pictures_in_the_text(folder, n):
    pictures_of(folder, n)
    return story(folder, "".join(f"甲乙丙丁。\n\n![图](p{i}.png)\n\n" for i in range(n)))


@dimension(25)
def pictures_of_an_article(folder, n):
    pictures_of(folder, n)
    return story(folder, SENTENCE * 20, images="".join(f"\n  p{i}.png: {{caption: 图}}" for i in range(n)))


@dimension(25)
def pictures_placed_inline(folder, n):
    pictures_of(folder, n)
    return story(folder, (SENTENCE + "\n\n") * 20, images="".join(f"\n  p{i}.png: {{caption: 图, place: inline}}" for i in range(n)))


@dimension(2000)
def pictures_unused(folder, n):
    pictures_of(folder, n)
    return story(folder, SENTENCE)


@dimension(2000)
def pictures_unknown(folder, n):
    return story(folder, "".join(f"甲![图](p{i}.png)\n\n" for i in range(n)))


@dimension(8000)
def a_picture_named_often(folder, n):
    pictures_of(folder, 1)
    return story(folder, "甲![图](p0.png)\n\n" * n)


@dimension(1250)
def caption_characters(folder, n):
    pictures_of(folder, 1)
    return story(folder, SENTENCE, images=f"\n  p0.png: {{caption: {han(n)}}}")


# --- pages, articles --------------------------------------------------------------------------------------


@dimension(128)
def pages(folder, n):
    return issue(folder, {f"a{i:04}": article(SENTENCE * 60) for i in range(n)})


@dimension(128)
def pages_made_up(folder, n):
    return issue(folder, {f"a{i:04}": article(SENTENCE * 30) for i in range(n)}, [f"{{articles: [a{i:04}]}}" for i in range(n)])


@dimension(125)
def pages_continued(folder, n):
    return issue(folder, {"a": article((SENTENCE * 4 + "\n\n") * (n * 28), continued="true")}, ["{template: story, slots: {lead: a}}"] * n)


@dimension(125)
def pages_continued_a_paragraph(folder, n):
    return issue(folder, {"a": article((SENTENCE * 4 * 28 * 16 + "\n\n") * (n // 16) + SENTENCE * 4 * 28 * (n % 16), continued="true")}, ["{template: story, slots: {lead: a}}"] * n)


@dimension(125)
def pages_continued_two_stories(folder, n):
    body = (SENTENCE * 4 + "\n\n") * (n * 14)
    return issue(folder, {"a": article(body, continued="true"), "b": article(body, continued="true")},
                 ["{template: mixed, slots: {lead: a, second: b}}"] * n)


@dimension(125)
def pages_continued_with_headings(folder, n):
    return issue(folder, {"a": article(("## 小标题\n\n" + SENTENCE * 4 + "\n\n") * (n * 25), continued="true")}, ["{template: story, slots: {lead: a}}"] * n)


@dimension(16)
def pages_continued_with_pictures(folder, n):
    for i in range(min(n, 100)):
        write(f"{folder}/issue/articles/a/p{i}.png", png(300 + i % 7, 200), "wb")
    part = (SENTENCE * 4 + "\n\n") * 24
    return issue(folder, {"a": article("".join(part + f"![图](p{i}.png)\n\n" for i in range(n)), continued="true")}, ["{template: story, slots: {lead: a}}"] * n)


@dimension(16)
def pages_with_three_pictures(folder, n):
    for i in range(n):
        for k in range(3):
            write(f"{folder}/issue/articles/a{i:03}/p{k}.png", png(300 + 40 * k, 200 + i % 5), "wb")
    images = "".join(f"\n  p{k}.png: {{caption: 图}}" for k in range(3))
    return issue(folder, {f"a{i:03}": article((SENTENCE * 3 + "\n\n") * (24 + i % 9), images=images) for i in range(n)})


@dimension(125)
def pages_continued_needlessly(folder, n):
    return issue(folder, {"a": article((SENTENCE * 4 + "\n\n") * 60, continued="true")}, ["{template: story, slots: {lead: a}}"] * n)


@dimension(64)
def stories_continued_crosswise(folder, n):
    body = (SENTENCE * 4 + "\n\n") * 40
    pages = [f"{{template: mixed, slots: {{lead: a{i:03}, second: a{(i - 1) % n:03}}}}}" for i in range(n)]
    return issue(folder, {f"a{i:03}": article(body, continued="true") for i in range(n)}, pages)


@dimension(120)
def a_story_over_its_page(folder, n):
    return story(folder, (SENTENCE * 4 + "\n\n") * (n * 28))


@dimension(120)
def a_story_over_with_pictures(folder, n):
    pictures_of(folder, 4)
    return story(folder, (SENTENCE * 4 + "\n\n") * (n * 28), images="".join(f"\n  p{i}.png: {{caption: 图}}" for i in range(4)))


@dimension(250)
def articles_of_a_page(folder, n):
    slugs = [f"a{i:04}" for i in range(n)]
    return issue(folder, {slug: article(SENTENCE) for slug in slugs}, [f"{{template: story, slots: {{lead: [{', '.join(slugs)}]}}}}"])


@dimension(8)
def articles_of_a_page_made_up(folder, n):
    slugs = [f"a{i:04}" for i in range(n)]
    return issue(folder, {slug: article(SENTENCE) for slug in slugs}, [f"{{articles: [{', '.join(slugs)}]}}"])


@dimension(3)
def slots_made_up(folder, n):
    slots = "".join(f"      - {{name: s{i}, columns: 1-5, rows: {1 + i * 6}-{5 + i * 6}}}\n" for i in range(n))
    own = LAYOUT + f"styles:\n  body: {{font: 报宋, size: 9pt}}\ntemplates:\n  story:\n    slots:\n{slots}"
    slugs = [f"a{i:02}" for i in range(n)]
    return issue(folder, {slug: article(SENTENCE * 3) for slug in slugs}, [f"{{articles: [{', '.join(slugs)}]}}"], layout=own)


@dimension(1000)
def articles_on_no_page(folder, n):
    return issue(folder, {f"a{i:04}": article(SENTENCE) for i in range(n)}, ["{template: story, slots: {lead: a0000}}"])


@dimension(1000)
def articles_without_titles(folder, n):
    return issue(folder, {f"a{i:04}": SENTENCE for i in range(n)}, ["{template: story, slots: {lead: a0000}}"])


@dimension(500)
def articles_unknown(folder, n):
    slugs = ", ".join(f"b{i:04}" for i in range(n))
    return issue(folder, {f"a{i:04}": article(SENTENCE) for i in range(500)}, [f"{{template: story, slots: {{lead: [{slugs}]}}}}"])


@dimension(250)
def staff(folder, n):
    return issue(folder, {"a": article(SENTENCE)}, keys="staff:\n" + "".join(f"  责任编辑{i}: 张三\n" for i in range(n)))


@dimension(1250)
def staff_names(folder, n):
    return issue(folder, {"a": article(SENTENCE)}, keys="staff:\n  责任编辑: [" + ", ".join(["张三"] * n) + "]\n")


@dimension(2500)
def section_characters(folder, n):
    return issue(folder, {"a": article(SENTENCE)}, [f"{{template: story, section: {han(n)}, slots: {{lead: a}}}}"])


@dimension(250)
def issue_keys_unknown(folder, n):
    return issue(folder, {"a": article(SENTENCE)}, keys="".join(f"key{i}: 值\n" for i in range(n)))


# --- layouts ------------------------------------------------------------------------------------------------

LAYOUT = """sheet: {trim: [275mm, 395mm], bleed: 3mm, margins: {top: 22mm, right: 17.5mm, bottom: 14mm, left: 17.5mm}}
grid: {columns: 5, characters: 14, leading: 13.5pt}
"""
SLOT = "{name: lead, columns: 1-5, rows: 1-75}"


def with_layout(folder, styles="", colours="", templates="", slots=SLOT, furniture=""):
    own = LAYOUT + f"colours:\n  red: {{cmyk: [0, 100, 100, 0]}}\n{colours}styles:\n  body: {{font: 报宋, size: 9pt, indent: 2字}}\n{styles}"
    own += f"templates:\n{templates}  story:\n    slots:\n" + "".join(f"      - {slot}\n" for slot in ([slots] if isinstance(slots, str) else slots))
    own += f"    furniture:\n{furniture}" if furniture else ""
    return issue(folder, {"a": article(SENTENCE)}, layout=own)


@dimension(240)
def styles(folder, n):
    return with_layout(folder, "".join(f"  s{i}: {{font: 报宋, size: 9pt}}\n" for i in range(n)))


@dimension(15)
def styles_chained(folder, n):
    return with_layout(folder, "".join(f"  s{i}: {{based_on: {f's{i - 1}' if i else 'body'}}}\n" for i in range(n)))


@dimension(240)
def styles_based_on_none(folder, n):
    return with_layout(folder, "".join(f"  s{i}: {{based_on: t{i}}}\n" for i in range(n)))


@dimension(240)
def styles_with_bold(folder, n):
    return with_layout(folder, "".join(f"  s{i}: {{bold: s{n - 1}, kai: s{n - 1}}}\n" for i in range(n)))


@dimension(240)
def colours(folder, n):
    return with_layout(folder, colours="".join(f"  c{i}: {{cmyk: [0, 0, 0, 50]}}\n" for i in range(n)))


@dimension(240)
def colours_used(folder, n):
    return with_layout(folder, "".join(f"  s{i}: {{colour: c{i}}}\n" for i in range(n)), "".join(f"  c{i}: {{cmyk: [0, 0, 0, 50]}}\n" for i in range(n)))


@dimension(49)
def templates(folder, n):
    return with_layout(folder, templates="".join(f"  t{i}: {{slots: [{SLOT}]}}\n" for i in range(n)))


@dimension(24)
def slots(folder, n):
    return with_layout(folder, slots=[SLOT] + [f"{{name: s{i}, columns: 1-1, rows: 1-2}}" for i in range(n)])


@dimension(24)
def slots_flowing(folder, n):
    return with_layout(folder, slots=["{name: lead, columns: 1-5, rows: 1-75, flow: s0}"] +
                       [f"{{name: s{i}, columns: 1-1, rows: 1-2, flow: s{i + 1}}}" for i in range(n)] + [f"{{name: s{n}, columns: 1-1, rows: 1-2}}"])


@dimension(120)
def furniture(folder, n):
    return with_layout(folder, furniture="".join("      - {text: '{paper}', box: [0mm, -10mm, 50mm, 5mm]}\n" for i in range(n)))


@dimension(5000)
def furniture_characters(folder, n):
    return with_layout(folder, furniture=f"      - {{text: '{han(n)}', box: [0mm, -10mm, 50mm, 5mm]}}\n")


# --- problems in number ---------------------------------------------------------------------------------------


@dimension(12000)
def problems(folder, n):
    return story(folder, "甲<b>乙\n" * n)


@dimension(12000)
def problems_checked(folder, n):
    return issue(folder, {"a": article("甲<b>乙\n" * n)}, command="check")


@dimension(12000)
def problems_proofed(folder, n):
    return issue(folder, {"a": article("甲<b>乙\n" * n)}, command="proof")


@dimension(4)
def pages_proofed(folder, n):
    return issue(folder, {f"a{i:04}": article(SENTENCE * 60) for i in range(n)}, command="proof")


# --- manuscripts -----------------------------------------------------------------------------------------------


def manuscript(folder, name, data):
    issue(folder, {"a": article(SENTENCE)})
    write(f"{folder}/{name}", data, "wb")
    return ["import", f"{folder}/{name}", f"{folder}/issue", "-q"]


@dimension(10000)
def import_text_paragraphs(folder, n):
    return manuscript(folder, "稿.txt", ("题目\n" + (SENTENCE + "\n") * n).encode())


@dimension(100000)
def import_text_characters(folder, n):
    return manuscript(folder, "稿.txt", ("题目\n" + han(n)).encode())


@dimension(10000)
def import_Markdown_paragraphs(folder, n):
    return manuscript(folder, "稿.md", ("# 题目\n\n" + (SENTENCE + "\n\n") * n).encode())


def docx(body):
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
        file.writestr("word/document.xml", f'<?xml version="1.0"?><w:document {space}><w:body>{body}</w:body></w:document>')
    return data.getvalue()


@dimension(10000)
def import_Word_paragraphs(folder, n):
    return manuscript(folder, "稿.docx", docx("<w:p><w:r><w:t>甲乙丙丁。</w:t></w:r></w:p>" * n))


@dimension(25000)
def import_Word_runs(folder, n):
    return manuscript(folder, "稿.docx", docx("<w:p>" + "<w:r><w:rPr><w:b/></w:rPr><w:t>甲</w:t></w:r><w:r><w:t>乙</w:t></w:r>" * n + "</w:p>"))


@dimension(2000)
def import_Word_table_rows(folder, n):
    cell = "<w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc>"
    return manuscript(folder, "稿.docx", docx("<w:tbl>" + f"<w:tr>{cell * 4}</w:tr>" * n + "</w:tbl>"))


@dimension(1000)
def import_Word_depth(folder, n):
    return manuscript(folder, "稿.docx", docx("<w:p>" + "<w:ins>" * n + "<w:r><w:t>甲</w:t></w:r>" + "</w:ins>" * n + "</w:p>"))


@dimension(200)
def import_Word_tables_nested(folder, n):
    return manuscript(folder, "稿.docx", docx("<w:tbl><w:tr><w:tc>" * n + "<w:p><w:r><w:t>甲</w:t></w:r></w:p>" + "</w:tc></w:tr></w:tbl>" * n))


@dimension(5000)
def import_pictures_named_often(folder, n):
    write(f"{folder}/p.png", png(200, 200) + b"\0" * 100000, "wb")
    return manuscript(folder, "稿.md", ("# 题目\n\n" + "![图](p.png)\n\n" * n).encode())


# --- finished PDFs -----------------------------------------------------------------------------------------------


def pdf(folder, objects):
    """OBJECTS from number 1 on; 1 is the catalogue."""
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.6\n")
    for i, body in enumerate(objects):
        places.append(out.tell())
        out.write(f"{i + 1} 0 obj\n".encode() + (body if isinstance(body, bytes) else body.encode()) + b"\nendobj\n")
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode() + b"".join(f"{at:010} 00000 n \n".encode() for at in places))
    out.write(f"trailer <</Size {len(objects) + 1} /Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode())
    write(f"{folder}/f.pdf", out.getvalue(), "wb")
    return ["check", f"{folder}/f.pdf", "-q"]


def stream(data):
    return f"<</Length {len(data)}>>\nstream\n".encode() + data.encode() + b"\nendstream"


def one_page(folder, content, more=(), resources=""):
    return pdf(folder, ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<{resources}>>>>", stream(content), *more])


@dimension(500)
def PDF_pages(folder, n):
    kids = " ".join(f"{i + 3} 0 R" for i in range(n))
    return pdf(folder, ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {n}>>"] + ["<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]>>"] * n)


@dimension(20000)
def PDF_objects(folder, n):
    return one_page(folder, "0 g 0 0 1 1 re f", ["<</A 1>>"] * n)


@dimension(100000)
def PDF_operators(folder, n):
    return one_page(folder, "0 0 0 1 k 0 0 1 1 re f\n" * n)


@dimension(50000)
def PDF_states_nested(folder, n):
    return one_page(folder, "q " * n + "Q " * n)


@dimension(50000)
def PDF_path_segments(folder, n):
    return one_page(folder, "0 0 m " + "".join(f"{i % 600} {i * 7 % 800} l " for i in range(n)) + "f")


@dimension(500)
def PDF_forms_nested(folder, n):
    forms = [f"<</Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</F {i + 6} 0 R>>>>/Length 4>>\nstream\n/F Do\nendstream".encode() for i in range(n)]
    return one_page(folder, "/F Do", forms + ["<</Type/XObject/Subtype/Form/BBox[0 0 1 1]/Length 0>>\nstream\n\nendstream"], "/XObject<</F 5 0 R>>")


@dimension(2000)
def PDF_forms_used_often(folder, n):
    form = b"<</Type/XObject/Subtype/Form/BBox[0 0 1 1]/Length 2400>>\nstream\n" + b"0 0 0 1 k 0 0 1 1 re f \n" * 100 + b"endstream"
    return one_page(folder, "/F Do " * n, [form], "/XObject<</F 5 0 R>>")


@dimension(4)
def PDF_forms_that_double(folder, n):
    forms = [f"<</Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</F {i + 6} 0 R>>>>/Length 32>>\nstream\n{'/F Do ' * 5}  \nendstream".encode() for i in range(n)]
    return one_page(folder, "/F Do", forms + ["<</Type/XObject/Subtype/Form/BBox[0 0 1 1]/Length 0>>\nstream\n\nendstream"], "/XObject<</F 5 0 R>>")


@dimension(10000)
def PDF_annotations(folder, n):
    annotations = " ".join(f"{i + 4} 0 R" for i in range(n))
    return pdf(folder, ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Annots[{annotations}]>>"]
               + ["<</Type/Annot/Subtype/Link/Rect[0 0 1 1]>>"] * n)


# --- limits -----------------------------------------------------------------------------------------------------

LIMITS = {}


def over(code, place, *words):
    """A limit passed: CODE is told at PLACE (the end of FILE:LINE:COLUMN) with WORDS."""

    def add(function):
        LIMITS[function.__name__.replace("_", " ")] = (code, place, words, function)
        return function

    return add


@over("limit", "articles/a/article.md:3:38", "nesting of YAML", "32")
def YAML_nested_deep(folder):
    return story(folder, SENTENCE, keep="[" * 40 + "]" * 40)


@over("limit", "issue.yaml:1001:1", "keys in one mapping", "1000")
def keys_of_a_mapping(folder):
    return issue(folder, {"a": article(SENTENCE)}, keys="".join(f"k{i}: 1\n" for i in range(1000)))


@over("limit", "articles/a/article.md:5004:3", "items in one list", "5000")
def items_of_a_list(folder):
    return story(folder, SENTENCE, keep="".join("\n- 甲乙" for _ in range(5001)))


@over("limit", "issue.yaml:", "values in a YAML file", "200000")
def values_of_a_file(folder):
    row = "[" + "1," * 4000 + "]"
    return issue(folder, {"a": article(SENTENCE)}, keys="x:\n" + f"- {row}\n" * 52)


@over("limit", "articles/a/article.md:1004:10", "anchors", "1000")
def anchors_of_a_file(folder):
    return story(folder, SENTENCE, keep="".join(f"\n- &a{i} 甲乙" for i in range(1001)))


@over("limit", "articles/a/article.md:199995:1", "line ends and signs of markup in an article", "200000")
def signs_of_an_article(folder):
    return story(folder, "甲\n" * 200000)


@over("limit", "articles/a3/article.md:1:1", "in the issue's articles", "600000")
def signs_of_an_issue(folder):
    return issue(folder, {f"a{i}": article("甲\n\n" * 90000) for i in range(4)})


@over("limit", "articles/a3/article.md:1:1", "size of the issue's articles", str(24 << 20))
def bytes_of_an_issue(folder):
    return issue(folder, {f"a{i}": article("甲" * 100000 + "\n\n" + ("甲" * 100000 + "\n\n") * 22) for i in range(4)})


@over("limit", "articles/a/article.md:5888:1", "cells in an article's tables", "200000")
def cells_of_an_article(folder):
    return story(folder, "|甲" * 32 + "|\n" + "|-" * 32 + "|\n" + "|甲\n" * 7000)


@over("limit", "articles/a/article.md:205:1", "<? and <!", "200")
def declarations_of_an_article(folder):
    return story(folder, "甲<?乙\n" * 201)


@over("limit", "articles/a/article.md:5:1", "characters in a paragraph", "200000")
def characters_of_a_paragraph(folder):
    return story(folder, "甲" * 200001)


@over("heading-long", "articles/a/article.md:5:1", "401", "400")
def characters_of_a_heading(folder):
    return story(folder, "甲" * 401 + "\n---\n\n乙")


@over("limit", "articles/a/article.md:2:8", "title, subtitle or kicker", "400")
def characters_of_a_title(folder):
    return story(folder, SENTENCE, title="甲" * 401)


@over("limit", "articles/a/article.md:3:11", "title, subtitle or kicker", "400")
def characters_of_a_subtitle(folder):
    return story(folder, SENTENCE, subtitle="甲" * 401)


@over("limit", "articles/a/article.md:3:9", "title, subtitle or kicker", "400")
def characters_of_a_kicker(folder):
    return story(folder, SENTENCE, kicker="甲" * 401)


@over("limit", "articles/a/article.md:2:9", "lines in a title", "20")
def lines_of_a_title(folder):
    return story(folder, SENTENCE, title="[" + ", ".join(["甲"] * 21) + "]")


@over("limit", "articles/a/article.md:3:9", "byline, source or dateline", "1000")
def characters_of_a_byline(folder):
    return story(folder, SENTENCE, byline="甲" * 1001)


@over("limit", "articles/a/article.md:4:21", "caption or credit", "5000")
def characters_of_a_caption(folder):
    pictures_of(folder, 1)
    return story(folder, SENTENCE, images=f"\n  p0.png: {{caption: {'甲' * 5001}}}")


@over("limit", "articles/a/article.md:104:3", "pictures in an article", "100")
def pictures_of_one_article(folder):
    pictures_of(folder, 101)
    return story(folder, SENTENCE, images="".join(f"\n  p{i}.png: {{}}" for i in range(101)))


@over("limit", "articles/a50/article.md:1:1", "pictures of the issue", "5000")
def pictures_of_an_issue(folder):
    pictures_of(folder, 1)
    for a in range(51):
        os.makedirs(f"{folder}/issue/articles/a{a:02}")
        for i in range(99):
            os.link(f"{folder}/issue/articles/a/p0.png", f"{folder}/issue/articles/a{a:02}/p{i}.png")
    images = "".join(f"\n  p{i}.png: {{}}" for i in range(99))
    return issue(folder, {f"a{a:02}": article(SENTENCE, images=images) for a in range(51)})


@over("limit", "issue.yaml:6:6", "number of pages", "512")
def pages_of_an_issue(folder):
    return issue(folder, {"a": article(SENTENCE, continued="true")}, ["{template: story, slots: {lead: a}}"] * 513)


@over("limit", "issue.yaml:1:1", "number of articles", "4096")
def articles_of_an_issue(folder):
    call = issue(folder, {"a": article(SENTENCE)})
    for i in range(4096):
        os.makedirs(f"{folder}/issue/articles/b{i}")
    return call


@over("limit", "own.yaml:71:3", "chain of based_on", "64")
def styles_in_a_chain(folder):
    return styles_chained(folder, 66)


@over("limit", "own.yaml:8:3", "number of templates", "200")
def templates_of_a_layout(folder):
    return templates(folder, 200)


@over("limit", "own.yaml:10:10", "slots in a template", "100")
def slots_of_a_template(folder):
    return slots(folder, 100)


@over("limit", "own.yaml:12:10", "furniture", "500")
def furniture_of_a_template(folder):
    return furniture(folder, 501)


@over("markdown-deep", "articles/a/article.md:5:66", "64")
def quotes_in_quotes(folder):
    return story(folder, ">" * 70 + "甲")


@over("markdown-deep", "articles/a/article.md:5:131", "64")
def lists_in_lists(folder):
    return story(folder, "- " * 70 + "甲")


@over("spans-many", "articles/a/article.md:5:", "2000")
def spans_of_a_paragraph(folder):
    return story(folder, "[甲]{.dots}" * 2001)


@over("table-large", "articles/a/article.md:5:1", "33")
def columns_of_a_table(folder):
    return story(folder, "|甲" * 33 + "|\n" + "|-" * 33 + "|\n" + "|乙" * 33 + "|\n")


@over("table-large", "articles/a/article.md:5:1", "2001")
def rows_of_a_table(folder):
    return story(folder, "|甲|乙|\n|-|-|\n" + "|丙|丁|\n" * 2000)


@over("text-combining", "articles/a/article.md:5:32", "30")
def combining_marks_in_a_row(folder):
    return story(folder, "a" + "\u0301" * 31)


@over("value-wrong", "articles/a/article.md:3:8", "64")
def characters_of_a_keep_word(folder):
    return story(folder, SENTENCE, keep="[" + "甲" * 65 + "]")


@over("value-wrong", "own.yaml:1:16", "[275mm, 395mm]")
def millimetres_of_a_sheet(folder):
    call = with_layout(folder)
    text = open(f"{folder}/issue/own.yaml").read()
    write(f"{folder}/issue/own.yaml", text.replace("[275mm, 395mm]", "[1300mm, 395mm]"))
    return call


@over("problems-many", "articles/a/article.md:", "20000", "html-refused")
def problems_alike(folder):
    return story(folder, "甲<b>乙\n\n" * 20001)


@over("image-size", "articles/a/article.md:4:3", "40001")
def side_of_a_picture(folder):
    data = bytearray(png())
    data[16:20] = (40001).to_bytes(4, "big")
    return with_picture(folder, data)


@over("image-whole", "articles/a/article.md:4:3", "411 MiB", "320")
def bytes_of_an_interlaced_picture(folder):
    data = bytearray(png())
    data[16:24] = (12000).to_bytes(4, "big") * 2
    data[28] = 1
    return with_picture(folder, data)


def with_picture(folder, data):
    import zlib

    data[29:33] = zlib.crc32(bytes(data[12:29])).to_bytes(4, "big")
    write(f"{folder}/issue/articles/a/p.png", bytes(data), "wb")
    return story(folder, SENTENCE, images="\n  p.png: {caption: 图}")


# --- the worst legal inputs --------------------------------------------------------------------------------------

WORST = {}


def worst(function):
    WORST[function.__name__.replace("_", " ")] = function
    return function


def jobs(call, n):
    return [str(n) if before == "-j" else word for before, word in zip([""] + call, call)]


@worst
def headings_to_the_limit(folder):
    return issue(folder, {f"a{i}": article("# a\n" * 190000) for i in range(3)})


@worst
def pages_of_Latin_to_the_limit(folder):
    body = ((("a" * 9 + " ") * 100) + "\n\n") * 48
    return jobs(issue(folder, {f"a{i:03}": article(body) for i in range(512)}), 8)


@worst
def pages_of_thin_letters_to_the_limit(folder):
    body = ((("i" * 9 + " ") * 100) + "\n\n") * 48
    return jobs(issue(folder, {f"a{i:03}": article(body) for i in range(512)}), 8)


@worst
def pages_of_one_story_to_the_limit(folder):
    return jobs(pages_continued(folder, 512), 8)


@worst
def a_picture_of_400_million_pixels_a_page(folder):
    write(f"{folder}/p.png", png(20000, 20000), "wb")
    for i in range(4):
        os.makedirs(f"{folder}/issue/articles/a{i}")
        os.link(f"{folder}/p.png", f"{folder}/issue/articles/a{i}/p.png")
    return jobs(issue(folder, {f"a{i}": article(SENTENCE, images="\n  p.png: {caption: 图}") for i in range(4)}), 8)


@worst
def interlaced_pictures_to_the_limit(folder):
    for i in range(4):
        write(f"{folder}/issue/articles/a{i}/p.png", adam7(10500, 10600), "wb")
    return jobs(issue(folder, {f"a{i}": article(SENTENCE, images="\n  p.png: {caption: 图}") for i in range(4)}), 8)


def adam7(w, h):
    import struct
    import zlib

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer, out = zlib.compressobj(1), b""
    for x, y, dx, dy in ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)):
        row = b"\0" + b"\x80\x80\x80" * ((w - x + dx - 1) // dx)
        for _ in range((h - y + dy - 1) // dy):
            out += packer.compress(row)
    head = struct.pack(">IIBBBBB", w, h, 8, 2, 0, 0, 1)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", out + packer.flush()) + chunk(b"IEND", b"")


# --- measuring ----------------------------------------------------------------------------------------------------


def run(tekan, folder, write_call, seconds=60, env=None):
    """CPU seconds (None: SECONDS or more), peak memory in MiB, exit status, what it said."""
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    call = write_call(folder)

    def bound():  # that it is given makes it fork: a child of vfork is charged with the memory this program once had
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))

    with open(f"{folder}/said", "w+") as said:
        child = subprocess.Popen([tekan, *call], stdin=subprocess.DEVNULL, stdout=said, stderr=said, env=env, preexec_fn=bound)
        stop = threading.Timer(20 * seconds, child.kill)  # one that waits for ever; a busy machine is not held against it
        stop.start()
        _, status, usage = os.wait4(child.pid, 0)
        stop.cancel()
        child.returncode = 0  # waited for already
        said.seek(0)
        text = said.read()
    code = os.waitstatus_to_exitcode(status)
    cpu = usage.ru_utime + usage.ru_stime
    return None if code == -signal.SIGKILL or cpu > 0.95 * seconds else cpu, usage.ru_maxrss / 1024, code, text


def measure(tekan, folder, name, n, seconds=60):
    return run(tekan, folder, lambda at: TABLE[name][1](at, n), seconds)


# What the suite holds: dimension → size; at four times of it at most six times the work, where quadratic work is
# sixteen. All of them once took seconds, or for ever, at sizes not much larger.
HELD = {
    "data items": 2000,
    "paragraph of sentences": 50000, "digits in a run": 50000, "letters each with marks": 25000, "scripts mixed": 4000,
    "quotes unpaired": 20000, "emphases": 10000, "emphases of both kinds": 8000, "links": 10000, "HTML inline": 5000,
    "spans nested": 5000, "headings": 10000, "list items": 12000, "table rows": 400, "tables": 2000,
    "keep words of many paragraphs": 1200, "YAML anchors": 240, "styles chained": 15, "styles based on none": 240,
    "title characters": 100, "pictures placed inline": 8, "pages continued": 16, "pages continued a paragraph": 16,
    "pages continued with pictures": 4, "a story over its page": 60, "a story over with pictures": 60, "pages made up": 6,
    "articles of a page": 60, "furniture": 120, "problems proofed": 2500, "import Word runs": 25000, "import pictures named often": 2500,
}  # fmt: skip
LEAST = 0.08  # seconds: less is not told from starting up


def hold(tekan, folder):
    def ratio_of(small, large):
        return (large[0] - start) / max(small[0] - start, LEAST)

    def is_fine(row):
        return row[0] is not None and row[2] in (0, 1)

    start = min(measure(tekan, folder, "paragraphs", 1)[0] for _ in range(3))
    for name, n in HELD.items():
        for turn in range(3):  # a busy machine is not held against it
            small, large = measure(tekan, folder, name, n, 20), measure(tekan, folder, name, 4 * n, 20)
            fine = is_fine(small) and is_fine(large) and ratio_of(small, large) <= 6
            if fine or not is_fine(large):
                break
        print(f"{'ok' if fine else 'not ok'} - {name}: {n} → {4 * n}: {small[0]} → {large[0]} s, status {small[2]}, {large[2]}")
        if not fine:
            print(f"# {large[3][-300:]!r}")


def limits(tekan, folder):
    """TEKAN says which limit, where, and how much; what is refused writes nothing."""
    for name, (code, place, words, write_call) in LIMITS.items():
        cpu, _, status, text = run(tekan, folder, lambda at: [word for word in write_call(at) if word != "-q"])
        lines = [line for line in text.splitlines() if f"[{code}]" in line and place in line]
        told = any(all(word in line for word in words) for line in lines)
        refused = status == 2 and not os.path.exists(f"{folder}/out")
        fits = refused if code in ("limit", "text-combining") else status in (0, 1) or (code == "value-wrong" and refused)
        print(f"{'ok' if told and fits and cpu is not None else 'not ok'} - {name}: [{code}] at {place}")
        if not (told and fits):
            print(f"# status {status}: {text[:600]!r}")


def table(tekan, folder, names):
    print(f"{'':32} {'n':>8}" + "".join(f"{head:>9}" for head in ("n", "2n", "4n", "4n:n", "MiB 4n", "status")))
    for name in TABLE:
        if names and not any(part in name for part in names):
            continue
        n, rows = TABLE[name][0], []
        for size in (n, 2 * n, 4 * n):
            rows.append(measure(tekan, folder, name, size))
            if rows[-1][0] is None:
                break
        times = [f"{row[0]:.2f}" if row[0] is not None else "> 60" for row in rows] + [""] * (3 - len(rows))
        ratio = f"{rows[2][0] / rows[0][0]:.1f}" if len(rows) == 3 and rows[2][0] is not None else ""
        codes = ",".join(str(row[2]) for row in rows)
        print(f"{name:32} {n:>8}" + "".join(f"{cell:>9}" for cell in (*times, ratio, f"{rows[-1][1]:.0f}", codes)), flush=True)


def worst_table(tekan, folder):
    print(f"{'':44}{'CPU s':>9}{'MiB':>9}{'status':>8}")
    for name, write_call in WORST.items():
        fresh = os.environ | {"XDG_CACHE_HOME": f"{folder}/cache"}  # no picture converted before
        cpu, memory, status, _ = run(tekan, folder, write_call, 600, fresh)
        print(f"{name:44}{'> 600' if cpu is None else f'{cpu:.1f}':>9}{memory:>9.0f}{status:>8}", flush=True)


def main():
    tekan, folder, *names = sys.argv[1:]
    if names in (["hold"], ["limits"]):
        (hold if names == ["hold"] else limits)(tekan, folder)
    elif names == ["worst"]:
        worst_table(tekan, folder)
    else:
        table(tekan, folder, names)
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
