/* Lines as the caller gets them: what a line's difference from its measure is made of, who takes what, and the pens.
   Private to the room. */
#ifndef TEKAN_BREAK_LINES_H
#define TEKAN_BREAK_LINES_H

#include "break/cost.h"

typedef struct {
  Arena *arena;
  const Glue *glue;
  Setting *setting;
  Line *lines;
} LineBuilder;

LineBuilder lines_begin(Arena *arena, const Glue *glue, unsigned n, int64_t cost);
void lines_put(LineBuilder *builder, unsigned index, const Breakpoint *from, const Breakpoint *to, Mpt measure,
               Mpt indent, uint8_t rung, const Fitting *fitting);

/* How many lines first-fit takes. */
unsigned first_fit_lines(const Glue *glue, const TextStyle *style, const Measures *measures, Mpt indent);

/* Breakpoints a setting by a glue of other than its style's tracking: what heads need. */
void lines_place(Arena *arena, Setting *setting, const Glue *glue, Align align, bool hang);

#endif
