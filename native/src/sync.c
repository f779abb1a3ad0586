#include "sync.h"

#include <errno.h>
#include <poll.h>

#include "io.h"

static bool is_gone(int number)
{
	return number == EPIPE || number == ECONNRESET;
}

static bool send_bytes(int fd, const char *peer, const void *bytes, size_t size, struct error *error)
{
	if (send_exactly(fd, bytes, size, error))
		return true;
	return is_gone(error->number) ? error_peer_gone(error, peer) : error_wrap(error, "to %s", peer);
}

bool sync_send(int fd, const char *peer, enum sync_value value, struct error *error)
{
	uint32_t number = value;

	return send_bytes(fd, peer, &number, sizeof(number), error);
}

bool sync_send_pid(int fd, const char *peer, int32_t pid, struct error *error)
{
	return send_bytes(fd, peer, &pid, sizeof(pid), error);
}

bool sync_receive(int fd, const char *peer, int liveness, uint32_t *value, struct error *error)
{
	for (;;) {
		struct pollfd waiting[] = { { .fd = fd, .events = POLLIN }, { .fd = liveness } };

		if (poll(waiting, 2, -1) < 0) {
			if (errno == EINTR)
				continue;
			return error_set(error, errno, "poll");
		}
		if (waiting[0].revents != 0)
			break;
		if (waiting[1].revents != 0)
			return error_peer_gone(error, "the launcher");
	}
	if (read_exactly(fd, value, sizeof(*value), NO_DEADLINE, error))
		return true;
	return is_gone(error->number) ? error_peer_gone(error, peer) : error_wrap(error, "from %s", peer);
}

bool sync_expect(int fd, const char *peer, int liveness, enum sync_value value, struct error *error)
{
	uint32_t got = 0;

	if (!sync_receive(fd, peer, liveness, &got, error))
		return false;
	if (got != value)
		return error_set(error, EPROTO, "%s sent 0x%x instead of 0x%x", peer, got, value);
	return true;
}
