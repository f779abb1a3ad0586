/* What the files of the launcher share: its state, and what each of them does for the others. */
#ifndef NSEXEC_LAUNCHER_INTERNAL_H
#define NSEXEC_LAUNCHER_INTERNAL_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/types.h>

#include "control.h"
#include "error.h"
#include "report.h"
#include "stage.h"
#include "step.h"

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

/* launcher.c: has the loop look after fd; `who` is what the loop knows it by. */
MUST_CHECK bool launcher_watch(struct launcher *launcher, int fd, void *who, struct error *error);

/* launcher_events.c: what the client is told. Without memory for it the launcher ends. */
void tell_hello(struct launcher *launcher);
void tell_started(struct launcher *launcher, const struct task *task);
void tell_failure(struct launcher *launcher, uint64_t id, const struct failure *failure);
/* Logs it too, as no stage did. */
void tell_own_failure(struct launcher *launcher, uint64_t id, enum step step, const struct error *error);
void tell_exited(struct launcher *launcher, uint64_t id, const struct exit_report *exited);
void tell_reaped(struct launcher *launcher, uint64_t id, int status);

/* launcher_task.c: the tasks, and what their stages report. */
struct task *task_create(uint64_t id); /* in no list yet; NULL without memory */
void task_free(struct launcher *launcher, struct task *task);
struct task *task_by_id(struct launcher *launcher, uint64_t id);
struct task *task_by_pid(struct launcher *launcher, pid_t pid, int *stage);
/* Also notes the pid of the stage that it finds. */
struct task *task_by_group(struct launcher *launcher, pid_t pid, int *stage);
void task_drain_reports(struct launcher *launcher, struct task *task);
void task_drain_all(struct launcher *launcher);
void task_close_report(struct launcher *launcher, struct task *task);
void task_kill(struct launcher *launcher, struct task *task);

/* launcher_start.c: answers START, with a task in the list or with FAILED and REAPED. */
void launcher_start(struct launcher *launcher, struct control_message *message);

/* launcher_reap.c: reaps the stages that ended; */
void launcher_reap(struct launcher *launcher);
/* frees the tasks of which nothing is left, and tells why one never ran. */
void launcher_sweep(struct launcher *launcher);

#endif
