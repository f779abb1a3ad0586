/* The rules between attributes. Those of one attribute alone are in its take function. */
#include <errno.h>
#include <sched.h>

#include "bootstrap_internal.h"
#include "idmap.h"
#include "namespaces.h"

static bool check_id(const struct id_map *map, const char *what, uint32_t id, struct error *error)
{
	if (!id_map_covers(map, id))
		return error_set(error, EINVAL, "%s %u is in no line of the map, so it does not exist inside", what, id);
	return true;
}

bool bootstrap_check_together(const struct bootstrap *bootstrap, struct error *error)
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
