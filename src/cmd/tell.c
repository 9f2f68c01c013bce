#include "cmd/tell.h"

#include <stdarg.h>
#include <stdio.h>

#include "emit/web/web.h"

void tell_complaint(const Words *words, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  char *message = g_strdup_vprintf(format, args);
  va_end(args);
  fprintf(stderr, "tekan: %s\n%s\n", message, words_say(words, "`tekan -h` tells how it is called."));
  g_free(message);
}

static int sum_up(const DiagList *diags)
{
  static const int STATUS[] = {[DIAG_NOTE] = STATUS_DONE,
                               [DIAG_WARNING] = STATUS_DONE,
                               [DIAG_ERROR] = STATUS_ERRORS,
                               [DIAG_FATAL] = STATUS_INPUT,
                               [DIAG_MACHINE] = STATUS_MACHINE};
  return STATUS[diag_worst(diags)];
}

static const char *colour_of(Severity severity)
{
  return severity >= DIAG_ERROR ? "\033[1;31m" : severity == DIAG_WARNING ? "\033[1;35m" : "\033[1;36m";
}

/* FILE:LINE:COLUMN: error: message [code] */
static void print_line(const Call *call, const Diag *diag)
{
  GString *line = g_string_new(NULL);
  const char *bold = call->colour ? "\033[1m" : "", *plain = call->colour ? "\033[0m" : "";
  g_string_append(line, bold);
  if (diag->place.file)
    g_string_append(line, diag->place.file);
  else
    g_string_append(line, "tekan");
  if (diag->place.line > 0)
    g_string_append_printf(line, ":%d", diag->place.line);
  if (diag->place.line > 0 && diag->place.column > 0)
    g_string_append_printf(line, ":%d", diag->place.column);
  g_string_append_printf(line, ":%s %s%s:%s %s [%s]\n", plain, call->colour ? colour_of(diag->severity) : "",
                         severity_name(diag->severity, words_lang(call->words)), plain, diag->message,
                         diag_code_name(diag->code));
  fputs(line->str, stderr);
  g_string_free(line, TRUE);
}

static void print_json(const Diag *diag)
{
  char *line = report_problem_json(diag);
  puts(line);
  g_free(line);
}

/* Of notes alike the first few are enough for a reader; machines and -v get all. */
enum { NOTES_ALIKE = 3 };

static bool folds_notes(const Call *call)
{
  return !call->json && !call->verbose && !call->explain_lines;
}

static void print_folded(const Call *call, const unsigned *notes)
{
  for (unsigned code = 0; code < DIAG_CODES; code++) {
    if (notes[code] <= NOTES_ALIKE)
      continue;
    fputs("tekan: ", stderr);
    fprintf(stderr, words_say(call->words, "%u more notes like these [%s]; -v tells all"), notes[code] - NOTES_ALIKE,
            diag_code_name((DiagCode)code));
    fputc('\n', stderr);
  }
}

int tell_problems(const Call *call, DiagList *diags)
{
  unsigned notes[DIAG_CODES] = {0};
  tell_progress_end(call);
  diag_sort(diags);
  for (unsigned i = 0; i < diag_count(diags); i++) {
    const Diag *diag = diag_at(diags, i);
    if (call->quiet && diag->severity < DIAG_ERROR)
      continue;
    if (folds_notes(call) && diag->severity == DIAG_NOTE && ++notes[diag->code] > NOTES_ALIKE)
      continue;
    if (call->json)
      print_json(diag);
    else
      print_line(call, diag);
  }
  print_folded(call, notes);
  return sum_up(diags);
}

void tell_idle_word(const Call *call, const char *word, const char *what)
{
  DiagList *diags = diag_list_new(words_lang(call->words));
  diag_add(diags, DIAG_OPTION_IDLE, (Place){0}, word, what);
  tell_problems(call, diags);
  diag_list_free(diags);
}

bool tell_idle(const Call *call, const char *what, unsigned takes)
{
  static const char *const NAMES[] = {"-o",       "--pages",        "--force", "--explain-lines",
                                      "--layout", "--alternatives", "--choose"};
  const unsigned idle = call->typed & ~takes;
  for (unsigned i = 0; i < G_N_ELEMENTS(NAMES); i++)
    if (idle & OPTION_WRONG & 1u << i) {
      tell_complaint(call->words, words_say(call->words, "%s does nothing with %s"), NAMES[i], what);
      return false;
    }
  for (unsigned i = 0; i < G_N_ELEMENTS(NAMES); i++)
    if (idle & 1u << i)
      tell_idle_word(call, NAMES[i], what);
  return true;
}

void tell_progress(const Call *call, const char *what, unsigned done, unsigned of)
{
  if (!call->progress)
    return;
  if (of)
    fprintf(stderr, "\r\033[K%s %u/%u", what, done, of);
  else
    fprintf(stderr, "\r\033[K%s", what);
  fflush(stderr);
}

void tell_progress_end(const Call *call)
{
  if (call->progress)
    fputs("\r\033[K", stderr);
}

void tell_written(const Call *call, const char *path)
{
  if (!call->quiet && !call->json)
    puts(path);
}

static unsigned width_of(const char *text)
{
  unsigned width = 0;
  for (; *text; text = g_utf8_next_char(text)) {
    gunichar c = g_utf8_get_char(text);
    width += g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
  }
  return width;
}

char *tell_padded(const char *text, unsigned width)
{
  unsigned has = width_of(text);
  return g_strdup_printf("%s%*s", text, (int)(has < width ? width - has : 1), "");
}
