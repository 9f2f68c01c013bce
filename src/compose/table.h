/* Private to compose: ruled tables. Widths are mpt; body rows count from 1, 0 is the head. NULL, or nothing of it,
   where it goes in at no size: who places it tells. */
#ifndef TEKAN_COMPOSE_TABLE_H
#define TEKAN_COMPOSE_TABLE_H

#include "compose/group.h"

Group *table_group(Work *work, const Portion *portion, Mpt w);
/* Where BLOCK's part of the table, which begins with its first body row, must end to come to ROWS grid lines with its
   head; at least one row. */
unsigned table_part_end(Work *work, const Portion *portion, Mpt w, int rows);
/* One past the last column that goes into W together with the table's first and those from FIRST on; FIRST: none. */
unsigned table_columns_end(Work *work, const Article *article, const Table *table, Mpt w, unsigned first);
Mpt table_natural_width(Work *work, const Article *article, const Table *table);

#endif
