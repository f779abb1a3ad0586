#include "namespaces.h"

#include <errno.h>
#include <sched.h>

#include "test.h"

static struct namespace_paths list;
static struct error error;

/* A kernel that permits some kinds only before, and some only after the user namespace was joined. */
struct kernel {
	int forbidden_before;
	int forbidden_after;
	int failing;
	bool in_user;
	bool root;
	char joined[256];
};

static int join(void *context, const struct namespace_path *path)
{
	struct kernel *kernel = context;
	int flag = path->kind->flag;

	if ((flag & kernel->failing) != 0) {
		errno = EINVAL;
		return -1;
	}
	if ((flag & (kernel->in_user ? kernel->forbidden_after : kernel->forbidden_before)) != 0) {
		errno = EPERM;
		return -1;
	}
	snprintf(kernel->joined + strlen(kernel->joined), sizeof(kernel->joined) - strlen(kernel->joined), "%s ",
		 path->kind->name);
	kernel->in_user |= flag == CLONE_NEWUSER;
	return 0;
}

static bool entered_user(void *context, struct error *ignored)
{
	struct kernel *kernel = context;

	(void)ignored;
	kernel->root = true;
	strcat(kernel->joined, "root ");
	return true;
}

static bool join_with(struct kernel *kernel, const char *text)
{
	const struct namespace_joiner joiner = { join, entered_user, kernel };
	char *copy = strdup(text);
	bool joined;

	CHECK(namespace_paths_parse(&list, copy, &error));
	/* Any number that is none of ours: closing it only fails. */
	for (size_t i = 0; i < list.count; i++)
		list.paths[i].fd = 1000000;
	joined = namespaces_join(&list, &joiner, &error);
	free(copy);
	return joined;
}

static void paths_are_parsed(void)
{
	char text[] = "user:/a,net:/b:c";

	CHECK(namespace_paths_parse(&list, text, &error));
	CHECK_NUMBER(list.count, 2);
	CHECK_NUMBER(list.flags, CLONE_NEWUSER | CLONE_NEWNET);
	CHECK_TEXT(list.paths[1].path, "/b:c");
}

static void wrong_paths_are_refused(void)
{
	static const char *const wrong[][2] = {
		{ "", "is not \"type:path\"" },	     { "net", "is not \"type:path\"" },
		{ "mount:/a", "no type" },	     { "ne:/a", "no type" },
		{ "net:a", "not absolute" },	     { "net:", "not absolute" },
		{ "net:/a,net:/b", "two paths" },    { "net:/a,", "is not \"type:path\"" },
	};

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		char *text = strdup(wrong[i][0]);

		CHECK(!namespace_paths_parse(&list, text, &error));
		CHECK_CONTAINS(error.text, wrong[i][1]);
		free(text);
	}
}

static void user_comes_after_what_needs_the_old_credentials(void)
{
	struct kernel kernel = { .forbidden_after = CLONE_NEWNET | CLONE_NEWIPC };

	CHECK(join_with(&kernel, "mnt:/m,user:/u,net:/n,ipc:/i"));
	CHECK_TEXT(kernel.joined, "ipc net mnt user root ");
}

static void what_is_not_permitted_yet_comes_after_user(void)
{
	struct kernel kernel = { .forbidden_before = CLONE_NEWNET | CLONE_NEWNS };

	CHECK(join_with(&kernel, "mnt:/m,user:/u,net:/n,ipc:/i"));
	CHECK_TEXT(kernel.joined, "ipc user root net mnt ");
}

static void what_is_never_permitted_fails(void)
{
	struct kernel kernel = { .forbidden_before = CLONE_NEWNET, .forbidden_after = CLONE_NEWNET };

	CHECK(!join_with(&kernel, "user:/u,net:/n"));
	CHECK_NUMBER(error.number, EPERM);
	CHECK_CONTAINS(error.text, "net namespace /n");
}

static void without_user_nothing_is_tried_twice(void)
{
	struct kernel kernel = { .forbidden_before = CLONE_NEWNET };

	CHECK(!join_with(&kernel, "net:/n,ipc:/i"));
	CHECK_TEXT(kernel.joined, "ipc ");
}

static void other_errors_are_not_skipped(void)
{
	struct kernel kernel = { .failing = CLONE_NEWIPC };

	CHECK(!join_with(&kernel, "user:/u,ipc:/i"));
	CHECK_NUMBER(error.number, EINVAL);
	CHECK(!kernel.in_user);
}

static void names_are_the_kernels(void)
{
	char names[128];

	namespace_names(namespace_all_flags(), names, sizeof(names));
	CHECK_TEXT(names, "user, ipc, uts, net, pid, time, cgroup, mnt");
	CHECK_NUMBER(namespace_all_flags(), 0x7e020080);
}

int main(int argc, char **argv)
{
	static const struct test tests[] = {
		TEST(paths_are_parsed),
		TEST(wrong_paths_are_refused),
		TEST(user_comes_after_what_needs_the_old_credentials),
		TEST(what_is_not_permitted_yet_comes_after_user),
		TEST(what_is_never_permitted_fails),
		TEST(without_user_nothing_is_tried_twice),
		TEST(other_errors_are_not_skipped),
		TEST(names_are_the_kernels),
	};

	return run_tests(TESTS(tests), argc, argv);
}
