/* What `nsexec check` tries of the host. Each attempt wants a process of its own, as most of them cannot be undone. */
#ifndef NSEXEC_CHECK_ATTEMPTS_H
#define NSEXEC_CHECK_ATTEMPTS_H

#include <stdbool.h>

#include "error.h"
#include "step.h"

struct attempt {
	int flag; /* CLONE_NEW* where the attempt is about one */
	enum step step; /* where it failed, for the hint */
	struct error error;
};

typedef bool attempt_function(struct attempt *attempt);

attempt_function try_namespace_directly;
attempt_function try_namespace_in_user;
attempt_function try_self_map;
attempt_function try_setgroups;
attempt_function try_lower_oom_score;
attempt_function try_sealed_copy;
attempt_function try_clone3;
attempt_function try_close_range;
attempt_function try_pidfd;
attempt_function try_proc_directly;
attempt_function try_proc_in_user;
attempt_function try_newuidmap;
attempt_function try_newgidmap;
attempt_function try_subuid;
attempt_function try_subgid;

#endif
