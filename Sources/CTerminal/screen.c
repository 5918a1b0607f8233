#define _GNU_SOURCE
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#include "CTerminal.h"
#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

// <term.h> defines `lines`, `columns` and hundreds more as macros.
extern int setupterm(const char *type, int descriptor, int *result);
extern char *tigetstr(const char *name);

int ct_locale(int forced_utf8) {
  if (!setlocale(LC_CTYPE, "")) setlocale(LC_CTYPE, "C");
  if (forced_utf8 && strcmp(nl_langinfo(CODESET), "UTF-8")) setlocale(LC_CTYPE, "C.UTF-8");
  return !strcmp(nl_langinfo(CODESET), "UTF-8");
}

int ct_screen_open(const char *type) {
  int result = 0;
  if (setupterm(type, STDOUT_FILENO, &result) != OK || result != 1) return CT_UNKNOWN;
  const char *moves = tigetstr("cup");
  if (!moves || moves == (char *)-1) return CT_NO_CURSOR_MOVES;
  // The terminal's size is asked for later: newterm would allocate whatever it is told.
  use_env(FALSE);
  use_tioctl(FALSE);
  if (!newterm(type, stdout, stdin)) return CT_UNKNOWN;
  raw();
  noecho();
  nonl();
  typeahead(-1);
  leaveok(stdscr, TRUE);
  curs_set(0);
  if (has_colors() && start_color() == OK) use_default_colors();
  const char *names[] = {"sgr0", "op", "rmcup", "cnorm"};
  for (unsigned i = 0; i < sizeof names / sizeof *names; i++) {
    const char *sequence = tigetstr(names[i]);
    if (sequence != (char *)-1) ct_restore_append(sequence);
  }
  return CT_OPENED;
}

// Whether the cursor is shown; -1: unknown.
static int is_shown;

void ct_screen_update(int row, int column) {
  if ((row >= 0) != is_shown) {
    is_shown = row >= 0;
    // A hidden cursor may stay where the last change was: moving it costs bytes.
    leaveok(stdscr, !is_shown);
    curs_set(is_shown);
  }
  if (is_shown) move(row, column);
  wnoutrefresh(stdscr);
  doupdate();
}

void ct_screen_resize(int rows, int columns) {
  resizeterm(rows, columns);
  // What a terminal keeps of its old cells is its own affair.
  erase();
  clearok(curscr, TRUE);
}

// endwin is never called: after it the next frame would begin with OSC 104, which undoes the
// colours that a user has set. The restore string does what else it does.
void ct_screen_suspend(void) { def_prog_mode(); }

void ct_screen_resume(void) {
  reset_prog_mode();
  const char *enter = tigetstr("smcup");
  if (enter && enter != (char *)-1) ct_terminal_write(enter, (int)strlen(enter));
  is_shown = -1;
  clearok(curscr, TRUE);
}

void ct_terminal_size(int *rows, int *columns) {
  struct winsize size = {0};
  ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
  *rows = size.ws_row;
  *columns = size.ws_col;
}
