/* Descriptors: cleanup, loops over EINTR and short transfers, deadlines, and closing what must not be inherited. */
#ifndef NSEXEC_IO_H
#define NSEXEC_IO_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "error.h"

#define AUTO_CLOSE __attribute__((cleanup(close_on_leaving)))
#define AUTO_FREE __attribute__((cleanup(free_on_leaving)))

void close_on_leaving(int *fd);
void free_on_leaving(void *pointer);

/* Closes *fd, if there is one, and forgets it. Keeps errno. */
void close_and_forget(int *fd);
/* Takes the descriptor out of *fd, so that the cleanup does not close it. */
int steal_fd(int *fd);

#define NO_DEADLINE INT64_MAX
int64_t monotonic_us(void);

/* Fails with ETIMEDOUT after the deadline (monotonic, us), with EPIPE when the stream ends before `size` bytes. */
MUST_CHECK bool read_exactly(int fd, void *buffer, size_t size, int64_t deadline, struct error *error);
/* Sends all of it on a stream socket, blocking, without SIGPIPE. */
MUST_CHECK bool send_exactly(int fd, const void *buffer, size_t size, struct error *error);
/* As read(2) and write(2), again after EINTR. */
ssize_t read_again(int fd, void *buffer, size_t size);
ssize_t write_again(int fd, const void *buffer, size_t size);

/* Closes every descriptor from `first` on, except the listed ones (any order, -1 is skipped). */
void close_fds_except(int first, const int *kept, size_t count);
/* Opens /dev/null in place of a missing descriptor 0, 1 or 2, so that no file of ours gets such a number. */
MUST_CHECK bool ensure_standard_fds(struct error *error);

#endif
