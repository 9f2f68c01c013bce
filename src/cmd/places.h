/* Where the program's data lies: in TEKAN_DATADIR, beside the installed program, in the source tree, or where make
   install put it; the first that is there. */
#ifndef TEKAN_CMD_PLACES_H
#define TEKAN_CMD_PLACES_H

typedef struct {
  char *data;           /* holds layouts/ and fonts/ */
  char *locale;         /* holds zh_CN/LC_MESSAGES/tekan.mo */
  char *catalogue;      /* fonts/catalog.yaml */
  char *layout_dirs[2]; /* NULL-terminated: data/layouts */
  char *cache;          /* for converted pictures */
} Places;

Places *places_new(void);
void places_free(Places *places);

#endif
