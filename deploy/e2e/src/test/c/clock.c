/*
 * A clock that can be set while programs run: what they are told as the time of day is the machine's plus a number of
 * nanoseconds, the first eight bytes of the file that CDP_CLOCK_FILE names. Loaded by LD_PRELOAD into each of them. The
 * monotonic clock is left alone, as it is when a machine's clock is set.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define SECOND 1000000000LL

static _Atomic int64_t no_offset;
static _Atomic int64_t *shared = &no_offset;
static int (*real_clock_gettime)(clockid_t, struct timespec *);
static int (*real_cond_timedwait)(pthread_cond_t *, pthread_mutex_t *, const struct timespec *);
static int (*real_sem_timedwait)(sem_t *, const struct timespec *);

__attribute__((constructor)) static void open_clock(void) {
  real_clock_gettime = dlsym(RTLD_NEXT, "clock_gettime");
  real_cond_timedwait = dlvsym(RTLD_NEXT, "pthread_cond_timedwait", "GLIBC_2.3.2");
  if (real_cond_timedwait == NULL) real_cond_timedwait = dlsym(RTLD_NEXT, "pthread_cond_timedwait");
  real_sem_timedwait = dlsym(RTLD_NEXT, "sem_timedwait");
  const char *path = getenv("CDP_CLOCK_FILE");
  int file = path == NULL ? -1 : open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return;
  void *page = mmap(NULL, sizeof(int64_t), PROT_READ, MAP_SHARED, file, 0);
  close(file);
  if (page != MAP_FAILED) shared = page;
}

static int64_t offset(void) { return atomic_load_explicit(shared, memory_order_relaxed); }

static struct timespec moved(struct timespec time, int64_t by) {
  int64_t nanos = time.tv_nsec + by % SECOND;
  time.tv_sec += by / SECOND;
  if (nanos >= SECOND) {
    nanos -= SECOND;
    time.tv_sec++;
  } else if (nanos < 0) {
    nanos += SECOND;
    time.tv_sec--;
  }
  time.tv_nsec = nanos;
  return time;
}

static int is_time_of_day(clockid_t clock) { return clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE; }

int clock_gettime(clockid_t clock, struct timespec *time) {
  /* Other libraries' constructors may ask before ours has run. */
  if (real_clock_gettime == NULL) real_clock_gettime = dlsym(RTLD_NEXT, "clock_gettime");
  int result = real_clock_gettime(clock, time);
  if (result == 0 && is_time_of_day(clock)) *time = moved(*time, offset());
  return result;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
  (void)zone;
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  time->tv_sec = now.tv_sec;
  time->tv_usec = now.tv_nsec / 1000;
  return 0;
}

time_t time(time_t *result) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (result != NULL) *result = now.tv_sec;
  return now.tv_sec;
}

/*
 * The kernel knows nothing of the offset: a moment in the time of day is told to it in its own. A moment of the
 * monotonic clock, which counts from the machine's start, is decades away from both.
 */
static struct timespec kernels(const struct timespec *moment) {
  int64_t by = offset();
  struct timespec now;
  if (by == 0 || clock_gettime(CLOCK_REALTIME, &now) != 0) return *moment;
  int64_t years = 10LL * 365 * 86400;
  int64_t away = (int64_t)moment->tv_sec - now.tv_sec;
  return away > -years && away < years ? moved(*moment, -by) : *moment;
}

int pthread_cond_timedwait(pthread_cond_t *cond, pthread_mutex_t *mutex, const struct timespec *moment) {
  struct timespec told = kernels(moment);
  return real_cond_timedwait(cond, mutex, &told);
}

int sem_timedwait(sem_t *semaphore, const struct timespec *moment) {
  struct timespec told = kernels(moment);
  return real_sem_timedwait(semaphore, &told);
}
