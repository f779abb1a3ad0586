#include "step.h"

#include <errno.h>
#include <stddef.h>
#include <sys/mman.h>

static const char *const step_names[STEP_COUNT] = {
#define X(id, name) [STEP_##id] = name,
	STEPS(X)
#undef X
};

struct hint {
	enum step step;
	int number;
	const char *text;
};

static const struct hint hints[] = {
	{ STEP_SEALED_COPY, EACCES,
	  "vm.memfd_noexec is 2; a file without a name in /run, /dev/shm, /tmp or /var/tmp serves instead" },
	{ STEP_UNSHARE_USER, EPERM,
	  "user namespaces are restricted here: see kernel.unprivileged_userns_clone, "
	  "kernel.apparmor_restrict_unprivileged_userns, or the seccomp filter of the container" },
	{ STEP_UNSHARE_USER, EACCES, "a security module (SELinux, AppArmor) forbids user namespaces to this program" },
	{ STEP_UNSHARE_USER, ENOSPC, "raise user.max_user_namespaces; at most 32 user namespaces can be nested" },
	{ STEP_UNSHARE_USER, EUSERS, "raise user.max_user_namespaces; at most 32 user namespaces can be nested" },
	{ STEP_UNSHARE_USER, EINVAL, "the kernel was built without user namespaces (CONFIG_USER_NS)" },
	{ STEP_UNSHARE, EPERM,
	  "this needs CAP_SYS_ADMIN: create a user namespace too; inside one, a seccomp filter or AppArmor may "
	  "forbid it" },
	{ STEP_UNSHARE, ENOSPC, "raise the limit user.max_*_namespaces of the kind in question" },
	{ STEP_UNSHARE, EINVAL, "the kernel was built without one of these kinds of namespaces" },
	{ STEP_SETNS, EPERM, "joining needs CAP_SYS_ADMIN in the user namespace that owns the one to join" },
	{ STEP_SETNS, EINVAL, "the file is no namespace, or one of another type" },
	{ STEP_SETGROUPS_FILE, EACCES, "the stage is not dumpable for this user" },
	{ STEP_UID_MAP, EPERM,
	  "without CAP_SETUID a map may be only the one line \"<id> <own uid> 1\"; else configure newuidmap and "
	  "/etc/subuid" },
	{ STEP_GID_MAP, EPERM,
	  "without CAP_SETGID a map may be only the one line \"<id> <own gid> 1\" with setgroups denied; else "
	  "configure newgidmap and /etc/subgid" },
	{ STEP_UID_MAP, ENOENT, "install newuidmap (package uidmap), or leave its path out" },
	{ STEP_GID_MAP, ENOENT, "install newgidmap (package uidmap), or leave its path out" },
	{ STEP_UID_MAP, EINVAL, "an id of the host is not mapped in this user namespace, or ranges overlap" },
	{ STEP_GID_MAP, EINVAL, "an id of the host is not mapped in this user namespace, or ranges overlap" },
	{ STEP_BECOME_ROOT, EINVAL, "id 0 is not mapped" },
	{ STEP_SETGROUPS, EPERM, "setgroups is denied in this user namespace, or CAP_SETGID is missing" },
	{ STEP_SETGROUPS, EINVAL, "a group is not mapped, or there are too many" },
	{ STEP_SETGID, EINVAL, "the gid is not mapped in the user namespace" },
	{ STEP_SETGID, EPERM, "CAP_SETGID is missing" },
	{ STEP_SETUID, EINVAL, "the uid is not mapped in the user namespace" },
	{ STEP_SETUID, EPERM, "CAP_SETUID is missing" },
	{ STEP_SETUID, EAGAIN, "RLIMIT_NPROC of that user is reached" },
	{ STEP_OOM_SCORE_ADJ, EACCES,
	  "lowering it needs CAP_SYS_RESOURCE in the initial user namespace; choose a score that is not below the "
	  "service's own" },
	{ STEP_OOM_SCORE_ADJ, EPERM, "lowering it needs CAP_SYS_RESOURCE in the initial user namespace" },
	{ STEP_TIME_OFFSETS, EACCES, "the offsets were set before, or the stage is not dumpable for this user" },
	{ STEP_TIME_OFFSETS, ERANGE, "the clock would become negative or too large" },
	{ STEP_PROC, EPERM,
	  "a fresh /proc cannot be mounted where the present one is partly masked, as in most containers" },
	{ STEP_CLONE, EAGAIN, "a limit on processes is reached: RLIMIT_NPROC, pids.max or kernel.pid_max" },
	{ STEP_CLONE, ENOMEM, "the pid namespace to join has ended, or memory is short" },
	{ STEP_CLONE, EINVAL, "nsexec cannot be pid 1 of its pid namespace: start it through an init" },
	{ STEP_FORK, EAGAIN, "a limit on processes is reached: RLIMIT_NPROC, pids.max or kernel.pid_max" },
	{ STEP_CHDIR, EACCES, "the task's user may not enter the working directory" },
	{ STEP_EXEC, ENOENT, "the program, its interpreter or its loader does not exist in there" },
	{ STEP_EXEC, EACCES, "the task's user may not execute it, or it lies on a noexec mount" },
	{ STEP_EXEC, E2BIG, "one argument may have 131071 bytes, all together a quarter of the stack's limit" },
	{ STEP_EXEC, ENOEXEC, "the file is no program of this machine, nor a script with a #! line" },
};

const char *step_name(enum step step)
{
	return (unsigned int)step < STEP_COUNT ? step_names[step] : "unknown";
}

const char *step_hint(enum step step, int number)
{
	for (size_t i = 0; i < sizeof(hints) / sizeof(hints[0]); i++)
		if (hints[i].step == step && hints[i].number == number)
			return hints[i].text;
	return NULL;
}

struct progress *progress_create(void)
{
	void *page = mmap(NULL, sizeof(struct progress), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	return page == MAP_FAILED ? NULL : page;
}

void progress_free(struct progress *progress)
{
	if (progress != NULL)
		munmap(progress, sizeof(*progress));
}

void progress_set(struct progress *progress, int stage, enum step step)
{
	if (stage < STAGES)
		atomic_store_explicit(&progress->step[stage], (uint32_t)step, memory_order_relaxed);
}

enum step progress_get(const struct progress *progress, int stage)
{
	return (enum step)atomic_load_explicit(&progress->step[stage], memory_order_relaxed);
}
