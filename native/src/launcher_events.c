#include "launcher_internal.h"

#include <string.h>
#include <unistd.h>

#include "log.h"

static void tell(struct launcher *launcher, enum control_type type, uint64_t id, const struct control_part *parts,
		 size_t count)
{
	if (control_send(&launcher->control, type, id, parts, count))
		return;
	log_write(LOG_ERROR, "no memory for an event: the client is cut off");
	launcher->ending = true;
}

static void tell_numbers(struct launcher *launcher, enum control_type type, uint64_t id, const uint32_t *numbers,
			 size_t count)
{
	tell(launcher, type, id, &(const struct control_part){ numbers, count * sizeof(*numbers) }, 1);
}

void tell_hello(struct launcher *launcher)
{
	const uint32_t numbers[] = { CONTROL_VERSION, (uint32_t)getpid() };

	tell_numbers(launcher, CONTROL_HELLO, 0, numbers, 2);
}

void tell_started(struct launcher *launcher, const struct task *task)
{
	const uint32_t pids[] = { (uint32_t)task->pids[1], (uint32_t)task->pids[2] };

	tell_numbers(launcher, CONTROL_STARTED, task->id, pids, 2);
}

void tell_failure(struct launcher *launcher, uint64_t id, const struct failure *failure)
{
	const char *step = step_name((enum step)failure->step);
	const uint32_t head[] = { failure->stage, (uint32_t)failure->number, (uint32_t)strlen(step) };
	const uint32_t text_length = (uint32_t)strlen(failure->text);
	const struct control_part parts[] = {
		{ head, sizeof(head) },
		{ step, strlen(step) },
		{ &text_length, sizeof(text_length) },
		{ failure->text, text_length },
	};

	tell(launcher, CONTROL_FAILED, id, parts, sizeof(parts) / sizeof(parts[0]));
}

void tell_own_failure(struct launcher *launcher, uint64_t id, enum step step, const struct error *error)
{
	struct failure failure;

	failure_set(&failure, STAGE_LAUNCHER, step, error);
	failure_log(&failure);
	tell_failure(launcher, id, &failure);
}

void tell_exited(struct launcher *launcher, uint64_t id, const struct exit_report *exited)
{
	tell(launcher, CONTROL_EXITED, id, &(const struct control_part){ exited, sizeof(*exited) }, 1);
}

void tell_reaped(struct launcher *launcher, uint64_t id, int status)
{
	const uint32_t number = (uint32_t)status;

	tell_numbers(launcher, CONTROL_REAPED, id, &number, 1);
}
