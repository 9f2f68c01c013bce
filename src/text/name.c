/* Datelines: 本报讯（记者 张三 通讯员 李 四）. A two-character name is padded to the width of three. */
#include <string.h>

#include "text/work.h"

enum { REACH = 60 }; /* characters a dateline runs to at most */

static bool is_space(uint32_t code)
{
  return code == ' ' || code == MARK_SPACE || code == MARK_NBSP;
}

static bool follows(const uint32_t *codes, unsigned n, unsigned i, const char *word)
{
  for (size_t at = 0, length = strlen(word); at < length; i++)
    if (i >= n || codes[i] != walk_next(word, length, &at))
      return false;
  return true;
}

static bool starts_role(const uint32_t *codes, unsigned n, unsigned i)
{
  static const char *const ROLES[] = {"记者", "通讯员", "实习生", "摄", "文", "图", "报道"};
  for (size_t k = 0; k < G_N_ELEMENTS(ROLES); k++)
    if (follows(codes, n, i, ROLES[k]))
      return true;
  return false;
}

static bool ends_role(const uint32_t *codes, unsigned n, unsigned end)
{
  return (end >= 2 && follows(codes, n, end - 2, "记者")) || (end >= 3 && follows(codes, n, end - 3, "通讯员")) ||
         (end >= 3 && follows(codes, n, end - 3, "实习生"));
}

bool name_in_dateline(const uint32_t *codes, unsigned n, unsigned i)
{
  bool role = false;
  for (unsigned k = i, steps = 0; k-- > 0 && steps < REACH; steps++) {
    if (codes[k] == MARK_PAREN_OPEN || codes[k] == '(')
      return role;
    if (codes[k] == MARK_PAREN_CLOSE || codes[k] == ')' || codes[k] == MARK_STOP || codes[k] == '\n')
      return false;
    role = role || follows(codes, n, k, "记者") || follows(codes, n, k, "通讯员");
  }
  return false;
}

bool name_is_padded(const uint32_t *codes, unsigned n, unsigned i)
{
  if (i == 0 || i + 1 >= n || !is_space(codes[i]) || !walk_is_han(codes[i - 1]) || !walk_is_han(codes[i + 1]))
    return false;
  bool left = i < 2 || !walk_is_han(codes[i - 2]) || ends_role(codes, n, i - 1);
  bool right = i + 2 >= n || !walk_is_han(codes[i + 2]) || starts_role(codes, n, i + 2);
  return left && right && !starts_role(codes, n, i + 1) && name_in_dateline(codes, n, i);
}
