/* Decimal numbers as the kernel's own files have them: no sign but '-', no blanks, nothing after. */
#ifndef NSEXEC_NUMBER_H
#define NSEXEC_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

/* Takes a number from *text on and leaves *text behind it. False when there is none or it is out of range. */
bool number_take(const char **text, int64_t low, int64_t high, int64_t *value);
/* The whole text must be the number. */
bool number_parse(const char *text, int64_t low, int64_t high, int64_t *value);

#endif
