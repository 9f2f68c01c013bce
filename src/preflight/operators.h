/* Private to preflight: the table of content operators, and what each does to a walk. */
#ifndef TEKAN_PREFLIGHT_OPERATORS_H
#define TEKAN_PREFLIGHT_OPERATORS_H

#include "preflight/walk.h"

enum { IN_PAGE = 1, IN_TEXT = 2, IN_PATH = 4, IN_GLYPH = 8, IN_STATE = IN_PAGE | IN_TEXT | IN_PATH, ANYWHERE = 15 };
enum { COLOUR_STROKE = 1 };
enum { PATH_FILL = 1, PATH_EVEN_ODD = 2, PATH_STROKE = 4, PATH_CLOSE = 8, PATH_FROM_LAST = 16, PATH_TO_END = 32 };
enum { TEXT_LEADING = 1 };

typedef struct Operator Operator;

/* An operator met: its operands are the walk's. */
typedef struct {
  const Operator *operator;
  const Scope *scope;
  TokenReader *reader; /* stands after it */
} Call;

struct Operator {
  char name[4];
  const char *operands;
  unsigned where;
  void (*perform)(Walk *walk, const Call *call); /* NULL: nothing is to be done */
  unsigned with;
  const char *clause;
};

const Operator *operators_lookup(const char *name); /* NULL: PDF has none of that name */
const Operator *operators_all(unsigned *n);
/* Whether KINDS, a letter each (n number, s string, a array, d dictionary, / name, x neither), are what it takes. */
bool operators_take(const Operator *operator, const char * kinds, size_t n);

/* --- what they do: by the file that does it ------------------------------------------------ */

void state_save(Walk *walk, const Call *call);
void state_restore(Walk *walk, const Call *call);
void state_concatenate(Walk *walk, const Call *call);
void state_set_width(Walk *walk, const Call *call);
void gstate_apply(Walk *walk, const Call *call); /* the dictionary of the last name operand (8.4.5) */
void colour_set_grey(Walk *walk, const Call *call);
void colour_set_rgb(Walk *walk, const Call *call);
void colour_set_cmyk(Walk *walk, const Call *call);
void colour_set_space(Walk *walk, const Call *call);
void colour_set(Walk *walk, const Call *call);
void path_move(Walk *walk, const Call *call);
void path_line(Walk *walk, const Call *call);
void path_curve(Walk *walk, const Call *call);
void path_rectangle(Walk *walk, const Call *call);
void path_close(Walk *walk, const Call *call);
void path_clip(Walk *walk, const Call *call);
void path_paint(Walk *walk, const Call *call);
void text_begin(Walk *walk, const Call *call);
void text_end(Walk *walk, const Call *call);
void text_set_font(Walk *walk, const Call *call);
void text_set_render(Walk *walk, const Call *call);
void text_set_leading(Walk *walk, const Call *call);
void text_set_matrix(Walk *walk, const Call *call);
void text_move(Walk *walk, const Call *call);
void text_next(Walk *walk, const Call *call);
void text_show(Walk *walk, const Call *call);
void text_show_next(Walk *walk, const Call *call);
void draw_object(Walk *walk, const Call *call);
void draw_layer(Walk *walk, const Call *call);
void draw_shading(Walk *walk, const Call *call);
void inline_draw(Walk *walk, const Call *call);

#endif
