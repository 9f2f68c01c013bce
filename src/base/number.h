/* Numbers of foreign files, as doubles, to whole ones: a cast of what an integer does not hold is undefined (C17,
   6.3.1.4). Nothing in src/ casts a double it has not bounded itself. */
#ifndef TEKAN_BASE_NUMBER_H
#define TEKAN_BASE_NUMBER_H

#include <math.h>
#include <stddef.h>
#include <stdint.h>

/* X cut to a whole number, from LEAST to MOST; what is not a number comes to LEAST. */
static inline int64_t number_whole(double x, int64_t least, int64_t most)
{
  if (!(x > (double)least))
    return least;
  return x >= (double)most ? most : (int64_t)x;
}

static inline int number_int(double x, int least, int most)
{
  return (int)number_whole(x, least, most);
}

static inline size_t number_size(double x, size_t most)
{
  return (size_t)number_whole(x, 0, most > INT64_MAX ? INT64_MAX : (int64_t)most);
}

/* To the nearest whole number, half away from zero, as far as an int goes. */
static inline int number_round(double x)
{
  return number_int(round(x), INT32_MIN, INT32_MAX);
}

/* Seconds since 1970 as `date +%s` prints them and SOURCE_DATE_EPOCH has them (reproducible-builds.org): digits alone,
   up to the year 9999. −1: TEXT is something else. */
static inline int64_t number_epoch(const char *text)
{
  const int64_t most = 253402300799;
  int64_t seconds = 0;
  const char *at = text;
  for (; *at >= '0' && *at <= '9' && seconds <= most; at++)
    seconds = seconds * 10 + (*at - '0');
  return at == text || *at || seconds > most ? -1 : seconds;
}

#endif
