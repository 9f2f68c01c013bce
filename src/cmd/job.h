/* A job: load → style → compose → paint → emit, wired once for build, proof, check and watch. */
#ifndef TEKAN_CMD_JOB_H
#define TEKAN_CMD_JOB_H

#include "cmd/call.h"
#include "emit/web/web.h"
#include "impose/impose.h"

typedef struct {
  const Call *call;
  unsigned alternative; /* of pages made up: see ComposeOptions; 0: the best */
  const char *dir;      /* the issue's, as typed, without a slash at its end */
  char *output;         /* where results go */
  Arena *arena;
  DiagList *diags;
  Issue *issue;
  FontSet *fonts;
  StyleSheet *sheet;
  ImageColours *colours;
  bool shares;       /* issue, fonts, sheet and colours with another job, which is cleared after it */
  ComposeWays *ways; /* with an alternative: the caller's, one for all jobs of an issue */
  DiagList *opened;  /* … what was told before pages were set */
  Composition *composition;
  DrawPage *drawings; /* of the composition's pages; each in its arena of CANVASES */
  Arena **canvases;   /* each gone once its page is written */
  Arena **findings;   /* of looks, a page each: a report tells them when the drawings are gone */
  unsigned n_canvases;
  DisplayList *list;
  PageLook *looks;           /* what the check found, a page each */
  const Grafting *graftings; /* advertisements that may be placed */
  unsigned n_graftings;
  const char *const *advert_inks; /* spot inks that only they use; NULL-terminated */
  PhaseTime times[12];
  unsigned n_times;
  gint64 since; /* µs, when the phase began */
} Job;

/* Loads, composes and paints DIR. false: the input or the machine forbids going on, as diags tell. Clear it anyway. */
bool job_begin(Job *job, const Call *call, const char *dir);
/* The same of OTHER's issue as it was loaded, with another alternative. */
bool job_begin_like(Job *job, const Job *other);
void job_clear(Job *job);
void job_phase(Job *job, const char *what);  /* what comes next, for whoever is watching */
void job_timed(Job *job, const char *phase); /* the phase since the last one has ended */
/* Gives back what page INDEX was drawn with, when nobody reads it any more. JOB is a Job. */
void job_drop_page(void *job, unsigned index);
/* Whether results are worth writing: the machine has not failed. */
bool job_is_sound(Job *job);
/* Tells all problems; the exit status. */
int job_end(Job *job);

#endif
