#include "host/work.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct FileOut {
  char *path, *name;
  FILE *file;
  bool ours; /* a file, not a device */
  int error;
};

void file_tell_unwritable(DiagList *diags, const char *name, int error)
{
  bool named = error == ENAMETOOLONG || error == ELOOP; /* by whoever gave the name */
  diag_add(diags, named ? DIAG_OUTPUT_NAME : DIAG_OUTPUT_UNWRITABLE, (Place){.file = name}, name,
           host_reason(error, diag_lang(diags)));
}

void file_out_spoil(FileOut *out, int error)
{
  if (!out->error)
    out->error = error ? error : EIO;
}

FileOut *file_out_open(FileTarget target)
{
  FileOut *out = g_new0(FileOut, 1);
  out->path = g_strdup(target.path);
  out->name = g_strdup(target.name);
  out->file = g_fopen(target.path, "wbe");
  struct stat info;
  out->ours = out->file && !fstat(fileno(out->file), &info) && S_ISREG(info.st_mode);
  if (!out->file)
    file_out_spoil(out, target.error ? target.error : errno);
  return out;
}

bool file_out_write(FileOut *out, const void *bytes, size_t length)
{
  errno = 0;
  if (!out->error && length && fwrite(bytes, 1, length, out->file) != length)
    file_out_spoil(out, errno);
  return !out->error;
}

/* On some file systems nothing can be synchronised: what the system has taken is all there is to know then. */
static bool cannot_sync(int error)
{
  return error == EINVAL || error == ENOTSUP || error == EROFS;
}

bool file_out_close(FileOut *out, DiagList *diags)
{
  if (out->file && !out->error && fflush(out->file))
    file_out_spoil(out, errno);
  if (out->file && !out->error && fsync(fileno(out->file)) && !cannot_sync(errno))
    file_out_spoil(out, errno);
  if (out->file && fclose(out->file))
    file_out_spoil(out, errno);
  bool written = !out->error;
  if (!written) {
    if (out->ours)
      g_unlink(out->path);
    file_tell_unwritable(diags, out->name, out->error);
  }
  g_free(out->path);
  g_free(out->name);
  g_free(out);
  return written;
}

bool file_write(FileTarget target, const void *bytes, size_t length, DiagList *diags)
{
  FileOut *out = file_out_open(target);
  file_out_write(out, bytes, length);
  return file_out_close(out, diags);
}

bool file_replace(const char *part, FileTarget target, DiagList *diags)
{
  if (g_rename(part, target.path) == 0)
    return true;
  file_tell_unwritable(diags, target.name, errno);
  return false;
}

bool file_remove(const char *path)
{
  return g_unlink(path) == 0;
}

/* --- files a library has written -------------------------------------------------------------------- */

/* libqpdf looks at what each write says, but not at what the last one, when the file is closed, does: a file that lost
   its tail lacks its end mark (ISO 32000-1, 7.5.5). errno tells. */
static bool has_end(int fd)
{
  static const char MARK[] = "%%EOF";
  char tail[32];
  struct stat info;
  if (fstat(fd, &info))
    return false;
  off_t from = MAX(info.st_size - (off_t)sizeof tail, 0);
  ssize_t n = pread(fd, tail, sizeof tail, from);
  if (n < 0)
    return false;
  while (n > 0 && g_ascii_isspace(tail[n - 1]))
    n--;
  errno = ENOSPC;
  return n >= (ssize_t)strlen(MARK) && !memcmp(tail + n - strlen(MARK), MARK, strlen(MARK));
}

bool file_settle_pdf(FileTarget target, DiagList *diags)
{
  int fd = open(target.path, O_RDONLY | O_CLOEXEC);
  bool settled = fd >= 0 && has_end(fd) && (!fsync(fd) || cannot_sync(errno));
  if (!settled) {
    file_tell_unwritable(diags, target.name, errno);
    g_unlink(target.path);
  }
  if (fd >= 0)
    close(fd);
  return settled;
}
