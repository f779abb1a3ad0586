/*
 * The double fork. Stage 0 is the parent, serves the handshake and ends; stage 1 enters and makes the namespaces and ends;
 * stage 2 is born inside, finishes the sandbox from there, and hands over to the task.
 */
#ifndef NSEXEC_STAGE_H
#define NSEXEC_STAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "bootstrap.h"
#include "error.h"
#include "report.h"
#include "step.h"

/* One task on its way into its sandbox; every stage has a copy. */
struct run {
	struct bootstrap *bootstrap;
	int init_pipe; /* one-shot mode: where the pids are written to; else -1 */
	int report;    /* launcher mode: where events go, and whose hang-up means that the launcher is gone; else -1 */
	int *task_fds; /* bootstrap->fd_count: what becomes descriptor 0, 1, ... of the task */
	struct progress *progress;
	bool stage0_writes_oom_score;
};

/* A stage as its steps see it. */
struct stage {
	struct run *run;
	int number;
	int sync;	   /* stages 1 and 2: to stage 0. Stage 0: to stage 1 */
	int grandchild[2]; /* [0]: stage 0's end, [1]: stage 2's */
	pid_t child;	   /* stage 0: stage 1; stage 1: stage 2 */
	pid_t grandchild_pid;
};

struct recipe_step {
	enum step step;
	bool (*run)(struct stage *stage, struct error *error);
};

void stage_begin(struct stage *stage);
void stage_step(struct stage *stage, enum step step);
_Noreturn void stage_fail(struct stage *stage, const struct error *error);
/* Follows the steps in order; a failing one ends the process. */
void stage_follow(struct stage *stage, const struct recipe_step *recipe, size_t count);
/* "stage 1, setns: ...: Invalid argument (EINVAL)" */
void failure_log(const struct failure *failure);

_Noreturn void stage0_run(struct run *run);
_Noreturn void stage1_run(struct stage *parent, int sync);
_Noreturn void stage2_run(struct stage *parent);

#endif
