#include "bootstrap.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

#include "bootstrap_internal.h"
#include "io.h"
#include "protocol.h"

struct parser {
	struct bootstrap *bootstrap;
	char *texts_end; /* what is left of bootstrap->texts begins here */
	bool seen[ATTRIBUTE_KINDS];
	const struct attribute_kind *open; /* the text whose NUL has not come yet, or that CONTINUATION may go on with */
	char *open_text;
};

/* Adds one piece to the open text. The pieces of one text are neighbours, so they grow together in place. */
static bool text_add(struct parser *parser, const unsigned char *piece, size_t size, struct error *error)
{
	if (parser->texts_end > parser->open_text && parser->texts_end[-1] == '\0')
		return error_set(error, EINVAL, "%s goes on after its NUL", parser->open->name);
	if (size > 0 && memchr(piece, '\0', size - 1) != NULL)
		return error_set(error, EINVAL, "%s has a NUL inside", parser->open->name);
	memcpy(parser->texts_end, piece, size);
	parser->texts_end += size;
	return true;
}

/* The open text has all its pieces: another attribute, or the end of the message, came. */
static bool text_finish(struct parser *parser, struct error *error)
{
	const struct attribute_kind *kind = parser->open;
	struct value value = { .text = parser->open_text };

	if (kind == NULL)
		return true;
	parser->open = NULL;
	if (parser->texts_end == parser->open_text || parser->texts_end[-1] != '\0')
		return error_set(error, EINVAL, "%s does not end with a NUL", kind->name);
	value.length = (size_t)(parser->texts_end - parser->open_text) - 1;
	return kind->take(parser->bootstrap, &value, error) || error_wrap(error, "%s", kind->name);
}

static bool attribute_begin(struct parser *parser, uint16_t type, const unsigned char *payload, size_t size,
			    struct error *error)
{
	const struct attribute_kind *kind = NULL;
	struct value value = { .bytes = payload, .length = size };

	for (size_t i = 0; i < ATTRIBUTE_KINDS && kind == NULL; i++) {
		if (attribute_kinds[i].type != type)
			continue;
		kind = &attribute_kinds[i];
		if (parser->seen[i] && !kind->repeated)
			return error_set(error, EINVAL, "%s is there twice", kind->name);
		parser->seen[i] = true;
	}
	if (kind == NULL)
		return error_set(error, EINVAL, "attribute %u is unknown", type);
	switch (kind->payload) {
	case PAYLOAD_TEXT:
		parser->open = kind;
		parser->open_text = parser->texts_end;
		return text_add(parser, payload, size, error);
	case PAYLOAD_U32:
	case PAYLOAD_BOOL:
		if (size != sizeof(uint32_t))
			return error_set(error, EINVAL, "%s has %zu bytes instead of 4", kind->name, size);
		memcpy(&value.number, payload, sizeof(uint32_t));
		if (kind->payload == PAYLOAD_BOOL && value.number > 1)
			return error_set(error, EINVAL, "%s is %u, neither 0 nor 1", kind->name, value.number);
		break;
	case PAYLOAD_U32_LIST:
		if (size % sizeof(uint32_t) != 0)
			return error_set(error, EINVAL, "%s has %zu bytes, no multiple of 4", kind->name, size);
		break;
	}
	return kind->take(parser->bootstrap, &value, error) || error_wrap(error, "%s", kind->name);
}

static bool attribute_take(struct parser *parser, uint16_t type, const unsigned char *payload, size_t size,
			   struct error *error)
{
	if (type == ATTRIBUTE_CONTINUATION) {
		if (parser->open == NULL || !parser->open->continued)
			return error_set(error, EINVAL, "CONTINUATION has nothing to go on with");
		return text_add(parser, payload, size, error);
	}
	return text_finish(parser, error) && attribute_begin(parser, type, payload, size, error);
}

static bool attributes_parse(struct parser *parser, const unsigned char *at, size_t left, struct error *error)
{
	while (left > 0) {
		struct attribute_header header;
		size_t padded;

		if (left < sizeof(header))
			return error_set(error, EINVAL, "%zu bytes are too few for an attribute", left);
		memcpy(&header, at, sizeof(header));
		if (header.length < sizeof(header))
			return error_set(error, EINVAL, "attribute %u has length %u", header.type, header.length);
		padded = ((size_t)header.length + ATTRIBUTE_ALIGN - 1) & ~(size_t)(ATTRIBUTE_ALIGN - 1);
		if (padded > left)
			return error_set(error, EINVAL, "attribute %u has length %u, but %zu bytes are left",
					 header.type, header.length, left);
		if (!attribute_take(parser, header.type, at + sizeof(header), header.length - sizeof(header), error))
			return false;
		at += padded;
		left -= padded;
	}
	return text_finish(parser, error);
}

bool bootstrap_check_header(const void *data, size_t *length, struct error *error)
{
	struct bootstrap_header header;

	memcpy(&header, data, sizeof(header));
	if (header.type != BOOTSTRAP_TYPE || header.flags != BOOTSTRAP_FLAGS || header.pid != 0)
		return error_set(error, EINVAL, "type %u, flags %u, pid %u do not begin a bootstrap message", header.type,
				 header.flags, header.pid);
	if (header.length < sizeof(header) || header.length > BOOTSTRAP_MAX || header.length % ATTRIBUTE_ALIGN != 0)
		return error_set(error, EINVAL, "a bootstrap message cannot have %u bytes", header.length);
	*length = header.length;
	return true;
}

bool bootstrap_parse(struct bootstrap *bootstrap, const void *data, size_t size, struct error *error)
{
	struct parser parser = { .bootstrap = bootstrap };
	size_t length = 0;

	memset(bootstrap, 0, sizeof(*bootstrap));
	bootstrap->fd_count = TASK_FDS_DEFAULT;
	bootstrap->cwd = "/";
	if (size < sizeof(struct bootstrap_header))
		return error_set(error, EINVAL, "%zu bytes are too few for a bootstrap message", size);
	if (!bootstrap_check_header(data, &length, error))
		return false;
	if (length != size)
		return error_set(error, EINVAL, "the header says %zu bytes, but there are %zu", length, size);
	/* Texts without the headers between their pieces are never longer than the message. */
	bootstrap->texts = malloc(size);
	if (bootstrap->texts == NULL)
		return error_set(error, errno, "no memory for a message of %zu bytes", size);
	parser.texts_end = bootstrap->texts;
	return attributes_parse(&parser, (const unsigned char *)data + sizeof(struct bootstrap_header),
				size - sizeof(struct bootstrap_header), error) &&
	       bootstrap_check_together(bootstrap, error);
}

bool bootstrap_read(struct bootstrap *bootstrap, int fd, struct error *error)
{
	AUTO_FREE char *message = NULL;
	struct bootstrap_header header;
	int64_t deadline = monotonic_us() + BOOTSTRAP_DEADLINE_US;
	size_t length = 0;
	int more = 0;

	memset(bootstrap, 0, sizeof(*bootstrap));
	if (!read_exactly(fd, &header, sizeof(header), deadline, error))
		return error_wrap(error, "read the header of the bootstrap message");
	if (!bootstrap_check_header(&header, &length, error))
		return false;
	message = malloc(length);
	if (message == NULL)
		return error_set(error, errno, "no memory for a message of %zu bytes", length);
	memcpy(message, &header, sizeof(header));
	if (!read_exactly(fd, message + sizeof(header), length - sizeof(header), deadline, error))
		return error_wrap(error, "read a bootstrap message of %zu bytes", length);
	/* The client keeps the socket open and reads from it, so only what is there by now can be trailing. */
	if (ioctl(fd, FIONREAD, &more) == 0 && more > 0)
		return error_set(error, EINVAL, "%d bytes follow the bootstrap message", more);
	return bootstrap_parse(bootstrap, message, length, error);
}

void bootstrap_free(struct bootstrap *bootstrap)
{
	free(bootstrap->arguments.strings);
	free(bootstrap->environment.strings);
	free(bootstrap->groups);
	free(bootstrap->texts);
	memset(bootstrap, 0, sizeof(*bootstrap));
}
