#include "launcher_internal.h"

#include <errno.h>
#include <sys/wait.h>

#include "log.h"

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
void launcher_sweep(struct launcher *launcher)
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

void launcher_reap(struct launcher *launcher)
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
			task_drain_all(launcher);
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
