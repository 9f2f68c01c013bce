/* A call of the program: what was asked, and how to answer. Owned by main; commands read it only. */
#ifndef TEKAN_CMD_CALL_H
#define TEKAN_CMD_CALL_H

#include <stdbool.h>

#include "cmd/places.h"
#include "cmd/words.h"
#include "host/host.h"

/* Exit status, as promised to users. */
enum { STATUS_DONE = 0, STATUS_ERRORS = 1, STATUS_INPUT = 2, STATUS_MACHINE = HOST_FAILED };

enum { ALTERNATIVES = 5, ALTERNATIVES_MOST = 9 };

/* Options of some commands; the others (-j, --json, -q, -v, --color) say how, not what, and go with any. */
typedef enum {
  OPTION_OUTPUT = 1 << 0,
  OPTION_PAGES = 1 << 1,
  OPTION_FORCE = 1 << 2,
  OPTION_LINES = 1 << 3,
  OPTION_LAYOUT = 1 << 4, /* from here on: where they do nothing the call is wrong */
  OPTION_ALTERNATIVES = 1 << 5,
  OPTION_CHOOSE = 1 << 6,
  OPTION_WRONG = OPTION_LAYOUT | OPTION_ALTERNATIVES | OPTION_CHOOSE,
} CallOption;

typedef struct Call {
  const Words *words;
  const Places *places;
  const Guard *guard; /* of this process */
  char **args;        /* what follows the command's name, NULL-terminated */
  unsigned n_args;
  unsigned typed;            /* CallOptions that were given */
  const char *output;        /* -o, or NULL */
  const char *layout;        /* --layout, or NULL */
  int jobs;                  /* threads, 1 … LIMIT_JOBS */
  int page_first, page_last; /* 0: all */
  unsigned alternatives;     /* of each page, 1 … ALTERNATIVES_MOST */
  unsigned choose;           /* the one to keep; 0: none */
  bool json, quiet, verbose, force, explain_lines;
  bool colour;   /* of diagnostics on standard error */
  bool progress; /* shown on standard error */
} Call;

typedef struct {
  const char *name;
  int (*run)(const Call *call); /* exit status */
  unsigned args_min, args_max;
  unsigned takes;      /* CallOptions */
  const char *usage;   /* its arguments, for xgettext */
  const char *summary; /* one line */
  const char *detail;  /* a paragraph for -h */
} Command;

/* One a file of its name. */
int build_run(const Call *call);
int proof_run(const Call *call);
int check_run(const Call *call);
int watch_run(const Call *call);
int scaffold_run(const Call *call); /* tekan new */
int import_run(const Call *call);
int makeup_run(const Call *call);
int fonts_run(const Call *call);
int layouts_run(const Call *call);
int explain_run(const Call *call, const char *typed);

#endif
