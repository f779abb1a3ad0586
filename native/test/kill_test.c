/*
 * Kills each stage at each of its system calls, found by tracing: whatever dies at whatever point, the others end, all is reaped,
 * and the client learns which stage it was and by which signal.
 */
#include <errno.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "namespaces.h"
#include "process.h"
#include "test.h"

#define LAUNCHER (-1)
#define UNKNOWN (-2)
#define TRACEES 16

struct tracee {
	pid_t pid;
	int stage; /* 0, 1, 2, 3: the task; LAUNCHER, UNKNOWN */
	bool waiting; /* stopped, and its stage not known yet */
	bool in_call;
	int calls;
};

struct run {
	struct nsexec launcher;
	struct tracee tracees[TRACEES];
	int count;
	int victim;
	int at_call;
	bool killed;
	bool started, failed, reaped;
	struct event failure;
};

static struct tracee *find(struct run *run, pid_t pid)
{
	for (int i = 0; i < run->count; i++)
		if (run->tracees[i].pid == pid)
			return &run->tracees[i];
	CHECK(run->count < TRACEES);
	run->tracees[run->count] = (struct tracee){ .pid = pid, .stage = UNKNOWN };
	return &run->tracees[run->count++];
}

/* It may be gone by now: that is what this test is about. */
static void go_on(const struct tracee *tracee, int signal)
{
	ptrace(PTRACE_SYSCALL, tracee->pid, 0, (long)signal);
}

static void on_birth(struct run *run, const struct tracee *parent)
{
	unsigned long pid = 0;
	struct tracee *child;

	if (ptrace(PTRACE_GETEVENTMSG, parent->pid, 0, &pid) < 0)
		return;
	child = find(run, (pid_t)pid);
	child->stage = parent->stage + 1;
	if (child->waiting)
		go_on(child, 0);
	child->waiting = false;
}

static void on_call(struct run *run, struct tracee *tracee)
{
	tracee->in_call = !tracee->in_call;
	if (tracee->in_call && tracee->stage == run->victim && ++tracee->calls == run->at_call) {
		run->killed = true;
		kill(tracee->pid, SIGKILL);
	}
}

static void on_stop(struct run *run, pid_t pid, int status)
{
	struct tracee *tracee = find(run, pid);
	int signal = WSTOPSIG(status);

	if (status >> 8 == (SIGTRAP | PTRACE_EVENT_FORK << 8) || status >> 8 == (SIGTRAP | PTRACE_EVENT_CLONE << 8)) {
		on_birth(run, tracee);
		signal = 0;
	} else if (signal == (SIGTRAP | 0x80)) {
		on_call(run, tracee);
		signal = 0;
	} else if (signal == SIGSTOP || signal == SIGTRAP) {
		/* the first stop of a tracee, or an exec */
		signal = 0;
		if (tracee->stage == UNKNOWN) {
			tracee->waiting = true;
			return;
		}
	}
	go_on(tracee, signal);
}

static void take_events(struct run *run)
{
	struct pollfd waiting = { .fd = run->launcher.socket, .events = POLLIN };

	while (!run->reaped && poll(&waiting, 1, 0) > 0) {
		struct event event = next_event(&run->launcher);

		switch (event.type) {
		case CONTROL_FAILED:
			CHECK(!run->failed && !run->started);
			run->failed = true;
			run->failure = event;
			break;
		case CONTROL_STARTED:
			CHECK(!run->failed && !run->started);
			run->started = true;
			break;
		case CONTROL_REAPED:
			CHECK(run->failed || run->started);
			run->reaped = true;
			break;
		default:
			break;
		}
	}
}

static void start(struct run *run)
{
	struct nsexec_options options = { .traced = true, .sealed = true, .log_level = 2 };
	struct message message;
	struct tracee *launcher;
	int status;

	nsexec_start(&run->launcher, "NSEXEC_CONTROL", &options);
	CHECK(waitpid(run->launcher.pid, &status, __WALL) == run->launcher.pid && WIFSTOPPED(status));
	CHECK(ptrace(PTRACE_SETOPTIONS, run->launcher.pid, 0,
		     PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEFORK | PTRACE_O_TRACECLONE | PTRACE_O_EXITKILL) == 0);
	launcher = find(run, run->launcher.pid);
	launcher->stage = LAUNCHER;
	sandbox_begin(&message, namespace_all_flags());
	message_text(&message, ATTRIBUTE_TIME_OFFSETS, "monotonic 5 0\n");
	message_text(&message, ATTRIBUTE_OOM_SCORE_ADJ, "500");
	helper_arguments(&message, "exit", "0", NULL);
	message_end(&message);
	launcher_task(&run->launcher, 1, &message, NULL, 0);
	message_free(&message);
	go_on(launcher, 0);
}

/* Returns when the launcher has ended, which it does after REAPED, as its socket is closed then. */
static void trace(struct run *run)
{
	bool closed = false;
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, __WALL)) > 0) {
		if (WIFSTOPPED(status))
			on_stop(run, pid, status);
		else if (pid == run->launcher.pid)
			break;
		take_events(run);
		if (run->reaped && !closed) {
			close(run->launcher.socket);
			closed = true;
		}
	}
	CHECK(run->reaped);
	CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	free(read_log(&run->launcher));
	check_no_children();
}

/* How many of the deaths kept the task from running. */
static int kill_at_each_call(int victim)
{
	int failures = 0;

	for (int call = 1;; call++) {
		struct run run = { .victim = victim, .at_call = call };
		char expected[64];

		start(&run);
		trace(&run);
		if (!run.killed) {
			CHECK(run.started);
			printf("  stage %d: killed at %d calls, %d of them before the task ran\n", victim, call - 1, failures);
			return failures;
		}
		if (!run.failed)
			continue;
		failures++;
		snprintf(expected, sizeof(expected), "stage %d was killed by SIGKILL", victim);
		CHECK_CONTAINS(run.failure.text, expected);
		CHECK_NUMBER(run.failure.stage, victim);
		CHECK(strcmp(run.failure.step, "unknown") != 0);
	}
}

/* --- one-shot mode: the stages are our own children, and stage 0 and the log say why --- */

static void start_oneshot(struct run *run)
{
	struct nsexec_options options = { .traced = true, .sealed = true };
	struct message message;
	int status;

	nsexec_start(&run->launcher, "NSEXEC_INITPIPE", &options);
	CHECK(waitpid(run->launcher.pid, &status, __WALL) == run->launcher.pid && WIFSTOPPED(status));
	CHECK(ptrace(PTRACE_SETOPTIONS, run->launcher.pid, 0,
		     PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEFORK | PTRACE_O_TRACECLONE | PTRACE_O_EXITKILL) == 0);
	find(run, run->launcher.pid)->stage = 0;
	sandbox_begin(&message, namespace_all_flags());
	message_text(&message, ATTRIBUTE_TIME_OFFSETS, "monotonic 5 0\n");
	helper_arguments(&message, "exit", "0", NULL);
	message_end(&message);
	CHECK(send(run->launcher.socket, message.bytes, message.size, MSG_NOSIGNAL) == (ssize_t)message.size);
	message_free(&message);
	go_on(find(run, run->launcher.pid), 0);
}

static void oneshot_stages_may_die_anywhere(void)
{
	for (int victim = 1; victim <= 2; victim++) {
		bool killed = true;
		int failures = 0;

		for (int call = 1; killed; call++) {
			struct run run = { .victim = victim, .at_call = call };
			int stage0_status = -1;
			char expected[64];
			char *log;
			int status;
			pid_t pid;

			start_oneshot(&run);
			while ((pid = waitpid(-1, &status, __WALL)) > 0) {
				if (WIFSTOPPED(status))
					on_stop(&run, pid, status);
				else if (pid == run.launcher.pid)
					stage0_status = status;
			}
			close(run.launcher.socket);
			log = read_log(&run.launcher);
			killed = run.killed;
			CHECK(WIFEXITED(stage0_status));
			if (WEXITSTATUS(stage0_status) != 0) {
				/* The signal shows as long as nobody has reaped it, and here that is quick. */
				snprintf(expected, sizeof(expected), "stage %d was killed by SIGKILL in its step ", victim);
				if (strstr(log, expected) == NULL) {
					snprintf(expected, sizeof(expected), "stage %d ended too early, in its step ", victim);
					CHECK_CONTAINS(log, expected);
				}
				failures++;
			}
			free(log);
		}
		CHECK(failures > 10);
	}
}

static void stage0_may_die_anywhere(void)
{
	CHECK(kill_at_each_call(0) > 10);
}

static void stage1_may_die_anywhere(void)
{
	CHECK(kill_at_each_call(1) > 10);
}

static void stage2_may_die_anywhere(void)
{
	CHECK(kill_at_each_call(2) > 10);
}

int main(int argc, char **argv)
{
	static const struct test tests[] = {
		TEST(stage0_may_die_anywhere),
		TEST(stage1_may_die_anywhere),
		TEST(stage2_may_die_anywhere),
		TEST(oneshot_stages_may_die_anywhere),
	};

	process_init(&argc, &argv);
	return run_tests(TESTS(tests), argc, argv);
}
