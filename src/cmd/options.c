#include "cmd/options.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/prefix.h"
#include "cmd/tell.h"

/* Values as typed, before they are understood. */
typedef struct {
  char *output, *layout, *jobs, *pages, *colour, *explain, *alternatives, *choose;
  gboolean json, quiet, verbose, force, explain_lines, help, version;
} Typed;

/* Strings are ARG_FILENAME: taken as bytes, whatever the locale. */
#define ENTRIES(typed)                                                                                                  \
  {                                                                                                                     \
    {"output",                                                                                                          \
     'o',                                                                                                               \
     0,                                                                                                                 \
     G_OPTION_ARG_FILENAME,                                                                                             \
     &(typed)->output,                                                                                                  \
     N_("write the results under DIR (default: out/<issue>)"),                                                          \
     "DIR"},                                                                                                            \
        {"jobs", 'j', 0, G_OPTION_ARG_FILENAME, &(typed)->jobs, N_("use N threads (default: one a processor)"), "N"},   \
        {"layout",                                                                                                      \
         0,                                                                                                             \
         0,                                                                                                             \
         G_OPTION_ARG_FILENAME,                                                                                         \
         &(typed)->layout,                                                                                              \
         N_("check FILE.pdf against this layout's size, press rules and inks"),                                         \
         "NAME"},                                                                                                       \
        {"pages", 0, 0, G_OPTION_ARG_FILENAME, &(typed)->pages, N_("only these pages, e.g. 3 or 1-4"), "A-B"},          \
        {"alternatives",                                                                                                \
         0,                                                                                                             \
         0,                                                                                                             \
         G_OPTION_ARG_FILENAME,                                                                                         \
         &(typed)->alternatives,                                                                                        \
         N_("makeup: so many ways to make up each page (default: 5)"),                                                  \
         "N"},                                                                                                          \
        {"choose",                                                                                                      \
         0,                                                                                                             \
         0,                                                                                                             \
         G_OPTION_ARG_FILENAME,                                                                                         \
         &(typed)->choose,                                                                                              \
         N_("makeup: keep alternative K in makeup.yaml beside issue.yaml"),                                             \
         "K"},                                                                                                          \
        {"force", 0, 0, G_OPTION_ARG_NONE, &(typed)->force, N_("write the press PDF in spite of errors"), NULL},        \
        {"json", 0, 0, G_OPTION_ARG_NONE, &(typed)->json, N_("problems as JSON lines on standard output"), NULL},       \
        {"quiet", 'q', 0, G_OPTION_ARG_NONE, &(typed)->quiet, N_("tell errors only"), NULL},                            \
        {"verbose", 'v', 0, G_OPTION_ARG_NONE, &(typed)->verbose, N_("tell more"), NULL},                               \
        {"color", 0, 0, G_OPTION_ARG_FILENAME, &(typed)->colour, N_("colour problems: auto, always or never"), "WHEN"}, \
        {"explain",                                                                                                     \
         0,                                                                                                             \
         0,                                                                                                             \
         G_OPTION_ARG_FILENAME,                                                                                         \
         &(typed)->explain,                                                                                             \
         N_("tell what a problem's code means and what to do"),                                                         \
         "CODE"},                                                                                                       \
        {"explain-lines",                                                                                               \
         0,                                                                                                             \
         0,                                                                                                             \
         G_OPTION_ARG_NONE,                                                                                             \
         &(typed)->explain_lines,                                                                                       \
         N_("tell how each article's lines came out and why some are loose"),                                           \
         NULL},                                                                                                         \
        {"version", 0, 0, G_OPTION_ARG_NONE, &(typed)->version, N_("tell the version"), NULL},                          \
        {"help", 'h', 0, G_OPTION_ARG_NONE, &(typed)->help, N_("this help; after a command, its own"), NULL},           \
        G_OPTION_ENTRY_NULL                                                                                             \
  }

static void clear_typed(Typed *typed)
{
  g_free(typed->output);
  g_free(typed->layout);
  g_free(typed->jobs);
  g_free(typed->pages);
  g_free(typed->colour);
  g_free(typed->explain);
  g_free(typed->alternatives);
  g_free(typed->choose);
}

static void complain_unknown(const Words *words, const char *option)
{
  static const char *const NAMES[] = {
      "--output", "--layout",  "--jobs",          "--pages",   "--force", "--json",         "--quiet",  "--verbose",
      "--color",  "--explain", "--explain-lines", "--version", "--help",  "--alternatives", "--choose", NULL};
  const char *nearest = diag_nearest(option, NAMES);
  if (nearest)
    tell_complaint(words, words_say(words, "unknown option %s; did you mean %s?"), option, nearest);
  else
    tell_complaint(words, words_say(words, "unknown option %s"), option);
}

/* What GOption left in argv: the command's name and its arguments; an option there is none of ours. */
static bool take_rest(Options *options, int argc, char **argv, const Words *words)
{
  GPtrArray *rest = g_ptr_array_new();
  bool literal = false, good = true;
  for (int i = 1; i < argc && good; i++) {
    if (!literal && !strcmp(argv[i], "--"))
      literal = true;
    else if (!literal && argv[i][0] == '-' && argv[i][1]) {
      complain_unknown(words, argv[i]);
      good = false;
    } else if (!options->name)
      options->name = g_strdup(argv[i]);
    else
      g_ptr_array_add(rest, g_strdup(argv[i]));
  }
  options->call.n_args = rest->len;
  g_ptr_array_add(rest, NULL);
  options->rest = options->call.args = (char **)g_ptr_array_free(rest, FALSE);
  return good;
}

static bool read_number(const char *text, long low, long high, int *number)
{
  char *end;
  errno = 0;
  long value = strtol(text, &end, 10);
  if (errno || end == text || *end || value < low || value > high)
    return false;
  *number = (int)value;
  return true;
}

static bool read_jobs(Call *call, const char *typed, const Words *words)
{
  call->jobs = (int)MIN(g_get_num_processors(), (guint)LIMIT_JOBS);
  if (!typed || read_number(typed, 1, LIMIT_JOBS, &call->jobs))
    return true;
  tell_complaint(words, words_say(words, "-j takes a number from 1 to %d, not \"%s\""), LIMIT_JOBS, typed);
  return false;
}

/* "3" or "1-4" */
static bool read_pages(Call *call, const char *typed, const Words *words)
{
  if (!typed)
    return true;
  char **ends = g_strsplit(typed, "-", 2);
  bool good = ends[0] && read_number(ends[0], 1, LIMIT_PAGES, &call->page_first);
  call->page_last = call->page_first;
  if (good && ends[1])
    good = read_number(ends[1], call->page_first, LIMIT_PAGES, &call->page_last);
  g_strfreev(ends);
  if (!good)
    tell_complaint(words, words_say(words, "--pages takes a page or a range such as 1-4, not \"%s\""), typed);
  return good;
}

/* Of alternatives, of which there are ALTERNATIVES_MOST at the most. */
static bool read_choice(const Words *words, const char *option, const char *typed, unsigned *number)
{
  int value = (int)*number;
  bool good = !typed || read_number(typed, 1, ALTERNATIVES_MOST, &value);
  if (!good)
    tell_complaint(words, words_say(words, "%s takes a number from 1 to %d, not \"%s\""), option, ALTERNATIVES_MOST,
                   typed);
  *number = (unsigned)value;
  return good;
}

static bool read_choices(Call *call, const Typed *typed, const Words *words)
{
  call->alternatives = ALTERNATIVES;
  return read_choice(words, "--alternatives", typed->alternatives, &call->alternatives) &&
         read_choice(words, "--choose", typed->choose, &call->choose);
}

static bool read_colour(Call *call, const char *typed, const Words *words)
{
  const char *none = g_getenv("NO_COLOR");
  bool terminal = isatty(STDERR_FILENO);
  call->progress = terminal && !call->quiet && !call->json;
  call->colour = terminal && !(none && *none);
  if (!typed || !strcmp(typed, "auto"))
    return true;
  call->colour = !strcmp(typed, "always");
  if (call->colour || !strcmp(typed, "never"))
    return true;
  tell_complaint(words, words_say(words, "--color takes auto, always or never, not \"%s\""), typed);
  return false;
}

/* A variable that is not set, as in -o "$DIR", leaves an empty word. */
static bool is_full(const Words *words, const char *option, const char *value)
{
  if (!value || *value)
    return true;
  tell_complaint(words, words_say(words, "%s is given an empty word; a name is wanted"), option);
  return false;
}

static bool are_full(const Options *options, const Words *words)
{
  bool full = is_full(words, "-o", options->output) && is_full(words, "--layout", options->layout) &&
              is_full(words, "--explain", options->explain) && is_full(words, "tekan", options->name);
  for (unsigned i = 0; full && i < options->call.n_args; i++)
    full = is_full(words, options->name, options->call.args[i]);
  return full;
}

static unsigned list_typed(const Typed *typed)
{
  return (typed->output ? OPTION_OUTPUT : 0u) | (typed->pages ? OPTION_PAGES : 0u) |
         (typed->force ? OPTION_FORCE : 0u) | (typed->explain_lines ? OPTION_LINES : 0u) |
         (typed->layout ? OPTION_LAYOUT : 0u) | (typed->alternatives ? OPTION_ALTERNATIVES : 0u) |
         (typed->choose ? OPTION_CHOOSE : 0u);
}

static bool understand(Options *options, Typed *typed, const Words *words)
{
  Call *call = &options->call;
  call->typed = list_typed(typed);
  call->json = typed->json;
  call->quiet = typed->quiet;
  call->verbose = typed->verbose && !typed->quiet;
  call->force = typed->force;
  call->explain_lines = typed->explain_lines && !typed->quiet;
  options->help = typed->help;
  options->version = typed->version;
  options->explain = g_steal_pointer(&typed->explain);
  call->output = options->output = g_steal_pointer(&typed->output);
  call->layout = options->layout = g_steal_pointer(&typed->layout);
  return are_full(options, words) && read_jobs(call, typed->jobs, words) && read_pages(call, typed->pages, words) &&
         read_choices(call, typed, words) && read_colour(call, typed->colour, words);
}

/* GOption's error is in GLib's words; the option it speaks of is the last typed, or a switch that was given a value. */
static void complain_value(const Words *words, const char *last)
{
  tell_complaint(words, words_say(words, "option %s needs a value, or takes none"), last);
}

/* "-j8" and "-oDIR" as every other program takes them: GOption wants the value apart. The list is ARGV's strings and a
 * few new ones. */
static GPtrArray *split_short_values(int argc, char **argv, GPtrArray *made)
{
  GPtrArray *split = g_ptr_array_new();
  bool options = true;
  for (int i = 0; i < argc; i++) {
    options = options && strcmp(argv[i], "--") != 0;
    bool joined = options && i && (begins_with(argv[i], "-j") || begins_with(argv[i], "-o")) && argv[i][2];
    if (joined) {
      char *name = g_strndup(argv[i], 2);
      g_ptr_array_add(made, name);
      g_ptr_array_add(split, name);
    }
    g_ptr_array_add(split, joined ? argv[i] + 2 : argv[i]);
  }
  g_ptr_array_add(split, NULL);
  return split;
}

bool options_read(Options *options, int argc, char **argv, const Words *words, const Places *places)
{
  Typed typed = {0};
  const GOptionEntry entries[] = ENTRIES(&typed);
  GOptionContext *context = g_option_context_new(NULL);
  g_option_context_add_main_entries(context, entries, NULL);
  g_option_context_set_help_enabled(context, FALSE);
  g_option_context_set_ignore_unknown_options(context, TRUE);
  options->call.words = words;
  options->call.places = places;
  const char *last = argv[argc - 1];
  GPtrArray *made = g_ptr_array_new_with_free_func(g_free), *split = split_short_values(argc, argv, made);
  argv = (char **)split->pdata;
  argc = (int)split->len - 1;
  GError *error = NULL;
  bool good = g_option_context_parse(context, &argc, &argv, &error);
  if (!good)
    complain_value(words, last);
  good = good && take_rest(options, argc, argv, words) && understand(options, &typed, words);
  g_clear_error(&error);
  g_option_context_free(context);
  clear_typed(&typed);
  g_ptr_array_free(split, TRUE);
  g_ptr_array_free(made, TRUE);
  return good;
}

void options_clear(Options *options)
{
  g_free(options->name);
  g_free(options->explain);
  g_free(options->output);
  g_free(options->layout);
  g_strfreev(options->rest);
}

static void print_row(const char *left, const char *right)
{
  char *padded = tell_padded(left, 29);
  printf("  %s%s\n", padded, right);
  g_free(padded);
}

static void print_options(const Words *words)
{
  Typed unused;
  const GOptionEntry entries[] = ENTRIES(&unused);
  printf("\n%s\n", words_say(words, "Options:"));
  for (const GOptionEntry *entry = entries; entry->long_name; entry++) {
    char dash[6] = {'-', entry->short_name, ',', ' ', 0};
    char *left =
        g_strdup_printf("%s--%s%s%s", entry->short_name ? dash : "", entry->long_name,
                        entry->arg_description ? "=" : "", entry->arg_description ? entry->arg_description : "");
    print_row(left, words_say(words, entry->description));
    g_free(left);
  }
}

static void print_overview(const Words *words, const Command *commands)
{
  printf(
      "%s\n\n",
      words_say(words, "tekan (特刊) sets special issues of newspapers: articles and a layout in, a press PDF out."));
  printf("%s\n  tekan %s\n\n%s\n", words_say(words, "Usage:"), words_say(words, "COMMAND [OPTION…] ARGUMENT…"),
         words_say(words, "Commands:"));
  for (const Command *command = commands; command->name; command++) {
    char *left = g_strdup_printf("%s %s", command->name, words_say(words, command->usage));
    print_row(left, words_say(words, command->summary));
    g_free(left);
  }
}

void options_help(const Words *words, const Command *commands, const Command *one)
{
  if (one)
    printf("%s\n  tekan %s [%s] %s\n\n%s\n", words_say(words, "Usage:"), one->name, words_say(words, "OPTION…"),
           words_say(words, one->usage), words_say(words, one->detail));
  else
    print_overview(words, commands);
  print_options(words);
  printf("\n%s\n%s\n",
         words_say(
             words,
             "Exit status: 0 done; 1 done, with errors found; 2 the input or the call is wrong; 3 the machine failed."),
         words_say(words, "More: man tekan, man tekan-issue, man tekan-layout."));
}
