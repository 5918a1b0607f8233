#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// A terminal in memory: libvterm's screen.
typedef struct cvt_terminal cvt_terminal;

/// One cell: its scalars (`count` of them), columns, and what a style can be told by.
typedef struct {
  uint32_t scalars[6];
  int count;
  int width;
  bool bold, underline, reverse;
  /// Palette index 0 to 255, -1 for the default colour, -2 for a colour given as RGB.
  int foreground, background;
} cvt_cell;

cvt_terminal *cvt_new(int rows, int columns);
void cvt_free(cvt_terminal *terminal);
void cvt_write(cvt_terminal *terminal, const uint8_t *bytes, size_t count);
void cvt_resize(cvt_terminal *terminal, int rows, int columns);
/// Takes what the terminal answers to queries; returns the number of bytes.
size_t cvt_take_answer(cvt_terminal *terminal, uint8_t *bytes, size_t capacity);
cvt_cell cvt_cell_at(const cvt_terminal *terminal, int row, int column);
void cvt_cursor(const cvt_terminal *terminal, int *row, int *column);
bool cvt_cursor_is_visible(const cvt_terminal *terminal);
bool cvt_alternate_screen_is_on(const cvt_terminal *terminal);
