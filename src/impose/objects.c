#include "impose/objects.h"

#include <stdlib.h>

#include "base/limits.h"
#include "base/number.h"

enum { PARENTS_MOST = 32, OBJECT_LEAST = 4 /* bytes of the file */ };

Document objects_open(void)
{
  Document document = {qpdf_init(), NULL, false};
  qpdf_set_suppress_warnings(document.pdf, QPDF_TRUE);
  qpdf_silence_errors(document.pdf);
  return document;
}

bool objects_read(Document *document, const char *path, FileFault *fault)
{
  document->bytes = file_map(path, (FileRule){.most = LIMIT_PDF_BYTES}, fault);
  if (!document->bytes)
    return false;
  gsize length;
  const char *data = g_bytes_get_data(document->bytes, &length);
  document->vast = data && !unpack_objects_fit(data, length, LIMIT_PDF_OBJECTS);
  return data && !document->vast && !(qpdf_read_memory(document->pdf, path, data, length, NULL) & QPDF_ERRORS);
}

PdfFault objects_fault(const Document *document)
{
  qpdf_data pdf = document->pdf;
  if (document->vast)
    return PDF_VAST;
  qpdf_error error = qpdf_has_error(pdf) ? qpdf_get_error(pdf) : NULL;
  if (error && qpdf_get_error_code(pdf, error) == qpdf_e_password)
    return PDF_LOCKED;
  gsize length = 0;
  const char *bytes = document->bytes ? g_bytes_get_data(document->bytes, &length) : NULL;
  if (error || !bytes)
    return pdf_fault_of_bytes(bytes, length);
  int pages = qpdf_get_num_pages(pdf);
  return pages < 0 ? PDF_BROKEN : pages ? PDF_FINE : PDF_PAGELESS;
}

void objects_close(Document *document)
{
  if (qpdf_has_error(document->pdf))
    qpdf_get_error(document->pdf); /* else libqpdf complains that nobody looked */
  qpdf_cleanup(&document->pdf);
  if (document->bytes)
    g_bytes_unref(document->bytes);
}

bool objects_may_grow(const Document *document)
{
  qpdf_data pdf = document->pdf;
  double bytes = (double)g_bytes_get_size(document->bytes);
  double size = qpdf_oh_get_numeric_value(pdf, qpdf_oh_get_key(pdf, qpdf_get_trailer(pdf), "/Size"));
  for (int i = 1; i < number_int(fmin(size, bytes / OBJECT_LEAST), 0, INT32_MAX);
       i++) { /* references count once they are read */
    qpdf_oh object = qpdf_get_object_by_id(pdf, i, 0);
    qpdf_oh_is_stream(pdf, object);
    qpdf_oh_release(pdf, object);
  }
  while (qpdf_more_warnings(pdf))
    qpdf_next_warning(pdf);
  qpdf_oh probe = qpdf_make_indirect_object(pdf, qpdf_oh_new_null(pdf));
  return !qpdf_has_error(pdf) && qpdf_oh_get_object_id(pdf, probe) > 0;
}

qpdf_oh objects_inherited(qpdf_data pdf, qpdf_oh page, const char *key)
{
  for (unsigned depth = 0; depth < PARENTS_MOST && qpdf_oh_is_dictionary(pdf, page); depth++) {
    if (qpdf_oh_has_key(pdf, page, key))
      return qpdf_oh_get_key(pdf, page, key);
    page = qpdf_oh_get_key(pdf, page, "/Parent");
  }
  return qpdf_oh_new_null(pdf);
}

bool objects_box(qpdf_data pdf, qpdf_oh page, const char *key, double box[4])
{
  qpdf_oh array = objects_inherited(pdf, page, key);
  if (!qpdf_oh_is_array(pdf, array) || qpdf_oh_get_array_n_items(pdf, array) != 4)
    return false;
  double raw[4];
  for (int i = 0; i < 4; i++)
    raw[i] = qpdf_oh_get_numeric_value(pdf, qpdf_oh_get_array_item(pdf, array, i));
  for (int i = 0; i < 2; i++) { /* any two corners that lie across (7.9.5) */
    box[i] = fmin(raw[i], raw[i + 2]);
    box[i + 2] = fmax(raw[i], raw[i + 2]);
  }
  return box[2] > box[0] && box[3] > box[1];
}

qpdf_oh objects_new_box(qpdf_data pdf, const double box[4])
{
  qpdf_oh array = qpdf_oh_new_array(pdf);
  for (int i = 0; i < 4; i++)
    qpdf_oh_append_item(pdf, array, qpdf_oh_new_real_from_double(pdf, box[i], 3));
  return array;
}

bool objects_new_form(qpdf_data host, qpdf_data pdf, qpdf_oh page, const double bbox[4], qpdf_oh resources,
                      qpdf_oh *form)
{
  unsigned char *bytes = NULL;
  size_t length = 0;
  if (qpdf_oh_get_page_content_data(pdf, page, &bytes, &length) & QPDF_ERRORS || !bytes)
    return false;
  *form = qpdf_oh_new_stream(host);
  qpdf_oh dict = qpdf_oh_get_dict(host, *form);
  qpdf_oh_replace_key(host, dict, "/Type", qpdf_oh_new_name(host, "/XObject"));
  qpdf_oh_replace_key(host, dict, "/Subtype", qpdf_oh_new_name(host, "/Form"));
  qpdf_oh_replace_key(host, dict, "/BBox", objects_new_box(host, bbox));
  qpdf_oh_replace_key(host, dict, "/Resources", resources);
  qpdf_oh_replace_stream_data(host, *form, bytes, length, qpdf_oh_new_null(host), qpdf_oh_new_null(host));
  free(bytes);
  return true;
}

void objects_put_number(GString *out, double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  g_string_append_printf(out, "%s ", g_ascii_formatd(text, sizeof text, "%.4f", number));
}

bool objects_write(qpdf_data pdf, FileTarget target, DiagList *diags)
{
  char *version = g_strdup(qpdf_get_pdf_version(pdf));
  bool written = !(qpdf_init_write(pdf, target.path) & QPDF_ERRORS);
  if (written) {
    qpdf_force_pdf_version(pdf, version);
    qpdf_set_object_stream_mode(pdf, qpdf_o_disable);
    qpdf_set_stream_data_mode(pdf, qpdf_s_compress); /* what is packed stays as it is */
    qpdf_set_preserve_encryption(pdf, QPDF_FALSE);   /* goes with no identifier from the content */
    qpdf_set_deterministic_ID(pdf, QPDF_TRUE);
    written = !(qpdf_write(pdf) & QPDF_ERRORS);
  }
  g_free(version);
  return written && file_settle_pdf(target, diags);
}
