/* What stage 0 writes for the user namespace of stage 1: setgroups, uid_map, gid_map. */
#ifndef NSEXEC_MAPS_H
#define NSEXEC_MAPS_H

#include <sys/types.h>

#include "bootstrap.h"
#include "error.h"

/* Must come before the gid map (user_namespaces(7)): afterwards "deny" is refused. */
MUST_CHECK bool maps_write_setgroups(int process, const struct bootstrap *bootstrap, struct error *error);

/*
 * `process` is the /proc directory of `pid`. Where the kernel answers EPERM and a mapping tool is
 * configured (newuidmap(1), newgidmap(1)), the tool writes the map.
 */
MUST_CHECK bool maps_write(int process, pid_t pid, const char *file, const struct id_map *map, const char *tool,
			   struct error *error);

#endif
