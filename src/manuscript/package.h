/* The parts of a Word document: a zip archive's entries by name, read by libarchive within limits. */
#ifndef TEKAN_MANUSCRIPT_PACKAGE_H
#define TEKAN_MANUSCRIPT_PACKAGE_H

#include <glib.h>

/* Name → GBytes; g_hash_table_unref. NULL with ERROR (g_free) where BYTES are no such archive. */
GHashTable *package_read(GBytes *bytes, char **error);

#endif
