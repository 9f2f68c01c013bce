/* The pair table (§2.2) under the levels of §2.1. */
#include "text/work.h"

typedef enum { PH, PI, PO, PC, PM, PJ, PS, P_DASH, P_DOTS, PN, PL, PLO, PLC, PQ, PP, PF, PAIRS } Pair;

/* What a cell says, level by level:
   .  free
   m  dear: 50
   x  never (level none: free)
   X  never at any level
   g  never from gb on: a solidus at a line's end
   s  never at strict
   l  never at gb and strict, open at the ladder's loose step: iteration marks
   e  never at gb and strict: …… at a line's start, which the ladder opens early (GB/T 15834 5.1.5 lets it)
   j  never but at loose: hyphens, suffixes at a line's start, prefixes at its end
   d  inside runs of … or —: never but at loose
   w  inside a Latin word or number: never but on the ladder */
static const char TABLE[PAIRS][PAIRS + 1] = {
    /*           HIOCMJS-:NLlcqPF */
    [PH] /*  */ = ".l.xxjxse...xx.j", [PI] /*  */ = ".l.xxjxse...xx.j", [PO] /*  */ = "xxxxxxxxxxxxxxxx",
    [PC] /*  */ = ".l.xxjxse...xx.j", [PM] /*  */ = "mlmxxjxxxmmmxxmj", [PJ] /*  */ = "mlmxxjxxxmmmxxmj",
    [PS] /*  */ = "gggxxxxgggggxxgx", [P_DASH] = ".l.xxjxde...xx.j",    [P_DOTS] = ".l.xxjxsd...xx.j",
    [PN] /*  */ = ".l.xxjxsewwwxwwj", [PL] /*  */ = ".l.xxjxsewwwxwwj", [PLO] /* */ = "xxxxxxxxxxxxxxxx",
    [PLC] /* */ = ".l.xxjxsewwwxwwj", [PQ] /*  */ = "xxxxxxxxxwwwxwww", [PP] /*  */ = "jjjxxjxjjjjjxxjj",
    [PF] /*  */ = ".l.xxjxsewwwxwwj",
};

static Pair latin_pair(Kind kind)
{
  switch (kind) {
  case KIND_LATIN_OPEN:
  case KIND_QUOTE_OPEN: return PLO;
  case KIND_LATIN_CLOSE:
  case KIND_QUOTE_CLOSE:
  case KIND_NUMBER_MARK:
  case KIND_SOLIDUS:
  case KIND_DOTS:
  case KIND_DASH:
  case KIND_HYPHEN:
  case KIND_MINUS: return PLC;
  case KIND_STRAIGHT: return PQ;
  default: return PL;
  }
}

/* Signs keep their side even where no number stands at it: a line neither starts with % nor ends with ¥. */
static bool is_sign_before(const Analysis *a, uint32_t i)
{
  Kind kind = (Kind)a->kinds[i];
  return (kind == KIND_PREFIX || kind == KIND_PREFIX_SIGN) && a->chars[i].code != '#';
}

static Pair pair_of(const Analysis *a, uint32_t i)
{
  Kind kind = (Kind)a->kinds[i];
  if (kind == KIND_SUFFIX || kind == KIND_SUFFIX_WIDE)
    return PF;
  if (is_sign_before(a, i))
    return PP;
  switch ((CharClass)a->chars[i].cls) {
  case CLASS_HAN: return kind == KIND_ITERATION ? PI : PH;
  case CLASS_OPEN: return PO;
  case CLASS_CLOSE:
  case CLASS_PAUSE:
  case CLASS_END: return PC;
  case CLASS_MIDDLE: return PM;
  case CLASS_JOINER: return PJ;
  case CLASS_SOLIDUS: return PS;
  case CLASS_DOUBLE: return kind == KIND_DOTS ? P_DOTS : P_DASH;
  case CLASS_NUMBER: return PN;
  case CLASS_PREFIX: return PP;
  case CLASS_SUFFIX: return PF;
  default: return a->chars[i].code == MARK_SINGLE_CLOSE ? PL : latin_pair(kind);
  }
}

static TextBreak free_place(int16_t cost)
{
  return (TextBreak){cost, RUNG_NONE, false};
}

static TextBreak shut_place(Rung opens_at)
{
  return (TextBreak){BREAK_NEVER, (uint8_t)opens_at, false};
}

static TextBreak read_cell(char cell, BreakLevel level)
{
  bool lax = level == LEVEL_NONE || level == LEVEL_BASIC, press = level == LEVEL_GB || level == LEVEL_STRICT;
  switch (cell) {
  case '.': return free_place(0);
  case 'm': return free_place(COST_TEXT_MIDDLE);
  case 'x': return level == LEVEL_NONE ? free_place(0) : shut_place(RUNG_NEVER);
  case 'g': return lax ? free_place(COST_TEXT_MIDDLE) : shut_place(RUNG_NEVER);
  case 's': return level == LEVEL_STRICT ? shut_place(RUNG_LOOSE) : free_place(0);
  case 'l': return press ? shut_place(RUNG_LOOSE) : free_place(0);
  case 'e': return press ? shut_place(level == LEVEL_GB ? RUNG_DOTS : RUNG_LOOSE) : free_place(0);
  case 'j': return level == LEVEL_NONE || level == LEVEL_LOOSE ? free_place(COST_TEXT_MIDDLE) : shut_place(RUNG_LOOSE);
  case 'd': return level == LEVEL_NONE || level == LEVEL_LOOSE ? free_place(0) : shut_place(RUNG_LOOSE);
  case 'w': return shut_place(RUNG_LATIN);
  default: return shut_place(RUNG_NEVER);
  }
}

/* After a space only what stands at an edge counts: the word inside is over. */
static char read_spaced(char cell)
{
  return cell == 'w' || cell == 'm' ? '.' : cell;
}

/* May it stand behind a space that follows a straight quote or a sign: A + B? */
static bool is_free_start(Pair after)
{
  return after == PH || after == PO || after == P_DASH || after == PN || after == PL || after == PLO || after == PQ ||
         after == PP;
}

static TextBreak judge_pair(const Analysis *a, unsigned k, Pair before, Pair after)
{
  uint32_t i = a->solid[k];
  Gap gap = (Gap)a->gaps[k];
  bool forced = a->chars[a->solid[k - 1]].cls == CLASS_FORCED; /* the place right behind it is the open one */
  if (forced || a->chars[i].cls == CLASS_FORCED || gap == GAP_HELD)
    return shut_place(RUNG_NEVER);
  if (gap == GAP_ZWSP)
    return free_place(0);
  char cell = TABLE[before][after];
  if (a->chars[i].stacked)
    cell = cell == 'd' && after == P_DOTS ? 'd' : 'X';
  if (gap != GAP_NONE && (before == PQ || before == PP) && (cell == 'x' || cell == 'j') && is_free_start(after))
    cell = after == P_DASH ? 's' : '.';
  return read_cell(gap == GAP_NONE ? cell : read_spaced(cell), a->rules->level);
}

/* Three closers or more in a row: on the last step of the ladder the third may start a line (§4.5). */
static void open_crowds(Analysis *a)
{
  for (unsigned k = 0, run = 0; k < a->n_solid; k++) {
    CharClass cls = (CharClass)analysis_solid(a, k)->cls;
    bool closes = cls == CLASS_CLOSE || cls == CLASS_PAUSE || cls == CLASS_END;
    run = closes && !analysis_solid(a, k)->stacked ? run + 1 : 0;
    TextBreak *place = analysis_place(a, k);
    if (run >= 3 && place->opens_at == RUNG_NEVER)
      place->opens_at = RUNG_OVERFULL;
  }
}

/* A suffix without a number is Han to what follows it. */
static Pair pair_before(const Analysis *a, uint32_t i)
{
  Pair pair = pair_of(a, i);
  return pair == PF && a->chars[i].cls == CLASS_HAN ? PH : pair;
}

void pair_assign(Analysis *a)
{
  for (unsigned k = 1; k < a->n_solid; k++) {
    Pair before = pair_before(a, a->solid[k - 1]), after = pair_of(a, a->solid[k]);
    *analysis_place(a, k) = judge_pair(a, k, before, after);
  }
  for (unsigned i = 0; i + 1 < a->n; i++)
    if (a->chars[i].cls == CLASS_FORCED)
      a->breaks[i + 1] = free_place(0);
  open_crowds(a);
}
