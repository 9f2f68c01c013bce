/* The file as a whole: opening, identification, output intent, encryption, actions, layers (ISO 15930-4 and -7, clause
 * 6). */
#include "preflight/facts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/number.h"
#include "host/host.h"
#include "impose/impose.h"

enum { PROFILE_HEAD = 128 };

static void tell_document(Inspection *inspection, DiagCode code, const char *extra)
{
  inspect_tell(inspection, code, NAN, NAN, extra);
}

/* GTS_PDFXVersion; PDF/X-1:2001 is X-1a where its conformance says so. */
static PdfStandard read_entry(Inspection *inspection, qpdf_oh info, const char *key)
{
  qpdf_oh value = inspect_has_key(inspection, info, key) ? qpdf_oh_get_key(inspection->pdf, info, key) : 0;
  return value && qpdf_oh_is_string(inspection->pdf, value)
             ? facts_claim(qpdf_oh_get_utf8_value(inspection->pdf, value))
             : STANDARD_NONE;
}

/* X-1a says so in Info, X-4 in XMP; a file that says both, or one in the other's place, is neither for sure. */
static PdfStandard find_claim(Inspection *inspection, qpdf_oh info)
{
  PdfStandard said = read_entry(inspection, info, "/GTS_PDFXVersion");
  PdfStandard packet = facts_claim(xmp_value(inspection->xmp, XMP_PDFX "GTS_PDFXVersion"));
  if (said == STANDARD_NONE)
    said = read_entry(inspection, info, "/GTS_PDFXConformance");
  if (said == STANDARD_X4 && packet != STANDARD_X4)
    return STANDARD_NONE;
  if (said && packet && said != packet)
    return STANDARD_NONE;
  return said ? said : packet;
}

static bool has_text(Inspection *inspection, qpdf_oh dict, const char *key)
{
  qpdf_oh value = inspect_has_key(inspection, dict, key) ? qpdf_oh_get_key(inspection->pdf, dict, key) : 0;
  return value && qpdf_oh_is_string(inspection->pdf, value) && *qpdf_oh_get_utf8_value(inspection->pdf, value);
}

/* Two strings, neither empty (14.4). */
static bool has_id(Inspection *inspection)
{
  qpdf_data pdf = inspection->pdf;
  qpdf_oh id = qpdf_oh_get_key(pdf, qpdf_get_trailer(pdf), "/ID");
  if (!qpdf_oh_is_array(pdf, id) || qpdf_oh_get_array_n_items(pdf, id) != 2)
    return false;
  for (int i = 0; i < 2; i++) {
    qpdf_oh part = qpdf_oh_get_array_item(pdf, id, i);
    size_t length = 0;
    if (!qpdf_oh_is_string(pdf, part) || (qpdf_oh_get_binary_string_value(pdf, part, &length), !length))
      return false;
  }
  return true;
}

static void check_identification(Inspection *inspection, qpdf_oh info)
{
  qpdf_data pdf = inspection->pdf;
  static const struct {
    const char *key;
    Standards standards;
  } ENTRIES[] = {
#define REQUIRED(info, xmp, in_info, in_xmp, clause) {info, in_info},
#include "preflight/facts.def"
  };
  for (unsigned i = 0; i < G_N_ELEMENTS(ENTRIES); i++)
    if (facts_hold(inspection, ENTRIES[i].standards) && !has_text(inspection, info, ENTRIES[i].key))
      tell_document(inspection, DIAG_PDF_INFO, ENTRIES[i].key + 1);
  qpdf_oh trapped = qpdf_oh_is_dictionary(pdf, info) ? qpdf_oh_get_key(pdf, info, "/Trapped") : qpdf_oh_new_null(pdf);
  bool said = inspect_name_is(inspection, trapped, "/True") || inspect_name_is(inspection, trapped, "/False");
  bool other = qpdf_oh_is_name(pdf, trapped) && !said;
  if ((inspection->standard == STANDARD_X1A && !said) || other)
    tell_document(inspection, DIAG_PDF_INFO, "Trapped");
  if (!has_id(inspection))
    tell_document(inspection, DIAG_PDF_INFO, "ID");
}

static guint32 read_long(const unsigned char *at)
{
  return (guint32)at[0] << 24 | (guint32)at[1] << 16 | (guint32)at[2] << 8 | at[3];
}

/* Embedded, whole, four components, class prtr (ICC.1, 7.2.5). */
static bool has_press_profile(Inspection *inspection, qpdf_oh intent)
{
  qpdf_data pdf = inspection->pdf;
  qpdf_oh profile = qpdf_oh_get_key(pdf, intent, "/DestOutputProfile");
  size_t length;
  unsigned char *bytes =
      qpdf_oh_is_stream(pdf, profile) ? inspect_stream(inspection, profile, qpdf_dl_all, &length) : NULL;
  if (!bytes)
    return false;
  bool press = length > PROFILE_HEAD + 4 && read_long(bytes) <= length && read_long(bytes + PROFILE_HEAD) > 0 &&
               !memcmp(bytes + 36, "acsp", 4) && !memcmp(bytes + 12, "prtr", 4) && !memcmp(bytes + 16, "CMYK", 4) &&
               inspect_key_number(inspection, qpdf_oh_get_dict(pdf, profile), "/N", 0) == 4;
  free(bytes);
  return press;
}

static void check_intent(Inspection *inspection, qpdf_oh root)
{
  qpdf_data pdf = inspection->pdf;
  qpdf_oh intents = qpdf_oh_get_key(pdf, root, "/OutputIntents");
  int found = 0;
  for (int i = 0; qpdf_oh_is_array(pdf, intents) && i < qpdf_oh_get_array_n_items(pdf, intents); i++) {
    qpdf_oh intent = qpdf_oh_get_array_item(pdf, intents, i);
    if (!qpdf_oh_is_dictionary(pdf, intent) ||
        !inspect_name_is(inspection, qpdf_oh_get_key(pdf, intent, "/S"), "/GTS_PDFX"))
      continue;
    found++;
    if (!has_text(inspection, intent, "/OutputConditionIdentifier"))
      tell_document(inspection, DIAG_PDF_INTENT, "OutputConditionIdentifier");
    bool registered = inspection->standard == STANDARD_X1A && inspect_has_key(inspection, intent, "/RegistryName") &&
                      !inspect_has_key(inspection, intent, "/DestOutputProfile");
    if (!registered && !has_press_profile(inspection, intent))
      tell_document(inspection, DIAG_PDF_INTENT, "DestOutputProfile");
  }
  if (found != 1)
    tell_document(inspection, DIAG_PDF_INTENT, "OutputIntents");
}

static void check_version(Inspection *inspection)
{
  const char *said = qpdf_get_pdf_version(inspection->pdf);
  qpdf_oh root = qpdf_get_root(inspection->pdf), later = qpdf_oh_get_key(inspection->pdf, root, "/Version");
  if (qpdf_oh_is_name(inspection->pdf, later) && /* the catalogue may name a later one (7.7.2) */
      g_ascii_strtod(qpdf_oh_get_name(inspection->pdf, later) + 1, NULL) > g_ascii_strtod(said, NULL))
    said = qpdf_oh_get_name(inspection->pdf, later) + 1;
  double version = g_ascii_strtod(said, NULL);
  if ((inspection->standard == STANDARD_X1A && version > 1.41) ||
      (inspection->standard == STANDARD_X4 && version > 1.61))
    tell_document(inspection, DIAG_PDF_VERSION, said);
  if (inspection->standard == STANDARD_X1A && /* streams for a table came with PDF 1.5 */
      inspect_name_is(inspection, qpdf_oh_get_key(inspection->pdf, qpdf_get_trailer(inspection->pdf), "/Type"),
                      "/XRef"))
    tell_document(inspection, DIAG_PDF_VERSION, "1.5 (XRef)");
  if (inspection->standard == STANDARD_X1A &&
      inspect_has_key(inspection, qpdf_get_trailer(inspection->pdf), "/XRefStm"))
    tell_document(inspection, DIAG_PDF_VERSION, "1.5 (XRefStm)");
}

static bool has_fields(Inspection *inspection, qpdf_oh form)
{
  qpdf_data pdf = inspection->pdf;
  qpdf_oh fields = inspect_has_key(inspection, form, "/Fields") ? qpdf_oh_get_key(pdf, form, "/Fields") : 0;
  return fields && qpdf_oh_is_array(pdf, fields) && qpdf_oh_get_array_n_items(pdf, fields) > 0;
}

static void check_actions(Inspection *inspection, qpdf_oh root)
{
  qpdf_data pdf = inspection->pdf;
  qpdf_oh open = qpdf_oh_get_key(pdf, root, "/OpenAction"), form = qpdf_oh_get_key(pdf, root, "/AcroForm");
  facts_tell_forbidden(inspection, HOLDER_NAMES, qpdf_oh_get_key(pdf, root, "/Names"), NAN, NAN);
  if (qpdf_oh_is_dictionary(pdf, open) && inspection->claimed && !inspect_key_is(inspection, open, "/S", "/GoTo"))
    tell_document(inspection, DIAG_PDF_ACTION, "OpenAction");
  if (has_fields(inspection, form))
    tell_document(inspection, DIAG_PDF_ACTION, "AcroForm");
  facts_tell_forbidden(inspection, HOLDER_FIELDS, form, NAN, NAN);
  if (inspect_has_key(inspection, root, "/OCProperties"))
    tell_document(inspection, DIAG_PDF_LAYERS, "");
  facts_tell_forbidden(inspection, HOLDER_CATALOGUE, root, NAN, NAN);
}

/* What a viewer shows or prints of a page is no less than its bleed (ISO 15930-7, 6.19; ISO 32000-1, 12.2). */
static void check_viewing(Inspection *inspection, qpdf_oh root)
{
  static const char *const KEYS[] = {
#define VIEWED(key, clause) key,
#include "preflight/facts.def"
  };
  qpdf_data pdf = inspection->pdf;
  qpdf_oh wishes = qpdf_oh_get_key(pdf, root, "/ViewerPreferences");
  for (unsigned i = 0; i < G_N_ELEMENTS(KEYS); i++) {
    if (!inspect_has_key(inspection, wishes, KEYS[i]))
      continue;
    if (!inspect_key_is(inspection, wishes, KEYS[i], "/MediaBox") &&
        !inspect_key_is(inspection, wishes, KEYS[i], "/BleedBox"))
      tell_document(inspection, DIAG_PDF_BOX, KEYS[i] + 1);
  }
}

/* An object that acts, or holds what does: bookmarks, fields and annotations wherever they hang. */
static void check_object(Inspection *inspection, qpdf_oh dict)
{
  qpdf_data pdf = inspection->pdf;
  qpdf_oh held = inspect_has_key(inspection, dict, "/A") ? qpdf_oh_get_key(pdf, dict, "/A") : 0;
  if (facts_acts(inspection, dict) || (held && facts_acts(inspection, held)))
    tell_document(inspection, DIAG_PDF_ACTION, "Action");
  facts_tell_forbidden(inspection, HOLDER_OBJECT, dict, NAN, NAN);
  if (held)
    qpdf_oh_release(pdf, held);
}

/* LZW is for no stream at all (ISO 15930-7, 6.7); images tell it at their places. Numbers may lie far apart (7.5.4). */
static void check_objects(Inspection *inspection)
{
  qpdf_data pdf = inspection->pdf;
  double size = inspect_key_number(inspection, qpdf_get_trailer(pdf), "/Size", 0);
  int most = inspection->most[PAST_OBJECTS];
  for (int i = 1; i <= number_int(size - 1, 0, most); i++) {
    qpdf_oh object = qpdf_get_object_by_id(pdf, i, 0);
    if (qpdf_oh_is_stream(pdf, object)) {
      qpdf_oh dict = qpdf_oh_get_dict(pdf, object);
      if (!inspect_key_is(inspection, dict, "/Subtype", "/Image"))
        image_check_filters(inspection, dict);
      qpdf_oh_release(pdf, dict);
    } else if (qpdf_oh_is_dictionary(pdf, object))
      check_object(inspection, object);
    qpdf_oh_release(pdf, object);
  }
  if (size - 1 > most)
    inspect_limit(inspection, PAST_OBJECTS, NAN, NAN);
}

static void inspect_document(Inspection *inspection)
{
  qpdf_data pdf = inspection->pdf;
  qpdf_oh root = qpdf_get_root(pdf), info = qpdf_oh_get_key(pdf, qpdf_get_trailer(pdf), "/Info");
  inspection->xmp = metadata_read(inspection, root);
  PdfStandard said = find_claim(inspection, info), wanted = facts_claim(inspection->options.standard);
  inspection->standard = wanted ? wanted : said ? said : STANDARD_X4;
  inspection->claimed = wanted || said;
  if (inspection->options.placed) {
    if (qpdf_is_encrypted(pdf))
      tell_document(inspection, DIAG_PDF_ENCRYPTED, "");
    if (inspect_has_key(inspection, root, "/OCProperties"))
      tell_document(inspection, DIAG_PDF_LAYERS, "");
    return;
  }
  if (!said || (wanted && said != wanted))
    tell_document(inspection, DIAG_PDF_STANDARD,
                  wanted == STANDARD_X1A  ? "PDF/X-1a"
                  : wanted == STANDARD_X4 ? "PDF/X-4"
                                          : "PDF/X");
  if (qpdf_is_encrypted(pdf))
    tell_document(inspection, DIAG_PDF_ENCRYPTED, "");
  check_actions(inspection, root);
  check_objects(inspection);
  if (!inspection->claimed)
    return;
  check_version(inspection);
  check_viewing(inspection, root);
  check_identification(inspection, info);
  check_intent(inspection, root);
  if (inspection->xmp)
    metadata_inspect(inspection, info);
  else if (inspection->standard == STANDARD_X4)
    tell_document(inspection, DIAG_PDF_INFO, "Metadata");
}

static const char *find_last(const char *from, const char *end, const char *mark)
{
  size_t length = strlen(mark);
  for (const char *at = end - length; at >= from; at--)
    if (!memcmp(at, mark, length))
      return at;
  return NULL;
}

/* Nothing but white space after the last end mark (ISO 32000-1, 7.5.5). */
static void check_tail(Inspection *inspection, const char *bytes, gsize length)
{
  gsize end = length;
  while (bytes && end > 0 && (g_ascii_isspace(bytes[end - 1]) || !bytes[end - 1]))
    end--;
  gsize from = end > 4096 ? end - 4096 : 0; /* a longer tail is no mishap: libqpdf reads it as damaged */
  if (bytes && length > 5 && memcmp(bytes, "%PDF-", 5) != 0) /* readers forgive it, robots don't (7.5.2) */
    inspect_tell(inspection, DIAG_PDF_DAMAGED, NAN, NAN, "%PDF-");
  const char *mark = bytes && end - from > 5 ? find_last(bytes + from, bytes + end, "%%EOF") : NULL;
  if (mark && mark + 5 != bytes + end) {
    char size[48];
    g_snprintf(size, sizeof size, "%u B", (unsigned)(bytes + end - mark - 5));
    inspect_tell(inspection, DIAG_PDF_TAIL, NAN, NAN, size);
  } else if (bytes && !mark)
    inspect_tell(inspection, DIAG_PDF_TAIL, NAN, NAN, "?");
}

static Inspection open_inspection(const char *name, const PreflightOptions *options, PreflightMarks *marks,
                                  DiagList *diags)
{
  Inspection inspection = {.name = name, .options = *options, .marks = marks, .diags = diags};
  inspection.options.tac = options->tac ? options->tac : 240;
  inspection.options.min_ppi = options->min_ppi ? options->min_ppi : 150;
  inspection.options.warn_ppi = options->warn_ppi ? options->warn_ppi : 200;
  memcpy(inspection.most, options->limits ? options->limits : inspect_limits(), sizeof inspection.most);
  inspection.fonts = g_hash_table_new(NULL, NULL);
  inspection.codes = font_codes_new();
  inspection.pictures = inspect_pictures_new();
  inspection.sums = g_hash_table_new_full(NULL, NULL, NULL, g_free);
  inspection.told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  inspection.pdf = qpdf_init();
  qpdf_set_suppress_warnings(inspection.pdf, QPDF_TRUE);
  qpdf_silence_errors(inspection.pdf);
  return inspection;
}

/* What libqpdf had to mend since it was last asked: the first that says something. */
static void tell_damage(Inspection *inspection)
{
  qpdf_data pdf = inspection->pdf;
  bool told = false;
  while (qpdf_more_warnings(pdf)) {
    const char *detail = qpdf_get_error_message_detail(pdf, qpdf_next_warning(pdf));
    if (!told && strcmp(detail, "file is damaged") != 0) {
      tell_document(inspection, DIAG_PDF_DAMAGED, detail);
      told = true;
    }
  }
  if (qpdf_has_error(pdf))
    qpdf_get_error(pdf); /* what it stopped is told where it was met */
}

static void inspect_pages(Inspection *inspection, int pages)
{
  for (int i = 0; i < pages; i++) {
    inspection->page = i + 1;
    page_inspect(inspection, qpdf_get_page_n(inspection->pdf, (size_t)i));
    tell_damage(inspection);
  }
}

static void close_inspection(Inspection *inspection)
{
  g_hash_table_destroy(inspection->fonts);
  font_codes_done(inspection);
  g_hash_table_destroy(inspection->pictures);
  g_hash_table_destroy(inspection->sums);
  g_queue_clear(&inspection->picture_order);
  g_hash_table_destroy(inspection->told);
  xmp_free(inspection->xmp);
  qpdf_cleanup(&inspection->pdf);
}

/* Each object has its entry, of a byte at the least, in the file: numbers far beyond its length are mostly none, and a
   small file is not worth a second of looking for them. */
static void limit_numbers(Inspection *inspection, gsize length)
{
  enum { NUMBERS_LEAST = 100000 };
  int *most = &inspection->most[PAST_OBJECTS];
  *most = (int)MIN((gsize)*most, MAX(length, NUMBERS_LEAST));
}

/* Why it has no PAGES. */
static PdfFault find_fault(qpdf_data pdf, const char *bytes, gsize length, int pages)
{
  qpdf_error error = qpdf_has_error(pdf) ? qpdf_get_error(pdf) : NULL;
  if (error && qpdf_get_error_code(pdf, error) == qpdf_e_password)
    return PDF_LOCKED;
  return error || pages < 0 || !bytes ? pdf_fault_of_bytes(bytes, length) : PDF_PAGELESS;
}

/* BYTES are a PDF's as it lies there; *PAGES: how many it has, 0: it cannot be read, which is told. */
static void inspect_bytes(Inspection *inspection, const char *bytes, gsize length, int *pages)
{
  qpdf_data pdf = inspection->pdf;
  const char *name = inspection->name;
  const int most = inspection->most[PAST_OBJECTS_MB];
  if (bytes && !unpack_objects_fit(bytes, length, (size_t)most * 1000000)) {
    *pages = 0;
    inspect_limit(inspection, PAST_OBJECTS_MB, NAN, NAN);
    return;
  }
  bool read = bytes && !(qpdf_read_memory(pdf, name, bytes, length, NULL) & QPDF_ERRORS);
  *pages = read ? qpdf_get_num_pages(pdf) : 0;
  if (*pages <= 0) {
    diag_add(inspection->diags, DIAG_PDF_UNREADABLE, (Place){name, 0, 0}, name,
             pdf_fault_words(find_fault(pdf, bytes, length, *pages), diag_lang(inspection->diags)));
    return;
  }
  tell_damage(inspection);
  inspect_document(inspection);
  if (!inspection->options.placed)
    check_tail(inspection, bytes, length);
  inspect_pages(inspection, *pages);
}

bool preflight_file(const char *path, const char *name, const PreflightOptions *options, PreflightMarks *marks,
                    DiagList *diags)
{
  const FileRule rule = {.most = LIMIT_PDF_BYTES};
  FileFault fault;
  GBytes *file = file_map(path, rule, &fault);
  if (!file) {
    file_tell(diags, (Place){.file = name}, name, rule, &fault);
    return false;
  }
  gsize length;
  const char *bytes = g_bytes_get_data(file, &length);
  int pages;
  Inspection inspection = open_inspection(name, options, marks, diags);
  limit_numbers(&inspection, length);
  inspect_bytes(&inspection, bytes, length, &pages);
  close_inspection(&inspection);
  g_bytes_unref(file);
  return pages > 0;
}
