#ifndef NSEXEC_CAPABILITY_H
#define NSEXEC_CAPABILITY_H

#include <stdbool.h>

/* Whether this process has the capability (linux/capability.h) in effect, in its own user namespace. */
bool capability_effective(unsigned int capability);

#endif
