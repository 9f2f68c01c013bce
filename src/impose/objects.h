/* Private to impose: libqpdf's objects. */
#ifndef TEKAN_IMPOSE_OBJECTS_H
#define TEKAN_IMPOSE_OBJECTS_H

#include <glib.h>
#include <qpdf/qpdf-c.h>

#include "impose/impose.h"

/* A document, silent: what it finds wrong is its caller's to tell; and the file it reads, mapped as long as it is open.
 */
typedef struct {
  qpdf_data pdf;
  GBytes *bytes;
  bool vast; /* it was not read, for its objects come to too much */
} Document;

Document objects_open(void);
/* Reads PATH, FAULT filled where it cannot be had; false too where it is no PDF. */
bool objects_read(Document *document, const char *path, FileFault *fault);
/* Why it could not be read, or has no page; PDF_FINE: it has one. */
PdfFault objects_fault(const Document *document);
void objects_close(Document *document);
/* Whether objects can be added to what was read; false: a reference in it names the last number there is. */
bool objects_may_grow(const Document *document);
/* A page's box, inherited too; false: none that holds anything. */
bool objects_box(qpdf_data pdf, qpdf_oh page, const char *key, double box[4]);
qpdf_oh objects_inherited(qpdf_data pdf, qpdf_oh page, const char *key); /* null: nowhere */
qpdf_oh objects_new_box(qpdf_data pdf, const double box[4]);
/* A form of HOST that draws what PAGE of PDF does, seen inside BBOX, with RESOURCES of the host. False: unreadable. */
bool objects_new_form(qpdf_data host, qpdf_data pdf, qpdf_oh page, const double bbox[4], qpdf_oh resources,
                      qpdf_oh *form);
void objects_put_number(GString *out, double number); /* and a space */
/* Writes it in the version it has, classic objects, with an identifier from the content; all of it is on the disk.
   false: what libqpdf says, or after a diagnostic. */
bool objects_write(qpdf_data pdf, FileTarget target, DiagList *diags);

#endif
