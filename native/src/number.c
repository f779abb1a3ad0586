#include "number.h"

bool number_take(const char **text, int64_t low, int64_t high, int64_t *value)
{
	const char *at = *text;
	bool negative = *at == '-';
	int64_t number = 0;

	if (negative)
		at++;
	if (*at < '0' || *at > '9')
		return false;
	for (; *at >= '0' && *at <= '9'; at++)
		if (__builtin_mul_overflow(number, (int64_t)10, &number) ||
		    __builtin_sub_overflow(number, (int64_t)(*at - '0'), &number))
			return false;
	/* Collected as a negative number, whose range is the larger one. */
	if (!negative && __builtin_sub_overflow((int64_t)0, number, &number))
		return false;
	if (number < low || number > high)
		return false;
	*value = number;
	*text = at;
	return true;
}

bool number_parse(const char *text, int64_t low, int64_t high, int64_t *value)
{
	return number_take(&text, low, high, value) && *text == '\0';
}
