#include "sealed.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "io.h"
#include "log.h"

/* linux/memfd.h (MFD_EXEC since Linux 6.3); C libraries of that time do not have it yet. */
#ifndef MFD_CLOEXEC
#define MFD_CLOEXEC 0x0001u
#define MFD_ALLOW_SEALING 0x0002u
#endif
#ifndef MFD_EXEC
#define MFD_EXEC 0x0010u
#endif

#define ALL_SEALS (F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE)

/* Set for the copy: if that looks unsealed as well, making yet another one would never end. */
#define COPY_MARK "NSEXEC_COPIED"

/* O_TMPFILE needs a directory that is writable and not mounted noexec. */
static const char *const temporary_directories[] = { "/run", "/dev/shm", "/tmp", "/var/tmp" };

extern char **environ;

static bool is_sealed(int fd)
{
	int seals = fcntl(fd, F_GET_SEALS);

	return seals >= 0 && (seals & ALL_SEALS) == ALL_SEALS;
}

/* The fallback's copy: without a name, and busy while it runs, it is nothing that the host will execute again. */
static bool is_nameless(int fd)
{
	struct stat status;

	return fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && status.st_nlink == 0;
}

static bool copy_file(int from, int to, struct error *error)
{
	struct stat status;
	off_t at = 0;

	if (fstat(from, &status) < 0)
		return error_set(error, errno, "fstat the program");
	while (at < status.st_size) {
		ssize_t sent = sendfile(to, from, &at, (size_t)(status.st_size - at));

		if (sent < 0 && errno == EINTR)
			continue;
		if (sent < 0)
			return error_set(error, errno, "copy the program");
		if (sent == 0)
			return error_set(error, EIO, "the program became shorter while it was copied");
	}
	return true;
}

static int memfd_executable(struct error *error)
{
	unsigned int flags = MFD_CLOEXEC | MFD_ALLOW_SEALING;
	long fd = syscall(SYS_memfd_create, "nsexec", flags | MFD_EXEC);

	if (fd < 0 && errno == EINVAL)
		fd = syscall(SYS_memfd_create, "nsexec", flags);
	if (fd < 0)
		error_set(error, errno, "memfd_create");
	return (int)fd;
}

static int sealed_copy(int program, struct error *error)
{
	AUTO_CLOSE int copy = memfd_executable(error);

	if (copy < 0 || !copy_file(program, copy, error))
		return -1;
	if (fcntl(copy, F_ADD_SEALS, ALL_SEALS) < 0) {
		error_set(error, errno, "seal the copy");
		return -1;
	}
	return steal_fd(&copy);
}

/* A file without a name, open for reading only: one that is open for writing cannot be executed. */
static int nameless_copy(const char *directory, int program, struct error *error)
{
	AUTO_CLOSE int copy = open(directory, O_TMPFILE | O_RDWR | O_EXCL | O_CLOEXEC, 0500);
	char path[32];
	int reopened;

	if (copy < 0) {
		error_set(error, errno, "open a temporary file in %s", directory);
		return -1;
	}
	if (!copy_file(program, copy, error))
		return -1;
	snprintf(path, sizeof(path), "/proc/self/fd/%d", copy);
	reopened = open(path, O_RDONLY | O_CLOEXEC);
	if (reopened < 0)
		error_set(error, errno, "reopen the temporary file");
	return reopened;
}

/* Returns only on failure. */
static bool execute(int fd, char *const *arguments, struct error *error)
{
	syscall(SYS_execveat, fd, "", arguments, environ, AT_EMPTY_PATH);
	return error_set(error, errno, "execveat the copy");
}

static bool execute_nameless(int program, char *const *arguments, struct error *error)
{
	for (size_t i = 0; i < sizeof(temporary_directories) / sizeof(temporary_directories[0]); i++) {
		AUTO_CLOSE int copy = nameless_copy(temporary_directories[i], program, error);

		if (copy >= 0)
			execute(copy, arguments, error);
		log_debug("no copy in %s: %s: %s", temporary_directories[i], error->text, strerror(error->number));
	}
	return false;
}

bool sealed_ensure(char *const *arguments, struct error *error)
{
	bool copied = getenv(COPY_MARK) != NULL;
	AUTO_CLOSE int program = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
	AUTO_CLOSE int copy = -1;

	unsetenv(COPY_MARK);
	if (program < 0)
		return error_set(error, errno, "open /proc/self/exe");
	if (is_sealed(program) || (copied && is_nameless(program)))
		return true;
	if (copied)
		return error_set(error, ELOOP, "the copy of the program is not sealed either");
	if (setenv(COPY_MARK, "1", 1) < 0)
		return error_set(error, errno, "setenv");
	copy = sealed_copy(program, error);
	if (copy >= 0)
		execute(copy, arguments, error);
	log_write(LOG_WARNING, "no sealed copy of the program (%s: %s), a nameless file serves instead", error->text,
		  strerror(error->number));
	return execute_nameless(program, arguments, error) || error_wrap(error, "copy the program");
}

bool sealed_probe(struct error *error)
{
	AUTO_CLOSE int program = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
	AUTO_CLOSE int copy = -1;
	static char name[] = "nsexec", option[] = "--version";
	char *const arguments[] = { name, option, NULL };

	if (program < 0)
		return error_set(error, errno, "open /proc/self/exe");
	copy = sealed_copy(program, error);
	return copy >= 0 && execute(copy, arguments, error);
}
