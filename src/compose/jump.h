/* Private to compose: 转版, an article divided between the pages it is placed on. One that needs no jump, or may be
 * divided nowhere, is told. */
#ifndef TEKAN_COMPOSE_JUMP_H
#define TEKAN_COMPOSE_JUMP_H

#include "compose/compose.h"

/* The specs of PAGES, the issue's as they were dealt, with every article that is placed on several of them divided
   between them; those of other pages as they are. One an issue's page; in ARENA. */
const PageSpec **jump_specs(Arena *arena, const Issue *issue, const PageSpec *pages, const StyleSheet *sheet,
                            AdvertSize advert_size, DiagList *diags);

#endif
