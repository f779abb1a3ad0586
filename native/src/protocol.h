/* The numbers of the wire. See native/README.md. */
#ifndef NSEXEC_PROTOCOL_H
#define NSEXEC_PROTOCOL_H

#include <stdint.h>

/* The bootstrap message: runc's numbers (libcontainer/message_linux.go), framed like netlink. */
#define BOOTSTRAP_TYPE 62000
#define BOOTSTRAP_FLAGS 1 /* NLM_F_REQUEST, linux/netlink.h */
#define BOOTSTRAP_MAX (16u << 20)
#define BOOTSTRAP_DEADLINE_US 5000000
#define ATTRIBUTE_ALIGN 4u

struct bootstrap_header {
	uint32_t length; /* of all, with this header */
	uint16_t type;
	uint16_t flags;
	uint32_t sequence;
	uint32_t pid;
};

struct attribute_header {
	uint16_t length; /* with this header, without the padding */
	uint16_t type;
};

enum attribute {
	ATTRIBUTE_CLONE_FLAGS = 27281,
	ATTRIBUTE_NS_PATHS = 27282,
	ATTRIBUTE_UID_MAP = 27283,
	ATTRIBUTE_GID_MAP = 27284,
	ATTRIBUTE_SETGROUP = 27285,
	ATTRIBUTE_OOM_SCORE_ADJ = 27286,
	ATTRIBUTE_ROOTLESS_EUID = 27287,
	ATTRIBUTE_UID_MAP_PATH = 27288,
	ATTRIBUTE_GID_MAP_PATH = 27289,
	ATTRIBUTE_TIME_OFFSETS = 27290,
	/* ours */
	ATTRIBUTE_TASK_ARG = 27400,
	ATTRIBUTE_TASK_ENV = 27401,
	ATTRIBUTE_CONTINUATION = 27402,
	ATTRIBUTE_TASK_CWD = 27403,
	ATTRIBUTE_TASK_UID = 27404,
	ATTRIBUTE_TASK_GID = 27405,
	ATTRIBUTE_TASK_GROUPS = 27406,
	ATTRIBUTE_HOSTNAME = 27407,
	ATTRIBUTE_DOMAINNAME = 27408,
	ATTRIBUTE_TASK_FDS = 27409,
};

/* SCM_MAX_FD, net/scm.h of the kernel: more cannot ride on one message. */
#define TASK_FDS_MAX 253
#define TASK_FDS_DEFAULT 3

/* The handshake between the stages: runc's values (enum sync_t of its nsexec). */
enum sync_value {
	SYNC_USERMAP_PLS = 0x40,
	SYNC_USERMAP_ACK = 0x41,
	SYNC_RECVPID_PLS = 0x42,
	SYNC_RECVPID_ACK = 0x43,
	SYNC_GRANDCHILD = 0x44,
	SYNC_CHILD_FINISH = 0x45,
	SYNC_TIMEOFFSETS_PLS = 0x46,
	SYNC_TIMEOFFSETS_ACK = 0x47,
};

/* The kernel's signal numbers end here (_NSIG, asm-generic/signal.h). */
#define SIGNAL_MAX 64

/* The control socket of the launcher. */
#define CONTROL_VERSION 1
#define CONTROL_MAX (BOOTSTRAP_MAX + 16)

struct control_header {
	uint32_t length; /* of all, with this header */
	uint32_t type;
	uint64_t task;
};

enum control_type {
	CONTROL_START = 1,
	CONTROL_SIGNAL = 2,
	CONTROL_KILL = 3,
	CONTROL_HELLO = 16,
	CONTROL_STARTED = 17,
	CONTROL_FAILED = 18,
	CONTROL_EXITED = 19,
	CONTROL_REAPED = 20,
};

/* The payload of EXITED. */
struct exit_report {
	uint32_t code; /* CLD_EXITED, CLD_KILLED, CLD_DUMPED */
	uint32_t status;
	uint64_t user_us;
	uint64_t system_us;
	uint64_t max_rss_kib;
	uint64_t wall_us;
	uint64_t minor_faults;
	uint64_t major_faults;
	uint64_t voluntary_switches;
	uint64_t involuntary_switches;
};

/* Exit statuses of ours; a task's own is passed on (128+n for a signal). */
enum exit_status {
	EXIT_USAGE = 2,
	EXIT_SANDBOX = 125,	    /* the sandbox could not be made */
	EXIT_NOT_EXECUTABLE = 126, /* the program was found but could not be executed */
	EXIT_NOT_FOUND = 127,
};

#endif
