/* Telling people and machines: problems, progress, complaints about the call. Standard error but for JSON lines. */
#ifndef TEKAN_CMD_TELL_H
#define TEKAN_CMD_TELL_H

#include <glib.h>

#include "cmd/call.h"

/* "tekan: …" and where help is. */
void tell_complaint(const Words *words, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* Every problem, sorted by place; the exit status they amount to. */
int tell_problems(const Call *call, DiagList *diags);
/* Options given that do nothing with WHAT, of which TAKES do something: told, as a warning, or as a wrong call: false.
 */
bool tell_idle(const Call *call, const char *what, unsigned takes);
void tell_idle_word(const Call *call, const char *word, const char *what); /* the same of one word of the call */
/* What is being done now, and with OF > 0 how far; tell_progress_end wipes it. Nothing where nobody is looking. */
void tell_progress(const Call *call, const char *what, unsigned done, unsigned of);
void tell_progress_end(const Call *call);
/* A path written, on standard output, unless that is quiet or carries JSON. */
void tell_written(const Call *call, const char *path);
/* TEXT with blanks after it up to WIDTH columns of a terminal, two for a Han character; g_free. */
char *tell_padded(const char *text, unsigned width);

#endif
