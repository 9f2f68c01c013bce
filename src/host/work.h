/* Private to host. */
#ifndef TEKAN_HOST_WORK_H
#define TEKAN_HOST_WORK_H

#include "host/host.h"

/* A sanitizer has an allocator and exit statuses of its own. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define HOST_SANITIZED 1
#elif defined(__has_feature)
#define HOST_SANITIZED (__has_feature(address_sanitizer) || __has_feature(thread_sanitizer))
#else
#define HOST_SANITIZED 0
#endif

/* memory.c: asked for more at once than this (bytes), the allocator says no; for less, that ends the process: no
   limit of ours (base/limits.h) lets so much through, only a damaged file claims it. */
enum { MEMORY_CLAIM_BYTES = 1024 * 1024 * 1024 };
/* Called where there is no memory: says so and ends with HOST_FAILED; asks for none. */
_Noreturn void memory_end(void);

/* sweep.c: removes PATH and all in it; a link is removed, not followed. */
void sweep_path(const char *path);
/* The same of a folder, LAST being what goes last in it, and only if all else has gone. */
void sweep_path_last(const char *path, const char *last);
GPtrArray *sweep_entries(const char *folder); /* names (char *), unsorted; none where it cannot be read */
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
