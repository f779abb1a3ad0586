/* JSON to the standard output, as it comes: the commas are seen to, that brackets match is not. */
#ifndef NSEXEC_JSON_OUT_H
#define NSEXEC_JSON_OUT_H

#include <stdbool.h>

/* '{' or '['. Within an array json_separate() is due before each value; a key needs none. */
void json_begin(char bracket);
void json_end(char bracket);
void json_separate(void);
void json_key(const char *name);
/* NULL becomes null. */
void json_text(const char *text);
void json_text_field(const char *name, const char *value);
void json_bool_field(const char *name, bool value);

#endif
