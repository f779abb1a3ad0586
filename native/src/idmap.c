#include "idmap.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "number.h"

static bool overlaps(uint32_t a, uint32_t a_size, uint32_t b, uint32_t b_size)
{
	return (uint64_t)a < (uint64_t)b + b_size && (uint64_t)b < (uint64_t)a + a_size;
}

static bool add_range(struct id_map *map, struct id_range range, struct error *error)
{
	if (map->count == ID_MAP_LINES_MAX)
		return error_set(error, EINVAL, "more than %d lines", ID_MAP_LINES_MAX);
	if ((uint64_t)range.container + range.size - 1 > ID_MAX || (uint64_t)range.host + range.size - 1 > ID_MAX)
		return error_set(error, EINVAL, "line %zu ends above id %u", map->count + 1, ID_MAX);
	for (size_t i = 0; i < map->count; i++) {
		const struct id_range *other = &map->ranges[i];

		if (overlaps(range.container, range.size, other->container, other->size))
			return error_set(error, EINVAL, "lines %zu and %zu overlap inside", i + 1, map->count + 1);
		if (overlaps(range.host, range.size, other->host, other->size))
			return error_set(error, EINVAL, "lines %zu and %zu overlap outside", i + 1, map->count + 1);
	}
	map->ranges[map->count++] = range;
	return true;
}

static bool take_field(const char **at, char separator, int64_t low, uint32_t *field)
{
	int64_t value;

	if (!number_take(at, low, UINT32_MAX, &value))
		return false;
	if (separator != '\0') {
		if (**at != separator)
			return false;
		(*at)++;
	}
	*field = (uint32_t)value;
	return true;
}

bool id_map_parse(struct id_map *map, const char *text, struct error *error)
{
	const char *at = text;

	map->count = 0;
	if (strlen(text) > ID_MAP_TEXT_MAX)
		return error_set(error, EINVAL, "longer than %d bytes", ID_MAP_TEXT_MAX);
	while (*at != '\0') {
		struct id_range range;

		if (!take_field(&at, ' ', 0, &range.container) || !take_field(&at, ' ', 0, &range.host) ||
		    !take_field(&at, '\0', 1, &range.size) || (*at != '\n' && *at != '\0'))
			return error_set(error, EINVAL, "line %zu is not \"container host size\"", map->count + 1);
		if (*at == '\n')
			at++;
		if (!add_range(map, range, error))
			return false;
	}
	if (map->count == 0)
		return error_set(error, EINVAL, "no line");
	return true;
}

size_t id_map_format(const struct id_map *map, char *out, size_t size)
{
	size_t used = 0;

	out[0] = '\0';
	for (size_t i = 0; i < map->count; i++) {
		const struct id_range *range = &map->ranges[i];
		int length = snprintf(out + used, size - used, "%u %u %u\n", range->container, range->host, range->size);

		if (length < 0 || (size_t)length >= size - used)
			break;
		used += (size_t)length;
	}
	return used;
}

bool id_map_covers(const struct id_map *map, uint32_t container_id)
{
	for (size_t i = 0; i < map->count; i++) {
		const struct id_range *range = &map->ranges[i];

		if (container_id >= range->container && container_id - range->container < range->size)
			return true;
	}
	return false;
}
