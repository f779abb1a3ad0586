#include "log.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io.h"
#include "json.h"

static const char *const level_names[] = { "panic", "fatal", "error", "warning", "info", "debug", "trace" };

/* A process has one log, as it has one standard error: this is the one global state besides the environment. */
static struct {
	int fd;
	int level;
	bool closed;
	const char *name;
	unsigned long dropped;
} log_state = { .fd = -1, .level = LOG_DEBUG, .name = "nsexec" };

void log_open(int fd, int level)
{
	struct stat status;

	log_state.fd = fd;
	log_state.level = level;
	log_state.closed = false;
	/* A pipe or socket is made for this log. A terminal or file is shared with others, whom O_NONBLOCK would hit. */
	if (fd >= 0 && fstat(fd, &status) == 0 && (S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode)))
		fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
}

void log_name(const char *name)
{
	log_state.name = name;
	prctl(PR_SET_NAME, name, 0, 0, 0);
}

int log_fd(void)
{
	return log_state.fd;
}

void log_moved(int fd)
{
	log_state.fd = fd;
}

bool log_enabled(enum log_level level)
{
	if (log_state.closed || (int)level > log_state.level)
		return false;
	return log_state.fd >= 0 || level <= LOG_ERROR;
}

static void write_line(enum log_level level, const char *text)
{
	/* A write of at most PIPE_BUF bytes is atomic (pipe(7)): lines of several stages never mix. */
	char line[PIPE_BUF];
	static const char tail[] = "\"}\n";
	int head = snprintf(line, sizeof(line), "{\"level\":\"%s\",\"msg\":\"%s[%d]: ", level_names[level],
			    log_state.name, (int)getpid());
	size_t used = (size_t)head;

	used += json_escape(line + used, sizeof(line) - used - sizeof(tail) + 1, text, strlen(text));
	memcpy(line + used, tail, sizeof(tail) - 1);
	used += sizeof(tail) - 1;
	if (write_again(log_state.fd, line, used) < 0)
		log_state.dropped++;
}

void log_write(enum log_level level, const char *format, ...)
{
	int saved = errno;
	char text[2048];
	va_list arguments;

	if (!log_enabled(level))
		return;
	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	if (log_state.fd < 0) {
		dprintf(STDERR_FILENO, "%s[%d]: %s\n", log_state.name, (int)getpid(), text);
	} else {
		if (log_state.dropped > 0) {
			char note[64];
			unsigned long dropped = log_state.dropped;

			snprintf(note, sizeof(note), "%lu log lines were dropped", dropped);
			log_state.dropped = 0;
			write_line(LOG_WARNING, note);
			if (log_state.dropped > 0)
				log_state.dropped = dropped;
		}
		write_line(level, text);
	}
	errno = saved;
}

void log_close(void)
{
	close_and_forget(&log_state.fd);
	log_state.closed = true;
}
