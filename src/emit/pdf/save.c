/* Saving: through a writer of our own that hashes every byte, so that the file ID comes from the content; to a
   temporary file that takes its name only when every byte is on the disk (libharu's own saving can report success on a
   full one). */
#include "emit/pdf/work.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

typedef struct {
  FILE *file;
  GChecksum *hash;
  int error;
} Sink;

static HPDF_STATUS write_bytes(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT length)
{
  Sink *sink = stream->attr;
  g_checksum_update(sink->hash, bytes, length);
  if (!sink->error && fwrite(bytes, 1, length, sink->file) != length)
    sink->error = errno ? errno : EIO;
  return sink->error ? HPDF_FILE_IO_ERROR : HPDF_OK;
}

/* The trailer is written last: what has been hashed by then names the file. */
static HPDF_STATUS write_id(HPDF_Dict trailer, HPDF_Stream stream)
{
  Sink *sink = stream->attr;
  GChecksum *sofar = g_checksum_copy(sink->hash);
  char text[160];
  const char *digest = g_checksum_get_string(sofar);
  g_snprintf(text, sizeof text, "/ID [<%.32s> <%.32s>]\n", digest, digest);
  g_checksum_free(sofar);
  return HPDF_Stream_WriteStr(stream, text);
}

static void write_document(Pdf *pdf, HPDF_Stream stream)
{
  HPDF_Doc doc = pdf->doc;
  const char *header =
      pdf->standard == STANDARD_X1A ? "%PDF-1.4\n%\xE2\xE3\xCF\xD3\n" : "%PDF-1.6\n%\xE2\xE3\xCF\xD3\n";
  HPDF_Stream_WriteStr(stream, header);
  HPDF_Dict_Add(doc->trailer, "Root", doc->catalog);
  HPDF_Dict_Add(doc->trailer, "Info", doc->info);
  doc->trailer->before_write_fn = NULL;
  doc->trailer->write_fn = write_id;
  HPDF_Xref_WriteToStream(doc->xref, stream, NULL);
}

static bool finish_file(Sink *sink)
{
  if (!sink->error && (fflush(sink->file) || fsync(fileno(sink->file))) && errno != EINVAL && errno != ENOTSUP)
    sink->error = errno;
  if (fclose(sink->file) && !sink->error)
    sink->error = errno;
  return !sink->error;
}

static bool tell_failure(Pdf *pdf, const char *why)
{
  diag_add(pdf->diags, DIAG_EMIT_WRITE, (Place){pdf->options->path, 0, 0}, pdf->options->path, why);
  return false;
}

bool save_document(Pdf *pdf)
{
  char *temporary = g_strconcat(pdf->options->path, ".part", NULL);
  Sink sink = {.file = g_fopen(temporary, "wb"), .hash = g_checksum_new(G_CHECKSUM_SHA256)};
  bool fine = sink.file != NULL;
  if (fine) {
    HPDF_Stream stream = HPDF_CallbackWriter_New(pdf->doc->mmgr, write_bytes, &sink);
    write_document(pdf, stream);
    HPDF_Stream_Free(stream);
    bool sound = HPDF_GetError(pdf->doc) == HPDF_OK || sink.error;
    fine = finish_file(&sink) && sound;
    if (fine && g_rename(temporary, pdf->options->path)) {
      sink.error = errno;
      fine = false;
    }
    if (!fine) {
      char code[64];
      g_snprintf(code, sizeof code, "libharu 0x%lX", (unsigned long)HPDF_GetError(pdf->doc));
      tell_failure(pdf, sink.error ? g_strerror(sink.error) : code);
      g_unlink(temporary);
    }
  } else
    tell_failure(pdf, g_strerror(errno));
  g_checksum_free(sink.hash);
  g_free(temporary);
  return fine;
}
