/* A test is a function; what does not hold ends the program with the place and the values. */
#ifndef NSEXEC_TEST_H
#define NSEXEC_TEST_H

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct test {
	const char *name;
	void (*run)(void);
};

#define TEST(function) { #function, function }
#define TESTS(list) (list), sizeof(list) / sizeof((list)[0])

#define FAIL(...) \
	do { \
		fprintf(stderr, "%s:%d: ", __FILE__, __LINE__); \
		fprintf(stderr, __VA_ARGS__); \
		fputc('\n', stderr); \
		exit(1); \
	} while (0)

#define CHECK(condition) \
	do { \
		if (!(condition)) \
			FAIL("does not hold: %s", #condition); \
	} while (0)

#define CHECK_NUMBER(actual, expected) \
	do { \
		long long actual_number = (long long)(actual), expected_number = (long long)(expected); \
		if (actual_number != expected_number) \
			FAIL("%s is %lld instead of %lld", #actual, actual_number, expected_number); \
	} while (0)

#define CHECK_TEXT(actual, expected) \
	do { \
		const char *actual_text = (actual), *expected_text = (expected); \
		if (strcmp(actual_text, expected_text) != 0) \
			FAIL("%s is \"%s\" instead of \"%s\"", #actual, actual_text, expected_text); \
	} while (0)

#define CHECK_CONTAINS(text, part) \
	do { \
		const char *whole_text = (text), *part_text = (part); \
		if (strstr(whole_text, part_text) == NULL) \
			FAIL("\"%s\" is not in \"%s\"", part_text, whole_text); \
	} while (0)

/* Runs all tests, or those whose name is an argument. */
static inline int run_tests(const struct test *tests, size_t count, int argc, char **argv)
{
	for (size_t i = 0; i < count; i++) {
		int wanted = argc < 2;

		for (int j = 1; j < argc; j++)
			wanted |= strcmp(argv[j], tests[i].name) == 0;
		if (!wanted)
			continue;
		printf("%s\n", tests[i].name);
		fflush(stdout);
		/* Whatever hangs shall not hang the build. */
		alarm(120);
		tests[i].run();
	}
	return 0;
}

#endif
