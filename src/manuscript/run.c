/* Text of Word's runs: as plain text and as Markdown, and what of it is told. */
#include <string.h>

#include "manuscript/word.h"

void run_set_bold(Reader *reader, bool bold)
{
  if (bold != reader->bold_open)
    g_string_append(reader->markdown, "**");
  reader->bold_open = bold;
}

/* What is not text of the article: told, and true. */
static bool keeps_out(Reader *reader, const char *piece)
{
  const Loss loss = reader->moved ? LOSS_MOVED : reader->deleted ? LOSS_DELETED : LOSS_HIDDEN;
  if (!reader->moved && !reader->deleted && !reader->look.hidden)
    return false;
  losses_add(reader->losses, loss, piece);
  return true;
}

static void tell_look(Reader *reader, const char *piece, int raised)
{
  const bool has[LOSSES] = {[LOSS_INSERTED] = reader->inserted,
                            [LOSS_ARRIVED] = reader->arrived,
                            [LOSS_STRUCK] = reader->look.struck || reader->look.twice,
                            [LOSS_RAISED] = raised > 0,
                            [LOSS_LOWERED] = raised < 0,
                            [LOSS_FORMULA] = reader->formula};
  unsigned all = 0;
  for (unsigned i = 0; i < LOSSES; i++)
    all |= has[i] ? 1u << i : 0;
  losses_interrupt(reader->losses, all);
  for (unsigned i = 0; i < LOSSES; i++)
    if (has[i])
      losses_add(reader->losses, (Loss)i, piece);
}

static void put_text(Reader *reader, const char *piece)
{
  const bool dotted = reader->look.dotted && !reader->ruby;
  run_set_bold(reader, reader->look.bold && !reader->heading);
  g_string_append(reader->plain, piece);
  g_string_append(reader->front, piece);
  g_string_append_printf(reader->markdown, dotted ? "[%s]{.dots}" : "%s",
                         manuscript_escape(reader->manuscript->arena, piece));
}

void run_add_text(Reader *reader, const char *text, gsize length)
{
  char *piece = g_strndup(text, length);
  for (char *c = piece; *c; c++)
    if (*c == '\n' || *c == '\r' || *c == '\t')
      *c = ' ';
  if (reader->in_ruby_text && reader->ruby)
    g_string_append(reader->ruby, piece);
  else if (*piece && !keeps_out(reader, piece)) {
    int raised = reader->above ? 1 : reader->below ? -1 : reader->look.raised;
    char *script = raised ? look_script(piece, raised) : NULL;
    tell_look(reader, script ? script : piece, script ? 0 : raised);
    put_text(reader, script ? script : piece);
    g_free(script);
  }
  g_free(piece);
}

/* --- 注音 --------------------------------------------------------------------------------- */

void run_end_ruby(Reader *reader)
{
  char *ruby = g_strdelimit(g_strstrip(g_strdup(reader->ruby->str)), "\"{}\\", '\'');
  run_set_bold(reader, false);
  if (*ruby) {
    g_string_append_printf(reader->markdown, "]{ruby=\"%s\"}", ruby);
    g_string_append_printf(reader->front, "]{ruby=\"%s\"}", ruby);
  } else if (reader->markdown->len > reader->ruby_at) {
    g_string_erase(reader->markdown, (gssize)reader->ruby_at, 1);
    g_string_erase(reader->front, (gssize)reader->ruby_front, 1);
  }
  g_free(ruby);
  g_string_free(reader->ruby, TRUE);
  reader->ruby = NULL;
}

void run_begin_ruby(Reader *reader, const char *element)
{
  if (!strcmp(element, "w:ruby") && !reader->ruby)
    reader->ruby = g_string_new(NULL);
  else if (!strcmp(element, "w:rt"))
    reader->in_ruby_text = true;
  else if (!strcmp(element, "w:rubyBase") && reader->ruby) {
    run_set_bold(reader, false); /* what stands over a word stands outside its stars */
    reader->ruby_at = reader->markdown->len;
    reader->ruby_front = reader->front->len;
    g_string_append_c(reader->markdown, '[');
    g_string_append_c(reader->front, '[');
  }
}

/* Signs a formula is drawn with. */
void run_begin_formula_part(Reader *reader, const char *element, const char *value)
{
  const char *sign = !strcmp(element, "m:den")   ? "/"
                     : !strcmp(element, "m:rad") ? "√"
                     : !strcmp(element, "m:d")   ? "("
                                                 : NULL;
  if (!strcmp(element, "m:chr"))
    sign = value;
  if (sign)
    run_add_text(reader, sign, strlen(sign));
}

void run_add_symbol(Reader *reader, const char *font, const char *code)
{
  char *sign = look_symbol(font, code), *told = g_strdup_printf("%s %s", font ? font : "?", code ? code : "?");
  if (!sign)
    losses_add(reader->losses, LOSS_SYMBOL, told);
  run_add_text(reader, sign ? sign : "〓", strlen(sign ? sign : "〓"));
  g_free(told);
  g_free(sign);
}
