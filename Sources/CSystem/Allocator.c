/* How jemalloc behaves where a program is linked with it (see CJemalloc); it looks for this name.
   What was let go of for a fifth of a second goes back to the system: a build lets go of much between
   its steps. */
const char *malloc_conf = "dirty_decay_ms:200";
