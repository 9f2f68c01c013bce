#include "break/sense.h"

#include "base/prefix.h"
#include "break/cost.h"

/* Single characters that nothing begins with. */
static const char CLINGS_BACK[] = "的地得了着过们者吗吧呢";

typedef struct {
  const char *text;
  GArray *words;
} Sense;

static const TextWord *word_at(const Sense *sense, unsigned i)
{
  return &g_array_index(sense->words, TextWord, i);
}

static bool is_of(const Sense *sense, const TextWord *word, const char *set)
{
  gunichar c = g_utf8_get_char(sense->text + word->start);
  bool single = word->end - word->start == (uint32_t)g_unichar_to_utf8(c, NULL);
  return single && g_utf8_strchr(set, -1, c);
}

static bool ends_with(const Sense *sense, const TextWord *word, const char *character)
{
  return begins_with(g_utf8_prev_char(sense->text + word->end), character);
}

static bool is_name(WordKind kind)
{
  return kind == WORD_NOUN || kind == WORD_PERSON || kind == WORD_PLACE || kind == WORD_BODY || kind == WORD_OFFICE ||
         kind == WORD_PRONOUN;
}

/* What is said of it begins: 我国经济|延续, 市人大|在, 代表|首次. */
static bool begins_phrase(WordKind kind)
{
  return kind == WORD_VERB || kind == WORD_PREPOSITION || kind == WORD_ADVERB;
}

/* What goes before is not whole without what follows: 红色的|土地, 美好|生活, 首次|突破, 八旬|老人, 米勒|大叔,
   柳河|小学, 主任|周文斌, 经济|和. */
static bool is_bound(WordKind before, WordKind after)
{
  if (before == WORD_PARTICLE || before == WORD_ADJECTIVE || before == WORD_ADVERB || after == WORD_CONJUNCTION)
    return true;
  if (after == WORD_NOUN && (before == WORD_MEASURE || before == WORD_PERSON || before == WORD_PLACE))
    return true;
  return (before == WORD_OFFICE && after == WORD_PERSON) || (after == WORD_OFFICE && is_name(before));
}

/* 乱停|乱放, 一老|一小: two of two characters that begin alike are one saying. */
static bool are_alike(const Sense *sense, const TextWord *a, const TextWord *b)
{
  const char *one = sense->text + a->start, *other = sense->text + b->start;
  return a->end - a->start == b->end - b->start && g_utf8_strlen(one, a->end - a->start) == 2 &&
         g_utf8_get_char(one) == g_utf8_get_char(other);
}

static int64_t price_between(const Sense *sense, unsigned i)
{
  const TextWord *before = word_at(sense, i - 1), *after = word_at(sense, i);
  if (is_of(sense, after, CLINGS_BACK) || is_of(sense, after, "（"))
    return COST_BREAK_HEAD_WORD;
  if (before->kind == WORD_MARK && i > 1 && word_at(sense, i - 2)->lone) /* “飞”|出 */
    return COST_BREAK_HEAD_CLINGS;
  if (before->lone || after->lone || are_alike(sense, before, after) || before->kind == WORD_PREPOSITION ||
      before->kind == WORD_CONJUNCTION || (before->kind == WORD_NUMBER && after->kind != WORD_MARK))
    return COST_BREAK_HEAD_CLINGS;
  bool late = before->kind == WORD_TIME && i > 1 && (is_name(after->kind) || after->kind == WORD_TIME);
  bool dash = before->kind == WORD_MARK && ends_with(sense, before, "—"); /* it begins the line */
  if (late || dash || is_bound(before->kind, after->kind))
    return COST_BREAK_HEAD_BOUND;
  if ((is_name(before->kind) && (begins_phrase(after->kind) || after->kind == WORD_TIME)) ||
      (i == 1 && before->kind == WORD_TIME) || ends_with(sense, before, "了"))
    return COST_BREAK_HEAD_PHRASE;
  return COST_BREAK_HEAD_PLAIN;
}

/* In or out of 《》. */
static int title_step(const Shaped *shaped, uint32_t cluster)
{
  uint32_t code = shaped->analysis->chars[shaped->clusters[cluster].ch].code;
  return code == MARK_TITLE_OPEN ? 1 : code == MARK_TITLE_CLOSE ? -1 : 0;
}

int64_t *sense_prices(const Shaped *shaped, GArray *words)
{
  const Sense sense = {shaped->rich->text, words};
  int64_t *prices = g_new0(int64_t, shaped->n_clusters + 1);
  int inside = 0;
  for (uint32_t i = 1, w = 0; i < shaped->n_clusters; i++) {
    uint32_t at = shaped->clusters[i].start;
    while (w < sense.words->len && word_at(&sense, w)->start < at)
      w++;
    bool edge = w < sense.words->len && word_at(&sense, w)->start == at;
    inside += title_step(shaped, i - 1);
    prices[i] = (inside > 0 ? COST_BREAK_HEAD_CLINGS : 0) + (edge ? price_between(&sense, w) : COST_BREAK_HEAD_WORD);
  }
  return prices;
}
