#include "launcher_internal.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "io.h"
#include "log.h"

struct task *task_create(uint64_t id)
{
	struct task *task = calloc(1, sizeof(*task));

	if (task != NULL) {
		task->id = id;
		task->report = -1;
	}
	return task;
}

struct task *task_by_id(struct launcher *launcher, uint64_t id)
{
	for (struct task *task = launcher->tasks; task != NULL; task = task->next)
		if (task->id == id)
			return task;
	return NULL;
}

struct task *task_by_pid(struct launcher *launcher, pid_t pid, int *stage)
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
struct task *task_by_group(struct launcher *launcher, pid_t pid, int *stage)
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
void task_close_report(struct launcher *launcher, struct task *task)
{
	if (task->report >= 0)
		epoll_ctl(launcher->epoll, EPOLL_CTL_DEL, task->report, NULL);
	close_and_forget(&task->report);
}

void task_free(struct launcher *launcher, struct task *task)
{
	task_close_report(launcher, task);
	progress_free(task->progress);
	free(task);
}

static void on_started(struct launcher *launcher, struct task *task)
{
	task->started = true;
	log_debug("task %llu runs in sandbox %d", (unsigned long long)task->id, (int)task->pids[2]);
	tell_started(launcher, task);
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
		tell_exited(launcher, task->id, &report->u.exited);
		break;
	default:
		break;
	}
}

void task_drain_reports(struct launcher *launcher, struct task *task)
{
	struct report report;
	pid_t sender;
	int got = 0;

	while (task->report >= 0 && (got = report_receive(task->report, &report, &sender)) > 0)
		on_report(launcher, task, &report, sender);
	if (got < 0)
		task_close_report(launcher, task);
}

void task_drain_all(struct launcher *launcher)
{
	for (struct task *task = launcher->tasks; task != NULL; task = task->next)
		task_drain_reports(launcher, task);
}

void task_kill(struct launcher *launcher, struct task *task)
{
	task_drain_reports(launcher, task);
	task->kill_wanted = true;
	/* Also what has not reported yet. While stage 0 is not reaped, its number means no other group. */
	if (!task->reaped[0])
		kill(-task->pids[0], SIGKILL);
	for (int i = 0; i < STAGES; i++)
		if (task->pids[i] > 0 && !task->reaped[i])
			kill(task->pids[i], SIGKILL);
}
