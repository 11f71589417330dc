#ifndef CSYSTEM_H
#define CSYSTEM_H

/// Exchanges two paths on one file system in a single atomic step.
///
/// Returns 0, or the value of `errno`: `ENOSYS` or `EINVAL` where the system or the file
/// system does not know the operation.
int csystem_exchange(const char *first, const char *second);

#endif
