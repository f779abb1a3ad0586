/* Errors are values: filled in where they happen, wrapped with context on the way up, told once at the top. */
#ifndef NSEXEC_ERROR_H
#define NSEXEC_ERROR_H

#include <stdbool.h>

enum fault {
	FAULT_OWN,
	/* Another stage is gone. It, or whoever reaps it, tells why; telling it twice would hide the cause. */
	FAULT_PEER_GONE,
};

struct error {
	enum fault fault;
	int number; /* errno, or 0 */
	char text[1024];
};

#define MUST_CHECK __attribute__((warn_unused_result))

/* Both return false, so that a function can end with `return error_set(...)`. */
bool error_set(struct error *error, int number, const char *format, ...) __attribute__((format(printf, 3, 4)));
bool error_peer_gone(struct error *error, const char *who);
/* Puts "context: " before the text. */
bool error_wrap(struct error *error, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* "EPERM", or "errno 4711" for a number that has no name here. The text is valid until the next call. */
const char *errno_name(int number);
/* "SIGKILL", "SIGRTMIN+3". Likewise. */
const char *signal_name(int number);

#endif
