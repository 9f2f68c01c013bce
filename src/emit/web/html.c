#include "emit/web/html.h"

const char web_style[] =
    ":root{--ink:#1b1b1b;--paper:#f6f4ef;--sheet:#fff;--line:#cfcac0;--red:#a80f1c;--amber:#7a4b00;--link:#0b4f8a}"
    "*{box-sizing:border-box}"
    "body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.6 \"Noto Sans CJK SC\",\"PingFang SC\","
    "\"Microsoft YaHei\",sans-serif}"
    "a{color:var(--link)}a:focus-visible{outline:3px solid var(--link);outline-offset:2px}"
    "header,main,footer{max-width:80rem;margin:0 auto;padding:1rem 1.25rem}"
    "header{border-bottom:3px double var(--red)}"
    "h1{margin:0;font-size:1.75rem;line-height:1.3}h2{margin:2rem 0 .75rem;font-size:1.3rem}h3{font-size:1rem}"
    ".skip{position:absolute;left:-99rem}.skip:focus{position:static}"
    ".glance{display:grid;grid-template-columns:repeat(auto-fill,minmax(11rem,1fr));gap:1.25rem;list-style:none;"
    "margin:0;padding:0}"
    ".glance a{display:block;text-decoration:none}"
    "img{display:block;width:100%;height:auto;background:var(--sheet);border:1px solid var(--line)}"
    ".page{display:grid;grid-template-columns:minmax(0,3fr) minmax(18rem,2fr);gap:1.5rem;align-items:start}"
    "@media(max-width:60rem){.page{grid-template-columns:1fr}}"
    "table{border-collapse:collapse;width:100%;font-size:.9rem}"
    "th,td{text-align:left;vertical-align:top;padding:.3rem .5rem;border-bottom:1px solid var(--line)}"
    "td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}"
    "td{overflow-wrap:anywhere}"
    ".error{color:var(--red);font-weight:700}.warning{color:var(--amber);font-weight:700}"
    ".counts{margin:.25rem 0 0}"
    ".ways{display:grid;grid-template-columns:repeat(auto-fill,minmax(20rem,1fr));gap:1.5rem}"
    "figure{margin:0}figcaption{font-size:.9rem}figcaption h3{margin:.5rem 0 .25rem}"
    "code{font-size:.85em;overflow-wrap:anywhere}"
    "@media print{.page{break-before:page}}";

void web_add_escaped(GString *html, const char *text)
{
  char *escaped = g_markup_escape_text(text ? text : "", -1);
  g_string_append(html, escaped);
  g_free(escaped);
}

void web_open_page(GString *html, Lang lang)
{
  g_string_append_printf(html,
                         "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
                         "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
                         "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src 'self' "
                         "file: data:; style-src 'unsafe-inline'\">\n<link rel=\"icon\" href=\"data:,\">\n<title>",
                         lang == LANG_ZH ? "zh-CN" : "en");
}
