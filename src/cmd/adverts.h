/* Advertisements that come as PDF: which of an issue's may be placed. */
#ifndef TEKAN_CMD_ADVERTS_H
#define TEKAN_CMD_ADVERTS_H

#include "cmd/job.h"

/* Holds each to the press rules of the standard, lists those that pass in the job, reports the others. */
void adverts_check(Job *job);

#endif
