/* Runs the fuzz target without libFuzzer: over a folder of kept inputs, and a fixed number of mutations of each. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define INPUT_MAX (1 << 20)
#define MUTATIONS 20000

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* xorshift64: the same numbers on every run and machine */
static uint64_t state = UINT64_C(88172645463325252);

static uint64_t next(void)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return state;
}

static size_t mutate(uint8_t *data, size_t size)
{
	/* Values at which lengths and counts go wrong. */
	static const uint16_t edges[] = { 0, 1, 3, 4, 5, 7, 8, 0x7fff, 0x8000, 0xfffb, 0xfffc, 0xffff, 27402 };

	for (uint64_t changes = 1 + next() % 4; changes > 0 && size > 0; changes--) {
		size_t at = next() % size;

		switch (next() % 5) {
		case 0:
			data[at] = (uint8_t)next();
			break;
		case 1:
			data[at] ^= (uint8_t)(1u << next() % 8);
			break;
		case 2:
			if (size >= 2)
				memcpy(data + at / 2 * 2 % (size - 1), &edges[next() % (sizeof(edges) / sizeof(edges[0]))], 2);
			break;
		case 3:
			size = at;
			break;
		default: /* a piece of itself elsewhere */
			memmove(data + at, data + next() % (at + 1), size - at);
			break;
		}
	}
	return size;
}

static size_t run_file(const char *folder, const char *name)
{
	static uint8_t input[INPUT_MAX], changed[INPUT_MAX];
	char path[4096];
	FILE *file;
	size_t size;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	file = fopen(path, "rb");
	if (file == NULL) {
		perror(path);
		exit(1);
	}
	size = fread(input, 1, sizeof(input), file);
	fclose(file);
	LLVMFuzzerTestOneInput(input, size);
	for (int i = 0; i < MUTATIONS; i++) {
		memcpy(changed, input, size);
		LLVMFuzzerTestOneInput(changed, mutate(changed, size));
	}
	return size;
}

static int no_dots(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

int main(int argc, char **argv)
{
	struct dirent **entries;
	int count;

	if (argc != 2) {
		fprintf(stderr, "usage: %s <folder>\n", argv[0]);
		return 2;
	}
	/* Sorted, so that every run is the same. */
	count = scandir(argv[1], &entries, no_dots, alphasort);
	if (count <= 0) {
		fprintf(stderr, "no inputs in %s\n", argv[1]);
		return 1;
	}
	for (int i = 0; i < count; i++) {
		printf("%s: %zu bytes\n", entries[i]->d_name, run_file(argv[1], entries[i]->d_name));
		free(entries[i]);
	}
	free(entries);
	return 0;
}
