/* Drives the built nsexec from tests: real processes, real kernel. */
#ifndef NSEXEC_PROCESS_H
#define NSEXEC_PROCESS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "message.h"
#include "protocol.h"

/* The unprivileged user of `--unprivileged`; it needs no entry in /etc/passwd. */
#define OTHER_ID 12345

/* Every test gives up after that long; nothing is expected to take it. */
#define PATIENCE_MS 60000

/*
 * To be called first in main(). The first argument is the path of nsexec, `--unprivileged` after it runs all as another user
 * (root only, else the test is skipped). Runs the helper, if this is a helper's process. Leaves only names of tests in argv.
 */
void process_init(int *argc, char ***argv);
bool privileged(void);
/* Paths of copies that everybody may execute. */
const char *nsexec_path(void);
const char *helper_path(void);

/* --- messages --- */

/* The namespaces that a task gets by default: all but time. */
int usual_namespaces(void);
/* A message with these namespaces and, with a user namespace among them, the map "0 self 1". */
void sandbox_begin(struct message *message, int flags);
/* Goes on with arguments that run this program's helper (see helper.h); the list ends with NULL. */
void helper_arguments(struct message *message, ...) __attribute__((sentinel));

/* --- nsexec --- */

struct nsexec {
	pid_t pid;
	int socket; /* ours: init pipe or control */
	int log;    /* ours: the reading end; -1 if there is none */
};

struct nsexec_options {
	bool without_log;
	int log_level; /* 0: debug */
	int output;    /* what becomes descriptors 1 and 2; 0: as ours */
	const int *missing_calls; /* system calls that fail, ends with -1 */
	int missing_errno;
	bool traced;   /* PTRACE_TRACEME */
	const char *program; /* NULL: nsexec_path() */
	bool sealed;   /* start it from a sealed memfd, as the Java side does */
};

void nsexec_start(struct nsexec *nsexec, const char *socket_variable, const struct nsexec_options *options);
int wait_for(pid_t pid);
/* To the end of the stream; checks that each line is one JSON object with level and msg. To be freed. */
char *read_log(struct nsexec *nsexec);
char *read_to_end(int fd);
void check_json(const char *text);
/* No child of ours is left, not even a zombie (we are subreaper). */
void check_no_children(void);

struct oneshot {
	int status; /* of stage 0 */
	pid_t stage1, stage2;
	int stage1_status, stage2_status; /* of those that were reaped */
	char *log;
};

/* Runs one message through one-shot mode to the end of everything. */
struct oneshot oneshot_run(const struct message *message, const struct nsexec_options *options);
void oneshot_free(struct oneshot *oneshot);

/* --- the launcher --- */

struct event {
	uint32_t type;
	uint64_t task;
	uint32_t stage1, stage2; /* HELLO: version, pid */
	uint32_t stage, number;
	char step[64], text[2048];
	struct exit_report exited;
	uint32_t status;
};

void launcher_start(struct nsexec *launcher, const struct nsexec_options *options);
void launcher_send(struct nsexec *launcher, uint32_t type, uint64_t task, const void *payload, size_t size, const int *fds,
		   size_t fd_count);
/* With 0, 1, 2 of ours, unless others are given. */
void launcher_task(struct nsexec *launcher, uint64_t task, const struct message *message, const int *fds, size_t fd_count);
void launcher_signal(struct nsexec *launcher, uint64_t task, uint32_t number);
void launcher_kill(struct nsexec *launcher, uint64_t task);
struct event next_event(struct nsexec *launcher);
/* The next event must be of this type and task. */
struct event expect_event(struct nsexec *launcher, uint32_t type, uint64_t task);
/* True at the end of the stream. */
bool at_end(struct nsexec *launcher);
/* Closes the control socket; the launcher must end well and leave nothing. */
void launcher_end(struct nsexec *launcher);
/* Sends the message (and frees it) as task 1 with its output on a pipe, awaits its end; returns the output, to be freed. */
char *task_output(struct nsexec *launcher, struct message *message, struct event *end);

int count_descriptors(pid_t pid);

#endif
