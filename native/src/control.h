/* The launcher's control socket: messages in, with descriptors; events out, queued, never blocking. */
#ifndef NSEXEC_CONTROL_H
#define NSEXEC_CONTROL_H

#include <stddef.h>
#include <stdint.h>

#include "error.h"
#include "protocol.h"

struct control_message {
	struct control_header header;
	unsigned char *payload;
	size_t size;
	int fds[TASK_FDS_MAX];
	size_t fd_count;
};

struct control {
	int fd;
	/* the message that is coming in */
	struct control_message in;
	size_t got; /* bytes, header included */
	/* events that the client has not taken yet */
	unsigned char *out;
	size_t out_begin, out_end, out_room;
};

enum control_status {
	CONTROL_NOTHING, /* no whole message yet */
	CONTROL_MESSAGE,
	CONTROL_CLOSED,
	CONTROL_BROKEN, /* the client breaks the protocol; `error` says how */
};

void control_init(struct control *control, int fd);
void control_free(struct control *control);
/* On CONTROL_MESSAGE control->in is complete, until control_next(). */
enum control_status control_read(struct control *control, struct error *error);
/* Makes room for the next message; closes what descriptors the last one still has. */
void control_next(struct control *control);

struct control_part {
	const void *bytes;
	size_t size;
};

/* Queues one event, of these parts. False without memory: the client cannot be told, so it has to be cut off. */
MUST_CHECK bool control_send(struct control *control, enum control_type type, uint64_t task,
			     const struct control_part *parts, size_t count);
/* Sends what the socket takes now. False when the client is gone. */
MUST_CHECK bool control_flush(struct control *control);
bool control_has_output(const struct control *control);
/* So much is queued that no new work should be taken. */
bool control_is_backed_up(const struct control *control);

#endif
