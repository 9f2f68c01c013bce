/* Private to compose: tables and figures of a data article one beside the other (并排), each with its own head, the
   小标题 or the line right before it, in a column of its own, on a page made up. */
#ifndef TEKAN_COMPOSE_ABREAST_H
#define TEKAN_COMPOSE_ABREAST_H

#include "compose/chain.h"

/* Tables and figures, if the article is of two or three of them and nothing else; else 0. */
unsigned abreast_pieces(const Article *article);
/* Whether the pieces stand so in columns W wide: tables whole, heads of as many lines each, which no other has. */
bool abreast_may(Work *work, const Article *article, Mpt w);
/* Whether the chain's stand so: a module with as many columns as there are of them. */
bool abreast_is(const Chain *chain);
/* Whether block AT is the first of a piece, or of it its head: what follows stays with it. */
bool abreast_begins(const Article *article, unsigned at);
bool abreast_heads(const Article *article, unsigned at);

#endif
