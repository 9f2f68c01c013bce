/* Advertisements: the first page of a foreign PDF becomes a form of ours (ISO 32000-1, 8.10): its content stream is
   taken as it is, its resources are copied object by object, filters and all. */
#include "impose/objects.h"

#include <math.h>
#include <string.h>

#include "base/number.h"

typedef struct {
  qpdf_data host;
  Document *guests; /* open until the host is written: copied streams are read then */
  unsigned n_guests;
  int only_page;
  double bleed; /* of the host's pages */
  DiagList *diags;
} Grafter;

/* How a guest's page stands in its box: a form, its trim as it will be seen, and the turn it asks for. */
typedef struct {
  qpdf_oh form;
  double trim[4], w, h; /* w, h: as seen */
  double seen[4];       /* the trim, and its bleed where that is asked for */
  int turn;             /* degrees clockwise: 0, 90, 180, 270 */
} Guest;

static void report(const Grafter *grafter, const Grafting *grafting, const char *why)
{
  const DrawAdvert *draw = grafting->draw;
  diag_add_at(grafter->diags, DIAG_ADVERT_UNREADABLE, draw->advert->place, grafting->page, draw->article,
              draw->advert->name, why);
}

static bool make_form(Grafter *grafter, qpdf_data pdf, qpdf_oh page, Guest *guest)
{
  qpdf_data host = grafter->host;
  qpdf_oh resources = qpdf_make_indirect_object(pdf, objects_inherited(pdf, page, "/Resources"));
  if (!objects_new_form(host, pdf, page, guest->seen, qpdf_oh_copy_foreign_object(host, pdf, resources), &guest->form))
    return false;
  if (qpdf_oh_has_key(pdf, page, "/Group")) {
    qpdf_oh group = qpdf_make_indirect_object(pdf, qpdf_oh_get_key(pdf, page, "/Group"));
    qpdf_oh own = qpdf_oh_copy_foreign_object(host, pdf, group);
    if (qpdf_oh_is_dictionary(host, own)) /* a page's group is isolated without saying so (11.4.7), a form's is not */
      qpdf_oh_replace_key(host, own, "/I", qpdf_oh_new_bool(host, QPDF_TRUE));
    qpdf_oh_replace_key(host, qpdf_oh_get_dict(host, guest->form), "/Group", own);
  }
  return true;
}

/* Which side of the guest's own page comes to stand on each side of ours: sides go round with the turn. */
static unsigned turn_sides(unsigned sides, int turn)
{
  for (; turn > 0; turn -= 90) /* turned clockwise, what is its left comes to the top */
    sides = (sides >> 1 | sides << 3) & 15;
  return sides;
}

static void find_seen(const Grafter *grafter, const Grafting *grafting, qpdf_data pdf, qpdf_oh page, Guest *guest)
{
  const DrawAdvert *draw = grafting->draw;
  unsigned sides = turn_sides(draw->bleeds, guest->turn);
  double bleed[4];
  memcpy(guest->seen, guest->trim, sizeof guest->seen);
  if (!sides)
    return;
  if (!objects_box(pdf, page, "/BleedBox", bleed) && !objects_box(pdf, page, "/MediaBox", bleed))
    memcpy(bleed, guest->trim, sizeof bleed);
  static const unsigned SIDES[4] = {8, 4, 2, 1}; /* of left, bottom, right, top */
  bool short_of = false;
  for (int i = 0; i < 4; i++) {
    if (!(sides & SIDES[i]))
      continue;
    double own = i < 2 ? guest->trim[i] - bleed[i] : bleed[i] - guest->trim[i], out = CLAMP(own, 0, grafter->bleed);
    guest->seen[i] = i < 2 ? guest->trim[i] - out : guest->trim[i] + out;
    short_of = short_of || fabs(guest->seen[i] - guest->trim[i]) < 72 / 25.4 * 2 - 0.1; /* 2 mm: a cutter's tolerance */
  }
  if (short_of)
    diag_add_at(grafter->diags, DIAG_ADVERT_BLEED, draw->advert->place, grafting->page, draw->article,
                draw->advert->name);
}

/* The first page's trim and how it is turned; false: it has no page, or no box. */
static bool read_trim(qpdf_data pdf, qpdf_oh page, Guest *guest)
{
  if (!objects_box(pdf, page, "/TrimBox", guest->trim) && !objects_box(pdf, page, "/MediaBox", guest->trim))
    return false;
  qpdf_oh rotate = objects_inherited(pdf, page, "/Rotate");
  guest->turn = qpdf_oh_is_integer(pdf, rotate) ? ((qpdf_oh_get_int_value_as_int(pdf, rotate) % 360) + 360) % 360 : 0;
  bool lies = guest->turn == 90 || guest->turn == 270;
  double w = guest->trim[2] - guest->trim[0], h = guest->trim[3] - guest->trim[1];
  guest->w = lies ? h : w;
  guest->h = lies ? w : h;
  return true;
}

/* What is wrong with a guest that was opened, up to its first page's box. */
static PdfFault look_at(const Document *document, Guest *guest)
{
  PdfFault wrong = objects_fault(document);
  if (wrong == PDF_FINE && !read_trim(document->pdf, qpdf_get_page_n(document->pdf, 0), guest))
    wrong = PDF_BOXLESS;
  return wrong;
}

static bool is_side(double side)
{
  return side >= 1 && side <= GRAFT_SIDE_MOST;
}

bool graft_size(const char *path, Mpt *w, Mpt *h, Lang lang, const char **why)
{
  Document document = objects_open();
  FileFault fault = {0};
  Guest guest = {0};
  objects_read(&document, path, &fault);
  PdfFault wrong = look_at(&document, &guest);
  if (wrong == PDF_FINE && !(is_side(guest.w) && is_side(guest.h)))
    wrong = PDF_SIZELESS;
  *why = fault.state == FILE_FINE ? pdf_fault_words(wrong, lang) : file_reason(&fault, lang);
  objects_close(&document);
  if (fault.state != FILE_FINE || wrong != PDF_FINE)
    return false;
  *w = (Mpt)(guest.w * 1000 + 0.5);
  *h = (Mpt)(guest.h * 1000 + 0.5);
  return true;
}

static bool open_guest(Grafter *grafter, const Grafting *grafting, Guest *guest)
{
  Document *document = &grafter->guests[grafter->n_guests++];
  FileFault fault = {0};
  const Advert *advert = grafting->draw->advert;
  const Lang lang = diag_lang(grafter->diags);
  *document = objects_open();
  objects_read(document, advert->path, &fault);
  PdfFault wrong = look_at(document, guest);
  if (wrong == PDF_FINE && !objects_may_grow(document))
    wrong = PDF_FULL;
  if (fault.state != FILE_FINE) {
    if (!file_tell_failed(grafter->diags, advert->place, advert->name, &fault))
      report(grafter, grafting, file_reason(&fault, lang));
    return false;
  }
  if (wrong == PDF_FINE) {
    qpdf_oh page = qpdf_get_page_n(document->pdf, 0);
    find_seen(grafter, grafting, document->pdf, page, guest);
    if (make_form(grafter, document->pdf, page, guest))
      return true;
    wrong = PDF_GARBLED;
  }
  report(grafter, grafting, pdf_fault_words(wrong, lang));
  return false;
}

/* Scaled alike both ways to fit its box, in the middle of it. */
static bool fit_guest(const Grafter *grafter, const Grafting *grafting, const Guest *guest, double *scale)
{
  const DrawAdvert *draw = grafting->draw;
  double w = draw->box.w / 1000.0, h = draw->box.h / 1000.0;
  *scale = fmin(w / guest->w, h / guest->h);
  if (*scale * 100 >= GRAFT_LEAST && *scale * 100 <= GRAFT_MOST)
    return true;
  const double mm = 25.4 / 72;
  diag_add_at(grafter->diags, DIAG_ADVERT_SIZE, draw->advert->place, grafting->page, draw->article, draw->advert->name,
              number_round(guest->w * mm), number_round(guest->h * mm), number_round(w * mm), number_round(h * mm));
  return false;
}

/* Turned about the trim's corner and back to where it began, then scaled, then to its place: X, Y of the lower left. */
static void put_guest(GString *out, const Guest *guest, double scale, double x, double y, const char *name)
{
  static const int TURNS[4][4] = {{1, 0, 0, 1}, {0, -1, 1, 0}, {-1, 0, 0, -1}, {0, 1, -1, 0}};
  const int *turn = TURNS[guest->turn / 90 % 4];
  const double *t = guest->trim;
  double left = INFINITY, bottom = INFINITY;
  for (int i = 0; i < 4; i++) { /* the lower left of the turned trim */
    double px = t[i % 2 ? 2 : 0], py = t[i / 2 ? 3 : 1];
    left = fmin(left, turn[0] * px + turn[2] * py);
    bottom = fmin(bottom, turn[1] * px + turn[3] * py);
  }
  g_string_append(out, "q ");
  for (int i = 0; i < 4; i++)
    objects_put_number(out, turn[i] * scale);
  objects_put_number(out, x - left * scale);
  objects_put_number(out, y - bottom * scale);
  g_string_append_printf(out, "cm %s Do Q\n", name);
}

static qpdf_oh new_content(qpdf_data pdf, const char *text)
{
  qpdf_oh stream = qpdf_oh_new_stream(pdf);
  qpdf_oh_replace_stream_data(pdf, stream, (const unsigned char *)text, strlen(text), qpdf_oh_new_null(pdf),
                              qpdf_oh_new_null(pdf));
  return stream;
}

/* What the page draws is fenced in, so that the guest finds the state a page begins with. */
static void append_content(qpdf_data pdf, qpdf_oh page, const char *operators)
{
  qpdf_oh own = qpdf_oh_get_key(pdf, page, "/Contents"), all = qpdf_oh_new_array(pdf);
  char *after = g_strconcat("Q\n", operators, NULL);
  qpdf_oh_append_item(pdf, all, new_content(pdf, "q\n"));
  if (qpdf_oh_is_array(pdf, own))
    for (int i = 0; i < qpdf_oh_get_array_n_items(pdf, own); i++)
      qpdf_oh_append_item(pdf, all, qpdf_oh_get_array_item(pdf, own, i));
  else
    qpdf_oh_append_item(pdf, all, own);
  qpdf_oh_append_item(pdf, all, new_content(pdf, after));
  qpdf_oh_replace_key(pdf, page, "/Contents", all);
  g_free(after);
}

static void add_form(qpdf_data pdf, qpdf_oh page, const char *name, qpdf_oh form)
{
  qpdf_oh resources = qpdf_oh_get_key(pdf, page, "/Resources");
  if (!qpdf_oh_has_key(pdf, resources, "/XObject"))
    qpdf_oh_replace_key(pdf, resources, "/XObject", qpdf_oh_new_dictionary(pdf));
  qpdf_oh_replace_key(pdf, qpdf_oh_get_key(pdf, resources, "/XObject"), name, form);
}

static void graft_one(Grafter *grafter, const Grafting *grafting, unsigned index)
{
  Guest guest;
  double scale, trim[4];
  qpdf_data host = grafter->host;
  qpdf_oh page = qpdf_get_page_n(host, grafter->only_page ? 0 : (size_t)(grafting->page - 1));
  double own[4];
  bool trimmed = objects_box(host, page, "/TrimBox", trim);
  grafter->bleed = trimmed && objects_box(host, page, "/BleedBox", own) ? trim[0] - own[0] : 0;
  if (!open_guest(grafter, grafting, &guest) || !fit_guest(grafter, grafting, &guest, &scale) || !trimmed)
    return;
  const Box *box = &grafting->draw->box;
  double x = trim[0] + box->x / 1000.0 + (box->w / 1000.0 - guest.w * scale) / 2;
  double y = trim[3] - (box->y + box->h) / 1000.0 + (box->h / 1000.0 - guest.h * scale) / 2;
  char name[24];
  g_snprintf(name, sizeof name, "/Advert%u", index + 1);
  GString *out = g_string_new(NULL);
  put_guest(out, &guest, scale, x, y, name);
  add_form(host, page, name, guest.form);
  append_content(host, page, out->str);
  g_string_free(out, TRUE);
}

static bool write_host(const Grafter *grafter, FileTarget target)
{
  char *part = g_strconcat(target.path, ".part", NULL);
  bool written = objects_write(grafter->host, (FileTarget){.path = part, .name = target.name}, grafter->diags) &&
                 file_replace(part, target, grafter->diags);
  g_free(part);
  return written;
}

/* What we have just written ourselves cannot be read or written again: the machine's failure, whatever it says. */
static void tell_failure(const Grafter *grafter, FileTarget target, const FileFault *fault)
{
  qpdf_error error = qpdf_has_error(grafter->host) ? qpdf_get_error(grafter->host) : NULL;
  if (!file_tell_failed(grafter->diags, (Place){.file = target.name}, target.name, fault) &&
      diag_worst(grafter->diags) < DIAG_MACHINE)
    diag_add(grafter->diags, DIAG_EMIT_WRITE, (Place){.file = target.name}, target.name,
             error ? qpdf_get_error_message_detail(grafter->host, error) : "PDF");
}

bool graft_adverts(FileTarget target, const Grafting *graftings, unsigned n, int only_page, DiagList *diags)
{
  Document host = objects_open();
  Grafter grafter = {.host = host.pdf, .guests = g_new0(Document, n + 1), .only_page = only_page, .diags = diags};
  FileFault fault = {0};
  bool done = objects_read(&host, target.path, &fault);
  unsigned here = 0;
  for (unsigned i = 0; done && i < n; i++)
    if (!only_page || graftings[i].page == only_page) {
      graft_one(&grafter, &graftings[i], i);
      here++;
    }
  done = done && (!here || write_host(&grafter, target));
  if (!done)
    tell_failure(&grafter, target, &fault);
  for (unsigned i = 0; i < grafter.n_guests; i++)
    objects_close(&grafter.guests[i]);
  g_free(grafter.guests);
  objects_close(&host);
  return done;
}
