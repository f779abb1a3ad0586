/* The kinds of namespaces: names, flags, the text that says which to join, and the order of joining. */
#ifndef NSEXEC_NAMESPACES_H
#define NSEXEC_NAMESPACES_H

#include <stddef.h>
#include <stdint.h>

#include "error.h"

/* CLONE_NEWTIME, linux/sched.h (5.6); C libraries of that time do not have it yet. */
#ifndef CLONE_NEWTIME
#define CLONE_NEWTIME 0x00000080
#endif

struct namespace_kind {
	const char *name; /* as in /proc/self/ns */
	int flag;	  /* CLONE_NEW* */
};

#define NAMESPACE_KINDS 8
/* In the order in which they are joined, the user namespace apart (see namespaces_join). */
extern const struct namespace_kind namespace_kinds[NAMESPACE_KINDS];

const struct namespace_kind *namespace_by_name(const char *name, size_t length);
/* "net, pid" */
void namespace_names(int flags, char *out, size_t size);
int namespace_all_flags(void);

struct namespace_path {
	const struct namespace_kind *kind;
	const char *path;
	int fd; /* -1 until it is opened and after it was joined */
};

struct namespace_paths {
	size_t count;
	struct namespace_path paths[NAMESPACE_KINDS];
	int flags; /* of all of them */
};

/* Takes "type:path,type:path"; cuts the text into pieces, which must outlive the result. */
MUST_CHECK bool namespace_paths_parse(struct namespace_paths *list, char *text, struct error *error);

/* All paths are opened before the first is joined: in the joined mount namespace they may not exist. */
MUST_CHECK bool namespaces_open(struct namespace_paths *list, struct error *error);

struct namespace_joiner {
	/* setns(2): 0 or -1 with errno */
	int (*join)(void *context, const struct namespace_path *path);
	/* called right after the user namespace was joined: become root in it */
	bool (*entered_user)(void *context, struct error *error);
	void *context;
};

/*
 * Those other than user first, skipping what is not permitted yet; then user; then what was skipped. The first round is for
 * namespaces that only the present credentials may enter, the last for those that belong to the joined user namespace.
 */
MUST_CHECK bool namespaces_join(struct namespace_paths *list, const struct namespace_joiner *joiner,
				struct error *error);

#endif
