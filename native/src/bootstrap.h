/* The bootstrap message: what one task is to be. Parsing is a pure function of the bytes. */
#ifndef NSEXEC_BOOTSTRAP_H
#define NSEXEC_BOOTSTRAP_H

#include <stddef.h>
#include <stdint.h>

#include "error.h"
#include "idmap.h"
#include "namespaces.h"

struct string_list {
	size_t count;
	size_t room;
	char **strings; /* ends with a NULL once something is in it */
};

struct optional_id {
	bool given;
	uint32_t id;
};

enum setgroups_policy { SETGROUPS_UNSAID, SETGROUPS_ALLOW, SETGROUPS_DENY };

struct bootstrap {
	int clone_flags; /* CLONE_NEW* to create */
	struct namespace_paths join;

	struct id_map uid_map; /* both are given exactly when a user namespace is created */
	struct id_map gid_map;
	enum setgroups_policy setgroups;
	bool rootless_euid;
	const char *uid_map_tool; /* newuidmap, newgidmap; NULL: none */
	const char *gid_map_tool;
	const char *time_offsets; /* lines as /proc/PID/timens_offsets takes them, or NULL */

	bool has_oom_score_adj;
	int oom_score_adj;
	const char *hostname;
	const char *domainname;

	struct string_list arguments; /* none: no task */
	struct string_list environment;
	const char *cwd;
	struct optional_id uid;
	struct optional_id gid;
	bool has_groups;
	size_t group_count;
	uint32_t *groups;
	uint32_t fd_count;

	char *texts; /* where all texts above live */
};

/* The length that the header of a message names, or a failure when the header is none. */
MUST_CHECK bool bootstrap_check_header(const void *header, size_t *length, struct error *error);
/* `data` is one whole message with its header. On success and on failure alike bootstrap_free() is due. */
MUST_CHECK bool bootstrap_parse(struct bootstrap *bootstrap, const void *data, size_t size, struct error *error);
/* Reads one message from a stream, within the deadline of the protocol. */
MUST_CHECK bool bootstrap_read(struct bootstrap *bootstrap, int fd, struct error *error);
void bootstrap_free(struct bootstrap *bootstrap);

static inline bool bootstrap_has_task(const struct bootstrap *bootstrap)
{
	return bootstrap->arguments.count > 0;
}

#endif
