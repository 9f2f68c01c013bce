/* Tokens that hold together (§2.3): numbers with their joiners, units, dates, ordinals, short quotes and titles, note
   marks. Soft ones open on the ladder's step for units. */
#include <string.h>

#include "text/work.h"

enum { YEAR_DIGITS = 4 };

/* After a number. The longest wins. 余 多 and the powers of ten may stand before: 100余万元. */
static const char *const UNITS[] = {
    "元",       "美元", "欧元", "港元", "日元",   "公里", "千米", "米",     "厘米",   "毫米",     "微米",
    "吨",       "公吨", "公斤", "千克", "克",     "毫克", "升",   "毫升",   "平方米", "平方公里", "立方米",
    "平方千米", "亩",   "公顷", "千瓦", "千瓦时", "兆瓦", "度",   "摄氏度", "人",     "人次",     "名",
    "户",       "家",   "个",   "项",   "条",     "件",   "台",   "台套",   "辆",     "次",       "倍",
    "届",       "期",   "版",   "号",   "岁",     "周年", "周岁", "年代",   "世纪",   "个百分点", "百分点",
    "个月",     "宗",   "批",   "批次", "个批次", "所",   "座",   "处",     "位",     "天",       "年",
    "月",       "日",   "小时", "分钟", "分",     "秒",   "时",   "点",     "只",     "头",       "只次",
    "株",       "棵",   "套",   "间",   "层",     "栋",   "幢",   "支",     "场",     "张",       "份",
    "本",       "册",   "类",   "种",   "级",     "成",   "余",   "多",     "字",     "篇",       "幅",
    "枚",       "艘",   "架",   "列",   "趟",     "口",   "眼",   "孔",     "吨级",   "斤",       "里",
    "海里",     "马力", "分贝", "赫兹", "伏",     "安",   "瓦",   "焦",     "帕",     "立方",     "平方",
    "平米",     "周",   "季",   "季度", "章",     "节",   "款",   "楼",     "室",     "路",       "线",
};

static uint32_t code_of(const Analysis *a, unsigned k)
{
  return k < a->n_solid ? analysis_solid(a, k)->code : 0;
}

static CharClass class_of(const Analysis *a, unsigned k)
{
  return k < a->n_solid ? (CharClass)analysis_solid(a, k)->cls : CLASS_FORCED;
}

/* Does solid K follow its neighbour on the same line of text, with nothing or an absorbed space between? */
static bool is_close(const Analysis *a, unsigned k)
{
  return k < a->n_solid && a->gaps[k] <= GAP_ABSORBED;
}

static void hold(Analysis *a, unsigned k, int16_t cost)
{
  analysis_hold(analysis_place(a, k), cost, RUNG_UNITS);
}

/* --- numbers ------------------------------------------------------------------------- */

static bool is_digit_at(const Analysis *a, unsigned k)
{
  return k < a->n_solid && code_of(a, k) < 0x80 && g_ascii_isdigit((char)code_of(a, k));
}

static bool is_joiner(const Analysis *a, unsigned k)
{
  uint32_t code = code_of(a, k);
  return class_of(a, k) == CLASS_JOINER || code == MARK_COLON || code == MARK_RATIO ||
         (class_of(a, k) == CLASS_NUMBER && (code == '-' || code == '~' || code == ':' || code == '/'));
}

static bool starts_number(const Analysis *a, unsigned k)
{
  CharClass cls = class_of(a, k);
  return cls == CLASS_NUMBER || cls == CLASS_PREFIX;
}

static bool ends_number(const Analysis *a, unsigned k)
{
  CharClass cls = class_of(a, k);
  return cls == CLASS_NUMBER || cls == CLASS_SUFFIX;
}

/* The end of the number at K, joined ones with it: 3:2, 10%～20%, 23:23, 2024-03-27. */
static unsigned find_number_end(const Analysis *a, unsigned k)
{
  for (k++; k < a->n_solid && a->gaps[k] == GAP_NONE; k++) {
    CharClass cls = class_of(a, k);
    bool joins = is_joiner(a, k) && ends_number(a, k - 1) && k + 1 < a->n_solid && a->gaps[k + 1] == GAP_NONE &&
                 starts_number(a, k + 1);
    bool goes_on = cls == CLASS_NUMBER || cls == CLASS_SUFFIX || (cls == CLASS_PREFIX && !ends_number(a, k - 1));
    if (!joins && !goes_on)
      break;
  }
  return k;
}

/* 8:30 and 3:2 are one number, whatever they are part of, and so is 1/2. */
static bool is_whole(uint32_t joiner, bool parts)
{
  return joiner == ':' || joiner == MARK_COLON || joiner == MARK_RATIO || (joiner == '/' && !parts);
}

/* Up to eight characters a joined number is one, that only the ladder divides; longer, it may part behind a joiner. */
static void hold_number(Analysis *a, unsigned from, unsigned end)
{
  bool parts = end - from > COST_TEXT_RANGE_WHOLE;
  for (unsigned k = from + 1; k < end; k++) {
    if (!is_joiner(a, k - 1))
      continue;
    if (is_whole(code_of(a, k - 1), parts))
      *analysis_place(a, k) = (TextBreak){BREAK_NEVER, RUNG_LATIN, false};
    else if (parts)
      *analysis_place(a, k) = (TextBreak){COST_TEXT_RANGE, RUNG_UNITS, false};
    else
      *analysis_place(a, k) = (TextBreak){BREAK_NEVER, RUNG_UNITS, false};
  }
}

static unsigned match_word(const Analysis *a, unsigned k, const char *word)
{
  unsigned n = 0;
  size_t length = strlen(word);
  for (size_t at = 0; at < length; n++)
    if ((n > 0 && !is_close(a, k + n)) || code_of(a, k + n) != walk_next(word, length, &at))
      return 0;
  return n;
}

static bool is_power(uint32_t code)
{
  return code == U'百' || code == U'千' || code == U'万' || code == U'亿' || code == U'十';
}

static bool is_about(uint32_t code)
{
  return code == U'余' || code == U'多' || code == U'几';
}

static unsigned match_unit(const Analysis *a, unsigned k)
{
  unsigned longest = 0;
  for (size_t i = 0; i < G_N_ELEMENTS(UNITS); i++)
    longest = MAX(longest, match_word(a, k, UNITS[i]));
  return longest;
}

static void hold_unit(Analysis *a, unsigned k)
{
  unsigned end = k;
  if (!is_close(a, k) || class_of(a, k) != CLASS_HAN)
    return;
  while (is_close(a, end) && end - k < 6 && (is_about(code_of(a, end)) || is_power(code_of(a, end))))
    end++;
  end += end == k || is_close(a, end) ? match_unit(a, end) : 0;
  if (end > k)
    hold(a, k, COST_TEXT_UNIT);
  for (k++; k < end; k++)
    hold(a, k, COST_TEXT_IN_UNIT);
}

/* 2024年|3月|27日: dear, but little. */
static void hold_date_part(Analysis *a, unsigned k)
{
  uint32_t code = code_of(a, k);
  if ((code == U'年' || code == U'月') && is_close(a, k + 1) && is_digit_at(a, k + 1))
    analysis_hold(analysis_place(a, k + 1), COST_TEXT_DATE, RUNG_UNITS);
}

static void hold_numbers(Analysis *a)
{
  for (unsigned k = 0; k < a->n_solid;) {
    if (!starts_number(a, k)) {
      k++;
      continue;
    }
    unsigned end = find_number_end(a, k);
    hold_number(a, k, end);
    if (is_digit_at(a, end - 1))
      hold_unit(a, end);
    if (end < a->n_solid)
      hold_date_part(a, end);
    k = end;
  }
}

/* --- ordinals -------------------------------------------------------------------------- */

static bool is_numeral(uint32_t code)
{
  return g_utf8_strchr("一二三四五六七八九十百千零〇两", -1, code) != NULL;
}

/* 第12届, 第十四届. */
static void hold_ordinal(Analysis *a, unsigned k)
{
  if (!is_close(a, k + 1))
    return;
  if (starts_number(a, k + 1))
    hold(a, k + 1, COST_TEXT_ORDINAL);
  for (unsigned m = k + 1; m < k + 6 && is_close(a, m) && is_numeral(code_of(a, m)); m++)
    hold(a, m, COST_TEXT_ORDINAL);
}

/* No.12 with a space between. */
static void hold_no(Analysis *a, unsigned k)
{
  bool number = k >= 2 && k + 1 < a->n_solid && code_of(a, k) == '.' && (code_of(a, k - 1) | 0x20) == 'o' &&
                (code_of(a, k - 2) | 0x20) == 'n';
  if (number && a->gaps[k + 1] == GAP_SPACE && is_digit_at(a, k + 1))
    hold(a, k + 1, COST_TEXT_ORDINAL);
}

/* 晋政发〔2024〕12号. */
static void hold_document(Analysis *a, unsigned k)
{
  unsigned end = k + 1;
  while (end < a->n_solid && end - k <= YEAR_DIGITS && is_digit_at(a, end))
    end++;
  if (end == k + 1 || code_of(a, end) != MARK_SHELL_CLOSE)
    return;
  if (k > 0 && is_close(a, k) && class_of(a, k - 1) == CLASS_HAN)
    hold(a, k, COST_TEXT_ORDINAL);
  if (is_close(a, end + 1) && is_digit_at(a, end + 1))
    hold(a, end + 1, COST_TEXT_ORDINAL);
}

/* --- quotes, titles, notes -------------------------------------------------------------- */

/* Han between the opener at K and its closer, no more than MOST. */
static void hold_enclosed(Analysis *a, unsigned k, unsigned most, int16_t cost)
{
  unsigned end = k + 1;
  while (end < a->n_solid && end - k <= most + 1 && class_of(a, end) == CLASS_HAN)
    end++;
  if (class_of(a, end) != CLASS_CLOSE || end - k - 1 > most)
    return;
  for (unsigned m = k + 2; m < end; m++)
    hold(a, m, cost);
}

/* ① after a word is its note; behind a mark it numbers what follows. */
static void hold_note(Analysis *a, unsigned k)
{
  if (k == 0 || a->gaps[k] != GAP_NONE)
    return;
  CharClass before = class_of(a, k - 1);
  bool word = before == CLASS_HAN || before == CLASS_CLOSE || text_class_latin(before);
  TextBreak *place = analysis_place(a, k);
  if (word)
    analysis_hold(place, BREAK_NEVER, RUNG_UNITS);
}

static void hold_at(Analysis *a, unsigned k)
{
  Kind kind = (Kind)a->kinds[a->solid[k]];
  uint32_t code = code_of(a, k);
  if (code == U'第')
    hold_ordinal(a, k);
  else if (code == '.')
    hold_no(a, k);
  else if (code == MARK_SHELL_OPEN)
    hold_document(a, k);
  else if (code == MARK_TITLE_OPEN)
    hold_enclosed(a, k, COST_TEXT_TITLE_WHOLE, COST_TEXT_TITLE);
  else if (class_of(a, k) == CLASS_OPEN &&
           (kind == KIND_QUOTE_OPEN || code == MARK_CORNER_OPEN || code == MARK_WHITE_CORNER_OPEN))
    hold_enclosed(a, k, COST_TEXT_QUOTED_WHOLE, COST_TEXT_QUOTED);
  else if (kind == KIND_NOTE || kind == KIND_NOTE_SMALL)
    hold_note(a, k);
}

void token_assign(Analysis *a)
{
  hold_numbers(a);
  for (unsigned k = 0; k < a->n_solid; k++)
    hold_at(a, k);
}
