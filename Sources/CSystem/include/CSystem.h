#ifndef CSYSTEM_H
#define CSYSTEM_H

/// Exchanges two paths on one file system in a single atomic step.
///
/// Returns 0, or the value of `errno`: `ENOSYS` or `EINVAL` where the system or the file
/// system does not know the operation.
int csystem_exchange(const char *first, const char *second);

/// Writes everything that waits for the disk of one file system, given by an open descriptor.
///
/// Returns 0, or the value of `errno`: `ENOSYS` where the system does not know the operation.
int csystem_sync_file_system(int descriptor);

#endif
