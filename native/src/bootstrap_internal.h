/* What the files of the bootstrap parser share. */
#ifndef NSEXEC_BOOTSTRAP_INTERNAL_H
#define NSEXEC_BOOTSTRAP_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bootstrap.h"
#include "error.h"

enum payload { PAYLOAD_U32, PAYLOAD_BOOL, PAYLOAD_TEXT, PAYLOAD_U32_LIST };

struct value {
	char *text; /* PAYLOAD_TEXT: ends with its only NUL */
	size_t length;
	uint32_t number; /* PAYLOAD_U32, PAYLOAD_BOOL */
	const unsigned char *bytes; /* PAYLOAD_U32_LIST */
};

/* An attribute by itself: how its value is framed, and `take`, which checks it and puts it into the bootstrap. */
struct attribute_kind {
	uint16_t type;
	const char *name;
	enum payload payload;
	bool repeated;
	bool continued;
	bool (*take)(struct bootstrap *bootstrap, const struct value *value, struct error *error);
};

#define ATTRIBUTE_KINDS 19

/* bootstrap_attributes.c: each attribute that there is, CONTINUATION excepted; so many. */
extern const struct attribute_kind *const attribute_kinds;

/* bootstrap_rules.c: what the kernel would refuse later, or take in silence and without effect. */
MUST_CHECK bool bootstrap_check_together(const struct bootstrap *bootstrap, struct error *error);

#endif
