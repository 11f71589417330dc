#include "CCurl.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

// The numbers of libcurl's interface, which has not changed since libcurl.so.4 came in 2006:
// https://curl.se/libcurl/c/libcurl-easy.html
enum {
  OPTION_TIMEOUT = 13,
  OPTION_LOW_SPEED_LIMIT = 19,
  OPTION_LOW_SPEED_TIME = 20,
  OPTION_FOLLOW_LOCATION = 52,
  OPTION_CONNECT_TIMEOUT = 78,
  OPTION_NO_SIGNAL = 99,
  OPTION_PROTOCOLS = 181,
  OPTION_WRITE_DATA = 10001,
  OPTION_URL = 10002,
  OPTION_ERROR_BUFFER = 10010,
  OPTION_USER_AGENT = 10018,
  OPTION_WRITE_FUNCTION = 20011,
  PROTOCOLS_HTTP_AND_HTTPS = 3,
  INFO_RESPONSE_CODE = 0x200002,
  INFO_REDIRECT_URL = 0x10001F,
  GLOBAL_ALL = 3,
  // Seconds that a connection, an answer, and near silence within one may last.
  CONNECT_SECONDS = 10,
  ANSWER_SECONDS = 120,
  SILENCE_SECONDS = 15,
};

static struct {
  int (*global_init)(long);
  void *(*init)(void);
  int (*setopt)(void *, int, ...);
  int (*perform)(void *);
  int (*getinfo)(void *, int, ...);
  void (*cleanup)(void *);
  const char *(*strerror)(int);
  int is_ready;
} curl;

static pthread_once_t loading = PTHREAD_ONCE_INIT;

static void load(void) {
  const char *names[] = {"libcurl.so.4", "libcurl-gnutls.so.4", "libcurl.4.dylib"};
  void *library = NULL;
  for (size_t i = 0; library == NULL && i < sizeof names / sizeof *names; i++)
    library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) return;
  *(void **)&curl.global_init = dlsym(library, "curl_global_init");
  *(void **)&curl.init = dlsym(library, "curl_easy_init");
  *(void **)&curl.setopt = dlsym(library, "curl_easy_setopt");
  *(void **)&curl.perform = dlsym(library, "curl_easy_perform");
  *(void **)&curl.getinfo = dlsym(library, "curl_easy_getinfo");
  *(void **)&curl.cleanup = dlsym(library, "curl_easy_cleanup");
  *(void **)&curl.strerror = dlsym(library, "curl_easy_strerror");
  curl.is_ready = curl.global_init && curl.init && curl.setopt && curl.perform && curl.getinfo &&
                  curl.cleanup && curl.strerror && curl.global_init(GLOBAL_ALL) == 0;
}

void *ccurl_open(void) {
  pthread_once(&loading, load);
  return curl.is_ready ? curl.init() : NULL;
}

void ccurl_close(void *caller) {
  curl.cleanup(caller);
}

typedef struct {
  ccurl_answer *answer;
  size_t limit, room;
} body;

/// Takes a piece of the body; a result other than its size ends the transfer.
static size_t receive(char *bytes, size_t size, size_t number, void *context) {
  body *body = context;
  ccurl_answer *answer = body->answer;
  size_t count = size * number;
  if (count > body->limit - answer->count) {
    answer->is_cut = 1;
    return 0;
  }
  if (answer->count + count > body->room) {
    size_t room = 2 * (answer->count + count);
    unsigned char *larger = realloc(answer->bytes, room);
    if (larger == NULL) return 0;
    answer->bytes = larger;
    body->room = room;
  }
  memcpy(answer->bytes + answer->count, bytes, count);
  answer->count += count;
  return count;
}

void ccurl_get(void *caller, const char *address, size_t limit, ccurl_answer *answer) {
  memset(answer, 0, sizeof *answer);
  body body = {.answer = answer, .limit = limit, .room = 0};
  curl.setopt(caller, OPTION_URL, address);
  curl.setopt(caller, OPTION_PROTOCOLS, (long)PROTOCOLS_HTTP_AND_HTTPS);
  curl.setopt(caller, OPTION_FOLLOW_LOCATION, 0L);
  curl.setopt(caller, OPTION_NO_SIGNAL, 1L);
  curl.setopt(caller, OPTION_CONNECT_TIMEOUT, (long)CONNECT_SECONDS);
  curl.setopt(caller, OPTION_TIMEOUT, (long)ANSWER_SECONDS);
  curl.setopt(caller, OPTION_LOW_SPEED_LIMIT, 100L);
  curl.setopt(caller, OPTION_LOW_SPEED_TIME, (long)SILENCE_SECONDS);
  curl.setopt(caller, OPTION_USER_AGENT, "clew");
  curl.setopt(caller, OPTION_ERROR_BUFFER, answer->problem);
  curl.setopt(caller, OPTION_WRITE_FUNCTION, receive);
  curl.setopt(caller, OPTION_WRITE_DATA, (void *)&body);
  int code = curl.perform(caller);
  curl.getinfo(caller, INFO_RESPONSE_CODE, &answer->status);
  // The buffer belongs to the caller of this function from here on.
  curl.setopt(caller, OPTION_ERROR_BUFFER, NULL);
  const char *redirect = NULL;
  curl.getinfo(caller, INFO_REDIRECT_URL, &redirect);
  if (redirect != NULL && strlen(redirect) < sizeof answer->redirect)
    strcpy(answer->redirect, redirect);
  if (code == 0 || answer->is_cut) answer->problem[0] = '\0';
  else if (answer->problem[0] == '\0')
    strncpy(answer->problem, curl.strerror(code), sizeof answer->problem - 1);
}

void ccurl_free(ccurl_answer *answer) {
  free(answer->bytes);
  answer->bytes = NULL;
}
