#include "cmd/words.h"

#include <string.h>

#include "base/limits.h"
#include "base/prefix.h"
#include "host/host.h"

struct Words {
  Lang lang;
  GBytes *file; /* NULL: English */
  const char *bytes;
  gsize size;
  guint32 n, originals, translations; /* count; offsets of the two tables */
};

static gboolean names_chinese(const char *locale)
{
  return g_ascii_strncasecmp(locale, "zh", 2) == 0 && !g_ascii_isalnum(locale[2]);
}

/* POSIX: the first of these that is set and not empty names the locale of messages. */
static const char *locale_of_messages(void)
{
  static const char *const VARIABLES[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
  for (unsigned i = 0; i < G_N_ELEMENTS(VARIABLES); i++) {
    const char *value = g_getenv(VARIABLES[i]);
    if (value && *value)
      return value;
  }
  return "";
}

/* LANGUAGE is a list in order of preference; the first of ours in it wins. */
static gboolean prefer_chinese(const char *list, gboolean otherwise)
{
  char **names = g_strsplit(list, ":", -1);
  gboolean chinese = otherwise;
  for (char **name = names; *name; name++)
    if (names_chinese(*name) || begins_with(*name, "en")) {
      chinese = names_chinese(*name);
      break;
    }
  g_strfreev(names);
  return chinese;
}

Lang words_language(void)
{
  const char *locale = locale_of_messages(), *list = g_getenv("LANGUAGE");
  gboolean chinese = names_chinese(locale);
  if (list && *list && strcmp(locale, "C") && strcmp(locale, "POSIX"))
    chinese = prefer_chinese(list, chinese);
  return chinese ? LANG_ZH : LANG_EN;
}

static guint32 word_at(const Words *words, gsize offset)
{
  guint32 word = 0;
  if (offset + sizeof word <= words->size)
    memcpy(&word, words->bytes + offset, sizeof word);
  return word; /* msgfmt writes in the machine's order; the magic number has told whether that holds */
}

static const char *string_at(const Words *words, guint32 table, guint32 index)
{
  gsize row = (gsize)table + 8 * (gsize)index;
  gsize length = word_at(words, row), start = word_at(words, row + 4);
  if (start >= words->size || length >= words->size - start || words->bytes[start + length])
    return NULL;
  return words->bytes + start;
}

/* The .mo head: magic, revision, count, offset of the originals' table, of the translations'. Rows: length, offset. */
static gboolean read_head(Words *words)
{
  if (words->size < 28 || word_at(words, 0) != 0x950412de)
    return FALSE;
  words->n = word_at(words, 8);
  words->originals = word_at(words, 12);
  words->translations = word_at(words, 16);
  return TRUE;
}

Words *words_open(Lang lang, const char *locale_dir)
{
  Words *words = g_new0(Words, 1);
  words->lang = lang;
  if (lang != LANG_ZH || !locale_dir)
    return words;
  char *path = g_build_filename(locale_dir, "zh_CN", "LC_MESSAGES", "tekan.mo", NULL);
  FileFault fault;
  words->file = file_read(path, (FileRule){.most = LIMIT_YAML_BYTES}, &fault);
  g_free(path);
  if (!words->file)
    return words;
  words->bytes = g_bytes_get_data(words->file, &words->size);
  if (!read_head(words))
    words->n = 0;
  return words;
}

void words_free(Words *words)
{
  if (!words)
    return;
  if (words->file)
    g_bytes_unref(words->file);
  g_free(words);
}

Lang words_lang(const Words *words)
{
  return words->lang;
}

/* The originals are sorted by bytes. */
const char *words_say(const Words *words, const char *english)
{
  guint32 low = 0, high = *english ? words->n : 0; /* the empty original is the catalogue's own head */
  while (low < high) {
    guint32 middle = low + (high - low) / 2;
    const char *original = string_at(words, words->originals, middle);
    int order = original ? strcmp(english, original) : -1;
    if (order == 0) {
      const char *translation = string_at(words, words->translations, middle);
      return translation && *translation ? translation : english;
    }
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return english;
}
