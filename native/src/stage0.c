/*
 * Stage 0, the parent: stays outside with all its privileges. It clones stage 1, writes for it what only a process outside may
 * write (id maps, time offsets), passes the pids on, and lets stage 2 go when stage 1 is done.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "capability.h"
#include "clone.h"
#include "io.h"
#include "log.h"
#include "maps.h"
#include "procfs.h"
#include "stage.h"
#include "sync.h"

static const char stage1_name[] = "stage 1";
static const char stage2_name[] = "stage 2";

static bool check_descriptors(struct stage *stage, struct error *error)
{
	const struct run *run = stage->run;

	for (uint32_t i = 0; i < run->bootstrap->fd_count; i++) {
		int fd = run->task_fds[i];

		if (fd == run->init_pipe || fd == run->report || fd == log_fd())
			return error_set(error, EINVAL, "descriptor %d cannot be one of the task's, as nsexec uses it itself",
					 fd);
		if (fcntl(fd, F_GETFD) < 0)
			return error_set(error, errno, "descriptor %d, meant for the task", fd);
	}
	return true;
}

/*
 * A process inside a joined namespace could otherwise trace a stage right after it came in, and use what the stage still holds of
 * the host. Where nothing is joined there is no such process, and being dumpable lets the parent write our /proc files.
 */
static bool become_undumpable(struct stage *stage, struct error *error)
{
	if (stage->run->bootstrap->join.count == 0)
		return true;
	log_debug("namespaces are joined: become non-dumpable");
	if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) < 0)
		return error_set(error, errno, "prctl(PR_SET_DUMPABLE)");
	return true;
}

/*
 * Stage 2 writes its own score, except where it cannot: in joined namespaces, whose /proc it should not trust, and where a
 * user namespace takes CAP_SYS_RESOURCE from it that stage 0 has. The latter also keeps the task from lowering it again.
 */
static bool choose_oom_score_writer(struct stage *stage, struct error *error)
{
	struct run *run = stage->run;

	(void)error;
	run->stage0_writes_oom_score =
		run->bootstrap->has_oom_score_adj &&
		(run->bootstrap->join.count > 0 || ((run->bootstrap->clone_flags & CLONE_NEWUSER) != 0 &&
						    capability_effective(CAP_SYS_RESOURCE)));
	return true;
}

static bool clone_stage1(struct stage *stage, struct error *error)
{
	AUTO_CLOSE int ours = -1;
	AUTO_CLOSE int theirs = -1;
	int ends[2];
	pid_t pid;

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0)
		return error_set(error, errno, "socketpair");
	ours = ends[0];
	theirs = ends[1];
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, stage->grandchild) < 0)
		return error_set(error, errno, "socketpair");
	log_debug("clone stage 1");
	pid = clone_sibling();
	if (pid < 0)
		return error_set(error, errno, "clone stage 1");
	if (pid == 0) {
		close_and_forget(&ours);
		close_and_forget(&stage->grandchild[0]);
		close_and_forget(&stage->run->init_pipe);
		stage1_run(stage, theirs);
	}
	stage->child = pid;
	stage->sync = steal_fd(&ours);
	close_and_forget(&stage->grandchild[1]);
	return true;
}

static bool write_maps(struct stage *stage, int process, struct error *error)
{
	const struct bootstrap *bootstrap = stage->run->bootstrap;

	stage_step(stage, STEP_SETGROUPS_FILE);
	if (!maps_write_setgroups(process, bootstrap, error))
		return false;
	stage_step(stage, STEP_UID_MAP);
	if (!maps_write(process, stage->child, "uid_map", &bootstrap->uid_map, bootstrap->uid_map_tool, error))
		return false;
	stage_step(stage, STEP_GID_MAP);
	return maps_write(process, stage->child, "gid_map", &bootstrap->gid_map, bootstrap->gid_map_tool, error);
}

static bool write_time_offsets(struct stage *stage, int process, struct error *error)
{
	const char *offsets = stage->run->bootstrap->time_offsets;

	stage_step(stage, STEP_TIME_OFFSETS);
	if (offsets == NULL)
		return error_set(error, EPROTO, "stage 1 asks for time offsets, but there are none");
	log_debug("write timens_offsets of process %d", (int)stage->child);
	return procfs_write_at(process, "timens_offsets", offsets, strlen(offsets), error);
}

static bool write_oom_score(struct stage *stage, struct error *error)
{
	AUTO_CLOSE int process = -1;
	char score[16];
	int length;

	if (!stage->run->stage0_writes_oom_score)
		return true;
	stage_step(stage, STEP_OOM_SCORE_ADJ);
	log_debug("write oom_score_adj of stage 2, %d: %d", (int)stage->grandchild_pid,
		  stage->run->bootstrap->oom_score_adj);
	process = procfs_open_process(stage->grandchild_pid, error);
	if (process < 0)
		return false;
	length = snprintf(score, sizeof(score), "%d", stage->run->bootstrap->oom_score_adj);
	return procfs_write_at(process, "oom_score_adj", score, (size_t)length, error);
}

static bool write_pids(struct stage *stage, struct error *error)
{
	char line[96];
	int length;

	if (stage->run->init_pipe < 0)
		return true;
	stage_step(stage, STEP_PIDS);
	length = snprintf(line, sizeof(line), "{\"stage1_pid\":%d,\"stage2_pid\":%d}\n", (int)stage->child,
			  (int)stage->grandchild_pid);
	return send_exactly(stage->run->init_pipe, line, (size_t)length, error) ||
	       error_wrap(error, "write the pids to the init pipe");
}

static bool receive_pid(struct stage *stage, struct error *error)
{
	int32_t pid;

	if (!read_exactly(stage->sync, &pid, sizeof(pid), NO_DEADLINE, error))
		return error_peer_gone(error, stage1_name);
	stage->grandchild_pid = pid;
	log_debug("stage 1 is %d, stage 2 is %d", (int)stage->child, (int)pid);
	return write_oom_score(stage, error) && write_pids(stage, error);
}

static bool answer(struct stage *stage, enum sync_value value, struct error *error)
{
	stage_step(stage, STEP_HANDSHAKE);
	return sync_send(stage->sync, stage1_name, value, error);
}

/* A zombie's /proc files stay until it is reaped: field 52 of stat is its wait status (proc_pid_stat(5)). */
static bool read_wait_status(int process, int *status)
{
	char text[1024];
	struct error error;
	const char *at;

	if (!procfs_read_at(process, "stat", text, sizeof(text), &error))
		return false;
	at = strrchr(text, ')');
	for (int field = 2; at != NULL && field < 52; field++)
		at = strchr(at + 1, ' ');
	if (at == NULL)
		return false;
	*status = (int)strtol(at + 1, NULL, 10);
	return true;
}

/*
 * Why a stage that we serve is gone: we are its sibling and cannot wait for it, but should say as much as can be known. Also what
 * fails because it was killed meanwhile, as writing its files does. A launcher, who is its parent, knows better.
 */
static bool explain_end(struct stage *stage, int number, int process, struct error *error)
{
	const char *step = step_name(progress_get(stage->run->progress, number));
	int status = 0;
	bool there;

	if (stage->run->report >= 0)
		return false;
	/* Without its files it is not only dead, but reaped. */
	there = process >= 0 && read_wait_status(process, &status);
	if (there && WIFSIGNALED(status))
		error_set(error, 0, "stage %d was killed by %s in its step %s", number, signal_name(WTERMSIG(status)),
			  step);
	else if (!there || error->fault == FAULT_PEER_GONE)
		error_set(error, 0, "stage %d ended too early, in its step %s", number, step);
	else
		return false;
	error->fault = FAULT_PEER_GONE;
	return false;
}

static bool serve(struct stage *stage, int process, struct error *error)
{
	for (;;) {
		uint32_t value;

		if (!sync_receive(stage->sync, stage1_name, stage->run->report, &value, error))
			return false;
		log_debug("stage 1 sends 0x%x", value);
		switch (value) {
		case SYNC_USERMAP_PLS:
			if (!write_maps(stage, process, error) || !answer(stage, SYNC_USERMAP_ACK, error))
				return false;
			break;
		case SYNC_TIMEOFFSETS_PLS:
			if (!write_time_offsets(stage, process, error) || !answer(stage, SYNC_TIMEOFFSETS_ACK, error))
				return false;
			break;
		case SYNC_RECVPID_PLS:
			if (!receive_pid(stage, error) || !answer(stage, SYNC_RECVPID_ACK, error))
				return false;
			break;
		case SYNC_CHILD_FINISH:
			if (stage->grandchild_pid <= 0)
				return error_set(error, EPROTO, "stage 1 finished without a stage 2");
			return true;
		default:
			return error_set(error, EPROTO, "stage 1 sent 0x%x", value);
		}
	}
}

static bool serve_stage1(struct stage *stage, struct error *error)
{
	/* Opened while stage 1 is surely there, so that its pid cannot come to mean another process. */
	AUTO_CLOSE int process = procfs_open_process(stage->child, error);

	if (process < 0 && error->number != ENOENT)
		return false;
	return (process >= 0 && serve(stage, process, error)) || explain_end(stage, 1, process, error);
}

static bool release_stage2(struct stage *stage, struct error *error)
{
	AUTO_CLOSE int process = procfs_open_process(stage->grandchild_pid, error);
	int sync = stage->grandchild[0];

	log_debug("let stage 2 go");
	if (sync_send(sync, stage2_name, SYNC_GRANDCHILD, error) &&
	    sync_expect(sync, stage2_name, stage->run->report, SYNC_CHILD_FINISH, error))
		return true;
	return explain_end(stage, 2, process, error);
}

/* The hardening issue puts this process into the task's cgroup before the clone, so that all that follows inherits it. */
static const struct recipe_step recipe[] = {
	{ STEP_DESCRIPTORS, check_descriptors },
	{ STEP_DUMPABLE, become_undumpable },
	{ STEP_OOM_SCORE_ADJ, choose_oom_score_writer },
	{ STEP_CLONE, clone_stage1 },
	{ STEP_HANDSHAKE, serve_stage1 },
	{ STEP_HANDSHAKE, release_stage2 },
};

void stage0_run(struct run *run)
{
	struct stage stage = { .run = run, .number = 0, .sync = -1, .grandchild = { -1, -1 } };

	stage_begin(&stage);
	stage_follow(&stage, recipe, sizeof(recipe) / sizeof(recipe[0]));
	log_debug("stage 0 is done");
	_exit(0);
}
