#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "bootstrap.h"
#include "check.h"
#include "io.h"
#include "launcher.h"
#include "log.h"
#include "number.h"
#include "protocol.h"
#include "sealed.h"
#include "stage.h"

extern char **environ;

struct start {
	int init_pipe;
	int control;
	int log;
	int log_level;
};

static int usage(const char *problem)
{
	fprintf(stderr,
		"nsexec: %s\n"
		"usage: NSEXEC_INITPIPE=<fd> nsexec   run one task\n"
		"       NSEXEC_CONTROL=<fd> nsexec    serve as launcher\n"
		"       nsexec check                  print as JSON what this host allows\n"
		"       nsexec --version\n"
		"NSEXEC_LOGPIPE=<fd> and NSEXEC_LOGLEVEL=<0..6> go with the first two.\n",
		problem);
	return EXIT_USAGE;
}

/* A number from the environment; `value` stays as it is where there is none. */
static bool take_number(const char *name, int high, int *value)
{
	const char *text = getenv(name);
	int64_t number;

	if (text == NULL)
		return true;
	if (!number_parse(text, 0, high, &number))
		return false;
	*value = (int)number;
	return true;
}

static bool is_open(int fd)
{
	return fd < 0 || fcntl(fd, F_GETFD) >= 0;
}

static bool is_stream_socket(int fd)
{
	int type = 0;
	socklen_t size = sizeof(type);

	return getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) == 0 && type == SOCK_STREAM;
}

/* NULL, or what is wrong with the environment. */
static const char *take_environment(struct start *start)
{
	if (!take_number("NSEXEC_INITPIPE", INT_MAX, &start->init_pipe) ||
	    !take_number("NSEXEC_CONTROL", INT_MAX, &start->control) ||
	    !take_number("NSEXEC_LOGPIPE", INT_MAX, &start->log))
		return "a descriptor in the environment is no number";
	if (!take_number("NSEXEC_LOGLEVEL", LOG_TRACE, &start->log_level))
		return "NSEXEC_LOGLEVEL is no number from 0 to 6";
	if (start->init_pipe < 0 && start->control < 0)
		return "neither NSEXEC_INITPIPE nor NSEXEC_CONTROL is set";
	if (start->init_pipe >= 0 && start->control >= 0)
		return "NSEXEC_INITPIPE and NSEXEC_CONTROL are both set";
	if (start->init_pipe >= 0 && !is_stream_socket(start->init_pipe))
		return "NSEXEC_INITPIPE is no stream socket";
	if (start->control >= 0 && !is_stream_socket(start->control))
		return "NSEXEC_CONTROL is no stream socket";
	if (!is_open(start->log))
		return "NSEXEC_LOGPIPE is not open";
	return NULL;
}

/* The memory of the environment stays readable as /proc/PID/environ of every stage, and it may hold secrets of the service. */
static void wipe_environment(void)
{
	for (char **entry = environ; entry != NULL && *entry != NULL; entry++)
		explicit_bzero(*entry, strlen(*entry));
	clearenv();
}

static void close_on_exec(int fd)
{
	if (fd >= 0)
		fcntl(fd, F_SETFD, FD_CLOEXEC);
}

/* Runs one task as its stage 0. */
static int run_once(int init_pipe)
{
	struct progress *progress = progress_create();
	struct bootstrap bootstrap = { 0 };
	struct failure failure;
	struct error error;
	int fds[TASK_FDS_MAX];
	struct run run = { .bootstrap = &bootstrap,
			   .init_pipe = init_pipe,
			   .report = -1,
			   .task_fds = fds,
			   .progress = progress };

	log_name("nsexec-0");
	/* The task's descriptors are the ones that we were started with. */
	for (int i = 0; i < TASK_FDS_MAX; i++)
		fds[i] = i;
	if (progress == NULL)
		error_set(&error, errno, "mmap");
	else if (bootstrap_read(&bootstrap, init_pipe, &error))
		stage0_run(&run);
	failure_set(&failure, 0, STEP_BOOTSTRAP, &error);
	failure_log(&failure);
	bootstrap_free(&bootstrap);
	return EXIT_SANDBOX;
}

int main(int argc, char **argv)
{
	struct start start = { .init_pipe = -1, .control = -1, .log = -1, .log_level = LOG_DEBUG };
	const char *problem;
	struct error error;

	if (argc == 2 && strcmp(argv[1], "--version") == 0) {
		printf("nsexec %s\n", NSEXEC_VERSION);
		return 0;
	}
	if (argc == 2 && strcmp(argv[1], "check") == 0)
		return check_run();
	if (argc > 1)
		return usage("unknown arguments");
	if (!ensure_standard_fds(&error))
		return EXIT_SANDBOX;
	problem = take_environment(&start);
	if (problem != NULL)
		return usage(problem);
	/* Whoever reads our log or socket may be gone: that is an errno, not our end. Of a child we want to know the end. */
	signal(SIGPIPE, SIG_IGN);
	signal(SIGCHLD, SIG_DFL);
	log_open(start.log, start.log_level);
	log_name("nsexec");
	if (!sealed_ensure(argv, &error)) {
		log_write(LOG_FATAL, "%s: %s", error.text, strerror(error.number));
		return EXIT_SANDBOX;
	}
	close_on_exec(start.init_pipe);
	close_on_exec(start.control);
	close_on_exec(start.log);
	wipe_environment();
	return start.control >= 0 ? launcher_run(start.control) : run_once(start.init_pipe);
}
