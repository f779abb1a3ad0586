/* The handshake between the stages: 4-byte values over socket pairs. */
#ifndef NSEXEC_SYNC_H
#define NSEXEC_SYNC_H

#include <stddef.h>
#include <stdint.h>

#include "error.h"
#include "protocol.h"

/* The end of the stream is reported as "`peer` is gone" (FAULT_PEER_GONE), whether on sending or receiving. */
MUST_CHECK bool sync_send(int fd, const char *peer, enum sync_value value, struct error *error);
MUST_CHECK bool sync_send_pid(int fd, const char *peer, int32_t pid, struct error *error);
/* `liveness` (or -1): a descriptor whose hang-up means that the launcher is gone. */
MUST_CHECK bool sync_receive(int fd, const char *peer, int liveness, uint32_t *value, struct error *error);
MUST_CHECK bool sync_expect(int fd, const char *peer, int liveness, enum sync_value value, struct error *error);

#endif
