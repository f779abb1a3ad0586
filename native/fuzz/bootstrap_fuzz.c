/* The bootstrap parser on arbitrary bytes; for libFuzzer, or for driver.c where clang is not there. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "bootstrap.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What holds for every message that is taken; the rest of the program relies on it. */
static void check(const struct bootstrap *bootstrap)
{
	for (size_t i = 0; i < bootstrap->arguments.count; i++)
		if (bootstrap->arguments.strings[i] == NULL)
			abort();
	if (bootstrap->arguments.count > 0 && bootstrap->arguments.strings[bootstrap->arguments.count] != NULL)
		abort();
	if ((bootstrap->clone_flags & ~namespace_all_flags()) != 0 || (bootstrap->clone_flags & bootstrap->join.flags) != 0)
		abort();
	if (bootstrap->uid_map.count > ID_MAP_LINES_MAX || bootstrap->fd_count > 253 || bootstrap->cwd[0] != '/')
		abort();
	if ((bootstrap->group_count > 0) != (bootstrap->groups != NULL))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bootstrap bootstrap;
	struct error error;
	uint32_t length = (uint32_t)size;
	uint8_t *copy = malloc(size > 0 ? size : 1);

	if (copy == NULL)
		return 0;
	/* Once as it is, once with the length right, which a fuzzer seldom guesses. */
	memcpy(copy, data, size);
	for (int i = 0; i < 2; i++) {
		if (bootstrap_parse(&bootstrap, copy, size, &error))
			check(&bootstrap);
		bootstrap_free(&bootstrap);
		if (size >= sizeof(length))
			memcpy(copy, &length, sizeof(length));
	}
	free(copy);
	return 0;
}
