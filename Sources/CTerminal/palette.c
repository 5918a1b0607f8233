#include "CTerminal.h"
#include <curses.h>
#include <term.h>

// Alone in its file: the macros of <term.h> break everything else.
void ct_keep_palette(void) {
  // ncurses would send OSC 104 on leaving, which undoes the colours a user has set.
  orig_colors = NULL;
}
