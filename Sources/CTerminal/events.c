#define _GNU_SOURCE
#include "CTerminal.h"
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <unistd.h>

static const int handled[] = {
  SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGUSR1, SIGUSR2,
};
static volatile uint64_t arrived;
static volatile int bell = -1;

int ct_event_open(void) {
  int descriptor = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  return descriptor < 0 ? -errno : descriptor;
}

void ct_event_ring(int descriptor) {
  uint64_t one = 1;
  if (write(descriptor, &one, sizeof one) < 0) return;  // full: it is readable anyway
}

void ct_event_drain(int descriptor) {
  uint64_t count;
  if (read(descriptor, &count, sizeof count) < 0) return;
}

static void note(int number) {
  int before = errno;
  __atomic_fetch_or(&arrived, UINT64_C(1) << number, __ATOMIC_SEQ_CST);
  ct_event_ring(bell);
  errno = before;
}

static void handle(int number) {
  struct sigaction action = {.sa_handler = note, .sa_flags = SA_RESTART}, before;
  sigemptyset(&action.sa_mask);
  // nohup ignores SIGHUP for us: it stays ignored.
  if (sigaction(number, NULL, &before) == 0 && before.sa_handler == SIG_IGN) return;
  sigaction(number, &action, NULL);
}

int ct_signals_open(void) {
  if (bell >= 0) return bell;
  int descriptor = ct_event_open();
  if (descriptor < 0) return descriptor;
  bell = descriptor;
  signal(SIGPIPE, SIG_IGN);
  sigset_t set;
  sigemptyset(&set);
  for (unsigned i = 0; i < sizeof handled / sizeof *handled; i++) {
    handle(handled[i]);
    sigaddset(&set, handled[i]);
  }
  pthread_sigmask(SIG_UNBLOCK, &set, NULL);
  return bell;
}

uint64_t ct_signals_take(void) {
  if (bell >= 0) ct_event_drain(bell);
  return __atomic_exchange_n(&arrived, 0, __ATOMIC_SEQ_CST);
}

void ct_stop_process_group(void) {
  struct sigaction standard = {.sa_handler = SIG_DFL}, before;
  sigaction(SIGTSTP, &standard, &before);
  // The default action, unlike SIGSTOP, does nothing where no shell could continue us.
  kill(0, SIGTSTP);
  sigaction(SIGTSTP, &before, NULL);
}
