/*
 * Stage 2, the grandchild: born in the new namespaces, as uid 0 of them. It finishes the sandbox from inside, gives up
 * its ids, and hands over to the task: as its init where it is pid 1 of a new pid namespace, by exec elsewhere.
 */
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <limits.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "capability.h"
#include "init.h"
#include "io.h"
#include "log.h"
#include "procfs.h"
#include "stage.h"
#include "sync.h"
#include "task.h"

static const char stage0_name[] = "stage 0";

static bool creates(const struct stage *stage, int flag)
{
	return (stage->run->bootstrap->clone_flags & flag) != 0;
}

static bool wait_for_stage0(struct stage *stage, struct error *error)
{
	return sync_expect(stage->sync, stage0_name, -1, SYNC_GRANDCHILD, error);
}

static bool start_session(struct stage *stage, struct error *error)
{
	(void)stage;
	return setsid() >= 0 || error_set(error, errno, "setsid");
}

/* Only here, where the process is in its own cgroup, does that cgroup become the root of the namespace. */
static bool unshare_cgroup(struct stage *stage, struct error *error)
{
	if (!creates(stage, CLONE_NEWCGROUP))
		return true;
	log_debug("unshare the cgroup namespace");
	return unshare(CLONE_NEWCGROUP) == 0 || error_set(error, errno, "unshare(CLONE_NEWCGROUP)");
}

static bool write_oom_score(struct stage *stage, struct error *error)
{
	const struct bootstrap *bootstrap = stage->run->bootstrap;
	AUTO_CLOSE int process = -1;
	AUTO_CLOSE int file = -1;
	char score[16];
	int length;

	if (!bootstrap->has_oom_score_adj || stage->run->stage0_writes_oom_score)
		return true;
	/* The file belongs to us only while we are dumpable, and that no longer than for the open. */
	if (prctl(PR_SET_DUMPABLE, 1, 0, 0, 0) < 0)
		return error_set(error, errno, "prctl(PR_SET_DUMPABLE)");
	process = procfs_open_process(PROCFS_SELF, error);
	if (process >= 0)
		file = procfs_open_at(process, "oom_score_adj", O_WRONLY, error);
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	if (file < 0)
		return false;
	length = snprintf(score, sizeof(score), "%d", bootstrap->oom_score_adj);
	log_debug("write own oom_score_adj: %s", score);
	if (write_again(file, score, (size_t)length) != length)
		return error_set(error, errno, "write %s to oom_score_adj", score);
	return true;
}

/* Mounts of ours must not appear outside, nor those of outside in here. */
static bool make_mounts_private(struct stage *stage, struct error *error)
{
	if (!creates(stage, CLONE_NEWNS))
		return true;
	return mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 || error_set(error, errno, "make all mounts private");
}

/*
 * Of the new pid namespace, and read-only, so that a task cannot lower its oom score again: without CAP_SYS_RESOURCE
 * it may, down to the one of the service.
 */
static bool mount_proc(struct stage *stage, struct error *error)
{
	if (!creates(stage, CLONE_NEWPID) || !creates(stage, CLONE_NEWNS))
		return true;
	log_debug("mount a read-only /proc");
	return mount("proc", "/proc", "proc", MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL) == 0 ||
	       error_set(error, errno, "mount /proc");
}

static bool set_hostname(struct stage *stage, struct error *error)
{
	const char *name = stage->run->bootstrap->hostname;

	return name == NULL || sethostname(name, strlen(name)) == 0 || error_set(error, errno, "sethostname(%s)", name);
}

static bool set_domainname(struct stage *stage, struct error *error)
{
	const char *name = stage->run->bootstrap->domainname;

	return name == NULL || setdomainname(name, strlen(name)) == 0 || error_set(error, errno, "setdomainname(%s)", name);
}

/* The ids are unchanged where no user namespace changes their meaning and none are asked for. */
static bool has_user_namespace(const struct stage *stage)
{
	return creates(stage, CLONE_NEWUSER) || (stage->run->bootstrap->join.flags & CLONE_NEWUSER) != 0;
}

/*
 * The task's uid 0 would have all capabilities in the sandbox: it could mount /proc again, writable, and lower its oom score. Before the
 * ids change, as it takes CAP_SETPCAP; init keeps what it has, and an exec by any id gives none.
 */
static bool drop_capabilities(struct stage *stage, struct error *error)
{
	if (!bootstrap_has_task(stage->run->bootstrap) || !has_user_namespace(stage))
		return true;
	return capability_empty_bounding_set(error);
}

static bool set_groups(struct stage *stage, struct error *error)
{
	const struct bootstrap *bootstrap = stage->run->bootstrap;

	if (setgroups(bootstrap->group_count, bootstrap->groups) == 0)
		return true;
	/* Where it is denied, the groups are the service's own, and stay. */
	if (!bootstrap->has_groups && errno == EPERM)
		return true;
	return error_set(error, errno, "setgroups of %zu groups", bootstrap->group_count);
}

static bool set_gid(struct stage *stage, struct error *error)
{
	const struct optional_id *gid = &stage->run->bootstrap->gid;

	if (!gid->given && !has_user_namespace(stage))
		return true;
	return setresgid(gid->id, gid->id, gid->id) == 0 || error_set(error, errno, "setresgid(%u)", gid->id);
}

static bool set_uid(struct stage *stage, struct error *error)
{
	const struct optional_id *uid = &stage->run->bootstrap->uid;

	if (!uid->given && !has_user_namespace(stage))
		return true;
	return setresuid(uid->id, uid->id, uid->id) == 0 || error_set(error, errno, "setresuid(%u)", uid->id);
}

/* After the ids, as their change clears it (prctl(2)). */
static bool die_with_launcher(struct stage *stage, struct error *error)
{
	struct pollfd waiting = { .fd = stage->run->report };

	if (stage->run->report < 0)
		return true;
	if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) < 0)
		return error_set(error, errno, "prctl(PR_SET_PDEATHSIG)");
	/* If it had died before, getppid(2) would not show it: from a new pid namespace every parent is 0. */
	if (poll(&waiting, 1, 0) > 0)
		return error_peer_gone(error, "the launcher");
	return true;
}

/*
 * With the task's own ids, so that it cannot be put where it may not go. A directory that is not below the root would give
 * the whole host away (CVE-2024-21626): the kernel marks its path "(unreachable)".
 */
static bool change_directory(struct stage *stage, struct error *error)
{
	const char *path = stage->run->bootstrap->cwd;
	char reached[PATH_MAX];

	if (!bootstrap_has_task(stage->run->bootstrap))
		return true;
	if (chdir(path) < 0)
		return error_set(error, errno, "chdir(%s)", path);
	if (syscall(SYS_getcwd, reached, sizeof(reached)) < 0)
		return error_set(error, errno, "getcwd in %s", path);
	if (reached[0] != '/')
		return error_set(error, EXDEV, "%s is not below the root directory: %s", path, reached);
	return true;
}

static bool finish(struct stage *stage, struct error *error)
{
	bool told = sync_send(stage->sync, stage0_name, SYNC_CHILD_FINISH, error);

	close_and_forget(&stage->sync);
	return told;
}

/* The hardening issue adds: root, /dev, masked paths, rlimits, the other capability sets, no_new_privs, Landlock, seccomp (last). */
static const struct recipe_step recipe[] = {
	{ STEP_HANDSHAKE, wait_for_stage0 },
	{ STEP_SETSID, start_session },
	{ STEP_UNSHARE_CGROUP, unshare_cgroup },
	{ STEP_OOM_SCORE_ADJ, write_oom_score },
	{ STEP_PROPAGATION, make_mounts_private },
	{ STEP_PROC, mount_proc },
	{ STEP_HOSTNAME, set_hostname },
	{ STEP_DOMAINNAME, set_domainname },
	{ STEP_CAPABILITIES, drop_capabilities },
	{ STEP_SETGROUPS, set_groups },
	{ STEP_SETGID, set_gid },
	{ STEP_SETUID, set_uid },
	{ STEP_PDEATHSIG, die_with_launcher },
	{ STEP_CHDIR, change_directory },
	{ STEP_HANDSHAKE, finish },
};

static _Noreturn void become_task(struct stage *stage)
{
	struct failure failure;
	struct error error;
	int none = -1;

	stage_step(stage, STEP_DESCRIPTORS);
	if (!task_prepare(stage->run, &none, &error))
		stage_fail(stage, &error);
	stage_step(stage, STEP_EXEC);
	task_exec(stage->run->bootstrap, &error);
	failure_set(&failure, STAGE_TASK, STEP_EXEC, &error);
	failure_log(&failure);
	_exit(task_exit_status(&error));
}

void stage2_run(struct stage *parent)
{
	struct stage stage = { .run = parent->run, .number = 2, .sync = parent->grandchild[1], .grandchild = { -1, -1 } };

	stage_begin(&stage);
	stage_follow(&stage, recipe, sizeof(recipe) / sizeof(recipe[0]));
	log_debug("stage 2 is done");
	if (!bootstrap_has_task(stage.run->bootstrap))
		_exit(0);
	if (creates(&stage, CLONE_NEWPID))
		init_run(&stage);
	become_task(&stage);
}
