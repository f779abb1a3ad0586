/* Bootstrap messages for tests. */
#ifndef NSEXEC_MESSAGE_H
#define NSEXEC_MESSAGE_H

#include <stddef.h>
#include <stdint.h>

#define MESSAGE_ROOM (4u << 20)

struct message {
	unsigned char *bytes;
	size_t size;
};

void message_begin(struct message *message);
void message_end(struct message *message); /* fills the length in */
void message_free(struct message *message);
void message_bytes(struct message *message, uint16_t type, const void *bytes, size_t size);
void message_u32(struct message *message, uint16_t type, uint32_t value);
/* With its NUL; in pieces where it is longer than an attribute holds. */
void message_text(struct message *message, uint16_t type, const char *text);
void message_arguments(struct message *message, const char *const *arguments);

#endif
