#include "task.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "io.h"
#include "log.h"
#include "protocol.h"

/* Where the protocol has a program looked up when the task's environment has no PATH. */
#define DEFAULT_PATH "/usr/local/bin:/usr/bin:/bin"

static bool move_above(int *fd, int lowest, struct error *error)
{
	int moved;

	if (*fd < 0 || *fd >= lowest)
		return true;
	moved = fcntl(*fd, F_DUPFD_CLOEXEC, lowest);
	if (moved < 0)
		return error_set(error, errno, "move descriptor %d", *fd);
	close(*fd);
	*fd = moved;
	return true;
}

static bool place_descriptors(const struct run *run, int *kept, struct error *error)
{
	int count = (int)run->bootstrap->fd_count;
	int *fds = run->task_fds;
	int log = log_fd();

	if (!move_above(kept, count, error) || !move_above(&log, count, error))
		return false;
	log_moved(log);
	/* First out of the numbers that get taken, so that nothing is overwritten before it was duplicated. */
	for (int i = 0; i < count; i++) {
		if (fds[i] == i || fds[i] >= count)
			continue;
		fds[i] = fcntl(fds[i], F_DUPFD_CLOEXEC, count);
		if (fds[i] < 0)
			return error_set(error, errno, "move what becomes descriptor %d", i);
	}
	for (int i = 0; i < count; i++) {
		/* dup2 would leave close-on-exec as it is where both numbers are the same. */
		if (fds[i] == i ? fcntl(i, F_SETFD, 0) < 0 : dup2(fds[i], i) < 0)
			return error_set(error, errno, "descriptor %d", i);
	}
	close_fds_except(count, (const int[]){ *kept, log }, 2);
	return true;
}

/*
 * By the system call, as C libraries keep some numbers for themselves, and a parent may have had these ignored too. All zero is
 * SIG_DFL, in each architecture's struct sigaction of the kernel. SIGKILL and SIGSTOP refuse and need nothing.
 */
static void reset_signals(void)
{
	const unsigned char by_default[64] = { 0 };
	sigset_t none;

	for (int number = 1; number <= SIGNAL_MAX; number++)
		syscall(SYS_rt_sigaction, number, by_default, NULL, SIGNAL_MAX / 8);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

bool task_prepare(const struct run *run, int *kept, struct error *error)
{
	reset_signals();
	return place_descriptors(run, kept, error);
}

static const char *path_of(char *const *environment)
{
	for (; environment != NULL && *environment != NULL; environment++)
		if (strncmp(*environment, "PATH=", 5) == 0)
			return *environment + 5;
	return DEFAULT_PATH;
}

/* Tries each directory of the path; an empty one is the working directory (environ(7)). */
static int exec_along_path(const char *path, const char *name, char *const *arguments, char *const *environment)
{
	int number = ENOENT;

	for (;;) {
		size_t length = strcspn(path, ":");
		char file[PATH_MAX];
		int used = snprintf(file, sizeof(file), "%.*s%s%s", (int)length, path, length > 0 ? "/" : "./", name);

		if (used > 0 && (size_t)used < sizeof(file)) {
			execve(file, arguments, environment);
			/* One that may not be executed is told, but a later directory may have another. */
			if (errno == EACCES)
				number = EACCES;
			else if (errno != ENOENT && errno != ENOTDIR)
				return errno;
		}
		if (path[length] == '\0')
			return number;
		path += length + 1;
	}
}

void task_exec(const struct bootstrap *bootstrap, struct error *error)
{
	char *const *arguments = bootstrap->arguments.strings;
	static char *const nothing[] = { NULL };
	char *const *environment = bootstrap->environment.count > 0 ? bootstrap->environment.strings : nothing;
	const char *name = arguments[0];
	int number;

	if (strchr(name, '/') != NULL) {
		execve(name, arguments, environment);
		number = errno;
	} else {
		number = exec_along_path(path_of(environment), name, arguments, environment);
	}
	error_set(error, number, "execute %s", name);
}

int task_exit_status(const struct error *error)
{
	return error->number == ENOENT || error->number == ENOTDIR ? EXIT_NOT_FOUND : EXIT_NOT_EXECUTABLE;
}
