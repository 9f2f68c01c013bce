/* The rules of a page, one after the other, and what is told of those that are broken. */
#include "check/rules.h"

#include <stdlib.h>
#include <string.h>

RuleUnit rule_unit(PageRule rule)
{
  static const RuleUnit UNITS[] = {
#define PAGE_RULE(rule, unit) [PAGE_RULE_##rule] = (unit),
#include "load/page_rules.def"
#undef PAGE_RULE
  };
  return UNITS[rule];
}

void rules_add(Sights *sights, RuleFound found)
{
  found.allowed = sights->allows & 1u << found.rule;
  g_array_append_val(sights->found, found);
}

/* --- telling -------------------------------------------------------------------------------------------------- */

static const char *name_unit(RuleUnit unit, Lang lang, bool one)
{
  static const char *const UNITS[][2] = {[UNIT_OF_MM] = {" mm", " 毫米"},
                                         [UNIT_OF_LINES] = {" lines", " 行"},
                                         [UNIT_OF_PERCENT] = {" %", "%"},
                                         [UNIT_OF_PICTURES] = {" pictures", " 幅"},
                                         [UNIT_OF_TIMES] = {" times", " 倍"}};
  if (one && lang == LANG_EN && (unit == UNIT_OF_LINES || unit == UNIT_OF_PICTURES))
    return unit == UNIT_OF_LINES ? " line" : " picture";
  return UNITS[unit][lang];
}

/* In tenths, whole where they are none; FINE: in hundredths. */
static void write_value(char *text, size_t size, PageRule rule, int64_t value, bool fine, Lang lang)
{
  int64_t tenths = (value + 50) / 100;
  const char *unit = name_unit(rule_unit(rule), lang, tenths == 10 && !fine);
  if (fine)
    g_snprintf(text, (gulong)size, "%d.%02d%s", (int)(value / 1000), (int)(value % 1000 / 10), unit);
  else if (tenths % 10)
    g_snprintf(text, (gulong)size, "%d.%d%s", (int)(tenths / 10), (int)(tenths % 10), unit);
  else
    g_snprintf(text, (gulong)size, "%d%s", (int)(tenths / 10), unit);
}

/* Of a rule that has two, which it is. */
static void write_limit(char *text, size_t size, const RuleFound *found, Lang lang)
{
  static const char *const WHICH[][2] = {{"at least ", "至少 "}, {"at most ", "至多 "}};
  const char *which = found->rule == PAGE_RULE_PICTURE_SHARE ? WHICH[found->value > found->limit][lang] : "";
  g_strlcpy(text, which, size);
  write_value(text + strlen(which), size - strlen(which), found->rule, found->limit, false, lang);
}

Cells rules_cells(const Grid *grid, const Box *box)
{
  Cells cells = {grid->columns, 1, 1, 1};
  for (int column = grid->columns; column >= 1; column--)
    if (grid_column_x(grid, column) + grid->column_w > box->x)
      cells.column_first = column;
  for (int column = 1; column <= grid->columns; column++)
    if (grid_column_x(grid, column) < box_right(box))
      cells.column_last = column;
  cells.row_first = CLAMP((box->y - grid->type.y) / grid->leading + 1, 1, grid->lines);
  cells.row_last = CLAMP((box_bottom(box) - 1 - grid->type.y) / grid->leading + 1, cells.row_first, grid->lines);
  if (cells.column_first <= cells.column_last)
    return cells;
  return (Cells){cells.column_last, cells.column_first, cells.row_first, cells.row_last};
}

static char *write_place(const RuleTeller *teller, const RuleFound *found)
{
  Cells cells = rules_cells(teller->grid, &found->place);
  bool chinese = diag_lang(teller->diags) == LANG_ZH;
  GString *text = g_string_new(NULL);
  if (found->articles[0])
    g_string_append_printf(text, "“%s”", found->articles[0]);
  if (found->articles[1])
    g_string_append_printf(text, chinese ? "与“%s”" : " and “%s”", found->articles[1]);
  if (found->articles[0])
    g_string_append(text, chinese ? "，" : ", ");
  if (cells.column_first == cells.column_last)
    g_string_append_printf(text, chinese ? "第 %d 栏" : "column %d, ", cells.column_first);
  else
    g_string_append_printf(text, chinese ? "第 %d–%d 栏" : "columns %d–%d, ", cells.column_first, cells.column_last);
  g_string_append_printf(text, chinese ? "第 %d–%d 行" : "lines %d–%d", cells.row_first, cells.row_last);
  return g_string_free(text, FALSE);
}

static Place place_of(const RuleTeller *teller, const RuleFound *found)
{
  for (unsigned i = 0; found->articles[0] && i < teller->page->n_articles; i++)
    if (!strcmp(teller->page->articles[i].article->slug, found->articles[0]))
      return teller->page->articles[i].article->place;
  return teller->page->spec->place;
}

static void tell_rule(const RuleTeller *teller, const RuleFound *worst, unsigned n)
{
  Lang lang = diag_lang(teller->diags);
  char value[32], limit[48], more[48] = "", *place = write_place(teller, worst);
  bool fine = (worst->value + 50) / 100 == (worst->limit + 50) / 100; /* else it would read like what it ought to be */
  write_value(value, sizeof value, worst->rule, worst->value, fine, lang);
  write_limit(limit, sizeof limit, worst, lang);
  if (n > 1)
    g_snprintf(more, sizeof more, lang == LANG_ZH ? "；共 %u 处" : "; %u such places", n);
  diag_add_at(teller->diags, page_rule_code(worst->rule), place_of(teller, worst), teller->page->number,
              worst->articles[0], teller->page->spec->label, place, value, limit, more);
  g_free(place);
}

/* A hole is told where white is counted. */
static bool is_told(const RuleFound *found)
{
  return found->told && !found->allowed && found->rule != PAGE_RULE_PAGE_HOLE;
}

void rules_tell(const RuleTeller *teller, const RuleFound *found, unsigned n)
{
  for (unsigned rule = 0; rule < PAGE_RULES; rule++) {
    const RuleFound *worst = NULL;
    unsigned places = 0;
    for (unsigned i = 0; i < n; i++) {
      if (found[i].rule != rule || !is_told(&found[i]))
        continue;
      places++;
      if (!worst || llabs(found[i].value - found[i].limit) > llabs(worst->value - worst->limit))
        worst = &found[i];
    }
    if (worst)
      tell_rule(teller, worst, places);
  }
}

/* --- all of them ------------------------------------------------------------------------------------------------ */

static void add_hole(Sights *sights, const PageLook *page)
{
  bool over = page->hole_permille > COST_RULES_HOLE;
  rules_add(sights, (RuleFound){.rule = PAGE_RULE_PAGE_HOLE,
                                .value = page->hole_permille * 100,
                                .limit = COST_RULES_HOLE * 100,
                                .place = page->hole,
                                .broken = over,
                                .told = over});
}

void rules_check(Arena *arena, const Look *look, PageLook *page)
{
  static void (*const RULES[])(Sights *) = {
      heads_beside,      heads_stacked,  runs_through,   runs_parting,  heads_alone,   pictures_meet, pictures_stacked,
      pictures_dominant, pictures_alike, pictures_share, pictures_gaze, pictures_rank, pictures_lead, heads_rank,
      heads_lead,        heads_width,    legs_length,    begins_run_up, begins_apart,  begins_close};
  Sights sights = sights_open(look);
  sights.allows = page->allows;
  for (unsigned i = 0; i < G_N_ELEMENTS(RULES) && sights.modules->len; i++)
    RULES[i](&sights);
  add_hole(&sights, page);
  const RuleTeller teller = {look->page, sights.grid, look->diags};
  page->n_rules = sights.found->len;
  page->rules = arena_copy(arena, sights.found->data, page->n_rules * sizeof(RuleFound));
  page->n_modules = sights.modules->len;
  page->modules = arena_copy(arena, sights.modules->data, page->n_modules * sizeof(Module));
  rules_tell(&teller, page->rules, page->n_rules);
  sights_close(&sights);
}
