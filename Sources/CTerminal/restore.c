#define _GNU_SOURCE
#include "CTerminal.h"
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <termios.h>
#include <unistd.h>

static struct termios saved;
static volatile sig_atomic_t has_saved, is_armed;
static char sequences[512];
static volatile int sequence_length;
static char notice_text[256];
static volatile int notice_length;
static char handler_stack[65536];

void ct_terminal_write(const char *bytes, int count) {
  while (count > 0) {
    ssize_t written = write(STDOUT_FILENO, bytes, (size_t)count);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0 && errno == EAGAIN) {
      struct pollfd ready = {.fd = STDOUT_FILENO, .events = POLLOUT};
      if (poll(&ready, 1, 1000) > 0) continue;
    }
    if (written <= 0) return;
    bytes += written;
    count -= (int)written;
  }
}

void ct_restore_save(void) {
  if (!has_saved && tcgetattr(STDIN_FILENO, &saved) == 0) has_saved = 1;
  static int registered;
  if (!registered++) atexit(ct_restore_now);
}

void ct_restore_append(const char *sequence) {
  int length = sequence_length;
  while (sequence && *sequence && length < (int)sizeof sequences) {
    const char *end = sequence[0] == '$' && sequence[1] == '<' ? strchr(sequence, '>') : NULL;
    if (end) {
      sequence = end + 1;
    } else {
      sequences[length++] = *sequence++;
    }
  }
  sequence_length = length;
}

void ct_restore_arm(int armed) { is_armed = armed; }

void ct_restore_now(void) {
  if (!is_armed) return;
  is_armed = 0;
  ct_terminal_write(sequences, sequence_length);
  if (has_saved) tcsetattr(STDIN_FILENO, TCSADRAIN, &saved);
}

static void die(int number) {
  ct_restore_now();
  if (write(STDERR_FILENO, notice_text, (size_t)notice_length) < 0) _exit(128 + number);
  signal(number, SIG_DFL);
  raise(number);
  _exit(128 + number);
}

void ct_crash_guard(const char *notice) {
  size_t length = strnlen(notice, sizeof notice_text - 1);
  memcpy(notice_text, notice, length);
  notice_text[length] = '\n';
  notice_length = (int)length + 1;
  struct rlimit none = {0, 0};
  setrlimit(RLIMIT_CORE, &none);
  prctl(PR_SET_DUMPABLE, 0);
  stack_t stack = {.ss_sp = handler_stack, .ss_size = sizeof handler_stack};
  sigaltstack(&stack, NULL);
  struct sigaction action = {
    .sa_handler = die, .sa_flags = SA_ONSTACK | SA_RESETHAND | SA_NODEFER};
  sigemptyset(&action.sa_mask);
  const int faults[] = {SIGILL, SIGTRAP, SIGSEGV, SIGABRT, SIGBUS, SIGFPE};
  for (unsigned i = 0; i < sizeof faults / sizeof *faults; i++) {
    sigaction(faults[i], &action, NULL);
  }
}
