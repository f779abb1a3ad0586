#ifndef NSEXEC_CAPABILITY_H
#define NSEXEC_CAPABILITY_H

#include <stdbool.h>

#include "error.h"

/* Whether this process has the capability (linux/capability.h) in effect, in its own user namespace. */
bool capability_effective(unsigned int capability);

/* From the next execve(2) on nothing gives a capability any more, neither uid 0 nor a file (capabilities(7)). */
bool capability_empty_bounding_set(struct error *error);

#endif
