#include "io.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

void close_and_forget(int *fd)
{
	int saved = errno;

	if (*fd >= 0)
		close(*fd);
	*fd = -1;
	errno = saved;
}

void close_on_leaving(int *fd)
{
	close_and_forget(fd);
}

void free_on_leaving(void *pointer)
{
	int saved = errno;

	free(*(void **)pointer);
	errno = saved;
}

int steal_fd(int *fd)
{
	int stolen = *fd;

	*fd = -1;
	return stolen;
}

int64_t monotonic_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

ssize_t read_again(int fd, void *buffer, size_t size)
{
	ssize_t got;

	do
		got = read(fd, buffer, size);
	while (got < 0 && errno == EINTR);
	return got;
}

ssize_t write_again(int fd, const void *buffer, size_t size)
{
	ssize_t put;

	do
		put = write(fd, buffer, size);
	while (put < 0 && errno == EINTR);
	return put;
}

/* True when a read will not block; it may still find the end of the stream. */
static bool wait_readable(int fd, int64_t deadline, struct error *error)
{
	for (;;) {
		struct pollfd waiting = { .fd = fd, .events = POLLIN };
		int timeout = -1;
		int ready;

		if (deadline != NO_DEADLINE) {
			int64_t left = deadline - monotonic_us();

			if (left <= 0)
				return error_set(error, ETIMEDOUT, "nothing more came in time");
			timeout = (int)((left + 999) / 1000);
		}
		ready = poll(&waiting, 1, timeout);
		if (ready > 0)
			return true;
		if (ready < 0 && errno != EINTR)
			return error_set(error, errno, "poll");
	}
}

bool read_exactly(int fd, void *buffer, size_t size, int64_t deadline, struct error *error)
{
	char *at = buffer;

	while (size > 0) {
		ssize_t got;

		if (deadline != NO_DEADLINE && !wait_readable(fd, deadline, error))
			return false;
		got = read(fd, at, size);
		if (got == 0)
			return error_set(error, EPIPE, "the stream ended %zu bytes too early", size);
		if (got < 0) {
			if (errno == EINTR)
				continue;
			if (errno == EAGAIN) {
				if (!wait_readable(fd, deadline, error))
					return false;
				continue;
			}
			return error_set(error, errno, "read");
		}
		at += got;
		size -= (size_t)got;
	}
	return true;
}

bool send_exactly(int fd, const void *buffer, size_t size, struct error *error)
{
	const char *at = buffer;

	while (size > 0) {
		ssize_t put = send(fd, at, size, MSG_NOSIGNAL);

		if (put < 0) {
			if (errno == EINTR)
				continue;
			if (errno == EAGAIN) {
				struct pollfd waiting = { .fd = fd, .events = POLLOUT };

				poll(&waiting, 1, -1);
				continue;
			}
			return error_set(error, errno, "send");
		}
		at += put;
		size -= (size_t)put;
	}
	return true;
}

static bool is_kept(int fd, const int *kept, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (kept[i] == fd)
			return true;
	return false;
}

/* Without close_range(2) (before Linux 5.9, or a filter that does not know it). */
static void close_listed(int first, const int *kept, size_t count)
{
	DIR *listing = opendir("/proc/self/fd");
	struct rlimit limit;

	if (listing != NULL) {
		const struct dirent *entry;
		bool again = true;

		/* Closing while reading may skip entries, so read until a pass finds nothing. */
		while (again) {
			again = false;
			rewinddir(listing);
			while ((entry = readdir(listing)) != NULL) {
				int fd = atoi(entry->d_name);

				if (entry->d_name[0] == '.' || fd < first || fd == dirfd(listing) ||
				    is_kept(fd, kept, count))
					continue;
				again |= close(fd) == 0;
			}
		}
		closedir(listing);
		return;
	}
	if (getrlimit(RLIMIT_NOFILE, &limit) < 0 || limit.rlim_cur > INT_MAX)
		limit.rlim_cur = 1 << 20;
	for (int fd = first; fd < (int)limit.rlim_cur; fd++)
		if (!is_kept(fd, kept, count))
			close(fd);
}

static bool close_gap(unsigned int first, unsigned int last)
{
	return first > last || syscall(SYS_close_range, first, last, 0) == 0;
}

void close_fds_except(int first, const int *kept, size_t count)
{
	unsigned int from = (unsigned int)first;

	/* Gap by gap, in rising order: find the smallest kept one that is not below `from`. */
	for (;;) {
		unsigned int next = UINT_MAX;

		for (size_t i = 0; i < count; i++)
			if (kept[i] >= 0 && (unsigned int)kept[i] >= from && (unsigned int)kept[i] < next)
				next = (unsigned int)kept[i];
		if (next == UINT_MAX)
			break;
		if (next > from && !close_gap(from, next - 1)) {
			close_listed(first, kept, count);
			return;
		}
		from = next + 1;
	}
	if (!close_gap(from, UINT_MAX))
		close_listed(first, kept, count);
}

bool ensure_standard_fds(struct error *error)
{
	for (int fd = 0; fd <= 2; fd++) {
		if (fcntl(fd, F_GETFD) >= 0)
			continue;
		/* The lowest free number is `fd`, as all below are open. */
		if (open("/dev/null", fd == 0 ? O_RDONLY : O_WRONLY) < 0)
			return error_set(error, errno, "open /dev/null as descriptor %d", fd);
	}
	return true;
}
