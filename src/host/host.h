/* The machine behind the program: files in, files out, sets of results that are replaced together, and the process a
   job runs in. Nobody else opens, writes, renames or removes anything.

   Whose fault it is decides the exit status: a name that leads nowhere is the input's (exit 2, or an error at its
   place); a file that is there and cannot be had, a full disk, no memory are the machine's (DIAG_MACHINE: exit 3). */
#ifndef TEKAN_HOST_HOST_H
#define TEKAN_HOST_HOST_H

#include <stdbool.h>
#include <stdio.h>

#include <glib.h>

#include "base/diag.h"

/* --- files in ------------------------------------------------------------------------------------ */

typedef enum {
  FILE_FINE,
  FILE_NONE,    /* nothing of that name */
  FILE_ODD,     /* there, but no regular file: a folder, a FIFO, a device, a link to nothing: never opened */
  FILE_OUTSIDE, /* leads out of the folder it must lie in */
  FILE_LARGE,   /* over the limit */
  FILE_FAILED,  /* the machine's */
} FileState;

typedef struct {
  FileState state;
  int error; /* errno; 0: none */
} FileFault;

/* What an input must be, besides a regular file. */
typedef struct {
  const char *within; /* the folder it lies in, links followed; NULL: anywhere */
  guint64 most;       /* bytes; 0: any number */
} FileRule;

/* Of an input the user names by a path: what lies in the folder BASE by its name must really lie there; what is named
   elsewhere, or BASE NULL, lies where it will. BASE is borrowed. */
FileRule file_rule_named(const char *base, const char *path, guint64 most);
/* All return NULL (false) with *FAULT filled where there is no such input. */
GBytes *file_read(const char *path, FileRule rule, FileFault *fault); /* whole, copied */
GBytes *file_map(const char *path, FileRule rule, FileFault *fault);  /* mapped: for what is large and stays */
/* Mapped: NAME of what make builds for the program to read (share/tekan); NULL: it is not there. */
GBytes *shipped_map(const char *name, FileRule rule);
FILE *file_stream(const char *path, FileRule rule, FileFault *fault);
bool file_look(const char *path, FileRule rule, FileFault *fault); /* without opening it */
/* Names of what DIR holds but hidden ones, sorted by bytes, NULL-terminated; g_strfreev. */
char **file_names(const char *dir, FileFault *fault);
/* Which kind of thing PATH is, links followed; FILE_ODD for a file that is no folder. */
bool file_is_folder(const char *path, FileFault *fault);

/* Why, in LANG; borrowed. */
const char *file_reason(const FileFault *fault, Lang lang);
const char *host_reason(int error, Lang lang); /* errno */
/* Tells it at PLACE under NAME: FILE_UNREADABLE, FILE_OUTSIDE, LIMIT (of RULE) or, the machine's, FILE_FAILED. */
void file_tell(DiagList *diags, Place place, const char *name, FileRule rule, const FileFault *fault);
/* For those with words of their own for an input that is wrong: tells the machine's failures alone, and whether. */
bool file_tell_failed(DiagList *diags, Place place, const char *name, const FileFault *fault);

/* --- files out ------------------------------------------------------------------------------------ */

/* Where a result is written, and the name a user knows it by, which problems are told under. */
typedef struct {
  const char *path, *name;
  int error; /* its folder could not be made: errno; 0: it could */
} FileTarget;

typedef struct FileOut FileOut;

/* Every byte is checked, and on the disk before the writer is closed well. After a failure further writes do nothing;
   closing then removes the file and tells OUTPUT_UNWRITABLE. */
FileOut *file_out_open(FileTarget target);
bool file_out_write(FileOut *out, const void *bytes, size_t length);
void file_out_spoil(FileOut *out, int error); /* what was to be written could not be made: errno */
bool file_out_close(FileOut *out, DiagList *diags);
bool file_write(FileTarget target, const void *bytes, size_t length, DiagList *diags);
/* The same of a PDF a library has written by itself and closed: it has its end, and is on the disk. */
bool file_settle_pdf(FileTarget target, DiagList *diags);
/* PART, written beside it, takes TARGET's place. */
bool file_replace(const char *part, FileTarget target, DiagList *diags);
bool file_remove(const char *path);                                      /* false: there was none, or it stays */
void file_tell_unwritable(DiagList *diags, const char *name, int error); /* errno */

/* --- the process ---------------------------------------------------------------------------------- */

typedef struct Guard Guard;
enum { HOST_FAILED = 3 }; /* exit status */

/* Runs WORK in a process of its own: whatever ends that one (no memory, a signal, a mistake of ours), what it left
   half-done is cleaned up, and the exit status is one of ours. Returns WORK's status, or HOST_FAILED with a message
   where it did not come to its end; a signal that was meant to end us ends us, after cleaning up. */
int guard_run(int (*work)(const Guard *guard, void *data), void *data, Lang lang);
/* Folders that should go if the process ends before it removes them itself: one of a new name, PATH's last six letters
   X being replaced, with all in it; and PATH, if it is empty then. NULL guard: nobody looks after it. False: errno. */
bool guard_make_temporary(const Guard *guard, char *path, int mode);
bool guard_make_folder(const Guard *guard, const char *path);
void guard_note_kept(const Guard *guard); /* results took their places */

/* Work on each index below N, by JOBS threads, the caller's own among them; fewer where no more are to be had. Which
   thread takes which index is nobody's to know: results go by index. */
typedef void (*ParallelWork)(unsigned index, void *data);
void parallel_run(unsigned n, int jobs, ParallelWork work, void *data);

/* --- sets of results -------------------------------------------------------------------------------- */

/* Results are made in a folder of their own beside where they go, and take their places together or not at all: a run
   that fails or is killed leaves what was there. The folder's lock says whether its run is alive. */
typedef struct Stage Stage;

Stage *stage_open(const char *output, const Guard *guard, DiagList *diags); /* NULL after OUTPUT_UNWRITABLE */
/* Where to write the result RELATIVE; folders on the way are made; lives as long as the stage. Each name can be claimed
   once: a second claim is a mistake of ours. */
FileTarget stage_target(Stage *stage, const char *relative);
void stage_withhold(Stage *stage, const char *relative);        /* will not be kept */
bool stage_has(const Stage *stage, const char *relative);       /* written, and will be kept */
bool stage_keep(Stage *stage, DiagList *diags);                 /* moves all that was written */
const char *const *stage_kept(const Stage *stage, unsigned *n); /* final paths, in the order they were asked for */
void stage_free(Stage *stage);

/* A folder that appears whole or not at all, where there was none or an empty one. */
typedef struct Fresh Fresh;

Fresh *fresh_open(const char *folder, const Guard *guard, DiagList *diags); /* NULL after a diagnostic */
FileTarget fresh_target(Fresh *fresh, const char *relative);                /* lives as long as FRESH */
bool fresh_add(Fresh *fresh, const char *relative, const void *bytes, size_t length);
bool fresh_finish(Fresh *fresh, bool good); /* not GOOD: nothing is left; frees it */

/* A folder in the system's place for such, for what nobody shall see; scratch_free sweeps it. */
typedef struct Scratch Scratch;
Scratch *scratch_open(const Guard *guard, DiagList *diags);
FileTarget scratch_target(Scratch *scratch, const char *name, const char *told_as);
void scratch_free(Scratch *scratch);

/* --- the user's cache --------------------------------------------------------------------------------- */

/* Bytes kept under a name of 64 hexadecimal digits in FOLDER of the user's cache, hashed together with their name: what
   was swapped, cut off, or written by somebody else is not read. NULL: none that is sound. */
GBytes *cache_load(const char *folder, const char *name);
void cache_store(const char *folder, const char *name, GBytes *bytes); /* where it cannot be, time is lost, no more */
/* A SHA-256 in hexadecimal, of CACHE_SUM digits, kept the same way. */
enum { CACHE_SUM = 64 };
char *cache_load_sum(const char *folder, const char *name);
void cache_store_sum(const char *folder, const char *name, const char *sum);

#endif
