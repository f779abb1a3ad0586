/* Text as the inside of a JSON string. */
#ifndef NSEXEC_JSON_H
#define NSEXEC_JSON_H

#include <stddef.h>

/*
 * Escapes `length` bytes of `text` into `out`, at most `size` bytes with the final NUL, and returns the length
 * without it. What does not fit is left out, never half a character or half an escape. The result is valid UTF-8: a byte that is
 * none becomes the four characters \xHH.
 */
size_t json_escape(char *out, size_t size, const char *text, size_t length);

#endif
