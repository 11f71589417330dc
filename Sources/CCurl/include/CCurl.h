#ifndef CCURL_H
#define CCURL_H

#include <stddef.h>

/// libcurl, looked for when it is needed: the program starts where it is not installed, and nothing
/// of it is linked.

/// What came back from a server.
typedef struct {
  /// The status of HTTP; 0 when there was no answer.
  long status;
  /// Why there was no complete answer; empty when there was one.
  char problem[256];
  /// Where the answer leads, as a whole address; empty when it leads nowhere.
  char redirect[2048];
  /// The body, to be freed by `ccurl_free`.
  unsigned char *bytes;
  size_t count;
  /// Whether the body has more bytes than were asked for.
  int is_cut;
} ccurl_answer;

/// A caller, who keeps a connection open between requests; NULL where libcurl is missing. A caller
/// serves one thread at a time.
void *ccurl_open(void);

/// Ends a caller.
void ccurl_close(void *caller);

/// Asks for an address by http or https and takes at most `limit` bytes of the body. Redirects are
/// not followed; certificates are checked.
void ccurl_get(void *caller, const char *address, size_t limit, ccurl_answer *answer);

/// Frees the body of an answer.
void ccurl_free(ccurl_answer *answer);

#endif
