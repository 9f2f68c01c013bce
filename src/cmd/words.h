/* The program's own words in the user's language, from the catalogue msgfmt makes of po/zh_CN.po.
   The file is read here and not through libintl, because libintl needs a locale of that language on the machine, and
   a bare one has none but C.UTF-8. */
#ifndef TEKAN_CMD_WORDS_H
#define TEKAN_CMD_WORDS_H

#include "base/diag.h"

typedef struct Words Words;

/* The language asked for by LC_ALL, LC_MESSAGES, LANG and, unless the locale is plain C or POSIX, before them LANGUAGE.
 */
Lang words_language(void);
/* LOCALE_DIR holds zh_CN/LC_MESSAGES/tekan.mo; without it, or for English, the words are the sources' own. */
Words *words_open(Lang lang, const char *locale_dir);
void words_free(Words *words);
Lang words_lang(const Words *words);
const char *words_say(const Words *words, const char *english); /* lives as long as WORDS and ENGLISH */

/* Marks a string for xgettext where it cannot be said at once. */
#define N_(text) text

#endif
