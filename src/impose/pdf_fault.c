/* Why a PDF cannot be had, in words that say what to ask for. */
#include "impose/impose.h"

#include <string.h>

static const char *const WORDS[][2] = {
    [PDF_FINE] = {"", ""},
    [PDF_LOCKED] = {"a password is needed to open it; ask for it without one", "打开它需要密码；请索取不加密码的文件"},
    [PDF_FOREIGN] = {"it is no PDF, whatever its name says; ask for it as PDF/X",
                     "它不是 PDF 文件（不论扩展名如何）；请索取 PDF/X 文件"},
    [PDF_BROKEN] = {"it is damaged or cut off; ask for it again", "文件已损坏或不完整；请重新索取"},
    [PDF_PAGELESS] = {"it has no page; ask for it again", "其中没有页面；请重新索取"},
    [PDF_BOXLESS] = {"its first page has no size (MediaBox, TrimBox); have it exported again",
                     "其首页没有尺寸（MediaBox、TrimBox）；请让对方重新导出"},
    [PDF_SIZELESS] = {"its first page is under 1 pt or over 5 m wide or high; have it exported in its true size",
                      "其首页的宽或高不足 1 点或超过 5 米；请让对方按实际尺寸重新导出"},
    [PDF_GARBLED] = {"what its first page draws cannot be read; ask for it again", "其首页的内容无法读取；请重新索取"},
    [PDF_VAST] = {"its objects come to over 100 MB unpacked, which no page needs; have it exported again",
                  "其对象解压后超过 100 MB，正常版面不会如此；请让对方重新导出"},
    [PDF_FULL] = {"its objects have the last numbers there are; have it exported again",
                  "其对象编号已用尽；请让对方重新导出"},
};

const char *pdf_fault_words(PdfFault fault, Lang lang)
{
  return WORDS[fault][lang];
}

/* A reader looks for its mark in the first 1024 bytes (ISO 32000-1, Annex H.3). */
PdfFault pdf_fault_of_bytes(const char *bytes, gsize length)
{
  static const char MARK[] = "%PDF-";
  enum { HEAD = 1024 };
  for (gsize i = 0; bytes && i + sizeof MARK - 1 <= MIN(length, HEAD); i++)
    if (!memcmp(bytes + i, MARK, sizeof MARK - 1))
      return PDF_BROKEN;
  return PDF_FOREIGN;
}
