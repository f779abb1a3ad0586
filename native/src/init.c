#include "init.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "io.h"
#include "log.h"
#include "procfs.h"
#include "protocol.h"
#include "task.h"

/* linux/sched.h of the kernel: forked but did not execute; shown in field 9 of /proc/PID/stat. */
#define PF_FORKNOEXEC 0x00000040

struct init {
	struct stage *stage;
	int signals; /* signalfd of everything that can be blocked */
	int launch;  /* to the task's process: it waits for one byte, and tells a failure before exec */
	pid_t task;
	int64_t started; /* monotonic, us */
};

/* The task's process before exec. It waits, so that by the time the program runs init holds nothing that it should not. */
static _Noreturn void task_process(struct init *init, int launch)
{
	struct run *run = init->stage->run;
	enum step step = STEP_SESSION;
	struct failure failure;
	struct error error;
	char go;
	bool ready = false;

	/* A session of its own: what hits a terminal or group of the sandbox's outside cannot hit it, nor it init. */
	if (setsid() < 0) {
		error_set(&error, errno, "setsid");
	} else {
		step = STEP_DESCRIPTORS;
		ready = task_prepare(run, &launch, &error);
	}
	if (read_again(launch, &go, sizeof(go)) != sizeof(go))
		_exit(EXIT_SANDBOX);
	if (ready) {
		step = STEP_EXEC;
		task_exec(run->bootstrap, &error);
	}
	failure_set(&failure, STAGE_TASK, step, &error);
	failure_log(&failure);
	send(launch, &failure, sizeof(failure), MSG_NOSIGNAL);
	_exit(task_exit_status(&error));
}

/* Those that sigfillset(3) of a C library leaves out for itself stay at their default, which a pid 1 ignores. */
static bool take_signals(struct init *init, struct error *error)
{
	sigset_t all;

	sigfillset(&all);
	if (sigprocmask(SIG_SETMASK, &all, NULL) < 0)
		return error_set(error, errno, "sigprocmask");
	init->signals = signalfd(-1, &all, SFD_CLOEXEC | SFD_NONBLOCK);
	if (init->signals < 0)
		return error_set(error, errno, "signalfd");
	return true;
}

static bool fork_task(struct init *init, struct error *error)
{
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0)
		return error_set(error, errno, "socketpair");
	init->task = fork();
	if (init->task < 0)
		return error_set(error, errno, "fork the task's process");
	if (init->task == 0) {
		close(ends[0]);
		task_process(init, ends[1]);
	}
	close(ends[1]);
	init->launch = ends[0];
	return true;
}

/* The end of the socket means exec, unless the process died before it. */
static bool died_before_exec(const struct init *init, struct error *error)
{
	AUTO_CLOSE int process = -1;
	siginfo_t info = { 0 };
	struct error ignored;
	char text[1024];
	const char *at;

	if (waitid(P_PID, (id_t)init->task, &info, WEXITED | WNOHANG | WNOWAIT) < 0 || info.si_pid == 0)
		return false;
	process = procfs_open_process(init->task, &ignored);
	if (process < 0 || !procfs_read_at(process, "stat", text, sizeof(text), &ignored))
		return false;
	at = strrchr(text, ')');
	for (int field = 2; at != NULL && field < 9; field++)
		at = strchr(at + 1, ' ');
	if (at == NULL || (strtoul(at + 1, NULL, 10) & PF_FORKNOEXEC) == 0)
		return false;
	error_set(error, 0, "the process ended before it could execute the program (%s %d)",
		  info.si_code == CLD_EXITED ? "status" : "signal", info.si_status);
	return true;
}

static _Noreturn void launch_failed(struct init *init, const struct failure *failure)
{
	struct error error = { .number = failure->number };

	report_failure(init->stage->run->report, failure);
	_exit(failure->step == STEP_EXEC ? task_exit_status(&error) : EXIT_SANDBOX);
}

static bool launcher_is_gone(const struct init *init)
{
	struct pollfd waiting = { .fd = init->stage->run->report };

	return waiting.fd >= 0 && poll(&waiting, 1, 0) > 0 && (waiting.revents & (POLLHUP | POLLERR)) != 0;
}

/* Lets the task's process go, and waits until it has executed the program or failed to. */
static void launch_task(struct init *init)
{
	struct failure failure;
	struct error error;
	ssize_t got;

	init->started = monotonic_us();
	if (send(init->launch, "", 1, MSG_NOSIGNAL) < 0)
		got = 0;
	else
		got = read_again(init->launch, &failure, sizeof(failure));
	if (got == (ssize_t)sizeof(failure))
		launch_failed(init, &failure);
	if (died_before_exec(init, &error)) {
		failure_set(&failure, STAGE_TASK, STEP_EXEC, &error);
		launch_failed(init, &failure);
	}
	close_and_forget(&init->launch);
	report_started(init->stage->run->report);
}

static uint64_t microseconds(struct timeval time)
{
	return (uint64_t)time.tv_sec * 1000000 + (uint64_t)time.tv_usec;
}

static _Noreturn void task_ended(const struct init *init, int status, int64_t now)
{
	struct rusage usage = { 0 };
	struct exit_report exited = { .wall_us = (uint64_t)(now - init->started) };

	getrusage(RUSAGE_CHILDREN, &usage);
	if (WIFSIGNALED(status)) {
		exited.code = WCOREDUMP(status) ? CLD_DUMPED : CLD_KILLED;
		exited.status = (uint32_t)WTERMSIG(status);
	} else {
		exited.code = CLD_EXITED;
		exited.status = (uint32_t)WEXITSTATUS(status);
	}
	exited.user_us = microseconds(usage.ru_utime);
	exited.system_us = microseconds(usage.ru_stime);
	exited.max_rss_kib = (uint64_t)usage.ru_maxrss;
	exited.minor_faults = (uint64_t)usage.ru_minflt;
	exited.major_faults = (uint64_t)usage.ru_majflt;
	exited.voluntary_switches = (uint64_t)usage.ru_nvcsw;
	exited.involuntary_switches = (uint64_t)usage.ru_nivcsw;
	report_exited(init->stage->run->report, &exited);
	/* A pid 1 cannot end itself by a signal, so the exact status travels in the report. The kernel kills the rest. */
	_exit(WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status));
}

/* Reaps whatever has ended. When the task itself was among it, the sandbox ends too. */
static void reap(struct init *init)
{
	bool ended = false;
	int64_t now = 0;
	int task_status = 0;

	for (;;) {
		int status;
		pid_t pid = waitpid(-1, &status, WNOHANG);

		if (pid < 0 && errno == EINTR)
			continue;
		if (pid <= 0)
			break;
		if (pid == init->task) {
			ended = true;
			now = monotonic_us();
			task_status = status;
		}
	}
	if (ended)
		task_ended(init, task_status, now);
}

/*
 * From outside the pid namespace a sender shows as 0. Inside, only kill(2) fills the pid in truthfully: with
 * rt_sigqueueinfo(2) a task may write what it likes, but not under the code of kill(2).
 */
static bool is_from_outside(const struct signalfd_siginfo *info)
{
	return info->ssi_pid == 0 && info->ssi_code == SI_USER;
}

static void take_pending_signals(struct init *init)
{
	struct signalfd_siginfo info;

	while (read_again(init->signals, &info, sizeof(info)) == (ssize_t)sizeof(info)) {
		if (info.ssi_signo == SIGCHLD)
			continue;
		if (is_from_outside(&info))
			kill(init->task, (int)info.ssi_signo);
	}
	reap(init);
}

static void take_requests(struct init *init)
{
	struct report report;
	int got;

	while ((got = report_receive(init->stage->run->report, &report, NULL)) > 0)
		if (report.kind == REPORT_SIGNAL)
			kill(init->task, (int)report.u.signal);
	/* The launcher is gone. PR_SET_PDEATHSIG says so too, but this has no race. */
	if (got < 0)
		_exit(EXIT_SANDBOX);
}

static _Noreturn void serve(struct init *init)
{
	/* What ended before now has left its SIGCHLD in the signalfd. */
	for (;;) {
		struct pollfd waiting[] = {
			{ .fd = init->signals, .events = POLLIN },
			{ .fd = init->stage->run->report, .events = POLLIN },
		};

		if (poll(waiting, 2, -1) < 0)
			continue;
		if (waiting[0].revents != 0)
			take_pending_signals(init);
		if (waiting[1].revents != 0)
			take_requests(init);
	}
}

void init_run(struct stage *stage)
{
	struct init init = { .stage = stage, .signals = -1, .launch = -1 };
	struct error error;

	log_name("nsexec-init");
	stage_step(stage, STEP_INIT);
	/* No process of the task may trace us or look into /proc/1; its own exec makes it dumpable again. */
	if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) < 0) {
		error_set(&error, errno, "prctl(PR_SET_DUMPABLE)");
		stage_fail(stage, &error);
	}
	if (!take_signals(&init, &error) || !fork_task(&init, &error))
		stage_fail(stage, &error);
	log_debug("run the task as process %d", (int)init.task);
	log_close();
	close_fds_except(0, (const int[]){ init.signals, init.launch, stage->run->report }, 3);
	if (launcher_is_gone(&init))
		_exit(EXIT_SANDBOX);
	launch_task(&init);
	serve(&init);
}
