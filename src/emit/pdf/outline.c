/* Bookmarks by page and article, by libharu's object layer (its own outlines want encoders). */
#include "emit/pdf/work.h"

typedef struct {
  HPDF_Dict dict;
  HPDF_Dict first, last;
  int children;
} Branch;

static void append_child(Branch *parent, HPDF_Dict child)
{
  HPDF_Dict_Add(child, "Parent", parent->dict);
  if (parent->last) {
    HPDF_Dict_Add(child, "Prev", parent->last);
    HPDF_Dict_Add(parent->last, "Next", child);
  } else
    parent->first = child;
  parent->last = child;
  parent->children++;
}

static void close_branch(Branch *branch)
{
  if (!branch->first)
    return;
  HPDF_Dict_Add(branch->dict, "First", branch->first);
  HPDF_Dict_Add(branch->dict, "Last", branch->last);
  HPDF_Dict_AddNumber(branch->dict, "Count", branch->children);
}

static HPDF_Dict new_item(Pdf *pdf, const Bookmark *bookmark, HPDF_Page page)
{
  HPDF_Dict item = object_dict(pdf);
  object_add_text(pdf, item, "Title", bookmark->title);
  Mpt x, y;
  page_to_pdf(pdf, 0, bookmark->y, &x, &y);
  HPDF_Array dest = HPDF_Array_New(pdf->doc->mmgr);
  HPDF_Array_Add(dest, page);
  HPDF_Array_AddName(dest, "XYZ");
  HPDF_Array_AddReal(dest, 0);
  HPDF_Array_AddReal(dest, (HPDF_REAL)y / 1000);
  HPDF_Array_AddNumber(dest, 0);
  HPDF_Dict_Add(item, "Dest", dest);
  return item;
}

void outline_write(Pdf *pdf, const HPDF_Page *pages, const DrawPage *const *drawn, unsigned n)
{
  Branch root = {.dict = object_dict(pdf)};
  HPDF_Dict_AddName(root.dict, "Type", "Outlines");
  for (unsigned i = 0; i < n; i++) {
    if (!drawn[i]->n_bookmarks)
      continue;
    Branch branch = {.dict = new_item(pdf, &drawn[i]->bookmarks[0], pages[i])};
    append_child(&root, branch.dict);
    for (unsigned j = 1; j < drawn[i]->n_bookmarks; j++)
      append_child(&branch, new_item(pdf, &drawn[i]->bookmarks[j], pages[i]));
    close_branch(&branch);
  }
  close_branch(&root);
  HPDF_Dict_Add(pdf->doc->catalog, "Outlines", root.dict);
  HPDF_Dict_AddName(pdf->doc->catalog, "PageMode", "UseOutlines");
}
