/* Document information, XMP in step with it, output intent (ISO 15930-4, 15930-7, 6.2 and 6.5). */
#include "emit/pdf/work.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/number.h"

/* SOURCE_DATE_EPOCH, or midnight of the date: the same bytes on another day. */
static void set_dates(Pdf *pdf)
{
  const char *epoch = g_getenv("SOURCE_DATE_EPOCH");
  int64_t seconds = epoch ? number_epoch(epoch) : -1;
  const Date *date = &pdf->list->date;
  struct tm utc = {.tm_year = date->year - 1900, .tm_mon = date->month - 1, .tm_mday = date->day};
  if (seconds >= 0) {
    time_t when = (time_t)seconds;
    gmtime_r(&when, &utc);
  }
  int year = utc.tm_year + 1900, month = utc.tm_mon + 1;
  g_snprintf(pdf->date, sizeof pdf->date, "D:%04d%02d%02d%02d%02d%02dZ", year % 10000, month % 100, utc.tm_mday % 100,
             utc.tm_hour % 100, utc.tm_min % 100, utc.tm_sec % 100);
  g_snprintf(pdf->xmp_date, sizeof pdf->xmp_date, "%04d-%02d-%02dT%02d:%02d:%02dZ", year % 10000, month % 100,
             utc.tm_mday % 100, utc.tm_hour % 100, utc.tm_min % 100, utc.tm_sec % 100);
}

static void write_info(Pdf *pdf, const char *title)
{
  HPDF_Dict info = object_dict(pdf);
  object_add_text(pdf, info, "Title", title);
  object_add_text(pdf, info, "Author", pdf->list->paper);
  object_add_text(pdf, info, "Creator", "tekan " TEKAN_VERSION);
  object_add_text(pdf, info, "Producer", "tekan " TEKAN_VERSION " (libharu)");
  HPDF_Dict_Add(info, "CreationDate", HPDF_String_New(pdf->doc->mmgr, pdf->date, NULL));
  HPDF_Dict_Add(info, "ModDate", HPDF_String_New(pdf->doc->mmgr, pdf->date, NULL));
  if (pdf->standard != STANDARD_PLAIN)
    HPDF_Dict_AddName(info, "Trapped", "False");
  if (pdf->standard == STANDARD_X1A) {
    HPDF_Dict_Add(info, "GTS_PDFXVersion", HPDF_String_New(pdf->doc->mmgr, "PDF/X-1a:2003", NULL));
  }
  pdf->doc->info = info;
}

static char *uuid_of(const Pdf *pdf, const char *what)
{
  char *seed = g_strconcat(what, pdf->list->title, pdf->list->file_name, pdf->date, NULL);
  char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, seed, -1);
  char *uuid = g_strdup_printf("uuid:%.8s-%.4s-5%.3s-a%.3s-%.12s", hash, hash + 8, hash + 12, hash + 15, hash + 18);
  g_free(hash);
  g_free(seed);
  return uuid;
}

static void write_xmp(Pdf *pdf, const char *title)
{
  char *name = g_markup_escape_text(title, -1), *paper = g_markup_escape_text(pdf->list->paper, -1);
  char *document = uuid_of(pdf, "document"), *instance = uuid_of(pdf, "instance");
  GString *xmp = g_string_new(
      "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
      "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
      "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" "
      "xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\" xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\">\n");
  g_string_append_printf(xmp,
                         "<dc:format>application/pdf</dc:format>\n<dc:title><rdf:Alt><rdf:li "
                         "xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:title>\n",
                         name);
  g_string_append_printf(xmp, "<dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>\n", paper);
  g_string_append_printf(xmp,
                         "<xmp:CreateDate>%s</xmp:CreateDate>\n<xmp:ModifyDate>%s</"
                         "xmp:ModifyDate>\n<xmp:MetadataDate>%s</xmp:MetadataDate>\n",
                         pdf->xmp_date, pdf->xmp_date, pdf->xmp_date);
  g_string_append(xmp, "<xmp:CreatorTool>tekan " TEKAN_VERSION "</xmp:CreatorTool>\n<pdf:Producer>tekan " TEKAN_VERSION
                       " (libharu)</pdf:Producer>\n");
  if (pdf->standard != STANDARD_PLAIN)
    g_string_append(xmp, "<pdf:Trapped>False</pdf:Trapped>\n");
  g_string_append_printf(xmp,
                         "<xmpMM:DocumentID>%s</xmpMM:DocumentID>\n<xmpMM:InstanceID>%s</"
                         "xmpMM:InstanceID>\n<xmpMM:VersionID>1</xmpMM:VersionID>\n"
                         "<xmpMM:RenditionClass>default</xmpMM:RenditionClass>\n",
                         document, instance);
  if (pdf->standard == STANDARD_X4)
    g_string_append(xmp, "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>\n");
  g_string_append(xmp, "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>");
  HPDF_Dict stream = object_stream(pdf, xmp->str, xmp->len, false);
  HPDF_Dict_AddName(stream, "Type", "Metadata");
  HPDF_Dict_AddName(stream, "Subtype", "XML");
  HPDF_Dict_Add(pdf->doc->catalog, "Metadata", stream);
  g_string_free(xmp, TRUE);
  g_free(document);
  g_free(instance);
  g_free(name);
  g_free(paper);
}

static void write_intent(Pdf *pdf)
{
  GBytes *profile = image_colours_profile(pdf->options->colours);
  gsize length;
  const void *bytes = g_bytes_get_data(profile, &length);
  HPDF_Dict stream = object_stream(pdf, bytes, length, true);
  HPDF_Dict_AddNumber(stream, "N", 4);
  const char *condition = image_colours_condition(pdf->options->colours);
  HPDF_Dict intent = object_dict(pdf);
  HPDF_Dict_AddName(intent, "Type", "OutputIntent");
  HPDF_Dict_AddName(intent, "S", "GTS_PDFX");
  object_add_text(pdf, intent, "OutputCondition", condition);
  object_add_text(pdf, intent, "OutputConditionIdentifier", condition);
  object_add_text(pdf, intent, "Info", condition);
  HPDF_Dict_Add(intent, "DestOutputProfile", stream);
  HPDF_Array intents = HPDF_Array_New(pdf->doc->mmgr);
  HPDF_Array_Add(intents, intent);
  HPDF_Dict_Add(pdf->doc->catalog, "OutputIntents", intents);
}

void meta_write(Pdf *pdf)
{
  set_dates(pdf);
  char *title = g_strdup_printf("%s %s", pdf->list->paper, pdf->list->title);
  write_info(pdf, title);
  write_xmp(pdf, title);
  if (pdf->standard != STANDARD_PLAIN)
    write_intent(pdf);
  g_free(title);
}
