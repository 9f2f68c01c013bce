/* What a Word document has that an article has not: told a paragraph and kind, with the words concerned. */
#include "manuscript/work.h"

typedef struct {
  bool left_out; /* else it comes as plain text */
  const char *names[2];
} Kind;

static const Kind KINDS[LOSSES] = {
    [LOSS_HIDDEN] = {true, {"hidden text", "隐藏文字"}},
    [LOSS_DELETED] = {true, {"text deleted in tracked changes", "修订中删去的文字"}},
    [LOSS_MOVED] = {true, {"text moved elsewhere in tracked changes", "修订中移往别处的文字"}},
    [LOSS_NUMBER] = {true, {"the automatic number or bullet of a paragraph", "段落的自动编号或项目符号"}},
    [LOSS_SYMBOL] = {true, {"a symbol of its own font, 〓 in its place", "专用字体的符号（以〓代替）"}},
    [LOSS_OBJECT] = {true, {"a chart, drawing or embedded object", "图表、绘图或嵌入对象"}},
    [LOSS_COMMENT] = {true, {"a comment", "批注"}},
    [LOSS_INSERTED] = {false, {"text inserted in tracked changes", "修订中插入的文字"}},
    [LOSS_ARRIVED] = {false, {"text moved here in tracked changes", "修订中移来的文字"}},
    [LOSS_STRUCK] = {false, {"struck text", "加删除线的文字"}},
    [LOSS_RAISED] = {false, {"superscript", "上标"}},
    [LOSS_LOWERED] = {false, {"subscript", "下标"}},
    [LOSS_FORMULA] = {false, {"a formula", "公式"}},
};

Losses *losses_new(Manuscript *manuscript)
{
  Losses *losses = g_new0(Losses, 1);
  losses->manuscript = manuscript;
  for (unsigned i = 0; i < LOSSES; i++)
    losses->words[i] = g_string_new(NULL);
  return losses;
}

void losses_free(Losses *losses)
{
  for (unsigned i = 0; i < LOSSES; i++)
    g_string_free(losses->words[i], TRUE);
  g_free(losses);
}

void losses_add(Losses *losses, Loss loss, const char *words)
{
  GString *all = losses->words[loss];
  losses->found |= 1u << loss;
  if (all->len && !(losses->open & 1u << loss))
    g_string_append(all, " … ");
  g_string_append(all, words);
  losses->open |= 1u << loss;
}

void losses_interrupt(Losses *losses, unsigned but)
{
  losses->open &= but;
}

/* As much as is needed to find it. */
static void cut(GString *words)
{
  enum { SHOWN = 40 };
  if (g_utf8_strlen(words->str, -1) <= SHOWN)
    return;
  g_string_truncate(words, (gsize)(g_utf8_offset_to_pointer(words->str, SHOWN) - words->str));
  g_string_append(words, "…");
}

void losses_end_paragraph(Losses *losses, const char *text)
{
  const Manuscript *manuscript = losses->manuscript;
  const Lang lang = diag_lang(manuscript->diags);
  losses->paragraph++;
  for (unsigned i = 0; i < LOSSES; i++) {
    GString *words = losses->words[i];
    if (!(losses->found & 1u << i))
      continue;
    if (!words->len)
      g_string_assign(words, text);
    cut(words);
    diag_add(manuscript->diags, KINDS[i].left_out ? DIAG_IMPORT_WITHOUT : DIAG_IMPORT_PLAIN,
             (Place){.file = manuscript->path}, losses->paragraph, KINDS[i].names[lang], words->str);
    g_string_truncate(words, 0);
  }
  losses->found = losses->open = 0;
}
