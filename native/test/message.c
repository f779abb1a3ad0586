#include "message.h"

#include <stdlib.h>
#include <string.h>

#include "protocol.h"
#include "test.h"

#define PIECE_MAX 65528u

void message_begin(struct message *message)
{
	struct bootstrap_header header = { .type = BOOTSTRAP_TYPE, .flags = BOOTSTRAP_FLAGS, .sequence = 1 };

	message->bytes = malloc(MESSAGE_ROOM);
	CHECK(message->bytes != NULL);
	memcpy(message->bytes, &header, sizeof(header));
	message->size = sizeof(header);
}

void message_end(struct message *message)
{
	uint32_t length = (uint32_t)message->size;

	memcpy(message->bytes, &length, sizeof(length));
}

void message_free(struct message *message)
{
	free(message->bytes);
	message->bytes = NULL;
}

void message_bytes(struct message *message, uint16_t type, const void *bytes, size_t size)
{
	struct attribute_header header = { .length = (uint16_t)(sizeof(header) + size), .type = type };
	size_t padded = (sizeof(header) + size + 3) & ~(size_t)3;

	CHECK(size <= PIECE_MAX && message->size + padded <= MESSAGE_ROOM);
	memset(message->bytes + message->size, 0, padded);
	memcpy(message->bytes + message->size, &header, sizeof(header));
	if (size > 0)
		memcpy(message->bytes + message->size + sizeof(header), bytes, size);
	message->size += padded;
}

void message_u32(struct message *message, uint16_t type, uint32_t value)
{
	message_bytes(message, type, &value, sizeof(value));
}

void message_text(struct message *message, uint16_t type, const char *text)
{
	size_t left = strlen(text) + 1;

	while (left > PIECE_MAX) {
		message_bytes(message, type, text, PIECE_MAX);
		text += PIECE_MAX;
		left -= PIECE_MAX;
		type = ATTRIBUTE_CONTINUATION;
	}
	message_bytes(message, type, text, left);
}

void message_arguments(struct message *message, const char *const *arguments)
{
	for (; *arguments != NULL; arguments++)
		message_text(message, ATTRIBUTE_TASK_ARG, *arguments);
}
