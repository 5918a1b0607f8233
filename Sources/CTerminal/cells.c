#define _GNU_SOURCE
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#include "CTerminal.h"
#include <curses.h>
#include <wchar.h>

enum { MAX_CELLS = 1024 };
static attr_t attributes_of[256];
static int pair_of[256];

int ct_screen_colors(void) { return has_colors() ? COLORS : 0; }

void ct_screen_style(uint8_t index, int foreground, int background, uint8_t attributes) {
  static const attr_t bits[] = {A_BOLD, A_DIM, A_UNDERLINE, A_REVERSE, A_ITALIC};
  attributes_of[index] = A_NORMAL;
  for (int i = 0; i < 5; i++) {
    if (attributes >> i & 1) attributes_of[index] |= bits[i];
  }
  pair_of[index] = 0;
  // alloc_pair crashes on a terminal without colours.
  if (!has_colors() || (foreground < 0 && background < 0)) return;
  if (use_default_colors() != OK) {
    if (foreground < 0) foreground = COLOR_WHITE;
    if (background < 0) background = COLOR_BLACK;
  }
  if (foreground >= COLORS || background >= COLORS) return;
  int pair = alloc_pair(foreground, background);
  if (pair > 0) pair_of[index] = pair;
}

static cchar_t cell(const uint64_t *words, int *needs_blank) {
  const uint32_t scalars[] = {
    words[0] & 0x1FFFFF, words[0] >> 21 & 0x1FFFFF, words[0] >> 42 & 0x1FFFFF,
    words[1] & 0x1FFFFF, words[1] >> 21 & 0x1FFFFF};
  uint8_t style = words[1] >> 42 & 0xFF;
  int width = words[1] >> 50 & 3, count = 1;
  cchar_t made = {.attr = attributes_of[style] | COLOR_PAIR(pair_of[style])};
  made.ext_color = pair_of[style];
  made.chars[0] = (wchar_t)scalars[0];
  if (scalars[0] < 0x7F && !scalars[1]) return made;
  // ncurses counts with the C library's table; where ours differs, a stand-in keeps the columns.
  if (wcwidth(made.chars[0]) != width) {
    made.chars[0] = wcwidth(0xFFFD) == 1 ? 0xFFFD : L'?';
    *needs_blank = width == 2;
    return made;
  }
  for (int i = 1; i < 5 && scalars[i]; i++) {
    if (wcwidth((wchar_t)scalars[i]) == 0) made.chars[count++] = (wchar_t)scalars[i];
  }
  return made;
}

void ct_screen_put(int row, int column, const uint64_t *words, int count) {
  cchar_t line[MAX_CELLS];
  int filled = 0, needs_blank = 0;
  for (int i = 0; i < count && filled < MAX_CELLS; i++, words += 2) {
    if ((words[1] >> 50 & 3) == 0 && !needs_blank) continue;
    if (needs_blank) {
      const uint64_t blank[] = {' ', (words[1] & UINT64_C(0xFF) << 42) | UINT64_C(1) << 50};
      needs_blank = 0;
      line[filled++] = cell(blank, &needs_blank);
    } else {
      line[filled++] = cell(words, &needs_blank);
    }
  }
  mvadd_wchnstr(row, column, line, filled);
}
