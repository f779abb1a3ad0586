#include "bootstrap.h"

#include <errno.h>
#include <poll.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

#include "io.h"
#include "number.h"
#include "protocol.h"

/* __NEW_UTS_LEN, linux/utsname.h: also the bound of both names in the protocol. */
#define UTS_NAME_MAX 64
/* linux/oom.h */
#define OOM_SCORE_ADJ_MIN (-1000)
#define OOM_SCORE_ADJ_MAX 1000
/* MAX_ARG_STRLEN and with it any single string is bounded by execve(2) itself, so not here. */

enum payload { PAYLOAD_U32, PAYLOAD_BOOL, PAYLOAD_TEXT, PAYLOAD_U32_LIST };

struct value {
	char *text; /* PAYLOAD_TEXT: ends with its only NUL */
	size_t length;
	uint32_t number; /* PAYLOAD_U32, PAYLOAD_BOOL */
	const unsigned char *bytes; /* PAYLOAD_U32_LIST */
};

struct attribute_kind {
	uint16_t type;
	const char *name;
	enum payload payload;
	bool repeated;
	bool continued;
	bool (*take)(struct bootstrap *bootstrap, const struct value *value, struct error *error);
};

static bool take_clone_flags(struct bootstrap *bootstrap, const struct value *value, struct error *error)
{
	uint32_t unknown = value->number & ~(uint32_t)namespace_all_flags();

	if (unknown != 0)
		return error_set(error, EINVAL, "0x%x are no CLONE_NEW flags", unknown);
	bootstrap->clone_flags = (int)value->number;
	return true;
}

static bool take_ns_paths(struct bootstrap *bootstrap, const struct value *value, struct error *error)
{
	return namespace_paths_parse(&bootstrap->join, value->text, error);
}

static bool take_uid_map(struct bootstrap *bootstrap, const struct value *value, struct error *error)
{
	return id_map_parse(&bootstrap->uid_map, value->text, error);
}

static bool take_gid_map(struct bootstrap *bootstrap, const struct value *value, struct error *error)
{
	return id_map_parse(&bootstrap->gid_map, value->text, error);
}

static bool take_setgroup(struct bootstrap *bootstrap, const struct value *value, struct error *error)
{
	(void)error;
	bootstrap->setgroups = value->number != 0 ? SETGROUPS_ALLOW : SETGROUPS_DENY;
	return true;
}

static bool take_oom_score_adj(struct bootstrap *bootstrap, const struct value *value, struct error *error)
{
	int64_t score;

	if (!number_parse(value->text, OOM_SCORE_ADJ_MIN, OOM_SCORE_ADJ_MAX, &score))
		return error_set(error, EINVAL, "\"%s\" is no number from %d to %d", value->text, OOM_SCORE_ADJ_MIN,
				 OOM_SCORE_ADJ_MAX);
	bootstrap->has_oom_score_adj = true;
	bootstrap->oom_score_adj = (int)score;
	return true;
}

static bool take_rootless_euid(struct bootstrap *bootstrap, const struct value *value, struct error *error)
{
	(void)error;
	bootstrap->rootless_euid = value->number != 0;
	return true;
}

static bool take_absolute(const char **path, const struct value *value, struct error *error)
{
	if (value->text[0] != '/')
		return error_set(error, EINVAL, "\"%s\" is not absolute", value->text);
	*path = value->text;
	return true;
}

static bool take_uid_map_tool(struct bootstrap *bootstrap, const struct value *value, struct error *error)
{
	return take_absolute(&bootstrap->uid_map_tool, value, error);
}

static bool take_gid_map_tool(struct bootstrap *bootstrap, const struct value *value, struct error *error)
{
	return take_absolute(&bootstrap->gid_map_tool, value, error);
}

static bool take_word(const char **at, const char *word)
{
	size_t length = strlen(word);

	if (strncmp(*at, word, length) != 0)
		return false;
	*at += length;
	return true;
}

static bool take_time_offsets(struct bootstrap *bootstrap, const struct value *value, struct error *error)
{
	const char *at = value->text;
	int64_t ignored;

	/* time_namespaces(7): names, or the numbers of CLOCK_MONOTONIC and CLOCK_BOOTTIME */
	while (*at != '\0') {
		if (!(take_word(&at, "monotonic ") || take_word(&at, "boottime ") || take_word(&at, "1 ") ||
		      take_word(&at, "7 ")) ||
		    !number_take(&at, INT64_MIN, INT64_MAX, &ignored) || !take_word(&at, " ") ||
		    !number_take(&at, 0, 999999999, &ignored) || (*at != '\0' && !take_word(&at, "\n")))
			return error_set(error, EINVAL, "a line is not \"clock seconds nanoseconds\"");
	}
	if (at == value->text)
		return error_set(error, EINVAL, "no line");
	bootstrap->time_offsets = value->text;
	return true;
}

static bool list_add(struct string_list *list, char *text, struct error *error)
{
	/* One place is always left for the NULL at the end. */
	if (list->count + 2 > list->room) {
		size_t room = list->room > 0 ? list->room * 2 : 16;
		char **grown = realloc(list->strings, room * sizeof(*grown));

		if (grown == NULL)
			return error_set(error, errno, "no memory for %zu strings", room);
		list->strings = grown;
		list->room = room;
	}
	list->strings[list->count++] = text;
	list->strings[list->count] = NULL;
	return true;
}

static bool take_argument(struct bootstrap *bootstrap, const struct value *value, struct error *error)
{
	if (bootstrap->arguments.count == 0 && value->text[0] == '\0')
		return error_set(error, EINVAL, "the program's name is empty");
	return list_add(&bootstrap->arguments, value->text, error);
}

static bool take_environment(struct bootstrap *bootstrap, const struct value *value, struct error *error)
{
	if (value->text[0] == '=' || strchr(value->text, '=') == NULL)
		return error_set(error, EINVAL, "an entry is not \"NAME=value\"");
	return list_add(&bootstrap->environment, value->text, error);
}

static bool take_cwd(struct bootstrap *bootstrap, const struct value *value, struct error *error)
{
	return take_absolute(&bootstrap->cwd, value, error);
}

static bool take_id(struct optional_id *id, const struct value *value, struct error *error)
{
	if (value->number > ID_MAX)
		return error_set(error, EINVAL, "%u is no id", value->number);
	*id = (struct optional_id){ .given = true, .id = value->number };
	return true;
}

static bool take_uid(struct bootstrap *bootstrap, const struct value *value, struct error *error)
{
	return take_id(&bootstrap->uid, value, error);
}

static bool take_gid(struct bootstrap *bootstrap, const struct value *value, struct error *error)
{
	return take_id(&bootstrap->gid, value, error);
}

static bool take_groups(struct bootstrap *bootstrap, const struct value *value, struct error *error)
{
	size_t count = value->length / sizeof(uint32_t);

	bootstrap->has_groups = true;
	bootstrap->group_count = count;
	if (count == 0)
		return true;
	bootstrap->groups = malloc(count * sizeof(uint32_t));
	if (bootstrap->groups == NULL)
		return error_set(error, errno, "no memory for %zu groups", count);
	memcpy(bootstrap->groups, value->bytes, count * sizeof(uint32_t));
	for (size_t i = 0; i < count; i++)
		if (bootstrap->groups[i] > ID_MAX)
			return error_set(error, EINVAL, "%u is no id", bootstrap->groups[i]);
	return true;
}

static bool take_uts_name(const char **name, const struct value *value, struct error *error)
{
	if (value->length == 0 || value->length > UTS_NAME_MAX)
		return error_set(error, EINVAL, "%zu bytes; 1 to %d are allowed", value->length, UTS_NAME_MAX);
	*name = value->text;
	return true;
}

static bool take_hostname(struct bootstrap *bootstrap, const struct value *value, struct error *error)
{
	return take_uts_name(&bootstrap->hostname, value, error);
}

static bool take_domainname(struct bootstrap *bootstrap, const struct value *value, struct error *error)
{
	return take_uts_name(&bootstrap->domainname, value, error);
}

static bool take_fd_count(struct bootstrap *bootstrap, const struct value *value, struct error *error)
{
	if (value->number > TASK_FDS_MAX)
		return error_set(error, EINVAL, "%u; at most %d are possible", value->number, TASK_FDS_MAX);
	bootstrap->fd_count = value->number;
	return true;
}

static const struct attribute_kind attribute_kinds[] = {
	{ ATTRIBUTE_CLONE_FLAGS, "CLONE_FLAGS", PAYLOAD_U32, false, false, take_clone_flags },
	{ ATTRIBUTE_NS_PATHS, "NS_PATHS", PAYLOAD_TEXT, false, true, take_ns_paths },
	{ ATTRIBUTE_UID_MAP, "UIDMAP", PAYLOAD_TEXT, false, true, take_uid_map },
	{ ATTRIBUTE_GID_MAP, "GIDMAP", PAYLOAD_TEXT, false, true, take_gid_map },
	{ ATTRIBUTE_SETGROUP, "SETGROUP", PAYLOAD_BOOL, false, false, take_setgroup },
	{ ATTRIBUTE_OOM_SCORE_ADJ, "OOM_SCORE_ADJ", PAYLOAD_TEXT, false, false, take_oom_score_adj },
	{ ATTRIBUTE_ROOTLESS_EUID, "ROOTLESS_EUID", PAYLOAD_BOOL, false, false, take_rootless_euid },
	{ ATTRIBUTE_UID_MAP_PATH, "UIDMAPPATH", PAYLOAD_TEXT, false, false, take_uid_map_tool },
	{ ATTRIBUTE_GID_MAP_PATH, "GIDMAPPATH", PAYLOAD_TEXT, false, false, take_gid_map_tool },
	{ ATTRIBUTE_TIME_OFFSETS, "TIMENSOFFSET", PAYLOAD_TEXT, false, false, take_time_offsets },
	{ ATTRIBUTE_TASK_ARG, "TASK_ARG", PAYLOAD_TEXT, true, true, take_argument },
	{ ATTRIBUTE_TASK_ENV, "TASK_ENV", PAYLOAD_TEXT, true, true, take_environment },
	{ ATTRIBUTE_TASK_CWD, "TASK_CWD", PAYLOAD_TEXT, false, false, take_cwd },
	{ ATTRIBUTE_TASK_UID, "TASK_UID", PAYLOAD_U32, false, false, take_uid },
	{ ATTRIBUTE_TASK_GID, "TASK_GID", PAYLOAD_U32, false, false, take_gid },
	{ ATTRIBUTE_TASK_GROUPS, "TASK_GROUPS", PAYLOAD_U32_LIST, false, false, take_groups },
	{ ATTRIBUTE_HOSTNAME, "HOSTNAME", PAYLOAD_TEXT, false, false, take_hostname },
	{ ATTRIBUTE_DOMAINNAME, "DOMAINNAME", PAYLOAD_TEXT, false, false, take_domainname },
	{ ATTRIBUTE_TASK_FDS, "TASK_FDS", PAYLOAD_U32, false, false, take_fd_count },
};

#define ATTRIBUTE_KINDS (sizeof(attribute_kinds) / sizeof(attribute_kinds[0]))

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

static bool check_id(const struct id_map *map, const char *what, uint32_t id, struct error *error)
{
	if (!id_map_covers(map, id))
		return error_set(error, EINVAL, "%s %u is in no line of the map, so it does not exist inside", what, id);
	return true;
}

/* Rules between attributes: what the kernel would refuse later, or take in silence and without effect. */
static bool check_together(const struct bootstrap *bootstrap, struct error *error)
{
	int created = bootstrap->clone_flags;
	bool user = (created & CLONE_NEWUSER) != 0;
	char names[64];

	namespace_names(created & bootstrap->join.flags, names, sizeof(names));
	if (names[0] != '\0')
		return error_set(error, EINVAL, "to be created and to be joined: %s", names);
	if (user != (bootstrap->uid_map.count > 0) || user != (bootstrap->gid_map.count > 0))
		return error_set(error, EINVAL, user ? "a user namespace is created, but UIDMAP or GIDMAP is missing" :
						       "UIDMAP or GIDMAP without a created user namespace");
	if (bootstrap->time_offsets != NULL && (created & CLONE_NEWTIME) == 0)
		return error_set(error, EINVAL, "TIMENSOFFSET without a created time namespace");
	if ((bootstrap->hostname != NULL || bootstrap->domainname != NULL) && (created & CLONE_NEWUTS) == 0)
		return error_set(error, EINVAL, "HOSTNAME or DOMAINNAME without a created uts namespace");
	if (!bootstrap_has_task(bootstrap) && bootstrap->environment.count > 0)
		return error_set(error, EINVAL, "TASK_ENV without TASK_ARG");
	if (!user)
		return true;
	if (bootstrap->group_count > 0 && bootstrap->setgroups == SETGROUPS_DENY)
		return error_set(error, EINVAL, "TASK_GROUPS although setgroups is denied");
	if (!check_id(&bootstrap->uid_map, "uid", bootstrap->uid.id, error) ||
	    !check_id(&bootstrap->gid_map, "gid", bootstrap->gid.id, error))
		return false;
	for (size_t i = 0; i < bootstrap->group_count; i++)
		if (!check_id(&bootstrap->gid_map, "group", bootstrap->groups[i], error))
			return false;
	return true;
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
	       check_together(bootstrap, error);
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
