/* The floor: about the least that any list of mail on ncurses and SQLite costs.
 *
 *   floor FILE.db     j k PgDn PgUp g G move, Enter opens, q goes back and quits
 *
 * One query a page, one a row; keys that arrive together make one frame. */
#define _XOPEN_SOURCE 700
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <locale.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

enum key { UP = 256, DOWN, PAGE_UP, PAGE_DOWN };

static sqlite3 *db;
static sqlite3_stmt *page_rows, *body_text;
static int total, top, cursor;
static bool reading;

static sqlite3_stmt *prepared(const char *sql) {
  sqlite3_stmt *statement = NULL;
  if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) == SQLITE_OK)
    return statement;
  endwin();
  fprintf(stderr, "floor: %s\n", sqlite3_errmsg(db));
  exit(1);
}

static int list_height(void) { return LINES - 2; }

/* Writes text into exactly `width` cells. */
static void cells(int y, int x, int width, const char *text, size_t length) {
  move(y, x);
  while (width > 0 && length > 0) {
    wchar_t wide;
    int bytes = mbtowc(&wide, text, length);
    int columns = bytes > 0 ? wcwidth(wide) : -1;
    if (bytes <= 0) bytes = 1;
    if (columns > width) break;
    if (columns > 0) {
      addnwstr(&wide, 1);
      width -= columns;
    }
    text += bytes;
    length -= bytes;
  }
  if (width > 0) printw("%*s", width, "");
}

static void column(int y, int x, int width, sqlite3_stmt *row, int index) {
  const char *text = (const char *)sqlite3_column_text(row, index);
  if (text) cells(y, x, width, text, (size_t)sqlite3_column_bytes(row, index));
}

/* Draws `count` rows of the list that begin at `first`. */
static void draw_rows(int first, int count) {
  sqlite3_bind_int(page_rows, 1, first);
  sqlite3_bind_int(page_rows, 2, count);
  for (; count > 0 && sqlite3_step(page_rows) == SQLITE_ROW; count--, first++) {
    int y = first - top;
    attrset(first == cursor ? A_REVERSE : A_NORMAL);
    cells(y, 0, 2, "* ", sqlite3_column_int(page_rows, 4) ? 2 : 0);
    column(y, 2, 24, page_rows, 0);
    cells(y, 26, 1, "", 0);
    column(y, 27, COLS - 41, page_rows, 1);
    mvprintw(y, COLS - 14, "%3d ", sqlite3_column_int(page_rows, 2));
    column(y, COLS - 10, 10, page_rows, 3);
  }
  attrset(A_NORMAL);
  sqlite3_reset(page_rows);
  for (; count > 0; count--, first++) {
    move(first - top, 0);
    clrtoeol();
  }
}

static void draw_status(void) {
  mvprintw(LINES - 1, 0, " floor  %d of %d", cursor + 1, total);
  clrtoeol();
  move(cursor - top, 0);
}

static void move_to(int target) {
  int old = cursor, old_top = top, height = list_height();
  cursor = target >= total ? total - 1 : target;
  if (cursor < 0) cursor = 0;
  if (cursor < top) top = cursor;
  if (cursor >= top + height) top = cursor - height + 1;
  if (abs(top - old_top) > 1) {
    draw_rows(top, height);
    return;
  }
  if (top != old_top) {
    setscrreg(0, height - 1);
    scrollok(stdscr, TRUE);
    scrl(top - old_top);
    scrollok(stdscr, FALSE);
  }
  if (old >= top && old < top + height) draw_rows(old, 1);
  draw_rows(cursor, 1);
}

static void turn_page(int direction) {
  int last = total - list_height();
  top += direction * list_height();
  if (top > last) top = last;
  if (top < 0) top = 0;
  cursor = direction > 0 ? top : top + list_height() - 1;
  if (cursor >= total) cursor = total - 1;
  draw_rows(top, list_height());
}

static void draw_message(void) {
  int y = 3;
  erase();
  sqlite3_bind_int(page_rows, 1, cursor);
  sqlite3_bind_int(page_rows, 2, 1);
  if (sqlite3_step(page_rows) == SQLITE_ROW) {
    column(0, 0, COLS, page_rows, 0);
    column(1, 0, COLS, page_rows, 1);
  }
  sqlite3_reset(page_rows);
  sqlite3_bind_int(body_text, 1, cursor);
  if (sqlite3_step(body_text) == SQLITE_ROW) {
    const char *line = (const char *)sqlite3_column_text(body_text, 0);
    while (line && *line && y < LINES - 1) {
      size_t length = strcspn(line, "\n");
      cells(y++, 0, COLS, line, length);
      line += length + (line[length] == '\n');
    }
  }
  sqlite3_reset(body_text);
  mvaddstr(LINES - 1, 0, " floor  message");
}

static void draw_list(void) {
  erase();
  draw_rows(top, list_height());
  draw_status();
}

/* False when the program is to end. */
static bool answer(int key) {
  if (reading) {
    if (key == 'q') {
      reading = false;
      draw_list();
    }
    return true;
  }
  switch (key) {
  case 'q': return false;
  case '\r':
    reading = true;
    draw_message();
    return true;
  case 'j': case DOWN: move_to(cursor + 1); break;
  case 'k': case UP: move_to(cursor - 1); break;
  case 'g': move_to(0); break;
  case 'G': move_to(total - 1); break;
  case PAGE_DOWN: turn_page(1); break;
  case PAGE_UP: turn_page(-1); break;
  default: return true;
  }
  draw_status();
  return true;
}

/* The next key in what was read; `*at` moves past it. */
static int next_key(const char *bytes, size_t length, size_t *at) {
  static const struct { const char *sequence; int key; } named[] = {
      {"\x1b[6~", PAGE_DOWN}, {"\x1b[5~", PAGE_UP}, {"\x1b[A", UP}, {"\x1b[B", DOWN}};
  for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
    size_t size = strlen(named[i].sequence);
    if (length - *at >= size && memcmp(bytes + *at, named[i].sequence, size) == 0) {
      *at += size;
      return named[i].key;
    }
  }
  return (unsigned char)bytes[(*at)++];
}

static void run(void) {
  char bytes[4096];
  for (bool running = true; running;) {
    refresh();
    ssize_t length = read(STDIN_FILENO, bytes, sizeof bytes);
    if (length <= 0) return;
    for (size_t at = 0; running && at < (size_t)length;)
      running = answer(next_key(bytes, (size_t)length, &at));
  }
}

int main(int count, char **arguments) {
  if (count != 2) return 2;
  setlocale(LC_ALL, "");
  if (sqlite3_open_v2(arguments[1], &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK) return 1;
  page_rows = prepared("SELECT sender, subject, count, day, unread FROM threads"
                       " WHERE position >= ? ORDER BY position LIMIT ?");
  body_text = prepared("SELECT text FROM bodies WHERE position = ?");
  sqlite3_stmt *last = prepared("SELECT max(position) + 1 FROM threads");
  if (sqlite3_step(last) == SQLITE_ROW) total = sqlite3_column_int(last, 0);
  sqlite3_finalize(last);
  initscr();
  raw();
  noecho();
  idlok(stdscr, TRUE);
  draw_list();
  run();
  endwin();
  sqlite3_close_v2(db);
  return 0;
}
