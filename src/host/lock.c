/* Locks that end with the process that has them, whatever machine or container it runs in: a process number means
   nothing on another one. */
#include "host/work.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

static int lock(int fd, int how)
{
  int done;
  do
    done = fd < 0 ? -1 : flock(fd, how);
  while (done && fd >= 0 && errno == EINTR);
  if (!done)
    return fd;
  int error = errno;
  if (fd >= 0)
    close(fd);
  errno = error;
  return -1;
}

int lock_try(const char *file)
{
  return lock(open(file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666), LOCK_EX | LOCK_NB);
}

int lock_folder(const char *folder)
{
  return lock(open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC), LOCK_EX);
}
