/* tekan (特刊): reads the call and hands it to the command's own file. */
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "cmd/options.h"
#include "cmd/tell.h"

static const Command COMMANDS[] = {
    {"build", build_run, 1, 1, OPTION_OUTPUT | OPTION_PAGES | OPTION_FORCE | OPTION_LINES, N_("ISSUE_DIR"),
     N_("make the press PDF and the report"),
     N_("Typesets the issue and writes the press PDF and report.json. With errors the press PDF is withheld.")},
    {"proof", proof_run, 1, 1, OPTION_OUTPUT | OPTION_PAGES | OPTION_LINES, N_("ISSUE_DIR"),
     N_("make the proof: PDF, page pictures, web page"),
     N_("Typesets the issue and writes proof/: a PDF marked as a proof, a picture of each page, and index.html with "
        "all "
        "problems, words over and under.")},
    {"check", check_run, 1, 1, OPTION_OUTPUT | OPTION_PAGES | OPTION_LINES | OPTION_LAYOUT, N_("ISSUE_DIR | FILE.pdf"),
     N_("tell every problem, write nothing"),
     N_("Typesets the issue without keeping a file and tells every problem; or holds a finished PDF against the press "
        "rules, and those of --layout; -o DIR then writes a copy with the places marked.")},
    {"watch", watch_run, 1, 1, OPTION_OUTPUT | OPTION_PAGES | OPTION_LINES, N_("ISSUE_DIR"),
     N_("keep the proof up to date"),
     N_("Makes the proof again whenever the issue, an article, a picture or a layout changes. Ctrl-C ends it.")},
    {"makeup", makeup_run, 1, 1, OPTION_OUTPUT | OPTION_PAGES | OPTION_LINES | OPTION_ALTERNATIVES | OPTION_CHOOSE,
     N_("ISSUE_DIR"), N_("show ways to make up pages, keep one"),
     N_("Makes up each page of `articles` in several ways that really differ and writes makeup/index.html with a "
        "picture "
        "and the reasons of each; with --choose K the K-th is written to makeup.yaml beside issue.yaml, which every "
        "build "
        "keeps to as long as it serves.")},
    {"new", scaffold_run, 1, 1, 0, N_("ISSUE_DIR"), N_("make a new issue that builds at once"),
     N_("Makes a folder with issue.yaml, two articles and a picture to be replaced by yours. Nothing is ever written "
        "over.")},
    {"import", import_run, 2, 2, 0, N_("MANUSCRIPT ISSUE_DIR"), N_("make a manuscript an article"),
     N_("Turns a .txt, .md or .docx file into articles/<name>/ of the issue. Name it in issue.yaml to place it.")},
    {"fonts", fonts_run, 0, 0, 0, "", N_("list the fonts by role"),
     N_("Lists each role, its faces, their files and versions, and the package to install for a missing one; with -v, "
        "how many common characters each face lacks.")},
    {"layouts", layouts_run, 0, 2, OPTION_OUTPUT, N_("[show NAME]"), N_("list the layouts; draw one"),
     N_("Lists the layouts; `layouts show NAME` draws the wireframe of its templates into a PNG (-o FILE).")},
    {0}};

static const Command *find_command(const char *name)
{
  for (const Command *command = COMMANDS; command->name; command++)
    if (!strcmp(command->name, name))
      return command;
  return NULL;
}

static int complain_command(const Words *words, const char *name)
{
  const char *names[G_N_ELEMENTS(COMMANDS)] = {NULL};
  for (unsigned i = 0; COMMANDS[i].name; i++)
    names[i] = COMMANDS[i].name;
  const char *nearest = diag_nearest(name, names);
  if (nearest)
    tell_complaint(words, words_say(words, "no command \"%s\"; did you mean %s?"), name, nearest);
  else
    tell_complaint(words, words_say(words, "no command \"%s\""), name);
  return STATUS_INPUT;
}

/* Results lie in a folder: the nearest thing there is on the way to it must be one. */
static bool is_folder_to_be(const char *output)
{
  FileFault fault = {0};
  char *path = g_strdup(output);
  bool found = false;
  while (!(found = file_is_folder(path, &fault)) && fault.state == FILE_NONE && strpbrk(path, "/")) {
    char *above = g_path_get_dirname(path);
    bool top = !strcmp(above, path);
    g_free(path);
    path = above;
    if (top)
      break;
  }
  g_free(path);
  return found || fault.state != FILE_ODD;
}

static bool tell_command_idle(const Call *call, const Command *command)
{
  char *name = g_strconcat("tekan ", command->name, NULL);
  bool right = tell_idle(call, name, command->takes);
  g_free(name);
  return right;
}

static int run_command(const Words *words, const Options *options, const Command *command)
{
  const Call *call = &options->call;
  if (call->n_args < command->args_min || call->n_args > command->args_max)
    tell_complaint(words, words_say(words, "%s is called so: tekan %s %s"), command->name, command->name,
                   words_say(words, command->usage));
  else if (call->output && command->run != layouts_run && !is_folder_to_be(call->output))
    tell_complaint(words, words_say(words, "-o takes a folder; %s is a file, or leads through one"), call->output);
  else if (tell_command_idle(call, command))
    return command->run(call);
  return STATUS_INPUT;
}

static int answer(const Words *words, const Options *options)
{
  const Command *command = options->name ? find_command(options->name) : NULL;
  if (options->version) {
    puts("tekan " TEKAN_VERSION);
    return STATUS_DONE;
  }
  if (options->explain) {
    if (options->name)
      tell_idle_word(&options->call, options->name, "--explain");
    return explain_run(&options->call, options->explain);
  }
  if (options->help) {
    options_help(words, COMMANDS, command);
    return STATUS_DONE;
  }
  if (!options->name) {
    tell_complaint(words, "%s", words_say(words, "a command is missing, e.g. tekan build ISSUE_DIR"));
    return STATUS_INPUT;
  }
  return command ? run_command(words, options, command) : complain_command(words, options->name);
}

typedef struct {
  int argc;
  char **argv;
} Typed;

/* In a process of its own: see guard_run. */
static int run(const Guard *guard, void *data)
{
  const Typed *typed = data;
  Places *places = places_new();
  Words *words = words_open(words_language(), places->locale);
  Options options = {.call = {.guard = guard}};
  int status = options_read(&options, typed->argc, typed->argv, words, places) ? answer(words, &options) : STATUS_INPUT;
  if ((fflush(stdout) || ferror(stdout)) && status < STATUS_INPUT) {
    fprintf(stderr, "tekan: %s\n", words_say(words, "standard output could not be written"));
    status = STATUS_MACHINE;
  }
  if (ferror(stderr) && status < STATUS_INPUT) /* whatever was to be told was not */
    status = STATUS_MACHINE;
  options_clear(&options);
  words_free(words);
  places_free(places);
  return status;
}

int main(int argc, char **argv)
{
  signal(SIGPIPE, SIG_IGN); /* a reader that stops early is a write that fails, and is seen above */
  return guard_run(run, &(Typed){argc, argv}, words_language());
}
