/* What a stage tells the launcher: records on a socket of the task's own (SOCK_SEQPACKET). */
#ifndef NSEXEC_REPORT_H
#define NSEXEC_REPORT_H

#include <stdint.h>
#include <sys/types.h>

#include "error.h"
#include "protocol.h"
#include "step.h"

enum report_kind {
	/* to the launcher */
	REPORT_HERE, /* `stage` exists; its pid is in the credentials that the kernel adds */
	REPORT_FAILED,
	REPORT_STARTED,
	REPORT_EXITED,
	/* to init */
	REPORT_SIGNAL,
};

struct failure {
	uint32_t stage;
	uint32_t step;
	int32_t number;
	char text[1280];
};

struct report {
	uint32_t kind;
	union {
		uint32_t stage;
		uint32_t signal;
		struct failure failure;
		struct exit_report exited;
	} u;
};

void failure_set(struct failure *failure, uint32_t stage, enum step step, const struct error *error);

/* Best effort: who cannot be told is gone, and that is noticed elsewhere. Without a socket (-1) nothing happens. */
void report_here(int fd, uint32_t stage);
void report_failure(int fd, const struct failure *failure);
void report_started(int fd);
void report_exited(int fd, const struct exit_report *exited);
bool report_signal(int fd, int signal);

/* A pair whose first end is the launcher's: it does not block and sees the sender's pid. */
MUST_CHECK bool report_pair(int ends[2], struct error *error);
/* 1: a record, 0: none now, -1: all senders are gone. `sender` may be NULL. */
int report_receive(int fd, struct report *report, pid_t *sender);

#endif
