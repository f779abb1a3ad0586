#include "check_attempts.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "io.h"
#include "namespaces.h"
#include "number.h"
#include "procfs.h"
#include "sealed.h"

static bool write_own(const char *name, const char *text, struct error *error)
{
	AUTO_CLOSE int process = procfs_open_process(PROCFS_SELF, error);

	return process >= 0 && procfs_write_at(process, name, text, strlen(text), error);
}

static bool unshare_one(struct attempt *attempt, int flag, enum step step)
{
	char names[32];

	attempt->step = step;
	namespace_names(flag, names, sizeof(names));
	return unshare(flag) == 0 || error_set(&attempt->error, errno, "unshare the %s namespace", names);
}

/* A user namespace with the map that `auto` stands for: 0 is ourselves. */
static bool enter_user_namespace(struct attempt *attempt)
{
	char uid_map[64], gid_map[64];

	snprintf(uid_map, sizeof(uid_map), "0 %u 1\n", geteuid());
	snprintf(gid_map, sizeof(gid_map), "0 %u 1\n", getegid());
	if (!unshare_one(attempt, CLONE_NEWUSER, STEP_UNSHARE_USER))
		return false;
	attempt->step = STEP_SETGROUPS_FILE;
	if (!write_own("setgroups", "deny", &attempt->error))
		return false;
	attempt->step = STEP_UID_MAP;
	if (!write_own("uid_map", uid_map, &attempt->error))
		return false;
	attempt->step = STEP_GID_MAP;
	return write_own("gid_map", gid_map, &attempt->error);
}

bool try_namespace_directly(struct attempt *attempt)
{
	return unshare_one(attempt, attempt->flag, attempt->flag == CLONE_NEWUSER ? STEP_UNSHARE_USER : STEP_UNSHARE);
}

bool try_namespace_in_user(struct attempt *attempt)
{
	return enter_user_namespace(attempt) &&
	       (attempt->flag == CLONE_NEWUSER || unshare_one(attempt, attempt->flag, STEP_UNSHARE));
}

bool try_self_map(struct attempt *attempt)
{
	return enter_user_namespace(attempt);
}

/* In the child: waits in a new user namespace for its map, then uses setgroups(2). */
static _Noreturn void set_groups_inside(int told, int go)
{
	char byte = 0;
	int number = 0;

	if (unshare(CLONE_NEWUSER) < 0)
		number = errno;
	if (write_again(told, &number, sizeof(number)) != (ssize_t)sizeof(number) || read_again(go, &byte, 1) != 1)
		_exit(0);
	_exit(setgroups(0, NULL) == 0 ? 0 : errno);
}

/* Whether setgroups can stay allowed: that takes a privileged writer of the gid map, outside. */
bool try_setgroups(struct attempt *attempt)
{
	struct error *error = &attempt->error;
	int up[2], down[2];
	char map[64];
	int number = 0;
	int status = 0;
	int process;
	pid_t child;
	bool written;

	attempt->step = STEP_UNSHARE_USER;
	if (pipe2(up, O_CLOEXEC) < 0 || pipe2(down, O_CLOEXEC) < 0 || (child = fork()) < 0)
		return error_set(error, errno, "fork");
	if (child == 0) {
		close(down[1]);
		set_groups_inside(up[1], down[0]);
	}
	close(up[1]);
	if (read_again(up[0], &number, sizeof(number)) != (ssize_t)sizeof(number) || number != 0)
		return error_set(error, number, "unshare the user namespace");
	attempt->step = STEP_GID_MAP;
	process = procfs_open_process(child, error);
	snprintf(map, sizeof(map), "0 %u 1\n", getegid());
	written = process >= 0 && procfs_write_at(process, "gid_map", map, strlen(map), error);
	if (written && write_again(down[1], "", 1) != 1)
		written = error_set(error, errno, "write");
	close(down[1]);
	waitpid(child, &status, 0);
	if (!written)
		return error_wrap(error, "with setgroups allowed");
	attempt->step = STEP_SETGROUPS;
	return WEXITSTATUS(status) == 0 || error_set(error, WEXITSTATUS(status), "setgroups");
}

bool try_lower_oom_score(struct attempt *attempt)
{
	char text[16];
	int64_t score;
	int process = procfs_open_process(PROCFS_SELF, &attempt->error);

	attempt->step = STEP_OOM_SCORE_ADJ;
	if (process < 0 || !procfs_read_at(process, "oom_score_adj", text, sizeof(text), &attempt->error))
		return false;
	text[strcspn(text, "\n")] = '\0';
	if (!number_parse(text, -1000, 1000, &score))
		return error_set(&attempt->error, EPROTO, "read oom_score_adj");
	snprintf(text, sizeof(text), "%d", score > -1000 ? (int)score - 1 : -1000);
	return procfs_write_at(process, "oom_score_adj", text, strlen(text), &attempt->error);
}

/* Executes the copy in a child again, as success does not come back. */
bool try_sealed_copy(struct attempt *attempt)
{
	int status = 0;
	int ends[2];
	int number = 0;
	pid_t child;

	attempt->step = STEP_SEALED_COPY;
	if (pipe2(ends, O_CLOEXEC) < 0 || (child = fork()) < 0)
		return error_set(&attempt->error, errno, "fork");
	if (child == 0) {
		struct error error;
		int null = open("/dev/null", O_WRONLY | O_CLOEXEC);

		if (null >= 0)
			dup2(null, STDOUT_FILENO);
		if (!sealed_probe(&error))
			number = error.number;
		_exit(write_again(ends[1], &number, sizeof(number)) > 0 ? 1 : 2);
	}
	close(ends[1]);
	if (read_again(ends[0], &number, sizeof(number)) == 0)
		number = 0;
	waitpid(child, &status, 0);
	if (number == 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return true;
	return error_set(&attempt->error, number, "execute a sealed memfd");
}

bool try_clone3(struct attempt *attempt)
{
	/* CLONE_ARGS_SIZE_VER0; the fifth field is the exit signal */
	uint64_t arguments[8] = { 0, 0, 0, 0, SIGCHLD };
	long child = syscall(SYS_clone3, arguments, sizeof(arguments));

	if (child == 0)
		_exit(0);
	if (child < 0)
		return error_set(&attempt->error, errno, "clone3");
	waitpid((pid_t)child, NULL, 0);
	return true;
}

bool try_close_range(struct attempt *attempt)
{
	return syscall(SYS_close_range, 1u << 30, 1u << 30, 0) == 0 || error_set(&attempt->error, errno, "close_range");
}

bool try_pidfd(struct attempt *attempt)
{
	return syscall(SYS_pidfd_open, getpid(), 0) >= 0 || error_set(&attempt->error, errno, "pidfd_open");
}

/* A /proc of a new pid namespace: mounted by its first process. */
static bool mount_proc_in_child(struct attempt *attempt)
{
	int status = 0;
	pid_t child;

	if (!unshare_one(attempt, CLONE_NEWPID, STEP_UNSHARE) || !unshare_one(attempt, CLONE_NEWNS, STEP_UNSHARE))
		return false;
	attempt->step = STEP_PROC;
	child = fork();
	if (child < 0)
		return error_set(&attempt->error, errno, "fork");
	if (child == 0) {
		if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0 ||
		    mount("proc", "/proc", "proc", MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL) < 0)
			_exit(errno);
		_exit(0);
	}
	waitpid(child, &status, 0);
	return WEXITSTATUS(status) == 0 || error_set(&attempt->error, WEXITSTATUS(status), "mount /proc");
}

bool try_proc_directly(struct attempt *attempt)
{
	return mount_proc_in_child(attempt);
}

bool try_proc_in_user(struct attempt *attempt)
{
	return enter_user_namespace(attempt) && mount_proc_in_child(attempt);
}

static bool try_tool(struct attempt *attempt, const char *path)
{
	return access(path, X_OK) == 0 || error_set(&attempt->error, errno, "access %s", path);
}

bool try_newuidmap(struct attempt *attempt)
{
	attempt->step = STEP_UID_MAP;
	return try_tool(attempt, "/usr/bin/newuidmap");
}

bool try_newgidmap(struct attempt *attempt)
{
	attempt->step = STEP_GID_MAP;
	return try_tool(attempt, "/usr/bin/newgidmap");
}

/* From the file alone: a static program cannot ask the name service. */
static void find_own_name(char *name, size_t size)
{
	FILE *file = fopen("/etc/passwd", "re");
	const struct passwd *user;

	name[0] = '\0';
	while (file != NULL && (user = fgetpwent(file)) != NULL)
		if (user->pw_uid == getuid())
			snprintf(name, size, "%s", user->pw_name);
	if (file != NULL)
		fclose(file);
}

/* Lines are "name:first:count" or "uid:first:count" (subuid(5)). */
static bool has_subordinate_ids(struct attempt *attempt, const char *path)
{
	FILE *file = fopen(path, "re");
	char number[16];
	char name[256];
	char line[512];
	bool found = false;

	if (file == NULL)
		return error_set(&attempt->error, errno, "open %s", path);
	snprintf(number, sizeof(number), "%u", getuid());
	find_own_name(name, sizeof(name));
	while (!found && fgets(line, sizeof(line), file) != NULL) {
		line[strcspn(line, ":")] = '\0';
		found = strcmp(line, number) == 0 || (name[0] != '\0' && strcmp(line, name) == 0);
	}
	fclose(file);
	return found || error_set(&attempt->error, 0, "%s has no line for this user", path);
}

bool try_subuid(struct attempt *attempt)
{
	return has_subordinate_ids(attempt, "/etc/subuid");
}

bool try_subgid(struct attempt *attempt)
{
	return has_subordinate_ids(attempt, "/etc/subgid");
}
