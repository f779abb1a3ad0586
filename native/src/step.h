/* The steps of the stages, by name: each failure says in which one it happened. */
#ifndef NSEXEC_STEP_H
#define NSEXEC_STEP_H

#include <stdatomic.h>
#include <stdint.h>

/* clang-format off */
#define STEPS(X) \
	X(NONE, "begin") \
	X(SEALED_COPY, "sealed-copy") \
	/* the launcher, and every start */ \
	X(BOOTSTRAP, "bootstrap") \
	X(FORK, "fork") \
	/* stage 0 */ \
	X(DESCRIPTORS, "descriptors") \
	X(DUMPABLE, "dumpable") \
	X(SOCKETPAIR, "socketpair") \
	X(CLONE, "clone") \
	X(HANDSHAKE, "handshake") \
	X(SETGROUPS_FILE, "setgroups-file") \
	X(UID_MAP, "uid_map") \
	X(GID_MAP, "gid_map") \
	X(TIME_OFFSETS, "timens_offsets") \
	X(PIDS, "pids") \
	/* stage 1 */ \
	X(OPEN_NAMESPACES, "open-namespaces") \
	X(SETNS, "setns") \
	X(UNSHARE_USER, "unshare-user") \
	X(ID_MAPS, "id-maps") \
	X(BECOME_ROOT, "become-root") \
	X(UNSHARE, "unshare") \
	/* stage 2 */ \
	X(SETSID, "setsid") \
	X(UNSHARE_CGROUP, "unshare-cgroup") \
	X(OOM_SCORE_ADJ, "oom_score_adj") \
	X(PROPAGATION, "propagation") \
	X(PROC, "proc") \
	X(HOSTNAME, "hostname") \
	X(DOMAINNAME, "domainname") \
	X(CAPABILITIES, "capabilities") \
	X(SETGROUPS, "setgroups") \
	X(SETGID, "setgid") \
	X(SETUID, "setuid") \
	X(PDEATHSIG, "pdeathsig") \
	X(CHDIR, "chdir") \
	X(INIT, "init") \
	/* the task's own process */ \
	X(SESSION, "session") \
	X(EXEC, "exec")
/* clang-format on */

enum step {
#define X(id, name) STEP_##id,
	STEPS(X)
#undef X
		STEP_COUNT,
};

const char *step_name(enum step step);
/* What to do about this errno in this step, or NULL. */
const char *step_hint(enum step step, int number);

#define STAGES 3
#define STAGE_TASK 3	 /* the task's own process before exec */
#define STAGE_LAUNCHER 4 /* as FAILED numbers it */

/* Lies in shared memory, so that of a stage that was killed the others know how far it had come. */
struct progress {
	_Atomic uint32_t step[STAGES];
};

struct progress *progress_create(void);
void progress_free(struct progress *progress);
void progress_set(struct progress *progress, int stage, enum step step);
enum step progress_get(const struct progress *progress, int stage);

#endif
