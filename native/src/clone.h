/* clone without a stack of its own: the child returns as from fork(2). */
#ifndef NSEXEC_CLONE_H
#define NSEXEC_CLONE_H

#include <sys/types.h>

/* A sibling (CLONE_PARENT): the child of our own parent. 0 in the child; -1 with errno. */
pid_t clone_sibling(void);

#endif
