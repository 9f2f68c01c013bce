/* The command line, by GOption; its help and its complaints are our own, so that both languages work on any machine. */
#ifndef TEKAN_CMD_OPTIONS_H
#define TEKAN_CMD_OPTIONS_H

#include "cmd/call.h"

typedef struct {
  Call call;
  char *name;    /* of the command, or NULL */
  char *explain; /* --explain CODE, or NULL */
  bool help, version;
  char **rest, *output, *layout; /* owned */
} Options;

/* Reads argv into OPTIONS. false: the call is wrong, and that was told on standard error. */
bool options_read(Options *options, int argc, char **argv, const Words *words, const Places *places);
void options_clear(Options *options);
void options_help(const Words *words, const Command *commands, const Command *one); /* ONE: NULL for the overview */

#endif
