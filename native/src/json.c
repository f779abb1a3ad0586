#include "json.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* The length of the UTF-8 character at `at`, or 0 (RFC 3629, section 4: no overlong forms, no surrogates). */
static size_t utf8_length(const unsigned char *at, size_t left)
{
	unsigned char lead = at[0];
	unsigned char low = 0x80, high = 0xbf;
	size_t length;

	if (lead < 0x80)
		return 1;
	if (lead >= 0xc2 && lead <= 0xdf)
		length = 2;
	else if (lead >= 0xe0 && lead <= 0xef)
		length = 3;
	else if (lead >= 0xf0 && lead <= 0xf4)
		length = 4;
	else
		return 0;
	if (length > left)
		return 0;
	if (lead == 0xe0)
		low = 0xa0;
	else if (lead == 0xed)
		high = 0x9f;
	else if (lead == 0xf0)
		low = 0x90;
	else if (lead == 0xf4)
		high = 0x8f;
	if (at[1] < low || at[1] > high)
		return 0;
	for (size_t i = 2; i < length; i++)
		if (at[i] < 0x80 || at[i] > 0xbf)
			return 0;
	return length;
}

static const char *short_escape(unsigned char byte)
{
	switch (byte) {
	case '"':
		return "\\\"";
	case '\\':
		return "\\\\";
	case '\b':
		return "\\b";
	case '\f':
		return "\\f";
	case '\n':
		return "\\n";
	case '\r':
		return "\\r";
	case '\t':
		return "\\t";
	default:
		return NULL;
	}
}

size_t json_escape(char *out, size_t size, const char *text, size_t length)
{
	const unsigned char *at = (const unsigned char *)text;
	const unsigned char *end = at + length;
	size_t used = 0;

	if (size == 0)
		return 0;
	while (at < end) {
		char escaped[8];
		const char *piece = short_escape(*at);
		size_t character = utf8_length(at, (size_t)(end - at));
		size_t piece_length;

		if (piece != NULL) {
			piece_length = strlen(piece);
		} else if (character == 0) {
			piece_length = (size_t)snprintf(escaped, sizeof(escaped), "\\\\x%02x", *at);
			piece = escaped;
			character = 1;
		} else if (*at < 0x20 || *at == 0x7f) {
			piece_length = (size_t)snprintf(escaped, sizeof(escaped), "\\u%04x", *at);
			piece = escaped;
		} else {
			piece_length = character;
			piece = (const char *)at;
		}
		if (used + piece_length >= size)
			break;
		memcpy(out + used, piece, piece_length);
		used += piece_length;
		at += character;
	}
	out[used] = '\0';
	return used;
}
