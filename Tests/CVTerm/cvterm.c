#include "cvterm.h"

#include <stdlib.h>
#include <vterm.h>

struct cvt_terminal {
  VTerm *vt;
  VTermScreen *screen;
  VTermState *state;
  bool cursor_is_visible, alternate_screen_is_on;
};

static int property_changed(VTermProp property, VTermValue *value, void *user) {
  cvt_terminal *terminal = user;
  if (property == VTERM_PROP_CURSORVISIBLE) terminal->cursor_is_visible = value->boolean;
  if (property == VTERM_PROP_ALTSCREEN) terminal->alternate_screen_is_on = value->boolean;
  return 1;
}

static const VTermScreenCallbacks callbacks = {.settermprop = property_changed};

cvt_terminal *cvt_new(int rows, int columns) {
  cvt_terminal *terminal = calloc(1, sizeof *terminal);
  if (!terminal) abort();
  terminal->cursor_is_visible = true;
  terminal->vt = vterm_new(rows, columns);
  vterm_set_utf8(terminal->vt, 1);
  terminal->screen = vterm_obtain_screen(terminal->vt);
  terminal->state = vterm_obtain_state(terminal->vt);
  vterm_screen_set_callbacks(terminal->screen, &callbacks, terminal);
  vterm_screen_enable_altscreen(terminal->screen, 1);
  vterm_screen_reset(terminal->screen, 1);
  return terminal;
}

void cvt_free(cvt_terminal *terminal) {
  vterm_free(terminal->vt);
  free(terminal);
}

void cvt_write(cvt_terminal *terminal, const uint8_t *bytes, size_t count) {
  vterm_input_write(terminal->vt, (const char *)bytes, count);
}

void cvt_resize(cvt_terminal *terminal, int rows, int columns) {
  vterm_set_size(terminal->vt, rows, columns);
}

size_t cvt_take_answer(cvt_terminal *terminal, uint8_t *bytes, size_t capacity) {
  return vterm_output_read(terminal->vt, (char *)bytes, capacity);
}

static int palette_index(const VTermColor *colour, bool is_default) {
  if (is_default) return -1;
  return VTERM_COLOR_IS_INDEXED(colour) ? colour->indexed.idx : -2;
}

cvt_cell cvt_cell_at(const cvt_terminal *terminal, int row, int column) {
  cvt_cell result = {.width = 1, .foreground = -1, .background = -1};
  VTermScreenCell cell;
  if (!vterm_screen_get_cell(terminal->screen, (VTermPos){row, column}, &cell)) return result;
  while (result.count < VTERM_MAX_CHARS_PER_CELL && cell.chars[result.count]) {
    result.scalars[result.count] = cell.chars[result.count];
    result.count++;
  }
  result.width = cell.width;
  result.bold = cell.attrs.bold;
  result.underline = cell.attrs.underline != 0;
  result.reverse = cell.attrs.reverse;
  result.foreground = palette_index(&cell.fg, VTERM_COLOR_IS_DEFAULT_FG(&cell.fg));
  result.background = palette_index(&cell.bg, VTERM_COLOR_IS_DEFAULT_BG(&cell.bg));
  return result;
}

void cvt_cursor(const cvt_terminal *terminal, int *row, int *column) {
  VTermPos position;
  vterm_state_get_cursorpos(terminal->state, &position);
  *row = position.row;
  *column = position.col;
}

bool cvt_cursor_is_visible(const cvt_terminal *terminal) { return terminal->cursor_is_visible; }

bool cvt_alternate_screen_is_on(const cvt_terminal *terminal) {
  return terminal->alternate_screen_is_on;
}
