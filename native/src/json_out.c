#include "json_out.h"

#include <stdio.h>
#include <string.h>

#include "json.h"

/* Whether the next value needs a comma before it. */
static bool first = true;

void json_separate(void)
{
	if (!first)
		putchar(',');
	first = false;
}

void json_text(const char *text)
{
	char escaped[4096];

	if (text == NULL) {
		fputs("null", stdout);
		return;
	}
	json_escape(escaped, sizeof(escaped), text, strlen(text));
	printf("\"%s\"", escaped);
}

void json_key(const char *name)
{
	json_separate();
	json_text(name);
	putchar(':');
}

void json_text_field(const char *name, const char *value)
{
	json_key(name);
	json_text(value);
}

void json_bool_field(const char *name, bool value)
{
	json_key(name);
	fputs(value ? "true" : "false", stdout);
}

void json_begin(char bracket)
{
	putchar(bracket);
	first = true;
}

void json_end(char bracket)
{
	putchar(bracket);
	first = false;
}
