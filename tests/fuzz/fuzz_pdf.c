/* Foreign PDFs: looked at by preflight, placed as an advertisement. */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "impose/impose.h"
#include "preflight/preflight.h"

#define HOST "tests/fuzz/corpus/fuzz_pdf/plain.pdf"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void inspect(const char *path)
{
  static const char *const STANDARDS[] = {NULL, "PDF/X-1a:2003", "PDF/X-4"};
  for (unsigned i = 0; i < 4; i++) {
    DiagList *diags = diag_list_new(i % 2 ? LANG_ZH : LANG_EN);
    const PreflightOptions options = {.standard = STANDARDS[i % 3], .placed = i == 3};
    preflight_file(path, "fuzz.pdf", &options, NULL, diags);
    diag_list_free(diags);
  }
}

/* Into a copy of a page that is known. */
static void place(const char *path)
{
  char *bytes = NULL;
  gsize length = 0;
  if (!g_file_get_contents(HOST, &bytes, &length, NULL))
    return;
  char *host = g_strdup_printf("%s/tekan-fuzz-%d.pdf", g_get_tmp_dir(), (int)getpid());
  if (g_file_set_contents(host, bytes, (gssize)length, NULL)) {
    DiagList *diags = diag_list_new(LANG_EN);
    const Advert advert = {"fuzz.pdf", path, {"article.md", 3, 6}};
    const DrawAdvert draw = {.advert = &advert, .box = {10000, 10000, 200000, 150000}, .bleeds = 15, .article = "ad"};
    const Grafting grafting = {&draw, 1};
    graft_adverts((FileTarget){host, host}, &grafting, 1, 0, diags);
    diag_list_free(diags);
  }
  g_remove(host);
  g_free(host);
  g_free(bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  int file = memfd_create("pdf", 0);
  if (file < 0 || write(file, data, size) != (ssize_t)size)
    return 0;
  char path[64];
  snprintf(path, sizeof path, "/proc/self/fd/%d", file);
  inspect(path);
  place(path);
  close(file);
  return 0;
}
