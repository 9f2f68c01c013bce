#include "host/work.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* --- whose fault ---------------------------------------------------------------------------------- */

/* A name that leads nowhere is its writer's mistake; whatever else keeps us from a file is the machine's. */
static FileState state_of_error(int error)
{
  static const int INPUT[] = {ENOENT, ENOTDIR, ENAMETOOLONG, ELOOP};
  for (unsigned i = 0; i < G_N_ELEMENTS(INPUT); i++)
    if (error == INPUT[i])
      return FILE_NONE;
  return FILE_FAILED;
}

static bool fail(FileFault *fault, FileState state, int error)
{
  *fault = (FileFault){state, error};
  return false;
}

static bool fail_by_error(FileFault *fault, int error)
{
  return fail(fault, state_of_error(error), error);
}

/* --- what it must be ------------------------------------------------------------------------------ */

/* Where RULE.within really lies, asked once a file; NULL: it is nowhere, or nothing is asked. */
static char *find_root(FileRule rule, FileFault *fault)
{
  char *root = rule.within ? realpath(rule.within, NULL) : NULL;
  if (rule.within && !root)
    fail_by_error(fault, errno);
  return root;
}

/* Both whole, without . and .. */
static bool lies_in(const char *path, const char *folder)
{
  size_t n = strlen(folder);
  return !strncmp(path, folder, n) && (path[n] == '/' || folder[n - 1] == '/');
}

static bool check_within(const char *real, const char *root, FileFault *fault)
{
  return lies_in(real, root) || fail(fault, FILE_OUTSIDE, 0);
}

static bool check_kind(const struct stat *info, FileRule rule, FileFault *fault)
{
  if (!S_ISREG(info->st_mode))
    return fail(fault, FILE_ODD, S_ISDIR(info->st_mode) ? EISDIR : 0);
  if (rule.most && (guint64)info->st_size > rule.most)
    return fail(fault, FILE_LARGE, EFBIG);
  return true;
}

/* A link that leads nowhere is there, if what it leads to is not. */
static bool fail_at(const char *path, FileFault *fault, int error)
{
  struct stat info;
  bool link = (error == ENOENT || error == ELOOP) && !lstat(path, &info) && S_ISLNK(info.st_mode);
  return link ? fail(fault, FILE_ODD, error) : fail_by_error(fault, error);
}

FileRule file_rule_named(const char *base, const char *path, guint64 most)
{
  if (!base)
    return (FileRule){.most = most};
  char *root = g_canonicalize_filename(base, NULL), *file = g_canonicalize_filename(path, NULL);
  bool inside = lies_in(file, root);
  g_free(file);
  g_free(root);
  return (FileRule){inside ? base : NULL, most};
}

/* ROOT: NULL: it may lie anywhere. */
static bool look_within(const char *path, FileRule rule, const char *root, FileFault *fault)
{
  struct stat info;
  if (stat(path, &info))
    return fail_at(path, fault, errno);
  char *real = root ? realpath(path, NULL) : NULL;
  if (root && !real)
    return fail_by_error(fault, errno);
  bool fine = (!root || check_within(real, root, fault)) && check_kind(&info, rule, fault);
  free(real);
  return fine;
}

bool file_look(const char *path, FileRule rule, FileFault *fault)
{
  *fault = (FileFault){0};
  char *root = find_root(rule, fault);
  bool fine = (root || !rule.within) && look_within(path, rule, root, fault);
  free(root);
  return fine;
}

/* Where the open file really lies: what was looked at before may have been swapped since. */
static bool check_opened(int fd, const char *path, FileRule rule, const char *root, FileFault *fault)
{
  struct stat info;
  if (fstat(fd, &info))
    return fail_by_error(fault, errno);
  if (!check_kind(&info, rule, fault))
    return false;
  if (!root)
    return true;
  char link[64], real[PATH_MAX];
  g_snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t n = readlink(link, real, sizeof real - 1);
  if (n > 0) {
    real[n] = 0;
    return check_within(real, root, fault);
  }
  return look_within(path, rule, root, fault); /* a machine without /proc */
}

/* Looked at first: to open a device can do things by itself. */
static int open_within(const char *path, FileRule rule, const char *root, FileFault *fault)
{
  if (!look_within(path, rule, root, fault))
    return -1;
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (fd < 0) {
    fail_by_error(fault, errno);
    return -1;
  }
  if (check_opened(fd, path, rule, root, fault))
    return fd;
  close(fd);
  return -1;
}

static int open_file(const char *path, FileRule rule, FileFault *fault)
{
  *fault = (FileFault){0};
  char *root = find_root(rule, fault);
  int fd = root || !rule.within ? open_within(path, rule, root, fault) : -1;
  free(root);
  return fd;
}

/* --- reading -------------------------------------------------------------------------------------- */

static GBytes *read_all(int fd, FileRule rule, FileFault *fault)
{
  GByteArray *bytes = g_byte_array_new();
  guint8 block[65536];
  for (;;) {
    ssize_t n = read(fd, block, sizeof block);
    if (n < 0 && errno == EINTR)
      continue;
    if (n == 0)
      return g_byte_array_free_to_bytes(bytes);
    if (n < 0)
      fail(fault, FILE_FAILED, errno);
    else if (bytes->len + (guint64)n > (rule.most ? MIN(rule.most, G_MAXINT32) : G_MAXINT32)) /* it grew meanwhile */
      fail(fault, FILE_LARGE, EFBIG);
    else {
      g_byte_array_append(bytes, block, (guint)n);
      continue;
    }
    g_byte_array_unref(bytes);
    return NULL;
  }
}

GBytes *file_read(const char *path, FileRule rule, FileFault *fault)
{
  int fd = open_file(path, rule, fault);
  GBytes *bytes = fd < 0 ? NULL : read_all(fd, rule, fault);
  if (fd >= 0)
    close(fd);
  return bytes;
}

GBytes *file_map(const char *path, FileRule rule, FileFault *fault)
{
  int fd = open_file(path, rule, fault);
  if (fd < 0)
    return NULL;
  errno = 0;
  GMappedFile *file = g_mapped_file_new_from_fd(fd, FALSE, NULL);
  if (!file)
    fail(fault, FILE_FAILED, errno ? errno : ENOMEM);
  close(fd);
  GBytes *bytes = file ? g_mapped_file_get_bytes(file) : NULL;
  if (file)
    g_mapped_file_unref(file);
  return bytes;
}

FILE *file_stream(const char *path, FileRule rule, FileFault *fault)
{
  int fd = open_file(path, rule, fault);
  FILE *file = fd < 0 ? NULL : fdopen(fd, "rb");
  if (fd >= 0 && !file) {
    fail(fault, FILE_FAILED, errno);
    close(fd);
  }
  return file;
}

/* --- folders -------------------------------------------------------------------------------------- */

bool file_is_folder(const char *path, FileFault *fault)
{
  struct stat info;
  *fault = (FileFault){0};
  if (stat(path, &info))
    return fail_by_error(fault, errno);
  return S_ISDIR(info.st_mode) || fail(fault, FILE_ODD, ENOTDIR);
}

static int compare_names(gconstpointer a, gconstpointer b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

char **file_names(const char *dir, FileFault *fault)
{
  *fault = (FileFault){0};
  DIR *open = opendir(dir);
  if (!open) {
    fail_by_error(fault, errno);
    return NULL;
  }
  GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
  struct dirent *entry;
  while (errno = 0, (entry = readdir(open)))
    if (*entry->d_name != '.')
      g_ptr_array_add(names, g_strdup(entry->d_name));
  bool whole = !errno || fail(fault, FILE_FAILED, errno);
  closedir(open);
  if (!whole) {
    g_ptr_array_free(names, TRUE);
    return NULL;
  }
  g_ptr_array_sort(names, compare_names);
  g_ptr_array_add(names, NULL);
  return (char **)g_ptr_array_free(names, FALSE);
}

/* --- telling -------------------------------------------------------------------------------------- */

typedef struct {
  int error;
  const char *words[2]; /* by Lang */
} Reason;

static const Reason REASONS[] = {
    {ENOENT, {"there is nothing of that name", "没有这个文件或文件夹"}},
    {ENOTDIR, {"a folder on the way is a file", "路径中有一段不是文件夹"}},
    {EISDIR, {"it is a folder", "它是文件夹"}},
    {ELOOP, {"too many links on the way", "路径中链接层数过多"}},
    {ENAMETOOLONG, {"the name is too long", "名称过长"}},
    {EACCES, {"no permission", "没有权限"}},
    {EPERM, {"no permission", "没有权限"}},
    {EROFS, {"the disk is read-only", "磁盘为只读"}},
    {ENOSPC, {"the disk is full", "磁盘已满"}},
    {EDQUOT, {"the disk quota is used up", "磁盘配额已用完"}},
    {EFBIG, {"the file is too large", "文件过大"}},
    {EIO, {"the disk could not be read or written", "磁盘读写出错"}},
    {ENOMEM, {"out of memory", "内存不足"}},
    {EMFILE, {"too many files are open", "打开的文件过多"}},
    {ENFILE, {"too many files are open", "打开的文件过多"}},
    {EEXIST, {"something of that name is in the way", "已有同名文件"}},
    {ENOTEMPTY, {"something of that name is in the way", "已有同名文件"}},
    {ESTALE, {"the network disk is gone", "网络磁盘已断开"}},
};

const char *host_reason(int error, Lang lang)
{
  for (unsigned i = 0; i < G_N_ELEMENTS(REASONS); i++)
    if (REASONS[i].error == error)
      return REASONS[i].words[lang];
  return g_strerror(error);
}

const char *file_reason(const FileFault *fault, Lang lang)
{
  if (fault->state == FILE_ODD && fault->error == 0)
    return lang == LANG_ZH ? "不是普通文件" : "it is no regular file";
  if (fault->state == FILE_ODD && fault->error == ENOENT)
    return lang == LANG_ZH ? "它是指不到任何文件的链接" : "it is a link that leads nowhere";
  if (fault->state == FILE_ODD && fault->error == ELOOP)
    return lang == LANG_ZH ? "它是指回自身的链接" : "it is a link that leads back to itself";
  if (fault->state == FILE_OUTSIDE)
    return lang == LANG_ZH ? "指向所属文件夹之外" : "it leads out of its folder";
  if (fault->state == FILE_LARGE)
    return lang == LANG_ZH ? "文件过大" : "it is too large";
  return host_reason(fault->error, lang);
}

bool file_tell_failed(DiagList *diags, Place place, const char *name, const FileFault *fault)
{
  if (fault->state == FILE_FAILED)
    diag_add(diags, DIAG_FILE_FAILED, place, name, file_reason(fault, diag_lang(diags)));
  return fault->state == FILE_FAILED;
}

void file_tell(DiagList *diags, Place place, const char *name, FileRule rule, const FileFault *fault)
{
  if (file_tell_failed(diags, place, name, fault))
    return;
  if (fault->state == FILE_OUTSIDE)
    diag_add(diags, DIAG_FILE_OUTSIDE, place, name);
  else if (fault->state == FILE_LARGE)
    diag_add(diags, DIAG_LIMIT, place, name, (int)MIN(rule.most, G_MAXINT32));
  else
    diag_add(diags, DIAG_FILE_UNREADABLE, place, name, file_reason(fault, diag_lang(diags)));
}
