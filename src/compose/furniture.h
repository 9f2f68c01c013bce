/* Private to compose: 报头, 报眉, rules and bands of a template. An unknown {word} is told and left. */
#ifndef TEKAN_COMPOSE_FURNITURE_H
#define TEKAN_COMPOSE_FURNITURE_H

#include "compose/work.h"

void furniture_compose(Work *work, const LayoutTemplate *templ);

#endif
