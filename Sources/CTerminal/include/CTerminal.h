#ifndef CTERMINAL_H
#define CTERMINAL_H
#include <stdint.h>

// events.c: an eventfd, and the signals of the process through one.

/// An eventfd, or the error number negated.
int ct_event_open(void);
void ct_event_ring(int descriptor);
void ct_event_drain(int descriptor);

/// Installs the handlers, once a process; the descriptor they ring, or an error number negated.
int ct_signals_open(void);
/// The signals since the last call: bit n is signal n.
uint64_t ct_signals_take(void);
/// Stops the process group as Ctrl-Z does; returns when it is continued.
void ct_stop_process_group(void);

// restore.c: how the terminal is given back, whatever happens.

/// Keeps the terminal's modes as they are now.
void ct_restore_save(void);
/// Adds to what is written on restoring, terminfo padding left out; NULL adds nothing.
void ct_restore_append(const char *sequence);
/// Whether the terminal is in our hands.
void ct_restore_arm(int armed);
/// Gives the terminal back if it is in our hands; may be called in a signal handler.
void ct_restore_now(void);
/// Restores on a fault, writes `notice` to stderr and dies of the signal; forbids memory dumps.
void ct_crash_guard(const char *notice);

// screen.c: ncurses.

enum {
  CT_OPENED = 0,
  CT_UNKNOWN = 1,
  CT_NO_CURSOR_MOVES = 2,
};

/// LC_CTYPE by the environment, or C.UTF-8; whether the encoding now is UTF-8.
int ct_locale(int forced_utf8);
int ct_screen_open(const char *type);
int ct_screen_colors(void);
/// What the cells of a style look like; a colour of -1 is the terminal's own.
void ct_screen_style(uint8_t index, int foreground, int background, uint8_t attributes);
/// Puts `count` cells, two words each, laid out as Terminal's `Cell`.
void ct_screen_put(int row, int column, const uint64_t *cells, int count);
/// Sends what changed; a row of -1 hides the cursor.
void ct_screen_update(int row, int column);
void ct_screen_resize(int rows, int columns);
void ct_screen_suspend(void);
void ct_screen_resume(void);

void ct_terminal_size(int *rows, int *columns);
void ct_terminal_write(const char *bytes, int count);
#endif
