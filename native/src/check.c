#include "check.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <linux/magic.h>
#include <pwd.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <unistd.h>

#include "io.h"
#include "json.h"
#include "namespaces.h"
#include "number.h"
#include "procfs.h"
#include "protocol.h"
#include "sealed.h"
#include "step.h"

/* --- JSON out --- */

/* Whether the next value needs a comma before it. */
static bool first = true;

static void separate(void)
{
	if (!first)
		putchar(',');
	first = false;
}

static void put_text(const char *text)
{
	char escaped[4096];

	if (text == NULL) {
		fputs("null", stdout);
		return;
	}
	json_escape(escaped, sizeof(escaped), text, strlen(text));
	printf("\"%s\"", escaped);
}

static void put_key(const char *name)
{
	separate();
	put_text(name);
	putchar(':');
}

static void put_text_field(const char *name, const char *value)
{
	put_key(name);
	put_text(value);
}

static void put_bool_field(const char *name, bool value)
{
	put_key(name);
	fputs(value ? "true" : "false", stdout);
}

static void begin(char bracket)
{
	putchar(bracket);
	first = true;
}

static void end(char bracket)
{
	putchar(bracket);
	first = false;
}

/* --- attempts, each in a child of its own, as most of them cannot be undone --- */

struct result {
	bool available;
	int number;
	enum step step; /* for the hint */
	char call[192];
};

struct attempt {
	int flag; /* CLONE_NEW* where the attempt is about one */
	enum step step;
	struct error error;
};

typedef bool attempt_function(struct attempt *attempt);

static struct result try_in_child(attempt_function *function, int flag)
{
	struct result result = { .available = false };
	struct attempt attempt = { .flag = flag };
	int ends[2];
	pid_t child;

	if (pipe2(ends, O_CLOEXEC) < 0 || (child = fork()) < 0) {
		result.number = errno;
		snprintf(result.call, sizeof(result.call), "fork");
		return result;
	}
	if (child == 0) {
		result.available = function(&attempt);
		result.number = attempt.error.number;
		result.step = attempt.step;
		snprintf(result.call, sizeof(result.call), "%.*s", (int)sizeof(result.call) - 1, attempt.error.text);
		_exit(write_again(ends[1], &result, sizeof(result)) == (ssize_t)sizeof(result) ? 0 : 1);
	}
	close(ends[1]);
	if (read_again(ends[0], &result, sizeof(result)) != (ssize_t)sizeof(result)) {
		result = (struct result){ .number = EPROTO };
		snprintf(result.call, sizeof(result.call), "the attempt was ended by a signal");
	}
	close(ends[0]);
	waitpid(child, NULL, 0);
	return result;
}

static void put_result(const char *name, const struct result *result)
{
	bool failed = !result->available;

	begin('{');
	if (name != NULL)
		put_text_field("name", name);
	put_bool_field("available", result->available);
	put_text_field("call", failed ? result->call : NULL);
	put_text_field("errno", failed && result->number != 0 ? errno_name(result->number) : NULL);
	put_text_field("hint", failed ? step_hint(result->step, result->number) : NULL);
	end('}');
}

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

static bool try_namespace_directly(struct attempt *attempt)
{
	return unshare_one(attempt, attempt->flag, attempt->flag == CLONE_NEWUSER ? STEP_UNSHARE_USER : STEP_UNSHARE);
}

static bool try_namespace_in_user(struct attempt *attempt)
{
	return enter_user_namespace(attempt) &&
	       (attempt->flag == CLONE_NEWUSER || unshare_one(attempt, attempt->flag, STEP_UNSHARE));
}

static bool try_self_map(struct attempt *attempt)
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
static bool try_setgroups(struct attempt *attempt)
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

static bool try_lower_oom_score(struct attempt *attempt)
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
static bool try_sealed_copy(struct attempt *attempt)
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

static bool try_clone3(struct attempt *attempt)
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

static bool try_close_range(struct attempt *attempt)
{
	return syscall(SYS_close_range, 1u << 30, 1u << 30, 0) == 0 || error_set(&attempt->error, errno, "close_range");
}

static bool try_pidfd(struct attempt *attempt)
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

static bool try_proc_directly(struct attempt *attempt)
{
	return mount_proc_in_child(attempt);
}

static bool try_proc_in_user(struct attempt *attempt)
{
	return enter_user_namespace(attempt) && mount_proc_in_child(attempt);
}

static bool try_tool(struct attempt *attempt, const char *path)
{
	return access(path, X_OK) == 0 || error_set(&attempt->error, errno, "access %s", path);
}

static bool try_newuidmap(struct attempt *attempt)
{
	attempt->step = STEP_UID_MAP;
	return try_tool(attempt, "/usr/bin/newuidmap");
}

static bool try_newgidmap(struct attempt *attempt)
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

static bool try_subuid(struct attempt *attempt)
{
	return has_subordinate_ids(attempt, "/etc/subuid");
}

static bool try_subgid(struct attempt *attempt)
{
	return has_subordinate_ids(attempt, "/etc/subgid");
}

static const struct {
	const char *name;
	attempt_function *function;
} mechanisms[] = {
	{ "self-map", try_self_map },
	{ "newuidmap", try_newuidmap },
	{ "newgidmap", try_newgidmap },
	{ "subuid", try_subuid },
	{ "subgid", try_subgid },
	{ "setgroups", try_setgroups },
	{ "oom-score-lowering", try_lower_oom_score },
	{ "sealed-memfd", try_sealed_copy },
	{ "clone3", try_clone3 },
	{ "close_range", try_close_range },
	{ "pidfd", try_pidfd },
	{ "proc-in-user-namespace", try_proc_in_user },
	{ "proc-directly", try_proc_directly },
};

/* --- the report --- */

static void put_namespaces(void)
{
	put_key("namespaces");
	begin('[');
	for (size_t i = 0; i < NAMESPACE_KINDS; i++) {
		const struct namespace_kind *kind = &namespace_kinds[i];
		struct result in_user = try_in_child(try_namespace_in_user, kind->flag);
		struct result directly = try_in_child(try_namespace_directly, kind->flag);
		char path[32];

		snprintf(path, sizeof(path), "/proc/self/ns/%s", kind->name);
		separate();
		begin('{');
		put_text_field("name", kind->name);
		put_bool_field("supported", access(path, F_OK) == 0);
		put_key("inUserNamespace");
		put_result(NULL, &in_user);
		put_key("directly");
		put_result(NULL, &directly);
		end('}');
	}
	end(']');
}

static void put_mechanisms(void)
{
	put_key("mechanisms");
	begin('[');
	for (size_t i = 0; i < sizeof(mechanisms) / sizeof(mechanisms[0]); i++) {
		struct result result = try_in_child(mechanisms[i].function, 0);

		separate();
		put_result(mechanisms[i].name, &result);
	}
	end(']');
}

/* Words of a file, separated by blanks, as an array. */
static void put_words(const char *path)
{
	FILE *file = fopen(path, "re");
	char word[128];

	begin('[');
	while (file != NULL && fscanf(file, "%127s", word) == 1) {
		separate();
		put_text(word);
	}
	if (file != NULL)
		fclose(file);
	end(']');
}

static bool is_cgroup2(const char *path)
{
	struct statfs status;

	return statfs(path, &status) == 0 && status.f_type == CGROUP2_SUPER_MAGIC;
}

/* The line "0::/path" of /proc/self/cgroup is of the v2 tree (cgroups(7)). */
static void find_own_cgroup(char *path, size_t size)
{
	FILE *file = fopen("/proc/self/cgroup", "re");
	char line[4096];

	path[0] = '\0';
	while (file != NULL && fgets(line, sizeof(line), file) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		if (strncmp(line, "0::", 3) == 0)
			snprintf(path, size, "%s", line + 3);
	}
	if (file != NULL)
		fclose(file);
}

static void put_cgroup(void)
{
	bool unified = is_cgroup2("/sys/fs/cgroup");
	bool hybrid = is_cgroup2("/sys/fs/cgroup/unified");
	const char *root = unified ? "/sys/fs/cgroup" : "/sys/fs/cgroup/unified";
	char own[4096];
	char file[8300];

	find_own_cgroup(own, sizeof(own));
	put_key("cgroup");
	begin('{');
	put_text_field("kind", unified			     ? "v2" :
			       hybrid			     ? "hybrid" :
			       access("/sys/fs/cgroup", F_OK) == 0 ? "v1" :
							       "none");
	put_text_field("own", own[0] != '\0' ? own : NULL);
	snprintf(file, sizeof(file), "%s%s/cgroup.controllers", root, own);
	put_key("controllers");
	put_words(file);
	snprintf(file, sizeof(file), "%s%s/cgroup.subtree_control", root, own);
	put_key("delegated");
	put_words(file);
	snprintf(file, sizeof(file), "%s%s/cgroup.procs", root, own);
	put_bool_field("writable", access(file, W_OK) == 0);
	end('}');
}

static void put_sysctls(void)
{
	static const char *const names[] = {
		"user.max_user_namespaces",
		"kernel.unprivileged_userns_clone",
		"kernel.apparmor_restrict_unprivileged_userns",
		"vm.memfd_noexec",
	};

	put_key("sysctls");
	begin('{');
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		char path[128], value[64];
		FILE *file;

		snprintf(path, sizeof(path), "/proc/sys/%s", names[i]);
		*strchr(path + strlen("/proc/sys/"), '.') = '/';
		file = fopen(path, "re");
		put_text_field(names[i], file != NULL && fscanf(file, "%63s", value) == 1 ? value : NULL);
		if (file != NULL)
			fclose(file);
	}
	end('}');
}

int check_run(void)
{
	struct utsname system;

	uname(&system);
	/* A child must not write again what is still in the buffer; none of them leaves by exit(3), which would flush it. */
	begin('{');
	put_text_field("version", NSEXEC_VERSION);
	put_text_field("kernel", system.release);
	put_text_field("machine", system.machine);
	put_key("uid");
	printf("%u", geteuid());
	put_namespaces();
	put_mechanisms();
	put_cgroup();
	put_sysctls();
	end('}');
	putchar('\n');
	return fflush(stdout) == 0 ? 0 : 1;
}
