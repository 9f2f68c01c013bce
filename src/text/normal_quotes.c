/* Straight quotes, paired over the whole paragraph (GB/T 15834 4.8). */
#include "text/normal.h"

enum {
  OPENERS_MAX = 8,    /* spaces and marks before a paragraph's first quote */
  WITHIN_MOST = 2000, /* characters looked back over for the other kind */
};

typedef struct {
  unsigned at; /* the one that is open */
  bool open;
  unsigned depth; /* of those inside it, in a quotation of the other kind */
  uint32_t straight, opening, closing, inner_opening, inner_closing;
} QuoteState;

static bool is_closing_mark(uint32_t code)
{
  Kind kind = kind_of(code);
  return kind == KIND_PAUSE || kind == KIND_END || kind == KIND_CLOSE || code == ',' || code == '.' || code == ')';
}

/* What is no quote: an apostrophe in a word, a plural's, feet and inches behind a figure. */
static bool is_other_use(const Draft *d, unsigned i, bool open)
{
  bool before = draft_is_alphanumeric(d, i - 1);
  if (d->now[i] == '\'' && before && draft_is_alphanumeric(d, i + 1))
    return true;
  return before && !open && (draft_is_digit(d, i - 1) || d->now[i] == '\'');
}

static void report_odd(const Draft *d, unsigned i)
{
  char mark[8] = "";
  mark[g_unichar_to_utf8(d->now[i], mark)] = '\0';
  if (d->diags)
    diag_add(d->diags, DIAG_QUOTE_ODD, draft_place(d, i), mark);
}

/* Facing the way its neighbours suggest: before a closing mark or the end it closes. */
static bool looks_closing(const Draft *d, unsigned i)
{
  uint32_t after = draft_code(d, i + 1);
  return i > 0 && (after == 0 || after == '\n' || is_closing_mark(after)) && !draft_is_full_mark(d->now[i - 1]);
}

/* A quotation of several paragraphs opens each of them and closes the last alone. */
static bool opens_paragraph(const Draft *d, unsigned i)
{
  for (unsigned steps = 0; i > 0; i--, steps++)
    if (steps == OPENERS_MAX || draft_seen(d->now[i - 1]) != SEEN_OTHER)
      return false;
  return true;
}

static void meet_straight(Draft *d, QuoteState *state, unsigned i)
{
  if (is_other_use(d, i, state->open))
    return;
  if (state->open) {
    draft_turn(d, i, state->closing, EDIT_QUOTE);
    state->open = false;
  } else if (looks_closing(d, i)) {
    draft_turn(d, i, state->closing, EDIT_QUOTE);
    report_odd(d, i);
  } else {
    draft_turn(d, i, state->opening, EDIT_QUOTE);
    state->open = true;
    state->at = i;
  }
}

/* “……‘……“……”……’……”: within the other kind the first kind comes again (GB/T 15834 4.8.3.4). */
static bool is_within_other(const Draft *d, const QuoteState *state, unsigned i)
{
  int open = 0;
  for (unsigned at = i - MIN(i - state->at, (unsigned)WITHIN_MOST); at < i; at++)
    open += (d->now[at] == state->inner_opening) - (open > 0 && d->now[at] == state->inner_closing);
  return open > 0;
}

static void meet_curly(Draft *d, QuoteState *state, unsigned i)
{
  bool opening = d->now[i] == state->opening;
  if (!opening && d->now[i] == MARK_SINGLE_CLOSE && draft_is_alphanumeric(d, i - 1) && draft_is_alphanumeric(d, i + 1))
    return; /* an apostrophe */
  if (opening && state->open && is_within_other(d, state, i)) {
    state->depth++;
    return;
  }
  if (!opening && state->depth) {
    state->depth--;
    return;
  }
  if (opening && state->open && !opens_paragraph(d, state->at))
    report_odd(d, state->at);
  if (!opening && !state->open)
    report_odd(d, i);
  state->open = opening;
  state->at = i;
}

static void mend_quotes(Draft *d, QuoteState state)
{
  for (unsigned i = 0; i < d->n; i++) {
    if (d->fixed[i])
      continue;
    if (d->now[i] == state.straight)
      meet_straight(d, &state, i);
    else if (d->now[i] == state.opening || d->now[i] == state.closing)
      meet_curly(d, &state, i);
  }
  if (state.open && !opens_paragraph(d, state.at))
    report_odd(d, state.at);
}

/* STRAIGHT ones become OPENING and its partner; within them stand INNER and its own. */
static QuoteState start_quotes(uint32_t straight, uint32_t opening, uint32_t inner)
{
  return (QuoteState){.straight = straight,
                      .opening = opening,
                      .closing = mark_lookup(opening)->partner,
                      .inner_opening = inner,
                      .inner_closing = mark_lookup(inner)->partner};
}

void quotes_mend(Draft *d)
{
  mend_quotes(d, start_quotes('"', MARK_DOUBLE_OPEN, MARK_SINGLE_OPEN));
  mend_quotes(d, start_quotes('\'', MARK_SINGLE_OPEN, MARK_DOUBLE_OPEN));
}
