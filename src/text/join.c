/* Words of a text the dictionary takes apart that are one, by rule: numbers and what they count, what clings to the
   word before, names behind an office, and single characters beside each other, which are mostly one word it does not
   know. */
#include <string.h>

#include "text/work.h"

/* Single characters that are words: a line may begin with them, none ends with them. */
static const char FREE[] =
    "在把被和与及或为对从向让将以于不给用由就比使令同跟至当是有到来去要能可会看听说问获签赴但而并则又也都却还再"
    "才已正仍最更很太没未别勿谁怎何该共拟起因据按像如若";
static const char FIGURES[] = "〇零一二三四五六七八九十百千万亿两几半";
static const char MEASURES[] =
    "年月日时分秒号届期次岁元角成级度吨米克升亩斤里公顷人名户家个项条件台辆倍版起部株只头双张把份片座场轮枚声口位"
    "层间所套幅卷集季般线剂步颗道种批封根碗城架艘款尾盏扇处门类组排曲笔";
static const char BACK[] = "的地得了着过们者吗吧呢啊呀嘛";
static const char COMPLEMENTS[] = "出到进入于至成向回住开满掉好";
static const char PLACES[] = "里上下中内外间前后旁边";
static const char SUFFIXES[] = "率性化者们员馆站厂院额量度师";
static const char PREFIXES[] = "小大老新总副非无超双首多全各每某本该此男女旧古名好真高低我";
static const char SURNAMES[] = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏"
                               "魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付"
                               "方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢"
                               "安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦"
                               "俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲"
                               "房滕屈饶解牟艾尤阳穆农司卓古吉缪简车项连芦麦"
                               "褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟屠";
static const char SOUNDS[] = "阿埃艾安奥巴贝比博布茨达德蒂丁多厄恩尔法菲费芬夫弗福盖戈格古哈海汉赫亨霍基吉加卡凯坎考科"
                             "克肯库拉莱兰朗雷里利列林卢鲁伦罗洛马麦曼"
                             "梅门蒙米密莫默姆穆纳内尼涅诺帕佩皮普奇乔切琼荣萨塞桑森沙绍什史斯苏索塔泰特提图托瓦万威韦"
                             "维温沃乌西希夏辛休雅亚扬伊耶尤约泽扎詹兹佐";

typedef struct {
  const char *text;
  GArray *words;
} Joiner;

static TextWord *word_at(const Joiner *joiner, unsigned i)
{
  return i < joiner->words->len ? &g_array_index(joiner->words, TextWord, i) : NULL;
}

static gunichar first_of(const Joiner *joiner, const TextWord *word)
{
  return g_utf8_get_char(joiner->text + word->start);
}

static gunichar last_of(const Joiner *joiner, const TextWord *word)
{
  return g_utf8_get_char(g_utf8_prev_char(joiner->text + word->end));
}

static bool holds(const char *set, gunichar c)
{
  return c && g_utf8_strchr(set, -1, c);
}

static bool is_single(const Joiner *joiner, const TextWord *word)
{
  gunichar c = word ? first_of(joiner, word) : 0;
  return word && walk_is_han(c) && word->end - word->start == (uint32_t)g_unichar_to_utf8(c, NULL);
}

static bool is_single_of(const Joiner *joiner, const TextWord *word, const char *set)
{
  return is_single(joiner, word) && holds(set, first_of(joiner, word));
}

/* Of no use by itself: mostly a part of a word the dictionary does not know. */
static bool is_lone(const Joiner *joiner, const TextWord *word)
{
  static const char *const SETS[] = {FREE, FIGURES, BACK};
  bool lone = is_single(joiner, word);
  for (unsigned i = 0; lone && i < G_N_ELEMENTS(SETS); i++)
    lone = !is_single_of(joiner, word, SETS[i]);
  return lone;
}

static bool is_long(const Joiner *joiner, const TextWord *word)
{
  return word && word->kind != WORD_MARK && !is_single(joiner, word);
}

static glong characters(const Joiner *joiner, const TextWord *word)
{
  return g_utf8_strlen(joiner->text + word->start, word->end - word->start);
}

static bool is_one_of(const Joiner *joiner, const TextWord *word, const char *const *words, size_t n)
{
  for (size_t i = 0; word && i < n; i++)
    if (word->end - word->start == strlen(words[i]) && !memcmp(joiner->text + word->start, words[i], strlen(words[i])))
      return true;
  return false;
}

/* Words I … I + N become one. */
static void join(Joiner *joiner, unsigned i, unsigned n, WordKind kind)
{
  TextWord *word = word_at(joiner, i);
  word->end = word_at(joiner, i + n)->end;
  word->kind = kind;
  word->lone = false;
  g_array_remove_range(joiner->words, i + 1, n);
}

/* --- numbers ------------------------------------------------------------------------------- */

static bool is_figure(gunichar c)
{
  return (c < 0x80 && g_ascii_isdigit((char)c)) || holds(FIGURES, c);
}

static bool is_counted(const Joiner *joiner, const TextWord *word)
{
  return word && (word->kind == WORD_MEASURE || is_single_of(joiner, word, MEASURES));
}

/* 4%左右, 千人以上 */
static bool is_about(const Joiner *joiner, const TextWord *word)
{
  static const char *const ABOUT[] = {"左右", "以上", "以下", "以内", "上下"};
  return is_one_of(joiner, word, ABOUT, G_N_ELEMENTS(ABOUT));
}

/* 二比一, 百分之五, 第 + 七 */
static unsigned joint_of_number(const Joiner *joiner, unsigned i)
{
  const TextWord *word = word_at(joiner, i), *next = word_at(joiner, i + 1), *after = word_at(joiner, i + 2);
  if (!next)
    return 0;
  if (is_single_of(joiner, word, "第") && is_figure(first_of(joiner, next)))
    return 1;
  if (word->kind != WORD_NUMBER)
    return 0;
  bool figures = is_figure(last_of(joiner, word));
  if (figures && is_single_of(joiner, next, "比点分之") && after && is_figure(first_of(joiner, after)))
    return 2;
  bool more = figures || is_single_of(joiner, next, "多余来") || holds("多余几", last_of(joiner, word));
  return is_about(joiner, next) || (figures && is_figure(first_of(joiner, next))) ||
         (more && is_counted(joiner, next)) || (figures && is_single_of(joiner, next, "多余来"));
}

static void join_numbers(Joiner *joiner)
{
  for (unsigned i = 0; i < joiner->words->len; i++)
    for (unsigned n = joint_of_number(joiner, i); n; n = joint_of_number(joiner, i))
      join(joiner, i, n, WORD_NUMBER);
}

/* 三天 is no bare number, in the dictionary or by rule; the FREE take what follows, as 把 does. */
static void tell_kinds(Joiner *joiner)
{
  for (unsigned i = 0; i < joiner->words->len; i++) {
    TextWord *word = word_at(joiner, i);
    if (is_single_of(joiner, word, FREE) && word->kind != WORD_CONJUNCTION)
      word->kind = WORD_PREPOSITION;
    if (word->kind == WORD_NUMBER && !is_figure(last_of(joiner, word)) && !holds("多余", last_of(joiner, word)))
      word->kind = WORD_MEASURE;
  }
}

/* --- names --------------------------------------------------------------------------------- */

/* A word for what somebody is: in front of a name. */
static bool is_office(const Joiner *joiner, const TextWord *word)
{
  static const char *const ENDS[] = {
      "书记",   "主任",   "部长", "省长",   "市长",   "县长", "区长", "镇长", "乡长", "村长",   "局长",   "处长",
      "院长",   "校长",   "行长", "外长",   "秘书长", "总理", "主席", "总统", "首相", "总裁",   "大使",   "特使",
      "委员",   "代表",   "常委", "记者",   "教授",   "院士", "医生", "教师", "工人", "青年",   "科学家", "作家",
      "球星",   "得主",   "名家", "牧民",   "大户",   "劳模", "模范", "干部", "车长", "董事长", "总经理", "总干事",
      "发言人", "通讯员", "支书", "秘书",   "导演",   "演员", "教练", "队长", "船长", "机长",   "将军",   "烈士",
      "女王",   "国王",   "总监", "理事长", "会长",   "馆长", "站长", "所长", "农民", "同志"};
  bool office = word && word->kind == WORD_OFFICE;
  for (unsigned i = 0; word && !office && i < G_N_ELEMENTS(ENDS); i++) {
    size_t n = strlen(ENDS[i]);
    office = word->end - word->start >= n && !memcmp(joiner->text + word->end - n, ENDS[i], n);
  }
  return office;
}

/* A surname of two characters. */
static bool is_double_surname(const Joiner *joiner, const TextWord *word)
{
  static const char *const NAMES[] = {"欧阳", "令狐", "司马", "上官", "诸葛", "司徒", "夏侯", "皇甫", "尉迟",
                                      "公孙", "慕容", "长孙", "宇文", "东方", "呼延", "端木", "南宫", "百里"};
  return is_one_of(joiner, word, NAMES, G_N_ELEMENTS(NAMES));
}

/* How many words from I on are a name behind an office: a surname with one or two characters or a word of two, or
   whatever the dictionary does not know (古|特雷斯, 托|卡耶夫). */
static unsigned length_of_name(const Joiner *joiner, unsigned i)
{
  const TextWord *first = word_at(joiner, i), *next = word_at(joiner, i + 1);
  bool surname = is_single_of(joiner, first, SURNAMES) || is_double_surname(joiner, first);
  if (surname && is_long(joiner, next) && characters(joiner, next) == 2)
    return 2;
  unsigned n = 0;
  bool person = first && first->kind == WORD_PERSON && is_long(joiner, first);
  if (person && holds(SURNAMES, first_of(joiner, first))) /* 赵乐际 is whole, 马克|龙 not */
    return characters(joiner, first) == 2 && is_lone(joiner, next) ? 2 : 1;
  if (!surname && !person && !(first && holds(SOUNDS, first_of(joiner, first))))
    return 0;
  for (const TextWord *word = first; word && n < (surname ? 3 : 5); word = word_at(joiner, i + n))
    if (is_lone(joiner, word) || word->kind == WORD_PERSON)
      n++;
    else
      break;
  return n;
}

static void join_names(Joiner *joiner)
{
  for (unsigned i = 0; i + 1 < joiner->words->len; i++) {
    TextWord *word = word_at(joiner, i);
    if (!is_office(joiner, word))
      continue;
    word->kind = WORD_OFFICE;
    unsigned n = length_of_name(joiner, i + 1);
    if (n)
      join(joiner, i + 1, n - 1, WORD_PERSON);
  }
}

/* --- single characters ------------------------------------------------------------------------ */

enum { WORD_LONGEST = 4 }; /* so many in a row may be one word: 思政课, 全红婵 */

/* 小 in 小|店老板: it goes with the word after it. */
static bool begins_next(const Joiner *joiner, unsigned i)
{
  return is_single_of(joiner, word_at(joiner, i), PREFIXES) && is_long(joiner, word_at(joiner, i + 1));
}

/* 里 in 箱里 is no part of an unknown word, unless it begins one: 中超. */
static unsigned length_of_run(const Joiner *joiner, unsigned i)
{
  unsigned n = 0;
  bool begins = i == 0 || word_at(joiner, i - 1)->kind == WORD_MARK;
  for (const TextWord *word = word_at(joiner, i); is_lone(joiner, word); word = word_at(joiner, i + n))
    if (n ? is_single_of(joiner, word, PLACES) || begins_next(joiner, i + n)
          : is_single_of(joiner, word, PLACES) && !begins)
      break;
    else
      n++;
  return n;
}

/* One by itself goes with the word after it (小|网格, and at the beginning) or before it (手稿|展, 到|账). Whether it
   went. */
static bool join_single(Joiner *joiner, unsigned i)
{
  const TextWord *before = i ? word_at(joiner, i - 1) : NULL, *word = word_at(joiner, i),
                 *next = word_at(joiner, i + 1);
  bool back = before && before->kind != WORD_MARK && before->kind != WORD_PARTICLE && before->kind != WORD_PERSON &&
              (before->kind != WORD_FOREIGN || word->kind != WORD_VERB) && !is_single_of(joiner, before, PLACES) &&
              !is_single_of(joiner, before, BACK);
  bool on = is_long(joiner, next) && (!back || is_single_of(joiner, word, PREFIXES));
  if ((!on && is_single_of(joiner, word, SURNAMES)) || is_single_of(joiner, next, "了着过得"))
    return false;
  if (on)
    join(joiner, i, 1, next->kind);
  else if (back)
    join(joiner, i - 1, 1, before->kind == WORD_VERB || !is_long(joiner, before) ? WORD_VERB : WORD_NOUN);
  return on || back;
}

static void join_runs(Joiner *joiner)
{
  for (unsigned i = 0; i < joiner->words->len; i++) {
    unsigned n = length_of_run(joiner, i);
    TextWord *word = word_at(joiner, i);
    bool name = n > 1 && is_single_of(joiner, word, SURNAMES);
    bool suffix = n > 1 && i && is_single_of(joiner, word, SUFFIXES) && is_long(joiner, word_at(joiner, i - 1));
    if (suffix)
      join(joiner, --i, 1, WORD_NOUN);
    else if (n > 1 && n <= WORD_LONGEST)
      join(joiner, i, n - 1, name ? WORD_PERSON : WORD_NOUN);
    else if (n == 1 && join_single(joiner, i))
      i -= i > 0;
    else if (n)
      word->lone = true;
  }
}

/* 回头|看”, 怎么|看: with nothing behind it that it could go on to. */
static void join_last(Joiner *joiner)
{
  for (unsigned i = 1; i < joiner->words->len; i++) {
    const TextWord *before = word_at(joiner, i - 1), *next = word_at(joiner, i + 1);
    bool last = !next || (next->kind == WORD_MARK && !holds("“‘《（「『", first_of(joiner, next)));
    if (last && before->kind != WORD_MARK && is_single_of(joiner, word_at(joiner, i), FREE))
      join(joiner, --i, 1, before->kind);
  }
}

/* Whether the word before the one at I is of the same name: 克里斯蒂|亚诺, and 纽埃|尔, which is no place then. */
static bool goes_on_back(const Joiner *joiner, unsigned i)
{
  const TextWord *before = i ? word_at(joiner, i - 1) : NULL;
  return before && (before->kind == WORD_PERSON || is_lone(joiner, before) ||
                    (before->kind == WORD_PLACE && is_lone(joiner, word_at(joiner, i))));
}

/* How many words from I on are the name behind the dot: 古|特雷斯 are two. */
static unsigned length_behind(const Joiner *joiner, unsigned i)
{
  unsigned n = 1;
  if (is_lone(joiner, word_at(joiner, i)))
    for (const TextWord *word; (word = word_at(joiner, i + n)); n++)
      if (word->kind != WORD_PERSON && !(is_lone(joiner, word) && holds(SOUNDS, first_of(joiner, word))))
        break;
  return n;
}

/* 克里斯蒂|亚诺|·|罗纳尔多 */
static void join_foreign_names(Joiner *joiner)
{
  for (unsigned i = 1; i + 1 < joiner->words->len; i++) {
    if (g_utf8_get_char(joiner->text + word_at(joiner, i)->start) != MARK_MIDDLE_DOT)
      continue;
    while (goes_on_back(joiner, i - 1))
      join(joiner, --i - 1, 1, WORD_PERSON);
    unsigned behind = length_behind(joiner, i + 1);
    join(joiner, --i, 1 + behind, WORD_PERSON);
  }
}

/* --- what clings ------------------------------------------------------------------------------ */

/* 长|出, 走|到, 藏|于: what a verb comes to. */
static bool is_complement(const Joiner *joiner, unsigned i)
{
  const TextWord *before = word_at(joiner, i - 1), *word = word_at(joiner, i);
  bool lone = is_lone(joiner, before), verb = before->kind == WORD_VERB;
  bool comes = (is_single_of(joiner, word, COMPLEMENTS) && (lone || verb)) ||
               (is_single_of(joiner, word, "上下起") && lone && verb);
  return comes && !is_single_of(joiner, before, FREE);
}

static void join_complements(Joiner *joiner)
{
  for (unsigned i = 1; i < joiner->words->len; i++)
    if (is_complement(joiner, i))
      join(joiner, i - 1, 1, WORD_VERB);
}

/* It belongs to the word before. */
static bool clings_back(const Joiner *joiner, unsigned i)
{
  const TextWord *before = word_at(joiner, i - 1), *word = word_at(joiner, i);
  if (before->kind == WORD_MARK)
    return false;
  bool free = is_single_of(joiner, before, FREE);
  if (before->kind == WORD_TIME && is_single_of(joiner, word, "起")) /* 元旦起 */
    return true;
  return is_single_of(joiner, word, BACK) ||
         (!free && is_single_of(joiner, word, PLACES) && before->kind != WORD_PARTICLE);
}

static WordKind kind_with(const Joiner *joiner, unsigned i)
{
  const TextWord *clinging = word_at(joiner, i);
  if (is_single_of(joiner, clinging, "的"))
    return WORD_PARTICLE;
  return is_single_of(joiner, clinging, "了着过") ? WORD_VERB : word_at(joiner, i - 1)->kind;
}

static void join_clinging(Joiner *joiner)
{
  for (unsigned i = 1; i < joiner->words->len; i++)
    while (i < joiner->words->len && clings_back(joiner, i))
      join(joiner, i - 1, 1, kind_with(joiner, i));
}

void join_words(const char *text, GArray *words)
{
  Joiner joiner = {text, words};
  join_numbers(&joiner);
  join_foreign_names(&joiner);
  join_names(&joiner);
  join_complements(&joiner);
  join_runs(&joiner);
  join_last(&joiner);
  join_clinging(&joiner);
  tell_kinds(&joiner);
}
