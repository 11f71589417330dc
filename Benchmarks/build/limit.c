// The limit for building a static site: what the same work costs in C, with libcmark and little else.
//
//   cc -O2 -o limit limit.c -lcmark -lpthread
//   limit IN OUT
//
// Two threads read every page below IN, take its title, parse and render it with libcmark, lead links
// between files to pages, give headings ids, make a table of contents and a plain layout, and write the
// page. A sitemap and the text for a search stand beside the pages. There is no check, no template, no
// escape but cmark's: it is a yardstick and not a generator.
#define _GNU_SOURCE
#include <cmark.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// Bytes that grow.
typedef struct { char *p; size_t n, capacity; } Bytes;

static void put(Bytes *b, const char *s, size_t n) {
  if (b->n + n + 1 > b->capacity) {
    b->capacity = (b->n + n) * 2 + 256;
    b->p = realloc(b->p, b->capacity);
  }
  memcpy(b->p + b->n, s, n);
  b->n += n;
  b->p[b->n] = 0;
}
static void text(Bytes *b, const char *s) { put(b, s, strlen(s)); }

// Memory for cmark's nodes, one piece for each thread, emptied after every page.
static __thread char *arena;
static __thread size_t used;
enum { ARENA = 64 << 20 };

static void *take(size_t count, size_t size) {
  size_t bytes = (count * size + 31) & ~(size_t)15;
  if (!arena) arena = malloc(ARENA);
  if (used + bytes > ARENA) { fputs("a page is too large\n", stderr); exit(1); }
  char *place = arena + used;
  used += bytes;
  memset(place, 0, bytes);
  *(size_t *)place = count * size;
  return place + 16;
}
static void *grow(void *old, size_t size) {
  void *place = take(1, size);
  if (old) { size_t had = ((size_t *)old)[-2]; memcpy(place, old, had < size ? had : size); }
  return place;
}
static void forget(void *place) { (void)place; }
static cmark_mem memory = {take, grow, forget};

// The files.
static char **paths;
static size_t count, room, root;
static const char *out;
static atomic_size_t next_page;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static Bytes sitemap, search;

static void walk(char *path, size_t n) {
  DIR *folder = opendir(path);
  if (!folder) { perror(path); exit(1); }
  for (struct dirent *e; (e = readdir(folder));) {
    size_t k = strlen(e->d_name);
    if (e->d_name[0] == '.') continue;
    path[n] = '/';
    memcpy(path + n + 1, e->d_name, k + 1);
    if (e->d_type == DT_DIR) {
      walk(path, n + 1 + k);
    } else if (k > 3 && !strcmp(e->d_name + k - 3, ".md")) {
      if (count == room) paths = realloc(paths, (room = room * 2 + 1024) * sizeof *paths);
      paths[count++] = strdup(path);
    }
  }
  path[n] = 0;
  closedir(folder);
}

static void read_file(const char *path, Bytes *b) {
  int file = open(path, O_RDONLY);
  struct stat status;
  if (file < 0 || fstat(file, &status)) { perror(path); exit(1); }
  b->n = 0;
  put(b, "", 0);
  if (b->capacity < (size_t)status.st_size + 1) b->p = realloc(b->p, b->capacity = status.st_size + 1);
  for (ssize_t k; b->n < (size_t)status.st_size && (k = read(file, b->p + b->n, status.st_size - b->n)) > 0;)
    b->n += k;
  b->p[b->n] = 0;
  close(file);
}

static void make_folders(char *path) {
  if (!mkdir(path, 0777) || errno == EEXIST) return;
  char *slash = strrchr(path, '/');
  *slash = 0;
  make_folders(path);
  *slash = '/';
  mkdir(path, 0777);
}
static void write_file(const char *path, const Bytes *b) {
  int flags = O_WRONLY | O_CREAT | O_TRUNC, file = open(path, flags, 0666);
  if (file < 0 && errno == ENOENT) {
    char folder[PATH_MAX];
    strcpy(folder, path);
    *strrchr(folder, '/') = 0;
    make_folders(folder);
    file = open(path, flags, 0666);
  }
  if (file < 0) { perror(path); exit(1); }
  for (size_t done = 0; done < b->n;) {
    ssize_t k = write(file, b->p + done, b->n - done);
    if (k < 0) { perror(path); exit(1); }
    done += k;
  }
  close(file);
}

// The body behind the front matter, and the title in it.
static const char *body_of(const Bytes *source, const char **title, size_t *length) {
  const char *start = source->p;
  *title = "";
  *length = 0;
  char *end = strncmp(start, "---\n", 4) ? NULL : strstr(start + 3, "\n---");
  if (!end) return start;
  char *line = strstr(start, "\ntitle:");
  if (line && line < end) {
    for (line += 7; *line == ' ' || *line == '"';) line++;
    *title = line;
    *length = strcspn(line, "\"\n");
  }
  end = strchr(end + 1, '\n');
  return end ? end + 1 : source->p + source->n;
}

static void words_of(cmark_node *node, Bytes *b) {
  cmark_iter *walk = cmark_iter_new(node);
  for (cmark_event_type event; (event = cmark_iter_next(walk)) != CMARK_EVENT_DONE;) {
    const char *words = event == CMARK_EVENT_ENTER ? cmark_node_get_literal(cmark_iter_get_node(walk)) : NULL;
    if (words) { text(b, words); text(b, " "); }
  }
  cmark_iter_free(walk);
}

static void lead_links(cmark_node *document, Bytes *address) {
  cmark_iter *walk = cmark_iter_new(document);
  for (cmark_event_type event; (event = cmark_iter_next(walk)) != CMARK_EVENT_DONE;) {
    cmark_node *node = cmark_iter_get_node(walk);
    if (event != CMARK_EVENT_ENTER || cmark_node_get_type(node) != CMARK_NODE_LINK) continue;
    const char *url = cmark_node_get_url(node), *dot = strstr(url, ".md");
    if (!dot || strstr(url, "://")) continue;
    address->n = 0;
    put(address, url, dot - url);
    text(address, ".html");
    text(address, dot + 3);
    cmark_node_set_url(node, address->p);
  }
  cmark_iter_free(walk);
}

static void put_id(Bytes *b, const Bytes *words) {
  for (size_t i = 0; i < words->n; i++) {
    unsigned char c = words->p[i];
    if (c >= 'A' && c <= 'Z') c += 32;
    char kept = c == ' ' ? '-' : (char)c;
    if (c >= 128 || c == ' ' || c == '-' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) put(b, &kept, 1);
  }
}

static void put_body(cmark_node *document, Bytes *body, Bytes *contents, Bytes *words) {
  for (cmark_node *node = cmark_node_first_child(document); node; node = cmark_node_next(node)) {
    if (cmark_node_get_type(node) != CMARK_NODE_HEADING) {
      text(body, cmark_render_html(node, CMARK_OPT_UNSAFE));
      continue;
    }
    char tag[] = "h0", close[] = "</h0>\n";
    tag[1] = close[3] = '0' + cmark_node_get_heading_level(node);
    words->n = 0;
    words_of(node, words);
    text(body, "<");
    text(body, tag);
    text(body, " id=\"");
    put_id(body, words);
    text(body, "\">");
    for (cmark_node *part = cmark_node_first_child(node); part; part = cmark_node_next(part))
      text(body, cmark_render_html(part, CMARK_OPT_UNSAFE));
    text(body, close);
    text(contents, "<li class=\"");
    text(contents, tag);
    text(contents, "\"><a href=\"#");
    put_id(contents, words);
    text(contents, "\">");
    text(contents, words->p);
    text(contents, "</a></li>\n");
  }
}

typedef struct { Bytes source, page, body, contents, words, sitemap, search; } Room;

static void make_page(const char *path, Room *room) {
  const char *title, *url = path + root + 1;
  size_t length, stem = strlen(url) - 3;
  char target[PATH_MAX];
  read_file(path, &room->source);
  const char *start = body_of(&room->source, &title, &length);
  cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_UNSAFE, &memory);
  cmark_parser_feed(parser, start, room->source.p + room->source.n - start);
  cmark_node *document = cmark_parser_finish(parser);
  cmark_parser_free(parser);
  lead_links(document, &room->words);
  room->body.n = room->contents.n = room->page.n = 0;
  put_body(document, &room->body, &room->contents, &room->words);
  Bytes *page = &room->page;
  text(page, "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<title>");
  put(page, title, length);
  text(page, "</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
             "<link rel=\"stylesheet\" href=\"/style.css\">\n</head>\n<body>\n<nav><a href=\"/\">首页</a></nav>\n<ul>\n");
  put(page, room->contents.p, room->contents.n);
  text(page, "</ul>\n<main>\n<h1>");
  put(page, title, length);
  text(page, "</h1>\n");
  put(page, room->body.p, room->body.n);
  text(page, "</main>\n</body>\n</html>\n");
  snprintf(target, sizeof target, "%s/%.*s.html", out, (int)stem, url);
  write_file(target, page);
  text(&room->sitemap, "<url><loc>https://example.org/");
  put(&room->sitemap, url, stem);
  text(&room->sitemap, ".html</loc></url>\n");
  put(&room->search, url, stem);
  text(&room->search, "\t");
  words_of(document, &room->search);
  text(&room->search, "\n");
  used = 0;
}

static void *work(void *nothing) {
  Room room = {0};
  for (size_t first; (first = atomic_fetch_add(&next_page, 16)) < count;)
    for (size_t i = first; i < first + 16 && i < count; i++) make_page(paths[i], &room);
  pthread_mutex_lock(&lock);
  put(&sitemap, room.sitemap.p, room.sitemap.n);
  put(&search, room.search.p, room.search.n);
  pthread_mutex_unlock(&lock);
  return nothing;
}

int main(int argc, char **argv) {
  char path[PATH_MAX], target[PATH_MAX];
  if (argc != 3) { fputs("usage: limit IN OUT\n", stderr); return 64; }
  strcpy(path, argv[1]);
  root = strlen(path);
  out = argv[2];
  walk(path, root);
  pthread_t other;
  pthread_create(&other, NULL, work, NULL);
  work(NULL);
  pthread_join(other, NULL);
  snprintf(target, sizeof target, "%s/sitemap.xml", out);
  write_file(target, &sitemap);
  snprintf(target, sizeof target, "%s/search.txt", out);
  write_file(target, &search);
  return 0;
}
