/* Files of /proc, only through descriptors that are verified to be procfs (CVE-2025-52881). */
#ifndef NSEXEC_PROCFS_H
#define NSEXEC_PROCFS_H

#include <stddef.h>
#include <sys/types.h>

#include "error.h"

#define PROCFS_SELF 0

/* The directory of a process, as a descriptor, or -1. It stays bound to this process even if its pid is used again. */
int procfs_open_process(pid_t pid, struct error *error);
/* A file below that directory. */
int procfs_open_at(int process, const char *name, int flags, struct error *error);
/* In one write(2), as map files demand. */
MUST_CHECK bool procfs_write_at(int process, const char *name, const char *text, size_t length, struct error *error);
MUST_CHECK bool procfs_read_at(int process, const char *name, char *text, size_t size, struct error *error);

#endif
