/* One-shot mode, check and version: the program as a user's process sees it. */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "helper.h"
#include "namespaces.h"
#include "process.h"
#include "test.h"

static struct message message;

static void check_exit(int status, int expected)
{
	if (!WIFEXITED(status) || WEXITSTATUS(status) != expected)
		FAIL("wait status 0x%x instead of exit status %d", (unsigned int)status, expected);
}

/* The four cases of runc's libcontainer/nsenter tests. Joining the pid namespace of the caller takes privileges. */

static void join_own_pid_namespace(const char *type, int create)
{
	char path[64];

	snprintf(path, sizeof(path), "%s:/proc/%d/ns/pid", type, getpid());
	message_begin(&message);
	message_u32(&message, ATTRIBUTE_CLONE_FLAGS, (uint32_t)create);
	message_text(&message, ATTRIBUTE_NS_PATHS, path);
	message_end(&message);
}

static void nsenter_valid_path(void)
{
	struct oneshot result;

	join_own_pid_namespace("pid", CLONE_NEWNET);
	result = oneshot_run(&message, NULL);
	if (privileged()) {
		check_exit(result.status, 0);
		check_exit(result.stage1_status, 0);
		check_exit(result.stage2_status, 0);
		CHECK(result.stage1 > 0 && result.stage2 > 0 && result.stage1 != result.stage2);
	} else {
		check_exit(result.status, 125);
		CHECK_CONTAINS(result.log, "stage 1, setns: join the pid namespace");
		CHECK_CONTAINS(result.log, "CAP_SYS_ADMIN");
	}
	oneshot_free(&result);
	message_free(&message);
}

static void nsenter_invalid_path(void)
{
	struct oneshot result;

	message_begin(&message);
	message_u32(&message, ATTRIBUTE_CLONE_FLAGS, CLONE_NEWNET);
	message_text(&message, ATTRIBUTE_NS_PATHS, "pid:/proc/-1/ns/pid");
	message_end(&message);
	result = oneshot_run(&message, NULL);
	check_exit(result.status, 125);
	CHECK_CONTAINS(result.log, "stage 1, open-namespaces: open the pid namespace /proc/-1/ns/pid: No such file or directory (ENOENT)");
	CHECK_CONTAINS(result.log, "stage 1 ended too early, in its step open-namespaces");
	oneshot_free(&result);
	message_free(&message);
}

static void nsenter_wrong_type(void)
{
	struct oneshot result;

	join_own_pid_namespace("net", CLONE_NEWNET);
	result = oneshot_run(&message, NULL);
	check_exit(result.status, 125);
	oneshot_free(&result);
	message_free(&message);

	join_own_pid_namespace("net", 0);
	result = oneshot_run(&message, NULL);
	check_exit(result.status, 125);
	CHECK_CONTAINS(result.log, "stage 1, setns: join the net namespace");
	CHECK_CONTAINS(result.log, "(EINVAL)");
	oneshot_free(&result);
	message_free(&message);
}

static void nsenter_log_lines(void)
{
	struct oneshot result;

	/* oneshot_run() checks each line: JSON, two fields, none empty */
	sandbox_begin(&message, usual_namespaces());
	message_end(&message);
	result = oneshot_run(&message, NULL);
	check_exit(result.status, 0);
	CHECK_CONTAINS(result.log, "{\"level\":\"debug\",\"msg\":\"nsexec-0[");
	CHECK_CONTAINS(result.log, "\"msg\":\"nsexec-1[");
	CHECK_CONTAINS(result.log, "\"msg\":\"nsexec-2[");
	oneshot_free(&result);
	message_free(&message);
}

/* --- messages that are not what they should be --- */

static void rich_message(void)
{
	sandbox_begin(&message, CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWUTS);
	message_text(&message, ATTRIBUTE_OOM_SCORE_ADJ, "500");
	message_text(&message, ATTRIBUTE_HOSTNAME, "box");
	message_u32(&message, ATTRIBUTE_TASK_UID, 0);
	message_text(&message, ATTRIBUTE_TASK_ENV, "A=b");
	message_bytes(&message, ATTRIBUTE_TASK_ARG, "/bin/", 5);
	message_bytes(&message, ATTRIBUTE_CONTINUATION, "true", 5);
	message_end(&message);
}

static void refused_cleanly(const struct message *wrong, const char *what, size_t where)
{
	struct oneshot result = oneshot_run(wrong, NULL);

	if (!WIFEXITED(result.status) || WEXITSTATUS(result.status) != 125)
		FAIL("%s at %zu: wait status 0x%x", what, where, (unsigned int)result.status);
	CHECK(result.stage1 == 0);
	CHECK_CONTAINS(result.log, "stage 0, bootstrap: ");
	oneshot_free(&result);
}

static void message_cut_at_every_byte_is_refused(void)
{
	struct oneshot result;
	size_t size;

	rich_message();
	size = message.size;
	for (size_t cut = 0; cut < size; cut++) {
		message.size = cut;
		refused_cleanly(&message, "cut", cut);
	}
	/* The whole one is good, so it was the cut each time. */
	message.size = size;
	result = oneshot_run(&message, NULL);
	check_exit(result.status, 0);
	check_exit(result.stage2_status, 0);
	oneshot_free(&result);
	message_free(&message);
}

static void changed_length_is_refused(const struct message *whole, size_t at, size_t width)
{
	static const long changes[] = { -8, -4, -3, -2, -1, 1, 2, 3, 4, 8, 0x1000 };
	struct message wrong = { .bytes = malloc(whole->size), .size = whole->size };
	uint32_t length = 0;

	memcpy(&length, whole->bytes + at, width);
	for (size_t i = 0; i <= sizeof(changes) / sizeof(changes[0]) + 1; i++) {
		uint32_t other = i < sizeof(changes) / sizeof(changes[0]) ? length + (uint32_t)changes[i] :
				 i == sizeof(changes) / sizeof(changes[0]) ? 0 :
									     UINT32_MAX;

		memcpy(wrong.bytes, whole->bytes, whole->size);
		memcpy(wrong.bytes + at, &other, width);
		refused_cleanly(&wrong, "length changed", at);
	}
	free(wrong.bytes);
}

static void every_changed_length_field_is_refused(void)
{
	rich_message();
	changed_length_is_refused(&message, 0, sizeof(uint32_t));
	for (size_t at = sizeof(struct bootstrap_header); at < message.size;) {
		struct attribute_header header;

		changed_length_is_refused(&message, at, sizeof(header.length));
		memcpy(&header, message.bytes + at, sizeof(header));
		at += (header.length + 3u) & ~3u;
	}
	message_free(&message);
}

static void trailing_bytes_are_refused(void)
{
	rich_message();
	memset(message.bytes + message.size, 0, 4);
	message.size += 4;
	refused_cleanly(&message, "trailing", 0);
	message_free(&message);
}

static void incomplete_message_ends_at_the_deadline(void)
{
	struct nsexec nsexec;
	char *log;

	/* The socket stays open and silent: only the deadline of the protocol ends this. */
	nsexec_start(&nsexec, "NSEXEC_INITPIPE", NULL);
	CHECK(write(nsexec.socket, "\x10", 1) == 1);
	log = read_log(&nsexec);
	check_exit(wait_for(nsexec.pid), 125);
	CHECK_CONTAINS(log, "ETIMEDOUT");
	free(log);
	close(nsexec.socket);
	check_no_children();
}

/* --- the task --- */

static char *output_of(struct oneshot *result, int expected_status)
{
	struct nsexec_options options = { 0 };
	int ends[2];
	char *output;

	CHECK(pipe2(ends, O_CLOEXEC) == 0);
	/* Room for all of it, as it is read only after the end. */
	CHECK(fcntl(ends[1], F_SETPIPE_SZ, 1 << 20) > 0);
	options.output = ends[1];
	message_end(&message);
	*result = oneshot_run(&message, &options);
	close(ends[1]);
	output = read_to_end(ends[0]);
	close(ends[0]);
	if (!WIFEXITED(result->status) || WEXITSTATUS(result->status) != 0)
		FAIL("stage 0 failed: %s", result->log);
	check_exit(result->stage2_status, expected_status);
	message_free(&message);
	return output;
}

static void exit_status_is_passed_on(void)
{
	struct oneshot result;

	sandbox_begin(&message, usual_namespaces());
	helper_arguments(&message, "exit", "7", NULL);
	free(output_of(&result, 7));
	oneshot_free(&result);
	sandbox_begin(&message, usual_namespaces());
	helper_arguments(&message, "die", "15", NULL);
	free(output_of(&result, 128 + 15));
	oneshot_free(&result);
}

static void failing_exec_is_told(void)
{
	struct oneshot result;

	sandbox_begin(&message, usual_namespaces());
	message_text(&message, ATTRIBUTE_TASK_ARG, "/does/not/exist");
	free(output_of(&result, 127));
	CHECK_CONTAINS(result.log, "stage 3, exec: execute /does/not/exist");
	oneshot_free(&result);
	sandbox_begin(&message, usual_namespaces());
	message_text(&message, ATTRIBUTE_TASK_ARG, "/proc");
	free(output_of(&result, 126));
	CHECK_CONTAINS(result.log, "EACCES");
	oneshot_free(&result);
}

static void task_without_pid_namespace_is_executed_by_stage2(void)
{
	struct oneshot result;
	char expected[64];
	char *output;

	sandbox_begin(&message, CLONE_NEWUSER | CLONE_NEWUTS);
	helper_arguments(&message, "facts", NULL);
	output = output_of(&result, 0);
	snprintf(expected, sizeof(expected), "pid: %d\n", (int)result.stage2);
	CHECK_CONTAINS(output, expected);
	snprintf(expected, sizeof(expected), "sid: %d\n", (int)result.stage2);
	CHECK_CONTAINS(output, expected);
	free(output);
	oneshot_free(&result);

	sandbox_begin(&message, CLONE_NEWUSER | CLONE_NEWUTS);
	message_text(&message, ATTRIBUTE_TASK_ARG, "/does/not/exist");
	free(output_of(&result, 127));
	CHECK_CONTAINS(result.log, "stage 3, exec");
	oneshot_free(&result);
}

static void environment_is_exactly_the_given(void)
{
	struct oneshot result;
	char *output;

	sandbox_begin(&message, usual_namespaces());
	message_text(&message, ATTRIBUTE_TASK_ENV, "A=b c");
	message_text(&message, ATTRIBUTE_TASK_ENV, "EMPTY=");
	helper_arguments(&message, "environment", NULL);
	output = output_of(&result, 0);
	CHECK_TEXT(output, "A=b c\nEMPTY=\n");
	free(output);
	oneshot_free(&result);
}

static void program_is_looked_up_in_the_path_of_the_task(void)
{
	struct oneshot result;
	char path[256];
	char *output;

	snprintf(path, sizeof(path), "PATH=/does/not/exist:%s", helper_path());
	*strrchr(path, '/') = '\0';
	sandbox_begin(&message, usual_namespaces());
	message_text(&message, ATTRIBUTE_TASK_ENV, path);
	message_arguments(&message, (const char *const[]){ "helper", "helper", "descriptors", NULL });
	output = output_of(&result, 0);
	CHECK_TEXT(output, "0 1 2 ");
	free(output);
	oneshot_free(&result);

	/* and without one, in the usual places */
	sandbox_begin(&message, usual_namespaces());
	message_arguments(&message, (const char *const[]){ "sh", "-c", "echo found", NULL });
	output = output_of(&result, 0);
	CHECK_TEXT(output, "found\n");
	free(output);
	oneshot_free(&result);
}

static uint64_t checksum(uint64_t sum, const char *text)
{
	for (; *text != '\0'; text++)
		sum = (sum ^ (unsigned char)*text) * UINT64_C(1099511628211);
	return sum;
}

static void check_arguments(size_t count, size_t size)
{
	uint64_t sum = UINT64_C(14695981039346656037);
	struct oneshot result;
	char *text = malloc(size + 1);
	char expected[128];
	char *output;

	sandbox_begin(&message, usual_namespaces());
	helper_arguments(&message, "arguments", NULL);
	for (size_t i = 0; i < count; i++) {
		for (size_t j = 0; j < size; j++)
			text[j] = (char)('!' + (i * 7 + j) % 90);
		text[size] = '\0';
		sum = checksum(sum, text);
		message_text(&message, ATTRIBUTE_TASK_ARG, text);
	}
	snprintf(expected, sizeof(expected), "%zu %zu %llx\n", count, count * size, (unsigned long long)sum);
	output = output_of(&result, 0);
	CHECK_TEXT(output, expected);
	free(output);
	free(text);
	oneshot_free(&result);
}

static void long_command_lines_arrive_whole(void)
{
	check_arguments(1, 100 << 10);
	check_arguments(1, 131071);
	check_arguments(1024, 1024);
	check_arguments(10000, 100);
}

static void too_long_argument_is_told(void)
{
	struct oneshot result;
	char *text = malloc(131073);

	memset(text, 'x', 131072);
	text[131072] = '\0';
	sandbox_begin(&message, usual_namespaces());
	helper_arguments(&message, "arguments", text, NULL);
	free(output_of(&result, 126));
	CHECK_CONTAINS(result.log, "E2BIG");
	free(text);
	oneshot_free(&result);
}

/* The helper, executed here with one descriptor too many, has it: so the check below could fail. */
static void only_the_descriptors_asked_for_are_open(void)
{
	struct oneshot result;
	char *output;
	int extra = open("/dev/null", O_RDONLY);
	int ends[2];
	pid_t child;

	CHECK(extra > 2 && pipe2(ends, O_CLOEXEC) == 0);
	child = fork();
	if (child == 0) {
		dup2(ends[1], 1);
		execl(helper_path(), "helper", "helper", "descriptors", (char *)NULL);
		_exit(1);
	}
	close(ends[1]);
	output = read_to_end(ends[0]);
	close(ends[0]);
	wait_for(child);
	CHECK(strcmp(output, "0 1 2 ") != 0);
	free(output);

	sandbox_begin(&message, usual_namespaces());
	helper_arguments(&message, "descriptors", NULL);
	output = output_of(&result, 0);
	CHECK_TEXT(output, "0 1 2 ");
	free(output);
	oneshot_free(&result);

	sandbox_begin(&message, CLONE_NEWUSER);
	helper_arguments(&message, "descriptors", NULL);
	output = output_of(&result, 0);
	CHECK_TEXT(output, "0 1 2 ");
	free(output);
	oneshot_free(&result);
	close(extra);
}

static void working_directory_is_entered_as_the_task(void)
{
	struct oneshot result;
	char *output;

	sandbox_begin(&message, usual_namespaces());
	message_text(&message, ATTRIBUTE_TASK_CWD, "/usr/bin");
	helper_arguments(&message, "facts", NULL);
	output = output_of(&result, 0);
	CHECK_CONTAINS(output, "cwd: /usr/bin\n");
	free(output);
	oneshot_free(&result);

	sandbox_begin(&message, usual_namespaces());
	message_text(&message, ATTRIBUTE_TASK_CWD, "/does/not/exist");
	helper_arguments(&message, "facts", NULL);
	message_end(&message);
	result = oneshot_run(&message, NULL);
	check_exit(result.status, 125);
	check_exit(result.stage2_status, 125);
	CHECK_CONTAINS(result.log, "stage 2, chdir: chdir(/does/not/exist): No such file or directory (ENOENT)");
	message_free(&message);
	oneshot_free(&result);
}

/* In another mount namespace, where its root directory is of no use to us: the way of CVE-2024-21626. */
static pid_t start_bystander(void)
{
	int ready[2];
	char byte;
	pid_t pid;

	CHECK(pipe2(ready, O_CLOEXEC) == 0);
	pid = fork();
	if (pid == 0) {
		if (unshare(privileged() ? CLONE_NEWNS : CLONE_NEWUSER | CLONE_NEWNS) < 0 || write(ready[1], "", 1) != 1)
			_exit(1);
		for (;;)
			pause();
	}
	close(ready[1]);
	CHECK(read(ready[0], &byte, 1) == 1);
	close(ready[0]);
	return pid;
}

static void unreachable_working_directory_is_refused(void)
{
	pid_t bystander = start_bystander();
	pid_t apart;
	int status;

	/* In a process of its own, as the bystander would count as one left behind. */
	apart = fork();
	if (apart == 0) {
		struct oneshot result;
		char cwd[64];

		snprintf(cwd, sizeof(cwd), "/proc/%d/root/usr", (int)bystander);
		/* Where we may go there at all, only its path betrays it. */
		if (privileged())
			CHECK(chdir(cwd) == 0 && chdir("/") == 0);
		sandbox_begin(&message, privileged() ? 0 : CLONE_NEWUSER);
		message_text(&message, ATTRIBUTE_TASK_CWD, cwd);
		helper_arguments(&message, "exit", "0", NULL);
		message_end(&message);
		result = oneshot_run(&message, NULL);
		check_exit(result.status, 125);
		CHECK_CONTAINS(result.log, privileged() ? "is not below the root directory: (unreachable)" :
							   "stage 2, chdir: chdir(/proc/");
		_exit(0);
	}
	status = wait_for(apart);
	kill(bystander, SIGKILL);
	wait_for(bystander);
	check_exit(status, 0);
}

static void ids_and_groups_are_set(void)
{
	const uint32_t groups[] = { 7, 8 };
	struct oneshot result;
	char *output;

	if (!privileged())
		return;
	/* without a user namespace */
	sandbox_begin(&message, CLONE_NEWPID | CLONE_NEWNS);
	message_u32(&message, ATTRIBUTE_TASK_UID, 1234);
	message_u32(&message, ATTRIBUTE_TASK_GID, 2345);
	message_bytes(&message, ATTRIBUTE_TASK_GROUPS, groups, sizeof(groups));
	helper_arguments(&message, "facts", NULL);
	output = output_of(&result, 0);
	CHECK_CONTAINS(output, "ids: 1234 2345\ngroups: 7 8\n");
	CHECK_CONTAINS(output, "CapEff:\t0000000000000000\n");
	free(output);
	oneshot_free(&result);
	/* with one, and many lines */
	message_begin(&message);
	message_u32(&message, ATTRIBUTE_CLONE_FLAGS, CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNS);
	message_text(&message, ATTRIBUTE_UID_MAP, "0 100000 10\n10 0 1\n");
	message_text(&message, ATTRIBUTE_GID_MAP, "0 100000 10\n");
	message_u32(&message, ATTRIBUTE_TASK_UID, 5);
	message_u32(&message, ATTRIBUTE_TASK_GID, 6);
	message_bytes(&message, ATTRIBUTE_TASK_GROUPS, groups, sizeof(groups));
	message_text(&message, ATTRIBUTE_OOM_SCORE_ADJ, "300");
	helper_arguments(&message, "facts", NULL);
	output = output_of(&result, 0);
	CHECK_CONTAINS(output, "ids: 5 6\ngroups: 7 8\n");
	CHECK_CONTAINS(output, "/proc/self/uid_map:          0     100000         10\n");
	CHECK_CONTAINS(output, "/proc/self/uid_map:         10          0          1\n");
	CHECK_CONTAINS(output, "/proc/self/oom_score_adj: 300\n");
	free(output);
	oneshot_free(&result);
}

static void map_without_id_0_works(void)
{
	struct oneshot result;
	char map[64];
	char *output;

	message_begin(&message);
	message_u32(&message, ATTRIBUTE_CLONE_FLAGS, (uint32_t)usual_namespaces());
	snprintf(map, sizeof(map), "1000 %u 1\n", geteuid());
	message_text(&message, ATTRIBUTE_UID_MAP, map);
	snprintf(map, sizeof(map), "1000 %u 1\n", getegid());
	message_text(&message, ATTRIBUTE_GID_MAP, map);
	message_u32(&message, ATTRIBUTE_SETGROUP, 0);
	message_u32(&message, ATTRIBUTE_TASK_UID, 1000);
	message_u32(&message, ATTRIBUTE_TASK_GID, 1000);
	message_text(&message, ATTRIBUTE_OOM_SCORE_ADJ, "300");
	helper_arguments(&message, "facts", NULL);
	output = output_of(&result, 0);
	CHECK_CONTAINS(output, "ids: 1000 1000\n");
	CHECK_CONTAINS(output, "/proc/self/setgroups: deny\n");
	free(output);
	oneshot_free(&result);
}

static void ids_of_others_need_a_tool(void)
{
	struct oneshot result;

	if (privileged())
		return;
	message_begin(&message);
	message_u32(&message, ATTRIBUTE_CLONE_FLAGS, CLONE_NEWUSER);
	message_text(&message, ATTRIBUTE_UID_MAP, "0 0 1\n");
	message_text(&message, ATTRIBUTE_GID_MAP, "0 0 1\n");
	message_end(&message);
	result = oneshot_run(&message, NULL);
	check_exit(result.status, 125);
	CHECK_CONTAINS(result.log, "stage 0, uid_map: write uid_map (without CAP_SETUID");
	CHECK_CONTAINS(result.log, "newuidmap");
	message_free(&message);
	oneshot_free(&result);
}

static void mapping_tool_gets_all_lines_and_nothing_else(void)
{
	struct oneshot result;
	char map[4096];
	size_t used = 0;

	if (privileged())
		return;
	/* 340 lines: 1020 numbers after the name and the pid. The helper tells what it was given, and fails. */
	for (int i = 0; i < 340; i++)
		used += (size_t)snprintf(map + used, sizeof(map) - used, "%d %d 1\n", i, i + 1);
	message_begin(&message);
	message_u32(&message, ATTRIBUTE_CLONE_FLAGS, CLONE_NEWUSER);
	message_text(&message, ATTRIBUTE_UID_MAP, map);
	message_text(&message, ATTRIBUTE_GID_MAP, "0 0 1\n");
	message_text(&message, ATTRIBUTE_UID_MAP_PATH, helper_path());
	message_end(&message);
	result = oneshot_run(&message, NULL);
	check_exit(result.status, 125);
	CHECK_CONTAINS(result.log, "ended with status 1: 1022 arguments, last 1, 0 variables, 3 descriptors");
	message_free(&message);
	oneshot_free(&result);
}

static void missing_mapping_tool_is_told(void)
{
	struct oneshot result;

	if (privileged())
		return;
	message_begin(&message);
	message_u32(&message, ATTRIBUTE_CLONE_FLAGS, CLONE_NEWUSER);
	message_text(&message, ATTRIBUTE_UID_MAP, "0 0 1\n");
	message_text(&message, ATTRIBUTE_GID_MAP, "0 0 1\n");
	message_text(&message, ATTRIBUTE_UID_MAP_PATH, "/does/not/exist");
	message_end(&message);
	result = oneshot_run(&message, NULL);
	check_exit(result.status, 125);
	CHECK_CONTAINS(result.log, "mapping tool /does/not/exist (install newuidmap");
	message_free(&message);
	oneshot_free(&result);
}

static long long fact(const char *facts, const char *name)
{
	const char *at = strstr(facts, name);

	CHECK(at != NULL);
	return atoll(at + strlen(name));
}

static void time_offsets_hold_inside(void)
{
	struct oneshot result;
	struct timespec now;
	char *output;

	clock_gettime(CLOCK_MONOTONIC, &now);
	sandbox_begin(&message, usual_namespaces() | CLONE_NEWTIME);
	message_text(&message, ATTRIBUTE_TIME_OFFSETS, "monotonic 1000000 0\nboottime 2000000 0\n");
	helper_arguments(&message, "facts", NULL);
	output = output_of(&result, 0);
	CHECK(fact(output, "\nmonotonic: ") >= now.tv_sec + 1000000);
	CHECK(fact(output, "\nboottime: ") >= now.tv_sec + 2000000);
	CHECK(now.tv_sec < 1000000);
	free(output);
	oneshot_free(&result);
}

static void lower_oom_score_needs_a_capability(void)
{
	struct oneshot result;

	/* Where the machine grants it there is nothing to see. */
	sandbox_begin(&message, usual_namespaces());
	message_text(&message, ATTRIBUTE_OOM_SCORE_ADJ, "-1000");
	helper_arguments(&message, "exit", "0", NULL);
	message_end(&message);
	result = oneshot_run(&message, NULL);
	if (WEXITSTATUS(result.status) != 0) {
		CHECK_CONTAINS(result.log, "oom_score_adj");
		CHECK_CONTAINS(result.log, "CAP_SYS_RESOURCE");
	}
	message_free(&message);
	oneshot_free(&result);
}

/* --- the program itself --- */

static void old_kernels_calls_have_replacements(void)
{
	static const int missing[] = { SYS_clone3, SYS_close_range, -1 };
	struct nsexec_options options = { .missing_calls = missing, .missing_errno = ENOSYS };
	struct oneshot result;
	int ends[2];
	char *output;

	CHECK(pipe2(ends, O_CLOEXEC) == 0);
	options.output = ends[1];
	sandbox_begin(&message, usual_namespaces());
	helper_arguments(&message, "descriptors", NULL);
	message_end(&message);
	result = oneshot_run(&message, &options);
	close(ends[1]);
	output = read_to_end(ends[0]);
	close(ends[0]);
	check_exit(result.status, 0);
	check_exit(result.stage2_status, 0);
	CHECK_TEXT(output, "0 1 2 ");
	free(output);
	message_free(&message);
	oneshot_free(&result);
}

static void without_memfd_a_nameless_file_serves(void)
{
	static const int missing[] = { SYS_memfd_create, -1 };
	struct nsexec_options options = { .missing_calls = missing, .missing_errno = EACCES };
	struct oneshot result;

	sandbox_begin(&message, usual_namespaces());
	helper_arguments(&message, "exit", "3", NULL);
	message_end(&message);
	result = oneshot_run(&message, &options);
	check_exit(result.status, 0);
	check_exit(result.stage2_status, 3);
	CHECK_CONTAINS(result.log, "a nameless file serves instead");
	message_free(&message);
	oneshot_free(&result);
}

/* CVE-2019-5736. Outside, the same open of an ordinary program succeeds. */
static void program_cannot_be_overwritten(void)
{
	struct nsexec_options options = { 0 };
	struct oneshot result;
	struct stat before, after;
	char *output;
	int writable;

	CHECK(stat(nsexec_path(), &before) == 0);
	writable = open(nsexec_path(), O_WRONLY);
	if (privileged())
		CHECK(writable >= 0);
	if (writable >= 0)
		close(writable);
	for (int sealed = 0; sealed < 2; sealed++) {
		int ends[2];

		options.sealed = sealed != 0;
		CHECK(pipe2(ends, O_CLOEXEC) == 0);
		options.output = ends[1];
		/* without a user namespace where that is possible, so that the task has all privileges */
		sandbox_begin(&message, privileged() ? CLONE_NEWPID | CLONE_NEWNS : usual_namespaces());
		helper_arguments(&message, "overwrite-program", NULL);
		message_end(&message);
		result = oneshot_run(&message, &options);
		close(ends[1]);
		output = read_to_end(ends[0]);
		close(ends[0]);
		check_exit(result.status, 0);
		CHECK(strcmp(output, "ok\n") != 0);
		free(output);
		message_free(&message);
		oneshot_free(&result);
	}
	CHECK(stat(nsexec_path(), &after) == 0);
	CHECK(before.st_size == after.st_size && before.st_mtim.tv_nsec == after.st_mtim.tv_nsec);
}

static void without_log_pipe_errors_go_to_standard_error(void)
{
	struct nsexec_options options = { .without_log = true };
	struct oneshot result;
	int ends[2];
	char *output;

	CHECK(pipe2(ends, O_CLOEXEC) == 0);
	options.output = ends[1];
	message_begin(&message);
	message_text(&message, ATTRIBUTE_NS_PATHS, "net:/does/not/exist");
	message_end(&message);
	result = oneshot_run(&message, &options);
	close(ends[1]);
	output = read_to_end(ends[0]);
	close(ends[0]);
	check_exit(result.status, 125);
	CHECK_CONTAINS(output, "stage 1, open-namespaces: open the net namespace /does/not/exist");
	free(output);
	message_free(&message);
	oneshot_free(&result);
}

static char *run_program(const char *argument, const char *variable, int *status)
{
	int ends[2];
	char *output;
	pid_t child;

	CHECK(pipe2(ends, O_CLOEXEC) == 0);
	child = fork();
	if (child == 0) {
		char *const environment[] = { (char *)(uintptr_t)variable, NULL };
		char *const arguments[] = { (char *)(uintptr_t) "nsexec", (char *)(uintptr_t)argument, NULL };

		dup2(ends[1], 1);
		dup2(ends[1], 2);
		execve(nsexec_path(), arguments, environment);
		_exit(1);
	}
	close(ends[1]);
	output = read_to_end(ends[0]);
	close(ends[0]);
	*status = wait_for(child);
	return output;
}

static void usage_errors_exit_with_2(void)
{
	static const char *const wrong[][2] = {
		{ NULL, NULL },
		{ "unknown", NULL },
		{ NULL, "NSEXEC_INITPIPE=x" },
		{ NULL, "NSEXEC_INITPIPE=99" },
		{ NULL, "NSEXEC_INITPIPE=1" },
		{ NULL, "NSEXEC_CONTROL=-1" },
		{ NULL, "NSEXEC_CONTROL=99999999999999999999" },
		{ NULL, "NSEXEC_LOGPIPE=1" },
	};

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		int status;
		char *output = run_program(wrong[i][0], wrong[i][1], &status);

		check_exit(status, 2);
		CHECK_CONTAINS(output, "usage: ");
		free(output);
	}
}

static void version_is_printed(void)
{
	int status;
	char *output = run_program("--version", NULL, &status);

	check_exit(status, 0);
	CHECK(strncmp(output, "nsexec ", 7) == 0);
	free(output);
}

static void check_prints_json(void)
{
	int status;
	char *output = run_program("check", NULL, &status);

	check_exit(status, 0);
	output[strcspn(output, "\n")] = '\0';
	check_json(output);
	CHECK_CONTAINS(output, "{\"name\":\"user\",\"supported\":true,\"inUserNamespace\":{\"available\":");
	CHECK_CONTAINS(output, "{\"name\":\"sealed-memfd\",\"available\":");
	CHECK_CONTAINS(output, "\"vm.memfd_noexec\":");
	if (!privileged())
		CHECK_CONTAINS(output, "\"directly\":{\"available\":false,\"call\":\"unshare the mnt namespace\",\"errno\":\"EPERM\"");
	free(output);
	check_no_children();
}

int main(int argc, char **argv)
{
	static const struct test tests[] = {
		TEST(nsenter_valid_path),
		TEST(nsenter_invalid_path),
		TEST(nsenter_wrong_type),
		TEST(nsenter_log_lines),
		TEST(message_cut_at_every_byte_is_refused),
		TEST(every_changed_length_field_is_refused),
		TEST(trailing_bytes_are_refused),
		TEST(incomplete_message_ends_at_the_deadline),
		TEST(exit_status_is_passed_on),
		TEST(failing_exec_is_told),
		TEST(task_without_pid_namespace_is_executed_by_stage2),
		TEST(environment_is_exactly_the_given),
		TEST(program_is_looked_up_in_the_path_of_the_task),
		TEST(long_command_lines_arrive_whole),
		TEST(too_long_argument_is_told),
		TEST(only_the_descriptors_asked_for_are_open),
		TEST(working_directory_is_entered_as_the_task),
		TEST(unreachable_working_directory_is_refused),
		TEST(ids_and_groups_are_set),
		TEST(map_without_id_0_works),
		TEST(ids_of_others_need_a_tool),
		TEST(mapping_tool_gets_all_lines_and_nothing_else),
		TEST(missing_mapping_tool_is_told),
		TEST(time_offsets_hold_inside),
		TEST(lower_oom_score_needs_a_capability),
		TEST(old_kernels_calls_have_replacements),
		TEST(without_memfd_a_nameless_file_serves),
		TEST(program_cannot_be_overwritten),
		TEST(without_log_pipe_errors_go_to_standard_error),
		TEST(usage_errors_exit_with_2),
		TEST(version_is_printed),
		TEST(check_prints_json),
	};

	process_init(&argc, &argv);
	return run_tests(TESTS(tests), argc, argv);
}
