#include "process.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "helper.h"
#include "namespaces.h"
#include "test.h"

int mapping_tool(int argc, char **argv);

static char folder[64];
static char nsexec_copy[96];
static char helper_copy[96];
static pid_t owner;

const char *nsexec_path(void)
{
	return nsexec_copy;
}

const char *helper_path(void)
{
	return helper_copy;
}

bool privileged(void)
{
	return geteuid() == 0;
}

static void remove_folder(void)
{
	if (getpid() != owner)
		return;
	unlink(nsexec_copy);
	unlink(helper_copy);
	rmdir(folder);
}

static void copy_program(const char *from, const char *to)
{
	int in = open(from, O_RDONLY | O_CLOEXEC);
	int out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0755);
	struct stat status;

	if (in < 0 || out < 0 || fstat(in, &status) < 0)
		FAIL("copy %s to %s: %s", from, to, strerror(errno));
	while (sendfile(out, in, NULL, (size_t)status.st_size) > 0)
		;
	CHECK(fchmod(out, 0755) == 0);
	close(in);
	close(out);
}

void process_init(int *argc, char ***argv)
{
	bool unprivileged = *argc > 2 && strcmp((*argv)[2], "--unprivileged") == 0;

	if (*argc > 1 && strcmp((*argv)[1], "helper") == 0)
		exit(helper_main(*argc - 2, *argv + 2));
	/* A mapping tool is called with a pid first. */
	if (*argc > 1 && (*argv)[1][0] >= '1' && (*argv)[1][0] <= '9')
		exit(mapping_tool(*argc, *argv));
	if (*argc < 2) {
		fprintf(stderr, "usage: %s <nsexec> [--unprivileged] [test...]\n", (*argv)[0]);
		exit(2);
	}
	if (unprivileged && !privileged())
		exit(77); /* the number that CTest is told to take for "skipped" */
	snprintf(folder, sizeof(folder), "/tmp/nsexec-test-XXXXXX");
	CHECK(mkdtemp(folder) != NULL && chmod(folder, 0755) == 0);
	snprintf(nsexec_copy, sizeof(nsexec_copy), "%s/nsexec", folder);
	snprintf(helper_copy, sizeof(helper_copy), "%s/helper", folder);
	copy_program((*argv)[1], nsexec_copy);
	copy_program("/proc/self/exe", helper_copy);
	owner = getpid();
	if (unprivileged) {
		CHECK(chown(folder, OTHER_ID, OTHER_ID) == 0);
		CHECK(setgroups(0, NULL) == 0 && setresgid(OTHER_ID, OTHER_ID, OTHER_ID) == 0 &&
		      setresuid(OTHER_ID, OTHER_ID, OTHER_ID) == 0);
		/* The change of ids took it away, and with it the right to look into our own /proc files. */
		CHECK(prctl(PR_SET_DUMPABLE, 1, 0, 0, 0) == 0);
	}
	atexit(remove_folder);
	CHECK(prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0);
	signal(SIGPIPE, SIG_IGN);
	*argc -= unprivileged ? 2 : 1;
	*argv += unprivileged ? 2 : 1;
}

/* --- messages --- */

int usual_namespaces(void)
{
	return namespace_all_flags() & ~CLONE_NEWTIME;
}

void sandbox_begin(struct message *message, int flags)
{
	char map[64];

	message_begin(message);
	message_u32(message, ATTRIBUTE_CLONE_FLAGS, (uint32_t)flags);
	if ((flags & CLONE_NEWUSER) == 0)
		return;
	snprintf(map, sizeof(map), "0 %u 1\n", geteuid());
	message_text(message, ATTRIBUTE_UID_MAP, map);
	snprintf(map, sizeof(map), "0 %u 1\n", getegid());
	message_text(message, ATTRIBUTE_GID_MAP, map);
	message_u32(message, ATTRIBUTE_SETGROUP, 0);
}

void helper_arguments(struct message *message, ...)
{
	va_list arguments;
	const char *argument;

	message_text(message, ATTRIBUTE_TASK_ARG, helper_copy);
	message_text(message, ATTRIBUTE_TASK_ARG, "helper");
	va_start(arguments, message);
	while ((argument = va_arg(arguments, const char *)) != NULL)
		message_text(message, ATTRIBUTE_TASK_ARG, argument);
	va_end(arguments);
}

/* --- nsexec --- */

/* As an old kernel or a strict container: these system calls fail. */
static void forbid_calls(const int *calls, int number)
{
	for (; *calls >= 0; calls++) {
		struct sock_filter filter[] = {
			BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
			BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned int)*calls, 0, 1),
			BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ((unsigned int)number & SECCOMP_RET_DATA)),
			BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
		};
		struct sock_fprog program = { .len = sizeof(filter) / sizeof(filter[0]), .filter = filter };

		if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) < 0)
			_exit(98);
	}
}

static int sealed_program(const char *path)
{
	int copy = (int)syscall(SYS_memfd_create, "nsexec", 0x0001u | 0x0002u); /* CLOEXEC, ALLOW_SEALING */
	int in = open(path, O_RDONLY | O_CLOEXEC);

	CHECK(copy >= 0 && in >= 0);
	while (sendfile(copy, in, NULL, 1 << 20) > 0)
		;
	CHECK(fcntl(copy, F_ADD_SEALS, F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE) == 0);
	close(in);
	return copy;
}

static void clear_close_on_exec(int fd)
{
	if (fd >= 0 && fcntl(fd, F_SETFD, 0) < 0)
		_exit(97);
}

void nsexec_start(struct nsexec *nsexec, const char *socket_variable, const struct nsexec_options *options)
{
	static const struct nsexec_options none = { 0 };
	const char *program;
	int sockets[2];
	int pipes[2] = { -1, -1 };
	int sealed = -1;
	char by_descriptor[32];

	options = options != NULL ? options : &none;
	program = options->program != NULL ? options->program : nsexec_copy;
	CHECK(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) == 0);
	if (!options->without_log)
		CHECK(pipe2(pipes, O_CLOEXEC) == 0);
	if (options->sealed) {
		sealed = sealed_program(program);
		snprintf(by_descriptor, sizeof(by_descriptor), "/proc/self/fd/%d", sealed);
		program = by_descriptor;
	}
	nsexec->pid = fork();
	CHECK(nsexec->pid >= 0);
	if (nsexec->pid == 0) {
		char socket_text[64], log_text[64], level_text[64];
		char name[] = "nsexec";
		char *const arguments[] = { name, NULL };
		char secret[] = "SECRET=of-the-service";
		char *environment[5] = { secret, socket_text };
		int used = 2;

		snprintf(socket_text, sizeof(socket_text), "%s=%d", socket_variable, sockets[1]);
		if (!options->without_log) {
			snprintf(log_text, sizeof(log_text), "NSEXEC_LOGPIPE=%d", pipes[1]);
			environment[used++] = log_text;
		}
		snprintf(level_text, sizeof(level_text), "NSEXEC_LOGLEVEL=%d",
			 options->log_level > 0 ? options->log_level : 5);
		environment[used++] = level_text;
		environment[used] = NULL;
		clear_close_on_exec(sockets[1]);
		clear_close_on_exec(pipes[1]);
		if (options->output > 0 && (dup2(options->output, 1) < 0 || dup2(options->output, 2) < 0))
			_exit(97);
		if (options->missing_calls != NULL)
			forbid_calls(options->missing_calls, options->missing_errno);
		if (options->traced)
			ptrace(PTRACE_TRACEME, 0, 0, 0);
		execve(program, arguments, environment);
		_exit(96);
	}
	close(sockets[1]);
	if (pipes[1] >= 0)
		close(pipes[1]);
	if (sealed >= 0)
		close(sealed);
	nsexec->socket = sockets[0];
	nsexec->log = pipes[0];
}

int wait_for(pid_t pid)
{
	int status;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			FAIL("waitpid(%d): %s", (int)pid, strerror(errno));
	return status;
}

static void await_input(int fd)
{
	struct pollfd waiting = { .fd = fd, .events = POLLIN };

	if (poll(&waiting, 1, PATIENCE_MS) <= 0)
		FAIL("nothing came for %d ms", PATIENCE_MS);
}

char *read_to_end(int fd)
{
	size_t used = 0, room = 65536;
	char *text = malloc(room);

	for (;;) {
		ssize_t got;

		if (room - used < 4096)
			text = realloc(text, room *= 2);
		await_input(fd);
		got = read(fd, text + used, room - used - 1);
		if (got < 0 && errno == ECONNRESET)
			got = 0;
		CHECK(got >= 0);
		if (got == 0)
			break;
		used += (size_t)got;
	}
	text[used] = '\0';
	return text;
}

/* --- JSON, as strict as RFC 8259 where it matters here --- */

static const char *json_value(const char *at);

static const char *json_string(const char *at)
{
	if (*at++ != '"')
		return NULL;
	for (; *at != '"'; at++) {
		if ((unsigned char)*at < 0x20)
			return NULL;
		if (*at == '\\') {
			at++;
			if (*at == 'u') {
				if (strspn(at + 1, "0123456789abcdefABCDEF") < 4)
					return NULL;
				at += 4;
			} else if (*at == '\0' || strchr("\"\\/bfnrt", *at) == NULL) {
				return NULL;
			}
		}
	}
	return at + 1;
}

static const char *json_list(const char *at, char close, bool with_keys)
{
	at++;
	if (*at == close)
		return at + 1;
	for (;;) {
		if (with_keys) {
			at = json_string(at);
			if (at == NULL || *at++ != ':')
				return NULL;
		}
		at = json_value(at);
		if (at == NULL)
			return NULL;
		if (*at == close)
			return at + 1;
		if (*at++ != ',')
			return NULL;
	}
}

static const char *json_value(const char *at)
{
	static const char *const words[] = { "null", "true", "false" };

	if (*at == '{')
		return json_list(at, '}', true);
	if (*at == '[')
		return json_list(at, ']', false);
	if (*at == '"')
		return json_string(at);
	for (size_t i = 0; i < 3; i++)
		if (strncmp(at, words[i], strlen(words[i])) == 0)
			return at + strlen(words[i]);
	return strspn(at, "-0123456789") > 0 ? at + strspn(at, "-0123456789") : NULL;
}

void check_json(const char *text)
{
	const char *end = json_value(text);

	if (end == NULL || *end != '\0')
		FAIL("no JSON: %s", text);
}

char *read_log(struct nsexec *nsexec)
{
	char *log = read_to_end(nsexec->log);

	close(nsexec->log);
	nsexec->log = -1;
	for (const char *line = log; *line != '\0';) {
		const char *end = strchr(line, '\n');
		const char *message;
		char one[8192];

		CHECK(end != NULL && (size_t)(end - line) < sizeof(one));
		CHECK(end + 1 - line <= 4096);
		memcpy(one, line, (size_t)(end - line));
		one[end - line] = '\0';
		check_json(one);
		message = strstr(one, "\",\"msg\":\"");
		CHECK(strncmp(one, "{\"level\":\"", 10) == 0 && message != NULL && message > one + 10);
		CHECK(strcmp(message, "\",\"msg\":\"\"}") != 0);
		line = end + 1;
	}
	return log;
}

void check_no_children(void)
{
	int status;
	pid_t pid = waitpid(-1, &status, __WALL);

	if (pid > 0)
		FAIL("process %d was left behind, status 0x%x", (int)pid, (unsigned int)status);
	CHECK_NUMBER(errno, ECHILD);
}

struct oneshot oneshot_run(const struct message *message, const struct nsexec_options *options)
{
	struct oneshot result = { 0 };
	struct nsexec nsexec;
	int pids[2] = { 0, 0 };
	char *answer;

	nsexec_start(&nsexec, "NSEXEC_INITPIPE", options);
	/* nsexec may have refused the beginning already and be gone. */
	for (size_t sent = 0; sent < message->size;) {
		ssize_t put = send(nsexec.socket, message->bytes + sent, message->size - sent, MSG_NOSIGNAL);

		if (put < 0)
			break;
		sent += (size_t)put;
	}
	/* Only for messages that were cut: nsexec waits for the rest. A whole one is not read to the end of the stream. */
	shutdown(nsexec.socket, SHUT_WR);
	answer = read_to_end(nsexec.socket);
	close(nsexec.socket);
	if (answer[0] != '\0') {
		if (sscanf(answer, "{\"stage1_pid\":%d,\"stage2_pid\":%d}\n", &pids[0], &pids[1]) != 2)
			FAIL("these are no pids: %s", answer);
		result.stage1 = pids[0];
		result.stage2 = pids[1];
	}
	free(answer);
	/* Both stages are our own children, through CLONE_PARENT. */
	result.status = wait_for(nsexec.pid);
	if (result.stage1 > 0) {
		result.stage1_status = wait_for(result.stage1);
		result.stage2_status = wait_for(result.stage2);
	}
	result.log = nsexec.log >= 0 ? read_log(&nsexec) : strdup("");
	if (result.stage1 == 0)
		while (waitpid(-1, NULL, 0) > 0)
			;
	check_no_children();
	return result;
}

void oneshot_free(struct oneshot *oneshot)
{
	free(oneshot->log);
	oneshot->log = NULL;
}

/* --- the launcher --- */

void launcher_start(struct nsexec *launcher, const struct nsexec_options *options)
{
	struct event hello;

	nsexec_start(launcher, "NSEXEC_CONTROL", options);
	hello = expect_event(launcher, CONTROL_HELLO, 0);
	CHECK_NUMBER(hello.stage1, CONTROL_VERSION);
	CHECK_NUMBER(hello.stage2, launcher->pid);
}

void launcher_send(struct nsexec *launcher, uint32_t type, uint64_t task, const void *payload, size_t size, const int *fds,
		   size_t fd_count)
{
	struct control_header header = { .length = (uint32_t)(sizeof(header) + size), .type = type, .task = task };
	struct iovec parts[] = { { &header, sizeof(header) }, { (void *)(uintptr_t)payload, size } };
	union {
		char bytes[CMSG_SPACE(TASK_FDS_MAX * sizeof(int))];
		struct cmsghdr align;
	} ancillary = { { 0 } };
	struct msghdr message = { .msg_iov = parts, .msg_iovlen = 2 };
	ssize_t sent;

	if (fd_count > 0) {
		struct cmsghdr *rights;

		message.msg_control = ancillary.bytes;
		/* The types of both lengths differ between C libraries. */
		message.msg_controllen = (__typeof__(message.msg_controllen))CMSG_SPACE(fd_count * sizeof(int));
		rights = CMSG_FIRSTHDR(&message);
		CHECK(rights != NULL);
		rights->cmsg_level = SOL_SOCKET;
		rights->cmsg_type = SCM_RIGHTS;
		rights->cmsg_len = (__typeof__(rights->cmsg_len))CMSG_LEN(fd_count * sizeof(int));
		memcpy(CMSG_DATA(rights), fds, fd_count * sizeof(int));
	}
	/* By its number: musl's sendmsg(3) takes no more than 1024 bytes of ancillary data. */
	sent = (ssize_t)syscall(SYS_sendmsg, launcher->socket, &message, MSG_NOSIGNAL);
	CHECK(sent >= (ssize_t)sizeof(header));
	for (size_t done = (size_t)sent - sizeof(header); done < size;) {
		sent = send(launcher->socket, (const char *)payload + done, size - done, MSG_NOSIGNAL);
		CHECK(sent > 0);
		done += (size_t)sent;
	}
}

void launcher_task(struct nsexec *launcher, uint64_t task, const struct message *message, const int *fds, size_t fd_count)
{
	static const int standard[] = { 0, 1, 2 };

	launcher_send(launcher, CONTROL_START, task, message->bytes, message->size, fds != NULL ? fds : standard,
		      fds != NULL ? fd_count : 3);
}

void launcher_signal(struct nsexec *launcher, uint64_t task, uint32_t number)
{
	launcher_send(launcher, CONTROL_SIGNAL, task, &number, sizeof(number), NULL, 0);
}

void launcher_kill(struct nsexec *launcher, uint64_t task)
{
	launcher_send(launcher, CONTROL_KILL, task, NULL, 0, NULL, 0);
}

static bool receive(struct nsexec *launcher, void *buffer, size_t size)
{
	for (size_t used = 0; used < size;) {
		ssize_t got;

		await_input(launcher->socket);
		got = recv(launcher->socket, (char *)buffer + used, size - used, 0);
		if (got <= 0) {
			CHECK(got == 0 || errno == ECONNRESET);
			CHECK(used == 0);
			return false;
		}
		used += (size_t)got;
	}
	return true;
}

bool at_end(struct nsexec *launcher)
{
	char byte;

	return !receive(launcher, &byte, 1);
}

static uint32_t take_u32(const unsigned char **at)
{
	uint32_t number;

	memcpy(&number, *at, sizeof(number));
	*at += sizeof(number);
	return number;
}

static void take_text(const unsigned char **at, char *text, size_t size)
{
	uint32_t length = take_u32(at);

	CHECK(length < size);
	memcpy(text, *at, length);
	text[length] = '\0';
	*at += length;
}

struct event next_event(struct nsexec *launcher)
{
	struct control_header header;
	struct event event = { 0 };
	unsigned char payload[4096];
	const unsigned char *at = payload;
	size_t size;

	if (!receive(launcher, &header, sizeof(header)))
		FAIL("the launcher closed its socket");
	size = header.length - sizeof(header);
	CHECK(header.length >= sizeof(header) && size <= sizeof(payload));
	if (size > 0)
		CHECK(receive(launcher, payload, size));
	event.type = header.type;
	event.task = header.task;
	switch (header.type) {
	case CONTROL_HELLO:
	case CONTROL_STARTED:
		event.stage1 = take_u32(&at);
		event.stage2 = take_u32(&at);
		break;
	case CONTROL_FAILED:
		event.stage = take_u32(&at);
		event.number = take_u32(&at);
		take_text(&at, event.step, sizeof(event.step));
		take_text(&at, event.text, sizeof(event.text));
		break;
	case CONTROL_EXITED:
		CHECK_NUMBER(size, 72);
		memcpy(&event.exited, at, sizeof(event.exited));
		at += size;
		break;
	case CONTROL_REAPED:
		event.status = take_u32(&at);
		break;
	default:
		FAIL("event %u", header.type);
	}
	CHECK_NUMBER(at - payload, size);
	return event;
}

struct event expect_event(struct nsexec *launcher, uint32_t type, uint64_t task)
{
	struct event event = next_event(launcher);

	if (event.type != type || event.task != task)
		FAIL("event %u of task %llu instead of %u of %llu: %s %s, errno %u", event.type,
		     (unsigned long long)event.task, type, (unsigned long long)task, event.step, event.text, event.number);
	return event;
}

void launcher_end(struct nsexec *launcher)
{
	char *log;

	close(launcher->socket);
	/* The log ends when the last process that can write to it has ended. */
	if (launcher->log >= 0) {
		log = read_log(launcher);
		free(log);
	}
	CHECK_NUMBER(wait_for(launcher->pid), 0);
	check_no_children();
}

char *task_output(struct nsexec *launcher, struct message *message, struct event *end)
{
	int ends[2];
	char *output;
	struct event ignored;

	CHECK(pipe2(ends, O_CLOEXEC) == 0);
	message_end(message);
	launcher_task(launcher, 1, message, (const int[]){ 0, ends[1], 2 }, 3);
	message_free(message);
	close(ends[1]);
	expect_event(launcher, CONTROL_STARTED, 1);
	output = read_to_end(ends[0]);
	close(ends[0]);
	*(end != NULL ? end : &ignored) = expect_event(launcher, CONTROL_EXITED, 1);
	expect_event(launcher, CONTROL_REAPED, 1);
	return output;
}

int count_descriptors(pid_t pid)
{
	char path[32];
	DIR *listing;
	int count = 0;

	snprintf(path, sizeof(path), "/proc/%d/fd", (int)pid);
	listing = opendir(path);
	CHECK(listing != NULL);
	while (readdir(listing) != NULL)
		count++;
	closedir(listing);
	return count;
}
