/* Saving: through a writer of our own that hashes every byte, so that the file ID comes from the content (libharu's own
   saving can report success on a full disk). */
#include "emit/pdf/work.h"

#include <errno.h>
#include <string.h>

typedef struct {
  FileOut *out;
  GChecksum *hash;
} Sink;

static HPDF_STATUS write_bytes(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT length)
{
  Sink *sink = stream->attr;
  g_checksum_update(sink->hash, bytes, length);
  return file_out_write(sink->out, bytes, length) ? HPDF_OK : HPDF_FILE_IO_ERROR;
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

bool save_document(Pdf *pdf)
{
  Sink sink = {file_out_open(pdf->options->target), g_checksum_new(G_CHECKSUM_MD5)};
  HPDF_Stream stream = HPDF_CallbackWriter_New(pdf->doc->mmgr, write_bytes, &sink);
  if (stream) {
    write_document(pdf, stream);
    HPDF_Stream_Free(stream);
  }
  if (!stream || HPDF_GetError(pdf->doc) != HPDF_OK) /* sticky: of all that was asked of libharu */
    file_out_spoil(sink.out, ENOMEM);
  g_checksum_free(sink.hash);
  return file_out_close(sink.out, pdf->diags);
}
