#include "stage.h"

#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "log.h"
#include "procfs.h"

static const char *const stage_names[STAGES] = { "nsexec-0", "nsexec-1", "nsexec-2" };

/* Readers of the log check by this that only the grandchild's score changes. */
static void log_oom_score_adj(void)
{
	char score[16];
	struct error error;
	int process;

	if (!log_enabled(LOG_DEBUG))
		return;
	process = procfs_open_process(PROCFS_SELF, &error);
	if (process < 0)
		return;
	if (procfs_read_at(process, "oom_score_adj", score, sizeof(score), &error)) {
		score[strcspn(score, "\n")] = '\0';
		log_debug("oom_score_adj is %s", score);
	}
	close(process);
}

void stage_begin(struct stage *stage)
{
	log_name(stage_names[stage->number]);
	log_debug("stage %d begins", stage->number);
	/* Stage 2 may be in a foreign mount namespace, and changes its score later. */
	if (stage->number < 2)
		log_oom_score_adj();
	report_here(stage->run->report, (uint32_t)stage->number);
	/* Lost with the first change of ids; until then it ends a stage that hangs in a system call. */
	if (stage->run->report >= 0)
		prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
}

void stage_step(struct stage *stage, enum step step)
{
	progress_set(stage->run->progress, stage->number, step);
	log_write(LOG_TRACE, "step %s", step_name(step));
}

void failure_log(const struct failure *failure)
{
	if (failure->number != 0)
		log_write(LOG_FATAL, "stage %u, %s: %s: %s (%s)", failure->stage, step_name((enum step)failure->step),
			  failure->text, strerror(failure->number), errno_name(failure->number));
	else
		log_write(LOG_FATAL, "stage %u, %s: %s", failure->stage, step_name((enum step)failure->step),
			  failure->text);
}

void stage_fail(struct stage *stage, const struct error *error)
{
	struct failure failure;
	enum step step = progress_get(stage->run->progress, stage->number);

	if (error->fault == FAULT_PEER_GONE) {
		/* In one-shot mode there is no launcher to tell it, and stage 0 is who remains. */
		log_write(stage->run->report < 0 && stage->number == 0 ? LOG_FATAL : LOG_DEBUG, "stage %d, %s: %s",
			  stage->number, step_name(step), error->text);
	} else {
		failure_set(&failure, (uint32_t)stage->number, step, error);
		failure_log(&failure);
		report_failure(stage->run->report, &failure);
	}
	_exit(EXIT_SANDBOX);
}

void stage_follow(struct stage *stage, const struct recipe_step *recipe, size_t count)
{
	struct error error;

	for (size_t i = 0; i < count; i++) {
		stage_step(stage, recipe[i].step);
		if (!recipe[i].run(stage, &error))
			stage_fail(stage, &error);
	}
}
