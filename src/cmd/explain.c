/* tekan --explain CODE */
#include <stdio.h>

#include "cmd/call.h"
#include "cmd/tell.h"

static void complain_unknown(const Call *call, const char *code)
{
  const char *names[DIAG_CODES + 1] = {NULL};
  for (unsigned i = 0; i < DIAG_CODES; i++)
    names[i] = diag_code_name((DiagCode)i);
  const char *nearest = diag_nearest(code, names);
  if (nearest)
    tell_complaint(call->words, words_say(call->words, "no such code: %s; did you mean %s?"), code, nearest);
  else
    tell_complaint(call->words, words_say(call->words, "no such code: %s"), code);
}

int explain_run(const Call *call, const char *typed)
{
  DiagCode code;
  if (!diag_code_lookup(typed, &code)) {
    complain_unknown(call, typed);
    return STATUS_INPUT;
  }
  Lang lang = words_lang(call->words);
  printf("%s (%s)\n\n%s\n", diag_code_name(code), severity_name(diag_code_severity(code), lang),
         diag_code_explanation(code, lang));
  return STATUS_DONE;
}
