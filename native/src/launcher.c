#include "launcher.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "io.h"
#include "launcher_internal.h"
#include "log.h"

/* After so many messages the other descriptors get their turn. */
#define MESSAGES_A_TURN 16

bool launcher_watch(struct launcher *launcher, int fd, void *who, struct error *error)
{
	struct epoll_event event = { .events = EPOLLIN, .data.ptr = who };

	if (epoll_ctl(launcher->epoll, EPOLL_CTL_ADD, fd, &event) < 0)
		return error_set(error, errno, "epoll_ctl");
	return true;
}

static bool take_message(struct launcher *launcher, struct control_message *message, struct error *error)
{
	struct task *task = task_by_id(launcher, message->header.task);
	uint32_t number;

	switch (message->header.type) {
	case CONTROL_START:
		if (task != NULL)
			return error_set(error, EPROTO, "task %llu is started twice", (unsigned long long)task->id);
		launcher_start(launcher, message);
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
	launcher_reap(launcher);
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
				task_drain_reports(launcher, who);
			}
		}
		launcher_sweep(launcher);
	}
}

static void end_all(struct launcher *launcher)
{
	log_debug("end all sandboxes");
	for (struct task *task = launcher->tasks; task != NULL; task = task->next) {
		task_kill(launcher, task);
		/* Whoever of it is not known yet sees this end. */
		task_close_report(launcher, task);
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
	return launcher_watch(launcher, launcher->control.fd, &launcher->control, error) &&
	       launcher_watch(launcher, launcher->signals, &launcher->signals, error);
}

int launcher_run(int control_fd)
{
	struct launcher launcher = { .epoll = -1, .signals = -1 };
	struct error error;

	log_name("nsexec-launcher");
	close_fds_except(3, (const int[]){ control_fd, log_fd() }, 2);
	control_init(&launcher.control, control_fd);
	if (!set_up(&launcher, &error)) {
		log_write(LOG_FATAL, "%s: %s", error.text, strerror(error.number));
		return EXIT_SANDBOX;
	}
	tell_hello(&launcher);
	serve(&launcher);
	end_all(&launcher);
	control_free(&launcher.control);
	close(launcher.epoll);
	close(launcher.signals);
	return 0;
}
