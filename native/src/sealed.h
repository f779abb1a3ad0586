/*
 * The sealed copy of this program. A sandbox that gets hold of /proc/PID/exe must not be able to write to a file that the host
 * executes again (CVE-2019-5736), so we run from a memfd that nobody can write to.
 */
#ifndef NSEXEC_SEALED_H
#define NSEXEC_SEALED_H

#include "error.h"

/* Returns when this process runs from a sealed copy; otherwise makes one and executes it, with the same arguments. */
MUST_CHECK bool sealed_ensure(char *const *arguments, struct error *error);

/* For `nsexec check`: whether a sealed memfd could be made executable; else the call that failed. */
MUST_CHECK bool sealed_probe(struct error *error);

#endif
