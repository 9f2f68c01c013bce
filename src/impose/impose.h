/* Imposition: the pages of a finished press file on sheets of their own file, as forms: fonts and pictures are shared,
   nothing is set again; foreign pages placed on ours; notes put on a copy. Reads and writes with libqpdf's C interface.
 */
#ifndef TEKAN_IMPOSE_IMPOSE_H
#define TEKAN_IMPOSE_IMPOSE_H

#include <stdbool.h>

#include "base/units.h"
#include "host/host.h"
#include "paint/paint.h"

typedef enum {
  IMPOSE_NONE,
  IMPOSE_SPREADS, /* printer's spreads of a folded section: n and 1, 2 and n − 1, … */
  IMPOSE_FOUR_UP, /* four pages a side of a sheet, folded twice, heads to heads: 8 1 under 5 4, 2 7 under 3 6 */
} Imposition;

/* The scheme called NAME; false: there is none. NULL is IMPOSE_NONE. */
bool imposition_lookup(const char *name, Imposition *imposition);
/* What stands on sheet side SIDE (0…): page numbers from 1, 0 for a blank one; left to right, top to bottom. Returns
   how many: 2 or 4. *TURNED: the first row stands on its head. N pages are made up to 4 or 8 with blank ones at the
   end. */
unsigned imposition_side(Imposition imposition, unsigned n, unsigned side, unsigned places[4], bool *turned);
unsigned imposition_sides(Imposition imposition, unsigned n);

/* Imposes FROM, whose pages have one size, into TO. The sheet keeps the pages' own marks at its outer edges and is cut
   off at the fold; its trim is theirs together. TRIM_W, TRIM_H: the sheet's trim. false after a diagnostic of the
   machine's failure. */
bool impose_file(const char *from, FileTarget to, Imposition imposition, Mpt *trim_w, Mpt *trim_h, DiagList *diags);

/* --- advertisements ------------------------------------------------------------------------------ */

/* A finished page to be placed: its first, on page PAGE (1… of the issue), in BOX from the trim's top left. */
typedef struct {
  const DrawAdvert *draw;
  int page;
} Grafting;

enum { GRAFT_LEAST = 95, GRAFT_MOST = 105 }; /* % an advertisement is scaled to at most */

/* Puts advertisements into the press file PATH, in place, as forms with their fonts, colours and streams as they came.
   ONLY_PAGE: the file holds that page alone; 0: all. What can't be placed is reported at its article's place. false
   after a diagnostic of the machine's failure: the file is as it was. */
bool graft_adverts(FileTarget target, const Grafting *graftings, unsigned n, int only_page, DiagList *diags);

enum { GRAFT_SIDE_MOST = 14400 }; /* pt: a page's longest side, ISO 32000-1 Annex C.2 */

/* The size of PATH's first page, its trim or else its medium, turned as it is shown. false: it can't be told; *WHY, in
   LANG and borrowed, is why, which the one who places it reports. */
bool graft_size(const char *path, Mpt *w, Mpt *h, Lang lang, const char **why);

/* Why a PDF cannot be had; what its sender is to be asked for is part of the words. */
typedef enum {
  PDF_FINE,
  PDF_LOCKED,
  PDF_FOREIGN, /* another kind of file */
  PDF_BROKEN,
  PDF_PAGELESS,
  PDF_BOXLESS,
  PDF_SIZELESS, /* beyond what a page may be */
  PDF_GARBLED,  /* what its page draws */
  PDF_FULL,     /* no object can be added */
  PDF_VAST,     /* its objects unpacked are more than is read */
} PdfFault;

const char *pdf_fault_words(PdfFault fault, Lang lang); /* borrowed */
/* Bytes that Flate's BYTES come to, appended to INTO unless NULL; counted up to a little over MOST. What is cut off or
   damaged comes to what could be had of it. */
size_t unpack_flate(const unsigned char *bytes, size_t length, size_t most, GByteArray *into);
/* Whether a PDF's streams of objects, which are unpacked as it is opened, come to no more than MOST bytes in all. */
bool unpack_objects_fit(const char *bytes, size_t length, size_t most);
/* Of BYTES that no reader makes a PDF of and that are not locked: PDF_BROKEN or PDF_FOREIGN. */
PdfFault pdf_fault_of_bytes(const char *bytes, gsize length);

/* --- proofs of problems ------------------------------------------------------------------------------ */

/* A numbered note on page PAGE (1…) at X, Y of its own units; NAN: at the page's head. */
typedef struct {
  int page;
  double x, y;
  bool grave;       /* red; else orange */
  const char *text; /* UTF-8 */
} PageNote;

/* Copies the PDF FROM to TO with NOTES as annotations that any reader shows: numbers on the page, texts in its list of
   comments. Not for the press. false after the machine's failure, or PDF_UNMARKED where FROM is too damaged to be
   copied. */
bool annotate_file(const char *from, FileTarget to, const PageNote *notes, unsigned n, DiagList *diags);

#endif
