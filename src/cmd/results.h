/* The results of a job, one function a file, each into the stage. They report what goes wrong in the job. */
#ifndef TEKAN_CMD_RESULTS_H
#define TEKAN_CMD_RESULTS_H

#include "cmd/job.h"

/* A PDF of the pages, with the advertisements that passed. false: there is none, for reasons told. */
bool results_pdf(Job *job, FileTarget target, const PdfOptions *options, PdfReport *report);
/* The press PDF, whole and, where the press asks for it, its sheets, and a page each; the drawing is given back. REPORT
 * is filled. false: the machine failed. */
bool results_press(Job *job, Stage *stage, PdfReport *report);
/* PDFs of earlier runs that lie where STAGE goes; NULL: nothing is written. */
void results_tell_earlier(Job *job, const Stage *stage);
bool results_report(Job *job, Stage *stage, const PdfReport *pdf);
bool results_proof_pdf(Job *job, Stage *stage);
/* Pictures of the pages that NAME_OF names (g_free), index 0…; NULL: not of that one. */
typedef char *(*PictureName)(const Job *job, unsigned index);
bool results_paint(Job *job, Stage *stage, PictureName name_of);
bool results_pictures(Job *job, Stage *stage);
bool results_text(Job *job, FileTarget target, char *text); /* frees TEXT */
bool results_proof_page(Job *job, Stage *stage);

/* Moves everything into place and tells where it is; false: the machine failed. */
bool results_keep(Job *job, Stage *stage);

#endif
