/* The log pipe: one JSON object a line, each in a single write(2); dropped and counted when nobody reads. */
#ifndef NSEXEC_LOG_H
#define NSEXEC_LOG_H

#include <stdbool.h>

/* The numbers and names are those of NSEXEC_LOGLEVEL (and of runc). */
enum log_level {
	LOG_PANIC,
	LOG_FATAL,
	LOG_ERROR,
	LOG_WARNING,
	LOG_INFO,
	LOG_DEBUG,
	LOG_TRACE,
};

/* Without a log pipe (fd -1) what is an error or worse goes to standard error, as plain text. */
void log_open(int fd, int level);
/* The name before the pid in each message; it becomes the process' name too. */
void log_name(const char *name);
int log_fd(void);
/* The same pipe has another number now. */
void log_moved(int fd);
bool log_enabled(enum log_level level);
void log_write(enum log_level level, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Closes the pipe; from here on nothing is logged, nor written to standard error. */
void log_close(void);

#define log_debug(...) log_write(LOG_DEBUG, __VA_ARGS__)

#endif
