#include "report.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "io.h"

#define REPORT_HEAD offsetof(struct report, u)

void failure_set(struct failure *failure, uint32_t stage, enum step step, const struct error *error)
{
	const char *hint = step_hint(step, error->number);

	memset(failure, 0, sizeof(*failure));
	failure->stage = stage;
	failure->step = step;
	failure->number = error->number;
	snprintf(failure->text, sizeof(failure->text), "%s%s%s%s", error->text, hint != NULL ? " (" : "",
		 hint != NULL ? hint : "", hint != NULL ? ")" : "");
}

static bool report_send(int fd, const struct report *report, size_t payload)
{
	ssize_t put;

	if (fd < 0)
		return false;
	do
		put = send(fd, report, REPORT_HEAD + payload, MSG_NOSIGNAL);
	while (put < 0 && errno == EINTR);
	return put >= 0;
}

void report_here(int fd, uint32_t stage)
{
	struct report report = { .kind = REPORT_HERE, .u.stage = stage };

	report_send(fd, &report, sizeof(stage));
}

void report_failure(int fd, const struct failure *failure)
{
	struct report report = { .kind = REPORT_FAILED };

	report.u.failure = *failure;
	report_send(fd, &report, sizeof(*failure));
}

void report_started(int fd)
{
	struct report report = { .kind = REPORT_STARTED };

	report_send(fd, &report, 0);
}

void report_exited(int fd, const struct exit_report *exited)
{
	struct report report = { .kind = REPORT_EXITED };

	report.u.exited = *exited;
	report_send(fd, &report, sizeof(*exited));
}

bool report_signal(int fd, int signal)
{
	struct report report = { .kind = REPORT_SIGNAL, .u.signal = (uint32_t)signal };

	return report_send(fd, &report, sizeof(report.u.signal));
}

bool report_pair(int ends[2], struct error *error)
{
	int on = 1;

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0)
		return error_set(error, errno, "socketpair");
	if (setsockopt(ends[0], SOL_SOCKET, SO_PASSCRED, &on, sizeof(on)) < 0 ||
	    fcntl(ends[0], F_SETFL, O_NONBLOCK) < 0) {
		error_set(error, errno, "set up the report socket");
		close_and_forget(&ends[0]);
		close_and_forget(&ends[1]);
		return false;
	}
	return true;
}

static size_t payload_of(uint32_t kind)
{
	switch (kind) {
	case REPORT_HERE:
	case REPORT_SIGNAL:
		return sizeof(uint32_t);
	case REPORT_FAILED:
		return sizeof(struct failure);
	case REPORT_EXITED:
		return sizeof(struct exit_report);
	default:
		return 0;
	}
}

int report_receive(int fd, struct report *report, pid_t *sender)
{
	union {
		char bytes[CMSG_SPACE(sizeof(struct ucred))];
		struct cmsghdr align;
	} control;
	struct iovec part = { .iov_base = report, .iov_len = sizeof(*report) };
	struct msghdr message = { .msg_iov = &part,
				  .msg_iovlen = 1,
				  .msg_control = control.bytes,
				  .msg_controllen = sizeof(control.bytes) };
	ssize_t got;

	do
		got = recvmsg(fd, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return errno == EAGAIN ? 0 : -1;
	if ((size_t)got < REPORT_HEAD || (size_t)got < REPORT_HEAD + payload_of(report->kind))
		return -1;
	if (report->kind == REPORT_FAILED)
		report->u.failure.text[sizeof(report->u.failure.text) - 1] = '\0';
	if (sender != NULL) {
		const struct cmsghdr *header = CMSG_FIRSTHDR(&message);

		*sender = 0;
		if (header != NULL && header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_CREDENTIALS) {
			struct ucred credentials;

			memcpy(&credentials, CMSG_DATA(header), sizeof(credentials));
			*sender = credentials.pid;
		}
	}
	return 1;
}
