/* Stage 2 as pid 1 of the sandbox: starts the task, reaps, forwards signals from outside, reports the end. */
#ifndef NSEXEC_INIT_H
#define NSEXEC_INIT_H

#include "stage.h"

_Noreturn void init_run(struct stage *stage);

#endif
