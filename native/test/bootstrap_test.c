#include "bootstrap.h"

#include <sched.h>

#include "message.h"
#include "protocol.h"
#include "test.h"

static struct message message;
static struct bootstrap bootstrap;
static struct error error;

static void begin(void)
{
	message_begin(&message);
}

static void parses(void)
{
	message_end(&message);
	if (!bootstrap_parse(&bootstrap, message.bytes, message.size, &error))
		FAIL("does not parse: %s", error.text);
	/* Nothing may point into the message. */
	memset(message.bytes, 0xee, message.size);
	message_free(&message);
}

static void done(void)
{
	bootstrap_free(&bootstrap);
}

static void refused(const char *why)
{
	message_end(&message);
	if (bootstrap_parse(&bootstrap, message.bytes, message.size, &error))
		FAIL("parses, but should be refused: %s", why);
	CHECK_CONTAINS(error.text, why);
	bootstrap_free(&bootstrap);
	message_free(&message);
}

static void user_namespace(const char *uid_map, const char *gid_map)
{
	message_u32(&message, ATTRIBUTE_CLONE_FLAGS, CLONE_NEWUSER);
	message_text(&message, ATTRIBUTE_UID_MAP, uid_map);
	message_text(&message, ATTRIBUTE_GID_MAP, gid_map);
}

static void empty_message_has_the_defaults(void)
{
	begin();
	parses();
	CHECK_NUMBER(bootstrap.clone_flags, 0);
	CHECK_NUMBER(bootstrap.fd_count, 3);
	CHECK_TEXT(bootstrap.cwd, "/");
	CHECK(!bootstrap_has_task(&bootstrap));
	CHECK(!bootstrap.has_oom_score_adj && !bootstrap.uid.given && !bootstrap.has_groups);
	done();
}

static void all_attributes_arrive(void)
{
	const uint32_t groups[] = { 1, 2 };

	begin();
	message_u32(&message, ATTRIBUTE_CLONE_FLAGS, (uint32_t)(CLONE_NEWUSER | CLONE_NEWUTS | CLONE_NEWTIME | CLONE_NEWPID));
	message_text(&message, ATTRIBUTE_NS_PATHS, "net:/proc/1/ns/net,mnt:/proc/1/ns/mnt");
	message_text(&message, ATTRIBUTE_UID_MAP, "0 1000 1\n1 100000 10\n");
	message_text(&message, ATTRIBUTE_GID_MAP, "0 1000 5");
	message_u32(&message, ATTRIBUTE_SETGROUP, 1);
	message_text(&message, ATTRIBUTE_OOM_SCORE_ADJ, "-999");
	message_u32(&message, ATTRIBUTE_ROOTLESS_EUID, 1);
	message_text(&message, ATTRIBUTE_UID_MAP_PATH, "/usr/bin/newuidmap");
	message_text(&message, ATTRIBUTE_GID_MAP_PATH, "/usr/bin/newgidmap");
	message_text(&message, ATTRIBUTE_TIME_OFFSETS, "monotonic 100 0\nboottime -5 999999999\n");
	message_text(&message, ATTRIBUTE_TASK_ARG, "sh");
	message_text(&message, ATTRIBUTE_TASK_ARG, "");
	message_text(&message, ATTRIBUTE_TASK_ENV, "A=1");
	message_text(&message, ATTRIBUTE_TASK_CWD, "/tmp");
	message_u32(&message, ATTRIBUTE_TASK_UID, 10);
	message_u32(&message, ATTRIBUTE_TASK_GID, 4);
	message_bytes(&message, ATTRIBUTE_TASK_GROUPS, groups, sizeof(groups));
	message_text(&message, ATTRIBUTE_HOSTNAME, "host");
	message_text(&message, ATTRIBUTE_DOMAINNAME, "domain");
	message_u32(&message, ATTRIBUTE_TASK_FDS, 253);
	parses();
	CHECK_NUMBER(bootstrap.join.count, 2);
	CHECK_TEXT(bootstrap.join.paths[1].path, "/proc/1/ns/mnt");
	CHECK_NUMBER(bootstrap.uid_map.count, 2);
	CHECK_NUMBER(bootstrap.gid_map.ranges[0].size, 5);
	CHECK_NUMBER(bootstrap.setgroups, SETGROUPS_ALLOW);
	CHECK_NUMBER(bootstrap.oom_score_adj, -999);
	CHECK(bootstrap.rootless_euid);
	CHECK_TEXT(bootstrap.uid_map_tool, "/usr/bin/newuidmap");
	CHECK_TEXT(bootstrap.gid_map_tool, "/usr/bin/newgidmap");
	CHECK_TEXT(bootstrap.time_offsets, "monotonic 100 0\nboottime -5 999999999\n");
	CHECK_NUMBER(bootstrap.arguments.count, 2);
	CHECK_TEXT(bootstrap.arguments.strings[1], "");
	CHECK(bootstrap.arguments.strings[2] == NULL);
	CHECK_TEXT(bootstrap.environment.strings[0], "A=1");
	CHECK_TEXT(bootstrap.cwd, "/tmp");
	CHECK_NUMBER(bootstrap.uid.id, 10);
	CHECK_NUMBER(bootstrap.gid.id, 4);
	CHECK_NUMBER(bootstrap.group_count, 2);
	CHECK_NUMBER(bootstrap.groups[1], 2);
	CHECK_TEXT(bootstrap.hostname, "host");
	CHECK_TEXT(bootstrap.domainname, "domain");
	CHECK_NUMBER(bootstrap.fd_count, 253);
	done();
}

static void continuation_joins_pieces(void)
{
	begin();
	message_bytes(&message, ATTRIBUTE_TASK_ARG, "ab", 2);
	message_bytes(&message, ATTRIBUTE_CONTINUATION, "", 0);
	message_bytes(&message, ATTRIBUTE_CONTINUATION, "cde", 3);
	message_bytes(&message, ATTRIBUTE_CONTINUATION, "", 1);
	message_text(&message, ATTRIBUTE_TASK_ARG, "next");
	parses();
	CHECK_NUMBER(bootstrap.arguments.count, 2);
	CHECK_TEXT(bootstrap.arguments.strings[0], "abcde");
	CHECK_TEXT(bootstrap.arguments.strings[1], "next");
	done();
}

static void long_argument_arrives_whole(void)
{
	char *text = malloc(131072);

	memset(text, 'x', 131071);
	text[131071] = '\0';
	begin();
	message_text(&message, ATTRIBUTE_TASK_ARG, text);
	parses();
	CHECK_TEXT(bootstrap.arguments.strings[0], text);
	done();
	free(text);
}

static void continuation_needs_an_open_text(void)
{
	begin();
	message_bytes(&message, ATTRIBUTE_CONTINUATION, "a", 2);
	refused("nothing to go on with");
	begin();
	message_u32(&message, ATTRIBUTE_TASK_UID, 0);
	message_bytes(&message, ATTRIBUTE_CONTINUATION, "a", 2);
	refused("nothing to go on with");
	begin();
	message_bytes(&message, ATTRIBUTE_HOSTNAME, "a", 1);
	message_bytes(&message, ATTRIBUTE_CONTINUATION, "b", 2);
	refused("nothing to go on with");
	begin();
	message_text(&message, ATTRIBUTE_TASK_ARG, "a");
	message_bytes(&message, ATTRIBUTE_CONTINUATION, "b", 2);
	refused("goes on after its NUL");
}

static void texts_end_with_their_only_nul(void)
{
	begin();
	message_bytes(&message, ATTRIBUTE_TASK_ARG, "a\0b", 4);
	refused("NUL inside");
	begin();
	message_bytes(&message, ATTRIBUTE_TASK_ARG, "ab", 2);
	refused("does not end with a NUL");
	begin();
	message_bytes(&message, ATTRIBUTE_TASK_ARG, "ab", 2);
	message_text(&message, ATTRIBUTE_TASK_ARG, "c");
	refused("does not end with a NUL");
	begin();
	message_bytes(&message, ATTRIBUTE_TASK_ARG, "", 0);
	refused("does not end with a NUL");
}

static void unknown_and_repeated_attributes_are_refused(void)
{
	begin();
	message_u32(&message, 27291, 0);
	refused("attribute 27291 is unknown");
	begin();
	message_u32(&message, ATTRIBUTE_TASK_UID, 0);
	message_u32(&message, ATTRIBUTE_TASK_UID, 0);
	refused("TASK_UID is there twice");
}

static void sizes_of_numbers_are_checked(void)
{
	begin();
	message_bytes(&message, ATTRIBUTE_CLONE_FLAGS, "\0\0", 2);
	refused("2 bytes instead of 4");
	begin();
	message_bytes(&message, ATTRIBUTE_SETGROUP, "\0\0\0\0\0\0\0", 8);
	refused("8 bytes instead of 4");
	begin();
	message_u32(&message, ATTRIBUTE_SETGROUP, 2);
	refused("neither 0 nor 1");
	begin();
	message_bytes(&message, ATTRIBUTE_TASK_GROUPS, "\0\0\0\0\0", 6);
	refused("no multiple of 4");
}

static void lengths_of_attributes_are_checked(void)
{
	for (uint16_t length = 0; length < 4; length++) {
		begin();
		message_u32(&message, ATTRIBUTE_TASK_UID, 0);
		memcpy(message.bytes + sizeof(struct bootstrap_header), &length, sizeof(length));
		refused("has length");
	}
	for (uint32_t length = 9; length <= UINT16_MAX; length += 1 + length / 64) {
		uint16_t wrong = (uint16_t)length;

		begin();
		message_u32(&message, ATTRIBUTE_TASK_UID, 0);
		memcpy(message.bytes + sizeof(struct bootstrap_header), &wrong, sizeof(wrong));
		refused("bytes are left");
	}
}

static void headers_are_checked(void)
{
	static const struct bootstrap_header wrong[] = {
		{ 16, 62001, 1, 0, 0 },		   { 16, 62000, 0, 0, 0 },	  { 16, 62000, 1, 0, 1 },
		{ 0, 62000, 1, 0, 0 },		   { 15, 62000, 1, 0, 0 },	  { 17, 62000, 1, 0, 0 },
		{ 20, 62000, 1, 0, 0 },		   { BOOTSTRAP_MAX + 4, 62000, 1, 0, 0 },
		{ UINT32_MAX - 3, 62000, 1, 0, 0 },
	};

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		CHECK(!bootstrap_parse(&bootstrap, &wrong[i], sizeof(wrong[i]), &error));
		bootstrap_free(&bootstrap);
	}
	for (size_t size = 0; size < 16; size++) {
		const struct bootstrap_header good = { 16, 62000, 1, 0, 0 };

		CHECK(!bootstrap_parse(&bootstrap, &good, size, &error));
		bootstrap_free(&bootstrap);
	}
}

static void values_are_checked(void)
{
	begin();
	message_u32(&message, ATTRIBUTE_CLONE_FLAGS, CLONE_NEWUTS | CLONE_VM);
	refused("0x100 are no CLONE_NEW flags");
	begin();
	message_text(&message, ATTRIBUTE_OOM_SCORE_ADJ, "1001");
	refused("no number from -1000 to 1000");
	begin();
	message_text(&message, ATTRIBUTE_OOM_SCORE_ADJ, "5x");
	refused("no number");
	begin();
	message_text(&message, ATTRIBUTE_TASK_CWD, "tmp");
	refused("not absolute");
	begin();
	message_text(&message, ATTRIBUTE_UID_MAP_PATH, "newuidmap");
	refused("not absolute");
	begin();
	message_text(&message, ATTRIBUTE_TASK_ARG, "");
	refused("name is empty");
	begin();
	message_text(&message, ATTRIBUTE_TASK_ENV, "=x");
	refused("NAME=value");
	begin();
	message_text(&message, ATTRIBUTE_TASK_ENV, "x");
	refused("NAME=value");
	begin();
	message_u32(&message, ATTRIBUTE_TASK_FDS, 254);
	refused("at most 253");
	begin();
	message_u32(&message, ATTRIBUTE_TASK_UID, UINT32_MAX);
	refused("is no id");
	begin();
	message_text(&message, ATTRIBUTE_TIME_OFFSETS, "realtime 1 0\n");
	refused("clock seconds nanoseconds");
	begin();
	message_text(&message, ATTRIBUTE_TIME_OFFSETS, "monotonic 1 1000000000\n");
	refused("clock seconds nanoseconds");
	begin();
	message_text(&message, ATTRIBUTE_TIME_OFFSETS, "");
	refused("no line");
}

static void uts_names_have_1_to_64_bytes(void)
{
	char name[66];

	memset(name, 'h', 65);
	name[65] = '\0';
	begin();
	message_u32(&message, ATTRIBUTE_CLONE_FLAGS, CLONE_NEWUTS);
	message_text(&message, ATTRIBUTE_HOSTNAME, name);
	refused("1 to 64");
	begin();
	message_u32(&message, ATTRIBUTE_CLONE_FLAGS, CLONE_NEWUTS);
	message_text(&message, ATTRIBUTE_HOSTNAME, "");
	refused("1 to 64");
	begin();
	message_u32(&message, ATTRIBUTE_CLONE_FLAGS, CLONE_NEWUTS);
	message_text(&message, ATTRIBUTE_HOSTNAME, name + 1);
	parses();
	done();
}

static void attributes_must_go_together(void)
{
	begin();
	message_u32(&message, ATTRIBUTE_CLONE_FLAGS, CLONE_NEWNET);
	message_text(&message, ATTRIBUTE_NS_PATHS, "net:/proc/1/ns/net");
	refused("to be created and to be joined: net");
	begin();
	message_u32(&message, ATTRIBUTE_CLONE_FLAGS, CLONE_NEWUSER);
	refused("UIDMAP or GIDMAP is missing");
	begin();
	message_text(&message, ATTRIBUTE_UID_MAP, "0 0 1");
	refused("without a created user namespace");
	begin();
	message_text(&message, ATTRIBUTE_TIME_OFFSETS, "monotonic 1 0");
	refused("without a created time namespace");
	begin();
	message_text(&message, ATTRIBUTE_HOSTNAME, "x");
	refused("without a created uts namespace");
}

static void ids_of_the_task_must_be_mapped(void)
{
	const uint32_t group = 6;

	begin();
	user_namespace("1 1000 1", "0 1000 1");
	refused("uid 0 is in no line");
	begin();
	user_namespace("0 1000 1", "0 1000 1");
	message_u32(&message, ATTRIBUTE_TASK_GID, 1);
	refused("gid 1 is in no line");
	begin();
	user_namespace("0 1000 1", "0 1000 6");
	message_bytes(&message, ATTRIBUTE_TASK_GROUPS, &group, sizeof(group));
	refused("group 6 is in no line");
	begin();
	user_namespace("0 1000 1", "0 1000 7");
	message_u32(&message, ATTRIBUTE_SETGROUP, 0);
	message_bytes(&message, ATTRIBUTE_TASK_GROUPS, &group, sizeof(group));
	refused("setgroups is denied");
	begin();
	user_namespace("0 1000 1", "0 1000 7");
	message_bytes(&message, ATTRIBUTE_TASK_GROUPS, &group, sizeof(group));
	parses();
	done();
}

/* Cut anywhere, with the length of the rest in the header, a message is either refused or ends between attributes. */
static void no_cut_crashes(void)
{
	unsigned char whole[1024];
	size_t size;

	begin();
	user_namespace("0 1000 1\n", "0 1000 1\n");
	message_text(&message, ATTRIBUTE_NS_PATHS, "net:/a,ipc:/b");
	message_text(&message, ATTRIBUTE_TASK_ARG, "sh");
	message_text(&message, ATTRIBUTE_TASK_ENV, "A=b");
	message_end(&message);
	size = message.size;
	memcpy(whole, message.bytes, size);
	message_free(&message);
	for (uint32_t cut = 0; cut < size; cut++) {
		/* Of its own size, so that the sanitizer sees a read behind the end. */
		unsigned char *part = malloc(cut > 0 ? cut : 1);

		memcpy(part, whole, cut);
		CHECK(!bootstrap_parse(&bootstrap, part, cut, &error));
		bootstrap_free(&bootstrap);
		if (cut >= 16) {
			memcpy(part, &cut, sizeof(cut));
			if (bootstrap_parse(&bootstrap, part, cut, &error))
				CHECK(cut % 4 == 0);
			bootstrap_free(&bootstrap);
		}
		free(part);
	}
}

int main(int argc, char **argv)
{
	static const struct test tests[] = {
		TEST(empty_message_has_the_defaults),
		TEST(all_attributes_arrive),
		TEST(continuation_joins_pieces),
		TEST(long_argument_arrives_whole),
		TEST(continuation_needs_an_open_text),
		TEST(texts_end_with_their_only_nul),
		TEST(unknown_and_repeated_attributes_are_refused),
		TEST(sizes_of_numbers_are_checked),
		TEST(lengths_of_attributes_are_checked),
		TEST(headers_are_checked),
		TEST(values_are_checked),
		TEST(uts_names_have_1_to_64_bytes),
		TEST(attributes_must_go_together),
		TEST(ids_of_the_task_must_be_mapped),
		TEST(no_cut_crashes),
	};

	return run_tests(TESTS(tests), argc, argv);
}
