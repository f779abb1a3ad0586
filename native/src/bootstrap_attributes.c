#include "bootstrap_internal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "number.h"
#include "protocol.h"

/* __NEW_UTS_LEN, linux/utsname.h: also the bound of both names in the protocol. */
#define UTS_NAME_MAX 64
/* linux/oom.h */
#define OOM_SCORE_ADJ_MIN (-1000)
#define OOM_SCORE_ADJ_MAX 1000
/* MAX_ARG_STRLEN and with it any single string is bounded by execve(2) itself, so not here. */

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

static const struct attribute_kind kinds[] = {
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

/* A number that is too large would leave kinds without a name or a function. */
_Static_assert(sizeof(kinds) / sizeof(kinds[0]) == ATTRIBUTE_KINDS, "ATTRIBUTE_KINDS is not the length of the table");

const struct attribute_kind *const attribute_kinds = kinds;
