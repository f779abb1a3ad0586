#include "check.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check_attempts.h"
#include "io.h"
#include "json_out.h"
#include "namespaces.h"
#include "step.h"

/* An attempt's outcome, as its child tells it. */
struct result {
	bool available;
	int number;
	enum step step; /* for the hint */
	char call[192];
};

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

	json_begin('{');
	if (name != NULL)
		json_text_field("name", name);
	json_bool_field("available", result->available);
	json_text_field("call", failed ? result->call : NULL);
	json_text_field("errno", failed && result->number != 0 ? errno_name(result->number) : NULL);
	json_text_field("hint", failed ? step_hint(result->step, result->number) : NULL);
	json_end('}');
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

static void put_namespaces(void)
{
	json_key("namespaces");
	json_begin('[');
	for (size_t i = 0; i < NAMESPACE_KINDS; i++) {
		const struct namespace_kind *kind = &namespace_kinds[i];
		struct result in_user = try_in_child(try_namespace_in_user, kind->flag);
		struct result directly = try_in_child(try_namespace_directly, kind->flag);
		char path[32];

		snprintf(path, sizeof(path), "/proc/self/ns/%s", kind->name);
		json_separate();
		json_begin('{');
		json_text_field("name", kind->name);
		json_bool_field("supported", access(path, F_OK) == 0);
		json_key("inUserNamespace");
		put_result(NULL, &in_user);
		json_key("directly");
		put_result(NULL, &directly);
		json_end('}');
	}
	json_end(']');
}

static void put_mechanisms(void)
{
	json_key("mechanisms");
	json_begin('[');
	for (size_t i = 0; i < sizeof(mechanisms) / sizeof(mechanisms[0]); i++) {
		struct result result = try_in_child(mechanisms[i].function, 0);

		json_separate();
		put_result(mechanisms[i].name, &result);
	}
	json_end(']');
}

/* Words of a file, separated by blanks, as an array. */
static void put_words(const char *path)
{
	FILE *file = fopen(path, "re");
	char word[128];

	json_begin('[');
	while (file != NULL && fscanf(file, "%127s", word) == 1) {
		json_separate();
		json_text(word);
	}
	if (file != NULL)
		fclose(file);
	json_end(']');
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
	json_key("cgroup");
	json_begin('{');
	json_text_field("kind", unified				    ? "v2" :
				hybrid				    ? "hybrid" :
				access("/sys/fs/cgroup", F_OK) == 0 ? "v1" :
								      "none");
	json_text_field("own", own[0] != '\0' ? own : NULL);
	snprintf(file, sizeof(file), "%s%s/cgroup.controllers", root, own);
	json_key("controllers");
	put_words(file);
	snprintf(file, sizeof(file), "%s%s/cgroup.subtree_control", root, own);
	json_key("delegated");
	put_words(file);
	snprintf(file, sizeof(file), "%s%s/cgroup.procs", root, own);
	json_bool_field("writable", access(file, W_OK) == 0);
	json_end('}');
}

static void put_sysctls(void)
{
	static const char *const names[] = {
		"user.max_user_namespaces",
		"kernel.unprivileged_userns_clone",
		"kernel.apparmor_restrict_unprivileged_userns",
		"vm.memfd_noexec",
	};

	json_key("sysctls");
	json_begin('{');
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		char path[128], value[64];
		FILE *file;

		snprintf(path, sizeof(path), "/proc/sys/%s", names[i]);
		*strchr(path + strlen("/proc/sys/"), '.') = '/';
		file = fopen(path, "re");
		json_text_field(names[i], file != NULL && fscanf(file, "%63s", value) == 1 ? value : NULL);
		if (file != NULL)
			fclose(file);
	}
	json_end('}');
}

int check_run(void)
{
	struct utsname system;

	uname(&system);
	/* A child must not write again what is still in the buffer; none of them leaves by exit(3), which would flush it. */
	json_begin('{');
	json_text_field("version", NSEXEC_VERSION);
	json_text_field("kernel", system.release);
	json_text_field("machine", system.machine);
	json_key("uid");
	printf("%u", geteuid());
	put_namespaces();
	put_mechanisms();
	put_cgroup();
	put_sysctls();
	json_end('}');
	putchar('\n');
	return fflush(stdout) == 0 ? 0 : 1;
}
