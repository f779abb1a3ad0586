/* The task's own process, from its birth to exec. */
#ifndef NSEXEC_TASK_H
#define NSEXEC_TASK_H

#include "error.h"
#include "stage.h"

/*
 * Puts the task's descriptors in place, and the signals to their defaults. *kept (or -1) is moved out of
 * the way and stays open until exec, as the log does.
 */
MUST_CHECK bool task_prepare(const struct run *run, int *kept, struct error *error);
/* Returns only when it failed. */
void task_exec(const struct bootstrap *bootstrap, struct error *error);
int task_exit_status(const struct error *error);

#endif
