/* Private to compose: how much of its articles a chain takes in, in lines × their width (mpt). Portions are appended in
   reading order. */
#ifndef TEKAN_COMPOSE_INTAKE_H
#define TEKAN_COMPOSE_INTAKE_H

#include "compose/chain.h"

/* SOURCE: the block of the article; NULL: none. */
Portion intake_portion(Work *work, const Article *article, const Block *source);
Portion intake_new_solid(Chain *chain, const Article *article, const Block *source, GroupBuilder build);

/* Measures its fields. */
void intake_open(Chain *chain);
bool intake_is_full(const Chain *chain);
void intake_ask(Chain *chain, int64_t length); /* one line at the least */
/* The chain is full: so many characters are not shaped for it. */
void intake_leave_over(Chain *chain, const Article *article, unsigned characters);

/* NULL and empty text are nothing. PREFIX is none of the manuscript. */
void intake_text(Chain *chain, const Article *article, const Block *source, const Rich *rich, const TextStyle *style);
void intake_prefixed(Chain *chain, const Article *article, const Block *source, const char *prefix, const Rich *rich,
                     const TextStyle *style);
void intake_solid(Chain *chain, const Article *article, const Block *source, GroupBuilder build, bool with_next);

/* For Work.kept; the caller destroys it. */
GHashTable *intake_kept_new(void);

#endif
