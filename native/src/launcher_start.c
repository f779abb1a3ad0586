#include "launcher_internal.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include "bootstrap.h"
#include "io.h"
#include "log.h"

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
	if (!launcher_watch(launcher, task->report, task, error))
		return false;
	pid = fork();
	if (pid < 0)
		return error_set(error, errno, "fork stage 0");
	if (pid == 0)
		become_stage0(launcher, task, theirs, bootstrap, message);
	task->pids[0] = pid;
	return true;
}

void launcher_start(struct launcher *launcher, struct control_message *message)
{
	uint64_t id = message->header.task;
	struct task *task = task_create(id);
	struct bootstrap bootstrap;
	struct error error;
	enum step step = STEP_BOOTSTRAP;
	bool running = false;

	if (bootstrap_parse(&bootstrap, message->payload, message->size, &error) &&
	    check_bootstrap(&bootstrap, message, &error)) {
		step = STEP_FORK;
		if (task == NULL)
			error_set(&error, ENOMEM, "no memory for a task");
		else
			running = fork_task(launcher, task, &bootstrap, message, &error);
	}
	bootstrap_free(&bootstrap);
	if (running) {
		task->next = launcher->tasks;
		launcher->tasks = task;
		return;
	}
	if (task != NULL)
		task_free(launcher, task);
	tell_own_failure(launcher, id, step, &error);
	tell_reaped(launcher, id, 0);
}
