#include "maps.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "capability.h"
#include "io.h"
#include "log.h"
#include "procfs.h"

#define TOOL_DEADLINE_US 5000000
/* Three numbers a line, each at most 10 digits and a NUL. */
#define TOOL_NUMBERS (3 * ID_MAP_LINES_MAX)
#define NUMBER_TEXT 11

/*
 * Without CAP_SETGID the kernel takes a gid map only after setgroups was denied. A mapping tool is privileged, and decides
 * itself.
 */
static bool denies_setgroups(const struct bootstrap *bootstrap)
{
	switch (bootstrap->setgroups) {
	case SETGROUPS_ALLOW:
		return false;
	case SETGROUPS_DENY:
		return true;
	case SETGROUPS_UNSAID:
		break;
	}
	return bootstrap->rootless_euid || (bootstrap->gid_map_tool == NULL && !capability_effective(CAP_SETGID));
}

bool maps_write_setgroups(int process, const struct bootstrap *bootstrap, struct error *error)
{
	if (!denies_setgroups(bootstrap))
		return true;
	log_debug("write \"deny\" to setgroups");
	return procfs_write_at(process, "setgroups", "deny", strlen("deny"), error);
}

struct tool_arguments {
	char pid[NUMBER_TEXT + 1];
	char numbers[TOOL_NUMBERS][NUMBER_TEXT];
	char *list[2 + TOOL_NUMBERS + 1];
};

static void fill_arguments(struct tool_arguments *arguments, const char *tool, pid_t pid, const struct id_map *map)
{
	size_t used = 0;

	snprintf(arguments->pid, sizeof(arguments->pid), "%d", (int)pid);
	arguments->list[used++] = (char *)(uintptr_t)tool;
	arguments->list[used++] = arguments->pid;
	for (size_t i = 0; i < map->count; i++) {
		const uint32_t fields[] = { map->ranges[i].container, map->ranges[i].host, map->ranges[i].size };

		for (size_t j = 0; j < 3; j++) {
			char *number = arguments->numbers[3 * i + j];

			snprintf(number, NUMBER_TEXT, "%u", fields[j]);
			arguments->list[used++] = number;
		}
	}
	arguments->list[used] = NULL;
}

/* In the child: nothing is inherited but /dev/null and the pipe that takes what the tool says. */
static _Noreturn void tool_exec(const char *tool, char *const *arguments, int output)
{
	char *const environment[] = { NULL };
	int null = open("/dev/null", O_RDONLY);

	/* Out of the group by which the launcher knows the stages. */
	setpgid(0, 0);
	/* dup2 to the same number would leave close-on-exec set; 0 to 2 are open, so both are above. */
	if (null < 0 || dup2(null, 0) < 0 || dup2(output, 1) < 0 || dup2(output, 2) < 0)
		_exit(EXIT_FAILURE);
	close_fds_except(3, NULL, 0);
	execve(tool, arguments, environment);
	dprintf(2, "%s", strerror(errno));
	_exit(127);
}

/* What the tool says, until it closes its output, and at most until the deadline. */
static bool read_output(int fd, char *text, size_t size, int64_t deadline)
{
	size_t used = 0;
	bool ended = false;

	while (!ended && used < size - 1) {
		struct pollfd waiting = { .fd = fd, .events = POLLIN };
		int64_t left = deadline - monotonic_us();
		ssize_t got;

		if (left <= 0)
			break;
		if (poll(&waiting, 1, (int)(left / 1000) + 1) <= 0)
			continue;
		got = read_again(fd, text + used, size - 1 - used);
		if (got <= 0)
			ended = true;
		else
			used += (size_t)got;
	}
	/* One line for the log. */
	while (used > 0 && text[used - 1] == '\n')
		used--;
	text[used] = '\0';
	return ended || used == size - 1;
}

static bool tool_run(const char *tool, pid_t pid, const struct id_map *map, struct error *error)
{
	AUTO_FREE struct tool_arguments *arguments = malloc(sizeof(*arguments));
	AUTO_CLOSE int read_end = -1;
	AUTO_CLOSE int write_end = -1;
	char said[768];
	int ends[2];
	int status;
	bool in_time;
	pid_t child;

	if (arguments == NULL)
		return error_set(error, errno, "no memory");
	fill_arguments(arguments, tool, pid, map);
	if (access(tool, X_OK) < 0)
		return error_set(error, errno, "mapping tool %s", tool);
	if (pipe2(ends, O_CLOEXEC) < 0)
		return error_set(error, errno, "pipe2");
	read_end = ends[0];
	write_end = ends[1];
	log_debug("run %s for process %d with %zu lines", tool, (int)pid, map->count);
	child = fork();
	if (child < 0)
		return error_set(error, errno, "fork for %s", tool);
	if (child == 0)
		tool_exec(tool, arguments->list, write_end);
	close_and_forget(&write_end);
	in_time = read_output(read_end, said, sizeof(said), monotonic_us() + TOOL_DEADLINE_US);
	if (!in_time)
		kill(child, SIGKILL);
	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return error_set(error, errno, "wait for %s", tool);
	if (!in_time)
		return error_set(error, ETIMEDOUT, "%s did not end in time: %s", tool, said);
	if (WIFSIGNALED(status))
		return error_set(error, 0, "%s was killed by %s: %s", tool, signal_name(WTERMSIG(status)), said);
	if (WEXITSTATUS(status) != 0)
		return error_set(error, 0, "%s ended with status %d: %s", tool, WEXITSTATUS(status), said);
	return true;
}

bool maps_write(int process, pid_t pid, const char *file, const struct id_map *map, const char *tool,
		struct error *error)
{
	char text[ID_MAP_TEXT_MAX + 1];
	size_t length = id_map_format(map, text, sizeof(text));

	log_debug("write %zu lines to %s of process %d", map->count, file, (int)pid);
	if (procfs_write_at(process, file, text, length, error))
		return true;
	if (error->number != EPERM || tool == NULL)
		return false;
	return tool_run(tool, pid, map, error);
}
