#include "control.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "io.h"

/* A task makes at most four events; until this much is queued, its client may go on to start others. */
#define OUT_BACKED_UP (256u << 10)
#define HEADER_SIZE sizeof(struct control_header)

void control_init(struct control *control, int fd)
{
	memset(control, 0, sizeof(*control));
	control->fd = fd;
}

void control_next(struct control *control)
{
	struct control_message *in = &control->in;

	for (size_t i = 0; i < in->fd_count; i++)
		if (in->fds[i] >= 0)
			close(in->fds[i]);
	in->fd_count = 0;
	free(in->payload);
	in->payload = NULL;
	in->size = 0;
	control->got = 0;
}

void control_free(struct control *control)
{
	control_next(control);
	free(control->out);
	close_and_forget(&control->fd);
}

/* Takes descriptors over before anything is judged, so that a refused message leaks none. */
static bool take_descriptors(struct control *control, struct msghdr *message, struct error *error)
{
	struct control_message *in = &control->in;
	bool at_start = control->got == 0;
	/* The kernel gathers all descriptors in one part (put_cmsg in net/core/scm.c); there is no other kind of part here. */
	struct cmsghdr *part = CMSG_FIRSTHDR(message);
	size_t count = 0;

	if (part != NULL && part->cmsg_level == SOL_SOCKET && part->cmsg_type == SCM_RIGHTS)
		count = (part->cmsg_len - CMSG_LEN(0)) / sizeof(int);
	for (size_t i = 0; i < count; i++) {
		int fd;

		memcpy(&fd, CMSG_DATA(part) + i * sizeof(int), sizeof(int));
		if (in->fd_count < TASK_FDS_MAX)
			in->fds[in->fd_count++] = fd;
		else
			close(fd);
	}
	if ((message->msg_flags & MSG_CTRUNC) != 0)
		return error_set(error, EMFILE, "descriptors were lost on the way (too many are open, or were sent)");
	if (count > 0 && !at_start)
		return error_set(error, EPROTO, "descriptors ride elsewhere than on the first byte of a message");
	return true;
}

/* Never more than what is left of this message: so descriptors that arrive can only be its own. */
static ssize_t receive(struct control *control, void *buffer, size_t size, struct error *error)
{
	union {
		char bytes[CMSG_SPACE(TASK_FDS_MAX * sizeof(int))];
		struct cmsghdr align;
	} ancillary;
	struct iovec part = { .iov_base = buffer, .iov_len = size };
	struct msghdr message = { .msg_iov = &part,
				  .msg_iovlen = 1,
				  .msg_control = ancillary.bytes,
				  .msg_controllen = sizeof(ancillary.bytes) };
	ssize_t got;

	do
		got = recvmsg(control->fd, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		error_set(error, errno, "recvmsg");
	else if (!take_descriptors(control, &message, error))
		return -1;
	return got;
}

static bool check_header(struct control *control, struct error *error)
{
	struct control_message *in = &control->in;

	if (in->header.length < HEADER_SIZE || in->header.length > CONTROL_MAX)
		return error_set(error, EPROTO, "a message cannot have %u bytes", in->header.length);
	in->size = in->header.length - HEADER_SIZE;
	switch (in->header.type) {
	case CONTROL_START:
		break;
	case CONTROL_SIGNAL:
	case CONTROL_KILL:
		if (in->fd_count > 0)
			return error_set(error, EPROTO, "descriptors ride on a message of type %u", in->header.type);
		if (in->size != (in->header.type == CONTROL_SIGNAL ? sizeof(uint32_t) : 0))
			return error_set(error, EPROTO, "a message of type %u has %zu bytes of payload", in->header.type,
					 in->size);
		break;
	default:
		return error_set(error, EPROTO, "there is no message of type %u", in->header.type);
	}
	if (in->size > 0) {
		in->payload = malloc(in->size);
		if (in->payload == NULL)
			return error_set(error, errno, "no memory for a message of %zu bytes", in->size);
	}
	return true;
}

enum control_status control_read(struct control *control, struct error *error)
{
	struct control_message *in = &control->in;

	for (;;) {
		bool in_header = control->got < HEADER_SIZE;
		unsigned char *at = in_header ? (unsigned char *)&in->header + control->got :
						in->payload + (control->got - HEADER_SIZE);
		size_t left = in_header ? HEADER_SIZE - control->got : in->size - (control->got - HEADER_SIZE);
		ssize_t got;

		if (left == 0)
			return CONTROL_MESSAGE;
		error->number = 0;
		got = receive(control, at, left, error);
		if (got < 0) {
			if (error->number == EAGAIN)
				return CONTROL_NOTHING;
			return error->number == ECONNRESET ? CONTROL_CLOSED : CONTROL_BROKEN;
		}
		if (got == 0)
			return CONTROL_CLOSED;
		control->got += (size_t)got;
		if (in_header && control->got == HEADER_SIZE && !check_header(control, error))
			return CONTROL_BROKEN;
	}
}

static bool make_room(struct control *control, size_t size)
{
	size_t used = control->out_end - control->out_begin;

	if (control->out_room - control->out_end >= size)
		return true;
	if (used > 0)
		memmove(control->out, control->out + control->out_begin, used);
	control->out_begin = 0;
	control->out_end = used;
	if (control->out_room - used < size) {
		size_t room = (used + size) * 2;
		unsigned char *grown = realloc(control->out, room);

		if (grown == NULL)
			return false;
		control->out = grown;
		control->out_room = room;
	}
	return true;
}

static void put(struct control *control, const void *bytes, size_t size)
{
	if (size > 0)
		memcpy(control->out + control->out_end, bytes, size);
	control->out_end += size;
}

bool control_send(struct control *control, enum control_type type, uint64_t task, const struct control_part *parts,
		  size_t count)
{
	struct control_header header = { .type = type, .task = task };
	size_t size = sizeof(header);

	for (size_t i = 0; i < count; i++)
		size += parts[i].size;
	header.length = (uint32_t)size;
	if (!make_room(control, size))
		return false;
	put(control, &header, sizeof(header));
	for (size_t i = 0; i < count; i++)
		put(control, parts[i].bytes, parts[i].size);
	return true;
}

bool control_flush(struct control *control)
{
	while (control_has_output(control)) {
		ssize_t sent = send(control->fd, control->out + control->out_begin, control->out_end - control->out_begin,
				    MSG_DONTWAIT | MSG_NOSIGNAL);

		if (sent < 0) {
			if (errno == EINTR)
				continue;
			return errno == EAGAIN;
		}
		control->out_begin += (size_t)sent;
	}
	control->out_begin = control->out_end = 0;
	return true;
}

bool control_has_output(const struct control *control)
{
	return control->out_end > control->out_begin;
}

bool control_is_backed_up(const struct control *control)
{
	return control->out_end - control->out_begin >= OUT_BACKED_UP;
}
