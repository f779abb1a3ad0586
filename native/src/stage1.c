/*
 * Stage 1, the child: enters the namespaces to join, makes the ones to create, except the cgroup namespace, and clones stage 2,
 * because a pid or time namespace holds only for children.
 */
#include <errno.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/types.h>
#include <unistd.h>

#include "clone.h"
#include "io.h"
#include "log.h"
#include "stage.h"
#include "sync.h"

static const char stage0_name[] = "stage 0";

static bool set_dumpable(bool dumpable, struct error *error)
{
	if (prctl(PR_SET_DUMPABLE, dumpable ? 1 : 0, 0, 0, 0) < 0)
		return error_set(error, errno, "prctl(PR_SET_DUMPABLE)");
	return true;
}

static bool joins(const struct stage *stage)
{
	return stage->run->bootstrap->join.count > 0;
}

static bool open_namespaces(struct stage *stage, struct error *error)
{
	return namespaces_open(&stage->run->bootstrap->join, error);
}

/* Ids that are not mapped stay what they are: all capabilities in the namespace are there anyway. */
static bool become_root_if_mapped(bool uid_mapped, bool gid_mapped, struct error *error)
{
	if (gid_mapped && setresgid(0, 0, 0) < 0)
		return error_set(error, errno, "setresgid(0)");
	if (uid_mapped && setresuid(0, 0, 0) < 0)
		return error_set(error, errno, "setresuid(0)");
	return true;
}

static int join_namespace(void *context, const struct namespace_path *path)
{
	int result = setns(path->fd, path->kind->flag);

	(void)context;
	log_debug("setns to the %s namespace %s: %s", path->kind->name, path->path, result == 0 ? "ok" : errno_name(errno));
	return result;
}

static bool entered_user(void *context, struct error *error)
{
	(void)context;
	if (become_root_if_mapped(true, true, error))
		return true;
	return error_wrap(error, "become root in the joined user namespace");
}

static bool join_namespaces(struct stage *stage, struct error *error)
{
	const struct namespace_joiner joiner = { .join = join_namespace, .entered_user = entered_user, .context = stage };

	return namespaces_join(&stage->run->bootstrap->join, &joiner, error);
}

static bool unshare_user(struct stage *stage, struct error *error)
{
	if ((stage->run->bootstrap->clone_flags & CLONE_NEWUSER) == 0)
		return true;
	log_debug("unshare the user namespace");
	if (unshare(CLONE_NEWUSER) < 0)
		return error_set(error, errno, "unshare(CLONE_NEWUSER)");
	return true;
}

static bool ask_stage0(struct stage *stage, enum sync_value request, enum sync_value answer, struct error *error)
{
	return sync_send(stage->sync, stage0_name, request, error) &&
	       sync_expect(stage->sync, stage0_name, -1, answer, error);
}

static bool have_ids_mapped(struct stage *stage, struct error *error)
{
	if ((stage->run->bootstrap->clone_flags & CLONE_NEWUSER) == 0)
		return true;
	/* Of a process that is not dumpable not even its parent may write the /proc files. */
	log_debug("ask for the id maps");
	return set_dumpable(true, error) && ask_stage0(stage, SYNC_USERMAP_PLS, SYNC_USERMAP_ACK, error) &&
	       set_dumpable(!joins(stage), error);
}

static bool become_root(struct stage *stage, struct error *error)
{
	const struct bootstrap *bootstrap = stage->run->bootstrap;

	if ((bootstrap->clone_flags & CLONE_NEWUSER) == 0)
		return true;
	/* The change of ids made us non-dumpable, and stage 0 may still have time offsets to write. */
	return become_root_if_mapped(id_map_covers(&bootstrap->uid_map, 0), id_map_covers(&bootstrap->gid_map, 0), error) &&
	       set_dumpable(!joins(stage), error);
}

static bool unshare_others(struct stage *stage, struct error *error)
{
	/* The cgroup namespace is for stage 2: its own cgroup is to be the root of it. */
	int flags = stage->run->bootstrap->clone_flags & ~(CLONE_NEWUSER | CLONE_NEWCGROUP);
	char names[64];

	if (flags == 0)
		return true;
	namespace_names(flags, names, sizeof(names));
	log_debug("unshare namespaces: %s", names);
	if (unshare(flags) < 0)
		return error_set(error, errno, "unshare namespaces: %s", names);
	return true;
}

static bool have_time_offsets_set(struct stage *stage, struct error *error)
{
	if (stage->run->bootstrap->time_offsets == NULL)
		return true;
	log_debug("ask for the time offsets");
	return set_dumpable(true, error) && ask_stage0(stage, SYNC_TIMEOFFSETS_PLS, SYNC_TIMEOFFSETS_ACK, error) &&
	       set_dumpable(!joins(stage), error);
}

static bool clone_stage2(struct stage *stage, struct error *error)
{
	pid_t pid;

	log_debug("clone stage 2");
	pid = clone_sibling();
	if (pid < 0)
		return error_set(error, errno, "clone stage 2");
	if (pid == 0) {
		close_and_forget(&stage->sync);
		stage2_run(stage);
	}
	stage->child = pid;
	close_and_forget(&stage->grandchild[1]);
	return true;
}

static bool hand_over_pid(struct stage *stage, struct error *error)
{
	return sync_send(stage->sync, stage0_name, SYNC_RECVPID_PLS, error) &&
	       sync_send_pid(stage->sync, stage0_name, stage->child, error) &&
	       sync_expect(stage->sync, stage0_name, -1, SYNC_RECVPID_ACK, error) &&
	       sync_send(stage->sync, stage0_name, SYNC_CHILD_FINISH, error);
}

static const struct recipe_step recipe[] = {
	{ STEP_OPEN_NAMESPACES, open_namespaces },
	{ STEP_SETNS, join_namespaces },
	{ STEP_UNSHARE_USER, unshare_user },
	{ STEP_ID_MAPS, have_ids_mapped },
	{ STEP_BECOME_ROOT, become_root },
	{ STEP_UNSHARE, unshare_others },
	{ STEP_TIME_OFFSETS, have_time_offsets_set },
	{ STEP_CLONE, clone_stage2 },
	{ STEP_HANDSHAKE, hand_over_pid },
};

void stage1_run(struct stage *parent, int sync)
{
	struct stage stage = { .run = parent->run,
			       .number = 1,
			       .sync = sync,
			       .grandchild = { -1, parent->grandchild[1] } };

	stage_begin(&stage);
	stage_follow(&stage, recipe, sizeof(recipe) / sizeof(recipe[0]));
	log_debug("stage 1 is done");
	_exit(0);
}
