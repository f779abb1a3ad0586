#include "procfs.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <stdio.h>
#include <string.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "io.h"

static bool is_procfs(int fd, const char *path, struct error *error)
{
	struct statfs status;

	if (fstatfs(fd, &status) < 0)
		return error_set(error, errno, "fstatfs %s", path);
	if (status.f_type != PROC_SUPER_MAGIC)
		return error_set(error, EXDEV, "%s does not lie on procfs", path);
	return true;
}

int procfs_open_process(pid_t pid, struct error *error)
{
	AUTO_CLOSE int fd = -1;
	char path[32] = "/proc/self";

	if (pid != PROCFS_SELF)
		snprintf(path, sizeof(path), "/proc/%d", (int)pid);
	fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0) {
		error_set(error, errno, "open %s", path);
		return -1;
	}
	return is_procfs(fd, path, error) ? steal_fd(&fd) : -1;
}

int procfs_open_at(int process, const char *name, int flags, struct error *error)
{
	AUTO_CLOSE int fd = openat(process, name, flags | O_CLOEXEC | O_NOFOLLOW);

	if (fd < 0) {
		error_set(error, errno, "open %s of the process", name);
		return -1;
	}
	return is_procfs(fd, name, error) ? steal_fd(&fd) : -1;
}

bool procfs_write_at(int process, const char *name, const char *text, size_t length, struct error *error)
{
	AUTO_CLOSE int fd = procfs_open_at(process, name, O_WRONLY, error);
	ssize_t put;

	if (fd < 0)
		return false;
	put = write_again(fd, text, length);
	if (put < 0)
		return error_set(error, errno, "write %s", name);
	if ((size_t)put != length)
		return error_set(error, EIO, "only %zd of %zu bytes went into %s", put, length, name);
	return true;
}

bool procfs_read_at(int process, const char *name, char *text, size_t size, struct error *error)
{
	AUTO_CLOSE int fd = procfs_open_at(process, name, O_RDONLY, error);
	size_t used = 0;

	if (fd < 0)
		return false;
	while (used < size - 1) {
		ssize_t got = read_again(fd, text + used, size - 1 - used);

		if (got < 0)
			return error_set(error, errno, "read %s", name);
		if (got == 0)
			break;
		used += (size_t)got;
	}
	text[used] = '\0';
	return true;
}
