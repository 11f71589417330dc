#ifndef CFUZZER_H
#define CFUZZER_H

#include <stddef.h>
#include <stdint.h>

/// What libFuzzer calls with every input.
typedef int (*FuzzerCallback)(const uint8_t *bytes, size_t count);

/// libFuzzer's own loop; it reads the options in the arguments.
int LLVMFuzzerRunDriver(int *count, char ***arguments, FuzzerCallback callback);

#endif
