#include "helper.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "error.h"

extern char **environ;

struct mode {
	const char *name;
	int (*run)(int argc, char **argv);
};

static int number(int argc, char **argv)
{
	return argc > 0 ? atoi(argv[0]) : 0;
}

static const char *outcome(long result)
{
	return result >= 0 ? "ok" : errno_name(errno);
}

/* "0 1 2": which descriptors are open */
static int list_descriptors(int argc, char **argv)
{
	(void)argc, (void)argv;
	for (int fd = 0; fd < 1024; fd++)
		if (fcntl(fd, F_GETFD) >= 0)
			printf("%d ", fd);
	return 0;
}

/* How many arguments, how many bytes, and a checksum (FNV-1a) */
static int sum_arguments(int argc, char **argv)
{
	uint64_t sum = UINT64_C(14695981039346656037);
	size_t bytes = 0;

	for (int i = 0; i < argc; i++) {
		for (const char *at = argv[i]; *at != '\0'; at++)
			sum = (sum ^ (unsigned char)*at) * UINT64_C(1099511628211);
		bytes += strlen(argv[i]);
	}
	printf("%d %zu %llx\n", argc, bytes, (unsigned long long)sum);
	return 0;
}

static int list_environment(int argc, char **argv)
{
	(void)argc, (void)argv;
	for (char **entry = environ; *entry != NULL; entry++)
		puts(*entry);
	return 0;
}

static int leave(int argc, char **argv)
{
	return number(argc, argv);
}

static int die(int argc, char **argv)
{
	raise(number(argc, argv));
	return 0;
}

static void put_file(const char *path)
{
	FILE *file = fopen(path, "re");
	char line[4096];

	while (file != NULL && fgets(line, sizeof(line), file) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		printf("%s: %s\n", path, line);
	}
	if (file != NULL)
		fclose(file);
}

static void put_namespaces(void)
{
	static const char *const names[] = { "cgroup", "ipc", "mnt", "net", "pid", "time", "user", "uts" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		char path[64], target[128];
		ssize_t length;

		snprintf(path, sizeof(path), "/proc/self/ns/%s", names[i]);
		length = readlink(path, target, sizeof(target) - 1);
		target[length > 0 ? length : 0] = '\0';
		printf("ns %s\n", target);
	}
}

static void put_groups(void)
{
	gid_t groups[64];
	int count = getgroups(64, groups);

	printf("groups:");
	for (int i = 0; i < count; i++)
		printf(" %u", groups[i]);
	printf("\n");
}

/* What a process sees of itself */
static int put_facts(int argc, char **argv)
{
	struct utsname names;
	char directory[PATH_MAX];
	struct timespec monotonic, boottime;

	(void)argc, (void)argv;
	uname(&names);
	clock_gettime(CLOCK_MONOTONIC, &monotonic);
	clock_gettime(CLOCK_BOOTTIME, &boottime);
	printf("pid: %d\nppid: %d\nsid: %d\npgid: %d\n", getpid(), getppid(), getsid(0), getpgrp());
	printf("ids: %u %u\n", geteuid(), getegid());
	put_groups();
	printf("hostname: %s\ndomainname: %s\n", names.nodename, names.domainname);
	printf("cwd: %s\n", getcwd(directory, sizeof(directory)));
	printf("monotonic: %lld\nboottime: %lld\n", (long long)monotonic.tv_sec, (long long)boottime.tv_sec);
	put_namespaces();
	put_file("/proc/self/oom_score_adj");
	put_file("/proc/self/uid_map");
	put_file("/proc/self/gid_map");
	put_file("/proc/self/setgroups");
	put_file("/proc/self/cgroup");
	put_file("/proc/self/status");
	put_file("/proc/1/comm");
	return 0;
}

static int write_oom_score(int argc, char **argv)
{
	int fd = open("/proc/self/oom_score_adj", O_WRONLY);

	printf("%s\n", outcome(fd >= 0 && argc > 0 ? write(fd, argv[0], strlen(argv[0])) : fd));
	return 0;
}

/*
 * What whoever has CAP_SYS_ADMIN over a mount namespace may do: makes /proc writable, after having made namespaces of its own with a
 * read-only one there where told to. The latter is what a sandbox is; so without the loss of the capability both would succeed.
 */
static int make_proc_writable(int argc, char **argv)
{
	(void)argv;
	if (argc > 0) {
		pid_t child;
		int status;

		if (unshare(CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID) < 0) {
			puts("unshare");
			return 1;
		}
		child = fork();
		if (child > 0)
			return waitpid(child, &status, 0) == child ? 0 : 1;
		if (mount("proc", "/proc", "proc", MS_RDONLY, NULL) < 0) {
			puts("mount");
			return 1;
		}
	}
	printf("%s\n", outcome(mount(NULL, "/proc", NULL, MS_REMOUNT | MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL)));
	return 0;
}

/* Leaves two processes behind: an orphan, and a daemon in a session of its own. Both keep all descriptors open. */
static int leave_daemons(int argc, char **argv)
{
	(void)argc, (void)argv;
	for (int i = 0; i < 2; i++) {
		if (fork() != 0)
			continue;
		if (i == 1) {
			setsid();
			if (fork() != 0)
				_exit(0);
		}
		signal(SIGTERM, SIG_IGN);
		signal(SIGHUP, SIG_IGN);
		for (;;)
			pause();
	}
	return number(argc, argv);
}

/* Says "ready", then stays until it is killed. */
static int stay(int argc, char **argv)
{
	(void)argc, (void)argv;
	if (write(1, "ready\n", 6) != 6)
		return 1;
	for (;;)
		pause();
}

/* An orphan that ends must be reaped by pid 1: then its pid is free. */
static int check_orphan(int argc, char **argv)
{
	int ends[2];
	pid_t orphan = 0;
	pid_t child;

	(void)argc, (void)argv;
	if (pipe(ends) < 0)
		return 1;
	child = fork();
	if (child == 0) {
		pid_t grandchild = fork();

		if (grandchild == 0)
			_exit(0);
		_exit(write(ends[1], &grandchild, sizeof(grandchild)) == sizeof(grandchild) ? 0 : 1);
	}
	waitpid(child, NULL, 0);
	if (read(ends[0], &orphan, sizeof(orphan)) != sizeof(orphan))
		return 1;
	alarm(30);
	while (kill(orphan, 0) == 0)
		sched_yield();
	puts(errno_name(errno));
	return 0;
}

/* Waits for one of some signals, says "ready" before and its number after. */
static int await_signal(int argc, char **argv)
{
	sigset_t set;
	int got = 0;

	(void)argc, (void)argv;
	sigfillset(&set);
	sigprocmask(SIG_BLOCK, &set, NULL);
	if (write(1, "ready\n", 6) != 6)
		return 1;
	sigwait(&set, &got);
	printf("%d\n", got);
	return 0;
}

/* Sends pid 1 (or another) a signal that claims to come from outside, then waits for what is forwarded. */
static int forge_signal(int argc, char **argv)
{
	siginfo_t info = { .si_signo = SIGUSR1, .si_code = SI_QUEUE };
	pid_t target = argc > 0 ? number(argc, argv) : 1;
	sigset_t set;
	long result;

	info.si_pid = 0;
	sigfillset(&set);
	sigprocmask(SIG_BLOCK, &set, NULL);
	if (target < 0)
		target = getpid();
	result = syscall(SYS_rt_sigqueueinfo, target, SIGUSR1, &info);
	printf("forged: %s\n", outcome(result));
	fflush(stdout);
	return await_signal(0, NULL);
}

/* What could be done to pid 1, or to the parent when that is asked for */
static int attack_init(int argc, char **argv)
{
	pid_t target = argc > 0 ? getppid() : 1;
	char path[64], link[64];
	int seen = 0;

	(void)argv;
	for (int fd = 0; fd < 64; fd++) {
		snprintf(path, sizeof(path), "/proc/%d/fd/%d", target, fd);
		seen += readlink(path, link, sizeof(link)) >= 0;
	}
	printf("fd: %s\n", seen > 0 ? "ok" : "none");
	snprintf(path, sizeof(path), "/proc/%d/environ", target);
	printf("environ: %s\n", outcome(open(path, O_RDONLY)));
	snprintf(path, sizeof(path), "/proc/%d/mem", target);
	printf("mem: %s\n", outcome(open(path, O_RDONLY)));
	snprintf(path, sizeof(path), "/proc/%d/exe", target);
	printf("exe: %s\n", outcome(open(path, O_RDONLY)));
	printf("ptrace: %s\n", outcome(ptrace(PTRACE_SEIZE, target, 0, 0)));
	if (argc == 0) {
		for (int i = 1; i <= 64; i++)
			kill(target, i);
		printf("kill: %s\n", outcome(kill(target, 0)));
	}
	return 0;
}

/* One byte from each descriptor from 3 on */
static int read_descriptors(int argc, char **argv)
{
	for (int fd = 3; fd < 3 + number(argc, argv); fd++) {
		char byte;

		if (read(fd, &byte, 1) != 1)
			return 1;
		putchar(byte);
	}
	return 0;
}

/* In the role of newuidmap: tells on standard error what it was given, and fails. */
int mapping_tool(int argc, char **argv);
int mapping_tool(int argc, char **argv)
{
	int variables = 0;
	int descriptors = 0;

	for (char **entry = environ; *entry != NULL; entry++)
		variables++;
	for (int fd = 0; fd < 1024; fd++)
		descriptors += fcntl(fd, F_GETFD) >= 0;
	fprintf(stderr, "%d arguments, last %s, %d variables, %d descriptors", argc, argv[argc - 1], variables,
		descriptors);
	return 1;
}

/* Opens the program of pid 1 for writing: CVE-2019-5736 */
static int overwrite_program(int argc, char **argv)
{
	const char *path = argc > 0 ? argv[0] : "/proc/1/exe";

	printf("%s\n", outcome(open(path, O_WRONLY)));
	return 0;
}

int helper_main(int argc, char **argv)
{
	static const struct mode modes[] = {
		{ "descriptors", list_descriptors },
		{ "arguments", sum_arguments },
		{ "environment", list_environment },
		{ "exit", leave },
		{ "die", die },
		{ "facts", put_facts },
		{ "write-oom-score", write_oom_score },
		{ "make-proc-writable", make_proc_writable },
		{ "daemons", leave_daemons },
		{ "stay", stay },
		{ "orphan", check_orphan },
		{ "await-signal", await_signal },
		{ "forge-signal", forge_signal },
		{ "attack-init", attack_init },
		{ "read-descriptors", read_descriptors },
		{ "overwrite-program", overwrite_program },
	};

	for (size_t i = 0; argc > 0 && i < sizeof(modes) / sizeof(modes[0]); i++)
		if (strcmp(argv[0], modes[i].name) == 0) {
			int status = modes[i].run(argc - 1, argv + 1);

			fflush(stdout);
			return status;
		}
	return 99;
}
