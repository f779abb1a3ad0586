/* Id maps as text and as ranges. Nothing here touches the system. */
#ifndef NSEXEC_IDMAP_H
#define NSEXEC_IDMAP_H

#include <stddef.h>
#include <stdint.h>

#include "error.h"

/* UID_GID_MAP_MAX_EXTENTS, linux/user_namespace.h of the kernel (user_namespaces(7): since Linux 4.15). */
#define ID_MAP_LINES_MAX 340
/* map_write() in kernel/user_namespace.c takes less than one page. */
#define ID_MAP_TEXT_MAX 4095
/* (uid_t) -1 means "none" to the kernel and cannot be mapped. */
#define ID_MAX 4294967294u

struct id_range {
	uint32_t container;
	uint32_t host;
	uint32_t size;
};

struct id_map {
	size_t count;
	struct id_range ranges[ID_MAP_LINES_MAX];
};

/* Takes lines of "container host size"; the newline of the last one may be missing. */
MUST_CHECK bool id_map_parse(struct id_map *map, const char *text, struct error *error);
/* Writes the map as the kernel reads it; returns the length. `size` should exceed ID_MAP_TEXT_MAX. */
size_t id_map_format(const struct id_map *map, char *out, size_t size);
bool id_map_covers(const struct id_map *map, uint32_t container_id);

#endif
