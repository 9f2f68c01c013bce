/* Private to host. */
#ifndef TEKAN_HOST_WORK_H
#define TEKAN_HOST_WORK_H

#include "host/host.h"

/* sweep.c: removes PATH and all in it; a link is removed, not followed. */
void sweep_path(const char *path);
/* lock.c: an exclusive lock on FILE, made where it is missing, held until it is closed: −1: errno; EWOULDBLOCK:
   somebody else has it. */
int lock_try(const char *file);
/* The same on a FOLDER, waited for; −1: it cannot be locked here (some network disks). */
int lock_folder(const char *folder);
/* stage.c: what a run that is dead left in FOLDER: results that had begun to take their places go back, the rest goes.
   A run that is alive is left alone; OWN: ours, it is dead whatever its lock says. False: not all could go back, and
   the folder stays as it is for another try. */
bool stage_recover(const char *folder, bool own);
/* Makes PATH and its parents; those that were missing are added to MADE (char *, outermost first) and noted. */
bool folders_make(const char *path, GPtrArray *made, const Guard *guard);

#endif
