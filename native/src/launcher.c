#include "launcher.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bootstrap.h"
#include "control.h"
#include "io.h"
#include "log.h"
#include "report.h"
#include "stage.h"

/* After so many messages the other descriptors get their turn. */
#define MESSAGES_A_TURN 16

struct task {
	struct task *next;
	uint64_t id;
	int report; /* -1 once all stages have closed their end */
	struct progress *progress;
	pid_t pids[STAGES]; /* 0: not known yet, or never there */
	bool reaped[STAGES];
	int status[STAGES];
	bool started;
	bool failed;
	struct failure failure; /* the first that a stage reported */
	bool kill_wanted;
	uint64_t signals_kept; /* bit n-1: signal n waits until the task runs */
};

struct launcher {
	struct control control;
	int epoll;
	int signals;
	struct task *tasks;
	struct rlimit descriptor_limit; /* as the tasks get it */
	uint32_t control_events;
	bool ending;
};

/* --- events --- */

static void tell(struct launcher *launcher, enum control_type type, uint64_t id, const struct control_part *parts,
		 size_t count)
{
	if (control_send(&launcher->control, type, id, parts, count))
		return;
	log_write(LOG_ERROR, "no memory for an event: the client is cut off");
	launcher->ending = true;
}

static void tell_numbers(struct launcher *launcher, enum control_type type, uint64_t id, const uint32_t *numbers,
			 size_t count)
{
	tell(launcher, type, id, &(const struct control_part){ numbers, count * sizeof(*numbers) }, 1);
}

static void tell_failure(struct launcher *launcher, uint64_t id, const struct failure *failure)
{
	const char *step = step_name((enum step)failure->step);
	const uint32_t head[] = { failure->stage, (uint32_t)failure->number, (uint32_t)strlen(step) };
	const uint32_t text_length = (uint32_t)strlen(failure->text);
	const struct control_part parts[] = {
		{ head, sizeof(head) },
		{ step, strlen(step) },
		{ &text_length, sizeof(text_length) },
		{ failure->text, text_length },
	};

	tell(launcher, CONTROL_FAILED, id, parts, sizeof(parts) / sizeof(parts[0]));
}

static void tell_own_failure(struct launcher *launcher, uint64_t id, enum step step, const struct error *error)
{
	struct failure failure;

	failure_set(&failure, STAGE_LAUNCHER, step, error);
	failure_log(&failure);
	tell_failure(launcher, id, &failure);
}

static void tell_reaped(struct launcher *launcher, uint64_t id, int status)
{
	const uint32_t number = (uint32_t)status;

	tell_numbers(launcher, CONTROL_REAPED, id, &number, 1);
}

/* --- tasks --- */

static struct task *task_by_id(struct launcher *launcher, uint64_t id)
{
	for (struct task *task = launcher->tasks; task != NULL; task = task->next)
		if (task->id == id)
			return task;
	return NULL;
}

static struct task *task_by_pid(struct launcher *launcher, pid_t pid, int *stage)
{
	for (struct task *task = launcher->tasks; task != NULL; task = task->next)
		for (int i = 0; i < STAGES; i++)
			if (task->pids[i] == pid && !task->reaped[i]) {
				*stage = i;
				return task;
			}
	return NULL;
}

/*
 * A stage that was killed before it could report is known by its process group, which is that of its stage 0. Stage 2 leaves that group
 * only after it reported; and it is there only after stage 1 reported.
 */
static struct task *task_by_group(struct launcher *launcher, pid_t pid, int *stage)
{
	pid_t group = getpgid(pid);

	for (struct task *task = launcher->tasks; group > 0 && task != NULL; task = task->next) {
		if (task->pids[0] != group)
			continue;
		*stage = task->pids[1] == 0 ? 1 : 2;
		if (task->pids[*stage] != 0)
			continue;
		task->pids[*stage] = pid;
		return task;
	}
	return NULL;
}

/* A stage 0 that was just forked may still hold a copy, and epoll would then go on to name a task that is no more. */
static void close_report(struct launcher *launcher, struct task *task)
{
	if (task->report >= 0)
		epoll_ctl(launcher->epoll, EPOLL_CTL_DEL, task->report, NULL);
	close_and_forget(&task->report);
}

static void task_free(struct launcher *launcher, struct task *task)
{
	close_report(launcher, task);
	progress_free(task->progress);
	free(task);
}

static void on_started(struct launcher *launcher, struct task *task)
{
	const uint32_t pids[] = { (uint32_t)task->pids[1], (uint32_t)task->pids[2] };

	task->started = true;
	log_debug("task %llu runs in sandbox %d", (unsigned long long)task->id, (int)task->pids[2]);
	tell_numbers(launcher, CONTROL_STARTED, task->id, pids, 2);
	for (int number = 1; number <= SIGNAL_MAX; number++)
		if ((task->signals_kept >> (number - 1) & 1) != 0)
			report_signal(task->report, number);
	task->signals_kept = 0;
}

static void on_report(struct launcher *launcher, struct task *task, const struct report *report, pid_t sender)
{
	switch (report->kind) {
	case REPORT_HERE:
		if (report->u.stage >= STAGES || sender <= 0)
			break;
		task->pids[report->u.stage] = sender;
		if (task->kill_wanted)
			kill(sender, SIGKILL);
		break;
	case REPORT_FAILED:
		if (task->failed)
			break;
		task->failed = true;
		task->failure = report->u.failure;
		break;
	case REPORT_STARTED:
		on_started(launcher, task);
		break;
	case REPORT_EXITED:
		tell(launcher, CONTROL_EXITED, task->id,
		     &(const struct control_part){ &report->u.exited, sizeof(report->u.exited) }, 1);
		break;
	default:
		break;
	}
}

static void drain_reports(struct launcher *launcher, struct task *task)
{
	struct report report;
	pid_t sender;
	int got = 0;

	while (task->report >= 0 && (got = report_receive(task->report, &report, &sender)) > 0)
		on_report(launcher, task, &report, sender);
	if (got < 0)
		close_report(launcher, task);
}

static void drain_all_reports(struct launcher *launcher)
{
	for (struct task *task = launcher->tasks; task != NULL; task = task->next)
		drain_reports(launcher, task);
}

static void task_kill(struct launcher *launcher, struct task *task)
{
	drain_reports(launcher, task);
	task->kill_wanted = true;
	/* Also what has not reported yet. While stage 0 is not reaped, its number means no other group. */
	if (!task->reaped[0])
		kill(-task->pids[0], SIGKILL);
	for (int i = 0; i < STAGES; i++)
		if (task->pids[i] > 0 && !task->reaped[i])
			kill(task->pids[i], SIGKILL);
}

/* Stages exit by themselves even when they fail. So one that a signal ended was killed from elsewhere. */
static int killed_stage(const struct task *task)
{
	static const int order[STAGES] = { 2, 1, 0 };

	for (int i = 0; i < STAGES; i++)
		if (task->reaped[order[i]] && WIFSIGNALED(task->status[order[i]]))
			return order[i];
	return -1;
}

static void explain_kill(const struct task *task, int stage, struct failure *failure)
{
	struct error error;

	error_set(&error, 0, "stage %d was killed by %s%s", stage, signal_name(WTERMSIG(task->status[stage])),
		  task->kill_wanted ? ", as the client asked for" : "");
	failure_set(failure, (uint32_t)stage, progress_get(task->progress, stage), &error);
}

/* Should not happen: each stage that fails by itself reports. */
static void explain_silence(const struct task *task, struct failure *failure)
{
	struct error error;
	int stage = 0;

	for (int i = 0; i < STAGES; i++)
		if (task->reaped[i] && task->status[i] != 0)
			stage = i;
	error_set(&error, 0, "stage %d ended with status %d and without a reason", stage, WEXITSTATUS(task->status[stage]));
	failure_set(failure, (uint32_t)stage, progress_get(task->progress, stage), &error);
}

/* A killed stage is the cause of what the others report about it, except when the client had it killed after that. */
static void explain_failure(const struct task *task, struct failure *failure)
{
	int killed = killed_stage(task);

	if (killed >= 0 && !(task->failed && task->kill_wanted))
		explain_kill(task, killed, failure);
	else if (task->failed)
		*failure = task->failure;
	else
		explain_silence(task, failure);
}

static bool is_over(const struct task *task)
{
	siginfo_t info = { 0 };

	if (task->report >= 0)
		return false;
	for (int i = 0; i < STAGES; i++)
		if (task->pids[i] > 0 && !task->reaped[i])
			return false;
	/* A stage that never reported may still be about to end. */
	return waitid(P_PGID, (id_t)task->pids[0], &info, WEXITED | WNOHANG | WNOWAIT) < 0 && errno == ECHILD;
}

static void finish(struct launcher *launcher, struct task *task)
{
	if (!task->started) {
		struct failure failure;

		explain_failure(task, &failure);
		/* What the client asked for is no fault that its log should tell. */
		if (task->kill_wanted)
			log_debug("task %llu was killed before its program ran", (unsigned long long)task->id);
		else if (!task->failed)
			failure_log(&failure);
		tell_failure(launcher, task->id, &failure);
	}
	log_debug("task %llu is over", (unsigned long long)task->id);
	tell_reaped(launcher, task->id, task->status[2]);
}

/* Apart from the events of one turn, so that none of them meets a task that is no more. */
static void sweep(struct launcher *launcher)
{
	struct task **link = &launcher->tasks;

	while (*link != NULL) {
		struct task *task = *link;

		if (!is_over(task)) {
			link = &task->next;
			continue;
		}
		finish(launcher, task);
		*link = task->next;
		task_free(launcher, task);
	}
}

static void reap(struct launcher *launcher)
{
	for (;;) {
		siginfo_t info = { 0 };
		struct task *task;
		int stage = 0;
		int status;

		/* Looked at before it is reaped: until then its pid can mean no other process. */
		if (waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) < 0 || info.si_pid == 0)
			return;
		task = task_by_pid(launcher, info.si_pid, &stage);
		if (task == NULL) {
			drain_all_reports(launcher);
			task = task_by_pid(launcher, info.si_pid, &stage);
		}
		if (task == NULL)
			task = task_by_group(launcher, info.si_pid, &stage);
		if (waitpid(info.si_pid, &status, WNOHANG) <= 0)
			continue;
		if (task == NULL) {
			log_debug("reaped process %d", (int)info.si_pid);
			continue;
		}
		task->reaped[stage] = true;
		task->status[stage] = status;
	}
}

/* --- START --- */

static _Noreturn void become_stage0(struct launcher *launcher, struct task *task, int report,
				    struct bootstrap *bootstrap, struct control_message *message)
{
	struct run run = { .bootstrap = bootstrap,
			   .init_pipe = -1,
			   .report = report,
			   .task_fds = message->fds,
			   .progress = task->progress };
	int kept[TASK_FDS_MAX + 2];
	size_t count = 0;
	sigset_t none;

	/* First of all, so that this sandbox has nothing of another one. */
	for (size_t i = 0; i < message->fd_count; i++)
		kept[count++] = message->fds[i];
	kept[count++] = report;
	kept[count++] = log_fd();
	close_fds_except(3, kept, count);
	/* The stages are known by this group. */
	setpgid(0, 0);
	setrlimit(RLIMIT_NOFILE, &launcher->descriptor_limit);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	stage0_run(&run);
}

/* What holds for tasks of the launcher beyond the protocol's rules: nothing may outlive its sandbox. */
static bool check_bootstrap(const struct bootstrap *bootstrap, const struct control_message *message,
			    struct error *error)
{
	if (!bootstrap_has_task(bootstrap))
		return error_set(error, EINVAL, "there is no TASK_ARG: the launcher runs tasks only");
	if ((bootstrap->clone_flags & CLONE_NEWPID) == 0)
		return error_set(error, EINVAL, "no pid namespace is created, so the task could outlive its sandbox");
	if (message->fd_count != bootstrap->fd_count)
		return error_set(error, EINVAL, "TASK_FDS is %u, but %zu descriptors came along", bootstrap->fd_count,
				 message->fd_count);
	return true;
}

static bool watch(struct launcher *launcher, int fd, void *who, struct error *error)
{
	struct epoll_event event = { .events = EPOLLIN, .data.ptr = who };

	if (epoll_ctl(launcher->epoll, EPOLL_CTL_ADD, fd, &event) < 0)
		return error_set(error, errno, "epoll_ctl");
	return true;
}

static bool fork_task(struct launcher *launcher, struct task *task, struct bootstrap *bootstrap,
		      struct control_message *message, struct error *error)
{
	AUTO_CLOSE int theirs = -1;
	int ends[2];
	pid_t pid;

	task->progress = progress_create();
	if (task->progress == NULL)
		return error_set(error, errno, "mmap");
	if (!report_pair(ends, error))
		return false;
	task->report = ends[0];
	theirs = ends[1];
	if (!watch(launcher, task->report, task, error))
		return false;
	pid = fork();
	if (pid < 0)
		return error_set(error, errno, "fork stage 0");
	if (pid == 0)
		become_stage0(launcher, task, theirs, bootstrap, message);
	task->pids[0] = pid;
	return true;
}

static void start(struct launcher *launcher, struct control_message *message)
{
	uint64_t id = message->header.task;
	struct task *task = calloc(1, sizeof(*task));
	struct bootstrap bootstrap;
	struct error error;
	enum step step = STEP_BOOTSTRAP;
	bool running = false;

	if (bootstrap_parse(&bootstrap, message->payload, message->size, &error) &&
	    check_bootstrap(&bootstrap, message, &error)) {
		step = STEP_FORK;
		if (task == NULL) {
			error_set(&error, ENOMEM, "no memory for a task");
		} else {
			task->id = id;
			task->report = -1;
			running = fork_task(launcher, task, &bootstrap, message, &error);
		}
	}
	bootstrap_free(&bootstrap);
	if (running) {
		task->next = launcher->tasks;
		launcher->tasks = task;
		return;
	}
	if (task != NULL) {
		if (step == STEP_BOOTSTRAP)
			task->report = -1;
		task_free(launcher, task);
	}
	tell_own_failure(launcher, id, step, &error);
	tell_reaped(launcher, id, 0);
}

/* --- the loop --- */

static bool take_message(struct launcher *launcher, struct control_message *message, struct error *error)
{
	struct task *task = task_by_id(launcher, message->header.task);
	uint32_t number;

	switch (message->header.type) {
	case CONTROL_START:
		if (task != NULL)
			return error_set(error, EPROTO, "task %llu is started twice", (unsigned long long)task->id);
		start(launcher, message);
		return true;
	case CONTROL_SIGNAL:
		memcpy(&number, message->payload, sizeof(number));
		if (number < 1 || number > SIGNAL_MAX)
			return error_set(error, EPROTO, "there is no signal %u", number);
		if (task == NULL)
			return true;
		if (!task->started)
			task->signals_kept |= UINT64_C(1) << (number - 1);
		else if (task->report >= 0)
			report_signal(task->report, (int)number);
		return true;
	default: /* KILL: control_read() lets no other through */
		if (task != NULL)
			task_kill(launcher, task);
		return true;
	}
}

static void take_messages(struct launcher *launcher)
{
	struct error error;

	for (int i = 0; i < MESSAGES_A_TURN && !control_is_backed_up(&launcher->control); i++) {
		bool good;

		switch (control_read(&launcher->control, &error)) {
		case CONTROL_NOTHING:
			return;
		case CONTROL_CLOSED:
			log_debug("the control socket is closed");
			launcher->ending = true;
			return;
		case CONTROL_BROKEN:
			log_write(LOG_ERROR, "the client breaks the protocol and is cut off: %s", error.text);
			launcher->ending = true;
			return;
		case CONTROL_MESSAGE:
			good = take_message(launcher, &launcher->control.in, &error);
			control_next(&launcher->control);
			if (!good) {
				log_write(LOG_ERROR, "the client breaks the protocol and is cut off: %s", error.text);
				launcher->ending = true;
				return;
			}
			break;
		}
	}
}

static void take_signals(struct launcher *launcher)
{
	struct signalfd_siginfo info;

	while (read_again(launcher->signals, &info, sizeof(info)) == (ssize_t)sizeof(info)) {
		if (info.ssi_signo == SIGCHLD)
			continue;
		log_debug("got %s: end all", signal_name((int)info.ssi_signo));
		launcher->ending = true;
	}
	reap(launcher);
}

/* While the client does not take its events, nothing new is taken from it. */
static void watch_control(struct launcher *launcher)
{
	uint32_t wanted = (control_is_backed_up(&launcher->control) ? 0 : EPOLLIN) |
			  (control_has_output(&launcher->control) ? EPOLLOUT : 0);
	struct epoll_event event = { .events = wanted, .data.ptr = &launcher->control };

	if (wanted == launcher->control_events)
		return;
	epoll_ctl(launcher->epoll, EPOLL_CTL_MOD, launcher->control.fd, &event);
	launcher->control_events = wanted;
}

static void serve(struct launcher *launcher)
{
	while (!launcher->ending) {
		struct epoll_event events[32];
		int count;

		if (!control_flush(&launcher->control))
			break;
		watch_control(launcher);
		count = epoll_wait(launcher->epoll, events, (int)(sizeof(events) / sizeof(events[0])), -1);
		for (int i = 0; i < count && !launcher->ending; i++) {
			void *who = events[i].data.ptr;

			if (who == &launcher->control) {
				take_messages(launcher);
				if ((events[i].events & (EPOLLHUP | EPOLLERR)) != 0 &&
				    control_is_backed_up(&launcher->control))
					launcher->ending = true;
			} else if (who == &launcher->signals) {
				take_signals(launcher);
			} else {
				drain_reports(launcher, who);
			}
		}
		sweep(launcher);
	}
}

static void end_all(struct launcher *launcher)
{
	log_debug("end all sandboxes");
	for (struct task *task = launcher->tasks; task != NULL; task = task->next) {
		task_kill(launcher, task);
		/* Whoever of it is not known yet sees this end. */
		close_report(launcher, task);
	}
	while (waitpid(-1, NULL, 0) > 0 || errno == EINTR)
		;
	while (launcher->tasks != NULL) {
		struct task *task = launcher->tasks;

		launcher->tasks = task->next;
		task_free(launcher, task);
	}
}

static bool set_up(struct launcher *launcher, struct error *error)
{
	static const int handled[] = { SIGCHLD, SIGTERM, SIGINT, SIGHUP, SIGQUIT };
	struct rlimit limit;
	sigset_t set;

	/* What a terminal sends to the service's group is for the service to answer. It fails only for a group's leader. */
	setsid();
	/* A helper that a killed stage leaves behind becomes ours to reap. */
	if (prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) < 0)
		return error_set(error, errno, "prctl(PR_SET_CHILD_SUBREAPER)");
	if (getrlimit(RLIMIT_NOFILE, &limit) < 0)
		return error_set(error, errno, "getrlimit");
	launcher->descriptor_limit = limit;
	limit.rlim_cur = limit.rlim_max;
	setrlimit(RLIMIT_NOFILE, &limit);

	sigemptyset(&set);
	for (size_t i = 0; i < sizeof(handled) / sizeof(handled[0]); i++)
		sigaddset(&set, handled[i]);
	sigprocmask(SIG_SETMASK, &set, NULL);
	launcher->signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	if (launcher->signals < 0)
		return error_set(error, errno, "signalfd");
	launcher->epoll = epoll_create1(EPOLL_CLOEXEC);
	if (launcher->epoll < 0)
		return error_set(error, errno, "epoll_create1");
	launcher->control_events = EPOLLIN;
	return watch(launcher, launcher->control.fd, &launcher->control, error) &&
	       watch(launcher, launcher->signals, &launcher->signals, error);
}

int launcher_run(int control_fd)
{
	struct launcher launcher = { .epoll = -1, .signals = -1 };
	const uint32_t hello[] = { CONTROL_VERSION, (uint32_t)getpid() };
	struct error error;

	log_name("nsexec-launcher");
	close_fds_except(3, (const int[]){ control_fd, log_fd() }, 2);
	control_init(&launcher.control, control_fd);
	if (!set_up(&launcher, &error)) {
		log_write(LOG_FATAL, "%s: %s", error.text, strerror(error.number));
		return EXIT_SANDBOX;
	}
	tell_numbers(&launcher, CONTROL_HELLO, 0, hello, 2);
	serve(&launcher);
	end_all(&launcher);
	control_free(&launcher.control);
	close(launcher.epoll);
	close(launcher.signals);
	return 0;
}
