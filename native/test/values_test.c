/* Id maps, the JSON escaper, numbers, errors, steps. */
#include <errno.h>
#include <stdint.h>

#include "error.h"
#include "idmap.h"
#include "json.h"
#include "number.h"
#include "step.h"
#include "test.h"

static struct id_map map;
static struct error error;

static void takes(const char *text)
{
	if (!id_map_parse(&map, text, &error))
		FAIL("%s: %s", text, error.text);
}

static void refuses(const char *text, const char *why)
{
	if (id_map_parse(&map, text, &error))
		FAIL("is taken: %s", text);
	CHECK_CONTAINS(error.text, why);
}

static void map_is_read_and_written(void)
{
	char text[ID_MAP_TEXT_MAX + 1];

	takes("0 1000 1\n1 100000 65535");
	CHECK_NUMBER(map.count, 2);
	CHECK_NUMBER(id_map_format(&map, text, sizeof(text)), 24);
	CHECK_TEXT(text, "0 1000 1\n1 100000 65535\n");
	CHECK(id_map_covers(&map, 0) && id_map_covers(&map, 65535) && !id_map_covers(&map, 65536));
}

static void map_syntax_is_checked(void)
{
	static const char *const wrong[] = { "0 0", "0 0 1 1",	"0 0 0",     "-1 0 1",	"a 0 1",  " 0 0 1",
					     "0  0 1", "0 0 1\n\n", "0 0 1 ", "0 0 4294967296", "0 0 x", "0\t0 1" };

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		refuses(wrong[i], "is not \"container host size\"");
	refuses("", "no line");
}

static void adjacent_ranges_do_not_overlap(void)
{
	takes("0 0 10\n10 10 10");
	refuses("0 0 10\n9 100 10", "overlap inside");
	refuses("0 0 10\n10 9 10", "overlap outside");
	refuses("5 100 1\n0 0 10", "overlap inside");
}

static void highest_id_is_4294967294(void)
{
	takes("0 4294967294 1");
	takes("4294967294 0 1");
	takes("0 0 4294967295");
	refuses("0 4294967295 1", "above id");
	refuses("4294967294 0 2", "above id");
	refuses("1 0 4294967295", "above id");
}

static void map_has_340_lines_at_most(void)
{
	char text[ID_MAP_TEXT_MAX + 64];
	size_t used = 0;

	for (int i = 0; i < 340; i++)
		used += (size_t)snprintf(text + used, sizeof(text) - used, "%d %d 1\n", i, i);
	CHECK(used <= ID_MAP_TEXT_MAX);
	takes(text);
	snprintf(text + used, sizeof(text) - used, "340 340 1\n");
	refuses(text, "more than 340 lines");
}

static void map_text_has_4095_bytes_at_most(void)
{
	char text[5000];
	size_t used = 0;

	for (int i = 0; used < 4090; i++)
		used += (size_t)snprintf(text + used, sizeof(text) - used, "%d %d 1\n", 1000000 + i, 1000000 + i);
	text[4096] = '\0';
	refuses(text, "longer than 4095 bytes");
}

static void escaped(const char *text, size_t length, const char *expected)
{
	char out[256];
	size_t used = json_escape(out, sizeof(out), text, length);

	CHECK_TEXT(out, expected);
	CHECK_NUMBER(used, strlen(expected));
}

static void json_escapes_what_must_be(void)
{
	escaped("plain", 5, "plain");
	escaped("\"\\/\b\f\n\r\t", 8, "\\\"\\\\/\\b\\f\\n\\r\\t");
	escaped("\x01\x1f\x7f", 3, "\\u0001\\u001f\\u007f");
	escaped("a\0b", 3, "a\\u0000b");
}

static void json_keeps_utf8(void)
{
	escaped("\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80", 9, "\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80");
}

static void json_escapes_what_is_no_utf8(void)
{
	escaped("\xff", 1, "\\\\xff");
	escaped("\x80z", 2, "\\\\x80z");		     /* a continuation alone */
	escaped("\xc3", 1, "\\\\xc3");			     /* cut */
	escaped("\xc0\xaf", 2, "\\\\xc0\\\\xaf");	     /* overlong */
	escaped("\xe0\x80\xaf", 3, "\\\\xe0\\\\x80\\\\xaf"); /* overlong */
	escaped("\xed\xa0\x80", 3, "\\\\xed\\\\xa0\\\\x80"); /* a surrogate */
	escaped("\xf4\x90\x80\x80", 4, "\\\\xf4\\\\x90\\\\x80\\\\x80"); /* above U+10FFFF */
	escaped("\xe2\x82", 2, "\\\\xe2\\\\x82");	     /* cut */
}

static void json_never_cuts_a_character(void)
{
	const char text[] = "a\"\xe2\x82\xac\n";
	const char *const expected[] = { "", "", "a", "a", "a\\\"", "a\\\"", "a\\\"", "a\\\"\xe2\x82\xac",
					 "a\\\"\xe2\x82\xac", "a\\\"\xe2\x82\xac\\n" };

	for (size_t size = 1; size < sizeof(expected) / sizeof(expected[0]); size++) {
		char *out = malloc(size);

		CHECK_NUMBER(json_escape(out, size, text, strlen(text)), strlen(expected[size]));
		CHECK_TEXT(out, expected[size]);
		free(out);
	}
}

static void numbers_are_whole_and_in_range(void)
{
	int64_t value = 7;

	CHECK(number_parse("0", 0, 10, &value) && value == 0);
	CHECK(number_parse("-10", -10, 10, &value) && value == -10);
	CHECK(number_parse("9223372036854775807", INT64_MIN, INT64_MAX, &value) && value == INT64_MAX);
	CHECK(number_parse("-9223372036854775808", INT64_MIN, INT64_MAX, &value) && value == INT64_MIN);
	CHECK(!number_parse("9223372036854775808", INT64_MIN, INT64_MAX, &value));
	CHECK(!number_parse("99999999999999999999", INT64_MIN, INT64_MAX, &value));
	CHECK(!number_parse("11", 0, 10, &value) && !number_parse("-1", 0, 10, &value));
	CHECK(!number_parse("", 0, 10, &value) && !number_parse("+1", 0, 10, &value) && !number_parse("1 ", 0, 10, &value));
	CHECK(!number_parse("-", -10, 10, &value) && !number_parse("0x1", 0, 10, &value));
}

static void errors_are_wrapped(void)
{
	CHECK(!error_set(&error, EPERM, "open %s", "x"));
	CHECK(!error_wrap(&error, "read %d", 5));
	CHECK_TEXT(error.text, "read 5: open x");
	CHECK_NUMBER(error.number, EPERM);
	CHECK_TEXT(errno_name(EPERM), "EPERM");
	CHECK_TEXT(errno_name(9999), "errno 9999");
	CHECK_TEXT(signal_name(9), "SIGKILL");
	CHECK_TEXT(signal_name(64), "signal 64");
}

static void steps_have_names_and_hints(void)
{
	CHECK_TEXT(step_name(STEP_BOOTSTRAP), "bootstrap");
	CHECK_TEXT(step_name(STEP_EXEC), "exec");
	CHECK_TEXT(step_name((enum step)9999), "unknown");
	CHECK_CONTAINS(step_hint(STEP_UNSHARE_USER, ENOSPC), "user.max_user_namespaces");
	CHECK(step_hint(STEP_UNSHARE_USER, 0) == NULL);
}

int main(int argc, char **argv)
{
	static const struct test tests[] = {
		TEST(map_is_read_and_written),
		TEST(map_syntax_is_checked),
		TEST(adjacent_ranges_do_not_overlap),
		TEST(highest_id_is_4294967294),
		TEST(map_has_340_lines_at_most),
		TEST(map_text_has_4095_bytes_at_most),
		TEST(json_escapes_what_must_be),
		TEST(json_keeps_utf8),
		TEST(json_escapes_what_is_no_utf8),
		TEST(json_never_cuts_a_character),
		TEST(numbers_are_whole_and_in_range),
		TEST(errors_are_wrapped),
		TEST(steps_have_names_and_hints),
	};

	return run_tests(TESTS(tests), argc, argv);
}
