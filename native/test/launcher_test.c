/* Launcher mode: many tasks at once, their events, their ends. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "helper.h"
#include "process.h"
#include "test.h"

static struct nsexec launcher;
static struct message message;

/* A message that runs the helper in the usual sandbox. */
#define helper_message(...) \
	do { \
		sandbox_begin(&message, usual_namespaces()); \
		helper_arguments(&message, __VA_ARGS__, NULL); \
		message_end(&message); \
	} while (0)

static void start_task(uint64_t task)
{
	launcher_task(&launcher, task, &message, NULL, 0);
	message_free(&message);
}

/* With descriptor 1 on a pipe whose reading end is returned. */
static int start_task_with_output(uint64_t task)
{
	int ends[2];

	CHECK(pipe2(ends, O_CLOEXEC) == 0);
	launcher_task(&launcher, task, &message, (const int[]){ 0, ends[1], 2 }, 3);
	message_free(&message);
	close(ends[1]);
	return ends[0];
}

static void read_ready(int fd)
{
	char text[7] = { 0 };

	for (size_t used = 0; used < 6;) {
		ssize_t got = read(fd, text + used, 6 - used);

		CHECK(got > 0);
		used += (size_t)got;
	}
	CHECK_TEXT(text, "ready\n");
}

/* Nobody has the writing end any more. */
static void check_closed(int fd)
{
	char *rest = read_to_end(fd);

	CHECK_TEXT(rest, "");
	free(rest);
	close(fd);
}

static void check_reaped(uint64_t task, int status)
{
	CHECK_NUMBER(expect_event(&launcher, CONTROL_REAPED, task).status, status);
}

/* What a process outside shows, to compare with. */
static char *facts_outside(void)
{
	int ends[2];
	char *facts;
	pid_t child;

	CHECK(pipe2(ends, O_CLOEXEC) == 0);
	child = fork();
	if (child == 0) {
		dup2(ends[1], 1);
		execl(helper_path(), "helper", "helper", "facts", (char *)NULL);
		_exit(1);
	}
	close(ends[1]);
	facts = read_to_end(ends[0]);
	close(ends[0]);
	CHECK_NUMBER(wait_for(child), 0);
	return facts;
}

static void line_of(const char *text, const char *start, char *line, size_t size)
{
	const char *at = strstr(text, start);

	if (at == NULL)
		FAIL("no \"%s\" in %s", start, text);
	snprintf(line, size, "%.*s", (int)strcspn(at, "\n"), at);
}

/* --- what the task sees --- */

static void seven_namespaces_differ(void)
{
	static const char *const kinds[] = { "cgroup", "ipc", "mnt", "net", "pid", "user", "uts" };
	char *outside = facts_outside();
	char *inside;

	launcher_start(&launcher, NULL);
	sandbox_begin(&message, usual_namespaces());
	message_text(&message, ATTRIBUTE_HOSTNAME, "box");
	message_text(&message, ATTRIBUTE_DOMAINNAME, "example");
	helper_arguments(&message, "facts", NULL);
	inside = task_output(&launcher, &message, NULL);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		char start[32], a[128], b[128];

		snprintf(start, sizeof(start), "ns %s:", kinds[i]);
		line_of(outside, start, a, sizeof(a));
		line_of(inside, start, b, sizeof(b));
		CHECK(strcmp(a, b) != 0);
	}
	/* pid 1 is init; the task has a session and a group of its own, and the ids that the map says */
	CHECK_CONTAINS(inside, "pid: 2\nppid: 1\nsid: 2\npgid: 2\nids: 0 0\n");
	CHECK_CONTAINS(inside, "hostname: box\ndomainname: example\ncwd: /\n");
	CHECK_CONTAINS(inside, "/proc/1/comm: nsexec-init\n");
	CHECK_CONTAINS(inside, "/proc/self/setgroups: deny\n");
	free(inside);
	free(outside);
	launcher_end(&launcher);
}

/* Also those that the C library keeps for itself: whoever starts a service may have had any of them ignored. */
static void ignore_signals(bool ignored)
{
	/* The kernel's struct sigaction begins with the handler: SIG_IGN is 1, SIG_DFL 0. */
	unsigned char action[64] = { ignored };

	for (int number = 1; number <= 64; number++)
		if (number != SIGCHLD)
			syscall(SYS_rt_sigaction, number, action, NULL, 8);
}

static void signals_are_at_their_defaults(void)
{
	char *inside;

	ignore_signals(true);
	inside = facts_outside();
	CHECK(strstr(inside, "SigIgn:\t0000000000000000\n") == NULL);
	free(inside);
	launcher_start(&launcher, NULL);
	ignore_signals(false);
	signal(SIGPIPE, SIG_IGN);
	sandbox_begin(&message, usual_namespaces());
	helper_arguments(&message, "facts", NULL);
	inside = task_output(&launcher, &message, NULL);
	CHECK_CONTAINS(inside, "SigBlk:\t0000000000000000\n");
	CHECK_CONTAINS(inside, "SigIgn:\t0000000000000000\n");
	free(inside);
	launcher_end(&launcher);
}

static void cgroup_is_the_root_of_its_namespace(void)
{
	char *inside;
	int lines = 0;

	launcher_start(&launcher, NULL);
	sandbox_begin(&message, usual_namespaces());
	helper_arguments(&message, "facts", NULL);
	inside = task_output(&launcher, &message, NULL);
	for (const char *at = inside; (at = strstr(at, "/proc/self/cgroup: ")) != NULL; at++) {
		char line[256];

		line_of(at, "/proc/self/cgroup: ", line, sizeof(line));
		CHECK_TEXT(strrchr(line, ':'), ":/");
		lines++;
	}
	CHECK(lines > 0);
	free(inside);
	launcher_end(&launcher);
}

static int own_oom_score(pid_t pid)
{
	char path[64];
	FILE *file;
	int score;

	snprintf(path, sizeof(path), "/proc/%d/oom_score_adj", (int)pid);
	file = fopen(path, "re");
	CHECK(file != NULL && fscanf(file, "%d", &score) == 1);
	fclose(file);
	return score;
}

static void oom_score_is_the_grandchilds_alone(void)
{
	struct nsexec_options options = { .log_level = 5 };
	int service = own_oom_score(getpid());
	char expected[64];
	char *inside, *log;

	launcher_start(&launcher, &options);
	sandbox_begin(&message, usual_namespaces());
	message_text(&message, ATTRIBUTE_OOM_SCORE_ADJ, "567");
	helper_arguments(&message, "facts", NULL);
	inside = task_output(&launcher, &message, NULL);
	CHECK_CONTAINS(inside, "/proc/self/oom_score_adj: 567\n");
	CHECK_NUMBER(own_oom_score(launcher.pid), service);
	CHECK(service != 567);
	close(launcher.socket);
	log = read_log(&launcher);
	CHECK_NUMBER(wait_for(launcher.pid), 0);
	/* Stages 0 and 1 have ended by now; they told theirs. */
	for (int stage = 0; stage < 2; stage++) {
		const char *at = log;
		bool found = false;

		snprintf(expected, sizeof(expected), "]: oom_score_adj is %d\"", service);
		while (!found && (at = strstr(at, stage == 0 ? "nsexec-0[" : "nsexec-1[")) != NULL) {
			at += strcspn(at, "]");
			found = strncmp(at, expected, strlen(expected)) == 0;
		}
		CHECK(found);
	}
	free(log);
	free(inside);
	check_no_children();
}

static char *helper_output_outside(const char *mode, const char *argument)
{
	char *output;
	int ends[2];
	pid_t child;

	CHECK(pipe2(ends, O_CLOEXEC) == 0);
	child = fork();
	if (child == 0) {
		dup2(ends[1], 1);
		execl(helper_path(), "helper", "helper", mode, argument, (char *)NULL);
		_exit(1);
	}
	close(ends[1]);
	output = read_to_end(ends[0]);
	close(ends[0]);
	wait_for(child);
	return output;
}

static void proc_is_read_only(void)
{
	char score[16];
	char *seen;

	/* Outside, the same write succeeds. */
	snprintf(score, sizeof(score), "%d", own_oom_score(getpid()));
	seen = helper_output_outside("write-oom-score", score);
	CHECK_TEXT(seen, "ok\n");
	free(seen);

	launcher_start(&launcher, NULL);
	sandbox_begin(&message, usual_namespaces());
	helper_arguments(&message, "write-oom-score", score, NULL);
	seen = task_output(&launcher, &message, NULL);
	CHECK_TEXT(seen, "EROFS\n");
	free(seen);
	launcher_end(&launcher);
}

static void proc_cannot_be_made_writable(void)
{
	/* In namespaces of its own that nobody took capabilities from, it can. */
	char *seen = helper_output_outside("make-proc-writable", "unshare");

	CHECK_TEXT(seen, "ok\n");
	free(seen);

	launcher_start(&launcher, NULL);
	sandbox_begin(&message, usual_namespaces());
	helper_arguments(&message, "make-proc-writable", NULL);
	seen = task_output(&launcher, &message, NULL);
	CHECK_TEXT(seen, "EPERM\n");
	free(seen);
	launcher_end(&launcher);
}

static void nothing_of_the_launcher_is_open(void)
{
	char *inside;

	/* Several at once, so that a descriptor of another task would show. */
	launcher_start(&launcher, NULL);
	for (uint64_t task = 10; task < 15; task++) {
		helper_message("stay");
		read_ready(start_task_with_output(task));
		expect_event(&launcher, CONTROL_STARTED, task);
	}
	sandbox_begin(&message, usual_namespaces());
	helper_arguments(&message, "descriptors", NULL);
	inside = task_output(&launcher, &message, NULL);
	CHECK_TEXT(inside, "0 1 2 ");
	free(inside);
	launcher_end(&launcher);
}

static void task_can_have_no_descriptor_at_all(void)
{
	launcher_start(&launcher, NULL);
	sandbox_begin(&message, usual_namespaces());
	message_u32(&message, ATTRIBUTE_TASK_FDS, 0);
	helper_arguments(&message, "exit", "4", NULL);
	message_end(&message);
	launcher_send(&launcher, CONTROL_START, 1, message.bytes, message.size, NULL, 0);
	message_free(&message);
	expect_event(&launcher, CONTROL_STARTED, 1);
	CHECK_NUMBER(expect_event(&launcher, CONTROL_EXITED, 1).exited.status, 4);
	check_reaped(1, 4 << 8);
	launcher_end(&launcher);
}

static void many_descriptors_arrive_in_order(void)
{
	int fds[TASK_FDS_MAX];
	char expected[TASK_FDS_MAX + 1] = { 0 };
	char number[16];
	struct event end;
	int ends[2];
	char *output;

	launcher_start(&launcher, NULL);
	CHECK(pipe2(ends, O_CLOEXEC) == 0);
	fds[0] = 0;
	fds[1] = ends[1];
	fds[2] = 2;
	for (int i = 3; i < TASK_FDS_MAX; i++) {
		int feed[2];
		char byte = (char)('a' + i * 7 % 26);

		CHECK(pipe(feed) == 0 && write(feed[1], &byte, 1) == 1);
		close(feed[1]);
		fds[i] = feed[0];
		expected[i - 3] = byte;
	}
	snprintf(number, sizeof(number), "%d", TASK_FDS_MAX - 3);
	sandbox_begin(&message, usual_namespaces());
	message_u32(&message, ATTRIBUTE_TASK_FDS, TASK_FDS_MAX);
	helper_arguments(&message, "read-descriptors", number, NULL);
	message_end(&message);
	launcher_task(&launcher, 1, &message, fds, TASK_FDS_MAX);
	message_free(&message);
	for (int i = 3; i < TASK_FDS_MAX; i++)
		close(fds[i]);
	close(ends[1]);
	output = read_to_end(ends[0]);
	close(ends[0]);
	CHECK_TEXT(output, expected);
	free(output);
	expect_event(&launcher, CONTROL_STARTED, 1);
	end = expect_event(&launcher, CONTROL_EXITED, 1);
	CHECK_NUMBER(end.exited.status, 0);
	check_reaped(1, 0);
	launcher_end(&launcher);
}

/* --- init --- */

static void init_reaps_orphans(void)
{
	char *inside;

	launcher_start(&launcher, NULL);
	sandbox_begin(&message, usual_namespaces());
	helper_arguments(&message, "orphan", NULL);
	inside = task_output(&launcher, &message, NULL);
	CHECK_TEXT(inside, "ESRCH\n");
	free(inside);
	launcher_end(&launcher);
}

static void daemons_are_gone_when_the_task_ends(void)
{
	int output;

	launcher_start(&launcher, NULL);
	helper_message("daemons", "5");
	output = start_task_with_output(1);
	expect_event(&launcher, CONTROL_STARTED, 1);
	CHECK_NUMBER(expect_event(&launcher, CONTROL_EXITED, 1).exited.status, 5);
	check_reaped(1, 5 << 8);
	/* They had it open, and by the time of REAPED they are gone. */
	check_closed(output);
	launcher_end(&launcher);
}

/* Outside, where the parent is an ordinary process, each attempt succeeds (as root at least: Yama may forbid others ptrace). */
static void init_cannot_be_attacked(void)
{
	char *text;
	int ends[2];
	pid_t child;

	CHECK(pipe2(ends, O_CLOEXEC) == 0);
	child = fork();
	if (child == 0) {
		dup2(ends[1], 1);
		execl(helper_path(), "helper", "helper", "attack-init", "parent", (char *)NULL);
		_exit(1);
	}
	close(ends[1]);
	text = read_to_end(ends[0]);
	close(ends[0]);
	/* It has ended and with it the tracing. */
	wait_for(child);
	CHECK_CONTAINS(text, "fd: ok\nenviron: ok\n");
	if (privileged())
		CHECK_CONTAINS(text, "mem: ok\nexe: ok\nptrace: ok\n");
	free(text);

	launcher_start(&launcher, NULL);
	sandbox_begin(&message, usual_namespaces());
	helper_arguments(&message, "attack-init", NULL);
	text = task_output(&launcher, &message, NULL);
	CHECK_TEXT(text, "fd: none\nenviron: EACCES\nmem: EACCES\nexe: EACCES\nptrace: EPERM\nkill: ok\n");
	free(text);
	launcher_end(&launcher);
}

static void signals_from_outside_are_forwarded(void)
{
	struct event started;
	char *text;
	int output;

	launcher_start(&launcher, NULL);
	helper_message("await-signal");
	output = start_task_with_output(1);
	started = expect_event(&launcher, CONTROL_STARTED, 1);
	read_ready(output);
	CHECK(kill((pid_t)started.stage2, SIGUSR2) == 0);
	text = read_to_end(output);
	close(output);
	CHECK_CONTAINS(text, "12\n");
	free(text);
	expect_event(&launcher, CONTROL_EXITED, 1);
	check_reaped(1, 0);
	launcher_end(&launcher);
}

/*
 * A task may write "pid 0" into a signal of its own making. Init would forward SIGUSR1 before the SIGUSR2 that really comes
 * from outside, and the task would see it first. That forging works at all shows in what it says, and when it aims at itself.
 */
static void forged_signals_are_not_forwarded(void)
{
	struct event started;
	char first_line[32];
	char *text;
	int output;

	launcher_start(&launcher, NULL);
	helper_message("forge-signal");
	output = start_task_with_output(1);
	started = expect_event(&launcher, CONTROL_STARTED, 1);
	for (size_t used = 0; used < strlen("forged: ok\n");) {
		ssize_t got = read(output, first_line + used, strlen("forged: ok\n") - used);

		CHECK(got > 0);
		used += (size_t)got;
	}
	read_ready(output);
	CHECK(kill((pid_t)started.stage2, SIGUSR2) == 0);
	text = read_to_end(output);
	close(output);
	CHECK_TEXT(text, "12\n");
	free(text);
	expect_event(&launcher, CONTROL_EXITED, 1);
	check_reaped(1, 0);

	sandbox_begin(&message, usual_namespaces());
	helper_arguments(&message, "forge-signal", "-1", NULL);
	text = task_output(&launcher, &message, NULL);
	CHECK_TEXT(text, "forged: ok\nready\n10\n");
	free(text);
	launcher_end(&launcher);
}

/* --- events --- */

static void exit_status_and_usage_are_reported(void)
{
	struct event end;

	launcher_start(&launcher, NULL);
	helper_message("exit", "42");
	start_task(1);
	expect_event(&launcher, CONTROL_STARTED, 1);
	end = expect_event(&launcher, CONTROL_EXITED, 1);
	CHECK_NUMBER(end.exited.code, CLD_EXITED);
	CHECK_NUMBER(end.exited.status, 42);
	CHECK(end.exited.max_rss_kib > 0 && end.exited.wall_us > 0 && end.exited.minor_faults > 0);
	check_reaped(1, 42 << 8);
	launcher_end(&launcher);
}

static void killing_signal_is_reported_exactly(void)
{
	static const int numbers[] = { SIGKILL, SIGTERM, SIGUSR1, 40 };

	launcher_start(&launcher, NULL);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		char number[16];
		struct event end;

		snprintf(number, sizeof(number), "%d", numbers[i]);
		helper_message("die", number);
		start_task(i);
		expect_event(&launcher, CONTROL_STARTED, i);
		end = expect_event(&launcher, CONTROL_EXITED, i);
		CHECK_NUMBER(end.exited.code, CLD_KILLED);
		CHECK_NUMBER(end.exited.status, numbers[i]);
		check_reaped(i, (128 + numbers[i]) << 8);
	}
	launcher_end(&launcher);
}

static void failing_exec_is_reported_before_reaped(void)
{
	struct event failed;

	launcher_start(&launcher, NULL);
	sandbox_begin(&message, usual_namespaces());
	message_text(&message, ATTRIBUTE_TASK_ARG, "/does/not/exist");
	message_end(&message);
	start_task(1);
	failed = expect_event(&launcher, CONTROL_FAILED, 1);
	CHECK_NUMBER(failed.stage, 3);
	CHECK_TEXT(failed.step, "exec");
	CHECK_NUMBER(failed.number, ENOENT);
	CHECK_CONTAINS(failed.text, "/does/not/exist");
	check_reaped(1, 127 << 8);
	launcher_end(&launcher);
}

static void failing_stage_is_reported(void)
{
	struct event failed;

	launcher_start(&launcher, NULL);
	sandbox_begin(&message, usual_namespaces() & ~CLONE_NEWNET);
	message_text(&message, ATTRIBUTE_NS_PATHS, "net:/proc/self/status");
	helper_arguments(&message, "exit", "0", NULL);
	message_end(&message);
	start_task(1);
	failed = expect_event(&launcher, CONTROL_FAILED, 1);
	CHECK_NUMBER(failed.stage, 1);
	CHECK_TEXT(failed.step, "setns");
	CHECK_NUMBER(failed.number, EINVAL);
	CHECK_CONTAINS(failed.text, "no namespace, or one of another type");
	check_reaped(1, 0);

	helper_message("exit", "0");
	message_text(&message, ATTRIBUTE_TASK_CWD, "/does/not/exist");
	message_end(&message);
	start_task(2);
	failed = expect_event(&launcher, CONTROL_FAILED, 2);
	CHECK_NUMBER(failed.stage, 2);
	CHECK_TEXT(failed.step, "chdir");
	check_reaped(2, 125 << 8);
	launcher_end(&launcher);
}

static void check_refused_start(const char *text, const int *fds, size_t fd_count)
{
	struct event failed;

	message_end(&message);
	launcher_send(&launcher, CONTROL_START, 1, message.bytes, message.size, fds, fd_count);
	message_free(&message);
	failed = expect_event(&launcher, CONTROL_FAILED, 1);
	CHECK_NUMBER(failed.stage, 4);
	CHECK_TEXT(failed.step, "bootstrap");
	CHECK_NUMBER(failed.number, EINVAL);
	CHECK_CONTAINS(failed.text, text);
	check_reaped(1, 0);
}

static void wrong_messages_fail_their_task_alone(void)
{
	static const int fds[] = { 0, 1, 2 };
	int before;

	launcher_start(&launcher, NULL);
	before = count_descriptors(launcher.pid);
	message_begin(&message);
	message_u32(&message, 1, 1);
	check_refused_start("attribute 1 is unknown", fds, 3);
	sandbox_begin(&message, usual_namespaces());
	check_refused_start("no TASK_ARG", fds, 3);
	sandbox_begin(&message, CLONE_NEWUSER);
	helper_arguments(&message, "exit", "0", NULL);
	check_refused_start("no pid namespace", fds, 3);
	sandbox_begin(&message, usual_namespaces());
	helper_arguments(&message, "exit", "0", NULL);
	check_refused_start("TASK_FDS is 3, but 2 descriptors came along", fds, 2);
	message_begin(&message);
	message.size = 0;
	launcher_send(&launcher, CONTROL_START, 7, NULL, 0, NULL, 0);
	message_free(&message);
	expect_event(&launcher, CONTROL_FAILED, 7);
	check_reaped(7, 0);
	CHECK_NUMBER(count_descriptors(launcher.pid), before);
	launcher_end(&launcher);
}

static void check_cut_off(uint32_t type, const void *payload, size_t size, const int *fds, size_t fd_count)
{
	int output;

	launcher_start(&launcher, NULL);
	helper_message("stay");
	output = start_task_with_output(1);
	expect_event(&launcher, CONTROL_STARTED, 1);
	read_ready(output);
	launcher_send(&launcher, type, 2, payload, size, fds, fd_count);
	/* As if the socket had closed. */
	while (!at_end(&launcher))
		;
	check_closed(output);
	launcher_end(&launcher);
}

static void breaking_the_protocol_cuts_off(void)
{
	static const int fds[] = { 0 };
	const uint32_t no_signal = 65;

	check_cut_off(99, NULL, 0, NULL, 0);
	check_cut_off(CONTROL_KILL, "abcd", 4, NULL, 0);
	check_cut_off(CONTROL_SIGNAL, "abc", 3, NULL, 0);
	check_cut_off(CONTROL_SIGNAL, &no_signal, sizeof(no_signal), NULL, 0);
	check_cut_off(CONTROL_KILL, NULL, 0, fds, 1);
}

/* --- KILL and SIGNAL --- */

static void kill_ends_the_sandbox(void)
{
	int output;

	launcher_start(&launcher, NULL);
	helper_message("stay");
	output = start_task_with_output(1);
	expect_event(&launcher, CONTROL_STARTED, 1);
	read_ready(output);
	launcher_kill(&launcher, 1);
	check_reaped(1, SIGKILL);
	check_closed(output);
	launcher_end(&launcher);
}

static void kill_right_after_start_leaves_nothing(void)
{
	launcher_start(&launcher, NULL);
	for (uint64_t task = 1; task <= 50; task++) {
		struct event event;

		helper_message("stay");
		int output = start_task_with_output(task);

		launcher_kill(&launcher, task);
		event = next_event(&launcher);
		CHECK_NUMBER(event.task, task);
		if (event.type != CONTROL_STARTED) {
			CHECK_NUMBER(event.type, CONTROL_FAILED);
			CHECK_CONTAINS(event.text, "was killed by SIGKILL, as the client asked for");
		}
		expect_event(&launcher, CONTROL_REAPED, task);
		free(read_to_end(output));
		close(output);
	}
	launcher_end(&launcher);
}

static void kill_that_was_asked_for_is_no_fault_in_the_log(void)
{
	struct nsexec_options options = { .log_level = 2 };
	int output;
	char *log;

	launcher_start(&launcher, &options);
	/* Both messages are there when it goes on, so the task has no time to run. */
	CHECK(kill(launcher.pid, SIGSTOP) == 0);
	helper_message("stay");
	output = start_task_with_output(1);
	launcher_kill(&launcher, 1);
	CHECK(kill(launcher.pid, SIGCONT) == 0);
	expect_event(&launcher, CONTROL_FAILED, 1);
	expect_event(&launcher, CONTROL_REAPED, 1);
	check_closed(output);
	close(launcher.socket);
	log = read_log(&launcher);
	CHECK_TEXT(log, "");
	free(log);
	CHECK_NUMBER(wait_for(launcher.pid), 0);
	check_no_children();
}

static void signal_reaches_the_task(void)
{
	struct event end;
	int output;

	launcher_start(&launcher, NULL);
	helper_message("stay");
	output = start_task_with_output(1);
	expect_event(&launcher, CONTROL_STARTED, 1);
	read_ready(output);
	launcher_signal(&launcher, 1, SIGTERM);
	end = expect_event(&launcher, CONTROL_EXITED, 1);
	CHECK_NUMBER(end.exited.code, CLD_KILLED);
	CHECK_NUMBER(end.exited.status, SIGTERM);
	check_reaped(1, (128 + SIGTERM) << 8);
	close(output);

	/* SIGKILL as a signal ends the task, not its init: so its usage is still told. */
	helper_message("stay");
	output = start_task_with_output(2);
	expect_event(&launcher, CONTROL_STARTED, 2);
	read_ready(output);
	launcher_signal(&launcher, 2, SIGKILL);
	CHECK_NUMBER(expect_event(&launcher, CONTROL_EXITED, 2).exited.status, SIGKILL);
	check_reaped(2, (128 + SIGKILL) << 8);
	close(output);
	launcher_end(&launcher);
}

static void signal_before_the_task_runs_is_kept(void)
{
	int output;

	launcher_start(&launcher, NULL);
	/* An unknown task is ignored. */
	launcher_signal(&launcher, 99, SIGTERM);
	launcher_kill(&launcher, 99);
	helper_message("stay");
	output = start_task_with_output(1);
	launcher_signal(&launcher, 1, SIGUSR1);
	expect_event(&launcher, CONTROL_STARTED, 1);
	CHECK_NUMBER(expect_event(&launcher, CONTROL_EXITED, 1).exited.status, SIGUSR1);
	expect_event(&launcher, CONTROL_REAPED, 1);
	close(output);
	launcher_end(&launcher);
}

/* --- many, and the end of it all --- */

static void fifty_tasks_at_once(void)
{
	enum { COUNT = 50 };
	static const uint32_t order[] = { CONTROL_STARTED, CONTROL_EXITED, CONTROL_REAPED };
	int state[COUNT] = { 0 };

	launcher_start(&launcher, NULL);
	for (uint64_t task = 0; task < COUNT; task++) {
		char status[16];

		snprintf(status, sizeof(status), "%d", (int)task);
		helper_message("exit", status);
		start_task(task);
	}
	for (int events = 0; events < 3 * COUNT; events++) {
		struct event event = next_event(&launcher);

		CHECK(event.task < COUNT && state[event.task] < 3);
		CHECK_NUMBER(event.type, order[state[event.task]]);
		if (event.type == CONTROL_EXITED)
			CHECK_NUMBER(event.exited.status, event.task);
		if (event.type == CONTROL_REAPED)
			CHECK_NUMBER(event.status, event.task << 8);
		state[event.task]++;
	}
	launcher_end(&launcher);
}

static void nothing_accumulates(void)
{
	char path[64], children[256] = "";
	FILE *file;
	int before;

	launcher_start(&launcher, NULL);
	before = count_descriptors(launcher.pid);
	for (uint64_t task = 0; task < 200; task++) {
		helper_message("exit", "0");
		start_task(task);
		expect_event(&launcher, CONTROL_STARTED, task);
		expect_event(&launcher, CONTROL_EXITED, task);
		check_reaped(task, 0);
	}
	CHECK_NUMBER(count_descriptors(launcher.pid), before);
	snprintf(path, sizeof(path), "/proc/%d/task/%d/children", (int)launcher.pid, (int)launcher.pid);
	file = fopen(path, "re");
	if (file != NULL) {
		CHECK(fgets(children, sizeof(children), file) == NULL);
		fclose(file);
	}
	launcher_end(&launcher);
}

static void closing_the_socket_ends_all(void)
{
	int outputs[5];

	launcher_start(&launcher, NULL);
	for (uint64_t task = 0; task < 5; task++) {
		helper_message("stay");
		outputs[task] = start_task_with_output(task);
		expect_event(&launcher, CONTROL_STARTED, task);
		read_ready(outputs[task]);
	}
	/* and some that are on their way */
	for (uint64_t task = 5; task < 15; task++) {
		helper_message("stay");
		close(start_task_with_output(task));
	}
	launcher_end(&launcher);
	for (int i = 0; i < 5; i++)
		check_closed(outputs[i]);
}

static void killing_the_launcher_ends_all(void)
{
	int outputs[10];
	int status;

	launcher_start(&launcher, NULL);
	for (uint64_t task = 0; task < 5; task++) {
		helper_message("stay");
		outputs[task] = start_task_with_output(task);
		expect_event(&launcher, CONTROL_STARTED, task);
		read_ready(outputs[task]);
	}
	for (uint64_t task = 5; task < 10; task++) {
		helper_message("stay");
		outputs[task] = start_task_with_output(task);
	}
	CHECK(kill(launcher.pid, SIGKILL) == 0);
	for (int i = 0; i < 10; i++) {
		free(read_to_end(outputs[i]));
		close(outputs[i]);
	}
	free(read_log(&launcher));
	status = wait_for(launcher.pid);
	CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
	/* The sandboxes come to us, as we are the subreaper. */
	while (waitpid(-1, NULL, 0) > 0)
		;
	check_no_children();
	close(launcher.socket);
}

static void ending_signals_end_all(void)
{
	int output;

	launcher_start(&launcher, NULL);
	helper_message("stay");
	output = start_task_with_output(1);
	expect_event(&launcher, CONTROL_STARTED, 1);
	read_ready(output);
	CHECK(kill(launcher.pid, SIGTERM) == 0);
	while (!at_end(&launcher))
		;
	check_closed(output);
	launcher_end(&launcher);
}

static void run_true(uint64_t task)
{
	helper_message("exit", "0");
	start_task(task);
	expect_event(&launcher, CONTROL_STARTED, task);
	expect_event(&launcher, CONTROL_EXITED, task);
	check_reaped(task, 0);
}

static void full_log_pipe_blocks_nobody(void)
{
	static char first[65536];
	struct nsexec_options options = { .log_level = 5 };
	ssize_t got;
	char *log;

	launcher_start(&launcher, &options);
	CHECK(fcntl(launcher.log, F_SETPIPE_SZ, 4096) > 0);
	for (uint64_t task = 0; task < 20; task++)
		run_true(task);
	/* Full, but of whole lines. */
	got = read(launcher.log, first, sizeof(first));
	CHECK(got > 2048 && got <= 4096 && first[got - 1] == '\n');
	/* Now that there is room again, the launcher says what it could not. */
	run_true(20);
	close(launcher.socket);
	log = read_log(&launcher);
	CHECK_CONTAINS(log, "log lines were dropped");
	free(log);
	CHECK_NUMBER(wait_for(launcher.pid), 0);
	check_no_children();
}

/* While the client does not read, the launcher takes nothing new; when it does, every task has its events. */
static void client_that_does_not_read_is_waited_for(void)
{
	struct control_header header = { .length = sizeof(header), .type = CONTROL_START };
	uint64_t sent = 0;
	bool full = false;

	launcher_start(&launcher, NULL);
	while (!full) {
		header.task = sent;
		if (send(launcher.socket, &header, sizeof(header), MSG_DONTWAIT | MSG_NOSIGNAL) == (ssize_t)sizeof(header)) {
			sent++;
			continue;
		}
		/* Full for good when it does not become writable while the launcher still runs on other messages. */
		struct pollfd waiting = { .fd = launcher.socket, .events = POLLOUT };

		full = poll(&waiting, 1, 200) == 0;
	}
	for (uint64_t task = 0; task < sent; task++) {
		expect_event(&launcher, CONTROL_FAILED, task);
		check_reaped(task, 0);
	}
	helper_message("exit", "0");
	start_task(sent);
	expect_event(&launcher, CONTROL_STARTED, sent);
	expect_event(&launcher, CONTROL_EXITED, sent);
	check_reaped(sent, 0);
	launcher_end(&launcher);
}

static void sealed_start_works_as_well(void)
{
	struct nsexec_options options = { .sealed = true };

	launcher_start(&launcher, &options);
	helper_message("exit", "1");
	start_task(1);
	expect_event(&launcher, CONTROL_STARTED, 1);
	expect_event(&launcher, CONTROL_EXITED, 1);
	check_reaped(1, 1 << 8);
	launcher_end(&launcher);
}

int main(int argc, char **argv)
{
	static const struct test tests[] = {
		TEST(seven_namespaces_differ),
		TEST(signals_are_at_their_defaults),
		TEST(cgroup_is_the_root_of_its_namespace),
		TEST(oom_score_is_the_grandchilds_alone),
		TEST(proc_is_read_only),
		TEST(proc_cannot_be_made_writable),
		TEST(nothing_of_the_launcher_is_open),
		TEST(task_can_have_no_descriptor_at_all),
		TEST(many_descriptors_arrive_in_order),
		TEST(init_reaps_orphans),
		TEST(daemons_are_gone_when_the_task_ends),
		TEST(init_cannot_be_attacked),
		TEST(signals_from_outside_are_forwarded),
		TEST(forged_signals_are_not_forwarded),
		TEST(exit_status_and_usage_are_reported),
		TEST(killing_signal_is_reported_exactly),
		TEST(failing_exec_is_reported_before_reaped),
		TEST(failing_stage_is_reported),
		TEST(wrong_messages_fail_their_task_alone),
		TEST(breaking_the_protocol_cuts_off),
		TEST(kill_ends_the_sandbox),
		TEST(kill_right_after_start_leaves_nothing),
		TEST(kill_that_was_asked_for_is_no_fault_in_the_log),
		TEST(signal_reaches_the_task),
		TEST(signal_before_the_task_runs_is_kept),
		TEST(fifty_tasks_at_once),
		TEST(nothing_accumulates),
		TEST(closing_the_socket_ends_all),
		TEST(killing_the_launcher_ends_all),
		TEST(ending_signals_end_all),
		TEST(full_log_pipe_blocks_nobody),
		TEST(client_that_does_not_read_is_waited_for),
		TEST(sealed_start_works_as_well),
	};

	process_init(&argc, &argv);
	return run_tests(TESTS(tests), argc, argv);
}
