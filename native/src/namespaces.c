#include "namespaces.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>

#include "io.h"

const struct namespace_kind namespace_kinds[NAMESPACE_KINDS] = {
	{ "user", CLONE_NEWUSER }, { "ipc", CLONE_NEWIPC },   { "uts", CLONE_NEWUTS },	     { "net", CLONE_NEWNET },
	{ "pid", CLONE_NEWPID },   { "time", CLONE_NEWTIME }, { "cgroup", CLONE_NEWCGROUP }, { "mnt", CLONE_NEWNS },
};

const struct namespace_kind *namespace_by_name(const char *name, size_t length)
{
	for (size_t i = 0; i < NAMESPACE_KINDS; i++)
		if (strlen(namespace_kinds[i].name) == length && memcmp(namespace_kinds[i].name, name, length) == 0)
			return &namespace_kinds[i];
	return NULL;
}

void namespace_names(int flags, char *out, size_t size)
{
	size_t used = 0;

	out[0] = '\0';
	for (size_t i = 0; i < NAMESPACE_KINDS; i++) {
		int length;

		if ((flags & namespace_kinds[i].flag) == 0)
			continue;
		length = snprintf(out + used, size - used, "%s%s", used > 0 ? ", " : "", namespace_kinds[i].name);
		if (length < 0 || (size_t)length >= size - used)
			break;
		used += (size_t)length;
	}
}

int namespace_all_flags(void)
{
	int flags = 0;

	for (size_t i = 0; i < NAMESPACE_KINDS; i++)
		flags |= namespace_kinds[i].flag;
	return flags;
}

bool namespace_paths_parse(struct namespace_paths *list, char *text, struct error *error)
{
	char *rest = text;

	list->count = 0;
	list->flags = 0;
	while (rest != NULL) {
		char *entry = strsep(&rest, ",");
		char *colon = strchr(entry, ':');
		const struct namespace_kind *kind;

		if (colon == NULL)
			return error_set(error, EINVAL, "\"%s\" is not \"type:path\"", entry);
		kind = namespace_by_name(entry, (size_t)(colon - entry));
		if (kind == NULL)
			return error_set(error, EINVAL, "\"%.*s\" is no type of namespace", (int)(colon - entry), entry);
		if (colon[1] != '/')
			return error_set(error, EINVAL, "the path of the %s namespace is not absolute: \"%s\"", kind->name,
					 colon + 1);
		if ((list->flags & kind->flag) != 0)
			return error_set(error, EINVAL, "two paths for the %s namespace", kind->name);
		list->flags |= kind->flag;
		list->paths[list->count++] = (struct namespace_path){ .kind = kind, .path = colon + 1, .fd = -1 };
	}
	return true;
}

bool namespaces_open(struct namespace_paths *list, struct error *error)
{
	for (size_t i = 0; i < list->count; i++) {
		struct namespace_path *path = &list->paths[i];

		/* O_NONBLOCK: a fifo of that name must not hold us up; setns(2) refuses it. */
		path->fd = open(path->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
		if (path->fd < 0)
			return error_set(error, errno, "open the %s namespace %s", path->kind->name, path->path);
	}
	return true;
}

static bool join_round(struct namespace_paths *list, bool user, bool last, const struct namespace_joiner *joiner,
		       struct error *error)
{
	for (size_t k = 0; k < NAMESPACE_KINDS; k++) {
		const struct namespace_kind *kind = &namespace_kinds[k];

		if ((kind->flag == CLONE_NEWUSER) != user)
			continue;
		for (size_t i = 0; i < list->count; i++) {
			struct namespace_path *path = &list->paths[i];

			if (path->kind != kind || path->fd < 0)
				continue;
			if (joiner->join(joiner->context, path) < 0) {
				if (errno == EPERM && !last)
					continue;
				return error_set(error, errno, "join the %s namespace %s", kind->name, path->path);
			}
			close_and_forget(&path->fd);
			if (user && !joiner->entered_user(joiner->context, error))
				return false;
		}
	}
	return true;
}

bool namespaces_join(struct namespace_paths *list, const struct namespace_joiner *joiner, struct error *error)
{
	bool with_user = (list->flags & CLONE_NEWUSER) != 0;

	if (!join_round(list, false, !with_user, joiner, error))
		return false;
	return !with_user || (join_round(list, true, true, joiner, error) && join_round(list, false, true, joiner, error));
}
